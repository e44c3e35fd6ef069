//! The claims whose verdict is not that of the year before.

use crate::analysis::claims::{Claims, outcome};
use crate::model::case::Case;
use crate::model::expression::why::Why;
use crate::report::matrix::claims::ground;
use crate::report::matrix::portfolio::clusters::Portfolio;
use crate::report::view::context::Context;

/// The claims that hold in the year and did not in the year before, or the other way round. Only clusters with a record of both
/// years count, so that a verdict does not change because other clusters report.
pub fn turned<'a>(context: Context, portfolio: &Portfolio<'a>, before: &[&'a Case], claims: &Claims) -> Vec<String> {
    let ground = ground(context);
    let held = |claim, cases: &[&Case]| {
        let outcome = outcome::evaluate(claim, cases, ground);
        // What only readers who may see more could decide, turns for nobody else.
        let unknown = outcome.not_recorded.iter().flat_map(|found| &found.why);
        let holds = if unknown.into_iter().any(Why::is_withheld) { None } else { outcome.holds(claim) };
        (holds, outcome.count())
    };
    let common = |own: &[&'a Case], others: &[&Case]| -> Vec<&'a Case> {
        own.iter().copied().filter(|case| others.iter().any(|other| other.id == case.id)).collect()
    };
    let (before, cases) = (common(before, &portfolio.cases), common(&portfolio.cases, before));
    let mut all = Vec::new();
    for claim in &claims.0 {
        let ((last, (k_last, n_last)), (now, (k, n))) = (held(claim, &before), held(claim, &cases));
        if let (Some(last), Some(now)) = (last, now)
            && last != now
        {
            let parts = [
                ("claim", context.quoted(claim.text.get(&context.locale.language)).into()),
                ("before", context.of(k_last, n_last).into()),
                ("now", context.of(k, n).into()),
            ];
            let id = match (now, claim.is_over_cases() || claim.framework.is_some()) {
                (true, false) => "turned-claim-holds",
                (false, false) => "turned-claim-fails",
                (true, true) => "turned-claim-holds-whole",
                (false, true) => "turned-claim-fails-whole",
            };
            all.push(context.say(id, &parts));
        }
    }
    all
}
