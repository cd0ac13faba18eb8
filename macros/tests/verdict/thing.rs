//! One of everything that a struct can hold.

use evenkeel::format::DateTime;
use evenkeel::{Contract, Event, Extra, Nullable, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(schema = "tests/schemas/thing/happened.v1.yaml")]
pub(crate) struct Happened {
    pub(crate) id: String,
    pub(crate) small: u8,
    pub(crate) big: i64,
    pub(crate) wide: Option<u64>,
    pub(crate) ratio: f64,
    pub(crate) flag: bool,
    pub(crate) kind: Kind,
    pub(crate) maybe: Option<String>,
    pub(crate) perhaps: Option<Nullable<i64>>,
    pub(crate) nothing: (),
    pub(crate) three: i64,
    pub(crate) always: Option<i64>,
    pub(crate) pair: (String, i64),
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) counts: Option<BTreeMap<String, i64>>,
    pub(crate) any: Option<Value>,
    pub(crate) colours: Option<Vec<Kind>>,
    pub(crate) inner: Inner,
    pub(crate) tree: Option<Tree>,
    pub(crate) choice: Option<Shape>,
    pub(crate) when: Option<DateTime>,
    pub(crate) matrix: Option<Vec<Vec<f64>>>,
    pub(crate) maybe_inner: Option<Nullable<Inner>>,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "tests/schemas/thing/happened.v1.yaml#/properties/kind")]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Red,
    DarkGreen,
    #[serde(rename = "BLUE")]
    Blue,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "tests/schemas/thing/happened.v1.yaml#/$defs/inner")]
#[serde(rename_all = "camelCase")]
pub(crate) struct Inner {
    pub(crate) name: String,
    pub(crate) camel_case: Option<i64>,
    pub(crate) a: Option<String>,
    pub(crate) b: Option<String>,
    #[serde(flatten)]
    pub(crate) others: BTreeMap<String, i64>,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "tests/schemas/thing/happened.v1.yaml#/$defs/tree")]
pub(crate) struct Tree {
    pub(crate) value: i64,
    pub(crate) left: Option<Box<Tree>>,
    pub(crate) children: Option<Vec<Tree>>,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "tests/schemas/thing/happened.v1.yaml#/$defs/choice")]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Shape {
    Square(Square),
    Point(Point),
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "tests/schemas/thing/happened.v1.yaml#/$defs/choice/oneOf/0")]
pub(crate) struct Square {
    pub(crate) size: f64,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "tests/schemas/thing/happened.v1.yaml#/$defs/choice/oneOf/1")]
pub(crate) struct Point {
    pub(crate) inside: Option<Box<Shape>>,
}

#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(schema = "tests/schemas/thing/kept.v1.yaml")]
pub(crate) struct Kept {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) extra: Extra,
}

pub(crate) const VALID: &str = r#"{
  "id": "ab", "small": 7, "big": -5, "wide": 18446744073709551615, "ratio": 1.5, "flag": true, "kind": "dark-green",
  "maybe": null, "perhaps": 4, "nothing": null, "three": 3, "always": 1, "type": { "deep": [1] }, "pair": ["x", 1],
  "tags": ["a", "b"], "counts": { "a": 1, "b": 2 }, "any": { "x": [1, null] }, "colours": ["red"],
  "inner": { "name": "n", "camelCase": 3, "a": "y", "more": 5 },
  "tree": { "value": 1, "left": { "value": 2 }, "children": [{ "value": 3, "left": { "value": 4 } }] },
  "choice": { "inside": { "kind": "square", "size": 0.5 }, "kind": "point" },
  "when": "2026-11-20T10:00:00Z", "matrix": [[1, 2.5], []], "maybe_inner": { "name": "m", "b": "z" }
}"#;
