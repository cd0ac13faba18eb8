//! Realistic definitions, as many as are wanted: twelve properties, two nested objects, one shared file.

use std::path::Path;
use std::{fs, io};

/// Writes so many definitions, twenty to a domain.
pub(crate) fn write(schemas: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(schemas.join("common"))?;
    fs::write(schemas.join("common/money.yaml"), MONEY)?;
    for index in 0..count {
        let (domain, event) = (index / 20, index % 20);
        let folder = schemas.join(format!("domain_{domain}"));
        fs::create_dir_all(&folder)?;
        let text = DEFINITION.replace("{domain}", &domain.to_string()).replace("{event}", &event.to_string());
        fs::write(folder.join(format!("event_{event}.v1.yaml")), text)?;
    }
    Ok(())
}

const MONEY: &str = "\
title: Money
type: object
required: [amount, currency]
properties:
  amount: { type: number, minimum: 0, multipleOf: 0.01 }
  currency: { enum: [CNY, EUR, USD] }
";

const DEFINITION: &str = r#"$schema: https://json-schema.org/draft/2020-12/schema
title: Event {event} of domain {domain}
description: Something happened, and others want to know.
x-event:
  domain: domain_{domain}
  name: event_{event}
  version: 1
  key: /order_id
  owner: team-{domain}@example.com
  producers: [service-{domain}]
  consumers: [billing, search]
type: object
required: [order_id, user_id, total, placed_at, customer, version]
properties:
  order_id: { type: string, format: uuid, description: What the order is called everywhere. }
  user_id: { type: string, minLength: 1, maxLength: 64, description: Who placed it. }
  total: { $ref: ../common/money.yaml, description: What it costs. }
  placed_at: { type: string, format: date-time, description: When it was placed. }
  channel: { enum: [web, app, shop], default: web, description: Where it was placed. }
  note: { type: [string, "null"], maxLength: 500, description: What the customer wrote. }
  priority: { type: integer, minimum: 0, maximum: 9, description: How urgent it is. }
  gift: { type: boolean, default: false, description: Whether it is wrapped. }
  tags: { type: array, items: { type: string, minLength: 1 }, maxItems: 20, description: Free words. }
  version: { const: v1 }
  customer:
    description: Who gets it.
    type: object
    required: [name, email]
    properties:
      name: { type: string, minLength: 1 }
      email: { type: string, format: email }
      phone: { type: string, pattern: "^\\+?[0-9 ]+$" }
  lines:
    description: What was ordered.
    type: array
    minItems: 1
    items:
      type: object
      required: [sku, quantity, price]
      properties:
        sku: { type: string, pattern: "^[A-Z]{3}-[0-9]+$" }
        quantity: { type: integer, minimum: 1 }
        price: { $ref: ../common/money.yaml }
examples:
  - { order_id: 6f1c2a34-9a2b-4c1d-8e2f-0123456789ab, user_id: u-1, total: { amount: 1.5, currency: EUR }, placed_at: "2026-11-20T10:00:00Z", version: v1, customer: { name: n, email: n@example.com } }
"#;
