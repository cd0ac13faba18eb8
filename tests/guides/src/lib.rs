//! What the guides import, compiled, and their Rust as tests.

evenkeel::include_events!(pub);

macro_rules! guide {
    ($name:ident, $path:literal) => {
        #[doc = include_str!($path)]
        #[cfg(doctest)]
        pub struct $name;
    };
}

guide!(AsyncApi, "../../../docs/coming-from-asyncapi.md");
guide!(Confluent, "../../../docs/coming-from-confluent.md");
guide!(Serde, "../../../docs/coming-from-serde.md");
guide!(Typify, "../../../docs/coming-from-typify.md");
