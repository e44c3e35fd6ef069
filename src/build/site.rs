//! The site: its pages, the links between them, and the start page. The pages of reports are made from the same document trees as
//! their PDFs.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::base::locale::Locale;
use crate::base::write::Folder;
use crate::build::faults::Faults;
use crate::build::images::file_of_image;
use crate::build::render::{StudyWithCases, order, studies, usable, year_in_short};
use crate::build::report::{Files, Report};
use crate::build::workspace::Workspace;
use crate::document::markdown::Meta;
use crate::document::picture::{self, FOLDER};
use crate::document::typeset::drawing;
use crate::document::web::body::{Body, ContentsEntry, SearchPassage, Shown, Surroundings, body};
use crate::document::web::page::{POLICY, Page, Way, fonts, packed, way};
use crate::model::case::Case;
use crate::report::across::types::AcrossParagraph;
use crate::report::matrix::overview::{Overview, overview};
use crate::report::report_id::ReportId;
use crate::report::template::Erased;
use crate::report::view::make;

/// The id of the table of claims.
const CLAIMS: &str = "claims";

/// The formats in which a report exists besides its page.
#[derive(Clone, Copy)]
pub struct Beside {
    /// As PDF.
    pub pdf: bool,
    /// Its tables as CSV.
    pub csv: bool,
}

/// The texts of a page that a search can find.
#[derive(Serialize, Deserialize)]
pub struct Texts {
    /// The language.
    pub language: String,
    /// The path of the page in the output folder.
    pub page: String,
    /// Its title.
    pub title: String,
    /// Its texts.
    pub passages: Vec<SearchPassage>,
}

/// Returns the path in the output folder of a report's searchable texts, which a build keeps there for the start pages of this
/// build and of later ones. `name` is the path of the report.
pub fn texts_file(name: &str) -> String {
    format!(".casebook/texts/{name}.json")
}

/// Reads the searchable texts of the reports, as far as they have pages.
pub fn texts<'a>(folder: &Folder, names: impl Iterator<Item = &'a String>) -> Vec<Texts> {
    let read = |name: &String| folder.read(&texts_file(name));
    names.filter_map(|name| serde_json::from_slice(&read(name)?).ok()).collect()
}

/// Returns the page of a report, and its searchable texts. `drawn` has its figures as SVG, by their links.
///
/// # Errors
/// The mistakes in the template.
pub fn report(
    workspace: &Workspace,
    report: &Report,
    drawn: &BTreeMap<String, String>,
    beside: Beside,
) -> Result<(String, Texts), Faults> {
    let Report { id, locale, draft, tables, .. } = report;
    let (path, file) = (workspace.path(id, locale), workspace.page(id, locale));
    let count = Cell::new(0);
    let show = |url: &str| match drawn.get(url) {
        Some(svg) => {
            count.set(count.get() + 1);
            Shown::Drawing(drawing::inside_page(svg, count.get()))
        }
        None => {
            let copy =
                file_of_image(workspace, &path, url).map(|path| workspace.place(locale, &format!("{FOLDER}{path}")));
            Shown::File(copy.map_or_else(|| url.to_owned(), |copy| picture::encoded(&way(&file, &copy))))
        }
    };
    let sheet = |table: &str| {
        let is_there = beside.csv && tables.contains(table);
        is_there.then(|| way(&file, &workspace.table(id, locale, table, "csv")))
    };
    let Body { html, contents, mut passages } =
        body(locale, &draft.document, &Surroundings { show: &show, sheet: &sheet });
    let meta = &draft.document.meta;
    if *id == ReportId::Summary {
        // Except for the claims, the tables of the summary repeat what the reports of the cases say.
        passages.retain(|passage| passage.row_of.as_deref().is_none_or(|table| table == CLAIMS));
    }
    let mut page = page(workspace, locale, id, meta);
    page.body = html;
    page.contents = contents;
    page.status = meta.status.clone();
    page.years = years(workspace, locale, id, &report.years);
    if beside.pdf {
        let url = way(&file, &format!("{path}.pdf"));
        page.downloads.push(Way { text: "PDF".to_owned(), url, ..Way::default() });
    }
    let rendered = render(workspace, locale, &page, &false)?;
    // The title of the summary is that of the whole casebook; its subtitle tells it apart.
    let title = if *id == ReportId::Summary { &meta.subtitle } else { &meta.title };
    let itself = SearchPassage { text: title.clone(), ..SearchPassage::default() };
    passages.insert(0, itself);
    Ok((rendered, Texts { language: locale.language.clone(), page: file, title: title.clone(), passages }))
}

/// Returns the links from a page to annual reports: from a page about a case to those on that case, from other pages to those on
/// all cases.
fn years(workspace: &Workspace, locale: &Locale, id: &ReportId, years: &[i32]) -> Vec<Way> {
    let file = workspace.page(id, locale);
    let way_to = |year: &i32| {
        let to = match (id.in_year(*year), workspace.ids.first()) {
            // Of a single cluster there is no report on all.
            (ReportId::Portfolio(year), Some(one)) if !workspace.is_portfolio() => {
                ReportId::Annual { year, case: one.clone() }
            }
            (other, _) => other,
        };
        let to = workspace.page(&to, locale);
        let language = locale.language.clone();
        Way { text: year.to_string(), url: way(&file, &to), language, current: file == to }
    };
    years.iter().map(way_to).collect()
}

/// Returns the files that all pages share: the style sheet, the script and the fonts.
pub fn shared(workspace: &Workspace) -> Files {
    vec![
        ("site.css".to_owned(), workspace.look.style.bytes()),
        ("site.js".to_owned(), workspace.look.script.bytes()),
        ("fonts.css".to_owned(), fonts().into_bytes()),
    ]
}

/// The values of the start page, besides those of every page.
#[derive(Serialize)]
struct Index {
    /// How many cases it covers.
    covers: usize,
    /// How many cases there are.
    of: usize,
    /// How many of them its readers may not know of.
    withheld: usize,
    /// The link to the summary.
    summary: String,
    /// What the newest annual report says first, if there is one.
    newest: Option<Newest>,
    #[serde(flatten)]
    overview: Overview,
    studies: Vec<StudyWithCases>,
    /// The index of the search, compressed.
    passages: String,
}

/// The newest annual report on the start page.
#[derive(Serialize, Default)]
struct Newest {
    /// What it is called.
    title: String,
    /// The link to it.
    url: String,
    /// What the year came to, in a line; empty if nothing moved.
    heading: String,
    /// What the year came to, in paragraphs.
    summary: Vec<AcrossParagraph>,
}

/// Returns the start page in a language. `failed` names reports that could not be made, `annual` the years of annual reports.
///
/// # Errors
/// The mistakes in the template.
pub fn index(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
    texts: &[Texts],
    annual: &[i32],
) -> Result<String, Faults> {
    let (mut page, mut index) = start(workspace, locale, failed, texts)?;
    page.years = years(workspace, locale, &ReportId::Index, annual);
    let newest = annual.iter().copied().max().zip(page.years.iter().max_by(|one, other| one.text.cmp(&other.text)));
    index.newest = newest.map(|(year, way)| {
        let (heading, summary) = year_in_short(workspace, locale, failed, year);
        let title = locale.say("annual-report", &[("year", year.to_string().into())]);
        Newest { title, url: way.url.clone(), heading, summary }
    });
    render(workspace, locale, &page, &index)
}

/// Returns example values for the template of pages, to check the fields that it names.
pub fn samples(workspace: &Workspace) -> Vec<(&'static str, tera::Value)> {
    let locale = workspace.first_locale();
    let page = Page {
        ways: vec![Way::default()],
        languages: vec![Way::default()],
        downloads: vec![Way::default()],
        years: vec![Way::default()],
        contents: vec![ContentsEntry::default()],
        ..Page::default()
    };
    let index = start(workspace, locale, &[], &[]);
    let index = index.map(|(_, index)| {
        Index { newest: Some(Newest { summary: vec![AcrossParagraph::default()], ..Newest::default() }), ..index }
            .value()
    });
    std::iter::once(("page", page.value())).chain(index.ok().map(|index| ("index", index))).collect()
}

/// Returns the values of the start page.
fn start(
    workspace: &Workspace,
    locale: &Locale,
    failed: &[ReportId],
    texts: &[Texts],
) -> Result<(Page, Index), Faults> {
    let context = workspace.context_in(locale);
    let order = order(context.settings)?;
    let mut cases: Vec<&Case> = usable(workspace, failed).collect();
    cases.sort_by(|a, b| order.compare(&context.get(&a.name), &context.get(&b.name)).then_with(|| a.id.cmp(&b.id)));
    let file = workspace.page(&ReportId::Index, locale);
    let book = make::book(context);
    let meta = Meta {
        title: book.title.clone(),
        subtitle: locale.word("site-start"),
        description: locale.say("summary-of", &[("title", book.title.clone().into())]),
        language: locale.language.clone(),
        ..Meta::default()
    };
    let mut overview = overview(context, &cases, &order);
    for row in &mut overview.rows {
        row.url = way(&file, &workspace.page(&ReportId::of_case(&row.id), locale));
    }
    let own: Vec<&Texts> = texts.iter().filter(|texts| texts.language == locale.language).collect();
    let index = Index {
        covers: cases.len(),
        of: workspace.files(),
        withheld: workspace.withheld.len(),
        summary: way(&file, &workspace.page(&ReportId::Summary, locale)),
        newest: None,
        overview,
        studies: studies(context, &cases),
        passages: packed(&passages(&file, &own).to_string()),
    };
    let mut page = page(workspace, locale, &ReportId::Index, &meta);
    page.status = workspace.notice().map(|id| locale.word(id)).unwrap_or_default();
    Ok((page, index))
}

/// Returns the index of the search as JSON: the pages as `[address, title]`, the places in them as `[page, id, heading]`, and
/// each text once, with the numbers of all places where it occurs: `[text, place, place, …]`.
fn passages(index: &str, texts: &[&Texts]) -> Value {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all: Vec<Vec<Value>> = Vec::new();
    let mut places: Vec<(usize, &str, &str)> = Vec::new();
    for (page, texts) in texts.iter().enumerate() {
        for passage in &texts.passages {
            let place = (page, passage.id.as_str(), passage.heading.as_str());
            if places.last() != Some(&place) {
                places.push(place);
            }
            let at = *known.entry(&passage.text).or_insert_with(|| {
                all.push(vec![json!(passage.text)]);
                all.len() - 1
            });
            all[at].push(json!(places.len() - 1));
        }
    }
    let pages: Vec<Value> = texts.iter().map(|texts| json!([way(index, &texts.page), texts.title])).collect();
    json!({ "pages": pages, "places": places, "texts": all })
}

/// Returns the values that every page has.
fn page(workspace: &Workspace, locale: &Locale, id: &ReportId, meta: &Meta) -> Page {
    let file = workspace.page(id, locale);
    let to = |report: &ReportId, text: String| {
        let other = workspace.page(report, locale);
        Way { text, url: way(&file, &other), language: locale.language.clone(), current: file == other }
    };
    let home = workspace.page(&ReportId::Index, locale);
    let in_language = |other: &Locale| {
        let same = workspace.page(id, other);
        Way { text: other.own_name(), url: way(&file, &same), language: other.language.clone(), current: file == same }
    };
    let languages = workspace.locales.iter().filter(|_| workspace.locales.len() > 1);
    Page {
        kind: id.kind().page(),
        title: meta.title.clone(),
        subtitle: meta.subtitle.clone(),
        description: meta.description.clone(),
        language: meta.language.clone(),
        policy: POLICY,
        root: way(&file, ""),
        home: way(&file, &home),
        ways: vec![
            to(&ReportId::Index, locale.word("site-all-cases")),
            to(&ReportId::Summary, locale.word("cross-case-summary")),
        ],
        languages: languages.map(|other| in_language(other)).collect(),
        ..Page::default()
    }
}

fn render(workspace: &Workspace, locale: &Locale, page: &Page, index: &dyn Erased) -> Result<String, Faults> {
    let context = workspace.context_in(locale);
    let book = make::book(context);
    let values: [(&'static str, &dyn Erased); 3] = [("page", page), ("book", &book), ("index", index)];
    workspace.templates.render(&locale.language, "page.html", &values).map_err(|found| vec![*found])
}
