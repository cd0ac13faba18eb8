//! From a folder of definitions to files: what build scripts and the command call.

#[cfg(feature = "compat")]
mod against;
mod error;
mod fingerprint;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "derive")]
mod once;
mod output;
#[cfg(feature = "plain")]
mod plain;
mod select;
mod share;
mod snapshot;
mod today;

pub use error::Error;
#[cfg(feature = "import")]
pub use import::Import;
pub use output::Drift;
pub use share::TypedShare;
pub use snapshot::{Snapshot, SnapshotFile};
pub use today::today;

#[cfg(feature = "compat")]
use crate::compat;
use crate::config::Config;
use crate::contract::{self, Catalog};
use crate::diagnostic::{Diagnostic, Lines, Severity};
use crate::read::{self, Files};
use crate::rust::{self, Generated, Layout, Options, UnknownFields};
use crate::source::{FileId, Sources};
use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

/// Compiles a folder of definitions from a build script, with the usual options.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), evenkeel_codegen::Error> {
///     evenkeel_codegen::compile("schemas")
/// }
/// ```
///
/// # Errors
/// Every problem in the definitions, rendered with its place.
pub fn compile(schemas: impl AsRef<Path>) -> Result<(), Error> {
    Builder::new().compile(schemas)
}

/// Options, and what can be done with them.
///
/// What is not said here, [`Builder::compile`] takes from `evenkeel.toml`, searched upward from the
/// working directory (in a build script: the package); elsewhere [`Builder::configured`] does so.
///
/// ```no_run
/// use evenkeel_codegen::{Builder, UnknownFields};
///
/// fn main() -> Result<(), evenkeel_codegen::Error> {
///     Builder::new().unknown_fields(UnknownFields::Keep).events(["order.*"]).compile("schemas")
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    unknown_fields: Option<UnknownFields>,
    events: Vec<String>,
    resources: Vec<(String, PathBuf)>,
    crate_path: Option<String>,
    annotate_formats: bool,
    out_dir: Option<PathBuf>,
    /// The `evenkeel.toml` that was found.
    config: Option<PathBuf>,
    /// The folder of what was released.
    #[cfg(feature = "compat")]
    against: Option<PathBuf>,
    #[cfg(feature = "compat")]
    judge_samples: bool,
    #[cfg(feature = "mutants")]
    mutant: Option<crate::Mutant>,
}

/// A catalog, and the warnings that came up.
#[derive(Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// What the definitions say.
    pub catalog: Catalog,
    /// Warnings; errors end the loading.
    pub warnings: Vec<Diagnostic>,
}

/// Generated code in memory.
#[derive(Debug)]
#[non_exhaustive]
pub struct Output {
    /// Path and text of each file.
    pub files: BTreeMap<String, String>,
    /// Warnings; errors end the generation.
    pub warnings: Vec<Diagnostic>,
    /// The texts that the warnings speak of.
    pub sources: Sources,
}

/// Texts that were read, not yet looked into.
struct Input {
    sources: Sources,
    files: Vec<FileId>,
    problems: Vec<Diagnostic>,
    resources: Vec<(String, FileId)>,
}

impl Builder {
    /// No options yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What becomes of properties that a schema does not name.
    pub fn unknown_fields(mut self, unknown_fields: UnknownFields) -> Self {
        self.unknown_fields = Some(unknown_fields);
        self
    }

    /// Holds `examples`, `default` and `counterexamples` against the schemas, and warns; off by default.
    #[cfg(feature = "compat")]
    pub fn judge_samples(mut self, judge: bool) -> Self {
        self.judge_samples = judge;
        self
    }

    /// Compiles only these events: `order.created.v1`, `order.created` (every version), `order.*`; `*`
    /// stands for any text. Shared types come along as far as one of the events reaches them.
    ///
    /// A pattern that names no event is an error. What a folder holds stays the same for
    /// [`load`](Self::load): this says what code is made.
    pub fn events<S: Into<String>>(mut self, patterns: impl IntoIterator<Item = S>) -> Self {
        self.events.extend(patterns.into_iter().map(Into::into));
        self
    }

    /// Gives an absolute URI (`https:`, `urn:`, …) a file, which may lie outside the schema folder.
    /// Nothing is ever fetched.
    pub fn resource(mut self, uri: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.resources.push((uri.into(), path.into()));
        self
    }

    /// Whether `format` is checked, which it is unless `false` is said here: then it is an annotation
    /// (JSON Schema validation, section 7.2.1), and [`export`](crate::export) leaves it out.
    pub fn assert_format(mut self, assert: bool) -> Self {
        self.annotate_formats = !assert;
        self
    }

    /// The path of the runtime crate where it is re-exported: `::contracts::evenkeel`.
    pub fn crate_path(mut self, path: impl Into<String>) -> Self {
        self.crate_path = Some(path.into());
        self
    }

    /// Where [`Builder::compile`] writes instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Compiles a folder from a build script into `OUT_DIR`, for `evenkeel::include_events!()`, and
    /// tells cargo what to watch. Where nothing has changed, nothing is done.
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    pub fn compile(self, schemas: impl AsRef<Path>) -> Result<(), Error> {
        let schemas = schemas.as_ref();
        let here = env::current_dir().map_err(|error| Error::output(&error))?;
        let builder = self.configured(&here)?;
        builder.watch(schemas);
        let out_dir = match &builder.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
                Error::usage("`OUT_DIR` is not set: call this from a build script, or say `Builder::out_dir`")
            })?,
        };
        let folder = out_dir.join("evenkeel");
        let input = builder.read(schemas)?;
        let options = builder.options(Layout::BuildScript);
        let fingerprint = fingerprint::of(&input.sources, &format!("{options:?} {:?}", builder.asked()));
        if !builder.is_held() && fingerprint::fresh(&folder, fingerprint) {
            return Ok(());
        }
        let output = builder.generate_from(input, &options)?;
        tell_cargo(&output.warnings, &output.sources);
        fingerprint::forget(&folder).map_err(|error| Error::output(&error))?;
        output::write(&folder, &output.files).map_err(|error| Error::output(&error))?;
        // With warnings, the next run is to say them again.
        if output.warnings.is_empty() {
            fingerprint::note(&folder, fingerprint, &output.files).map_err(|error| Error::output(&error))?;
        }
        Ok(())
    }

    /// The code for a folder, in memory, as modules of a source tree.
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    pub fn generate(&self, schemas: impl AsRef<Path>) -> Result<Output, Error> {
        self.generate_from(self.read(schemas.as_ref())?, &self.options(Layout::Modules))
    }

    /// The code for definitions that are texts and no files, as modules of a source tree. Their paths are
    /// those below a schema folder; resources that were named are not looked for.
    ///
    /// ```
    /// use evenkeel_codegen::Builder;
    /// use evenkeel_codegen::source::{Source, Sources};
    ///
    /// let mut sources = Sources::default();
    /// let text = "{x-event: {domain: order, name: paid, version: 1}, type: object}".to_owned();
    /// let path = "order/paid.v1.yaml".to_owned();
    /// sources.add(Source { display: path.clone(), path, text });
    /// let output = Builder::new().generate_sources(sources)?;
    /// assert!(output.files["order.rs"].contains("pub struct OrderPaidV1"));
    /// # Ok::<(), evenkeel_codegen::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    pub fn generate_sources(&self, sources: Sources) -> Result<Output, Error> {
        let files = (0..).map(FileId).take(sources.all().len()).collect();
        let input = Input { sources, files, problems: Vec::new(), resources: Vec::new() };
        self.generate_from(input, &self.options(Layout::Modules))
    }

    /// All contracts of a folder.
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    pub fn load(&self, schemas: impl AsRef<Path>) -> Result<Loaded, Error> {
        self.load_from(self.read(schemas.as_ref())?)
    }

    /// How much of a folder's schemas becomes typed Rust.
    ///
    /// # Errors
    /// Every problem in the definitions, rendered with its place.
    pub fn typed_share(&self, schemas: impl AsRef<Path>) -> Result<TypedShare, Error> {
        let Loaded { mut catalog, .. } = self.load(schemas)?;
        select::select(&mut catalog, &self.events)?;
        let Generated { diagnostics, shares, .. } = rust::generate(&catalog, &self.options(Layout::Modules));
        if has_error(&diagnostics) {
            return Err(Error::definitions(diagnostics, catalog.sources));
        }
        Ok(TypedShare::of(&catalog, &shares))
    }

    /// Options with what `evenkeel.toml` says where nothing else was said.
    ///
    /// # Errors
    /// When the file cannot be read or says something wrong.
    pub fn configured(mut self, from: &Path) -> Result<Self, Error> {
        let Some(config) = Config::find(from).map_err(Error::config)? else { return Ok(self) };
        self.unknown_fields = self.unknown_fields.or(config.unknown_fields);
        if self.events.is_empty() {
            self.events = config.events;
        }
        self.config = Some(config.file);
        let said: Vec<String> = self.resources.iter().map(|(uri, _)| uri.clone()).collect();
        self.resources.extend(config.resources.into_iter().filter(|(uri, _)| !said.contains(uri)));
        Ok(self)
    }

    /// What else than the texts and the options decides on the output.
    fn asked(&self) -> impl std::fmt::Debug {
        (&self.events, &self.resources, self.annotate_formats)
    }

    /// Whether what was released has a say, which no fingerprint covers.
    #[cfg(feature = "compat")]
    fn is_held(&self) -> bool {
        self.against.is_some()
    }

    /// Nothing that was released has a say.
    #[cfg(not(feature = "compat"))]
    #[allow(clippy::unused_self, reason = "with `compat` it is asked")]
    fn is_held(&self) -> bool {
        false
    }

    /// Leaves a rule out of the generated code, for tests that have to notice.
    #[cfg(feature = "mutants")]
    #[doc(hidden)]
    pub fn mutant(mut self, mutant: crate::Mutant) -> Self {
        self.mutant = Some(mutant);
        self
    }

    /// The policy that was said, here or in `evenkeel.toml`.
    #[cfg(feature = "derive")]
    pub(crate) fn unknown_fields_or_default(&self) -> UnknownFields {
        self.unknown_fields.unwrap_or_default()
    }

    fn options(&self, layout: Layout) -> Options {
        Options {
            unknown_fields: self.unknown_fields.unwrap_or_default(),
            crate_path: self.crate_path.clone().unwrap_or_else(|| "::evenkeel".into()),
            layout,
            #[cfg(feature = "mutants")]
            mutant: self.mutant,
        }
    }

    fn read(&self, schemas: &Path) -> Result<Input, Error> {
        let mut sources = Sources::default();
        let folder = read::folder(schemas, &mut sources).map_err(|errors| Error::files(&errors))?;
        let mut input = Input { sources, files: folder.ids, problems: folder.problems, resources: Vec::new() };
        let mut errors = Vec::new();
        for (uri, path) in &self.resources {
            let mut found = Files::default();
            errors.extend(read::file(path, uri, &mut input.sources, &mut found).err());
            input.resources.extend(found.ids.into_iter().map(|id| (uri.clone(), id)));
            input.problems.extend(found.problems);
        }
        if errors.is_empty() { Ok(input) } else { Err(Error::files(&errors)) }
    }

    fn load_from(&self, input: Input) -> Result<Loaded, Error> {
        let (mut catalog, found) = contract::load(input.sources, &input.files, &input.resources);
        let mut diagnostics = input.problems;
        diagnostics.extend(found);
        if has_error(&diagnostics) {
            return Err(Error::definitions(diagnostics, catalog.sources));
        }
        if self.annotate_formats {
            catalog.annotate_formats();
        }
        Ok(Loaded { catalog, warnings: diagnostics })
    }

    fn generate_from(&self, input: Input, options: &Options) -> Result<Output, Error> {
        if !is_path(&options.crate_path) {
            return Err(Error::usage(format!("`{}` is no path to a crate or module", options.crate_path)));
        }
        let Loaded { mut catalog, mut warnings } = self.load_from(input)?;
        #[cfg(feature = "compat")]
        self.hold(&catalog)?;
        #[cfg(feature = "compat")]
        if self.judge_samples {
            warnings.extend(compat::samples::check(&catalog, !self.annotate_formats));
        }
        select::select(&mut catalog, &self.events)?;
        let Generated { files, diagnostics, .. } = rust::generate(&catalog, options);
        let failed = has_error(&diagnostics);
        warnings.extend(diagnostics);
        if failed {
            return Err(Error::definitions(warnings, catalog.sources));
        }
        Ok(Output { files, warnings, sources: catalog.sources })
    }

    #[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    fn watch(&self, schemas: &Path) {
        println!("cargo:rerun-if-changed={}", schemas.display());
        if let Some(config) = &self.config {
            println!("cargo:rerun-if-changed={}", config.display());
        }
        for (_, path) in &self.resources {
            println!("cargo:rerun-if-changed={}", path.display());
        }
        #[cfg(feature = "compat")]
        if let Some(released) = &self.against {
            println!("cargo:rerun-if-changed={}", released.display());
        }
    }
}

impl Output {
    /// Makes a folder hold the files; what is right already is not touched. The number of files that
    /// were written or removed.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<usize, Error> {
        output::write(folder.as_ref(), &self.files).map_err(|error| Error::output(&error))
    }

    /// Every difference between a folder and the files.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn drift(&self, folder: impl AsRef<Path>) -> Result<Vec<Drift>, Error> {
        output::drift(folder.as_ref(), &self.files).map_err(|error| Error::output(&error))
    }
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

#[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn tell_cargo(warnings: &[Diagnostic], sources: &Sources) {
    for warning in warnings {
        let source = sources.get(warning.span.file);
        let place = Lines::new(&source.text).place(&source.text, warning.span.start as usize);
        let hint = warning.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        println!("cargo:warning={}:{}:{}: {}{hint}", source.display, place.line, place.column, warning.message);
    }
}

/// Whether a text is a path of Rust: `::evenkeel`, `crate::contracts::evenkeel`.
fn is_path(text: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.strip_prefix("r#").unwrap_or(name);
        let mut letters = name.chars();
        letters.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
            && letters.all(unicode_ident::is_xid_continue)
    };
    text.strip_prefix("::").unwrap_or(text).split("::").all(is_name)
}
