//! Writes a file whole or not at all: beside the target first, on disk for good, then renamed.

use super::error::ExportError;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Lets `write` fill the file. Where that fails, a file of that name stays as it was.
///
/// # Errors
/// Those of `write`, and [`ExportError::File`] naming the path.
pub fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let failed = |source: io::Error| ExportError::File { path: path.to_owned(), source };
    let beside = beside(path);
    let result = File::create(&beside).map_err(failed).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out).map_err(|error| match error {
            ExportError::Write(source) => failed(source),
            other => other,
        })?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        drop(file);
        fs::rename(&beside, path).map_err(failed)
    });
    if result.is_err() {
        // The reason of the failure counts, not that of the tidying.
        let _ = fs::remove_file(&beside);
    }
    result
}

/// A name in the same folder, so that the renaming stays within one file system.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
