#[doc(hidden)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery, deprecated, non_upper_case_globals, unused_qualifications)]
const _: () = {
    use ::evenkeel::__private as __p;
    const __NAMES: __p::code_first::Names = __p::code_first::Names {
        domain: "shop",
        name: "returned",
        version: 1u32,
        event_type: "shop.returned.v1",
        key: __p::Some("/id"),
        idempotency: __p::None,
        owner: __p::None,
    };
    fn __schema() -> impl __p::serde::Serialize {
        ::schemars::SchemaGenerator::default().into_root_schema_for::<Returned>()
    }
    fn __made() -> &'static __p::code_first::Made {
        static MADE: ::std::sync::OnceLock<__p::code_first::Made> = ::std::sync::OnceLock::new();
        MADE.get_or_init(|| __p::code_first::Made::new(&__schema(), &__NAMES))
    }
    impl ::evenkeel::Event for Returned {
        const DOMAIN: &'static str = "shop";
        const NAME: &'static str = "returned";
        const VERSION: u32 = 1u32;
        const TYPE: &'static str = "shop.returned.v1";
        const SUBJECT: &'static str = "events.shop.returned.v1";
        fn schema() -> &'static str {
            __made().schema
        }
        fn validate(&self) -> ::std::result::Result<(), ::evenkeel::Violations> {
            __p::code_first::validate(self, __made())
        }
        fn key(&self) -> ::std::option::Option<::std::string::String> {
            __p::at_pointer(self, "/id")
        }
        fn __encode(&self) -> ::std::result::Result<::std::vec::Vec<u8>, ::evenkeel::Error> {
            __p::code_first::encode(self, __made())
        }
        fn __decode(bytes: &[u8]) -> ::std::result::Result<Self, ::evenkeel::Error> {
            __p::code_first::decode(bytes, __made())
        }
    }
    impl ::evenkeel::CodeFirst for Returned {
        fn definition() -> ::std::string::String {
            __p::code_first::definition(&__schema(), &__NAMES)
        }
    }
};
