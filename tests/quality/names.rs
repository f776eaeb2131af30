//! Names: F1 on annotated documents that the bundled model did not learn from, and a ratchet under it.

use crate::corpus::shared;
use newsgraph::catalogue::Catalogue;
use newsgraph::language::Analysis;
use newsgraph::lexicon::Lexicon;
use newsgraph::recognize::tagger::Model;
use newsgraph::recognize::{NameType, recognize};
use newsgraph::training::{Corpus, Measure, read};
use std::collections::BTreeSet;

/// Floors of F1 in per cent, exact span and type: (corpus, language, file, all types, PER and LOC and ORG).
const FLOORS: &[(&str, &str, &str, f64, f64)] = &[
    ("fr", "fr", "ntrex/fr.txt", 88.0, 90.2),
    ("nl", "nl", "ntrex/nl.txt", 88.4, 90.9),
    ("en", "en", "ntrex/en.txt", 89.8, 92.2),
    ("de", "de", "ntrex/de.txt", 86.6, 90.9),
    ("wikinews", "fr", "wikinews/fr.txt", 79.5, 83.5),
];

/// The types that every recogniser knows.
const CLASSIC: [NameType; 3] = [NameType::Person, NameType::Place, NameType::Organization];

/// Documents of ntrex that were kept apart from training, the same in all languages.
const DEVELOPMENT: &str = include_str!("../../data/models/development.txt");

#[test]
fn names_on_documents_not_learned_from() {
    let Some(shared) = shared() else { return };
    let lexicon = Lexicon::bundled().expect("the bundled ontology");
    let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
    let model = Model::bundled().expect("the bundled model");
    let development: BTreeSet<&str> = DEVELOPMENT.lines().collect();
    let wanted = std::env::var("QUALITY_ERRORS").unwrap_or_default();
    let mut low = Vec::new();
    println!(
        "{:10} {:6} {:>5} {:>5} {:>6} {:>6} {:>6}",
        "corpus", "type", "gold", "found", "P", "R", "F1"
    );
    for &(name, language, file, all_floor, classic_floor) in FLOORS {
        let language = language.parse().expect("a tag");
        let words = lexicon.words(language).expect("a language of the ontology");
        let path = shared.join("corpora").join(file);
        let mut measure = Measure::default();
        for sample in read(&Corpus { path, language }).expect("a corpus") {
            if file.starts_with("ntrex") && !development.contains(sample.id.as_str()) {
                continue;
            }
            let analysis = Analysis::new(&sample.text, language, words);
            measure.add(&sample, &recognize(&model, &analysis, &lexicon, &catalogue));
        }
        let rows = measure.counts.iter().map(|(kind, count)| (kind.code(), *count));
        let all = ("all", measure.sum(&NameType::ALL), all_floor);
        let classic = ("P+L+O", measure.sum(&CLASSIC), classic_floor);
        let sums = [all, classic].map(|(what, count, _)| (what, count));
        for (kind, count) in rows.chain(sums) {
            let [p, r, f] = count.exact();
            println!(
                "{name:10} {kind:6} {:5} {:5} {p:6.1} {r:6.1} {f:6.1}",
                count.gold, count.found
            );
        }
        for (what, count, floor) in [all, classic] {
            let [.., f] = count.exact();
            if f < floor {
                low.push(format!("{name}: {what}: F1 {f:.1} is below {floor}"));
            }
        }
        if wanted == name {
            for fault in &measure.faults {
                println!("{} instead of {}\t{}", fault.found, fault.wanted, fault.context);
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
