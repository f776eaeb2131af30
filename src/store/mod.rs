//! The embedded store: opening it, whose graphs it holds, and committing to it.
//!
//! On disk it is a folder (see `folder.rs`). With the feature `rocksdb` oxigraph keeps the quads in
//! RocksDB; without it they live in memory and are written as one snapshot file. Both have the same
//! face and the same promise: what a transaction writes is there whole or not at all.
//!
//! | graph | holds |
//! |---|---|
//! | `{base}graph/{hash}` | what one article says: a source, never rewritten |
//! | any other name, or `{base}graph/{hash}` | what one file of other people says: a source too |
//! | `{base}graph/catalogue` | which graph comes from which article or file; merged like a source |
//! | `{base}graph/alignment` | how people read foreign words, beside the bundled rules |
//! | `{base}graph/identity` | which things are the same: what was found and decided, and what `merge` computes from it |
//! | `{base}graph/comparison` | what `compare --keep` found, computed from the sources |
//! | the default graph | the merge of all sources, computed by `merge` |

mod additions;
mod changes;
mod error;
mod folder;
mod foreign;
mod journal;
mod snapshot;
mod sources;
mod stats;
pub(crate) mod terms;
mod view;

pub(crate) use changes::Changes;
pub use error::StoreError;
pub use folder::Access;
pub use foreign::ForeignSource;
pub use sources::Source;
pub use stats::Stats;
pub(crate) use view::{Pattern, View};

use crate::iri::Base;
use folder::{Backend, Folder};
use oxigraph::model::NamedNode;
use oxigraph::store::{Store as Quads, Transaction};
#[cfg(feature = "rocksdb")]
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// With a snapshot file, the least number of changed quads after which a commit writes it anew.
const SNAPSHOT_AFTER: usize = 200_000;

/// With RocksDB, the least number of added quads that are written as finished files: those of fewer
/// would be too small to be worth their number.
const FILES_FROM: usize = 10_000;

/// An open store.
pub struct Store {
    quads: Quads,
    base: Base,
    /// `{base}graph/identity`.
    identity: NamedNode,
    /// `{base}graph/catalogue`.
    catalogue: NamedNode,
    /// `{base}graph/alignment`.
    alignment: NamedNode,
    /// `{base}graph/comparison`.
    comparison: NamedNode,
    /// Absent for a store in memory.
    folder: Option<Folder>,
    /// Quads changed since they were last put on disk for good.
    pending: AtomicUsize,
    /// Quads in the snapshot as last written.
    saved: AtomicUsize,
}

impl Store {
    /// A store that lives and dies with the process: for tests, and for files that are only looked at.
    pub fn in_memory(base: Base) -> Result<Self, StoreError> {
        Ok(Self::with(Quads::new()?, base, None))
    }

    /// Opens the store in a folder for writing, and makes it where there is none. `base` is the base
    /// asked for, if any: a new store keeps it, an old one must have it.
    pub fn open(dir: &Path, base: Option<&Base>) -> Result<Self, StoreError> {
        Self::in_folder(Folder::create_or_open(dir, base, Backend::of_this_build())?)
    }

    /// Opens a store that must be there. `base`, if any, must be the store's own.
    pub fn open_existing(
        dir: &Path,
        base: Option<&Base>,
        access: Access,
    ) -> Result<Self, StoreError> {
        if access == Access::Read && dir.join(journal::FILE).exists() {
            // Left by a process that died: whoever opens for writing finishes it.
            drop(Self::open_existing(dir, base, Access::Write)?);
        }
        Self::in_folder(Folder::open(dir, base, access)?)
    }

    fn in_folder(folder: Folder) -> Result<Self, StoreError> {
        let quads = match folder.backend {
            Backend::Snapshot => Quads::new()?,
            Backend::Rocksdb => open_rocksdb(&folder)?,
        };
        if folder.access == Access::Write {
            journal::recover(&folder.dir.join(journal::FILE), &quads)?;
        }
        let saved = match folder.backend {
            Backend::Snapshot => snapshot::read(&folder.dir.join(snapshot::FILE), &quads)?,
            Backend::Rocksdb => 0,
        };
        let store = Self::with(quads, folder.base.clone(), Some(folder));
        store.saved.store(saved, Ordering::Relaxed);
        Ok(store)
    }

    fn with(quads: Quads, base: Base, folder: Option<Folder>) -> Self {
        // A base is an absolute IRI, and these endings keep it one.
        let graph = |name| NamedNode::new_unchecked(format!("{}graph/{name}", base.as_str()));
        Self {
            quads,
            identity: graph("identity"),
            catalogue: graph("catalogue"),
            alignment: graph("alignment"),
            comparison: graph("comparison"),
            base,
            folder,
            pending: AtomicUsize::new(0),
            saved: AtomicUsize::new(0),
        }
    }

    /// The base of the store's own IRIs.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The quads, for queries and exports. Writing goes through [`crate::merge`], which keeps the
    /// default graph true to its sources.
    pub fn quads(&self) -> &Quads {
        &self.quads
    }

    /// The graph of the identity links.
    pub fn identity_graph(&self) -> &NamedNode {
        &self.identity
    }

    /// The graph that says which graph comes from which article.
    pub fn catalogue_graph(&self) -> &NamedNode {
        &self.catalogue
    }

    /// The graph of the rules by which people read foreign words, beside the bundled ones.
    pub fn alignment_graph(&self) -> &NamedNode {
        &self.alignment
    }

    /// The graph of the comparisons that were kept.
    pub fn comparison_graph(&self) -> &NamedNode {
        &self.comparison
    }

    /// Whether a graph is the store's own working, and so neither a source nor merged.
    pub(crate) fn is_computed(&self, graph: &NamedNode) -> bool {
        [&self.identity, &self.alignment, &self.comparison].contains(&graph)
    }

    /// Starts a transaction; dropped without [`Self::commit`] it leaves no trace. One at a time: in
    /// this process the caller sees to that, between processes the lock.
    pub(crate) fn transaction(&self) -> Result<Transaction<'_>, StoreError> {
        if self.folder.as_ref().is_some_and(|folder| folder.access == Access::Read) {
            return Err(StoreError::ReadOnly);
        }
        Ok(self.quads.start_transaction()?)
    }

    /// Starts gathering changes; dropped without [`Self::apply`] they leave no trace.
    pub(crate) fn changes(&self) -> Result<Changes<'_>, StoreError> {
        Ok(Changes::new(self.transaction()?))
    }

    /// Makes changes visible, all at once.
    pub(crate) fn apply(&self, changes: Changes<'_>) -> Result<(), StoreError> {
        let Changes { before: mut transaction, added, removed, emptied } = changes;
        let mut added = added.into_quads();
        if !removed.is_empty() {
            added.retain(|quad| !removed.contains(quad));
        }
        let mut truly_removed = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "in the store the order does not show")]
        for quad in removed {
            if transaction.contains(&quad)? {
                truly_removed.push(quad);
            }
        }
        let changed = added.len() + truly_removed.len();
        let in_files = self.folder.as_ref().filter(|folder| {
            folder.backend == Backend::Rocksdb && added.len() >= FILES_FROM && emptied.is_empty()
        });
        if let Some(folder) = in_files {
            let mut told_by = None;
            for quad in &added {
                if !transaction.contains(quad)? {
                    told_by = Some(quad.clone());
                    break;
                }
            }
            if let Some(told_by) = told_by {
                drop(transaction);
                let path = folder.dir.join(journal::FILE);
                journal::apply(&path, &self.quads, &told_by, added, &truly_removed)?;
                self.pending.fetch_add(changed, Ordering::Relaxed);
                return Ok(());
            }
        }
        for quad in &truly_removed {
            transaction.remove(quad);
        }
        for quad in &added {
            transaction.insert(quad);
        }
        for graph in &emptied {
            transaction.remove_named_graph(graph)?;
        }
        self.commit(transaction, changed)
    }

    /// Makes a transaction visible. `changed` is the number of quads that it wrote or removed.
    ///
    /// RocksDB logs it at once. A snapshot is only written anew when it has changed by half, so that
    /// many commits do not each write the whole store; [`Self::flush`] does the rest. A process that
    /// dies in between loses the latest commits, each of them whole.
    pub(crate) fn commit(
        &self,
        transaction: Transaction<'_>,
        changed: usize,
    ) -> Result<(), StoreError> {
        transaction.commit()?;
        let pending = self.pending.fetch_add(changed, Ordering::Relaxed) + changed;
        let saved = self.saved.load(Ordering::Relaxed);
        let snapshot = self.folder.as_ref().is_some_and(|f| f.backend == Backend::Snapshot);
        if snapshot && pending >= SNAPSHOT_AFTER.max(saved / 2) { self.flush() } else { Ok(()) }
    }

    /// Puts everything committed on disk for good, safe from a power cut too. To be called at the
    /// end of every command that writes.
    pub fn flush(&self) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        if self.pending.swap(0, Ordering::Relaxed) == 0 {
            return Ok(());
        }
        match folder.backend {
            Backend::Snapshot => {
                let count = snapshot::write(&folder.dir.join(snapshot::FILE), &self.quads)?;
                self.saved.store(count, Ordering::Relaxed);
            }
            Backend::Rocksdb => flush_rocksdb(&self.quads)?,
        }
        Ok(())
    }
}

/// A new RocksDB is made under another name and then moved to its place, for one that is half made
/// does not open for reading. So where there is none, nothing was ever committed.
#[cfg(feature = "rocksdb")]
fn open_rocksdb(folder: &Folder) -> Result<Quads, StoreError> {
    let damaged = |problem| StoreError::Damaged { dir: folder.dir.clone(), problem };
    let dir = folder.dir.join("rocksdb");
    match folder.access {
        Access::Read if !dir.exists() => Ok(Quads::new()?),
        Access::Read => Quads::open_read_only(dir).map_err(damaged),
        Access::Write => {
            if dir.exists() {
                remove_unused_files(&dir)?;
            } else {
                let part = folder.dir.join(".rocksdb.part");
                if part.exists() {
                    fs::remove_dir_all(&part).map_err(StoreError::io("remove", &part))?;
                }
                drop(Quads::open(&part).map_err(damaged)?);
                fs::rename(&part, &dir).map_err(StoreError::io("rename", &part))?;
            }
            Quads::open(dir).map_err(damaged)
        }
    }
}

/// Files that a process which died had not yet given to RocksDB, which knows nothing of them.
#[cfg(feature = "rocksdb")]
fn remove_unused_files(dir: &Path) -> Result<(), StoreError> {
    let Ok(files) = dir.read_dir() else { return Ok(()) };
    for file in files {
        let path = file.map_err(StoreError::io("read the folder", dir))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("bulk-") && name.ends_with(".sst") {
            fs::remove_file(&path).map_err(StoreError::io("remove", &path))?;
        }
    }
    Ok(())
}

#[cfg(not(feature = "rocksdb"))]
fn open_rocksdb(folder: &Folder) -> Result<Quads, StoreError> {
    Err(StoreError::OtherBackend { dir: folder.dir.clone() })
}

#[cfg(feature = "rocksdb")]
fn flush_rocksdb(quads: &Quads) -> Result<(), StoreError> {
    Ok(quads.flush()?)
}

/// Without the feature no such store can be open.
#[cfg(not(feature = "rocksdb"))]
#[expect(clippy::unnecessary_wraps, reason = "the same face as with the feature")]
fn flush_rocksdb(_: &Quads) -> Result<(), StoreError> {
    Ok(())
}

#[cfg(test)]
mod tests;
