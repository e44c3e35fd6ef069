//! Aims, goals and ambitions.

use crate::base::text::Text;
use crate::model::case::{Goal, Owner, Remark, SentenceName};
use crate::report::prose::aggregate::{FEW, WORDS, WORDS_HOPED_FOR, by_owner};
use crate::report::prose::draft::{Draft, split, tabled};
use crate::report::prose::types::Teller;
use crate::report::view::phrase::{actor_in_text, shown_goal, shown_remark};

/// The sentences.
pub fn drafts(teller: &Teller) -> Vec<Draft> {
    let record = teller.record;
    let mut all = remarks(teller, SentenceName::Aims, "aims", "tell-aims", record.aims.entries());
    all.extend(goals(teller));
    all.extend(remarks(teller, SentenceName::Ambitions, "ambitions", "tell-ambitions", record.ambitions.entries()));
    all
}

/// Fills in whose something is.
pub fn of_owner(teller: &Teller, draft: Draft, owner: &Owner) -> Draft {
    let (form, name) = match owner {
        Owner::Cluster => ("case", String::new()),
        Owner::Secretariat => ("secretariat", String::new()),
        Owner::Facilitators => ("facilitators", String::new()),
        Owner::Actor(id) => ("actor", actor_name(teller, id)),
    };
    draft.slot("owner", form).slot("whose", name)
}

fn actor_name(teller: &Teller, id: &str) -> String {
    let records = teller.case.records.iter().map(|record| record.actors.list.entries());
    records.filter_map(|all| actor_in_text(teller.context, all, id)).next().unwrap_or_default()
}

fn remarks(
    teller: &Teller,
    name: SentenceName,
    fact: &'static str,
    message: &'static str,
    entries: &[Remark],
) -> Vec<Draft> {
    let show = |remark: &Remark| shown_remark(teller.context, remark).text;
    let most = if name == SentenceName::Ambitions { WORDS_HOPED_FOR } else { WORDS };
    if is_long(entries.iter().map(|remark| &remark.text), most) {
        return tabled(teller, name, fact, entries, |remark| (&remark.evidence, show(remark)));
    }
    let (own, told) = split(teller, name, fact, entries, |remark| (&remark.evidence, show(remark)));
    let groups = by_owner(&own, |remark: &Remark| remark.of.as_ref());
    let one = |(owner, remarks): &(Owner, Vec<&Remark>)| {
        let texts: Vec<String> = remarks.iter().map(|remark| teller.inner(&show(remark))).collect();
        let is_secretariats = fact == "aims" && matches!(owner, Owner::Secretariat | Owner::Facilitators);
        let name = if is_secretariats { SentenceName::SecretariatAims } else { name };
        let draft = Draft::new(name, message).slot("count", remarks.len()).slot("list", teller.in_order(&texts));
        of_owner(teller, draft, owner).tells_all(
            teller,
            fact,
            remarks.iter().map(|remark| (&remark.evidence, show(remark))),
        )
    };
    groups.iter().map(one).chain(told).collect()
}

fn goals(teller: &Teller) -> Vec<Draft> {
    let (name, fact, entries) = (SentenceName::Goals, "goals", teller.record.goals.entries());
    let show = |goal: &Goal| shown_goal(teller.context, goal).text;
    if is_long(entries.iter().map(|goal| &goal.text), WORDS) {
        return tabled(teller, name, fact, entries, |goal| (&goal.evidence, show(goal)));
    }
    let (own, told) = split(teller, name, fact, entries, |goal| (&goal.evidence, show(goal)));
    let groups = by_owner(&own, |goal: &Goal| goal.of.as_ref());
    let one = |(owner, goals): &(Owner, Vec<&Goal>)| {
        let texts: Vec<String> = goals.iter().map(|one| goal(teller, one)).collect();
        let draft = Draft::new(name, "tell-goals").slot("count", goals.len()).slot("list", teller.in_order(&texts));
        of_owner(teller, draft, owner).tells_all(teller, fact, goals.iter().map(|goal| (&goal.evidence, show(goal))))
    };
    groups.iter().map(one).chain(told).collect()
}

/// A goal with what measures it: "new jobs (1,000 jobs within 5 years)".
fn goal(teller: &Teller, goal: &Goal) -> String {
    let context = teller.context;
    let text = teller.inner(&context.get(&goal.text));
    let target = goal.target.map(|target| context.quantity(&target));
    // "New jobs (1,000 jobs)" says it twice.
    let unit = goal
        .unit
        .as_ref()
        .map(|unit| context.get(unit))
        .filter(|unit| !text.to_lowercase().contains(&unit.to_lowercase()));
    let measured: Vec<String> = target.into_iter().chain(unit).collect();
    let measured = (!measured.is_empty()).then(|| measured.join("\u{a0}"));
    let within =
        goal.within.as_ref().map(|within| teller.say("tell-within", &[("time", teller.duration(within).into())]));
    let place = goal.place.as_ref().map(|place| context.get(place));
    let reached = goal.reached.map(|own| teller.say("tell-reached", &[("number", context.quantity(&own).into())]));
    let details: Vec<String> = [measured, within, place, reached].into_iter().flatten().collect();
    match details.is_empty() {
        true => text,
        false => {
            let aside = details.join(", ");
            teller.say("tell-aside", &[("text", text.into()), ("aside", aside.into())])
        }
    }
}

/// Whether a list of free texts is too long for a sentence, so that a table has it. `most` is the number of words that are not.
pub fn is_long<'t>(texts: impl Iterator<Item = &'t Text>, most: usize) -> bool {
    let words: Vec<usize> = texts.map(Text::words).collect();
    words.len() > FEW || (words.len() > 1 && words.iter().sum::<usize>() > most)
}
