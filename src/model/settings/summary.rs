//! What the summary says across cases: by what it groups them, and which of its sentences are left out.

use crate::model::facts::column::Column;
use crate::yaml::shape::ids::LifeCycleId;
use crate::yaml::shape::list::OneOrMany;
use crate::{choice, shape};

shape! {
    /// The plan of what the summary says across cases.
    #[derive(Debug)]
    SummaryPlan("a plan `{ group_by, life_cycle, without }`") {
        /// The fact by which cases are grouped; their stage without it.
        group_by: Option<Column> = "industry",
        /// The life cycle whose stages are the groups; the first one in which a case is assessed without it.
        life_cycle: Option<LifeCycleId> = "enright",
        /// Sentences that are left out.
        without: OneOrMany<SummarySentence> = "[claims, deviant]",
    }
}

choice! {
    /// The sentences of the summary across cases.
    SummarySentence {
        /// Who belongs to a group.
        Members = "members",
        /// When its cases were founded.
        Founded = "founded",
        /// How many actors and facilitators they have.
        Numbers = "numbers",
        /// Which kinds of actors are named.
        Kinds = "kinds",
        /// Whose money finances them, and what kind of money it is.
        Money = "money",
        /// What is observed in all, in most, in some and in one of them.
        Observed = "observed",
        /// What a framework lists for their stage and no source mentions.
        Unseen = "unseen",
        /// What is planned.
        Planned = "planned",
        /// How the middle numbers of the groups compare.
        Middles = "middles",
        /// What is seen in most cases of one group and in none of its neighbour.
        Apart = "apart",
        /// What is seen in every case of all groups.
        Through = "through",
        /// What no case shows, and on what nothing is recorded of any.
        Nowhere = "nowhere",
        /// Which cases stand in no group.
        Rest = "rest",
        /// How many of the claims hold.
        Claims = "claims",
        /// Which cases deviate most often from what is claimed.
        Deviant = "deviant",
    }
}
