use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "lost/partly.v1.yaml")]
struct Thing {
    a: Option<evenkeel::Value>,
    c: Option<evenkeel::Nullable<i64>>,
}

fn main() {}
