//! Whether a name stands behind a preposition or a verb, so that it is no subject.

use super::reading::Reading;
use crate::language::{Shape, TokenKind};
use crate::lexicon::Scheme;

/// The most titles, roles, articles and enumerated names between a preposition and a name.
const MOST_STEPS: usize = 12;

/// Whether a name stands behind a preposition, titles, roles and articles between them, or is
/// enumerated with a name that does.
pub(super) fn is_oblique(reading: &Reading<'_>, name: usize) -> bool {
    let from = reading.sentence_tokens(reading.names[name].tokens.start).start;
    is_oblique_behind(reading, name, from)
}

/// The same where nothing before a token counts: what stands there is known («pour la présidente X»).
pub(super) fn is_oblique_behind(reading: &Reading<'_>, name: usize, from: usize) -> bool {
    let mut name = name;
    let mut at = reading.names[name].tokens.start;
    for _ in 0..MOST_STEPS {
        let Some(before) = at.checked_sub(1).filter(|&i| i >= from) else { return false };
        let article = reading.is_class("article", before);
        let preposition =
            reading.is_class("preposition", before) || reading.is_class("partitive", before);
        if reading.is_class("contraction", before) || preposition && !article {
            return true;
        }
        // «with BeCode and Howest»: what one name stands behind, the next does, too.
        if reading.is_class("link", before) {
            let earlier = before.checked_sub(1).and_then(|i| reading.name_over(i));
            let Some(earlier) = earlier.filter(|&earlier| earlier < name) else { return false };
            name = earlier;
            at = reading.names[name].tokens.start;
            continue;
        }
        let phrase = [Scheme::Titles, Scheme::Roles, Scheme::Nationalities, Scheme::RoleModifiers]
            .into_iter()
            .find_map(|scheme| reading.match_before(scheme, at, from));
        match phrase {
            Some(hit) => at = hit.tokens.start,
            None if article || reading.is_class("determiner", before) => at = before,
            None => return false,
        }
    }
    false
}

/// Whether a name is what a verb has for its object or predicate: a noun phrase or a pronoun opens the
/// clause, and a word that is no grammar («describes X») or a copula («was X») stands right before
/// the name.
pub(super) fn is_object(reading: &Reading<'_>, name: usize) -> bool {
    let start = reading.names[name].tokens.start;
    let from = reading.sentence_tokens(start).start;
    let mut at = start;
    for scheme in [Scheme::Roles, Scheme::Titles] {
        if let Some(hit) = reading.match_before(scheme, at, from) {
            at = hit.tokens.start;
        }
    }
    while at > from
        && (reading.is_class("article", at - 1) || reading.is_class("determiner", at - 1))
    {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).filter(|&i| i > from) else { return false };
    let token = &reading.tokens()[before];
    let verb = token.kind == TokenKind::Word
        && token.shape == Shape::Lower
        && !reading.is_function_word(before)
        && reading.match_at(Scheme::ReportingVerbs, before, at).is_none();
    if !verb && !reading.is_class("copula", before) {
        return false;
    }
    let opener = (from..before)
        .rev()
        .find(|&i| reading.tokens()[i].kind == TokenKind::Mark || reading.is_class("link", i))
        .map_or(from, |i| i + 1);
    ["article", "determiner", "sex-he", "sex-she", "pronoun"]
        .iter()
        .any(|class| reading.is_class(class, opener))
        || reading.name_over(opener).is_some()
}
