//! Symbolic links in a commit's tree.

use std::collections::BTreeMap;

/// How many links may lead to one another.
const ROUNDS: usize = 8;

/// How many files a tree may have once its links are followed; links to folders of links multiply them.
pub(super) const MAX_FILES: usize = 1_000_000;

/// Gives a link's path the file that it leads to, or the files of that folder. A link out of the tree
/// leads nowhere, as it does in a schema folder. False when there are too many files.
pub(super) fn follow(files: &mut BTreeMap<String, String>, mut links: Vec<(String, String)>) -> bool {
    for _ in 0..ROUNDS {
        let before = links.len();
        links.retain(|(path, target)| files.len() > MAX_FILES || !take(files, path, target));
        if files.len() > MAX_FILES {
            return false;
        }
        if links.is_empty() || links.len() == before {
            return true;
        }
    }
    true
}

fn take(files: &mut BTreeMap<String, String>, path: &str, target: &str) -> bool {
    let Some(target) = resolved(path, target) else { return false };
    if let Some(blob) = files.get(&target).cloned() {
        files.insert(path.to_owned(), blob);
        return true;
    }
    let folder = format!("{target}/");
    // A folder that the link lies in would hold itself.
    if path.starts_with(&folder) {
        return false;
    }
    let found: Vec<(String, String)> = files
        .range(folder.clone()..)
        .take_while(|(name, _)| name.starts_with(&folder))
        .map(|(name, blob)| (format!("{path}/{}", &name[folder.len()..]), blob.clone()))
        .collect();
    let some = !found.is_empty();
    files.extend(found);
    some
}

/// Where a link, or a path in a file, leads, from the root; `None` when that is outside.
pub(super) fn resolved(path: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::follow;
    use std::collections::BTreeMap;

    #[test]
    fn links_lead_to_files_and_folders_of_the_tree() {
        let mut files: BTreeMap<String, String> =
            [("s/a.yaml", "1"), ("s/b/c.yaml", "2")].map(|(path, blob)| (path.to_owned(), blob.to_owned())).into();
        let links = [
            ("s/twice.yaml", "once.yaml"),
            ("s/once.yaml", "./a.yaml"),
            ("t", "s/b"),
            ("s/b/back", ".."),
            ("out", "../elsewhere"),
            ("s/gone.yaml", "nowhere"),
        ];
        assert!(follow(&mut files, links.map(|(path, target)| (path.to_owned(), target.to_owned())).into()));
        let found: Vec<String> = files.iter().map(|(path, blob)| format!("{path}={blob}")).collect();
        assert_eq!(found, ["s/a.yaml=1", "s/b/c.yaml=2", "s/once.yaml=1", "s/twice.yaml=1", "t/c.yaml=2"]);
    }
    #[test]
    fn links_that_multiply_are_too_many() {
        let mut files: BTreeMap<String, String> = [("0/a.yaml".to_owned(), "1".to_owned())].into();
        // Each folder holds the one before it ten times.
        let links =
            (1..8).flat_map(|level| (0..10).map(move |copy| (format!("{level}/{copy}"), format!("../{}", level - 1))));
        assert!(!follow(&mut files, links.collect()));
    }
}
