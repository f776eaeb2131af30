//! From the paths of the command line to files: folders are walked, `-` is standard input.

use super::{ReadError, Reason};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Endings of file names that are read from folders; a file that is named itself is read whatever its
/// name. Behind one of the last three another may stand (`news.jsonl.gz`).
pub(super) const EXTENSIONS: [&str; 21] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "xml", "rss", "atom", "json", "jsonl",
    "ndjson", "csv", "tsv", "eml", "warc", "wet", "gz", "zst", "zip",
];
const PACKED: [&str; 2] = ["gz", "zst"];

/// A place that articles are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    StandardInput,
    File(PathBuf),
}

impl Source {
    /// The place's name in messages and in [`super::Article::origin`].
    pub fn origin(&self) -> String {
        match self {
            Self::StandardInput => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Bytes in the file; 0 where that cannot be known.
    pub fn size(&self) -> u64 {
        match self {
            Self::StandardInput => 0,
            Self::File(path) => path.metadata().map_or(0, |about| about.len()),
        }
    }
}

/// The documents under some paths: see [`sources`].
#[derive(Debug)]
pub struct Sources {
    paths: std::vec::IntoIter<PathBuf>,
    folder: Option<Folder>,
    skipped: usize,
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// Documents found so far.
    found: usize,
    entries: walkdir::IntoIter,
}

/// Finds the documents: files as named (`-` is standard input), folders with all below them, in the
/// order of their paths. In folders, files of other kinds and whatever is hidden (`.git`) are passed
/// over. Files are not opened here.
pub fn sources(paths: &[PathBuf]) -> Sources {
    let paths: Vec<PathBuf> = paths.to_vec();
    Sources { paths: paths.into_iter(), folder: None, skipped: 0 }
}

impl Sources {
    /// How many files in folders were passed over so far, hidden ones and those of other kinds.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    fn next_in_folder(&mut self) -> Option<Result<Source, ReadError>> {
        let Folder { path, found, entries } = self.folder.as_mut()?;
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if is_hidden(&entry) => {
                    self.skipped += 1;
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() && has_known_extension(entry.path()) => {
                    *found += 1;
                    return Some(Ok(Source::File(entry.into_path())));
                }
                Ok(entry) => self.skipped += usize::from(entry.file_type().is_file()),
                Err(error) => {
                    *found += 1;
                    let at = error.path().unwrap_or(path).display().to_string();
                    return Some(Err(ReadError::new(&at, None, Reason::Io(error.into()))));
                }
            }
        }
        let (origin, found) = (path.display().to_string(), *found);
        self.folder = None;
        let nothing = || Err(ReadError::new(&origin, None, Reason::EmptyFolder));
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
    entry.depth() > 0 && is_hidden_name(entry.file_name())
}

/// Names that begin with a dot.
pub(super) fn is_hidden_name(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file's name ends as those of documents do, under its packing too: `a.csv.gz` does, and
/// `a.ttl.gz` does not.
pub(super) fn has_known_extension(path: &Path) -> bool {
    let known =
        |extension: &str| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension));
    let extension = extension(path);
    if !PACKED.contains(&extension.as_str()) {
        return known(&extension);
    }
    let inner = path.file_stem().map(Path::new).and_then(Path::extension);
    inner.and_then(OsStr::to_str).is_none_or(known)
}

/// The ending of a name, in lower case; of a packed file's that of what is in it.
pub(super) fn inner_extension(name: &str) -> String {
    let path = Path::new(name);
    let outer = extension(path);
    match path.file_stem().and_then(OsStr::to_str) {
        Some(stem) if PACKED.contains(&outer.as_str()) => extension(Path::new(stem)),
        _ => outer,
    }
}

fn extension(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Source, has_known_extension, inner_extension, sources};
    use crate::article::Reason;
    use std::fs;
    use std::path::Path;

    #[test]
    fn folders_are_walked_in_order_and_files_are_tried_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("b/.git")).unwrap();
        fs::create_dir_all(path("empty")).unwrap();
        for name in ["c.txt", "b/a.MD", "a.md", "x.xlsx", ".hidden.txt", "b/.git/x.txt"] {
            fs::write(path(name), "Text").unwrap();
        }
        let mut found = sources(&[path("x.xlsx"), folder.path().to_owned()]);
        let names: Vec<_> = found.by_ref().map(Result::unwrap).collect();
        let expected = ["x.xlsx", "a.md", "b/a.MD", "c.txt"].map(|name| Source::File(path(name)));
        assert_eq!(names, expected);
        assert_eq!(found.skipped(), 3);
        let nothing = sources(&[path("empty")]).next().unwrap().unwrap_err();
        assert!(matches!(nothing.reason, Reason::EmptyFolder));
        assert!(nothing.to_string().contains(".txt, .text, .md"), "{nothing}");
    }

    #[test]
    fn packed_files_are_known_by_what_is_in_them() {
        for (name, known) in [
            ("a.csv.gz", true),
            ("a.JSONL.ZST", true),
            ("CC-NEWS-2026.warc.gz", true),
            ("a.gz", true),
            ("a.ttl.gz", false),
            ("a.tar.gz", false),
            ("a.zip", true),
            ("a.png", false),
            ("a", false),
        ] {
            assert_eq!(has_known_extension(Path::new(name)), known, "{name}");
        }
        assert_eq!(
            (inner_extension("x/a.csv.gz"), inner_extension("a.Md")),
            ("csv".into(), "md".into())
        );
    }
}
