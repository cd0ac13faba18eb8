//! The events of the cases, written by hand as a user without the generator would.

use evenkeel::{Event, Violations};
use serde::{Deserialize, Serialize};

/// An event with a key, its `order_id`, and one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCreated {
    /// The key.
    pub order_id: String,
    /// At least 1.
    pub quantity: Quantity,
}

/// At least 1; the type lets a test build what the contract forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i64")]
pub struct Quantity(pub i64);

impl TryFrom<i64> for Quantity {
    type Error = &'static str;

    fn try_from(quantity: i64) -> Result<Self, Self::Error> {
        if quantity < 1 { Err("minimum") } else { Ok(Self(quantity)) }
    }
}

/// One piece of something.
pub fn order(id: &str) -> OrderCreated {
    OrderCreated { order_id: id.to_owned(), quantity: Quantity(1) }
}

impl Event for OrderCreated {
    const DOMAIN: &'static str = "order";
    const NAME: &'static str = "created";
    const VERSION: u32 = 1;
    const TYPE: &'static str = "order.created.v1";
    const SUBJECT: &'static str = "events.order.created.v1";

    fn schema() -> &'static str {
        r#"{
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://schemas.example/order/created.v1.json",
            "type": "object",
            "required": ["order_id", "quantity"],
            "properties": {
                "order_id": { "type": "string" },
                "quantity": { "type": "integer", "minimum": 1 }
            }
        }"#
    }

    fn validate(&self) -> Result<(), Violations> {
        let body = serde_json::to_vec(self).expect("an order is JSON");
        match evenkeel::decode::<Self>(&body) {
            Ok(_) => Ok(()),
            Err(evenkeel::Error::Invalid(violations)) => Err(violations),
            Err(other) => panic!("{other}"),
        }
    }

    fn key(&self) -> Option<String> {
        Some(self.order_id.clone())
    }
}

/// An event on another subject, without a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockReserved {
    /// The order that it is for.
    pub order_id: String,
}

/// Stock for an order.
pub fn reserved(order_id: &str) -> StockReserved {
    StockReserved { order_id: order_id.to_owned() }
}

impl Event for StockReserved {
    const DOMAIN: &'static str = "stock";
    const NAME: &'static str = "reserved";
    const VERSION: u32 = 1;
    const TYPE: &'static str = "stock.reserved.v1";
    const SUBJECT: &'static str = "events.stock.reserved.v1";

    fn schema() -> &'static str {
        r#"{
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["order_id"],
            "properties": { "order_id": { "type": "string" } }
        }"#
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }
}
