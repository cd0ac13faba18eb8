//! A parameter, given a type that derives `Contract` for another schema.

use evenkeel::format::Uuid;
use serde::{Deserialize, Serialize};

#[derive(evenkeel::Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/ordered.v1.yaml")]
struct Ordered<T> {
    #[serde(rename = "orderId")]
    order_id: Uuid,
    total: T,
    status: Status,
    note: Option<evenkeel::Nullable<String>>,
    coupon: Option<String>,
}

#[derive(evenkeel::Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
#[serde(rename_all = "kebab-case")]
enum Status {
    Open,
    OnHold,
    Done,
}

fn main() {
    let ordered: Result<Ordered<Status>, _> = evenkeel::decode(b"{}");
    assert!(ordered.is_err());
}
