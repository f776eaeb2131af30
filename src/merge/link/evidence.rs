//! What speaks for and against two things being one, in nats.

use super::collection::{Collection, NAME, NameKind, NameWords};
use super::rates::{Links, Rates};
use super::text::likeness;
use super::thing::Family;
use super::weight::Weights;

/// More words that are on one side alone are not looked for in other spellings.
const UNFOUND: usize = 24;
/// Words beyond these count less and less: the words of one text hang together.
const INDEPENDENT: f64 = 6.0;
/// An equal name is more than the sum of its words.
const EQUAL_NAME: f64 = 2.0;
/// What a rare word weighs, and what one that many have.
const RARE: f64 = 8.0;
const COMMON: f64 = 3.0;
/// A name's word that stands elsewhere in the other description.
const ELSEWHERE: f64 = 0.7;
/// An initial that fits is worth so much: about one name in twelve has it.
const INITIAL: f64 = 2.5;
/// So much is each letter of an acronym worth at most: others have these initials too.
const LETTER: f64 = 2.8;
/// Two people with other given names are two, be the surname as rare as may be.
const OTHER_PERSON: f64 = 3.0;
/// The sources see another family in it, though one that does not exclude the other.
const OTHER_FAMILY: f64 = -1.5;

/// What two names have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameMatch {
    pub(super) left: NameWords,
    pub(super) right: NameWords,
    pub(super) nats: f64,
    /// The share of words that agree.
    pub(super) share: f64,
}

/// Names of things, looked at by themselves.
pub(super) struct Names<'a> {
    collection: &'a Collection<'a>,
    weights: &'a Weights,
}

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
        let texts = (self.texts(one, two, &like) + self.texts(two, one, &like)) / 2.0;
        let links = (self.neighbours(one, two) + self.neighbours(two, one)) / 2.0;
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
        let rate = f64::from(self.rates.of_names());
        let missed = -(1.0 - rate).ln() / f64::from(self.rates.mean_name.max(0.1));
        names.best(one, two, missed, rate.ln())
    }
}

/// What many words of one text count together, as a factor.
fn damping(words: usize) -> f64 {
    (INDEPENDENT / words as f64).sqrt().min(1.0)
}

impl<'a> Names<'a> {
    pub(super) fn new(collection: &'a Collection<'a>, weights: &'a Weights) -> Self {
        Self { collection, weights }
    }

    /// Whether some name of a thing has a word.
    pub(super) fn has(&self, at: usize, word: u32) -> bool {
        let names = self.collection.names.of(at).iter();
        names
            .filter(|name| name.kind == NameKind::Plain)
            .any(|&name| self.collection.words_of_name(name).contains(&word))
    }

    /// The share of words that the names of two things have in common.
    pub(super) fn share_found(&self, one: usize, two: usize) -> Option<f32> {
        self.best(one, two, 0.3, -0.2).map(|found| found.share as f32)
    }

    fn best(&self, one: usize, two: usize, missed: f64, agreed: f64) -> Option<NameMatch> {
        let mut best: Option<NameMatch> = None;
        for &left in self.collection.names.of(one) {
            for &right in self.collection.names.of(two) {
                let fits = match (left.kind, right.kind) {
                    (NameKind::Plain, NameKind::Plain)
                    | (NameKind::Meaning, NameKind::Meaning)
                    | (NameKind::Acronym, NameKind::Initials)
                    | (NameKind::Initials, NameKind::Acronym) => true,
                    _ => false,
                };
                if fits {
                    let (nats, share) = self.compare(one, two, left, right, missed, agreed);
                    if best.is_none_or(|best| nats > best.nats) {
                        best = Some(NameMatch { left, right, nats, share });
                    }
                }
            }
        }
        best
    }

    /// Finds words that the other name writes in two: «De Wever» and «Dewever». Both sides are
    /// taken as found; gives the words that count.
    fn glue(
        &self,
        open: &mut Vec<u32>,
        these: &[u32],
        those: &[u32],
        used: &mut [bool],
    ) -> Vec<u32> {
        let text = |word: u32| self.collection.word(word).0;
        let is_whole =
            |one: u32, two: u32, whole: u32| text(whole).strip_prefix(text(one)) == Some(text(two));
        let mut glued = Vec::new();
        for at in 1..those.len() {
            let (one, two) = (those[at - 1], those[at]);
            let whole = open.iter().position(|&word| is_whole(one, two, word));
            if let Some(place) = whole.filter(|_| !used[at - 1] && !used[at]) {
                used[at - 1..=at].fill(true);
                glued.push(open.remove(place));
            }
        }
        for pair in these.windows(2) {
            let is_open = open.contains(&pair[0]) && open.contains(&pair[1]);
            let whole = |at: &usize| !used[*at] && is_whole(pair[0], pair[1], those[*at]);
            if let Some(at) = (0..those.len()).find(whole).filter(|_| is_open) {
                used[at] = true;
                open.retain(|word| !pair.contains(word));
                glued.push(those[at]);
            }
        }
        glued
    }

    fn compare(
        &self,
        one: usize,
        two: usize,
        left: NameWords,
        right: NameWords,
        missed: f64,
        agreed: f64,
    ) -> (f64, f64) {
        let collection = self.collection;
        let (these, those) = (collection.words_of_name(left), collection.words_of_name(right));
        let weight = |word: u32| f64::from(self.weights.word(word));
        if left.kind != NameKind::Plain && left.kind != NameKind::Meaning {
            if these != those {
                return (f64::MIN, 0.0);
            }
            // The vocabulary has a mark before the letters.
            let letters = collection.word(these[0]).0.chars().count() as f64 - 1.0;
            return (weight(these[0]).min(LETTER * letters), 1.0);
        }
        let persons = collection.family(one) == Some(Family::Person)
            || collection.family(two) == Some(Family::Person);
        let mut used = [false; 96];
        let (mut sum, mut agree) = (0.0, 0.0);
        let mut open: Vec<u32> = Vec::new();
        for &word in these {
            match those.iter().enumerate().position(|(at, &other)| !used[at] && other == word) {
                Some(at) => {
                    used[at] = true;
                    sum += (weight(word) + agreed).max(0.0);
                    agree += 1.0;
                }
                None => open.push(word),
            }
        }
        let mut is_equal = open.is_empty() && these.len() == those.len();
        let left_open = open.len();
        let glued = self.glue(&mut open, these, those, &mut used);
        for &word in &glued {
            sum += (weight(word) + agreed).max(0.0);
            agree += 1.0;
        }
        is_equal |= !glued.is_empty()
            && left_open > 0
            && open.is_empty()
            && used[..those.len()].iter().all(|&used| used);
        let mut miss = [0.0, 0.0];
        // The weightiest words that nothing on the other side is like.
        let mut lost = [0.0f64, 0.0];
        for &word in &open {
            let mut best = (0.0, 0.0, 0);
            for (at, &other) in those.iter().enumerate().filter(|(at, _)| !used[*at]) {
                let (one, two) = (collection.word(word), collection.word(other));
                let share = likeness(one, two);
                let found = (share, share * weight(word).min(weight(other)), at);
                if found.0 > best.0 {
                    best = found;
                }
                let is_initial = persons
                    && (one.0.len() == 1 || two.0.len() == 1)
                    && one.0.as_bytes().first() == two.0.as_bytes().first();
                if is_initial && best.0 < 0.5 {
                    best = (0.5, INITIAL, at);
                }
            }
            if best.0 > 0.0 {
                used[best.2] = true;
                sum += best.1;
                agree += best.0;
                let rest = (1.0 - best.0) * missed * weight(word);
                miss[0] += rest;
                miss[1] += rest;
            } else if collection.bags.of(two).binary_search(&word).is_ok() {
                sum += ELSEWHERE * weight(word) / 2.0;
                agree += ELSEWHERE;
            } else {
                miss[0] += missed * weight(word);
                lost[0] = lost[0].max(weight(word));
            }
        }
        for (_, &word) in those.iter().enumerate().filter(|(at, _)| !used[*at]) {
            if collection.bags.of(one).binary_search(&word).is_ok() {
                sum += ELSEWHERE * weight(word) / 2.0;
                agree += ELSEWHERE;
            } else {
                miss[1] += missed * weight(word);
                lost[1] = lost[1].max(weight(word));
            }
        }
        // What is missed on both sides is a contradiction and counts in full.
        sum -= f64::midpoint(miss[0], miss[1]) + miss[0].min(miss[1]);
        sum *= damping(these.len().max(those.len()));
        if persons && lost[0].min(lost[1]) > COMMON {
            sum -= OTHER_PERSON;
        }
        if is_equal {
            let mean = these.iter().map(|&word| weight(word)).sum::<f64>() / these.len() as f64;
            sum += EQUAL_NAME * (mean / RARE).min(1.0);
        }
        if left.kind == NameKind::Meaning {
            sum *= 0.9;
        }
        (sum, agree / these.len().max(those.len()) as f64)
    }
}
