use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
#[serde(from = "u16", into = "u16")]
#[derive(Clone)]
struct Counted {
    count: u16,
}

impl From<u16> for Counted {
    fn from(count: u16) -> Self {
        Self { count }
    }
}

impl From<Counted> for u16 {
    fn from(counted: Counted) -> Self {
        counted.count
    }
}

fn main() {}
