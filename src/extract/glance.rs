//! What a first look at each token says: which schemes have labels that begin there, and the classes of
//! its words. Found out once per text, so that the rules need not look up each word again and again.

use crate::language::{Analysis, TokenKind};
use crate::lexicon::{Lexicon, Scheme};

/// The first look at a text.
#[derive(Debug, Default)]
pub struct Glance<'a> {
    /// One bit per scheme for each token.
    beginnings: Vec<u32>,
    /// Where the hits of each token begin in `hits`; one more than there are tokens.
    first: Vec<u32>,
    /// Class of a word of `ng:LanguageFacts` that begins at the token, and how many tokens it has; the
    /// longest first.
    hits: Vec<(&'a str, u32)>,
    numbers: Vec<bool>,
}

impl<'a> Glance<'a> {
    /// Looks at the tokens of a text.
    pub fn new(analysis: &Analysis<'_>, lexicon: &'a Lexicon) -> Self {
        let tokens = &analysis.tokens;
        let words = lexicon.beginnings(analysis.language);
        let beginnings: Vec<u32> =
            tokens.iter().map(|token| words.schemes(&token.folded)).collect();
        let facts = lexicon.phrases(Scheme::LanguageFacts, analysis.language);
        let mut first = Vec::with_capacity(tokens.len() + 1);
        let mut hits = Vec::with_capacity(tokens.len());
        let index = |hits: &Vec<_>| u32::try_from(hits.len()).unwrap_or(u32::MAX);
        for (at, bits) in beginnings.iter().enumerate() {
            first.push(index(&hits));
            if bits & Scheme::LanguageFacts.bit() != 0 {
                for hit in facts.matches_at(analysis.text, tokens, at) {
                    let class = lexicon.concept(hit.concept).property("wordClass");
                    hits.push((class, u32::try_from(hit.tokens.len()).unwrap_or(u32::MAX)));
                }
            }
        }
        first.push(index(&hits));
        let mut glance = Self { beginnings, first, hits, numbers: Vec::new() };
        let numbers = lexicon.phrases(Scheme::Numbers, analysis.language);
        let may_begin = |at: usize| {
            let token = &tokens[at];
            let labelled = || glance.begins(Scheme::Numbers, at);
            match token.kind {
                TokenKind::Number => true,
                TokenKind::Address => false,
                TokenKind::Mark => {
                    token.folded.starts_with(['-', '−', '–', '.', ',']) || labelled()
                }
                TokenKind::Word => {
                    labelled()
                        || (token.folded.len() >= 6 && numbers.may_begin(&token.folded))
                        || glance.class("minus", at, tokens.len()).is_some()
                }
            }
        };
        glance.numbers = (0..tokens.len()).map(may_begin).collect();
        glance
    }

    /// Whether a number can begin at a token.
    pub(super) fn may_begin_number(&self, at: usize) -> bool {
        self.numbers.get(at).copied().unwrap_or(false)
    }

    /// Whether a label of a scheme begins with the word at a token.
    pub(super) fn begins(&self, scheme: Scheme, at: usize) -> bool {
        self.beginnings.get(at).is_some_and(|bits| bits & scheme.bit() != 0)
    }

    /// The classes of the words that begin at a token, and how many tokens each has.
    pub(super) fn classes(&self, at: usize) -> &[(&'a str, u32)] {
        let bound = |at: usize| self.first.get(at).map(|i| *i as usize);
        let range = bound(at).zip(bound(at + 1)).map(|(a, b)| a..b);
        range.and_then(|range| self.hits.get(range)).unwrap_or_default()
    }

    /// The token behind the longest word of a class that begins at a token and ends before another.
    pub(super) fn class(&self, class: &str, at: usize, end: usize) -> Option<usize> {
        let fits = |(c, length): &&(&str, u32)| *c == class && at + *length as usize <= end;
        self.classes(at).iter().find(fits).map(|(_, length)| at + *length as usize)
    }
}
