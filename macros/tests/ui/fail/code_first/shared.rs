use evenkeel::Event;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize, JsonSchema)]
#[event(domain = "shared", name = "returned", version = 1)]
struct Returned {
    id: String,
}

fn main() {}
