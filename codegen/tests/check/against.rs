//! Builds that hold definitions against what was released.

use evenkeel_codegen::Builder;
use std::fs;
use std::path::{Path, PathBuf};

fn definition(maximum: u32) -> String {
    format!(
        "x-event: {{ domain: stock, name: counted, version: 1, consumers: [till] }}
type: object
properties:
  count: {{ type: integer, maximum: {maximum} }}
"
    )
}

/// A place with a folder `released`, and one `schemas` where the greatest count is another.
fn place(name: &str, released: &str, schemas: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("against").join(name);
    for (folder, text) in [("released", released), ("schemas", schemas)] {
        fs::create_dir_all(place.join(folder)).unwrap();
        fs::write(place.join(folder).join("counted.v1.yaml"), text).unwrap();
    }
    place
}

#[test]
fn a_build_fails_with_the_payload_that_breaks() {
    let place = place("breaking", &definition(20), &definition(10));
    let builder = Builder::new().against(place.join("released"));
    let error = builder.generate(place.join("schemas")).unwrap_err();
    let report = format!("{error:?}").replace(place.to_str().unwrap(), "");
    assert_eq!(
        report.trim(),
        r#"error[maximum-lowered]: stock.counted.v1: what was published before is refused now
 --> /schemas/counted.v1.yaml:4:36
  |
4 |   count: { type: integer, maximum: 10 }
  |                                    ^^
  |
 ::: /released/counted.v1.yaml:4:10
  |
4 |   count: { type: integer, maximum: 20 }
  |          ------------------------------ before
  |
  = note: it breaks with {"count":11}, at /count
  = note: affected: consumer till
  = help: go on accepting it, or add a version with `evenkeel bump`

error: 1 error in 1 file"#
    );
}

#[test]
fn a_build_goes_on_where_nobody_breaks() {
    let place = place("compatible", &definition(20), &definition(20).replace("properties:", "properties:\n  note: {}"));
    let output = Builder::new().against(place.join("released")).generate(place.join("schemas")).unwrap();
    assert!(output.files.contains_key("stock.rs"));
}

#[test]
fn a_build_that_was_fine_fails_when_something_else_was_released() {
    let place = place("later", &definition(10), &definition(10));
    let compile = || {
        let builder = Builder::new().against(place.join("released")).out_dir(place.join("out"));
        builder.compile(place.join("schemas"))
    };
    compile().unwrap();
    fs::write(place.join("released/counted.v1.yaml"), definition(20)).unwrap();
    compile().unwrap_err();
}

#[test]
fn what_was_released_has_to_be_there_and_in_order() {
    let place = place("unreadable", "type: objekt", &definition(10));
    let error = |released: &str| {
        let builder = Builder::new().against(place.join(released));
        builder.generate(place.join("schemas")).unwrap_err().to_string().replace(place.to_str().unwrap(), "")
    };
    assert!(error("nowhere").contains("/nowhere"), "{}", error("nowhere"));
    fs::write(place.join("released/counted.v1.yaml"), definition(10).replace("object", "objekt")).unwrap();
    assert!(error("released").starts_with("error[unknown-type]"), "{}", error("released"));
}
