//! What speaks for and against two things being one, in nats.

use super::collection::{Collection, NAME};
use super::names::{NameMatch, Names};
use super::rates::{Links, Rates};
use super::text::likeness;
use super::weight::Weights;

/// More words that are on one side alone are not looked for in other spellings.
const UNFOUND: usize = 24;
/// Words beyond these count less and less: the words of one text hang together.
const INDEPENDENT: f64 = 6.0;
/// A neighbour says something if it weighs more than this, in nats.
const TELLING: f32 = 3.0;
/// The sources see another family in it, though one that does not exclude the other.
const OTHER_FAMILY: f64 = -1.5;

/// Everything that pairs are judged by.
pub(super) struct Judge<'a> {
    pub(super) collection: &'a Collection<'a>,
    pub(super) weights: &'a Weights,
    pub(super) rates: &'a Rates,
    pub(super) links: &'a Links,
}

/// A word of one thing and how much of it some word of the other has.
type Like = (u32, f64);

impl Judge<'_> {
    /// What speaks for two things being one, less what speaks against it.
    pub(super) fn nats(&self, one: usize, two: usize) -> f64 {
        let like = self.like(one, two);
        let texts = f64::midpoint(self.texts(one, two, &like), self.texts(two, one, &like));
        let links = f64::midpoint(self.neighbours(one, two), self.neighbours(two, one));
        let names = self.names(one, two).map_or(0.0, |names| names.nats);
        let family = match (self.collection.family(one), self.collection.family(two)) {
            (Some(one), Some(two)) if one != two => OTHER_FAMILY,
            _ => 0.0,
        };
        texts + links + names + family
    }

    /// The share of all their words, by weight, that two things have in common.
    pub(super) fn share_of_words(&self, one: usize, two: usize) -> f64 {
        let (left, right) = (self.collection.bags.of(one), self.collection.bags.of(two));
        let weight = |word: &u32| f64::from(self.weights.word(*word));
        let shared: f64 =
            left.iter().filter(|word| right.binary_search(word).is_ok()).map(weight).sum();
        let all = left.iter().map(weight).sum::<f64>() + right.iter().map(weight).sum::<f64>();
        if all > 0.0 { 2.0 * shared / all } else { 0.0 }
    }

    /// Words on one side alone that the other side spells otherwise.
    fn like(&self, one: usize, two: usize) -> Vec<Like> {
        let (left, right) = (self.collection.bags.of(one), self.collection.bags.of(two));
        let only = |these: &[u32], others: &[u32]| {
            let mut only: Vec<u32> =
                these.iter().copied().filter(|word| others.binary_search(word).is_err()).collect();
            if only.len() > UNFOUND {
                only.sort_by(|&one, &two| {
                    let (one, two) = (self.weights.word(one), self.weights.word(two));
                    two.total_cmp(&one)
                });
                only.truncate(UNFOUND);
            }
            only
        };
        let (left, right) = (only(left, right), only(right, left));
        let mut like = Vec::new();
        for &one in &left {
            for &two in &right {
                let alike = likeness(self.collection.word(one), self.collection.word(two));
                if alike > 0.0 {
                    like.extend([(one, alike), (two, alike)]);
                }
            }
        }
        like
    }

    /// How far the texts of one thing are found in the other.
    fn texts(&self, from: usize, to: usize, like: &[Like]) -> f64 {
        let collection = self.collection;
        let mut sum = 0.0;
        for &field in collection.fields.of(from) {
            let targets = collection.fields.of(to).iter().map(|other| other.property);
            let has_name = !collection.names.of(to).is_empty();
            let rate = targets
                .chain(has_name.then_some(NAME))
                .map(|other| self.rates.of_words(field.property, other))
                .fold(0.0, f32::max);
            let mean = self.rates.mean_words[field.property as usize];
            sum += self.found(collection.words_of(field), to, like, rate, mean);
        }
        if collection.names.of(to).is_empty()
            && let Some(&name) = collection.names.of(from).first()
        {
            let targets = collection.fields.of(to).iter();
            let rate =
                targets.map(|other| self.rates.of_words(NAME, other.property)).fold(0.0, f32::max);
            let words = collection.words_of_name(name);
            sum += self.found(words, to, like, rate, self.rates.mean_name);
        }
        sum
    }

    fn found(&self, words: &[u32], to: usize, like: &[Like], rate: f32, mean: f32) -> f64 {
        let bag = self.collection.bags.of(to);
        let missed = -f64::from(1.0 - rate).ln() / f64::from(mean.max(0.1));
        let agreed = f64::from(rate.max(0.3)).ln();
        let mut sum = 0.0;
        for &word in words {
            let weight = f64::from(self.weights.word(word));
            let share = if bag.binary_search(&word).is_ok() {
                1.0
            } else {
                let spelled = like.iter().filter(|(other, _)| *other == word);
                spelled.map(|(_, share)| *share).fold(0.0, f64::max)
            };
            sum += share * (weight + agreed).max(0.0) - (1.0 - share) * missed * weight;
        }
        sum * damping(words.len())
    }

    /// Whether two things are joined to one that few others are joined to.
    pub(super) fn share_neighbour(&self, one: usize, two: usize) -> bool {
        let others = self.links.bags.of(two);
        let telling = |node: &&u32| self.weights.node(**node) > TELLING;
        let mut own = self.links.bags.of(one).iter().filter(telling);
        own.any(|node| others.binary_search(node).is_ok())
    }

    fn neighbours(&self, from: usize, to: usize) -> f64 {
        let collection = self.collection;
        let bag = self.links.bags.of(to);
        let mut sum = 0.0;
        for &field in collection.links.of(from) {
            let targets = collection.links.of(to).iter();
            let rate = targets
                .map(|other| self.rates.of_nodes(field.property, other.property))
                .fold(0.0, f32::max);
            let mean = self.rates.mean_nodes[field.property as usize];
            let missed = -f64::from(1.0 - rate).ln() / f64::from(mean.max(0.1));
            let agreed = f64::from(rate.max(0.3)).ln();
            let nodes = self.links.of(field);
            let mut part = 0.0;
            for &node in nodes {
                let weight = f64::from(self.weights.node(node));
                if bag.binary_search(&node).is_ok() {
                    part += (weight + agreed).max(0.0);
                } else {
                    part -= missed * weight;
                }
            }
            sum += part * damping(nodes.len());
        }
        sum
    }

    /// The names that agree best; none where one of the two has no name.
    pub(super) fn names(&self, one: usize, two: usize) -> Option<NameMatch> {
        let names = Names { collection: self.collection, weights: self.weights };
        names.best(one, two, self.rates.of_names())
    }
}

/// What many words of one text count together, as a factor.
pub(super) fn damping(words: usize) -> f64 {
    (INDEPENDENT / words as f64).sqrt().min(1.0)
}
