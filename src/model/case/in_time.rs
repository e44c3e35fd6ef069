//! A case over the years: its records in their order, and what holds now.

use crate::model::case::attributes::{AttributeValue, Attributed};
use crate::model::case::date::When;
use crate::model::case::{Case, Event, Fact, Record};
use crate::yaml::shape::list::List;

impl Case {
    /// What is recorded of an attribute: by the newest record, or else by the case. `None` if nothing is.
    pub fn attribute(&self, id: &str) -> Option<&Fact<Attributed>> {
        self.newest().and_then(|record| record.attributes.of(id)).or_else(|| self.attributes.of(id))
    }

    /// Returns the values of all attributes, each as [`Case::attribute`] has it, in the order of their ids.
    pub fn all_attributes(&self) -> Vec<&AttributeValue> {
        let of_record = self.newest().map(|record| record.attributes.0.as_slice()).unwrap_or_default();
        let of_case = self.attributes.0.iter();
        let of_case = of_case.filter(|own| !of_record.iter().any(|newer| newer.attribute == own.attribute));
        let mut all: Vec<&AttributeValue> = of_record.iter().chain(of_case).collect();
        all.sort_by(|a, b| a.attribute.cmp(&b.attribute));
        all
    }

    /// Returns the newest record; if dates are missing or equal, the last in the file.
    pub fn newest(&self) -> Option<&Record> {
        self.in_order().pop()
    }

    /// Returns the record before the newest one.
    pub fn previous(&self) -> Option<&Record> {
        let mut all = self.in_order();
        all.pop();
        all.pop()
    }

    /// Returns the records in the order of their dates, undated ones first; of periods that end together, the longest last.
    /// Missing or equal dates keep the order of the file.
    pub fn in_order(&self) -> Vec<&Record> {
        let undated = (0, 0, 0, When::Before);
        let key = |record: &Record| match (&record.period, &record.as_of) {
            (Some(_), _) => record.period_end().map_or(undated, |(year, month)| (year, month, 32, When::At)),
            (None, Some(date)) => date.key(),
            (None, None) => undated,
        };
        let mut all: Vec<&Record> = self.records.iter().collect();
        all.sort_by_key(|record| (key(record), record.length()));
        all
    }

    /// All events: those of its history, and those of all records in the order of the file.
    pub fn all_events(&self) -> impl Iterator<Item = &Event> {
        self.history.entries().iter().chain(self.records.iter().flat_map(|record| record.events.entries()))
    }

    /// Returns the record of a year: the one that ends in it. Of several, it is the one of the whole year, or else the last. `None` if
    /// two are of the same period, which is a mistake in the file: none of them is taken for its place there.
    pub fn of_year(&self, year: i32) -> Option<&Record> {
        let all: Vec<&Record> = self.in_order().into_iter().filter(|record| record.year() == Some(year)).collect();
        let whole: Vec<&Record> = all.iter().copied().filter(|record| record.is_whole_year()).collect();
        match (whole.as_slice(), all.as_slice()) {
            ([], [.., one, other]) if one.is_of_period_of(other) => None,
            ([], [.., last]) => Some(last),
            ([whole], _) => Some(whole),
            ([_, _, ..], _) | ([], []) => None,
        }
    }

    /// Returns the years that there are records of, in order.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.records.iter().filter_map(Record::year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Returns the case as it stood in a year: with one record for that year and for each earlier year that has any. `None` if
    /// there is no record of the year itself.
    pub fn as_of(&self, year: i32) -> Option<Case> {
        self.of_year(year)?;
        let years = self.years().into_iter().filter(|own| *own <= year);
        let records = years.filter_map(|own| self.of_year(own)).cloned().collect();
        Some(Case { records: List(records), ..self.clone() })
    }
}
