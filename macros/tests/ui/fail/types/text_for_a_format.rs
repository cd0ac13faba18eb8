use evenkeel::{Contract, Event};
use serde::{Deserialize, Serialize};

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/ordered.v1.yaml")]
struct Ordered {
    #[serde(rename = "orderId")]
    order_id: String,
    total: Money,
    status: Status,
    note: Option<evenkeel::Nullable<String>>,
    coupon: Option<String>,
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/money.yaml")]
struct Money {
    amount: f64,
    currency: String,
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
#[serde(rename_all = "kebab-case")]
enum Status {
    Open,
    OnHold,
    Done,
}

fn main() {}
