use evenkeel::{Contract, Event};
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/ordered.v1.yaml")]
struct Ordered {
    #[serde(rename = "orderId")]
    order_id: evenkeel::format::Uuid,
    total: Counted,
    status: Status,
    note: Option<evenkeel::Nullable<String>>,
    coupon: Option<String>,
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
#[serde(rename_all = "kebab-case")]
enum Status {
    Open,
    OnHold,
    Done,
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/counted.v1.yaml")]
struct Counted {
    count: u32,
}

fn main() {}
