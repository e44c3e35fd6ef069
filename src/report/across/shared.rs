//! What several cases share: which of them show something, told by how many they are. Nobody who records nothing counts.

use fluent_bundle::FluentValue;

use crate::model::case::Case;
use crate::report::across::types::named;
use crate::report::view::context::Context;

/// Groups with more cases than this are told by "most" and counts, not by the exact number of each.
const EXACT: usize = 6;
/// In groups of more cases than this, no single case is named.
const MANY: usize = 12;
/// At most so many things that one case alone shows are told with its name in a group of some size.
const RARE: usize = 2;
/// More entries than this that only some cases show are counted.
const SOME: usize = 6;

/// Something that cases show or not.
pub struct Item<'c> {
    /// What it is called inside a sentence.
    pub label: String,
    /// The cases that show it.
    pub cases: Vec<&'c Case>,
    /// Whether other cases may show it, of which that is withheld.
    pub is_withheld: bool,
}

/// What is told of entries that equally many cases show.
struct Clause {
    form: &'static str,
    items: Vec<String>,
    number: usize,
    name: String,
}

/// "branding is named in all three; seminars in two; social events in Agro Food Park alone". `known` is the number of cases that
/// record anything on it. `None` if no case shows anything.
pub fn shares(context: Context, message: &str, items: &[Item], known: usize) -> Option<String> {
    let clauses = match known {
        0 => Vec::new(),
        1..=EXACT => exact(context, items, known),
        _ => by_parts(context, items, known),
    };
    let say = |clause: &Clause| {
        let slots: [(&str, FluentValue); 4] = [
            ("form", clause.form.into()),
            ("items", row(context, &clause.items).into()),
            ("number", context.count(clause.number).into()),
            ("name", clause.name.as_str().into()),
        ];
        context.say(message, &slots)
    };
    let told: Vec<String> = clauses.iter().map(say).collect();
    // Clauses that are lists themselves are parted by semicolons.
    let is_plain = clauses.iter().all(|clause| clause.items.len() == 1);
    let is_plain = is_plain && message != "across-in";
    (!told.is_empty()).then(|| if is_plain { context.in_order(&told) } else { context.semicolons(&told) })
}

/// Labels in a row. Where a plain "and" could belong to a label, the locale sets the last one apart.
pub fn row(context: Context, labels: &[String]) -> String {
    let [first @ .., last] = labels else { return String::new() };
    if first.is_empty() || labels.iter().any(|label| label.contains(',')) {
        return context.list(labels);
    }
    // Numbers in brackets part labels well enough.
    if labels.iter().all(|label| label.ends_with(')')) {
        return context.locale.list(labels);
    }
    let words = |label: &String| label.split(' ').count();
    let and = context.locale.and();
    let form = match () {
        () if labels.iter().any(|label| label.contains(&and)) || first.iter().any(|label| words(label) > 3) => "listed",
        () if labels.iter().any(|label| words(label) > 2) => "long",
        () if first.len() == 1 && words(&first[0]) == 1 && words(last) > 1 => "mixed",
        () => "plain",
    };
    let slots = [
        ("form", form.into()),
        ("count", labels.len().into()),
        ("items", first.join(", ").into()),
        ("last", last.as_str().into()),
    ];
    context.say("across-row", &slots)
}

/// What few cases show, by the exact number of each. What single cases show is told case by case.
fn exact(context: Context, items: &[Item], known: usize) -> Vec<Clause> {
    let mut all = Vec::new();
    for count in (1..=known).rev() {
        let own: Vec<&Item> = items.iter().filter(|item| item.cases.len() == count).collect();
        if count == 1 && known > 1 {
            all.extend(alone(context, &own));
            continue;
        }
        let form = match (count == known, count, own.len()) {
            (_, _, 0) => continue,
            (true, 1, _) => "only",
            (true, 2, _) => "both",
            (true, ..) => "all",
            (false, _, 1) => "some",
            (false, ..) => "some-each",
        };
        let items = own.iter().map(|item| item.label.clone()).collect();
        let name = if form == "only" { named(context, own[0].cases[0]) } else { String::new() };
        all.push(Clause { form, items, number: count, name });
    }
    all
}

fn alone(context: Context, items: &[&Item]) -> Vec<Clause> {
    let mut all: Vec<(&str, Clause)> = Vec::new();
    for item in items {
        let case = item.cases[0];
        let form = if item.is_withheld { "seen" } else { "one" };
        match all.iter_mut().find(|(id, clause)| *id == &*case.id.0 && clause.form == form) {
            Some((_, clause)) => clause.items.push(item.label.clone()),
            None => {
                let items = vec![item.label.clone()];
                all.push((&case.id.0, Clause { form, items, number: 1, name: named(context, case) }));
            }
        }
    }
    all.into_iter().map(|(_, clause)| clause).collect()
}

/// What many cases show: what all do, what most do, and what fewer do, each with its number.
fn by_parts(context: Context, items: &[Item], known: usize) -> Vec<Clause> {
    let with = |item: &&Item| {
        let slots = [("text", item.label.as_str().into()), ("aside", context.count(item.cases.len()).into())];
        context.say("tell-aside", &slots)
    };
    let mut sorted: Vec<&Item> = items.iter().filter(|item| !item.cases.is_empty()).collect();
    sorted.sort_by_key(|item| std::cmp::Reverse(item.cases.len()));
    let (all, others): (Vec<&Item>, Vec<&Item>) = sorted.into_iter().partition(|item| item.cases.len() == known);
    let (most, fewer): (Vec<&Item>, Vec<&Item>) = others.into_iter().partition(|item| item.cases.len() * 2 > known);
    // What a single case shows leads to it, if that is rare and the cases are not many.
    let singles = fewer.iter().filter(|item| item.cases.len() == 1).count();
    let is_told = known <= MANY && singles <= RARE;
    let (alone_in, fewer): (Vec<&Item>, Vec<&Item>) =
        fewer.into_iter().partition(|item| is_told && item.cases.len() == 1);
    let more = fewer.len().saturating_sub(SOME);
    let mut some: Vec<String> = fewer.iter().take(SOME).map(with).collect();
    some.extend((more > 0).then(|| context.say("across-more", &[("number", context.count(more).into())])));
    // "Fewer" needs something before it to be fewer than.
    let few = if all.is_empty() && most.is_empty() { "half" } else { "fewer" };
    let all = all.iter().map(|item| item.label.clone()).collect();
    [("all", all), ("most", most.iter().map(with).collect()), (few, some)]
        .into_iter()
        .filter(|(_, items): &(_, Vec<String>)| !items.is_empty())
        .map(|(form, items)| Clause { form, items, number: known, name: String::new() })
        .chain(alone(context, &alone_in))
        .collect()
}

/// " (recorded for two of the three)", or nothing if it is recorded for all.
pub fn of_known(context: Context, known: usize, of: usize) -> String {
    let slots = [("known", context.count(known).into()), ("of", context.count(of).into())];
    if known == of { String::new() } else { format!(" {}", context.say("across-known", &slots)) }
}

/// Names of cases in a row, if there are at most so many.
pub fn names(context: Context, cases: &[&Case], most: usize) -> Option<String> {
    let all: Vec<String> = cases.iter().map(|case| named(context, case)).collect();
    (!all.is_empty() && all.len() <= most).then(|| context.locale.list(&all))
}
