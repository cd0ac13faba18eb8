// The event of the examples in the documentation, written by hand: what `evenkeel-codegen` writes
// from a definition.

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct OrderCreatedV1 {
    pub order_id: String,
}

impl evenkeel::Event for OrderCreatedV1 {
    const DOMAIN: &'static str = "order";
    const NAME: &'static str = "created";
    const VERSION: u32 = 1;
    const TYPE: &'static str = "order.created.v1";
    const SUBJECT: &'static str = "events.order.created.v1";

    fn schema() -> &'static str {
        r#"{
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["order_id"],
            "properties": { "order_id": { "type": "string" } }
        }"#
    }

    fn validate(&self) -> Result<(), evenkeel::Violations> {
        Ok(())
    }

    fn key(&self) -> Option<String> {
        Some(self.order_id.clone())
    }
}
