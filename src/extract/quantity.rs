//! Quantities: a number (or a range of two) with its unit or currency, and what qualifies it.

use super::exclusion::{is_clock, is_code, is_counted_in_order, is_ordinal};
use super::number::{Number, NumberForm, multiply_by_suffix, number_at};
use super::number_words::one_at;
use super::pair::{score, upper_end};
use super::reading::Reading;
use super::time::Time;
use super::unit::{currency_at, currency_before, following_unit, glued_unit, set_money, set_unit};
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;
use std::ops::Range;

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
    pub value: Decimal,
    pub max: Option<Decimal>,
    pub kind: UnitKind,
    /// ISO 4217 code, `%`, `pp`, unit symbol, duration name, `score`, or empty for counts.
    pub unit: String,
    pub unit_iri: String,
    /// The qualifier's concept in `ng:Approximators`.
    pub qualifier: Option<ConceptId>,
    pub form: NumberForm,
}

impl Quantity {
    /// A bare number; `start` is the first token of the whole quantity.
    fn new(start: usize, number: &Number) -> Self {
        Self {
            tokens: start..number.tokens.end,
            value: number.value,
            max: None,
            kind: UnitKind::Count,
            unit: String::new(),
            unit_iri: String::new(),
            qualifier: None,
            form: number.form,
        }
    }
}

/// All quantities of an article that are neither dates nor parts of names.
pub(super) fn quantities(reading: &Reading<'_>, times: &[Time]) -> Vec<Quantity> {
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
                found.extend(counted_time(reading, time));
                at = time.tokens.end;
                continue;
            }
            if let Some(name) = reading.name_over(at) {
                at = reading.names[name].tokens.end;
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

/// «over the last four years» counts its years, too.
fn counted_time(reading: &Reading<'_>, time: &Time) -> Option<Quantity> {
    let end = time.tokens.end;
    let (at, number) =
        time.tokens.clone().find_map(|at| Some((at, number_at(reading, at, end)?)))?;
    let direction = reading.match_at(Scheme::Horizons, number.tokens.end, end);
    let unit_at = direction.map_or(number.tokens.end, |hit| hit.tokens.end);
    let unit = reading.match_at(Scheme::Units, unit_at, end)?;
    let mut quantity = Quantity::new(at, &number);
    quantity.tokens.end = unit.tokens.end;
    let written = reading.analysis.slice(&unit.tokens);
    let set = set_unit(reading, &mut quantity, unit.concept, written);
    (set && quantity.kind == UnitKind::Duration).then_some(quantity)
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

/// The quantity whose number begins at a token.
fn quantity_at(reading: &Reading<'_>, at: usize, from: usize, end: usize) -> Option<Quantity> {
    if let Some(share) = out_of(reading, at, end).or_else(|| amount_in_one_word(reading, at, end)) {
        let mut quantity = share;
        qualify(reading, &mut quantity, from, end);
        return Some(quantity);
    }
    // A currency may stand first: «£2.8bn», «EUR 5 Mio.»
    let before = currency_before(reading, at, end);
    let number_start = before.as_ref().map_or(at, |(_, next)| *next);
    let mut number =
        number_at(reading, number_start, end).or_else(|| one_at(reading, number_start, end))?;
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
        if let Some((_, next)) = currency_at(reading, quantity.tokens.end, end) {
            quantity.tokens.end = next;
        }
    } else if !last.suffix.is_empty() {
        glued_unit(reading, &mut quantity, &last.suffix)?;
    } else {
        following_unit(reading, &mut quantity, end);
    }
    if quantity.form == NumberForm::Fraction {
        share_of(reading, &mut quantity, end)?;
    }
    qualify(reading, &mut quantity, from, end);
    Some(quantity)
}

/// «one in five children», «un enfant sur cinq», «nine out of ten»: a share in percent.
fn out_of(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    let number = number_at(reading, at, end);
    let is_one = reading.match_at(Scheme::Numbers, at, end).is_some_and(|hit| {
        hit.tokens.len() == 1
            && reading.lexicon.concept(hit.concept).property("numericValue") == "1"
    });
    let (part, next) = match number {
        Some(number) => (number.value, number.tokens.end),
        None if is_one => (Decimal::ONE, at + 1),
        None => return None,
    };
    // A noun may stand between only where the preposition says nothing else («un enfant sur cinq»).
    let joint = (next..end.min(next + 2))
        .take_while(|&i| {
            i == next || (!reading.is_function_word(next) && !reading.is_class("partitive", i))
        })
        .find_map(|i| reading.class_at("out-of", i, end))?;
    let whole = number_at(reading, joint.end, end).filter(|whole| whole.scale == Decimal::ONE)?;
    let round = [Decimal::TEN, Decimal::ONE_HUNDRED].contains(&whole.value);
    let counts = reading.match_at(Scheme::Units, whole.tokens.end, end).is_some();
    let fits = part < whole.value && whole.value <= Decimal::ONE_HUNDRED && !counts;
    if !fits
        || !(part == Decimal::ONE || round)
        || !matches!(whole.form, NumberForm::Words | NumberForm::Digits)
    {
        return None;
    }
    let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.value)?;
    let mut quantity = Quantity::new(at, &whole);
    quantity.value = percent.round_dp(2).normalize();
    quantity.form = NumberForm::Fraction;
    "%".clone_into(&mut quantity.unit);
    quantity.kind = UnitKind::Percent;
    Some(quantity)
}

/// «half an hour», «een kwartier», «decades»: units that say how many by themselves.
fn amount_in_one_word(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    let unit = reading.match_at(Scheme::Units, at, end)?;
    let form = match reading.lexicon.concept(unit.concept).property("numberForm") {
        "cardinal" => NumberForm::Words,
        "vague" => NumberForm::Vague,
        _ => return None,
    };
    let one = Number {
        tokens: unit.tokens.clone(),
        value: Decimal::ONE,
        form,
        scale: Decimal::ONE,
        suffix: String::new(),
    };
    let mut quantity = Quantity::new(at, &one);
    let written = reading.analysis.slice(&unit.tokens);
    set_unit(reading, &mut quantity, unit.concept, written).then_some(quantity)
}

/// «la moitié des emplois» is a share in percent; «half a million» and «a third place» are none.
fn share_of(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> Option<()> {
    // «half of» may be one label.
    let next = quantity.tokens.end;
    let of = (reading.is_class("partitive", next) || reading.is_class("partitive", next - 1))
        && next < end;
    // «the second half of the month» is a time.
    let start = quantity.tokens.start;
    let ordered = start > 0
        && reading.match_at(Scheme::Numbers, start - 1, start).is_some_and(|hit| {
            reading.lexicon.concept(hit.concept).property("numberForm") == "ordinal"
        });
    (of && !ordered && quantity.unit.is_empty()).then_some(())?;
    quantity.value = quantity.value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2).normalize();
    "%".clone_into(&mut quantity.unit);
    quantity.kind = UnitKind::Percent;
    Some(())
}

/// Takes in the qualifier that touches the quantity, before it or behind.
fn qualify(reading: &Reading<'_>, quantity: &mut Quantity, from: usize, end: usize) {
    let (text, tokens) = (reading.analysis.text, reading.tokens());
    let phrases = reading.phrases(Scheme::Approximators);
    let position = |id: ConceptId| reading.lexicon.concept(id).property("position");
    let mut start = quantity.tokens.start;
    // «environ les 59 milliards», «more than a third»: an article may stand between.
    let steps = [0, usize::from(start > from && reading.is_class("article", start - 1))];
    for step in steps {
        let hit = phrases.match_before(text, tokens, start - step, from);
        if let Some(hit) = hit.filter(|hit| position(hit.concept) != "after") {
            start = hit.tokens.start;
            quantity.qualifier = Some(hit.concept);
            quantity.tokens.start = start;
            return;
        }
    }
    let mut behind = phrases.matches_at(text, &tokens[..end], quantity.tokens.end);
    if let Some(hit) = behind.find(|hit| position(hit.concept) == "after") {
        quantity.qualifier = Some(hit.concept);
        quantity.tokens.end = hit.tokens.end;
    }
}
