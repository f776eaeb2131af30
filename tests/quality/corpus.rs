//! Reads the annotated corpora: sentences by document, and their records.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The folder with the material for judging, or `None` (said aloud) where it is absent.
pub(crate) fn shared() -> Option<PathBuf> {
    let shared = PathBuf::from("../shared");
    if shared.is_dir() {
        return Some(shared);
    }
    println!("skipped: no ../shared");
    None
}

/// One document: its sentences, each a paragraph of `text`.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    /// Line number and byte range in `text`.
    pub(crate) lines: Vec<(usize, Range<usize>)>,
    /// The records of its lines: the columns after the kind, by kind.
    pub(crate) records: BTreeMap<char, Vec<Vec<String>>>,
}

/// A gold name: byte range in the document's text, and type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GoldName {
    pub(crate) bytes: Range<usize>,
    pub(crate) kind: String,
}

impl Document {
    /// The byte range of a line.
    pub(crate) fn line(&self, number: usize) -> Option<Range<usize>> {
        self.lines.iter().find(|(n, _)| *n == number).map(|(_, range)| range.clone())
    }

    /// The names, found in their lines in the order of the records.
    pub(crate) fn names(&self) -> Vec<GoldName> {
        let mut names = Vec::new();
        let mut from: BTreeMap<usize, usize> = BTreeMap::new();
        for record in self.records.get(&'E').into_iter().flatten() {
            let [line, kind, surface] = record.as_slice() else { continue };
            let Some(range) = line.parse().ok().and_then(|n| self.line(n)) else { continue };
            let at = from.entry(range.start).or_insert(range.start);
            if let Some(found) = self.text[*at..range.end].find(surface.as_str()) {
                let start = *at + found;
                *at = start + surface.len();
                names.push(GoldName { bytes: start..*at, kind: kind.clone() });
            }
        }
        names.sort_by_key(|name| name.bytes.start);
        names
    }
}

/// Reads `NAME.txt` and `NAME.tsv` of a folder: one document for each document id, its sentences joined by
/// line breaks.
pub(crate) fn read(folder: &Path, name: &str) -> std::io::Result<Vec<Document>> {
    let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
    let records = std::fs::read_to_string(folder.join(format!("{name}.tsv")))?;
    let mut documents: Vec<Document> = Vec::new();
    let mut of_line: BTreeMap<usize, usize> = BTreeMap::new();
    for line in text.lines() {
        let mut columns = line.splitn(3, '\t');
        let (Some(id), Some(number), Some(sentence)) =
            (columns.next(), columns.next().and_then(|n| n.parse().ok()), columns.next())
        else {
            continue;
        };
        if documents.last().is_none_or(|document| document.id != id) {
            documents.push(Document { id: id.to_owned(), ..Document::default() });
        }
        of_line.insert(number, documents.len() - 1);
        if let Some(document) = documents.last_mut() {
            if !document.text.is_empty() {
                document.text.push('\n');
            }
            let start = document.text.len();
            document.text.push_str(sentence);
            document.lines.push((number, start..document.text.len()));
        }
    }
    for line in records.lines() {
        let mut columns = line.split('\t').map(str::to_owned);
        let Some(kind) = columns.next().and_then(|k| k.chars().next()) else { continue };
        let columns: Vec<String> = columns.collect();
        let number = columns.first().and_then(|n| n.parse::<usize>().ok());
        if let Some(&document) = number.and_then(|n| of_line.get(&n)) {
            documents[document].records.entry(kind).or_default().push(columns);
        }
    }
    Ok(documents)
}
