//! What this project, `jsonschema` and `boon` read differently: each file of `cases` is a schema, an instance
//! and the reading that the specification has. `docs/exactness.md` is written from them.

#![allow(unreachable_pub, reason = "generated code is public")]

/// Whether an event takes a payload.
pub type Takes = fn(&[u8]) -> bool;

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
