//! Names whose noun says what they are: «Fonds social européen», «loi Macron», «Kalter Krieg».

use super::NameType;
use super::bodies::{complement, is_adjective, small_complement};
use super::document::Document;
use super::marks::{Marks, class};
use crate::language::Shape;
use std::ops::Range;

/// «Fonds social européen», «Pacte pour un enseignement d’excellence», «loi Macron», «traité de Lisbonne»:
/// programmes and laws whose noun stands first.
pub(super) fn programme(
    marks: &Marks<'_>,
    document: &Document<'_>,
    at: usize,
) -> Option<(Range<usize>, NameType)> {
    if !marks.adjectives_behind() {
        return None;
    }
    let noun = marks.programmes.starting(at)?;
    let kind = marks.programme_type(noun.concept);
    let end = noun.tokens.end;
    if marks.is_capital(at)
        && !document.forced[at]
        && matches!(kind, NameType::Programme | NameType::Event)
    {
        let mut last = end;
        while last < end + 3 && marks.follows(last) && is_adjective(marks, last) {
            last += 1;
        }
        let whole = complement(marks, last).unwrap_or_else(|| small_complement(marks, last));
        return (whole > end).then_some((at..whole, kind));
    }
    // The nouns of laws and treaties belong to the name, those of other programmes only before one word.
    let notation = marks.lexicon.notation(noun.concept);
    let law = matches!(notation, "law" | "agreement");
    if !marks.is_lower(at) || !marks.follows(end) || !(law || notation == "plan") {
        return None;
    }
    if marks.is_capital(end)
        && marks.roles.starting(end).is_none()
        && marks.titles.starting(end).is_none()
    {
        let mut last = marks.hit(end).map_or(end + 1, |hit| hit.end);
        while marks.follows(last) && marks.is_capital(last) {
            last += 1;
        }
        let plain = marks.token(end).shape == Shape::Capitalized && last == end + 1;
        return (law || plain).then_some((at..last, NameType::Programme));
    }
    let agreement = notation == "agreement";
    let last = complement(marks, end).filter(|_| agreement)?;
    Some((at..last, NameType::Programme))
}

/// «Obersten Gerichtshof», «Kalten Krieg»: where nouns have capitals, an adjective with one before a noun
/// that says what it is makes a name.
pub(super) fn capital_adjective(
    marks: &Marks<'_>,
    document: &Document<'_>,
    at: usize,
) -> Option<(Range<usize>, NameType)> {
    let next = at + 1;
    let adjective = marks.capital_nouns
        && marks.is_capital(at)
        && !document.forced[at]
        && marks.is_capital(next)
        && marks.follows(next)
        && marks.has_ending("adjective-ending", &marks.token(at).folded)
        && !marks.is_common_noun(&marks.token(at).folded)
        && !marks.is_first_name(at)
        && !marks.is(at, class::NOT_NAME | class::KIN)
        && marks.hit(at).is_none()
        && marks.roles.covering(at).is_none()
        && marks.organizations.covering(at).is_none()
        && marks.programmes.covering(at).is_none()
        && marks.places.covering(at).is_none()
        && marks.titles.covering(at).is_none()
        && marks.calendar.covering(at).is_none()
        && marks.nationalities.covering(at).is_none();
    if !adjective {
        return None;
    }
    let places = marks.places.starting(next).map(|m| (m, NameType::Place));
    let programmes =
        || marks.programmes.starting(next).map(|m| (m, marks.programme_type(m.concept)));
    let bodies = marks.organizations.starting(next).map(|m| (m, NameType::Organization));
    let (noun, kind) = bodies.or_else(programmes).or(places)?;
    Some((at..noun.tokens.end, kind))
}
