//! Reads workbooks, as far as tests need it: what stands in the cells of a sheet, and in which number format.

use std::collections::BTreeMap;
use std::path::Path;

/// A cell: its text or its number as stored, and its number format (empty for text).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetCell {
    pub(crate) value: String,
    pub(crate) format: String,
    pub(crate) is_number: bool,
    pub(crate) is_formula: bool,
}

/// The rows of a sheet, each by the headings of its columns.
pub(crate) type SheetRows = Vec<BTreeMap<String, SheetCell>>;

/// Returns the rows of the sheet with a name.
pub(crate) fn sheet(path: &Path, name: &str) -> SheetRows {
    let parts = unzipped(&std::fs::read(path).expect("the workbook can be read"));
    let part = |name: &str| {
        let bytes = parts.get(name).unwrap_or_else(|| panic!("{name} is in {:?}", parts.keys()));
        String::from_utf8(bytes.clone()).expect("it is UTF-8")
    };
    let book = part("xl/workbook.xml");
    let place = elements(&book, "sheet").iter().position(|one| attribute(one, "name") == Some(name));
    let place = place.unwrap_or_else(|| panic!("there is a sheet {name}: {book}"));
    let formats = formats(&part("xl/styles.xml"));
    let shared = elements(&part("xl/sharedStrings.xml"), "si").iter().map(|one| text(one)).collect::<Vec<_>>();
    let rows = part(&format!("xl/worksheets/sheet{}.xml", place + 1));
    let rows: Vec<BTreeMap<String, SheetCell>> = elements(&rows, "row")
        .iter()
        .map(|row| elements(row, "c").iter().map(|one| cell(one, &formats, &shared)).collect())
        .collect();
    let (head, body) = rows.split_first().expect("there is a row of headings");
    let named = |row: &BTreeMap<String, SheetCell>| {
        head.iter().filter_map(|(column, heading)| Some((heading.value.clone(), row.get(column)?.clone()))).collect()
    };
    body.iter().map(named).collect()
}

/// Returns the column of a cell, and the cell.
fn cell(xml: &str, formats: &[String], shared: &[String]) -> (String, SheetCell) {
    let column = attribute(xml, "r").unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let stored = elements(xml, "v").first().map(|value| text(value)).unwrap_or_default();
    let is_number = attribute(xml, "t").is_none() && !stored.is_empty();
    let style = attribute(xml, "s").and_then(|style| style.parse::<usize>().ok()).unwrap_or_default();
    let value = match attribute(xml, "t") {
        Some("s") => shared[stored.parse::<usize>().expect("it is an index")].clone(),
        _ => stored,
    };
    let format = if is_number { formats.get(style).cloned().unwrap_or_default() } else { String::new() };
    (column, SheetCell { value, format, is_number, is_formula: !elements(xml, "f").is_empty() })
}

/// Returns the number formats by style.
fn formats(styles: &str) -> Vec<String> {
    let own: BTreeMap<&str, String> = elements(styles, "numFmt")
        .into_iter()
        .filter_map(|one| Some((attribute(one, "numFmtId")?, unescaped(attribute(one, "formatCode")?))))
        .collect();
    let of = |id: &str| match id {
        "1" => "0".to_owned(),
        "2" => "0.00".to_owned(),
        "3" => "#,##0".to_owned(),
        _ => own.get(id).cloned().unwrap_or_default(),
    };
    let used = elements(styles, "cellXfs").first().copied().unwrap_or_default();
    elements(used, "xf").into_iter().map(|one| of(attribute(one, "numFmtId").unwrap_or_default())).collect()
}

/// Returns the elements with a name, from their first sign to their last. None of them is inside another of its name.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(&start) {
        let own = &rest[at..];
        let after = &own[start.len()..];
        if !after.starts_with([' ', '>', '/']) {
            rest = after;
            continue;
        }
        let head = own.find('>').expect("a tag ends") + 1;
        let length = if own[..head].ends_with("/>") { head } else { own.find(&end).expect("it ends") + end.len() };
        found.push(&own[..length]);
        rest = &own[length..];
    }
    found
}

fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let head = &xml[..xml.find('>')?];
    let (_, rest) = head.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Returns the text in an element, without its tags.
fn text(xml: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    unescaped(&plain)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Returns the files in a ZIP archive, by way of its directory at the end.
fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let two = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let four = |at: usize| two(at) + (two(at + 2) << 16);
    let end = (0..bytes.len() - 21).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06")).expect("it is a ZIP");
    let (count, mut at) = (two(end + 10), four(end + 16));
    let mut files = BTreeMap::new();
    for _ in 0..count {
        let (method, length, name, place) = (two(at + 10), four(at + 20), two(at + 28), four(at + 42));
        let path = String::from_utf8_lossy(&bytes[at + 46..at + 46 + name]).into_owned();
        let start = place + 30 + two(place + 26) + two(place + 28);
        let packed = &bytes[start..start + length];
        let content = match method {
            0 => packed.to_vec(),
            _ => miniz_oxide::inflate::decompress_to_vec(packed).expect("it is deflated"),
        };
        files.insert(path, content);
        at += 46 + name + two(at + 30) + two(at + 32);
    }
    files
}
