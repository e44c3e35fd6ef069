//! Names of characteristics of any framework.

use crate::base::text::Text;
use crate::shape;
use crate::yaml::decode::Fields;
use crate::yaml::lookup::Wanted;
use crate::yaml::shape::Reader;
use crate::yaml::shape::ids::{FrameworkId, Id};

shape! {
    /// A characteristic, named from outside its dimension.
    #[derive(Clone, Debug)]
    Link("a characteristic `{ framework, dimension, is }`") check check {
        /// The framework.
        framework: FrameworkId = "zagorsek",
        /// The dimension.
        dimension: Id = "attributes",
        /// The characteristic.
        is: Id = "credible",
        /// Who says that the two belong together.
        by: Option<Text> = "the editors of this casebook",
        /// Why.
        why: Option<Text> = "Both speak of being believed",
    }
}

impl Link {
    fn check(&self, reader: &mut Reader, _: &Fields) {
        let (framework, dimension) = (self.framework.to_string(), self.dimension.to_string());
        reader.point(Wanted::Dimension { framework, dimension }, self.dimension.1);
        let (framework, dimension) = (self.framework.0.as_str().into(), self.dimension.0.as_str().into());
        reader
            .point(Wanted::Characteristic { framework, dimension, id: self.is.to_string(), or_new: false }, self.is.1);
    }
}
