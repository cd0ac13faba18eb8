//! What it costs to read, check and write events, beside other ways to do so in the same process.

pub mod by_hand;
pub mod peers;
pub mod timing;

use serde_json::Value;

/// An event with payloads, and every way to handle it.
pub struct Case {
    /// What it is called in tables.
    pub name: &'static str,
    /// Whether all peers are measured.
    pub group: Group,
    /// What in its schema costs more than a plain parse.
    pub costs: &'static [&'static str],
    /// Payloads that the contract accepts.
    pub payloads: &'static [&'static str],
    /// The contract.
    pub schema: &'static str,
    /// Generated code.
    pub evenkeel: Peer,
    /// The same types with serde's derives, and no validation.
    pub plain: Peer,
    /// A `Value`, judged by the validator that `jsonschema`'s macro makes, then the plain types; for the named ones.
    pub compiled: Option<Peer>,
    /// The same with `jsonschema`'s runtime validator.
    pub interpreted: Peer,
    /// typify's types.
    pub typify: Option<Peer>,
    /// Plain types with garde's rules, as far as it has them.
    pub by_hand: Option<Peer>,
}

/// How much is measured of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All peers.
    Named,
    /// The plain types and `jsonschema` at run time: its macro takes minutes to compile them all.
    Corpus,
    /// An event with or without a condition in it.
    Buffered,
}

/// One operation on one payload, to be repeated.
pub type Operation = Box<dyn Fn()>;

/// A way to handle an event.
#[derive(Clone, Copy)]
pub struct Peer {
    /// Bytes to event.
    pub consume: Make,
    /// Event to bytes.
    pub publish: Make,
    /// The check alone, of what the peer checks: a typed event, or a `Value`.
    pub check: Make,
}

/// One of a peer's functions.
pub type Deed = fn(&Peer) -> Make;

/// Makes an operation of a payload and its schema, or none where the peer refuses the payload.
pub type Make = fn(&'static [u8], &'static str) -> Option<Operation>;

impl Case {
    /// The payloads that evenkeel and the plain types both take: the latter refuse `1.0` for an integer.
    pub fn common(&self) -> Vec<&'static [u8]> {
        let taken = |bytes: &&'static [u8]| {
            [&self.evenkeel, &self.plain].iter().all(|peer| (peer.consume)(bytes, self.schema).is_some())
        };
        self.payloads.iter().map(|payload| payload.as_bytes()).filter(taken).collect()
    }

    /// A peer's operations on payloads; none where it refuses one.
    pub fn operations(&self, peer: &Peer, deed: Deed, payloads: &[&'static [u8]]) -> Option<Vec<Operation>> {
        payloads.iter().map(|bytes| deed(peer)(bytes, self.schema)).collect()
    }

    /// The peers by name, evenkeel first.
    pub fn peers(&self) -> [(&'static str, Option<&Peer>); 6] {
        [
            ("evenkeel", Some(&self.evenkeel)),
            ("plain", Some(&self.plain)),
            ("macro", self.compiled.as_ref()),
            ("run time", Some(&self.interpreted)),
            ("typify", self.typify.as_ref()),
            ("garde", self.by_hand.as_ref()),
        ]
    }
}

/// A validator that is known when compiling.
pub trait Judge {
    /// Whether the value keeps the schema.
    fn is_valid(value: &Value) -> bool;
}

mod cases {
    #![allow(dead_code, clippy::all, deprecated, non_camel_case_types, non_snake_case, unused_imports, missing_docs)]

    use crate::{Case, Group};

    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}
pub use cases::CASES;
