//! Files to nodes: YAML and JSON read into one tree that knows where everything stands.

mod node;
mod number;

pub use node::{Member, Node, Object, Value};
pub use number::Number;
