//! The order of names.

use std::cmp::Ordering;

use icu_collator::{Collator, CollatorBorrowed};

use crate::model::case::Case;
use crate::report::view::context::Context;

/// Compares names by the rules of a language: that of the setting `sort`.
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// Creates the order of the language with a code.
    ///
    /// # Errors
    /// If the code is not a language, which the check of the settings rules out.
    pub fn new(language: &str) -> anyhow::Result<Order> {
        let locale = icu_locale_core::Locale::try_from_str(language)?;
        Ok(Order(Collator::try_new(locale.into(), Default::default())?))
    }

    /// Compares two names.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }
}

/// Sorts cases by their names as readers see them, and cases with the same name by id.
pub fn by_name<'a>(context: Context, mut cases: Vec<&'a Case>, order: &Order) -> Vec<&'a Case> {
    cases.sort_by(|one, other| {
        order.compare(&context.get(&one.name), &context.get(&other.name)).then_with(|| one.id.cmp(&other.id))
    });
    cases
}

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::base::text::every_language;

    #[test]
    fn every_language_that_the_settings_take_has_an_order() {
        for code in every_language() {
            let order = Order::new(&code).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert!(order.compare("a", "b").is_lt(), "{code}");
        }
    }
}
