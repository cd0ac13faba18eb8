//! A build that fails when a change would break somebody.

use super::{Builder, Error, Loaded, today};
use crate::check::{Finding, Options, Side, Weight, check};
use crate::contract::Catalog;
use crate::rust::UnknownFields;
use std::path::PathBuf;

impl Builder {
    /// Fails [`compile`](Self::compile) and [`generate`](Self::generate) where the definitions break what a
    /// folder holds, which is what was released: see [`check`](crate::check). An undecided comparison fails
    /// them too.
    ///
    /// ```no_run
    /// // build.rs
    /// fn main() -> Result<(), evenkeel_codegen::Error> {
    ///     evenkeel_codegen::Builder::new().against("released").compile("schemas")
    /// }
    /// ```
    pub fn against(mut self, released: impl Into<PathBuf>) -> Self {
        self.against = Some(released.into());
        self
    }

    /// Holds a catalog against the folder that was named, if one was.
    pub(super) fn hold(&self, catalog: &Catalog) -> Result<(), Error> {
        let Some(released) = &self.against else { return Ok(()) };
        let Loaded { catalog: old, .. } = self.load_from(self.read(released)?)?;
        let keeps = self.unknown_fields == Some(UnknownFields::Keep);
        let [old, new] = [&old, catalog].map(|catalog| Side { catalog, keeps });
        let report = check(old, new, &Options { today: &today(), allow_undecided: false });
        let errors = report.findings().filter(|finding| finding.weight == Weight::Error);
        let errors: Vec<_> = errors.map(Finding::diagnostic).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::definitions(errors, report.sources)) }
    }
}
