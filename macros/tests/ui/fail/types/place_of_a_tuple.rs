use evenkeel::Event;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/listed.v1.yaml")]
struct Listed {
    tags: Vec<String>,
    stock: BTreeMap<String, i64>,
    place: (f64, String),
    seen: evenkeel::format::DateTime,
    sold: bool,
    owner: Option<String>,
}

fn main() {}
