//! What people agreed to who were interviewed, or whom a case names.

use crate::base::rules::Code;
use crate::model::case::date::Date;
use crate::model::case::evidence::YesNo;
use crate::yaml::decode::Fields;
use crate::yaml::shape::Reader;
use crate::{choice, shape};

choice! {
    /// How somebody agreed to be quoted.
    Quoting {
        /// Not at all.
        No = "no",
        /// Without the name.
        Anonymously = "anonymously",
        /// With the name.
        ByName = "by name",
        /// Each quotation after it was shown to the person.
        AfterApproval = "after approval",
    }
}

shape! {
    /// What somebody agreed to. Nobody sees it in what is made for others.
    #[derive(Clone, Debug)]
    Consent("a consent `{ part, quoted, approved, archived, withdrawn }`") check check {
        /// Whether the person agreed to take part.
        part: Option<YesNo> = "yes",
        /// How the person agreed to be quoted.
        quoted: Option<Quoting> = "anonymously",
        /// When the person approved of the quotations, where that was asked for.
        approved: Option<Date> = "2026-03-14",
        /// Whether what the person said may be kept after the study.
        archived: Option<YesNo> = "no",
        /// When the person withdrew. Whatever rests on this person alone is left out of everything that is made from then on.
        withdrawn: Option<Date> = "2026-09-01",
    }
}

impl Consent {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        let refused = self.part == Some(YesNo::No) && self.withdrawn.is_none();
        let agreed = self.quoted.is_some_and(|quoted| quoted != Quoting::No);
        if let (true, Some(mark)) = (refused && agreed, fields.mark_of("quoted")) {
            let message = "somebody who did not agree to take part can't have agreed to be quoted";
            reader.d.error(Code::Conflict, mark, message, "write `quoted: no`, or `part: yes`");
        }
        let asked = self.quoted == Some(Quoting::AfterApproval);
        if let (false, Some(mark)) = (asked || self.quoted.is_none(), fields.mark_of("approved")) {
            let message = "quotations are approved where that was asked for";
            reader.d.error(Code::Conflict, mark, message, "write `quoted: after approval`, or leave `approved` out");
        }
    }
}
