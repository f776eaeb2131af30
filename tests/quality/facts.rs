//! Figures, quotations and roles: precision, recall and F1 of the whole pipeline on the annotated
//! corpora, and how often what belongs to a found figure is right, too.

use crate::corpus::{Document, read, shared};
use newsgraph::article::Article;
use newsgraph::facts::{Facts, Figure, Quote, Role};
use newsgraph::iri::Base;
use newsgraph::language::fold;
use newsgraph::pipeline::Pipeline;
use std::collections::BTreeMap;
use std::ops::Range;

/// Floors of F1 in per cent: (corpus, figures, quotations, quotations with speaker, roles).
const FLOORS: &[(&str, f64, f64, f64, f64)] = &[
    ("fr", 94.5, 94.0, 78.5, 77.5),
    ("nl", 95.5, 94.5, 74.5, 78.5),
    ("en", 91.0, 95.0, 78.5, 82.0),
    ("de", 92.5, 94.0, 72.0, 78.0),
    ("wikinews", 92.5, 98.0, 72.0, 72.5),
];

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Count {
    /// Precision, recall and F1 in per cent.
    fn scores(self) -> (f64, f64, f64) {
        let share =
            |part: usize, of: usize| if of == 0 { 0.0 } else { 100.0 * part as f64 / of as f64 };
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// One corpus's counts by what was counted.
type Counts = BTreeMap<&'static str, Count>;

/// A document as the pipeline read it, with its gold records.
struct Judged<'a> {
    document: &'a Document,
    facts: Facts,
    /// Line number and code-point range.
    lines: Vec<(usize, Range<usize>)>,
    show: bool,
}

impl<'a> Judged<'a> {
    fn new(document: &'a Document, language: &str, pipeline: &Pipeline, show: bool) -> Self {
        let article = Article {
            text: document.text.clone(),
            language: language.to_owned(),
            ..Article::default()
        };
        let facts = pipeline.extract(&article);
        let points = |byte: usize| document.text[..byte].chars().count();
        let lines =
            document.lines.iter().map(|(n, r)| (*n, points(r.start)..points(r.end))).collect();
        Self { document, facts, lines, show }
    }

    fn line_of(&self, start: usize) -> usize {
        self.lines.iter().find(|(_, range)| range.contains(&start)).map_or(0, |(n, _)| *n)
    }

    fn gold(&self, kind: char) -> impl Iterator<Item = &'a Vec<String>> {
        self.document.records.get(&kind).into_iter().flatten()
    }

    fn tell(&self, what: &str, line: usize, text: &str) {
        if self.show {
            let sentence = self.document.line(line).map_or("", |r| &self.document.text[r]);
            println!("{what}\t{line}\t{text}\t{sentence}");
        }
    }

    fn figures(&self, counts: &mut Counts) {
        let found: Vec<&Figure> = self.facts.figures.iter().filter(|f| f.value.is_some()).collect();
        let mut taken = vec![false; found.len()];
        counts.entry("figures").or_default().found += found.len();
        for record in self.gold('F') {
            let [line, text, value, max, unit, measure, qualifier, modality, source] =
                record.as_slice()
            else {
                continue;
            };
            let number: usize = line.parse().unwrap_or(0);
            let plain = |s: &String| if s == "-" { String::new() } else { s.clone() };
            let same = |f: &Figure| {
                f.value.map(|v| v.normalize().to_string())
                    == value
                        .parse::<rust_decimal::Decimal>()
                        .ok()
                        .map(|v| v.normalize().to_string())
                    && f.unit == plain(unit)
                    && f.value_max.map(|v| v.normalize().to_string()).unwrap_or_default()
                        == plain(max)
            };
            let hit = (0..found.len())
                .find(|&i| !taken[i] && self.line_of(found[i].start) == number && same(found[i]));
            counts.entry("figures").or_default().gold += 1;
            let Some(hit) = hit else {
                let near: Vec<String> = found
                    .iter()
                    .filter(|f| self.line_of(f.start) == number)
                    .map(|f| {
                        format!(
                            "{}={}..{} {}",
                            f.text,
                            f.value.unwrap_or_default(),
                            f.value_max.unwrap_or_default(),
                            f.unit
                        )
                    })
                    .collect();
                self.tell(
                    "F-MISS",
                    number,
                    &format!("{text} = {value}..{max} {unit} | {}", near.join(" ; ")),
                );
                continue;
            };
            taken[hit] = true;
            counts.entry("figures").or_default().right += 1;
            let f = found[hit];
            for (what, gold, is) in [
                ("measure", plain(measure), &f.measure),
                ("qualifier", plain(qualifier), &f.qualifier),
                ("modality", modality.clone(), &f.modality),
                ("source", plain(source), &f.source),
            ] {
                let count = counts.entry(what).or_default();
                count.gold += 1;
                count.found += 1;
                let right = agree(&gold, is);
                count.right += usize::from(right);
                if !right && self.show && what != "measure" {
                    self.tell(&format!("F-{what}"), number, &format!("{text}: {gold} <> {is}"));
                }
            }
        }
        for (index, figure) in found.iter().enumerate().filter(|(i, _)| !taken[*i]) {
            let _ = index;
            let line = self.line_of(figure.start);
            self.tell(
                "F-EXTRA",
                line,
                &format!("{} = {} {}", figure.text, figure.value.unwrap_or_default(), figure.unit),
            );
        }
    }

    fn quotes(&self, counts: &mut Counts) {
        let found: Vec<&Quote> = self.facts.quotes.iter().filter(|q| q.kind == "direct").collect();
        let mut taken = vec![false; found.len()];
        counts.entry("quotes").or_default().found += found.len();
        counts.entry("quotes+speaker").or_default().found += found.len();
        for record in self.gold('Q') {
            let [line, _, begins, ends, speaker] = record.as_slice() else { continue };
            let number: usize = line.parse().unwrap_or(0);
            let hit = (0..found.len()).find(|&i| {
                !taken[i]
                    && self.line_of(found[i].start) == number
                    && words(&found[i].text).starts_with(&words(begins))
                    && words(&found[i].text).ends_with(&words(ends))
            });
            counts.entry("quotes").or_default().gold += 1;
            counts.entry("quotes+speaker").or_default().gold += 1;
            let Some(hit) = hit else {
                self.tell("Q-MISS", number, &format!("{begins} … {ends}"));
                continue;
            };
            taken[hit] = true;
            counts.entry("quotes").or_default().right += 1;
            let gold = if speaker == "-" { "" } else { speaker };
            let right = agree(gold, &found[hit].speaker);
            counts.entry("quotes+speaker").or_default().right += usize::from(right);
            if !right {
                self.tell("Q-WHO", number, &format!("{gold} <> {}: {begins}", found[hit].speaker));
            }
        }
        for (_, quote) in found.iter().enumerate().filter(|(i, _)| !taken[*i]) {
            self.tell("Q-EXTRA", self.line_of(quote.start), &quote.text);
        }
    }

    fn roles(&self, counts: &mut Counts) {
        let found: Vec<&Role> = self.facts.roles.iter().collect();
        let mut taken = vec![false; found.len()];
        counts.entry("roles").or_default().found += found.len();
        for record in self.gold('R') {
            let [line, person, role, organization] = record.as_slice() else { continue };
            let number: usize = line.parse().unwrap_or(0);
            let hit = (0..found.len()).find(|&i| {
                !taken[i]
                    && self.line_of(found[i].start) == number
                    && agree(person, &found[i].person)
                    && agree(role, &found[i].role)
            });
            counts.entry("roles").or_default().gold += 1;
            let Some(hit) = hit else {
                let near: Vec<String> = found
                    .iter()
                    .filter(|r| self.line_of(r.start) == number)
                    .map(|r| format!("{}: {}", r.person, r.role))
                    .collect();
                self.tell(
                    "R-MISS",
                    number,
                    &format!("{person}: {role} ({organization}) | {}", near.join(" ; ")),
                );
                continue;
            };
            taken[hit] = true;
            counts.entry("roles").or_default().right += 1;
            let gold = if organization == "-" { "" } else { organization };
            let count = counts.entry("role's organisation").or_default();
            count.gold += 1;
            count.found += 1;
            let right = agree(gold, &found[hit].organization);
            count.right += usize::from(right);
            if !right {
                self.tell(
                    "R-ORG",
                    number,
                    &format!("{role}: {gold} <> {}", found[hit].organization),
                );
            }
        }
        for (_, role) in found.iter().enumerate().filter(|(i, _)| !taken[*i]) {
            self.tell(
                "R-EXTRA",
                self.line_of(role.start),
                &format!("{}: {} ({})", role.person, role.role, role.organization),
            );
        }
    }
}

/// The words of a text, folded, without marks.
fn words(text: &str) -> String {
    let folded = fold(text);
    let mut plain = String::from(" ");
    for character in folded.chars() {
        if character.is_alphanumeric() {
            plain.push(character);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.trim().to_owned()
}

/// Whether two wordings name the same: both empty, or one within the other («Bijnens», «Stijn Bijnens»).
fn agree(gold: &str, found: &str) -> bool {
    let (gold, found) = (words(gold), words(found));
    if gold.is_empty() || found.is_empty() {
        return gold.is_empty() && found.is_empty();
    }
    let within = |a: &str, b: &str| format!(" {b} ").contains(&format!(" {a} "));
    within(&gold, &found) || within(&found, &gold)
}

#[test]
fn facts_on_the_corpora() {
    let Some(shared) = shared() else { return };
    let pipeline = Pipeline::new(Base::default(), &[], &[]).expect("the bundled words");
    let wanted = std::env::var("QUALITY_ERRORS").unwrap_or_default();
    let mut low = Vec::new();
    println!(
        "{:10} {:20} {:>5} {:>5} {:>5} {:>6} {:>6} {:>6}",
        "corpus", "what", "gold", "found", "right", "P", "R", "F1"
    );
    for &(corpus, figures, quotes, spoken, roles) in FLOORS {
        let (folder, name) = if corpus == "wikinews" {
            ("corpora/wikinews", "fr")
        } else {
            ("corpora/ntrex", corpus)
        };
        let mut counts = Counts::new();
        for document in read(&shared.join(folder), name).expect("a corpus") {
            let judged = Judged::new(&document, name, &pipeline, wanted == corpus);
            judged.figures(&mut counts);
            judged.quotes(&mut counts);
            judged.roles(&mut counts);
        }
        for (what, count) in &counts {
            let (p, r, f) = count.scores();
            println!(
                "{corpus:10} {what:20} {:5} {:5} {:5} {p:6.1} {r:6.1} {f:6.1}",
                count.gold, count.found, count.right
            );
        }
        for (what, floor) in
            [("figures", figures), ("quotes", quotes), ("quotes+speaker", spoken), ("roles", roles)]
        {
            let f1 = counts.get(what).map_or(0.0, |count| count.scores().2);
            if f1 < floor {
                low.push(format!("{corpus}: {what}: F1 {f1:.1} is below {floor}"));
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
