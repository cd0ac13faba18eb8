//! The program tells its whole story, ends by itself, and knows its arguments.

#![expect(
    clippy::expect_used,
    reason = "without the program or its text there is nothing to test"
)]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_order-flow"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn told(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).expect("the story is text")
}

#[test]
fn the_whole_story() {
    let story = told(&[]);
    for (service, outcome, subject) in [
        ("order", "published", "events.order.created.v2"),
        ("inventory", "published", "events.inventory.deducted.v1"),
        (
            "inventory",
            "published",
            "events.inventory.deduction_failed.v1",
        ),
        ("order", "published", "events.order.cancelled.v1"),
        ("notification", "handled", "events.order.cancelled.v1"),
        ("points", "handled", "events.order.cancelled.v1"),
        ("risk", "retried", "events.order.created.v2"),
        ("risk", "dead-lettered", "events.user.profile_updated.v1"),
        ("order", "refused", "events.order.created.v2"),
    ] {
        let words = [service, outcome, subject];
        let stands = |line: &str| line.split_whitespace().skip(1).take(3).eq(words);
        assert!(
            story.lines().any(stands),
            "no line says {words:?}:\n{story}"
        );
    }
    for violation in [
        "/changes/display_name",
        "/profile",
        "/updated_at",
        "/customer/id",
        "/lines/0/quantity",
    ] {
        assert!(
            story
                .lines()
                .any(|line| line.trim_start().starts_with(violation)),
            "{violation}:\n{story}"
        );
    }
    let summary = "13 published, 1 refused, 18 handled, 2 retried, 1 dead-lettered";
    assert_eq!(story.lines().last(), Some(summary), "{story}");
    assert!(!story.contains('\x1b'), "colours are for terminals");
}

#[test]
fn one_more_service() {
    let story = told(&["--with", "logistics"]);
    let summary = "15 published, 1 refused, 20 handled, 2 retried, 1 dead-lettered";
    assert_eq!(story.lines().last(), Some(summary), "{story}");
}

#[test]
fn arguments() {
    assert!(told(&["--help"]).contains("--with logistics"));
    for wrong in [
        &["--wiht", "logistics"][..],
        &["--with", "points"],
        &["--with"],
    ] {
        let output = run(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{wrong:?}"
        );
    }
}
