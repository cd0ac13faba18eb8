//! Pairs as they are met: an order with 36 properties, shared types, and one change in it.

use serde_json::{Value, json};

use crate::Pair;

/// Twenty changes in each of three orders.
pub fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for size in [30, 36, 48] {
        for change in 0..20 {
            let old = order(size);
            let mut new = old.clone();
            apply(&mut new, change);
            pairs.push(Pair {
                name: format!("change {change} of {size} properties"),
                old,
                new,
                draft7: false,
                expected: None,
            });
        }
    }
    pairs
}

fn order(size: usize) -> Value {
    let mut properties = serde_json::Map::new();
    for number in 0..size {
        let schema = match number % 9 {
            0 => json!({ "type": "string", "minLength": 1, "maxLength": 64 }),
            1 => json!({ "$ref": "#/$defs/money" }),
            2 => json!({ "type": "integer", "minimum": 0, "maximum": 1000 }),
            3 => json!({ "type": "string", "format": "date-time" }),
            4 => json!({ "type": "array", "items": { "$ref": "#/$defs/line" }, "minItems": 1 }),
            5 => json!({ "enum": ["open", "paid", "sent", "gone"] }),
            6 => json!({ "$ref": "#/$defs/address" }),
            7 => {
                json!({ "oneOf": [{ "$ref": "#/$defs/card" }, { "$ref": "#/$defs/cash" }, { "$ref": "#/$defs/voucher" }] })
            }
            _ => json!({ "type": ["string", "null"], "pattern": "^[A-Z]{2}-[0-9]+$" }),
        };
        properties.insert(format!("field_{number}"), schema);
    }
    let required: Vec<String> = (0..size).step_by(2).map(|number| format!("field_{number}")).collect();
    json!({
        "type": "object",
        "required": required,
        "properties": properties,
        "$defs": {
            "money": {
                "type": "object",
                "required": ["amount", "currency"],
                "properties": { "amount": { "type": "number", "multipleOf": 0.01 }, "currency": { "enum": ["CNY", "EUR", "USD"] } },
                "additionalProperties": false
            },
            "address": {
                "type": "object",
                "required": ["street", "city", "country"],
                "properties": {
                    "street": { "type": "string" }, "city": { "type": "string" }, "zip": { "type": "string", "pattern": "^[0-9]{4,6}$" },
                    "country": { "type": "string", "minLength": 2, "maxLength": 2 }
                }
            },
            "line": {
                "type": "object",
                "required": ["sku", "quantity", "price"],
                "properties": {
                    "sku": { "type": "string" }, "quantity": { "type": "integer", "minimum": 1 },
                    "price": { "$ref": "#/$defs/money" }, "options": { "type": "array", "items": { "$ref": "#/$defs/line" } }
                }
            },
            "card": tagged("card", json!({ "last": { "type": "string", "pattern": "^[0-9]{4}$" } })),
            "cash": tagged("cash", json!({ "till": { "type": "integer" } })),
            "voucher": tagged("voucher", json!({ "code": { "type": "string" }, "value": { "$ref": "#/$defs/money" } }))
        }
    })
}

fn tagged(tag: &str, mut properties: Value) -> Value {
    properties["kind"] = json!({ "const": tag });
    json!({ "type": "object", "required": ["kind"], "properties": properties })
}

fn apply(order: &mut Value, change: usize) {
    match change {
        0 => order["properties"]["added"] = json!({ "type": "string" }),
        1 => drop(order["properties"].as_object_mut().map(|properties| properties.remove("field_3"))),
        2 => order["required"] = json!(["field_0"]),
        3 => order["properties"]["field_2"]["maximum"] = 100.into(),
        4 => order["properties"]["field_5"]["enum"] = json!(["open", "paid", "sent", "gone", "back"]),
        5 => order["$defs"]["money"]["properties"]["currency"]["enum"] = json!(["CNY", "EUR"]),
        6 => order["$defs"]["line"]["required"] = json!(["sku", "quantity"]),
        7 => order["$defs"]["address"]["required"] = json!(["street", "city", "country", "zip"]),
        8 => order["$defs"]["card"]["properties"]["last"]["pattern"] = "^[0-9]{2,4}$".into(),
        9 => drop(order["properties"]["field_7"]["oneOf"].as_array_mut().map(Vec::pop)),
        10 => order["additionalProperties"] = false.into(),
        11 => order["description"] = "other words".into(),
        12 => order["$defs"]["address"]["additionalProperties"] = json!({ "type": "string" }),
        13 => order["properties"]["field_8"]["type"] = "string".into(),
        14 => order["properties"]["field_4"]["minItems"] = 0.into(),
        15 => order["properties"]["field_4"]["uniqueItems"] = true.into(),
        16 => order["$defs"]["money"]["properties"]["amount"]["multipleOf"] = json!(0.1),
        17 => order["minProperties"] = 3.into(),
        18 => order["$defs"]["line"]["properties"]["quantity"]["minimum"] = 0.into(),
        _ => order["dependentRequired"] = json!({ "field_1": ["field_3"] }),
    }
}
