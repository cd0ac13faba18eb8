use evenkeel::Event;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/labelled.v1.yaml")]
struct Labelled {
    id: String,
    #[serde(flatten)]
    others: BTreeMap<String, i64>,
    #[serde(flatten)]
    more: BTreeMap<String, i64>,
}

fn main() {}
