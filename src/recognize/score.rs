//! What speaks for each type: the words inside a name, before it and behind it, its shape, and the
//! catalogue. Each cue adds a few points; the weights are constants in one place.

use super::NameType;
use super::candidates::Candidate;
use super::context::{announced, before, behind, described};
use super::document::Document;
use super::marks::{Marks, class};
use crate::language::Shape;

/// Points for cues.
pub(super) mod weight {
    /// The catalogue has this very name.
    pub(crate) const CATALOGUE: i32 = 8;
    /// The same where the name is also a common word.
    pub(crate) const CATALOGUE_WEAK: i32 = 3;
    /// Another thing of the catalogue bears it too.
    pub(crate) const CATALOGUE_OTHER: i32 = 2;
    /// A head noun inside the name.
    pub(crate) const HEAD: i32 = 6;
    /// A legal form.
    pub(crate) const LEGAL_FORM: i32 = 9;
    /// A title right before it.
    pub(crate) const TITLE: i32 = 9;
    /// A role or a relative before or behind it.
    pub(crate) const ROLE: i32 = 5;
    /// A first name in front, with more words behind.
    pub(crate) const FIRST_NAME: i32 = 5;
    /// A noun right before or behind that says what it is.
    pub(crate) const KIND_NOUN: i32 = 5;
    /// A weak hint.
    pub(crate) const HINT: i32 = 2;
}

/// Adds up what speaks for each type of a candidate.
pub(super) fn score(marks: &Marks<'_>, document: &Document<'_>, candidate: &mut Candidate) {
    catalogue(marks, document, candidate);
    inside(marks, candidate);
    before(marks, document, candidate);
    announced(marks, candidate);
    described(marks, candidate);
    behind(marks, candidate);
    shape(marks, document, candidate);
}

fn surface<'t>(marks: &Marks<'t>, candidate: &Candidate) -> &'t str {
    &marks.analysis.text[candidate.bytes.clone()]
}

fn catalogue(marks: &Marks<'_>, document: &Document<'_>, candidate: &mut Candidate) {
    let mut seen: Vec<NameType> = Vec::new();
    for &number in marks.named(surface(marks, candidate)) {
        let entry = marks.catalogue.entry(number as usize);
        let Some(kind) = entry.kind.filter(|kind| !seen.contains(kind)) else { continue };
        let points = match (seen.is_empty(), entry.is_common(surface(marks, candidate))) {
            (true, false) => weight::CATALOGUE,
            (true, true) => weight::CATALOGUE_WEAK,
            (false, _) => weight::CATALOGUE_OTHER,
        };
        // In a report on sport a city is its team, unless it is where something is.
        let at = candidate.tokens.start;
        let located = at > 0 && marks.is(at - 1, class::PLACE_PREPOSITION);
        let team = document.sport
            && kind == NameType::Place
            && entry.sort == "city"
            && !located
            && !(at > 0 && (marks.is_mark(at - 1, ",") || marks.is_mark(at - 1, "(")));
        candidate.add(if team { NameType::Organization } else { kind }, points);
        seen.push(kind);
    }
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    if seen.is_empty() && candidate.tokens.len() > 1 {
        // «Microsoft Belux», «Azure Belgium Central»: what the first words name gives a hint.
        if let Some(hit) = marks.hit(start).filter(|hit| hit.end < end) {
            match marks.catalogue.entry(hit.entry).kind {
                Some(NameType::Product) => candidate.add(NameType::Product, weight::KIND_NOUN),
                Some(NameType::Organization) => {
                    candidate.add(NameType::Organization, weight::HINT + 1);
                }
                _ => {}
            }
        }
    }
}

fn inside(marks: &Marks<'_>, candidate: &mut Candidate) {
    let tokens = candidate.tokens.clone();
    let (start, end) = (tokens.start, tokens.end);
    let whole_token = candidate.bytes == marks.analysis.bytes(&tokens);
    if tokens.len() > 1 {
        let person = marks.is_first_name(start);
        if person {
            candidate.add(NameType::Person, weight::FIRST_NAME);
        }
        if tokens.clone().any(|t| marks.surface(t).ends_with('.') && marks.surface(t).len() == 2) {
            candidate.add(NameType::Person, weight::HINT * 2);
        }
        if marks.catalogue.is_surname(marks.surface(end - 1)) {
            candidate.add(NameType::Person, 1 + i32::from(person));
        }
        if (start + 1..end - 1).any(|t| marks.is_lower(t) && marks.is_particle(t)) && person {
            candidate.add(NameType::Person, weight::HINT);
        }
        let legal = marks.organizations.ending(end).or(marks.organizations.starting(end));
        let legal = legal
            .filter(|m| marks.lexicon.concept(m.concept).property("position") == "after")
            .filter(|m| marks.is_capital(m.tokens.start) || m.tokens.end == end);
        if legal.is_some() {
            candidate.add(NameType::Organization, weight::LEGAL_FORM);
        }
        heads(marks, candidate);
    } else if marks.is_first_name(start) {
        candidate.add(NameType::Person, weight::HINT + 1);
    } else if marks.catalogue.is_surname(marks.surface(start)) {
        candidate.add(NameType::Person, weight::HINT);
    }
    let last = marks.token(end - 1);
    if whole_token {
        let bare = marks.without_genitive(&last.folded);
        for (ending, kind) in [
            ("place-ending", NameType::Place),
            ("organization-ending", NameType::Organization),
            ("event-ending", NameType::Event),
            ("programme-ending", NameType::Programme),
        ] {
            if marks.has_ending(ending, &last.folded) || marks.has_ending(ending, bare) {
                candidate.add(kind, weight::KIND_NOUN);
            }
        }
    }
}

/// Head nouns at the end of a name («Ryder Cup») or in front («Université de Gand»).
fn heads(marks: &Marks<'_>, candidate: &mut Candidate) {
    let tokens = candidate.tokens.clone();
    let within = |m: &&crate::lexicon::Match| {
        m.tokens.start >= tokens.start
            && m.tokens.end <= tokens.end
            && m.tokens.len() < tokens.len()
    };
    let last = [
        (marks.organizations.ending(tokens.end).filter(within), 0),
        (marks.places.ending(tokens.end).filter(within), 1),
        (marks.programmes.ending(tokens.end).filter(within), 2),
    ];
    let first = [
        (marks.organizations.starting(tokens.start).filter(within), 0),
        (marks.places.starting(tokens.start).filter(within), 1),
        (marks.programmes.starting(tokens.start).filter(within), 2),
    ];
    for (found, extra) in [(last, 1), (first, 0)] {
        for (noun, layer) in found {
            let Some(noun) = noun else { continue };
            let kind = match layer {
                0 => NameType::Organization,
                1 => NameType::Place,
                _ => marks.programme_type(noun.concept),
            };
            candidate.add(kind, weight::HEAD + extra);
        }
        if candidate.scores.iter().any(|&s| s >= weight::HEAD) && extra == 1 {
            break;
        }
    }
}

fn shape(marks: &Marks<'_>, document: &Document<'_>, candidate: &mut Candidate) {
    let tokens = candidate.tokens.clone();
    let text = surface(marks, candidate);
    let only = tokens.len() == 1;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = text.chars().all(|c| !c.is_lowercase());
    if only && upper && (2..=6).contains(&letters) && !document.forced[tokens.start] {
        candidate.add(NameType::Organization, weight::HINT + 1);
    } else if only && marks.token(tokens.start).shape == Shape::Mixed {
        candidate.add(NameType::Organization, weight::HINT + 1);
        candidate.add(NameType::Product, weight::HINT);
    }
    if text.ends_with(|c: char| c.is_ascii_digit()) && !only {
        let year = text.rsplit(' ').next().is_some_and(|n| n.len() == 4);
        candidate.add(if year { NameType::Event } else { NameType::Product }, weight::HINT + 1);
    }
    let capitalised = tokens.clone().all(|t| {
        marks.token(t).shape == Shape::Capitalized
            || marks.is_particle(t)
            || marks.token(t).shape == Shape::Mixed && t > tokens.start
    });
    if capitalised {
        match tokens.len() {
            2 | 3 => {
                // Words that the text also writes small are no parts of people's names.
                let plain = tokens.clone().any(|t| {
                    document.usage(&marks.token(t).folded).lower > 0 && !marks.is_particle(t)
                });
                let known = marks.hit(tokens.start).is_some_and(|hit| {
                    hit.end < tokens.end
                        && marks.catalogue.entry(hit.entry).kind != Some(NameType::Person)
                        && !marks.is_first_name(tokens.start)
                });
                // A last word that the text uses alone is a surname.
                let last = document.usage(&marks.token(tokens.end - 1).folded);
                let first = document.usage(&marks.token(tokens.start).folded);
                let alone = last.free > first.free && !plain;
                let points = if alone { weight::HINT * 2 } else { weight::HINT };
                candidate.add(NameType::Person, if plain || known { 0 } else { points });
            }
            _ => {}
        }
    }
    if marks.is_quoted(&tokens) {
        candidate.add(NameType::Work, weight::HINT);
        candidate.add(NameType::Product, 1);
    }
    if tokens.start > 0 && marks.is_mark(tokens.start - 1, "#") {
        candidate.add(NameType::Programme, weight::TITLE);
        candidate.bytes.start = marks.token(tokens.start - 1).start;
        candidate.tokens.start -= 1;
    }
}
