//! Whether a change of a schema folder leaves every consumer standing.
//!
//! The events of two catalogs are paired by what they are; each pair is held against its mode of
//! compatibility by [`compat`](crate::compat), and what no payload shows, a property that is gone, an
//! event that is gone, is found by comparing what is declared. Nothing here reads files or a clock.

mod affected;
mod cause;
mod event;
mod finding;
mod mode;
mod pair;
mod removed;
mod report;
mod rule;
mod shape;

pub use finding::{Direction, Finding, Weight};
pub use report::{EventReport, Report, Required, Status};
pub use rule::{RULES, Rule, rule};

use crate::contract::Catalog;

/// A catalog, and how its generated types treat what they do not know.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The contracts.
    pub catalog: &'a Catalog,
    /// Whether unknown properties are kept (`unknown-fields = "keep"`), so that producers pass them on.
    pub keeps: bool,
}

/// What a change is judged by.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The date: `2026-11-20`. An event that is gone after its sunset is no break.
    pub today: &'a str,
    /// Whether an undecided comparison is let pass.
    pub allow_undecided: bool,
}

/// Compares a schema folder with what it was.
///
/// ```
/// use evenkeel_codegen::check::{Options, Side, Status, check};
/// use evenkeel_codegen::contract;
/// use evenkeel_codegen::source::{Source, Sources};
///
/// let load = |max: u32| {
///     let mut sources = Sources::default();
///     let path = "stock/counted.v1.yaml".to_owned();
///     let text = format!("
/// x-event: {{ domain: stock, name: counted, version: 1 }}
/// type: object
/// properties: {{ count: {{ type: integer, maximum: {max} }} }}
/// ");
///     let file = sources.add(Source { display: path.clone(), path, text });
///     contract::load(sources, &[file], &[]).0
/// };
/// let (old, new) = (load(20), load(10));
/// let [old, new] = [&old, &new].map(|catalog| Side { catalog, keeps: false });
/// let report = check(old, new, &Options { today: "2026-11-20", allow_undecided: false });
/// let found = &report.events[0].findings[0];
/// assert_eq!(report.events[0].status, Status::Breaking);
/// assert_eq!(found.rule, "maximum-lowered");
/// assert_eq!(found.witness.as_ref().unwrap().to_string(), r#"{"count":11}"#);
/// ```
pub fn check(old: Side<'_>, new: Side<'_>, options: &Options<'_>) -> Report {
    let mut sources = new.catalog.sources.clone();
    let earlier = sources.append(&old.catalog.sources);
    let judge = event::Judge { old, new, earlier, options };
    let pairs = pair::pair(old.catalog, new.catalog, options.today);
    let mut events: Vec<EventReport> = pairs.iter().map(|pair| judge.pair(pair)).collect();
    events.sort_by(|a, b| a.event.cmp(&b.event));
    Report { events, findings: Vec::new(), sources, earlier }
}
