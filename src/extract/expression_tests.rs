//! Numbers, quantities and times of any text: ranges that give back their words, no panic, and time in
//! proportion to length.

use super::testing::lexicon;
use super::{Lean, expressions};
use std::time::Instant;

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

#[test]
fn long_runs_take_time_in_proportion() {
    let runs = [
        "1", "1 ", "111 ", "1,", "(", "\"", "A", "A ", "deux ", "hundred ", "zwei", "Monday ",
        "- ", "3 mai ",
    ];
    for run in runs {
        for language in ["fr", "de"] {
            let language = language.parse().expect("a tag");
            let mut took = |length: usize| {
                let text = run.repeat(length / run.len());
                let start = Instant::now();
                let _ = expressions(&text, language, lexicon(), None, Lean::Nearest);
                start.elapsed().as_secs_f64()
            };
            took(10_000);
            let (small, large) = (took(50_000), took(400_000));
            // Eight times as long a text; quadratic time would be 64 times.
            assert!(large < 0.2 || large < 24.0 * small, "{run:?}: {small} s, then {large} s");
        }
    }
}
