//! The text of the traits that fields' types must have.

use super::super::code::{Code, literal};
use super::hold::{Level, Spoken};
use super::{Emitter, words};
use crate::rust::shape::{Type, Use};

/// The map of what a schema does not name.
const MAP: &str = "::std::collections::BTreeMap<::std::string::String, __T>";
/// How such a map, or another store, is written.
const WRITE_OTHERS: &str = "fn write_others<__M: __p::serde::ser::SerializeMap>(&self, map: &mut __M) \
                            -> ::std::result::Result<(), __M::Error>";
const NAMES: &str = "fn names(&self) -> impl ::std::iter::Iterator<Item = &str>";

/// Text in a message of `on_unimplemented`, where braces mean something.
pub(super) fn plain(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A trait whose types hold others, seen through one method.
struct Holder<'a> {
    name: &'a str,
    /// The trait of what is held.
    item: &'a str,
    method: &'a str,
    /// What the method returns, of `Self::Item` or `__T`.
    returns: fn(&str) -> String,
    /// Each type that has the trait, and the method's body.
    types: &'a [(&'a str, &'a str)],
}

impl Emitter<'_> {
    /// Writes the trait of a level.
    pub(super) fn declare(&mut self, level: &Level, spoken: &Spoken<'_>) {
        let Level { name, value, inner } = level;
        self.message(value, spoken);
        let item = || inner[0].name.as_str();
        match &value.ty {
            Type::Vec(_) => self.holder(&Holder {
                name,
                item: item(),
                method: "items",
                returns: |of| format!("&[{of}]"),
                types: &[("::std::vec::Vec<__T>", "self")],
            }),
            Type::Map(_) => self.holder(&Holder {
                name,
                item: item(),
                method: "members",
                returns: |of| format!("&{}", MAP.replace("__T", of)),
                types: &[(MAP, "self")],
            }),
            Type::Nullable(_) => self.holder(&Holder {
                name,
                item: item(),
                method: "present",
                returns: |of| format!("::std::option::Option<&{of}>"),
                types: &[
                    ("::std::option::Option<__T>", "self.as_ref()"),
                    ("__evenkeel::Nullable<__T>", "self.as_option()"),
                ],
            }),
            Type::Tuple(_) => self.tuple(name, inner),
            Type::Named(id) => {
                let identity = words::identity(self.context.catalog, self.context.program[*id].schema);
                let wrong = format!(
                    "{} is `{identity}` by {}, and this type derives `Contract` for another schema",
                    spoken.what, spoken.place
                );
                self.named_type(name, &identity, &wrong, spoken.part, None);
            }
            _ => self.leaf(name, value),
        }
    }

    /// What the compiler says of a type that does not have the trait that follows.
    fn message(&mut self, value: &Use, spoken: &Spoken<'_>) {
        let asks = words::asks(self.context.program, value);
        let advice = match &value.ty {
            Type::Named(id) => {
                let identity = words::identity(self.context.catalog, self.context.program[*id].schema);
                format!("a type that derives `evenkeel::Contract` for `{identity}`")
            }
            Type::Nullable(_) if spoken.optional => {
                "`evenkeel::Nullable<…>` in the `Option`, for null is not absence".into()
            }
            Type::Nullable(_) => "`Option<…>`".into(),
            Type::Vec(_) => "`Vec<…>`".into(),
            Type::Map(_) => "`BTreeMap<String, …>`".into(),
            _ => format!("`{}`", words::rust(value)),
        };
        let message = format!("{}, which {} says is {asks}: use {advice}", spoken.what, spoken.place);
        self.code.unimplemented(&message, &format!("use {advice}"));
    }

    fn holder(&mut self, holder: &Holder<'_>) {
        let Holder { name, item, method, returns, types } = holder;
        let code = &mut self.code;
        code.open(&format!("pub trait {name}: __p::Held {{"));
        code.line("const SAME: ();");
        code.line(&format!("type Item: {item};"));
        code.line(&format!("fn {method}(&self) -> {};", returns("Self::Item")));
        code.close("}");
        for (ty, body) in *types {
            code.open(&format!("impl<__T: {item}> {name} for {ty} {{"));
            code.line("const SAME: () = __T::SAME;");
            code.line("type Item = __T;");
            code.line(&format!("fn {method}(&self) -> {} {{ {body} }}", returns("__T")));
            code.close("}");
        }
    }

    fn tuple(&mut self, name: &str, positions: &[Level]) {
        let code = &mut self.code;
        code.open(&format!("pub trait {name}: __p::Held {{"));
        code.line("const SAME: ();");
        for (index, position) in positions.iter().enumerate() {
            code.line(&format!("type Item{index}: {};", position.name));
            code.line(&format!("fn place{index}(&self) -> &Self::Item{index};"));
        }
        code.close("}");
        let each = |text: fn(usize, &Level) -> String| {
            positions.iter().enumerate().map(|(index, position)| text(index, position)).collect::<Vec<_>>().concat()
        };
        let parameters = each(|index, position| format!("__T{index}: {}, ", position.name));
        let names = each(|index, _| format!("__T{index}, "));
        let same = each(|index, _| format!("__T{index}::SAME; "));
        code.open(&format!("impl<{parameters}> {name} for ({names}) {{"));
        code.line(&format!("const SAME: () = {{ {same}}};"));
        for index in 0..positions.len() {
            code.line(&format!("type Item{index} = __T{index};"));
            code.line(&format!("fn place{index}(&self) -> &__T{index} {{ &self.{index} }}"));
        }
        code.close("}");
    }

    /// A trait for types that derive `Contract` for one schema; `method` is its signature and its body.
    pub(super) fn named_type(
        &mut self,
        name: &str,
        identity: &str,
        wrong: &str,
        part: usize,
        method: Option<(&str, &str)>,
    ) {
        let code = &mut self.code;
        code.open(&format!("pub trait {name}: __p::Held {{"));
        code.line("const SAME: ();");
        if let Some((signature, _)) = method {
            code.line(&format!("{signature};"));
        }
        code.close("}");
        code.open(&format!("impl<__T: __evenkeel::Contract> {name} for __T {{"));
        code.line(&format!(
            "const SAME: () = __At{part} {{ ::std::assert!(__p::same(<__T as __evenkeel::Contract>::PLACE, {}), {}) }};",
            literal(identity),
            literal(&plain(wrong))
        ));
        if let Some((signature, body)) = method {
            code.line(&format!("{signature} {{ {body} }}"));
        }
        code.close("}");
    }

    fn leaf(&mut self, name: &str, value: &Use) {
        let (view, types): (String, Vec<String>) = match &value.ty {
            Type::Integer(_) => {
                ("__p::Integer".into(), words::integers(value).into_iter().map(str::to_owned).collect())
            }
            _ => {
                let ty = self.context.ty(value);
                (format!("__p::View<{ty}>"), vec![ty])
            }
        };
        let code = &mut self.code;
        code.open(&format!("pub trait {name}: __p::Held + {view} {{"));
        code.line("const SAME: () = ();");
        code.close("}");
        for ty in types {
            code.line(&format!("impl {name} for {ty} {{}}"));
        }
    }

    /// The trait of a field that holds the properties that the schema does not name, all of one type.
    pub(super) fn others_level(&mut self, value: &Use, spoken: &Spoken<'_>) -> Result<Level, String> {
        let item = self.level(value, &spoken.inner("a value", "Value"))?;
        let name = self.name("__HoldsOthers");
        let asks = words::asks(self.context.program, value);
        self.others_trait(&name, spoken, &format!("{asks} each"), "BTreeMap<String, …>", Some(&item.name));
        let code = &mut self.code;
        code.open(&format!("impl<__T: {}> {name} for {MAP} {{", item.name));
        code.line("const SAME: () = __T::SAME;");
        code.line("type Item = __T;");
        code.line(&format!("fn members(&self) -> &{MAP} {{ self }}"));
        code.line(&format!("{NAMES} {{ self.keys().map(|name| name.as_str()) }}"));
        code.line(&format!("{WRITE_OTHERS} {{ __p::others(map, self) }}"));
        code.close("}");
        let value = Use::plain(Type::Map(Box::new(value.clone())));
        Ok(Level { name, value, inner: vec![item] })
    }

    /// The trait of a field that holds them as they are.
    pub(super) fn extra_level(&mut self, spoken: &Spoken<'_>) -> Level {
        let name = self.name("__HoldsOthers");
        self.others_trait(&name, spoken, "any JSON each", "evenkeel::Extra", None);
        let code = &mut self.code;
        code.open(&format!("impl {name} for __evenkeel::Extra {{"));
        code.line("const SAME: () = ();");
        code.line(&format!("{NAMES} {{ self.iter().map(|(name, _)| name) }}"));
        code.line(&format!("{WRITE_OTHERS} {{ self.serialize_into(map) }}"));
        code.close("}");
        Level { name, value: Use::plain(Type::Any), inner: Vec::new() }
    }

    fn others_trait(&mut self, name: &str, spoken: &Spoken<'_>, asks: &str, rust: &str, item: Option<&str>) {
        let message = format!("{}, which are {asks} by {}: use `{rust}`", spoken.what, spoken.place);
        let code = &mut self.code;
        code.unimplemented(&message, &format!("use `{rust}`"));
        code.open(&format!("pub trait {name}: __p::Check + ::std::default::Default {{"));
        code.line("const SAME: ();");
        if let Some(item) = item {
            code.line(&format!("type Item: {item};"));
            code.line(&format!("fn members(&self) -> &{};", MAP.replace("__T", "Self::Item")));
        }
        code.line(&format!("{NAMES};"));
        code.line(&format!("{WRITE_OTHERS};"));
        code.close("}");
    }
}

impl Code {
    /// What the compiler says of a type without the trait that follows: that it cannot hold something.
    pub(super) fn unimplemented(&mut self, what: &str, label: &str) {
        let message = literal(&format!("`{{Self}}` cannot hold {}", plain(what)));
        self.gap();
        self.line(&format!("#[diagnostic::on_unimplemented(message = {message}, label = {})]", literal(&plain(label))));
    }
}
