//! A type's tokens as what `evenkeel-codegen` holds against a schema.

use crate::problems::Problems;
use crate::serde_attr::{OfPart, OfType, On};
use evenkeel_codegen::derive::{Body, Choice, Given, Holds, Member, Role};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Data, DeriveInput, Fields, GenericArgument, GenericParam, Ident, PathArguments, Type};

/// The words, and the tokens behind them.
pub(crate) struct Taken {
    pub(crate) given: Given,
    /// For each field or variant.
    pub(crate) parts: Vec<Part>,
    pub(crate) strict: Option<Span>,
    pub(crate) tag: Option<Span>,
}

/// The tokens of a field or variant.
pub(crate) struct Part {
    pub(crate) ident: Ident,
    /// All of it.
    pub(crate) whole: TokenStream,
    /// Its type as written.
    pub(crate) ty: TokenStream,
    /// Its type without the `Option` around it.
    pub(crate) inner: TokenStream,
}

/// Reads a type. None where it can have no contract at all.
pub(crate) fn take(input: &DeriveInput, role: Role, problems: &mut Problems) -> Option<Taken> {
    for parameter in &input.generics.params {
        if let GenericParam::Lifetime(lifetime) = parameter {
            problems.at(lifetime, "an event owns what it holds: take the lifetime away, and use `String` for `&str`");
        }
    }
    let generic = !input.generics.params.is_empty();
    let name = unraw(&input.ident);
    match &input.data {
        Data::Struct(data) => {
            let of_type = OfType::read(&input.attrs, On::Struct, problems);
            let Fields::Named(fields) = &data.fields else {
                let message =
                    "a struct with named fields holds an object; there is nothing to hold against a schema here";
                problems.at(&input.ident, message);
                return None;
            };
            let (mut members, mut parts) = (Vec::new(), Vec::new());
            for field in &fields.named {
                let ident = field.ident.clone()?;
                let inner = option(&field.ty);
                let said = OfPart::read(&field.attrs, On::Field(inner.is_some()), problems);
                let plain = unraw(&ident);
                let property = said.rename.unwrap_or_else(|| of_type.rename_all.field(&plain));
                let holds = match (said.skip, said.flatten) {
                    (true, _) => Holds::Nothing,
                    (_, true) => Holds::Others,
                    _ => Holds::Property(property),
                };
                members.push(Member {
                    ident: plain,
                    holds,
                    optional: inner.is_some(),
                    generic: speaks_of(&field.ty, input),
                });
                parts.push(Part {
                    whole: ident.to_token_stream(),
                    ident,
                    ty: field.ty.to_token_stream(),
                    inner: inner.unwrap_or(&field.ty).to_token_stream(),
                });
            }
            let given = Given { name, role, body: Body::Struct(members), strict: of_type.strict.is_some(), generic };
            Some(Taken { given, parts, strict: of_type.strict, tag: None })
        }
        Data::Enum(data) => {
            let of_type = OfType::read(&input.attrs, On::Enum, problems);
            let (mut choices, mut parts) = (Vec::new(), Vec::new());
            for variant in &data.variants {
                let said = OfPart::read(&variant.attrs, On::Variant, problems);
                let plain = unraw(&variant.ident);
                let value = said.rename.unwrap_or_else(|| of_type.rename_all.variant(&plain));
                let ty = match &variant.fields {
                    Fields::Unit => TokenStream::new(),
                    Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed[0].ty.to_token_stream(),
                    Fields::Unnamed(_) | Fields::Named(_) => {
                        let message = format!("a variant holds one struct of its own: `{plain}({plain})`");
                        problems.at(variant, message);
                        TokenStream::new()
                    }
                };
                choices.push(Choice { ident: plain, value, holds: !ty.is_empty() });
                parts.push(Part {
                    whole: variant.ident.to_token_stream(),
                    ident: variant.ident.clone(),
                    inner: ty.clone(),
                    ty,
                });
            }
            let tag = of_type.tag.as_ref().map(syn::LitStr::value);
            let given = Given { name, role, body: Body::Enum(choices, tag), strict: of_type.strict.is_some(), generic };
            Some(Taken { given, parts, strict: of_type.strict, tag: of_type.tag.map(|tag| tag.span()) })
        }
        Data::Union(data) => {
            problems.at(data.union_token, "a union cannot have a contract: use a struct or an enum");
            None
        }
    }
}

/// An identifier without `r#`.
pub(crate) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}

/// The type in an `Option`.
fn option(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Group(group) => option(&group.elem),
        Type::Paren(paren) => option(&paren.elem),
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last()?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            match (last.ident == "Option", arguments.args.first()) {
                (true, Some(GenericArgument::Type(inner))) if arguments.args.len() == 1 => Some(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a type speaks of a parameter of the struct.
fn speaks_of(ty: &Type, input: &DeriveInput) -> bool {
    struct Look<'a>(Vec<&'a Ident>, bool);
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_ident(&mut self, ident: &'ast Ident) {
            self.1 |= self.0.contains(&ident);
        }
    }
    let parameters = input.generics.params.iter().filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(parameter) => Some(&parameter.ident),
        GenericParam::Lifetime(_) => None,
    });
    let mut look = Look(parameters.collect(), false);
    look.visit_type(ty);
    look.1
}
