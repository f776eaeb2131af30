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

/// Exponentials of transition scores, zero where a label may not follow.
///
/// A label that closes its name may have fifteen others behind it, one inside a name only two; the same holds of what
/// stands before. Sums go over whole rows for the former, over two numbers for the latter.
#[derive(Clone, Debug)]
pub(crate) struct Grown {
    /// `[before][label]`
    by_before: Box<Transitions>,
    /// `[label][before]`
    by_label: Box<Transitions>,
    /// For each label inside a name, what may follow it; none for those that close one.
    behind: [Option<[usize; 2]>; LABELS],
    /// For each label inside or at the end of a name, what may stand before it; none for those that open one.
    ahead: [Option<[usize; 2]>; LABELS],
}

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

/// The exponentials of transition scores.
pub(crate) fn grow(transitions: &Transitions) -> Grown {
    let mut by_before: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    let mut by_label: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    for (label, befores) in BEFORE.iter().enumerate() {
        for &before in befores {
            let weight = transitions[before][label].exp();
            by_before[before][label] = weight;
            by_label[label][before] = weight;
        }
    }
    let pair = |labels: &[usize]| <[usize; 2]>::try_from(labels).ok();
    let ahead = std::array::from_fn(|label| pair(&BEFORE[label]));
    let behind = std::array::from_fn(|before| {
        let labels: Vec<usize> = (0..LABELS).filter(|&l| may_follow(before, l)).collect();
        pair(&labels)
    });
    Grown { by_before, by_label, behind, ahead }
}

/// Probabilities of labels and of pairs of them, where each unit may have the labels in its bit set only.
///
/// Returns `None` where no row of labels is allowed at all.
pub(crate) fn expectations(
    scores: &[Row],
    grown: &Grown,
    allowed: impl Fn(usize) -> u32,
) -> Option<Expectations> {
    let mut transitions: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    let (labels, log_partition) = forward_backward(scores, grown, allowed, Some(&mut transitions))?;
    Some(Expectations { labels, transitions, log_partition })
}

/// The probability of each label at each unit.
pub(crate) fn probabilities(scores: &[Row], grown: &Grown) -> Option<Vec<Row>> {
    forward_backward(scores, grown, |_| u32::MAX, None).map(|(labels, _)| labels)
}

/// Adds a row, weighed, to another; where only two of its numbers are not zero, these.
#[inline]
fn add_times(sum: &mut Row, row: &Row, weight: f32, only: Option<[usize; 2]>) {
    match only {
        Some(two) => {
            for at in two {
                sum[at] += weight * row[at];
            }
        }
        None => {
            for (to, from) in sum.iter_mut().zip(row) {
                *to += weight * from;
            }
        }
    }
}

fn forward_backward(
    scores: &[Row],
    grown: &Grown,
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
            for (before, &weight) in forward[at - 1][..LABELS].iter().enumerate() {
                add_times(&mut row, &grown.by_before[before], weight, grown.behind[before]);
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
        for (label, &weight) in after[..LABELS].iter().enumerate() {
            add_times(&mut row, &grown.by_label[label], weight, grown.ahead[label]);
        }
        let mut total = 0.0;
        for (reach, &weight) in row.iter_mut().zip(&forward[at - 1]) {
            if weight <= 0.0 {
                *reach = 0.0;
            }
            total += weight * *reach;
        }
        if total <= 0.0 || !total.is_finite() {
            return None;
        }
        for before in 0..LABELS {
            let share = forward[at - 1][before] / total;
            if share > 0.0 {
                if let Some(pairs) = pairs.as_deref_mut() {
                    for label in 0..LABELS {
                        pairs[before][label] +=
                            share * grown.by_before[before][label] * after[label];
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
