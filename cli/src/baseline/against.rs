//! How a baseline is named on the command line.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

/// `git:REF`, `git:merge-base(REF)` or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    /// A commit, by any name that git knows.
    Revision(String),
    /// The last commit that this work and another share.
    MergeBase(String),
    /// A folder on disk.
    Folder(PathBuf),
}

impl FromStr for Against {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let Some(revision) = text.strip_prefix("git:") else { return Ok(Self::Folder(text.into())) };
        let base = revision.strip_prefix("merge-base(").and_then(|rest| rest.strip_suffix(')'));
        Ok(base.map_or_else(|| Self::Revision(revision.to_owned()), |base| Self::MergeBase(base.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::Against;

    #[test]
    fn a_baseline_is_a_commit_a_fork_or_a_folder() {
        for (text, against) in [
            ("git:v1.0", Against::Revision("v1.0".into())),
            ("git:merge-base(origin/main)", Against::MergeBase("origin/main".into())),
            ("../released", Against::Folder("../released".into())),
        ] {
            assert_eq!(text.parse(), Ok(against));
        }
    }
}
