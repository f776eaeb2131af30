//! The words of a role, and the names of what it is held in.

use super::reading::Reading;
use crate::language::{Shape, TokenKind};
use crate::lexicon::{ConceptId, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How far behind a role its organisation may stand, a complement between.
const FAR_BEHIND: usize = 8;

/// The most letters of a plural's ending.
const LONGEST_ENDING: usize = 3;

/// Words of a role with its concept.
pub(super) struct Worded {
    pub(super) tokens: Range<usize>,
    pub(super) bytes: Range<usize>,
    pub(super) concept: Option<ConceptId>,
}

pub(super) fn match_before(
    reading: &Reading<'_>,
    scheme: Scheme,
    at: usize,
    from: usize,
) -> Option<Range<usize>> {
    hit_before(reading, scheme, at, from).map(|(tokens, _)| tokens)
}

pub(super) fn hit_before(
    reading: &Reading<'_>,
    scheme: Scheme,
    at: usize,
    from: usize,
) -> Option<(Range<usize>, ConceptId)> {
    if at <= from {
        return None;
    }
    // Words of a name are not words of a role («Proximus [Group] chief executive»).
    let names = reading.names_in(&(from..at));
    let from = names.last().map_or(from, |name| reading.names[name].tokens.end);
    let phrases = reading.phrases(scheme);
    let hit = phrases.match_before(reading.analysis.text, reading.tokens(), at, from)?;
    Some((hit.tokens, hit.concept))
}

/// A role whose words end right before a token.
pub(super) fn role_before(reading: &Reading<'_>, at: usize, from: usize) -> Option<Worded> {
    if let Some((tokens, concept)) = hit_before(reading, Scheme::Roles, at, from) {
        let bytes = reading.analysis.bytes(&tokens);
        return Some(Worded { tokens, bytes, concept: Some(concept) });
    }
    compound_role(reading, at.checked_sub(1).filter(|&i| i >= from)?)
}

/// A role whose words begin at a token.
pub(super) fn role_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Worded> {
    if let Some(hit) = reading.match_at(Scheme::Roles, at, end) {
        let bytes = reading.analysis.bytes(&hit.tokens);
        return Some(Worded { tokens: hit.tokens, bytes, concept: Some(hit.concept) });
    }
    compound_role(reading, at).filter(|_| at < end)
}

/// The end of a compound that is a role: «Microsoft-topvrouw», «Landespolizeichef».
pub(super) fn compound_role(reading: &Reading<'_>, at: usize) -> Option<Worded> {
    let token = reading.tokens().get(at).filter(|t| t.kind == TokenKind::Word)?;
    let surface = reading.analysis.surface(at);
    let roles = reading.phrases(Scheme::Roles);
    if let Some(hyphen) = surface.rfind('-') {
        let tail = &surface[hyphen + 1..];
        let concept = roles.concepts_of(&crate::language::fold(tail)).next();
        let concept = concept.or_else(|| roles.exact_word(tail))?;
        let named = reading.name_over(at).is_some();
        let start = if named { token.start + hyphen + 1 } else { token.start };
        return Some(Worded {
            tokens: at..at + 1,
            bytes: start..token.end,
            concept: Some(concept),
        });
    }
    if reading.name_over(at).is_some() || token.shape == Shape::Upper {
        return None;
    }
    // The longest tail of five letters or more (four where nouns have capitals: «Pharmachef») that is a
    // role by itself; at least three letters of another noun stand before it.
    let folded = &token.folded;
    let starts = folded.char_indices().map(|(i, _)| i).skip(3);
    let capital = reading.lexicon.writes_nouns_with_capitals(reading.analysis.language);
    let least = if capital && token.shape == Shape::Capitalized { 4 } else { 5 };
    let tails = starts.filter(|&i| folded[i..].chars().count() >= least);
    for start in tails {
        if let Some(concept) = roles.word(&folded[start..]) {
            return Some(Worded {
                tokens: at..at + 1,
                bytes: token.start..token.end,
                concept: Some(concept),
            });
        }
    }
    None
}

/// Whether a word behind a role may belong to it as an adjective: in lower case, no grammar, no verb of
/// saying («porte-parole [nationale] de»).
pub(super) fn is_adjective(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens().get(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.shape == Shape::Lower
            && !reading.is_function_word(at)
            && reading.name_over(at).is_none()
            && reading.match_at(Scheme::ReportingVerbs, at, at + 1).is_none()
    })
}

/// «prosecutors», «aanklagers»: the word without a plural's ending names the same role.
pub(super) fn is_plural(reading: &Reading<'_>, last: usize, concept: ConceptId) -> bool {
    has_ending(reading, last, concept, "plural-ending")
}

/// «für den Präsidenten X»: a plural that may as well be one person in another case.
pub(super) fn may_be_singular(reading: &Reading<'_>, last: usize, concept: ConceptId) -> bool {
    has_ending(reading, last, concept, "oblique-ending")
}

fn has_ending(reading: &Reading<'_>, last: usize, concept: ConceptId, class: &str) -> bool {
    let word = &reading.tokens()[last].folded;
    let ends = |cut: usize| {
        let mut classes = reading.phrases(Scheme::LanguageFacts).concepts_of(&word[cut..]);
        classes.any(|id| reading.lexicon.property(id, "wordClass") == class)
    };
    let roles = reading.phrases(Scheme::Roles);
    word.char_indices()
        .rev()
        .take(LONGEST_ENDING)
        .any(|(cut, _)| ends(cut) && roles.concepts_of(&word[..cut]).any(|id| id == concept))
}

pub(super) fn holds_roles(kind: NameType) -> bool {
    matches!(
        kind,
        NameType::Organization
            | NameType::Place
            | NameType::Programme
            | NameType::Work
            | NameType::Event
    )
}

/// «patron de [Proximus] X»: a name with a preposition before it, ending right before a token; where
/// the preposition begins.
pub(super) fn organization_before(
    reading: &Reading<'_>,
    at: usize,
    from: usize,
) -> Option<(usize, usize)> {
    let name = reading.name_over(at.checked_sub(1)?)?;
    let mut start = reading.names[name].tokens.start;
    if !holds_roles(reading.names[name].kind) || start <= from {
        return None;
    }
    while start > from
        && ["article", "determiner"].iter().any(|class| reading.is_class(class, start - 1))
    {
        start -= 1;
    }
    let joined = start > from
        && (reading.is_class("partitive", start - 1) || reading.is_class("preposition", start - 1));
    if joined {
        return Some((name, start - 1));
    }
    // «de la» may be one article to one language and partitive to another: take what was skipped.
    (start < reading.names[name].tokens.start).then_some((name, start))
}

/// The name inside a compound with the role: «[Microsoft]-topvrouw».
pub(super) fn compound_owner(reading: &Reading<'_>, worded: &Worded) -> Option<usize> {
    let name = reading.name_over(worded.tokens.start)?;
    let inside = reading.names[name].bytes.end <= worded.bytes.start;
    (inside && holds_roles(reading.names[name].kind)).then_some(name)
}

/// «[Apple] CEO Tim Cook», «[Apple]’s chief executive»: a name right before the role.
pub(super) fn owner_before(reading: &Reading<'_>, at: usize, from: usize) -> Option<usize> {
    let mut end = at;
    if end > from && reading.tokens()[end - 1].folded == "'s" {
        end -= 1;
    }
    let name = reading.name_over(end.checked_sub(1).filter(|&i| i >= from)?)?;
    let ends_here = reading.names[name].tokens.end == end;
    (ends_here && holds_roles(reading.names[name].kind)).then_some(name)
}

/// «CEO [of] the [X] group», «CEO, [X]»: a name behind the role, joined by a preposition or, where
/// allowed, by a comma alone.
pub(super) fn owner_behind(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
    comma_too: bool,
) -> Option<usize> {
    let mut next = at;
    let mut joined = false;
    if comma_too && next < end && reading.is_mark(next, ",") {
        let name = reading.name_over(next + 1)?;
        let organization = reading.names[name].kind == NameType::Organization;
        // «CEO, Proximus Group», but not «président, Microsoft a …»: the name must close the phrase.
        let closes = reading.names[name].tokens.end >= end
            || reading.is_mark(reading.names[name].tokens.end, ",.;:)»”\"");
        return (organization && closes && reading.names[name].tokens.start == next + 1)
            .then_some(name);
    }
    // «professor of psychiatry at X», «spokeswoman for the progressive group X»: a preposition opens
    // the complement; nothing that could be a verb's stands in it.
    while next < end && next < at + FAR_BEHIND && reading.name_over(next).is_none() {
        let is = |classes: &[&str]| classes.iter().any(|class| reading.is_class(class, next));
        let preposition = is(&["partitive", "preposition", "locative", "contraction"]);
        let article = is(&["article", "determiner"]);
        joined |= preposition;
        let word = reading.tokens()[next].kind == TokenKind::Word
            && !is(&["auxiliary", "copula", "complementizer", "relative", "link", "pronoun"])
            && !is(&["sex-he", "sex-she", "conjunction"])
            && reading.match_at(Scheme::ReportingVerbs, next, next + 1).is_none();
        // The first word behind the role must open the complement.
        if !preposition && !article && (next == at || !word) {
            return None;
        }
        next += 1;
    }
    let name = reading.name_over(next).filter(|_| next < end)?;
    let kind = reading.names[name].kind;
    let adjacent = next == at && kind == NameType::Organization && comma_too;
    // German and Dutch genitives join by an article alone («Chef der SPD»).
    ((joined || adjacent || next > at) && holds_roles(kind)).then_some(name)
}

/// «director of A, B and C»: the organisations enumerated behind the first, closed by «and».
pub(super) fn enumerated(reading: &Reading<'_>, at: usize, end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut closed = false;
    let mut next = at;
    while next < end && !closed {
        let link = reading.is_class("link", next);
        if !link && !reading.is_mark(next, ",") {
            break;
        }
        closed |= link;
        next += 1;
        let stop = end.min(next + 3);
        let skips = |i: &usize| {
            ["article", "partitive", "contraction", "link"]
                .iter()
                .any(|class| reading.is_class(class, *i))
        };
        while next < stop && reading.name_over(next).is_none() && skips(&next) {
            closed |= reading.is_class("link", next);
            next += 1;
        }
        let Some(name) = reading
            .name_over(next)
            .filter(|&n| reading.names[n].kind == NameType::Organization && next < end)
        else {
            return Vec::new();
        };
        found.push(name);
        next = reading.names[name].tokens.end;
    }
    if closed { found } else { Vec::new() }
}
