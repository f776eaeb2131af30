//! Which printings belong together, and which of them is named first. Pure: no store, no order of coming.

use super::signature::Signature;
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;

/// An article as far as it may be a copy of others.
#[derive(Clone, Debug)]
pub(super) struct Printing {
    pub(super) graph: NamedNode,
    pub(super) article: NamedNode,
    /// When it was published, as the article says; empty where it does not.
    pub(super) date: String,
    pub(super) signature: Signature,
}

impl Printing {
    /// The order of printings: the earliest comes first, those without a date last; of one day the
    /// smallest IRI. So it hangs on what they say alone.
    fn rank(&self) -> (bool, &str, &NamedNode, &NamedNode) {
        (self.date.is_empty(), &self.date, &self.article, &self.graph)
    }
}

/// The groups of printings that copies of one text connect, each of at least two and in the order of
/// their rank.
///
/// Two are connected where the search by bands finds them and their signatures show a copy.
pub(super) fn groups(printings: &[Printing]) -> Vec<Vec<&Printing>> {
    let mut parents: Vec<usize> = (0..printings.len()).collect();
    let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, printing) in printings.iter().enumerate() {
        for band in printing.signature.bands() {
            buckets.entry(band).or_default().push(index);
        }
    }
    for bucket in buckets.values() {
        for (place, &one) in bucket.iter().enumerate() {
            for &other in &bucket[place + 1..] {
                let (a, b) = (root(&mut parents, one), root(&mut parents, other));
                if a != b && printings[one].signature.is_copy_of(&printings[other].signature) {
                    parents[a.max(b)] = a.min(b);
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Printing>> = BTreeMap::new();
    for (index, printing) in printings.iter().enumerate() {
        groups.entry(root(&mut parents, index)).or_default().push(printing);
    }
    let mut groups: Vec<Vec<&Printing>> =
        groups.into_values().filter(|group| group.len() > 1).collect();
    for group in &mut groups {
        group.sort_by(|one, other| one.rank().cmp(&other.rank()));
    }
    groups
}

fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

/// For each printing of a group the one that it is a copy of: the first in rank that is no copy itself
/// and whose text it shares. `None` for those that are named first.
///
/// A group may have several of these: a survey that prints two agencies' notes in full connects them, and
/// makes neither a copy of the other.
pub(super) fn originals<'a>(group: &[&'a Printing]) -> Vec<Option<&'a Printing>> {
    let mut firsts: Vec<&Printing> = Vec::new();
    let mut originals = Vec::with_capacity(group.len());
    for &printing in group {
        let of = firsts.iter().copied().find(|first| {
            first.signature.is_copy_of(&printing.signature) && first.article != printing.article
        });
        if of.is_none() {
            firsts.push(printing);
        }
        originals.push(of);
    }
    originals
}
