use evenkeel::Event;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
struct Counted {
    count: u16,
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

fn main() {}
