//! Whether a number is worth telling as a figure, and how sure that is.

use super::measure::Measure;
use super::number::NumberForm;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use crate::language::TokenKind;
use rust_decimal::Decimal;

/// A bare number that counts nothing is told only where it cannot be anything else.
pub(super) fn is_worth_telling(
    reading: &Reading<'_>,
    quantity: &Quantity,
    measure: Option<&Measure>,
    age_of: Option<usize>,
) -> bool {
    if quantity.kind != UnitKind::Count || age_of.is_some() {
        return true;
    }
    if is_year_or_name(reading, quantity, measure) {
        return false;
    }
    let Some(measure) = measure else {
        let surface = reading.analysis.slice(&quantity.tokens);
        let grouped = quantity.form == NumberForm::Digits
            && quantity.value >= Decimal::ONE_THOUSAND
            && !surface.chars().all(|c| c.is_ascii_digit());
        return grouped
            || is_part_of_more(reading, quantity)
            || is_part_of_group(reading, quantity)
            || quantity.qualifier.is_some()
            || matches!(quantity.form, NumberForm::Vague | NumberForm::Times);
    };
    // «two of», «deux mais»: the word behind must be a word of substance.
    measure.concept.is_some()
        || reading.tokens()[measure.tokens.end - 1].kind == TokenKind::Word
            && reading.tokens()[measure.tokens.end - 1].folded.chars().count() > 2
}

/// «the 1996 Games», «Bellator 206»: a year before its noun, or the number in a name.
fn is_year_or_name(reading: &Reading<'_>, quantity: &Quantity, measure: Option<&Measure>) -> bool {
    let start = quantity.tokens.start;
    let bare = quantity.tokens.len() == 1 && quantity.form == NumberForm::Digits;
    let known = measure.is_some_and(|m| is_in_plural(reading, m));
    let surface = reading.analysis.surface(start);
    let year = surface.len() == 4
        && quantity.value >= Decimal::from(1900)
        && quantity.value < Decimal::from(2100);
    let named = start > 0 && reading.name_over(start - 1).is_some();
    bare && ((year && !known) || (named && (!known || quantity.value < Decimal::TEN)))
}

/// Whether a known measure is worded as the plural that its concept is named by: «1997 matches» are
/// counted, «the 1997 match» is of a year.
fn is_in_plural(reading: &Reading<'_>, measure: &Measure) -> bool {
    let Some(concept) = measure.concept else { return false };
    let names = &reading.lexicon.concept(concept).names;
    let Some(name) = names.get(&reading.analysis.language) else { return true };
    let worded = reading.analysis.surface(measure.tokens.end - 1);
    worded.chars().next_back() == name.chars().next_back()
}

/// «five of the victims», «cinq de ses matchs»: some of a group that nobody counts.
pub(super) fn is_part_of_group(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let at = quantity.tokens.end;
    let of = reading.class_at("of-group", at, reading.tokens().len());
    matches!(quantity.form, NumberForm::Digits | NumberForm::Words)
        && quantity.value.is_integer()
        && of.is_some_and(|of| {
            let noun = of.end;
            reading.tokens().get(noun).is_some_and(|t| t.kind == TokenKind::Word)
                && !reading.glance.may_begin_number(noun)
                && !reading.is_function_word(noun)
        })
}

/// «19 of his 29 matches», «huit des dix espèces»: a number out of another.
pub(super) fn is_part_of_more(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let at = quantity.tokens.end;
    let whole = |i: usize| super::number::number_at(reading, i, i + 2);
    reading.is_class("partitive", at)
        && (at + 1..at + 4)
            .find_map(whole)
            .is_some_and(|whole| whole.value >= quantity.value && whole.scale == Decimal::ONE)
}

pub(super) fn confidence(quantity: &Quantity, measure: Option<&Measure>) -> u8 {
    let form = match quantity.form {
        NumberForm::Digits => 92,
        NumberForm::Words => 86,
        NumberForm::Fraction | NumberForm::Times | NumberForm::Vague | NumberForm::Ordinal => 78,
    };
    let known = quantity.kind != UnitKind::Count || measure.is_some_and(|m| m.concept.is_some());
    if known { form } else { form - 14 }
}
