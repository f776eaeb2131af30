//! The noun that an amount describes: «un [accord] de 11 millions», «[goods] worth $200 billion», «the $11 billion
//! [pipeline]», «a two-foot [brim]».

use super::measure::{Measure, may_stand_in_phrase, noun_phrase, nouns_have_capitals};
use super::quantity::Quantity;
use super::reading::Reading;
use crate::language::{Shape, TokenKind, fold};
use crate::lexicon::{Match, Scheme};
use rust_decimal::Decimal;

/// How many words before an amount may belong to the noun.
const REACH: usize = 3;

/// The noun before an amount that a preposition joins to it.
pub(super) fn before(reading: &Reading<'_>, from: usize, at: usize) -> Option<Measure> {
    let (text, tokens) = (reading.analysis.text, reading.tokens());
    let worth = reading
        .phrases(Scheme::LanguageFacts)
        .match_before(text, tokens, at, from)
        .filter(|hit| reading.lexicon.concept(hit.concept).property("wordClass") == "worth-of");
    let stop = match &worth {
        Some(hit) => hit.tokens.start,
        None => at.checked_sub(1).filter(|&of| reading.is_class("partitive", of))?,
    };
    let mut start = stop;
    while start > from
        && stop - start < REACH
        && may_stand_in_phrase(reading, start - 1)
        && reading.name_over(start - 1).is_none()
    {
        start -= 1;
    }
    if start == stop {
        return None;
    }
    // «il a perdu de l'argent», «sank by»: a noun has an article, or is written as one.
    let opened = start > from
        && (["article", "determiner", "partitive"]
            .iter()
            .any(|class| reading.is_class(class, start - 1))
            || (worth.is_some() && reading.is_function_word(start - 1)));
    let capital = nouns_have_capitals(reading) && tokens[stop - 1].shape == Shape::Capitalized;
    if !(capital || (opened && !nouns_have_capitals(reading))) {
        return None;
    }
    let hits = reading.find(Scheme::Measures, start..stop);
    let telling = |hit: &&Match| !reading.lexicon.concept(hit.concept).flag("weak");
    let concept = hits.iter().rfind(telling).map(|hit| hit.concept);
    // «for an amount of …» says nothing of what it is.
    if concept.is_none() && !hits.is_empty() {
        return None;
    }
    Some(Measure { tokens: start..stop, concept })
}

/// The noun behind an amount that stands before it as an adjective does.
pub(super) fn behind(reading: &Reading<'_>, quantity: &Quantity, end: usize) -> Option<Measure> {
    let tokens = reading.tokens();
    let first = quantity.tokens.start.checked_sub(1)?;
    let opened = ["article", "determiner"].iter().any(|class| reading.is_class(class, first))
        || tokens[first].folded.starts_with(['\'', '’']);
    if !opened || !is_adjective(reading, quantity) {
        return None;
    }
    let measure = noun_phrase(reading, quantity.tokens.end, end)?;
    let last = measure.tokens.end - 1;
    // «a 6-foot-6 forward» is somebody.
    let person = reading.is_class("person", last)
        || reading.match_at(Scheme::Roles, last, last + 1).is_some();
    let noun = !nouns_have_capitals(reading) || tokens[last].shape == Shape::Capitalized;
    (noun && !person).then_some(measure)
}

/// Whether the unit stands as it does before a noun: a symbol in front, a hyphen, the singular behind a number
/// that asks for the plural.
fn is_adjective(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let tokens = reading.tokens();
    let core = &quantity.core;
    let Some(last) = core.end.checked_sub(1).filter(|last| *last >= core.start) else {
        return false;
    };
    let symbol = tokens[core.start].kind != TokenKind::Number
        && reading.match_at(Scheme::Currencies, core.start, core.end).is_some();
    let hyphen = reading.analysis.slice(core).contains('-') && quantity.max.is_none();
    let singular = quantity.value > Decimal::ONE
        && quantity.unit_concept.is_some_and(|unit| {
            let name = reading.lexicon.concept(unit).names.get(&reading.analysis.language);
            name.is_some_and(|name| fold(name) == tokens[last].folded)
        });
    symbol || hyphen || singular
}
