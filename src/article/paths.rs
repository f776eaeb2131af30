//! From the paths of the command line to documents: files, folders, standard input.

use super::decode::{DecodeError, MAX_BYTES};
use super::{Article, ReadError, Reason, read_bytes};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The extensions that files in folders are read by. Files that are named are read whatever theirs.
pub(super) const EXTENSIONS: [&str; 6] = ["txt", "text", "md", "markdown", "html", "htm"];

/// One document that is still to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    StandardInput,
}

impl Source {
    /// The path, or `-`, as it stands in [`Article::origin`] and in error messages.
    pub fn origin(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::StandardInput => "-".to_owned(),
        }
    }

    /// Reads the document.
    ///
    /// # Errors
    /// Where the file cannot be read or is no article; see [`Reason`].
    pub fn read(&self) -> Result<Article, ReadError> {
        let origin = self.origin();
        let bytes = match self {
            Self::File(path) => File::open(path).map_err(Reason::from).and_then(read_limited),
            Self::StandardInput => read_limited(io::stdin().lock()),
        };
        read_bytes(&origin, &bytes.map_err(|reason| ReadError::new(&origin, reason))?)
    }
}

fn read_limited(reader: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(DecodeError::TooLarge.into());
    }
    Ok(bytes)
}

/// The documents under some paths, found as they are asked for: the paths in the order given, the
/// files of a folder sorted by name, its subfolders among them.
#[derive(Debug)]
pub struct Sources {
    paths: std::vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
    skipped: usize,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    found: usize,
    entries: walkdir::IntoIter,
}

/// Finds the documents under some paths; `-` is standard input.
pub fn sources(paths: &[PathBuf]) -> Sources {
    let paths = paths.to_vec();
    Sources { paths: paths.into_iter(), folder: None, skipped: 0 }
}

/// Finds and reads the documents under some paths, one at a time.
pub fn read_paths(paths: &[PathBuf]) -> impl Iterator<Item = Result<Article, ReadError>> + use<> {
    sources(paths).map(|source| source?.read())
}

impl Sources {
    /// How many files of folders were passed over so far, being hidden or of an unknown extension.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// The next document of the open folder; `None` when the folder is done.
    fn next_in_folder(&mut self) -> Option<Result<Source, ReadError>> {
        let folder = self.folder.as_mut()?;
        while let Some(entry) = folder.entries.next() {
            match entry {
                Err(error) => {
                    let path = error.path().unwrap_or(&folder.path).display().to_string();
                    folder.found += 1;
                    return Some(Err(ReadError::new(&path, io::Error::from(error))));
                }
                Ok(entry) if is_hidden(&entry) => {
                    if entry.file_type().is_dir() {
                        folder.entries.skip_current_dir();
                    }
                    self.skipped += 1;
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if has_known_extension(entry.path()) => {
                    folder.found += 1;
                    return Some(Ok(Source::File(entry.into_path())));
                }
                Ok(_) => self.skipped += 1,
            }
        }
        let Folder { path, found, .. } = self.folder.take()?;
        let nothing = || Err(ReadError::new(&path.display().to_string(), Reason::EmptyFolder));
        (found == 0).then(nothing)
    }
}

impl Iterator for Sources {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(source) = self.next_in_folder() {
                return Some(source);
            }
            let path = self.paths.next()?;
            if path.as_os_str() == "-" {
                return Some(Ok(Source::StandardInput));
            }
            if !path.is_dir() {
                return Some(Ok(Source::File(path)));
            }
            let entries = WalkDir::new(&path).follow_links(true).sort_by_file_name().into_iter();
            self.folder = Some(Folder { path, found: 0, entries });
        }
    }
}

/// Names that begin with a dot; the folder that was asked for may have such a name.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::{Source, sources};
    use crate::article::Reason;
    use std::fs;

    #[test]
    fn folders_are_walked_in_order_and_files_are_tried_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("b/.git")).unwrap();
        fs::create_dir_all(path("empty")).unwrap();
        for name in ["c.txt", "b/a.MD", "a.md", "x.csv", ".hidden.txt", "b/.git/x.txt"] {
            fs::write(path(name), "Text").unwrap();
        }
        let mut found = sources(&[path("x.csv"), folder.path().to_owned()]);
        let names: Vec<_> = found.by_ref().map(Result::unwrap).collect();
        let expected = ["x.csv", "a.md", "b/a.MD", "c.txt"].map(|name| Source::File(path(name)));
        assert_eq!(names, expected);
        assert_eq!(found.skipped(), 3);
        let nothing = sources(&[path("empty")]).next().unwrap().unwrap_err();
        assert!(matches!(nothing.reason, Reason::EmptyFolder));
        assert!(nothing.to_string().contains(".txt, .text, .md"), "{nothing}");
    }
}
