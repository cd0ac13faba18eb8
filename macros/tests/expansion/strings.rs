#[doc(hidden)]
#[allow(
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction,
    deprecated,
    non_camel_case_types,
    non_upper_case_globals,
    non_snake_case,
    unreachable_pub,
    unused_qualifications,
    unused_imports,
    single_use_lifetimes,
    unused_lifetimes,
    missing_docs,
    private_interfaces,
    private_bounds
)]
const _: () = {
    const _: &[u8] = ::std::include_bytes!("$PACKAGE/tests/ui/schemas/common/money.yaml");
    const _: &[u8] = ::std::include_bytes!("$PACKAGE/tests/ui/schemas/shop/counted.v1.yaml");
    const _: &[u8] = ::std::include_bytes!("$PACKAGE/tests/ui/schemas/shop/labelled.v1.yaml");
    const _: &[u8] = ::std::include_bytes!("$PACKAGE/tests/ui/schemas/shop/listed.v1.yaml");
    const _: &[u8] = ::std::include_bytes!("$PACKAGE/tests/ui/schemas/shop/ordered.v1.yaml");
    const _: &[u8] = ::std::include_bytes!("$PACKAGE/tests/ui/schemas/shop/shipped.v1.yaml");
    use contracts::evenkeel::__private as __p;
    const _: () = __p::generated_by(3);
    impl __p::Text for Status {
        const NAME: &'static str = "one of a list";
        fn from_text(text: &str) -> ::std::option::Option<Self> {
            match text {
                "open" => __p::Some(Self::Open),
                "on-hold" => __p::Some(Self::OnHold),
                "done" => __p::Some(Self::Done),
                _ => __p::None,
            }
        }
    }
    impl<'de> __p::Read<'de> for Status {
        fn read<__D: __p::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
            __p::text(deserializer)
        }
    }
    impl __p::Write for Status {
        fn write<__S: __p::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
            match self {
                Self::Open => serializer.serialize_str("open"),
                Self::OnHold => serializer.serialize_str("on-hold"),
                Self::Done => serializer.serialize_str("done"),
            }
        }
    }
    impl __p::Check for Status {
        fn check(&self) -> bool {
            true
        }
    }
    impl contracts::evenkeel::Contract for Status {
        const PLACE: &'static str = "shop/ordered.v1.yaml#/properties/status";
    }
};
