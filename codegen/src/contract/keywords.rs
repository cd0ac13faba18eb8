//! The keywords of one schema object, in the shape of 2020-12.

use super::dialect::{Dialect, Draft};
use super::load::Loader;
use super::schema::{At, DependentRequired, DynamicReference, Keywords, Property, SchemaId, Types};
use super::value::{self, at, wrong};
use super::{format, unknown};
use crate::diagnostic::{Diagnostic, Severity, suggest};
use crate::read::{Member, Node, Number, Object};
use crate::resolve::vocabulary::{self, Keyword, Row};
use crate::resolve::{Place, Reference, ResourceId, pointer};

/// Reads an object schema.
pub(super) fn load<'a>(loader: &mut Loader<'a>, id: SchemaId, object: &'a Object, resource: ResourceId) -> Keywords {
    let dialect = loader.schemas[id.0 as usize].dialect;
    let pointer = loader.schemas[id.0 as usize].pointer.clone();
    let alone = dialect.is_draft7() && object.get("$ref").is_some();
    let mut reading = Reading { loader, keywords: Keywords::default(), object, pointer, resource, dialect };
    for member in object {
        match vocabulary::row(&member.key) {
            // Draft-07, core section 8.3: all other members beside `$ref` are ignored.
            Some(row) if alone && unknown::asserts(row.keyword) => {
                reading.problem(unknown::ignored_beside_ref(member));
            }
            Some(row) if row.known_in(dialect) => reading.keyword(row, member),
            // A keyword of a vocabulary that the metaschema leaves out is an annotation.
            Some(row) if row.known_in_draft(dialect) => {}
            Some(_) => reading.problem(unknown::other_dialect(member, object, dialect)),
            None => reading.loader.problems.extend(unknown::unknown(member, object, dialect)),
        }
    }
    reading.keywords
}

/// A schema object that is being read.
struct Reading<'l, 'a> {
    loader: &'l mut Loader<'a>,
    keywords: Keywords,
    object: &'a Object,
    /// To the object, in its document.
    pointer: String,
    resource: ResourceId,
    dialect: Dialect,
}

impl<'a> Reading<'_, 'a> {
    fn problem(&mut self, problem: Diagnostic) {
        self.loader.problems.push(problem);
    }

    /// One keyword of the dialect.
    fn keyword(&mut self, row: &Row, member: &'a Member) {
        let problems = &mut self.loader.problems;
        let keywords = &mut self.keywords;
        let node = &member.value;
        match row.keyword {
            Keyword::Schema | Keyword::Vocabulary | Keyword::Comment => {}
            Keyword::XEvent if self.pointer.is_empty() => {}
            Keyword::XEvent => problems.push(unknown::buried_event(member)),
            Keyword::Id => self.id(member),
            Keyword::Anchor => self.anchor(member),
            Keyword::DynamicAnchor => {
                self.keywords.dynamic_anchor = value::string(member, &mut self.loader.problems);
                self.anchor(member);
            }
            // Only what is referred to is judged.
            Keyword::Defs | Keyword::Definitions => {
                value::object(member, "an object of schemas", problems);
            }
            Keyword::Ref => self.reference(member),
            Keyword::DynamicRef => self.dynamic_reference(member),

            Keyword::Type => self.types(member),
            Keyword::Enum => self.enumeration(member),
            Keyword::Const => keywords.const_value = Some(at(node.clone(), node)),

            Keyword::MultipleOf => self.multiple_of(member),
            Keyword::Maximum => keywords.maximum = value::number(member, problems),
            Keyword::ExclusiveMaximum => keywords.exclusive_maximum = exclusive(member, problems),
            Keyword::Minimum => keywords.minimum = value::number(member, problems),
            Keyword::ExclusiveMinimum => keywords.exclusive_minimum = exclusive(member, problems),

            Keyword::MaxLength => keywords.max_length = value::count(member, problems),
            Keyword::MinLength => keywords.min_length = value::count(member, problems),
            Keyword::Pattern => keywords.pattern = value::string(member, problems),
            Keyword::Format => self.format(member),
            Keyword::ContentEncoding => keywords.content_encoding = value::string(member, problems),
            Keyword::ContentMediaType => keywords.content_media_type = value::string(member, problems),
            Keyword::ContentSchema => self.keywords.content_schema = Some(self.schema(member)),

            Keyword::PrefixItems => self.keywords.prefix_items = self.schemas(member),
            Keyword::Items => self.items(member),
            Keyword::AdditionalItems => self.additional_items(member),
            Keyword::Contains => self.keywords.contains = Some(self.schema(member)),
            Keyword::MinContains => keywords.min_contains = value::count(member, problems),
            Keyword::MaxContains => keywords.max_contains = value::count(member, problems),
            Keyword::MaxItems => keywords.max_items = value::count(member, problems),
            Keyword::MinItems => keywords.min_items = value::count(member, problems),
            Keyword::UniqueItems => keywords.unique_items = value::boolean(member, problems),
            Keyword::UnevaluatedItems => self.keywords.unevaluated_items = Some(self.schema(member)),

            Keyword::Properties => self.keywords.properties = self.properties(member),
            Keyword::PatternProperties => self.keywords.pattern_properties = self.properties(member),
            Keyword::AdditionalProperties => self.keywords.additional_properties = Some(self.schema(member)),
            Keyword::PropertyNames => self.keywords.property_names = Some(self.schema(member)),
            Keyword::UnevaluatedProperties => self.keywords.unevaluated_properties = Some(self.schema(member)),
            Keyword::Required => self.keywords.required = self.required(member),
            Keyword::MaxProperties => keywords.max_properties = value::count(member, problems),
            Keyword::MinProperties => keywords.min_properties = value::count(member, problems),
            Keyword::DependentRequired => self.dependent_required(member),
            Keyword::DependentSchemas => self.keywords.dependent_schemas = self.properties(member),
            Keyword::Dependencies => self.dependencies(member),

            Keyword::AllOf => self.keywords.all_of = self.schemas(member),
            Keyword::AnyOf => self.keywords.any_of = self.schemas(member),
            Keyword::OneOf => self.keywords.one_of = self.schemas(member),
            Keyword::Not => self.keywords.not = Some(self.schema(member)),
            Keyword::If => self.keywords.if_schema = Some(self.schema(member)),
            Keyword::Then => self.keywords.then_schema = Some(self.schema(member)),
            Keyword::Else => self.keywords.else_schema = Some(self.schema(member)),

            Keyword::Title => keywords.title = value::string(member, problems),
            Keyword::Description => keywords.description = value::string(member, problems),
            Keyword::Default => keywords.default = Some(at(node.clone(), node)),
            Keyword::Deprecated => keywords.deprecated = flag(member, problems),
            Keyword::ReadOnly => keywords.read_only = flag(member, problems),
            Keyword::WriteOnly => keywords.write_only = flag(member, problems),
            Keyword::Examples => {
                keywords.examples = value::array(member, "an array of values", problems).unwrap_or(&[]).to_vec();
            }
            Keyword::XRustType => keywords.rust_type = value::string(member, problems),
            Keyword::XRustName => keywords.rust_name = value::type_name(member, problems),
            Keyword::XSensitive => keywords.sensitive = flag(member, problems),
        }
    }

    /// The number of a subschema.
    fn child(&mut self, keyword: &str, token: Option<&str>, node: &'a Node) -> SchemaId {
        let mut pointer = self.pointer.clone();
        pointer::push(&mut pointer, keyword);
        if let Some(token) = token {
            pointer::push(&mut pointer, token);
        }
        let resource = self.loader.index.resource_at(node, self.resource);
        self.loader.schema_at(Place { node, pointer, resource })
    }

    fn schema(&mut self, member: &'a Member) -> At<SchemaId> {
        at(self.child(&member.key, None, &member.value), &member.value)
    }

    fn schemas(&mut self, member: &'a Member) -> Option<At<Vec<SchemaId>>> {
        let items = value::array(member, "an array of schemas", &mut self.loader.problems)?;
        if items.is_empty() {
            let problem = wrong(&member.key, &member.value, "at least one schema").label("nothing is in here");
            self.problem(problem);
        }
        let ids = items.iter().enumerate();
        let ids = ids.map(|(index, item)| self.child(&member.key, Some(&index.to_string()), item)).collect();
        Some(at(ids, &member.value))
    }

    fn properties(&mut self, member: &'a Member) -> Vec<Property> {
        let object = value::object(member, "an object of schemas", &mut self.loader.problems);
        let properties = object.into_iter().flatten();
        properties.map(|property| self.property(member, property)).collect()
    }

    fn property(&mut self, member: &Member, property: &'a Member) -> Property {
        let schema = self.child(&member.key, Some(&property.key), &property.value);
        Property { name: named(property), schema }
    }

    fn refer(&mut self, member: &'a Member, keyword: &'static str) -> Option<(At<SchemaId>, Option<String>)> {
        let problems = &mut self.loader.problems;
        let Some(text) = member.value.as_str() else {
            let mut problem = wrong(keyword, &member.value, "a URI reference in a string");
            if member.value.is_null() {
                // In YAML, `$ref: #/$defs/a` is a comment.
                problem = problem.hint("in YAML a `#` after a space begins a comment: put the reference into quotes");
            }
            problems.push(problem);
            return None;
        };
        let span = member.value.span;
        let (id, anchor) = self.loader.follow(Reference { keyword, text, span, from: self.resource })?;
        Some((at(id, &member.value), anchor))
    }

    fn reference(&mut self, member: &'a Member) {
        self.keywords.reference = self.refer(member, "$ref").map(|(target, _)| target);
    }

    fn dynamic_reference(&mut self, member: &'a Member) {
        let Some((target, anchor)) = self.refer(member, "$dynamicRef") else { return };
        if let Some(anchor) = &anchor {
            self.loader.expect_redirection(anchor);
        }
        let reference = DynamicReference { target: target.value, anchor };
        self.keywords.dynamic_reference = Some(At { value: reference, span: target.span });
    }

    /// `$id`. What it names was found when the document was indexed.
    fn id(&mut self, member: &Member) {
        let Some(id) = value::string(member, &mut self.loader.problems) else { return };
        let fragment = id.value.split_once('#').map_or("", |(_, fragment)| fragment);
        if !self.dialect.is_draft7() && !fragment.is_empty() {
            let problem = Diagnostic::error("wrong-value", id.span, "`$id` has no fragment in draft 2020-12");
            self.problem(problem.hint(format!("write `$anchor: {fragment}` to give the place a name")));
        }
    }

    /// `$anchor` and `$dynamicAnchor` (core, section 8.2.2).
    fn anchor(&mut self, member: &Member) {
        let Some(name) = value::string(member, &mut self.loader.problems) else { return };
        if !is_anchor(&name.value) {
            let problem = wrong(&member.key, &member.value, "a name of letters, digits, `-`, `_` and `.`");
            self.problem(problem.label("").hint("it starts with a letter or `_`"));
        }
    }

    fn types(&mut self, member: &Member) {
        let mut types = Types::NONE;
        match member.value.as_array() {
            None => types = self.type_name(&member.value),
            Some(names) => {
                for name in names {
                    types = types.or(self.type_name(name));
                }
                for (item, first) in value::duplicates(names) {
                    self.problem(value::twice("type", item, first));
                }
                if names.is_empty() {
                    self.problem(wrong("type", &member.value, "at least one type").label("nothing is in here"));
                }
            }
        }
        self.keywords.types = Some(at(types, &member.value));
    }

    fn type_name(&mut self, node: &Node) -> Types {
        let Some(name) = node.as_str() else {
            let problem = wrong("type", node, "the name of a type, or an array of names");
            self.problem(if node.is_null() { problem.hint("write `\"null\"`, in quotes") } else { problem });
            return Types::ALL;
        };
        if let Some(types) = Types::named(name) {
            return types;
        }
        let problem = Diagnostic::error("unknown-type", node.span, format!("`{name}` is no type of JSON Schema"));
        self.problem(match suggest(name, Types::NAMES.map(|(name, _)| name)) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => {
                problem.hint("the types are `null`, `boolean`, `integer`, `number`, `string`, `array` and `object`")
            }
        });
        Types::ALL
    }

    fn enumeration(&mut self, member: &Member) {
        let Some(items) = value::array(member, "an array of values", &mut self.loader.problems) else { return };
        if items.is_empty() {
            let problem = Diagnostic::warning("empty-enum", member.value.span, "an empty `enum` accepts nothing");
            self.problem(problem.hint("list the values, or write `false` for a schema that accepts nothing"));
        }
        for (item, first) in value::duplicates(items) {
            let problem = value::twice("enum", item, first);
            self.problem(Diagnostic { severity: Severity::Warning, ..problem });
        }
        self.keywords.enum_values = Some(at(items.to_vec(), &member.value));
    }

    fn multiple_of(&mut self, member: &Member) {
        let Some(number) = value::number(member, &mut self.loader.problems) else { return };
        if Number::parse("0").is_none_or(|zero| number.value <= zero) {
            self.problem(wrong("multipleOf", &member.value, "a number above 0"));
            return;
        }
        self.keywords.multiple_of = Some(number);
    }

    fn format(&mut self, member: &Member) {
        let Some(text) = value::string(member, &mut self.loader.problems) else { return };
        let name = text.value.as_str();
        if !format::all().any(|known| known == name)
            && let Some(near) = suggest(name, format::all())
        {
            let problem =
                Diagnostic::warning("unknown-format", text.span, format!("the format `{name}` is not checked"));
            self.problem(problem.hint(format!("did you mean `{near}`?")));
        }
        self.keywords.format = Some(text);
    }

    fn items(&mut self, member: &'a Member) {
        let is_tuple = member.value.as_array().is_some();
        match (self.dialect.draft, is_tuple) {
            (_, false) => self.keywords.items = Some(self.schema(member)),
            (Draft::Draft7, true) => self.keywords.prefix_items = self.schemas(member),
            (Draft::Draft2020, true) => {
                let problem = wrong("items", &member.value, "one schema in draft 2020-12");
                self.problem(problem.hint("write `prefixItems` for a list of schemas by position"));
            }
        }
    }

    /// Draft-07, validation section 6.4.2: without a tuple in `items` it is ignored.
    fn additional_items(&mut self, member: &'a Member) {
        let beside_tuple = self.object.get("items").is_some_and(|items| items.as_array().is_some());
        if beside_tuple {
            self.keywords.items = Some(self.schema(member));
        } else {
            let problem = Diagnostic::warning("no-effect", member.key_span, "`additionalItems` has no effect");
            self.problem(problem.hint("it counts only beside `items` with an array of schemas"));
        }
    }

    fn required(&mut self, member: &Member) -> Vec<At<String>> {
        if member.value.as_bool().is_some() {
            let problem = wrong("required", &member.value, "an array of strings");
            self.problem(problem.hint("list the property in the `required` of the object that holds it"));
            return Vec::new();
        }
        value::names(member, &mut self.loader.problems)
    }

    fn dependent_required(&mut self, member: &Member) {
        let object = value::object(member, "an object of arrays of strings", &mut self.loader.problems);
        for property in object.into_iter().flatten() {
            let required = value::names(property, &mut self.loader.problems);
            self.keywords.dependent_required.push(DependentRequired { name: named(property), required });
        }
    }

    /// Draft-07's one keyword for both kinds.
    fn dependencies(&mut self, member: &'a Member) {
        let object = value::object(member, "an object of schemas and arrays of strings", &mut self.loader.problems);
        for property in object.into_iter().flatten() {
            if property.value.as_array().is_some() {
                let required = value::names(property, &mut self.loader.problems);
                self.keywords.dependent_required.push(DependentRequired { name: named(property), required });
            } else {
                let property = self.property(member, property);
                self.keywords.dependent_schemas.push(property);
            }
        }
    }
}

fn named(member: &Member) -> At<String> {
    At { value: member.key.clone(), span: member.key_span }
}

fn flag(member: &Member, problems: &mut value::Problems) -> bool {
    value::boolean(member, problems).is_some_and(|flag| flag.value)
}

/// Draft-04 had a boolean here.
fn exclusive(member: &Member, problems: &mut value::Problems) -> Option<At<Number>> {
    let before = problems.len();
    let number = value::number(member, problems);
    if member.value.as_bool().is_some()
        && let Some(problem) = problems.get_mut(before)
    {
        let inclusive = if member.key == "exclusiveMinimum" { "minimum" } else { "maximum" };
        problem.hint =
            Some(format!("this is draft-04: write `{}: …` with the number that `{inclusive}` has", member.key));
    }
    number
}

/// `^[A-Za-z_][-A-Za-z0-9._]*$`
pub(crate) fn is_anchor(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && characters.all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}
