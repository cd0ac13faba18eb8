//! `x-rust-type` where no number stands.

use super::{Lowerer, words};
use crate::contract::Types;
use crate::diagnostic::Diagnostic;
use crate::rust::conj::Flat;

impl Lowerer<'_> {
    /// Refuses an integer's Rust type where there is no integer.
    pub(super) fn refuse_rust_type(&mut self, flat: &Flat, types: Types) {
        if Types::NUMBER.and(types) == Types::INTEGER {
            return;
        }
        let rust_types = words(self.catalog, flat).filter_map(|(_, words)| Some(words.rust_type.as_ref()?.span));
        for span in rust_types.collect::<Vec<_>>() {
            self.refuse(
                Diagnostic::error("rust-type", span, "`x-rust-type` names an integer type, and no integer stands here")
                    .hint(
                        "it goes beside `type: integer`; numbers are `f64`, and formats have Rust types of their own",
                    ),
            );
        }
    }
}
