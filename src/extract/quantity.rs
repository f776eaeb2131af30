//! Quantities: a number (or a range of two) with its unit or currency, and what qualifies it.

use super::number::{Number, NumberForm, number_at, numeral_at};
use super::qualifier::qualify;
use super::quantity_read::quantity_at;
use super::reading::Reading;
use super::time::Time;
use super::unit::set_unit;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;
use std::ops::Range;

/// More decimals than news ever writes: a fraction that does not end («220 2/3 innings»).
const REPEATING: u32 = 10;

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Money,
    Percent,
    Physical,
    Duration,
    /// «37 ans», «24-year-old»: a duration that is somebody's age.
    Age,
    Score,
    /// Things are counted.
    Count,
}

/// A quantity as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The tokens of number and unit, and of a qualifier that touches them.
    pub tokens: Range<usize>,
    /// The tokens of number and unit alone.
    pub core: Range<usize>,
    pub value: Decimal,
    pub max: Option<Decimal>,
    pub kind: UnitKind,
    /// ISO 4217 code, `%`, `pp`, unit symbol, duration name, `score`, or empty for counts.
    pub unit: String,
    pub unit_iri: String,
    /// The concept of the unit or currency.
    pub unit_concept: Option<ConceptId>,
    /// Told by an article or nought («a dollar»): an amount, but no figure of the news.
    pub idle: bool,
    /// The qualifier's concept in `ng:Approximators`.
    pub qualifier: Option<ConceptId>,
    pub form: NumberForm,
}

impl Quantity {
    /// A bare number; `start` is the first token of the whole quantity.
    pub(super) fn new(start: usize, number: &Number) -> Self {
        Self {
            tokens: start..number.tokens.end,
            core: start..number.tokens.end,
            value: number.value,
            max: None,
            kind: UnitKind::Count,
            unit: String::new(),
            unit_iri: String::new(),
            unit_concept: None,
            idle: false,
            qualifier: None,
            form: number.form,
        }
    }
}

/// All quantities of an article that are neither dates nor parts of names and that count.
pub(super) fn quantities(reading: &Reading<'_>, times: &[Time]) -> Vec<Quantity> {
    let mut found = all_quantities(reading, times);
    found.retain(|quantity| !quantity.idle);
    for quantity in &mut found {
        if quantity.value.scale() > REPEATING {
            quantity.value = quantity.value.round_dp(2).normalize();
        }
    }
    found
}

/// The same, and those that are told by an article or nought.
pub(super) fn all_quantities(reading: &Reading<'_>, times: &[Time]) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    let mut next_time = 0;
    for sentence in &reading.analysis.sentences {
        at = at.max(sentence.tokens.start);
        while at < sentence.tokens.end {
            while times.get(next_time).is_some_and(|t| t.tokens.end <= at) {
                next_time += 1;
            }
            if let Some(time) = times.get(next_time).filter(|t| t.tokens.start <= at) {
                if let Some(quantity) = range_over(reading, time, sentence.tokens.clone()) {
                    at = quantity.tokens.end.max(at + 1);
                    found.push(quantity);
                    continue;
                }
                found.extend(counted_time(reading, time));
                at = time.tokens.end;
                continue;
            }
            if let Some(name) = reading.name_over(at) {
                at = reading.names[name].tokens.end;
                continue;
            }
            if !may_begin(reading, at) {
                at += 1;
                continue;
            }
            match quantity_at(reading, at, sentence.tokens.start, sentence.tokens.end) {
                Some(quantity) => {
                    at = quantity.tokens.end.max(at + 1);
                    found.push(quantity);
                }
                None => at += 1,
            }
        }
    }
    share_units(reading, &mut found);
    found
}

/// Whether a quantity can begin at a token: with a number, a currency, or a unit that says how many.
fn may_begin(reading: &Reading<'_>, at: usize) -> bool {
    reading.glance.may_begin_number(at)
        || [Scheme::Currencies, Scheme::Units].into_iter().any(|scheme| reading.begins(scheme, at))
        || reading.tokens()[at].folded.len() == 3
        || reading.tokens()[at].folded.ends_with(|c: char| c.is_ascii_digit())
        || ["a-few", "a-couple", "several"]
            .iter()
            .any(|class| reading.class_at(class, at, at + 3).is_some())
}

/// «from 10 to 20 dollars», «11 to 18-year-olds»: what reads as two hours is a range with a unit behind.
fn range_over(reading: &Reading<'_>, time: &Time, sentence: Range<usize>) -> Option<Quantity> {
    let digits = |at: &usize| reading.tokens()[*at].kind == TokenKind::Number;
    let first = time.tokens.clone().find(digits)?;
    let two = time.tokens.clone().filter(digits).count() == 2;
    let quantity = two
        .then(|| quantity_at(reading, first, sentence.start, sentence.end))
        .flatten()
        .filter(|quantity| quantity.max.is_some() && quantity.core.end > time.tokens.end)?;
    (!matches!(quantity.kind, UnitKind::Count | UnitKind::Score)).then_some(quantity)
}

/// «over the last four years» counts its years, too.
fn counted_time(reading: &Reading<'_>, time: &Time) -> Option<Quantity> {
    if time.by_clock {
        return None;
    }
    let end = time.tokens.end;
    if let Some(quantity) = long_unit(reading, time) {
        return Some(quantity);
    }
    let (at, number) = time.tokens.clone().find_map(|at| {
        // «a month ago» counts its month.
        let number = numeral_at(reading, at, end)?;
        let counts = number.suffix.is_empty()
            && (number.is_lone_one() || number_at(reading, at, end).is_some());
        counts.then_some((at, number))
    })?;
    let direction = reading.match_at(Scheme::Horizons, number.tokens.end, end);
    let unit_at = direction.map_or(number.tokens.end, |hit| hit.tokens.end);
    let unit = reading.match_at(Scheme::Units, unit_at, end)?;
    let mut quantity = Quantity::new(at, &number);
    quantity.tokens.end = unit.tokens.end;
    let written = reading.analysis.slice(&unit.tokens);
    let set = set_unit(reading, &mut quantity, unit.concept, written);
    if !set || quantity.kind != UnitKind::Duration {
        return None;
    }
    // «about an hour later»; a weak word before a period is its preposition («dans les douze années»).
    let mut qualified = quantity.clone();
    qualify(reading, &mut qualified, reading.sentence_tokens(at).start, end);
    let weak = |id: ConceptId| reading.lexicon.concept(id).flag("weak");
    let told = qualified.qualifier.is_some_and(|id| !weak(id));
    Some(if told { qualified } else { quantity })
}

/// «over the past century»: one of a unit that is many years.
fn long_unit(reading: &Reading<'_>, time: &Time) -> Option<Quantity> {
    let end = time.tokens.end;
    let unit = reading.match_at(Scheme::Units, end.checked_sub(1)?, end)?;
    let at = unit.tokens.start;
    let direction = at > time.tokens.start
        && reading.match_before(Scheme::Horizons, at, time.tokens.start).is_some();
    let concept = reading.lexicon.concept(unit.concept);
    let long = Decimal::from_str_exact(concept.property("factor")).is_ok_and(|f| f >= Decimal::TEN)
        && concept.notation == "year"
        && concept.property("numberForm").is_empty();
    if !direction || !long {
        return None;
    }
    let one = Number::new(at..end, Decimal::ONE, NumberForm::Words);
    let mut quantity = Quantity::new(at, &one);
    let written = reading.analysis.slice(&unit.tokens);
    set_unit(reading, &mut quantity, unit.concept, written).then_some(quantity)
}

/// «aged 33, 34 and 39 years»: the numbers of a list share the unit of the last.
fn share_units(reading: &Reading<'_>, found: &mut [Quantity]) {
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        let (Some(number), Some(with_unit)) = (before.last_mut(), after.first()) else { continue };
        let joint = number.tokens.end;
        let listed = reading.is_mark(joint, ",") || reading.is_class("link", joint);
        let shares = !matches!(with_unit.kind, UnitKind::Count | UnitKind::Score | UnitKind::Money)
            && number.kind == UnitKind::Count
            && number.form == with_unit.form
            && number.form != NumberForm::Vague;
        if listed && shares && with_unit.tokens.start == joint + 1 {
            number.unit.clone_from(&with_unit.unit);
            number.unit_iri.clone_from(&with_unit.unit_iri);
            number.kind = with_unit.kind;
        }
    }
}
