//! The whole reasoning on a case, for the terminal: its stage, what was observed through each framework and on what
//! evidence, which stage that resembles, and what follows for the next one.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use crate::message::visible;
use crate::view::{CaseView, DimensionView, Item, MappingView, RecordView};

/// The reasoning on a case, as text of so many columns: on its newest record, then on the `older` ones. Both should name every
/// source in full.
pub fn case(case: &CaseView, older: &[RecordView], width: usize) -> String {
    let mut page = Page { text: String::new(), width };
    page.line(0, &format!("{} ({})", case.name, case.id));
    page.line(0, &format!("from {}, record of: {}", case.file, case.record.as_of));
    reasoning(&mut page, &case.record);
    for record in older {
        page.heading(&format!("Before that, record of: {}", record.as_of));
        reasoning(&mut page, record);
    }
    page.text
}

fn reasoning(page: &mut Page, record: &RecordView) {
    stage(page, record);
    for mapping in &record.mappings {
        lens(page, mapping);
    }
    for lens in &record.through {
        page.heading(&format!("{}: counted by way of other frameworks", lens.title));
        page.rows(lens.rows.iter().map(|row| {
            let item = &row.item;
            vec![row.cells[0].clone(), item.text.clone(), format!("by way of {}", item.way), item.source.clone()]
        }));
    }
}

fn stage(page: &mut Page, record: &RecordView) {
    page.heading("Stage");
    for cycle in &record.criteria {
        page.line(2, &format!("What the stages of the {} expect, and what is recorded:", cycle.life_cycle));
        page.rows(cycle.rows.iter().map(|row| {
            let expected = cycle.stages.iter().zip(&row.expects).filter(|(_, expects)| !expects.is_empty());
            let expected: Vec<String> = expected.map(|(stage, expects)| format!("{stage}: {expects}")).collect();
            vec![row.answer.text.clone(), row.label.clone(), expected.join(", "), evidence(&row.answer)]
        }));
    }
    match record.stages.items.as_slice() {
        [] => page.line(2, record.stages.state),
        items => page.rows(items.iter().map(|stage| {
            let part = if stage.part.is_empty() { String::new() } else { format!(" (part: {})", stage.part) };
            let by = format!("by: {}; basis: {}", stage.by, stage.basis);
            vec!["assessed".to_owned(), format!("{}{part}", stage.label), by, evidence(&stage.evidence)]
        })),
    }
}

fn lens(page: &mut Page, mapping: &MappingView) {
    page.heading(&mapping.title);
    if !mapping.derived_from.is_empty() {
        let from = &mapping.derived_from;
        page.line(2, &format!("Derived from the study “{from}”, to which this case belongs: fit is no test of it."));
    }
    match mapping.position {
        "not mapped" => page.line(2, &format!("It has no profile for the stage {}.", mapping.stage)),
        "not assessed" => page.line(2, "No stage of the whole cluster is assessed: nothing is early or late."),
        "contested" => page.line(2, "Those who assessed a stage do not agree: nothing is early or late."),
        _ => {}
    }
    for dimension in mapping.dimensions.iter().filter(|dimension| dimension.recorded) {
        let list = if dimension.list.is_empty() { String::new() } else { format!(", list {}", dimension.list) };
        let fit =
            if dimension.fit.is_empty() { String::new() } else { format!(": {} expected are observed", dimension.fit) };
        page.line(2, &format!("{}{list}{fit}", dimension.label));
        page.rows(observations(dimension, mapping.position == "mapped"));
    }
    if !mapping.not_recorded.is_empty() {
        page.line(2, &format!("Not recorded: {}", mapping.not_recorded.join("; ")));
    }
    fit(page, mapping);
    agenda(page, mapping);
}

fn observations(dimension: &DimensionView, staged: bool) -> Vec<Vec<String>> {
    let silent = if staged { "expected, not mentioned" } else { "not mentioned" };
    let groups: [(&str, &[Item]); 9] = [
        (if staged { "observed, expected" } else { "observed" }, &dimension.observed),
        ("observed, expected later", &dimension.early),
        ("observed, expected earlier", &dimension.late),
        ("observed, expected elsewhere", &dimension.elsewhere),
        ("observed, outside", &dimension.outside),
        ("planned", &dimension.planned),
        ("past", &dimension.past),
        ("absent", &dimension.absent),
        (silent, &dimension.not_mentioned),
    ];
    let row = |status: &str, item: &Item| {
        let words = if item.words.is_empty() { String::new() } else { format!("“{}”", item.words) };
        let way = if item.way.is_empty() { String::new() } else { format!("by way of {}", item.way) };
        let said: Vec<String> = [words, way].into_iter().filter(|part| !part.is_empty()).collect();
        vec![status.to_owned(), item.text.clone(), said.join("; "), evidence(item)]
    };
    groups.iter().flat_map(|(status, items)| items.iter().map(|item| row(status, item))).collect()
}

fn fit(page: &mut Page, mapping: &MappingView) {
    let fit = &mapping.fit;
    if fit.stages.is_empty() {
        return;
    }
    page.line(2, &format!("Resemblance (known characteristics: {}):", fit.known));
    page.rows(fit.stages.iter().map(|stage| {
        let mark = match (stage.assessed, stage.nearest) {
            (true, true) => "assessed, nearest",
            (true, false) => "assessed",
            (false, true) => "nearest",
            (false, false) => "",
        };
        let counts = format!("{} expected are observed, {} observed are expected", stage.expected, stage.observed);
        vec![mark.to_owned(), stage.label.clone(), counts, stage.agrees.clone()]
    }));
    let nearest = fit.nearest.join(", ");
    page.line(
        2,
        &match fit.agreement {
            "agrees" => "→ agrees with the assessed stage; evidence beside it, not in its place".to_owned(),
            "tied" => format!("→ a tie: {nearest}; the assessed stage is one of these"),
            "tension" => format!("→ a tension: they resemble most {nearest}, and {} was assessed", mapping.stage),
            _ if nearest.is_empty() => "→ no stage is resembled".to_owned(),
            _ => format!("→ nearest: {nearest}"),
        },
    );
}

fn agenda(page: &mut Page, mapping: &MappingView) {
    let agenda = &mapping.agenda;
    if agenda.stage.is_empty() {
        return;
    }
    let aims = if agenda.aims.is_empty() { String::new() } else { format!(". Aims: {}", agenda.aims.join("; ")) };
    let done = if agenda.open { "" } else { " (all that it expects is observed)" };
    page.line(2, &format!("Next: {}{done}{aims}", agenda.stage));
    let mut rows = Vec::new();
    for dimension in &agenda.dimensions {
        rows.extend(dimension.begin.iter().map(|item| {
            let notes = [(item.planned, "planned"), (item.expected_now, "expected already now")];
            let notes = notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| (*note).to_owned());
            let notes: Vec<String> = notes.chain(item.serves.iter().map(|aim| format!("for: {aim}"))).collect();
            vec!["begin".to_owned(), item.label.clone(), notes.join("; "), dimension.label.clone()]
        }));
        let listed = dimension.no_longer_listed.iter();
        rows.extend(listed.map(|label| {
            let note = "observed; no reason to drop it".to_owned();
            vec!["no longer listed".to_owned(), label.clone(), note, dimension.label.clone()]
        }));
    }
    page.rows(rows);
}

/// Source, place, quote and what disagrees.
fn evidence(item: &Item) -> String {
    let quote = if item.quote.is_empty() { String::new() } else { format!("“{}”", item.quote) };
    let also = item.also_said.iter().map(|said| format!("also said: {} [{}]", said.text, said.source));
    let parts = [item.source.clone(), quote, item.note.clone()].into_iter().chain(also);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// How far rows of tables are set in.
const INDENT: usize = 3;

struct Page {
    text: String,
    /// How many columns there are.
    width: usize,
}

impl Page {
    fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&format!("{}{}\n", " ".repeat(indent), visible(text)));
    }

    /// Rows of four columns: what kind, what, more, and where from. The columns stand under each other in all tables.
    fn rows(&mut self, rows: impl IntoIterator<Item = Vec<String>>) {
        let mut table = Table::new();
        table.load_preset(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        for row in rows {
            table.add_row(row.iter().map(|cell| visible(cell)));
        }
        for (column, share) in [16, 30, 30, 24].into_iter().enumerate() {
            if let Some(column) = table.column_mut(column) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Percentage(share)));
            }
        }
        table.set_width(u16::try_from(self.width.saturating_sub(INDENT)).unwrap_or(u16::MAX));
        table.to_string().lines().for_each(|line| self.text.push_str(&format!("{:INDENT$}{}\n", "", line.trim_end())));
    }
}
