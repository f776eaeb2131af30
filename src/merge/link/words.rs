//! Which words of different languages mean the same, as a table that the caller fills from labels:
//! «Flemish», «flamand», «Vlaams»; «government», «gouvernement», «regering». And how common words
//! are, where few data do not show it.

use super::text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most meanings that one name is given.
const MEANINGS: usize = 4;

/// What a name consists of when read for its meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece<'a> {
    /// A phrase of the table: the number of its group.
    Group(u32),
    /// A word that the table does not know.
    Word(&'a str),
}

/// Words and phrases that mean the same, and words that are common in names.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The folded phrase, and the numbers of the groups that it stands in.
    groups: FxHashMap<String, Vec<u32>>,
    count: u32,
    /// The groups whose labels say what a thing is, not which.
    kinds: FxHashSet<u32>,
    /// The most words that a phrase has.
    longest: usize,
    shares: FxHashMap<String, f64>,
}

impl Words {
    /// Adds labels that mean the same, in whatever language. Inflected forms have to be among them.
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

    /// Adds labels that mean the same and say what a thing is («parliament», «Belgian»): alone, they
    /// are the name of none.
    pub fn add_kind<'a>(&mut self, labels: impl IntoIterator<Item = &'a str>) {
        self.kinds.insert(self.count);
        self.add(labels);
    }

    /// Says what share of all names has a word (0 to 1), so that it counts for little even where
    /// it is rare in the data at hand.
    pub fn set_share(&mut self, word: &str, share: f64) {
        self.shares.insert(fold(word), share);
    }

    /// The share of a folded word, where it is known.
    pub(super) fn share(&self, word: &str) -> Option<f64> {
        self.shares.get(word).copied()
    }

    /// A folded name by meaning: the longest phrases of the table, and the words between them,
    /// in an order of their own, for languages put words in different ones. Several where a phrase
    /// means several things; none where the table knows no word of the name.
    pub(super) fn meanings<'a>(&self, folded: &'a str) -> Vec<Vec<Piece<'a>>> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        let starts: Vec<usize> = folded
            .char_indices()
            .filter(|&(at, _)| at == 0 || folded.as_bytes()[at - 1] == b' ')
            .map(|(at, _)| at)
            .collect();
        let end_of = |word: usize| starts.get(word + 1).map_or(folded.len(), |next| next - 1);
        let mut meanings: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
        let (mut at, mut known) = (0, false);
        while at < starts.len() {
            let mut longest = (at + 1..=starts.len().min(at + self.longest)).rev();
            let found = longest.find_map(|end| {
                Some((end, self.groups.get(&folded[starts[at]..end_of(end - 1)])?))
            });
            let (end, groups) = match found {
                Some((end, groups)) => (end, groups.as_slice()),
                None => (at + 1, &[][..]),
            };
            known |= !groups.is_empty();
            if groups.is_empty() {
                let word = &folded[starts[at]..end_of(at)];
                for meaning in &mut meanings {
                    meaning.push(Piece::Word(word));
                }
            } else {
                let mut more = Vec::new();
                for meaning in meanings {
                    for &group in groups.iter().take(MEANINGS) {
                        let mut longer = meaning.clone();
                        longer.push(Piece::Group(group));
                        more.push(longer);
                    }
                }
                more.truncate(MEANINGS);
                meanings = more;
            }
            at = end;
        }
        if !known {
            return Vec::new();
        }
        let is_kind = |pieces: &[Piece<'_>]| matches!(pieces, [Piece::Group(group)] if self.kinds.contains(group));
        meanings.retain(|pieces| !is_kind(pieces));
        for meaning in &mut meanings {
            meaning.sort();
        }
        meanings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_meaning_in_two_languages() {
        let mut words = Words::default();
        words.add(["flamand", "Vlaamse", "Flemish"]);
        words.add(["gouvernement", "regering"]);
        words.add(["lac"]);
        assert_eq!(words.meanings("gouvernement flamand"), words.meanings("vlaamse regering"));
        assert!(words.meanings("bart de wever").is_empty());
        assert_eq!(words.meanings("lac leman"), [vec![Piece::Group(2), Piece::Word("leman")]]);
    }

    #[test]
    fn a_kind_alone_is_no_name() {
        let mut words = Words::default();
        words.add_kind(["Parlement", "parliament"]);
        words.add_kind(["wallon", "Walloon"]);
        words.add(["Défense belge", "Defensie"]);
        assert!(words.meanings("parliament").is_empty());
        assert_eq!(words.meanings("parlement wallon"), words.meanings("walloon parliament"));
        assert_eq!(words.meanings("defensie"), words.meanings("defense belge"));
        assert_eq!(words.meanings("defensie").len(), 1);
    }
}
