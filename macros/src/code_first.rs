//! An event whose definition is the type itself.

use crate::attribute::Names;
use crate::problems::Problems;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, LitStr, Path};

/// The code, where the names are those of an event.
pub(crate) fn expand(input: &DeriveInput, names: &Names, krate: &TokenStream, problems: &mut Problems) -> TokenStream {
    if !input.generics.params.is_empty() {
        problems.at(&input.generics, "a definition is one type: take the parameters away");
    }
    name("domain", &names.domain, problems);
    name("name", &names.name, problems);
    let version: u32 = names.version.base10_parse().unwrap_or_else(|_| {
        problems.at(&names.version, "a version is a whole number");
        0
    });
    for pointer in names.key.iter().chain(&names.idempotency) {
        if !pointer.value().starts_with('/') {
            let message = format!("a JSON pointer begins with `/`: `/{}`", pointer.value());
            problems.at(pointer, message);
        }
    }
    let this = &input.ident;
    let (domain, name) = (names.domain.value(), names.name.value());
    let event_type = format!("{domain}.{name}.v{version}");
    let subject = format!("events.{event_type}");
    let schemars = schemars(input);
    let optional = |text: &Option<LitStr>| match text {
        Some(text) => quote!(__p::Some(#text)),
        None => quote!(__p::None),
    };
    let (key, idempotency, owner) = (optional(&names.key), optional(&names.idempotency), optional(&names.owner));
    let keys = [("key", &names.key), ("idempotency_key", &names.idempotency)].map(|(function, pointer)| {
        let function = syn::Ident::new(function, this.span());
        pointer.as_ref().map(|pointer| {
            quote! {
                fn #function(&self) -> ::std::option::Option<::std::string::String> {
                    __p::at_pointer(self, #pointer)
                }
            }
        })
    });
    quote! {
        #[doc(hidden)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, deprecated, non_upper_case_globals, unused_qualifications)]
        const _: () = {
            use #krate::__private as __p;
            const __NAMES: __p::code_first::Names = __p::code_first::Names {
                domain: #domain,
                name: #name,
                version: #version,
                event_type: #event_type,
                key: #key,
                idempotency: #idempotency,
                owner: #owner,
            };
            fn __schema() -> impl __p::serde::Serialize {
                #schemars::SchemaGenerator::default().into_root_schema_for::<#this>()
            }
            fn __made() -> &'static __p::code_first::Made {
                static MADE: ::std::sync::OnceLock<__p::code_first::Made> = ::std::sync::OnceLock::new();
                MADE.get_or_init(|| __p::code_first::Made::new(&__schema(), &__NAMES))
            }
            impl #krate::Event for #this {
                const DOMAIN: &'static str = #domain;
                const NAME: &'static str = #name;
                const VERSION: u32 = #version;
                const TYPE: &'static str = #event_type;
                const SUBJECT: &'static str = #subject;
                fn schema() -> &'static str {
                    __made().schema
                }
                fn validate(&self) -> ::std::result::Result<(), #krate::Violations> {
                    __p::code_first::validate(self, __made())
                }
                #(#keys)*
                fn __encode(&self) -> ::std::result::Result<::std::vec::Vec<u8>, #krate::Error> {
                    __p::code_first::encode(self, __made())
                }
                fn __decode(bytes: &[u8]) -> ::std::result::Result<Self, #krate::Error> {
                    __p::code_first::decode(bytes, __made())
                }
            }
            impl #krate::CodeFirst for #this {
                fn definition() -> ::std::string::String {
                    __p::code_first::definition(&__schema(), &__NAMES)
                }
            }
        };
    }
}

/// A domain or a name, as definitions spell them.
fn name(key: &str, text: &LitStr, problems: &mut Problems) {
    let value = text.value();
    let letters = value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !letters || !value.starts_with(|c: char| c.is_ascii_lowercase()) {
        problems.at(text, format!("`{key}` is of small letters, digits and `_`, and begins with a letter"));
    } else if key == "domain" && value == "shared" {
        problems.at(text, "`shared` is where types live that several events share: choose another domain");
    }
}

/// The crate that `JsonSchema` was derived with: `#[schemars(crate = "…")]` names another.
fn schemars(input: &DeriveInput) -> TokenStream {
    let mut found = None;
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("schemars")) {
        // What else stands there is for schemars to read.
        _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                let text: LitStr = meta.value()?.parse()?;
                found = Some(text.parse_with(Path::parse_mod_style)?);
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            } else if meta.input.peek(syn::token::Paren) {
                meta.input.parse::<proc_macro2::TokenTree>()?;
            }
            Ok(())
        });
    }
    found.map_or_else(|| quote!(::schemars), |path: Path| quote!(#path))
}
