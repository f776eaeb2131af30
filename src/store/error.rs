//! What can go wrong with a store, each in a sentence that names the store and the remedy.

use oxigraph::store::StorageError;
use std::path::PathBuf;
use thiserror::Error;

/// Why a store cannot be opened, read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A reading command on a folder that does not exist, or is empty.
    #[error("no store at `{}`: make one with `newsgraph ingest`", dir.display())]
    Missing { dir: PathBuf },
    /// The folder holds files that no store has.
    #[error(
        "`{}` is a folder with other things in it, not a store: give an empty or a new folder \
         with --store", dir.display()
    )]
    NotAStore { dir: PathBuf },
    /// Another process writes, so nobody else may open.
    #[error(
        "the store `{}` is being written by {holder}: wait until that ends, or give another \
         store with --store", dir.display()
    )]
    BeingWritten { dir: PathBuf, holder: String },
    /// Other processes read, so nobody may write.
    #[error(
        "the store `{}` is being read by another newsgraph: wait until that ends before you \
         change the store", dir.display()
    )]
    BeingRead { dir: PathBuf },
    /// The base asked for is not the one kept at the store's creation.
    #[error(
        "the store `{}` was made with the base `{kept}`, not `{asked}`: leave --base out, or make \
         another store", dir.display()
    )]
    OtherBase { dir: PathBuf, kept: String, asked: String },
    /// Written by a newsgraph that lays its stores out in another way.
    #[error(
        "the store `{}` has the format {found}, this newsgraph reads {known}: ingest the articles \
         into a new store", dir.display()
    )]
    OtherFormat { dir: PathBuf, found: u32, known: u32 },
    /// Made by a build with another backend.
    #[error(
        "the store `{}` is kept by RocksDB, which this newsgraph was built without: use one built \
         with the feature `rocksdb`", dir.display()
    )]
    OtherBackend { dir: PathBuf },
    /// The marker file cannot be understood.
    #[error("`{}` is damaged ({problem}): ingest the articles into a new store", path.display())]
    BadMarker { path: PathBuf, problem: String },
    /// The snapshot file is cut short or was changed by other hands.
    #[error(
        "`{}` is damaged: {problem}. Put a copy of it back, or ingest the articles into a new \
         store", path.display()
    )]
    BadSnapshot { path: PathBuf, problem: String },
    /// The folder or one of its files cannot be read or written.
    #[error("cannot {action} `{}`", path.display())]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    /// The store was opened for reading.
    #[error("the store is open for reading only")]
    ReadOnly,
    /// Two articles claim the same named graph.
    #[error(
        "the graph <{graph}> of <{article}> belongs to <{owner}>: the one has to be forgotten first"
    )]
    GraphTaken { graph: String, article: String, owner: String },
    /// The files of the quads do not open.
    #[error(
        "the store `{}` cannot be opened: {problem}. Put a copy of it back, or ingest the articles \
         into a new store", dir.display()
    )]
    Damaged { dir: PathBuf, problem: StorageError },
    /// What oxigraph itself reports. It says its own cause, so it is no `source` here, which would say
    /// it again.
    #[error("{0}")]
    Storage(StorageError),
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl StoreError {
    /// For `map_err`: what was tried on which file.
    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
