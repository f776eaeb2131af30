//! Sources without a name: «the authorities said», «le groupe estime», «said the agency».

use super::attribution::Party;
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{Match, Scheme};
use std::ops::Range;

/// The most words of a noun phrase that says who speaks, and of what stands between it and the verb.
const LONGEST: usize = 6;
const BETWEEN: usize = 3;

/// The noun phrase that opens a clause right before a reporting verb.
pub(super) fn phrase_before(reading: &Reading<'_>, verb: &Match, from: usize) -> Option<Party> {
    // «le coût est évalué à»: what is said, not who says it.
    let passive = (verb.tokens.start.saturating_sub(BETWEEN).max(from)..verb.tokens.start)
        .any(|at| reading.is_class("copula", at));
    if passive {
        return None;
    }
    let small = ["auxiliary", "adverb"];
    let mut end = verb.tokens.start;
    while end > from
        && verb.tokens.start - end < BETWEEN
        && small.iter().any(|class| reading.is_class(class, end - 1))
    {
        end -= 1;
    }
    let mut start = end;
    while start > from && end - start < LONGEST && belongs(reading, start - 1) {
        start -= 1;
    }
    let opens = start == from
        || reading.tokens()[start - 1].kind == TokenKind::Mark
        || ["conjunction", "link", "complementizer"]
            .iter()
            .any(|class| reading.is_class(class, start - 1));
    if !opens {
        return None;
    }
    // «last year the group»: from the last article that no preposition stands before.
    let article = (start..end).rev().find(|&at| {
        let head = reading.is_class("article", at) || reading.is_class("determiner", at);
        head && !(at > start && is_preposition(reading, at - 1))
    });
    party(reading, article.unwrap_or(start)..end)
}

/// The noun phrase behind a reporting verb that closes a statement: «…, said the agency».
pub(super) fn phrase_behind(
    reading: &Reading<'_>,
    verb: &Match,
    within: &Range<usize>,
) -> Option<Party> {
    let first = verb.tokens.start;
    let mut before = first;
    while before > within.start && reading.is_class("auxiliary", before - 1) {
        before -= 1;
    }
    let inverted = before > within.start && reading.is_mark(before - 1, ",»”“\"'’");
    let at = verb.tokens.end;
    let definite = reading.is_class("article", at) || reading.is_class("determiner", at);
    if !inverted || !definite {
        return None;
    }
    let stop = within.end.min(at + LONGEST);
    let end = (at..stop).find(|&i| !belongs(reading, i)).unwrap_or(stop);
    party(reading, at..end)
}

/// The words of a phrase without article and without grammar at its end, where one of them means
/// people, a body or a study.
fn party(reading: &Reading<'_>, phrase: Range<usize>) -> Option<Party> {
    let mut start = phrase.start;
    let opens = ["article", "determiner", "indefinite", "adverb"];
    while start < phrase.end && opens.iter().any(|class| reading.is_class(class, start)) {
        start += 1;
    }
    let mut end = phrase.end;
    while end > start && reading.is_function_word(end - 1) {
        end -= 1;
    }
    let words = start..end;
    if words.is_empty() || reading.is_function_word(start) {
        return None;
    }
    let known = words.clone().any(|at| {
        reading.match_at(Scheme::Roles, at, end).is_some()
            || reading.match_at(Scheme::OrganizationKinds, at, end).is_some()
            || reading.is_class("unnamed", at)
            || reading.is_class("telling", at)
    });
    known.then(|| Party { name: reading.analysis.slice(&words).to_owned(), entity: None })
}

/// Whether a token may stand in such a phrase.
fn belongs(reading: &Reading<'_>, at: usize) -> bool {
    let breaks =
        ["complementizer", "conjunction", "relative", "auxiliary", "copula", "pronoun", "link"];
    let article = reading.is_class("article", at);
    reading.tokens()[at].kind == TokenKind::Word
        && reading.name_over(at).is_none()
        && (article || !breaks.iter().any(|class| reading.is_class(class, at)))
        && !["sex-he", "sex-she"].iter().any(|class| reading.is_class(class, at))
        && reading.match_at(Scheme::ReportingVerbs, at, at + 1).is_none()
}

fn is_preposition(reading: &Reading<'_>, at: usize) -> bool {
    ["preposition", "partitive", "contraction"].iter().any(|class| reading.is_class(class, at))
}
