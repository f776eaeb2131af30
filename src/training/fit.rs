//! Fits the tagger's weights to samples: stochastic gradient steps on the likelihood of the labels, with
//! AdaGrad's step sizes (Duchi, Hazan and Singer, 2011), the last passes averaged. One thread, a fixed seed:
//! the same samples give the same model to the byte.

use super::augment::{NameList, replaced};
use super::random::Random;
use super::sample::{Sample, Types};
use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::recognize::NameType;
use crate::recognize::tagger::{
    Expectations, Knowledge, LABELS, Model, OUTSIDE, Place, ROW, Row, Transitions, Unit, expectations, label,
};
use crate::recognize::tagger::Sources;
use crate::recognize::look;
use std::collections::HashMap;
use std::ops::Range;

/// How to fit.
#[derive(Clone, Debug)]
pub struct Settings {
    pub passes: usize,
    pub rate: f32,
    /// How strongly weights are pulled to zero.
    pub decay: f32,
    /// The share of features that are left out at each step.
    pub dropout: f32,
    /// In how many units a feature must be seen.
    pub least: u32,
    pub seed: u64,
    /// How many features the model keeps at most.
    pub most: usize,
    /// How many copies with other names are made of each sample whose types are all known.
    pub copies: usize,
    /// The share of names that differ in a copy.
    pub share: f32,
    /// How much a copy counts beside its sample.
    pub copy_weight: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { passes: 16, rate: 0.1, decay: 1.0e-6, dropout: 0.1, least: 2, seed: 1, most: 600_000, copies: 1, share: 0.5, copy_weight: 0.5 }
    }
}

/// A sentence as numbers.
struct Sentence {
    /// Features of all units.
    features: Vec<u32>,
    /// Where each unit's features end.
    ends: Vec<usize>,
    /// The labels that each unit may have.
    allowed: Vec<u32>,
    weight: f32,
}

/// Fits a model. `weight` says how much a sample counts.
pub fn fit(
    samples: &[(Sample, f32)],
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    sources: &Sources,
    names: &NameList,
    settings: &Settings,
    mut progress: impl FnMut(usize, f64),
) -> Model {
    let mut random = Random(settings.seed);
    let mut all: Vec<(Sample, f32)> = samples.to_vec();
    for (sample, weight) in samples.iter().filter(|(sample, _)| sample.types == Types::All) {
        for _ in 0..settings.copies {
            let copy = replaced(sample, names, settings.share, &mut random);
            all.push((copy, weight * settings.copy_weight));
        }
    }
    let samples = &all[..];
    let knowledge = sources.build();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    each_sentence(samples, lexicon, catalogue, &knowledge, |sentence, _, _| {
        for unit in sentence {
            for &key in unit {
                *counts.entry(key).or_insert(0) += 1;
            }
        }
    });
    let mut counted: Vec<(u64, u32)> =
        counts.into_iter().filter(|(_, count)| *count >= settings.least).collect();
    counted.sort_unstable();
    let keys: Vec<u64> = counted.iter().map(|(key, _)| *key).collect();
    let index: HashMap<u64, u32> =
        keys.iter().enumerate().map(|(number, &key)| (key, number as u32)).collect();
    let mut sentences = Vec::new();
    each_sentence(samples, lexicon, catalogue, &knowledge, |units, allowed, weight| {
        let mut sentence =
            Sentence { features: Vec::new(), ends: Vec::new(), allowed: allowed.to_vec(), weight };
        for unit in units {
            let from = sentence.features.len();
            sentence.features.extend(unit.iter().filter_map(|key| index.get(key)));
            sentence.features[from..].sort_unstable();
            sentence.ends.push(sentence.features.len());
        }
        sentences.push(sentence);
    });
    let mut state = State::new(keys.len());
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let averaged = (settings.passes / 3).max(1);
    let mut sum = vec![[0.0_f32; ROW]; keys.len()];
    let mut sum_transitions: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    for pass in 0..settings.passes {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &number in &order {
            loss += state.step(&sentences[number], settings, &mut random);
        }
        progress(pass + 1, loss);
        if pass + averaged >= settings.passes {
            for (sum, row) in sum.iter_mut().zip(&state.weights) {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += w / averaged as f32;
                }
            }
            for (sum, row) in sum_transitions.iter_mut().zip(state.transitions.iter()) {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += w / averaged as f32;
                }
            }
        }
    }
    let features = counted.into_iter().zip(sum).map(|((key, count), row)| (key, count, row));
    Model::pack(features.collect(), &sum_transitions, knowledge, settings.most)
}

/// Calls `take` with the features of each unit, the labels each may have, and the weight, sentence by sentence.
fn each_sentence(
    samples: &[(Sample, f32)],
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    knowledge: &Knowledge,
    mut take: impl FnMut(&[Vec<u64>], &[u32], f32),
) {
    for (sample, weight) in samples {
        let Some(words) = lexicon.words(sample.language) else { continue };
        let analysis = Analysis::new(&sample.text, sample.language, words);
        look(&analysis, lexicon, catalogue, knowledge, |units, features| {
            let allowed = allowed(sample, units);
            for (range, features) in features {
                take(&features, &allowed[range], *weight);
            }
        });
    }
}

/// The set of labels that each unit of a sample may have.
fn allowed(sample: &Sample, units: &[Unit<'_>]) -> Vec<u32> {
    let others = [NameType::Programme, NameType::Product, NameType::Event, NameType::Work];
    let all = |kinds: &[NameType]| {
        let places = [Place::First, Place::Inner, Place::Last, Place::Only];
        kinds.iter().flat_map(|&k| places.map(|p| 1_u32 << label(k, p))).fold(0, |a, b| a | b)
    };
    let outside = 1_u32 << OUTSIDE;
    let open = match sample.types {
        Types::All => outside,
        Types::Classic => outside | all(&others),
    };
    let mut allowed: Vec<u32> = units
        .iter()
        .map(|unit| {
            let surface = &sample.text[unit.bytes.clone()];
            if surface.chars().any(char::is_uppercase) { open } else { outside }
        })
        .collect();
    for (bytes, kind) in &sample.names {
        let inside: Range<usize> = units.partition_point(|u| u.bytes.end <= bytes.start)
            ..units.partition_point(|u| u.bytes.start < bytes.end);
        let count = inside.len();
        for (number, at) in inside.enumerate() {
            let place = match (number, count) {
                (_, 1) => Place::Only,
                (0, _) => Place::First,
                (n, c) if n + 1 == c => Place::Last,
                _ => Place::Inner,
            };
            allowed[at] = match kind {
                Some(kind) => 1 << label(*kind, place),
                None => outside | others.iter().fold(0, |set, &k| set | 1 << label(k, place)),
            };
        }
    }
    allowed
}

struct State {
    weights: Vec<Row>,
    squares: Vec<Row>,
    transitions: Box<Transitions>,
    transition_squares: Box<Transitions>,
}

impl State {
    fn new(count: usize) -> Self {
        Self {
            weights: vec![[0.0; ROW]; count],
            squares: vec![[1.0e-4; ROW]; count],
            transitions: Box::new([[0.0; ROW]; LABELS]),
            transition_squares: Box::new([[1.0e-4; ROW]; LABELS]),
        }
    }

    /// One step; returns how unlikely the labels were before it.
    fn step(&mut self, sentence: &Sentence, settings: &Settings, random: &mut Random) -> f64 {
        let count = sentence.ends.len();
        let mut kept: Vec<u32> = Vec::with_capacity(sentence.features.len());
        let mut ends = Vec::with_capacity(count);
        let mut scores: Vec<Row> = Vec::with_capacity(count);
        let scale = 1.0 / (1.0 - settings.dropout);
        let mut from = 0;
        for &end in &sentence.ends {
            let mut row = [0.0; ROW];
            for &feature in &sentence.features[from..end] {
                if random.share() >= settings.dropout {
                    kept.push(feature);
                    for (score, weight) in row.iter_mut().zip(&self.weights[feature as usize]) {
                        *score += weight;
                    }
                }
            }
            row.iter_mut().for_each(|score| *score *= scale);
            from = end;
            ends.push(kept.len());
            scores.push(row);
        }
        let free: Option<Expectations> = expectations(&scores, &self.transitions, |_| u32::MAX);
        let bound = expectations(&scores, &self.transitions, |at| sentence.allowed[at]);
        let (Some(free), Some(bound)) = (free, bound) else { return 0.0 };
        let mut from = 0;
        for (at, &end) in ends.iter().enumerate() {
            let mut gradient = [0.0; ROW];
            let mut large = false;
            for (g, (f, b)) in gradient.iter_mut().zip(free.labels[at].iter().zip(&bound.labels[at])) {
                *g = (f - b) * sentence.weight;
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
            for (g, (f, b)) in
                gradient.iter_mut().zip(free.transitions[before].iter().zip(&bound.transitions[before]))
            {
                *g = (f - b) * sentence.weight;
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
