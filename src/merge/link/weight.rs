//! How much it says that two things share a word or a neighbour: the rarer, the more.

use super::collection::{Collection, Lists};
use super::words::Words;

/// How often a word that few data have seen comes up elsewhere: once in so many names.
const UNSEEN: f64 = 2500.0;
/// A few things show little of how common a word is: as if so many more had been seen without it.
const FEW: f64 = 300.0;

/// Weights in nats: minus the logarithm of the chance that some other thing has it too.
#[derive(Debug, Default)]
pub(super) struct Weights {
    words: Vec<f32>,
    bearers: Vec<u32>,
    nodes: Vec<f32>,
}

impl Weights {
    pub(super) fn new(collection: &Collection<'_>, table: &Words) -> Self {
        let counts = count(collection, &collection.bags, collection.vocabulary.len());
        let weigh = |count: Count, word: &str| {
            let known = table.share(word).unwrap_or(0.0).clamp(0.0, 1.0);
            -chance(count, collection.len()).max(known).ln() as f32
        };
        let words = collection.vocabulary.iter().map(|word| &**word);
        let weights = counts.iter().zip(words).map(|(&count, word)| weigh(count, word)).collect();
        let bearers = counts.iter().map(|count| count.bearers).collect();
        Self { words: weights, bearers, nodes: Vec::new() }
    }

    /// Takes up what nodes the things are joined to, which changes as nodes are found to be one.
    pub(super) fn weigh_nodes(&mut self, collection: &Collection<'_>, links: &Lists<u32>) {
        let counts = count(collection, links, collection.node_count());
        let weigh = |&count: &Count| -chance(count, collection.len()).ln() as f32;
        self.nodes = counts.iter().map(weigh).collect();
    }

    pub(super) fn word(&self, word: u32) -> f32 {
        self.words[word as usize]
    }

    pub(super) fn node(&self, node: u32) -> f32 {
        self.nodes[node as usize]
    }

    /// How many things have a word.
    pub(super) fn bearers(&self, word: u32) -> u32 {
        self.bearers[word as usize]
    }
}

/// How many things have an item, and how many beyond the first of each source: what is there once
/// in each of a hundred sources may well be one thing, seen a hundred times.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    bearers: u32,
    others: u32,
    /// The source counted last, plus one.
    source: u32,
}

/// The chance that a thing has what one thing of each source has, and some others have.
fn chance(count: Count, things: usize) -> f64 {
    let things = things as f64;
    (f64::from(count.others) / (things + FEW) + 0.5 / (things + UNSEEN)).min(1.0)
}

fn count(collection: &Collection<'_>, lists: &Lists<u32>, items: usize) -> Vec<Count> {
    let mut counts = vec![Count::default(); items];
    for &at in &collection.by_source {
        let source = collection.sources[at as usize] + 1;
        for &item in lists.of(at as usize) {
            let count = &mut counts[item as usize];
            count.bearers += 1;
            count.others += u32::from(count.source == source);
            count.source = source;
        }
    }
    counts
}
