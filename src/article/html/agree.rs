//! How far two texts agree: by the words, and by runs of three words.

use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash as _, Hasher as _};

/// Words in lower case, without punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A text as the runs of three words in it.
#[derive(Debug, Default)]
pub(super) struct Runs {
    hashes: FxHashSet<u64>,
    /// All its words in order, each between two spaces: for texts of one or two words.
    line: String,
    pub(super) words: usize,
}

impl Runs {
    pub(super) fn of(text: &str) -> Self {
        let words = words(text);
        let line = format!(" {} ", words.join(" "));
        Self { hashes: runs(&words).collect(), words: words.len(), line }
    }

    /// How much of another text stands in this one, in percent of its runs.
    pub(super) fn share_of(&self, text: &str) -> usize {
        let words = words(text);
        if words.len() < 3 {
            let there = !words.is_empty() && self.line.contains(&format!(" {} ", words.join(" ")));
            return if there { 100 } else { 0 };
        }
        let found = runs(&words).filter(|run| self.hashes.contains(run)).count();
        found * 100 / (words.len() - 2)
    }

    /// How much of this text stands in others together, in percent.
    pub(super) fn covered_by<'a>(&self, texts: impl Iterator<Item = &'a str>) -> usize {
        let mut found = FxHashSet::default();
        for text in texts {
            found.extend(runs(&words(text)).filter(|run| self.hashes.contains(run)));
        }
        found.len() * 100 / self.hashes.len().max(1)
    }
}

fn runs(words: &[String]) -> impl Iterator<Item = u64> + '_ {
    words.windows(3).map(|run| {
        let mut hasher = FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    })
}

/// Whether two titles say the same: they share most of their words, or one begins with the other.
pub(super) fn same_title(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let shorter = one.len().min(other.len());
    if shorter == 0 {
        return false;
    }
    if one[..shorter] == other[..shorter] && shorter >= 3 || one == other {
        return true;
    }
    let common = one.iter().filter(|word| other.contains(word)).count();
    shorter >= 3 && common * 100 >= one.len().max(other.len()) * 75
}
