//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001): the best row of labels
//! (Viterbi), and the probabilities of labels (forward-backward), also where only some labels are
//! allowed (for training with partly known labels).

use super::labels::{LABELS, closes, may_follow, opens};
use std::sync::LazyLock;

/// Room for one row of label scores, padded so that a row is four or eight vector registers.
pub(crate) const ROW: usize = 32;

/// A score for each label.
pub(crate) type Row = [f32; ROW];

/// Scores of one label after another, `[before][label]`.
pub(crate) type Transitions = [Row; LABELS];

/// No label can be reached with this score.
pub(crate) const NEVER: f32 = -1.0e9;

/// For each label, those that may stand before it.
static BEFORE: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    (0..LABELS)
        .map(|label| (0..LABELS).filter(|&before| may_follow(before, label)).collect())
        .collect()
});

/// The best row of labels for the scores of a row of units.
pub(crate) fn viterbi(scores: &[Row], transitions: &Transitions) -> Vec<usize> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut best = [NEVER; LABELS];
    for label in (0..LABELS).filter(|&l| opens(l)) {
        best[label] = first[label];
    }
    let mut from = vec![[0_u8; LABELS]; scores.len()];
    for (at, row) in scores.iter().enumerate().skip(1) {
        let mut next = [NEVER; LABELS];
        for (label, befores) in BEFORE.iter().enumerate() {
            let (mut top, mut top_before) = (2.0 * NEVER, 0);
            for &before in befores {
                let score = best[before] + transitions[before][label];
                if score > top {
                    (top, top_before) = (score, before);
                }
            }
            next[label] = top + row[label];
            from[at][label] = top_before as u8;
        }
        best = next;
    }
    let mut label = 0;
    for other in (0..LABELS).filter(|&l| closes(l)) {
        if best[other] > best[label] {
            label = other;
        }
    }
    let mut labels = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = usize::from(from[at][label]);
    }
    labels
}

/// What forward-backward gives for a row of units.
pub(crate) struct Expectations {
    /// The probability of each label at each unit.
    pub(crate) labels: Vec<Row>,
    /// How often one label is expected to follow another.
    pub(crate) transitions: Box<Transitions>,
    /// The logarithm of the sum over all rows of labels.
    pub(crate) log_partition: f64,
}

/// The exponentials of transition scores, zero where a label may not follow.
pub(crate) fn grow(transitions: &Transitions) -> Box<Transitions> {
    let mut grown: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    for (label, befores) in BEFORE.iter().enumerate() {
        for &before in befores {
            grown[before][label] = transitions[before][label].exp();
        }
    }
    grown
}

/// Probabilities of labels and of pairs of them, where each unit may have the labels in its bit set only.
///
/// Returns `None` where no row of labels is allowed at all.
pub(crate) fn expectations(
    scores: &[Row],
    grown: &Transitions,
    allowed: impl Fn(usize) -> u32,
) -> Option<Expectations> {
    let mut transitions: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    let (labels, log_partition) = forward_backward(scores, grown, allowed, Some(&mut transitions))?;
    Some(Expectations { labels, transitions, log_partition })
}

/// The probability of each label at each unit.
pub(crate) fn probabilities(scores: &[Row], grown: &Transitions) -> Option<Vec<Row>> {
    forward_backward(scores, grown, |_| u32::MAX, None).map(|(labels, _)| labels)
}

fn forward_backward(
    scores: &[Row],
    grown: &Transitions,
    allowed: impl Fn(usize) -> u32,
    mut pairs: Option<&mut Transitions>,
) -> Option<(Vec<Row>, f64)> {
    let count = scores.len();
    let mut emissions = vec![[0.0_f32; ROW]; count];
    let mut log_partition = 0.0_f64;
    for (at, row) in scores.iter().enumerate() {
        let set = allowed(at);
        let top = row[..LABELS].iter().copied().fold(NEVER, f32::max);
        for label in (0..LABELS).filter(|l| set >> l & 1 == 1) {
            emissions[at][label] = (row[label] - top).exp();
        }
        log_partition += f64::from(top);
    }
    let mut forward = vec![[0.0_f32; ROW]; count];
    for at in 0..count {
        let mut row = [0.0_f32; ROW];
        if at == 0 {
            for label in (0..LABELS).filter(|&l| opens(l)) {
                row[label] = 1.0;
            }
        } else {
            let before_row = forward[at - 1];
            for (before, &weight) in before_row[..LABELS].iter().enumerate() {
                if weight > 0.0 {
                    for (to, from) in row.iter_mut().zip(&grown[before]) {
                        *to += weight * from;
                    }
                }
            }
        }
        for (value, emission) in row.iter_mut().zip(&emissions[at]) {
            *value *= emission;
        }
        if at + 1 == count {
            for label in (0..LABELS).filter(|&l| !closes(l)) {
                row[label] = 0.0;
            }
        }
        let sum: f32 = row.iter().sum();
        if sum <= 0.0 || !sum.is_finite() {
            return None;
        }
        log_partition += f64::from(sum.ln());
        for value in &mut row {
            *value /= sum;
        }
        forward[at] = row;
    }
    let mut labels = vec![[0.0_f32; ROW]; count];
    let mut backward = [0.0_f32; ROW];
    for label in (0..LABELS).filter(|&l| closes(l)) {
        backward[label] = 1.0;
    }
    if let Some(last) = labels.last_mut() {
        *last = forward[count - 1];
    }
    for at in (1..count).rev() {
        let mut after = [0.0_f32; ROW];
        for (to, (emission, back)) in after.iter_mut().zip(emissions[at].iter().zip(&backward)) {
            *to = emission * back;
        }
        let mut row = [0.0_f32; ROW];
        let mut total = 0.0;
        for before in 0..LABELS {
            let weight = forward[at - 1][before];
            if weight <= 0.0 {
                continue;
            }
            let reach: f32 = grown[before].iter().zip(&after).map(|(a, b)| a * b).sum();
            row[before] = reach;
            total += weight * reach;
        }
        if total <= 0.0 || !total.is_finite() {
            return None;
        }
        for before in 0..LABELS {
            let share = forward[at - 1][before] / total;
            if share > 0.0 {
                if let Some(pairs) = pairs.as_deref_mut() {
                    for label in 0..LABELS {
                        pairs[before][label] += share * grown[before][label] * after[label];
                    }
                }
                labels[at - 1][before] = share * row[before];
            }
        }
        for value in &mut row {
            *value /= total;
        }
        backward = row;
    }
    Some((labels, log_partition))
}
