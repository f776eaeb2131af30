//! A change in two steps that counts as one. RocksDB takes many additions quickest as finished files,
//! which cannot remove anything, so what a change removes is removed after them.
//!
//! Before the first step the removals are written to a file of their own, and with them one of the
//! additions. A process that dies in between leaves that file behind; whoever opens the store
//! next and finds that addition there does the second step. If it is not there, neither step was
//! done, and nothing is to do.

use super::error::StoreError;
use super::folder::write_whole;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::Quad;
use oxigraph::store::Store as Quads;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::Path;
use std::thread;

/// The journal's name in the store's folder.
pub(super) const FILE: &str = "removals.nq";

/// The least number of quads that are worth a thread, and a file an order, of their own.
const FILES_FROM: usize = 100_000;

/// Adds quads, then removes others. `added` holds the addition that tells whether the first step was
/// done: it must not be in the store yet.
pub(super) fn apply(
    path: &Path,
    quads: &Quads,
    told_by: &Quad,
    added: impl IntoIterator<Item = Quad, IntoIter: ExactSizeIterator>,
    removed: &[Quad],
) -> Result<(), StoreError> {
    if !removed.is_empty() {
        write_whole(path, |file| {
            let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(file);
            serializer.serialize_quad(told_by)?;
            for quad in removed {
                serializer.serialize_quad(quad)?;
            }
            serializer.finish().map(drop)
        })?;
    }
    let added = added.into_iter();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = (added.len() / FILES_FROM).clamp(1, cores);
    // The loader counts a thousand quads as one megabyte, and shares them out among its threads.
    let mut loader = quads
        .bulk_loader()
        .with_num_threads(threads)
        .with_max_memory_size_in_megabytes(added.len().div_ceil(1000));
    loader.load_quads(added)?;
    loader.commit()?;
    if removed.is_empty() { Ok(()) } else { finish(path, quads, removed) }
}

/// Finishes what a process that died has begun.
pub(super) fn recover(path: &Path, quads: &Quads) -> Result<(), StoreError> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        text => text.map_err(StoreError::io("read", path))?,
    };
    let mut parsed = RdfParser::from_format(RdfFormat::NQuads).for_slice(&text);
    let bad = |problem: String| StoreError::BadSnapshot { path: path.to_owned(), problem };
    let told_by = parsed.next().transpose().map_err(|error| bad(error.to_string()))?;
    let removed: Vec<Quad> =
        parsed.collect::<Result<_, _>>().map_err(|error| bad(error.to_string()))?;
    match told_by {
        Some(told_by) if quads.contains(&told_by)? => finish(path, quads, &removed),
        _ => fs::remove_file(path).map_err(StoreError::io("remove", path)),
    }
}

fn finish(path: &Path, quads: &Quads, removed: &[Quad]) -> Result<(), StoreError> {
    let mut transaction = quads.start_transaction()?;
    for quad in removed {
        transaction.remove(quad);
    }
    transaction.commit()?;
    fs::remove_file(path).map_err(StoreError::io("remove", path))
}
