//! When a record is of: its date, or its period with its end and its length.

use crate::model::case::date::{Date, When};
use crate::model::case::record::Record;

/// How long a period is, the shorter ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A whole year.
    Year,
}

impl Record {
    /// Returns the year and the month in which the period ends: December 2026 for "2026", "FY 2026", "2025/26" and "2025/2026",
    /// March 2026 for "Q1 2026". `None` if there is no period, or if it is not written like these.
    pub fn period_end(&self) -> Option<(i32, u8)> {
        let period = self.period.as_ref()?.trim();
        let year = |text: &str| {
            text.parse::<i32>().ok().filter(|_| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
        };
        if let Some((part, rest)) = period.split_once(' ') {
            let end = match part {
                "Q1" => 3,
                "Q2" | "H1" => 6,
                "Q3" => 9,
                "Q4" | "H2" | "FY" => 12,
                _ => return None,
            };
            return Some((year(rest)?, end));
        }
        let Some((first, last)) = period.split_once('/') else { return Some((year(period)?, 12)) };
        let first = year(first)?;
        let last = if last.len() == 2 { last.parse::<i32>().ok()? + first - first % 100 } else { year(last)? };
        let last = if last < first { last + 100 } else { last };
        (last == first + 1).then_some((last, 12))
    }

    /// Returns the year in which the record ends; `None` if it has only a date that is about, before or after another, or none.
    pub fn year(&self) -> Option<i32> {
        let known = |date: &Date| matches!(date.when, When::At);
        self.period_end().map(|(year, _)| year).or_else(|| self.as_of.filter(known).map(|date| date.year))
    }

    /// Whether the record is of a whole year, and not of a part of one or of a date.
    pub fn is_whole_year(&self) -> bool {
        self.period.is_some() && self.length() == Length::Year
    }

    /// Whether the record is of the same period as another, however that is written.
    pub fn is_of_period_of(&self, other: &Record) -> bool {
        let period = |record: &Record| record.period_end().map(|end| (end, record.length()));
        period(self).is_some() && period(self) == period(other)
    }

    /// Returns how long the period of the record is. A record of a date stands for its year. Only figures of periods of one length
    /// are compared.
    pub fn length(&self) -> Length {
        match self.period.as_deref().and_then(|period| period.trim().chars().next()) {
            Some('Q') => Length::Quarter,
            Some('H') => Length::Half,
            _ => Length::Year,
        }
    }

    /// Whether its figures are compared with those of another record: of periods of one length, and of the same part of their years.
    /// What a quarter has in figures depends on the season.
    pub fn is_like(&self, other: &Record) -> bool {
        let month = |record: &Record| record.period_end().map(|(_, month)| month);
        self.length() == other.length() && (self.length() == Length::Year || month(self) == month(other))
    }

    /// Returns the date of the record; for a period, its last year.
    pub fn date(&self) -> Option<Date> {
        let year = |(year, _)| Date { when: When::At, year, month: None, day: None };
        self.as_of.or_else(|| self.period_end().map(year))
    }
}
