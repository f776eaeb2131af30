//! The trained tagger: it labels each unit of a text as outside or inside a name of a type.
//!
//! A linear-chain conditional random field over hashed features ([`features`]). What the article as a whole makes
//! of a word counts in a second look: where its other mentions are clear, they settle the unclear one.

mod calibration;
mod crf;
mod features;
mod knowledge;
mod known;
mod labels;
mod model;
mod runs;
mod table;
mod units;
mod votes;

pub(crate) use calibration::log_odds;
pub use calibration::{Calibration, Curve};
pub(crate) use crf::{ROW, Row, Transitions, expectations, grow};
pub(crate) use knowledge::Knowledge;
pub use knowledge::Sources;
pub(crate) use labels::{LABELS, OUTSIDE, Place, label};
pub use model::{Model, ModelError};
pub(crate) use units::Unit;

use super::NameType;
use super::document::Document;
use super::marks::Marks;
use crate::language::Analysis;
use features::Features;
use std::ops::Range;

/// A name that a model finds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// In bytes of the text.
    pub(crate) bytes: Range<usize>,
    pub(crate) kind: NameType,
    /// How probable the model finds that a name of this type begins and ends here.
    pub(crate) probability: f32,
    /// How probable that is by what came of the model's probabilities, in percent.
    pub(crate) confidence: u8,
}

/// Units in which a name may lie, and the features of each of them.
pub(crate) type Seen = (Range<usize>, Vec<Vec<u64>>);

/// Shows the features of a text to a trainer.
pub(super) fn look(
    marks: &Marks<'_>,
    document: &Document,
    knowledge: &Knowledge,
    take: impl FnOnce(&[Unit<'_>], Vec<Seen>),
) {
    let units = units::units(marks.analysis);
    let features = Features::new(marks, document, &units, knowledge);
    let mut seen = Vec::new();
    for (sentence, stretch) in stretches(marks.analysis, &units, &features) {
        let rows = stretch.clone().map(|at| {
            let mut row = Vec::new();
            features.each(at, &sentence, |key| row.push(key));
            row
        });
        let rows = rows.collect();
        seen.push((stretch, rows));
    }
    take(&units, seen);
}

/// The names that a model finds in a text, in its order.
pub(super) fn tag(model: &Model, marks: &Marks<'_>, document: &Document) -> Vec<Found> {
    let units = units::units(marks.analysis);
    let features = Features::new(marks, document, &units, &model.knowledge);
    let stretches = stretches(marks.analysis, &units, &features);
    let mut scores: Vec<Row> = vec![[0.0; ROW]; units.len()];
    let mut keys = Vec::new();
    for (sentence, stretch) in &stretches {
        for at in stretch.clone() {
            keys.clear();
            features.each(at, sentence, |key| keys.push(key));
            scores[at] = model.score(&keys);
        }
    }
    let mut sure: Vec<Row> = vec![[0.0; ROW]; units.len()];
    let look_at = |sure: &mut [Row], scores: &[Row], stretch: &Range<usize>| {
        if let Some(rows) = crf::probabilities(&scores[stretch.clone()], &model.grown) {
            sure[stretch.clone()].copy_from_slice(&rows);
        }
    };
    for (_, stretch) in &stretches {
        look_at(&mut sure, &scores, stretch);
    }
    let first = sure.clone();
    let changed = votes::add(&mut scores, &first, &features);
    for (_, stretch) in stretches.iter().filter(|(_, s)| changed[s.clone()].contains(&true)) {
        look_at(&mut sure, &scores, stretch);
    }
    let mut names = Vec::new();
    for (_, stretch) in &stretches {
        let mut start = 0;
        let labels = crf::viterbi(&scores[stretch.clone()], &model.transitions);
        for (at, label) in stretch.clone().zip(labels) {
            let Some((kind, place)) = labels::parts(label) else { continue };
            if matches!(place, Place::First | Place::Only) {
                start = at;
            }
            if matches!(place, Place::Last | Place::Only) {
                let first = if start == at { label } else { labels::label(kind, Place::First) };
                let probability = sure[start][first].min(sure[at][label]);
                names.push(Found {
                    bytes: units[start].bytes.start..units[at].bytes.end,
                    kind,
                    probability,
                    confidence: model.calibration.percent(kind, probability),
                });
            }
        }
    }
    names
}

/// The stretches of sentences in which names may lie, each with its sentence, as ranges of units.
fn stretches(
    analysis: &Analysis<'_>,
    units: &[Unit<'_>],
    features: &Features<'_>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for sentence in &analysis.sentences {
        let end = units.partition_point(|unit| unit.token < sentence.tokens.end);
        let sentence = start..end;
        let mut open = None;
        for at in sentence.clone() {
            match (features.is_open(at, &sentence), open) {
                (true, None) => open = Some(at),
                (false, Some(from)) => {
                    stretches.push((sentence.clone(), from..at));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(from) = open {
            stretches.push((sentence, from..end));
        }
        start = end;
    }
    stretches
}
