//! What can be wrong with a document or one of its records: each a line that names the file, the
//! record and the reason.

use super::columns::ColumnsError;
use super::decode::DecodeError;
use super::front_matter::FrontMatterError;
use super::paths;
use std::fmt;
use std::io;
use thiserror::Error;

/// Which of a file's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The line that it begins on, from 1.
    Line(u64),
    /// Its number, from 1, and its address where that is known.
    Number(u64, String),
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, ":{line}"),
            Self::Number(number, url) if url.is_empty() => write!(f, ", record {number}"),
            Self::Number(number, url) => write!(f, ", record {number} <{url}>"),
        }
    }
}

/// A document or record that could not be read, and why.
#[derive(Debug, Error)]
#[error("{}: {reason}", self.place())]
pub struct ReadError {
    /// The path as it was named or found, or `-` for standard input; for a file in an archive the
    /// archive's path and its own.
    pub origin: String,
    /// The record, where the file has several and not the whole file is at fault.
    pub record: Option<Record>,
    /// What is wrong with it.
    pub reason: Reason,
}

impl ReadError {
    pub(super) fn new(origin: &str, record: Option<Record>, reason: impl Into<Reason>) -> Self {
        Self { origin: origin.to_owned(), record, reason: reason.into() }
    }

    /// The file and the record in it.
    pub fn place(&self) -> String {
        place(&self.origin, self.record.as_ref())
    }
}

/// A file and a record in it, as people write it.
pub(super) fn place(origin: &str, record: Option<&Record>) -> String {
    record.map_or_else(|| origin.to_owned(), |record| format!("{origin}{record}"))
}

/// Why a document could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Reason {
    /// The file system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The block between `---` lines at the top does not read.
    #[error(transparent)]
    FrontMatter(#[from] FrontMatterError),
    /// The columns of a table or the keys of an object do not tell where the text is.
    #[error(transparent)]
    Columns(#[from] ColumnsError),
    /// A format that no reader knows, named.
    #[error(
        "looks like {0}, which is not read: give pages, feeds, ninjs, NewsML, JSON lines, CSV, WARC, \
         e-mail, Markdown or plain text"
    )]
    Format(&'static str),
    /// Packed in a way that is not unpacked.
    #[error("is {0}, which is not unpacked: unpack it first")]
    Packed(&'static str),
    /// The format is known, but this is none of it.
    #[error("is no {format} that can be read: {problem}")]
    Syntax { format: &'static str, problem: String },
    /// More than is read, so that a hostile file costs no more than a large one.
    #[error("{0}")]
    Limit(String),
    /// A packed file, or a record, whose end is missing.
    #[error("is cut short or damaged ({0}); what stands before was read")]
    Cut(String),
    /// A web page beyond a limit, saying which.
    #[error("{0}")]
    Page(&'static str),
    /// A web page that holds no article: a list of others, a wall before it, a bare player.
    #[error("no article text found: it may be an overview, or stand behind a consent or pay wall")]
    NoArticle,
    /// A page that `extract` or `compare` wrote.
    #[error(
        "is a page that newsgraph wrote of articles, and no article: give the articles themselves"
    )]
    OwnPage,
    /// The publisher took it back.
    #[error("was withdrawn by its publisher (status `{0}`)")]
    Withdrawn(String),
    /// Nothing but space, or data about an article without any word of it.
    #[error("holds no text")]
    Empty,
    /// A folder without a single file of a known extension.
    #[error("holds no file that ends in {}; name the files themselves to read them anyway", paths::EXTENSIONS.map(|e| format!(".{e}")).join(", "))]
    EmptyFolder,
}

impl Reason {
    pub(super) fn syntax(format: &'static str, problem: impl fmt::Display) -> Self {
        Self::Syntax { format, problem: problem.to_string() }
    }

    /// What went wrong in the middle of a stream: a limit, an early end, or the file system.
    pub(super) fn of_stream(error: io::Error) -> Self {
        if let Some(limit) = error.get_ref().and_then(|inner| inner.downcast_ref::<Excess>()) {
            return Self::Limit(limit.0.clone());
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::Other => Self::Cut(error.to_string()),
            _ => Self::Io(error),
        }
    }
}

/// A limit that a stream goes beyond, as the cause of an [`io::Error`].
#[derive(Clone, Debug, Error)]
#[error("{0}")]
pub(super) struct Excess(pub(super) String);

impl From<Excess> for io::Error {
    fn from(excess: Excess) -> Self {
        Self::other(excess)
    }
}
