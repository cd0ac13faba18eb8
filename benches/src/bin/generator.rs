//! What the generator costs in a build script: a thousand realistic definitions, compiled by a
//! process of its own as a build script is, and compiled again with nothing changed.
//!
//! `benches/generator.sh` runs it unoptimised, as cargo builds build scripts, and in release.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DEFINITIONS: usize = 1_000;
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, schemas, out] = arguments.as_slice() {
        assert_eq!(mode, "compile");
        return Ok(evenkeel_codegen::Builder::new().out_dir(out).compile(schemas)?);
    }
    let folder = std::env::temp_dir().join(format!("evenkeel-generator-{}", std::process::id()));
    let (schemas, out) = (folder.join("schemas"), folder.join("out"));
    write_definitions(&schemas)?;
    let mut cold = Vec::new();
    let mut again = Vec::new();
    for _ in 0..RUNS {
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        cold.push(compile(&schemas, &out)?);
        again.push(compile(&schemas, &out)?);
    }
    let profile = if cfg!(debug_assertions) { "unoptimised" } else { "release" };
    println!("{DEFINITIONS} definitions, {profile}: {:.2} s (median of {RUNS})", median(cold).as_secs_f64());
    println!("  again, nothing changed: {:.2} s", median(again).as_secs_f64());
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn compile(schemas: &Path, out: &Path) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let status = Command::new(std::env::current_exe()?)
        .arg("compile")
        .args([schemas, out])
        .current_dir(schemas)
        .stdout(Stdio::null())
        .status()?;
    assert!(status.success());
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Twelve properties, two nested objects, one shared `$ref`; fifty domains of twenty events.
fn write_definitions(schemas: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(schemas.join("common"))?;
    fs::write(schemas.join("common/money.yaml"), MONEY)?;
    for index in 0..DEFINITIONS {
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
