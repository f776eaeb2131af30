//! Which pairs are worth a closer look: things that share rare words, names, acronyms, meanings or
//! neighbours. Never all pairs: each thing brings a bounded number of candidates.

use super::collection::{Collection, Lists, NameKind};
use super::text::sound;
use super::weight::Weights;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// A thing is looked up by so many of its keys, the rarest first, until so many bearers are found.
const KEYS: usize = 32;
const BEARERS: usize = 800;
/// So many candidates come from one thing, those of the greatest shared weight.
const CANDIDATES: usize = 14;
/// Larger groups of like words or equal names are cut to this size.
const GROUP: usize = 24;
/// Words that so many things bear are not looked for in other spellings.
const COMMON: u32 = 100;

/// Which things bear each word or node.
struct Postings {
    starts: Vec<u32>,
    things: Vec<u32>,
}

impl Postings {
    fn new(lists: &Lists<u32>, count: usize) -> Self {
        let mut starts = vec![0u32; count + 1];
        for &item in lists.items() {
            starts[item as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut things = vec![0u32; lists.items().len()];
        for at in 0..lists.len() {
            for &item in lists.of(at) {
                things[next[item as usize] as usize] = at as u32;
                next[item as usize] += 1;
            }
        }
        Self { starts, things }
    }

    fn of(&self, item: u32) -> &[u32] {
        let item = item as usize;
        &self.things[self.starts[item] as usize..self.starts[item + 1] as usize]
    }
}

/// Pairs to compare, the smaller number first, sorted: things of different sources, and of one
/// source where their kind is not `single`, that is, where each thing may be there twice.
pub(super) fn candidates(
    collection: &Collection<'_>,
    weights: &Weights,
    links: &Lists<u32>,
    single: &[bool],
) -> Vec<(u32, u32)> {
    let words = Postings::new(&collection.bags, collection.vocabulary.len());
    let nodes = Postings::new(links, collection.node_count());
    let like = like_words(collection, weights);
    let fits = |one: usize, two: usize| {
        one != two
            && collection.parts[one] == collection.parts[two]
            && (collection.sources[one] != collection.sources[two]
                || !single[collection.kinds[one] as usize])
            && !matches!(
                (collection.family(one), collection.family(two)),
                (Some(one), Some(two)) if one.excludes(two)
            )
    };
    let mut pairs: Vec<(u32, u32)> = (0..collection.len())
        .into_par_iter()
        .with_min_len(256)
        .flat_map_iter(|at| {
            let mut keys: Vec<(f32, &[u32])> = Vec::new();
            for &word in collection.bags.of(at) {
                if weights.bearers(word) > 1 {
                    keys.push((weights.word(word), words.of(word)));
                }
                for &other in like.get(&word).map_or(&[][..], Vec::as_slice) {
                    keys.push((weights.word(other) * 0.6, words.of(other)));
                }
            }
            let own = links.of(at).iter().map(|&node| (weights.node(node), nodes.of(node)));
            keys.extend(own.filter(|(_, bearers)| bearers.len() > 1));
            let mut found = gather(keys, |other| fits(at, other as usize));
            found.truncate(CANDIDATES);
            found.into_iter().map(move |(other, _)| ordered(at as u32, other))
        })
        .collect();
    pairs.extend(equal_names(collection, fits));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The bearers of the rarest keys with the weight of what they bear, the weightiest first.
fn gather(mut keys: Vec<(f32, &[u32])>, fits: impl Fn(u32) -> bool) -> Vec<(u32, f32)> {
    keys.sort_by_key(|(_, bearers)| bearers.len());
    let mut found: Vec<(u32, f32)> = Vec::new();
    let (mut seen, mut used) = (0, 0);
    for (weight, bearers) in keys {
        if used == KEYS || seen + bearers.len() > BEARERS && used > 0 {
            break;
        }
        seen += bearers.len();
        let before = found.len();
        let fitting = bearers.iter().take(BEARERS).filter(|&&other| fits(other));
        found.extend(fitting.map(|&other| (other, weight)));
        used += usize::from(found.len() > before);
    }
    found.sort_unstable_by(|one, two| one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)));
    found.dedup_by(|next, first| {
        let is_same = next.0 == first.0;
        if is_same {
            first.1 += next.1;
        }
        is_same
    });
    found.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
    found
}

fn ordered(one: u32, two: u32) -> (u32, u32) {
    (one.min(two), one.max(two))
}

fn hash(item: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    item.hash(&mut hasher);
    hasher.finish()
}

/// Rare words that one slip of the pen or another transliteration tells apart.
fn like_words(collection: &Collection<'_>, weights: &Weights) -> FxHashMap<u32, Vec<u32>> {
    let mut keys: Vec<(u64, u32)> = collection
        .vocabulary
        .par_iter()
        .enumerate()
        .with_min_len(1024)
        .flat_map_iter(|(number, word)| {
            let is_name = (4..=24).contains(&word.len())
                && word.is_ascii()
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && weights.bearers(number as u32) <= COMMON;
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let is_code = digits > 0;
            let mut keys = Vec::new();
            if is_name && (!is_code || word.len() >= 7) {
                keys.push(hash(word));
                for at in 0..word.len() {
                    keys.push(hash(format!("{}{}", &word[..at], &word[at + 1..]).as_str()));
                }
                let sound = sound(word);
                if !is_code && sound.len() >= 3 {
                    keys.push(hash((1u8, sound)));
                }
            }
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().map(move |key| (key, number as u32))
        })
        .collect();
    keys.par_sort_unstable();
    let mut like: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for group in keys.chunk_by(|one, two| one.0 == two.0) {
        if group.len() > GROUP {
            continue;
        }
        for &(_, one) in group {
            for &(_, two) in group.iter().filter(|&&(_, two)| two != one) {
                let others = like.entry(one).or_default();
                if !others.contains(&two) {
                    others.push(two);
                }
            }
        }
    }
    like
}

/// Things of equal names, whatever the order of words and where spaces stand. Large groups make a
/// chain and a star, so that all of a group can still come together.
fn equal_names(
    collection: &Collection<'_>,
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for at in 0..collection.len() {
        for &name in collection.names.of(at) {
            if matches!(name.kind, NameKind::Plain | NameKind::Meaning) {
                let mut words = collection.words_of_name(name).to_vec();
                if name.kind == NameKind::Plain && words.len() > 1 {
                    let texts = words.iter().map(|&word| &*collection.vocabulary[word as usize]);
                    keys.push((hash(texts.collect::<String>()), at as u32));
                } else if let [word] = words[..] {
                    keys.push((hash(collection.vocabulary[word as usize].to_string()), at as u32));
                }
                words.sort_unstable();
                keys.push((hash(words), at as u32));
            }
        }
    }
    let names = keys.len();
    keys.extend(&collection.phrases);
    keys.par_sort_unstable();
    keys.dedup();
    let mut pairs = Vec::with_capacity(names);
    for group in keys.chunk_by(|one, two| one.0 == two.0) {
        for (place, &(_, one)) in group.iter().enumerate() {
            let behind = group[place + 1..].iter().take(3);
            for &(_, two) in behind.chain(group.iter().take(3)) {
                if fits(one as usize, two as usize) {
                    pairs.push(ordered(one, two));
                }
            }
        }
    }
    pairs
}
