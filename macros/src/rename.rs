//! serde's `rename_all`.

use steps::{camel, kebab, pascal, shouty};

/// A case of names, as serde spells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Case {
    /// As written.
    #[default]
    None,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    pub(crate) const NAMES: [(&'static str, Self); 8] = [
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    /// The case of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, case)| *case)
    }

    /// A field's name, which is in snake case.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            Self::None | Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => shouty(name),
            Self::Pascal => pascal(name),
            Self::Camel => camel(&pascal(name)),
            Self::Kebab => kebab(name),
            Self::ScreamingKebab => kebab(&shouty(name)),
        }
    }

    /// A variant's name, which is in Pascal case.
    pub(crate) fn variant(self, name: &str) -> String {
        let snake = || {
            let mut snake = String::new();
            for (index, c) in name.char_indices() {
                if index > 0 && c.is_uppercase() {
                    snake.push('_');
                }
                snake.push(c.to_ascii_lowercase());
            }
            snake
        };
        match self {
            Self::None | Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => camel(name),
            Self::Snake => snake(),
            Self::ScreamingSnake => shouty(&snake()),
            Self::Kebab => kebab(&snake()),
            Self::ScreamingKebab => kebab(&shouty(&snake())),
        }
    }
}

/// The steps of the cases, as serde takes them.
mod steps {
    pub(super) fn shouty(name: &str) -> String {
        name.to_ascii_uppercase()
    }

    pub(super) fn kebab(name: &str) -> String {
        name.replace('_', "-")
    }

    pub(super) fn pascal(name: &str) -> String {
        let mut pascal = String::new();
        let mut capital = true;
        for c in name.chars() {
            if c == '_' {
                capital = true;
            } else if capital {
                pascal.push(c.to_ascii_uppercase());
                capital = false;
            } else {
                pascal.push(c);
            }
        }
        pascal
    }

    pub(super) fn camel(pascal: &str) -> String {
        let mut chars = pascal.chars();
        chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
    }
}
