use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(domain = "shop", name = "returned", version = 1)]
struct Returned {
    id: String,
}

fn main() {}
