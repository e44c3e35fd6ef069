//! What annual reports say: which sentences of the summary are left out, and how the groups of figures are headed.

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::yearly::{Foreword, OwnHeading};
use crate::yaml::decode::Fields;
use crate::yaml::shape::Reader;
use crate::yaml::shape::list::{ById, OneOrMany};
use crate::{choice, shape};

shape! {
    /// The plan of annual reports.
    #[derive(Debug)]
    AnnualPlan("a plan `{ headings, own_headings, without, overlap, forewords, peers }`") check check {
        /// What stands above figures: what they show, or the title of their group.
        headings: Option<Headings> = "plain",
        /// Headings of the authors in the report on all clusters, by year.
        own_headings: ById<Vec<OwnHeading>> = "{ 2026: [{ of: structure, is: More members, written_for: { members: 1109 (1053) } }] }",
        /// Sentences of the summary that are left out.
        without: OneOrMany<YearSentence> = "[sources, clusters]",
        /// What a reader is told of organisations that are members of two clusters, in place of that they count twice.
        overlap: Option<Text> = "No organisation is a member of two of our clusters",
        /// Whether each cluster gets a sheet that shows where it stands among the others of the year, without telling what any of them
        /// reports.
        peers: Option<Peers> = "anonymous",
        /// What somebody says before the report on all clusters begins, by year.
        forewords: ById<Foreword> = "{ 2026: { text: Seven of our clusters are new houses., by: Ada Holm } }",
    }
}

impl AnnualPlan {
    fn check(&self, reader: &mut Reader, _: &Fields) {
        let headings = self.own_headings.iter().map(|own| (&own.id, own.key));
        let forewords = self.forewords.iter().map(|own| (&own.id, own.key));
        for (id, key) in headings.chain(forewords) {
            if !id.parse().is_ok_and(|year: i32| (1900..=2200).contains(&year)) {
                let help = "write the year of the report, like 2026";
                reader.d.error(Code::WrongForm, key, format!("`{id}` is no year"), help);
            }
        }
    }
}

choice! {
    /// What stands above the figures of a group.
    Headings {
        /// What they show, as far as they moved.
        Findings = "findings",
        /// The title of the group.
        Plain = "plain",
    }
}

choice! {
    /// How a cluster is shown among others.
    Peers {
        /// In bands of rounded quartiles, without names.
        Anonymous = "anonymous",
    }
}

choice! {
    /// The sentences of the summary of a year.
    YearSentence {
        /// Who has reported.
        Reported = "reported",
        /// Whose figures are drafts.
        Drafts = "drafts",
        /// Whose year is not the calendar year.
        Periods = "periods",
        /// Who came to an end, and who is new.
        Others = "others",
        /// Over which clusters changes are.
        Compared = "compared",
        /// In which stages clusters are assessed.
        Stages = "stages",
        /// Who moved to another stage.
        Moves = "moves",
        /// How large all are.
        Size = "size",
        /// What rose, or fell where lower is better.
        Gains = "gains",
        /// What fell, or rose where lower is better.
        Losses = "losses",
        /// What sums and middles hide.
        Hidden = "hidden",
        /// In which single clusters the figures of a group moved far.
        Clusters = "clusters",
        /// What the money comes to.
        Budget = "budget",
        /// Where it is from.
        Sources = "sources",
        /// For how long there is money.
        Horizon = "horizon",
        /// How many goals are reached.
        Goals = "goals",
        /// What became of the agenda of the year before.
        Followed = "followed",
        /// What was decided.
        Decided = "decided",
        /// Whose label ends soon.
        Labels = "labels",
        /// What is not recorded any more.
        Missing = "missing",
    }
}
