//! Figures, quotations and roles: precision, recall and F1 of the whole pipeline on the annotated
//! corpora, and how often what belongs to a found figure is right, too. A second row of numbers shows the
//! same with the annotated names given.

use crate::corpus::{read, shared};
use crate::judge::{Counts, Judged, Names};
use newsgraph::iri::Base;
use newsgraph::pipeline::Pipeline;

/// What has a floor.
const JUDGED: [&str; 9] = [
    "figures",
    "measure",
    "qualifier",
    "modality",
    "source",
    "quotes",
    "quotes+speaker",
    "roles",
    "role's organisation",
];

/// Floors of F1 in per cent in the order of [`JUDGED`], with names as found.
const FLOORS: &[(&str, [f64; 9])] = &[
    ("fr", [94.5, 86.0, 96.5, 92.0, 85.0, 94.0, 83.0, 87.5, 88.0]),
    ("nl", [95.5, 86.0, 94.5, 90.5, 84.0, 95.0, 80.8, 85.5, 85.5]),
    ("en", [91.0, 87.0, 96.0, 93.0, 85.0, 95.0, 85.2, 90.0, 81.0]),
    ("de", [92.5, 83.0, 95.5, 92.0, 86.5, 94.5, 80.7, 84.6, 80.7]),
    ("wikinews", [92.5, 77.5, 94.5, 82.5, 89.5, 98.0, 79.5, 81.2, 85.0]),
];

/// Corpora that are shown beside those: no floors.
const SHOWN: [&str; 4] = ["constructed/fr", "constructed/nl", "constructed/en", "constructed/de"];

/// The folder and the name of a corpus.
fn place(corpus: &str) -> (String, &str) {
    match corpus.split_once('/') {
        Some((folder, name)) => (format!("corpora/{folder}"), name),
        None if corpus == "wikinews" => ("corpora/wikinews".to_owned(), "fr"),
        None => ("corpora/ntrex".to_owned(), corpus),
    }
}

#[test]
fn facts_on_the_corpora() {
    let Some(shared) = shared() else { return };
    let pipeline = Pipeline::new(Base::default(), &[], &[]).expect("the bundled words");
    let wanted = std::env::var("QUALITY_ERRORS").unwrap_or_default();
    let count = |corpus: &str, names: Names| {
        let (folder, name) = place(corpus);
        let mut counts = Counts::new();
        // `fr` shows the errors with names as found, `fr+gold` those with the annotated names.
        let show = match names {
            Names::Found => wanted == corpus,
            Names::Gold => wanted.strip_suffix("+gold") == Some(corpus),
        };
        for document in read(&shared.join(folder), name).expect("a corpus") {
            Judged::new(&document, name, &pipeline, names, show).count(&mut counts);
        }
        counts
    };
    let mut low = Vec::new();
    println!(
        "{:14} {:20} {:>5} {:>5} {:>5} {:>6} {:>6} {:>6}   with the annotated names",
        "corpus", "what", "gold", "found", "right", "P", "R", "F1"
    );
    let shown = SHOWN.map(|corpus| (corpus, [0.0; 9]));
    for &(corpus, floors) in FLOORS.iter().chain(&shown) {
        let (found, given) = (count(corpus, Names::Found), count(corpus, Names::Gold));
        for (what, count) in &found {
            let (p, r, f) = count.scores();
            let (gp, gr, gf) = given.get(what).copied().unwrap_or_default().scores();
            println!(
                "{corpus:14} {what:20} {:5} {:5} {:5} {p:6.1} {r:6.1} {f:6.1}   {gp:6.1} {gr:6.1} {gf:6.1}",
                count.gold, count.found, count.right
            );
        }
        for (what, floor) in JUDGED.into_iter().zip(floors) {
            let f1 = found.get(what).map_or(0.0, |count| count.scores().2);
            if f1 < floor {
                low.push(format!("{corpus}: {what}: F1 {f1:.1} is below {floor}"));
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
