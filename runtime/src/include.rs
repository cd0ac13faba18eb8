//! The way of generated code into a crate.

/// Includes what the build script generated, as the module `events`.
///
/// `include_events!()` makes it private to the module that it stands in;
/// `include_events!(pub)` and `include_events!(pub(crate))` widen that.
///
/// ```ignore
/// evenkeel::include_events!();
/// use events::order::OrderCreatedV1;
/// ```
#[macro_export]
macro_rules! include_events {
    // A `vis` matches nothing only where something follows it.
    () => {
        $crate::include_events!(pub(self));
    };
    ($visibility:vis) => {
        /// Events, compiled from their definitions.
        // What a contract declares and this crate does not use is no mistake of the crate.
        #[allow(dead_code, unused_imports, unreachable_pub)]
        $visibility mod events {
            ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/evenkeel/mod.rs"));
        }
    };
}
