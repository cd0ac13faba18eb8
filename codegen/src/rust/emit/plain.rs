//! The same types as an engineer writes them by hand, with serde's derives and nothing else: what the
//! benchmarks measure generated code beside. They hold what a payload holds, and check no rule.

use super::Context;
use super::code::{Code, literal};
use crate::contract::Catalog;
use crate::rust::shape::{Branch, Choice, FieldKind, Kind, Literal, Program, Rest, Struct, Type, TypeId, Union, Use};
use crate::rust::{Options, UnknownFields};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]";

#[derive(Default)]
struct Module {
    types: BTreeMap<String, TypeId>,
    modules: BTreeMap<String, Module>,
}

/// All types of a program in one text, and the path of each event's type in it.
pub(crate) fn types(catalog: &Catalog, program: &Program, options: &Options) -> (String, BTreeMap<String, String>) {
    let mut root = Module::default();
    for (id, def) in (0..).map(TypeId).zip(&program.types) {
        let module =
            def.place.modules.iter().fold(&mut root, |module, name| module.modules.entry(name.clone()).or_default());
        module.types.insert(def.place.name.clone(), id);
    }
    let events = catalog.contracts.iter().zip(&program.events).map(|(contract, id)| {
        let place = &program[*id].place;
        (contract.event.event_type(), [&place.modules[..], std::slice::from_ref(&place.name)].concat().join("::"))
    });
    let mut code = Code::default();
    let plain = Plain { catalog, program, options, tags: tags(program) };
    plain.module(&mut code, &[], &root);
    (code.into_text(), events.collect())
}

struct Plain<'a> {
    catalog: &'a Catalog,
    program: &'a Program,
    options: &'a Options,
    /// Members that `#[serde(tag = "…")]` reads and writes for a branch's struct.
    tags: BTreeMap<TypeId, String>,
}

/// The tags that serde can hold: each branch a struct with one value for the tag, in one union alone.
fn tags(program: &Program) -> BTreeMap<TypeId, String> {
    let unions = program.types.iter().filter_map(|def| match &def.kind {
        Kind::Union(union) => Some(union),
        _ => None,
    });
    let mut tags = BTreeMap::new();
    for union in unions {
        let Choice::Tag(tag) = &union.choice else { continue };
        let branches: Option<Vec<TypeId>> = union.branches.iter().map(|branch| by_serde(program, branch)).collect();
        tags.extend(branches.into_iter().flatten().map(|id| (id, tag.clone())));
    }
    tags
}

fn by_serde(program: &Program, branch: &Branch) -> Option<TypeId> {
    match branch.ty.ty {
        Type::Named(id) | Type::Boxed(id) if branch.tags.len() == 1 && program[id].event.is_none() => {
            matches!(program[id].kind, Kind::Struct(_)).then_some(id)
        }
        _ => None,
    }
}

impl Plain<'_> {
    fn module(&self, code: &mut Code, path: &[String], module: &Module) {
        let documents = RefCell::new(BTreeSet::new());
        let names = Context {
            catalog: self.catalog,
            program: self.program,
            unknown: self.options.unknown_fields,
            krate: &self.options.crate_path,
            module: path.to_vec(),
            shadows: module.types.keys().cloned().collect::<HashSet<_>>(),
            documents: &documents,
            events: &BTreeMap::new(),
        };
        for &id in module.types.values() {
            let name = &self.program[id].place.name;
            code.gap();
            match &self.program[id].kind {
                Kind::Struct(object) => self.object(code, &names, id, object),
                Kind::Enum(variants) => {
                    code.line(DERIVES);
                    code.open(&format!("pub enum {name} {{"));
                    for variant in variants {
                        code.line(&format!("#[serde(rename = {})]", literal(&variant.value)));
                        code.line(&format!("{},", variant.ident));
                    }
                    code.close("}");
                }
                Kind::Union(union) => self.union(code, &names, name, union),
                Kind::Newtype(inner) => {
                    code.line(DERIVES);
                    code.line("#[serde(transparent)]");
                    code.line(&format!("pub struct {name}(pub {});", ty(&names, inner)));
                }
                // Without a rule on its positions it is a list of anything.
                Kind::Sequence(_) => {
                    code.line(DERIVES);
                    code.line("#[serde(transparent)]");
                    code.line(&format!("pub struct {name}(pub {}<serde_json::Value>);", names.prelude("Vec")));
                }
                Kind::Pending => {}
            }
        }
        for (name, inner) in &module.modules {
            code.gap();
            code.open(&format!("pub mod {name} {{"));
            self.module(code, &[path, std::slice::from_ref(name)].concat(), inner);
            code.close("}");
        }
    }

    fn object(&self, code: &mut Code, names: &Context<'_>, id: TypeId, object: &Struct) {
        let name = &self.program[id].place.name;
        let mut constants = Vec::new();
        code.line(DERIVES);
        code.open(&format!("pub struct {name} {{"));
        for (index, field) in object.fields.iter().enumerate() {
            let boxed = |ty: String| if field.boxed { format!("{}<{ty}>", names.prelude("Box")) } else { ty };
            let ty = match &field.kind {
                FieldKind::Forbidden => continue,
                FieldKind::Constant(_) if self.tags.get(&id) == Some(&field.name) => continue,
                FieldKind::Constant(Literal::Text(text)) => {
                    let ty = format!("{name}Constant{index}");
                    constants.push((ty.clone(), text));
                    ty
                }
                FieldKind::Constant(Literal::Json(_)) => "serde_json::Value".to_owned(),
                FieldKind::Required(value) => boxed(ty(names, value)),
                FieldKind::Optional(value) => {
                    format!("{}<{}>", names.prelude("Option"), boxed(ty(names, value.without_null())))
                }
            };
            if field.ident.trim_start_matches("r#") != field.name {
                code.line(&format!("#[serde(rename = {})]", literal(&field.name)));
            }
            if matches!(field.kind, FieldKind::Optional(_)) {
                code.line(&format!("#[serde(skip_serializing_if = \"{}::is_none\")]", names.prelude("Option")));
            }
            let ident = if matches!(field.kind, FieldKind::Constant(_)) {
                format!("constant{index}")
            } else {
                field.ident.clone()
            };
            if matches!(field.kind, FieldKind::Constant(_)) {
                code.line(&format!("#[serde(rename = {})]", literal(&field.name)));
            }
            code.line(&format!("pub {ident}: {ty},"));
        }
        let others = match &object.rest {
            Rest::Typed(value) => Some(ty(names, value)),
            Rest::Open if self.options.unknown_fields == UnknownFields::Keep => Some("serde_json::Value".to_owned()),
            _ => None,
        };
        if let Some(ty) = others {
            code.line("#[serde(flatten)]");
            code.line(&format!("pub others: ::std::collections::BTreeMap<{}, {ty}>,", names.prelude("String")));
        }
        code.close("}");
        for (ty, text) in constants {
            code.gap();
            code.line(DERIVES);
            code.open(&format!("pub enum {ty} {{"));
            code.line(&format!("#[serde(rename = {})]", literal(text)));
            code.line("Only,");
            code.close("}");
        }
    }

    fn union(&self, code: &mut Code, names: &Context<'_>, name: &str, union: &Union) {
        let tagged = match &union.choice {
            Choice::Tag(tag) => {
                Some(tag).filter(|_| union.branches.iter().all(|one| by_serde(self.program, one).is_some()))
            }
            _ => None,
        };
        code.line(DERIVES);
        match tagged {
            Some(tag) => code.line(&format!("#[serde(tag = {})]", literal(tag))),
            None => code.line("#[serde(untagged)]"),
        }
        code.open(&format!("pub enum {name} {{"));
        for branch in &union.branches {
            if let (Some(_), [tag]) = (tagged, branch.tags.as_slice()) {
                code.line(&format!("#[serde(rename = {})]", literal(tag)));
            }
            let held = ty(names, &branch.ty);
            let held = if branch.boxed { format!("{}<{held}>", names.prelude("Box")) } else { held };
            code.line(&format!("{}({held}),", branch.ident));
        }
        code.close("}");
    }
}

/// A type as it is written by hand: a format is a `String`, and null is `None`.
fn ty(names: &Context<'_>, value: &Use) -> String {
    match &value.ty {
        Type::Any | Type::Never => "serde_json::Value".into(),
        Type::String | Type::Format(_) => names.prelude("String"),
        Type::Vec(item) => format!("{}<{}>", names.prelude("Vec"), ty(names, item)),
        Type::Tuple(positions) => {
            let positions: String = positions.iter().map(|position| ty(names, position) + ", ").collect();
            format!("({positions})")
        }
        Type::Map(inner) => format!("::std::collections::BTreeMap<{}, {}>", names.prelude("String"), ty(names, inner)),
        Type::Nullable(inner) => format!("{}<{}>", names.prelude("Option"), ty(names, inner)),
        Type::Null | Type::Bool | Type::Integer(_) | Type::Float | Type::Named(_) | Type::Boxed(_) => names.ty(value),
    }
}
