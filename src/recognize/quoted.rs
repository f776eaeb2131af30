//! Titles in quotation marks: films, books, songs, programmes on air, and named plans.

use super::NameType;
use super::candidates::Candidate;
use super::document::Document;
use super::marks::{Marks, is_quote};
use crate::language::TokenKind;
use std::ops::Range;

/// How far before quotation marks the noun stands that says what they hold.
const REACH: usize = 6;

/// The most tokens that a title has.
const LONGEST: usize = 9;

/// The spans in quotation marks that a word before or behind them calls a title.
pub(super) fn titles(marks: &Marks<'_>, _document: &Document<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        let Some(tokens) = quoted_span(marks, at) else {
            at += 1;
            continue;
        };
        let close = tokens.end;
        if let Some(kind) = announced(marks, &tokens) {
            found.push(Candidate::of(marks, tokens, kind, 9));
            at = close + 1;
        } else {
            at += 1;
        }
    }
    found
}

/// A short span in quotation marks that begins with a capital and is no sentence.
fn quoted_span(marks: &Marks<'_>, open: usize) -> Option<Range<usize>> {
    if !is_quote(&marks.token(open).folded) || !marks.is_capital(open + 1) {
        return None;
    }
    let close = (open + 2..(open + 2 + LONGEST).min(marks.len()))
        .find(|&t| is_quote(&marks.token(t).folded) || !marks.follows(t))?;
    if !is_quote(&marks.token(close).folded) || !marks.follows(close) {
        return None;
    }
    let mut end = close;
    while end > open + 1 && marks.token(end - 1).kind == TokenKind::Mark {
        end -= 1;
    }
    // A title has a capital in most of its long words, or is short.
    let long = || (open + 1..end).filter(|&t| marks.token(t).folded.chars().count() > 3);
    let capital = long().filter(|&t| marks.is_capital(t)).count();
    let count = long().count();
    (end > open + 1 && (capital * 2 > count || end - open <= 4)).then_some(open + 1..end)
}

/// The type that a noun near the quotation marks gives the span: the nearest one before them in the sentence,
/// else one right behind.
fn announced(marks: &Marks<'_>, tokens: &Range<usize>) -> Option<NameType> {
    let open = tokens.start - 1;
    let sentence = &marks.analysis.sentences[marks.analysis.sentence_of(open)];
    let from = open.saturating_sub(REACH).max(sentence.tokens.start);
    for at in (from..open).rev() {
        if let Some(noun) = marks.programmes.covering(at) {
            return Some(marks.programme_type(noun.concept));
        }
        let stops = marks.verbs.covering(at).is_some() || is_quote(&marks.token(at).folded);
        if stops || marks.is_mark(at, ":") {
            break;
        }
    }
    let mut behind = tokens.end + 1;
    let apposed = marks.is_mark(behind, ",");
    if apposed {
        behind += 1;
        while behind < tokens.end + 4 && marks.is_function_word(behind) {
            behind += 1;
        }
    }
    let noun = marks.programmes.starting(behind).filter(|_| marks.follows(behind))?;
    let glued = marks.surface(behind).starts_with('-');
    (apposed || !glued).then(|| marks.programme_type(noun.concept))
}
