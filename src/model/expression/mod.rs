//! Conditions and formulas, evaluated. CEL parses them; what they come to is found here and not by its interpreter, which knows
//! no third value beside true and false, and can't say which figure is missing or that a denominator is zero.

pub mod evaluate;
pub mod number;
pub mod value;
pub mod why;
