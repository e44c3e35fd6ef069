//! Dates in formatted works. Styles that write "March 1" fix the order of day and month, and so write "marts 1" in a language that
//! puts the day first; where the locale does, the day is put first, with the stop behind it that the language has.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{DateForm, DatePartName, Locale, TermForm};

use crate::base::text::primary;

/// Languages with a stop behind the day, "1. marts" (CLDR 46, the long form of dates, `d. MMMM y`); their CSL locales leave it out.
const WITH_STOP: [&str; 12] = ["cs", "da", "de", "et", "fi", "hr", "is", "nb", "nn", "no", "sk", "sl"];

/// How a language writes a day of a month, if it puts the day first.
pub struct DayFirst {
    /// The names of months, long and short ones, the longest first.
    months: Vec<String>,
    /// What stands between day and month: ". ".
    between: &'static str,
}

impl DayFirst {
    /// How a locale writes days; `None` if it does not put them first.
    pub fn of(locale: &Locale) -> Option<DayFirst> {
        let date = locale.date.iter().find(|date| date.form == Some(DateForm::Text))?;
        let at = |name: DatePartName| date.date_part.iter().position(|part| part.name == name);
        let (day, month) = (at(DatePartName::Day)?, at(DatePartName::Month)?);
        if day > month {
            return None;
        }
        let language = primary(&locale.lang.as_ref()?.0).to_owned();
        let between = if WITH_STOP.contains(&&*language) { ". " } else { " " };
        let term = |at: u8, form: TermForm| {
            let term = locale.term(Term::Other(OtherTerm::month(at)?), form)?;
            term.single().map(str::to_owned)
        };
        let forms = [TermForm::Long, TermForm::Short];
        let mut months: Vec<String> = (0..12).flat_map(|at| forms.map(|form| term(at, form))).flatten().collect();
        months.sort_by_key(|month| std::cmp::Reverse(month.len()));
        Some(DayFirst { months, between })
    }

    /// A text with the day before the month wherever both stand beside each other.
    pub fn applied(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, month)) = self.month(rest) {
            let (before, behind) = (&rest[..at], &rest[at + month.len()..]);
            let ahead = before.strip_suffix(' ').map(|start| start.trim_end_matches(|c: char| c.is_ascii_digit()));
            let ahead = ahead.map(|start| (start, before[start.len()..].trim_end()));
            if let Some((start, day)) = ahead.filter(|(_, day)| is_day(day)) {
                out.push_str(&format!("{start}{day}{}{month}", self.between));
                rest = behind;
                continue;
            }
            let digits = behind
                .strip_prefix(' ')
                .map_or("", |text| &text[..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())]);
            if is_day(digits) {
                out.push_str(&format!("{before}{digits}{}{month}", self.between));
                rest = &behind[1 + digits.len()..];
            } else {
                out.push_str(&format!("{before}{month}"));
                rest = behind;
            }
        }
        out + rest
    }

    /// The first name of a month that stands alone: where it begins, and the name.
    fn month<'m>(&'m self, text: &str) -> Option<(usize, &'m str)> {
        let is_alone = |at: usize, month: &str| {
            !text[..at].ends_with(char::is_alphanumeric) && !text[at + month.len()..].starts_with(char::is_alphanumeric)
        };
        let found = self.months.iter().filter_map(|month| {
            let at = text.match_indices(month.as_str()).map(|(at, _)| at).find(|at| is_alone(*at, month))?;
            Some((at, month.as_str()))
        });
        found.min_by_key(|(at, month)| (*at, std::cmp::Reverse(month.len())))
    }
}

fn is_day(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1..=31)) && digits.len() < 3
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::locales;

    use super::DayFirst;

    fn of(language: &str) -> Option<DayFirst> {
        let locales = locales();
        let own = locales.iter().find(|one| one.lang.as_ref().is_some_and(|code| code.0 == language));
        DayFirst::of(own.expect("the locale is there"))
    }

    #[test]
    fn days_stand_before_months_where_the_language_has_them_so() {
        let danish = of("da-DK").expect("Danish puts the day first");
        for (before, after) in [
            ("(2022, marts 1). Nyt", "(2022, 1. marts). Nyt"),
            ("*Avisen*, 1 marts.", "*Avisen*, 1. marts."),
            ("1. marts 2022", "1. marts 2022"),
            ("marts 2022", "marts 2022"),
            ("(2022, marts)", "(2022, marts)"),
            ("maj 31 og juni 2", "31. maj og 2. juni"),
            ("Marts 1 og marts 45", "Marts 1 og marts 45"),
            ("smarts 1", "smarts 1"),
            ("", ""),
        ] {
            assert_eq!(danish.applied(before), after, "{before}");
        }
        let german = of("de-DE").expect("German too");
        assert_eq!(german.applied("2022, März 1"), "2022, 1. März");
        assert!(of("en-US").is_none());
    }
}
