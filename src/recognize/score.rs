//! What speaks for each type: the words inside a name, before it and behind it, its shape, and the
//! catalogue. Each cue adds a few points; the weights are constants in one place.

use super::NameType;
use super::candidates::Candidate;
use super::document::Document;
use super::marks::{Marks, class};
use crate::language::{Shape, TokenKind};

/// Points for cues.
mod weight {
    /// The catalogue has this very name.
    pub(super) const CATALOGUE: i32 = 8;
    /// The same where the name is also a common word.
    pub(super) const CATALOGUE_WEAK: i32 = 3;
    /// Another thing of the catalogue bears it too.
    pub(super) const CATALOGUE_OTHER: i32 = 2;
    /// A head noun inside the name.
    pub(super) const HEAD: i32 = 6;
    /// A legal form.
    pub(super) const LEGAL_FORM: i32 = 9;
    /// A title right before it.
    pub(super) const TITLE: i32 = 9;
    /// A role or a relative before or behind it.
    pub(super) const ROLE: i32 = 5;
    /// A first name in front, with more words behind.
    pub(super) const FIRST_NAME: i32 = 5;
    /// A noun right before or behind that says what it is.
    pub(super) const KIND_NOUN: i32 = 5;
    /// A weak hint.
    pub(super) const HINT: i32 = 2;
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

fn before(marks: &Marks<'_>, document: &Document<'_>, candidate: &mut Candidate) {
    let start = candidate.tokens.start;
    if start == 0 || !marks.follows(start) {
        return;
    }
    if marks.titles.ending(start).is_some() {
        candidate.add(NameType::Person, weight::TITLE);
    } else if marks.roles.ending(start).is_some() {
        candidate.add(NameType::Person, weight::ROLE);
    } else if marks.is(start - 1, class::KIN) {
        candidate.add(NameType::Person, weight::ROLE);
    }
    let comma = marks.is_mark(start - 1, ",");
    let at = start - 1;
    // People have no article before them (but in German dialects).
    if marks.is_article(at) && marks.is_lower(at) {
        candidate.add(NameType::Person, -2 * weight::HINT);
        candidate.add(NameType::Organization, 1);
    }
    if comma {
        // «X, CEO, Proximus Group» has the organisation last; «le président, X» the person.
        let apposed = marks
            .roles
            .ending(at)
            .is_some_and(|role| role.tokens.start > 0 && marks.is_mark(role.tokens.start - 1, ","));
        if apposed {
            candidate.add(NameType::Organization, weight::ROLE);
        } else if marks.roles.ending(at).is_some() || marks.is(at.saturating_sub(1), class::KIN) {
            candidate.add(NameType::Person, weight::HINT);
        }
    }
    // «directeur de X», «CEO of X», «spokeswoman for the X».
    let mut back = start;
    while back > 0
        && start - back < 3
        && marks.is_lower(back - 1)
        && marks.is_function_word(back - 1)
    {
        back -= 1;
    }
    if back < start && marks.roles.ending(back).is_some() {
        candidate.add(NameType::Organization, weight::HINT * 2);
    }
    // A noun that says what follows: «groupe X», «ville de X», «plan X»; the nouns of organisations also
    // with quotation marks between.
    let quote = usize::from(super::marks::is_quote(&marks.token(at).folded));
    for (end, glued) in [(start - quote, true), (back, back == start)] {
        if let Some(noun) = marks.programmes.ending(end).filter(|_| glued) {
            candidate.add(marks.programme_type(noun.concept), weight::KIND_NOUN + 1);
        }
        if let Some(noun) = marks.organizations.ending(end).filter(|_| glued) {
            let before_name = marks.is_lower(noun.tokens.start) || marks.capital_nouns;
            candidate.add(NameType::Organization, weight::KIND_NOUN * i32::from(before_name));
        }
        if marks.places.ending(end).is_some() && (glued || back + 1 == start) {
            candidate.add(NameType::Place, weight::KIND_NOUN - i32::from(!glued));
        }
        if end == back && back == start {
            break;
        }
    }
    let located = marks.is(at, class::PLACE_PREPOSITION)
        || at > 0 && marks.is_article(at) && marks.is(at - 1, class::PLACE_PREPOSITION);
    // «northern X», «au nord de X».
    let compass =
        |t: usize| marks.is(t, class::COMPASS) && (marks.is_lower(t) || marks.capital_nouns);
    if compass(at) || back < start && back > 0 && compass(back - 1) {
        candidate.add(NameType::Place, weight::HINT * 2);
    }
    if located {
        // Where nouns have capitals, many a noun stands so.
        let weak = marks.capital_nouns && candidate.tokens.len() == 1;
        candidate.add(NameType::Place, if weak { weight::HINT } else { weight::HINT * 2 });
    }
    let sport = marks.is(at, class::OPPONENT_PREPOSITION) && candidate.tokens.len() < 3;
    if sport && document.sport {
        candidate.add(NameType::Organization, weight::KIND_NOUN);
    }
    if marks.is(at, class::ORGANIZATION_PREPOSITION) {
        candidate.add(NameType::Organization, weight::HINT);
    }
    if marks.cues.ending(start).is_some() {
        candidate.add(NameType::Person, 1);
        candidate.add(NameType::Organization, 1);
    }
    if marks.verbs.ending(start).is_some() {
        candidate.add(NameType::Person, weight::HINT + 1);
        candidate.add(NameType::Organization, 1);
    }
}

/// «un plan de relance baptisé X», «the scheme, called X», «le programme de formation « X »»: the nearest
/// noun before a naming word or quotation marks says what the name is.
fn announced(marks: &Marks<'_>, candidate: &mut Candidate) {
    let start = candidate.tokens.start;
    let quoted = start > 0 && super::marks::is_quote(&marks.token(start - 1).folded);
    let naming = (start.saturating_sub(2)..start).any(|t| marks.is(t, class::NAMING));
    if !quoted && !naming {
        return;
    }
    let sentence = &marks.analysis.sentences[marks.analysis.sentence_of(start)];
    let from = start.saturating_sub(8).max(sentence.tokens.start);
    for at in (from..start).rev() {
        if marks.is(at, class::NAMING) {
            continue;
        }
        if let Some(noun) = marks.programmes.covering(at) {
            candidate.add(marks.programme_type(noun.concept), weight::KIND_NOUN);
            return;
        }
        if marks.organizations.covering(at).is_some() && naming {
            candidate.add(NameType::Organization, weight::KIND_NOUN);
            return;
        }
        if marks.verbs.covering(at).is_some() || marks.is_capital(at) && !marks.capital_nouns {
            return;
        }
    }
}

/// «X, un programme de formation», «X is a company»: what is said of the name right behind it.
fn described(marks: &Marks<'_>, candidate: &mut Candidate) {
    let end = candidate.tokens.end;
    if end + 1 >= marks.len() || !marks.follows(end) {
        return;
    }
    let closing = usize::from(super::marks::is_quote(&marks.token(end).folded));
    let end = end + closing;
    let bracket = if marks.is_mark(end, "(") { 3 } else { 0 };
    let end = end + bracket;
    let opens = marks.is_mark(end, ",")
        || marks.analysis.tokens.get(end).is_some_and(|t| marks.lexicon_class(&t.folded, "copula"));
    let article = marks.is_function_word(end + 1) && marks.is_lower(end + 1);
    if !opens || !article {
        return;
    }
    for at in end + 2..(end + 5).min(marks.len()) {
        if let Some(noun) = marks.programmes.starting(at) {
            candidate.add(marks.programme_type(noun.concept), weight::KIND_NOUN);
        } else if marks.organizations.starting(at).is_some() {
            candidate.add(NameType::Organization, weight::KIND_NOUN);
        } else if marks.places.starting(at).is_some() {
            candidate.add(NameType::Place, weight::KIND_NOUN);
        } else if marks.roles.starting(at).is_some() {
            candidate.add(NameType::Person, weight::KIND_NOUN);
        } else if marks.is_lower(at) && !marks.is_function_word(at) {
            continue;
        }
        return;
    }
}

fn behind(marks: &Marks<'_>, candidate: &mut Candidate) {
    let end = candidate.tokens.end;
    if end >= marks.len() || !marks.follows(end) {
        return;
    }
    let comma = marks.is_mark(end, ",");
    let opening = marks.is_mark(end, "(");
    if comma || opening {
        let mut next = end + 1;
        while next < end + 3 && marks.is_lower(next) && marks.is_function_word(next) {
            next += 1;
        }
        let modifier = marks.modifiers.starting(next).map_or(next, |m| m.tokens.end);
        if marks.roles.starting(modifier).is_some() || marks.is(next, class::KIN) {
            candidate.add(NameType::Person, weight::ROLE);
        }
        if is_age(marks, end + 1) {
            candidate.add(NameType::Person, weight::ROLE);
        }
        if candidate.tokens.len() < 3 {
            if let Some(hit) = marks.hit(end + 1) {
                let place = marks.catalogue.entry(hit.entry).kind == Some(NameType::Place);
                let closed = [",", ")", "."].iter().any(|m| marks.is_mark(hit.end, m));
                if place && closed {
                    candidate.add(NameType::Place, weight::HINT + i32::from(opening));
                }
            }
        }
    }
    if marks.is(end, class::PERSON_VERB) {
        candidate.add(NameType::Person, weight::HINT);
    }
    if marks.verbs.starting(end).is_some()
        || marks.verbs.starting(end + 1).is_some() && marks.is_function_word(end)
    {
        candidate.add(NameType::Person, weight::HINT);
        candidate.add(NameType::Organization, 1);
    }
    if let Some(noun) = marks.organizations.starting(end) {
        if marks.is_lower(end) && !marks.adjectives_behind() {
            candidate.add(NameType::Organization, weight::KIND_NOUN);
            let _ = noun;
        }
    }
    if let Some(noun) = marks.programmes.starting(end) {
        if marks.is_lower(end) && !marks.adjectives_behind() {
            candidate.add(marks.programme_type(noun.concept), weight::KIND_NOUN);
        }
    }
    // «Google CEO», «Labour MP»: a role right behind is held in it.
    if marks.roles.starting(end).is_some() && !marks.capital_nouns && marks.analysis.spaced(end) {
        candidate.add(NameType::Organization, weight::HINT + 1);
    }
}

/// «, 37,» or «(37)».
fn is_age(marks: &Marks<'_>, at: usize) -> bool {
    let number = marks.analysis.tokens.get(at).is_some_and(|t| {
        t.kind == TokenKind::Number && t.folded.parse::<u8>().is_ok_and(|n| (10..=110).contains(&n))
    });
    number && [",", ")", "."].iter().any(|m| marks.is_mark(at + 1, m))
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
