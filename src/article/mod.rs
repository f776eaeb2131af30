//! Articles: what every reader gives, whatever format it reads.

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
