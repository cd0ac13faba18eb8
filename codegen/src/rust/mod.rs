//! The generated code: types worked out ([`lower`]), then written ([`emit`]).

mod accepts;
mod conj;
mod dynamic;
mod emit;
mod lower;
#[cfg(feature = "mutants")]
pub(crate) mod mutant;
mod name;
mod nesting;
mod place;
mod recursion;
mod shape;

use crate::contract::{Catalog, SchemaId};
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, HashMap};

#[cfg(feature = "derive")]
pub(crate) use emit::derive;
pub(crate) use lower::Share;

/// The generation of generated code: raised when old code no longer fits the runtime.
pub(crate) const ABI: u32 = 3;

/// What becomes of properties that a schema does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownFields {
    /// They are read, checked against whatever governs them, and dropped.
    #[default]
    Ignore,
    /// They are kept in a field `extra`, and written again.
    Keep,
    /// They are refused: stricter than the schema.
    Deny,
}

/// How the files refer to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Below `OUT_DIR`, for `include_events!`.
    BuildScript,
    /// A folder of modules in a source tree.
    Modules,
}

/// How to write the code.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) unknown_fields: UnknownFields,
    pub(crate) crate_path: String,
    pub(crate) layout: Layout,
    /// The rule that is left out, in tests.
    #[cfg(feature = "mutants")]
    pub(crate) mutant: Option<mutant::Mutant>,
}

/// The generated files, and what there is to say about them.
#[derive(Debug)]
pub(crate) struct Generated {
    /// Path and text of each file.
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What each schema that was reached became.
    pub(crate) shares: HashMap<SchemaId, Share>,
}

/// The types of a catalog, in terms of its own schemas.
fn lowered(catalog: &Catalog) -> lower::Lowered {
    let Some(resolved) = dynamic::resolve(catalog) else { return lower::lower(catalog) };
    let mut lowered = lower::lower(&resolved.catalog);
    resolved.restore(&mut lowered);
    lowered.diagnostics.extend(resolved.diagnostics);
    lowered
}

/// The same types with serde's derives alone, and the path of each event's type.
#[cfg(feature = "plain")]
pub(crate) fn generate_plain(catalog: &Catalog, options: &Options) -> (String, BTreeMap<String, String>) {
    let mut program = lowered(catalog).program;
    recursion::box_cycles(&mut program);
    emit::plain::types(catalog, &program, options)
}

/// The code for every contract of a catalog; no files where a diagnostic is an error.
pub(crate) fn generate(catalog: &Catalog, options: &Options) -> Generated {
    let lower::Lowered { mut program, mut diagnostics, shares } = lowered(catalog);
    let failed = |found: &[Diagnostic]| found.iter().any(|one| one.severity == crate::diagnostic::Severity::Error);
    if !failed(&diagnostics) {
        recursion::box_cycles(&mut program);
        diagnostics.extend(nesting::find(catalog, &program));
    }
    if failed(&diagnostics) {
        return Generated { files: BTreeMap::new(), diagnostics, shares };
    }
    #[cfg(feature = "mutants")]
    let mutated = options.planted(&mut program);
    #[cfg(feature = "mutants")]
    let options = &mutated;
    let files = emit::files(catalog, &program, options);
    Generated { files, diagnostics, shares }
}
