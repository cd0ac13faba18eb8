use evenkeel::Event;
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
struct Counted {
    #[serde(with = "text")]
    count: u16,
}

mod text {
    pub fn serialize<S: serde::Serializer>(_: &u16, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str("")
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(_: D) -> Result<u16, D::Error> {
        Ok(0)
    }
}

fn main() {}
