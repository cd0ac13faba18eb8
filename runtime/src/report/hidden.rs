//! Which values stay out of a report: those that a schema calls `writeOnly`.

use super::path::Path;
use std::collections::BTreeSet;

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

    /// Whether the value at this place is hidden, or lies in one that is.
    pub(super) fn covers(&self, path: &str) -> bool {
        let mut outward = std::iter::successors(Some(path), |path| Some(&path[..path.rfind('/')?]));
        self.bytes >= MOST || outward.any(|path| self.paths.contains(path))
    }
}
