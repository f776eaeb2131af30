//! Spans that may be names, from capitals: runs of capitalised words with what joins them.

use super::NameType;
use super::compounds::compound;
use super::document::Document;
use super::joins::extension;
use super::marks::{Marks, class};
use super::proper::{describes_next, is_common, properness};
use crate::language::{Shape, TokenKind};
use std::ops::Range;

/// A span that may be a name, with what speaks for each type.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) tokens: Range<usize>,
    pub(super) bytes: Range<usize>,
    /// What speaks for each type, in the order of [`NameType::ALL`].
    pub(super) scores: [i32; 7],
    /// What speaks for its being a name at all; below 1 the article must settle it.
    pub(super) proper: i32,
}

impl Candidate {
    pub(super) fn new(marks: &Marks<'_>, tokens: Range<usize>) -> Self {
        let bytes = marks.analysis.bytes(&tokens);
        Self { tokens, bytes, scores: [0; 7], proper: 0 }
    }

    /// A candidate of a type that its words leave no doubt about.
    pub(super) fn of(marks: &Marks<'_>, tokens: Range<usize>, kind: NameType, weight: i32) -> Self {
        let mut candidate = Self::new(marks, tokens);
        candidate.add(kind, weight);
        candidate.proper = weight;
        candidate
    }

    pub(super) fn add(&mut self, kind: NameType, weight: i32) {
        self.scores[kind as usize] += weight;
    }
}

/// Adds the runs of capitalised words that no candidate covers yet.
pub(super) fn add_runs(
    marks: &Marks<'_>,
    document: &Document<'_>,
    candidates: &mut Vec<Candidate>,
) {
    let mut taken = vec![false; marks.len()];
    for candidate in candidates.iter() {
        taken[candidate.tokens.clone()].fill(true);
    }
    for sentence in &marks.analysis.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if taken[at] {
                at += 1;
                continue;
            }
            let limit =
                (at..sentence.tokens.end).find(|&t| taken[t]).unwrap_or(sentence.tokens.end);
            if let Some(compound) = compound(marks, document, at) {
                candidates.push(compound);
                at += 1;
                continue;
            }
            match run(marks, document, at, limit) {
                Some(end) => {
                    let start = with_number(marks, at, end);
                    let mut candidate = Candidate::new(marks, start..end);
                    if marks.named(marks.analysis.slice(&(end - 1..end))).is_empty()
                        && let Some(glued) = marks.glued_at(end - 1).filter(|_| end > start + 1)
                    {
                        candidate.bytes.end = marks.token(end - 1).start + glued;
                    }
                    candidate.proper = properness(marks, document, at..end);
                    candidates.push(candidate);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    candidates.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
}

/// The end of the name that begins at a token.
fn run(marks: &Marks<'_>, document: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    // The catalogue knows names with small words inside.
    let known = marks.hit(at).filter(|hit| hit.end <= limit).map(|hit| hit.end);
    if !starts(marks, document, at, known) {
        return None;
    }
    let mut end = known.unwrap_or(at + 1);
    while end < limit
        && marks.follows(end)
        && !(known.is_none() && marks.glued_at(end - 1).is_some())
    {
        if let Some(next) = extension(marks, document, at, end, limit) {
            end = next;
        } else {
            break;
        }
    }
    // Trim what cannot end a name.
    while end > at + 1 && known.is_none_or(|known| end > known) && !ends(marks, end - 1) {
        end -= 1;
    }
    Some(end)
}

/// «2012 Olympics», «125th Street»: takes in a year or an ordinal before an event or a place.
fn with_number(marks: &Marks<'_>, at: usize, end: usize) -> usize {
    if at == 0 || !marks.follows(at) || marks.token(at - 1).kind != TokenKind::Number {
        return at;
    }
    let number = marks.surface(at - 1);
    let year = number.len() == 4 && number.starts_with(['1', '2']);
    let ordinal = number.ends_with(char::is_alphabetic);
    let event = marks
        .programmes
        .ending(end)
        .is_some_and(|m| marks.programme_type(m.concept) == NameType::Event)
        || marks.hit(at).is_some_and(|hit| {
            hit.end == end && marks.catalogue.entry(hit.entry).kind == Some(NameType::Event)
        });
    let place = marks.places.ending(end).is_some();
    if year && event || ordinal && place { at - 1 } else { at }
}

/// Whether a name can begin at a token.
fn starts(marks: &Marks<'_>, document: &Document<'_>, at: usize, known: Option<usize>) -> bool {
    let token = marks.token(at);
    if token.kind == TokenKind::Number {
        // «50 Cent», «3M»: only as the catalogue knows them, and where there is more than a number.
        return known.is_some_and(|end| end > at + 1)
            || token.shape == Shape::Upper && known.is_some();
    }
    if !marks.is_capital(at) {
        return false;
    }
    if known.is_some_and(|end| end > at + 1) {
        return true;
    }
    if marks.is(at, class::NOT_NAME) {
        return opens_programme(marks, at);
    }
    if marks.capital_nouns && known.is_none() {
        let quoting = marks.verbs.ending(at).is_some();
        if is_common(marks, at) && !quoting || describes_next(marks, document, at) {
            return false;
        }
    }
    let blocked = marks.titles.starting(at).is_some_and(|m| precedes_name(marks, m.tokens.end))
        || marks.roles.covering(at).is_some() && !heads_body(marks, at)
        || marks.modifiers.covering(at).is_some()
        || marks.cues.starting(at).is_some()
        || marks.currencies.covering(at).is_some() && known.is_none()
        || marks.units.covering(at).is_some()
            && at > 0
            && marks.token(at - 1).kind == TokenKind::Number
        || is_roman(marks.surface(at))
        || token.end - token.start == 1 && !marks.is_capital(at + 1)
        || marks.calendar.covering(at).is_some();
    let demonym = known.is_none() && marks.has_ending("demonym-ending", &token.folded);
    if blocked
        || demonym && !marks.is_first_name(at) && !marks.catalogue.is_surname(marks.surface(at))
    {
        return false;
    }
    let place = known.is_some()
        && marks
            .hit(at)
            .is_some_and(|hit| marks.catalogue.entry(hit.entry).kind == Some(NameType::Place));
    if marks.nationalities.covering(at).is_some() && !place {
        // «British Airways», «American Airlines»: before another capital that is no role.
        let next = marks.nationalities.covering(at).map_or(at + 1, |m| m.tokens.end);
        return !marks.capital_nouns
            && !marks.adjectives_behind()
            && marks.is_capital(next)
            && marks.follows(next)
            && (marks.organization_noun(next).is_some()
                || !document.forced[next]
                    && marks.roles.covering(next).is_none()
                    && marks.modifiers.covering(next).is_none()
                    && marks.titles.covering(next).is_none()
                    && marks.nationalities.covering(next).is_none()
                    && marks.hit(next).is_none()
                    && !marks.is(next, class::NOT_NAME)
                    && !marks.is_first_name(next));
    }
    let folded = &token.folded;
    if marks.words.is_function_word(folded) || marks.words.is_opener(folded) {
        // «The Beatles», «Le Monde» are the catalogue's; else small words begin no name.
        return token.shape == Shape::Upper && (!document.forced[at] || known.is_some());
    }
    true
}

/// «AI National Skilling Initiative»: an acronym that is no name by itself opens one where capitals
/// follow up to a programme's or event's noun.
fn opens_programme(marks: &Marks<'_>, at: usize) -> bool {
    let mut end = at + 1;
    while end < marks.len() && marks.follows(end) && marks.token(end).shape == Shape::Capitalized {
        end += 1;
    }
    marks.token(at).shape == Shape::Upper
        && end > at + 1
        && marks.programmes.covering(end - 1).is_some()
}

/// «XIXe», «XXI»: a Roman number, perhaps with an ordinal's ending.
fn is_roman(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_lowercase);
    digits.len() > 1
        && word.len() <= digits.len() + 4
        && digits.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Whether a role's word is part of a body's name («President's Office» is rare; «Premier League»).
pub(super) fn heads_body(marks: &Marks<'_>, at: usize) -> bool {
    let Some(role) = marks.roles.covering(at) else { return false };
    let next = role.tokens.end;
    marks.is_capital(next)
        && marks.follows(next)
        && (marks.programmes.starting(next).is_some()
            || marks.places.starting(next).is_some()
            || marks.organizations.starting(next).is_some())
        && !marks.capital_nouns
}

/// Whether a capitalised word which is no role or title follows.
pub(super) fn precedes_name(marks: &Marks<'_>, at: usize) -> bool {
    marks.is_capital(at) && marks.follows(at)
}

/// Whether a name can end with this token.
fn ends(marks: &Marks<'_>, at: usize) -> bool {
    let token = marks.token(at);
    match token.kind {
        // «SA» is no «sa».
        TokenKind::Word => {
            token.shape == Shape::Upper
                || token.has_capital() && !marks.words.is_function_word(&token.folded)
        }
        TokenKind::Number => true,
        _ => token.is("+") || token.is("!"),
    }
}
