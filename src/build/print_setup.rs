//! The setup that all documents of a workspace are typeset with.

use std::path::Path;

use crate::base::source;
use crate::build::workspace::Workspace;
use crate::document::photo;
use crate::document::typeset::world::PrintSetup;
use crate::report::template::is_own;

/// Returns the setup for typesetting: the theme, the fonts in `templates/fonts/` of the workspace, the images in `templates/`
/// that the theme may show, and the files that draw figures.
pub fn print_setup(workspace: &Workspace) -> PrintSetup {
    let largest = workspace.settings.largest_file();
    let read = |name: &String| source::bytes(&workspace.root, Path::new(name), largest);
    let (fonts, _) = source::find(&workspace.root, "templates/fonts", &["ttf", "otf"]);
    let (images, _) = source::find(&workspace.root, "templates", &["svg", "png", "jpg", "jpeg"]);
    let beside = |name: &String| Some((name.strip_prefix("templates/")?.to_owned(), photo::shown(read(name)?)));
    let look = workspace.look.figures.iter().map(|(name, source)| (name.as_str(), source));
    let mut look = look.chain([("theme.typ", &workspace.look.theme)]);
    let has_own = look.any(|(name, source)| is_own(name, source));
    let figures = workspace.look.figures.iter().map(|(name, source)| (name.clone(), source.text().to_owned()));
    PrintSetup {
        theme: workspace.look.theme.text().to_owned(),
        fonts: fonts.iter().filter_map(read).collect(),
        images: images.iter().filter_map(beside).collect(),
        figures: figures.collect(),
        is_own: has_own,
        budget: workspace.settings.budget(),
    }
}
