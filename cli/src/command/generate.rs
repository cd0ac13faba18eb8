//! `evenkeel generate`

use clap::Args;
use evenkeel_codegen::Builder;
use std::path::PathBuf;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::inputs::Inputs;
use crate::output::{Generated, Render};
use crate::watch::watch;

const EXAMPLES: &str = "\
Examples:
  evenkeel generate -o src/events                   writes src/events/mod.rs and a file a domain
  evenkeel generate contracts -o src/events         the same from the folder `contracts`
  evenkeel generate -o src/events -e 'order.*'      only what belongs to orders
  evenkeel generate -o src/events --watch           while you write definitions
  evenkeel generate -o src/events --check           in CI: is the committed code up to date?";

/// Generate Rust from definitions
///
/// Writes `mod.rs` and a file a domain. Only files that differ are written, and generated files that
/// are no longer needed are removed; files that were not generated are left alone.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Generate {
    /// The schema folder
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// The folder of the generated code [default: `out` in evenkeel.toml]
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Only these events: `order.created.v1`, `order.created` (every version), `order.*`; can be repeated
    /// [default: `events` in evenkeel.toml, else all]
    #[arg(short, long, value_name = "PATTERN")]
    events: Vec<String>,
    /// Write nothing; exit with 1 and name every file that is missing, changed or stale
    #[arg(long)]
    check: bool,
    /// Go on until Ctrl-C: generate again whenever a definition or evenkeel.toml changes; with
    /// `--format json`, an object each time
    #[arg(short, long, conflicts_with = "check")]
    watch: bool,
}

impl Generate {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        if !self.watch {
            return self.once(render);
        }
        watch(
            || Inputs::of(self.dir.as_deref()),
            || {
                match self.once(render) {
                    Ok(_) => {}
                    Err(Failure::Printing(error)) => return Err(error.into()),
                    Err(failure) => render.failed(&failure)?,
                }
                render.waiting()?;
                Ok(render.flush()?)
            },
        )?;
        Ok(Exit::Clean)
    }

    fn once(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let folder = Folder::find_for(self.dir.as_deref(), Builder::new().events(self.events.clone()))?;
        let Some(out) = self.out.clone().or(folder.out) else {
            return Err(Failure::unusable("where is the generated code to go?")
                .hint("name the folder with `-o`, or as `out` in evenkeel.toml"));
        };
        let output = folder.builder.generate(&folder.schemas)?;
        let changes = output.drift(&out)?;
        if !self.check {
            output.write(&out)?;
        }
        render.generated(&Generated {
            out: &out,
            files: output.files.len(),
            changes: &changes,
            check: self.check,
            warnings: (&output.warnings, &output.sources),
        })?;
        Ok(if self.check && !changes.is_empty() { Exit::Findings } else { Exit::Clean })
    }
}
