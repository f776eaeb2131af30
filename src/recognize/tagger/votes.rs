//! The article's other mentions of a word speak for its type.

use super::crf::Row;
use super::features::Features;
use super::labels::{LABELS, parts};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How much one other mention counts that is sure of its type; more mentions count by the root of their number.
const STRENGTH: f32 = 2.0;

/// The type of each label, the last number for being no name.
static TYPES: LazyLock<[usize; LABELS]> = LazyLock::new(|| {
    std::array::from_fn(|label| parts(label).map_or(OTHERWISE, |(kind, _)| kind as usize))
});
const OTHERWISE: usize = 7;

/// What a row of probabilities says of each type, and of being no name.
fn types(row: &Row) -> [f32; 8] {
    let mut sums = [0.0; 8];
    for (kind, probability) in TYPES.iter().zip(row) {
        sums[*kind] += probability;
    }
    sums
}

/// Adds to the scores of each word with a capital what its other mentions say, and gives the units where it did.
pub(super) fn add(scores: &mut [Row], probabilities: &[Row], features: &Features<'_>) -> Vec<bool> {
    // Summed once for each word: a text may repeat one word without end.
    let mut sums: HashMap<u64, ([f32; 8], usize)> = HashMap::new();
    let words: Vec<Option<u64>> = (0..scores.len()).map(|at| features.capital_word(at)).collect();
    for (word, row) in words.iter().zip(probabilities) {
        if let Some(word) = word {
            let (sum, count) = sums.entry(*word).or_default();
            *count += 1;
            for (to, share) in sum.iter_mut().zip(types(row)) {
                *to += share;
            }
        }
    }
    let mut changed = vec![false; scores.len()];
    for (at, score) in scores.iter_mut().enumerate() {
        let Some((sum, count)) = words[at].and_then(|word| sums.get(&word)) else { continue };
        if *count < 2 {
            continue;
        }
        changed[at] = true;
        let others = (count - 1) as f32;
        let strength = STRENGTH * others.sqrt() / others;
        let own = types(&probabilities[at]);
        for (kind, value) in TYPES.iter().zip(score) {
            *value += strength * (sum[*kind] - own[*kind]);
        }
    }
    changed
}
