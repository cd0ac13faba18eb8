//! The reason of a dead letter as one line of JSON.

use crate::Reason;
use evenkeel::{Malformed, Value, Violation, Violations};
use serde_json::json;

/// One line of ASCII, not much longer than `longest` bytes: violations past it are counted and not listed, other
/// texts are cut.
pub(super) fn write(reason: &Reason, longest: usize) -> String {
    let object = match reason {
        Reason::Violates(violations) => violates(violations, longest),
        Reason::Malformed(malformed) => json!({
            "kind": "malformed",
            "line": malformed.line,
            "column": malformed.column,
            "message": cut(&malformed.message, longest),
        }),
        Reason::Failed { error } => json!({ "kind": "failed", "error": cut(error, longest) }),
        Reason::Rejected { error } => json!({ "kind": "rejected", "error": cut(error, longest) }),
        Reason::Panicked { message } => json!({ "kind": "panicked", "message": cut(message, longest) }),
        Reason::Unhandled => json!({ "kind": "unhandled" }),
    };
    ascii(&object.to_string())
}
