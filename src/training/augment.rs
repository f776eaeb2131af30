//! Copies of samples with other names in the places of theirs, so that what stands around a name is learned
//! more than the name itself (mention replacement: Dai and Adel, «An analysis of simple data augmentation for
//! named entity recognition», COLING 2020).

use super::random::Random;
use super::sample::Sample;
use crate::recognize::NameType;
use std::collections::BTreeMap;

/// Names by type, to put into copies.
#[derive(Clone, Debug, Default)]
pub struct NameList {
    by_type: BTreeMap<NameType, Vec<String>>,
}

impl NameList {
    /// Reads lines `name <tab> type`; other lines are left out.
    pub fn parse(content: &str) -> Self {
        let mut list = Self::default();
        for line in content.lines() {
            if let Some((name, kind)) = line.split_once('\t')
                && let Some(kind) = NameType::from_code(kind.trim())
            {
                list.by_type.entry(kind).or_default().push(name.trim().to_owned());
            }
        }
        list
    }
}

/// A copy of a sample in which a share of its names are others of the same type: the same name everywhere by
/// the same other one, a surname by the surname of its bearer's other name.
pub(super) fn replaced(sample: &Sample, names: &NameList, share: f32, random: &mut Random) -> Sample {
    let mut others: BTreeMap<(NameType, &str), Option<String>> = BTreeMap::new();
    for (bytes, kind) in &sample.names {
        let Some(kind) = *kind else { continue };
        let surface = &sample.text[bytes.clone()];
        if !surface.contains(' ') && kind == NameType::Person {
            continue;
        }
        others.entry((kind, surface)).or_insert_with(|| {
            let list = names.by_type.get(&kind).filter(|list| !list.is_empty())?;
            (random.share() < share).then(|| list[random.below(list.len())].clone())
        });
    }
    let whole: Vec<(String, Option<String>)> = others
        .iter()
        .filter(|((kind, _), _)| *kind == NameType::Person)
        .map(|((_, surface), other)| ((*surface).to_owned(), other.clone()))
        .collect();
    let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
    let mut text = String::with_capacity(sample.text.len());
    let mut new = Vec::with_capacity(sample.names.len());
    let mut from = 0;
    for (bytes, kind) in &sample.names {
        text.push_str(&sample.text[from..bytes.start]);
        let surface = &sample.text[bytes.clone()];
        let other = kind.and_then(|kind| match others.get(&(kind, surface)) {
            Some(other) => other.clone(),
            None => {
                let full = whole.iter().find(|(full, _)| last(full) == surface)?;
                full.1.as_deref().map(last)
            }
        });
        let start = text.len();
        text.push_str(other.as_deref().unwrap_or(surface));
        new.push((start..text.len(), *kind));
        from = bytes.end;
    }
    text.push_str(&sample.text[from..]);
    Sample { text, names: new, ..sample.clone() }
}
