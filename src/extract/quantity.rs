//! Quantities: a number (or a range of two) with its unit or currency, and what qualifies it.

use super::number::{Number, NumberForm, number_at};
use super::reading::Reading;
use super::time::Time;
use crate::language::{TokenKind, fold};
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
    found
}

/// The quantity whose number begins at a token.
fn quantity_at(reading: &Reading<'_>, at: usize, from: usize, end: usize) -> Option<Quantity> {
    // A currency may stand first: «£2.8bn», «EUR 5 Mio.»
    let before = currency_at(reading, at, end);
    let number_start = before.as_ref().map_or(at, |(_, next)| *next);
    let number = number_at(reading, number_start, end)?;
    if is_counted_in_order(reading, number_start, from) || is_clock(reading, &number, from, end) {
        return None;
    }
    let mut quantity = Quantity {
        tokens: at..number.tokens.end,
        value: number.value,
        max: None,
        kind: UnitKind::Count,
        unit: String::new(),
        unit_iri: String::new(),
        qualifier: None,
        form: number.form,
    };
    if let Some(score) = score(reading, &number, end) {
        let Number { value, tokens, .. } = score;
        return Some(Quantity {
            max: Some(value),
            tokens: at..tokens.end,
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

/// A currency's symbol, code or name at a token, and the token behind it.
fn currency_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<(ConceptId, usize)> {
    let hit = reading.match_at(Scheme::Currencies, at, end)?;
    Some((hit.concept, hit.tokens.end))
}

fn set_money(reading: &Reading<'_>, quantity: &mut Quantity, currency: ConceptId) {
    let concept = reading.lexicon.concept(currency);
    let factor = concept.property("factor");
    if let Ok(factor) = Decimal::from_str_exact(factor) {
        // «50 cents» is half of the main unit.
        quantity.value = quantity.value.checked_mul(factor).unwrap_or(quantity.value);
        quantity.max = quantity.max.and_then(|max| max.checked_mul(factor));
        let main = reading.lexicon.id(concept.property("currency"));
        if let Some(main) = main {
            quantity.unit = reading.lexicon.notation(main).to_owned();
            quantity.unit_iri = reading.lexicon.property(main, "qudtUnit").to_owned();
        }
    }
    if quantity.unit.is_empty() {
        reading.lexicon.notation(currency).clone_into(&mut quantity.unit);
        concept.property("qudtUnit").clone_into(&mut quantity.unit_iri);
    }
    quantity.kind = UnitKind::Money;
}

/// Sets the unit from its concept; false where its letters are not written as the symbol is.
fn set_unit(
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
    concept.property("qudtUnit").clone_into(&mut quantity.unit_iri);
    quantity.kind = match concept.property("unitKind") {
        "percent" | "points" => UnitKind::Percent,
        "duration" => UnitKind::Duration,
        _ => UnitKind::Physical,
    };
    true
}

fn glued_unit(reading: &Reading<'_>, quantity: &mut Quantity, suffix: &str) -> Option<()> {
    let surface = reading.analysis.surface(quantity.tokens.end - 1);
    let written = surface.get(surface.len().checked_sub(suffix.len())?..)?;
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
    set_unit(reading, quantity, find(Scheme::Units)?, written).then_some(())
}

/// The unit or currency behind the number: «59 milliards d’euros», «24-jarige», «5,3 %».
fn following_unit(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let at = quantity.tokens.end;
    let scaled = quantity.tokens.len() > 1;
    let partitive = usize::from(scaled && reading.is_class("partitive", at));
    let hyphen = usize::from(
        reading.is_mark(at, "-")
            && !reading.analysis.spaced(at)
            && !reading.analysis.spaced(at + 1),
    );
    for start in [at + partitive, at + hyphen, at] {
        if let Some((currency, next)) = currency_at(reading, start, end) {
            set_money(reading, quantity, currency);
            quantity.tokens.end = next;
            return;
        }
        if let Some(hit) = reading.match_at(Scheme::Units, start, end) {
            let written = reading.analysis.slice(&hit.tokens);
            if set_unit(reading, quantity, hit.concept, written) {
                quantity.tokens.end = hit.tokens.end;
                // «37-jarige», «16-year-old»: joined to the number by a hyphen it is an age.
                if hyphen == 1 && quantity.unit == "year" {
                    quantity.kind = UnitKind::Age;
                }
                return;
            }
        }
    }
}

/// «la moitié des emplois» is a share in percent; «half a million» and «a third place» are none.
fn share_of(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) -> Option<()> {
    let of = reading.is_class("partitive", quantity.tokens.end) && quantity.tokens.end < end;
    (of && quantity.unit.is_empty()).then_some(())?;
    quantity.value = quantity.value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2).normalize();
    "%".clone_into(&mut quantity.unit);
    quantity.kind = UnitKind::Percent;
    Some(())
}

/// «2-1» between two small numbers that count nothing.
fn score(reading: &Reading<'_>, number: &Number, end: usize) -> Option<Number> {
    let dash = number.tokens.end;
    let glued = reading.is_mark(dash, "-–")
        && !reading.analysis.spaced(dash)
        && !reading.analysis.spaced(dash + 1);
    let small = |n: &Number| {
        n.form == NumberForm::Digits
            && n.suffix.is_empty()
            && n.value < Decimal::from(200)
            && n.value.is_integer()
            && n.scale == Decimal::ONE
    };
    if !glued || !small(number) {
        return None;
    }
    let other = number_at(reading, dash + 1, end).filter(small)?;
    let after = other.tokens.end;
    let counts = [Scheme::Units, Scheme::Currencies, Scheme::Measures]
        .into_iter()
        .any(|scheme| reading.match_at(scheme, after, end).is_some());
    (!counts).then_some(other)
}

/// The upper end of a range: «10 à 12», «between 10 and 12», «10-12».
fn upper_end(
    reading: &Reading<'_>,
    number: &Number,
    money_first: bool,
    end: usize,
) -> Option<Number> {
    let mut at = number.tokens.end;
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
    let upper = number_at(reading, next, end)?;
    let rises = upper.value > number.value;
    let same_form = upper.form == number.form;
    (rises && same_form && upper.form != NumberForm::Vague).then_some(upper)
}

fn opened_by_between(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|i| {
        reading
            .match_at(Scheme::Approximators, i, at)
            .is_some_and(|hit| reading.lexicon.notation(hit.concept) == "between")
    })
}

/// «article 5», «page 12», «n° 3»: numbers that only put things in order.
fn is_counted_in_order(reading: &Reading<'_>, at: usize, from: usize) -> bool {
    at > from && (reading.is_class("number-prefix", at - 1) || reading.is_mark(at - 1, "#"))
}

/// Times of day: «20 Uhr», «à 18h30», «3:30».
fn is_clock(reading: &Reading<'_>, number: &Number, from: usize, end: usize) -> bool {
    let (first, next) = (number.tokens.start, number.tokens.end);
    if number.form == NumberForm::Fraction {
        return false;
    }
    let colon = |i: usize| {
        reading.is_mark(i, ":") && !reading.analysis.spaced(i) && !reading.analysis.spaced(i + 1)
    };
    let digit = |i: usize| reading.tokens().get(i).is_some_and(|t| t.kind == TokenKind::Number);
    if (colon(next) && digit(next + 1))
        || (first > from + 1 && colon(first - 1) && digit(first - 2))
    {
        return true;
    }
    if reading.class_at("clock", next, end).is_some() {
        return true;
    }
    let hour = number.value <= Decimal::from(24) && number.scale == Decimal::ONE;
    let at_hour = first > from && reading.is_class("clock-before", first - 1);
    let glued_hour = number.suffix.starts_with('h') && number.suffix != "ha";
    let is_hour_word = reading
        .match_at(Scheme::Units, next, end)
        .is_some_and(|hit| reading.lexicon.notation(hit.concept) == "hour");
    hour && (glued_hour || (at_hour && is_hour_word))
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
