//! Tests of images that people have: in the inks of a press, enormous, drawn with text in HTML.

use std::fs;

use casebook::base::diagnostic::Diagnostics;
use casebook::base::rules::Code;
use casebook::document::inks::as_light;
use image::{ImageFormat, Rgb, RgbImage};

use crate::workspace::{Temporary, examined, repository};

/// The squares of the images in `tests/images/press`, in CMYK: cyan, magenta, yellow, black; none, cyan and magenta, magenta and
/// yellow, cyan and yellow. What they are in sRGB was computed with LittleCMS and the profile that Typst has for inks.
const SQUARES: [[u8; 3]; 8] = [
    [0, 174, 239],
    [236, 0, 140],
    [255, 242, 0],
    [35, 31, 32],
    [255, 255, 255],
    [46, 49, 146],
    [237, 28, 36],
    [0, 166, 81],
];

/// The colours of the eight squares of an image, which has two rows of four.
fn squares(image: &RgbImage) -> Vec<[u8; 3]> {
    let at = |square: u32| image.get_pixel(16 + 32 * (square % 4), 16 + 32 * (square / 4));
    (0..8).map(|square| at(square).0).collect()
}

/// The greatest difference between colours.
fn apart(colours: &[[u8; 3]], others: &[[u8; 3]]) -> u8 {
    colours.as_flattened().iter().zip(others.as_flattened()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or_default()
}

fn press(name: &str) -> RgbImage {
    let bytes = fs::read(repository("tests/images/press").join(name)).expect("it is there");
    let light = as_light(&bytes).expect("it can be decoded").expect("it is in CMYK");
    image::load_from_memory_with_format(&light, ImageFormat::Jpeg).expect("it is a JPEG").to_rgb8()
}

#[test]
fn inks_become_the_colours_that_a_printed_sheet_has() {
    // The last two have no profile that could be theirs.
    for name in ["plain.jpg", "progressive.jpg", "ycck.jpg", "profile-of-light.jpg", "profile-cut.jpg"] {
        let found = squares(&press(name));
        assert!(apart(&found, &SQUARES) <= 6, "{name}: {found:?}");
    }
}

#[test]
fn the_profile_of_an_image_says_what_its_inks_are() {
    // In this profile all inks are one red.
    let found = squares(&press("one-ink.jpg"));
    assert!(apart(&found, &[found[0]; 8]) <= 6, "{found:?}");
    assert!(apart(&found, &[SQUARES[7]; 8]) > 20, "{found:?}");
}

#[test]
fn an_image_in_inks_is_turned_as_the_camera_says() {
    let turned = press("turned.jpg");
    assert_eq!(turned.dimensions(), (64, 128));
    // What was the lower left corner is the upper left one: no ink.
    assert_eq!(turned.get_pixel(16, 16), &Rgb([255, 255, 255]));
}

#[test]
fn other_images_stay_as_they_are() {
    for file in ["tests/check/dot.png", "examples/portfolio/images/programme.svg"] {
        let bytes = fs::read(repository(file)).expect("it is there");
        assert_eq!(as_light(&bytes), Ok(None), "{file}");
    }
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut jpeg);
    RgbImage::from_pixel(9, 9, Rgb([9, 99, 199])).write_with_encoder(encoder).expect("it can be encoded");
    assert_eq!(as_light(&jpeg), Ok(None));
}

#[test]
fn images_in_inks_are_shown_in_every_form() {
    let workspace = Temporary::copy_of("tests/workspace");
    let mut prose = String::new();
    for name in names("tests/images/press") {
        fs::copy(repository("tests/images/press").join(&name), workspace.path().join(&name)).expect("it can be copied");
        prose.push_str(&format!("      ![Eight squares]({name})\n\n"));
    }
    workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n{prose}    actors:"));
    assert!(workspace.check().is_empty(), "{:?}", workspace.check().sorted());
    let diagnostics = workspace.typeset();
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.sorted());
    for name in names("tests/images/press") {
        let copy = fs::read(workspace.path().join("out/images").join(&name)).expect("it is there");
        assert_eq!(as_light(&copy), Ok(None), "{name}: not all screens show inks");
    }
}

#[test]
fn images_that_cannot_be_shown_are_refused_for_what_is_wrong_with_them() {
    let reasons = [
        ("cut.jpg", "can't be read"),
        ("flow.drawio.svg", "the text of the drawing `flow.drawio.svg` is HTML"),
        ("packed-inside.svg", "the drawing `packed-inside.svg` is compressed, or one in it is"),
        ("packed.svg", "the drawing `packed.svg` is compressed"),
        ("photo-inside.svg", "is too large: 40000 × 3000 pixels"),
        ("plate.jpg", "is too large: 65000 × 65000 pixels"),
        ("plotter.gif", "is too large: 60000 × 60000 pixels"),
        ("poster.png", "is too large: 40000 × 3000 pixels"),
        ("scan.webp", "is too large: 16383 × 16383 pixels"),
        ("scripted.svg", "has scripts in it"),
    ];
    assert_eq!(names("tests/images/refused"), reasons.map(|(name, _)| name.to_owned()));
    let workspace = Temporary::copy_of("tests/workspace");
    let mut prose = String::new();
    for (name, _) in reasons {
        fs::copy(repository("tests/images/refused").join(name), workspace.path().join(name)).expect("it can be copied");
        prose.push_str(&format!("      ![A picture]({name})\n\n"));
    }
    workspace.change("cases/sound.yaml", "    actors:", &format!("    narrative: |\n{prose}    actors:"));
    let diagnostics = workspace.check();
    let found: Vec<String> = diagnostics.sorted().iter().map(|one| one.message.clone()).collect();
    assert_eq!(found.len(), reasons.len(), "{found:#?}");
    for (message, (name, reason)) in found.iter().zip(reasons) {
        assert!(message.contains(name) && message.contains(reason), "{name}: {message}");
    }
}

#[test]
fn a_drawing_with_text_in_a_font_that_is_not_there_is_noted() {
    let drawings = [
        ("<text font-family=\"Frutiger\">A</text>", Some("Frutiger")),
        ("<text style=\"fill:red;font-family:'Frutiger 55', sans-serif;x:y\">A</text>", Some("Frutiger 55")),
        ("<g font-family=\"Frutiger, Univers\"><text>A</text></g>", Some("Frutiger")),
        ("<style>.a{font-family:Frutiger}</style><text class=\"a\">A</text>", Some("Frutiger")),
        ("<text font-family=\"Libertinus Sans\">A</text><text font-family=\"Frutiger\">A</text>", Some("Frutiger")),
        // A font that the drawing itself names is taken, or any of its kind.
        ("<text font-family=\"Frutiger, libertinus sans\">A</text>", None),
        ("<text font-family=\"&quot;Libertinus Serif&quot;\">A</text>", None),
        ("<text font-family=\"sans-serif\">A</text>", None),
        ("<text>A</text>", None),
        // Text as paths.
        ("<g font-family=\"Frutiger\"><path d=\"M0 0h9v9\"/></g>", None),
    ];
    let workspace = Temporary::copy_of("tests/workspace");
    let picture = "    narrative: \"![A logo](images/logo.svg)\"\n    actors:";
    workspace.change("cases/sound.yaml", "    actors:", picture);
    let noted = |drawing: &str| -> Vec<String> {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{drawing}</svg>");
        workspace.write("images/logo.svg", &svg);
        let (checked, built) = (examined(workspace.path()).1, workspace.typeset());
        let told = |diagnostics: Diagnostics| -> Vec<String> {
            let sorted = diagnostics.sorted();
            assert!(sorted.iter().all(|one| one.code == Code::Glyph && one.span.position().1 == 9), "{sorted:?}");
            sorted.iter().map(|one| one.message.clone()).collect()
        };
        let (checked, built) = (told(checked), told(built));
        assert_eq!(checked, built, "{drawing}");
        checked
    };
    for (drawing, family) in drawings {
        let expected = family.map(|family| {
            format!("the text of the drawing `images/logo.svg` is to be in {family}, which the reports don't have")
        });
        assert_eq!(noted(drawing), Vec::from_iter(expected), "{drawing}");
    }
    assert_eq!(noted(drawings[0].0), noted(drawings[0].0), "a build with nothing to do says it again");
}

/// The names of the files in a folder of the repository.
fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(repository(folder)).expect("it is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
