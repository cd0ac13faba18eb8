//! How much of the schemas became typed Rust.

use crate::contract::{Catalog, SchemaId};
use crate::rust::Share;
use std::collections::HashMap;

/// How much of the schemas that the events reach became typed Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypedShare {
    /// Schemas that became typed Rust.
    pub typed: usize,
    /// Schemas that say nothing (`true`, `{}`): any JSON, and so a `Value`.
    pub anything: usize,
    /// Schemas that say something and became a `Value` all the same: the place, and why.
    pub values: Vec<(String, &'static str)>,
}

impl TypedShare {
    pub(crate) fn of(catalog: &Catalog, shares: &HashMap<SchemaId, Share>) -> Self {
        let mut share = Self { typed: 0, anything: 0, values: Vec::new() };
        for (id, became) in shares {
            match became {
                Share::Typed => share.typed += 1,
                Share::Anything => share.anything += 1,
                Share::Value(reason) => {
                    let schema = &catalog[*id];
                    share.values.push((format!("{}#{}", catalog[schema.document].path, schema.pointer), reason));
                }
            }
        }
        share.values.sort();
        share
    }

    /// The share of schemas that say something and became typed Rust, from 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "a share of counts far below 2^52")]
    pub fn ratio(&self) -> f64 {
        let all = self.typed + self.values.len();
        if all == 0 { 1.0 } else { self.typed as f64 / all as f64 }
    }
}
