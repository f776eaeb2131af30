//! Full stops that belong to the word before them: «M.», «p.ex.», «O.N.U.», «J.-P.», «z. B.»

use super::words::{AbbreviationKind, WordFacts, is_combining};
use std::ops::Range;

/// The most parts of a known abbreviation («a.d.h.v.»); runs of single letters may be longer.
const MOST_PARTS: usize = 6;
/// The most letters of an abbreviation's later part («Dipl.-Volksw.»).
const LONGEST_PART: usize = 8;

/// The end of the word `start..end` with the stops that belong to it.
pub(super) fn with_stops(text: &str, start: usize, end: usize, words: &WordFacts) -> usize {
    if !text[end..].starts_with('.') {
        return end;
    }
    let initials = initials_end(text, start, end);
    if let Some(hyphenated) = initials.filter(|&e| e > end + 1) {
        return hyphenated;
    }
    // The ends of the parts that stops join, and how many of the first ones are single letters.
    let mut ends = vec![end];
    let mut singles = usize::from(letters(&text[start..end]) == 1);
    let mut last_single = end;
    let mut single_inside = false;
    let mut at = end;
    while let Some(after) = text[at..].strip_prefix('.') {
        let hyphen = usize::from(after.starts_with('-'));
        let length = part_length(&after[hyphen..]);
        let count = letters(&after[hyphen..hyphen + length]);
        if count == 0 || count > LONGEST_PART {
            break;
        }
        let goes_on = singles == ends.len() && count == 1 && hyphen == 0;
        if !goes_on && ends.len() >= MOST_PARTS {
            break;
        }
        at += 1 + hyphen + length;
        single_inside |= count == 1 && text[at..].starts_with('.');
        ends.push(at);
        if goes_on {
            singles += 1;
            last_single = at;
        }
    }
    let stop = |at: usize| at + usize::from(text[at..].starts_with('.'));
    for &part in ends.iter().take(MOST_PARTS).rev() {
        let with_stop = stop(part);
        let known = with_stop > part && is_abbreviation(text, start..with_stop, words);
        if known && (singles < 2 || part >= last_single) {
            return with_stop;
        }
    }
    if singles > 1 {
        return stop(last_single);
    }
    // «will.i.am», «Sp.z.o.o.»
    if ends.len() > 2 && single_inside {
        return stop(at);
    }
    initials.unwrap_or(end)
}

/// «z. B.», «d. h.»: the ranges of the parts of a known abbreviation that is written with spaces.
pub(super) fn spaced(
    text: &str,
    start: usize,
    end: usize,
    words: &WordFacts,
) -> Option<Vec<Range<usize>>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    parts.push(start..end + 1);
    let mut joined = text[start..].get(..=end - start).filter(|w| w.ends_with('.'))?.to_owned();
    let mut found = None;
    while parts.len() < 4 {
        let at = parts.last()?.end;
        let Some(space) = text[at..].chars().next().filter(|c| c.is_whitespace() && *c != '\n')
        else {
            break;
        };
        let from = at + space.len_utf8();
        let length = part_length(&text[from..]);
        if length == 0 || length > LONGEST_PART * 2 || !text[from + length..].starts_with('.') {
            break;
        }
        // «J.-C.» is the second part of «av. J.-C.».
        let to = initials_end(text, from, from + length).unwrap_or(from + length + 1);
        joined.push(' ');
        joined.push_str(&text[from..to]);
        parts.push(from..to);
        if words.abbreviations.contains(&joined) {
            found = Some(parts.len());
        }
    }
    parts.truncate(found?);
    Some(parts)
}

/// The kind of the token `range`, which ends in a stop of its own, or `None` for initials.
pub(super) fn kind(text: &str, range: Range<usize>, words: &WordFacts) -> Option<AbbreviationKind> {
    let surface = &text[range];
    words
        .abbreviations
        .kind(surface)
        .or_else(|| (letters(surface) > 1).then_some(AbbreviationKind::Plain))
}

/// Whether a known abbreviation stands here, with its stop.
fn is_abbreviation(text: &str, range: Range<usize>, words: &WordFacts) -> bool {
    match words.abbreviations.kind(&text[range.clone()]) {
        Some(AbbreviationKind::Numbered) => beside_number(text, range),
        kind => kind.is_some(),
    }
}

/// «No. 10», «Kap. IV», «5 min.»; or nothing else at all, as in a label of the lexicon.
fn beside_number(text: &str, range: Range<usize>) -> bool {
    let is_gap = |c: &char| c.is_whitespace() && *c != '\n' || is_dash(*c);
    let after = &text[range.end..];
    let gap: usize = after.chars().take(2).take_while(is_gap).map(char::len_utf8).sum();
    let after = &after[gap..];
    let roman = after.bytes().take(8).take_while(|b| b"IVXLC".contains(b)).count();
    let is_roman = (roman > 1 || roman == 1 && !after.starts_with('I'))
        && !after[roman..].starts_with(char::is_alphanumeric);
    let before = text[..range.start].chars().rev().take(3).find(|c| !c.is_whitespace());
    range.len() == text.len()
        || after.starts_with(|c: char| c.is_numeric())
        || is_roman
        || before.is_some_and(char::is_numeric)
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–')
}

/// «J.», «J.-P.», «Ch.-A.»: initials of given names, with their stops.
fn initials_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let is_initial = |part: &str, most: usize| {
        letters(part) <= most
            && part.starts_with(char::is_uppercase)
            && !part.chars().skip(1).any(char::is_uppercase)
    };
    let mut at = end;
    let mut parts = 0;
    let mut from = start;
    while text[at..].starts_with('.') && is_initial(&text[from..at], 2) {
        parts += 1;
        let Some(next) = text[at + 1..].strip_prefix('-') else { break };
        let length = part_length(next);
        let to = at + 2 + length;
        if length == 0 || !is_initial(&text[at + 2..to], 2) || !text[to..].starts_with('.') {
            break;
        }
        (from, at) = (at + 2, to);
    }
    let single = is_initial(&text[start..end], 1);
    (parts > 1 || parts == 1 && single).then_some(at + 1)
}

/// The bytes of the letters that a text begins with.
fn part_length(rest: &str) -> usize {
    let in_part = |c: &char| c.is_alphabetic() || is_combining(*c);
    rest.chars().take(LONGEST_PART * 2).take_while(in_part).map(char::len_utf8).sum()
}

/// How many letters stand in a word.
fn letters(word: &str) -> usize {
    word.chars().filter(|&c| !is_combining(c) && c != '.').count()
}
