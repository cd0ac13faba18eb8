//! Bytes as a payload of a generated type.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| evenkeel_hostile::payload::run(bytes));
