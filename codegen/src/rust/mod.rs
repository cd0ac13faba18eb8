//! The generated code.
