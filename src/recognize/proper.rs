//! How sure it is that a capitalised word is part of a name at all: its place in the sentence, how the text
//! writes it elsewhere, and for languages that write all nouns with capitals the common nouns.

use super::document::Document;
use super::marks::{Marks, class};
use crate::language::{Shape, TokenKind};
use std::ops::Range;

/// Whether an unknown noun stands before a name that is clear by itself: «Kapitän Craig Halkett»,
/// «Regierungsdistrikt Palu».
pub(super) fn describes_next(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> bool {
    let next = at + 1;
    if !marks.is_capital(next) || !marks.follows(next) || german_noun(marks, document, at) > 2 {
        return false;
    }
    let person = marks.is_first_name(next) && marks.is_capital(next + 1) && marks.follows(next + 1);
    let known = marks.hit(next).is_some_and(|hit| !marks.is_capital(hit.end));
    let noun = marks.surface(at).chars().count() > 6;
    let kind = marks.hit(at).is_none() && marks.compound_type(at).is_some();
    kind || noun && (person || known)
}

/// Whether a word is a known name with a genitive ending.
pub(super) fn is_possessor(marks: &Marks<'_>, at: usize) -> bool {
    let surface = marks.surface(at);
    let bare = marks.without_genitive(surface);
    bare.len() < surface.len()
        && marks.catalogue.named(surface).is_empty()
        && (!marks.catalogue.named(bare).is_empty()
            || (marks.catalogue.is_surname(bare) || marks.catalogue.is_first_name(bare))
                && !marks.catalogue.is_surname(surface)
                && !marks.catalogue.is_first_name(surface))
}

/// Whether a capitalised word is a common noun, a role or a relative, for languages which write nouns so.
pub(super) fn is_common(marks: &Marks<'_>, at: usize) -> bool {
    let folded = &marks.token(at).folded;
    let last = folded.rsplit('-').next().unwrap_or(folded);
    marks.is_common_noun(last)
        || folded.contains('-') && marks.is_lexical(last)
        || marks.roles.covering(at).is_some()
        || marks.is(at, class::KIN | class::NOT_NAME)
}

/// What speaks for a capitalised noun of German being a name: above 0 it may be one.
pub(super) fn german_noun(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> i32 {
    let token = marks.token(at);
    let surface = marks.surface(at);
    let mut score = 1;
    if marks.is_first_name(at) || marks.catalogue.is_surname(surface) {
        score += 3;
    }
    if let Some(&entry) = marks.named(surface).first() {
        score += if marks.catalogue.entry(entry as usize).is_common(surface) { 1 } else { 6 };
    }
    if matches!(token.shape, Shape::Upper | Shape::Mixed) && !document.forced[at] {
        score += 4;
    }
    if at > 0 && marks.token(at - 1).kind == TokenKind::Number {
        score -= 3;
    }
    // «…“, sagte Sumbung.»
    let mark_behind = marks.analysis.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Mark);
    if mark_behind && marks.verbs.ending(at).is_some() {
        score += 6;
    }
    let in_lexicon = marks.roles.covering(at).is_some()
        || marks.organizations.covering(at).is_some()
        || marks.programmes.covering(at).is_some()
        || marks.places.covering(at).is_some()
        || marks.titles.covering(at).is_some()
        || marks.is(at, class::KIN | class::NOT_NAME);
    if in_lexicon || marks.is_common_noun(&token.folded) {
        score -= 5;
    }
    if document.usage(&token.folded).lower > 0 {
        score -= 4;
    }
    if at > 0 && marks.follows(at) && !marks.is_capital(at - 1) {
        let before = &marks.token(at - 1).folded;
        let determined =
            marks.lexicon_class(before, "article") || marks.lexicon_class(before, "determiner");
        let described = marks.is_lower(at - 1)
            && !marks.words.is_opener(before)
            && marks.has_ending("adjective-ending", before)
            && marks.verbs.covering(at - 1).is_none();
        score -= 2 * i32::from(determined) + i32::from(described);
    }
    score
}

/// What speaks for one token being part of a name.
pub(super) fn proper_word(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> i32 {
    if marks.capital_nouns {
        return german_noun(marks, document, at);
    }
    let token = marks.token(at);
    let usage = document.usage(&token.folded);
    let surface = marks.surface(at);
    let mut score = if document.forced[at] { -1 } else { 3 };
    if usage.free > 0 {
        score += 2;
    }
    if usage.lower > 0 {
        score -= if document.forced[at] { 4 } else { 1 };
    }
    if let Some(&entry) = marks.named(surface).first() {
        score += if marks.catalogue.entry(entry as usize).is_common(surface) { 1 } else { 4 };
    }
    if marks.is_first_name(at) {
        score += 2;
    }
    if matches!(token.shape, Shape::Upper | Shape::Mixed) {
        score += 2;
    }
    score
}

/// What speaks for a span being a name.
pub(super) fn properness(marks: &Marks<'_>, document: &Document<'_>, tokens: Range<usize>) -> i32 {
    let known = marks.named(marks.analysis.slice(&tokens)).first();
    let known = known.map_or(0, |&e| {
        let entry = marks.catalogue.entry(e as usize);
        if tokens.len() > 1 {
            6
        } else if entry.is_common(marks.analysis.slice(&tokens)) {
            1
        } else {
            3
        }
    });
    let words = || tokens.clone().filter(|&t| marks.is_capital(t));
    let best = words().map(|t| proper_word(marks, document, t)).max().unwrap_or(0);
    let first = words().next().map_or(0, |t| proper_word(marks, document, t));
    let several = words().count() > 1;
    let forced = words().all(|t| document.forced[t]);
    // Several capitals in a row say much, unless the whole line has them.
    let row = i32::from(several && !(forced && words().count() > 2));
    known + if several && !forced { best.max(first) } else { first.min(best) } + row
}
