//! Targets without a number: «devenir carbone négatif d'ici 2030».

use super::attribution::{self, Party};
use super::figure::FigureFact;
use super::modality::Modality;
use super::quantity::Quantity;
use super::reading::Reading;
use super::time::{Time, TimeRole};
use crate::language::{Sentence, TokenKind};
use crate::lexicon::Scheme;
use std::ops::Range;

/// The longest statement that still reads as one.
const LONGEST: usize = 7;

/// Targets that state what is to be reached by a time, but no quantity.
pub(super) fn targets(
    reading: &Reading<'_>,
    times: &[Time],
    quantities: &[Quantity],
) -> Vec<FigureFact> {
    let mut found = Vec::new();
    for time in times.iter().filter(|t| t.role == TimeRole::Deadline && !t.end.is_empty()) {
        let index = reading.analysis.sentence_of(time.tokens.start);
        let Some(sentence) = reading.analysis.sentences.get(index) else { continue };
        let statement = stated_before(reading, sentence, time)
            .or_else(|| stated_behind(reading, sentence, time));
        let Some(statement) = statement else { continue };
        let subject = attribution::topic_agent(reading, index)
            .or_else(|| reading.names_in(&(sentence.tokens.start..statement.start)).next())
            .map(|name| Party::named(reading, name));
        for item in items(reading, &statement) {
            let counts =
                quantities.iter().any(|q| q.tokens.start < item.end && item.start < q.tokens.end);
            if counts || item.len() > LONGEST || !says_something(reading, &item) {
                continue;
            }
            found.push(FigureFact {
                tokens: item,
                quantity: None,
                measure: None,
                modality: Modality::Target,
                source: subject.clone(),
                subject: subject.clone(),
                period: None,
                baseline: String::new(),
                deadline: time.end.clone(),
                confidence: 75,
            });
        }
    }
    found
}

/// «become [carbon negative] by 2030»: between the verb and the time.
fn stated_before(reading: &Reading<'_>, sentence: &Sentence, time: &Time) -> Option<Range<usize>> {
    let from = sentence.tokens.start;
    let verb = (from..time.tokens.start)
        .rev()
        .find_map(|at| reading.class_at("become", at, time.tokens.start))?;
    let broken = (verb.end..time.tokens.start).any(|i| reading.is_mark(i, ".;:()«»“”\""));
    (!broken && verb.end < time.tokens.start && is_wanted(reading, from..verb.end))
        .then_some(verb.end..time.tokens.start)
}

/// «bis 2030 [klimaneutral] werden»: between the time and the verb at the end.
fn stated_behind(reading: &Reading<'_>, sentence: &Sentence, time: &Time) -> Option<Range<usize>> {
    let end = sentence.tokens.end;
    let verb = (time.tokens.end..end).find_map(|at| reading.class_at("become", at, end))?;
    let broken = (time.tokens.end..verb.start).any(|i| reading.is_mark(i, ".;:()«»“”\""));
    let wanted = is_wanted(reading, sentence.tokens.start..verb.start);
    (!broken && verb.start > time.tokens.end && wanted).then_some(time.tokens.end..verb.start)
}

/// Whether somebody wants, plans or promises it in this stretch.
fn is_wanted(reading: &Reading<'_>, within: Range<usize>) -> bool {
    reading
        .find(Scheme::ModalityCues, within)
        .iter()
        .any(|hit| reading.lexicon.notation(hit.concept) == "target")
}

/// The parts of an enumeration, without articles at their front.
fn items(reading: &Reading<'_>, statement: &Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = statement.start;
    for at in statement.clone().chain([statement.end]) {
        let parts = at == statement.end || reading.is_mark(at, ",") || reading.is_class("link", at);
        if !parts {
            continue;
        }
        let mut first = start;
        while first < at
            && (reading.is_class("article", first)
                || reading.tokens()[first].kind == TokenKind::Mark)
        {
            first += 1;
        }
        if first < at {
            items.push(first..at);
        }
        start = at + 1;
    }
    items
}

/// At least one word that is not grammar.
fn says_something(reading: &Reading<'_>, item: &Range<usize>) -> bool {
    item.clone().any(|at| {
        let token = &reading.tokens()[at];
        token.kind == TokenKind::Word
            && token.folded.chars().count() > 2
            && !reading.words.is_function_word(&token.folded)
    })
}
