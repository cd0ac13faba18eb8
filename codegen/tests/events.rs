//! Code for a part of a catalog: what a service names, and what that reaches.

use evenkeel_codegen::{Builder, Output};
use std::path::Path;

/// The code for a part of the example shop.
fn generated(patterns: &[&str]) -> Result<Output, evenkeel_codegen::Error> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    Builder::new().events(patterns.iter().copied()).generate(schemas)
}

fn files(output: &Output) -> Vec<&str> {
    output.files.keys().map(String::as_str).collect()
}

#[test]
fn only_what_is_named_and_what_it_reaches() -> Result<(), evenkeel_codegen::Error> {
    let paid = generated(&["order.paid"])?;
    let names: Vec<&str> = files(&paid).into_iter().filter(|name| !name.starts_with("schema/shared.")).collect();
    assert_eq!(names, ["mod.rs", "order.rs", "schema/order.paid.v1.json", "shared.rs"]);
    assert!(paid.files["order.rs"].contains("pub struct OrderPaidV1"));
    assert!(!paid.files["order.rs"].contains("OrderCancelledV1"));
    let shared = &paid.files["shared.rs"];
    assert!(shared.contains("pub struct Money"));
    assert!(!shared.contains("LineItem") && !shared.contains("Address"), "{shared}");
    Ok(())
}

#[test]
fn patterns_add_up() -> Result<(), evenkeel_codegen::Error> {
    let both = generated(&["order.created.v*", "user.profile_updated.v1", "*.paid.*"])?;
    let event = |name: &&str| name.starts_with("schema/") && !name.starts_with("schema/shared.");
    let events: Vec<&str> = files(&both).into_iter().filter(event).collect();
    assert_eq!(
        events,
        [
            "schema/order.created.v1.json",
            "schema/order.created.v2.json",
            "schema/order.paid.v1.json",
            "schema/user.profile_updated.v1.json"
        ]
    );
    Ok(())
}

#[test]
fn every_pattern_that_names_nothing_is_told() {
    let told = generated(&["ordr.*", "order.paid", "user", "billing.*"]).expect_err("three name nothing");
    assert_eq!(
        told.to_string(),
        "no event is called `ordr.*`; did you mean `order.*`?\n\
         no event is called `user`; did you mean `user.*`?\n\
         no event is called `billing.*`"
    );
}

#[test]
fn what_is_there_stays_the_same() -> Result<(), evenkeel_codegen::Error> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let all = Builder::new().load(&schemas)?.catalog.contracts.len();
    assert_eq!(Builder::new().events(["order.paid"]).load(&schemas)?.catalog.contracts.len(), all);
    Ok(())
}
