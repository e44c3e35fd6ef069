//! The front matter of a document: the text between two `---` lines at its start.

use crate::document::markdown::Meta;

/// Parses front matter: YAML, without the `---` lines around it.
///
/// # Errors
/// A message about the first thing that `docs/templates.md` does not allow.
pub fn front_matter(text: &str) -> Result<Meta, String> {
    let value: serde_yaml::Mapping = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let mut meta = Meta::default();
    for (key, value) in value {
        let key = key.as_str().unwrap_or_default().to_owned();
        let one = || match &value {
            serde_yaml::Value::String(text) => Ok(text.clone()),
            serde_yaml::Value::Number(number) => Ok(number.to_string()),
            _ => Err(format!("`{key}` in the front matter must be text")),
        };
        let many = || match &value {
            serde_yaml::Value::Sequence(items) => {
                let texts: Option<Vec<String>> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
                texts.ok_or_else(|| format!("`{key}` in the front matter must be a list of texts"))
            }
            _ => Err(format!("`{key}` in the front matter must be a list of texts")),
        };
        match key.as_str() {
            "title" => meta.title = one()?,
            "subtitle" => meta.subtitle = one()?,
            "date" => meta.date = day(&one()?)?,
            "lang" => meta.language = language(&one()?)?,
            "description" => meta.description = one()?,
            "status" => meta.status = one()?,
            "dated" => meta.dated = one()?,
            "authors" => meta.authors = many()?,
            "keywords" => meta.keywords = many()?,
            "contents" | "cover" => {
                let own = if key == "cover" { &mut meta.cover } else { &mut meta.contents };
                *own = value.as_bool().ok_or_else(|| format!("`{key}` in the front matter must be true or false"))?;
            }
            other => {
                return Err(format!(
                    "the front matter has no key `{other}`; possible are title, subtitle, authors, date, dated, lang, keywords, \
                     description, status, contents and cover"
                ));
            }
        }
    }
    Ok(meta)
}

/// Puts a paragraph below the title of a document, or at its beginning if it has no title.
pub fn below_title(markdown: &str, paragraph: &str) -> String {
    const END: &str = "\n---\n";
    let head = markdown.strip_prefix("---\n").and_then(|rest| rest.find(END)).map_or(0, |end| end + 4 + END.len());
    let body = &markdown[head..];
    let title = body.len() - body.trim_start().len();
    let at = match body[title..].starts_with("# ") {
        true => head + body[title..].find('\n').map_or(body.len(), |end| title + end),
        false => head,
    };
    format!("{}\n\n{paragraph}\n\n{}", markdown[..at].trim_end(), markdown[at..].trim_start())
}

fn day(text: &str) -> Result<String, String> {
    let parts: Vec<Option<i32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let [Some(year), Some(month), Some(day)] = parts.as_slice() else {
        return Err(format!("`date: {text}` in the front matter is no day; write it like 2026-01-31"));
    };
    let month = u8::try_from(*month).ok().and_then(|month| time::Month::try_from(month).ok());
    let exists = month.zip(u8::try_from(*day).ok());
    match exists.and_then(|(month, day)| time::Date::from_calendar_date(*year, month, day).ok()) {
        Some(_) => Ok(text.to_owned()),
        None => Err(format!("`date: {text}` in the front matter is not in the calendar")),
    }
}

fn language(text: &str) -> Result<String, String> {
    match oxilangtag::LanguageTag::parse(text) {
        Ok(tag) if (2..=3).contains(&tag.primary_language().len()) => Ok(text.to_owned()),
        _ => Err(format!("`lang: {text}` in the front matter is no code like en, da or en-GB")),
    }
}

#[cfg(test)]
mod tests {
    use super::below_title;

    #[test]
    fn a_paragraph_stands_below_the_title() {
        let head = "---\ntitle: Quay\n---\n";
        assert_eq!(
            below_title(&format!("{head}\n# Quay\n\nText\n"), "New"),
            format!("{head}\n# Quay\n\nNew\n\nText\n")
        );
        assert_eq!(below_title(&format!("{head}\nText\n"), "New"), "---\ntitle: Quay\n---\n\nNew\n\nText\n");
        assert_eq!(below_title("# Quay", "New"), "# Quay\n\nNew\n\n");
        assert_eq!(below_title("## Part\n", "New"), "\n\nNew\n\n## Part\n");
    }
}
