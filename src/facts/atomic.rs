//! Files that stand whole or not at all: written beside their place and moved there at the end.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file in the making. Unless [`AtomicFile::commit`] is called, nothing changes at its place.
#[derive(Debug)]
pub struct AtomicFile {
    target: PathBuf,
    part: PathBuf,
    writer: Option<BufWriter<File>>,
}

impl AtomicFile {
    /// Opens `.NAME.part` beside the target; an old one, left by a killed process, is overwritten.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn create(target: &Path) -> io::Result<Self> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let part = target.with_file_name(format!(".{name}.part"));
        let writer = Some(BufWriter::new(File::create(&part)?));
        Ok(Self { target: target.to_owned(), part, writer })
    }

    /// Brings the bytes to the disk and puts the file into its place.
    ///
    /// # Errors
    /// Where writing fails; the place is then as it was.
    pub fn commit(mut self) -> io::Result<()> {
        if let Some(writer) = self.writer.take() {
            let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.sync_all()?;
            fs::rename(&self.part, &self.target)?;
        }
        Ok(())
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.as_mut().map_or(Ok(0), |writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        // After a commit the part is gone, and removing it does nothing.
        let _ = fs::remove_file(&self.part);
    }
}
