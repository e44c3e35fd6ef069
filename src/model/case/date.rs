//! Dates as sources give them: a year, a month or a day, exact or not. Read with `FromStr`, whose error is advice for the author.

use std::fmt;
use std::str::FromStr;

use crate::base::text::Written;
use crate::written;

impl Written for Date {
    const KIND: &'static str = "a date";
    const PATTERN: &'static str = r"^\s*((about|after|before) +|~ *)?[0-9]{4}(-[0-9]{2}){0,2}\s*$";
    const EXAMPLES: &'static [&'static str] = &["2010", "2010-06", "2010-06-15", "about 2010"];
    const NUMERIC: bool = true;
}

written!(Date);

/// How a date is qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Before that date.
    Before,
    /// At that date.
    At,
    /// At about that date.
    About,
    /// After that date.
    After,
}

/// A year, a month or a day.
///
/// ```
/// # use casebook::model::case::date::Date;
/// assert_eq!("2003-04-23".parse::<Date>()?.to_string(), "23 April 2003");
/// assert_eq!("about 2010".parse::<Date>()?.to_string(), "about 2010");
/// assert!("2003-02-30".parse::<Date>().is_err(), "there is no such day");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// How the date is qualified.
    pub when: When,
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

impl Date {
    /// Returns the key that dates are sorted by: less exact dates come first.
    pub fn key(&self) -> (i32, u8, u8, When) {
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0), self.when)
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Date, String> {
        let advice = || match turned(text.trim()) {
            Some(date) => format!("write `{date}`"),
            None => "write a year, a month or a day, like 2010, 2010-06, 2010-06-15 or `about 2010`".to_owned(),
        };
        let mut rest = text.trim();
        let mut when = When::At;
        for (word, meaning) in
            [("about ", When::About), ("~", When::About), ("after ", When::After), ("before ", When::Before)]
        {
            if let Some(tail) = rest.strip_prefix(word) {
                (rest, when) = (tail.trim_start(), meaning);
                break;
            }
        }
        let parts: Vec<&str> = rest.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let numeric = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if !numeric || !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
            return Err(advice());
        }
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u8>().ok());
        let year = parts[0].parse().map_err(|_| advice())?;
        if year == 0 {
            return Err("there is no year 0; the first is 0001".to_owned());
        }
        let (month, day) = (number(1), number(2));
        let valid = time::Month::try_from(month.unwrap_or(1))
            .and_then(|m| time::Date::from_calendar_date(year, m, day.unwrap_or(1)))
            .is_ok();
        match valid {
            true => Ok(Date { when, year, month, day }),
            false if month.is_some_and(|month| !(1..=12).contains(&month)) => {
                Err("there is no such month; write a span of years as `from` and `to`".to_owned())
            }
            false => Err("there is no such day in the calendar".to_owned()),
        }
    }
}

/// A day as most of Europe writes it, like `31.12.2026` or `31/12/2026`, as it would be written here. `None` where the month could be the
/// first number, or it is no day.
fn turned(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '/']).map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let (day, month) = (number(day)?, number(month)?);
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let is_plain = text.contains('.') || day > 12 || day == month;
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_year && is_plain && is_day).then(|| format!("{year}-{month:02}-{day:02}"))
}

impl Date {
    /// The date as files have it, without a qualifier: `2003-04-23`, `2003-04` or `2003`.
    pub fn iso(&self) -> String {
        let part = |number: Option<u8>| number.map(|number| format!("-{number:02}")).unwrap_or_default();
        format!("{:04}{}{}", self.year, part(self.month), part(self.day))
    }

    /// The word before it that says how exact it is, with a space; empty for a date itself.
    fn qualifier(&self) -> &'static str {
        match self.when {
            When::At => "",
            When::About => "about ",
            When::After => "after ",
            When::Before => "before ",
        }
    }

    /// The date as files have it: `about 2003-04`.
    pub fn written(&self) -> String {
        format!("{}{}", self.qualifier(), self.iso())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        f.write_str(self.qualifier())?;
        if let Some(day) = self.day {
            write!(f, "{day} ")?;
        }
        if let Some(month) = self.month {
            write!(f, "{} ", MONTHS[usize::from(month.clamp(1, 12)) - 1])?;
        }
        write!(f, "{}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_day_in_another_order_is_told_as_it_is_written_here() {
        let advice = |text: &str| text.parse::<Date>().expect_err("it is no date");
        for (text, date) in [("31/12/2026", "2026-12-31"), ("3.6.2026", "2026-06-03"), ("03. 06. 2026", "2026-06-03")] {
            assert_eq!(advice(text), format!("write `{date}`"));
        }
        for text in ["3/6/2026", "31/13/2026", "12/31/2026", "3.6.26", "1.2", "June 2026"] {
            assert!(advice(text).starts_with("write a year"), "{text}: {}", advice(text));
        }
    }
}
