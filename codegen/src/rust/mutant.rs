//! Checks that are left out, for tests that have to notice.

use super::shape::{Check, Choice, Field, FieldKind, Judged, Kind, Program, Rest, Sequence, Struct, Type, Union, Use};
use super::{Options, UnknownFields};

/// Declares the mutants and the list of them.
macro_rules! mutants {
    ($($(#[$docs:meta])* $name:ident,)*) => {
        /// A rule of the generator, left out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Mutant {
            $($(#[$docs])* $name,)*
        }

        impl Mutant {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

mutants! {
    /// A place where no value is accepted.
    Never,
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `pattern`
    Pattern,
    /// A format that a type carries.
    Format,
    /// A format beside the one that the type carries.
    SecondFormat,
    /// `minimum`
    Minimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `multipleOf`
    MultipleOf,
    /// `enum` and `const` of numbers.
    AmongLiterals,
    /// `enum` and `const` of texts.
    AmongTexts,
    /// `enum` and `const` of any values.
    AmongJson,
    /// `minItems`
    MinItems,
    /// `maxItems`
    MaxItems,
    /// `uniqueItems`
    UniqueItems,
    /// `minProperties` of a map.
    MinProperties,
    /// `maxProperties` of a map.
    MaxProperties,
    /// Rules on the names of a map.
    Keys,
    /// `not` on a typed value.
    Not,
    /// `then` on a typed value.
    Then,
    /// `else` on a typed value.
    Else,
    /// `contains` with its lower bound.
    Contains,
    /// `maxContains`
    MaxContains,
    /// A keyword that is judged: `not`.
    JudgedNot,
    /// A keyword that is judged: `if`.
    JudgedIf,
    /// A keyword that is judged: `contains`.
    JudgedContains,
    /// A keyword that is judged: `patternProperties`.
    JudgedPatternProperties,
    /// A keyword that is judged: `additionalProperties` beside `patternProperties`.
    JudgedAdditionalProperties,
    /// A keyword that is judged: `propertyNames`.
    JudgedPropertyNames,
    /// A keyword that is judged: `minProperties`.
    JudgedMinProperties,
    /// A keyword that is judged: `maxProperties`.
    JudgedMaxProperties,
    /// A keyword that is judged: `dependentRequired`.
    JudgedDependentRequired,
    /// A keyword that is judged: `dependentSchemas`.
    JudgedDependentSchemas,
    /// A schema that is judged whole: `unevaluatedProperties`, or what holds a judged item.
    JudgedWhole,
    /// An integer has no fraction.
    Integral,
    /// A boolean is nothing else.
    Boolean,
    /// An optional property is not null.
    NotNull,
    /// `required`
    Required,
    /// A required constant.
    Constant,
    /// A property that must not be there.
    Forbidden,
    /// `additionalProperties: false`
    Closed,
    /// A schema for the properties that are not declared.
    Additional,
    /// Values of a map.
    MapValues,
    /// `oneOf` and `anyOf` over which properties are there.
    Presence,
    /// The last value of a string enum.
    Enumeration,
    /// Positions of a tuple.
    Tuple,
    /// Positions that must be there before others.
    PositionThere,
    /// Nothing after the positions.
    SequenceEnd,
    /// Each tag leads to its own branch.
    Tag,
    /// Each JSON type leads to its own branch.
    ByType,
    /// Every branch of `anyOf` counts.
    LastBranch,
    /// No second branch of `oneOf` fits.
    Overlap,
    /// Unknown properties are kept.
    Unknown,
}

impl Options {
    /// Leaves a rule out of a program, if one is to be left out; the options that go with it.
    pub(super) fn planted(&self, program: &mut Program) -> Self {
        let mut options = self.clone();
        if let Some(mutant) = self.mutant {
            mutant.plant(program);
            if mutant == Mutant::Unknown {
                options.unknown_fields = UnknownFields::Ignore;
            }
        }
        options
    }
}

impl Mutant {
    /// Leaves the rule out wherever a program has it.
    fn plant(self, program: &mut Program) {
        for def in &mut program.types {
            def.judged.retain(|rule| self != of_judged(rule));
            match &mut def.kind {
                Kind::Struct(object) => self.in_struct(object),
                Kind::Enum(values) if self == Self::Enumeration && values.len() > 1 => _ = values.pop(),
                Kind::Pending | Kind::Enum(_) => {}
                Kind::Union(union) => self.in_union(union),
                Kind::Sequence(sequence) => self.in_sequence(sequence),
                Kind::Newtype(value) => self.in_use(value),
            }
        }
    }

    fn in_struct(self, object: &mut Struct) {
        object.fields.iter_mut().for_each(|field| self.in_field(field));
        if self == Self::Presence {
            object.presence.clear();
        }
        match &mut object.rest {
            Rest::Closed if self == Self::Closed => object.rest = Rest::Open,
            Rest::Open | Rest::Closed => {}
            Rest::Typed(_) if self == Self::Additional => object.rest = Rest::Open,
            Rest::Typed(value) => self.in_use(value),
        }
    }

    fn in_field(self, field: &mut Field) {
        let anything = || FieldKind::Optional(Use::plain(Type::Any));
        match &mut field.kind {
            FieldKind::Constant(_) if self == Self::Constant => field.kind = anything(),
            FieldKind::Forbidden if self == Self::Forbidden => field.kind = anything(),
            FieldKind::Constant(_) | FieldKind::Forbidden => {}
            FieldKind::Required(value) => {
                self.in_use(value);
                if self == Self::Required {
                    field.kind = FieldKind::Optional(value.clone());
                }
            }
            FieldKind::Optional(value) => {
                self.in_use(value);
                let takes_null = matches!(value.ty, Type::Nullable(_) | Type::Any | Type::Null);
                if self == Self::NotNull && !takes_null && !field.boxed {
                    *value = Use::plain(Type::Nullable(Box::new(value.clone())));
                }
            }
        }
    }

    fn in_union(self, union: &mut Union) {
        union.branches.iter_mut().for_each(|branch| self.in_use(&mut branch.ty));
        let last = union.branches.len().saturating_sub(1);
        match &union.choice {
            Choice::Tag(_) if self == Self::Tag && last > 0 => {
                let tags = std::mem::take(&mut union.branches[0].tags);
                let others = std::mem::replace(&mut union.branches[last].tags, tags);
                union.branches[0].tags = others;
            }
            Choice::ByType if self == Self::ByType && last > 0 => union.branches.truncate(last),
            Choice::First if self == Self::LastBranch && last > 0 => union.branches.truncate(last),
            Choice::ExactlyOne if self == Self::Overlap => union.choice = Choice::First,
            Choice::Tag(_) | Choice::ByType | Choice::First | Choice::ExactlyOne => {}
        }
    }

    fn in_sequence(self, sequence: &mut Sequence) {
        sequence.positions.iter_mut().chain(&mut sequence.rest).for_each(|value| self.in_use(value));
        if self == Self::PositionThere {
            sequence.there = 0;
        }
        if self == Self::SequenceEnd {
            sequence.rest.get_or_insert_with(|| Use::plain(Type::Any));
        }
    }

    fn in_use(self, value: &mut Use) {
        value.judged.retain(|rule| self != of_judged(rule));
        self.in_checks(&mut value.checks);
        let left_out = match &mut value.ty {
            Type::Any | Type::Never | Type::Null | Type::Float | Type::String | Type::Named(_) | Type::Boxed(_) => None,
            Type::Bool => (self == Self::Boolean).then_some(Type::Any),
            Type::Integer(_) => (self == Self::Integral && value.checks.is_empty()).then_some(Type::Float),
            Type::Format(_) => (self == Self::Format && value.checks.is_empty()).then_some(Type::String),
            Type::Tuple(positions) => {
                positions.iter_mut().for_each(|position| self.in_use(position));
                let any = || Type::Vec(Box::new(Use::plain(Type::Any)));
                (self == Self::Tuple && value.checks.is_empty()).then(any)
            }
            Type::Map(inner) => {
                self.in_use(inner);
                let any = || Type::Map(Box::new(Use::plain(Type::Any)));
                (self == Self::MapValues && value.checks.is_empty()).then(any)
            }
            // Checks on a list may speak of its items as what they are.
            Type::Vec(inner) if !value.checks.is_empty() => {
                self.in_checks(&mut inner.checks);
                None
            }
            Type::Vec(inner) | Type::Nullable(inner) => {
                self.in_use(inner);
                None
            }
        };
        value.ty = left_out.unwrap_or_else(|| std::mem::replace(&mut value.ty, Type::Any));
    }

    fn in_checks(self, checks: &mut Vec<Check>) {
        checks.retain(|check| Some(self) != of_check(check));
        for check in checks {
            match check {
                Check::If { then, .. } if self == Self::Then => then.clear(),
                Check::If { otherwise, .. } if self == Self::Else => otherwise.clear(),
                Check::Contains { least, .. } if self == Self::Contains => *least = 0,
                Check::Contains { most, .. } if self == Self::MaxContains => *most = None,
                Check::Keys(inner) => self.in_checks(inner),
                _ => {}
            }
        }
    }
}

/// The mutant that leaves a check out; none where parts of it are left out.
fn of_check(check: &Check) -> Option<Mutant> {
    Some(match check {
        Check::Never => Mutant::Never,
        Check::MinLength(_) => Mutant::MinLength,
        Check::MaxLength(_) => Mutant::MaxLength,
        Check::Pattern { .. } => Mutant::Pattern,
        Check::Format(_) => Mutant::SecondFormat,
        Check::Bound { keyword, .. } => match *keyword {
            "minimum" => Mutant::Minimum,
            "maximum" => Mutant::Maximum,
            "exclusiveMinimum" => Mutant::ExclusiveMinimum,
            _ => Mutant::ExclusiveMaximum,
        },
        Check::MultipleOf(_) => Mutant::MultipleOf,
        Check::AmongLiterals(_) => Mutant::AmongLiterals,
        Check::AmongTexts(_) => Mutant::AmongTexts,
        Check::AmongJson(_) => Mutant::AmongJson,
        Check::MinItems(_) => Mutant::MinItems,
        Check::MaxItems(_) => Mutant::MaxItems,
        Check::UniqueItems => Mutant::UniqueItems,
        Check::MinProperties(_) => Mutant::MinProperties,
        Check::MaxProperties(_) => Mutant::MaxProperties,
        Check::Keys(_) => Mutant::Keys,
        Check::Not(_) => Mutant::Not,
        Check::If { .. } | Check::Contains { .. } => return None,
    })
}

/// The mutant that leaves a judged keyword out.
fn of_judged(rule: &Judged) -> Mutant {
    let mutants = [
        ("not", Mutant::JudgedNot),
        ("if", Mutant::JudgedIf),
        ("contains", Mutant::JudgedContains),
        ("patternProperties", Mutant::JudgedPatternProperties),
        ("additionalProperties", Mutant::JudgedAdditionalProperties),
        ("propertyNames", Mutant::JudgedPropertyNames),
        ("minProperties", Mutant::JudgedMinProperties),
        ("maxProperties", Mutant::JudgedMaxProperties),
        ("dependentRequired", Mutant::JudgedDependentRequired),
        ("dependentSchemas", Mutant::JudgedDependentSchemas),
    ];
    let found = mutants.iter().find(|(keyword, _)| Some(*keyword) == rule.keyword);
    found.map_or(Mutant::JudgedWhole, |(_, mutant)| *mutant)
}
