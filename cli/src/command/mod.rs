//! What the command can do, a file a subcommand.

mod bump;
mod check;
mod compat;
mod export;
mod generate;
mod import;
mod init;
mod ls;
mod rules;
mod schema;
mod validate;

pub(crate) use bump::Bump;
pub(crate) use check::Check;
pub(crate) use compat::{Answer, Compat};
pub(crate) use export::Export;
pub(crate) use generate::Generate;
pub(crate) use import::Import;
pub(crate) use init::Init;
pub(crate) use ls::Ls;
pub(crate) use rules::{Explain, Rules};
pub(crate) use schema::Schema;
pub(crate) use validate::Validate;
