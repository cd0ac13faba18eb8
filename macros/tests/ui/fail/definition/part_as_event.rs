use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml#/properties/count")]
struct Thing {
    a: Option<String>,
}

fn main() {}
