//! The example shop's order, written by hand.

use evenkeel::format::Uuid;
use evenkeel::{Contract, Event, Nullable};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Event, Serialize, Deserialize)]
#[event(schema = "../schemas/order/created.v1.yaml")]
pub(crate) struct OrderCreated {
    pub(crate) order_id: Uuid,
    pub(crate) user_id: String,
    pub(crate) total: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lines: Option<Vec<Line>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Nullable<String>>,
    pub(crate) coupon: Option<String>,
    #[serde(skip)]
    pub(crate) received: Option<std::time::SystemTime>,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "../schemas/common/money.yaml")]
#[serde(deny_unknown_fields)]
pub(crate) struct Money {
    pub(crate) amount: f64,
    pub(crate) currency: String,
}

#[derive(Clone, Debug, PartialEq, Contract, Serialize, Deserialize)]
#[contract(schema = "../schemas/order/created.v1.yaml#/properties/lines/items")]
pub(crate) struct Line {
    pub(crate) sku: String,
    pub(crate) quantity: u16,
}

pub(crate) const VALID: &str = r#"{
  "order_id": "0b7e6a52-3c4d-4f10-9a68-5d2f7c1e9b03", "user_id": "u-2040", "total": { "amount": 18, "currency": "EUR" },
  "lines": [{ "sku": "TEA-1001", "quantity": 2 }, { "sku": "CUP-204", "quantity": 1 }],
  "note": null, "coupon": "SPRING24", "version": "v1"
}"#;
