//! What the tagger sees of each unit: its word and letters, its neighbours, what lexicon and catalogue say of
//! it, the row of capitalised words that it stands in, and how the rest of the article uses its word.
//!
//! A feature is a number: the hash of its kind and of what fills it. All languages share it, so that what is learned of
//! names in one helps in the others; those of words and letters are given once more for the text's own language
//! (Daumé, «Frustratingly easy domain adaptation», ACL 2007).

use super::super::document::Document;
use super::super::marks::Marks;
use super::knowledge::{Knowledge, LANGUAGES};
use super::known::{KINDS, Known, affixes, hash, known, mix};
use super::runs::{Run, listed, quoted, runs};
use super::units::Unit;
use std::collections::HashMap;
use std::ops::Range;

/// What stands beyond the ends of a sentence.
const NOTHING: u64 = 0x6e6f_7468_696e_6721;

/// The features of all units of a text.
pub(crate) struct Features<'m> {
    marks: &'m Marks<'m>,
    document: &'m Document,
    units: &'m [Unit<'m>],
    known: Vec<Known>,
    runs: Vec<Option<Run>>,
    quoted: Vec<u8>,
    /// The units of each word with a capital, by its hash.
    places: HashMap<u64, Vec<u32>>,
    language: u64,
    /// The place of the text's language in frequencies.
    own: usize,
    /// For each unit the types of the listed name that covers it, and its place in that name.
    listed: Vec<(u8, u8)>,
    /// For each token what the catalogue says of the name that covers it.
    entries: Vec<Option<u64>>,
}

impl<'m> Features<'m> {
    /// Looks at a text as a whole.
    pub(crate) fn new(
        marks: &'m Marks<'m>,
        document: &'m Document,
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
        let entries = entries(marks);
        Self { marks, document, units, known, runs, quoted, places, language, own, listed, entries }
    }

    /// Gives each feature of a unit, whose sentence is a range of units, to `take`.
    pub(crate) fn each(&self, at: usize, sentence: &Range<usize>, mut take: impl FnMut(u64)) {
        let language = self.language;
        let mut give = |kind: u64, what: u64| {
            let key = mix(kind, what);
            take(key);
            if differs(kind) {
                take(mix(key, language));
            }
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
        for (number, offset) in (0_u64..).zip(-1..=1_isize) {
            let index = at.checked_add_signed(offset).filter(|i| sentence.contains(i));
            let (types, place) = index.map_or((0, 0), |i| self.listed[i]);
            if types > 0 {
                let set = u64::from(types) * 4 + u64::from(place);
                give(140 + number, set);
                if offset == 0 {
                    give(143, mix(set, mix(u64::from(forced), known.shape)));
                    give(144, mix(set, bits(-1)));
                    give(145, mix(set, shape(1)));
                }
            }
        }
        for (number, offset) in (0_u64..).zip(-2..=2) {
            give(10 + number, word(offset));
        }
        for (number, offset) in (0_u64..).zip(-2..=2) {
            give(20 + number, shape(offset));
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
        affixes(unit.folded, |kind, text| {
            give(40 + kind, mix(hash(text), u64::from(known.capital)));
        });
        for (offset, kind) in [(-1, 60), (1, 62)] {
            if let Some(index) = at.checked_add_signed(offset).filter(|i| sentence.contains(i)) {
                affixes(self.units[index].folded, |affix, text| {
                    if affix == 11 {
                        give(kind, hash(text));
                    }
                });
            }
        }
        for (number, offset) in (0_u64..).zip(-2..=2_isize) {
            let set = bits(offset);
            give(70 + number, set);
            let mut rest = set;
            while rest != 0 {
                let bit = u64::from(rest.trailing_zeros());
                rest &= rest - 1;
                give(75 + number, mix(bit, u64::from(known.capital)));
            }
        }
        give(81, mix(bits(-1), bits(0)));
        give(82, mix(bits(0), bits(1)));
        give(83, mix(bits(-1), mix(known.shape, bits(1))));
        for (number, offset) in (0_u64..).zip(-1..=1_isize) {
            let index = at.checked_add_signed(offset).filter(|i| sentence.contains(i));
            let entry = index.and_then(|i| self.catalogue(i));
            if let Some(entry) = entry {
                give(85 + number, entry);
                if offset == 0 {
                    give(88, mix(entry, mix(u64::from(forced), shape(1))));
                }
            }
        }
        let own = |at: usize| u64::from(self.known[at].frequency[self.own]);
        let capital = u64::from(known.capital) * 2 + u64::from(forced);
        give(130, mix(self.rank(at), capital));
        give(131, mix(own(at), mix(known.shape, capital)));
        let usage = self.document.usage(unit.token);
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

    /// The word of a unit with a capital, as a number.
    pub(super) fn capital_word(&self, at: usize) -> Option<u64> {
        let known = &self.known[at];
        known.capital.then_some(known.word)
    }

    /// What the catalogue says of a unit: the type of the name that covers it, and its place in that name.
    fn catalogue(&self, at: usize) -> Option<u64> {
        self.entries[self.units[at].token]
    }

    /// The row of capitalised words around a unit: what stands before and behind it, what is in it.
    fn run(&self, at: usize, sentence: &Range<usize>, give: &mut impl FnMut(u64, u64)) {
        let Some(run) = self.runs[at] else { return };
        let Run { start, end, .. } = run;
        let outer = |index: Option<usize>| {
            index
                .filter(|i| sentence.contains(i))
                .map_or((NOTHING, 0), |i| (self.known[i].word, self.known[i].bits))
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
        let mut left_all = run.bits;
        while left_all != 0 {
            let bit = u64::from(left_all.trailing_zeros());
            left_all &= left_all - 1;
            give(114, mix(bit, length.min(2)));
        }
        give(115, mix(run.words, place));
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
            inside |= run.bits;
            if run.end - run.start > 1 {
                let place = mix(
                    (other as usize - run.start).min(2) as u64,
                    (run.end - other as usize).min(2) as u64,
                );
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

/// For each token the type of the catalogue's name that covers it, the last that begins before it, and its place in
/// that name.
fn entries(marks: &Marks<'_>) -> Vec<Option<u64>> {
    let mut entries = vec![None; marks.len()];
    for first in 0..marks.len() {
        let Some(hit) = marks.hit(first) else { continue };
        let entry = marks.catalogue.entry(hit.entry);
        let surface = marks.analysis.slice(&(first..hit.end));
        let common = u64::from(entry.is_common(surface)) * 2 + u64::from(entry.ambiguous);
        let kind = entry.kind.map_or(9, |kind| kind as u64);
        for (token, said) in (first..hit.end).zip(&mut entries[first..hit.end]) {
            let place = u64::from(first == token) * 2 + u64::from(hit.end == token + 1);
            *said = Some(mix(kind, mix(place, common)));
        }
    }
    entries
}

/// Whether a kind of feature may mean another thing in each language: words, affixes, capitals, frequencies.
const fn differs(kind: u64) -> bool {
    matches!(kind, 1 | 10..=14 | 30 | 34 | 40..=53 | 90 | 130 | 131)
}
