//! From the paths of the command line to files that may hold a graph.

use super::format::Syntax;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;
use walkdir::WalkDir;

/// One file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GraphFile {
    File(PathBuf),
    StandardInput,
}

/// A path that cannot be looked through.
#[derive(Debug, Error)]
#[error("`{}` cannot be looked through", path.display())]
pub struct ListError {
    path: PathBuf,
    source: io::Error,
}

impl GraphFile {
    /// The path as it was given, with `/` between its parts and no `./` before them; `-` is standard input.
    pub fn name(&self) -> String {
        match self {
            Self::StandardInput => "-".to_owned(),
            Self::File(path) => {
                let name = path.to_string_lossy().replace('\\', "/");
                name.strip_prefix("./").unwrap_or(&name).to_owned()
            }
        }
    }
}

/// The files under some paths, in the order given and those of a folder by name; and how many files of
/// folders were passed over because they are hidden or their name promises no graph.
///
/// # Errors
/// Where a path is not there or a folder cannot be read.
pub fn files(paths: &[PathBuf]) -> Result<(Vec<GraphFile>, usize), ListError> {
    let (mut found, mut passed_over) = (Vec::new(), 0);
    for path in paths {
        if path == Path::new("-") {
            found.push(GraphFile::StandardInput);
            continue;
        }
        let failed = |source| ListError { path: path.clone(), source };
        if !path.metadata().map_err(failed)?.is_dir() {
            found.push(GraphFile::File(path.clone()));
            continue;
        }
        let is_shown = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_shown) {
            let entry = entry.map_err(|error| failed(error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            if Syntax::of_name(entry.path()).is_some() {
                found.push(GraphFile::File(entry.into_path()));
            } else {
                passed_over += 1;
            }
        }
    }
    found.dedup();
    Ok((found, passed_over))
}
