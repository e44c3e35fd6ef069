//! Those who code observations.

use crate::base::rules::Code;
use crate::base::text::Text;
use crate::model::case::evidence::YesNo;
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::shape::Reader;

shape! {
    /// Somebody, or a program, that codes observations.
    #[derive(Debug)]
    Coder("a coder `{ name }`") check check {
        /// The name.
        name: Text = "Anna Holm",
        /// Whether it is a program.
        machine: Option<YesNo> = "yes",
        /// The version of the program.
        version: Option<Text> = "2.1",
    }
}

impl Coder {
    fn check(&self, reader: &mut Reader, fields: &Fields) {
        let is_machine = self.machine == Some(YesNo::Yes);
        let (message, help) = match (is_machine, &self.version) {
            (true, None) => ("a program codes in a version", "add `version: …`"),
            (false, Some(_)) => ("only a program has a version", "add `machine: yes`, or leave `version` out"),
            _ => return,
        };
        reader.d.error(Code::Conflict, fields.mark_of("version").unwrap_or(fields.mark()), message, help);
    }
}
