//! `evenkeel check`

use clap::Args;
use evenkeel_codegen::check::{self, Options, Report, Side};
use evenkeel_codegen::config::Config;
use evenkeel_codegen::contract::Catalog;
use evenkeel_codegen::{Builder, Error, Loaded, UnknownFields, today};
use std::path::{Path, PathBuf};

use crate::baseline::{Against, Baseline, Missing, Unfound, Wanted};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Folder;
use crate::output::{Checked, Render};

const EXAMPLES: &str = "\
Examples:
  evenkeel check                                    against the commit where this branch began
  evenkeel check --against git:HEAD                 against the last commit, before the next one
  evenkeel check --against git:v1.4.0               against a release
  evenkeel check --against ../released/schemas      against a folder

The baseline, unless told, is the merge-base of HEAD and the branch that a CI job names
(GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME), else the default branch.
`evenkeel explain RULE` tells about a finding.";

/// Check whether a change leaves every consumer standing
///
/// Compares the definitions of the working tree with what they were, event by event, and shows the
/// payload that would break. Git is only read: there is no checkout, no hook, no network.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The schema folder
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// What to compare with: `git:REF`, `git:merge-base(REF)` or a folder
    #[arg(long, value_name = "BASELINE")]
    against: Option<Against>,
    /// Let pass what cannot be decided
    #[arg(long)]
    allow_undecided: bool,
}

/// The baseline, read.
struct Earlier {
    catalog: Catalog,
    keeps: bool,
}

impl Check {
    pub(crate) fn run(&self, render: &mut dyn Render) -> Result<Exit, Failure> {
        let folder = Folder::find(self.dir.as_deref())?;
        let config = Config::find(Path::new("."))?.unwrap_or_default();
        let new = folder.builder.load(&folder.schemas)?.catalog;
        let file = (!config.file.as_os_str().is_empty()).then_some(config.file.as_path());
        let wanted = Wanted { schemas: &folder.schemas, config: file, resources: &config.resources };
        let baseline = match Baseline::find(self.against.as_ref(), &wanted) {
            Ok(baseline) => baseline,
            Err(Unfound::Failed(failure)) => return Err(failure),
            Err(Unfound::Missing(Missing { what, run })) => {
                return Err(Failure::unusable(format!("baseline-missing: {what}")).hint(format!("run `{run}`")));
            }
        };
        let name = match &baseline {
            Baseline::None(_) => None,
            Baseline::Folder(folder) => Some(folder.display().to_string()),
            Baseline::Commit(commit) => Some(commit.to_string()),
        };
        let note = match &baseline {
            Baseline::None(why) => Some(*why),
            _ => None,
        };
        let today = today();
        let options = Options { today: &today, allow_undecided: self.allow_undecided };
        let side = Side { catalog: &new, keeps: keeps(&config) };
        let report = match earlier(baseline, &config)? {
            Ok(earlier) => check::check(Side { catalog: &earlier.catalog, keeps: earlier.keeps }, side, &options),
            Err(unreadable) => match unreadable.diagnostics() {
                Some((found, sources)) => Report::baseline_unreadable(found, sources, &options),
                None => return Err(unreadable.into()),
            },
        };
        render.checked(&Checked { baseline: name.as_deref(), note, report: &report })?;
        Ok(if report.is_clean() { Exit::Clean } else { Exit::Findings })
    }
}

/// Reads the baseline; inside, what is wrong with its definitions.
fn earlier(baseline: Baseline, config: &Config) -> Result<Result<Earlier, Error>, Failure> {
    let (loaded, keeps) = match baseline {
        Baseline::None(_) => return Ok(Ok(Earlier { catalog: Catalog::default(), keeps: false })),
        Baseline::Folder(folder) => {
            let found = Config::find(&folder)?;
            let earlier = found.as_ref().unwrap_or(config);
            let resources = earlier.resources.iter().cloned();
            let builder = resources.fold(Builder::new(), |builder, (uri, path)| builder.resource(uri, path));
            (builder.load(folder), found.as_ref().is_some_and(keeps))
        }
        Baseline::Commit(commit) => (Builder::new().load_snapshot(commit.snapshot), keeps(&commit.config)),
    };
    Ok(loaded.map(|Loaded { catalog, .. }| Earlier { catalog, keeps }))
}

fn keeps(config: &Config) -> bool {
    config.unknown_fields == Some(UnknownFields::Keep)
}
