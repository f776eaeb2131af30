//! The article's other mentions of a word speak for its type.

use super::crf::{ROW, Row};
use super::features::Features;
use super::labels::{LABELS, parts};

/// How much one other mention counts that is sure of its type; more mentions count by the root of their number.
const STRENGTH: f32 = 2.0;

/// What a row of probabilities says of each type, and of being no name.
fn types(row: &Row) -> [f32; 8] {
    let mut sums = [0.0; 8];
    for (label, probability) in row[..LABELS].iter().enumerate() {
        sums[parts(label).map_or(7, |(kind, _)| kind as usize)] += probability;
    }
    sums
}

/// Adds to the scores of each word with a capital what its other mentions say.
pub(super) fn add(scores: &mut [Row], probabilities: &[Row], features: &Features<'_>) {
    for (at, score) in scores.iter_mut().enumerate() {
        let mentions = features.mentions(at);
        if mentions.len() < 2 {
            continue;
        }
        let mut sum = [0.0_f32; 8];
        for &other in mentions.iter().filter(|&&other| other as usize != at) {
            for (to, share) in sum.iter_mut().zip(types(&probabilities[other as usize])) {
                *to += share;
            }
        }
        let others = (mentions.len() - 1) as f32;
        let strength = STRENGTH * others.sqrt() / others;
        let mut row = [0.0; ROW];
        for (label, value) in row[..LABELS].iter_mut().enumerate() {
            *value = strength * sum[parts(label).map_or(7, |(kind, _)| kind as usize)];
        }
        for (to, value) in score.iter_mut().zip(row) {
            *to += value;
        }
    }
}
