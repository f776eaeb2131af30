//! Which words of different languages mean the same, as a table that the caller fills from labels:
//! «Flemish», «flamand», «Vlaams»; «government», «gouvernement», «regering».

use super::text::fold;
use rustc_hash::FxHashMap;

/// Words and phrases that mean the same, and words that say next to nothing in a name.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The folded phrase, and the numbers of the groups that it stands in.
    groups: FxHashMap<String, Vec<u32>>,
    count: u32,
    /// The most words that a phrase has.
    longest: usize,
}

impl Words {
    /// Adds labels that mean the same, in whatever language.
    pub fn add<'a>(&mut self, labels: impl IntoIterator<Item = &'a str>) {
        let group = self.count;
        self.count += 1;
        for label in labels {
            let folded = fold(label);
            if folded.is_empty() {
                continue;
            }
            self.longest = self.longest.max(folded.split(' ').count());
            let groups = self.groups.entry(folded).or_default();
            if groups.last() != Some(&group) {
                groups.push(group);
            }
        }
    }

    /// The most words that a phrase has.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The groups of a folded phrase.
    pub(super) fn groups(&self, phrase: &str) -> &[u32] {
        self.groups.get(phrase).map_or(&[], Vec::as_slice)
    }
}
