use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/listed.v1.yaml")]
struct Listed {
    tags: Vec<bool>,
    stock: Vec<i64>,
    place: Vec<f64>,
    seen: std::time::SystemTime,
    sold: String,
    owner: Option<bool>,
}

fn main() {}
