//! The types of a folder with serde's derives alone, for benchmarks.

use super::{Builder, Error, Layout, Loaded, select};
use crate::rust;
use std::collections::BTreeMap;
use std::path::Path;

impl Builder {
    /// The types as they are written by hand, in one text, and the path of each event's type in it by what
    /// the event is (`order.created.v1`). Generated code has its types at the same paths.
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    #[doc(hidden)]
    pub fn plain(&self, schemas: impl AsRef<Path>) -> Result<(String, BTreeMap<String, String>), Error> {
        let Loaded { mut catalog, .. } = self.load(schemas)?;
        select::select(&mut catalog, &self.events)?;
        Ok(rust::generate_plain(&catalog, &self.options(Layout::Modules)))
    }
}
