//! `#[event(…)]` and `#[contract(…)]`.

use crate::problems::Problems;
use evenkeel_codegen::derive::Role;
use evenkeel_codegen::diagnostic::suggest;
use syn::{Attribute, LitInt, LitStr, Path};

/// What the attribute says.
pub(crate) struct Said {
    pub(crate) form: Form,
    /// The runtime crate where it is re-exported.
    pub(crate) krate: Option<Path>,
}

/// Where the contract comes from.
pub(crate) enum Form {
    /// From a definition.
    Bound(LitStr),
    /// From the struct itself.
    CodeFirst(Names),
}

/// What a definition says in its `x-event` block.
pub(crate) struct Names {
    pub(crate) domain: LitStr,
    pub(crate) name: LitStr,
    pub(crate) version: LitInt,
    pub(crate) key: Option<LitStr>,
    pub(crate) idempotency: Option<LitStr>,
    pub(crate) owner: Option<LitStr>,
}

#[derive(Default)]
struct Words {
    schema: Option<LitStr>,
    krate: Option<Path>,
    domain: Option<LitStr>,
    name: Option<LitStr>,
    version: Option<LitInt>,
    key: Option<LitStr>,
    idempotency: Option<LitStr>,
    owner: Option<LitStr>,
}

const EVENT: [&str; 8] = ["schema", "domain", "name", "version", "key", "idempotency", "owner", "crate"];
const CONTRACT: [&str; 2] = ["schema", "crate"];

impl Said {
    /// Reads the attribute; none where it is wrong.
    pub(crate) fn read(input: &syn::DeriveInput, role: Role, problems: &mut Problems) -> Option<Self> {
        let (called, example) = match role {
            Role::Event => ("event", "#[event(schema = \"schemas/order/created.v1.yaml\")]"),
            Role::Part => ("contract", "#[contract(schema = \"schemas/order/created.v1.yaml#/properties/total\")]"),
        };
        let attributes: Vec<&Attribute> =
            input.attrs.iter().filter(|attribute| attribute.path().is_ident(called)).collect();
        if attributes.is_empty() {
            problems.at(&input.ident, format!("which contract? Say `{example}`"));
            return None;
        }
        let mut words = Words::default();
        let before = problems.is_empty();
        for attribute in &attributes {
            if let Err(error) = words.read(attribute, role, problems) {
                problems.add(error);
            }
        }
        if before && !problems.is_empty() {
            return None;
        }
        let krate = words.krate.take();
        let attribute = attributes[0];
        words.form(role, example, attribute, problems).map(|form| Self { form, krate })
    }
}

impl Words {
    fn read(&mut self, attribute: &Attribute, role: Role, problems: &mut Problems) -> syn::Result<()> {
        attribute.parse_nested_meta(|meta| {
            let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            let known: &[&str] = if role == Role::Event { &EVENT } else { &CONTRACT };
            if !known.contains(&key.as_str()) {
                let hint = match suggest(&key, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("there are `{}`", known.join("`, `")),
                };
                problems.at(&meta.path, format!("there is no `{key}` here; {hint}"));
                // The rest is looked at as well.
                if meta.input.peek(syn::Token![=]) {
                    meta.value()?.parse::<syn::Expr>()?;
                }
                return Ok(());
            }
            let mut text = |slot: &mut Option<LitStr>| -> syn::Result<()> {
                if slot.replace(meta.value()?.parse()?).is_some() {
                    problems.at(&meta.path, format!("`{key}` is said twice"));
                }
                Ok(())
            };
            match key.as_str() {
                "schema" => text(&mut self.schema),
                "domain" => text(&mut self.domain),
                "name" => text(&mut self.name),
                "key" => text(&mut self.key),
                "idempotency" => text(&mut self.idempotency),
                "owner" => text(&mut self.owner),
                "crate" => {
                    let path: LitStr = meta.value()?.parse()?;
                    self.krate = Some(path.parse_with(Path::parse_mod_style)?);
                    Ok(())
                }
                _ => {
                    self.version = Some(meta.value()?.parse()?);
                    Ok(())
                }
            }
        })
    }

    fn form(self, role: Role, example: &str, attribute: &Attribute, problems: &mut Problems) -> Option<Form> {
        let Self { schema, domain, name, version, key, idempotency, owner, .. } = self;
        if let Some(schema) = schema {
            let others = [&domain, &name, &key, &idempotency, &owner];
            if version.is_some() || others.into_iter().any(Option::is_some) {
                let message = "`schema` names a definition, which says all the rest: take the rest away, or `schema` for an event whose definition is this type";
                problems.at(attribute, message);
                return None;
            }
            return Some(Form::Bound(schema));
        }
        if role == Role::Part {
            problems.at(attribute, format!("which schema? Say `{example}`"));
            return None;
        }
        match (domain, name, version) {
            (Some(domain), Some(name), Some(version)) => {
                Some(Form::CodeFirst(Names { domain, name, version, key, idempotency, owner }))
            }
            (domain, name, version) => {
                let missing: Vec<&str> =
                    [("domain", domain.is_none()), ("name", name.is_none()), ("version", version.is_none())]
                        .into_iter()
                        .filter_map(|(key, missing)| missing.then_some(key))
                        .collect();
                let message = if missing.len() == 3 {
                    format!(
                        "which contract? Say `{example}`, or `domain`, `name` and `version` for a definition that is this type"
                    )
                } else {
                    format!("say `{}` too", missing.join("` and `"))
                };
                problems.at(attribute, message);
                None
            }
        }
    }
}
