use evenkeel::Event;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize, JsonSchema)]
#[event(domain = "shop", name = "returned", version = 1)]
struct Returned<T> {
    id: T,
}

fn main() {}
