//! What a figure counts or measures: the noun phrase as worded, and its concept.

use super::number::number_at;
use super::reading::Reading;
use crate::language::{Shape, TokenKind};
use crate::lexicon::{ConceptId, Match, Scheme};
use std::ops::Range;

/// How many words may stand between a number and the noun that it counts.
const REACH: usize = 4;

/// A measure as worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub tokens: Range<usize>,
    pub concept: Option<ConceptId>,
}

/// What a number right before `at` counts: «85 000 [nouveaux emplois]».
pub(super) fn counted(reading: &Reading<'_>, at: usize, end: usize) -> Option<Measure> {
    // «plusieurs millions de personnes», «a 7.1-magnitude earthquake»
    let joined = reading.is_class("partitive", at)
        || (reading.is_mark(at, "-") && !reading.spaced(at) && !reading.spaced(at + 1));
    let start = at + usize::from(joined);
    if let Some(measure) = noun_phrase(reading, start, end) {
        return Some(measure);
    }
    // «deux Länder», «elf Livingston-Spieler»: what is counted may read as a name.
    let name = &reading.names[reading.name_over(at)?];
    let joined =
        at > 0 && name.tokens.start == at && reading.tokens()[at - 1].kind == TokenKind::Word;
    joined.then(|| Measure { tokens: name.tokens.clone(), concept: None })
}

/// What an amount or share before `at` is of: «59 milliards EUR [de nouveaux revenus]», «40 % of
/// [the homes]», «100 % [sans carbone]».
pub(super) fn of_amount(reading: &Reading<'_>, at: usize, end: usize) -> Option<Measure> {
    if let Some(without) = reading.class_at("without", at, end) {
        let noun = without.end;
        let follows = noun < end && reading.tokens()[noun].kind == TokenKind::Word;
        return follows.then_some(Measure { tokens: at..noun + 1, concept: None });
    }
    if !reading.is_class("partitive", at) {
        return None;
    }
    let mut start = at + 1;
    while start < end
        && (reading.is_class("article", start) || reading.is_class("determiner", start))
    {
        start += 1;
    }
    noun_phrase(reading, start, end)
}

/// A known measure right behind an amount: «a $500 [unsecured bond]», «40 per cent [stake]».
pub(super) fn behind(reading: &Reading<'_>, at: usize, end: usize) -> Option<Measure> {
    noun_phrase(reading, at, end).filter(|measure| measure.concept.is_some())
}

/// What a part is of: «huit des dix [espèces]», «19 of his 29 [matches]».
pub(super) fn of_whole(reading: &Reading<'_>, at: usize, end: usize) -> Option<Measure> {
    if !reading.is_class("partitive", at) {
        return None;
    }
    let whole = (at + 1..end.min(at + 4)).find_map(|i| number_at(reading, i, end))?;
    noun_phrase(reading, whole.tokens.end, end)
}

/// The group that some are of: «five of the [victims]».
pub(super) fn of_group(reading: &Reading<'_>, at: usize, end: usize) -> Option<Measure> {
    let of = reading.class_at("of-group", at, end)?;
    noun_phrase(reading, of.end, end)
}

/// The nearest measure named before a figure in the same clause: «un chiffre d'affaires de …».
pub(super) fn before(reading: &Reading<'_>, from: usize, at: usize) -> Option<Measure> {
    let from = from.max(at.saturating_sub(9));
    // «for an amount of ...» says nothing of what it is.
    let telling = |hit: &Match| !reading.lexicon.concept(hit.concept).flag("weak");
    let hits = reading.find(Scheme::Measures, from..at);
    let hit = hits.into_iter().rfind(telling)?;
    let clean = (hit.tokens.end..at).all(|i| {
        let token = &reading.tokens()[i];
        token.kind != TokenKind::Number && !reading.is_mark(i, ";.!?")
    });
    clean.then_some(Measure { tokens: hit.tokens, concept: Some(hit.concept) })
}

/// A noun phrase without its article: up to a known measure, else the words that look like it.
pub(super) fn noun_phrase(reading: &Reading<'_>, start: usize, end: usize) -> Option<Measure> {
    let tokens = reading.tokens();
    // «sept [autres candidats]», «les deux [premiers trous]»
    let mut first = start;
    while let Some(adjective) = reading.class_at("counting-adjective", first, end) {
        first = adjective.end;
    }
    let stop = end.min(first + REACH);
    let mut at = first;
    while at < stop {
        if let Some(hit) = reading.match_at(Scheme::Measures, at, end) {
            return Some(Measure { tokens: start..hit.tokens.end, concept: Some(hit.concept) });
        }
        if !may_stand_in_phrase(reading, at) {
            break;
        }
        at += 1;
    }
    // No known measure: the noun is the last of the words before grammar sets in; where nouns are
    // written with a capital, the first of those.
    let mut last = first;
    while last < stop && may_stand_in_phrase(reading, last) {
        last += 1;
        let noun = tokens[last - 1].shape == Shape::Capitalized && nouns_have_capitals(reading);
        if noun || last - first == 2 {
            break;
        }
    }
    let named = reading.name_over(first).is_some();
    (last > first && !named).then_some(Measure { tokens: start..last, concept: None })
}

pub(super) fn may_stand_in_phrase(reading: &Reading<'_>, at: usize) -> bool {
    let Some(token) = reading.tokens().get(at) else { return false };
    token.kind == TokenKind::Word
        && !reading.words.is_function_word(&token.folded)
        && reading.match_at(Scheme::ReportingVerbs, at, at + 1).is_none()
        && !token.folded.starts_with('\'')
        && !token.folded.ends_with('\'')
}

/// Whether the language writes common nouns with a capital, told by the lexicon's own measures.
pub(super) fn nouns_have_capitals(reading: &Reading<'_>) -> bool {
    reading.lexicon.writes_nouns_with_capitals(reading.analysis.language)
}
