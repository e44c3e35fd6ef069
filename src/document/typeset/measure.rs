//! Finds text that runs off its page, about which Typst gives no warning.

use serde::{Deserialize, Serialize};
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst_layout::PagedDocument;

/// A text that runs off its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// The page, from 1.
    pub page: usize,
    /// The text.
    pub text: String,
}

/// All texts that reach beyond the edge of their page, in the order of the pages.
pub fn outside(document: &PagedDocument) -> Vec<Outside> {
    let mut found = Vec::new();
    for (at, page) in document.pages().iter().enumerate() {
        let mut texts = Vec::new();
        walk(&page.frame, Transform::identity(), page.frame.size(), &mut texts);
        found.extend(texts.into_iter().map(|text| Outside { page: at + 1, text }));
    }
    found
}

fn walk(frame: &Frame, to_page: Transform, page: Size, found: &mut Vec<String>) {
    for (position, item) in frame.items() {
        let here = to_page.pre_concat(Transform::translate(position.x, position.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, here.pre_concat(group.transform), page, found),
            FrameItem::Text(text) => {
                let ends = [Point::zero(), Point::with_x(text.width())];
                if ends.into_iter().any(|end| !inside(end.transform(here), page)) {
                    found.push(text.text.to_string());
                }
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

fn inside(point: Point, page: Size) -> bool {
    let slack = Abs::pt(1.0);
    let within = |at: Abs, length: Abs| at >= -slack && at <= length + slack;
    within(point.x, page.x) && within(point.y, page.y)
}
