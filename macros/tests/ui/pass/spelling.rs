//! Raw names, names of serde's cases, types made by macros.
#![deny(warnings)]

use evenkeel::{Contract, Event};
use serde::{Deserialize, Serialize};

macro_rules! money {
    ($name:ident, $($field:ident: $ty:ty),*) => {
        #[derive(Contract, Serialize, Deserialize)]
        #[contract(schema = "schemas/common/money.yaml")]
        pub struct $name {
            $(pub $field: $ty),*
        }
    };
}
money!(r#Money, amount: f64, currency: String);

#[derive(Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/ordered.v1.yaml")]
#[serde(rename_all = "camelCase")]
struct Ordered {
    order_id: evenkeel::format::Uuid,
    r#total: Box<r#Money>,
    status: Status,
    version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Option<String>>,
    coupon: std::option::Option<String>,
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
#[serde(rename_all = "kebab-case")]
enum Status {
    r#Open,
    OnHold,
    Done,
}

fn main() {
    let text = br#"{"orderId":"6f1c2a34-9a2b-4c1d-8e2f-0123456789ab","total":{"amount":1.5,"currency":"EUR"},"status":"on-hold","version":"v1","note":null}"#;
    let ordered: Ordered = evenkeel::decode(text).unwrap();
    assert_eq!((&ordered.note, &ordered.coupon), (&Some(None), &None));
    assert_eq!(evenkeel::encode(&ordered).unwrap(), text);
    assert!(evenkeel::encode(&Ordered { version: "v2".into(), ..ordered }).is_err());
}
