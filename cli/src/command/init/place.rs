//! Where definitions belong.

use evenkeel_codegen::config::Config;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::failure::Failure;

/// A folder, and the schema folder that belongs to it.
pub(super) struct Place {
    /// The `evenkeel.toml` that rules here.
    pub(super) config: Option<PathBuf>,
    /// The schema folder, as it is reached from the working directory.
    pub(super) schemas: PathBuf,
    /// The schema folder, as it is reached from the folder.
    from_dir: PathBuf,
}

impl Place {
    /// What `evenkeel.toml` says about a folder, which is made where it is missing.
    pub(super) fn find(dir: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(dir).map_err(|error| Failure::writing(dir, &error))?;
        // An empty path has no absolute form.
        let here = Path::new(".").join(dir);
        let config = Config::find(&here)?;
        let schemas = config.as_ref().and_then(|config| config.schemas.clone());
        let schemas = schemas.unwrap_or_else(|| dir.join("schemas"));
        let absolute = |path: &Path| std::path::absolute(path).map_err(|error| Failure::reading(path, &error));
        let from_dir = relative(&absolute(&here)?, &absolute(&schemas)?);
        Ok(Self { config: config.map(|config| config.file), schemas, from_dir })
    }

    /// Whether somebody has begun already.
    pub(super) fn has_definitions(&self) -> Result<bool, Failure> {
        let entries = match fs::read_dir(&self.schemas) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Failure::reading(&self.schemas, &error)),
        };
        Ok(entries.flatten().any(|entry| !entry.file_name().as_encoded_bytes().starts_with(b".")))
    }

    /// The text of a build script for the schema folder.
    pub(super) fn build_script(&self) -> String {
        include_str!("template/build.rs").replace("\"schemas\"", &format!("{:?}", self.from_dir.display().to_string()))
    }
}

/// The way from one absolute folder to another path.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    from[shared..].iter().map(|_| Component::ParentDir).chain(to[shared..].iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::relative;
    use std::path::Path;

    #[test]
    fn the_way_leads_up_and_down() {
        for (from, to, way) in
            [("/a/b", "/a/b/schemas", "schemas"), ("/a/b", "/a/c/d", "../c/d"), ("/a/b/c", "/a", "../..")]
        {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(way));
        }
    }
}
