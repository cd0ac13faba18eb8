//! Format types (next).
/// Whether a string has this format.
pub fn is_format(_name: &str, _s: &str) -> bool {
    true
}
