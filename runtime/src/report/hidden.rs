//! Which values stay out of a report: those that a schema calls `writeOnly` or `x-sensitive`.

use super::path::Path;
use crate::Violation;
use std::collections::BTreeSet;

/// The keywords that hide a value. A generated contract says the first alone.
pub(super) const SAYS_SO: [&str; 2] = ["writeOnly", "x-sensitive"];

/// Stands for a value that stays out of the report.
pub(crate) const HIDDEN: &str = "(hidden)";

/// How many bytes of places are remembered. With more, every value is hidden.
const MOST: usize = 4 << 20;

/// The places of the values that stay out of a report.
#[derive(Default)]
pub(super) struct Hidden {
    paths: BTreeSet<String>,
    bytes: usize,
}

impl Hidden {
    pub(super) fn add(&mut self, path: &Path<'_>) {
        if self.bytes < MOST {
            let path = path.to_string();
            let bytes = path.len() + 1;
            if self.paths.insert(path) {
                self.bytes += bytes;
            }
        }
    }

    /// Whether any value stays out of the report.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Takes out of a violation what it says of a hidden value: the value itself, and the names in it that are
    /// the payload's own.
    pub(super) fn cover(&self, violation: &mut Violation) {
        let path = &violation.instance_path;
        let outward = std::iter::successors(Some(path.as_str()), |path| Some(&path[..path.rfind('/')?]));
        // The outermost of the values that are hidden here.
        let Some(place) = outward.filter(|path| self.bytes >= MOST || self.paths.contains(*path)).last() else {
            return;
        };
        HIDDEN.clone_into(&mut violation.found);
        let declared = |name: &str| violation.schema_path.contains(&format!("/properties/{name}/"));
        let mut end = place.len();
        for name in path[end..].split('/').skip(1) {
            if !declared(name) {
                violation.instance_path.truncate(end);
                if violation.expected.starts_with(NO_MEMBER) {
                    violation.expected = format!("{NO_MEMBER}of this name");
                }
                return;
            }
            end += 1 + name.len();
        }
    }
}

/// How the refusal of a member begins, before its name.
pub(super) const NO_MEMBER: &str = "no member ";
