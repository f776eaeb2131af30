//! The stream of documents: files are opened one by one, unpacked, recognised by their first bytes, and
//! cut into the documents in them. Only one document is held at a time, however large the file is.
//!
//! What a document says is read by [`Document::articles`], which knows nothing of the others and so can
//! run on any core.

use super::archive::{self, Entries, Entry};
use super::columns::{Columns, Header};
use super::error::Excess;
use super::limits::{Counted, MAX_BYTES, MAX_RECORD, read_whole};
use super::lines::{Elements, Lines, Piece};
use super::paths::inner_extension;
use super::table::{self, Rows};
use super::unpack::{Stream, peek, unpack};
use super::warc::{self, Records, Step};
use super::{
    Article, ReadError, Reason, Record, Source, Sources, decode, json, recognise, sources, utf16,
};
use csv::ByteRecord;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far reading has come; it can be looked at while another thread reads.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    bytes: Arc<AtomicU64>,
    skipped: Arc<AtomicU64>,
}

impl Progress {
    /// How much was passed over so far: files in folders and archives that are hidden or of other kinds,
    /// and records that are no pages.
    pub fn skipped(&self) -> u64 {
        self.skipped.load(Ordering::Relaxed)
    }
}

/// The documents under some paths, in their order: see [`documents`].
pub struct Documents {
    sources: Sources,
    columns: Arc<Columns>,
    progress: Progress,
    /// What is being read: a file of many, or an archive and a file of many in it.
    open: Vec<Splitter>,
}

/// Something that is cut into documents.
enum Splitter {
    Archive(Entries),
    Many { origin: String, cutter: Cutter },
}

enum Cutter {
    Lines(Lines<Stream>),
    Elements(Elements<Stream>),
    Rows(Box<Rows<Stream>>),
    Warc(Records<Stream>),
}

/// One document, not yet read: a file, or a record of one.
#[derive(Debug)]
pub struct Document {
    origin: String,
    record: Option<Record>,
    content: Content,
    columns: Arc<Columns>,
    position: u64,
}

#[derive(Debug)]
enum Content {
    Whole(Vec<u8>),
    Json(Vec<u8>),
    Row(ByteRecord, Arc<Header>),
    Page(warc::Page),
}

/// Finds the documents under some paths (see [`sources`]): files, what is packed or archived in them,
/// and their records. `progress` follows; several readings may share one.
pub fn documents(paths: &[PathBuf], columns: &Columns, progress: &Progress) -> Documents {
    Documents {
        sources: sources(paths),
        columns: Arc::new(columns.clone()),
        progress: progress.clone(),
        open: Vec::new(),
    }
}

impl Source {
    /// The articles of this place alone, in their order.
    pub fn articles(self, columns: &Columns) -> impl Iterator<Item = Result<Article, ReadError>> {
        let only = match self {
            Self::StandardInput => PathBuf::from("-"),
            Self::File(path) => path,
        };
        documents(&[only], columns, &Progress::default()).articles()
    }
}

impl Documents {
    /// The articles of all documents, read one after the other.
    pub fn articles(self) -> impl Iterator<Item = Result<Article, ReadError>> {
        self.flat_map(|document| match document {
            Ok(document) => document.articles(),
            Err(error) => vec![Err(error)],
        })
    }

    fn open_source(&mut self, source: &Source) -> Option<Result<Document, ReadError>> {
        let origin = source.origin();
        let inner: Stream = match source {
            Source::StandardInput => Box::new(BufReader::new(Counted {
                inner: io::stdin(),
                count: Arc::clone(&self.progress.bytes),
            })),
            Source::File(path) => match File::open(path) {
                Ok(file) => Box::new(BufReader::new(Counted {
                    inner: file,
                    count: Arc::clone(&self.progress.bytes),
                })),
                Err(error) => return Some(Err(ReadError::new(&origin, None, error))),
            },
        };
        let before = self.progress.bytes.load(Ordering::Relaxed);
        let (head, stream) = peek(inner);
        if let Source::File(path) = source
            && archive::is_zip(&head)
        {
            // It is read again, from its list of files at the end.
            self.progress.bytes.store(before, Ordering::Relaxed);
            match Entries::open(path, &self.progress.bytes, &self.progress.skipped) {
                Ok(entries) => self.open.push(Splitter::Archive(entries)),
                Err(error) => return Some(Err(error)),
            }
            return None;
        }
        self.open_stream(origin, stream, 0)
    }

    /// Gives the one document that a stream is, or begins to cut it.
    fn open_stream(
        &mut self,
        origin: String,
        stream: Stream,
        layers: usize,
    ) -> Option<Result<Document, ReadError>> {
        let wrong = |reason: Reason| Some(Err(ReadError::new(&origin, None, reason)));
        let (head, stream) = match unpack(stream, layers) {
            Ok(unpacked) => unpacked,
            Err(reason) => return wrong(reason),
        };
        // In UTF-16 what parts records is no single byte.
        let wide = utf16::of(&head);
        let head =
            wide.map_or(head.clone(), |encoding| encoding.decode(&head).0.into_owned().into());
        let narrow = |stream: Stream| match wide {
            Some(encoding) => utf16::to_utf8(stream, encoding),
            None => stream,
        };
        let extension = inner_extension(&origin);
        let named = matches!(extension.as_str(), "csv" | "tsv");
        let cutter = if head.starts_with(b"WARC/") {
            Cutter::Warc(Records::new(stream))
        } else if let Some(shape) = json_shape(&head, &extension) {
            match shape {
                Shape::Lines => Cutter::Lines(Lines::new(narrow(stream))),
                Shape::Array => Cutter::Elements(Elements::new(narrow(stream))),
                Shape::Whole => return Some(self.whole(origin, stream, MAX_RECORD)),
            }
        } else if let Some(delimiter) = table::delimiter(&head, named, &self.columns)
            && !is_markup(&head)
        {
            match Rows::new(narrow(stream), delimiter, &self.columns) {
                Ok(rows) => Cutter::Rows(Box::new(rows)),
                Err(reason) => return wrong(reason),
            }
        } else {
            return Some(self.whole(origin, stream, MAX_BYTES));
        };
        self.open.push(Splitter::Many { origin, cutter });
        None
    }

    fn whole(&self, origin: String, stream: Stream, limit: u64) -> Result<Document, ReadError> {
        match read_whole(stream, limit, "one document") {
            Ok(bytes) => Ok(self.document(origin, None, Content::Whole(bytes))),
            Err(error) => Err(ReadError::new(&origin, None, Reason::of_stream(error))),
        }
    }

    fn document(&self, origin: String, record: Option<Record>, content: Content) -> Document {
        let position = self.progress.bytes.load(Ordering::Relaxed);
        Document { origin, record, content, columns: Arc::clone(&self.columns), position }
    }

    /// The next document of what is open; what has ended is closed.
    fn cut(&mut self) -> Option<Result<Document, ReadError>> {
        loop {
            let step = match self.open.last_mut()? {
                Splitter::Archive(entries) => match entries.next() {
                    Some(Entry { origin, stream: Ok(stream) }) => {
                        if let Some(document) = self.open_stream(origin, stream, 1) {
                            return Some(document);
                        }
                        continue;
                    }
                    Some(Entry { origin, stream: Err(reason) }) => {
                        return Some(Err(ReadError::new(&origin, None, reason)));
                    }
                    None => None,
                },
                Splitter::Many { origin, cutter } => cutter.next(origin, &self.progress.skipped),
            };
            match step {
                Some(Ok((origin, record, content))) => {
                    return Some(Ok(self.document(origin, Some(record), content)));
                }
                Some(Err((error, ends))) => {
                    if ends {
                        self.open.pop();
                    }
                    return Some(Err(error));
                }
                None => drop(self.open.pop()),
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.cut() {
                return Some(document);
            }
            let before = self.sources.skipped();
            let source = self.sources.next();
            let passed = (self.sources.skipped() - before) as u64;
            self.progress.skipped.fetch_add(passed, Ordering::Relaxed);
            let document = match source? {
                Ok(source) => self.open_source(&source),
                Err(error) => Some(Err(error)),
            };
            if document.is_some() {
                return document;
            }
        }
    }
}

/// A record that was cut, or an error and whether nothing more comes.
type Cut = Result<(String, Record, Content), (ReadError, bool)>;

impl Cutter {
    fn next(&mut self, origin: &str, skipped: &AtomicU64) -> Option<Cut> {
        let wrong = |record: Option<Record>, reason: Reason, ends: bool| {
            Some(Err((ReadError::new(origin, record, reason), ends)))
        };
        let piece = |piece: Piece| match piece {
            Piece::Whole(line, bytes) => {
                Some(Ok((origin.to_owned(), Record::Line(line), Content::Json(bytes))))
            }
            Piece::TooLong(line, Excess(said)) => {
                wrong(Some(Record::Line(line)), Reason::Limit(said), false)
            }
        };
        match self {
            Self::Lines(lines) => loop {
                match lines.next() {
                    Ok(Some(Piece::Whole(_, line))) if line.trim_ascii().is_empty() => {}
                    Ok(found) => return found.and_then(piece),
                    Err(error) => return wrong(None, Reason::of_stream(error), true),
                }
            },
            Self::Elements(elements) => match elements.next() {
                Ok(found) => found.and_then(piece),
                Err(error) => wrong(None, Reason::of_stream(error), true),
            },
            Self::Rows(rows) => match rows.next() {
                Ok(Some((line, row))) => {
                    let content = Content::Row(row, Arc::clone(&rows.header));
                    Some(Ok((origin.to_owned(), Record::Line(line), content)))
                }
                Ok(None) => None,
                Err(reason) => wrong(None, reason, true),
            },
            Self::Warc(records) => loop {
                let step = records.next();
                let number = |url: String| Record::Number(records.number, url);
                return match step {
                    Ok(None) => None,
                    Ok(Some(Step::Other)) => {
                        skipped.fetch_add(1, Ordering::Relaxed);
                        continue;
                    }
                    Ok(Some(Step::Page(page))) => {
                        let record = number(page.url.clone());
                        Some(Ok((origin.to_owned(), record, Content::Page(page))))
                    }
                    Ok(Some(Step::Wrong(url, reason))) => wrong(Some(number(url)), reason, false),
                    Err(reason) => wrong(Some(number(String::new())), reason, true),
                };
            },
        }
    }
}

impl Document {
    /// Its bytes, as it was cut out.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Whole(bytes) | Content::Json(bytes) => bytes.len(),
            Content::Row(row, _) => row.as_slice().len(),
            Content::Page(page) => page.bytes.len(),
        }
    }

    /// How many bytes of all files were read when this document was cut out: see [`Source::size`].
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Reads its articles: one as a rule; a feed has several. Those that cannot be read each say why.
    pub fn articles(self) -> Vec<Result<Article, ReadError>> {
        let Self { origin, record, content, columns, .. } = self;
        let found = match content {
            Content::Whole(bytes) => recognise::read(&origin, &bytes, &columns),
            Content::Json(bytes) => json::read(&bytes, &columns),
            Content::Row(row, header) => row_of_table(&row, &header),
            Content::Page(page) => recognise::read_page(page),
        };
        recognise::finish(&origin, record, found)
    }
}

fn row_of_table(row: &ByteRecord, header: &Header) -> Result<Vec<recognise::Found>, Reason> {
    let cells: Vec<String> = row.iter().map(decode::text_of).collect::<Result<_, _>>()?;
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    Ok(vec![recognise::Found::Article(header.draft(&cells)?)])
}

/// How a file of JSON is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A value a line.
    Lines,
    /// One array, of which each element is a record.
    Array,
    /// One value.
    Whole,
}

/// What a file of JSON looks like; `None` where it is none.
fn json_shape(head: &[u8], extension: &str) -> Option<Shape> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let next = text.get(1..).unwrap_or_default().trim_ascii_start().first();
    match (text.first(), next) {
        (Some(b'['), Some(b'{' | b'[' | b']')) => return Some(Shape::Array),
        (Some(b'{'), Some(b'"' | b'}')) => {}
        _ => return matches!(extension, "jsonl" | "ndjson").then_some(Shape::Lines),
    }
    if matches!(extension, "jsonl" | "ndjson") {
        return Some(Shape::Lines);
    }
    let mut lines = text.split(|&byte| byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let one_a_line = match lines.find(|line| !line.trim_ascii().is_empty()) {
        // A single line, or the beginning of a long one.
        None => true,
        Some(second) => {
            second.starts_with(b"{")
                || serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
        }
    };
    Some(if one_a_line { Shape::Lines } else { Shape::Whole })
}

fn is_markup(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    text.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
pub(super) mod testing {
    use super::{Article, Columns, Progress, ReadError, documents};
    use std::io::Cursor;

    /// The articles of a file that is only in memory.
    pub(in crate::article) fn read(name: &str, bytes: Vec<u8>) -> Vec<Result<Article, ReadError>> {
        let mut found = documents(&[], &Columns::default(), &Progress::default());
        let first = found.open_stream(name.to_owned(), Box::new(Cursor::new(bytes)), 0);
        let all = first.into_iter().chain(found);
        let read = |document: Result<_, _>| match document {
            Ok(document) => super::Document::articles(document),
            Err(error) => vec![Err(error)],
        };
        all.flat_map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, json_shape};

    #[test]
    fn lines_arrays_and_single_values_are_told_apart() {
        for (text, extension, shape) in [
            ("{\"a\": 1}\n{\"a\": 2}\n", "json", Some(Shape::Lines)),
            ("{\"a\": 1}", "json", Some(Shape::Lines)),
            ("{\"a\": broken\n{\"a\": 2}", "txt", Some(Shape::Lines)),
            ("{\n  \"a\": 1\n}", "json", Some(Shape::Whole)),
            ("{\"a\":\n1}", "json", Some(Shape::Whole)),
            ("\u{feff} [\n{\"a\": 1}]", "json", Some(Shape::Array)),
            ("not json\n{}", "jsonl", Some(Shape::Lines)),
            ("[Brussels] A port opens", "txt", None),
            ("{ports}", "txt", None),
        ] {
            assert_eq!(json_shape(text.as_bytes(), extension), shape, "{text}");
        }
    }

    #[test]
    fn files_of_records_may_be_in_utf_16() {
        let table = "title;text\nÉté;\"Il fait\nchaud à Gand.\"\nHiver;Il gèle.\n";
        let lines = "{\"title\": \"Été\", \"text\": \"Il fait chaud à Gand.\"}\n{\"title\": \"Hiver\", \"text\": \"Il gèle.\"}\n";
        let array = "[{\"title\": \"Été\", \"text\": \"Il fait chaud.\"}, {\"title\": \"Hiver\", \"text\": \"Il gèle.\"}]";
        for (name, text) in [("a.csv", table), ("a.jsonl", lines), ("a.json", array)] {
            for encode in [u16::to_le_bytes, u16::to_be_bytes] {
                let wide = |c: char| c.encode_utf16(&mut [0; 2]).to_vec();
                let units = std::iter::once('\u{feff}').chain(text.chars()).flat_map(wide);
                let bytes: Vec<u8> = units.flat_map(encode).collect();
                let found = super::testing::read(name, bytes);
                let titles: Vec<String> =
                    found.into_iter().map(|article| article.unwrap().title).collect();
                assert_eq!(titles, ["Été", "Hiver"], "{name}");
            }
        }
    }
}
