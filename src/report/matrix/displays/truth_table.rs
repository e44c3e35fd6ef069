//! Truth tables: the combinations of conditions that cases have, with their outcomes.

use crate::analysis::claims::subject::{Answer, Ground, Named, Question, Subject, Words, ask};
use crate::analysis::truth_table::{Combination, Membership, calibrated, combinations};
use crate::base::decimal::{rounded, to_binary};
use crate::model::case::Case;
use crate::model::settings::displays::{Anchor, CausalCondition, TruthTable};
use crate::report::matrix::content::Content;
use crate::report::matrix::parts::{Parts, head};
use crate::report::matrix::table::{Cell, Heading, listed_cases};
use crate::report::view::context::Context;
use crate::report::view::facts::{is_date, one_number};
use crate::yaml::condition::Condition;
use rust_decimal::Decimal;

/// How far a case belongs to what a condition says; `None` where that is not known.
pub fn membership(context: Context, condition: &CausalCondition, case: &Case) -> Option<Membership> {
    match (&condition.holds, &condition.of) {
        (Some(holds), _) => match answer(context, holds, case) {
            Answer::Yes => Some(1.0),
            Answer::No => Some(0.0),
            Answer::Undecided | Answer::NotRecorded(_) => None,
        },
        (None, Some(column)) => {
            let anchors: Vec<f64> = condition.calibrate.iter().map(|anchor| to_binary(anchor.0)).collect();
            let anchors: [f64; 3] = anchors.try_into().ok()?;
            Some(calibrated(to_binary(one_number(context, case, column)?), anchors))
        }
        (None, None) => None,
    }
}

fn answer(context: Context, condition: &Condition, case: &Case) -> Answer {
    let language = context.locale.language.as_str();
    let ground = Ground { frameworks: context.frameworks, indicators: context.indicators, language };
    let words = Words::of(&[condition]);
    let (lenses, figures) = (words.lenses(ground), words.figures(ground));
    let subject = Subject::new(case, &Question::new(&words, &lenses, &figures, ground));
    ask(condition, &[&subject], Named::Some)
}

/// The table. A case of which a condition or the outcome is not known, or exactly at the crossover, is in no combination, and named in the note.
pub fn table(context: Context, spec: &TruthTable, cases: &[&Case]) -> Parts {
    let (mut placed, mut members, mut lacking) = (Vec::new(), Vec::new(), Vec::new());
    for case in cases {
        let all: Vec<(&CausalCondition, Option<Membership>)> =
            spec.all().map(|condition| (condition, membership(context, condition, case))).collect();
        let why = |(condition, own): &(&CausalCondition, Option<Membership>)| {
            let label = context.get(&condition.label);
            match own {
                None => Some(label),
                Some(own) if *own == 0.5 => Some(context.say("at-crossover", &[("name", label.into())])),
                Some(_) => None,
            }
        };
        let unknown: Vec<String> = all.iter().filter_map(why).collect();
        if unknown.is_empty() {
            placed.push(*case);
            members.push(all.iter().filter_map(|(_, own)| *own).collect::<Vec<Membership>>());
        } else {
            let slots = [("text", context.short_name(case).into()), ("aside", context.locale.list(&unknown).into())];
            lacking.push(context.say("tell-aside", &slots));
        }
    }
    let found = combinations(&members);
    let is_fuzzy = spec.all().any(|condition| condition.of.is_some());
    let labels = spec.conditions.iter().map(|own| context.get(&own.label));
    let mut columns: Vec<Heading> = labels.map(head).collect();
    columns.push(head(context.word("truth-cases")));
    columns.push(head(context.get(&spec.outcome.label)));
    columns.push(head(context.word("consistency")));
    columns.push(head(context.word("which-cases")));
    let sign = |is_there: bool| Cell::of(Content::Count(usize::from(is_there)));
    let named = |one: &Combination| {
        let own = one.cases.iter().map(|at| placed[*at]);
        listed_cases(context, own, |case, name| {
            let at = placed.iter().position(|own| own.id == case.id);
            let has = at.and_then(|at| members[at].last()).is_some_and(|outcome| *outcome > 0.5);
            if one.is_contradictory() && has { context.say("truth-with", &[("name", name.into())]) } else { name }
        })
    };
    let row = |one: &Combination| {
        let mut row: Vec<Cell> = one.conditions.iter().map(|own| sign(*own)).collect();
        row.push(Cell::of(Content::Count(one.cases.len())));
        row.push(match one.is_contradictory() {
            true => Cell::of(Content::Word("contradictory")),
            false => sign(one.with_outcome > 0),
        });
        row.push(match is_fuzzy {
            true => Cell::of(Content::Number(decimal(one.consistency, 2), 2)),
            false => Cell::of(Content::Of(one.with_outcome, one.cases.len())),
        });
        row.push(named(one));
        row
    };
    let rows: Vec<Vec<Cell>> = found.iter().map(row).collect();
    let contradictory = found.iter().filter(|one| one.is_contradictory()).count();
    let possible = 2_usize.checked_pow(u32::try_from(spec.conditions.len()).unwrap_or(u32::MAX));
    let occurring = possible.map(|possible| {
        let slots = [("count", found.len().into()), ("of", possible.into()), ("contradictory", contradictory.into())];
        context.say("truth-note", &slots)
    });
    let calibration = spec.all().filter_map(|own| calibration(context, own));
    let fuzzy = is_fuzzy.then(|| context.word("truth-fuzzy"));
    let undecided = (!lacking.is_empty()).then(|| {
        context
            .say("truth-undecided", &[("count", lacking.len().into()), ("list", context.locale.list(&lacking).into())])
    });
    let note: Vec<String> = occurring.into_iter().chain(undecided).chain(calibration).chain(fuzzy).collect();
    Parts { kind: "truth-table", columns, rows, note: note.join(" "), full: None }
}

/// How a condition was calibrated.
fn calibration(context: Context, condition: &CausalCondition) -> Option<String> {
    let is_year = is_date(context, condition.of.as_ref()?);
    let shown = |anchor: &Anchor| match is_year {
        true => anchor.0.normalize().to_string(),
        false => context.locale.number(anchor.0, usize::try_from(anchor.0.normalize().scale()).unwrap_or(0)),
    };
    let numbers: Vec<String> = condition.calibrate.iter().map(shown).collect();
    let [out, crossover, inside] = numbers.as_slice() else { return None };
    let slots = [
        ("name", context.get(&condition.label).into()),
        ("out", out.as_str().into()),
        ("crossover", crossover.as_str().into()),
        ("in", inside.as_str().into()),
    ];
    Some(context.say("truth-calibrated", &slots))
}

/// A membership, or a share of them, with so many digits.
pub fn decimal(number: Membership, digits: usize) -> Decimal {
    rounded(Decimal::try_from(number).unwrap_or_default(), digits)
}
