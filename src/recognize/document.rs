//! How the whole text writes its words: a capital at the head of a sentence or in a headline proves
//! nothing by itself, the same word elsewhere may.

use super::marks::{Marks, class, is_quote};
use crate::language::{Shape, TokenKind};
use std::collections::HashMap;

/// How often a folded word is written how.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    pub(super) lower: u16,
    /// With a capital that nothing but the word itself asks for.
    pub(super) free: u16,
}

/// What the text as a whole says of its words.
pub(super) struct Document {
    /// For each token: its capital stands where any word would have one.
    pub(super) forced: Vec<bool>,
    /// The text reports on sport.
    pub(super) sport: bool,
    /// The word of each token, as a number.
    words: Vec<u32>,
    /// By the word's number.
    usage: Vec<Usage>,
}

impl Document {
    pub(super) fn new(marks: &Marks<'_>) -> Self {
        let analysis = marks.analysis;
        let mut forced = vec![false; analysis.tokens.len()];
        for sentence in &analysis.sentences {
            let all = is_loud(marks, sentence.tokens.clone());
            let mut opening = true;
            for at in sentence.tokens.clone() {
                let token = marks.token(at);
                match token.kind {
                    TokenKind::Word => {
                        forced[at] = opening || all;
                        // «L’Europe»: the article took the capital that the place asks for.
                        opening = false;
                    }
                    TokenKind::Mark if token.is(":") || is_quote(&token.folded) => {
                        opening = opening || opens(marks, at);
                    }
                    _ => {}
                }
            }
        }
        // Words shouted inside a sentence.
        let shouted = |at: usize| marks.is_capital(at) && marks.token(at).shape == Shape::Upper;
        for at in 2..analysis.tokens.len() {
            if shouted(at) && shouted(at - 1) && shouted(at - 2) {
                forced[at - 2..=at].fill(true);
            }
        }
        let mut numbers: HashMap<&str, u32> = HashMap::with_capacity(analysis.tokens.len());
        let mut words = Vec::with_capacity(analysis.tokens.len());
        let mut usage: Vec<Usage> = Vec::new();
        for (token, &forced) in analysis.tokens.iter().zip(&forced) {
            let number = *numbers.entry(token.folded.as_str()).or_insert(usage.len() as u32);
            words.push(number);
            if number as usize == usage.len() {
                usage.push(Usage::default());
            }
            if token.kind == TokenKind::Word {
                let usage = &mut usage[number as usize];
                usage.lower += u16::from(token.shape == Shape::Lower);
                usage.free += u16::from(token.has_capital() && !forced);
            }
        }
        let sporty = (0..marks.len()).filter(|&t| marks.is(t, class::SPORT_WORD)).count();
        // More than one word in seventy.
        let sport = sporty * 70 > marks.len() && sporty > 2;
        Self { forced, sport, words, usage }
    }

    /// How the text writes a token's word.
    pub(super) fn usage(&self, token: usize) -> Usage {
        self.usage[self.words[token] as usize]
    }
}

/// Whether a colon or quotation mark opens a sentence of its own: a colon always, a quotation mark
/// where something in lower case follows inside it soon.
fn opens(marks: &Marks<'_>, at: usize) -> bool {
    if marks.is_mark(at, ":") {
        return true;
    }
    let mut lower = 0;
    for next in at + 2..(at + 8).min(marks.len()) {
        if is_quote(&marks.token(next).folded) {
            break;
        }
        lower += usize::from(marks.is_lower(next));
    }
    lower >= 2
}

/// Whether a line is written in capitals, or as English headlines are.
fn is_loud(marks: &Marks<'_>, tokens: std::ops::Range<usize>) -> bool {
    let (mut long, mut capital, mut upper) = (0, 0, 0);
    for at in tokens.clone() {
        let token = marks.token(at);
        if token.kind == TokenKind::Word && token.folded.chars().count() > 3 {
            long += 1;
            capital += usize::from(token.has_capital());
            upper += usize::from(token.shape == Shape::Upper);
        }
    }
    let closed = tokens.end > 0 && marks.is_mark(tokens.end - 1, ".");
    long >= 4
        && (upper * 10 >= long * 7 || !marks.capital_nouns && !closed && capital * 10 >= long * 8)
}
