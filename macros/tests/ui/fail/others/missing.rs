use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/labelled.v1.yaml")]
struct Labelled {
    id: String,
}

fn main() {}
