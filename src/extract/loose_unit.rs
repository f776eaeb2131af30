//! Units by words that mean other things more often («a grand», «5 in», «two pounds of meat»): they
//! count only where what stands around bears them out.

use super::currency::set_money;
use super::number::NumberForm;
use super::quantity::Quantity;
use super::reading::Reading;
use super::unit::set_unit;
use crate::language::{Token, TokenKind};
use crate::lexicon::{ConceptId, Match, Scheme};
use rust_decimal::Decimal;

/// Takes in a loose unit behind a number that is borne out; whether there is one.
pub(super) fn take(reading: &Reading<'_>, quantity: &mut Quantity, at: usize, end: usize) -> bool {
    if !reading.begins(Scheme::LooseUnits, at) {
        return false;
    }
    let tokens = reading.tokens();
    let hits = reading.phrases(Scheme::LooseUnits).matches_at(
        reading.analysis.text,
        &tokens[..end.min(tokens.len())],
        at,
    );
    let hit = hits.into_iter().find(|hit| is_borne_out(reading, quantity, hit, end));
    hit.is_some_and(|hit| {
        let written = reading.analysis.slice(&hit.tokens);
        let set = set(reading, quantity, hit.concept, written);
        if set {
            quantity.tokens.end = hit.tokens.end;
        }
        set
    })
}

/// Takes in a loose unit glued to the digits («50p», «43c»): digits are proof enough for small letters.
pub(super) fn take_glued(reading: &Reading<'_>, quantity: &mut Quantity, written: &str) -> bool {
    let small = written.chars().all(char::is_lowercase);
    let unit = reading.phrases(Scheme::LooseUnits).word(written).filter(|_| small);
    unit.is_some_and(|unit| set(reading, quantity, unit, written))
}

fn set(reading: &Reading<'_>, quantity: &mut Quantity, unit: ConceptId, written: &str) -> bool {
    let Some(meant) = reading.lexicon.concept(unit).broader else { return false };
    if reading.lexicon.concept(meant).scheme == Scheme::Currencies {
        set_money(reading, quantity, meant);
        return true;
    }
    set_unit(reading, quantity, meant, written)
}

/// Whether any of the signs that the lexicon asks for is there.
fn is_borne_out(reading: &Reading<'_>, quantity: &Quantity, hit: &Match, end: usize) -> bool {
    let concept = reading.lexicon.concept(hit.concept);
    let next = hit.tokens.end;
    let written = reading.analysis.slice(&hit.tokens);
    // «5 In» opens something else.
    if written.chars().count() <= 2 && !written.chars().all(char::is_lowercase) {
        return false;
    }
    // «361 millions de livres»
    if concept.flag("large") && quantity.value < Decimal::from(1_000_000) {
        return false;
    }
    let beside = concept.property("besides");
    (concept.flag("alone") && stands_alone(reading, quantity, next, end))
        || (!beside.is_empty() && stands_beside(reading, beside, hit))
        || (concept.flag("ofPart") && quantity.form == NumberForm::Fraction)
        || (concept.flag("small") && is_small(reading, quantity, hit))
        || (concept.flag("beforeExtent") && reading.is_class("extent", next))
        || (concept.flag("ofStuff") && is_of_stuff(reading, quantity, next, end))
        || (concept.flag("beforeNoun") && is_before_noun(reading, quantity, next, end))
}

/// Whether nothing follows that the word could belong to: the sentence ends, a mark or a preposition.
fn stands_alone(reading: &Reading<'_>, quantity: &Quantity, next: usize, end: usize) -> bool {
    if next >= end {
        return true;
    }
    // «a grand, old house»
    let article = quantity.form == NumberForm::Words && quantity.value == Decimal::ONE;
    let mark = reading.tokens()[next].kind == TokenKind::Mark
        && (!reading.is_mark(next, "-–/'’") || reading.spaced(next))
        && !(article && reading.is_mark(next, ","));
    mark || reading.is_class("preposition", next)
}

/// Whether a word of a class stands in the same sentence.
fn stands_beside(reading: &Reading<'_>, class: &str, hit: &Match) -> bool {
    let sentence = reading.sentence_tokens(hit.tokens.start);
    sentence.into_iter().any(|at| !hit.tokens.contains(&at) && reading.is_class(class, at))
}

/// «of meat»: what is measured is no amount («pounds of debt») and no other number.
fn is_of_stuff(reading: &Reading<'_>, quantity: &Quantity, next: usize, end: usize) -> bool {
    let noun = next + 1;
    reading.is_class("partitive", next)
        && noun < end
        && quantity.value < Decimal::ONE_THOUSAND
        && reading.tokens()[noun].kind == TokenKind::Word
        && !reading.is_function_word(noun)
        && !reading.glance.may_begin_number(noun)
        && reading.match_at(Scheme::Measures, noun, end).is_none()
}

/// «6 pounds»: few of them, and nothing in the sentence that has a price.
fn is_small(reading: &Reading<'_>, quantity: &Quantity, hit: &Match) -> bool {
    quantity.value.abs() <= Decimal::TEN
        && quantity.max.is_none()
        && !stands_beside(reading, "priced", hit)
        && !reading.sentence_tokens(hit.tokens.start).any(|at| {
            !hit.tokens.contains(&at)
                && reading.match_at(Scheme::Currencies, at, at + 1).is_some_and(|other| {
                    reading.tokens()[other.tokens.start].kind == TokenKind::Mark
                })
        })
}

/// «a 550 pound hog», «ein Pfund Hack»: before a thing that has no price in its name.
fn is_before_noun(reading: &Reading<'_>, quantity: &Quantity, next: usize, end: usize) -> bool {
    let joined = reading.is_mark(next, "-") && !reading.spaced(next);
    let noun = next + usize::from(joined);
    let capital = !reading.lexicon.writes_nouns_with_capitals(reading.analysis.language)
        || reading.tokens().get(noun).is_some_and(Token::has_capital);
    capital
        && quantity.value < Decimal::ONE_THOUSAND
        && noun < end
        && reading.tokens()[noun].kind == TokenKind::Word
        && !reading.is_function_word(noun)
        && !reading.glance.may_begin_number(noun)
        && reading.match_at(Scheme::Measures, noun, end).is_none()
        && (noun..end.min(noun + 3)).all(|at| !reading.is_class("priced", at))
}
