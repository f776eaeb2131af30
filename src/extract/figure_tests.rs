//! Ages, shares, scores, single units, parts and what is no figure, in four languages.

use super::testing::read;
use super::{FigureFact, Modality, Reading, UnitKind, extract};
use crate::recognize::NameType::{self, Organization, Person};

/// What a test asks of each figure of a text.
fn ask<T>(
    language: &str,
    text: &str,
    names: &[(&str, NameType)],
    question: impl Fn(&Reading<'_>, &FigureFact) -> Option<T>,
) -> Vec<T> {
    read(language, text, names, "2026-01-15", |reading| {
        extract(reading).figures.iter().filter_map(|fact| question(reading, fact)).collect()
    })
}

/// `value[..max] unit` of each figure, `age` for ages.
fn values(language: &str, text: &str) -> Vec<String> {
    ask(language, text, &[], |_, fact| {
        let q = fact.quantity.as_ref()?;
        let max = q.max.map(|m| format!("..{}", m.normalize())).unwrap_or_default();
        let unit = if q.kind == UnitKind::Age { "age" } else { &q.unit };
        Some(format!("{}{max} {unit}", q.value.normalize()).trim_end().to_owned())
    })
}

#[test]
fn ages_are_told_in_many_ways() {
    assert_eq!(
        values("en", "Two men, aged 33, 34 and 39, came."),
        ["2", "33 age", "34 age", "39 age"]
    );
    assert_eq!(values("en", "The Scot, 42, is happy."), ["42 age"]);
    assert_eq!(values("fr", "Un homme de 56 ans est venu."), ["56 age"]);
    assert_eq!(values("fr", "Un contrat de 3 ans est signé."), ["3 year"]);
    assert_eq!(values("nl", "De 24-jarige zanger kwam."), ["24 age"]);
    assert_eq!(values("de", "Der Sänger ist 24 Jahre alt."), ["24 age"]);
}

#[test]
fn one_counts_only_where_it_is_meant() {
    assert_eq!(values("fr", "Elle part pendant une semaine."), ["1 week"]);
    assert_eq!(values("en", "It closes for a month."), ["1 month"]);
    assert_eq!(values("de", "Es dauerte einen Monat."), ["1 month"]);
    assert_eq!(values("nl", "Er is één browser."), ["1"]);
    assert_eq!(values("fr", "Il reste un seul nid."), ["1"]);
    assert_eq!(values("en", "They plan a second summit."), [""; 0]);
    assert_eq!(values("en", "It costs $350 a day."), ["350 USD"]);
}

#[test]
fn units_within_words_and_alone() {
    assert_eq!(values("nl", "Ze wachtten een half uur."), ["0.5 hour"]);
    assert_eq!(values("de", "Der zweistündige Kurs beginnt."), ["2 hour"]);
    assert_eq!(values("fr", "Un contentieux vieux de dizaines d'années."), ["10 year"]);
    assert_eq!(values("en", "She won twice."), ["2"]);
    assert_eq!(values("fr", "Il pèse 660 kg. Elle aussi."), ["660 kg"]);
    assert_eq!(values("nl", "Het kostte anderhalf miljoen euro."), ["1500000 EUR"]);
    assert_eq!(values("fr", "Six autres millions de personnes attendent."), ["6000000"]);
}

#[test]
fn shares_and_parts() {
    assert_eq!(values("en", "One in five children has one."), ["20 %"]);
    assert_eq!(values("fr", "Un enfant sur cinq en a un."), ["20 %"]);
    assert_eq!(values("nl", "Eén op de vijf kinderen heeft er een."), ["20 %"]);
    assert_eq!(values("de", "Ein Team von zehn Leuten kam."), ["10"]);
    assert_eq!(values("en", "She lost 19 of her 29 matches."), ["19", "29"]);
    assert_eq!(values("fr", "La deuxième moitié du mois fut calme."), [""; 0]);
}

#[test]
fn scores_are_no_ranges_and_no_clocks() {
    assert_eq!(values("de", "Sie gewannen 2:0 zu Hause."), ["2..0 score"]);
    assert_eq!(values("en", "A 1-0 win came late."), ["1..0 score"]);
    assert_eq!(values("fr", "Ils ont gagné 2 à 1 contre Lyon."), ["2..1 score"]);
    assert_eq!(values("en", "He went 5-0-0 there."), ["5..0 score"]);
    assert_eq!(values("en", "It needs 10-12 jobs."), ["10..12"]);
    assert_eq!(values("de", "Es beginnt um 20:15 im Saal."), [""; 0]);
    assert_eq!(values("fr", "Il arrive à 17 h 30 au port."), [""; 0]);
    assert_eq!(values("nl", "Het begint om ongeveer 4 uur."), [""; 0]);
}

#[test]
fn codes_years_and_words_are_no_figures() {
    assert_eq!(values("en", "Call 859-292-3680 now."), [""; 0]);
    assert_eq!(values("en", "He won 14 titles."), ["14"]);
    assert_eq!(values("en", "She paid a $500 fine."), ["500 USD"]);
    assert_eq!(values("de", "Im 18. Wahlbezirk wird gezählt."), [""; 0]);
}

#[test]
fn cues_reach_as_far_as_their_clause() {
    let modality = |language, text| ask(language, text, &[], |_, fact| Some(fact.modality));
    assert_eq!(
        modality("fr", "L'économie devrait croître, alors que 300 emplois existaient déjà."),
        [Modality::Reported]
    );
    assert_eq!(modality("en", "It will insulate 300 homes by 2029."), [Modality::Target]);
    assert_eq!(modality("en", "It is expected to cost $5 million."), [Modality::Forecast]);
}

#[test]
fn a_source_is_named_by_the_sentence_and_speaks_of_the_figure() {
    let names = [("Aldovia", Organization), ("Ann Droste", Person)];
    let source =
        |text| ask("en", text, &names, |_, fact| Some(fact.source.clone().map(|s| s.name)));
    assert_eq!(source("Aldovia said that 300 jobs were lost."), [Some("Aldovia".to_owned())]);
    assert_eq!(source("Ann Droste came. She said that 300 jobs were lost."), [None]);
}

#[test]
fn a_month_without_a_year_is_the_nearest_one() {
    let cases = [
        ("de", "Das Ticket kostet ab Dezember 63 Euro.", "2025-12"),
        ("fr", "Le ticket coûte 63 euros en mars.", "2026-03"),
    ];
    for (language, text, month) in cases {
        let starts = ask(language, text, &[], |_, fact| fact.period.clone().map(|p| p.0));
        assert_eq!(starts, [month], "{text}");
    }
}

#[test]
fn who_is_worked_with_promises_nothing() {
    let text = "The company works with BeCode and Howest. It has pledged to become carbon negative by 2030.";
    let names = [("BeCode", Organization), ("Howest", Organization)];
    let subjects = ask("en", text, &names, |_, fact| Some(fact.subject.clone().map(|s| s.name)));
    assert_eq!(subjects, [None], "{text}");
}
