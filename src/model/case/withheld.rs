//! How much of a case its readers may not see. It is counted when a file is read for them, and stands in what is published.

use crate::model::case::words::SourceKind;
use crate::model::settings::value::Size;
use crate::shape;
use crate::yaml::shape::list::List;

shape! {
    /// How much was left out, since the readers may not see it. Casebook writes it into what it publishes.
    #[derive(Clone, Debug, Default)]
    Withheld("what is withheld `{ sources, events, quotations, observations, statements }`") {
        /// How many sources, by kind.
        sources: List<WithheldSources> = "[{ kind: interview, number: 2 }]",
        /// How many events.
        events: Option<Size> = "1",
        /// How many quotations.
        quotations: Option<Size> = "3",
        /// How many observations of characteristics.
        observations: Option<Size> = "4",
        /// How many other statements.
        statements: Option<Size> = "12",
    }
}

impl Withheld {
    /// How many statements were left out, whatever they are of.
    pub fn statements(&self) -> usize {
        let Withheld { sources: _, events, quotations, observations, statements } = self;
        let all = [events, quotations, observations, statements];
        all.into_iter().flatten().map(|number| number.0 as usize).sum()
    }
}

shape! {
    /// How many sources of a kind were left out.
    #[derive(Clone, Debug)]
    WithheldSources("sources `{ kind, number }`") {
        /// The kind.
        kind: SourceKind = "interview",
        /// How many.
        number: Size = "2",
    }
}
