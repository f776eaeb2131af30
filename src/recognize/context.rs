//! What the words before and behind a name say of its type.

use super::NameType;
use super::candidates::Candidate;
use super::document::Document;
use super::marks::{Marks, class, is_quote};
use super::score::weight;
use crate::language::TokenKind;

pub(super) fn before(marks: &Marks<'_>, document: &Document<'_>, candidate: &mut Candidate) {
    let start = candidate.tokens.start;
    if start == 0 || !marks.follows(start) {
        return;
    }
    if marks.titles.ending(start).is_some() {
        candidate.add(NameType::Person, weight::TITLE);
    } else if marks.roles.ending(start).is_some() || marks.is(start - 1, class::KIN) {
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
    let quote = usize::from(is_quote(&marks.token(at).folded));
    if let Some(kind) = (start - quote).checked_sub(1).and_then(|t| marks.compound_type(t)) {
        candidate.add(kind, weight::KIND_NOUN);
    }
    for (end, glued) in [(start - quote, true), (back, back == start)] {
        if let Some(noun) = marks.programmes.ending(end).filter(|_| glued) {
            candidate.add(marks.programme_type(noun.concept), weight::KIND_NOUN + 3);
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
pub(super) fn announced(marks: &Marks<'_>, candidate: &mut Candidate) {
    let start = candidate.tokens.start;
    let quoted = start > 0 && is_quote(&marks.token(start - 1).folded);
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
pub(super) fn described(marks: &Marks<'_>, candidate: &mut Candidate) {
    let end = candidate.tokens.end;
    if end + 1 >= marks.len() || !marks.follows(end) {
        return;
    }
    let closing = usize::from(is_quote(&marks.token(end).folded));
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

pub(super) fn behind(marks: &Marks<'_>, candidate: &mut Candidate) {
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
        if candidate.tokens.len() < 3
            && let Some(hit) = marks.hit(end + 1)
        {
            let place = marks.catalogue.entry(hit.entry).kind == Some(NameType::Place);
            let closed = [",", ")", "."].iter().any(|m| marks.is_mark(hit.end, m));
            if place && closed {
                candidate.add(NameType::Place, weight::HINT + i32::from(opening));
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
    let noun_behind = marks.is_lower(end) && !marks.adjectives_behind();
    if noun_behind && marks.organizations.starting(end).is_some() {
        candidate.add(NameType::Organization, weight::KIND_NOUN);
    }
    if let Some(noun) = marks.programmes.starting(end)
        && marks.is_lower(end)
        && !marks.adjectives_behind()
    {
        candidate.add(
            marks.programme_type(noun.concept),
            if candidate.tokens.len() > 1 { weight::KIND_NOUN } else { weight::HINT },
        );
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
