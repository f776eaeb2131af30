//! One step of fitting: the gradient of a stretch's likelihood, and what it does to the weights.

use super::fit::Settings;
use super::random::Random;
use crate::recognize::tagger::{LABELS, ROW, Row, Transitions, expectations, grow};

/// A stretch of a sentence as numbers.
pub(super) struct Stretch {
    /// Features of all units.
    pub(super) features: Vec<u32>,
    /// Where each unit's features end.
    pub(super) ends: Vec<usize>,
    /// The labels that each unit may have.
    pub(super) allowed: Vec<u32>,
    pub(super) weight: f32,
}

/// The weights as they are now, with the sums of squares of their gradients.
pub(super) struct State {
    pub(super) weights: Vec<Row>,
    squares: Vec<Row>,
    pub(super) transitions: Box<Transitions>,
    transition_squares: Box<Transitions>,
}

impl State {
    pub(super) fn new(count: usize) -> Self {
        Self {
            weights: vec![[0.0; ROW]; count],
            squares: vec![[1.0e-4; ROW]; count],
            transitions: Box::new([[0.0; ROW]; LABELS]),
            transition_squares: Box::new([[1.0e-4; ROW]; LABELS]),
        }
    }

    /// One step; returns how unlikely the labels were before it.
    pub(super) fn step(
        &mut self,
        stretch: &Stretch,
        settings: &Settings,
        random: &mut Random,
    ) -> f64 {
        let count = stretch.ends.len();
        let mut kept: Vec<u32> = Vec::with_capacity(stretch.features.len());
        let mut ends = Vec::with_capacity(count);
        let mut scores: Vec<Row> = Vec::with_capacity(count);
        let scale = 1.0 / (1.0 - settings.dropout);
        let mut from = 0;
        for &end in &stretch.ends {
            let mut row = [0.0; ROW];
            for &feature in &stretch.features[from..end] {
                if random.share() >= settings.dropout {
                    kept.push(feature);
                    for (score, weight) in row.iter_mut().zip(&self.weights[feature as usize]) {
                        *score += weight;
                    }
                }
            }
            for score in &mut row {
                *score *= scale;
            }
            from = end;
            ends.push(kept.len());
            scores.push(row);
        }
        let grown = grow(&self.transitions);
        let free = expectations(&scores, &grown, |_| u32::MAX);
        let bound = expectations(&scores, &grown, |at| stretch.allowed[at]);
        let (Some(free), Some(bound)) = (free, bound) else { return 0.0 };
        let mut from = 0;
        for (at, &end) in ends.iter().enumerate() {
            let mut gradient = [0.0; ROW];
            let mut large = false;
            for (g, (f, b)) in
                gradient.iter_mut().zip(free.labels[at].iter().zip(&bound.labels[at]))
            {
                *g = (f - b) * stretch.weight;
                large |= g.abs() > 1.0e-4;
            }
            if large {
                for &feature in &kept[from..end] {
                    let weights = &mut self.weights[feature as usize];
                    let squares = &mut self.squares[feature as usize];
                    update(weights, squares, &gradient, settings);
                }
            }
            from = end;
        }
        for before in 0..LABELS {
            let mut gradient = [0.0; ROW];
            for (g, (f, b)) in gradient
                .iter_mut()
                .zip(free.transitions[before].iter().zip(&bound.transitions[before]))
            {
                *g = (f - b) * stretch.weight;
            }
            update(
                &mut self.transitions[before],
                &mut self.transition_squares[before],
                &gradient,
                settings,
            );
        }
        free.log_partition - bound.log_partition
    }
}

fn update(weights: &mut Row, squares: &mut Row, gradient: &Row, settings: &Settings) {
    for ((weight, square), g) in weights.iter_mut().zip(squares).zip(gradient) {
        let g = g + settings.decay * *weight;
        *square += g * g;
        *weight -= settings.rate * g / square.sqrt();
    }
}
