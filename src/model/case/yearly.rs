//! What a record holds, besides figures, for the report of a period: grants, the agenda, what became of the last one, and
//! stories.

use serde_json::Value;

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::date::Date;
use crate::model::case::evidence::{Evidence, Known, Reason};
use crate::model::case::figures::Targets;
use crate::model::case::prose::Prose;
use crate::model::case::value::Money;
use crate::model::case::words::ActorKind;
use crate::model::case::write_up::WrittenFor;
use crate::model::settings::value::Between;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::ids::{CaseId, GroupId};
use crate::yaml::shape::link::Link;
use crate::yaml::shape::schema::{Schemas, scalar};
use crate::yaml::shape::{FromYaml, Hidden, Located, Reader};
use crate::yaml::{Node, NodeId};
use crate::{choice, shape};

choice! {
    /// Whether the report on a period is done.
    Status {
        /// It may still change: every page says so.
        Draft = "draft",
        /// It is out: figures are no more changed without a word.
        Published = "published",
    }
}

shape! {
    /// Money for a purpose, with what it is to bring about.
    #[derive(Clone, Debug)]
    Grant("a grant `{ title, funder, from, to, amount }`") {
        /// What it is for.
        title: Text = "Green shipping on the Limfjord",
        /// Who gives it.
        funder: Text = "Region of North Denmark",
        /// From when.
        from: Option<Date> = "2025-01",
        /// Until when.
        to: Option<Date> = "2027-12",
        /// How much, over all of its time.
        amount: Option<Money> = "DKK 3000000",
        /// How much of the cluster's own or of others comes in addition.
        co_financing: Option<Money> = "DKK 750000",
        /// What it is to bring about, by indicator: target and actual.
        targets: Targets = "{ matchmakings: { target: 30, actual: 22 } }",
        /// The text that the funder requires in reports.
        acknowledgement: Option<Text> = "Funded by the Region of North Denmark",
        /// The logo that the funder requires: a file of the workspace.
        logo: Option<Located<String>> = "images/region.svg",
        /// What the logo shows, for those who can't see it; the funder's name by default.
        logo_text: Option<Text> = "Region of North Denmark",
        /// How wide the logo is, in millimetres; 40 by default.
        logo_width: Option<Millimetres> = "30",
        /// Where it comes from.
        evidence: Evidence,
    }
}

shape! {
    /// Something that the secretariat has decided to do.
    #[derive(Clone, Debug)]
    Decision("a decision `{ text, owner, due, status }`") {
        /// What.
        text: Text = "A course on export for small firms",
        /// The suggestion of a framework that it takes up.
        takes_up: Option<Link> = "{ framework: facilitator-life-cycle, dimension: tasks, is: branding }",
        /// Who sees to it.
        owner: Option<Text> = "The cluster manager",
        /// Until when.
        due: Option<Date> = "2027-06",
        /// How far it is.
        status: Option<Progress> = "begun",
        /// Where it comes from.
        evidence: Evidence,
    }
}

choice! {
    /// How far something is.
    Progress {
        /// It is decided and not begun.
        Decided = "decided",
        /// It is begun.
        Begun = "begun",
        /// It is done.
        Done = "done",
        /// A part of it is done.
        Partly = "partly",
        /// It was dropped.
        Dropped = "dropped",
    }
}

shape! {
    /// What became of something on the agenda of the record before.
    #[derive(Clone, Debug)]
    FollowUp("what became of it `{ became, why }`") check check {
        /// What became of it.
        became: Known<Progress> = "partly",
        /// Why, or what is left.
        why: Option<Text> = "The second course waits for a teacher",
        /// Where it comes from.
        evidence: Evidence,
    }
}

impl FollowUp {
    /// What readers may not see is said to be withheld: that something was decided, they know.
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        if reader.hidden.remove(&fields.mark()).is_some() {
            let what = |key: &str| if key == "became" { Hidden::Value } else { Hidden::Silent };
            reader.hidden.extend(fields.values().map(|(key, mark)| (mark, what(key))));
        }
        if let (Known::None, Some(mark)) = (&self.became, fields.mark_of("became")) {
            let help = "write `dropped`, or leave the entry out";
            reader.d.error(Code::WrongChoice, mark.next(), "`none` is not possible here", help);
        }
    }
}

shape! {
    /// A success that is worth telling.
    #[derive(Clone, Debug)]
    Story("a story `{ title, text }`") {
        /// The title.
        title: Text = "Two firms, one boat",
        /// The story, in Markdown.
        text: Prose = "They met at a breakfast of the cluster.",
    }
}

shape! {
    /// A member of the cluster by name.
    #[derive(Clone, Debug)]
    Member("a member `{ name, number, kind, since }`") {
        /// The name.
        name: String = "Vest Shipyard",
        /// The number under which it is registered, in quotation marks if it begins with a zero.
        number: Option<Registered> = "12345678",
        /// What it is.
        kind: Option<ActorKind> = "firm",
        /// Since when it is a member.
        since: Option<Date> = "2019-03",
    }
}

/// The number of an organisation in a register, as it is written: a number or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered(pub String);

impl FromYaml for Registered {
    const NAME: &'static str = "Registered";

    fn read(reader: &mut Reader, node: &Node) -> Option<Registered> {
        reader.d.scalar(node, "a number of a register").map(Registered)
    }

    fn schema(_: &mut Schemas) -> Value {
        scalar()
    }
}

/// A width on paper.
pub type Millimetres = Between<5, 160>;

shape! {
    /// A heading in the words of an author, in place of the one that figures make.
    #[derive(Clone, Debug)]
    OwnHeading("a heading `{ of, is, written_for }`") check check {
        /// The group of indicators that it stands above: the stem of their file; without it, it stands above the year as a whole.
        of: Option<GroupId> = "structure",
        /// What it says.
        is: Located<Text> = "More members, and fewer of them take part",
        /// The figures that it was written for, as `casebook check` gives them: now, and in brackets the year before.
        written_for: Option<WrittenFor> = "{ members: 1109 (1053), firms-active: 246 (263) }",
        /// Where it stands in the file.
        mark: NodeId,
    }
}

impl OwnHeading {
    fn check(&self, reader: &mut Reader, _: &Fields) {
        for (indicator, _, mark) in self.written_for.iter().flat_map(|figures| &figures.0) {
            reader.point(Wanted::Indicator(indicator.clone()), *mark);
        }
    }
}

shape! {
    /// What somebody says before a report begins.
    #[derive(Clone, Debug)]
    Foreword("a foreword `{ text, by, portrait }`") {
        /// The text, in Markdown.
        text: Prose = "It was a year of moving house.",
        /// Who writes it.
        by: Option<Text> = "Ada Holm, chair of the board",
        /// A picture of who writes it: a file of the workspace.
        portrait: Option<Located<String>> = "images/ada-holm.jpg",
        /// What the picture shows, for those who can't see it; who writes it by default.
        portrait_text: Option<Text> = "Ada Holm at the quay",
    }
}

shape! {
    /// That a cluster is no more, or goes on as a part of another.
    #[derive(Clone, Debug)]
    Ended("an end `{ on, into, why }`") {
        /// When.
        on: Date = "2025-12",
        /// The cluster that it became a part of: the id of its file. Without it, the cluster was closed.
        into: Option<CaseId> = "harbour-cluster",
        /// Why.
        why: Option<Text> = "The grant had come to its end",
        /// Why it is right although it looks wrong: answers a warning in place.
        confirmed: Option<Reason> = "The firms went on without a secretariat",
    }
}

choice! {
    /// The part of society that somebody on a board comes from.
    Helix {
        /// Firms and their associations.
        Business = "business",
        /// Universities, schools and institutes.
        Research = "research",
        /// The state, regions and municipalities.
        Public = "public",
        /// Associations and citizens.
        CivilSociety = "civil society",
    }
}
