//! Rules that a type does not carry, as conditions on a value.

use super::Context;
use super::code::{Code, literal};
use crate::rust::shape::{Check, Type, Use};

/// A broken rule: the condition that finds it, and what to say.
pub(super) struct Rule {
    /// A pattern that the condition matches against.
    pub(super) pattern: Option<String>,
    pub(super) condition: String,
    pub(super) message: String,
}

/// How a value is spoken of: as a reference, by value, as the receiver of a method.
#[derive(Clone)]
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

impl Context<'_> {
    /// Every rule on a value and on what it contains, types of their own left to themselves.
    pub(super) fn rules(&self, value: &Use, at: &Value, name: &str) -> Vec<Rule> {
        let mut rules = Vec::new();
        self.collect(value, at, name, &|condition| condition, &mut rules);
        rules
    }

    fn collect(&self, value: &Use, at: &Value, name: &str, wrap: &dyn Fn(String) -> String, rules: &mut Vec<Rule>) {
        for check in &value.checks {
            let (pattern, condition) = self.condition(value, check, at);
            rules.push(Rule { pattern, condition: wrap(condition), message: format!("{name}: {}", describe(check)) });
        }
        let inner = Value::variable("value");
        match &value.ty {
            Type::Vec(item) => {
                let each = |condition| wrap(format!("{}.iter().any(|value| {condition})", at.receiver));
                self.collect(item, &inner, &format!("{name}[]"), &each, rules);
            }
            Type::Map(item) => {
                let each = |condition| wrap(format!("{}.values().any(|value| {condition})", at.receiver));
                self.collect(item, &inner, &format!("{name}{{}}"), &each, rules);
            }
            Type::Nullable(item) => {
                let some = |condition| wrap(format!("{}.as_ref().is_some_and(|value| {condition})", at.receiver));
                self.collect(item, &inner, name, &some, rules);
            }
            Type::Tuple(positions) => {
                for (index, position) in positions.iter().enumerate() {
                    let place = Value::place(&format!("{}.{index}", at.receiver));
                    self.collect(position, &place, &format!("{name}[{index}]"), wrap, rules);
                }
            }
            _ => {}
        }
    }

    /// The condition under which a rule is broken; a pattern stands in `PATTERN`.
    fn condition(&self, value: &Use, check: &Check, at: &Value) -> (Option<String>, String) {
        let (reference, copied, receiver) = (&at.reference, &at.copied, &at.receiver);
        let text = match value.ty {
            Type::String => reference.clone(),
            _ => format!("{receiver}.as_str()"),
        };
        let condition = match check {
            Check::MinLength(least) => format!("!__p::length({text}, {least}, u64::MAX)"),
            Check::MaxLength(most) => format!("!__p::length({text}, 0, {most})"),
            Check::Pattern { regex, .. } => return (Some(regex.clone()), format!("!PATTERN.is_match({text})")),
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
            Check::MultipleOf(divisor) => format!("!__p::multiple_of_int({copied}.into(), {})", literal(divisor)),
            Check::AmongLiterals(literals) if matches!(value.ty, Type::Float) => {
                format!("![{}].contains({reference})", literals.join(", "))
            }
            Check::AmongLiterals(literals) => format!("!matches!({copied}, {})", literals.join(" | ")),
            Check::AmongJson(values) => {
                let values: Vec<String> = values.iter().map(|value| literal(value)).collect();
                format!("![{}].iter().any(|json| __p::equals({reference}, json))", values.join(", "))
            }
            Check::MinItems(least) => format!("({receiver}.len() as u64) < {least}"),
            Check::MaxItems(most) => format!("({receiver}.len() as u64) > {most}"),
            Check::UniqueItems => match &value.ty {
                Type::Vec(item) if self.hashes(item) => format!("!__p::unique({reference})"),
                _ => format!("!__p::unique_json({reference})"),
            },
        };
        (None, condition)
    }
}

/// A rule in the schema's words.
fn describe(check: &Check) -> String {
    match check {
        Check::MinLength(least) => format!("minLength {least}"),
        Check::MaxLength(most) => format!("maxLength {most}"),
        Check::Pattern { ecma, .. } => format!("pattern {ecma}"),
        Check::Format(format) => format!("format {format}"),
        Check::Bound { keyword, literal, .. } => {
            let bound = literal.strip_suffix("_f64").unwrap_or(literal);
            format!("{keyword} {bound}").trim_end().to_owned()
        }
        Check::MultipleOf(divisor) => format!("multipleOf {divisor}"),
        Check::AmongLiterals(_) | Check::AmongJson(_) => "enum".into(),
        Check::MinItems(least) => format!("minItems {least}"),
        Check::MaxItems(most) => format!("maxItems {most}"),
        Check::UniqueItems => "uniqueItems".into(),
    }
}

impl Code {
    /// `fn rules` and its end: the statements between are given.
    pub(super) fn rules_fn(&mut self, context: &Context<'_>, rules: &[Rule]) {
        self.gap();
        self.open(&format!("fn rules(&self) -> {}<(), &'static str> {{", context.prelude("Result")));
        for rule in rules {
            self.rule(rule);
        }
        self.line("Ok(())");
        self.close("}");
    }

    /// One rule's statement.
    pub(super) fn rule(&mut self, rule: &Rule) {
        if let Some(regex) = &rule.pattern {
            self.open("{");
            let one_line = format!("static PATTERN: __p::Pattern = __p::Pattern::new({});", literal(regex));
            if self.fits(&one_line) {
                self.line(&one_line);
            } else {
                self.open("static PATTERN: __p::Pattern =");
                self.line(&format!("__p::Pattern::new({});", literal(regex)));
                self.close_silently();
            }
        }
        let line = format!("if {} {{", rule.condition);
        self.open(&line);
        self.line(&format!("return Err({});", literal(&rule.message)));
        self.close("}");
        if rule.pattern.is_some() {
            self.close("}");
        }
    }
}
