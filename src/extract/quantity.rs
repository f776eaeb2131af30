//! Quantities: a number (or a range of two) with its unit or currency, and what qualifies it.

use super::number::{Number, NumberForm, multiply_by_suffix, number_at, one_at};
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

/// A currency's symbol or code in front of a number: no word of a sentence («has won 14 titles»,
/// «a $500 bond»).
fn currency_before(reading: &Reading<'_>, at: usize, end: usize) -> Option<(ConceptId, usize)> {
    let (currency, next) = currency_at(reading, at, end)?;
    let word = reading.analysis.surface(at).starts_with(char::is_lowercase);
    let apart = reading.is_class("article", at) && reading.analysis.spaced(at + 1);
    (!word && !apart).then_some((currency, next))
}

/// «859-292-3680», «116 123 4», «n° 89417-6»: digits joined by dashes name something, they count nothing.
fn is_code(reading: &Reading<'_>, number: &Number, end: usize) -> bool {
    if number.form != NumberForm::Digits || !number.suffix.is_empty() {
        return false;
    }
    let glued = |i: usize| {
        i + 1 < end
            && reading.is_mark(i, "-–/")
            && !reading.analysis.spaced(i)
            && !reading.analysis.spaced(i + 1)
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
fn is_ordinal(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let dotted = reading.analysis.surface(at).ends_with('.')
        || (reading.is_mark(at + 1, ".") && !reading.analysis.spaced(at + 1) && at + 2 < end);
    dotted && reading.tokens()[at].kind == TokenKind::Number && at + 1 < end
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
    // Other letters behind digits make a name («5G», «3D») or an ordinal («21st»): no quantity.
    set_unit(reading, quantity, find(Scheme::Units)?, written).then_some(())
}

/// The unit or currency behind the number: «59 milliards d’euros», «24-jarige», «5,3 %».
fn following_unit(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let at = quantity.tokens.end;
    let scaled = quantity.tokens.len() > 1 || quantity.form == NumberForm::Vague;
    let partitive = usize::from(scaled && reading.is_class("partitive", at));
    let hyphen = usize::from(
        reading.is_mark(at, "-")
            && !reading.analysis.spaced(at)
            && !reading.analysis.spaced(at + 1),
    );
    // «660 kg.» at the end of a sentence reads as an abbreviation.
    if let Some(written) = reading.tokens().get(at).filter(|_| at < end).and_then(|_| {
        reading.analysis.surface(at).strip_suffix('.').filter(|written| !written.is_empty())
    }) {
        let phrases = reading.phrases(Scheme::Units);
        let unit = phrases.exact_word(written).or_else(|| phrases.word(&fold(written)));
        if unit.is_some_and(|unit| set_unit(reading, quantity, unit, written)) {
            quantity.tokens.end = at + 1;
            return;
        }
    }
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

/// «2-1», «2:1», «2&1», «2 à 1» between two small numbers that count nothing: the other side's, and the
/// token behind.
fn score(reading: &Reading<'_>, number: &Number, end: usize) -> Option<(Decimal, usize)> {
    let small = |n: &Number| {
        n.form == NumberForm::Digits
            && n.suffix.is_empty()
            && n.value < Decimal::from(200)
            && n.scale == Decimal::ONE
    };
    let joint = number.tokens.end;
    let spaced = |i: usize| reading.analysis.spaced(i);
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
fn upper_end(
    reading: &Reading<'_>,
    number: &Number,
    money_first: bool,
    end: usize,
) -> Option<Number> {
    let mut at = number.tokens.end;
    // «11- to 18-year-olds»
    if reading.is_mark(at, "-") && !reading.analysis.spaced(at) && reading.analysis.spaced(at + 1) {
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

/// «article 5», «page 12», «n° 3»: numbers that only put things in order, unless something is counted
/// («the group 390 commitments»).
fn is_counted_in_order(reading: &Reading<'_>, number: &Number, from: usize, end: usize) -> bool {
    let at = number.tokens.start;
    at > from
        && (reading.is_class("number-prefix", at - 1) || reading.is_mark(at - 1, "#"))
        && reading.match_at(Scheme::Measures, number.tokens.end, end).is_none()
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
    if minutes(first) && minutes_of_hour && reading.tokens()[first - 2].kind == TokenKind::Number {
        return true;
    }
    let glued_hour = number.suffix.starts_with('h') && number.suffix != "ha";
    let Some(behind) = hour_word(next) else { return hour && glued_hour };
    let half_past = reading.is_class("link", behind)
        && number_at(reading, behind + 1, end).is_some_and(|n| n.form == NumberForm::Fraction);
    // «9.30 uur» where the comma is the decimal mark.
    let dotted = reading.analysis.surface(first).split_once('.').is_some_and(|(_, m)| m.len() == 2);
    hour && (glued_hour
        || minutes(behind)
        || (dotted && number.value.scale() == 2)
        || (half_past && number.form == NumberForm::Words)
        || stands_at_hour(reading, first, from)
        || reading.class_at("clock-after", behind, end).is_some())
}

/// «à», «um», «om ongeveer» before an hour.
fn stands_at_hour(reading: &Reading<'_>, at: usize, from: usize) -> bool {
    let phrases = reading.phrases(Scheme::Approximators);
    let about = phrases.match_before(reading.analysis.text, reading.tokens(), at, from);
    let starts = [Some(at), about.map(|hit| hit.tokens.start)];
    starts.into_iter().flatten().any(|at| at > from && reading.is_class("clock-before", at - 1))
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
