//! `$ref` to places: URIs, resources, anchors and pointers. Nothing is ever fetched.

mod dialect;
mod index;
mod metaschemas;
pub(crate) mod pointer;
mod reference;
pub(crate) mod uri;
pub(crate) mod vocabulary;

pub(crate) use index::{Index, Place, ResourceId, Store};
#[cfg(feature = "import")]
pub(crate) use reference::relative;
pub(crate) use reference::{Reference, Target};
