//! What an event is: definitions, resolved and checked.

mod block;
mod catalog;
mod contradiction;
mod cycles;
mod definition;
mod dialect;
mod event;
mod format;
mod keywords;
mod load;
mod payload;
mod required;
mod schema;
mod spelling;
mod unknown;
mod value;
mod walk;

pub use catalog::*;
pub use dialect::{Dialect, Draft};
pub(crate) use dialect::{Vocabularies, Vocabulary};
pub use event::*;
pub use schema::*;

pub(crate) use format::is_defined as is_defined_format;
pub(crate) use keywords::is_anchor;
#[cfg(feature = "import")]
pub(crate) use spelling::{is_date, is_identifier};

use std::collections::HashMap;

use load::Loader;

use crate::diagnostic::Diagnostic;
use crate::read;
use crate::resolve::{Index, Store};
use crate::source::{FileId, Sources};

/// Reads, resolves and checks the definitions among some files, and everything that they reach.
///
/// `files` are the files of the schema folder. `resources` gives URIs to files, which may be among
/// `files` or not; a file that is not has its URI as its path. Every file must be readable, since one
/// that is not may be a definition; a file without an `x-event` block is judged only as far as
/// references reach into it.
///
/// The catalog holds what could be understood; with an error among the problems it is not for use.
/// Problems are in the order of files and places.
///
/// ```
/// use evenkeel_codegen::contract;
/// use evenkeel_codegen::source::{Source, Sources};
///
/// let mut sources = Sources::default();
/// let file = sources.add(Source {
///     path: "order/paid.v1.yaml".into(),
///     display: "schemas/order/paid.v1.yaml".into(),
///     text: "
/// x-event: { domain: order, name: paid, version: 1 }
/// type: object
/// ".into(),
/// });
/// let (catalog, problems) = contract::load(sources, &[file], &[]);
/// assert!(problems.is_empty());
/// assert_eq!(catalog.contracts[0].event.subject(), "events.order.paid.v1");
/// ```
pub fn load(sources: Sources, files: &[FileId], resources: &[(String, FileId)]) -> (Catalog, Vec<Diagnostic>) {
    let (catalog, _, problems) = read_all(sources, files, resources, Start::Definitions);
    (catalog, problems)
}

/// Reads one schema file, with an `x-event` block or without, and everything that it reaches.
///
/// `files` are the files that references may name, `root` among them; `dialect` is what a file without
/// `$schema` is read by. There is no schema when the file cannot be read; as in [`load`], one with an
/// error among the problems is not for use.
pub fn load_schema(
    sources: Sources,
    files: &[FileId],
    root: FileId,
    dialect: Dialect,
) -> (Catalog, Option<SchemaId>, Vec<Diagnostic>) {
    read_all(sources, files, &[], Start::File(root, dialect))
}

/// Where reading begins.
#[derive(Clone, Copy)]
enum Start {
    /// At every definition among the files.
    Definitions,
    /// At one file, which is read by this dialect if it does not say otherwise.
    File(FileId, Dialect),
}

fn read_all(
    sources: Sources,
    files: &[FileId],
    resources: &[(String, FileId)],
    start: Start,
) -> (Catalog, Option<SchemaId>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let dialect = match start {
        Start::Definitions => None,
        Start::File(_, dialect) => Some(dialect),
    };
    let mut store = Store { dialect, ..Store::default() };
    let mut definitions = 0;
    let mut numbers: HashMap<FileId, Option<DocumentId>> = HashMap::new();
    for (number, file) in files.iter().chain(resources.iter().map(|(_, file)| file)).copied().enumerate() {
        numbers.entry(file).or_insert_with(|| {
            let source = sources.get(file);
            let node = read::read(file, source).map_err(|found| problems.extend(found)).ok()?;
            store.files.push(Document { file, path: source.path.clone(), node, resources: HashMap::new() });
            Some(DocumentId(u32::try_from(store.files.len() - 1).unwrap_or(u32::MAX)))
        });
        if number < files.len() {
            definitions = store.files.len();
        }
    }
    let mapped: Vec<(String, DocumentId)> =
        resources.iter().filter_map(|(uri, file)| Some((uri.clone(), numbers[file]?))).collect();

    let mut loader = Loader::new(Index::new(sources, &store, &mapped));
    let (contracts, root) = match start {
        Start::Definitions => (definition::load(&mut loader, &store.files[..definitions]), None),
        Start::File(file, _) => {
            let document = numbers.get(&file).copied().flatten();
            (Vec::new(), document.map(|document| loader.root(document)))
        }
    };
    loader.run();
    let Loader { mut index, schemas, problems: found, incomplete, .. } = loader;
    problems.extend(found);
    cycles::find(&schemas, &mut problems);

    let named = index.take_resources();
    let sources = index.sources;
    let Store { files: mut documents, metaschemas, .. } = store;
    documents.extend(metaschemas.into_inner().unwrap_or_default());
    for (document, pointer, resource) in named {
        documents[document.0 as usize].resources.insert(pointer, resource);
    }
    let mut places: HashMap<DocumentId, HashMap<String, SchemaId>> = HashMap::new();
    for (schema, id) in schemas.iter().zip(0..) {
        places.entry(schema.document).or_default().insert(schema.pointer.clone(), SchemaId(id));
    }
    let catalog =
        Catalog { sources, documents, schemas, contracts, left_out: Vec::new(), places, ..Catalog::default() };
    contradiction::find(&catalog, &mut problems);
    if !incomplete {
        payload::check(&catalog, &mut problems);
        required::check(&catalog, &mut problems);
    }
    problems.sort_by(|a, b| {
        let place =
            |problem: &Diagnostic| (&catalog.sources.get(problem.span.file).path, problem.span.start, problem.code);
        place(a).cmp(&place(b))
    });
    problems.dedup();
    (catalog, root, problems)
}
