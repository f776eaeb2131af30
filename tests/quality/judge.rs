//! Judges what the pipeline reads in an annotated document: figures, quotations, roles, and how often
//! what belongs to a found one is right, too.

use crate::corpus::Document;
use newsgraph::article::Article;
use newsgraph::facts::{Facts, Figure, Quote, Role};
use newsgraph::language::{Analysis, fold};
use newsgraph::pipeline::Pipeline;
use newsgraph::recognize::{Name, NameType};
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) gold: usize,
    pub(crate) found: usize,
    pub(crate) right: usize,
}

impl Count {
    /// Precision, recall and F1 in per cent.
    pub(crate) fn scores(self) -> (f64, f64, f64) {
        let share =
            |part: usize, of: usize| if of == 0 { 0.0 } else { 100.0 * part as f64 / of as f64 };
        let (p, r) = (share(self.right, self.found), share(self.right, self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// One corpus's counts by what was counted.
pub(crate) type Counts = BTreeMap<&'static str, Count>;

/// Where the names come from that figures, quotations and roles are read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// As the project finds them.
    Found,
    /// As they are annotated: what goes wrong is not the recogniser's fault.
    Gold,
}

/// A document as the pipeline read it, with its gold records.
pub(crate) struct Judged<'a> {
    document: &'a Document,
    facts: Facts,
    /// Line number and code-point range.
    lines: Vec<(usize, Range<usize>)>,
    show: bool,
}

impl<'a> Judged<'a> {
    pub(crate) fn new(
        document: &'a Document,
        language: &str,
        pipeline: &Pipeline,
        names: Names,
        show: bool,
    ) -> Self {
        let article = Article {
            text: document.text.clone(),
            language: language.to_owned(),
            ..Article::default()
        };
        let facts = match names {
            Names::Found => pipeline.extract(&article),
            Names::Gold => {
                pipeline.extract_with(&article, |analysis| gold_names(document, analysis))
            }
        };
        let points = |byte: usize| document.text[..byte].chars().count();
        let lines =
            document.lines.iter().map(|(n, r)| (*n, points(r.start)..points(r.end))).collect();
        Self { document, facts, lines, show }
    }

    /// Counts everything.
    pub(crate) fn count(&self, counts: &mut Counts) {
        self.figures(counts);
        self.quotes(counts);
        self.roles(counts);
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
                if !right {
                    self.tell(&format!("F-{what}"), number, &format!("{text}: {gold} <> {is}"));
                }
            }
            // Most figures have no source: whether one is told is counted by itself.
            let told = counts.entry("source told").or_default();
            let (gold, is) = (plain(source), &f.source);
            told.gold += usize::from(!gold.is_empty());
            told.found += usize::from(!is.is_empty());
            told.right += usize::from(!gold.is_empty() && agree(&gold, is));
        }
        for (_, figure) in found.iter().enumerate().filter(|(i, _)| !taken[*i]) {
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

/// The annotated names of a document as the recogniser would give them.
fn gold_names(document: &Document, analysis: &Analysis<'_>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for gold in document.names() {
        let first = analysis.tokens.partition_point(|t| t.end <= gold.bytes.start);
        let last = analysis.tokens.partition_point(|t| t.start < gold.bytes.end);
        let free = names.last().is_none_or(|name| name.tokens.end <= first);
        if let Some(kind) = NameType::from_code(&gold.kind).filter(|_| free && first < last) {
            names.push(Name { tokens: first..last, bytes: gold.bytes, kind, confidence: 95 });
        }
    }
    names
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
