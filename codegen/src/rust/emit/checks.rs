//! Rules that a type does not carry, as statements on a value.

use super::Context;
use super::code::{Code, literal};
use crate::rust::shape::{Check, Engine, Type, Use};

/// How a value is spoken of: as a reference, by value, as the receiver of a method.
pub(super) struct Value {
    reference: String,
    copied: String,
    receiver: String,
}

impl Value {
    /// A field or other place: `self.total`.
    pub(super) fn place(path: &str) -> Self {
        Self { reference: format!("&{path}"), copied: path.to_owned(), receiver: path.to_owned() }
    }

    /// A variable that is a reference.
    pub(super) fn variable(name: &str) -> Self {
        Self { reference: name.to_owned(), copied: format!("*{name}"), receiver: name.to_owned() }
    }
}

/// Whether a value or what it contains is under any rule, types of their own left to themselves.
pub(super) fn ruled(value: &Use) -> bool {
    ruled_inside(value) || !value.checks.is_empty()
}

fn ruled_inside(value: &Use) -> bool {
    match &value.ty {
        Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) => ruled(inner),
        Type::Tuple(positions) => positions.iter().any(ruled),
        _ => false,
    }
}

/// What binds the value that rules are held against: a name, or `_` where what is written does not speak of
/// it, since nothing satisfies the rule.
pub(super) fn binding(name: &'static str, value: &Use) -> &'static str {
    if ruled_inside(value) || any_speaks(&value.checks) { name } else { "_" }
}

fn any_speaks(checks: &[Check]) -> bool {
    checks.iter().any(speaks)
}

/// Whether what is written for a rule speaks of the value.
fn speaks(check: &Check) -> bool {
    match check {
        Check::Never => false,
        Check::Bound { literal, .. } => !literal.is_empty(),
        Check::Not(checks) => any_speaks(checks),
        Check::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().any(|of| any_speaks(of)),
        _ => true,
    }
}

impl Context<'_> {
    /// A statement for every rule on a value and on what it contains, types of their own left to
    /// themselves. Each ends the function when its rule is broken.
    pub(super) fn rules(&self, code: &mut Code, value: &Use, at: &Value, name: &str) {
        for check in &value.checks {
            self.rule(code, value, check, at, name);
        }
        let inner = Value::variable("value");
        match &value.ty {
            Type::Vec(item) if ruled(item) => {
                code.open(&format!("for {} in {} {{", binding("value", item), at.reference));
                self.rules(code, item, &inner, &format!("{name}[]"));
                code.close("}");
            }
            Type::Map(item) if ruled(item) => {
                code.open(&format!("for {} in {}.values() {{", binding("value", item), at.receiver));
                self.rules(code, item, &inner, &format!("{name}{{}}"));
                code.close("}");
            }
            Type::Nullable(item) if ruled(item) => {
                code.open(&format!("if let Some({}) = {} {{", binding("value", item), at.reference));
                self.rules(code, item, &inner, name);
                code.close("}");
            }
            Type::Tuple(positions) => {
                for (index, position) in positions.iter().enumerate().filter(|(_, position)| ruled(position)) {
                    let place = Value::place(&format!("{}.{index}", at.receiver));
                    self.rules(code, position, &place, &format!("{name}[{index}]"));
                }
            }
            _ => {}
        }
    }

    /// The statements of one rule.
    fn rule(&self, code: &mut Code, value: &Use, check: &Check, at: &Value, name: &str) {
        let message = literal(&format!("{name}: {}", describe(check)));
        match check {
            Check::Keys(checks) => {
                let named = if any_speaks(checks) { "key" } else { "_" };
                code.open(&format!("for {named} in {}.keys() {{", at.receiver));
                let key = Use::plain(Type::String);
                checks.iter().for_each(|check| self.rule(code, &key, check, &Value::variable("key"), name));
                code.close("}");
            }
            Check::Not(checks) => {
                self.fits(code, value, checks, at);
                code.broken("fits", &message);
            }
            Check::If { condition, then, otherwise } => {
                self.fits(code, value, condition, at);
                for (head, checks) in [("if fits {", then), ("if !fits {", otherwise)] {
                    if !checks.is_empty() {
                        code.open(head);
                        checks.iter().for_each(|check| self.rule(code, value, check, at, name));
                        code.close("}");
                    }
                }
            }
            Check::Contains { of, least, most } => {
                let Type::Vec(item) = &value.ty else { return };
                code.line("let mut count = 0_u64;");
                let named = if any_speaks(of) { "value" } else { "_" };
                code.open(&format!("for {named} in {} {{", at.reference));
                self.fits(code, item, of, &Value::variable("value"));
                code.line("count += u64::from(fits);");
                code.close("}");
                if *least > 0 {
                    code.broken(&format!("count < {least}"), &message);
                }
                if let Some(most) = most {
                    code.broken(&format!("count > {most}"), &message);
                }
            }
            _ => {
                let constant = self.constant(code, value, check);
                code.broken(&self.condition(value, check, at, &constant), &message);
            }
        }
    }

    /// `fits`: whether a value keeps all of these.
    fn fits(&self, code: &mut Code, value: &Use, checks: &[Check], at: &Value) {
        if checks.is_empty() {
            return code.line("let fits = true;");
        }
        code.line("let mut fits = true;");
        for check in checks {
            let constant = self.constant(code, value, check);
            code.open(&format!("if {} {{", self.condition(value, check, at, &constant)));
            code.line("fits = false;");
            code.close("}");
        }
    }

    /// What a rule compares with, as a constant before its statement; its name.
    pub(super) fn constant(&self, code: &mut Code, value: &Use, check: &Check) -> String {
        match check {
            Check::Pattern { ecma, engine } => {
                let name = code.constant_name("PATTERN");
                match engine {
                    Engine::Linear(regex) => code.pattern(&name, "Pattern", regex),
                    Engine::Backtracking => code.pattern(&name, "Backtracking", ecma),
                }
                name
            }
            Check::AmongLiterals(literals) => {
                let name = code.constant_name("VALUES");
                code.list(&format!("const {name}: &[{}] = &", self.ty(value)), literals, ";");
                name
            }
            Check::AmongTexts(texts) => {
                let name = code.constant_name("TEXTS");
                let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
                code.list(&format!("const {name}: &[&str] = &"), &texts, ";");
                name
            }
            Check::AmongJson(values) => {
                let name = code.constant_name("VALUES");
                let values: Vec<String> = values.iter().map(|value| literal(value)).collect();
                code.list(&format!("const {name}: &[&str] = &"), &values, ";");
                name
            }
            _ => String::new(),
        }
    }

    /// The condition under which a rule is broken; `constant` is what it compares with.
    pub(super) fn condition(&self, value: &Use, check: &Check, at: &Value, constant: &str) -> String {
        let (reference, copied, receiver) = (&at.reference, &at.copied, &at.receiver);
        let text = match value.ty {
            Type::String => reference.clone(),
            _ => format!("{receiver}.as_str()"),
        };
        match check {
            Check::Never => "true".into(),
            Check::MinLength(least) => format!("!__p::length({text}, {least}, u64::MAX)"),
            Check::MaxLength(most) => format!("!__p::length({text}, 0, {most})"),
            Check::Pattern { .. } => format!("!{constant}.is_match({text})"),
            Check::Format(format) => format!("!__p::is_format({}, {text})", literal(format)),
            Check::Bound { literal, .. } if literal.is_empty() => "true".into(),
            Check::Bound { operator, literal, .. } if matches!(value.ty, Type::Float) => {
                format!("!({copied} {operator} {literal})")
            }
            Check::Bound { operator, literal, .. } => {
                format!("{copied} {} {literal}", if *operator == ">=" { "<" } else { ">" })
            }
            Check::MultipleOf(divisor) if matches!(value.ty, Type::Float) => {
                format!("!__p::multiple_of({copied}, {})", literal(divisor))
            }
            Check::MultipleOf(divisor) => format!("!__p::multiple_of_int(i128::from({copied}), {})", literal(divisor)),
            Check::AmongLiterals(_) => format!("!{constant}.contains({reference})"),
            Check::AmongJson(_) => format!("!__p::among({reference}, {constant})"),
            Check::AmongTexts(_) => format!("!{constant}.contains(&{receiver}.as_str())"),
            Check::MinItems(least) | Check::MinProperties(least) => format!("({receiver}.len() as u64) < {least}"),
            Check::MaxItems(most) | Check::MaxProperties(most) => format!("({receiver}.len() as u64) > {most}"),
            // These are more than a condition.
            Check::Keys(_) | Check::Not(_) | Check::If { .. } | Check::Contains { .. } => "false".into(),
            Check::UniqueItems => match &value.ty {
                Type::Vec(item) if self.hashes(item) => format!("!__p::unique({reference})"),
                Type::Named(_) => format!("!__p::unique_elements({reference})"),
                _ => format!("!__p::unique_json({reference})"),
            },
        }
    }
}

/// A rule in the schema's words.
pub(super) fn describe(check: &Check) -> String {
    match check {
        Check::Never => "no value is accepted".into(),
        Check::MinLength(least) => format!("minLength {least}"),
        Check::MaxLength(most) => format!("maxLength {most}"),
        Check::Pattern { ecma, .. } => format!("pattern {ecma}"),
        Check::Format(format) => format!("format {format}"),
        Check::Bound { keyword, bound, .. } => format!("{keyword} {bound}"),
        Check::MultipleOf(divisor) => format!("multipleOf {divisor}"),
        Check::AmongLiterals(_) | Check::AmongTexts(_) | Check::AmongJson(_) => "enum".into(),
        Check::MinItems(least) => format!("minItems {least}"),
        Check::MaxItems(most) => format!("maxItems {most}"),
        Check::UniqueItems => "uniqueItems".into(),
        Check::MinProperties(least) => format!("minProperties {least}"),
        Check::MaxProperties(most) => format!("maxProperties {most}"),
        Check::Keys(_) => "a name".into(),
        Check::Not(_) => "not".into(),
        Check::If { .. } => "if".into(),
        Check::Contains { .. } => "contains".into(),
    }
}

impl Code {
    /// `impl Rules`, the statements of its function given; where there are none, the trait's own does.
    pub(super) fn rules_impl(&mut self, context: &Context<'_>, name: &str, statements: impl FnOnce(&mut Self)) {
        let head = format!("impl __p::Rules for {name} {{");
        self.gap();
        self.no_constants();
        let body = |code: &mut Self| {
            code.line("#[inline]");
            code.open(&format!("fn rules(&self) -> {}<(), &'static str> {{", context.prelude("Result")));
            let said = code.said(statements);
            code.line("Ok(())");
            code.close("}");
            said
        };
        if !self.block_if(&head, body) {
            self.line(&format!("{head}}}"));
        }
    }

    /// Ends the function where a condition holds.
    pub(super) fn broken(&mut self, condition: &str, message: &str) {
        self.open(&format!("if {condition} {{"));
        self.signature("return Err", &[message], ";");
        self.close("}");
    }

    fn pattern(&mut self, name: &str, ty: &str, pattern: &str) {
        let head = format!("static {name}: __p::{ty} =");
        let value = format!("__p::{ty}::new({});", literal(pattern));
        if self.fits(&format!("{head} {value}")) {
            self.line(&format!("{head} {value}"));
        } else if self.fits(&format!("    {value}")) {
            self.line(&head);
            self.indented(|code| code.line(&value));
        } else {
            self.call(&format!("{head} __p::{ty}::new"), &[&literal(pattern)], ";");
        }
    }
}
