//! How often what one description of a thing says is found in another description of the same
//! thing, for each pair of properties. Learned from sure pairs, with a guess to begin with: this is
//! how it comes out which properties of two vocabularies correspond, which of them tell things
//! apart, and which vary freely.
//!
//! The idea is that of Fellegi and Sunter (1969) with the functionality of PARIS (Suchanek et al.,
//! PVLDB 5(3), 2011): a shared value counts by how rare it is, one that is not shared by how
//! reliably the properties agree elsewhere.

use super::collection::{Collection, Field, Lists, NAME};
use super::names::{Names, Scale};
use super::weight::Weights;
use rustc_hash::FxHashMap;

/// The guess counts as much as so many words seen.
const GUESSED_WORDS: f32 = 6.0;
const GUESSED_NAMES: f32 = 20.0;
/// What is guessed to agree: values of one property, codes (dates, numbers) of one that each thing
/// has once, values of two properties, names.
const ONE_PROPERTY: f32 = 0.5;
const ONE_CODE: f32 = 0.85;
const TWO_PROPERTIES: f32 = 0.03;
const NAMES: f32 = 0.85;
/// No property is more reliable than this.
const MOST: f32 = 0.97;

/// How names are compared while it is not known how well names agree.
const EVEN: Scale = Scale { found: -0.2, missed: 0.3 };

/// Found and looked for, in words.
type Count = (f32, f32);

/// See the head of this file.
#[derive(Debug, Default)]
pub(super) struct Rates {
    words: FxHashMap<(u32, u32), Count>,
    nodes: FxHashMap<(u32, u32), Count>,
    names: Count,
    /// The mean weight of a property's words, by which one that is missed counts more or less.
    pub(super) mean_words: Vec<f32>,
    pub(super) mean_nodes: Vec<f32>,
    pub(super) mean_name: f32,
    /// Whether a property gives each thing one code.
    is_code: Vec<bool>,
}

impl Rates {
    pub(super) fn new(collection: &Collection<'_>, weights: &Weights, links: &Links) -> Self {
        let mut rates = Self::default();
        let properties = collection.properties.len();
        let mut words = vec![(0.0, 0.0f32); properties];
        let mut nodes = vec![(0.0, 0.0f32); properties];
        let mut names = (0.0, 0.0f32);
        // Things whose field is none, or is one.
        let mut codes = vec![[0usize; 2]; properties];
        for at in 0..collection.len() {
            for &field in collection.fields.of(at) {
                let sum = &mut words[field.property as usize];
                let own = collection.words_of(field);
                let has_code = own.iter().any(|&word| collection.word(word).1.is_code());
                let is_code = has_code && own.len() <= 5;
                codes[field.property as usize][usize::from(is_code)] += 1;
                for &word in own {
                    *sum = (sum.0 + f64::from(weights.word(word)), sum.1 + 1.0);
                }
            }
            for &field in collection.links.of(at) {
                let sum = &mut nodes[field.property as usize];
                for &node in links.of(field) {
                    *sum = (sum.0 + f64::from(weights.node(node)), sum.1 + 1.0);
                }
            }
            for &name in collection.names.of(at) {
                for &word in collection.words_of_name(name) {
                    names = (names.0 + f64::from(weights.word(word)), names.1 + 1.0);
                }
            }
        }
        let mean = |(sum, count): (f64, f32)| if count > 0.0 { sum as f32 / count } else { 1.0 };
        rates.mean_words = words.into_iter().map(mean).collect();
        rates.mean_nodes = nodes.into_iter().map(mean).collect();
        rates.mean_name = mean(names);
        rates.is_code = codes.into_iter().map(|[not, is]| is >= 2 && not * 20 <= is).collect();
        rates
    }

    /// Learns from pairs that are surely one.
    pub(super) fn learn(
        &mut self,
        collection: &Collection<'_>,
        links: &Links,
        names: &Names<'_>,
        pairs: &[(u32, u32)],
    ) {
        self.words.clear();
        self.nodes.clear();
        self.names = (0.0, 0.0);
        for &(one, two) in pairs {
            for (from, to) in [(one as usize, two as usize), (two as usize, one as usize)] {
                for &field in collection.fields.of(from) {
                    let words = collection.words_of(field);
                    for &other in collection.fields.of(to) {
                        let found = common(words, collection.words_of(other));
                        add(&mut self.words, field, other.property, found, words.len());
                    }
                    if !collection.names.of(to).is_empty() {
                        let found = words.iter().filter(|&&word| names.has(to, word)).count();
                        add(&mut self.words, field, NAME, found, words.len());
                    }
                }
                for &field in collection.links.of(from) {
                    let nodes = links.of(field);
                    for &other in collection.links.of(to) {
                        let found = common(nodes, links.of(other));
                        add(&mut self.nodes, field, other.property, found, nodes.len());
                    }
                }
            }
            if let Some(found) = names.best(one as usize, two as usize, EVEN) {
                self.names = (self.names.0 + found.share as f32 * 2.0, self.names.1 + 2.0);
            }
        }
    }

    /// The chance that a word of the one property is found in the other.
    pub(super) fn of_words(&self, from: u32, to: u32) -> f32 {
        let guess = match from == to {
            true if self.is_code[from as usize] => ONE_CODE,
            true => ONE_PROPERTY,
            false => TWO_PROPERTIES,
        };
        rate(self.words.get(&(from, to)), guess)
    }

    pub(super) fn of_nodes(&self, from: u32, to: u32) -> f32 {
        rate(self.nodes.get(&(from, to)), if from == to { ONE_PROPERTY } else { TWO_PROPERTIES })
    }

    /// What a name's word counts, found or missed.
    pub(super) fn of_names(&self) -> Scale {
        let (found, all) = self.names;
        let rate = ((found + NAMES * GUESSED_NAMES) / (all + GUESSED_NAMES)).min(MOST);
        let rate = f64::from(rate);
        Scale { found: rate.ln(), missed: -(1.0 - rate).ln() / f64::from(self.mean_name.max(0.1)) }
    }
}

fn rate(count: Option<&Count>, guess: f32) -> f32 {
    let (found, all) = count.copied().unwrap_or_default();
    ((found + guess * GUESSED_WORDS) / (all + GUESSED_WORDS)).min(MOST)
}

fn add(counts: &mut FxHashMap<(u32, u32), Count>, field: Field, to: u32, found: usize, all: usize) {
    let count = counts.entry((field.property, to)).or_default();
    // A long text is no more than one witness.
    let size = (all as f32).min(6.0);
    count.0 += size * found as f32 / all as f32;
    count.1 += size;
}

/// How many items two sorted lists share.
fn common(one: &[u32], two: &[u32]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while left < one.len() && right < two.len() {
        match one[left].cmp(&two[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                (left, right, count) = (left + 1, right + 1, count + 1);
            }
        }
    }
    count
}

/// What the things are joined to, as far as it is known which nodes are one.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The nodes of all fields, each list sorted; stands where the collection's stand.
    nodes: Vec<u32>,
    /// All nodes of a thing, each once.
    pub(super) bags: Lists<u32>,
}

impl Links {
    /// `one` gives for each node the one that stands for all that are the same.
    pub(super) fn new(collection: &Collection<'_>, one: &[u32]) -> Self {
        let mut links = Self { nodes: collection.all_nodes().to_vec(), bags: Lists::default() };
        for node in &mut links.nodes {
            *node = one[*node as usize];
        }
        let mut bag = Vec::new();
        for at in 0..collection.len() {
            for &field in collection.links.of(at) {
                let nodes = &mut links.nodes[field.range()];
                nodes.sort_unstable();
                bag.extend_from_slice(nodes);
            }
            bag.sort_unstable();
            bag.dedup();
            bag.drain(..).for_each(|node| links.bags.push(node));
            links.bags.end();
        }
        links
    }

    pub(super) fn of(&self, field: Field) -> &[u32] {
        &self.nodes[field.range()]
    }
}
