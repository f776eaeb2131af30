//! Whose figure it is where more than the figure's own clause must be read: the speaker of the
//! quotation that it stands in, the subject of a verb that governs the rest of its sentence; and about
//! nobody where it opens a clause of its own.

use super::attribution::{self, Party};
use super::figure::FigureFact;
use super::quantity::UnitKind;
use super::quote::QuoteFact;
use super::reading::Reading;
use crate::language::TokenKind;
use std::ops::Range;

/// How far from a figure who gives it may be named, in tokens.
const REACH: usize = 80;
/// How many quotations may begin between that around a figure and the figure.
const MOST_QUOTES: usize = 4;

/// Gives sources to figures that have none, and takes them from those that only describe the speaker
/// («…, said X, 62»).
pub(super) fn complete(reading: &Reading<'_>, figures: &mut [FigureFact], quotes: &[QuoteFact]) {
    for figure in figures.iter_mut().filter(|figure| figure.quantity.is_some()) {
        let whole = reading.sentence_tokens(figure.tokens.start);
        let sentence = whole.start.max(figure.tokens.start.saturating_sub(REACH))
            ..whole.end.min(figure.tokens.end + REACH);
        if opens_clause(reading, figure, &sentence) {
            figure.subject = None;
        }
        if describes_speaker(figure) {
            figure.source = None;
        } else if figure.source.is_none() {
            figure.source = quoted(figure, quotes)
                .filter(|speaker| names(reading, &sentence, speaker))
                .or_else(|| governed(reading, figure, &sentence));
        } else if figure.source.as_ref().is_some_and(|source| source.entity.is_none()) {
            // «…», said the president: the quotation knows who that is.
            figure.source = quoted(figure, quotes).or_else(|| figure.source.take());
        }
    }
}

/// «X grew, and 85,000 jobs could be added»: the figure is the subject of a clause of its own, and not of
/// whom the clause before speaks.
fn opens_clause(reading: &Reading<'_>, figure: &FigureFact, sentence: &Range<usize>) -> bool {
    let Range { start, end } = figure.tokens;
    let joined = start > sentence.start + 1
        && reading.is_class("link", start - 1)
        && reading.is_mark(start - 2, ",");
    let verb = |at: usize| reading.is_class("auxiliary", at) || reading.is_class("copula", at);
    joined && end < sentence.end && verb(end)
}

/// «X, 62, said», «said the 41-year-old director»: the age of whom the figure is about.
fn describes_speaker(figure: &FigureFact) -> bool {
    let age = figure.quantity.as_ref().is_some_and(|quantity| quantity.kind == UnitKind::Age);
    let Some(source) = figure.source.as_ref().filter(|_| age) else { return false };
    source.entity.is_none() || Some(source) == figure.subject.as_ref()
}

/// The speaker of the quotation around a figure.
fn quoted(figure: &FigureFact, quotes: &[QuoteFact]) -> Option<Party> {
    let around = |quote: &&QuoteFact| {
        quote.tokens.start <= figure.tokens.start && figure.tokens.end <= quote.tokens.end
    };
    let last = quotes.partition_point(|quote| quote.tokens.start <= figure.tokens.start);
    let near = &quotes[last.saturating_sub(MOST_QUOTES)..last];
    near.iter().rev().find(around)?.speaker.clone().filter(|speaker| speaker.entity.is_some())
}

/// Whether a sentence names a party.
fn names(reading: &Reading<'_>, within: &Range<usize>, party: &Party) -> bool {
    party.entity.is_some_and(|entity| {
        reading.names_in(within).any(|name| reading.entities.of_name[name] == entity)
    })
}

/// «Nugroho said the damage could be greater 300 km north»: the subject of a verb of saying that
/// opens the sentence speaks of all that follows, no mark between.
fn governed(reading: &Reading<'_>, figure: &FigureFact, sentence: &Range<usize>) -> Option<Party> {
    let before = sentence.start..figure.tokens.start;
    let found = attribution::by_verb(reading, &before)?;
    let verb = found.verb?;
    let strong = !reading.lexicon.concept(verb.concept).flag("weak");
    let opens = !(sentence.start..verb.tokens.start).any(|at| reading.is_mark(at, ";:"));
    let crossed = (verb.tokens.end..figure.tokens.start)
        .any(|at| reading.tokens()[at].kind == TokenKind::Mark && !reading.is_mark(at, "-'’"));
    let named = names(reading, &(sentence.start..verb.tokens.start), &found.party);
    let age = figure.quantity.as_ref().is_some_and(|q| q.kind == UnitKind::Age);
    (strong && opens && !crossed && !age && (named || found.party.entity.is_none()))
        .then_some(found.party)
}
