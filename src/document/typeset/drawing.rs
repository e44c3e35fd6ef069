//! Embeds SVG drawings that Typst made in a page.

/// Prepares a drawing for embedding in a page: prefixes its ids with `number`, so that they differ from those of other drawings.
pub fn inside_page(svg: &str, number: usize) -> String {
    // Quotation marks in text are written as entities, so these patterns match attributes only.
    [("id=\"", "id=\"d:{}-"), ("href=\"#", "href=\"#d:{}-"), ("\"url(#", "\"url(#d:{}-")]
        .iter()
        .fold(svg.to_owned(), |svg, (from, to)| svg.replace(from, &to.replace("{}", &number.to_string())))
}
