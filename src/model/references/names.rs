//! The names of authors and editors as they are written: hayagriva takes the lower-case words of a name for particles that citations leave
//! out, which makes "Vries" of "de Vries, Joey" and "Forskningsministeriet" of "Uddannelses- og Forskningsministeriet".

use serde_yaml::{Mapping, Value};

/// The fields of a work that hold names.
const FIELDS: [&str; 2] = ["author", "editor"];

/// Writes out the parts of all names of a library, so that they are not guessed: what stands before the first comma is the family name with its
/// particles, or the name of an organisation where there is no comma.
pub fn name(works: &mut Value) {
    let Value::Mapping(works) = works else { return };
    works.iter_mut().for_each(|(_, work)| name_work(work));
}

fn name_work(work: &mut Value) {
    let Value::Mapping(fields) = work else { return };
    for (key, value) in fields.iter_mut() {
        match key.as_str() {
            Some(key) if FIELDS.contains(&key) => each(value, &|name| *name = parts(name)),
            Some("affiliated") => each(value, &|role| {
                if let Some(names) = role.get_mut("names") {
                    each(names, &|name| *name = parts(name));
                }
            }),
            Some("parent") => each(value, &name_work),
            _ => {}
        }
    }
}

/// Calls `with` for each entry of a list, or for the one value in its place.
fn each(value: &mut Value, with: &dyn Fn(&mut Value)) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(with),
        one => with(one),
    }
}

/// The parts of a name: "Family, Given", "Family, Suffix, Given", or all of it.
fn parts(name: &Value) -> Value {
    let Some(text) = name.as_str() else { return name.clone() };
    let all: Vec<&str> = text.split(',').map(str::trim).collect();
    let fields: &[(&str, &str)] = match all.as_slice() {
        [family, given] => &[("name", family), ("given-name", given)],
        [family, suffix, given] if is_suffix(suffix) => &[("name", family), ("given-name", given), ("suffix", suffix)],
        _ => &[("name", text.trim())],
    };
    let fields = fields.iter().filter(|(_, part)| !part.is_empty());
    Value::Mapping(fields.map(|(key, part)| (Value::from(*key), Value::from(*part))).collect::<Mapping>())
}

/// Whether a part of a name is one like "Jr." or "III".
fn is_suffix(text: &str) -> bool {
    let bare = text.trim_end_matches('.').to_lowercase();
    ["jr", "sr", "jun", "sen"].contains(&&*bare) || (!bare.is_empty() && bare.chars().all(|c| "ivx".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_name_is_parted_at_its_commas_alone() {
        for (name, expected) in [
            ("Sørensen, Åse", "name: Sørensen\ngiven-name: Åse\n"),
            ("de Vries, Joey", "name: de Vries\ngiven-name: Joey\n"),
            ("van der Berg, Anna Maria", "name: van der Berg\ngiven-name: Anna Maria\n"),
            ("King, Jr., Martin Luther", "name: King\ngiven-name: Martin Luther\nsuffix: Jr.\n"),
            ("Uddannelses- og Forskningsministeriet", "name: Uddannelses- og Forskningsministeriet\n"),
            ("European Commission", "name: European Commission\n"),
            ("Fraunhofer-Gesellschaft zur Förderung e.V.", "name: Fraunhofer-Gesellschaft zur Förderung e.V.\n"),
            ("OECD", "name: OECD\n"),
            (
                "Agency for Trade, Industry, Research and Growth",
                "name: Agency for Trade, Industry, Research and Growth\n",
            ),
        ] {
            assert_eq!(serde_yaml::to_string(&parts(&name.into())).expect("it can be written"), expected, "{name}");
        }
    }
}
