//! Drawings in SVG that Typst made, as parts of a page.

/// A drawing for the inside of a page, where the names in it must not be those of another: `number` keeps them apart.
pub fn inside_page(svg: &str, number: usize) -> String {
    // Quotation marks in texts are written as entities, so that these can only be attributes.
    [("id=\"", "id=\"d:{}-"), ("href=\"#", "href=\"#d:{}-"), ("\"url(#", "\"url(#d:{}-")]
        .iter()
        .fold(svg.to_owned(), |svg, (from, to)| svg.replace(from, &to.replace("{}", &number.to_string())))
}
