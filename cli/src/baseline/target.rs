//! The branch that work is meant for.

use std::env;

use super::Missing;
use super::git::Git;
use crate::failure::Failure;

/// Where the names of target branches are told to a CI job.
const VARIABLES: [&str; 2] = ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];

/// The default branch of a clone, and of a repository without a remote.
const DEFAULTS: [&str; 5] = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// The branch that this work is meant for. A CI job's is named even where it is not fetched.
pub(super) fn find(git: &Git) -> Result<Option<String>, Failure> {
    let told = VARIABLES.iter().filter_map(|name| env::var(name).ok()).find(|branch| !branch.is_empty());
    if let Some(branch) = told {
        let remote = format!("origin/{branch}");
        let local_only = git.commit(&remote)?.is_none() && git.commit(&branch)?.is_some();
        return Ok(Some(if local_only { branch } else { remote }));
    }
    for branch in DEFAULTS {
        if git.commit(branch)?.is_some() {
            return Ok(Some(branch.to_owned()));
        }
    }
    Ok(None)
}

/// No branch could be told.
pub(super) fn unknown() -> Missing {
    let what = "there is neither a remote's default branch nor `main` or `master`: name a baseline with `--against`";
    Missing { what: what.to_owned(), run: "git fetch origin && git remote set-head origin --auto".to_owned() }
}
