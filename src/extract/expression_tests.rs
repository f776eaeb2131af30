//! Numbers, quantities and times of any text: ranges that give back their words, no panic, and time in
//! proportion to length.

use super::testing::lexicon;
use super::{Lean, expressions};

const LANGUAGES: [&str; 4] = ["fr", "nl", "en", "de"];

/// What sets the rules going, and what they must not stumble over.
const PIECES: &[&str] = &[
    "1",
    "12",
    "2026",
    "1.234,56",
    ",5",
    ".5",
    "3/4",
    "1e9",
    "^",
    "-",
    "–",
    "- ",
    "−5",
    "%",
    "°C",
    "€",
    "$",
    "h",
    "15h30",
    "3:18",
    "km",
    "5G",
    "one",
    "two",
    "hundred",
    "thousand",
    "million",
    "and",
    "a",
    "half",
    "third",
    "fifths",
    "point",
    "deux",
    "cent",
    "mille",
    "et",
    "demi",
    "virgule",
    "quatre-vingt",
    "twee",
    "en",
    "dertig",
    "honderd",
    "half vier",
    "zwei",
    "und",
    "hundert",
    "Komma",
    "Viertel",
    "May",
    "mars",
    "été",
    "août",
    "lundi",
    "Monday",
    "next",
    "last",
    "week",
    "of",
    "de",
    "von",
    "from",
    "to",
    "bis",
    "since",
    "3 mai 2026",
    "2014-2018",
    "in",
    "ago",
    "il y a",
    "geleden",
    "Uhr",
    "uur",
    "pm",
    "«",
    "»",
    "“",
    "\"",
    "'",
    "’",
    "(",
    ")",
    ".",
    ",",
    ";",
    "\n",
    "\n\n",
    " ",
    "\u{a0}",
    "\u{202f}",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "⅙",
    "😀",
    "\u{301}",
    "٣",
    "中",
    "http://a.b/1?c=2",
    "x",
    "T",
    "l'",
    "d'",
    "9999999999999999999999999999999999",
];

/// A text of so many pieces, the same for the same seed.
fn text(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = String::new();
    for _ in 0..length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(PIECES[(state % PIECES.len() as u64) as usize]);
        if state & 0x300 != 0 {
            text.push(' ');
        }
    }
    text
}

#[test]
fn any_text_is_read_without_panic_and_its_ranges_are_words_of_it() {
    let now = "2026-01-15T10:00:00".parse().ok();
    for seed in 1..400 {
        let text = text(seed, 40);
        for language in LANGUAGES {
            let language = language.parse().expect("a tag");
            for (now, lean) in [(now, Lean::Nearest), (None, Lean::Ahead)] {
                let read = expressions(&text, language, lexicon(), now, lean);
                let numbers = read.numbers.iter().map(|n| n.bytes.clone());
                let quantities = read.quantities.iter().map(|q| q.bytes.clone());
                let times = read.times.iter().map(|t| t.bytes.clone());
                for bytes in numbers.chain(quantities).chain(times) {
                    let words = text.get(bytes.clone());
                    assert!(words.is_some_and(|w| !w.trim().is_empty()), "{bytes:?} of {text:?}");
                }
                for time in &read.times {
                    assert!(time.start <= time.end, "{time:?} of {text:?}");
                }
            }
        }
    }
}

/// How long they take is measured in `benches/extract.rs`.
#[test]
fn long_runs_are_read() {
    let runs = [
        "1", "1 ", "111 ", "1,", "(", "\"", "A", "A ", "deux ", "hundred ", "zwei", "Monday ",
        "- ", "3 mai ",
    ];
    for run in runs {
        for language in ["fr", "de"] {
            let language = language.parse().expect("a tag");
            let text = run.repeat(10_000 / run.len());
            let read = expressions(&text, language, lexicon(), None, Lean::Nearest);
            assert!(read.numbers.iter().all(|n| n.bytes.end <= text.len()), "{run:?}");
        }
    }
}

/// The values of all numbers of a text, ordinals with a stop behind.
fn numbers(language: &str, text: &str) -> Vec<String> {
    let language = language.parse().expect("a tag");
    let read = expressions(text, language, lexicon(), None, Lean::Nearest);
    let told = |n: &super::NumberExpression| {
        format!("{}{}", n.value.normalize(), if n.ordinal { "." } else { "" })
    };
    read.numbers.iter().map(told).collect()
}

#[test]
fn number_words_compose_in_four_languages() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("fr", "septante-trois, quatre vingt douze, deux mille cent deux", &["73", "92", "2102"]),
        (
            "fr",
            "un million et demi, deux virgule cinq, le vingt-cinquième",
            &["1500000", "2.5", "25."],
        ),
        (
            "nl",
            "drie en dertig, honderdachtste, tweeënhalf, een miljoen",
            &["33", "108.", "2.5", "1000000"],
        ),
        (
            "en",
            "one and a half, three fifths, 3 hundred and 21, twenty-first",
            &["1.5", "0.6", "321", "21."],
        ),
        ("en", "minus five point zero three, 1 234 567, 2 1/4", &["-5.03", "1234567", "2.25"]),
        (
            "de",
            "zweihundertdreißig, zwei Komma drei, fünf und drei Viertel",
            &["230", "2.3", "5.75"],
        ),
    ];
    for (language, text, wanted) in cases {
        assert_eq!(numbers(language, text), *wanted, "{text}");
    }
}

#[test]
fn times_lie_on_the_calendar() {
    let now = "2026-01-15T10:00:00".parse().ok();
    let cases = [
        ("fr", "Il vient mardi prochain.", "2026-01-20", "2026-01-21"),
        ("nl", "Het duurt van 13 tot 15 juli 2026.", "2026-07-13", "2026-07-16"),
        ("en", "It was sold three weeks ago.", "2025-12-25", "2025-12-26"),
        ("de", "Das war am dritten Dienstag im September 2014.", "2014-09-16", "2014-09-17"),
        ("en", "It opens on Easter Monday 2026.", "2026-04-06", "2026-04-07"),
    ];
    for (language, text, start, end) in cases {
        let language = language.parse().expect("a tag");
        let read = expressions(text, language, lexicon(), now, Lean::Nearest);
        let found: Vec<_> = read.times.iter().map(|t| (t.start, t.end)).collect();
        let day = |date: &str| format!("{date}T00:00:00").parse().ok();
        assert_eq!(found, [(day(start), day(end))], "{text}");
    }
}
