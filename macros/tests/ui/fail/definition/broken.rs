use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "broken/sent.v1.yaml")]
struct Thing {
    a: Option<String>,
}

fn main() {}
