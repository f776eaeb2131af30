//! One quantity: its number or range, the unit before, glued or behind, and the qualifier.

use super::compound::extend;
use super::currency::{code_with_digits, currency_at, currency_before, opens_amount, set_money};
use super::exclusion::{is_clock, is_code, is_counted_in_order, is_ordinal};
use super::number::{Number, NumberForm, number_at, numeral_at};
use super::number_digits::multiply_by_suffix;
use super::pair::{score, upper_end};
use super::qualifier::qualify;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use super::share::{amount_in_one_word, out_of, share_of};
use super::single::one_at;
use super::unit::{following_unit, glued_unit, set_unit};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// The quantity whose number begins at a token.
pub(super) fn quantity_at(
    reading: &Reading<'_>,
    at: usize,
    from: usize,
    end: usize,
) -> Option<Quantity> {
    if let Some(share) = out_of(reading, at, end).or_else(|| amount_in_one_word(reading, at, end)) {
        let mut quantity = share;
        qualify(reading, &mut quantity, from, end);
        return Some(quantity);
    }
    if let Some(quantity) = few(reading, at, end).or_else(|| code_with_digits(reading, at, end)) {
        return Some(quantity);
    }
    if let Some(mut quantity) = ordinal_part(reading, at, end) {
        qualify(reading, &mut quantity, from, end);
        return Some(quantity);
    }
    // A currency may stand first: «£2.8bn», «EUR 5 Mio.»
    let before = currency_before(reading, at, end);
    let number_start = before.as_ref().map_or(at, |(_, next)| *next);
    let counted =
        number_at(reading, number_start, end).or_else(|| one_at(reading, number_start, end));
    let idle = counted.is_none();
    let mut number = match counted {
        Some(number) => number,
        None => idle_number(reading, number_start, end)?,
    };
    if before.is_none() {
        leave_sub_unit(reading, &mut number);
    }
    if before.is_some() {
        multiply_by_suffix(reading, &mut number);
    }
    if is_counted_in_order(reading, &number, from, end)
        || is_clock(reading, &number, from, end)
        || (before.is_none() && (is_code(reading, &number, end) || is_ordinal(reading, at, end)))
    {
        return None;
    }
    let mut quantity = Quantity::new(at, &number);
    quantity.idle = idle;
    if let Some((value, stop)) = score(reading, &number, end) {
        return Some(Quantity {
            max: Some(value),
            tokens: at..stop,
            kind: UnitKind::Score,
            unit: "score".to_owned(),
            ..quantity
        });
    }
    let mut last = number.clone();
    let lower = number.tokens.end;
    if let Some(upper) = upper_end(reading, &number, before.is_some(), end) {
        // «10-12 Mio.»: the lower end shares the scale where it has none of its own.
        if number.scale == Decimal::ONE && upper.scale != Decimal::ONE && number.value < upper.value
        {
            let scaled = number.value.checked_mul(upper.scale)?;
            quantity.value = if scaled <= upper.value { scaled } else { number.value };
        }
        quantity.max = Some(upper.value);
        quantity.tokens.end = upper.tokens.end;
        last = upper;
    }
    if let Some((currency, _)) = before {
        set_money(reading, &mut quantity, currency);
        // «$26,750 (US)» has its currency; a word for it may follow all the same.
        let symbol = quantity.tokens.end;
        if let Some((_, next)) = currency_at(reading, symbol, end)
            && !opens_amount(reading, symbol, next)
        {
            quantity.tokens.end = next;
        }
    } else if !last.suffix.is_empty() {
        glued_unit(reading, &mut quantity, &last.suffix)?;
    } else {
        following_unit(reading, &mut quantity, end);
    }
    if quantity.max.is_some() && !shares_unit(reading, &quantity, lower, end) {
        return single(reading, at, from, lower, end);
    }
    extend(reading, &mut quantity, end);
    below_nought(reading, &mut quantity, end);
    if matches!(quantity.kind, UnitKind::Duration | UnitKind::Age)
        && let Some(old) = reading.class_at("old", quantity.tokens.end, end)
    {
        quantity.tokens.end = old.end;
        quantity.kind = UnitKind::Age;
    }
    if quantity.kind == UnitKind::Duration
        && (is_aged(reading, at, from)
            || (reading.verb_of_age(at, from) && is_bare(reading, quantity.tokens.end, end)))
    {
        quantity.kind = UnitKind::Age;
    }
    if idle && (quantity.kind == UnitKind::Count || opens_number(reading, quantity.tokens.end)) {
        return None;
    }
    if quantity.kind == UnitKind::Count && quantity.value.is_sign_negative() {
        drop_sign_word(reading, &mut quantity);
    }
    if quantity.form == NumberForm::Fraction && quantity.kind == UnitKind::Count {
        share_of(reading, &mut quantity, end)?;
    }
    qualify(reading, &mut quantity, from, end);
    Some(quantity)
}

/// «quelques jours», «a few hours»: nobody says how many.
fn few(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    let (count, next) = [("a-couple", 2), ("a-few", 3), ("several", 3)]
        .into_iter()
        .find_map(|(class, n)| Some((n, reading.class_at(class, at, end)?.end)))?;
    let unit = reading.match_at(Scheme::Units, next, end)?;
    let concept = reading.lexicon.concept(unit.concept);
    if concept.property("unitKind") != "duration" || !concept.property("numberForm").is_empty() {
        return None;
    }
    let number = Number::new(at..next, Decimal::from(count), NumberForm::Vague);
    let mut quantity = Quantity::new(at, &number);
    quantity.idle = true;
    let written = reading.analysis.slice(&unit.tokens);
    if !set_unit(reading, &mut quantity, unit.concept, written) {
        return None;
    }
    quantity.tokens.end = unit.tokens.end;
    quantity.core = quantity.tokens.clone();
    Some(quantity)
}

/// «fourth of a litre», «tenth of a gallon»: an ordinal before «of» and a unit is a part of it.
fn ordinal_part(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    let number = numeral_at(reading, at, end)
        .filter(|n| n.form == NumberForm::Ordinal && n.value > Decimal::TWO)?;
    // «the fourth of metres»: an article makes it one in an order.
    if at > 0 && reading.is_class("article", at - 1) {
        return None;
    }
    let mut quantity = Quantity::new(at, &number);
    quantity.value = Decimal::ONE.checked_div(number.value)?;
    quantity.form = NumberForm::Fraction;
    following_unit(reading, &mut quantity, end);
    (quantity.kind == UnitKind::Physical).then_some(quantity)
}

/// «at the age of 3», «jonger dan 15»: the words before a length say that it is an age.
fn is_aged(reading: &Reading<'_>, at: usize, from: usize) -> bool {
    let words = reading.phrases(Scheme::LanguageFacts);
    let (text, tokens) = (reading.analysis.text, reading.tokens());
    let class = |start: usize| {
        words.matches_at(text, &tokens[..at], start).any(|hit| {
            hit.tokens.end == at
                && reading.lexicon.concept(hit.concept).property("wordClass") == "aged"
        })
    };
    (from.max(at.saturating_sub(4))..at)
        .any(|start| reading.begins(Scheme::LanguageFacts, start) && class(start))
}

/// Whether a length is of nothing else: «10 ans d'expérience», «3 jaar cel» are no ages.
fn is_bare(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    at >= end
        || (!reading.is_class("partitive", at)
            && (reading.tokens()[at].kind == TokenKind::Mark || reading.is_function_word(at)))
}

/// Whether the lower end of a range has no unit of its own, or that of the upper end: «8 % to $13
/// billion» is no range.
fn shares_unit(reading: &Reading<'_>, quantity: &Quantity, lower: usize, end: usize) -> bool {
    let mut alone = quantity.clone();
    alone.tokens.end = lower;
    alone.kind = UnitKind::Count;
    alone.unit_concept = None;
    following_unit(reading, &mut alone, end);
    alone.kind == UnitKind::Count || alone.unit == quantity.unit
}

/// The lower end of what is no range, read by itself.
fn single(
    reading: &Reading<'_>,
    at: usize,
    from: usize,
    lower: usize,
    end: usize,
) -> Option<Quantity> {
    // Up to the word behind its unit, so that no other number is in reach.
    let stop = (lower..end).find(|&i| number_at(reading, i, end).is_some()).unwrap_or(end);
    if stop >= end { None } else { quantity_at(reading, at, from, stop) }
}

/// «2 degrees below zero»
fn below_nought(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    if !matches!(quantity.kind, UnitKind::Physical | UnitKind::Count) || quantity.max.is_some() {
        return;
    }
    let Some(below) = reading.class_at("below-nought", quantity.tokens.end, end) else { return };
    if quantity.kind == UnitKind::Count {
        // «2 below zero»
        let Some(degree) = reading.lexicon.by_notation(Scheme::Units, "°C") else { return };
        set_unit(reading, quantity, degree, "°C");
    }
    quantity.value = -quantity.value;
    quantity.tokens.end = below.end;
}

/// «a», «un», nought: numbers that make a quantity only with a unit.
fn idle_number(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    numeral_at(reading, at, end).filter(|number| number.form == NumberForm::Words)
}

/// «a [£]5 note»: the unit is that of a number behind it.
fn opens_number(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Number)
}

/// «14 cents»: where the language's word for a hundred names a coin, too, it is the coin behind digits.
fn leave_sub_unit(reading: &Reading<'_>, number: &mut Number) {
    let start = number.tokens.start;
    let coin = number.tokens.len() >= 2
        && reading.tokens()[start].kind == TokenKind::Number
        && currency_at(reading, start + 1, start + 2).is_some();
    if coin && let Some(digits) = number_at(reading, start, start + 1) {
        *number = digits;
    }
}

/// «pas moins 50 maisons»: what is counted is never below nought; the word is another.
fn drop_sign_word(reading: &Reading<'_>, quantity: &mut Quantity) {
    if reading.tokens()[quantity.tokens.start].kind == TokenKind::Word {
        quantity.value = -quantity.value;
        quantity.tokens.start += 1;
    }
}
