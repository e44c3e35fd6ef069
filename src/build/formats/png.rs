//! Figures as PNG, for slides.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::build::faults::{Faults, internal};
use crate::build::formats::format::{Format, Material, Needs, OutputFormat, has_extension};
use crate::build::formats::markdown::FIGURES;
use crate::build::report::Files;

/// Figures as PNG.
pub const PNG: Format = Format(&Png);

/// How wide a figure is: that of a slide.
const WIDTH: f32 = 1920.0;

struct Png;

impl OutputFormat for Png {
    fn name(&self) -> &'static str {
        "png"
    }

    fn about(&self) -> &'static str {
        "The figures as PNG, for slides"
    }

    fn is_usual(&self) -> bool {
        false
    }

    fn needs(&self) -> Needs {
        Needs { figures: true, ..Needs::default() }
    }

    fn files(&self, material: &mut Material) -> Result<Files, Faults> {
        let Material { workspace, report, shown, drawn, .. } = material;
        let figures = shown.iter().map(|figure| {
            let file = workspace.place(&report.locale, &format!("{FIGURES}/{}.png", figure.name));
            let bytes = drawn_as_png(&drawn[&figure.file])
                .ok_or_else(|| vec![internal(&format!("the figure {} can't be drawn as PNG", figure.name))])?;
            Ok((file, bytes))
        });
        figures.collect()
    }

    fn owns(&self, file: &str) -> bool {
        let is_figure = file.starts_with("figures/") || file.contains("/figures/");
        is_figure && has_extension(file, "png")
    }
}

/// Draws an SVG on white, as wide as a slide; `None` if it is no SVG or too tall.
fn drawn_as_png(svg: &str) -> Option<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default()).ok()?;
    let scale = WIDTH / tree.size().width();
    let height = (tree.size().height() * scale).round();
    let mut pixels = Pixmap::new(WIDTH as u32, height as u32)?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::drawn_as_png;

    #[test]
    fn a_figure_is_as_wide_as_a_slide_and_lies_on_white() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"100\"><rect x=\"200\" width=\"200\" height=\"100\"/></svg>";
        let png = drawn_as_png(svg).expect("it can be drawn");
        let image = image::load_from_memory(&png).expect("it is a PNG").to_rgb8();
        assert_eq!(image.dimensions(), (1920, 480));
        assert_eq!((image.get_pixel(10, 10).0, image.get_pixel(1900, 470).0), ([255; 3], [0; 3]));
        assert!(drawn_as_png("<p>").is_none());
    }
}
