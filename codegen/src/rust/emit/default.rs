//! `default`: what stands for a property that is not there, on request.

use super::Context;
use super::code::{Code, literal};
use crate::read::Number;
use crate::rust::lower::range;
use crate::rust::shape::{Field, FieldKind, Kind, Literal, Struct, Type, Use};

impl Context<'_> {
    /// `x_or_default` for every optional property with a default.
    pub(super) fn defaults(&self, code: &mut Code, object: &Struct) {
        for field in &object.fields {
            let (FieldKind::Optional(value), Some(default)) = (&field.kind, &field.default) else { continue };
            let Some((ty, expression)) = self.or_default(field, value, default) else { continue };
            let name = field.ident.trim_start_matches("r#");
            code.gap();
            code.docs(&format!("`{}`, or the schema's default where it is not there.", field.name));
            if field.docs.deprecated {
                code.line("#[allow(deprecated)]");
            }
            code.signature(&format!("pub fn {name}_or_default"), &["&self"], &format!(" -> {ty} {{"));
            code.indented(|code| code.line(&expression));
            code.line("}");
        }
    }

    fn or_default(&self, field: &Field, value: &Use, default: &Literal) -> Option<(String, String)> {
        let path = format!("self.{}", field.ident);
        let copied = |ty: &str, literal: &str| Some((ty.to_owned(), format!("{path}.unwrap_or({literal})")));
        match (&value.ty, default) {
            (Type::Bool, Literal::Json(json)) if matches!(json.as_str(), "true" | "false") => copied("bool", json),
            (Type::Integer(rust), Literal::Json(json)) => {
                let number = Number::parse(json)?.as_i128()?;
                let (least, most) = range(rust);
                if !(least..=most).contains(&number) {
                    return None;
                }
                copied(rust, &number.to_string())
            }
            (Type::Float, Literal::Json(json)) => copied("f64", &format!("{:?}", Number::parse(json)?.to_f64())),
            (Type::String, Literal::Text(text)) => {
                Some(("&str".into(), format!("{path}.as_deref().unwrap_or({})", literal(text))))
            }
            (Type::Named(id), Literal::Text(text)) => {
                let Kind::Enum(variants) = &self.program[*id].kind else { return None };
                let variant = variants.iter().find(|variant| variant.value == *text)?;
                let ty = self.path(*id);
                copied(&ty, &format!("{ty}::{}", variant.ident))
            }
            (Type::Vec(item), Literal::Json(json)) if json == "[]" => {
                Some((format!("&[{}]", self.ty(item)), format!("{path}.as_deref().unwrap_or_default()")))
            }
            _ => None,
        }
    }
}
