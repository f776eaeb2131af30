//! Amounts side by side: what is the same, rounded, within bounds, misread.

use super::amount::{Amount, Nearness, Relation, UnitKind, relate};

fn amount(text: &str) -> Amount {
    let (words, unit) = text.split_once(' ').unwrap_or((text, ""));
    let (nearness, number) = match words.chars().next() {
        Some('~') => (Nearness::About, &words[1..]),
        Some('>') => (Nearness::AtLeast, &words[1..]),
        Some('<') => (Nearness::AtMost, &words[1..]),
        Some('^') => (Nearness::Magnitude, &words[1..]),
        _ => (Nearness::Plain, words),
    };
    let (value, max) = number.split_once("..").unwrap_or((number, ""));
    let kind = match unit {
        "" => UnitKind::None,
        "%" | "pp" => UnitKind::Share,
        "EUR" | "USD" => UnitKind::Currency,
        "MW" => UnitKind::Of("power".to_owned()),
        _ => UnitKind::Of("length".to_owned()),
    };
    Amount {
        value: value.parse().unwrap(),
        max: max.parse().ok(),
        nearness: if max.is_empty() { nearness } else { Nearness::Between },
        unit: unit.to_owned(),
        kind,
    }
}

#[test]
fn amounts_are_laid_side_by_side() {
    for (one, two, expected) in [
        ("85000", "85000", Relation::Equal),
        ("85000", "~85000", Relation::Rounded),
        ("85000", "~90000", Relation::Rounded),
        ("85000", "84600", Relation::Rounded),
        ("84.6 %", "85 %", Relation::Rounded),
        ("85000", "^10000", Relation::Rounded),
        ("9000000", "8600000", Relation::Rounded),
        ("85000", ">85000", Relation::Compatible),
        ("85400", ">85000", Relation::Compatible),
        ("85000", "80000..90000", Relation::Compatible),
        ("85000", "<90000", Relation::Compatible),
        ("31500000000 EUR", "31500000 EUR", Relation::Scale),
        ("59000000000 EUR", "59000000000 USD", Relation::Currency),
        ("12 %", "12 pp", Relation::Unit),
        ("59000000000 EUR", "64000000000 USD", Relation::None),
        ("59 EUR", "59 %", Relation::None),
        ("300000", ">85000", Relation::None),
    ] {
        assert_eq!(relate(&amount(one), &amount(two)), expected, "{one} and {two}");
        assert_eq!(relate(&amount(two), &amount(one)), expected, "{two} and {one}");
    }
    for (one, two) in [
        ("85000", "80000"),
        ("85000", "90000"),
        ("85000", "^1000000"),
        ("84000", ">85000"),
        ("59", "~64"),
        ("49 EUR", "63 EUR"),
        ("84.6 %", "86 %"),
    ] {
        let relation = relate(&amount(one), &amount(two));
        assert!(matches!(relation, Relation::Differ(_)), "{one} and {two}: {relation:?}");
    }
}

#[test]
fn digits_tell() {
    assert!(amount("31500000000").telling() > amount("59000000000").telling());
    assert!(amount("600000").telling() > amount("6").telling());
    assert!(amount("100 %").telling() < amount("50").telling());
}
