//! Times in four languages: the days they lie on, their values as TIMEX3 writes them, and what is no time.

use super::testing::lexicon;
use super::{Lean, TimeExpression, UnitKind, expressions};

/// The times of a text read on Thursday 15 January 2026 at ten.
fn times(language: &str, text: &str) -> Vec<TimeExpression> {
    let now = "2026-01-15T10:00:00".parse().ok();
    let language = language.parse().expect("a tag");
    expressions(text, language, lexicon(), now, Lean::Nearest).times
}

/// Words, first day and the day behind the last.
fn told(language: &str, text: &str) -> Vec<(String, String, String)> {
    let day = |at: Option<jiff::civil::DateTime>| at.map(|at| at.date().to_string());
    times(language, text)
        .into_iter()
        .map(|time| {
            let (start, end) = (day(time.start), day(time.end));
            (text[time.bytes].to_owned(), start.unwrap_or_default(), end.unwrap_or_default())
        })
        .collect()
}

#[test]
fn parts_of_a_period_are_counted_from_its_ends() {
    let cases = [
        (
            "fr",
            "Sur les neuf premiers mois de 2025.",
            "les neuf premiers mois de 2025",
            "2025-01-01",
            "2025-10-01",
        ),
        (
            "nl",
            "Het zijn de eerste drie maanden van 2021.",
            "de eerste drie maanden van 2021",
            "2021-01-01",
            "2021-04-01",
        ),
        (
            "en",
            "It fell in the last four months of 2021.",
            "the last four months of 2021",
            "2021-09-01",
            "2022-01-01",
        ),
        (
            "de",
            "Es waren die ersten zehn Tage des Jahres 2020.",
            "die ersten zehn Tage des Jahres 2020",
            "2020-01-01",
            "2020-01-11",
        ),
        (
            "en",
            "It rained in the first 2 weeks of 2021.",
            "the first 2 weeks of 2021",
            "2021-01-04",
            "2021-01-18",
        ),
    ];
    for (language, text, words, start, end) in cases {
        let wanted = (words.to_owned(), start.to_owned(), end.to_owned());
        assert_eq!(told(language, text), [wanted], "{text}");
    }
}

#[test]
fn days_and_years_in_many_wordings() {
    let cases = [
        ("en", "It was built in nineteen eighty-six.", "1986-01-01", "1987-01-01"),
        ("en", "We meet on Tue 20th.", "2026-01-20", "2026-01-21"),
        ("en", "Two Thursdays ago it snowed.", "2026-01-01", "2026-01-02"),
        ("fr", "Il ouvrira vendredi.", "2026-01-16", "2026-01-17"),
        ("fr", "Il a ouvert vendredi.", "2026-01-09", "2026-01-10"),
        ("nl", "De zaal zal maandag sluiten.", "2026-01-19", "2026-01-20"),
        ("de", "Der Saal wird am Montag geschlossen.", "2026-01-19", "2026-01-20"),
        ("en", "Sales rose in Jan-Feb 2017.", "2017-01-01", "2017-03-01"),
        ("en", "It comes 2 years 1 month 21 days later.", "2028-03-07", "2028-03-08"),
        ("nl", "Dat was in 2017 april.", "2017-04-01", "2017-05-01"),
        ("fr", "On le sait depuis début octobre 2025.", "2025-10-01", "2025-10-11"),
    ];
    for (language, text, start, end) in cases {
        let found = told(language, text);
        let days: Vec<_> = found.iter().map(|(_, a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(days, [(start, end)], "{text}");
    }
}

#[test]
fn values_are_those_of_timex3() {
    let cases = [
        ("fr", "Ils viennent chaque jour.", "P1D"),
        ("fr", "Ses efforts annuels.", "P1Y"),
        ("nl", "Zij komen elke maandag.", "XXXX-WXX-1"),
        ("en", "They meet every two weeks.", "P2W"),
        ("de", "Sie kommen monatlich.", "P1M"),
        ("fr", "On y vient en été.", "XXXX-SU"),
        ("fr", "Il y pensera à l'avenir.", "FUTURE_REF"),
        ("en", "It was recently sold.", "PAST_REF"),
        ("nl", "Momenteel is hij er.", "PRESENT_REF"),
    ];
    for (language, text, value) in cases {
        let found: Vec<_> = times(language, text).into_iter().map(|time| time.timex).collect();
        assert_eq!(found, [value], "{text}");
    }
}

#[test]
fn a_range_and_a_day_with_its_hour_have_parts() {
    let parts = |language: &str, text: &str| -> Vec<String> {
        let found = times(language, text);
        found.into_iter().flat_map(|time| time.parts).map(|(_, value)| value).collect()
    };
    assert_eq!(
        parts("fr", "Ouvert le samedi 24 janvier 2026 à 17 h 30."),
        ["2026-01-24", "2026-01-24T17:30"]
    );
    assert_eq!(parts("nl", "Open van 3 mei 2026 tot 5 juni 2026."), ["2026-05-03", "2026-06-05"]);
}

#[test]
fn what_looks_like_a_time_and_is_none() {
    let cases = [
        ("fr", "Les quotidiens en parlent."),
        ("fr", "Le projet a été revu par sept élus."),
        ("en", "One may ask why."),
        ("en", "They sat in the sun."),
        ("en", "They attend three night schools."),
        ("nl", "Hij wist waar hij zat."),
        ("fr", "Il regarde la mer."),
        ("de", "Das sagt man so."),
    ];
    for (language, text) in cases {
        assert_eq!(told(language, text), [], "{text}");
    }
}

#[test]
fn years_of_age_are_no_length() {
    let cases = [
        ("fr", "Paul Martin, 54 ans, en sort."),
        ("fr", "Elle a 29 ans."),
        ("en", "Paul Martin (54 years) leaves."),
        ("nl", "Zij wordt 30 jaar."),
    ];
    for (language, text) in cases {
        let language = language.parse().expect("a tag");
        let read = expressions(text, language, lexicon(), None, Lean::Nearest);
        let kinds: Vec<_> = read.quantities.iter().map(|quantity| quantity.kind).collect();
        assert_eq!(kinds, [UnitKind::Age], "{text}");
    }
}
