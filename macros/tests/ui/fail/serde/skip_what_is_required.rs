use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
struct Counted {
    #[serde(skip)]
    count: u16,
}

fn main() {}
