//! Units: glued to the number, or behind it.

use super::currency::{currency_at, multiply_behind, opens_amount, set_money};
use super::loose_unit;
use super::number::{NumberForm, has_class};
use super::quantity::{Quantity, UnitKind};
use super::rate::per_time;
use super::reading::Reading;
use crate::language::{TokenKind, fold};
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;

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
    if short && concept.notation != written && !concept.flag("anyCase") {
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
    if let Some(next) = code_and_symbol(reading, quantity, written) {
        quantity.tokens.end = next;
        return Some(());
    }
    // «six-point lead»: the word itself says what is counted.
    if quantity.form == NumberForm::Words
        && reading.analysis.slice(&quantity.tokens).contains('-')
        && (reading.phrases(Scheme::Measures).word(suffix).is_some()
            || has_class(reading, suffix, "counted-noun"))
        && find(Scheme::Units).is_none()
    {
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

/// «3.14US$»: a code and a symbol behind the digits, and the token behind.
fn code_and_symbol(reading: &Reading<'_>, quantity: &mut Quantity, written: &str) -> Option<usize> {
    let symbol = quantity.tokens.end;
    if symbol >= reading.tokens().len()
        || reading.spaced(symbol)
        || reading.tokens()[symbol].kind != TokenKind::Mark
    {
        return None;
    }
    let both = format!("{written}{}", reading.analysis.surface(symbol));
    let language = reading.analysis.language;
    let currency = reading.lexicon.named(Scheme::Currencies, language, &both)?;
    set_money(reading, quantity, currency);
    Some(symbol + 1)
}

/// «18 °C.», «6 gr. C.»: the stop of the sentence is no part of the unit; the token behind.
fn stopped_unit(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> Option<usize> {
    let at = quantity.tokens.end;
    let last = (at..end.min(at + 2)).find(|&i| {
        let surface = reading.analysis.surface(i);
        surface.len() > 1 && surface.ends_with('.')
    })?;
    if last == at && reading.match_at(Scheme::Units, at, end).is_some_and(|m| m.tokens.len() > 1) {
        return None;
    }
    let written = reading.analysis.slice(&(at..last + 1)).strip_suffix('.')?;
    let language = reading.analysis.language;
    let unit = if written.is_empty() {
        None
    } else {
        let phrases = reading.phrases(Scheme::Units);
        let one = (last == at).then(|| phrases.exact_word(written)).flatten();
        one.or_else(|| reading.lexicon.named(Scheme::Units, language, written))
    }?;
    set_unit(reading, quantity, unit, written).then_some(last + 1)
}

/// «a quarter of a mile», «half of a litre»: the unit behind a fraction and «of».
fn unit_of_part(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> bool {
    let at = quantity.tokens.end;
    if quantity.form != NumberForm::Fraction || !reading.is_class("partitive", at) {
        return false;
    }
    let start = at + 1 + usize::from(reading.is_class("article", at + 1));
    let Some(hit) = reading.match_at(Scheme::Units, start, end) else { return false };
    let kind = reading.lexicon.concept(hit.concept).property("unitKind");
    let physical = !matches!(kind, "duration" | "percent" | "points");
    let written = reading.analysis.slice(&hit.tokens);
    let set = physical && set_unit(reading, quantity, hit.concept, written);
    if set {
        quantity.tokens.end = hit.tokens.end;
    }
    set
}

/// «6-foot-6», «12-cent-a-share»: a unit and more in one word behind the hyphen.
fn unit_in_word(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> bool {
    let at = quantity.tokens.end + 1;
    if at >= end || reading.tokens()[at].kind != TokenKind::Word {
        return false;
    }
    let Some((head, rest)) = reading.analysis.surface(at).split_once('-') else { return false };
    let folded = fold(head);
    if let Some(currency) = reading.phrases(Scheme::Currencies).word(&folded) {
        set_money(reading, quantity, currency);
        quantity.tokens.end = at + 1;
        return true;
    }
    let unit = reading.phrases(Scheme::Units).word(&folded);
    if !unit.is_some_and(|unit| set_unit(reading, quantity, unit, head)) {
        return false;
    }
    quantity.tokens.end = at + 1;
    let inches = rest.parse::<u32>().ok().filter(|inches| *inches < 12);
    let part = inches.and_then(|inches| Decimal::from(inches).checked_div(Decimal::from(12)));
    if let Some(value) = part.and_then(|part| quantity.value.checked_add(part))
        && quantity.unit == "ft"
    {
        quantity.value = value;
    }
    true
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
    if let Some(next) = stopped_unit(reading, quantity, end) {
        quantity.tokens.end = next;
        return;
    }
    if unit_of_part(reading, quantity, end) {
        return;
    }
    // «20-year-old» has a unit of its own.
    let whole = || reading.match_at(Scheme::Units, at + 1, end).is_some();
    if hyphen == 1 && !whole() && unit_in_word(reading, quantity, end) {
        return;
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
            // «$ 20 $ 30», «1 $10 bill»: the symbol of the next amount.
            let next_amount = opens_amount(reading, start, next)
                && (quantity.kind == UnitKind::Money
                    || (reading.spaced(start) && !reading.spaced(next)));
            if next_amount {
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
