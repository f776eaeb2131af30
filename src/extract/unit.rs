//! Units and currencies: before the number, glued to it, or behind it.

use super::loose_unit;
use super::number::NumberForm;
use super::quantity::{Quantity, UnitKind};
use super::rate::per_time;
use super::reading::Reading;
use crate::language::{TokenKind, fold};
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;

/// A currency's symbol or code in front of a number: no word of a sentence («has won 14 titles»,
/// «a $500 bond»).
pub(super) fn currency_before(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
) -> Option<(ConceptId, usize)> {
    let (currency, next) =
        currency_at(reading, at, end).or_else(|| code_before_symbol(reading, at, end))?;
    let word = reading.analysis.surface(at).starts_with(char::is_lowercase);
    // «usd$ 15», «US $ 10»: a code and a symbol for the same.
    if let Some((_, behind)) = currency_at(reading, next, end)
        && !reading.tokens()[next].folded.starts_with(char::is_alphabetic)
        && (!word || !reading.spaced(next))
        && reading.tokens().get(behind).is_some_and(|t| t.kind == TokenKind::Number)
    {
        return Some((currency, behind));
    }
    let apart = reading.is_class("article", at) && reading.spaced(at + 1);
    (!word && !apart).then_some((currency, next))
}

/// «usd$ 15»: a code in small letters glued to a symbol.
fn code_before_symbol(reading: &Reading<'_>, at: usize, end: usize) -> Option<(ConceptId, usize)> {
    let glued = at + 1 < end && !reading.spaced(at + 1);
    if !glued
        || reading.tokens()[at].kind != TokenKind::Word
        || reading.tokens()[at].folded.len() != 3
    {
        return None;
    }
    let (_, _) = currency_at(reading, at + 1, end)?;
    let code = reading.analysis.surface(at).to_uppercase();
    Some((reading.phrases(Scheme::Currencies).exact_word(&code)?, at + 1))
}

/// A currency's symbol, code or name at a token, and the token behind it.
pub(super) fn currency_at(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
) -> Option<(ConceptId, usize)> {
    let hit = reading.match_at(Scheme::Currencies, at, end)?;
    code(reading, hit.concept)?;
    Some((hit.concept, hit.tokens.end))
}

/// The ISO 4217 code that a currency's name stands for in the country that the text comes from; `None`
/// where several currencies bear the name and the country is not known.
fn code<'a>(reading: &Reading<'a>, currency: ConceptId) -> Option<&'a str> {
    let concept = reading.lexicon.concept(currency);
    let there = concept.property("byCountry").split(',').find_map(|pair| {
        let (country, code) = pair.trim().split_once(' ')?;
        (country == reading.country).then_some(code)
    });
    let code = there.or_else(|| Some(concept.property("currency")).filter(|code| !code.is_empty()));
    code.or_else(|| Some(concept.notation.as_str()).filter(|code| !code.is_empty()))
}

pub(super) fn set_money(reading: &Reading<'_>, quantity: &mut Quantity, currency: ConceptId) {
    let concept = reading.lexicon.concept(currency);
    let factor = concept.property("factor");
    if let Ok(factor) = Decimal::from_str_exact(factor) {
        // «50 cents» is half of the main unit.
        quantity.value = quantity.value.checked_mul(factor).unwrap_or(quantity.value);
        quantity.max = quantity.max.and_then(|max| max.checked_mul(factor));
        let main = code(reading, currency)
            .and_then(|code| reading.lexicon.by_notation(Scheme::Currencies, code));
        if let Some(main) = main {
            reading.lexicon.notation(main).clone_into(&mut quantity.unit);
            reading.lexicon.property(main, "qudtUnit").clone_into(&mut quantity.unit_iri);
        }
    }
    if quantity.unit.is_empty() {
        reading.lexicon.notation(currency).clone_into(&mut quantity.unit);
        concept.property("qudtUnit").clone_into(&mut quantity.unit_iri);
    }
    quantity.unit_concept = Some(currency);
    quantity.kind = UnitKind::Money;
}

/// Sets the unit from its concept; false where its letters are not written as the symbol is.
pub(super) fn set_unit(
    reading: &Reading<'_>,
    quantity: &mut Quantity,
    unit: ConceptId,
    written: &str,
) -> bool {
    let concept = reading.lexicon.concept(unit);
    // «m» is a metre, «M» is not: short symbols are matched as written.
    let short = written.chars().count() <= 2 && fold(&concept.notation) == fold(written);
    if short && concept.notation != written {
        return false;
    }
    if let Ok(factor) = Decimal::from_str_exact(concept.property("factor")) {
        quantity.value = quantity.value.checked_mul(factor).unwrap_or(quantity.value);
        quantity.max = quantity.max.and_then(|max| max.checked_mul(factor));
    }
    quantity.unit.clone_from(&concept.notation);
    quantity.unit_concept = Some(unit);
    concept.property("qudtUnit").clone_into(&mut quantity.unit_iri);
    if concept.notation == "°C" && turns(reading, quantity, written) {
        let angle = reading.lexicon.by_notation(Scheme::Units, "°");
        if let Some(angle) = angle {
            quantity.unit.clone_from(&reading.lexicon.concept(angle).notation);
            quantity.unit_concept = Some(angle);
            reading.lexicon.property(angle, "qudtUnit").clone_into(&mut quantity.unit_iri);
        }
    }
    quantity.kind = match concept.property("unitKind") {
        "percent" | "points" => UnitKind::Percent,
        "duration" => UnitKind::Duration,
        _ => UnitKind::Physical,
    };
    true
}

/// «turn 90 degrees»: degrees that nobody calls Celsius, beside a word for turning.
fn turns(reading: &Reading<'_>, quantity: &Quantity, written: &str) -> bool {
    let named = written.contains(['c', 'C']) && !written.starts_with('°')
        || written.len() > 2 && written.ends_with('C');
    let sentence = reading.sentence_tokens(quantity.core.start);
    !named && sentence.into_iter().any(|at| reading.is_class("turning", at))
}

pub(super) fn glued_unit(
    reading: &Reading<'_>,
    quantity: &mut Quantity,
    suffix: &str,
) -> Option<()> {
    let surface = reading.analysis.surface(quantity.tokens.end - 1);
    let written = surface
        .len()
        .checked_sub(suffix.len())
        .and_then(|start| surface.get(start..))
        .unwrap_or(suffix);
    // Labels with inner capitals («MWh», «CHF») are matched as written.
    let find = |scheme| {
        let phrases = reading.phrases(scheme);
        phrases.exact_word(written).or_else(|| phrases.word(suffix))
    };
    if let Some(currency) = find(Scheme::Currencies) {
        set_money(reading, quantity, currency);
        return Some(());
    }
    // Other letters behind digits make a name («5G», «3D») or an ordinal («21st»): no quantity.
    let unit = find(Scheme::Units);
    if unit.is_some_and(|unit| set_unit(reading, quantity, unit, written)) {
        per_time(reading, quantity, reading.tokens().len());
        return Some(());
    }
    loose_unit::take_glued(reading, quantity, written).then_some(())
}

/// «20 (kg)», «20 [kg]»: a unit's symbol in brackets, and the token behind.
fn bracketed_unit(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> Option<usize> {
    let at = quantity.tokens.end;
    if !reading.is_mark(at, "([") || at + 2 >= end || !reading.is_mark(at + 2, ")]") {
        return None;
    }
    let hit = reading.match_at(Scheme::Units, at + 1, at + 2)?;
    let written = reading.analysis.slice(&hit.tokens);
    let symbol = reading.lexicon.notation(hit.concept) == written;
    (symbol && set_unit(reading, quantity, hit.concept, written)).then_some(at + 3)
}

/// The unit or currency behind the number: «59 milliards d’euros», «24-jarige», «5,3 %».
pub(super) fn following_unit(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let at = quantity.tokens.end;
    let scaled = quantity.tokens.len() > 1 || quantity.form == NumberForm::Vague;
    let partitive = usize::from(scaled && reading.is_class("partitive", at));
    let hyphen =
        usize::from(reading.is_mark(at, "-") && !reading.spaced(at) && !reading.spaced(at + 1));
    // «660 kg.» at the end of a sentence reads as an abbreviation.
    if let Some(written) = reading.tokens().get(at).filter(|_| at < end).and_then(|_| {
        reading.analysis.surface(at).strip_suffix('.').filter(|written| !written.is_empty())
    }) {
        let phrases = reading.phrases(Scheme::Units);
        let unit = phrases.exact_word(written).or_else(|| phrases.word(&fold(written)));
        if unit.is_some_and(|unit| set_unit(reading, quantity, unit, written)) {
            quantity.tokens.end = at + 1;
            return;
        }
    }
    let other = reading.class_at("counting-adjective", at, end).map_or(at, |other| other.end);
    if let Some(next) = bracketed_unit(reading, quantity, end) {
        quantity.tokens.end = next;
        return;
    }
    for start in [at + partitive, at + hyphen, at, other] {
        if loose_unit::take(reading, quantity, start, end) {
            return;
        }
        if let Some((currency, next)) = currency_at(reading, start, end) {
            // «$ 20 $ 30»: the symbol of the next amount.
            if opens_amount(reading, start, next) && quantity.kind == UnitKind::Money {
                return;
            }
            set_money(reading, quantity, currency);
            quantity.tokens.end = next;
            multiply_behind(reading, quantity, end);
            return;
        }
        if let Some(hit) = reading.match_at(Scheme::Units, start, end) {
            let written = reading.analysis.slice(&hit.tokens);
            if set_unit(reading, quantity, hit.concept, written) {
                quantity.tokens.end = hit.tokens.end;
                per_time(reading, quantity, end);
                // «37-jarige», «16-year-old»: joined to the number by a hyphen it is an age.
                if hyphen == 1 && quantity.unit == "year" {
                    quantity.kind = UnitKind::Age;
                }
                return;
            }
        }
    }
}

/// Whether a currency's symbol stands before a number of its own.
fn opens_amount(reading: &Reading<'_>, at: usize, next: usize) -> bool {
    reading.tokens()[at].kind == TokenKind::Mark
        && reading.tokens().get(next).is_some_and(|token| token.kind == TokenKind::Number)
}

/// «75 USD million»: the scale behind the currency.
fn multiply_behind(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let at = quantity.tokens.end;
    let Some(hit) = reading.match_at(Scheme::Numbers, at, end) else { return };
    let scale = super::number::form(reading, hit.concept) == "scale"
        && !reading.lexicon.concept(hit.concept).flag("weak")
        && quantity.value < Decimal::ONE_THOUSAND;
    let value = super::number::value(reading, hit.concept)
        .filter(|_| scale)
        .and_then(|value| quantity.value.checked_mul(value));
    if let Some(value) = value {
        quantity.value = value;
        quantity.tokens.end = hit.tokens.end;
    }
}
