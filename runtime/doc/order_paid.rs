// What evenkeel-codegen would write for the examples in the documentation, in short.

/// Money has arrived for an order.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct OrderPaidV1 {
    pub order_id: String,
    pub amount: i64,
}

impl evenkeel::Event for OrderPaidV1 {
    const DOMAIN: &'static str = "order";
    const NAME: &'static str = "paid";
    const VERSION: u32 = 1;
    const TYPE: &'static str = "order.paid.v1";
    const SUBJECT: &'static str = "events.order.paid.v1";

    fn schema() -> &'static str {
        r#"{
            "type": "object",
            "required": ["order_id", "amount"],
            "properties": {
                "order_id": { "type": "string", "minLength": 1 },
                "amount": { "type": "integer", "minimum": 1 }
            }
        }"#
    }

    fn validate(&self) -> Result<(), evenkeel::Violations> {
        evenkeel::__private::validate(self, Self::schema(), "")
    }
}

impl evenkeel::__private::Check for OrderPaidV1 {
    fn check(&self) -> bool {
        !self.order_id.is_empty() && self.amount >= 1
    }
}

impl<'de> serde::Deserialize<'de> for OrderPaidV1 {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        evenkeel::__private::object(d)
    }
}

impl<'de> evenkeel::__private::ReadObject<'de> for OrderPaidV1 {
    const NAME: &'static str = "OrderPaidV1";

    fn read_object<A: serde::de::MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        use evenkeel::__private as p;
        let (mut order_id, mut amount, mut ignored, mut next) = (None, None, p::Ignored::new(), 0);
        while let Some(key) = p::next_key(&mut map, &["order_id", "amount"], &mut next)? {
            match key {
                Ok(0) => p::member(&mut map, &mut order_id, "order_id")?,
                Ok(_) => p::member(&mut map, &mut amount, "amount")?,
                Err(name) => ignored.skip(&mut map, name)?,
            }
        }
        let event = Self { order_id: p::required(order_id, "order_id")?, amount: p::required(amount, "amount")? };
        if p::Check::check(&event) { Ok(event) } else { p::broken(event, "a rule") }
    }
}
