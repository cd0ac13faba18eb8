//! From a type to its code, or to everything that is wrong with it.

use crate::attribute::{Form, Said};
use crate::code_first;
use crate::given::{Part, Taken, take};
use crate::problems::Problems;
use evenkeel_codegen::derive::{self, At, Bound, Failure, Problem, Role};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use std::path::PathBuf;
use syn::spanned::Spanned;
use syn::{DeriveInput, LitStr};

/// The whole of a derive.
pub(crate) fn derive(input: &DeriveInput, role: Role) -> TokenStream {
    let mut problems = Problems::default();
    let said = Said::read(input, role, &mut problems);
    let expanded = match said {
        Some(Said { form: Form::CodeFirst(names), krate }) => {
            Some(code_first::expand(input, &names, &krate_or_default(krate), &mut problems))
        }
        Some(Said { form: Form::Bound(schema), krate }) => {
            let taken = take(input, role, &mut problems);
            taken.and_then(|taken| bound(input, &schema, &krate_or_default(krate), &taken, &mut problems))
        }
        None => None,
    };
    match expanded {
        Some(code) if problems.is_empty() => code,
        _ => problems.into_tokens(),
    }
}

fn krate_or_default(krate: Option<syn::Path>) -> TokenStream {
    krate.map_or_else(|| quote!(::evenkeel), ToTokens::into_token_stream)
}

fn bound(
    input: &DeriveInput,
    schema: &LitStr,
    krate: &TokenStream,
    taken: &Taken,
    problems: &mut Problems,
) -> Option<TokenStream> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    match derive::bind(&package, &schema.value(), &taken.given) {
        Ok(bound) => lay(input, &bound, krate, taken).map_err(|error| problems.add(error)).ok(),
        Err(Failure::Definitions(error)) => {
            // The report has lines of its own.
            problems.at(schema, format!("the definitions are wrong\n\n{}", error.to_string().trim_end()));
            None
        }
        Err(Failure::Type(found)) => {
            found.into_iter().for_each(|problem| place(problem, input, schema, taken, problems));
            None
        }
    }
}

/// Puts a problem where it belongs.
fn place(problem: Problem, input: &DeriveInput, schema: &LitStr, taken: &Taken, problems: &mut Problems) {
    let Problem { at, message } = problem;
    match at {
        At::Schema => problems.at(schema, message),
        At::Name => problems.at(&input.ident, message),
        At::Member(index) | At::Choice(index) => problems.at(&taken.parts[index].whole, message),
        At::Type(index) => problems.at(&taken.parts[index].ty, message),
        At::Strict => problems.span(taken.strict.unwrap_or_else(|| input.ident.span()), message),
        At::Tag => problems.span(taken.tag.unwrap_or_else(|| input.ident.span()), message),
    }
}

/// Lays the code around the user's tokens.
fn lay(input: &DeriveInput, bound: &Bound, krate: &TokenStream, taken: &Taken) -> syn::Result<TokenStream> {
    let code: TokenStream = bound.code.parse().map_err(|error| syn::Error::new(Span::call_site(), error))?;
    let name = &input.ident;
    let (_, arguments, _) = input.generics.split_for_impl();
    let parameters = input.generics.params.iter().map(without_default);
    let clauses = input.generics.where_clause.as_ref().map(|clause| {
        let predicates = clause.predicates.iter();
        quote!(#(#predicates,)*)
    });
    let words = Words {
        this: quote!(#name #arguments),
        generics: quote!(#(#parameters),*),
        clauses: clauses.unwrap_or_default(),
        krate: krate.clone(),
        parts: &taken.parts,
    };
    let code = words.replace(code);
    let files = bound.files.iter().map(|file| file.to_string_lossy().into_owned());
    // The attributes are for what a user did not write.
    Ok(quote! {
        #[doc(hidden)]
        #[allow(clippy::all, clippy::nursery, clippy::pedantic, clippy::restriction, deprecated, non_camel_case_types, non_upper_case_globals, non_snake_case, unreachable_pub, unused_qualifications, unused_imports, single_use_lifetimes, unused_lifetimes, missing_docs, private_interfaces, private_bounds)]
        const _: () = {
            #(const _: &[u8] = ::std::include_bytes!(#files);)*
            #code
        };
    })
}

/// A parameter as it stands in an `impl`.
fn without_default(parameter: &syn::GenericParam) -> TokenStream {
    match parameter.clone() {
        syn::GenericParam::Type(mut parameter) => {
            parameter.default = None;
            parameter.into_token_stream()
        }
        syn::GenericParam::Const(mut parameter) => {
            parameter.default = None;
            parameter.into_token_stream()
        }
        syn::GenericParam::Lifetime(parameter) => parameter.into_token_stream(),
    }
}

/// The tokens that words of the code stand for.
struct Words<'a> {
    this: TokenStream,
    generics: TokenStream,
    clauses: TokenStream,
    krate: TokenStream,
    parts: &'a [Part],
}

impl Words<'_> {
    fn replace(&self, code: TokenStream) -> TokenStream {
        let mut out = TokenStream::new();
        // After `::`, or before it for what is a module, a name is nobody else's.
        let mut path = 0;
        let mut at = None;
        for token in code {
            match token {
                TokenTree::Ident(ident) if self.numbered("__At", &ident).is_some() => {
                    at = self.numbered("__At", &ident);
                }
                TokenTree::Ident(ident) => {
                    out.extend(self.word(&ident, path == 2));
                    path = 0;
                }
                TokenTree::Group(group) => {
                    let inside = self.replace(group.stream());
                    match at.take() {
                        Some(part) => out.extend(located(inside, part.ty.span())),
                        None => out.extend([TokenTree::Group(Group::new(group.delimiter(), inside))]),
                    }
                    path = 0;
                }
                TokenTree::Punct(punct) => {
                    path = if punct.as_char() == ':' { path + 1 } else { 0 };
                    out.extend([TokenTree::Punct(punct)]);
                }
                TokenTree::Literal(literal) => {
                    out.extend([TokenTree::Literal(literal)]);
                    path = 0;
                }
            }
        }
        out
    }

    /// The field or variant of a word like `__Ty3`.
    fn numbered(&self, word: &str, ident: &Ident) -> Option<&Part> {
        let number: usize = ident.to_string().strip_prefix(word)?.parse().ok()?;
        self.parts.get(number)
    }

    fn word(&self, ident: &Ident, in_path: bool) -> TokenStream {
        let text = ident.to_string();
        let numbered = |word: &str| self.numbered(word, ident);
        match text.as_str() {
            "__Self" => self.this.clone(),
            "__Generics" => self.generics.clone(),
            "__Where" => self.clauses.clone(),
            "__evenkeel" => self.krate.clone(),
            // A user's scope may have others of the name.
            "Ok" | "Err" | "Some" | "None" if !in_path => quote!(__p::#ident),
            _ => {
                if let Some(part) = numbered("__Field").or_else(|| numbered("__Variant")) {
                    return part.ident.to_token_stream();
                }
                // An error about the type is shown where the type stands.
                let ty = numbered("__Ty").map(|part| &part.ty).or_else(|| numbered("__In").map(|part| &part.inner));
                ty.map_or_else(|| ident.to_token_stream(), |ty| quote_spanned!(ty.span()=> #ty))
            }
        }
    }
}

/// Tokens that are shown at a place.
fn located(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            token = TokenTree::Group(Group::new(group.delimiter(), located(group.stream(), span)));
        }
        token.set_span(token.span().located_at(span));
        token
    });
    tokens.collect()
}
