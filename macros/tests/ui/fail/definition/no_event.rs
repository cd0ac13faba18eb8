use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/common/money.yaml")]
struct Thing {
    a: Option<String>,
}

fn main() {}
