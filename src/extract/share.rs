//! Parts of a whole («one in five», «la moitié des emplois») and units that say how many by themselves
//! («half an hour»).

use super::number::{Number, NumberForm, number_at};
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use super::unit::set_unit;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// «one in five children», «un enfant sur cinq», «nine out of ten»: a share in percent.
pub(super) fn out_of(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
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
    quantity.value = percent.normalize();
    quantity.form = NumberForm::Fraction;
    "%".clone_into(&mut quantity.unit);
    quantity.kind = UnitKind::Percent;
    Some(quantity)
}

/// «half an hour», «een kwartier», «decades»: units that say how many by themselves.
pub(super) fn amount_in_one_word(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    let unit = reading.match_at(Scheme::Units, at, end)?;
    let form = match reading.lexicon.concept(unit.concept).property("numberForm") {
        "cardinal" => NumberForm::Words,
        "vague" => NumberForm::Vague,
        _ => return None,
    };
    let one = Number::new(unit.tokens.clone(), Decimal::ONE, form);
    let mut quantity = Quantity::new(at, &one);
    let written = reading.analysis.slice(&unit.tokens);
    set_unit(reading, &mut quantity, unit.concept, written).then_some(quantity)
}

/// «la moitié des emplois» is a share in percent; «half a million» and «a third place» are none.
pub(super) fn share_of(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> Option<()> {
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
    quantity.value = quantity.value.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    "%".clone_into(&mut quantity.unit);
    quantity.kind = UnitKind::Percent;
    Some(())
}
