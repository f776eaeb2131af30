//! Measures how well copies are told from other articles, on news beside the project (`../shared`, skipped
//! where it is absent) and on the bundled articles: copies are made as editors make them, and all pairs of
//! different articles in one language are no copies.
//!
//! `cargo test --release --lib copies::measure -- --nocapture` prints the table.

#![expect(clippy::print_stdout, reason = "the table is what this is read for")]

use super::cluster::Printing;
use super::signature::{MIN_RESEMBLANCE, Signature, words};
use super::{Turned, marks};
use crate::iri::Base;
use crate::store::terms::IS_STRING;
use crate::store::{Source, Store};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// The sentences of an article, the headline left out.
type Sentences = Vec<String>;

/// How an editor changes a text.
type Change = fn(&[String], &mut Random) -> Sentences;

/// What is done to a text, and the least share of its copies that must be found.
const CHANGES: [(&str, f64, Change); 9] = [
    ("other quotation marks and dashes, agency line", 1.0, |text, _| restyled(text)),
    ("three typing errors in a hundred words", 0.99, |text, random| mistyped(text, random, 3)),
    ("a sentence of its own put in", 0.99, inserted),
    ("every number changed", 0.90, |text, _| recounted(text)),
    ("the last quarter cut", 0.99, |text, _| cut(text, 3, 4)),
    ("the last half cut", 0.98, |text, _| cut(text, 1, 2)),
    ("the last two thirds cut", 0.85, |text, _| cut(text, 1, 3)),
    ("a quarter cut, a sentence put in, a slip, other marks", 0.95, |text, random| {
        let cut = cut(text, 3, 4);
        inserted(&restyled(&mistyped(&cut, random, 1)), random)
    }),
    ("printed in a survey with as much of others", 0.95, |text, _| {
        text.iter().cloned().chain(text.iter().map(|one| reversed(one))).collect()
    }),
];

fn restyled(text: &[String]) -> Sentences {
    let restyle = |sentence: &String| {
        sentence.replace(['"', '“', '”', '«', '»'], "'").replace(" - ", " – ").replace('’', "'")
    };
    let mut text: Sentences = text.iter().map(restyle).collect();
    if let Some(first) = text.first_mut() {
        first.insert_str(0, "BRUSSELS (News Agency) - ");
    }
    text
}

fn mistyped(text: &[String], random: &mut Random, in_hundred: usize) -> Sentences {
    let slip = |word: &str, random: &mut Random| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() > 3 && random.below(100) < in_hundred {
            letters.swap(1, 2);
        }
        letters.into_iter().collect::<String>()
    };
    let sentence = |sentence: &String, random: &mut Random| {
        sentence.split(' ').map(|word| slip(word, random)).collect::<Vec<_>>().join(" ")
    };
    text.iter().map(|one| sentence(one, random)).collect()
}

fn inserted(text: &[String], random: &mut Random) -> Sentences {
    let mut text = text.to_vec();
    let own = "Our own reporter saw with his own eyes how nobody in town knew what to make of it.";
    text.insert(random.below(text.len().max(1)), own.to_owned());
    text
}

fn recounted(text: &[String]) -> Sentences {
    let other = |c: char| char::from_digit((c.to_digit(10).unwrap_or(0) + 1) % 10, 10).unwrap_or(c);
    let recount = |one: &String| -> String {
        one.chars().map(|c| if c.is_ascii_digit() { other(c) } else { c }).collect()
    };
    text.iter().map(recount).collect()
}

fn cut(text: &[String], part: usize, of: usize) -> Sentences {
    text[..(text.len() * part).div_ceil(of)].to_vec()
}

/// The same words in an order in which nobody wrote them.
fn reversed(sentence: &str) -> String {
    sentence.split(' ').rev().collect::<Vec<_>>().join(" ")
}

struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }
}

/// The articles of an annotated corpus: lines of document, number and sentence, the first the headline.
fn corpus(path: &Path) -> Result<Vec<Sentences>, Box<dyn Error>> {
    let mut articles: BTreeMap<String, Sentences> = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let mut parts = line.splitn(3, '\t');
        if let (Some(document), Some(_), Some(text)) = (parts.next(), parts.next(), parts.next()) {
            articles.entry(document.to_owned()).or_default().push(text.to_owned());
        }
    }
    Ok(articles.into_values().map(|all| all[1..].to_vec()).collect())
}

/// The articles of a folder of Markdown files, by the language in their names.
fn folder(path: &str) -> Result<BTreeMap<String, Vec<Sentences>>, Box<dyn Error>> {
    let mut articles: BTreeMap<String, Vec<Sentences>> = BTreeMap::new();
    let mut paths: Vec<_> =
        fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let Some((_, body)) = text.rsplit_once("\n# ") else { continue };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let language = stem.rsplit('.').next().unwrap_or_default().to_owned();
        let sentences = body.lines().skip(1).filter(|line| !line.is_empty());
        articles.entry(language).or_default().push(sentences.map(str::to_owned).collect());
    }
    Ok(articles)
}

fn all_articles() -> Result<BTreeMap<String, Vec<Sentences>>, Box<dyn Error>> {
    let mut articles = folder("data/articles")?;
    for (language, more) in folder("tests/compare")? {
        articles.entry(language).or_default().extend(more);
    }
    for (language, path) in [
        ("de", "../shared/corpora/ntrex/de.txt"),
        ("en", "../shared/corpora/ntrex/en.txt"),
        ("fr", "../shared/corpora/ntrex/fr.txt"),
        ("nl", "../shared/corpora/ntrex/nl.txt"),
        ("fr", "../shared/corpora/wikinews/fr.txt"),
    ] {
        let path = Path::new(path);
        if !path.exists() {
            println!("skipped: {} is not there", path.display());
            continue;
        }
        articles.entry(language.to_owned()).or_default().extend(corpus(path)?);
    }
    let path = "../shared/graphs/wikinews-text/wikinews_2020.csv";
    if Path::new(path).exists() {
        for row in csv::Reader::from_path(path)?.records() {
            let text = row?.get(3).unwrap_or_default().to_owned();
            let sentences = text.split(". ").map(str::to_owned).collect();
            articles.entry("en".to_owned()).or_default().push(sentences);
        }
    }
    Ok(articles)
}

/// Whether two texts are found to be copies: by a band, and then by their signatures.
fn are_copies(one: &Signature, other: &Signature) -> bool {
    let bands: BTreeSet<String> = one.bands().collect();
    other.bands().any(|band| bands.contains(&band)) && one.is_copy_of(other)
}

#[test]
fn copies_are_found_and_nothing_else_is_taken_for_one() -> Result<(), Box<dyn Error>> {
    let articles = all_articles()?;
    let mut random = Random(1);
    println!("{:55} {:>6} {:>6} {:>9}", "copies", "pairs", "found", "least");
    for (what, floor, change) in CHANGES {
        let (mut pairs, mut found, mut least) = (0_usize, 0_usize, f64::MAX);
        for text in articles.values().flatten() {
            // What is cut from a note is too short to be told from others.
            if words(&text.join(" ")).count() < 120 {
                continue;
            }
            let changed = change(text, &mut random);
            let (Some(one), Some(two)) =
                (Signature::of(&text.join(" ")), Signature::of(&changed.join(" ")))
            else {
                continue;
            };
            pairs += 1;
            found += usize::from(are_copies(&one, &two));
            least = least.min(one.containment(&two));
        }
        println!("{what:55} {pairs:6} {:6.3} {least:9.2}", found as f64 / pairs as f64);
        assert!(found as f64 >= floor * pairs as f64, "{what}: {found} of {pairs}");
    }
    println!("{:55} {:>6} {:>6} {:>9}", "different articles", "pairs", "taken", "most");
    for (language, texts) in &articles {
        let signatures: Vec<Signature> =
            texts.iter().filter_map(|text| Signature::of(&text.join(" "))).collect();
        let (mut pairs, mut taken, mut most) = (0_usize, 0_usize, 0.0_f64);
        for (place, one) in signatures.iter().enumerate() {
            for other in &signatures[..place] {
                pairs += 1;
                taken += usize::from(are_copies(one, other));
                if one.resemblance(other) >= MIN_RESEMBLANCE {
                    most = most.max(one.containment(other));
                }
            }
        }
        println!("{language:55} {pairs:6} {taken:6} {most:9.2}");
        assert_eq!(taken, 0, "{language}: different articles are taken for copies");
    }
    Ok(())
}

#[test]
fn a_signature_is_what_was_written_down() {
    let text = "The river rose by four metres in the night. ".repeat(2)
        + "Some three hundred people spent the night in the sports hall, said the mayor, and others at the baker's.";
    let signature = Signature::of(&text).expect("long enough");
    assert_eq!(Signature::from_text(&signature.to_text()).as_ref(), Some(&signature));
    for wrong in ["", "1f", "1f-", "0-00", "x-", &signature.to_text()[..100]] {
        assert_eq!(Signature::from_text(wrong), None, "{wrong}");
    }
    assert_eq!(Signature::of("Too short a note to be told from any other."), None);
    // Stores of old are compared with new articles: the functions may never change.
    assert_eq!(&signature.to_text()[..15], "1d-8344be9f51f3");
}

/// How long it takes to find what a new article copies, in a store of 100,000 articles made of the sentences
/// of all the others (so that many share one).
#[test]
#[ignore = "takes a minute and 2 GB"]
fn one_more_article_among_a_hundred_thousand() -> Result<(), Box<dyn Error>> {
    const ARTICLES: usize = 100_000;
    const PROBES: usize = 500;
    let articles = all_articles()?;
    let pool: Vec<&String> = articles.values().flatten().flatten().collect();
    let mut random = Random(1);
    let mut text = || -> String {
        let sentences = (0..15).map(|_| pool[random.below(pool.len())].as_str());
        sentences.collect::<Vec<_>>().join(" ")
    };
    let store = Store::in_memory(Base::default())?;
    let node =
        |kind: &str, number: usize| NamedNode::new(format!("https://a.example/{kind}/{number}"));
    let mut probes = Vec::new();
    let mut changes = store.changes()?;
    for number in 0..ARTICLES {
        let body = text();
        let (graph, article) = (node("graph", number)?, node("article", number)?);
        if let Some(signature) = Signature::of(&body) {
            let printing =
                Printing { graph: graph.clone(), article, date: String::new(), signature };
            for mark in marks(&store, &printing) {
                changes.insert(mark);
            }
        }
        if number % (ARTICLES / PROBES) == 0 {
            probes.push(body);
        }
        if number % 5000 == 4999 {
            store.apply(changes)?;
            changes = store.changes()?;
        }
    }
    let (mut times, mut signing) = (Vec::new(), Vec::new());
    for (number, copied) in probes.iter().enumerate() {
        // Every other one is a copy.
        let body = if number % 2 == 0 { text() } else { copied.replace(", ", " - ") };
        let source = Source { article: node("new", number)?, graph: node("newgraph", number)? };
        let is_string = Quad::new(
            source.graph.clone(),
            IS_STRING,
            Literal::from(body.as_str()),
            GraphName::DefaultGraph,
        );
        let quads = [is_string];
        let begin = Instant::now();
        let signature = Signature::of(&body);
        signing.push(begin.elapsed());
        assert!(signature.is_some());
        let begin = Instant::now();
        let turned =
            Turned::follow(&store, &mut changes, &source.article, &[], Some((&source, &quads)))?;
        times.push(begin.elapsed());
        // The others have no graphs here, so nothing is a copy of them yet; it was found all the same.
        assert!(!turned.is_copy || number % 2 == 1);
    }
    for (what, mut times) in [("signature", signing), ("signature and search", times)] {
        times.sort_unstable();
        println!(
            "{what}: median {:?}, 99 % within {:?}",
            times[times.len() / 2],
            times[times.len() * 99 / 100]
        );
    }
    Ok(())
}
