//! `evenkeel compat`

mod files;
mod pairs;

pub(crate) use pairs::Answer;

use clap::{Args, ValueEnum};
use evenkeel_codegen::compat::{Mode, Options, Relation};
use evenkeel_codegen::contract::Dialect;
use std::path::PathBuf;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Render;

const EXAMPLES: &str = "\
Examples:
  evenkeel compat old/created.v1.yaml schemas/order/created.v1.yaml
  evenkeel compat --relation strict --mode backward old.json new.json
  evenkeel compat --pairs pairs.jsonl

Exit codes:
  0  compatible; with --pairs, every line was answered
  1  breaking, or undecided
  2  a schema cannot be used";

/// Compare two schemas: does each read what the other's producers send?
///
/// Backward: the new schema accepts what the old one produces. Forward: the old schema accepts what the
/// new one produces. Produced are the payloads that a schema accepts and whose keys it declares; with
/// `--relation strict`, all that it accepts. The verdict is compatible (which is proved), breaking (with a
/// payload that shows it) or undecided (with a reason).
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Compat {
    /// The schema that was released
    #[arg(value_name = "OLD", required_unless_present = "pairs", requires = "new")]
    old: Option<PathBuf>,
    /// The schema that is to be
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,
    /// Answers a stream of pairs, one JSON object a line: `{"id":…, "old":…, "new":…, "dialect":…}`; `-` is
    /// standard input
    #[arg(long, value_name = "FILE", conflicts_with = "old")]
    pairs: Option<PathBuf>,
    /// Which payloads the writer's schema stands for
    #[arg(long, value_enum, default_value_t, value_name = "RELATION")]
    relation: RelationName,
    /// Who has to understand whom
    #[arg(long, value_enum, default_value_t, value_name = "MODE")]
    mode: ModeName,
    /// Take `format` for an annotation
    #[arg(long)]
    no_assert_format: bool,
    /// What a schema without `$schema` is read by
    #[arg(long, value_enum, default_value_t, value_name = "DIALECT")]
    dialect: DialectName,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum RelationName {
    /// Payloads with declared properties only
    #[default]
    Produced,
    /// All payloads that it accepts
    Strict,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ModeName {
    Backward,
    Forward,
    #[default]
    Full,
}

/// A dialect of JSON Schema.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum DialectName {
    #[value(name = "7")]
    Draft7,
    #[default]
    #[value(name = "2020", alias = "2020-12")]
    Draft2020,
}

impl DialectName {
    fn dialect(self) -> Dialect {
        match self {
            Self::Draft7 => Dialect::DRAFT_7,
            Self::Draft2020 => Dialect::DRAFT_2020,
        }
    }
}

impl Compat {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        match (&self.old, &self.new, &self.pairs) {
            (Some(old), Some(new), _) => files::run(old, new, self.dialect.dialect(), &self.options(), render),
            (_, _, Some(pairs)) => pairs::run(pairs, self.dialect.dialect(), &self.options()),
            _ => Err(Failure::unusable("name two schemas, or a file with --pairs")),
        }
    }

    fn options(&self) -> Options {
        Options {
            relation: match self.relation {
                RelationName::Produced => Relation::Produced,
                RelationName::Strict => Relation::Strict,
            },
            mode: match self.mode {
                ModeName::Backward => Mode::Backward,
                ModeName::Forward => Mode::Forward,
                ModeName::Full => Mode::Full,
            },
            assert_format: !self.no_assert_format,
            ..Options::default()
        }
    }
}
