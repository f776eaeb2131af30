//! How well things of two sources are found to be one, on public gold standards: precision, recall
//! and F1, with the same options for all. Floors only go up. Where `../shared/matching` is absent
//! the test says «skipped».

#![expect(clippy::print_stdout, reason = "the figures are the output")]

mod gold;

use gold::Gold;
use newsgraph::merge::link::{Outcome, link};
use std::collections::BTreeSet;
use std::path::Path;

/// The least F1 of each set.
const FLOORS: [(&str, f64); 4] =
    [("spimbench", 0.985), ("restaurants", 0.98), ("persons1", 0.995), ("abt-buy", 0.93)];

/// What was found of a gold standard.
struct Figures {
    precision: f64,
    recall: f64,
}

impl Figures {
    fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// The pairs of the clusters, across sources, against those of the gold standard.
fn figures(gold: &Gold, outcome: &Outcome) -> Figures {
    let mut found = BTreeSet::new();
    for cluster in &outcome.clusters {
        let (left, right): (Vec<usize>, Vec<usize>) = cluster
            .iter()
            .filter(|at| gold.judged.contains(at))
            .partition(|&&at| gold.things[at].source == 0);
        for &left in &left {
            found.extend(right.iter().map(|&right| (left, right)));
        }
    }
    let iri = |at: usize| gold.things[at].iri.clone();
    let is_right =
        |&&(left, right): &&(usize, usize)| gold.pairs.contains(&(iri(left), iri(right)));
    let right = found.iter().filter(is_right).count() as f64;
    Figures {
        precision: right / found.len().max(1) as f64,
        recall: right / gold.pairs.len().max(1) as f64,
    }
}

#[test]
fn things_of_two_sources() {
    if !Path::new(gold::FOLDER).is_dir() {
        println!("skipped: {} is absent", gold::FOLDER);
        return;
    }
    println!("{:<14} {:>9} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1", "floor");
    let mut below = Vec::new();
    for (name, gold) in gold::all() {
        let found = figures(&gold, &link(&gold.things, &gold.options));
        let floor = FLOORS.iter().find(|(set, _)| *set == name).map_or(1.0, |(_, floor)| *floor);
        println!(
            "{name:<14} {:>9.3} {:>9.3} {:>9.3} {floor:>9.3}",
            found.precision,
            found.recall,
            found.f1()
        );
        if found.f1() < floor {
            below.push(name);
        }
    }
    assert!(below.is_empty(), "below the floor: {below:?}");
}

#[test]
fn the_order_of_things_does_not_matter() {
    if !Path::new(gold::FOLDER).is_dir() {
        println!("skipped: {} is absent", gold::FOLDER);
        return;
    }
    let clusters = |gold: &Gold| -> Vec<Vec<(u32, String)>> {
        let outcome = link(&gold.things, &gold.options);
        let of = |at: &usize| (gold.things[*at].source, gold.things[*at].iri.clone());
        outcome.clusters.iter().map(|cluster| cluster.iter().map(of).collect()).collect()
    };
    for (name, mut gold) in gold::all().into_iter().filter(|(name, _)| *name != "spimbench") {
        let first = clusters(&gold);
        gold.things.reverse();
        let middle = gold.things.len() / 3;
        gold.things.rotate_left(middle);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
        assert_eq!(pool.install(|| clusters(&gold)), first, "{name}");
    }
}
