//! Files that are written where there was none.

use std::io::{self, Write};
use std::path::Path;

use crate::failure::Failure;

/// Writes a file that is not there yet, and the folders above it; whether it was so.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<bool, Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    }
    let file = std::fs::File::options().write(true).create_new(true).open(path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::writing(path, &error)),
    }
}
