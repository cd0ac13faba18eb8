//! `$ref` to places.
