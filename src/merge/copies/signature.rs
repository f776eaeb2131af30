//! What of a text is kept to tell whether another is a copy of it: a MinHash signature.
//!
//! A text is the set of its shingles, all runs of four words in a row (Broder, «On the resemblance and
//! containment of documents», 1997). Of two sets the share of places in which their signatures are equal
//! estimates the resemblance |A ∩ B| / |A ∪ B|. Editors cut agency copy from its end, so what counts is
//! the containment, |A ∩ B| / min(|A|, |B|), which follows from the resemblance and the two sizes.
//!
//! Pieces of the signature, the bands, are what the store is searched by (Leskovec, Rajaraman, Ullman,
//! «Mining of massive datasets», chapter 3): whoever shares none is not looked at. With 24 bands of two
//! values, texts of a resemblance of 0.5 share one with probability 0.999, of 0.33 (one is a third of the
//! other) with 0.94; two texts that have nothing to do with each other in one case of 100,000.
//!
//! The signature stands in the store, so its functions are fixed here and not taken from a crate whose
//! next version may hash otherwise.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Words in a shingle. With three, articles on one event share too many; with five, three typing errors
/// and a few changed words take as many shingles away as a cut paragraph.
const SHINGLE: usize = 4;

/// The fewest shingles of a text that can be told from others.
const MIN_SHINGLES: usize = 20;

/// Values in a signature: the error of the estimate is at most 1 / (2 √128) = 0.044.
const VALUES: usize = 128;

const BANDS: usize = 24;
const BAND_VALUES: usize = 2;

/// So much of the shorter text has to stand in the longer one. It lies between what is left of a text that an
/// editor changed (0.8 and more) and the most that different articles have in common: some 0.5, interviews
/// with the same questions, while reports on one event have less than 0.1. `measure.rs` measures it.
pub(super) const MIN_CONTAINMENT: f64 = 0.7;

/// And so much of both together has to be common: who quotes a short note whole in a long report has
/// not printed the note.
pub(super) const MIN_RESEMBLANCE: f64 = 0.2;

/// The signature of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    /// How many shingles the text has.
    shingles: usize,
    values: [u16; VALUES],
}

impl Signature {
    /// The signature of a text without its headline, which each paper writes itself; `None` where the text
    /// is too short to have one.
    pub(super) fn of(text: &str) -> Option<Self> {
        let words: Vec<u64> = words(text).map(|word| hash(word.as_bytes())).collect();
        let shingles: BTreeSet<u64> = words
            .windows(SHINGLE)
            .map(|shingle| shingle.iter().fold(0, |all, word| mix(all ^ word)))
            .collect();
        if shingles.len() < MIN_SHINGLES {
            return None;
        }
        let mut values = [0; VALUES];
        for (value, seed) in values.iter_mut().zip(1..) {
            // Each seed makes another function of the shingles' hashes.
            let seed = mix(seed);
            let least =
                shingles.iter().map(|shingle| mix(shingle ^ seed)).min().unwrap_or_default();
            // Equal minima are equal in any part of them, and least ones are most alike in their first.
            *value = mix(least) as u16;
        }
        Some(Self { shingles: shingles.len(), values })
    }

    /// Whether one of two texts is a copy of the other, in whole or for the greatest part.
    pub(super) fn is_copy_of(&self, other: &Self) -> bool {
        let resemblance = self.resemblance(other);
        resemblance >= MIN_RESEMBLANCE && self.containment(other) >= MIN_CONTAINMENT
    }

    /// The estimate of |A ∩ B| / |A ∪ B|.
    pub(super) fn resemblance(&self, other: &Self) -> f64 {
        let equal = self.values.iter().zip(&other.values).filter(|(one, two)| one == two).count();
        equal as f64 / VALUES as f64
    }

    /// The estimate of |A ∩ B| / min(|A|, |B|).
    pub(super) fn containment(&self, other: &Self) -> f64 {
        let resemblance = self.resemblance(other);
        let common = resemblance / (1.0 + resemblance) * (self.shingles + other.shingles) as f64;
        (common / self.shingles.min(other.shingles) as f64).min(1.0)
    }

    /// The pieces of which a copy has at least one too.
    pub(super) fn bands(&self) -> impl Iterator<Item = String> {
        self.values.chunks_exact(BAND_VALUES).take(BANDS).enumerate().map(|(band, values)| {
            let mut text = format!("{band}-");
            for value in values {
                let _ = write!(text, "{value:04x}");
            }
            text
        })
    }

    /// The signature in writing: the number of shingles and the values, hexadecimal.
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{:x}-", self.shingles);
        for value in self.values {
            let _ = write!(text, "{value:04x}");
        }
        text
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let (shingles, digits) = text.split_once('-')?;
        let shingles = usize::from_str_radix(shingles, 16).ok().filter(|&shingles| shingles > 0)?;
        let mut values = [0; VALUES];
        if digits.len() != 4 * VALUES {
            return None;
        }
        for (place, value) in values.iter_mut().enumerate() {
            *value = u16::from_str_radix(digits.get(4 * place..4 * place + 4)?, 16).ok()?;
        }
        Some(Self { shingles, values })
    }
}

/// The words of a text without case and marks: what stays the same when quotation marks, dashes and
/// spaces in numbers are set in another way.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The finishing function of `SplitMix64` (Steele, Lea, Flood 2014): each bit of the number moves all others.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
