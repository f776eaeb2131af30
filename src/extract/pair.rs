//! Two numbers that belong together: the ends of a range, the sides of a score.

use super::currency::currency_at;
use super::number::{Number, NumberForm, number_at};
use super::reading::Reading;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// «2-1», «2:1», «2&1», «2 à 1» between two small numbers that count nothing: the other side's, and the
/// token behind.
pub(super) fn score(
    reading: &Reading<'_>,
    number: &Number,
    end: usize,
) -> Option<(Decimal, usize)> {
    let small = |n: &Number| {
        n.form == NumberForm::Digits
            && n.suffix.is_empty()
            && n.value < Decimal::from(200)
            && n.scale == Decimal::ONE
    };
    let joint = number.tokens.end;
    let spaced = |i: usize| reading.spaced(i);
    let mark = |marks| reading.is_mark(joint, marks) && spaced(joint) == spaced(joint + 1);
    // In words only a falling pair is a score: «2 à 1», «2 and 1»; «1 to 2» is a range.
    let connector = reading
        .match_at(Scheme::RangeConnectors, joint, end)
        .map(|hit| hit.tokens.end)
        .or_else(|| reading.class_at("against", joint, end).map(|hit| hit.end));
    let word = connector.or_else(|| reading.is_class("link", joint).then_some(joint + 1));
    let (next, falls) = match word {
        _ if mark("-–:&") => (joint + 1, false),
        Some(next) => (next, true),
        None => return None,
    };
    let other = number_at(reading, next, end).filter(|other| small(number) && small(other))?;
    let whole = number.value.is_integer() && other.value.is_integer();
    if falls && (other.value >= number.value || opened_by_between(reading, number.tokens.start)) {
        return None;
    }
    if (!whole && !falls) || (reading.is_class("link", joint) && number.value > Decimal::TEN) {
        return None;
    }
    let mut after = other.tokens.end;
    // «13-21-3», «5-0-0»: the draws.
    if !falls && reading.is_mark(after, "-–") && !spaced(after) && !spaced(after + 1) {
        after = number_at(reading, after + 1, end).map_or(after, |third| third.tokens.end);
    }
    let is = |scheme| reading.match_at(scheme, after, end).is_some();
    // «10-12 jobs» is a range, «1-0 win» none.
    let rises = other.value > number.value && !number.value.is_zero();
    let counts = is(Scheme::Units)
        || is(Scheme::Currencies)
        || (is(Scheme::Measures) && rises && reading.is_mark(joint, "-–"));
    let noun = falls && super::measure::counted(reading, after, end).is_some();
    (!counts && !noun).then_some((other.value, after))
}

/// The upper end of a range: «10 à 12», «between 10 and 12», «10-12».
pub(super) fn upper_end(
    reading: &Reading<'_>,
    number: &Number,
    money_first: bool,
    end: usize,
) -> Option<Number> {
    let mut at = number.tokens.end;
    // «11- to 18-year-olds»
    if reading.is_mark(at, "-") && !reading.spaced(at) && reading.spaced(at + 1) {
        at += 1;
    }
    // «10 % à 12 %»: the lower end may carry the same unit.
    let unit = reading.match_at(Scheme::Units, at, end).map(|hit| hit.tokens.end);
    let money = currency_at(reading, at, end).map(|(_, next)| next);
    let connector =
        |i: usize| reading.match_at(Scheme::RangeConnectors, i, end).map(|hit| hit.tokens.end);
    if connector(at).is_none() {
        at = unit.or(money)?;
    }
    let is_and = reading.is_class("link", at);
    let mut next = connector(at)?;
    if is_and && !opened_by_between(reading, number.tokens.start) {
        return None;
    }
    if money_first {
        next = currency_at(reading, next, end).map_or(next, |(_, behind)| behind);
    }
    // «2 - ~7 grams», «between 2 g and about 7 g»
    next = reading.match_at(Scheme::Approximators, next, end).map_or(next, |hit| hit.tokens.end);
    let upper = number_at(reading, next, end)?;
    let rises = upper.value > number.value;
    let written = |n: &Number| matches!(n.form, NumberForm::Digits | NumberForm::Words);
    let same_form = upper.form == number.form || (written(&upper) && written(number));
    (rises && same_form && upper.form != NumberForm::Vague).then_some(upper)
}

fn opened_by_between(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|i| {
        reading
            .match_at(Scheme::Approximators, i, at)
            .is_some_and(|hit| reading.lexicon.notation(hit.concept) == "between")
    }) || (at > 0 && reading.is_class("and-range", at - 1))
}
