//! Generated code that holds what the generator writes, and nothing that a definition brought in.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::Path;
use syn::visit::{self, Visit};

/// The attributes that generated code has.
const ATTRIBUTES: [&str; 7] = ["allow", "deprecated", "derive", "doc", "inline", "must_use", "non_exhaustive"];

/// The macros that generated code calls.
const MACROS: [&str; 5] = ["concat", "env", "include", "include_str", "matches"];

/// The tables that generated code gives to the runtime's macros, and no words of which begin an item.
const TABLES: [&str; 3] = ["builder", "object", "words"];
const NO_TABLE: [&str; 9] = ["const", "extern", "fn", "impl", "macro_rules", "mod", "static", "unsafe", "use"];

/// Holds every generated file against what the generator writes.
///
/// # Panics
/// Where a file does not parse, or holds an item, an attribute or a macro call of someone else's.
pub fn check(files: &BTreeMap<String, String>) {
    for (name, text) in files {
        if is_rust(name) {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            assert!(file.attrs.is_empty() && file.shebang.is_none(), "{name} begins with an attribute\n{text}");
            Inspection { name }.visit_file(&file);
        } else {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{name}: {text}");
        }
    }
}

/// Whether a generated file holds code.
pub fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}

struct Inspection<'a> {
    name: &'a str,
}

impl<'ast> Visit<'ast> for Inspection<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item;
        let own = matches!(
            item,
            Item::Mod(_)
                | Item::Struct(_)
                | Item::Enum(_)
                | Item::Impl(_)
                | Item::Const(_)
                | Item::Static(_)
                | Item::Use(_)
                | Item::Macro(_)
        );
        assert!(own, "{} holds an item that the generator does not write", self.name);
        visit::visit_item(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute.path();
        let own = ATTRIBUTES.iter().any(|word| path.is_ident(word));
        let outer = matches!(attribute.style, syn::AttrStyle::Outer);
        assert!(own && outer, "{} has an attribute that the generator does not write", self.name);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if TABLES.contains(&name.as_str()) {
            let own = call.path.segments.first().is_some_and(|segment| segment.ident == "__p");
            assert!(own && is_table(call.tokens.clone()), "{} has another table: {}", self.name, call.tokens);
            return;
        }
        let own = name.starts_with("__require") || MACROS.contains(&name.as_str());
        assert!(own, "{} calls `{name}!`", self.name);
        if name.starts_with("include") {
            let path: syn::LitStr = call.parse_body().expect("what is included is named by a literal");
            let inside = path.value().strip_prefix("schema/").is_some_and(|name| !name.contains(['/', '\\']));
            assert!(inside, "{} includes {:?}", self.name, path.value());
        }
    }

    fn visit_expr_unsafe(&mut self, _: &'ast syn::ExprUnsafe) {
        panic!("{} is unsafe", self.name);
    }
}

/// Names, types and literals: no item, attribute, block or macro call.
fn is_table(tokens: TokenStream) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace && is_table(group.stream()),
        TokenTree::Punct(punct) => !['#', '!'].contains(&punct.as_char()),
        TokenTree::Ident(word) => !NO_TABLE.iter().any(|other| word == other),
        TokenTree::Literal(_) => true,
    })
}
