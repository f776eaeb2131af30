//! Sentences and tokens of hard cases, in four languages, and of texts that could take long.
//!
//! A data file (`fr.txt`, ...) holds cases: `> ` and a text, then `- ` and a sentence for each that it
//! has, or `| ` and its tokens with ` | ` between them, or both. `\n`, `\r`, `\t` and `\u{a0}` stand for
//! the characters; lines that begin with `#` say what the cases below them are about.

#![expect(clippy::print_stdout, reason = "what is wrong is said on standard output")]

use newsgraph::language::{Analysis, Language};
use newsgraph::lexicon::Lexicon;

/// The fewest cases that a language must have.
const FEWEST: usize = 60;

#[derive(Debug, Default)]
struct Case {
    line: usize,
    text: String,
    sentences: Vec<String>,
    tokens: Vec<String>,
}

/// Reads the cases of a data file.
fn read(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in file.lines().enumerate() {
        let line_number = index + 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (mark, content) =
            line.split_once(' ').unwrap_or_else(|| panic!("line {line_number}: no mark"));
        let content = unescape(content);
        if mark == ">" {
            cases.push(Case { line: line_number, text: content, ..Case::default() });
            continue;
        }
        let case = cases.last_mut().unwrap_or_else(|| panic!("line {line_number}: no text above"));
        match mark {
            "-" => case.sentences.push(content),
            "|" => case.tokens.extend(content.split(" | ").map(str::to_owned)),
            _ => panic!("line {line_number}: begins with none of `>`, `-`, `|`, `#`"),
        }
    }
    cases
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let escape = &rest[at + 1..];
        let (character, length) = match escape.chars().next() {
            Some('n') => ('\n', 1),
            Some('r') => ('\r', 1),
            Some('t') => ('\t', 1),
            _ => {
                let end = escape.find('}').expect("an escape ends in a brace");
                let code = escape[..end].strip_prefix("u{").expect("an escape is \\u{...}");
                let code = u32::from_str_radix(code, 16).expect("hexadecimal digits");
                (char::from_u32(code).expect("a character"), end + 1)
            }
        };
        plain.push(character);
        rest = &escape[length..];
    }
    plain + rest
}

/// Prints what differs in a case; says whether it is right.
fn check(case: &Case, file: &str, analysis: &Analysis<'_>) -> bool {
    let sentences: Vec<String> =
        analysis.sentences.iter().map(|s| case.text[s.start..s.end].to_owned()).collect();
    let tokens: Vec<String> =
        (0..analysis.tokens.len()).map(|at| analysis.surface(at).to_owned()).collect();
    let mut right = true;
    for (what, expected, found, mark) in [
        ("sentences", &case.sentences, &sentences, " ‖ "),
        ("tokens", &case.tokens, &tokens, " | "),
    ] {
        if !expected.is_empty() && expected != found {
            right = false;
            println!("{file}:{}: {what} of {:?}", case.line, case.text);
            println!("    expected  {:?}", expected.join(mark));
            println!("    found     {:?}", found.join(mark));
        }
    }
    right
}

fn run(tag: &str, file: &str) {
    let lexicon = Lexicon::bundled().expect("the bundled ontology");
    let language: Language = tag.parse().expect("a language tag");
    let words = lexicon.words(language).expect("a language of the ontology");
    let cases = read(file);
    assert!(cases.len() >= FEWEST, "{tag}: only {} cases", cases.len());
    let name = format!("tests/language/{tag}.txt");
    let wrong = cases
        .iter()
        .filter(|case| !check(case, &name, &Analysis::new(&case.text, language, words)))
        .count();
    assert_eq!(wrong, 0, "{tag}: {wrong} of {} cases are wrong, see above", cases.len());
}

#[test]
fn french() {
    run("fr", include_str!("fr.txt"));
}

#[test]
fn dutch() {
    run("nl", include_str!("nl.txt"));
}

#[test]
fn english() {
    run("en", include_str!("en.txt"));
}

#[test]
fn german() {
    run("de", include_str!("de.txt"));
}

/// A megabyte of one mark, or of a short pattern without end: work that grew with the square of the
/// length would keep this test busy for hours.
#[test]
fn a_megabyte_of_anything_is_read() {
    const PATTERNS: &[&str] = &[
        "a",
        "A",
        "1",
        "é",
        " ",
        "\n",
        ".",
        "!",
        "?",
        "…",
        "’",
        "'",
        "\"",
        "«",
        "»",
        "“",
        "”",
        "(",
        ")",
        "[",
        "-",
        "–",
        "_",
        "*",
        "=",
        "+",
        "&",
        "@",
        "#",
        "/",
        "😀",
        "\u{301}",
        "\u{200b}",
        "\u{200d}",
        "\u{ad}",
        "\u{a0}",
        "🇧",
        "a.",
        "A.",
        "a.b",
        "ab.",
        "abc.de.",
        "a-",
        "a’",
        "l’",
        "a!",
        "!)",
        "!(",
        "(!",
        "!»",
        ". (",
        "! ",
        "? «",
        "M. ",
        "z. B. ",
        "1.",
        "1,",
        "1'",
        "@a",
        "a@",
        "a@b.",
        "www.",
        "http://",
        "a/",
        "a+",
        "1. A",
        "« . »",
        "a\u{200b}",
        "’s",
        "’n’",
        "A.-",
        "…)",
        "(…",
        "'a'",
        "De ",
        "U.S. De ",
    ];
    const LENGTH: usize = 1 << 20;
    let lexicon = Lexicon::bundled().expect("the bundled ontology");
    for tag in ["fr", "nl", "en", "de"] {
        let language: Language = tag.parse().expect("a language tag");
        let words = lexicon.words(language).expect("a language of the ontology");
        for pattern in PATTERNS {
            // One language reads it all; the others what their own words could make slow.
            let single = pattern.chars().count() == 1;
            let length = LENGTH >> (4 * u32::from(tag != "fr") + 2 * u32::from(!single));
            let text = pattern.repeat(length / pattern.len());
            let analysis = Analysis::new(&text, language, words);
            let mut at = 0;
            for token in &analysis.tokens {
                assert!(at <= token.start && token.start < token.end, "{pattern:?} at {at}");
                at = token.end;
            }
            let covered: usize = analysis.sentences.iter().map(|s| s.tokens.len()).sum();
            assert_eq!(covered, analysis.tokens.len(), "{pattern:?}");
        }
    }
}
