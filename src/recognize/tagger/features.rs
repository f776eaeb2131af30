//! What the tagger sees of each unit: its word and letters, its neighbours, what lexicon and catalogue say of
//! it, the row of capitalised words that it stands in, and how the rest of the article uses its word.
//!
//! A feature is a number: the hash of its kind and of what fills it. Each is given twice, once for all
//! languages and once for the text's own (Daumé, «Frustratingly easy domain adaptation», ACL 2007), so that what
//! is learned of names in one language helps in the others.

use super::super::document::Document;
use super::super::marks::{Marks, is_quote};
use super::knowledge::{Knowledge, LANGUAGES};
use super::units::Unit;
use crate::language::{Shape, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

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

/// What stands beyond the ends of a sentence.
const NOTHING: u64 = 0x6e6f_7468_696e_6721;

/// Bits of words that may belong to a name though they have no capital: kinds of organisations and programmes.
const KINDS: u64 = 1 << 3 | 1 << 4;

/// What is known of a unit by itself.
struct Known {
    word: u64,
    shape: u64,
    /// Bits of what lexicon and catalogue say.
    bits: u64,
    frequency: [u8; LANGUAGES.len()],
    /// A word with a capital.
    capital: bool,
    lower: bool,
}

/// A row of capitalised words, with the small words that may stand inside a name.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
}

/// The features of all units of a text.
pub(crate) struct Features<'m> {
    marks: &'m Marks<'m>,
    document: &'m Document<'m>,
    units: &'m [Unit<'m>],
    known: Vec<Known>,
    runs: Vec<Option<Run>>,
    quoted: Vec<u8>,
    /// The units of each word with a capital, by its hash.
    places: HashMap<u64, Vec<u32>>,
    language: u64,
    knowledge: &'m Knowledge,
    /// The place of the text's language in frequencies.
    own: usize,
    /// For each unit the types of the listed name that covers it, and its place in that name.
    listed: Vec<(u8, u8)>,
}

impl<'m> Features<'m> {
    /// Looks at a text as a whole.
    pub(crate) fn new(
        marks: &'m Marks<'m>,
        document: &'m Document<'m>,
        units: &'m [Unit<'m>],
        knowledge: &'m Knowledge,
    ) -> Self {
        let known: Vec<Known> = units.iter().map(|unit| known(marks, knowledge, unit)).collect();
        let runs = runs(marks, units, &known);
        let quoted = quoted(marks, units);
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, known) in known.iter().enumerate() {
            if known.capital {
                places.entry(known.word).or_default().push(at as u32);
            }
        }
        let tag = marks.analysis.language;
        let own = LANGUAGES.iter().position(|l| *l == tag.as_str()).unwrap_or(0);
        let listed = listed(knowledge, marks, units, &known);
        let language = hash(tag.as_str());
        Self { marks, document, units, known, runs, quoted, places, language, knowledge, own, listed }
    }

    /// Gives each feature of a unit, whose sentence is a range of units, to `take`.
    pub(crate) fn each(&self, at: usize, sentence: &Range<usize>, mut take: impl FnMut(u64)) {
        let language = self.language;
        let mut give = |kind: u64, what: u64| {
            let key = mix(kind, what);
            take(key);
            take(mix(key, language));
        };
        let near = |offset: isize| -> Option<&Known> {
            let index = at.checked_add_signed(offset)?;
            sentence.contains(&index).then(|| &self.known[index])
        };
        let word = |offset| near(offset).map_or(NOTHING, |k| k.word);
        let shape = |offset| near(offset).map_or(NOTHING, |k| k.shape);
        let bits = |offset| near(offset).map_or(0, |k| k.bits);
        let unit = &self.units[at];
        let known = &self.known[at];
        let token = self.marks.token(unit.token);
        let forced = self.document.forced[unit.token] && !unit.glued;

        give(1, 0);
        if self.document.sport {
            give(2, known.shape);
            give(3, mix(known.shape, word(-1)));
            give(4, mix(bits(-1), bits(0)));
            if let Some(entry) = self.catalogue(at) {
                give(5, mix(entry, bits(-1)));
            }
        }
        for offset in -1..=1_isize {
            let index = at.checked_add_signed(offset).filter(|i| sentence.contains(i));
            let (types, place) = index.map_or((0, 0), |i| self.listed[i]);
            if types > 0 {
                let set = u64::from(types) * 4 + u64::from(place);
                give(140 + (offset + 1) as u64, set);
                if offset == 0 {
                    give(143, mix(set, mix(u64::from(forced), known.shape)));
                    give(144, mix(set, bits(-1)));
                    give(145, mix(set, shape(1)));
                }
            }
        }
        for offset in -2..=2 {
            give(10 + (offset + 2) as u64, word(offset));
        }
        for offset in -2..=2 {
            give(20 + (offset + 2) as u64, shape(offset));
        }
        let written = hash(&self.marks.analysis.text[unit.bytes.clone()]);
        give(30, written);
        give(31, mix(word(-1), word(0)));
        give(32, mix(word(0), word(1)));
        give(33, mix(mix(shape(-1), shape(0)), shape(1)));
        give(34, mix(known.shape, mix(u64::from(forced), u64::from(unit.glued))));
        give(35, mix(word(-1), mix(shape(0), shape(1))));
        give(36, mix(word(1), mix(shape(0), shape(-1))));
        give(37, mix(word(-2), mix(word(-1), known.shape)));
        give(38, mix(word(1), mix(word(2), known.shape)));
        affixes(unit.folded, |kind, text| give(40 + kind, mix(hash(text), u64::from(known.capital))));
        for (offset, kind) in [(-1, 60), (1, 62)] {
            if let Some(index) = at.checked_add_signed(offset).filter(|i| sentence.contains(i)) {
                affixes(self.units[index].folded, |affix, text| {
                    if affix == 11 {
                        give(kind, hash(text));
                    }
                });
            }
        }
        for offset in -2..=2_isize {
            let set = bits(offset);
            give(70 + (offset + 2) as u64, set);
            let mut rest = set;
            while rest != 0 {
                let bit = u64::from(rest.trailing_zeros());
                rest &= rest - 1;
                give(75 + (offset + 2) as u64, mix(bit, u64::from(known.capital)));
            }
        }
        give(81, mix(bits(-1), bits(0)));
        give(82, mix(bits(0), bits(1)));
        give(83, mix(bits(-1), mix(known.shape, bits(1))));
        for offset in -1..=1_isize {
            let index = at.checked_add_signed(offset).filter(|i| sentence.contains(i));
            let entry = index.and_then(|i| self.catalogue(i));
            if let Some(entry) = entry {
                give(85 + (offset + 1) as u64, entry);
                if offset == 0 {
                    give(88, mix(entry, mix(u64::from(forced), shape(1))));
                }
            }
        }
        let own = |at: usize| u64::from(self.known[at].frequency[self.own]);
        let capital = u64::from(known.capital) * 2 + u64::from(forced);
        give(130, mix(self.rank(at), capital));
        give(131, mix(own(at), mix(known.shape, capital)));
        if let Some(run) = self.runs[at] {
            let length = (run.end - run.start).min(3) as u64;
            let first_forced = u64::from(self.document.forced[self.units[run.start].token]);
            give(132, mix(self.rank(run.start), mix(length, first_forced)));
            give(133, mix(self.rank(run.end - 1), length));
        }
        let usage = self.document.usage(&token.folded);
        let often = |count: u16| u64::from(count.min(3));
        give(
            90,
            mix(
                mix(u64::from(known.capital), u64::from(forced)),
                often(usage.lower) * 8 + often(usage.free),
            ),
        );
        give(91, mix(u64::from(self.quoted[at]), known.shape));
        if self.quoted[at] > 0 {
            give(92, mix(u64::from(self.quoted[at]), word(-1)));
        }
        if at == sentence.start {
            give(93, known.shape);
        }
        if unit.glued {
            give(94, mix(hash(&token.folded), 0));
            give(95, u64::from(known.capital));
        }
        self.run(at, sentence, &mut give);
        self.elsewhere(at, &mut give);
    }

    /// How frequent a unit's word is in the text's language, and in how many others it is known, or better known:
    /// names are, words of one language are not.
    fn rank(&self, at: usize) -> u64 {
        let frequency = &self.known[at].frequency;
        let own = frequency[self.own];
        let others = || frequency.iter().enumerate().filter(|(l, _)| *l != self.own);
        let known = others().filter(|(_, f)| **f > 0).count() as u64;
        let better = others().filter(|(_, f)| **f > own).count() as u64;
        mix(u64::from(own), known * 4 + better)
    }

    /// Whether a name may lie here: a capital, or a word that names kinds of bodies, is near.
    pub(super) fn is_open(&self, at: usize, sentence: &Range<usize>) -> bool {
        let near = at.saturating_sub(2).max(sentence.start)..(at + 3).min(sentence.end);
        self.known[near].iter().any(|k| k.capital)
            || self.known[at.saturating_sub(1).max(sentence.start)..(at + 2).min(sentence.end)]
                .iter()
                .any(|k| k.bits & KINDS != 0)
    }

    /// The units with the same word as a unit with a capital, itself among them.
    pub(super) fn mentions(&self, at: usize) -> &[u32] {
        let known = &self.known[at];
        if !known.capital {
            return &[];
        }
        self.places.get(&known.word).map_or(&[], Vec::as_slice)
    }

    /// What the catalogue says of a unit: the type of the name that covers it, and its place in that name.
    fn catalogue(&self, at: usize) -> Option<u64> {
        let token = self.units[at].token;
        let start = token.saturating_sub(8);
        for first in (start..=token).rev() {
            let Some(hit) = self.marks.hit(first).filter(|hit| hit.end > token) else { continue };
            let entry = self.marks.catalogue.entry(hit.entry);
            let surface = self.marks.analysis.slice(&(first..hit.end));
            let place = u64::from(first == token) * 2 + u64::from(hit.end == token + 1);
            let common = u64::from(entry.is_common(surface)) * 2 + u64::from(entry.ambiguous);
            let kind = entry.kind.map_or(9, |kind| kind as u64);
            return Some(mix(kind, mix(place, common)));
        }
        None
    }

    /// The row of capitalised words around a unit: what stands before and behind it, what is in it.
    fn run(&self, at: usize, sentence: &Range<usize>, give: &mut impl FnMut(u64, u64)) {
        let Some(run) = self.runs[at] else { return };
        let Run { start, end } = run;
        let outer = |index: Option<usize>| {
            index.filter(|i| sentence.contains(i)).map_or((NOTHING, 0), |i| {
                (self.known[i].word, self.known[i].bits)
            })
        };
        let (left, left_bits) = outer(start.checked_sub(1));
        let (left2, left2_bits) = outer(start.checked_sub(2));
        let (right, right_bits) = outer(Some(end));
        let (right2, right2_bits) = outer(Some(end + 1));
        let length = (end - start).min(5) as u64;
        let index = (at - start).min(3) as u64;
        let rest = (end - at).min(3) as u64;
        let place = mix(index, rest);
        give(100, mix(left, 0));
        give(101, mix(right, 0));
        give(102, mix(left, left2));
        give(103, mix(right, right2));
        give(104, mix(left_bits, length));
        give(105, mix(right_bits, length));
        give(106, mix(left2_bits, 0));
        give(107, mix(right2_bits, 0));
        give(108, mix(length, place));
        let first = &self.known[start];
        let last = &self.known[end - 1];
        if length > 1 {
            give(109, first.word);
            give(110, last.word);
            give(111, mix(first.bits, length));
            give(112, mix(last.bits, length));
            affixes(self.units[end - 1].folded, |affix, text| {
                if affix == 12 {
                    give(113, hash(text));
                }
            });
        }
        let all = self.known[start..end].iter().fold(0, |all, k| all | k.bits);
        let mut left_all = all;
        while left_all != 0 {
            let bit = u64::from(left_all.trailing_zeros());
            left_all &= left_all - 1;
            give(114, mix(bit, length.min(2)));
        }
        let whole = self.known[start..end].iter().fold(0, |whole, k| mix(whole, k.word));
        give(115, mix(whole, place));
        give(116, mix(left_bits, right_bits));
    }

    /// What stands around the same word in the rest of the article.
    fn elsewhere(&self, at: usize, give: &mut impl FnMut(u64, u64)) {
        let known = &self.known[at];
        let Some(places) = self.places.get(&known.word).filter(|p| p.len() > 1) else { return };
        let (mut before, mut behind, mut inside, mut count) = (0_u64, 0_u64, 0_u64, 0);
        let mut named = None;
        for &other in places.iter().filter(|&&other| other as usize != at).take(8) {
            let Some(run) = self.runs[other as usize] else { continue };
            count += 1;
            if run.start > 0 {
                before |= self.known[run.start - 1].bits;
                if count <= 3 {
                    give(120, self.known[run.start - 1].word);
                }
            }
            if let Some(next) = self.known.get(run.end) {
                behind |= next.bits;
                if count <= 3 {
                    give(121, next.word);
                }
            }
            inside |= self.known[run.start..run.end].iter().fold(0, |all, k| all | k.bits);
            if run.end - run.start > 1 {
                let place = mix((other as usize - run.start).min(2) as u64, (run.end - other as usize).min(2) as u64);
                give(122, mix(place, (run.end - run.start).min(4) as u64));
                give(123, mix(self.known[run.start].bits, place));
                give(124, mix(self.known[run.end - 1].bits, place));
            }
            named = named.or_else(|| self.catalogue(other as usize));
        }
        for (kind, set) in [(125, before), (126, behind), (127, inside)] {
            let mut rest = set;
            while rest != 0 {
                let bit = u64::from(rest.trailing_zeros());
                rest &= rest - 1;
                give(kind, bit);
            }
        }
        if let Some(named) = named {
            give(128, named);
        }
        give(129, count.min(4));
    }
}

/// The first and last letters of a word: 1 to 4 the first so many, 8 and more the last (8 + how many).
fn affixes(word: &str, mut give: impl FnMut(u64, &str)) {
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

fn known(marks: &Marks<'_>, knowledge: &Knowledge, unit: &Unit<'_>) -> Known {
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
        set(number as u32, layer.covering(at).is_some());
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
    for (bit, class) in
        ["place-ending", "organization-ending", "event-ending", "demonym-ending", "programme-ending"]
            .into_iter()
            .enumerate()
    {
        set(32 + bit as u32, marks.has_ending(class, unit.folded));
    }
    set(37, is_quote(unit.folded));
    if let Some(kind) = marks.programmes.covering(at) {
        set(38 + marks.programme_type(kind.concept) as u32, true);
    }
    if whole && marks.token(at).kind == TokenKind::Word {
        if let Some(kind) = marks.compound_type(at) {
            set(46 + kind as u32, true);
        }
    }
    let legal = marks
        .organizations
        .covering(at)
        .is_some_and(|found| marks.lexicon.concept(found.concept).property("position") == "after");
    set(54, legal);
    bits
}

/// The rows of capitalised words, particles and joiners between them included.
fn runs(marks: &Marks<'_>, units: &[Unit<'_>], known: &[Known]) -> Vec<Option<Run>> {
    let mut runs = vec![None; units.len()];
    let mut at = 0;
    while at < units.len() {
        let starts = known[at].capital;
        if !starts {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        loop {
            let Some(next) = known.get(end) else { break };
            if !units[end].glued && !marks.follows(units[end].token) {
                break;
            }
            if next.capital {
                end += 1;
                continue;
            }
            // «Rio de Janeiro», «Ludwig van Beethoven», «Dick’s», «Boeing 737».
            let particle = next.lower && marks.is_particle(units[end].token);
            let number = marks.token(units[end].token).kind == TokenKind::Number;
            let followed = known.get(end + 1).is_some_and(|k| k.capital);
            if particle && followed {
                end += 2;
            } else if number {
                end += 1;
            } else {
                break;
            }
        }
        runs[at..end].fill(Some(Run { start: at, end }));
        at = end;
    }
    runs
}

/// For each unit, whether quotation marks close around it soon: 0 no, else the length of what is quoted in steps.
fn quoted(marks: &Marks<'_>, units: &[Unit<'_>]) -> Vec<u8> {
    let mut quoted = vec![0; units.len()];
    let is_mark = |at: usize| {
        marks.token(units[at].token).kind == TokenKind::Mark && is_quote(units[at].folded)
    };
    let mut open: Option<usize> = None;
    for at in 0..units.len() {
        if at > 0 && units[at].token > 0 && !marks.follows(units[at].token) && !units[at].glued {
            open = None;
        }
        if !is_mark(at) {
            continue;
        }
        if let Some(start) = open.filter(|start| at - start > 1 && at - start <= 12) {
            let length = at - start - 1;
            let step = match length {
                1 => 1,
                2 | 3 => 2,
                4..=6 => 3,
                _ => 4,
            };
            quoted[start + 1..at].fill(step);
            if length > 1 {
                quoted[start + 1] += 4;
            }
            open = None;
        } else {
            open = Some(at);
        }
    }
    quoted
}

/// The listed names of a text, the longest from each word with a capital: their types, and each unit's place in
/// them as two bits, first and last.
fn listed(
    knowledge: &Knowledge,
    marks: &Marks<'_>,
    units: &[Unit<'_>],
    known: &[Known],
) -> Vec<(u8, u8)> {
    let mut listed = vec![(0, 0); units.len()];
    let mut at = 0;
    while at < units.len() {
        let starts = known[at].capital || marks.token(units[at].token).kind == TokenKind::Number;
        let found = starts
            .then(|| knowledge.longest(units[at..].iter().map(|unit| unit.folded)))
            .flatten()
            .filter(|(count, _)| known[at + count - 1].capital || *count > 1);
        let Some((count, types)) = found else {
            at += 1;
            continue;
        };
        for (number, entry) in listed[at..at + count].iter_mut().enumerate() {
            *entry = (types, u8::from(number == 0) * 2 + u8::from(number + 1 == count));
        }
        at += count;
    }
    listed
}
