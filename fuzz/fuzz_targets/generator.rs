//! Bytes as a definition, or as the choices that make one: generated, and what comes out parsed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| evenkeel_hostile::generator::run(bytes));
