//! Finding the catalogue's names in a row of tokens.
//!
//! Names are compared by a key: folded, with every run of spaces, hyphens, apostrophes and other
//! marks as one space, so that «Bade-Wurtemberg» and «Bade Wurtemberg» are one name. Keys end where
//! tokens end, so no name is found inside a word.

use super::{Entry, Hit};
use crate::language::Analysis;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// The most tokens that a name may have.
const LONGEST: usize = 9;

/// What bears one key.
#[derive(Debug, Default)]
struct Bearers {
    /// Numbers of entries, the best known first.
    entries: Vec<u32>,
    /// Every name of this key is written in capitals: a text must write it so too.
    capitals: bool,
}

/// The names of a catalogue.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_key: FxHashMap<String, Bearers>,
    /// First words of names, with the most words that a name which begins so has.
    first_words: FxHashMap<String, u8>,
}

impl Index {
    /// Indexes all names of all entries.
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut index = Self {
            by_key: FxHashMap::with_capacity_and_hasher(entries.len() * 2, FxBuildHasher),
            first_words: FxHashMap::with_capacity_and_hasher(entries.len(), FxBuildHasher),
        };
        let mut key = String::new();
        for (number, entry) in entries.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for name in &entry.names {
                key.clear();
                push_key(&mut key, name);
                if !key.is_empty() {
                    index.add(&key, number, is_acronym(name));
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for bearers in index.by_key.values_mut() {
            if bearers.entries.len() > 1 {
                bearers.entries.sort_by_key(|&number| {
                    (std::cmp::Reverse(entries[number as usize].weight), number)
                });
            }
        }
        index
    }

    fn add(&mut self, key: &str, number: u32, capitals: bool) {
        if let Some(bearers) = self.by_key.get_mut(key) {
            bearers.capitals &= capitals;
            if bearers.entries.last() != Some(&number) {
                bearers.entries.push(number);
            }
            return;
        }
        self.by_key.insert(key.to_owned(), Bearers { entries: vec![number], capitals });
        let first = key.split(' ').next().unwrap_or(key);
        let words = u8::try_from(key.split(' ').count()).unwrap_or(u8::MAX);
        match self.first_words.get_mut(first) {
            Some(most) => *most = words.max(*most),
            None => {
                self.first_words.insert(first.to_owned(), words);
            }
        }
    }

    /// See [`super::Catalogue::longest_at`].
    pub(super) fn longest_at(
        &self,
        analysis: &Analysis<'_>,
        at: usize,
        limit: usize,
    ) -> Option<Hit> {
        let mut key = String::new();
        push_key(&mut key, &analysis.tokens.get(at)?.folded);
        let words = *self.first_words.get(key.split(' ').next()?)?;
        let mut best = None;
        for end in at + 1..=limit.min(at + LONGEST) {
            if end > at + 1 {
                let token = &analysis.tokens[end - 1];
                let gap = &analysis.text[analysis.tokens[end - 2].end..token.start];
                let length = key.len();
                push_key(&mut key, &token.folded);
                let only_marks = key.len() == length;
                if gap.contains('\n') || only_marks && !matches!(&*token.folded, "-" | "'") {
                    break;
                }
                if only_marks {
                    continue;
                }
            }
            if let Some(bearers) = self.by_key.get(key.as_str()) {
                let written = analysis.slice(&(at..end));
                if !bearers.capitals || is_acronym(written) {
                    best = Some(Hit { end, entry: bearers.entries[0] as usize });
                }
            }
            if key.split(' ').count() > usize::from(words) {
                break;
            }
        }
        best
    }

    /// See [`super::Catalogue::named`].
    pub(super) fn named(&self, name: &str) -> &[u32] {
        let mut key = String::new();
        push_key(&mut key, name);
        match self.by_key.get(key.as_str()) {
            Some(bearers) if !bearers.capitals || is_acronym(name) => &bearers.entries,
            _ => &[],
        }
    }
}

/// Adds a name's words to a key.
fn push_key(key: &mut String, name: &str) {
    let mut gap = !key.is_empty();
    for character in name.chars() {
        if character.is_alphanumeric() || matches!(character, '&' | '+') {
            if gap {
                key.push(' ');
                gap = false;
            }
            key.extend(character.to_lowercase());
        } else if character != '\u{ad}' && character != '.' {
            gap = !key.is_empty();
        }
    }
}

/// Whether a name has letters and all of them are capitals.
fn is_acronym(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}
