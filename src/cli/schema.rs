//! The JSON Schemas of the files that users write, for their editors: as they are everywhere, or with the ids of a workspace.

use crate::analysis::claims::Claims;
use crate::base::text::Text;
use crate::build::workspace::Workspace;
use crate::model::case::Case;
use crate::model::framework::Framework;
use crate::model::indicator::Group;
use crate::model::settings::Settings;
use crate::yaml::shape::schema::{Lens, LensDimension, Vocabulary};
use crate::yaml::shape::schema_of;

/// The kinds of files that have a schema.
pub const KINDS: [&str; 5] = ["case", "framework", "indicators", "casebook", "claims"];

/// Where the schema of a kind lies in a workspace.
pub fn file(kind: &str) -> String {
    format!("schemas/{kind}.schema.json")
}

/// The schema of a kind of file as JSON text; with a vocabulary, the ids of a workspace are the ones that are possible.
pub fn text(kind: &str, vocabulary: Option<&Vocabulary>) -> Option<String> {
    let schema = match kind {
        "case" => schema_of::<Case>("A case file of casebook", vocabulary),
        "framework" => schema_of::<Framework>("A framework file of casebook", vocabulary),
        "indicators" => schema_of::<Group>("A file of indicators of casebook", vocabulary),
        "casebook" => schema_of::<Settings>("casebook.yaml", vocabulary),
        "claims" => schema_of::<Claims>("The claims of a casebook", vocabulary),
        _ => return None,
    };
    Some(format!("{schema:#}\n"))
}

/// The ids of a workspace.
pub fn vocabulary(workspace: &Workspace) -> Vocabulary {
    let language = workspace.settings.as_ref().map_or("en", |settings| settings.language.first());
    let label = |text: &Text| text.get(language).to_owned();
    let cycles = || workspace.frameworks.iter().filter(|framework| !framework.stages.is_empty());
    let lens = |framework: &Framework| Lens {
        id: framework.id.to_string(),
        title: label(&framework.title),
        dimensions: framework
            .dimensions
            .iter()
            .map(|dimension| LensDimension {
                id: dimension.id.to_string(),
                label: label(&dimension.label),
                characteristics: dimension
                    .characteristics
                    .iter()
                    .map(|item| (item.id.to_string(), label(&item.label)))
                    .collect(),
            })
            .collect(),
    };
    let mut stages: Vec<String> = cycles().flat_map(|cycle| &cycle.stages).map(|stage| stage.id.to_string()).collect();
    stages.sort();
    stages.dedup();
    Vocabulary {
        studies: workspace.settings.iter().flat_map(|settings| settings.studies.ids.clone()).collect(),
        references: workspace.references.keys().map(str::to_owned).collect(),
        cases: workspace.ids.clone(),
        indicators: workspace
            .indicators
            .all()
            .filter(|indicator| indicator.formula.is_none())
            .map(|indicator| (indicator.id.to_string(), label(&indicator.label), indicator.notation()))
            .collect(),
        life_cycles: cycles().map(|framework| framework.id.to_string()).collect(),
        stages,
        lenses: workspace.frameworks.iter().filter(|framework| !framework.dimensions.is_empty()).map(lens).collect(),
    }
}
