//! Quantities told in two units or with a remainder: «7 feet 10 inches», «13 dollars and 45 cents»,
//! «1 heure et 30 minutes», «a month and a half», «15 dollars 50».

use super::currency::currency_at;
use super::number::{Number, NumberForm, number_at, numeral_at};
use super::number_digits::plain;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use super::share::amount_in_one_word;
use super::unit::{following_unit, glued_unit};
use crate::language::TokenKind;
use rust_decimal::Decimal;

/// Adds what goes on in smaller units behind a quantity.
pub(super) fn extend(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let whole = quantity.max.is_none()
        && !matches!(quantity.kind, UnitKind::Count | UnitKind::Score | UnitKind::Percent)
        && quantity.form != NumberForm::Vague;
    if !whole {
        return;
    }
    // What the next part must be smaller than, in the base unit.
    let mut last = None;
    for _ in 0..4 {
        let at = quantity.tokens.end;
        let linked = reading.is_class("addition", at);
        let comma = !linked && reading.is_mark(at, ",");
        let next = at + usize::from(linked || comma || joins_inches(reading, quantity, at));
        let added = part(reading, next, end)
            .is_some_and(|part| add_part(quantity, reading, &part, &mut last))
            || (linked && add_half(reading, quantity, next, end))
            || (!comma && add_remainder(reading, quantity, next, end, linked));
        if !added {
            return;
        }
    }
}

/// The smaller quantity that begins at a token.
fn part(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    if let Some(quantity) = amount_in_one_word(reading, at, end) {
        return Some(quantity);
    }
    let number = numeral_at(reading, at, end).filter(|number| {
        matches!(number.form, NumberForm::Digits | NumberForm::Words)
            && number.value.is_sign_positive()
    })?;
    // «23 cents», «quarante-cinq cents»: a coin, not hundreds.
    let digits = plain(reading, at, end).filter(|digits| digits.suffix.is_empty());
    let coin = number.tokens.end - 1;
    let before_coin = (coin > at && currency_at(reading, coin, coin + 1).is_some())
        .then(|| numeral_at(reading, at, coin))
        .flatten();
    let numbers = digits.into_iter().chain(before_coin).chain([number]);
    numbers.into_iter().find_map(|number| {
        let mut quantity = Quantity::new(at, &number);
        if number.is_lone_one() {
            // «an hour and [a] quarter»: an article before a unit of one word.
            if let Some(one) = amount_in_one_word(reading, number.tokens.end, end) {
                let start = quantity.tokens.start;
                quantity = one;
                quantity.tokens.start = start;
                return Some(quantity);
            }
        }
        if number.suffix.is_empty() {
            following_unit(reading, &mut quantity, end);
        } else {
            glued_unit(reading, &mut quantity, &number.suffix)?;
        }
        (quantity.kind != UnitKind::Count).then_some(quantity)
    })
}

/// What one of a unit is in the base unit of its kind (metre, gram, second), where the lexicon says so.
fn in_base(reading: &Reading<'_>, quantity: &Quantity) -> Option<Decimal> {
    let concept = reading.lexicon.concept(quantity.unit_concept?);
    Decimal::from_str_exact(concept.property("inBase")).ok()
}

fn add_part(
    quantity: &mut Quantity,
    reading: &Reading<'_>,
    part: &Quantity,
    last: &mut Option<Decimal>,
) -> bool {
    let factor = |q: &Quantity| {
        let concept = reading.lexicon.concept(q.unit_concept?);
        Decimal::from_str_exact(concept.property("factor")).ok()
    };
    let sum = match (quantity.kind, part.kind) {
        (UnitKind::Money, UnitKind::Money) => {
            let coin = factor(part).is_some_and(|f| f < Decimal::ONE);
            let fits = coin
                && factor(quantity).is_none_or(|f| f == Decimal::ONE)
                && part.value < Decimal::ONE
                && quantity.value.is_integer();
            fits.then(|| quantity.value.checked_add(part.value)).flatten()
        }
        (UnitKind::Duration | UnitKind::Physical, kind) if kind == quantity.kind => {
            let bases = in_base(reading, quantity).zip(in_base(reading, part));
            let dimension = |q: &Quantity| {
                q.unit_concept.map(|id| reading.lexicon.concept(id).property("unitKind"))
            };
            let Some((larger, smaller)) = bases.filter(|(a, b)| {
                let falls = last.map_or(a > b && quantity.value.is_integer(), |last| last > *b);
                falls && dimension(quantity) == dimension(part)
            }) else {
                return false;
            };
            *last = Some(smaller);
            if quantity.kind == UnitKind::Duration {
                // Times are told in the smaller unit: «1 hour 30 minutes» are 90 minutes.
                let value = larger
                    .checked_div(smaller)
                    .and_then(|ratio| quantity.value.checked_mul(ratio))
                    .and_then(|value| value.checked_add(part.value));
                let Some(value) = value else { return false };
                quantity.unit.clone_from(&part.unit);
                quantity.unit_iri.clone_from(&part.unit_iri);
                quantity.unit_concept = part.unit_concept;
                Some(value)
            } else {
                let ratio = smaller.checked_div(larger);
                ratio
                    .and_then(|ratio| part.value.checked_mul(ratio))
                    .and_then(|value| quantity.value.checked_add(value))
            }
        }
        _ => None,
    };
    let Some(value) = sum else { return false };
    quantity.value = value.normalize();
    quantity.tokens.end = part.tokens.end;
    quantity.idle = false;
    true
}

/// «6-foot-6», «6-foot-10-inch»: the hyphen between feet and inches.
fn joins_inches(reading: &Reading<'_>, quantity: &Quantity, at: usize) -> bool {
    quantity.unit == "ft"
        && reading.is_mark(at, "-")
        && !reading.spaced(at)
        && !reading.spaced(at + 1)
        && reading.tokens().get(at + 1).is_some_and(|t| t.kind != TokenKind::Mark)
}

/// «a month [and a half]»
fn add_half(reading: &Reading<'_>, quantity: &mut Quantity, at: usize, end: usize) -> bool {
    let Some(part) = number_at(reading, at, end) else { return false };
    let ends = is_end(reading, part.tokens.end, end) || reading.is_function_word(part.tokens.end);
    let fits = part.form == NumberForm::Fraction && part.value < Decimal::ONE && ends;
    let value = fits.then(|| quantity.value.checked_add(part.value)).flatten();
    let Some(value) = value.filter(|_| quantity.value.is_integer()) else { return false };
    quantity.value = value;
    quantity.tokens.end = part.tokens.end;
    quantity.idle = false;
    true
}

/// «15 dollars [50]», «$3 [and fourteen]», «1 hour [thirty]»: hundredths or minutes without their unit.
fn add_remainder(
    reading: &Reading<'_>,
    quantity: &mut Quantity,
    at: usize,
    end: usize,
    linked: bool,
) -> bool {
    let Some(part) = plain(reading, at, end).or_else(|| number_at(reading, at, end)) else {
        return false;
    };
    let feet = quantity.unit == "ft";
    let two = feet || part.form == NumberForm::Words || reading.analysis.surface(at).len() == 2;
    let behind = part.tokens.end;
    let joined = feet && reading.is_mark(at - 1, "-");
    let ends =
        joined || is_end(reading, behind, end) || (!linked && reading.is_function_word(behind));
    if (feet && linked) || !two || !ends || !quantity.value.is_integer() || !fits_remainder(&part) {
        return false;
    }
    let sum = match quantity.kind {
        UnitKind::Money => part
            .value
            .checked_div(Decimal::ONE_HUNDRED)
            .and_then(|part| quantity.value.checked_add(part)),
        // «six foot two», «6-foot-6»
        UnitKind::Physical if quantity.unit == "ft" && part.value < Decimal::from(12) => part
            .value
            .checked_div(Decimal::from(12))
            .and_then(|part| quantity.value.checked_add(part)),
        UnitKind::Duration if quantity.unit == "hour" && part.value < Decimal::from(60) => part
            .value
            .checked_div(Decimal::from(60))
            .and_then(|part| quantity.value.checked_add(part)),
        _ => None,
    };
    let Some(value) = sum else { return false };
    quantity.value = value;
    quantity.tokens.end = behind;
    true
}

fn fits_remainder(part: &Number) -> bool {
    matches!(part.form, NumberForm::Digits | NumberForm::Words)
        && part.value.is_integer()
        && part.value.is_sign_positive()
        && part.value < Decimal::ONE_HUNDRED
        && part.suffix.is_empty()
}

/// Whether nothing that could be counted stands at a token.
fn is_end(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    at >= end
        || reading
            .tokens()
            .get(at)
            .is_none_or(|token| token.kind == TokenKind::Mark && !reading.is_mark(at, "%-–/€$£:"))
}
