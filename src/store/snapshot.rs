//! The store without RocksDB: one N-Quads file, read whole at opening and replaced whole when
//! written. The last line counts the quads, so that a file cut short is not taken for a smaller
//! store.

use super::error::StoreError;
use super::folder::write_whole;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::store::Store as Quads;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The snapshot's name in the store's folder.
pub(super) const FILE: &str = "quads.nq";

const END: &str = "# end of the store, quads: ";

/// Reads a snapshot into an empty store. A missing file is an empty store: the folder was made, and
/// nothing was committed yet.
///
/// Gives the number of quads.
pub(super) fn read(path: &Path, quads: &Quads) -> Result<usize, StoreError> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        text => text.map_err(StoreError::io("read", path))?,
    };
    let damaged = |problem: String| StoreError::BadSnapshot { path: path.to_owned(), problem };
    let body = text.trim_ascii_end();
    let last = body.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let expected: usize = std::str::from_utf8(last)
        .ok()
        .and_then(|line| line.strip_prefix(END)?.parse().ok())
        .ok_or_else(|| damaged("its last line is missing, so it was cut short".to_owned()))?;
    let mut loader = quads.bulk_loader();
    let mut found = 0;
    let mut parsed = RdfParser::from_format(RdfFormat::NQuads).for_slice(&text);
    let mut problem = None;
    loader.load_quads(parsed.by_ref().map_while(|quad| match quad {
        Ok(quad) => {
            found += 1;
            Some(quad)
        }
        Err(error) => {
            problem = Some(error.to_string());
            None
        }
    }))?;
    if let Some(problem) = problem {
        return Err(damaged(problem));
    }
    if found != expected {
        return Err(damaged(format!("it holds {found} quads where its last line says {expected}")));
    }
    loader.commit()?;
    Ok(found)
}

/// Replaces the snapshot by what the store holds now. Gives the number of quads.
pub(super) fn write(path: &Path, quads: &Quads) -> Result<usize, StoreError> {
    let mut count = 0;
    write_whole(path, |file| {
        let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut *file);
        for quad in quads.iter() {
            serializer.serialize_quad(&quad.map_err(io::Error::other)?)?;
            count += 1;
        }
        serializer.finish()?;
        writeln!(file, "{END}{count}")
    })?;
    Ok(count)
}
