//! The store's folder: its marker file, its lock, and writing a file whole or not at all.
//!
//! ```text
//! newsgraph.store/
//!   newsgraph.json    format, base IRI, backend; written once, at creation
//!   lock              held by an operating system's lock while the store is open
//!   rocksdb/          the quads, with the feature `rocksdb`
//!   quads.nq          the quads, without it
//!   removals.nq       only while a change is being written, see `journal.rs`
//! ```
//! A lock of the operating system is gone with its process, also after kill -9: no lock is ever
//! left behind. One process writes, or several read; oxigraph's own read-only mode is not defined
//! beside a writer, so the lock keeps the two apart.

use super::error::StoreError;
use crate::facts::AtomicFile;
use crate::iri::Base;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// The layout that this version writes and reads.
const FORMAT: u32 = 1;
const MARKER: &str = "newsgraph.json";
/// The marker while it is being written.
const MARKER_PART: &str = ".newsgraph.json.part";
const LOCK: &str = "lock";

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Others may read at the same time.
    Read,
    /// Nobody else may open it.
    Write,
}

/// Who keeps the quads on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Backend {
    Rocksdb,
    Snapshot,
}

impl Backend {
    /// What new stores of this build get.
    pub(super) fn of_this_build() -> Self {
        if cfg!(feature = "rocksdb") { Self::Rocksdb } else { Self::Snapshot }
    }
}

/// What the marker file holds.
#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    format: u32,
    base: String,
    backend: Backend,
}

/// A locked store folder.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) dir: PathBuf,
    pub(super) base: Base,
    pub(super) backend: Backend,
    pub(super) access: Access,
    /// Holds the lock for as long as it is open.
    _lock: File,
}

impl Folder {
    /// Locks the folder for writing; makes it where there is none.
    pub(super) fn create_or_open(
        dir: &Path,
        base: Option<&Base>,
        backend: Backend,
    ) -> Result<Self, StoreError> {
        if !dir.join(MARKER).exists() && holds_other_files(dir)? {
            return Err(StoreError::NotAStore { dir: dir.to_owned() });
        }
        fs::create_dir_all(dir).map_err(StoreError::io("make the folder", dir))?;
        let lock = lock(dir, Access::Write)?;
        // Only now nobody else can be making the same store.
        if !dir.join(MARKER).exists() {
            let base = base.cloned().unwrap_or_default();
            let marker = Marker { format: FORMAT, base: base.as_str().to_owned(), backend };
            write_whole(&dir.join(MARKER), |file| {
                serde_json::to_writer_pretty(&mut *file, &marker)?;
                writeln!(file)
            })?;
        }
        Self::with_lock(dir, base, Access::Write, lock)
    }

    /// Locks a folder that must be a store already.
    pub(super) fn open(
        dir: &Path,
        base: Option<&Base>,
        access: Access,
    ) -> Result<Self, StoreError> {
        if !dir.join(MARKER).exists() {
            return Err(if holds_other_files(dir)? {
                StoreError::NotAStore { dir: dir.to_owned() }
            } else {
                StoreError::Missing { dir: dir.to_owned() }
            });
        }
        let lock = lock(dir, access)?;
        Self::with_lock(dir, base, access, lock)
    }

    fn with_lock(
        dir: &Path,
        asked: Option<&Base>,
        access: Access,
        lock: File,
    ) -> Result<Self, StoreError> {
        let path = dir.join(MARKER);
        let text = fs::read_to_string(&path).map_err(StoreError::io("read", &path))?;
        let bad = |problem: String| StoreError::BadMarker { path: path.clone(), problem };
        let marker: Marker = serde_json::from_str(&text).map_err(|e| bad(e.to_string()))?;
        if marker.format != FORMAT {
            let (found, known) = (marker.format, FORMAT);
            return Err(StoreError::OtherFormat { dir: dir.to_owned(), found, known });
        }
        let base = Base::new(&marker.base).map_err(|e| bad(e.to_string()))?;
        if let Some(asked) = asked.filter(|&asked| *asked != base) {
            return Err(StoreError::OtherBase {
                dir: dir.to_owned(),
                kept: base.as_str().to_owned(),
                asked: asked.as_str().to_owned(),
            });
        }
        if marker.backend == Backend::Rocksdb && !cfg!(feature = "rocksdb") {
            return Err(StoreError::OtherBackend { dir: dir.to_owned() });
        }
        Ok(Self { dir: dir.to_owned(), base, backend: marker.backend, access, _lock: lock })
    }
}

/// Whether a folder holds what a store being made does not (or is a file itself).
fn holds_other_files(dir: &Path) -> Result<bool, StoreError> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(true),
        entries => entries.map_err(StoreError::io("read the folder", dir))?,
    };
    for entry in entries {
        let name = entry.map_err(StoreError::io("read the folder", dir))?.file_name();
        if name != LOCK && name != MARKER_PART {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes the lock or says who has it. A writer leaves its process number in the file, for others'
/// messages only.
fn lock(dir: &Path, access: Access) -> Result<File, StoreError> {
    let path = dir.join(LOCK);
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let mut file = match open {
        // A store that one may only read has its lock file already.
        Err(error)
            if access == Access::Read && !matches!(error.kind(), io::ErrorKind::NotFound) =>
        {
            File::open(&path)
        }
        open => open,
    }
    .map_err(StoreError::io("open", &path))?;
    let locked = match access {
        Access::Read => file.try_lock_shared(),
        Access::Write => file.try_lock(),
    };
    match locked {
        Ok(()) => {}
        Err(TryLockError::Error(error)) => return Err(StoreError::io("lock", &path)(error)),
        Err(TryLockError::WouldBlock) => {
            let mut number = String::new();
            let _ = file.read_to_string(&mut number);
            let dir = dir.to_owned();
            return Err(match (access, number.trim()) {
                (Access::Write, "") => StoreError::BeingRead { dir },
                (_, "") => StoreError::BeingWritten { dir, holder: "another newsgraph".to_owned() },
                (_, number) => StoreError::BeingWritten {
                    dir,
                    holder: format!("another newsgraph (process {number})"),
                },
            });
        }
    }
    // The number is a courtesy: where it cannot be written, the lock holds all the same.
    let _ = file.set_len(0);
    if access == Access::Write {
        let _ = file.rewind();
        let _ = write!(file, "{}", std::process::id());
    }
    Ok(file)
}

/// Replaces a file whole: whoever reads it sees the old bytes or the new ones, also after a crash.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut AtomicFile) -> io::Result<()>,
) -> Result<(), StoreError> {
    let replace = || {
        let mut file = AtomicFile::create(path)?;
        write(&mut file)?;
        file.commit()?;
        // The new name itself must be on disk too; only Unix lets a folder be synced.
        if cfg!(unix)
            && let Some(dir) = path.parent()
        {
            File::open(dir)?.sync_all()?;
        }
        Ok(())
    };
    replace().map_err(StoreError::io("write", path))
}
