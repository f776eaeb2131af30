//! What is read at most. A hostile file costs no more than these, and who meets one is told which.

use super::error::Excess;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The largest document without records of its own (a page, a feed, a text), in bytes.
pub const MAX_BYTES: u64 = 64 * MIB;
/// The largest record of a file of many: a line of JSON, a row of a table, a page in an archive.
pub const MAX_RECORD: u64 = 16 * MIB;
/// Packed data may grow to this size whatever it was packed into.
pub const MAX_FREE: u64 = 64 * MIB;
/// Beyond [`MAX_FREE`] it may be so many times as large as it was packed; news text gives 3 to 20.
pub const MAX_RATIO: u64 = 200;
/// How deep packing may lie in packing: a `.jsonl.gz` in a zip is two.
pub const MAX_LAYERS: usize = 2;
/// How deep elements may stand in each other in XML.
pub const MAX_DEPTH: usize = 256;

pub(super) const MIB: u64 = 1024 * 1024;

/// Counts what is read from below: packed bytes, or those of a file for the progress.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Unpacked data. It stops where it has grown beyond measure, and an error once met stays: a decoder
/// that failed must not be asked again.
pub(super) struct Unpacked<R> {
    inner: R,
    /// What was read below.
    packed: Arc<AtomicU64>,
    given: u64,
    failed: Option<(io::ErrorKind, String)>,
}

impl<R> Unpacked<R> {
    pub(super) fn new(inner: R, packed: Arc<AtomicU64>) -> Self {
        Self { inner, packed, given: 0, failed: None }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some((kind, message)) = &self.failed {
            return Err(io::Error::new(*kind, message.clone()));
        }
        let allowed = MAX_FREE.max(self.packed.load(Ordering::Relaxed).saturating_mul(MAX_RATIO));
        if self.given > allowed {
            return Err(Excess(format!(
                "unpacks to more than {MAX_RATIO} times its size, the limit for what is larger than {} MiB",
                MAX_FREE / MIB
            ))
            .into());
        }
        match self.inner.read(buffer) {
            Ok(count) => {
                self.given += count as u64;
                Ok(count)
            }
            Err(error) => {
                if error.kind() != io::ErrorKind::Interrupted {
                    self.failed = Some((error.kind(), error.to_string()));
                }
                Err(error)
            }
        }
    }
}

/// Reads to the end, up to a limit.
///
/// # Errors
/// Those of the reader, and [`Excess`] where there is more.
pub(super) fn read_whole(reader: impl Read, limit: u64, what: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(what, limit).into());
    }
    Ok(bytes)
}

pub(super) fn too_large(what: &str, limit: u64) -> Excess {
    Excess(format!("is larger than {} MiB, the limit for {what}", limit / MIB))
}
