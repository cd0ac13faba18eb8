use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
#[serde(rename_all(serialize = "camelCase"))]
struct Counted {
    count: u16,
}

fn main() {}
