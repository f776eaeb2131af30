//! What the article as a whole settles: a name seen clearly once settles it elsewhere, «Bijnens» is who
//! «Stijn Bijnens» is, an acronym in brackets is what stands before it.

use super::candidates::Candidate;
use super::document::Document;
use super::marks::{Marks, class};
use super::{Name, NameType};
use crate::language::fold;
use std::collections::HashMap;

/// What is needed for a span to be a name, where its own words prove little.
const ENOUGH: i32 = 5;

/// What a name is of which nothing is known.
const DEFAULT: NameType = NameType::Organization;

/// Chooses a type for each candidate and drops those that are no names.
pub(super) fn settle(
    marks: &Marks<'_>,
    document: &Document<'_>,
    mut candidates: Vec<Candidate>,
) -> Vec<Name> {
    brackets(marks, &mut candidates);
    neighbours(marks, &mut candidates);
    let keys: Vec<String> = candidates.iter().map(|c| key(marks, c)).collect();
    let full = people(marks, &candidates, &keys);
    heads_of_bodies(marks, document, &mut candidates);
    let mut totals: HashMap<&str, ([i32; 7], i32)> = HashMap::new();
    for (candidate, key) in candidates.iter().zip(&keys) {
        let (scores, proper) = totals.entry(key.as_str()).or_insert(([0; 7], candidate.proper));
        for (total, score) in scores.iter_mut().zip(candidate.scores) {
            *total += score;
        }
        // Where all nouns have capitals, one article or adjective before a word tells a noun; elsewhere one
        // capital tells a name.
        *proper = if marks.capital_nouns {
            candidate.proper.min(*proper)
        } else {
            candidate.proper.max(*proper)
        };
    }
    let clear = clear_entries(marks, &candidates);
    let mut names: Vec<Name> = Vec::with_capacity(candidates.len());
    for (candidate, key) in candidates.iter().zip(&keys) {
        let (totals, proper) = totals[key.as_str()];
        // Twice what stands at the mention itself, and once what the article says of the name.
        let mut scores = totals;
        for (score, own) in scores.iter_mut().zip(candidate.scores) {
            *score += own;
        }
        // «Copilot» where the article has «Microsoft Copilot».
        for &number in marks.named(&marks.analysis.text[candidate.bytes.clone()]) {
            if let Some(&kind) = clear.get(&number) {
                scores[kind as usize] += 12;
            }
        }
        let part = candidate.tokens.len() == 1 && full.contains_key(key.as_str());
        if part {
            scores[NameType::Person as usize] += 12;
        }
        if scores.iter().all(|&s| s <= 1) {
            scores[DEFAULT as usize] += 1;
        }
        let best = NameType::ALL.into_iter().rev().max_by_key(|&kind| scores[kind as usize]);
        let Some(kind) = best else { continue };
        let top = scores[kind as usize];
        let own_top = candidate.scores.iter().copied().max().unwrap_or(0);
        let proper = proper + if part { 4 } else { 0 };
        let needed = match (proper, candidate.tokens.len()) {
            (3.., _) => 1,
            (1.., 2..) => 2,
            _ => ENOUGH,
        };
        if proper < 1 && own_top < ENOUGH + 1 || top < needed || proper < -1 {
            continue;
        }
        let second = NameType::ALL
            .into_iter()
            .filter(|&other| other != kind)
            .map(|other| scores[other as usize])
            .max()
            .unwrap_or(0);
        let confidence =
            (40 + 3 * proper.clamp(0, 8) + 2 * (top - second).clamp(0, 16)).clamp(5, 98);
        let mut bytes = candidate.bytes.clone();
        // «weather.com.»: the sentence's stop.
        let text = &marks.analysis.text[bytes.clone()];
        if text
            .strip_suffix('.')
            .is_some_and(|t| t.rsplit('.').next().is_some_and(|l| l.len() > 1 && l.len() < t.len()))
        {
            bytes.end -= 1;
        }
        names.push(Name {
            tokens: candidate.tokens.clone(),
            bytes,
            kind,
            confidence: u8::try_from(confidence).unwrap_or(50),
        });
    }
    without_overlaps(names)
}

/// «Pinellas, Manatee and Sarasota»: a name of which little is known is what its neighbour in a list is.
fn neighbours(marks: &Marks<'_>, candidates: &mut [Candidate]) {
    let listed = |a: &Candidate, b: &Candidate| {
        b.tokens.start == a.tokens.end + 1
            && (marks.is_mark(a.tokens.end, ",") || marks.is(a.tokens.end, class::CONJOINER))
            && marks.follows(b.tokens.start)
    };
    let top = |c: &Candidate| {
        let best = NameType::ALL.into_iter().max_by_key(|&kind| c.scores[kind as usize]);
        best.map(|kind| (kind, c.scores[kind as usize]))
    };
    let count = candidates.len();
    let mut pass = |from: usize, to: usize| {
        let (Some(known), Some(unknown)) = (candidates.get(from), candidates.get(to)) else {
            return;
        };
        let joined = if from < to { listed(known, unknown) } else { listed(unknown, known) };
        let (Some((kind, points)), Some((_, own))) = (top(known), top(unknown)) else { return };
        // A list of two places is often one place in another: «Marlow, Buckinghamshire».
        let alike = known.tokens.len() == 1 || kind != NameType::Person;
        if joined && alike && points >= 4 && own <= 2 {
            candidates[to].add(kind, 3.min(points - 1));
        }
    };
    for index in 1..count {
        pass(index - 1, index);
    }
    for index in (1..count).rev() {
        pass(index, index - 1);
    }
}

/// A name as it is compared within an article: folded, without the genitive ending.
fn key(marks: &Marks<'_>, candidate: &Candidate) -> String {
    let folded = fold(&marks.analysis.text[candidate.bytes.clone()]);
    marks.without_genitive(&folded).to_owned()
}

/// Last and first words of people's full names, with the full name.
fn people<'k>(
    marks: &Marks<'_>,
    candidates: &[Candidate],
    keys: &'k [String],
) -> HashMap<String, &'k str> {
    let mut parts = HashMap::new();
    for (candidate, key) in candidates.iter().zip(keys) {
        let person = candidate.scores[NameType::Person as usize];
        let best = candidate.scores.iter().copied().max().unwrap_or(0);
        if candidate.tokens.len() < 2 || person < best || person < ENOUGH || candidate.proper < 1 {
            continue;
        }
        let words = candidate.tokens.clone().filter(|&t| marks.is_capital(t));
        for at in words {
            let word = &marks.token(at).folded;
            let word =
                if at + 1 == candidate.tokens.end { marks.without_genitive(word) } else { word };
            if word.chars().count() > 2 {
                parts.entry(word.to_owned()).or_insert(key.as_str());
            }
        }
    }
    parts
}

/// The catalogue's things which the article names in several words.
fn clear_entries(marks: &Marks<'_>, candidates: &[Candidate]) -> HashMap<u32, NameType> {
    let long = candidates.iter().filter(|c| c.tokens.len() > 1);
    long.flat_map(|c| marks.named(&marks.analysis.text[c.bytes.clone()]).iter().take(1))
        .filter_map(|&number| Some((number, marks.catalogue.entry(number as usize).kind?)))
        .collect()
}

/// «Défense» with a capital is the body that the article calls «Défense belge» elsewhere.
fn heads_of_bodies(marks: &Marks<'_>, document: &Document<'_>, candidates: &mut [Candidate]) {
    let heads: Vec<&str> = candidates
        .iter()
        .filter(|c| c.tokens.len() > 1 && c.scores[NameType::Organization as usize] >= 9)
        .filter(|c| marks.is_capital(c.tokens.start) && !document.forced[c.tokens.start])
        .filter(|c| marks.organization_noun(c.tokens.start).is_some())
        .map(|c| marks.token(c.tokens.start).folded.as_str())
        .collect();
    for candidate in candidates.iter_mut().filter(|c| c.tokens.len() == 1) {
        if heads.contains(&marks.token(candidate.tokens.start).folded.as_str())
            && !marks.capital_nouns
        {
            candidate.add(NameType::Organization, 9);
        }
    }
}

/// «AI National Skilling Initiative (AINSI)»: both are of one type.
fn brackets(marks: &Marks<'_>, candidates: &mut [Candidate]) {
    for index in 1..candidates.len() {
        let (before, rest) = candidates.split_at_mut(index);
        let (Some(name), Some(acronym)) = (before.last_mut(), rest.first_mut()) else { continue };
        let start = acronym.tokens.start;
        let bracketed = start == name.tokens.end + 1
            && marks.is_mark(start - 1, "(")
            && marks.is_mark(acronym.tokens.end, ")");
        if !bracketed || acronym.tokens.len() != 1 {
            continue;
        }
        let short = &marks.token(start).folded;
        let initials: String = (name.tokens.clone())
            .filter(|&t| marks.is_capital(t))
            .filter_map(|t| marks.token(t).folded.chars().next())
            .collect();
        let first = initials.chars().next();
        let fits =
            short.chars().next() == first && short.chars().count() >= 2 && name.tokens.len() > 1;
        if fits {
            // Whatever makes two words with a head noun a person's name by default is no cue here.
            name.scores[NameType::Person as usize] -= 3;
            for (own, other) in acronym.scores.iter_mut().zip(name.scores) {
                *own = other;
            }
            acronym.proper = acronym.proper.max(name.proper);
        }
    }
}

/// Keeps the longest of names that overlap.
fn without_overlaps(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|n| (n.bytes.start, std::cmp::Reverse(n.bytes.end)));
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        match kept.last() {
            Some(last) if name.bytes.start < last.bytes.end => {}
            _ => kept.push(name),
        }
    }
    kept
}
