//! Precision, recall and F1 of what a recogniser finds, name by name, by type; its worst errors; and whether its
//! confidence means something.

use super::sample::{Sample, Types};
use crate::recognize::{Name, NameType};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many names were wanted, found, and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub gold: usize,
    pub found: usize,
    /// Same bytes, same type.
    pub exact: usize,
    /// Same type, bytes in common.
    pub overlapping: usize,
}

impl Count {
    /// Precision, recall and F1 of exact names, each 0 to 100.
    pub fn exact(self) -> [f64; 3] {
        Self::scores(self.exact, self.found, self.gold)
    }

    /// The same where an overlap is enough.
    pub fn overlapping(self) -> [f64; 3] {
        Self::scores(self.overlapping, self.found, self.gold)
    }

    fn scores(right: usize, found: usize, gold: usize) -> [f64; 3] {
        let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * right as f64 / of as f64 };
        let (precision, recall) = (share(found), share(gold));
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }

    /// Both counts together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            exact: self.exact + other.exact,
            overlapping: self.overlapping + other.overlapping,
        }
    }
}

/// A name that was missed, found too much, or found otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `type:surface` as annotated, empty where nothing is annotated.
    pub wanted: String,
    /// `type:surface` as found, joined by `, `; empty where nothing was found.
    pub found: String,
    /// The confidence of what was found, 0 to 100.
    pub confidence: u8,
    pub document: String,
    /// The words around it.
    pub context: String,
}

/// For each tenth of confidence: names found, and how many of them are right.
pub type Reliability = [(usize, usize); 10];

/// The sum over documents.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    pub counts: BTreeMap<NameType, Count>,
    pub faults: Vec<Fault>,
    pub reliability: Reliability,
}

impl Measure {
    /// Compares what was found in a sample's text with its annotation. Types of which the corpus says nothing are
    /// left out.
    pub fn add(&mut self, sample: &Sample, names: &[Name]) {
        let counted = |kind: NameType| {
            sample.types == Types::All
                || matches!(kind, NameType::Person | NameType::Organization | NameType::Place)
        };
        let gold: Vec<(&Range<usize>, NameType)> = (sample.names.iter())
            .filter_map(|(bytes, kind)| Some((bytes, kind.filter(|k| counted(*k))?)))
            .collect();
        let names: Vec<&Name> = names.iter().filter(|name| counted(name.kind)).collect();
        let touch = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        for name in &names {
            let right =
                gold.iter().any(|(bytes, kind)| **bytes == name.bytes && *kind == name.kind);
            let count = self.counts.entry(name.kind).or_default();
            count.found += 1;
            count.exact += usize::from(right);
            count.overlapping += usize::from(
                gold.iter().any(|(bytes, kind)| touch(bytes, &name.bytes) && *kind == name.kind),
            );
            let (found, exact) = &mut self.reliability[usize::from(name.confidence.min(99) / 10)];
            *found += 1;
            *exact += usize::from(right);
            if !gold.iter().any(|(bytes, _)| touch(bytes, &name.bytes)) {
                self.fault(sample, &name.bytes, String::new(), &[name]);
            }
        }
        for (bytes, kind) in gold {
            self.counts.entry(kind).or_default().gold += 1;
            let near: Vec<&Name> =
                names.iter().copied().filter(|name| touch(bytes, &name.bytes)).collect();
            if !near.iter().any(|name| name.bytes == *bytes && name.kind == kind) {
                let wanted = format!("{}:{}", kind.code(), &sample.text[bytes.clone()]);
                self.fault(sample, bytes, wanted, &near);
            }
        }
    }

    fn fault(&mut self, sample: &Sample, bytes: &Range<usize>, wanted: String, found: &[&Name]) {
        let text = &sample.text;
        let before: Vec<char> =
            text[..bytes.start].chars().rev().take_while(|c| *c != '\n').take(40).collect();
        let behind = text[bytes.start..].chars().take_while(|c| *c != '\n').take(60);
        let surfaces: Vec<String> = found
            .iter()
            .map(|name| format!("{}:{}", name.kind.code(), &text[name.bytes.clone()]))
            .collect();
        self.faults.push(Fault {
            wanted,
            found: surfaces.join(", "),
            confidence: found.iter().map(|name| name.confidence).max().unwrap_or(0),
            document: sample.id.clone(),
            context: before.into_iter().rev().chain(behind).collect(),
        });
    }

    /// The sum over some types.
    pub fn sum(&self, kinds: &[NameType]) -> Count {
        kinds
            .iter()
            .filter_map(|kind| self.counts.get(kind))
            .fold(Count::default(), |sum, count| sum.plus(*count))
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Measure};
    use crate::recognize::{Name, NameType};
    use crate::training::{Sample, Types};

    #[test]
    fn counts_exact_and_overlapping_names() {
        let text = "Anna Lind is in Rio de Janeiro.";
        let sample = Sample {
            id: "a".to_owned(),
            language: "en".parse().expect("a tag"),
            text: text.to_owned(),
            names: vec![(0..9, Some(NameType::Person)), (16..30, Some(NameType::Place))],
            types: Types::All,
        };
        let name = |bytes, kind| Name { tokens: 0..1, bytes, kind, confidence: 95 };
        let mut measure = Measure::default();
        measure.add(&sample, &[name(0..9, NameType::Person), name(16..19, NameType::Place)]);
        let sum = measure.sum(&NameType::ALL);
        assert_eq!(sum, Count { gold: 2, found: 2, exact: 1, overlapping: 2 });
        assert!(sum.exact().iter().all(|share| (share - 50.0).abs() < 1e-9));
        assert_eq!(measure.reliability[9], (2, 1));
        assert_eq!(measure.faults.len(), 1);
        assert_eq!(measure.faults[0].wanted, "LOC:Rio de Janeiro");
        assert_eq!(measure.faults[0].found, "LOC:Rio");
    }
}
