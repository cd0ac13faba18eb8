use evenkeel::Event;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize, JsonSchema)]
#[event(domain = "Shop", name = "has-returned", version = 1, key = "id")]
struct Returned {
    id: String,
}

fn main() {}
