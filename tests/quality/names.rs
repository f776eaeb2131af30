//! Names: precision, recall and F1 on the annotated corpora, by language and by type.

use crate::corpus::{Document, GoldName, read, shared};
use newsgraph::catalogue::Catalogue;
use newsgraph::language::{Analysis, Language};
use newsgraph::lexicon::Lexicon;
use newsgraph::recognize::{Name, recognize};
use std::collections::BTreeMap;
use std::path::Path;

/// Floors of F1 in per cent, exact span and type: (corpus, all types, PER and LOC and ORG).
const FLOORS: &[(&str, f64, f64)] = &[
    ("fr", 79.5, 82.0),
    ("nl", 79.2, 81.8),
    ("en", 78.8, 81.1),
    ("de", 76.8, 79.4),
    ("wikinews", 71.5, 77.0),
];

/// The types that every recogniser knows.
const CLASSIC: [&str; 3] = ["PER", "LOC", "ORG"];

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Count {
    fn f1(self) -> (f64, f64, f64) {
        let share =
            |part: usize, of: usize| if of == 0 { 0.0 } else { 100.0 * part as f64 / of as f64 };
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            right: self.right + other.right,
        }
    }
}

/// Counts by type, and of overlaps of any type under «any».
fn compare(
    document: &Document,
    names: &[Name],
    counts: &mut BTreeMap<&'static str, Count>,
    show: bool,
) {
    let gold = document.names();
    let same =
        |name: &Name, gold: &GoldName| name.bytes == gold.bytes && name.kind.code() == gold.kind;
    let touch = |name: &Name, gold: &GoldName| {
        name.bytes.start < gold.bytes.end && gold.bytes.start < name.bytes.end
    };
    for name in names {
        let count = counts.entry(name.kind.code()).or_default();
        count.found += 1;
        count.right += usize::from(gold.iter().any(|g| same(name, g)));
        let any = counts.entry("any").or_default();
        any.found += 1;
        any.right += usize::from(gold.iter().any(|g| touch(name, g)));
    }
    for one in &gold {
        let kind = newsgraph::recognize::NameType::from_code(&one.kind).map_or("any", |k| k.code());
        counts.entry(kind).or_default().gold += 1;
        counts.entry("any").or_default().gold += 1;
        if show && !names.iter().any(|n| same(n, one)) {
            let found: Vec<String> = names
                .iter()
                .filter(|n| touch(n, one))
                .map(|n| format!("{}:{}", n.kind.code(), &document.text[n.bytes.clone()]))
                .collect();
            let what = if found.is_empty() { "MISS" } else { "DIFF" };
            println!(
                "{what}\t{}:{}\t{}\t{}",
                one.kind,
                &document.text[one.bytes.clone()],
                found.join(" | "),
                around(document, one.bytes.clone())
            );
        }
    }
    if show {
        for name in names.iter().filter(|n| !gold.iter().any(|g| touch(n, g))) {
            println!(
                "EXTRA\t{}:{}\t{}\t{}",
                name.kind.code(),
                &document.text[name.bytes.clone()],
                name.confidence,
                around(document, name.bytes.clone())
            );
        }
    }
}

/// The words around a range.
fn around(document: &Document, bytes: std::ops::Range<usize>) -> String {
    let line = document
        .lines
        .iter()
        .find(|(_, l)| l.contains(&bytes.start))
        .map_or(0..0, |(_, l)| l.clone());
    let mut start = bytes.start.saturating_sub(45).max(line.start);
    while !document.text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (bytes.end + 40).min(line.end).max(bytes.end);
    while !document.text.is_char_boundary(end) {
        end += 1;
    }
    document.text[start..end].to_owned()
}

#[test]
fn names_on_the_corpora() {
    let Some(shared) = shared() else { return };
    let lexicon = Lexicon::bundled().expect("the bundled ontology");
    let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
    let wanted = std::env::var("QUALITY_ERRORS").unwrap_or_default();
    let mut low = Vec::new();
    println!(
        "{:10} {:6} {:>5} {:>5} {:>5} {:>6} {:>6} {:>6}",
        "corpus", "type", "gold", "found", "right", "P", "R", "F1"
    );
    for &(corpus, all_floor, classic_floor) in FLOORS {
        let (folder, name) = if corpus == "wikinews" {
            ("corpora/wikinews", "fr")
        } else {
            ("corpora/ntrex", corpus)
        };
        let counts = measure(&shared.join(folder), name, &lexicon, &catalogue, wanted == corpus);
        let sum = |types: &dyn Fn(&str) -> bool| {
            counts
                .iter()
                .filter(|(kind, _)| types(kind))
                .fold(Count::default(), |sum, (_, c)| sum.plus(*c))
        };
        let all = sum(&|kind| kind != "any");
        let classic = sum(&|kind| CLASSIC.contains(&kind));
        let rows = counts.iter().map(|(kind, count)| (*kind, *count));
        for (kind, count) in rows.chain([("all", all), ("P+L+O", classic)]) {
            let (p, r, f) = count.f1();
            println!(
                "{corpus:10} {kind:6} {:5} {:5} {:5} {p:6.1} {r:6.1} {f:6.1}",
                count.gold, count.found, count.right
            );
        }
        for (what, count, floor) in
            [("all types", all, all_floor), ("PER, LOC, ORG", classic, classic_floor)]
        {
            if count.f1().2 < floor {
                low.push(format!("{corpus}: {what}: F1 {:.1} is below {floor}", count.f1().2));
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}

fn measure(
    folder: &Path,
    name: &str,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    show: bool,
) -> BTreeMap<&'static str, Count> {
    let language: Language = name.parse().expect("a language tag");
    let words = lexicon.words(language).expect("a language of the ontology");
    let mut counts = BTreeMap::new();
    for document in read(folder, name).expect("a corpus") {
        let analysis = Analysis::new(&document.text, language, words);
        compare(&document, &recognize(&analysis, lexicon, catalogue), &mut counts, show);
    }
    counts
}
