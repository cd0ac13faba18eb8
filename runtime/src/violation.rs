//! What a payload breaks.

/// One rule that a payload breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// JSON pointer into the payload: `/lines/3/quantity`; empty for the whole.
    pub instance_path: String,
    /// JSON pointer through the schema, `$ref` included: `/properties/lines/items/$ref/minimum`.
    pub schema_path: String,
    /// The keyword: `minimum`.
    pub keyword: String,
    /// What the schema asks for: `at least 1`.
    pub expected: String,
    /// What stands there: `0`. Cut when long.
    pub found: String,
}

/// Every rule that a payload breaks: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
}

impl Violations {
    pub(crate) fn stub() -> Self {
        Self { list: Vec::new() }
    }

    /// The violations, in the order of the payload.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }
}

impl std::fmt::Display for Violations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for v in &self.list {
            writeln!(
                f,
                "{}: expected {}, found {} ({})",
                v.instance_path, v.expected, v.found, v.keyword
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
