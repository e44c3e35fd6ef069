//! Rules on what is possible but unlikely. Each warning can be answered in place with `confirmed: reason`.

use crate::base::decimal::half_of_last_digit;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::rules::Code;
use crate::model::case::date::{Date, When};
use crate::model::case::raw::RawCase;
use crate::model::case::value::{Percentage, Qualifier, Quantity};
use crate::model::case::{Case, Evidence, FundingKind, Known, Phase, Record, Share, ShareWord, SourceKind};
use crate::yaml::NodeId;
use crate::yaml::lookup::{Lookup, Wanted};
use rust_decimal::Decimal;

/// Looks for doubtful values in a case. `today` is the workspace's date: nothing reads the clock.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase, today: Option<Date>) {
    let mut doubts = Doubts { diagnostics, raw };
    if let Some(today) = today {
        doubts.futures(&raw.case, today);
    }
    doubts.spans(raw.case.history.entries().iter().map(|event| (event.from, event.to, &event.evidence)));
    let records = &raw.case.records;
    for (at, record) in records.iter().enumerate() {
        let last = records.get(at + 1).map_or(raw.lookups.len(), |next| next.first_name.0);
        let names = &raw.lookups[record.first_name.0..last];
        doubts.dates(record, &raw.case, today);
        doubts.parts(record);
        doubts.grants(record);
        doubts.interviews(record, names, &raw.case);
        doubts.shares(record);
        let events = record.events.entries().iter().map(|event| (event.from, event.to, &event.evidence));
        let actors = record.actors.list.entries().iter().map(|actor| (actor.from, actor.to, &actor.evidence));
        doubts.spans(events.chain(actors));
    }
}

struct Doubts<'a> {
    diagnostics: &'a mut Diagnostics,
    raw: &'a RawCase,
}

impl Doubts<'_> {
    fn doubt(&mut self, code: Code, mark: NodeId, confirmed: bool, message: String, help: &str) {
        if confirmed {
            return;
        }
        let help = format!("{help}; if it is right all the same, add `confirmed: why`");
        let span = mark.span(&self.raw.source);
        // A value that seems doubtful may be one that could not be read, which is reported already.
        if self.diagnostics.errors_within(&span) {
            return;
        }
        self.diagnostics.push(Diagnostic::warning(code, span, message).help(help));
    }

    fn future(&mut self, date: Date, today: Date, mark: NodeId, confirmed: bool) {
        if surely_before(&today, &date) {
            let message = format!("{date} is later than the date of the workspace, {today}");
            let help = "correct the year, or the `date` in casebook.yaml";
            self.doubt(Code::Future, mark, confirmed, message, help);
        }
    }

    /// Reports future dates of the case, its secretariat, history and sources, and future dates from which actors take part.
    fn futures(&mut self, case: &Case, today: Date) {
        let mut dates: Vec<(Date, NodeId, bool)> = Vec::new();
        let mut add = |date: Option<Date>, evidence: &Evidence| {
            dates.extend(date.map(|date| (date, evidence.mark, evidence.confirmed.is_some())));
        };
        add(case.founded.value.value().copied(), &case.founded.evidence);
        if let Some(secretariat) = case.secretariat.value() {
            add(secretariat.founded.value.value().copied(), &secretariat.founded.evidence);
        }
        for event in case.history.entries() {
            [event.on, event.from, event.to].into_iter().for_each(|date| add(date, &event.evidence));
        }
        for actor in case.records.iter().flat_map(|record| record.actors.list.entries()) {
            add(actor.from, &actor.evidence);
        }
        let sources =
            case.sources.iter().filter_map(|source| Some((source.date?, source.mark, source.confirmed.is_some())));
        dates.extend(sources);
        for (date, mark, confirmed) in dates {
            self.future(date, today, mark, confirmed);
        }
    }

    fn dates(&mut self, record: &Record, case: &Case, today: Option<Date>) {
        let founded = case.founded.value.value();
        if let (Some(today), Some(date)) = (today, record.as_of.as_ref())
            && surely_before(&today, date)
        {
            let message = format!("this record is of {date}, later than the date of the workspace, {today}");
            let help = "correct the year, or the `date` in casebook.yaml";
            self.doubt(Code::Future, record.mark, record.confirmed.is_some(), message, help);
        }
        if let (Some(today), Some(year), Some(period)) = (today, record.period_end(), &record.period)
            && year.0 > today.year
        {
            let message = format!("this record is for {period}, later than the date of the workspace, {today}");
            let help = "correct the period, or the `date` in casebook.yaml";
            self.doubt(Code::Future, record.mark, record.confirmed.is_some(), message, help);
        }
        if let (Some(founded), Some(date)) = (founded, record.date().as_ref())
            && surely_before(date, founded)
        {
            let message = format!("this record is of {date}, before the founding of the cluster in {founded}");
            self.doubt(
                Code::BeforeFounding,
                record.mark,
                record.confirmed.is_some(),
                message,
                "correct one of the two",
            );
        }
        for event in record.events.entries() {
            let dates = [event.on, event.from, event.to].into_iter().flatten();
            for date in dates {
                if let Some(today) = today {
                    self.future(date, today, event.evidence.mark, event.evidence.confirmed.is_some());
                }
                if let Some(founded) = founded.filter(|founded| surely_before(&date, founded)) {
                    let when = if date.day.is_some() { "on" } else { "in" };
                    let message =
                        format!("this happened {when} {date}, before the founding of the cluster in {founded}");
                    let help = "correct one of the two, or move what came before to `history`";
                    let evidence = &event.evidence;
                    self.doubt(Code::BeforeFounding, evidence.mark, evidence.confirmed.is_some(), message, help);
                }
            }
        }
    }

    fn parts(&mut self, record: &Record) {
        let Known::Is(total) = &record.actors.total.value else { return };
        for kind in record.actors.kinds.entries() {
            let Some(count) = kind.count.filter(|count| surely_more(count, total)) else { continue };
            let message = format!("{count} of this kind are more than the {total} actors in all");
            let evidence = &kind.evidence;
            let help = "correct one of the two";
            self.doubt(Code::PartsOverWhole, evidence.mark, evidence.confirmed.is_some(), message, help);
        }
    }

    fn grants(&mut self, record: &Record) {
        for funding in record.funding.entries() {
            if funding.kind == FundingKind::Grant
                && funding.amount.is_some()
                && funding.over.is_none()
                && funding.per.is_none()
            {
                let message = "this grant has an amount and no end".to_owned();
                let evidence = &funding.evidence;
                let help = "add `over: 3 years`, or `per: year`";
                self.doubt(Code::EndlessGrant, evidence.mark, evidence.confirmed.is_some(), message, help);
            }
        }
    }

    /// Reports shares of the funding at one time that add up to more than all of it, however small their words allow them to
    /// be.
    fn shares(&mut self, record: &Record) {
        let all = record.funding.entries();
        for when in [None, Some(Phase::Initial), Some(Phase::Present)] {
            let of_phase = all.iter().filter(|funding| funding.when == when);
            let parts: Vec<(&Evidence, Share)> = of_phase.filter_map(|f| Some((&f.evidence, f.share?))).collect();
            let (sum, more) = parts
                .iter()
                .map(|(_, share)| least(*share))
                .fold((Decimal::ZERO, false), |(sum, more), (part, over)| (sum + part, more || over));
            // Percentages are rounded: each can be too large by half a unit of its last digit.
            let rounded: Decimal = parts.iter().map(|(_, share)| slack(*share)).sum();
            let over = sum - rounded > Decimal::ONE_HUNDRED || (more && sum - rounded >= Decimal::ONE_HUNDRED);
            let Some((last, _)) = parts.last().filter(|_| over) else { continue };
            let confirmed = parts.iter().any(|(evidence, _)| evidence.confirmed.is_some());
            let words: Vec<String> = parts.iter().map(|(_, share)| format!("\"{share}\"")).collect();
            let message = format!("these shares are more than all of the funding: {}", words.join(" and "));
            let help = "correct one of them, or say with `when` which is of the beginning and which of the present";
            self.doubt(Code::SharesOverWhole, last.mark, confirmed, message, help);
        }
    }

    /// Reports what ends before it begins.
    fn spans<'e>(&mut self, spans: impl Iterator<Item = (Option<Date>, Option<Date>, &'e Evidence)>) {
        for (from, to, evidence) in spans {
            let (Some(from), Some(to)) = (from, to) else { continue };
            if surely_before(&to, &from) {
                let message = format!("this ends in {to}, before it begins in {from}");
                let help = "put the earlier date under `from`";
                self.doubt(Code::Backwards, evidence.mark, evidence.confirmed.is_some(), message, help);
            }
        }
    }

    /// Reports interviews that took place after the date of a record that names them or is stated in them: they can't support
    /// it.
    fn interviews(&mut self, record: &Record, names: &[Lookup], case: &Case) {
        let Some(as_of) = &record.date() else { return };
        let stated_in = record.stated_in.as_ref().or(case.stated_in.as_ref());
        let inherited = stated_in.and_then(|evidence| evidence.source.as_deref()).map(|source| source.id.as_str());
        let names = |id: &str| {
            let named = |lookup: &Lookup| matches!(&lookup.wanted, Wanted::Source(named) if named == id);
            inherited == Some(id) || names.iter().any(named)
        };
        for source in case.sources.iter().filter(|source| names(&source.id)) {
            let later = source.date.filter(|date| surely_before(as_of, date));
            if let (SourceKind::Interview, Some(date)) = (source.kind, later) {
                let message = format!("this interview of {date} came after the record of {as_of} that rests on it");
                let confirmed = source.confirmed.is_some();
                self.doubt(Code::LateInterview, source.mark, confirmed, message, "correct one of the two dates");
            }
        }
    }
}

/// The lower bound of a share, in per cent, and whether the share is surely more than that.
fn least(share: Share) -> (Decimal, bool) {
    match share {
        Share::Word(ShareWord::Solely) => (Decimal::ONE_HUNDRED, false),
        Share::Word(ShareWord::Mainly | ShareWord::Mostly) => (Decimal::from(50), true),
        Share::Word(ShareWord::Partly | ShareWord::Supplementary) => (Decimal::ZERO, true),
        Share::Percent(Percentage(part)) => match part.qualifier {
            Qualifier::Exact | Qualifier::AtLeast => (part.number.0, false),
            Qualifier::MoreThan | Qualifier::StartingAt => (part.number.0, true),
            Qualifier::About | Qualifier::Almost | Qualifier::LessThan | Qualifier::AtMost => (Decimal::ZERO, true),
        },
    }
}

/// By how many percentage points a share can be less than it is printed, because it was rounded.
fn slack(share: Share) -> Decimal {
    match share {
        Share::Word(_) => Decimal::ZERO,
        Share::Percent(Percentage(part)) => half_of_last_digit(part.number.decimals()),
    }
}

/// Whether one date is before another, whatever their missing months and days are and their qualifiers leave open.
fn surely_before(one: &Date, other: &Date) -> bool {
    if !matches!((one.when, other.when), (When::At | When::Before, When::At | When::After)) {
        return false;
    }
    let last = (one.year, one.month.unwrap_or(12), one.day.unwrap_or(31));
    let first = (other.year, other.month.unwrap_or(1), other.day.unwrap_or(1));
    last < first
}

/// Whether a quantity is more than another, whatever their qualifiers leave open.
fn surely_more(one: &Quantity, other: &Quantity) -> bool {
    let lower = match one.qualifier {
        Qualifier::Exact | Qualifier::AtLeast | Qualifier::MoreThan | Qualifier::StartingAt => one.number.0,
        Qualifier::About | Qualifier::Almost | Qualifier::LessThan | Qualifier::AtMost => return false,
    };
    let upper = match other.qualifier {
        Qualifier::Exact | Qualifier::LessThan | Qualifier::AtMost => other.upper.unwrap_or(other.number).0,
        Qualifier::About | Qualifier::Almost | Qualifier::MoreThan | Qualifier::AtLeast | Qualifier::StartingAt => {
            return false;
        }
    };
    lower > upper
}
