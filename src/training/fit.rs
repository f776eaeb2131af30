//! Fits the tagger's weights to samples: stochastic gradient steps on the likelihood of the labels, with
//! AdaGrad's step sizes (Duchi, Hazan and Singer, 2011), the last passes averaged. One thread, a fixed seed:
//! the same samples give the same model to the byte.

use super::random::Random;
use super::sample::{Sample, Types};
use super::step::{State, Stretch};
use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::recognize::tagger::{
    Knowledge, LABELS, Model, OUTSIDE, Place, ROW, Row, Sources, Transitions, Unit, label,
};
use crate::recognize::{NameType, look};
use std::collections::HashMap;
use std::ops::Range;

/// Takes the features of each unit of a stretch, the labels each may have, and the weight.
type Take<'t> = dyn FnMut(&[Vec<u64>], &[u32], f32) + 't;

/// How to fit.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How often all samples are gone through.
    pub passes: usize,
    /// AdaGrad's step size.
    pub rate: f32,
    /// How strongly weights are pulled to zero.
    pub decay: f32,
    /// The share of features that are left out at each step (Srivastava and others, 2014), so that no feature is
    /// leant on alone.
    pub dropout: f32,
    /// In how many units a feature must be seen.
    pub least: u32,
    /// How much a sample counts that knows people, organisations and places only.
    pub classic: f32,
    /// How many features the model keeps at most.
    pub most: usize,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passes: 14,
            rate: 0.05,
            decay: 1.0e-3,
            dropout: 0.5,
            least: 2,
            classic: 0.5,
            most: 417_000,
            seed: 1,
        }
    }
}

/// Fits a model to samples. `sources` are the words and names that it is to know; `progress` hears of each pass
/// its number and how unlikely the samples' labels still were (in nats).
pub fn fit(
    samples: &[Sample],
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    sources: &Sources,
    settings: &Settings,
    mut progress: impl FnMut(usize, f64),
) -> Model {
    let knowledge = sources.build();
    let each = |take: &mut Take<'_>| {
        for sample in samples {
            each_stretch(sample, lexicon, catalogue, &knowledge, settings, take);
        }
    };
    let mut counts: HashMap<u64, u32> = HashMap::new();
    each(&mut |units, _, _| {
        for &key in units.iter().flatten() {
            *counts.entry(key).or_insert(0) += 1;
        }
    });
    let mut counted: Vec<(u64, u32)> =
        counts.into_iter().filter(|(_, count)| *count >= settings.least).collect();
    counted.sort_unstable();
    let index: HashMap<u64, u32> =
        counted.iter().enumerate().map(|(number, (key, _))| (*key, number as u32)).collect();
    let mut stretches = Vec::new();
    each(&mut |units, allowed, weight| {
        let mut stretch =
            Stretch { features: Vec::new(), ends: Vec::new(), allowed: allowed.to_vec(), weight };
        for unit in units {
            let from = stretch.features.len();
            stretch.features.extend(unit.iter().filter_map(|key| index.get(key)));
            stretch.features[from..].sort_unstable();
            stretch.ends.push(stretch.features.len());
        }
        stretches.push(stretch);
    });
    let mut random = Random(settings.seed);
    let mut state = State::new(counted.len());
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    // The weights of the last third of the passes are averaged.
    let averaged = (settings.passes / 3).max(1);
    let mut sum = vec![[0.0_f32; ROW]; counted.len()];
    let mut sum_transitions: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
    for pass in 0..settings.passes {
        random.shuffle(&mut order);
        let loss = order.iter().map(|&at| state.step(&stretches[at], settings, &mut random)).sum();
        progress(pass + 1, loss);
        if pass + averaged >= settings.passes {
            let share = 1.0 / averaged as f32;
            add(&mut sum, &state.weights, share);
            add(&mut sum_transitions[..], &state.transitions[..], share);
        }
    }
    let features = counted.into_iter().zip(sum).map(|((key, count), row)| (key, count, row));
    Model::pack(features.collect(), &sum_transitions, knowledge, settings.most)
}

fn add(sums: &mut [Row], rows: &[Row], share: f32) {
    for (sum, row) in sums.iter_mut().zip(rows) {
        for (to, weight) in sum.iter_mut().zip(row) {
            *to += weight * share;
        }
    }
}

/// Calls `take` with the features of each unit, the labels each may have, and the weight, stretch by stretch.
fn each_stretch(
    sample: &Sample,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    knowledge: &Knowledge,
    settings: &Settings,
    take: &mut Take<'_>,
) {
    let Some(words) = lexicon.words(sample.language) else { return };
    let weight = if sample.types == Types::All { 1.0 } else { settings.classic };
    let analysis = Analysis::new(&sample.text, sample.language, words);
    look(&analysis, lexicon, catalogue, knowledge, |units, stretches| {
        let allowed = allowed(sample, units);
        for (range, features) in stretches {
            take(&features, &allowed[range], weight);
        }
    });
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
