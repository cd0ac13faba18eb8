//! JSON text that can be read again.

use crate::private::LIMIT;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io;

/// A value as JSON, without spaces.
///
/// # Errors
/// When the value is nested deeper than a reader goes: a type that refers to itself and a `Value` can be.
pub(crate) fn to_vec<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::with_capacity(128);
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Levels(0)))?;
    Ok(bytes)
}

/// How many arrays and objects are open.
struct Levels(u8);

impl Levels {
    fn enter(&mut self) -> io::Result<()> {
        if self.0 >= LIMIT {
            return Err(io::Error::other(format!("arrays and objects nested more than {LIMIT} deep")));
        }
        self.0 += 1;
        Ok(())
    }

    fn leave(&mut self) {
        self.0 = self.0.saturating_sub(1);
    }
}

impl Formatter for Levels {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.enter()?;
        writer.write_all(b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.leave();
        writer.write_all(b"]")
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.enter()?;
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.leave();
        writer.write_all(b"}")
    }
}

#[cfg(test)]
mod tests {
    use super::to_vec;
    use crate::json;
    use serde_json::{Value, json};

    fn nested(levels: usize) -> Value {
        (0..levels).fold(json!(1), |inner, level| if level % 2 == 0 { json!([inner]) } else { json!({"a": inner}) })
    }

    #[test]
    fn what_is_written_is_read_again() {
        for levels in [0, 1, 127, 128] {
            let bytes = to_vec(&nested(levels)).unwrap();
            assert_eq!(json::from_slice(&bytes).unwrap(), nested(levels), "{levels}");
        }
        for levels in [129, 1_000] {
            assert!(to_vec(&nested(levels)).unwrap_err().to_string().contains("more than 128 deep"), "{levels}");
        }
        let broad = json!([[1], {}, [[]], {"a": []}]);
        assert_eq!(to_vec(&broad).unwrap(), serde_json::to_vec(&broad).unwrap());
    }
}
