//! A trained tagger: its weights, the scores of label pairs, and its knowledge, in one file that is used where it
//! lies.

use super::calibration::Calibration;
use super::crf::{Grown, ROW, Row, Transitions, grow};
use super::knowledge::{Knowledge, Sources};
use super::labels::LABELS;
use super::table::{PRINT, Table};
use crate::recognize::NameType;
use std::borrow::Cow;
use thiserror::Error;

/// The model that the program carries, see `data/models/README.md`.
const BUNDLED: &[u8] = include_bytes!("../../../data/models/names.bin");

const MAGIC: &[u8; 8] = b"NGNAMES4";
/// Magic, scale, the lengths of three tables, the calibration.
const HEADER: usize = 8 + 4 + 3 * 4 + CURVES;
const CURVES: usize = 2 * 4 * NameType::ALL.len();
/// A feature's slot: its print and a weight for each label, one row of bytes.
const SLOT: usize = PRINT + LABELS;
/// How many features are looked up together.
const BATCH: usize = 64;
const PAIRS: usize = 4 * LABELS * LABELS;

/// Why a model cannot be used.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error(
    "this is no model of names, or one of another version: make it anew with `newsgraph train`"
)]
pub struct ModelError;

/// A trained tagger.
#[derive(Clone, Debug)]
pub struct Model {
    /// A weight for each label, in steps of `scale`.
    weights: Table<SLOT>,
    scale: f32,
    pub(super) transitions: Box<Transitions>,
    /// Their exponentials.
    pub(super) grown: Grown,
    pub(super) knowledge: Knowledge,
    pub calibration: Calibration,
}

impl Default for Model {
    /// A model that knows nothing and finds nothing.
    fn default() -> Self {
        Self::pack(Vec::new(), &[[0.0; ROW]; LABELS], Sources::default().build(), 0)
    }
}

impl Model {
    /// Packs features with how often they were seen and their weights: at most `most`, those that are likely to
    /// matter, by the largest weight and how often they come up.
    pub(crate) fn pack(
        features: Vec<(u64, u32, Row)>,
        transitions: &Transitions,
        knowledge: Knowledge,
        most: usize,
    ) -> Self {
        let size = |row: &Row| row.iter().fold(0.0_f32, |top, w| top.max(w.abs()));
        let mut features: Vec<(f32, u64, Row)> = features
            .into_iter()
            .map(|(key, count, row)| (size(&row) * (count as f32).sqrt().sqrt(), key, row))
            .collect();
        features.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        features.truncate(most);
        // The largest one in two thousand are cut off, which leaves finer steps to the rest.
        let mut sizes: Vec<f32> = features.iter().map(|f| size(&f.2)).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let top = sizes.get(sizes.len() / 2000).copied().unwrap_or(1.0).max(0.1);
        let scale = top / 127.0;
        features.retain(|f| size(&f.2) > scale / 2.0);
        let packed: Vec<(u64, [u8; LABELS])> = features
            .into_iter()
            .map(|(_, key, row)| {
                let mut bytes = [0; LABELS];
                for (byte, weight) in bytes.iter_mut().zip(row) {
                    let steps = (weight / scale).round().clamp(-127.0, 127.0);
                    *byte = (steps as i8).to_le_bytes()[0];
                }
                (key, bytes)
            })
            .collect();
        let weights = Table::build(packed.iter().map(|(key, row)| (*key, row.as_slice())));
        Self {
            weights,
            scale,
            transitions: Box::new(*transitions),
            grown: grow(transitions),
            knowledge,
            calibration: Calibration::default(),
        }
    }

    /// The model that the program carries.
    ///
    /// # Errors
    /// Never for the model as shipped.
    pub fn bundled() -> Result<Self, ModelError> {
        Self::open(Cow::Borrowed(BUNDLED))
    }

    /// Uses a packed model where it lies.
    ///
    /// # Errors
    /// Where it is no model of this version.
    #[expect(clippy::needless_pass_by_value, reason = "a borrowed model stays borrowed")]
    pub fn open(data: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let four = |at: usize| -> Result<[u8; 4], ModelError> {
            data.get(at..at + 4).and_then(|b| b.try_into().ok()).ok_or(ModelError)
        };
        if data.get(..8) != Some(MAGIC) {
            return Err(ModelError);
        }
        let scale = f32::from_le_bytes(four(8)?);
        let mut transitions: Box<Transitions> = Box::new([[0.0; ROW]; LABELS]);
        for (before, row) in transitions.iter_mut().enumerate() {
            for (label, weight) in row[..LABELS].iter_mut().enumerate() {
                *weight = f32::from_le_bytes(four(HEADER + 4 * (before * LABELS + label))?);
            }
        }
        let curves = data.get(HEADER - CURVES..HEADER).and_then(Calibration::from_bytes);
        let calibration = curves.ok_or(ModelError)?;
        let mut from = HEADER + PAIRS;
        let mut part = |number: usize| {
            let length = u32::from_le_bytes(four(12 + 4 * number)?) as usize;
            let end = from.checked_add(length).ok_or(ModelError)?;
            let bytes = match &data {
                Cow::Borrowed(all) => Cow::Borrowed(all.get(from..end).ok_or(ModelError)?),
                Cow::Owned(all) => Cow::Owned(all.get(from..end).ok_or(ModelError)?.to_vec()),
            };
            from = end;
            Ok(bytes)
        };
        let weights = Table::open(part(0)?).ok_or(ModelError)?;
        let words = Table::open(part(1)?).ok_or(ModelError)?;
        let knowledge = Knowledge::open(words, Table::open(part(2)?).ok_or(ModelError)?);
        if from != data.len() || !scale.is_finite() {
            return Err(ModelError);
        }
        let grown = grow(&transitions);
        Ok(Self { weights, scale, transitions, grown, knowledge, calibration })
    }

    /// The packed model.
    pub fn to_bytes(&self) -> Vec<u8> {
        let [words, names] = self.knowledge.tables();
        let tables = [self.weights.as_bytes(), words, names];
        let mut data =
            Vec::with_capacity(HEADER + PAIRS + tables.map(<[u8]>::len).iter().sum::<usize>());
        data.extend_from_slice(MAGIC);
        data.extend_from_slice(&self.scale.to_le_bytes());
        for table in tables {
            data.extend_from_slice(&u32::try_from(table.len()).unwrap_or(u32::MAX).to_le_bytes());
        }
        data.extend_from_slice(&self.calibration.to_bytes());
        for row in self.transitions.iter() {
            for weight in &row[..LABELS] {
                data.extend_from_slice(&weight.to_le_bytes());
            }
        }
        for table in tables {
            data.extend_from_slice(table);
        }
        data
    }

    /// The score of each label for a unit with some features.
    pub(super) fn score(&self, features: &[u64]) -> Row {
        let mut sum = [0_i16; SLOT];
        for batch in features.chunks(BATCH) {
            // All keys pass the filter before the first slot is read: no guess of the processor goes wrong on the way,
            // and the reads, far apart in memory, overlap.
            let mut there = [0; BATCH];
            let mut count = 0;
            for &key in batch {
                there[count % BATCH] = key;
                count += usize::from(self.weights.may_have(key));
            }
            for slot in there[..count].iter().filter_map(|&key| self.weights.slot(key)) {
                for (to, &steps) in sum.iter_mut().zip(slot) {
                    *to = to.wrapping_add(i16::from(i8::from_le_bytes([steps])));
                }
            }
        }
        let mut row = [0.0; ROW];
        for (score, &steps) in row.iter_mut().zip(&sum[PRINT..]) {
            *score = f32::from(steps) * self.scale;
        }
        row
    }
}
