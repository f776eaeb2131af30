//! Zip folders: their files one by one, each a stream of its own.

use super::Reason;
use super::error::ReadError;
use super::limits::Counted;
use super::paths::{has_known_extension, is_hidden_name};
use super::unpack::{Packing, Stream, unpacked};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Whether a file begins as a zip folder does; an empty one too.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The files of a zip folder, in its order.
pub(super) struct Entries {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    next: usize,
    /// What is read of the file, for the progress.
    progress: Arc<AtomicU64>,
    skipped: Arc<AtomicU64>,
}

/// One file of it, under the archive's name and its own.
pub(super) struct Entry {
    pub(super) origin: String,
    pub(super) stream: Result<Stream, Reason>,
}

impl Entries {
    /// Reads the list of files.
    pub(super) fn open(
        path: &Path,
        progress: &Arc<AtomicU64>,
        skipped: &Arc<AtomicU64>,
    ) -> Result<Self, ReadError> {
        let origin = path.display().to_string();
        let failed = |reason: Reason| ReadError::new(&origin, None, reason);
        let file = File::open(path).map_err(|error| failed(error.into()))?;
        let size = file.metadata().map_err(|error| failed(error.into()))?.len();
        let archive =
            ZipArchive::new(BufReader::new(file)).map_err(|error| failed(reason(error)))?;
        if is_document(&archive) {
            return Err(failed(Reason::Format("an office document or e-book")));
        }
        let mut entries = Self {
            path: path.to_owned(),
            archive,
            next: 0,
            progress: Arc::clone(progress),
            skipped: Arc::clone(skipped),
        };
        // Files that lie in each other's place are the trick of a bomb that no ratio shows.
        let mut packed = 0_u64;
        for index in 0..entries.archive.len() {
            if let Ok(file) = entries.archive.by_index_raw(index) {
                packed = packed.saturating_add(file.compressed_size());
            }
        }
        if packed > size {
            return Err(failed(Reason::Limit(
                "holds files that overlap, as no good archive does".to_owned(),
            )));
        }
        Ok(entries)
    }

    fn entry(&mut self, index: usize) -> Option<Entry> {
        let path = self.path.display().to_string();
        let named = |name: &str| format!("{path}/{name}");
        let file = match self.archive.by_index_raw(index) {
            Ok(file) => file,
            Err(error) => {
                let origin = named(&format!("file {}", index + 1));
                return Some(Entry { origin, stream: Err(reason(error)) });
            }
        };
        let name = file.name().map(Cow::into_owned).unwrap_or_default();
        if file.is_dir() {
            return None;
        }
        let inner = Path::new(&name);
        let hidden = inner.components().any(|part| is_hidden_name(part.as_os_str()));
        if hidden || name.starts_with("__MACOSX/") || !has_known_extension(inner) {
            self.skipped.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let packing = match file.compression() {
            _ if file.encrypted() => Err(Reason::Packed("encrypted")),
            CompressionMethod::Stored => Ok(None),
            CompressionMethod::Deflated => Ok(Some(Packing::Deflate)),
            _ => Err(Reason::Packed("packed by another method than deflate")),
        };
        let (start, length) = (file.data_start(), file.compressed_size());
        let origin = named(&name);
        let stream = packing.and_then(|packing| {
            // A handle of its own: so the list can be read on while this stream is.
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(start.unwrap_or_default()))?;
            let counted = Counted { inner: file.take(length), count: Arc::clone(&self.progress) };
            Ok(match packing {
                Some(packing) => unpacked(counted, packing),
                None => Box::new(BufReader::new(counted)) as Stream,
            })
        });
        Some(Entry { origin, stream })
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while self.next < self.archive.len() {
            self.next += 1;
            if let Some(entry) = self.entry(self.next - 1) {
                return Some(entry);
            }
        }
        None
    }
}

/// Whether the archive is the form of an office document or an e-book.
fn is_document(archive: &ZipArchive<BufReader<File>>) -> bool {
    let mut names = archive.file_names().filter_map(Result::ok);
    names.any(|name| name == "[Content_Types].xml" || name == "mimetype")
}

fn reason(error: ZipError) -> Reason {
    match error {
        ZipError::Io(error) => Reason::of_stream(error),
        other => Reason::syntax("zip archive", other),
    }
}
