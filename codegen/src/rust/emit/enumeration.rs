//! String enums.

use super::Context;
use super::code::{Code, literal};
use super::debug;
use crate::rust::shape::{TypeDef, Variant};

impl Context<'_> {
    pub(super) fn enumeration(&self, code: &mut Code, def: &TypeDef, variants: &[Variant]) {
        let name = &def.place.name;
        self.type_docs(code, def);
        debug::derive(code, "Clone, Copy", !def.hidden, ", PartialEq, Eq, Hash, PartialOrd, Ord");
        code.line("#[non_exhaustive]");
        code.open(&format!("pub enum {name} {{"));
        for variant in variants {
            code.docs(&format!("`{}`", variant.value));
            code.line(&format!("{},", variant.ident));
        }
        code.close("}");
        if def.hidden {
            debug::hidden(code, name);
        }
        code.gap();
        code.open("__p::words! {");
        let hidden = if def.hidden { ", hidden = true" } else { "" };
        code.line(&format!("{name} = {}{hidden};", literal(name)));
        for variant in variants {
            code.line(&format!("{} = {},", variant.ident, literal(&variant.value)));
        }
        code.close("}");
        if def.event.is_some() {
            code.gap();
            code.open(&format!("impl {name} {{"));
            self.event_consts(code, def);
            self.validate_fn(code, def);
            code.close("}");
        }
    }
}
