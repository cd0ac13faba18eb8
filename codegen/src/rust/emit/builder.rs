//! Builders: a value from its parts, checked at the end.

use super::code::Code;
use crate::rust::shape::TypeDef;

/// Written in the module that belongs to the type; what it can be given stands in the type's table.
pub(super) fn builder(code: &mut Code, def: &TypeDef) {
    code.line(&format!("__p::builder!({});", def.place.name));
}
