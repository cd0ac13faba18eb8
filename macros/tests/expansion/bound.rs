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
    use ::evenkeel::__private as __p;
    const _: () = __p::generated_by(3);
    ::evenkeel::__require_pattern!("common/money.yaml", "/properties/currency/pattern");
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot hold `orderId`, which shop/ordered.v1.yaml:5 says is a string of the format `uuid`: use `evenkeel::format::Uuid`",
        label = "use `evenkeel::format::Uuid`"
    )]
    pub trait __HoldsOrderId: __p::Held + __p::View<::evenkeel::format::Uuid> {
        const SAME: () = ();
    }
    impl __HoldsOrderId for ::evenkeel::format::Uuid {}
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot hold `total`, which shop/ordered.v1.yaml:6 says is an object: use a type that derives `evenkeel::Contract` for `common/money.yaml`",
        label = "use a type that derives `evenkeel::Contract` for `common/money.yaml`"
    )]
    pub trait __HoldsTotal: __p::Held {
        const SAME: ();
    }
    impl<__T: ::evenkeel::Contract> __HoldsTotal for __T {
        const SAME: () = ::std::assert!(
            __p::same(<__T as ::evenkeel::Contract>::PLACE, "common/money.yaml"),
            "`total` is `common/money.yaml` by shop/ordered.v1.yaml:6, and this type derives `Contract` for another schema"
        );
    }
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot hold `status`, which shop/ordered.v1.yaml:7 says is a string out of a list: use a type that derives `evenkeel::Contract` for `shop/ordered.v1.yaml#/properties/status`",
        label = "use a type that derives `evenkeel::Contract` for `shop/ordered.v1.yaml#/properties/status`"
    )]
    pub trait __HoldsStatus: __p::Held {
        const SAME: ();
    }
    impl<__T: ::evenkeel::Contract> __HoldsStatus for __T {
        const SAME: () = ::std::assert!(
            __p::same(<__T as ::evenkeel::Contract>::PLACE, "shop/ordered.v1.yaml#/properties/status"),
            "`status` is `shop/ordered.v1.yaml#/properties/status` by shop/ordered.v1.yaml:7, and this type derives `Contract` for another schema"
        );
    }
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot hold `note`, which shop/ordered.v1.yaml:9 says is a string: use `String`",
        label = "use `String`"
    )]
    pub trait __HoldsNoteValue: __p::Held + __p::View<::std::string::String> {
        const SAME: () = ();
    }
    impl __HoldsNoteValue for ::std::string::String {}
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot hold `note`, which shop/ordered.v1.yaml:9 says is a string or null: use `evenkeel::Nullable<…>` in the `Option`, for null is not absence",
        label = "use `evenkeel::Nullable<…>` in the `Option`, for null is not absence"
    )]
    pub trait __HoldsNote: __p::Held {
        const SAME: ();
        type Item: __HoldsNoteValue;
        fn present(&self) -> ::std::option::Option<&Self::Item>;
    }
    impl<__T: __HoldsNoteValue> __HoldsNote for ::std::option::Option<__T> {
        const SAME: () = __T::SAME;
        type Item = __T;
        fn present(&self) -> ::std::option::Option<&__T> {
            self.as_ref()
        }
    }
    impl<__T: __HoldsNoteValue> __HoldsNote for ::evenkeel::Nullable<__T> {
        const SAME: () = __T::SAME;
        type Item = __T;
        fn present(&self) -> ::std::option::Option<&__T> {
            self.as_option()
        }
    }
    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot hold `coupon`, which shop/ordered.v1.yaml:10 says is a string: use `String`",
        label = "use `String`"
    )]
    pub trait __HoldsCoupon: __p::Held + __p::View<::std::string::String> {
        const SAME: () = ();
    }
    impl __HoldsCoupon for ::std::string::String {}
    const _: () = {
        const fn holds<__T: __HoldsOrderId>() {
            __T::SAME
        }
        holds::<Uuid>()
    };
    const _: () = {
        const fn holds<__T: __HoldsTotal>() {
            __T::SAME
        }
        holds::<Money>()
    };
    const _: () = {
        const fn holds<__T: __HoldsStatus>() {
            __T::SAME
        }
        holds::<Status>()
    };
    const _: () = {
        const fn holds<__T: __HoldsNote>() {
            __T::SAME
        }
        holds::<Nullable<String>>()
    };
    const _: () = {
        const fn holds<__T: __HoldsCoupon>() {
            __T::SAME
        }
        holds::<String>()
    };
    impl __p::Rules for Ordered
    where
        for<'__w> Uuid: __HoldsOrderId,
        for<'__w> Money: __HoldsTotal,
        for<'__w> Status: __HoldsStatus,
        for<'__w> Nullable<String>: __HoldsNote,
        for<'__w> String: __HoldsCoupon,
    {
        fn rules(&self) -> ::std::result::Result<(), &'static str> {
            {}
            {}
            {}
            if let __p::Some(value) = &self.note {}
            if let __p::Some(value) = &self.coupon {
                let value = __p::View::<::std::string::String>::view(value);
                if !__p::length(value, 0, 32) {
                    return __p::Err("coupon: maxLength 32");
                }
            }
            __p::Ok(())
        }
    }
    const __KEYS: &[&str] = &["orderId", "total", "status", "version", "note", "coupon"];
    impl<'de> __p::Read<'de> for Ordered
    where
        for<'__w> Uuid: __HoldsOrderId,
        for<'__w> Money: __HoldsTotal,
        for<'__w> Status: __HoldsStatus,
        for<'__w> Nullable<String>: __HoldsNote,
        for<'__w> String: __HoldsCoupon,
    {
        fn read<__D: __p::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
            __p::object(deserializer)
        }
    }
    impl<'de> __p::ReadObject<'de> for Ordered
    where
        for<'__w> Uuid: __HoldsOrderId,
        for<'__w> Money: __HoldsTotal,
        for<'__w> Status: __HoldsStatus,
        for<'__w> Nullable<String>: __HoldsNote,
        for<'__w> String: __HoldsCoupon,
    {
        const NAME: &'static str = "Ordered";
        fn read_object<__A: __p::serde::de::MapAccess<'de>>(mut map: __A) -> ::std::result::Result<Self, __A::Error> {
            let mut slot0: ::std::option::Option<Uuid> = __p::None;
            let mut slot1: ::std::option::Option<Money> = __p::None;
            let mut slot2: ::std::option::Option<Status> = __p::None;
            let mut slot3 = false;
            let mut slot4: ::std::option::Option<Nullable<String>> = __p::None;
            let mut slot5: ::std::option::Option<String> = __p::None;
            let mut others = __p::Ignored::new();
            let mut next = 0;
            while let __p::Some(key) = __p::next_key(&mut map, __KEYS, &mut next)? {
                match key {
                    __p::Ok(0) => __p::member(&mut map, &mut slot0, "orderId")?,
                    __p::Ok(1) => __p::member(&mut map, &mut slot1, "total")?,
                    __p::Ok(2) => __p::member(&mut map, &mut slot2, "status")?,
                    __p::Ok(3) => __p::constant_str(&mut map, &mut slot3, "version", "v1")?,
                    __p::Ok(4) => __p::member(&mut map, &mut slot4, "note")?,
                    __p::Ok(5) => __p::member(&mut map, &mut slot5, "coupon")?,
                    __p::Ok(_) => {}
                    __p::Err(name) => others.skip(&mut map, name)?,
                }
            }
            __p::seen(slot3, "version")?;
            let value = Self {
                order_id: __p::required(slot0, "orderId")?,
                total: __p::required(slot1, "total")?,
                status: __p::required(slot2, "status")?,
                note: slot4,
                coupon: slot5,
                seen: ::std::default::Default::default(),
            };
            match __p::Rules::rules(&value) {
                __p::Ok(()) => __p::Ok(value),
                __p::Err(rule) => __p::broken(value, rule),
            }
        }
    }
    impl __p::Write for Ordered
    where
        for<'__w> Uuid: __HoldsOrderId,
        for<'__w> Money: __HoldsTotal,
        for<'__w> Status: __HoldsStatus,
        for<'__w> Nullable<String>: __HoldsNote,
        for<'__w> String: __HoldsCoupon,
    {
        fn write<__S: __p::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
            let mut map = __p::serde::Serializer::serialize_map(serializer, __p::None)?;
            __p::entry(&mut map, "orderId", &self.order_id)?;
            __p::entry(&mut map, "total", &self.total)?;
            __p::entry(&mut map, "status", &self.status)?;
            __p::serde::ser::SerializeMap::serialize_entry(&mut map, "version", "v1")?;
            if let __p::Some(value) = &self.note {
                __p::entry(&mut map, "note", value)?;
            }
            if let __p::Some(value) = &self.coupon {
                __p::entry(&mut map, "coupon", value)?;
            }
            __p::serde::ser::SerializeMap::end(map)
        }
    }
    impl __p::Check for Ordered
    where
        for<'__w> Uuid: __HoldsOrderId,
        for<'__w> Money: __HoldsTotal,
        for<'__w> Status: __HoldsStatus,
        for<'__w> Nullable<String>: __HoldsNote,
        for<'__w> String: __HoldsCoupon,
    {
        fn check(&self) -> bool {
            __p::Rules::rules(self).is_ok()
                && __p::Check::check(&self.order_id)
                && __p::Check::check(&self.total)
                && __p::Check::check(&self.status)
                && __p::Check::check(&self.note)
                && __p::Check::check(&self.coupon)
        }
    }
    const __SCHEMA: &str = "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"urn:evenkeel:shop.ordered.v1\",\n  \"type\": \"object\",\n  \"required\": [\n    \"orderId\",\n    \"total\",\n    \"status\",\n    \"version\"\n  ],\n  \"properties\": {\n    \"orderId\": {\n      \"type\": \"string\",\n      \"format\": \"uuid\"\n    },\n    \"total\": {\n      \"$ref\": \"urn:evenkeel:shared:common/money.yaml\"\n    },\n    \"status\": {\n      \"enum\": [\n        \"open\",\n        \"on-hold\",\n        \"done\"\n      ]\n    },\n    \"version\": {\n      \"const\": \"v1\"\n    },\n    \"note\": {\n      \"type\": [\n        \"string\",\n        \"null\"\n      ]\n    },\n    \"coupon\": {\n      \"type\": \"string\",\n      \"maxLength\": 32\n    }\n  },\n  \"$defs\": {\n    \"urn:evenkeel:shared:common/money.yaml\": {\n      \"$id\": \"urn:evenkeel:shared:common/money.yaml\",\n      \"type\": \"object\",\n      \"required\": [\n        \"amount\",\n        \"currency\"\n      ],\n      \"additionalProperties\": false,\n      \"properties\": {\n        \"amount\": {\n          \"type\": \"number\",\n          \"minimum\": 0\n        },\n        \"currency\": {\n          \"type\": \"string\",\n          \"pattern\": \"^[A-Z]{3}$\"\n        }\n      }\n    }\n  }\n}\n";
    impl ::evenkeel::Event for Ordered
    where
        for<'__w> Uuid: __HoldsOrderId,
        for<'__w> Money: __HoldsTotal,
        for<'__w> Status: __HoldsStatus,
        for<'__w> Nullable<String>: __HoldsNote,
        for<'__w> String: __HoldsCoupon,
    {
        const DOMAIN: &'static str = "shop";
        const NAME: &'static str = "ordered";
        const VERSION: u32 = 1;
        const TYPE: &'static str = "shop.ordered.v1";
        const SUBJECT: &'static str = "events.shop.ordered.v1";
        fn schema() -> &'static str {
            __SCHEMA
        }
        fn validate(&self) -> ::std::result::Result<(), ::evenkeel::Violations> {
            __p::validate_written(self, __SCHEMA, "")
        }
        fn key(&self) -> ::std::option::Option<::std::string::String> {
            __p::scalar(&self.order_id)
        }
        fn __encode(&self) -> ::std::result::Result<::std::vec::Vec<u8>, ::evenkeel::Error> {
            __p::encode(self, __SCHEMA)
        }
        fn __decode(bytes: &[u8]) -> ::std::result::Result<Self, ::evenkeel::Error> {
            __p::decode(bytes, __SCHEMA)
        }
    }
};
