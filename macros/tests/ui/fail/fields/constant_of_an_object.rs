use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/shipped.v1.yaml")]
struct Shipped {
    kind: evenkeel::Value,
    never: Option<String>,
    way: String,
    reference: String,
    parcel: String,
}

fn main() {}
