//! References as other programs export them: BibTeX and BibLaTeX (`references.bib`) and CSL-JSON (`references.json`, as Zotero writes it),
//! as works in hayagriva's form, which is that of `references.yaml`.

use std::ops::Range;

use hayagriva::io::{BibLaTeXError, from_biblatex_str};
use hayagriva::types::Person;
use hayagriva::{Entry, Library};
use serde_json::{Map as Json, Value as JsonValue};
use serde_yaml::{Mapping, Value as Yaml};

/// A work of another program's file.
pub struct Imported {
    /// The key that it is cited by: that of the file in small letters, with hyphens in place of other signs.
    pub key: String,
    /// The work.
    pub work: Yaml,
    /// Where it begins in the file.
    pub at: Range<usize>,
    /// What stands in the place of its date, if that is no date: "in press".
    pub undated: Option<String>,
}

/// What is wrong in another program's file, and where.
pub struct Wrong {
    /// Where.
    pub at: Range<usize>,
    /// What.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The key that a work of another program is cited by.
fn key_of(name: &str) -> String {
    slug::slugify(name)
}

fn text(value: &str) -> Yaml {
    Yaml::String(value.to_owned())
}

fn mapping<'k>(fields: impl IntoIterator<Item = (&'k str, Yaml)>) -> Yaml {
    Yaml::Mapping(fields.into_iter().map(|(key, value)| (text(key), value)).collect::<Mapping>())
}

/// Reads BibTeX or BibLaTeX.
///
/// # Errors
/// All mistakes that hinder: the first one of its syntax, or each field that can't be read.
pub fn bibtex(source: &str) -> Result<Vec<Imported>, Vec<Wrong>> {
    let library = without_faulty_dates(source)
        .map_err(|errors| errors.iter().map(|error| wrong_bibtex(source, error)).collect::<Vec<_>>())?;
    let imported = library.iter().map(|entry| {
        let mut work = serde_yaml::to_value(entry).unwrap_or_default();
        named(&mut work, entry);
        let at = place(source, entry.key());
        let undated = entry.date().is_none().then(|| written_date(&source[at.end..])).flatten();
        Imported { key: key_of(entry.key()), work, at, undated }
    });
    Ok(imported.collect())
}

/// Parses BibTeX. A date that is none, "in press", does not keep a library from being read: its field gets a name that nothing knows.
fn without_faulty_dates(source: &str) -> Result<Library, Vec<BibLaTeXError>> {
    let mut known = source.to_owned();
    loop {
        let errors = match from_biblatex_str(&known) {
            Ok(library) => return Ok(library),
            Err(errors) => errors,
        };
        let fields: Option<Vec<usize>> = errors.iter().map(|error| date_field(&known, error)).collect();
        let Some(fields) = fields.filter(|fields| !fields.is_empty()) else { return Err(errors) };
        for at in fields {
            known.replace_range(at..=at, "x");
        }
    }
}

/// Where the name of the field begins whose value is no date, if that is what an error says.
fn date_field(source: &str, error: &BibLaTeXError) -> Option<usize> {
    let BibLaTeXError::Type(error) = error else { return None };
    let before = source.get(..error.span.start)?.rsplit_once('=')?.0.trim_end();
    let name = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    ["date", "year"].contains(&name.to_ascii_lowercase().as_str()).then(|| before.len() - name.len())
}

/// What the first entry of BibTeX in a text has in its field `date` or `year`.
fn written_date(source: &str) -> Option<String> {
    let entry = source.split("\n@").next()?;
    let value = |name: &str| {
        let small = entry.to_ascii_lowercase();
        let is_field = |at: &usize| {
            !small[..*at].ends_with(|c: char| c.is_alphanumeric())
                && small[at + name.len()..].trim_start().starts_with('=')
        };
        let at = small.match_indices(name).map(|(at, _)| at).find(is_field)?;
        let after = entry[at..].split_once('=')?.1.trim_start();
        let end = match after.chars().next()? {
            '{' => after.find('}')?,
            '"' => 1 + after[1..].find('"')?,
            _ => after.find([',', '}', '\n'])?,
        };
        Some(after[..end].trim_matches(['{', '"']).trim().to_owned())
    };
    ["date", "year"].into_iter().find_map(value).filter(|text| !is_no_date(text))
}

fn wrong_bibtex(source: &str, error: &BibLaTeXError) -> Wrong {
    let (span, kind) = match error {
        BibLaTeXError::Parse(error) => (error.span.clone(), error.kind.to_string()),
        BibLaTeXError::Type(error) => (error.span.clone(), error.kind.to_string()),
    };
    let end = span.end.min(source.len());
    let at = source.floor_char_boundary(span.start.min(end))..source.floor_char_boundary(end);
    Wrong {
        at,
        message: format!("this is not valid BibTeX: {kind}"),
        help: "correct it in the program that exports the file".to_owned(),
    }
}

/// Writes out the parts of the names of a work and of what it is in, particles with the family name.
fn named(work: &mut Yaml, entry: &Entry) {
    let Yaml::Mapping(fields) = work else { return };
    for (field, people) in [("author", entry.authors()), ("editor", entry.editors())] {
        if let Some(people) = people.filter(|people| !people.is_empty()) {
            fields.insert(text(field), Yaml::Sequence(people.iter().map(person).collect()));
        }
    }
    match (fields.get_mut("parent"), entry.parents()) {
        (Some(Yaml::Sequence(parents)), entries) => {
            parents.iter_mut().zip(entries).for_each(|(parent, entry)| named(parent, entry));
        }
        (Some(parent), [entry, ..]) => named(parent, entry),
        _ => {}
    }
}

fn person(person: &Person) -> Yaml {
    let particle = person.prefix.as_ref().map(|prefix| format!("{prefix} ")).unwrap_or_default();
    let given = person.given_name.as_deref().map(|given| ("given-name", text(given)));
    let suffix = person.suffix.as_deref().map(|suffix| ("suffix", text(suffix)));
    mapping([("name", text(&format!("{particle}{}", person.name)))].into_iter().chain(given).chain(suffix))
}

/// Where the entry of a key begins in BibTeX: at its key.
fn place(source: &str, key: &str) -> Range<usize> {
    let is_key = |at: &usize| {
        source[..*at].trim_end().ends_with(['{', '(']) && source[at + key.len()..].trim_start().starts_with(',')
    };
    let found = source.match_indices(key).map(|(at, _)| at).find(is_key);
    found.map_or(0..0, |at| at..at + key.len())
}

/// Reads CSL-JSON: a list of items.
///
/// # Errors
/// That it is not JSON or no list, or each item that has no id or title.
pub fn csl_json(source: &str) -> Result<Vec<Imported>, Vec<Wrong>> {
    let help = || "export it from the program again, as CSL JSON".to_owned();
    let value: JsonValue = serde_json::from_str(source.trim_start_matches('\u{feff}')).map_err(|error| {
        let start: usize = source.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = source.floor_char_boundary((start + error.column().saturating_sub(1)).min(source.len()));
        vec![Wrong { at: at..at, message: format!("this is not valid JSON: {}", reason(&error)), help: help() }]
    })?;
    let JsonValue::Array(items) = value else {
        return Err(vec![Wrong { at: 0..0, message: "this is no list of works".to_owned(), help: help() }]);
    };
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for item in &items {
        let id = item.get("citation-key").or_else(|| item.get("id")).map(plain).unwrap_or_default();
        let at = json_place(source, &id);
        match item.as_object().filter(|_| !key_of(&id).is_empty()) {
            Some(item) => found.push(Imported { key: key_of(&id), work: work(item), at, undated: undated(item) }),
            None => wrong.push(Wrong { at, message: "a work has no `id`".to_owned(), help: help() }),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

/// What serde_json says without the place, which the message has.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Where an id stands in JSON, between its quotation marks.
fn json_place(source: &str, id: &str) -> Range<usize> {
    let quoted = serde_json::to_string(id).unwrap_or_default();
    let is_id = |at: &usize| {
        let before = source[..*at].trim_end().trim_end_matches(':').trim_end();
        before.ends_with("\"id\"") || before.ends_with("\"citation-key\"")
    };
    let found = source.match_indices(&quoted).map(|(at, _)| at).find(is_id);
    found.map_or(0..0, |at| at..at + quoted.len())
}

/// A string or a number as text, without the HTML of CSL-JSON.
fn plain(value: &JsonValue) -> String {
    let text = match value {
        JsonValue::String(text) => text.clone(),
        JsonValue::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        let is_tag = |name: &&str| tag.trim_start_matches('/').starts_with(name);
        match tag.split_once('>').filter(|_| ["i>", "b>", "sup>", "sub>", "sc>", "span"].iter().any(is_tag)) {
            Some((_, after)) => {
                bare.push_str(before);
                rest = after;
            }
            None => {
                bare.push_str(before);
                bare.push('<');
                rest = tag;
            }
        }
    }
    bare + rest
}

/// What an item of CSL-JSON is in hayagriva: its kind, and the kind of what it is in.
fn kinds(kind: &str) -> (&'static str, Option<&'static str>) {
    match kind {
        "article-journal" | "article-magazine" | "review" | "review-book" => ("article", Some("periodical")),
        "article-newspaper" => ("article", Some("newspaper")),
        "article" => ("article", None),
        "paper-conference" => ("article", Some("proceedings")),
        "chapter" => ("chapter", Some("book")),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => ("entry", Some("reference")),
        "book" | "classic" | "collection" => ("book", None),
        "report" | "standard" => ("report", None),
        "thesis" => ("thesis", None),
        "webpage" | "post" => ("web", Some("web")),
        "post-weblog" => ("article", Some("blog")),
        "legislation" | "bill" | "regulation" | "treaty" => ("legislation", None),
        "legal_case" => ("case", None),
        "patent" => ("patent", None),
        "manuscript" => ("manuscript", None),
        "dataset" | "software" => ("repository", None),
        "motion_picture" => ("video", None),
        "broadcast" => ("video", Some("video")),
        "song" => ("audio", None),
        "graphic" | "map" | "figure" => ("artwork", None),
        "periodical" => ("periodical", None),
        _ => ("misc", None),
    }
}

/// An item of CSL-JSON as a work.
fn work(item: &Json<String, JsonValue>) -> Yaml {
    let get = |key: &str| item.get(key).map(plain).filter(|text| !text.trim().is_empty());
    let (kind, container) = kinds(&get("type").unwrap_or_default());
    let mut fields: Vec<(&str, Yaml)> = vec![("type", text(kind))];
    let mut parent: Vec<(&str, Yaml)> = Vec::new();
    let title = |long: &str, short: &str| {
        let (value, short) = (get(long)?, get(short));
        Some(match short {
            Some(short) => mapping([("value", text(&value)), ("short", text(&short))]),
            None => text(&value),
        })
    };
    fields.extend(title("title", "title-short").map(|title| ("title", title)));
    fields.extend(people(item, "author").map(|people| ("author", people)));
    fields.extend(item.get("issued").and_then(date).map(|date| ("date", date)));
    fields.extend(get("page").map(|page| ("page-range", text(&page))));
    let in_container = container.is_some() && item.contains_key("container-title");
    let simple =
        [("volume", "volume"), ("issue", "issue"), ("edition", "edition"), ("number-of-volumes", "volume-total")];
    let of_book = |fields: &mut Vec<(&str, Yaml)>| {
        fields.extend(simple.iter().filter_map(|(from, to)| Some((*to, text(&get(from)?)))));
        let place = get("publisher-place").map(|place| ("location", text(&place)));
        let publisher = get("publisher").map(|name| mapping([("name", text(&name))].into_iter().chain(place.clone())));
        fields.extend(publisher.map(|publisher| ("publisher", publisher)));
        fields.extend(people(item, "editor").map(|people| ("editor", people)));
    };
    of_book(if in_container { &mut parent } else { &mut fields });
    if in_container {
        parent.extend(title("container-title", "container-title-short").map(|title| ("title", title)));
        parent.insert(0, ("type", text(container.unwrap_or("misc"))));
        fields.push(("parent", mapping(parent)));
    }
    fields.extend(
        people(item, "translator").map(|names| {
            ("affiliated", Yaml::Sequence(vec![mapping([("role", text("translator")), ("names", names)])]))
        }),
    );
    let accessed = item.get("accessed").and_then(date).map(|date| ("date", date));
    fields.extend(get("URL").map(|url| ("url", mapping([("value", text(&url))].into_iter().chain(accessed)))));
    let doi = get("DOI").map(|doi| bare_doi(&doi).to_owned());
    let numbers: Vec<(&str, Yaml)> =
        [("doi", doi), ("isbn", get("ISBN")), ("issn", get("ISSN")), ("serial", get("number"))]
            .into_iter()
            .filter_map(|(key, number)| Some((key, text(&number?))))
            .collect();
    if !numbers.is_empty() {
        fields.push(("serial-number", mapping(numbers)));
    }
    fields.extend(get("number-of-pages").map(|pages| ("page-total", text(&pages))));
    fields.extend(get("chapter-number").map(|chapter| ("chapter", text(&chapter))));
    fields.extend(get("genre").map(|genre| ("genre", text(&genre))));
    fields.extend(
        get("language").filter(|code| code.len() < 12 && code.is_ascii()).map(|code| ("language", text(&code))),
    );
    mapping(fields)
}

/// A DOI without what programs put before it.
fn bare_doi(doi: &str) -> &str {
    let starts = ["https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/", "doi:"];
    starts.iter().find_map(|start| doi.strip_prefix(start)).unwrap_or(doi).trim()
}

/// Names of CSL-JSON, particles with the family name; `None` if there are none.
fn people(item: &Json<String, JsonValue>, field: &str) -> Option<Yaml> {
    let names = item.get(field)?.as_array()?.iter().filter_map(|name| {
        let get = |key: &str| name.get(key).and_then(JsonValue::as_str).filter(|text| !text.trim().is_empty());
        if let Some(literal) = get("literal") {
            return Some(mapping([("name", text(literal))]));
        }
        let particles = ["dropping-particle", "non-dropping-particle"].into_iter().filter_map(get);
        let family: Vec<&str> = particles.chain(get("family")).collect();
        let given = get("given");
        let name = if family.is_empty() { given?.to_owned() } else { family.join(" ") };
        let given = given.filter(|_| !family.is_empty()).map(|given| ("given-name", text(given)));
        let suffix = get("suffix").map(|suffix| ("suffix", text(suffix)));
        Some(mapping([("name", text(&name))].into_iter().chain(given).chain(suffix)))
    });
    let names: Vec<Yaml> = names.collect();
    (!names.is_empty()).then_some(Yaml::Sequence(names))
}

/// What stands in the place of the date of an item of CSL-JSON, if that is no date.
fn undated(item: &Json<String, JsonValue>) -> Option<String> {
    let issued = item.get("issued").filter(|issued| date(issued).is_none())?;
    let raw = ["literal", "raw"].iter().find_map(|key| issued.get(*key).map(plain));
    raw.or_else(|| issued.get("date-parts").map(ToString::to_string)).filter(|text| !is_no_date(text))
}

/// Whether a text says that there is no date, in one of the languages that libraries do it in.
fn is_no_date(text: &str) -> bool {
    let text: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    ["", "nd", "nodate", "uå", "sd", "oj", "ud"].contains(&text.as_str())
}

/// A date of CSL-JSON, of a range its beginning; `None` if it has no year in digits.
fn date(value: &JsonValue) -> Option<Yaml> {
    let part = |part: &JsonValue| plain(part).parse::<i32>().ok();
    let parts: Vec<i32> = match value.get("date-parts").and_then(|parts| parts.get(0)?.as_array()) {
        Some(parts) => parts.iter().map_while(part).collect(),
        None => {
            let raw = ["raw", "literal"].iter().find_map(|key| value.get(*key).map(plain))?;
            raw.split(['/', 'T', ' ']).next()?.split('-').map_while(|part| part.parse().ok()).collect()
        }
    };
    let is_right = |(at, part): (usize, &i32)| match at {
        0 => (-9999..=9999).contains(part),
        1 => (1..=12).contains(part),
        _ => (1..=31).contains(part),
    };
    let parts: Vec<String> = parts
        .iter()
        .enumerate()
        .take(3)
        .take_while(|(at, part)| is_right((*at, part)))
        .map(|(at, part)| if at == 0 { format!("{part:04}") } else { format!("{part:02}") })
        .collect();
    let circa = value.get("circa").is_some_and(|circa| !matches!(plain(circa).as_str(), "false" | "0"));
    (!parts.is_empty()).then(|| text(&format!("{}{}", if circa { "~" } else { "" }, parts.join("-"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(imported: &[Imported]) -> String {
        let all = imported.iter().map(|own| (Yaml::from(own.key.as_str()), own.work.clone()));
        serde_yaml::to_string(&Yaml::Mapping(all.collect())).expect("it can be written")
    }

    #[test]
    fn bibtex_is_read_with_its_names_whole() {
        let source = "@book{deVries_2014, author = {de Vries, Joey and {Agency for Trade, Denmark}}, title = {A {Book}}, year = 2014}\n\
                      @misc{other, title = {Other}, note = {deVries_2014,}}";
        let works = bibtex(source).unwrap_or_default();
        let text = shown(&works);
        assert!(text.starts_with("devries-2014:"), "{text}");
        assert!(text.contains("name: de Vries\n    given-name: Joey\n"), "{text}");
        assert!(text.contains("name: Agency for Trade, Denmark"), "{text}");
        assert_eq!(&source[works[0].at.clone()], "deVries_2014");
        assert_eq!(works[1].key, "other");
        let dates = "@book{a, title = {A}, year = {in press}, urldate = {2020-01-01}}\n@book{b, title = {B}, Date = \"soon\"}\n\
                     @book{c, title = {C}}\n@book{d, title = {D}, date = {2020-03}, year = {x}}\n@book{f, title = {F}, year = {n.d.}}\n@book{e, year = {forth=coming}, title = {The year = 3}}";
        let undated = bibtex(dates).unwrap_or_default().into_iter().map(|work| work.undated);
        let said = ["in press", "soon"].map(|text| Some(text.to_owned()));
        assert_eq!(
            undated.collect::<Vec<_>>(),
            [&said[..], &[None, None, None, Some("forth=coming".to_owned())]].concat()
        );
    }

    #[test]
    fn csl_json_is_read_with_its_names_dates_and_places() {
        let source = r#"[{ "id": "http://zotero.org/1", "citation-key": "Sørensen2020", "type": "article-journal", "title": "On <i>it</i>: a < b",
            "container-title": "J", "volume": 3, "author": [{ "family": "Berg", "given": "Liv", "non-dropping-particle": "van" },
            { "literal": "Region Nord, Vækst" }], "issued": { "date-parts": [["2020", "3"]] }, "DOI": "https://doi.org/10.1/x" },
            { "id": 7, "type": "book", "title": "B", "issued": { "raw": "2017-05-06/2018" } },
            { "id": "c", "type": "webpage", "title": "C", "issued": { "literal": "spring" } }]"#;
        let works = csl_json(source).unwrap_or_default();
        let text = shown(&works);
        for part in [
            "sorensen2020:\n  type: article\n  title: 'On it: a < b'\n",
            "- name: van Berg\n    given-name: Liv\n  - name: Region Nord, Vækst\n",
            "date: 2020-03\n",
            "parent:\n    type: periodical\n    volume: '3'\n    title: J\n",
            "doi: 10.1/x\n",
            "'7':\n  type: book\n  title: B\n  date: 2017-05-06\n",
            "c:\n  type: web\n  title: C\n",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("spring"), "{text}");
        assert_eq!(works.iter().map(|work| work.undated.as_deref()).collect::<Vec<_>>(), [None, None, Some("spring")]);
        assert_eq!(&source[works[0].at.clone()], "\"Sørensen2020\"");
    }

    #[test]
    fn what_can_not_be_read_is_told_at_its_place() {
        let told = |result: Result<Vec<Imported>, Vec<Wrong>>| {
            result.err().into_iter().flatten().map(|wrong| (wrong.at.start, wrong.message)).collect::<Vec<_>>()
        };
        for (source, at, message) in [
            ("@book{a, title = {A}, year = 20", 31, "this is not valid BibTeX: "),
            ("@book{a, title = {A}}\n@book{a, title = {B}}", 22, "this is not valid BibTeX: "),
        ] {
            let found = told(bibtex(source));
            assert!(found.len() == 1 && found[0].0 == at && found[0].1.starts_with(message), "{source}: {found:?}");
        }
        for (source, at, message) in [
            ("[{ \"id\": \"a\", }]", 14, "this is not valid JSON: trailing comma"),
            ("{ \"id\": \"a\" }", 0, "this is no list of works"),
            ("[{ \"title\": \"a\" }]", 0, "a work has no `id`"),
            ("[1]", 0, "a work has no `id`"),
        ] {
            assert_eq!(told(csl_json(source)), [(at, message.to_owned())], "{source}");
        }
        assert!(csl_json("[]").is_ok_and(|works| works.is_empty()));
        assert!(bibtex("").is_ok_and(|works| works.is_empty()));
    }
}
