//! Bodies named by a head noun: «gouvernement flamand», «Belgian government», «ministère de la Défense»,
//! «Trump administration», «politie van Gent», «Cour suprême».

use super::NameType;
use super::candidates::Candidate;
use super::document::Document;
use super::headed::{capital_adjective, programme};
use super::marks::{Marks, class};
use crate::language::Shape;
use crate::lexicon::ConceptId;
use std::ops::Range;

/// How surely such a span is an organisation.
const SURE: i32 = 9;

/// The bodies of a text, none overlapping another.
pub(super) fn bodies(marks: &Marks<'_>, document: &Document<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < marks.len() {
        if let Some((tokens, kind)) = capital_adjective(marks, document, at) {
            at = tokens.end;
            found.push(Candidate::of(marks, tokens, kind, SURE));
            continue;
        }
        if let Some((tokens, kind)) = programme(marks, document, at) {
            at = tokens.end;
            found.push(Candidate::of(marks, tokens, kind, SURE));
            continue;
        }
        let span = body(marks, document, at);
        match span {
            Some(tokens) => {
                at = tokens.end;
                found.push(Candidate::of(marks, tokens, NameType::Organization, SURE));
            }
            None => at += 1,
        }
    }
    found
}

/// The body that begins at a token.
fn body(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> Option<Range<usize>> {
    if let Some(noun) = marks.organizations.starting(at) {
        if marks.lexicon.concept(noun.concept).property("position") == "after" {
            return None;
        }
        let head = is_head(marks, noun.concept);
        let noun = noun.tokens.clone();
        // «Baton Rouge Police Department»: the last part of a longer name.
        let part = at > 0
            && !marks.capital_nouns
            && marks.is_capital(at)
            && marks.is_capital(at - 1)
            && marks.follows(at)
            && !marks.is_function_word(at - 1)
            && marks.titles.covering(at - 1).is_none()
            && marks.roles.covering(at - 1).is_none();
        if part {
            return None;
        }
        // «ministère de la Santé», as the lexicon has it in small letters.
        if head
            && noun.len() > 1
            && !marks.capital_nouns
            && noun.clone().skip(1).any(|t| marks.is_capital(t))
            && marks.is_capital(noun.end - 1)
        {
            return Some(noun);
        }
        // The lexicon's own «gouvernement flamand».
        let national = noun.clone().any(|t| marks.nationalities.covering(t).is_some());
        if head && national && noun.len() > 1 {
            return Some(noun);
        }
        // «Innenministerium», «Sicherheitsrat»: a compound that names one body by itself.
        let word = &marks.token(at).folded;
        let compound = marks.capital_nouns
            && head
            && marks
                .words
                .ending("organization-ending", word)
                .is_some_and(|e| e.len() + 3 < word.len());
        let single = compound.then_some(at..noun.end);
        return behind(marks, document, noun, head).map(|end| at..end).or(single);
    }
    if let Some(nationality) = marks.nationalities.starting(at) {
        let next = nationality.tokens.end;
        let noun = marks.organizations.starting(next).filter(|_| marks.follows(next))?;
        let lower_noun = marks.is_lower(next) || marks.capital_nouns;
        let head = is_head(marks, noun.concept);
        return (head && lower_noun).then(|| {
            let end = noun.tokens.end;
            at..complement(marks, end).unwrap_or(end)
        });
    }
    name_before(marks, document, at)
}

/// Whether such a noun with an adjective or a name beside it names one body.
fn is_head(marks: &Marks<'_>, concept: ConceptId) -> bool {
    marks.lexicon.concept(concept).flag("headNoun")
}

/// The end of a body whose head noun stands first.
fn behind(
    marks: &Marks<'_>,
    document: &Document<'_>,
    noun: Range<usize>,
    head: bool,
) -> Option<usize> {
    let end = noun.end;
    let capital = marks.is_capital(noun.start) && !marks.capital_nouns;
    let named = capital && !document.forced[noun.start];
    let acronym = marks.token(noun.start).shape != Shape::Capitalized && capital;
    if acronym || !marks.follows(end) {
        return None;
    }
    let whole = (named && noun.len() > 1).then_some(end);
    // «gouvernement flamand», «Défense belge».
    if head
        && let Some(adjective) =
            marks.nationalities.starting(end).filter(|m| marks.is_lower(m.tokens.start))
        && !marks.capital_nouns
    {
        return Some(adjective.tokens.end);
    }
    // «Cour suprême», «Parti travailliste», «Cour internationale de justice».
    if named && marks.adjectives_behind() {
        let mut last = end;
        while last < end + 2 && marks.follows(last) && is_adjective(marks, last) {
            last += 1;
        }
        if last > end {
            return Some(complement(marks, last).unwrap_or_else(|| small_complement(marks, last)));
        }
    }
    if (head || named)
        && let Some(end) = complement(marks, end).filter(|&end| !defends(marks, &noun, end))
    {
        return Some(end);
    }
    if whole.is_some() {
        return whole;
    }
    // «administration Trump», «regering Trump».
    let next = marks.is_capital(end) && !marks.capital_nouns && head && !document.forced[end];
    let person = || {
        marks.hit(end).is_none()
            && marks.roles.covering(end).is_none()
            && marks.titles.covering(end).is_none()
            && marks.organizations.covering(end).is_none()
            && marks.is_lower(noun.start)
            && !marks.is_capital(end + 1)
    };
    (next && person()).then_some(end + 1)
}

/// «la défense de Brighton»: soldiers belong to countries alone.
fn defends(marks: &Marks<'_>, noun: &Range<usize>, end: usize) -> bool {
    let military = marks
        .organization_noun(noun.start)
        .is_some_and(|concept| marks.lexicon.notation(concept) == "military");
    let country = (noun.end..end).any(|t| {
        marks.hit(t).is_some_and(|hit| marks.catalogue.entry(hit.entry).sort == "country")
    });
    military && marks.is_lower(noun.start) && !country
}

pub(super) fn is_adjective(marks: &Marks<'_>, at: usize) -> bool {
    marks.is_lower(at)
        && !marks.is_function_word(at)
        && marks.verbs.covering(at).is_none()
        && marks.has_ending("adjective-ending", &marks.token(at).folded)
}

/// The end of «de la Défense», «van Gent», «of Justice», «des Senats» behind a head noun.
pub(super) fn complement(marks: &Marks<'_>, at: usize) -> Option<usize> {
    let mut next = at;
    while next < at + 3
        && next < marks.len()
        && marks.follows(next)
        && marks.is(next, class::JOINER)
        && !marks.is_capital(next)
    {
        next += 1;
    }
    if next == at || next >= marks.len() || !marks.follows(next) || !marks.is_capital(next) {
        return None;
    }
    // Only joiners that say whose or where: «in», «à», «en» open a place of its own.
    if marks.is(at, class::PLACE_PREPOSITION) || marks.roles.starting(next).is_some() {
        return None;
    }
    if marks.titles.starting(next).is_some() || marks.calendar.covering(next).is_some() {
        return None;
    }
    if let Some(hit) = marks.hit(next) {
        let kind = marks.catalogue.entry(hit.entry).kind;
        let fits = matches!(kind, Some(NameType::Place | NameType::Organization));
        return fits.then_some(hit.end);
    }
    if marks.capital_nouns {
        let noun = marks.organizations.starting(next)?;
        return Some(noun.tokens.end);
    }
    let mut end = next + 1;
    while marks.follows(end) && marks.is_capital(end) && marks.roles.starting(end).is_none() {
        end += 1;
    }
    (!marks.is_first_name(next)).then_some(end)
}

/// The end with up to two complements in small letters: «Observatoire syrien des droits de l’homme».
pub(super) fn small_complement(marks: &Marks<'_>, end: usize) -> usize {
    let mut end = end;
    for _ in 0..2 {
        let mut next = end;
        while next < end + 2 && marks.follows(next) && marks.is(next, class::JOINER) {
            next += 1;
        }
        let noun = next > end
            && marks.follows(next)
            && marks.is_lower(next)
            && !marks.is_function_word(next)
            && marks.verbs.covering(next).is_none();
        if !noun {
            break;
        }
        end = next + 1;
        if marks.follows(end) && is_adjective(marks, end) {
            end += 1;
        }
    }
    end
}

/// «Trump administration», «Newport police»: a name and a head noun in lower case behind it.
fn name_before(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> Option<Range<usize>> {
    if marks.capital_nouns || !marks.is_capital(at) || marks.is_function_word(at) {
        return None;
    }
    let mut end = marks.hit(at).map_or(at + 1, |hit| hit.end);
    while end < at + 4 && marks.follows(end) && marks.is_capital(end) {
        end += 1;
    }
    if !marks.follows(end) || marks.is_capital(end) {
        return None;
    }
    let noun = marks.organizations.starting(end)?;
    let concept = marks.lexicon.concept(noun.concept);
    // Where adjectives stand behind the noun, a noun behind a name is none of this kind.
    let order = !marks.adjectives_behind();
    let blocked = (at..end).any(|t| {
        marks.roles.covering(t).is_some()
            || marks.titles.covering(t).is_some()
            || marks.calendar.covering(t).is_some()
            || marks.nationalities.covering(t).is_some()
    });
    let free = (at..end).any(|t| !document.forced[t]) || marks.hit(at).is_some();
    (order
        && !blocked
        && free
        && is_head(marks, noun.concept)
        && concept.property("position") != "after")
        .then_some(at..noun.tokens.end)
}
