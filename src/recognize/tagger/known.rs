//! What is known of a unit by itself: its word and shape, how frequent it is, what the lexicon says of it.

use super::super::marks::{Marks, is_quote};
use super::knowledge::{Knowledge, LANGUAGES};
use super::units::Unit;
use crate::language::{Shape, TokenKind};

/// Mixes two numbers into one; stays as it is, for models hold what it gives.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let mut hash = (a ^ b.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ hash >> 32
}

/// The number of some letters (FNV-1a).
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Bits of words that may belong to a name though they have no capital: kinds of organisations and programmes.
pub(super) const KINDS: u64 = 1 << 3 | 1 << 4;

/// What is known of a unit by itself.
pub(super) struct Known {
    pub(super) word: u64,
    pub(super) shape: u64,
    /// Bits of what lexicon and catalogue say.
    pub(super) bits: u64,
    pub(super) frequency: [u8; LANGUAGES.len()],
    /// A word with a capital.
    pub(super) capital: bool,
    pub(super) lower: bool,
}

/// Looks at a unit.
pub(super) fn known(marks: &Marks<'_>, knowledge: &Knowledge, unit: &Unit<'_>) -> Known {
    let surface = &marks.analysis.text[unit.bytes.clone()];
    let token = marks.token(unit.token);
    let is_word = token.kind == TokenKind::Word;
    let word = if token.kind == TokenKind::Number && token.shape == Shape::Caseless {
        hash(match surface.len() {
            4 => "#4",
            1 => "#1",
            _ => "#",
        })
    } else {
        hash(unit.folded)
    };
    let capital = surface.chars().any(char::is_uppercase);
    Known {
        word,
        shape: shape(surface),
        bits: bits(marks, unit, surface),
        frequency: if is_word { knowledge.frequency(word) } else { [0; LANGUAGES.len()] },
        capital: is_word && capital,
        lower: is_word && !capital,
    }
}

/// A word's shape: one `X` or `x` for letters in a row, two where more than one follow, `d` for digits, other
/// characters as they are.
fn shape(surface: &str) -> u64 {
    let mut number = 7;
    let (mut last, mut run) = ('\0', 0);
    for character in surface.chars().take(12) {
        let class = if character.is_uppercase() {
            'X'
        } else if character.is_alphabetic() {
            'x'
        } else if character.is_numeric() {
            'd'
        } else {
            character
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            number = mix(number, u64::from(u32::from(class)));
        }
    }
    number
}

/// What the lexicon says of a unit, as bits.
fn bits(marks: &Marks<'_>, unit: &Unit<'_>, surface: &str) -> u64 {
    let at = unit.token;
    let mut bits = 0_u64;
    let mut set = |bit: u32, is: bool| bits |= u64::from(is) << bit;
    let layers = [
        &marks.titles,
        &marks.roles,
        &marks.modifiers,
        &marks.organizations,
        &marks.programmes,
        &marks.places,
        &marks.nationalities,
        &marks.calendar,
        &marks.verbs,
        &marks.cues,
        &marks.currencies,
        &marks.units,
    ];
    for (number, layer) in layers.into_iter().enumerate() {
        set(number as u32, layer.covers(at));
    }
    for class in 0..13 {
        set(12 + class, marks.is(at, 1 << class));
    }
    let whole = unit.bytes.len() == marks.token(at).end - marks.token(at).start;
    let catalogue = marks.catalogue;
    let capital = surface.starts_with(char::is_uppercase);
    set(25, capital && catalogue.is_first_name(surface));
    set(26, capital && catalogue.is_surname(surface));
    set(27, marks.is_function_word(at));
    set(28, marks.is_article(at));
    set(29, marks.is_particle(at));
    set(30, whole && capital && marks.capital_nouns && marks.is_common_noun(unit.folded));
    set(31, marks.words.is_opener(unit.folded));
    // Places, organisations, events, demonyms, programmes.
    bits |= u64::from(marks.words.name_endings(unit.folded) & 0b1_1111) << 32;
    let mut set = |bit: u32, is: bool| bits |= u64::from(is) << bit;
    set(37, is_quote(unit.folded));
    if let Some(kind) = marks.programmes.covering(at) {
        set(38 + marks.programme_type(kind.concept) as u32, true);
    }
    if whole
        && marks.token(at).kind == TokenKind::Word
        && let Some(kind) = marks.compound_type(at)
    {
        set(46 + kind as u32, true);
    }
    let legal = marks
        .organizations
        .covering(at)
        .is_some_and(|found| marks.lexicon.concept(found.concept).property("position") == "after");
    set(54, legal);
    bits
}

/// The first and last letters of a word: 1 to 4 the first so many, 8 and more the last (8 + how many).
pub(super) fn affixes(word: &str, mut give: impl FnMut(u64, &str)) {
    let mut ends: [usize; 5] = [0; 5];
    let mut count = 0;
    for (at, letter) in word.char_indices() {
        count += 1;
        if count <= 4 {
            ends[count] = at + letter.len_utf8();
        }
    }
    for length in 2..=4_usize.min(count) {
        give(length as u64, &word[..ends[length]]);
    }
    let mut starts: [usize; 6] = [word.len(); 6];
    for (taken, (at, _)) in word.char_indices().rev().take(5).enumerate() {
        starts[taken + 1] = at;
    }
    for length in 2..=5_usize.min(count) {
        give(8 + length as u64, &word[starts[length]..]);
    }
}
