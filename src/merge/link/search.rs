//! The rounds of the search: candidates, evidence, groups, what they teach, and again.

use super::blocking::candidates;
use super::collection::Collection;
use super::constraints::Rules;
use super::evidence::Judge;
use super::names::Names;
use super::options::Options;
use super::rates::{Links, Rates};
use super::settle::{Pair, Settled, Settler, Verdict};
use super::thing::Thing;
use super::weight::Weights;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// So often is everything looked at; what is learned hardly changes after that.
const ROUNDS: usize = 3;
/// Links of at least this score teach, so many of them at most.
const SURE: f64 = 0.9;
const TEACHERS: usize = 50_000;
/// Evidence, in nats, that nothing which is learned makes up for.
const HOPELESS: f64 = -8.0;
/// Evidence from which a match counts when doubles are looked for, in nats.
const MATCH: f64 = 10.0;
/// A second match is a double of the first if it has this share of its evidence.
const NEARLY: f64 = 0.7;
/// Where this share of the matches has a double, things stand there more than once. Fewer matches
/// than this do not tell.
const DOUBLES: f64 = 0.4;
const ENOUGH: u32 = 20;

/// All that was found, and by what it was judged.
pub(super) struct Search<'a> {
    pub(super) collection: Collection<'a>,
    pub(super) weights: Weights,
    pub(super) rates: Rates,
    pub(super) links: Links,
    pub(super) settled: Settled,
}

/// Looks for what is one.
pub(super) fn search<'a>(things: &'a [Thing], options: &Options) -> Search<'a> {
    let collection = Collection::new(things, &options.words);
    let rules = Rules::new(&collection, options);
    let mut weights = Weights::new(&collection, &options.words);
    let has_links = !collection.all_nodes().is_empty();
    // A source alone is searched for doubles; of several each is taken to have none at first.
    let mut single = vec![collection.sizes.len() > 1; collection.kind_count];
    let mut node_of: Vec<u32> = (0..collection.node_count() as u32).collect();
    let mut teachers: Vec<(u32, u32)> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut round = 0;
    loop {
        let links = Links::new(&collection, &node_of);
        weights.weigh_nodes(&collection, &links.bags);
        let mut rates = Rates::new(&collection, &weights, &links);
        let names = Names { collection: &collection, weights: &weights };
        rates.learn(&collection, &links, &names, &teachers);
        let judge =
            Judge { collection: &collection, weights: &weights, rates: &rates, links: &links };
        if round == 0 || has_links || round == 1 && single.contains(&false) {
            let found = candidates(&collection, &weights, &links.bags, &single);
            pairs = with_known(found, &pairs);
        }
        judge_all(&judge, &mut pairs);
        let settler = Settler { collection: &collection, options, rules: &rules, single: &single };
        let mut settled = settler.settle(&pairs);
        round += 1;
        if round == ROUNDS {
            return Search { collection, weights, rates, links, settled };
        }
        if round == 1 && collection.sizes.len() > 1 {
            single = single_kinds(&collection, &pairs);
        }
        teachers.clear();
        let sure = |verdict: &&Verdict| verdict.score >= SURE;
        let count = settled.joined.iter().filter(sure).count();
        let step = count.div_ceil(TEACHERS).max(1);
        let chosen = settled.joined.iter().filter(sure).step_by(step);
        teachers.extend(chosen.map(|verdict| (verdict.left, verdict.right)));
        for verdict in &settled.joined {
            let root = settled.groups.of(verdict.left);
            let node = collection.nodes[root as usize];
            for thing in [verdict.left, verdict.right] {
                node_of[collection.nodes[thing as usize] as usize] = node;
            }
        }
    }
}

/// Pairs with what is known of them from the round before; both are sorted.
fn with_known(pairs: Vec<(u32, u32)>, known: &[Pair]) -> Vec<Pair> {
    let mut known = known.iter().peekable();
    let judged = |(left, right): (u32, u32)| {
        while known.next_if(|pair| (pair.left, pair.right) < (left, right)).is_some() {}
        let before = known.peek().filter(|pair| (pair.left, pair.right) == (left, right));
        Pair { left, right, nats: before.map_or(f64::INFINITY, |pair| pair.nats) }
    };
    pairs.into_iter().map(judged).collect()
}

/// Judges pairs, but for those that were hopeless and have no telling neighbour in common.
fn judge_all(judge: &Judge<'_>, pairs: &mut [Pair]) {
    pairs.par_iter_mut().with_min_len(64).for_each(|pair| {
        let (left, right) = (pair.left as usize, pair.right as usize);
        if pair.nats > HOPELESS || judge.share_neighbour(left, right) {
            pair.nats = judge.nats(left, right);
        }
    });
}

/// Which kinds have each of their things once: those where hardly any thing has two matches, the
/// second nearly as good as the first.
fn single_kinds(collection: &Collection<'_>, pairs: &[Pair]) -> Vec<bool> {
    // The best two matches of each thing in each other source.
    let mut best: FxHashMap<(u32, u32), [(f64, u32); 2]> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| pair.nats > 0.0) {
        for (thing, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            let key = (thing, collection.sources[other as usize]);
            let two = best.entry(key).or_insert([(0.0, u32::MAX); 2]);
            if pair.nats > two[0].0 {
                *two = [(pair.nats, other), two[0]];
            } else if pair.nats > two[1].0 {
                two[1] = (pair.nats, other);
            }
        }
    }
    let mut counts = vec![(0u32, 0u32); collection.kind_count];
    for [(first, other), (second, _)] in best.values().filter(|two| two[0].0 > MATCH) {
        let count = &mut counts[collection.kinds[*other as usize] as usize];
        count.0 += 1;
        count.1 += u32::from(*second > first * NEARLY);
    }
    counts
        .into_iter()
        .map(|(all, doubles)| all < ENOUGH || f64::from(doubles) < DOUBLES * f64::from(all))
        .collect()
}
