//! The example shop's contracts, compiled as a user's build script compiles them.

evenkeel::include_events!(pub);
