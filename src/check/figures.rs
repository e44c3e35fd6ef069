//! Rules on the figures of records, and on what else they hold for annual reports. Each warning can be answered in place with
//! `confirmed: reason`.

use crate::analysis::measure::{Pair, find, is_broken, number};
use crate::analysis::statistics;
use crate::base::decimal::{half_of_last_digit, kept, rounded};
use crate::base::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::base::rules::Code;
use crate::check::headings;
use crate::model::case::date::Date;
use crate::model::case::figures::ReportedFigure;
use crate::model::case::raw::RawCase;
use crate::model::case::value::{Qualifier, Quantity};
use crate::model::case::{Amount, Known, Record, Status};
use crate::model::indicator::formula::{IndicatorNumber, NoNumber};
use crate::model::indicator::{Indicator, Indicators, Nature};
use crate::yaml::NodeId;
use crate::yaml::shape::ids::Id;
use rust_decimal::Decimal;

/// Below this, a figure can double or stay the same by chance.
const SMALL: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
/// A figure that rises by more than this, in per cent, needs to be confirmed, unless its indicator has a `jump` of its own. So
/// does a figure that falls so far that only a larger rise would make up for it.
const JUMP: Decimal = Decimal::ONE_HUNDRED;
/// How many years the newest record may lie before the workspace's date.
const STALE: i32 = 2;

/// Looks for doubtful figures in a case. `today` is the workspace's date: nothing reads the clock.
pub fn check(diagnostics: &mut Diagnostics, raw: &RawCase, indicators: &Indicators, today: Option<Date>) {
    let mut doubts = Doubts { diagnostics, raw, indicators };
    let records = raw.case.in_order();
    for (at, record) in records.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| records[at]);
        let alike = |other: &&Record| record.is_like(other);
        let years_ago = |years: i32| raw.case.of_year(record.year()? - years).filter(alike);
        let (last, earlier) = (years_ago(1), years_ago(2));
        let pair = Pair { record, last };
        for figure in &record.figures.0 {
            let Some(indicator) = indicators.find(&figure.indicator) else { continue };
            doubts.some(figure, indicator, pair);
            doubts.currency(figure, indicator, pair);
            doubts.jump(figure, indicator, pair);
            doubts.unchanged(figure, indicator, last, earlier);
            doubts.expired(figure, indicator, record, today);
            doubts.restated(figure, record, today);
            doubts.survey(figure, pair);
            if indicator.nature == Some(Nature::Survey)
                && figure.survey.is_none()
                && figure.amount.value.value().is_some()
            {
                let help = "add `survey: { n: 45, response_rate: 38 %, wording: … }`";
                doubts.doubt(Code::BareSurvey, figure, "this does not say how many answered".to_owned(), help);
            }
        }
        for whole in indicators.all().filter(|indicator| indicator.formula.is_none()) {
            doubts.parts(whole, pair);
            doubts.balance(whole, pair);
        }
        doubts.agenda(record, before);
        doubts.diagnostics.extend(headings::check(&raw.source, &record.headings, indicators, &[pair]));
        doubts.after_end(record);
    }
    doubts.stale(&records, today);
}

struct Doubts<'a> {
    diagnostics: &'a mut Diagnostics,
    raw: &'a RawCase,
    indicators: &'a Indicators,
}

impl Doubts<'_> {
    fn push(&mut self, doubt: Diagnostic) {
        // A value that seems doubtful may be one that could not be read, which is reported already.
        if !self.diagnostics.errors_within(&doubt.span) {
            self.diagnostics.push(doubt);
        }
    }

    fn doubt(&mut self, code: Code, figure: &ReportedFigure, message: String, help: &str) {
        if figure.amount.evidence.confirmed.is_none() {
            let help = format!("{help}; if it is right all the same, add `confirmed: why`");
            let span = figure.amount.evidence.mark.span(&self.raw.source);
            self.push(Diagnostic::warning(code, span, message).help(help));
        }
    }

    fn error(&mut self, code: Code, mark: NodeId, message: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, mark.span(&self.raw.source), message).help(help));
    }

    /// The number of an indicator in a record, if it is exact.
    fn exact(&self, id: &str, pair: Pair) -> Option<IndicatorNumber> {
        let indicator = self.indicators.find(id)?;
        number(indicator, &find(self.indicators, indicator, pair)).ok().filter(|number| !number.about)
    }

    /// Checks that an indicator that counts some of another is not more than that one.
    fn some(&mut self, figure: &ReportedFigure, indicator: &Indicator, pair: Pair) {
        let before = pair.last.map(|record| Pair { record, last: None });
        let limits = [(&indicator.some_of, Some(pair), ""), (&indicator.some_of_last, before, " of the period before")];
        for (whole, pair_of_whole, when) in limits {
            let (Some(whole), Some(of)) = (whole, pair_of_whole) else { continue };
            let (own, all) = (self.exact(&indicator.id, pair), self.exact(whole, of));
            if let (Some(own), Some(all)) = (own, all)
                && own.value > all.value
                && (own.currency == all.currency || own.currency.is_none() || all.currency.is_none())
            {
                let message = format!(
                    "`{}` is {}, more than the {} of `{whole}`{when}",
                    figure.indicator,
                    (own.value * indicator.scale()).normalize(),
                    (all.value * indicator.scale()).normalize()
                );
                self.doubt(Code::SomeOverAll, figure, message, "correct one of the two");
            }
        }
    }

    /// Checks that the parts that a record gives add up to the whole or, if one of them is not recorded, that they are not more
    /// than it.
    fn parts(&mut self, whole: &Indicator, pair: Pair) {
        let Some(total) = self.exact(&whole.id, pair) else { return };
        let Some(figure) = pair.record.figures.of(&whole.id) else { return };
        let is_part = |one: &&Indicator| one.part_of.as_ref().is_some_and(|part| *part.0 == *whole.id.0);
        let own: Vec<&Indicator> = self.indicators.all().filter(is_part).collect();
        let given: Vec<&ReportedFigure> = own.iter().filter_map(|part| pair.record.figures.of(&part.id)).collect();
        let found: Vec<Result<IndicatorNumber, NoNumber>> = own
            .iter()
            .filter(|part| pair.record.figures.of(&part.id).is_some())
            .map(|part| number(part, &find(self.indicators, part, pair)))
            .collect();
        let numbers: Vec<&IndicatorNumber> = found.iter().flatten().collect();
        let vague = numbers.iter().any(|number| number.about)
            || found.iter().any(|one| matches!(one, Err(NoNumber::Bounded(_))));
        let mixed = numbers.iter().any(|number| number.currency.is_some() && number.currency != total.currency);
        if numbers.is_empty() || vague || mixed {
            return;
        }
        let Some(sum) = numbers.iter().try_fold(Decimal::ZERO, |sum, number| kept(sum.checked_add(number.value)))
        else {
            return;
        };
        let open = found.iter().any(Result::is_err);
        // Parts of a whole are compared as they are written, in per cent.
        let (sum, whole_value) = (sum * whole.scale(), total.value * whole.scale());
        let digits = numbers.iter().map(|number| number.decimals).max().unwrap_or_default().max(total.decimals);
        let slack = if total.decimals > 0 { half_of_last_digit(total.decimals) } else { Decimal::ZERO };
        let wrong = if open { sum > whole_value + slack } else { (sum - whole_value).abs() > slack };
        if !wrong || given.iter().any(|part| part.amount.evidence.confirmed.is_some()) {
            return;
        }
        let less = own.iter().find(|part| pair.record.figures.of(&part.id).is_none()).filter(|_| sum < whole_value);
        let help = match less {
            Some(part) => {
                format!("correct one of them, or say what the others are: `{}: not recorded` if nobody knows", part.id)
            }
            None => "correct one of them".to_owned(),
        };
        let message = format!(
            "the parts of `{}` add up to {}, and it is {}",
            whole.id,
            rounded(sum, digits),
            whole_value.normalize()
        );
        self.doubt(Code::PartsUnequal, figure, message, &help);
    }

    /// Checks that what a whole was in the period before, with what joined and without what left, is what it is. All of them must be
    /// recorded and exact.
    fn balance(&mut self, whole: &Indicator, pair: Pair) {
        let moves = |to: &Option<Id>| to.as_ref().is_some_and(|to| to.0 == whole.id.0);
        let of = |pick: fn(&Indicator) -> &Option<Id>| {
            let own: Vec<&Indicator> = self.indicators.all().filter(|one| moves(pick(one))).collect();
            let sum =
                own.iter().map(|one| self.exact(&one.id, pair).map(|number| number.value)).sum::<Option<Decimal>>();
            (!own.is_empty()).then_some(sum?)
        };
        let (joined, left) = (of(|one| &one.adds_to), of(|one| &one.takes_from));
        let then = pair.last.filter(|_| !is_broken(self.indicators, whole, pair));
        let then = then.and_then(|last| self.exact(&whole.id, Pair { record: last, last: None }));
        let (Some(joined), Some(left), Some(then)) = (joined, left, then) else { return };
        let (Some(now), Some(figure)) = (self.exact(&whole.id, pair), pair.record.figures.of(&whole.id)) else {
            return;
        };
        let made = then.value + joined - left;
        if made != now.value {
            let message = format!(
                "`{}` was {}; with {} that joined and without {} that left it would be {}, and it is {}",
                whole.id,
                then.value.normalize(),
                joined.normalize(),
                left.normalize(),
                made.normalize(),
                now.value.normalize()
            );
            self.doubt(Code::Balance, figure, message, "correct one of them");
        }
    }

    /// Checks that no more answered a survey than there were members, and that those who were asked, by the rate of answers, were not
    /// more either.
    fn survey(&mut self, figure: &ReportedFigure, pair: Pair) {
        let Some(survey) = &figure.survey else { return };
        let Some(whole) = self.indicators.all().find(|one| one.nature == Some(Nature::Size)) else { return };
        let Some(size) = self.exact(&whole.id, pair) else { return };
        let exact = |quantity: &Quantity| {
            (quantity.qualifier == Qualifier::Exact && quantity.upper.is_none()).then_some(quantity.number.0)
        };
        let Some(count) = exact(&survey.n) else { return };
        let help = format!("correct `n`, `response_rate` or `{}`", whole.id);
        if count > size.value {
            let message = format!("{} answered, and `{}` is {}", count.normalize(), whole.id, size.value.normalize());
            self.doubt(Code::SurveyTooLarge, figure, message, &help);
            return;
        }
        let Some(rate) = survey.response_rate.and_then(|rate| exact(&rate.0)).filter(|rate| !rate.is_zero()) else {
            return;
        };
        // The rate is rounded: it may be half of its last digit more.
        let most = rate + half_of_last_digit(survey.response_rate.map_or(0, |rate| rate.0.number.decimals()));
        let asked = kept(count.checked_mul(Decimal::ONE_HUNDRED)).and_then(|all| kept(all.checked_div(most)));
        if asked.is_some_and(|asked| asked > size.value + Decimal::ONE) {
            let message = format!(
                "{} that answered are {} % of {}, and `{}` is {}",
                count.normalize(),
                rate.normalize(),
                rounded(count * Decimal::ONE_HUNDRED / rate, 0),
                whole.id,
                size.value.normalize()
            );
            self.doubt(Code::SurveyTooLarge, figure, message, &help);
        }
    }

    /// Reports an amount in another currency than in the period before, or than the whole that it is a part of: the two can't
    /// be compared.
    fn currency(&mut self, figure: &ReportedFigure, indicator: &Indicator, pair: Pair) {
        let of = |id: &str, record: &Record| match record.figures.of(id).map(|figure| &figure.amount.value) {
            Some(Known::Is(Amount::Money(money))) => Some(money.currency.clone()),
            _ => None,
        };
        let Some(own) = of(&indicator.id, pair.record) else { return };
        let last =
            pair.last.and_then(|last| of(&indicator.id, last)).map(|other| (other, "it was in the period before"));
        let whole =
            indicator.part_of.as_ref().and_then(|whole| of(whole, pair.record)).map(|other| (other, "its whole is"));
        // If the currency of a whole record changed, only the whole is reported, and not each of its parts.
        let told = if whole.is_some() { whole } else { last };
        if let Some((other, of)) = told.filter(|(other, _)| *other != own) {
            let message = format!("`{}` is in {own}, and {of} in {other}", figure.indicator);
            self.doubt(Code::OtherCurrency, figure, message, "correct the currency, or convert the amount");
        }
    }

    /// Reports a record of a year after the one in which the cluster ended.
    fn after_end(&mut self, record: &Record) {
        let (Some(ended), Some(year)) = (&self.raw.case.ended, record.year()) else { return };
        if year > ended.on.year && record.confirmed.is_none() {
            let message = format!("this record is of {year}, and the cluster ended in {}", ended.on.year);
            let help = "correct one of the two: in reports it counts beside the cluster that took it up; if it is right all the same, add `confirmed: why`";
            let span = record.mark.span(&self.raw.source);
            self.push(Diagnostic::warning(Code::AfterEnd, span, message).help(help));
        }
    }

    /// Reports a figure that changed a lot since the year before. A part is not reported if its whole is.
    fn jump(&mut self, figure: &ReportedFigure, indicator: &Indicator, pair: Pair) {
        let Some((now, then)) = self.jumped(indicator, pair) else { return };
        let whole =
            [&indicator.part_of, &indicator.some_of].into_iter().flatten().find_map(|id| self.indicators.find(id));
        if whole.is_some_and(|whole| self.jumped(whole, pair).is_some()) {
            return;
        }
        let what = if now > then { "more" } else { "less" };
        if indicator.is_share() {
            let shown = [then, now].map(|own| (own * Decimal::ONE_HUNDRED).normalize());
            let message =
                format!("`{}` is {} %, and was {} % in the period before", figure.indicator, shown[1], shown[0]);
            self.doubt(Code::Jump, figure, message, "look whether a digit or the line is wrong");
            return;
        }
        let Some(change) = statistics::relative_change(now, then) else { return };
        let change = rounded(change.abs() * Decimal::ONE_HUNDRED, 0);
        let message =
            format!("`{}` is {change} % {what} than the {} of the period before", figure.indicator, then.normalize());
        self.doubt(Code::Jump, figure, message, "look whether a digit or the line is wrong");
    }

    /// The value of an indicator and its value in the year before, if they are so far apart that the change needs to be
    /// confirmed.
    fn jumped(&self, indicator: &Indicator, pair: Pair) -> Option<(Decimal, Decimal)> {
        let last = pair.last.filter(|_| !is_broken(self.indicators, indicator, pair))?;
        let of = |pair| number(indicator, &find(self.indicators, indicator, pair)).ok();
        let (now, then) = (of(pair)?, of(Pair { record: last, last: None })?);
        let (size, before) = (now.value.abs(), then.value.abs());
        // A percentage jumps by points, and by a part of itself.
        let small = match indicator.is_share() {
            true => (size - before).abs() * Decimal::ONE_HUNDRED < SMALL,
            false => size.max(before) < SMALL,
        };
        if small || then.value.is_zero() || now.currency != then.currency {
            return None;
        }
        let most = Decimal::ONE + indicator.jump.map_or(JUMP, |jump| Decimal::from(jump.0)) / Decimal::ONE_HUNDRED;
        // From a surplus to a deficit is a jump of more than all of it.
        let turned = !now.value.is_zero() && now.value.is_sign_negative() != then.value.is_sign_negative();
        (turned || size > before * most || size * most < before).then_some((now.value, then.value))
    }

    /// Reports a figure that is the same for three years.
    fn unchanged(
        &mut self,
        figure: &ReportedFigure,
        indicator: &Indicator,
        last: Option<&Record>,
        earlier: Option<&Record>,
    ) {
        let (Some(last), Some(earlier)) = (last, earlier) else { return };
        let value = |record: &Record| record.figures.of(&indicator.id).map(|figure| figure.amount.value.clone());
        let (now, then, first) = (Some(figure.amount.value.clone()), value(last), value(earlier));
        let large = match &figure.amount.value {
            Known::Is(Amount::Quantity(quantity)) => quantity.number.0.abs() >= SMALL,
            Known::Is(Amount::Money(_) | Amount::Percentage(_)) => true,
            _ => false,
        };
        if large && now == then && then == first {
            let message = format!("`{}` is the same to the digit for three periods", figure.indicator);
            self.doubt(Code::Unchanged, figure, message, "look whether it was copied and not counted anew");
        }
    }

    /// Reports an expiry date before the end of the period, or before the workspace's date if that comes first.
    fn expired(&mut self, figure: &ReportedFigure, indicator: &Indicator, record: &Record, today: Option<Date>) {
        let (Some(Nature::Expiry), Some(Amount::Date(until))) = (indicator.nature, figure.amount.value.value()) else {
            return;
        };
        let day = |date: &Date| (date.year, date.month.unwrap_or(12), date.day.unwrap_or(31));
        let end = record.period_end().map(|(year, month)| (year, month, 31)).or(record.as_of.as_ref().map(day));
        let today = today.as_ref().map(day);
        let Some(first) = end.into_iter().chain(today).min() else { return };
        // Of an older record, what expired since is no surprise.
        let is_newest = self.raw.case.newest().is_some_and(|newest| newest.mark == record.mark);
        let message = if day(until) < first {
            format!("this was valid until {until}, and no longer when the period ended")
        } else if is_newest && today.is_some_and(|today| day(until) < today) {
            format!("this was valid until {until}, and is no longer on the date of the report")
        } else {
            return;
        };
        self.doubt(Code::Expired, figure, message, "correct the date, or leave the label out");
    }

    /// Checks that a restated figure was published, and differs from what it was.
    fn restated(&mut self, figure: &ReportedFigure, record: &Record, today: Option<Date>) {
        let Some(restated) = &figure.restated else { return };
        if record.status != Some(Status::Published) {
            let message = "a figure is restated, and its record was not published".to_owned();
            let help = "write the right figure alone, or `status: published` in the record";
            self.error(Code::Conflict, figure.key, message, help);
        } else if restated.was == figure.amount.value {
            let message = format!("`{}` is restated as what it was", figure.indicator);
            self.error(Code::Conflict, figure.key, message, "write the old figure under `was`, the new one under `is`");
        }
        // Of a date without a day, the latest that it can be, or the earliest.
        let late = (restated.on.year, restated.on.month.unwrap_or(12), restated.on.day.unwrap_or(31));
        let early = (restated.on.year, restated.on.month.unwrap_or(1), restated.on.day.unwrap_or(1));
        let today = today.map(|today| (today.year, today.month.unwrap_or(12), today.day.unwrap_or(31)));
        if record.period_end().is_some_and(|(year, month)| late < (year, month, 1)) {
            let message = format!("this was corrected on {}, before its period was over", restated.on);
            self.doubt(Code::CorrectedWhen, figure, message, "correct the date");
        } else if today.is_some_and(|today| early > today) {
            let message = format!("this was corrected on {}, after the date of the report", restated.on);
            self.doubt(Code::CorrectedWhen, figure, message, "correct the date, or `date` in casebook.yaml");
        }
    }

    /// Checks that the entries of `last_agenda` are on the agenda of the record before.
    fn agenda(&mut self, record: &Record, before: Option<&Record>) {
        let known: Vec<&str> = before.iter().flat_map(|before| before.agenda.ids.iter().map(String::as_str)).collect();
        for entry in &*record.last_agenda {
            if !known.contains(&entry.id.as_str()) {
                let message = format!("the agenda of the record before has no `{}`", entry.id);
                self.error(Code::UnknownId, entry.key, message, suggest(&entry.id, &known));
            }
        }
    }

    /// Reports a cluster that reports by period and has stopped doing so.
    fn stale(&mut self, records: &[&Record], today: Option<Date>) {
        let (Some(newest), Some(today)) = (records.last(), today) else { return };
        let Some(year) = newest.period_end().map(|(year, _)| year) else { return };
        if self.raw.case.ended.is_some() || newest.confirmed.is_some() || today.year - year <= STALE {
            return;
        }
        let message = format!("the newest record is of {year}, and the workspace of {}", today.year);
        let help = "add a record with `casebook record`, or say with `ended` that the cluster is no more; if it is right all the same, add `confirmed: why`";
        let span = newest.mark.span(&self.raw.source);
        self.push(Diagnostic::warning(Code::Stale, span, message).help(help));
    }
}
