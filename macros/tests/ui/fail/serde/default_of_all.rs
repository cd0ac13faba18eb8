use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
#[derive(Default)]
#[serde(default)]
struct Counted {
    count: u16,
}

fn main() {}
