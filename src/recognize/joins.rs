//! What belongs to a run of capitalised words: the next word, a number, joining words with what stands
//! behind them.

use super::NameType;
use super::candidates::{heads_body, precedes_name};
use super::document::Document;
use super::marks::{Layer, Marks, class};
use super::proper::{is_common, is_possessor};
use crate::language::{Shape, TokenKind};

/// The end of the run with what follows, where something follows that belongs to it.
pub(super) fn extension(
    marks: &Marks<'_>,
    document: &Document<'_>,
    start: usize,
    end: usize,
    limit: usize,
) -> Option<usize> {
    if let Some(hit) = marks.hit(end).filter(|hit| hit.end <= limit)
        && hit.end > end + 1
        && !marks.capital_nouns
    {
        return Some(hit.end);
    }
    let token = marks.token(end);
    match token.kind {
        TokenKind::Word if token.has_capital() => extends(marks, document, start, end),
        TokenKind::Number => number_extends(marks, start, end),
        TokenKind::Mark if token.is("&") => {
            (end + 1 < limit && marks.is_capital(end + 1)).then_some(end + 2)
        }
        TokenKind::Word => joined(marks, document, start, end, limit)
            .or_else(|| conjoined(marks, start, end, limit)),
        _ => None,
    }
}

/// Whether a capitalised word goes on with the run before it.
fn extends(marks: &Marks<'_>, document: &Document<'_>, start: usize, at: usize) -> Option<usize> {
    // «Zorvax SA»: a legal form ends a name whatever else its letters mean.
    let legal = marks.organizations.starting(at);
    if legal.is_some_and(|m| marks.lexicon.concept(m.concept).property("position") == "after") {
        return legal.map(|m| m.tokens.end);
    }
    let token = marks.token(at);
    if marks.is(at, class::NOT_NAME) && token.shape != Shape::Capitalized {
        return None;
    }
    let role = marks.roles.covering(at).is_some_and(|m| m.tokens.start == at);
    if role && !heads_body(marks, at) && !marks.is_first_name(at - 1) {
        return None;
    }
    if marks.titles.starting(at).is_some_and(|m| precedes_name(marks, m.tokens.end)) {
        return None;
    }
    // «in Paris Stijn Bijnens said», «U.S. Elizabeth Warren»: a place and a person are two names.
    let place = marks.hit(start).is_some_and(|hit| {
        hit.end == at && marks.catalogue.entry(hit.entry).kind == Some(NameType::Place)
    });
    if place && marks.is_first_name(at) && !marks.is_first_name(start) && marks.is_capital(at + 1) {
        return None;
    }
    if marks.calendar.starting(at).is_some() && !marks.is_first_name(start) {
        return None;
    }
    if marks.capital_nouns {
        // Two nouns in a row of which none is a common one are a name, unless the first is a
        // possessor («Chinas Staatsrat»).
        let function = marks.words.is_function_word(&token.folded);
        let possessor = is_possessor(marks, at - 1);
        let common = is_common(marks, at) && !marks.is_first_name(at - 1);
        return (!function && !possessor && !common && document.usage(&token.folded).lower == 0)
            .then_some(at + 1);
    }
    Some(at + 1)
}

/// «Windows 11», «Falcon 9», «Ryder Cup 2018»: a number of at most four digits, not followed by a word
/// that it would count.
fn number_extends(marks: &Marks<'_>, start: usize, at: usize) -> Option<usize> {
    let surface = marks.surface(at);
    let plain = surface.len() <= 4 && surface.bytes().all(|b| b.is_ascii_alphanumeric());
    let next = at + 1;
    let counts = next < marks.len()
        && marks.follows(next)
        && (marks.is_lower(next)
            && !marks.is_function_word(next)
            && marks.surface(next).starts_with(char::is_alphabetic)
            || matches!(&*marks.token(next).folded, "%" | "€" | "$" | "£" | "-" | "/" | "(")
            || surface.len() < 3 && marks.is_mark(next, ":")
            || marks.capital_nouns && marks.is_capital(next)
            || marks.calendar.covering(next).is_some());
    let person = marks.is_first_name(start);
    let place = marks
        .named(marks.analysis.slice(&(start..at)))
        .first()
        .is_some_and(|&e| marks.catalogue.entry(e as usize).kind == Some(NameType::Place));
    (plain && !counts && !person && !place && marks.analysis.spaced(at)).then_some(next)
}

/// The end of the run with a joining word and the capitals behind it.
fn joined(
    marks: &Marks<'_>,
    document: &Document<'_>,
    start: usize,
    end: usize,
    limit: usize,
) -> Option<usize> {
    let mut next = end;
    while next < limit
        && next < end + 3
        && marks.follows(next)
        && !marks.is_capital(next)
        && (marks.is(next, class::JOINER) || marks.is_particle(next))
    {
        next += 1;
    }
    if next == end || next >= limit || !marks.is_capital(next) || !marks.follows(next) {
        return None;
    }
    if marks.roles.starting(next).is_some() || marks.titles.starting(next).is_some() {
        return None;
    }
    let particles = (end..next).all(|t| marks.is_particle(t) && !marks.is(t, class::CONJOINER));
    let first_name = (start..end).all(|t| marks.is_first_name(t) || is_initial(marks, t));
    let elsewhere = marks.hit(next).is_some_and(|hit| {
        hit.end > next + 1
            || marks.catalogue.entry(hit.entry).kind == Some(NameType::Place)
            || end - start > 1 && marks.catalogue.entry(hit.entry).kind != Some(NameType::Person)
    });
    if particles && first_name && end - start <= 2 && !elsewhere {
        return Some(next + 1);
    }
    // Behind a head noun: «House of Commons», «Université de Gand».
    let joins = (end..next).all(|t| marks.is(t, class::JOINER))
        && marks.hit(start).is_none_or(|h| h.end != end);
    let head = |layer: &Layer| {
        layer.ending(end).is_some_and(|m| {
            marks.is_capital(m.tokens.start)
                && m.tokens.start >= start
                && !marks.adjectives_behind()
        }) || layer.starting(start).is_some_and(|m| m.tokens.end <= end)
    };
    let open = marks.is(end, class::OPEN_JOINER)
        && !(start..end)
            .any(|t| marks.is_first_name(t) || marks.catalogue.is_surname(marks.surface(t)))
        && marks.hit(start).is_none_or(|hit| hit.end < end);
    if open
        && (end..next).all(|t| marks.is(t, class::JOINER))
        && (!document.forced[start]
            || end > start + 1
            || document.usage(&marks.token(start).folded).lower == 0)
    {
        return Some(next + 1);
    }
    let headed = head(&marks.organizations) || head(&marks.places) || head(&marks.programmes);
    let free = !document.forced[start] || end > start + 1;
    (joins && headed && free && !first_name && !marks.capital_nouns).then_some(next + 1)
}

/// «Fish and Wildlife Commission»: two parts before one head noun of organisations.
fn conjoined(marks: &Marks<'_>, start: usize, end: usize, limit: usize) -> Option<usize> {
    if !marks.is(end, class::CONJOINER) || marks.is_capital(end) || marks.is_first_name(start) {
        return None;
    }
    let mut last = end + 1;
    while last < limit && marks.follows(last) && marks.is_capital(last) {
        last += 1;
    }
    let headed = last > end + 2
        && marks.organizations.ending(last).is_some()
        && marks.hit(end + 1).is_none_or(|hit| hit.end < last);
    let whole = marks.hit(start).is_some_and(|hit| hit.end == end);
    (headed && !whole && marks.organizations.ending(end).is_none()).then_some(last)
}

fn is_initial(marks: &Marks<'_>, at: usize) -> bool {
    let surface = marks.surface(at);
    surface.ends_with('.') && surface.chars().count() <= 4 && marks.is_capital(at)
}
