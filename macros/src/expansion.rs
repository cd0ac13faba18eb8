//! The whole expansion, as it is committed in `tests/expansion`. `EVENKEEL_BLESS=1` writes it anew.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test stops where its material is not there")]

use crate::expand::derive;
use evenkeel_codegen::derive::Role;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::{env, fs};
use syn::{DeriveInput, parse_quote};

fn is_expanded(name: &str, input: &DeriveInput, role: Role) {
    let package = env!("CARGO_MANIFEST_DIR");
    let text = formatted(&derive(input, role).to_string()).replace(package, "$PACKAGE");
    let golden = format!("{package}/tests/expansion/{name}.rs");
    if env::var_os("EVENKEEL_BLESS").is_some() {
        fs::write(&golden, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&golden).unwrap_or_default(), "{golden}");
}

/// The text as `rustfmt` writes it.
fn formatted(text: &str) -> String {
    let mut rustfmt = Command::new("rustfmt");
    let mut child = rustfmt.args(["--edition", "2024"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{text}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bound_to_a_definition() {
    let input = parse_quote! {
        #[event(schema = "tests/ui/schemas/shop/ordered.v1.yaml")]
        struct Ordered {
            #[serde(rename = "orderId")]
            order_id: Uuid,
            total: Money,
            status: Status,
            note: Option<Nullable<String>>,
            coupon: Option<String>,
            #[serde(skip)]
            seen: bool,
        }
    };
    is_expanded("bound", &input, Role::Event);
}

#[test]
fn a_part() {
    let input = parse_quote! {
        #[contract(schema = "tests/ui/schemas/shop/ordered.v1.yaml#/properties/status", crate = "contracts::evenkeel")]
        #[serde(rename_all = "kebab-case")]
        enum Status { Open, OnHold, Done }
    };
    is_expanded("strings", &input, Role::Part);
}

#[test]
fn code_first() {
    let input = parse_quote! {
        #[event(domain = "shop", name = "returned", version = 1, key = "/id")]
        struct Returned { id: String }
    };
    is_expanded("code_first", &input, Role::Event);
}
