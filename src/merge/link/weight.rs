//! How much it says that two things share a word or a neighbour: the rarer, the more.

use super::collection::{Collection, Lists};
use super::words::Words;

/// How often a word that few data have seen comes up elsewhere: once in so many names.
const UNSEEN: f64 = 2500.0;

/// Weights in nats: minus the logarithm of the chance that some other thing has it too.
#[derive(Debug, Default)]
pub(super) struct Weights {
    words: Vec<f32>,
    bearers: Vec<u32>,
    nodes: Vec<f32>,
}

impl Weights {
    pub(super) fn new(collection: &Collection<'_>, words: &Words) -> Self {
        let bearers = count(&collection.bags, collection.vocabulary.len());
        let weigh = |(&bearers, word): (&u32, &Box<str>)| {
            let seen = chance(bearers, collection.len());
            let known = words.share(word).unwrap_or(0.0).clamp(0.0, 1.0);
            -seen.max(known).ln() as f32
        };
        let weights = bearers.iter().zip(&collection.vocabulary).map(weigh).collect();
        Self { words: weights, bearers, nodes: Vec::new() }
    }

    /// Takes up what nodes the things are joined to, which changes as nodes are found to be one.
    pub(super) fn weigh_nodes(&mut self, collection: &Collection<'_>, links: &Lists<u32>) {
        let bearers = count(links, collection.node_count as usize);
        let weigh = |&bearers: &u32| -chance(bearers, collection.len()).ln() as f32;
        self.nodes = bearers.iter().map(weigh).collect();
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

/// The chance that a thing has what `bearers` things have, two of which are those compared.
fn chance(bearers: u32, things: usize) -> f64 {
    let (bearers, things) = (f64::from(bearers), things as f64);
    ((bearers - 2.0).max(0.0) / things + 0.5 / (things + UNSEEN)).min(1.0)
}

fn count(lists: &Lists<u32>, items: usize) -> Vec<u32> {
    let mut counts = vec![0; items];
    for &item in lists.items() {
        counts[item as usize] += 1;
    }
    counts
}
