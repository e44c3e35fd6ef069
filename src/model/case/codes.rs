//! Standard codes: countries (ISO 3166), regions (NUTS) and economic activities (NACE).

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use crate::base::text::Written;
use crate::yaml::Node;
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};
use crate::{choice, shape, written};

/// A country by its two-letter code in ISO 3166-1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country(pub String);

impl FromStr for Country {
    type Err = String;

    fn from_str(text: &str) -> Result<Country, String> {
        if text.len() == 2 && rust_iso3166::from_alpha2(text).is_some() {
            return Ok(Country(text.to_owned()));
        }
        let upper = text.to_ascii_uppercase();
        let by_name = rust_iso3166::ALL.iter().find(|country| country.name.eq_ignore_ascii_case(text));
        let meant = match rust_iso3166::from_alpha3(&upper).or(by_name.copied()) {
            Some(country) => Some(country.alpha2.to_owned()),
            None if upper == "UK" => Some("GB".to_owned()),
            None => rust_iso3166::from_alpha2(&upper).map(|_| upper),
        };
        let help = "write the two capital letters of ISO 3166, like DK or SE";
        Err(meant.map_or(help.to_owned(), |meant| format!("did you mean `{meant}`? {help}")))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromYaml for Country {
    const NAME: &'static str = "Country";

    fn read(reader: &mut Reader, node: &Node) -> Option<Country> {
        reader.d.parsed(node, "a country code")
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define(Self::NAME, |_| {
            let mut all: Vec<(&str, &str)> =
                rust_iso3166::ALL.iter().map(|country| (country.alpha2, country.name)).collect();
            all.sort_unstable();
            let (codes, names): (Vec<&str>, Vec<&str>) = all.into_iter().unzip();
            json!({ "enum": codes, "enumDescriptions": names, "description": "A country's code in ISO 3166" })
        })
    }
}

choice! {
    /// The vintages of NUTS, the regions of the European Union, by the year of the regulation.
    Vintage {
        /// Regulation (EC) No 1059/2003.
        Y2003 = "2003",
        /// Regulation (EC) No 105/2007 for the countries that joined.
        Y2006 = "2006",
        /// Regulation (EU) No 31/2011.
        Y2010 = "2010",
        /// Regulation (EU) No 1319/2013.
        Y2013 = "2013",
        /// Regulation (EU) 2016/2066.
        Y2016 = "2016",
        /// Regulation (EU) 2019/1755.
        Y2021 = "2021",
        /// Regulation (EU) 2023/674.
        Y2024 = "2024",
    }
}

shape! {
    /// Regions by the NUTS classification.
    #[derive(Debug, Clone)]
    Nuts("regions `{ vintage, codes }`") {
        /// The vintage of the codes: borders and codes change every few years.
        vintage: Vintage = "2024",
        /// The codes: two letters for the country, then up to three signs for the region.
        codes: Vec<NutsCode> = "[DK01, DK05]",
    }
}

shape! {
    /// Economic activities by the NACE classification.
    #[derive(Debug, Clone)]
    Nace("activities `{ revision, codes }`") {
        /// The revision of the codes.
        revision: Revision = "2.1",
        /// The codes: a section's letter, or a division, group or class.
        codes: Vec<NaceCode> = "['28', '28.1', '28.11']",
    }
}

choice! {
    /// The revisions of NACE.
    Revision {
        /// In force from 2003.
        Rev1_1 = "1.1",
        /// In force from 2008.
        Rev2 = "2",
        /// In force from 2025.
        Rev2_1 = "2.1",
    }
}

/// A region's code, checked for its country and its form: Regulation (EC) No 1059/2003, article 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NutsCode(pub String);

/// An activity's code, checked for its form: a section, division, group or class of Regulation (EC) No 1893/2006.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NaceCode(pub String);

impl Written for NutsCode {
    const KIND: &'static str = "a NUTS code";
    const PATTERN: &'static str = "^[A-Z]{2}[0-9A-Z]{0,3}$";
    const EXAMPLES: &'static [&'static str] = &["DK", "DK0", "DK01", "DK011"];
}

impl Written for NaceCode {
    const KIND: &'static str = "a NACE code";
    const PATTERN: &'static str = r"^([A-Z]{1,2}|[A-Z]?[0-9]{2}(\.[0-9]{1,2})?)$";
    const EXAMPLES: &'static [&'static str] = &["C", "28", "28.1", "28.11"];
    const NUMERIC: bool = true;
}

impl FromStr for NutsCode {
    type Err = String;

    fn from_str(text: &str) -> Result<NutsCode, String> {
        let (country, region) = text.split_at_checked(2).unwrap_or((text, ""));
        let letters = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let signs = region.len() <= 3 && region.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !letters || !signs {
            return Err("write two letters for the country and up to three signs for the region, like DK011".to_owned());
        }
        // NUTS has its own letters for two countries.
        match country {
            "EL" | "UK" => Ok(NutsCode(text.to_owned())),
            "GR" => Err("NUTS writes EL for Greece".to_owned()),
            "GB" => Err("NUTS writes UK for the United Kingdom".to_owned()),
            _ if rust_iso3166::from_alpha2(country).is_none() => Err(format!("`{country}` is no country")),
            _ => Ok(NutsCode(text.to_owned())),
        }
    }
}

impl FromStr for NaceCode {
    type Err = String;

    fn from_str(text: &str) -> Result<NaceCode, String> {
        let section = |c: char| ('A'..='V').contains(&c);
        let rest = text.strip_prefix(section).unwrap_or(text);
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let (division, class) = rest.split_once('.').unwrap_or((rest, ""));
        let whole =
            division.len() == 2 && digits(division) && digits(class) && class.len() <= 2 && !rest.ends_with('.');
        // A section, or a subsection of revision 1.1: DA to DN.
        let letters = text.len() <= 2 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_uppercase());
        if whole || (letters && text.starts_with(section)) {
            return Ok(NaceCode(text.to_owned()));
        }
        Err("write a section's letter, or a division, group or class, like C, '28', '28.1' or '28.11'".to_owned())
    }
}

impl fmt::Display for NutsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

written!(NutsCode, NaceCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_by_their_form() {
        assert!("DK".parse::<Country>().is_ok() && "XX".parse::<Country>().is_err());
        for (wrong, right) in [("DNK", "DK"), ("Denmark", "DK"), ("UK", "GB"), ("dk", "DK")] {
            let advice = wrong.parse::<Country>().expect_err("it is no code");
            assert!(advice.starts_with(&format!("did you mean `{right}`?")), "{advice}");
        }
        for right in ["DK", "DK0", "DK011", "EL30", "UKI"] {
            assert!(right.parse::<NutsCode>().is_ok(), "{right}");
        }
        for wrong in ["D", "dk01", "DK0111", "GR30", "", "DK-1", "XX01"] {
            assert!(wrong.parse::<NutsCode>().is_err(), "{wrong}");
        }
        for right in ["C", "DJ", "28", "28.1", "28.11", "C28.11"] {
            assert!(right.parse::<NaceCode>().is_ok(), "{right}");
        }
        for wrong in ["", "X", "2", "28.", "28.111", "28,1", "281"] {
            assert!(wrong.parse::<NaceCode>().is_err(), "{wrong}");
        }
    }
}
