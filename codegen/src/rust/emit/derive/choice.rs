//! Enums: strings out of a list, and unions that a string property tells apart.

use super::super::code::literal;
use super::words;
use super::{At, Choice, Emitter, Problem};
use crate::diagnostic::suggest;
use crate::rust::shape::{self, Kind, Type, TypeId, Union, Variant};

impl Emitter<'_> {
    /// A string out of a list: an enum of unit variants.
    pub(super) fn strings(
        &mut self,
        id: TypeId,
        variants: &[Variant],
        choices: &[Choice],
        tag: Option<&str>,
    ) -> Vec<Problem> {
        let here = self.here(self.context.program[id].schema);
        let mut problems = Vec::new();
        if tag.is_some() {
            problems.push(Problem { at: At::Tag, message: format!("{here} says a string: take `tag` away") });
        }
        for (index, choice) in choices.iter().enumerate().filter(|(_, choice)| choice.holds) {
            let message = format!("{here} says a string: `{}` can hold nothing", choice.ident);
            problems.push(Problem { at: At::Choice(index), message });
        }
        let values: Vec<&str> = variants.iter().map(|variant| variant.value.as_str()).collect();
        problems.extend(differing(&values, choices, &here, "value"));
        if !problems.is_empty() {
            return problems;
        }
        let code = &mut self.code;
        code.gap();
        code.open("impl<__Generics> __p::Text for __Self where __Where {");
        code.line(&format!("const NAME: &'static str = {};", literal("one of a list")));
        code.open("fn from_text(text: &str) -> ::std::option::Option<Self> {");
        code.open("match text {");
        for (index, choice) in choices.iter().enumerate() {
            code.line(&format!("{} => Some(Self::__Variant{index}),", literal(&choice.value)));
        }
        code.line("_ => None,");
        code.close("}");
        code.close("}");
        code.close("}");
        self.read_by("__p::text(deserializer)", "where __Where");
        let text = |choice: &Choice| ("", format!("serializer.serialize_str({})", literal(&choice.value)));
        self.write_by("where __Where", text, choices);
        self.check_by("true", "where __Where");
        self.part(id, "where __Where", false);
        problems
    }

    /// A union that a tag tells apart: an enum whose variants hold a type each.
    pub(super) fn tagged(
        &mut self,
        id: TypeId,
        union: &Union,
        choices: &[Choice],
        given: Option<&str>,
    ) -> Vec<Problem> {
        let here = self.here(self.context.program[id].schema);
        let shape::Choice::Tag(tag) = &union.choice else {
            let message =
                format!("{here} says one of several that no string property tells apart: generate the code for it");
            return vec![Problem { at: At::Name, message }];
        };
        let mut problems = Vec::new();
        match given {
            Some(given) if given == tag => {}
            Some(_) => {
                problems.push(Problem { at: At::Tag, message: format!("{here} tells the branches apart by `{tag}`") });
            }
            None => {
                let message = format!("{here} tells the branches apart by `{tag}`: add `#[serde(tag = \"{tag}\")]`");
                problems.push(Problem { at: At::Name, message });
            }
        }
        if union.branches.iter().any(|branch| branch.tags.len() != 1) {
            let message = format!("{here} has a branch with several values of `{tag}`: generate the code for it");
            problems.push(Problem { at: At::Name, message });
            return problems;
        }
        let values: Vec<&str> = union.branches.iter().flat_map(|branch| &branch.tags).map(String::as_str).collect();
        problems.extend(differing(&values, choices, &here, "branch"));
        for (index, choice) in choices.iter().enumerate().filter(|(_, choice)| !choice.holds) {
            let message = format!(
                "`{0}` holds nothing: give it a struct that derives `evenkeel::Contract`, as in `{0}({0})`",
                choice.ident
            );
            problems.push(Problem { at: At::Choice(index), message });
        }
        if !problems.is_empty() {
            return problems;
        }
        let mut clauses = "where __Where".to_owned();
        // A branch that leads back to the union must not be asked for again.
        let mut outside = clauses.clone();
        let mut names = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let Some(branch) = union.branches.iter().find(|branch| branch.tags.contains(&choice.value)) else {
                continue;
            };
            match self.branch(branch, choice, index) {
                Ok(bound) => {
                    let clause = format!(" for<'__w> __Ty{index}: {bound},");
                    if !self.reaches(&branch.ty, id) {
                        outside += &clause;
                    }
                    clauses += &clause;
                    names.push(bound);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return problems;
        }
        // With parameters, it is asked when the types are known.
        let assertions = names.iter().enumerate().filter(|_| self.generic);
        let assertions: Vec<String> =
            assertions.map(|(index, name)| format!("let () = <__Ty{index} as {name}>::SAME; ")).collect();
        self.read_by("__p::tagged(deserializer)", &clauses);
        let code = &mut self.code;
        code.gap();
        code.open(&format!("impl<'de, __Generics> __p::ReadTagged<'de> for __Self {clauses} {{"));
        code.line(&format!("const NAME: &'static str = {};", literal("one of several")));
        code.line(&format!("const TAG: &'static str = {};", literal(tag)));
        code.open("fn read_tagged<__A: __p::serde::de::MapAccess<'de>>(tag: &str, map: __A) -> ::std::result::Result<Self, __A::Error> {");
        for assertion in &assertions {
            code.line(assertion);
        }
        code.open("match tag {");
        for (index, choice) in choices.iter().enumerate() {
            code.line(&format!(
                "{} => <__Ty{index} as {}>::read_branch(map).map(Self::__Variant{index}),",
                literal(&choice.value),
                names[index]
            ));
        }
        code.line("_ => Err(__p::unknown_tag(Self::TAG, tag)),");
        code.close("}");
        code.close("}");
        code.close("}");
        self.write_by(&clauses, |_| ("(value)", "__p::Write::write(value, serializer)".to_owned()), choices);
        let arms: Vec<String> = (0..choices.len())
            .map(|index| format!("Self::__Variant{index}(value) => __p::Check::check(value), "))
            .collect();
        self.check_by(&format!("{}match self {{ {} }}", assertions.concat(), arms.concat()), &clauses);
        self.part(id, &outside, false);
        problems
    }

    /// The trait of a branch's type.
    fn branch(&mut self, branch: &shape::Branch, choice: &Choice, index: usize) -> Result<String, Problem> {
        let problem = |why: &str| Problem {
            at: At::Choice(index),
            message: format!(
                "no type of your own can hold the branch `{}`, since {why}: generate the code for it",
                choice.value
            ),
        };
        let Type::Named(id) = branch.ty.ty else { return Err(problem("it is no object with properties")) };
        let def = &self.context.program[id];
        if !matches!(def.kind, Kind::Struct(_))
            || !branch.ty.checks.is_empty()
            || branch.ty.is_judged()
            || !def.judged.is_empty()
        {
            return Err(problem("it is no object with properties"));
        }
        if !self.one.alone.contains(&id) {
            return Err(problem("several schemas say together what it is (`allOf`, or keywords beside the `oneOf`)"));
        }
        let identity = words::identity(self.context.catalog, def.schema);
        let place = words::place(self.context.catalog, self.context.catalog[def.schema].span);
        let name = self.name(&format!("__Holds{}", choice.ident.trim_start_matches("r#")));
        let advice = format!("use a struct that derives `evenkeel::Contract` for `{identity}`");
        self.code.unimplemented(&format!("the branch `{}` of {place}: {advice}", choice.value), &advice);
        let wrong = format!(
            "the branch `{}` is `{identity}`, and this type derives `Contract` for another schema",
            choice.value
        );
        let read = "fn read_branch<'de, __A: __p::serde::de::MapAccess<'de>>(map: __A) \
                    -> ::std::result::Result<Self, __A::Error>";
        let method = (read, "<__T as __evenkeel::Contract>::__read_object(map)");
        self.named_type(&name, &identity, &wrong, index, Some(method));
        let code = &mut self.code;
        if !self.generic {
            code.open("const _: () = {");
            code.line(&format!("const fn holds<__T: {name}>() {{ __T::SAME }}"));
            code.line(&format!("holds::<__Ty{index}>()"));
            code.close("};");
        }
        Ok(name)
    }

    /// `Write` of an enum, by an expression for each variant.
    fn write_by(&mut self, clauses: &str, arm: impl Fn(&Choice) -> (&'static str, String), choices: &[Choice]) {
        let code = &mut self.code;
        code.gap();
        code.open(&format!("impl<__Generics> __p::Write for __Self {clauses} {{"));
        code.open("fn write<__S: __p::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {");
        code.open("match self {");
        for (index, choice) in choices.iter().enumerate() {
            let (pattern, expression) = arm(choice);
            code.line(&format!("Self::__Variant{index}{pattern} => {expression},"));
        }
        code.close("}");
        code.close("}");
        code.close("}");
    }
}

/// Values without a variant, and variants without a value.
fn differing(values: &[&str], choices: &[Choice], here: &str, what: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let free: Vec<&str> =
        values.iter().copied().filter(|value| !choices.iter().any(|choice| choice.value == *value)).collect();
    let mut meant = Vec::new();
    for (index, choice) in choices.iter().enumerate() {
        if choices[..index].iter().any(|other| other.value == choice.value) {
            let message = format!("two variants are `{}`", choice.value);
            problems.push(Problem { at: At::Choice(index), message });
        } else if !values.contains(&choice.value.as_str()) {
            let near = free.iter().find(|free| plain(free) == plain(&choice.value)).copied();
            let near = near.or_else(|| suggest(&choice.value, free.iter().copied()));
            meant.extend(near);
            let hint = match near {
                Some(near) => format!("did you mean `{near}`? Then `#[serde(rename = \"{near}\")]`"),
                None => format!("there are `{}`", values.join("`, `")),
            };
            let message = format!("{here} has no {what} `{}`; {hint}", choice.value);
            problems.push(Problem { at: At::Choice(index), message });
        }
    }
    let missing: Vec<&str> = free.into_iter().filter(|value| !meant.contains(value)).collect();
    if !missing.is_empty() {
        let message = format!("no variant for `{}`, which {here} allows", missing.join("`, `"));
        problems.push(Problem { at: At::Name, message });
    }
    problems
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
