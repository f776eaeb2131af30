//! What units are together: rows of capitalised words, what stands in quotation marks, listed names.

use super::super::marks::{Marks, is_quote};
use super::knowledge::Knowledge;
use super::known::{Known, mix};
use super::units::Unit;
use crate::language::TokenKind;

/// A row of capitalised words, with the small words that may stand inside a name.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What is known of any of its words.
    pub(super) bits: u64,
    /// All its words, as a number.
    pub(super) words: u64,
}

/// The rows of capitalised words, particles and joiners between them included.
pub(super) fn runs(marks: &Marks<'_>, units: &[Unit<'_>], known: &[Known]) -> Vec<Option<Run>> {
    let mut runs = vec![None; units.len()];
    let mut at = 0;
    while at < units.len() {
        let starts = known[at].capital;
        if !starts {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = known.get(end) {
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
        let words = &known[at..end];
        let bits = words.iter().fold(0, |all, k| all | k.bits);
        let words = words.iter().fold(0, |whole, k| mix(whole, k.word));
        runs[at..end].fill(Some(Run { start: at, end, bits, words }));
        at = end;
    }
    runs
}

/// For each unit, whether quotation marks close around it soon: 0 no, else the length of what is quoted in steps.
pub(super) fn quoted(marks: &Marks<'_>, units: &[Unit<'_>]) -> Vec<u8> {
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
pub(super) fn listed(
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
