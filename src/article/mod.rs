//! Articles: what every reader gives, whatever format it reads.
//!
//! The way of a document: files are found ([`paths`]), opened, unpacked (`unpack`, `archive`) and cut into
//! documents ([`documents`]: lines of JSON, rows of a table, pages of a WARC), one at a time. Each is
//! recognised by its content first and by its name second (`recognise`), and the reader of its format
//! gives its articles. A new format is a file beside this one and a line in `recognise`.

mod archive;
mod columns;
mod decode;
mod documents;
mod draft;
mod error;
mod feed;
mod front_matter;
mod html;
mod json;
mod limits;
mod lines;
mod mail;
mod markdown;
mod markup;
mod moment;
mod newsml;
mod ninjs;
mod paths;
mod plain;
mod recognise;
#[cfg(test)]
mod robust;
mod table;
mod unpack;
mod url;
mod utf16;
mod warc;
mod xml;

pub use columns::{Columns, ColumnsError};
pub use decode::DecodeError;
pub use documents::{Document, Documents, Progress, documents};
pub use error::{ReadError, Reason, Record};
pub use front_matter::FrontMatterError;
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_FREE, MAX_LAYERS, MAX_RATIO, MAX_RECORD};
pub use paths::{Source, Sources, sources};
pub use url::{UrlError, canonical_url, country_of};

use recognise::Found;

/// One article, as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Where it was read from: a path, or `-` for standard input, with the record in it.
    pub origin: String,
    /// The whole text that ranges count in, the title as its first paragraph where there is one. In
    /// NFC, line ends `\n`; paragraphs are parted by an empty line.
    pub text: String,
    /// The headline, empty where unknown.
    pub title: String,
    /// Canonical URL without tracking parameters and fragment, empty where unknown.
    pub url: String,
    /// The first part of a language tag as the source states it, empty where unknown.
    pub language: String,
    /// ISO 8601 date, empty where unknown.
    pub published: String,
    /// When this version was made: a date, or a time in UTC; empty where unknown.
    pub modified: String,
    pub publisher: String,
    pub authors: Vec<String>,
    /// The standfirst as the source states it apart from the text, empty where unknown.
    pub description: String,
    /// The captions of the pictures, which are no part of the text.
    pub captions: Vec<String>,
    /// What the publisher itself states of the article: a JSON array of JSON-LD nodes, cleaned, empty
    /// where there is none.
    pub statements: String,
}

/// What the reader of a format finds in a document's body.
#[derive(Debug, Default, PartialEq, Eq)]
struct Body {
    /// Empty where the body has none.
    title: String,
    /// The paragraphs without the title. A line break inside one is a `\n`.
    paragraphs: Vec<String>,
}

/// Reads one document that is whole in memory.
///
/// # Errors
/// Where it cannot be read, or holds no article that can.
pub fn read_bytes(origin: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let found = recognise::read(origin, bytes, &Columns::default());
    let mut articles = recognise::finish(origin, None, found).into_iter();
    let first = articles.next();
    first.unwrap_or_else(|| Err(ReadError::new(origin, None, Reason::Empty)))
}

/// Adds the words of ontology files (`page:by` and its kin, the months) to those that pages are read with.
///
/// The words hold for the whole process, and are to be given before anything is read: `false` where it was too
/// late, and the words in use stay. Files that do not read add what stands before the error.
pub fn add_words(turtle: &[&str]) -> bool {
    html::add_words(turtle)
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
    fn a_web_page_is_known_whatever_its_extension() {
        let error = read_bytes("a.txt", b"<!DOCTYPE html><p></p>").unwrap_err();
        assert!(matches!(error.reason, Reason::NoArticle));
    }

    #[test]
    fn documents_without_text_are_refused() {
        for bytes in [&b""[..], b" \n\t\n", b"---\ntitle: x\n---\n"] {
            let error = read_bytes("a.txt", bytes).unwrap_err();
            assert!(matches!(error.reason, Reason::Empty), "{error}");
        }
    }
}
