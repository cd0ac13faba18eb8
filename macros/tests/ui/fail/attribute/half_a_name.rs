use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(domain = "shop")]
struct Counted {
    count: u16,
}

fn main() {}
