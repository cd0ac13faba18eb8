use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(shema = "schemas/shop/counted.v1.yaml", colour = 3)]
struct Counted {
    count: u16,
}

fn main() {}
