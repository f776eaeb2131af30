//! What speaks for two things being one in their names: equal words whatever their order, words
//! spelt otherwise or written in two, initials, meanings across languages, acronyms.

use super::collection::{Collection, NameKind, NameWords};
use super::evidence::damping;
use super::text::likeness;
use super::thing::Family;
use super::weight::Weights;

/// An equal name is more than the sum of its words.
const EQUAL_NAME: f64 = 2.0;
/// What a rare word weighs, and what one that many have.
const RARE: f64 = 8.0;
const COMMON: f64 = 3.0;
/// A name's word that stands elsewhere in the other description: how much of its weight counts.
const ELSEWHERE_WEIGHT: f64 = 0.35;
/// An initial that fits: how far it agrees, and its weight, for about one name in twelve has it.
const INITIAL: f64 = 0.5;
const INITIAL_WEIGHT: f64 = 2.5;
/// So much is each letter of an acronym worth at most: others have these initials too.
const LETTER: f64 = 2.8;
/// Two people with other given names are two, be the surname as rare as may be.
const OTHER_PERSON: f64 = 3.0;
/// Names that mean the same are a little less than names that are the same.
const MEANING: f64 = 0.9;

/// What two names have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameMatch {
    pub(super) left: NameWords,
    pub(super) right: NameWords,
    pub(super) nats: f64,
    /// The share of words that agree.
    pub(super) share: f64,
}

/// What a word counts that is found, beside its weight, and one that is missed, for its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) found: f64,
    pub(super) missed: f64,
}

/// Names of things, looked at by themselves.
pub(super) struct Names<'a> {
    pub(super) collection: &'a Collection<'a>,
    pub(super) weights: &'a Weights,
}

/// What has been counted of two names.
#[derive(Default)]
struct Tally {
    nats: f64,
    /// Words that agree.
    agree: f64,
    /// What words that are missed weigh, of the left and of the right.
    missed: [f64; 2],
    /// The weightiest word of each side that nothing on the other is like.
    lost: [f64; 2],
}

impl Names<'_> {
    /// Whether some name of a thing has a word.
    pub(super) fn has(&self, at: usize, word: u32) -> bool {
        let names = self.collection.names.of(at).iter();
        names
            .filter(|name| name.kind == NameKind::Plain)
            .any(|&name| self.collection.words_of_name(name).contains(&word))
    }

    /// The names of two things that agree best; none where one of the two has no name, or none that
    /// could be compared.
    pub(super) fn best(&self, one: usize, two: usize, scale: Scale) -> Option<NameMatch> {
        let mut best: Option<NameMatch> = None;
        for &left in self.collection.names.of(one) {
            for &right in self.collection.names.of(two) {
                let found = match (left.kind, right.kind) {
                    (NameKind::Plain, NameKind::Plain) | (NameKind::Meaning, NameKind::Meaning) => {
                        Some(self.compare((one, left), (two, right), scale))
                    }
                    (NameKind::Acronym, NameKind::Initials)
                    | (NameKind::Initials, NameKind::Acronym) => self.acronym(left, right),
                    _ => None,
                };
                if let Some((nats, share)) = found
                    && best.is_none_or(|best| nats > best.nats)
                {
                    best = Some(NameMatch { left, right, nats, share });
                }
            }
        }
        best
    }

    fn acronym(&self, left: NameWords, right: NameWords) -> Option<(f64, f64)> {
        let (these, those) =
            (self.collection.words_of_name(left), self.collection.words_of_name(right));
        let &word = these.first().filter(|_| these == those)?;
        // There is a mark before the letters.
        let letters = self.collection.word(word).0.chars().count() - 1;
        Some((self.weight(word).min(LETTER * letters as f64), 1.0))
    }

    fn weight(&self, word: u32) -> f64 {
        f64::from(self.weights.word(word))
    }

    /// The evidence of two names in nats, and the share of their words that agree.
    fn compare(
        &self,
        (one, left): (usize, NameWords),
        (two, right): (usize, NameWords),
        scale: Scale,
    ) -> (f64, f64) {
        let collection = self.collection;
        let (these, those) = (collection.words_of_name(left), collection.words_of_name(right));
        let of_person = |at: usize| collection.family(at) == Some(Family::Person);
        let are_people = of_person(one) || of_person(two);
        let mut tally = Tally::default();
        let mut closed = vec![false; those.len()];
        let mut open = self.equal(these, those, &mut closed, &mut tally, scale);
        self.glued(&mut open, these, those, &mut closed, &mut tally, scale);
        let is_equal = open.is_empty() && closed.iter().all(|&closed| closed);
        for &word in &open {
            self.like(word, those, are_people, &mut closed, &mut tally, scale)
                .unwrap_or_else(|| self.alone(word, two, 0, &mut tally, scale));
        }
        for (&word, _) in those.iter().zip(&closed).filter(|&(_, &closed)| !closed) {
            self.alone(word, one, 1, &mut tally, scale);
        }
        let longer = these.len().max(those.len());
        let [missed, other] = tally.missed;
        // What is missed on both sides is a contradiction and counts in full.
        let mut nats = tally.nats - f64::midpoint(missed, other) - missed.min(other);
        nats *= damping(longer);
        if are_people && tally.lost[0].min(tally.lost[1]) > COMMON {
            nats -= OTHER_PERSON;
        }
        if is_equal {
            let sum: f64 = these.iter().map(|&word| self.weight(word)).sum();
            nats += EQUAL_NAME * (sum / these.len() as f64 / RARE).min(1.0);
        }
        if left.kind == NameKind::Meaning {
            nats *= MEANING;
        }
        (nats, tally.agree / longer as f64)
    }

    fn found(&self, word: u32, tally: &mut Tally, scale: Scale) {
        tally.nats += (self.weight(word) + scale.found).max(0.0);
        tally.agree += 1.0;
    }

    /// Counts equal words; gives the left ones that have no equal.
    fn equal(
        &self,
        these: &[u32],
        those: &[u32],
        closed: &mut [bool],
        tally: &mut Tally,
        scale: Scale,
    ) -> Vec<u32> {
        let mut open = Vec::new();
        for &word in these {
            match (0..those.len()).find(|&at| !closed[at] && those[at] == word) {
                Some(at) => {
                    closed[at] = true;
                    self.found(word, tally, scale);
                }
                None => open.push(word),
            }
        }
        open
    }

    /// Counts words that the other name writes in two: «Dewever» and «De Wever».
    fn glued(
        &self,
        open: &mut Vec<u32>,
        these: &[u32],
        those: &[u32],
        closed: &mut [bool],
        tally: &mut Tally,
        scale: Scale,
    ) {
        let text = |word: u32| self.collection.word(word).0;
        let is_whole =
            |one: u32, two: u32, whole: u32| text(whole).strip_prefix(text(one)) == Some(text(two));
        for at in 1..those.len() {
            let (one, two) = (those[at - 1], those[at]);
            let whole = open.iter().position(|&word| is_whole(one, two, word));
            if let Some(place) = whole.filter(|_| !closed[at - 1] && !closed[at]) {
                closed[at - 1..=at].fill(true);
                self.found(open.remove(place), tally, scale);
            }
        }
        for pair in these.windows(2) {
            let is_open = open.contains(&pair[0]) && open.contains(&pair[1]);
            let whole = |at: &usize| !closed[*at] && is_whole(pair[0], pair[1], those[*at]);
            if let Some(at) = (0..those.len()).find(whole).filter(|_| is_open) {
                closed[at] = true;
                open.retain(|word| !pair.contains(word));
                self.found(those[at], tally, scale);
            }
        }
    }

    /// Counts the word that is most like this one, or begins as it does where one is an initial.
    fn like(
        &self,
        word: u32,
        those: &[u32],
        are_people: bool,
        closed: &mut [bool],
        tally: &mut Tally,
        scale: Scale,
    ) -> Option<()> {
        let mut best: Option<(f64, f64, usize)> = None;
        for at in (0..those.len()).filter(|&at| !closed[at]) {
            let (one, two) = (self.collection.word(word), self.collection.word(those[at]));
            let share = likeness(one, two);
            let found = share * self.weight(word).min(self.weight(those[at]));
            if share > best.map_or(0.0, |best| best.0) {
                best = Some((share, found, at));
            }
            let is_initial = are_people
                && (one.0.len() == 1 || two.0.len() == 1)
                && one.0.as_bytes().first() == two.0.as_bytes().first();
            if is_initial && best.is_none_or(|best| best.0 < INITIAL) {
                best = Some((INITIAL, INITIAL_WEIGHT, at));
            }
        }
        let (share, found, at) = best?;
        closed[at] = true;
        tally.nats += found;
        tally.agree += share;
        let rest = (1.0 - share) * scale.missed * self.weight(word);
        tally.missed.iter_mut().for_each(|missed| *missed += rest);
        Some(())
    }

    /// Counts a word of one side that the other name does not have; perhaps the other thing has it
    /// elsewhere.
    fn alone(&self, word: u32, other: usize, side: usize, tally: &mut Tally, scale: Scale) {
        let weight = self.weight(word);
        if self.collection.bags.of(other).binary_search(&word).is_ok() {
            tally.nats += ELSEWHERE_WEIGHT * weight;
        } else {
            tally.missed[side] += scale.missed * weight;
            tally.lost[side] = tally.lost[side].max(weight);
        }
    }
}
