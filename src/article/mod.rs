//! Articles: what every reader gives, whatever format it reads.
//!
//! The way of a document: bytes are found ([`paths`]), decoded and cleaned (`decode`), the format is
//! recognised by content first and by name second ([`Format`]), and the reader of that format gives
//! the paragraphs and the title. A new format is a variant of [`Format`] and a file beside this one.

mod decode;
mod front_matter;
mod markdown;
mod paths;
mod plain;
mod url;

pub use decode::{DecodeError, MAX_BYTES};
pub use front_matter::FrontMatterError;
pub use paths::{Source, Sources, read_paths, sources};
pub use url::{UrlError, canonical_url, country_of};

use std::io;
use thiserror::Error;

/// One article, as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Where it was read from: a path, or `-` for standard input.
    pub origin: String,
    /// The whole text that ranges count in, the title as its first paragraph where there is one. In
    /// NFC, line ends `\n`; paragraphs are parted by an empty line.
    pub text: String,
    /// The headline, empty where unknown.
    pub title: String,
    /// Canonical URL without tracking parameters and fragment, empty where unknown.
    pub url: String,
    /// Two-letter language tag as the source states it, empty where unknown.
    pub language: String,
    /// ISO 8601 date, empty where unknown.
    pub published: String,
    pub publisher: String,
    pub authors: Vec<String>,
}

/// A document that could not be read, and why.
#[derive(Debug, Error)]
#[error("{origin}: {reason}")]
pub struct ReadError {
    /// The path as it was named or found, or `-` for standard input.
    pub origin: String,
    /// What is wrong with it.
    pub reason: Reason,
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
    /// A format that no reader knows, named.
    #[error("looks like {0}, which is not read: give plain text or Markdown")]
    Format(&'static str),
    /// Nothing but space, or front matter alone.
    #[error("holds no text")]
    Empty,
    /// A folder without a single file of a known extension.
    #[error("holds no file that ends in {}; name the files themselves to read them anyway", paths::EXTENSIONS.map(|e| format!(".{e}")).join(", "))]
    EmptyFolder,
}

impl ReadError {
    fn new(origin: &str, reason: impl Into<Reason>) -> Self {
        Self { origin: origin.to_owned(), reason: reason.into() }
    }
}

/// The formats that articles are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    /// A web page: recognised, so that its markup is never taken for text.
    Html,
}

impl Format {
    /// Recognises the format. What the content clearly is wins over what the name says.
    fn of(origin: &str, text: &str) -> Self {
        let start = text.trim_start();
        let begins =
            |tag: &str| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
        if begins("<!doctype html") || begins("<html") {
            return Self::Html;
        }
        let extension = origin.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            _ if markdown::looks_like(start) => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// What the reader of a format finds in a document's body.
#[derive(Debug, Default, PartialEq, Eq)]
struct Body {
    /// Empty where the body has none.
    title: String,
    /// The paragraphs without the title. A line break inside one is a `\n`.
    paragraphs: Vec<String>,
}

/// Reads one document.
///
/// # Errors
/// Where the bytes are no text, the front matter is broken, the format is not read, or nothing is
/// left to read.
pub fn read_bytes(origin: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    read_text(origin, bytes).map_err(|reason| ReadError::new(origin, reason))
}

fn read_text(origin: &str, bytes: &[u8]) -> Result<Article, Reason> {
    let text = decode::text_of(bytes)?;
    let (front, rest) = front_matter::split(&text)?;
    let body = match Format::of(origin, rest) {
        Format::Plain => plain::read(rest),
        Format::Markdown => markdown::read(rest),
        Format::Html => return Err(Reason::Format("a web page")),
    };
    let Body { mut title, mut paragraphs } = body;
    if paragraphs.is_empty() && title.is_empty() {
        return Err(Reason::Empty);
    }
    if !front.title.is_empty() && front.title != title {
        // The body's own title is another paragraph then, unless it repeats the front matter's.
        if !title.is_empty() && !same_words(&title, &front.title) {
            paragraphs.insert(0, title);
        } else if paragraphs.first().is_some_and(|first| same_words(first, &front.title)) {
            paragraphs.remove(0);
        }
        title = front.title;
    }
    let whole: Vec<&str> = std::iter::once(title.as_str())
        .chain(paragraphs.iter().map(String::as_str))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    Ok(Article {
        origin: origin.to_owned(),
        text: whole.join("\n\n"),
        title,
        url: front.url,
        language: front.language,
        published: front.published,
        publisher: front.publisher,
        authors: front.authors,
    })
}

/// Whether two titles are the same but for case and space.
fn same_words(one: &str, other: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    fold(one) == fold(other)
}

/// Whether a first paragraph reads as a headline: short, on one line, and not a closed sentence.
fn reads_as_title(paragraph: &str) -> bool {
    const MAX_CHARACTERS: usize = 200;
    let bare = paragraph.trim_end_matches(|c: char| "\"'»«”“’‘)] \u{a0}\u{202f}".contains(c));
    let last_word = bare.split_whitespace().next_back().unwrap_or_default();
    // `U.S.` or `S.A.` may close a headline, and so may three dots.
    let dotted = last_word.trim_end_matches('.');
    let closed = bare.ends_with('.') && !dotted.contains('.') && !bare.ends_with("...");
    !paragraph.contains('\n')
        && paragraph.chars().count() <= MAX_CHARACTERS
        && paragraph.chars().any(char::is_alphanumeric)
        && !closed
        && !bare.ends_with([',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::{Reason, read_bytes, reads_as_title};

    #[test]
    fn headlines_are_told_from_sentences() {
        assert!(reads_as_title("Le port d’Ostende engage 300 personnes"));
        assert!(reads_as_title("« Nous engageons », assure le port"));
        assert!(reads_as_title("Steel prices rise in the U.S."));
        assert!(!reads_as_title("Le port d’Ostende engage 300 personnes."));
        assert!(!reads_as_title("Elle a dit : « Nous engageons. »"));
        assert!(!reads_as_title(&"mot ".repeat(80)));
    }

    #[test]
    fn front_matter_title_is_not_doubled() {
        let document = "---\ntitle: A new  port\n---\n# A new port\n\nIt opens in May.";
        let article = read_bytes("a.md", document.as_bytes()).unwrap();
        assert_eq!(article.text, "A new  port\n\nIt opens in May.");
        let document = "---\ntitle: Ports\n---\n# A new port\n\nIt opens in May.";
        let article = read_bytes("a.md", document.as_bytes()).unwrap();
        assert_eq!(article.text, "Ports\n\nA new port\n\nIt opens in May.");
        assert_eq!(article.title, "Ports");
    }

    #[test]
    fn a_web_page_is_named_whatever_its_extension() {
        let error = read_bytes("a.txt", b"<!DOCTYPE html><p>x</p>").unwrap_err();
        assert!(matches!(error.reason, Reason::Format("a web page")));
    }

    #[test]
    fn documents_without_text_are_refused() {
        for bytes in [&b""[..], b" \n\t\n", b"---\ntitle: x\n---\n"] {
            let error = read_bytes("a.txt", bytes).unwrap_err();
            assert!(matches!(error.reason, Reason::Empty), "{error}");
        }
    }
}
