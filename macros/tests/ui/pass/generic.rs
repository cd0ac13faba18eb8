//! A parameter stands for whatever holds the property.
#![deny(warnings)]

use serde::{Deserialize, Serialize};

#[derive(evenkeel::Event, Serialize, Deserialize)]
#[event(schema = "schemas/shop/counted.v1.yaml")]
struct Counted<T, const N: usize = 1>
where
    T: Copy,
{
    count: T,
    #[serde(skip)]
    many: std::marker::PhantomData<[(); N]>,
}

fn main() {
    let counted: Counted<u16, 0> = evenkeel::decode(br#"{"count": 1000}"#).unwrap();
    assert_eq!(counted.count, 1000);
    assert!(evenkeel::encode(&Counted::<i64, 0> { count: 1001, many: std::marker::PhantomData }).is_err());
}
