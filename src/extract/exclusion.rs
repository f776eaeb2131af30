//! Numbers that are no quantities: times of day, ordinals, codes and numbers of things in order.

use super::number::{Number, NumberForm, number_at};
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// «859-292-3680», «116 123 4», «n° 89417-6»: digits joined by dashes name something, they count nothing.
pub(super) fn is_code(reading: &Reading<'_>, number: &Number, end: usize) -> bool {
    if number.form != NumberForm::Digits || !number.suffix.is_empty() {
        return false;
    }
    let glued = |i: usize| {
        i + 1 < end
            && reading.is_mark(i, "-–/")
            && !reading.spaced(i)
            && !reading.spaced(i + 1)
            && reading.tokens()[i + 1].kind == TokenKind::Number
    };
    let start = number.tokens.start;
    if start > 1 && glued(start - 1) && reading.tokens()[start - 2].kind == TokenKind::Number {
        return true;
    }
    let next = number.tokens.end;
    let long = |i: usize| reading.analysis.surface(i).len() > 3;
    glued(next)
        && ((glued(next + 2) && long(next + 3)) || reading.analysis.surface(next - 1).len() > 4)
}

/// «der 18. Wahlbezirk»: digits with a stop inside a sentence only put things in order.
pub(super) fn is_ordinal(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let dotted = reading.analysis.surface(at).ends_with('.')
        || (reading.is_mark(at + 1, ".") && !reading.spaced(at + 1) && at + 2 < end);
    dotted && reading.tokens()[at].kind == TokenKind::Number && at + 1 < end
}

/// «article 5», «page 12», «n° 3»: numbers that only put things in order, unless something is counted
/// («the group 390 commitments»).
pub(super) fn is_counted_in_order(
    reading: &Reading<'_>,
    number: &Number,
    from: usize,
    end: usize,
) -> bool {
    let at = number.tokens.start;
    at > from
        && (reading.is_class("number-prefix", at - 1) || reading.is_mark(at - 1, "#"))
        && reading.match_at(Scheme::Measures, number.tokens.end, end).is_none()
}

/// Times of day: «20 Uhr», «à 18h30», «3:30».
pub(super) fn is_clock(reading: &Reading<'_>, number: &Number, from: usize, end: usize) -> bool {
    let (first, next) = (number.tokens.start, number.tokens.end);
    if number.form == NumberForm::Fraction {
        return false;
    }
    let colon = |i: usize| reading.is_mark(i, ":") && !reading.spaced(i) && !reading.spaced(i + 1);
    let minutes = |i: usize| {
        reading.tokens().get(i).is_some_and(|t| t.kind == TokenKind::Number)
            && reading.analysis.surface(i).len() == 2
            && reading.analysis.surface(i) < "60"
    };
    let hour = number.value <= Decimal::from(24) && number.scale == Decimal::ONE;
    // A clock writes two digits for the minutes; «2:0» is a score.
    if (hour && colon(next) && minutes(next + 1))
        || (first > from + 1 && colon(first - 1) && minutes(first))
    {
        return true;
    }
    if reading.class_at("clock", next, end).is_some() {
        return true;
    }
    let hour_word = |at: usize| {
        let unit = reading.match_at(Scheme::Units, at, end)?;
        (reading.lexicon.notation(unit.concept) == "hour").then_some(unit.tokens.end)
    };
    // «17 h 30»: neither the hour nor the minutes.
    let minutes_of_hour = first > from + 1 && hour_word(first - 1) == Some(first);
    if minutes(first)
        && minutes_of_hour
        && reading.match_at(Scheme::Units, next, end).is_none()
        && reading.tokens()[first - 2].kind == TokenKind::Number
    {
        return true;
    }
    let glued_hour = number.suffix.starts_with('h') && number.suffix != "ha";
    let Some(behind) = hour_word(next) else { return hour && glued_hour };
    let half_past = reading.is_class("link", behind)
        && number_at(reading, behind + 1, end).is_some_and(|n| n.form == NumberForm::Fraction);
    // «9.30 uur» where the comma is the decimal mark.
    let dotted = reading.analysis.surface(first).split_once('.').is_some_and(|(_, m)| m.len() == 2);
    // «twee uur 45 minuten» is a duration.
    let named = |i: usize| {
        reading
            .match_at(Scheme::Units, i, end)
            .is_some_and(|unit| reading.lexicon.notation(unit.concept) == "minute")
    };
    hour && (glued_hour
        || (minutes(behind) && !named(behind + 1))
        || (dotted && number.value.scale() == 2)
        || (half_past && number.form == NumberForm::Words)
        || stands_at_hour(reading, first, from)
        || reading.class_at("clock-after", behind, end).is_some())
}

/// «à», «um», «om ongeveer» before an hour.
fn stands_at_hour(reading: &Reading<'_>, at: usize, from: usize) -> bool {
    let about = reading.match_before(Scheme::Approximators, at, from);
    let starts = [Some(at), about.map(|hit| hit.tokens.start)];
    starts.into_iter().flatten().any(|at| at > from && reading.is_class("clock-before", at - 1))
}
