//! What the tagger knows beside its weights: how frequent words are in each language, and lists of names by
//! type. Built when a model is trained, and part of it.

use super::known::{hash, mix};
use super::table::{PRINT, Table};
use crate::language::{Language, fold};
use crate::recognize::NameType;
use std::collections::BTreeMap;

/// The languages whose frequencies are kept.
pub(crate) const LANGUAGES: [&str; 4] = ["fr", "nl", "en", "de"];

/// The most words that a listed name may have.
const LONGEST: usize = 8;

/// Steps of frequency in slots.
pub(super) type WordTable = Table<{ PRINT + LANGUAGES.len() }>;

/// Sets of types in slots.
pub(super) type NameTable = Table<{ PRINT + 2 }>;

/// Frequencies and lists of names.
#[derive(Clone, Debug)]
pub(crate) struct Knowledge {
    /// Steps of frequency in each language; 0: not among its frequent words.
    words: WordTable,
    /// Types as a set of bits, and whether a longer name begins so.
    names: NameTable,
}

/// What is put into [`Knowledge`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    words: BTreeMap<String, [u8; LANGUAGES.len()]>,
    names: BTreeMap<NameType, Vec<String>>,
}

impl Sources {
    /// Adds a list of words: those of one step of frequency on a line, the most frequent first.
    pub fn add_words(&mut self, language: Language, list: &str) {
        let Some(at) = LANGUAGES.iter().position(|l| *l == language.as_str()) else { return };
        for (number, line) in list.lines().enumerate() {
            let step = u8::try_from(15_usize.saturating_sub(number)).unwrap_or(15).max(1);
            for word in line.split_whitespace() {
                self.words.entry(fold(word)).or_default()[at] = step;
            }
        }
    }

    /// Adds a list of names of a type, one a line.
    pub fn add_names(&mut self, kind: NameType, list: &str) {
        let names = list.lines().map(str::trim).filter(|line| !line.is_empty());
        self.names.entry(kind).or_default().extend(names.map(str::to_owned));
    }

    /// Lays out the tables.
    pub(crate) fn build(&self) -> Knowledge {
        let words: Vec<(u64, &[u8])> =
            self.words.iter().map(|(word, steps)| (hash(word), steps.as_slice())).collect();
        let mut sets: BTreeMap<u64, [u8; 2]> = BTreeMap::new();
        for (kind, names) in &self.names {
            for name in names {
                let keys: Vec<u64> = prefixes(name).take(LONGEST).collect();
                for (number, key) in keys.iter().enumerate() {
                    let entry = sets.entry(*key).or_default();
                    if number + 1 == keys.len() {
                        entry[0] |= 1 << *kind as u8;
                    } else {
                        entry[1] = 1;
                    }
                }
            }
        }
        let names: Vec<(u64, &[u8])> =
            sets.iter().map(|(key, set)| (*key, set.as_slice())).collect();
        Knowledge { words: Table::build(words.into_iter()), names: Table::build(names.into_iter()) }
    }
}

/// The hashes of a name's first piece, first two pieces, and so on.
fn prefixes(name: &str) -> impl Iterator<Item = u64> {
    let folded = fold(name);
    let words: Vec<u64> = pieces(&folded).map(hash).collect();
    words.into_iter().scan(0, |key, word| {
        *key = mix(*key, word);
        Some(*key)
    })
}

impl Knowledge {
    /// Takes up tables that lie in a file.
    pub(super) fn open(words: WordTable, names: NameTable) -> Self {
        Self { words, names }
    }

    pub(super) fn tables(&self) -> [&[u8]; 2] {
        [self.words.as_bytes(), self.names.as_bytes()]
    }

    /// The steps of frequency of a folded word by its hash, in the order of [`LANGUAGES`].
    pub(super) fn frequency(&self, word: u64) -> [u8; LANGUAGES.len()] {
        self.words.get(word).and_then(|steps| steps.try_into().ok()).unwrap_or_default()
    }

    /// The longest listed name that some folded units begin with: how many units it takes, and the set of its
    /// types.
    pub(super) fn longest<'u>(&self, units: impl Iterator<Item = &'u str>) -> Option<(usize, u8)> {
        let (mut key, mut best) = (0, None);
        for (number, unit) in units.take(2 * LONGEST).enumerate() {
            let mut last = None;
            for piece in pieces(unit) {
                key = mix(key, hash(piece));
                let Some(entry) = self.names.get(key) else { return best };
                last = Some(entry);
            }
            match last {
                Some(&[set, longer]) => {
                    if set != 0 {
                        best = Some((number + 1, set));
                    }
                    if longer == 0 {
                        break;
                    }
                }
                _ if matches!(unit, "-" | "'" | "." | ":" | "!") && number > 0 => {}
                _ => break,
            }
        }
        best
    }
}

/// The parts of a folded word or name that count.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '&' && c != '+')
        .filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Knowledge, Sources};
    use crate::recognize::NameType;
    use crate::recognize::tagger::known::hash;

    fn knowledge() -> Knowledge {
        let mut sources = Sources::default();
        sources.add_words("fr".parse().expect("a tag"), "de la\nmaison");
        sources.add_names(NameType::Place, "Rio de Janeiro\nVal-d’Oise\nOrange");
        sources.add_names(NameType::Organization, "Orange");
        sources.build()
    }

    #[test]
    fn words_have_their_step() {
        assert_eq!(knowledge().frequency(hash("la")), [15, 0, 0, 0]);
        assert_eq!(knowledge().frequency(hash("maison")), [14, 0, 0, 0]);
        assert_eq!(knowledge().frequency(hash("huis")), [0; 4]);
    }

    #[test]
    fn the_longest_name_counts() {
        let find = |words: &[&str]| knowledge().longest(words.iter().copied());
        let place = 1 << NameType::Place as u8;
        assert_eq!(find(&["rio", "de", "janeiro", "est"]), Some((3, place)));
        assert_eq!(find(&["rio", "de", "la"]), None);
        assert_eq!(find(&["val", "d'", "oise"]), Some((3, place)));
        assert_eq!(find(&["orange"]), Some((1, place | 1 << NameType::Organization as u8)));
    }
}
