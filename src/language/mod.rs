//! Language, sentences and tokens of a text, each with its range.

mod abbreviation;
mod address;
mod detect;
mod position;
mod sentence;
mod token;
mod word;
mod words;

pub use detect::detect;
pub use position::CodePoints;
pub use sentence::{Sentence, split_sentences};
pub use token::{Shape, Token, TokenKind, tokenize};
pub use words::{AbbreviationKind, Abbreviations, NAME_ENDINGS, WordFacts, fold};

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// A language by its two-letter tag (ISO 639-1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 2]);

impl Default for Language {
    /// Undetermined, by a tag that no language has.
    fn default() -> Self {
        Self(*b"xx")
    }
}

impl Language {
    /// The tag, lower case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("und")
    }
}

impl FromStr for Language {
    type Err = String;

    /// Takes a BCP 47 tag and keeps its primary subtag («fr-BE» is «fr»).
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_bytes() {
            &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Ok(Self([a, b])),
            _ => Err(format!("`{tag}` is no language tag: give one such as `fr` or `nl-BE`")),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Language({})", self.as_str())
    }
}

/// A text cut into sentences and tokens. All ranges in here are byte ranges of `text`; [`CodePoints`]
/// turns them into those of the tables.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    pub text: &'t str,
    pub language: Language,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl<'t> Analysis<'t> {
    /// Tokenizes a text and splits it into sentences with the language's abbreviations and elisions.
    pub fn new(text: &'t str, language: Language, words: &WordFacts) -> Self {
        let tokens = tokenize(text, words);
        let sentences = split_sentences(text, &tokens, words);
        Self { text, language, tokens, sentences }
    }

    /// The words of a token.
    pub fn surface(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| &self.text[t.start..t.end])
    }

    /// The words from the first to the last token of a range, as they stand.
    pub fn slice(&self, tokens: &Range<usize>) -> &'t str {
        let range = self.bytes(tokens);
        &self.text[range]
    }

    /// The byte range of a token range.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens.start..tokens.end) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.start..only.end,
            _ => 0..0,
        }
    }

    /// The index of the sentence that a token stands in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|s| s.tokens.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The index of the sentence around a byte position.
    pub fn sentence_at(&self, byte: usize) -> usize {
        self.sentences
            .partition_point(|s| s.end <= byte)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// Whether white space stands between a token and the one before it.
    pub fn spaced(&self, token: usize) -> bool {
        token == 0
            || self.text[self.tokens[token - 1].end..self.tokens[token].start]
                .contains(char::is_whitespace)
    }
}
