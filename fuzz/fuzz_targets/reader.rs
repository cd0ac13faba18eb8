//! Bytes as a definition: read, resolved and checked.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| evenkeel_hostile::reader::run(bytes));
