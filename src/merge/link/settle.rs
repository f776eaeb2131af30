//! From evidence to scores and groups: how likely a match is at all, who else could be meant, and
//! what may not be joined.

use super::collection::Collection;
use super::constraints::{Groups, Rules};
use super::options::Options;
use super::outcome::Reason;
use rustc_hash::{FxHashMap, FxHashSet};

/// How much of a nat counts for the score: evidence that hangs together is overconfident.
const SLOPE: f64 = 0.35;
/// Sources are taken to be at least so large: what little is seen of the world is not all of it.
const WORLD: f64 = 1000.0;
/// What share of the smaller source the larger has, before any is seen, and how much that counts.
const SHARED: f64 = 0.3;
const SHARED_COUNT: f64 = 20.0;
/// Groups with more pairs between them than this are not gone through pair by pair.
const MOST_PAIRS: usize = 400;

/// A pair with the evidence for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) nats: f64,
}

/// What became of a pair.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) score: f64,
    /// Why it is what it is, where that is not the evidence alone.
    pub(super) reason: Option<Reason>,
}

/// What is one and what is not.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) joined: Vec<Verdict>,
    pub(super) doubtful: Vec<Verdict>,
    pub(super) apart: Vec<Verdict>,
    pub(super) groups: Groups,
}

/// Everything that pairs are settled by.
pub(super) struct Settler<'a> {
    pub(super) collection: &'a Collection<'a>,
    pub(super) options: &'a Options,
    pub(super) rules: &'a Rules,
    /// Which kinds have each of their things once.
    pub(super) single: &'a [bool],
}

impl Settler<'_> {
    /// Settles pairs, which are sorted.
    pub(super) fn settle(&self, pairs: &[Pair]) -> Settled {
        let bars = Bars::new(self.collection, pairs);
        let score = |pair: &Pair| {
            let bar = bars.of(self.collection, pair);
            1.0 / (1.0 + (-SLOPE * (pair.nats - bar)).exp())
        };
        let mut likely: Vec<(Pair, f64)> = pairs
            .iter()
            .map(|pair| (*pair, score(pair)))
            .filter(|&(_, score)| score >= self.options.doubt.min(self.options.join))
            .collect();
        likely.sort_by(|(one, first), (two, second)| {
            let by_score = second.total_cmp(first).then(two.nats.total_cmp(&one.nats));
            by_score.then_with(|| (one.left, one.right).cmp(&(two.left, two.right)))
        });
        // Who could also be meant is known only when all have found their best match.
        let all = self.join(&likely, pairs, self.options.doubt);
        self.weaken(&mut likely, all);
        self.join(&likely, pairs, self.options.join)
    }

    /// Joins what may be joined and scores `least` or more, the best first.
    fn join(&self, likely: &[(Pair, f64)], pairs: &[Pair], least: f64) -> Settled {
        let mut groups = Groups::new(self.collection.len());
        let (mut joined, mut doubtful, mut apart) = (Vec::new(), Vec::new(), Vec::new());
        for &(left, right) in self.rules.same() {
            groups.join(left, right);
            let reason = Some(Reason::DecidedSame);
            joined.push(Verdict { left, right, score: 1.0, reason });
        }
        for (left, right, reason) in self.rules.certain() {
            let (left, right, reason) = (*left, *right, Some(reason.clone()));
            if groups.of(left) == groups.of(right) {
                joined.push(Verdict { left, right, score: 1.0, reason });
            } else if let Some(against) = self.forbidden(&mut groups, left, right) {
                apart.push(Verdict { left, right, score: 0.0, reason: Some(against) });
            } else {
                groups.join(left, right);
                joined.push(Verdict { left, right, score: 1.0, reason });
            }
        }
        for &(Pair { left, right, .. }, score) in likely {
            let verdict = |reason| Verdict { left, right, score, reason };
            if groups.of(left) == groups.of(right) {
                continue;
            }
            let against = self
                .forbidden(&mut groups, left, right)
                .or_else(|| self.taken(&mut groups, left, right));
            match against {
                Some(reason) => {
                    if score >= self.options.join {
                        apart.push(verdict(Some(reason)));
                    }
                }
                None if score < least => doubtful.push(verdict(None)),
                None if Self::contradicted(&mut groups, pairs, left, right) => {
                    doubtful.push(Verdict {
                        score: score.min(self.options.join / 2.0 + self.options.doubt / 2.0),
                        ..verdict(None)
                    });
                }
                None => {
                    groups.join(left, right);
                    joined.push(verdict(None));
                }
            }
        }
        Settled { joined, doubtful, apart, groups }
    }

    fn is_single(&self, thing: u32) -> bool {
        self.single[self.collection.kinds[thing as usize] as usize]
    }

    /// Why two groups cannot be one.
    fn forbidden(&self, groups: &mut Groups, left: u32, right: u32) -> Option<Reason> {
        let (one, two) = (groups.of(left), groups.of(right));
        let (these, those) = (groups.members(&one), groups.members(&two));
        // The pair itself first: it gives the better reason.
        let pairs = these.iter().flat_map(|&one| those.iter().map(move |&two| (one, two)));
        std::iter::once((left, right))
            .chain(pairs)
            .find_map(|(one, two)| self.rules.forbids(self.collection, one, two))
    }

    /// The thing that already stands for a source which speaks of each thing once.
    fn taken(&self, groups: &mut Groups, left: u32, right: u32) -> Option<Reason> {
        let (one, two) = (groups.of(left), groups.of(right));
        let (these, those) = (groups.members(&one), groups.members(&two));
        for &one in these {
            if let Some(&two) = those.iter().find(|&&two| self.are_rivals(one, two)) {
                let other = if two == right { one } else { two };
                return Some(Reason::Taken(self.collection.things[other as usize].iri.clone()));
            }
        }
        None
    }

    /// Whether two things of one source are two because the source has each of them once.
    fn are_rivals(&self, one: u32, two: u32) -> bool {
        let (first, second) = (one as usize, two as usize);
        self.collection.sources[first] == self.collection.sources[second]
            && (self.collection.kinds[first] != self.collection.kinds[second]
                || self.is_single(one))
    }

    /// Whether what is known of the pairs between two groups speaks against them on the whole.
    fn contradicted(groups: &mut Groups, pairs: &[Pair], left: u32, right: u32) -> bool {
        let (one, two) = (groups.of(left), groups.of(right));
        let (these, those) = (groups.members(&one), groups.members(&two));
        if these.len() * those.len() == 1 || these.len() * those.len() > MOST_PAIRS {
            return false;
        }
        let mut sum = 0.0;
        for &one in these {
            for &two in those {
                let key = (one.min(two), one.max(two));
                let found = pairs.binary_search_by_key(&key, |pair| (pair.left, pair.right));
                sum += found.map_or(0.0, |at| pairs[at].nats.clamp(-20.0, 20.0));
            }
        }
        sum < 0.0
    }

    /// Lowers scores where another thing of the same source could be meant as well: the match found,
    /// or one that is free.
    fn weaken(&self, likely: &mut [(Pair, f64)], mut settled: Settled) {
        let sources = &self.collection.sources;
        // The best two that each thing could be in another source.
        let mut rivals: FxHashMap<(u32, u32), [(f64, u32); 2]> = FxHashMap::default();
        let matched: FxHashSet<(u32, u32)> = settled
            .joined
            .iter()
            .flat_map(|&Verdict { left, right, .. }| {
                [(left, sources[right as usize]), (right, sources[left as usize])]
            })
            .collect();
        for (pair, _) in likely.iter() {
            for (thing, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                let (own, source) = (sources[thing as usize], sources[other as usize]);
                let is_open = !matched.contains(&(other, own))
                    && self.rules.forbids(self.collection, thing, other).is_none();
                if self.is_single(thing)
                    && self.is_single(other)
                    && (is_open || settled.groups.of(thing) == settled.groups.of(other))
                {
                    let best = rivals.entry((thing, source)).or_insert([(f64::MIN, u32::MAX); 2]);
                    if pair.nats > best[0].0 {
                        *best = [(pair.nats, other), best[0]];
                    } else if pair.nats > best[1].0 {
                        best[1] = (pair.nats, other);
                    }
                }
            }
        }
        for (pair, score) in likely {
            let mut worst = f64::MIN;
            for (thing, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                if let Some(best) = rivals.get(&(thing, sources[other as usize])) {
                    let rival = if best[0].1 == other { best[1] } else { best[0] };
                    worst = worst.max(rival.0);
                }
            }
            if worst > f64::MIN {
                *score /= 1.0 + (worst - pair.nats).exp();
            }
        }
    }
}

/// How much evidence it takes for a match, in nats, by the sizes of two sources and by how much
/// they have in common.
struct Bars {
    /// For pairs of sources, the smaller number first.
    bars: FxHashMap<(u32, u32), f64>,
}

impl Bars {
    fn new(collection: &Collection<'_>, pairs: &[Pair]) -> Self {
        let key = |pair: &Pair| {
            let one = collection.sources[pair.left as usize];
            let two = collection.sources[pair.right as usize];
            (one.min(two), one.max(two))
        };
        let size = |source: u32| f64::from(collection.sizes[source as usize]);
        let mut best = vec![(f64::MIN, u32::MAX); collection.len()];
        for pair in pairs {
            for (thing, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                let best = &mut best[thing as usize];
                if pair.nats > best.0 {
                    *best = (pair.nats, other);
                }
            }
        }
        // Mutual best matches that are as good as sure, by pair of sources.
        let mut sure: FxHashMap<(u32, u32), f64> = FxHashMap::default();
        for pair in pairs {
            let (one, two) = key(pair);
            let bar = size(one).max(size(two)).max(WORLD).ln();
            let is_best = |thing: u32, other: u32| best[thing as usize].1 == other;
            let count = sure.entry((one, two)).or_default();
            if pair.nats > bar && is_best(pair.left, pair.right) && is_best(pair.right, pair.left) {
                *count += 1.0;
            }
        }
        let bar = |(&(one, two), &count): (&(u32, u32), &f64)| {
            let (small, large) = (size(one).min(size(two)), size(one).max(size(two)));
            let share = (count + SHARED * SHARED_COUNT) / (small + SHARED_COUNT);
            let share = share.clamp(0.02, 0.98);
            ((one, two), large.max(WORLD).ln() - (share / (1.0 - share)).ln())
        };
        Self { bars: sure.iter().map(bar).collect() }
    }

    fn of(&self, collection: &Collection<'_>, pair: &Pair) -> f64 {
        let one = collection.sources[pair.left as usize];
        let two = collection.sources[pair.right as usize];
        self.bars.get(&(one.min(two), one.max(two))).copied().unwrap_or(WORLD.ln())
    }
}
