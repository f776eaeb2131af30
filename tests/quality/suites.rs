//! Numbers, quantities and times against the corpora of Recognizers-Text and Duckling: the share of
//! cases of which text and value are right, by suite and language.
//!
//! `QUALITY_ERRORS=en/CurrencyModel cargo test --test quality suites -- --nocapture` prints each case of
//! a suite that is not.

use crate::corpus::shared;
use newsgraph::extract::{
    Expressions, Lean, QuantityExpression, UnitKind, expressions, expressions_from,
};
use newsgraph::language::Language;
use newsgraph::lexicon::Lexicon;
use serde_json::Value;
use std::collections::BTreeMap;

/// Cases that are held to be wrong: identifier, tab, reason.
const HELD_WRONG: &str = include_str!("held_wrong.tsv");

/// Floors in per cent: (suite, language, share).
const FLOORS: &[(&str, &str, f64)] = &[
    ("Duckling AmountOfMoney", "fr", 96.2),
    ("Duckling AmountOfMoney", "nl", 92.3),
    ("Duckling AmountOfMoney", "en", 69.6),
    ("Duckling Distance", "fr", 100.0),
    ("Duckling Distance", "nl", 100.0),
    ("Duckling Distance", "en", 79.3),
    ("Duckling Distance", "de", 92.8),
    ("Duckling Duration", "fr", 100.0),
    ("Duckling Duration", "nl", 85.7),
    ("Duckling Duration", "en", 94.6),
    ("Duckling Duration", "de", 100.0),
    ("Duckling Numeral", "fr", 100.0),
    ("Duckling Numeral", "nl", 97.6),
    ("Duckling Numeral", "en", 93.1),
    ("Duckling Numeral", "de", 100.0),
    ("Duckling Ordinal", "fr", 100.0),
    ("Duckling Ordinal", "nl", 100.0),
    ("Duckling Ordinal", "en", 95.8),
    ("Duckling Ordinal", "de", 66.6),
    ("Duckling Quantity", "fr", 100.0),
    ("Duckling Quantity", "nl", 93.5),
    ("Duckling Quantity", "en", 78.9),
    ("Duckling Temperature", "fr", 100.0),
    ("Duckling Temperature", "en", 96.0),
    ("Duckling Volume", "fr", 100.0),
    ("Duckling Volume", "nl", 100.0),
    ("Duckling Volume", "en", 88.5),
    ("Duckling Volume", "de", 100.0),
    ("Recognizers AgeModel", "fr", 22.2),
    ("Recognizers AgeModel", "nl", 81.8),
    ("Recognizers AgeModel", "en", 100.0),
    ("Recognizers AgeModel", "de", 100.0),
    ("Recognizers CurrencyModel", "fr", 90.0),
    ("Recognizers CurrencyModel", "nl", 78.2),
    ("Recognizers CurrencyModel", "en", 85.4),
    ("Recognizers CurrencyModel", "de", 96.6),
    ("Recognizers DimensionModel", "fr", 81.8),
    ("Recognizers DimensionModel", "nl", 91.6),
    ("Recognizers DimensionModel", "en", 80.8),
    ("Recognizers DimensionModel", "de", 68.4),
    ("Recognizers NumberModel", "fr", 89.0),
    ("Recognizers NumberModel", "nl", 96.0),
    ("Recognizers NumberModel", "en", 92.7),
    ("Recognizers NumberModel", "de", 95.1),
    ("Recognizers OrdinalModel", "fr", 98.5),
    ("Recognizers OrdinalModel", "nl", 97.8),
    ("Recognizers OrdinalModel", "en", 100.0),
    ("Recognizers OrdinalModel", "de", 100.0),
    ("Recognizers PercentModel", "fr", 96.4),
    ("Recognizers PercentModel", "nl", 83.3),
    ("Recognizers PercentModel", "en", 92.8),
    ("Recognizers PercentModel", "de", 100.0),
    ("Recognizers TemperatureModel", "fr", 96.7),
    ("Recognizers TemperatureModel", "nl", 96.0),
    ("Recognizers TemperatureModel", "en", 96.9),
    ("Recognizers TemperatureModel", "de", 90.9),
    ("Duckling-Time Time", "fr", 86.9),
    ("Duckling-Time Time", "nl", 88.1),
    ("Duckling-Time Time", "en", 65.3),
    ("Duckling-Time Time", "de", 72.7),
    ("Recognizers-Time DateTimeModel", "fr", 60.7),
    ("Recognizers-Time DateTimeModel", "nl", 52.5),
    ("Recognizers-Time DateTimeModel", "en", 53.2),
    ("Recognizers-Time DateTimeModel", "de", 63.5),
];

/// Right and all, by suite and language.
pub(crate) type Shares = BTreeMap<(String, String), (usize, usize)>;

/// What a case asks for: the words, and the value as a number.
type Answer = Vec<(String, f64)>;

#[test]
fn suites() {
    let Some(shared) = shared() else { return };
    let lexicon = Lexicon::bundled().expect("the bundled ontology loads");
    let show = std::env::var("QUALITY_ERRORS").unwrap_or_default();
    let mut shares = Shares::new();
    for tag in ["fr", "nl", "en", "de"] {
        let language: Language = tag.parse().expect("a language");
        let path = shared.join(format!("figures/recognizers-text/{tag}.jsonl"));
        let Ok(cases) = std::fs::read_to_string(&path) else { continue };
        for line in cases.lines() {
            let case: Value = serde_json::from_str(line).expect("a case");
            recognizers(&case, language, &lexicon, &show, &mut shares);
        }
        for suite in DUCKLING {
            let name = format!("figures/duckling/{suite}.{}.jsonl", tag.to_uppercase());
            let Ok(cases) = std::fs::read_to_string(shared.join(name)) else { continue };
            for line in cases.lines() {
                let case: Value = serde_json::from_str(line).expect("a case");
                duckling(&case, suite, language, &lexicon, &show, &mut shares);
            }
        }
    }
    report(&shares);
}

pub(crate) fn report(shares: &Shares) {
    let mut below = Vec::new();
    let mut suites: Vec<&String> = shares.keys().map(|(suite, _)| suite).collect();
    suites.dedup();
    println!("{:<36} {:>14} {:>14} {:>14} {:>14}", "right of all, %", "fr", "nl", "en", "de");
    for suite in suites {
        print!("{suite:<36}");
        for tag in ["fr", "nl", "en", "de"] {
            let key = (suite.clone(), tag.to_owned());
            let Some(&(right, all)) = shares.get(&key).filter(|(_, all)| *all > 0) else {
                print!(" {:>14}", "-");
                continue;
            };
            let share = 100.0 * right as f64 / all as f64;
            print!(" {right:>4}/{all:<4}{share:>5.1}");
            let floor = FLOORS.iter().find(|(s, l, _)| s == suite && *l == tag);
            if let Some((.., floor)) = floor.filter(|(.., floor)| share < *floor) {
                below.push(format!("{suite} {tag}: {share:.1} is below {floor}"));
            }
        }
        println!();
    }
    assert!(below.is_empty(), "{below:#?}");
}

pub(crate) fn count(shares: &mut Shares, suite: &str, language: Language, right: bool) {
    for suite in [suite, &format!("{} all", suite.split(' ').next().unwrap_or(suite))] {
        let entry = shares.entry((suite.to_owned(), language.to_string())).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
    }
}

pub(crate) fn tell(
    show: &str,
    suite: &str,
    language: Language,
    text: &str,
    expected: &str,
    found: &str,
) {
    let wanted = show.split(',').any(|part| {
        let (lang, name) = part.split_once('/').unwrap_or((part, ""));
        lang == language.as_str() && !name.is_empty() && suite.contains(name)
    });
    if wanted {
        println!("{language} {suite}: {text:?}\n      expected {expected}\n      found    {found}");
    }
}

/// Whether a case is held to be wrong.
pub(crate) fn held_wrong(id: &str) -> bool {
    HELD_WRONG.lines().any(|line| line.split('\t').next() == Some(id))
}

fn as_number(value: &Value) -> Option<f64> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    text.trim_end_matches('%').replace(',', ".").parse().ok()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-12)
}

fn recognizers(
    case: &Value,
    language: Language,
    lexicon: &Lexicon,
    show: &str,
    shares: &mut Shares,
) {
    let model = case["model"].as_str().unwrap_or_default();
    let id = case["id"].as_str().unwrap_or_default();
    let base = model.trim_end_matches("SuppressExtendedTypes").trim_end_matches("PercentMode");
    let known = [
        "NumberModel",
        "OrdinalModel",
        "PercentModel",
        "CurrencyModel",
        "DimensionModel",
        "AgeModel",
        "TemperatureModel",
    ];
    if !known.contains(&base) || held_wrong(id) {
        return;
    }
    let input = case["input"].as_str().unwrap_or_default();
    // A unit without a number is no quantity, «last» and «next» no ordinals of a value.
    let expected: Answer = case["results"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|result| {
            let value = as_number(&result["resolution"]["value"])?;
            Some((result["text"].as_str()?.to_lowercase(), value))
        })
        .collect();
    let read = expressions(input, language, lexicon, None, Lean::Nearest);
    let number = |value: &rust_decimal::Decimal| value.to_string().parse().unwrap_or(f64::NAN);
    let words = |bytes: &std::ops::Range<usize>| input[bytes.clone()].to_lowercase();
    let wanted = |q: &&QuantityExpression| match base {
        "PercentModel" => q.kind == UnitKind::Percent,
        "CurrencyModel" => q.kind == UnitKind::Money,
        "AgeModel" => q.kind == UnitKind::Age,
        "TemperatureModel" => q.dimension == "temperature",
        _ => q.kind == UnitKind::Physical && q.dimension != "temperature",
    };
    let found: Answer = match base {
        "NumberModel" | "OrdinalModel" => read
            .numbers
            .iter()
            .filter(|n| n.ordinal == (base == "OrdinalModel"))
            .map(|n| (words(&n.bytes), number(&n.value)))
            .collect(),
        _ => read
            .quantities
            .iter()
            .filter(wanted)
            .map(|q| (words(&q.bytes), number(&q.written)))
            .collect(),
    };
    let right = expected.len() == found.len()
        && expected.iter().zip(&found).all(|(a, b)| a.0 == b.0 && same(a.1, b.1));
    let suite = format!("Recognizers {base}");
    count(shares, &suite, language, right);
    if !right {
        tell(
            show,
            &suite,
            language,
            &format!("{id} {input}"),
            &format!("{expected:?}"),
            &format!("{found:?}"),
        );
    }
}

/// Duckling's suites; times have a test of their own.
const DUCKLING: &[&str] = &[
    "AmountOfMoney",
    "Distance",
    "Duration",
    "Numeral",
    "Ordinal",
    "Quantity",
    "Temperature",
    "Volume",
];

/// Duckling's names of units, our symbols, and how many of ours one of theirs is.
const UNITS: &[(&str, &str, f64)] = &[
    ("$", "USD", 1.0),
    ("£", "GBP", 1.0),
    ("cent", "USD", 0.01),
    ("cent", "GBP", 0.01),
    ("cent", "EUR", 0.01),
    ("kilometre", "km", 1.0),
    ("metre", "m", 1.0),
    ("m", "m", 1.0),
    ("centimetre", "cm", 1.0),
    ("centimetre", "km", 1e-5),
    ("centimetre", "m", 1e-2),
    ("millimetre", "mm", 1.0),
    ("metre", "km", 1e-3),
    ("mile", "mi", 1.0),
    ("inch", "in", 1.0),
    ("inch", "ft", 1.0 / 12.0),
    ("inch", "yd", 1.0 / 36.0),
    ("foot", "ft", 1.0),
    ("foot", "yd", 1.0 / 3.0),
    ("gram", "g", 1.0),
    ("gram", "kg", 1e-3),
    ("gram", "mg", 1e3),
    ("gram", "lb", 1.0 / 500.0),
    ("gram", "hg", 1e-2),
    ("pound", "lb", 1.0),
    ("ounce", "oz", 1.0),
    ("cup", "cup", 1.0),
    ("celsius", "°C", 1.0),
    ("fahrenheit", "°F", 1.0),
    ("degree", "°C", 1.0),
    ("litre", "l", 1.0),
    ("litre", "L", 1.0),
    ("millilitre", "ml", 1.0),
    ("millilitre", "mL", 1.0),
    ("centilitre", "cl", 1.0),
    ("centilitre", "cL", 1.0),
    ("hectolitre", "hl", 1.0),
    ("hectolitre", "hL", 1.0),
    ("gallon", "gal", 1.0),
];

/// Seconds in a duration, for comparison by length.
const SECONDS: &[(&str, f64)] = &[
    ("second", 1.0),
    ("minute", 60.0),
    ("hour", 3600.0),
    ("day", 86400.0),
    ("week", 604_800.0),
    ("month", 2_592_000.0),
    ("quarter", 7_776_000.0),
    ("year", 31_536_000.0),
];

fn duckling(
    case: &Value,
    suite: &str,
    language: Language,
    lexicon: &Lexicon,
    show: &str,
    shares: &mut Shares,
) {
    let text = case["text"].as_str().unwrap_or_default();
    let id = format!("{suite}.{}:{text}", language.as_str().to_uppercase());
    // Bare numbers taken for amounts are another reader's guess.
    if case["latent"].as_bool() == Some(true) || held_wrong(&id) {
        return;
    }
    // «EN_AU» and the like: where the words were said.
    let country = case["locale"].as_str().and_then(|l| l.split_once('_')).map_or("", |(_, c)| c);
    let read = expressions_from(country, text, language, lexicon, None, Lean::Ahead);
    let expected = &case["expected"];
    let right = if case["negative"].as_bool() == Some(true) {
        !read.quantities.iter().any(|q| q.kind == UnitKind::Money || q.kind == UnitKind::Duration)
    } else if matches!(suite, "Numeral" | "Ordinal") {
        read.numbers.iter().any(|n| {
            let value: f64 = n.value.to_string().parse().unwrap_or(f64::NAN);
            n.ordinal == (suite == "Ordinal")
                && as_number(&expected["value"]).is_some_and(|e| same(e, value))
        })
    } else {
        read.quantities.iter().any(|q| is_expected(suite, expected, q, &read))
    };
    let name = format!("Duckling {suite}");
    count(shares, &name, language, right);
    if !right {
        tell(
            show,
            &name,
            language,
            text,
            &expected.to_string(),
            &format!("{:?} {:?}", read.quantities, read.numbers),
        );
    }
}

fn is_expected(suite: &str, expected: &Value, q: &QuantityExpression, _read: &Expressions) -> bool {
    let number = |value: rust_decimal::Decimal| value.to_string().parse().unwrap_or(f64::NAN);
    let agrees = |side: &Value, value: f64| {
        let Some(wanted) = as_number(&side["value"]) else { return false };
        let unit = side["unit"].as_str().unwrap_or_default();
        if suite == "Duration" {
            let seconds = |name: &str| SECONDS.iter().find(|(n, _)| *n == name).map(|(_, s)| *s);
            return seconds(unit)
                .zip(seconds(&q.unit))
                .is_some_and(|(a, b)| (wanted * a - value * b).abs() <= 0.02 * wanted * a);
        }
        unit == q.unit && same(wanted, value)
            || matches!(unit, "unknown" | "riyal" | "rial") && same(wanted, value)
            || unit == "$" && q.kind == UnitKind::Money && same(wanted, value)
            || UNITS.iter().any(|(theirs, ours, factor)| {
                *theirs == unit && *ours == q.unit && same(wanted * factor, value)
            })
    };
    let value = number(q.value);
    match expected["type"].as_str() {
        Some("interval") => match (expected.get("from"), expected.get("to")) {
            (Some(from), Some(to)) => {
                agrees(from, value) && q.max.is_some_and(|max| agrees(to, number(max)))
            }
            (Some(from), None) => {
                matches!(q.qualifier.as_str(), "at_least" | "more_than") && agrees(from, value)
            }
            (None, Some(to)) => {
                matches!(q.qualifier.as_str(), "at_most" | "less_than") && agrees(to, value)
            }
            _ => false,
        },
        _ => agrees(expected, value),
    }
}
