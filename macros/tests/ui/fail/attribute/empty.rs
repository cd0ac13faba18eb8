use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event()]
struct Counted {
    count: u16,
}

fn main() {}
