//! What a first look at each token says: which schemes have labels that begin there, and the classes of
//! its words. Found out once per text, so that the rules need not look up each word again and again.

use super::number::Number;
use crate::language::{Analysis, TokenKind};
use crate::lexicon::{Lexicon, Scheme};
use std::cell::OnceCell;

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
    /// The marks of the classes of each token: a class whose mark is not among them is none of its.
    marks: Vec<u64>,
    /// Where the number that may begin at each token stands in `numerals`; `NONE` where none can.
    numbers: Vec<u32>,
    numerals: Vec<Numeral>,
}

/// No number can begin here.
const NONE: u32 = u32::MAX;

/// A number that may begin at a token, read once.
#[derive(Debug)]
pub(super) struct Numeral {
    /// The end of the sentence that it stands in.
    pub end: usize,
    /// What is read up to there; empty until somebody asks.
    pub read: OnceCell<Option<Number>>,
}

/// One bit for a class, out of its letters; two classes may share one.
#[inline]
const fn mark(class: &str) -> u64 {
    let bytes = class.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    let (first, middle, last) = (bytes[0], bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let mixed = bytes.len() * 11 + first as usize * 3 + middle as usize * 7 + last as usize * 5;
    1 << (mixed % 64)
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
        let mut marks = Vec::with_capacity(tokens.len());
        let index = |length: &usize| u32::try_from(*length).unwrap_or(u32::MAX);
        for (at, bits) in beginnings.iter().enumerate() {
            first.push(index(&hits.len()));
            let mut marked = 0;
            if bits & Scheme::LanguageFacts.bit() != 0 {
                for hit in facts.matches_at(analysis.text, tokens, at) {
                    let class = lexicon.concept(hit.concept).property("wordClass");
                    marked |= mark(class);
                    hits.push((class, u32::try_from(hit.tokens.len()).unwrap_or(u32::MAX)));
                }
            }
            marks.push(marked);
        }
        first.push(index(&hits.len()));
        let mut glance = Self { beginnings, first, hits, marks, ..Self::default() };
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
        let mut numbers = vec![NONE; tokens.len()];
        let mut numerals = Vec::new();
        for sentence in &analysis.sentences {
            for at in sentence.tokens.clone().filter(|&at| may_begin(at)) {
                numbers[at] = index(&numerals.len());
                numerals.push(Numeral { end: sentence.tokens.end, read: OnceCell::new() });
            }
        }
        (glance.numbers, glance.numerals) = (numbers, numerals);
        glance
    }

    /// Whether a number can begin at a token.
    pub(super) fn may_begin_number(&self, at: usize) -> bool {
        self.numbers.get(at).is_some_and(|index| *index != NONE)
    }

    /// The number that may begin at a token.
    pub(super) fn numeral(&self, at: usize) -> Option<&Numeral> {
        self.numerals.get(*self.numbers.get(at)? as usize)
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
    #[inline]
    pub(super) fn class(&self, class: &str, at: usize, end: usize) -> Option<usize> {
        if self.marks.get(at)? & mark(class) == 0 {
            return None;
        }
        self.longest(class, at, end)
    }

    fn longest(&self, class: &str, at: usize, end: usize) -> Option<usize> {
        let fits = |(c, length): &&(&str, u32)| *c == class && at + *length as usize <= end;
        self.classes(at).iter().find(fits).map(|(_, length)| at + *length as usize)
    }
}
