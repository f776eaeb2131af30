//! All numbers, quantities and times of a text by themselves, without names and without judging which
//! of them are news: what the extraction reads before it chooses.

use super::age::stands_as_age;
use super::exclusion::is_ordinal;
use super::glance::Glance;
use super::moment::{Bound, Clockwork, Grain, Lean, Moment, Part, Scan, moment_at};
use super::number::{Number, NumberForm, numeral_at};
use super::quantity::{Quantity, UnitKind, all_quantities};
use super::reading::Reading;
use super::time::Time;
use crate::language::{Analysis, Language, TokenKind, WordFacts};
use crate::lexicon::{Lexicon, Scheme};
use crate::resolve::Entities;
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use std::ops::Range;

/// A number in digits or words.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberExpression {
    /// Byte range of its words.
    pub bytes: Range<usize>,
    pub value: Decimal,
    /// «third», «21st»
    pub ordinal: bool,
}

/// A number with its unit, or a range of two.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityExpression {
    /// Byte range of number and unit, without the qualifier.
    pub bytes: Range<usize>,
    pub value: Decimal,
    pub max: Option<Decimal>,
    /// How the number came about.
    pub form: NumberForm,
    /// The value before a sub-unit's factor: 50 for «50 cents», which are half a unit.
    pub written: Decimal,
    pub kind: UnitKind,
    /// ISO 4217 code, `%`, `pp`, unit symbol, duration name, or empty for counts.
    pub unit: String,
    /// What the unit measures: `length`, `mass`, `temperature`, ...; empty where it has none.
    pub dimension: String,
    /// `approximately`, `at_least`, ...; empty where nothing qualifies it.
    pub qualifier: String,
}

/// A date, period, or time of day.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Byte range of its words.
    pub bytes: Range<usize>,
    /// First moment; `None` where it depends on a day that is not known.
    pub start: Option<DateTime>,
    /// The moment behind the last.
    pub end: Option<DateTime>,
    pub grain: Grain,
    /// Whether a date is told; else it is a time of day, on the day of reference.
    pub dated: bool,
    /// Whether two ends are told, or a stretch without a name of its own.
    pub ranged: bool,
    pub bound: Bound,
    /// «every Monday»: again and again, with no stretch of its own.
    pub repeated: bool,
    /// «in the morning», «summer»: a part of the day or year, whose first and last hour nobody tells.
    pub part: Option<Part>,
    /// The value as ISO-TimeML writes it (`1999-05-18TEV`, `196X`); empty where it is not known. A time
    /// of day lies on the last day that the text told.
    pub timex: String,
    /// Minutes that the clock is ahead of Greenwich, where a zone is told («15:00 GMT»).
    pub zone: Option<i32>,
    /// The single times that it is put together from, each with its byte range and value: both ends of a
    /// range, the day and the hour; itself where it is one.
    pub parts: Vec<(Range<usize>, String)>,
}

/// What a text says in numbers, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expressions {
    pub numbers: Vec<NumberExpression>,
    pub quantities: Vec<QuantityExpression>,
    pub times: Vec<TimeExpression>,
}

/// Reads a text in a language of the lexicon. Relative times are counted from `now`; `lean` says which
/// day «Monday» is.
pub fn expressions(
    text: &str,
    language: Language,
    lexicon: &Lexicon,
    now: Option<DateTime>,
    lean: Lean,
) -> Expressions {
    expressions_from("", text, language, lexicon, now, lean)
}

/// The same for a text that comes from a country (ISO 3166-1 code): it says whose «dollars» they are.
pub fn expressions_from(
    country: &str,
    text: &str,
    language: Language,
    lexicon: &Lexicon,
    now: Option<DateTime>,
    lean: Lean,
) -> Expressions {
    let unknown = WordFacts::default();
    let words = lexicon.words(language).unwrap_or(&unknown);
    let analysis = Analysis::new(text, language, words);
    let entities = Entities::default();
    let glance = Glance::new(&analysis, lexicon);
    let reading = Reading {
        analysis: &analysis,
        glance: &glance,
        lexicon,
        words,
        names: &[],
        entities: &entities,
        published: now.map(DateTime::date),
        country,
    };
    let moments = moments(&reading, now, lean);
    let times: Vec<Time> = moments.iter().map(Time::of).collect();
    let mut quantities = all_quantities(&reading, &times);
    for quantity in &mut quantities {
        if stands_as_age(&reading, quantity) {
            quantity.kind = UnitKind::Age;
        }
    }
    Expressions {
        numbers: numbers(&reading),
        quantities: quantities.iter().map(|quantity| told(&reading, quantity)).collect(),
        times: time_expressions(&reading, now, moments),
    }
}

/// All times, from left to right.
fn moments(reading: &Reading<'_>, now: Option<DateTime>, lean: Lean) -> Vec<Moment> {
    let mut found = Vec::new();
    let scan = Scan::new(reading);
    for sentence in &reading.analysis.sentences {
        let cx = Clockwork { reading, scan: &scan, now, lean, end: sentence.tokens.end };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match moment_at(&cx, at) {
                Some(moment) => {
                    at = moment.tokens.end.max(at + 1);
                    found.push(moment);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// Times as others are told of them: a time of day lies on the last day that the text told.
fn time_expressions(
    reading: &Reading<'_>,
    now: Option<DateTime>,
    moments: Vec<Moment>,
) -> Vec<TimeExpression> {
    let mut anchor = now.map(DateTime::date);
    let mut told = |moment: Moment| {
        let timex = moment.timex(now, anchor);
        let day = moment.dated && moment.grain <= Grain::Day && moment.grain > Grain::Second;
        if day && !moment.ranged {
            anchor = moment.start.map(DateTime::date).or(anchor);
        }
        let bytes = |moment: &Moment| reading.analysis.bytes(&moment.tokens);
        TimeExpression {
            bytes: bytes(&moment),
            start: moment.start,
            end: moment.end,
            grain: moment.grain,
            dated: moment.dated,
            ranged: moment.ranged,
            bound: moment.bound,
            repeated: moment.repeated,
            part: moment.part,
            timex,
            zone: moment.zone,
            parts: moment
                .into_parts()
                .iter()
                .map(|part| (bytes(part), part.timex(now, anchor)))
                .collect(),
        }
    };
    moments.into_iter().map(&mut told).collect()
}

fn told(reading: &Reading<'_>, quantity: &Quantity) -> QuantityExpression {
    let notation = |id| reading.lexicon.notation(id).to_owned();
    let dimension = |id| reading.lexicon.concept(id).property("unitKind").to_owned();
    let factor = quantity.unit_concept.and_then(|id| {
        Decimal::from_str_exact(reading.lexicon.concept(id).property("factor"))
            .ok()
            .filter(|factor| *factor < Decimal::ONE)
    });
    let largest = quantity.max.unwrap_or(quantity.value);
    let written = factor.and_then(|factor| largest.checked_div(factor)).unwrap_or(largest);
    QuantityExpression {
        written,
        bytes: reading.analysis.bytes(&quantity.core),
        value: quantity.value,
        max: quantity.max,
        form: quantity.form,
        kind: quantity.kind,
        unit: quantity.unit.clone(),
        dimension: quantity.unit_concept.map(dimension).unwrap_or_default(),
        qualifier: quantity.qualifier.map(notation).unwrap_or_default(),
    }
}

/// All numbers and ordinals, from left to right.
fn numbers(reading: &Reading<'_>) -> Vec<NumberExpression> {
    let tokens = reading.tokens();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = reading.glance.numeral(at).map_or(at, |numeral| numeral.end);
        let Some(number) = numeral_at(reading, at, end) else {
            at += 1;
            continue;
        };
        at = number.tokens.end.max(at + 1);
        if number.form == NumberForm::Digits
            && is_ordinal(reading, number.tokens.start, tokens.len())
        {
            // «die 3. Banane»
            let dotted = usize::from(reading.is_mark(number.tokens.end, "."));
            found.push(NumberExpression {
                bytes: reading.analysis.bytes(&(number.tokens.start..number.tokens.end + dotted)),
                value: number.value,
                ordinal: true,
            });
            continue;
        }
        let Some((number, end)) = ratio(reading, &number).or_else(|| {
            let end = number.tokens.end;
            is_number(reading, &number).then_some((number, end))
        }) else {
            continue;
        };
        at = at.max(end);
        found.push(NumberExpression {
            bytes: reading.analysis.bytes(&number.tokens),
            value: number.value,
            ordinal: number.form == NumberForm::Ordinal,
        });
    }
    found
}

/// A number by itself: no «29km», no «twice», no «one» that stands for somebody.
fn is_number(reading: &Reading<'_>, number: &Number) -> bool {
    let start = number.tokens.start;
    if !number.suffix.is_empty() || number.form == NumberForm::Times {
        return false;
    }
    if !number.is_lone_one() || number.tokens.len() > 1 {
        return true;
    }
    if reading.tokens()[start].kind != TokenKind::Word {
        return true;
    }
    // «a», «an» alone are articles.
    let article = || {
        reading
            .match_at(Scheme::Numbers, start, start + 1)
            .is_some_and(|one| reading.lexicon.concept(one.concept).flag("article"))
    };
    let alone = reading.tokens().len() == 1 && !article();
    let pronoun = start > 0
        && ["article", "determiner", "question", "counting-adjective"]
            .iter()
            .any(|class| reading.is_class(class, start - 1));
    alone || (!pronoun && !reading.is_class("article", start))
}

/// «one over three», «un sur trois»: a part of a larger whole.
fn ratio(reading: &Reading<'_>, part: &Number) -> Option<(Number, usize)> {
    let end = reading.tokens().len();
    let joint = reading.class_at("ratio", part.tokens.end, end)?;
    let whole = numeral_at(reading, joint.end, end)?;
    let counts = |number: &Number| {
        matches!(number.form, NumberForm::Digits | NumberForm::Words) && number.suffix.is_empty()
    };
    // «two out of five hundreds»
    let hundreds = whole.form == NumberForm::Vague && whole.tokens.len() > 1;
    let fits = counts(part)
        && (counts(&whole) || hundreds)
        && part.value < whole.value
        && !part.value.is_zero();
    let value = fits.then(|| part.value.checked_div(whole.value)).flatten()?;
    let tokens = part.tokens.start..whole.tokens.end;
    let end = tokens.end;
    Some((Number::new(tokens, value, NumberForm::Fraction), end))
}
