//! The whole reasoning on a case, for the terminal: its stage, the observations through each framework with their evidence, the
//! stage that these resemble, and what to begin for the next stage.

use crate::model::case::evidence::WITHHELD;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use crate::base::locale::Locale;
use crate::base::message::visible;
use crate::report::view::types::{
    CaseView, CriterionView, DimensionView, FitView, ItemView, MappingView, RecordView, Row, StageFitView, StageView,
};

/// The reasoning on a case, as text that is `width` columns wide: on its newest record, then on the `older` ones. Both views
/// should name every source in full.
pub fn case(locale: &Locale, case: &CaseView, older: &[RecordView], width: usize) -> String {
    let mut page = Page { text: String::new(), width, locale };
    page.line(0, &format!("{} ({})", case.name, case.id));
    page.say(0, "explain-of", &[("file", &case.file), ("record", &case.record.as_of)]);
    reasoning(&mut page, &case.record);
    for record in older {
        page.heading(&locale.say("explain-before", &[("record", record.as_of.as_str().into())]));
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
        page.heading(&page.locale.say("explain-through", &[("framework", lens.title.as_str().into())]));
        let row = |row: &Row| {
            let way = page.locale.say("explain-way", &[("way", row.item.way.as_str().into())]);
            vec![row.cells[0].clone(), row.item.text.clone(), way, row.item.source.clone()]
        };
        page.rows(lens.rows.iter().map(row).collect());
    }
}

fn stage(page: &mut Page, record: &RecordView) {
    let locale = page.locale;
    page.heading(&locale.word("stage"));
    for cycle in &record.criteria {
        page.say(2, "explain-criteria", &[("life_cycle", &cycle.life_cycle)]);
        let row = |row: &CriterionView| {
            let expected = cycle.stages.iter().zip(&row.expects).filter(|(_, expects)| !expects.is_empty());
            let expected: Vec<String> = expected.map(|(stage, expects)| format!("{stage}: {expects}")).collect();
            vec![row.answer.text.clone(), row.label.clone(), expected.join(", "), evidence(locale, &row.answer)]
        };
        page.rows(cycle.rows.iter().map(row).collect());
    }
    match record.stages.items.as_slice() {
        [] => page.say(2, &record.stages.state.replace(' ', "-"), &[]),
        items => {
            let dissent = |stage: &StageView| {
                let own = stage.dissent.as_str();
                (!own.is_empty())
                    .then(|| vec![locale.word("dissent-heading"), own.to_owned(), String::new(), String::new()])
            };
            let row = |stage: &StageView| {
                let label = match stage.part.as_str() {
                    "" => stage.label.clone(),
                    part => {
                        locale.say("explain-part", &[("stage", stage.label.as_str().into()), ("part", part.into())])
                    }
                };
                let by = [("by", stage.by.as_str().into()), ("basis", stage.basis.as_str().into())];
                vec![locale.word("assessed"), label, locale.say("explain-by", &by), evidence(locale, &stage.evidence)]
            };
            page.rows(items.iter().flat_map(|stage| std::iter::once(row(stage)).chain(dissent(stage))).collect());
        }
    }
}

fn lens(page: &mut Page, mapping: &MappingView) {
    page.heading(&mapping.title);
    if !mapping.derived_from.is_empty() {
        page.say(2, "explain-derived", &[("study", &mapping.derived_from)]);
    }
    match mapping.position {
        "not mapped" => page.say(2, "explain-not-mapped", &[("stage", &mapping.stage)]),
        "not assessed" => page.say(2, "explain-not-assessed", &[]),
        WITHHELD => page.say(2, "explain-stage-withheld", &[]),
        "contested" => page.say(2, "explain-contested", &[]),
        _ => {}
    }
    for dimension in mapping.dimensions.iter().filter(|dimension| dimension.recorded) {
        let mut label = dimension.label.clone();
        if !dimension.list.is_empty() {
            let list = [("label", label.into()), ("list", dimension.list.as_str().into())];
            label = page.locale.say("explain-list", &list);
        }
        match dimension.fit.as_str() {
            "" => page.line(2, &label),
            fit => page.say(2, "explain-fit", &[("label", &label), ("fit", fit)]),
        }
        page.rows(observations(page.locale, dimension, mapping.position == "mapped"));
    }
    if !mapping.not_recorded.is_empty() {
        page.say(2, "explain-not-recorded", &[("labels", &mapping.not_recorded.join("; "))]);
    }
    fit(page, mapping);
    agenda(page, mapping);
}

fn observations(locale: &Locale, dimension: &DimensionView, staged: bool) -> Vec<Vec<String>> {
    let groups: [(&str, &[ItemView]); 9] = [
        (if staged { "explain-expected" } else { "observed" }, &dimension.observed),
        ("explain-early", &dimension.early),
        ("explain-late", &dimension.late),
        ("explain-elsewhere", &dimension.elsewhere),
        ("explain-outside", &dimension.outside),
        ("planned", &dimension.planned),
        ("past", &dimension.past),
        ("absent", &dimension.absent),
        (if staged { "explain-silent" } else { "not-mentioned" }, &dimension.not_mentioned),
    ];
    let row = |status: &str, item: &ItemView| {
        let words = Some(&item.words).filter(|words| !words.is_empty()).map(|words| quoted(locale, words));
        let way =
            Some(locale.say("explain-way", &[("way", item.way.as_str().into())])).filter(|_| !item.way.is_empty());
        let said: Vec<String> = words.into_iter().chain(way).collect();
        vec![locale.word(status), item.text.clone(), said.join("; "), evidence(locale, item)]
    };
    groups.iter().flat_map(|(status, items)| items.iter().map(|item| row(status, item))).collect()
}

fn fit(page: &mut Page, mapping: &MappingView) {
    let (fit, locale) = (&mapping.fit, page.locale);
    if fit.stages.is_empty() {
        return;
    }
    page.line(2, &locale.say("explain-resemblance", &[("known", fit.known.into())]));
    let row = |stage: &StageFitView| {
        let mark = match (stage.assessed, stage.nearest) {
            (true, true) => locale.word("explain-assessed-nearest"),
            (true, false) => locale.word("assessed"),
            (false, true) => locale.word("explain-nearest-mark"),
            (false, false) => String::new(),
        };
        let counts = [("expected", stage.expected.as_str().into()), ("observed", stage.observed.as_str().into())];
        vec![mark, stage.label.clone(), locale.say("explain-counts", &counts), stage.agrees.clone()]
    };
    page.rows(fit.stages.iter().map(row).collect());
    let id = match fit.agreement {
        "agrees" => "explain-agrees",
        "tied" => "explain-tied",
        "tension" => "explain-tension",
        _ if fit.nearest.is_empty() => "explain-none",
        _ => "explain-nearest",
    };
    page.say(2, id, &[("stages", &fit.nearest.join(", ")), ("stage", &mapping.stage)]);
    chance(page, fit);
}

/// How often chance alone would make such a resemblance, and to which stages the two shares point.
fn chance(page: &mut Page, fit: &FitView) {
    if !fit.chance.is_empty() {
        page.say(2, "explain-chance", &[("share", &fit.chance)]);
    }
    if !fit.apart.fullest.is_empty() {
        let [fullest, widest] = [&fit.apart.fullest, &fit.apart.widest].map(|stages| page.locale.list(stages));
        page.say(2, "explain-apart", &[("fullest", &fullest), ("widest", &widest)]);
    }
}

fn agenda(page: &mut Page, mapping: &MappingView) {
    let (agenda, locale) = (&mapping.agenda, page.locale);
    if agenda.stage.is_empty() {
        return;
    }
    let id = if agenda.open { "explain-next" } else { "explain-next-done" };
    let mut next = locale.say(id, &[("stage", agenda.stage.as_str().into())]);
    if !agenda.aims.is_empty() {
        next = locale.say("explain-aims", &[("next", next.into()), ("aims", agenda.aims.join("; ").into())]);
    }
    page.line(2, &next);
    let mut rows = Vec::new();
    for dimension in &agenda.dimensions {
        rows.extend(dimension.begin.iter().map(|item| {
            let notes = [(item.planned, "item-planned"), (item.expected_now, "item-expected-now")];
            let notes = notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| locale.word(note));
            let serves = item.serves.iter().map(|aim| locale.say("item-serves", &[("aims", aim.as_str().into())]));
            let notes: Vec<String> = notes.chain(serves).collect();
            vec![locale.word("explain-begin"), item.label.clone(), notes.join("; "), dimension.label.clone()]
        }));
        let listed = dimension.no_longer_listed.iter();
        rows.extend(listed.map(|label| {
            let (what, note) = (locale.word("explain-no-longer"), locale.word("explain-no-reason"));
            vec![what, label.clone(), note, dimension.label.clone()]
        }));
    }
    page.rows(rows);
}

/// The source with its place, the quote, the note, and statements that disagree.
fn evidence(locale: &Locale, item: &ItemView) -> String {
    let quote = if item.quote.is_empty() { String::new() } else { quoted(locale, &item.quote) };
    let also = item.also_said.iter().map(|said| {
        let parts = [("text", said.text.as_str().into()), ("source", said.source.as_str().into())];
        locale.say("explain-also-said", &parts)
    });
    let parts = [item.source.clone(), quote, item.note.clone()].into_iter().chain(also);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn quoted(locale: &Locale, text: &str) -> String {
    locale.say("quotation", &[("text", text.into())])
}

/// By how many columns the rows of tables are indented.
const INDENT: usize = 3;

struct Page<'l> {
    text: String,
    locale: &'l Locale,
    /// The width of the text in columns.
    width: usize,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    /// Writes a line of fixed words, with `parts` filled in.
    fn say(&mut self, indent: usize, id: &str, parts: &[(&str, &str)]) {
        let parts: Vec<_> = parts.iter().map(|(name, part)| (*name, (*part).into())).collect();
        self.line(indent, &self.locale.say(id, &parts));
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&format!("{}{}\n", " ".repeat(indent), visible(text)));
    }

    /// Writes rows of four columns: kind or status, name, details, source. Columns have the same widths in all tables, so that
    /// they line up.
    fn rows(&mut self, rows: Vec<Vec<String>>) {
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
