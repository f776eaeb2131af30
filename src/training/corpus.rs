//! Finds out how a corpus is written and reads it.

use super::sample::Sample;
use super::{iob, records};
use crate::language::Language;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A corpus to learn from.
#[derive(Clone, Debug)]
pub struct Corpus {
    pub path: PathBuf,
    pub language: Language,
}

/// Why a corpus cannot be read.
#[derive(Debug, Error)]
pub enum CorpusError {
    #[error("{path}: {source}")]
    Read { path: String, source: std::io::Error },
    #[error("{path}:{line}: {reason}")]
    Line { path: String, line: usize, reason: String },
}

/// Reads a corpus: `.iob2`, `.jsonl`, `.txt` with a `.tsv` of records beside it, or `.txt` with names in
/// brackets.
///
/// # Errors
/// Names file and line that cannot be read.
pub fn read(corpus: &Corpus) -> Result<Vec<Sample>, CorpusError> {
    let load = |path: &Path| {
        std::fs::read_to_string(path)
            .map_err(|source| CorpusError::Read { path: path.display().to_string(), source })
    };
    let path = &corpus.path;
    let content = load(path)?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let extension = path.extension().map(|e| e.to_string_lossy()).unwrap_or_default();
    let beside = path.with_extension("tsv");
    let samples = match &*extension {
        "iob2" => Ok(iob::iob2(&content, &name, corpus.language)),
        "jsonl" => iob::json_lines(&content, corpus.language),
        _ if beside.exists() => Ok(records::records(&content, &load(&beside)?, corpus.language)),
        _ => records::brackets(&content, &name, corpus.language),
    };
    samples.map_err(|(line, reason)| CorpusError::Line {
        path: path.display().to_string(),
        line,
        reason,
    })
}
