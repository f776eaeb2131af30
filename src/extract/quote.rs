//! Quotations: what stands in quotation marks, or behind «that», and who says it.

use super::attribution::{self, Attribution, Party};
use super::reading::{Reading, is_agent};
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// Direct speech has at least this many words; fewer are scare quotes or titles.
const FEWEST_WORDS: usize = 4;

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteFact {
    /// The tokens of the words said, without the quotation marks.
    pub tokens: Range<usize>,
    pub direct: bool,
    pub speaker: Option<Party>,
    /// The reporting verb as worded, and its concept.
    pub verb: Option<(String, ConceptId)>,
    /// 0 to 100.
    pub confidence: u8,
}

/// A stretch between quotation marks, which are the tokens around it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Marked {
    inner: Range<usize>,
}

/// All quotations of an article in the order of the text.
pub(super) fn quotes(reading: &Reading<'_>) -> Vec<QuoteFact> {
    let marked: Vec<Marked> =
        marked(reading).into_iter().filter(|m| is_speech(reading, &m.inner)).collect();
    let mut found: Vec<QuoteFact> = Vec::new();
    for (index, quote) in marked.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| &marked[i].inner);
        let after = marked.get(index + 1).map(|m| &m.inner);
        let attribution = attribute(reading, &quote.inner, before, after)
            .or_else(|| inherited(reading, &quote.inner, before, found.last()));
        let (speaker, verb, confidence) = match attribution {
            Some(Attribution { party, verb, .. }) => {
                let verb =
                    verb.map(|hit| (reading.analysis.slice(&hit.tokens).to_owned(), hit.concept));
                let sure = if party.entity.is_some() && verb.is_some() { 95 } else { 82 };
                (Some(party), verb, sure)
            }
            None => (None, None, 60),
        };
        found.push(QuoteFact {
            tokens: quote.inner.clone(),
            direct: true,
            speaker,
            verb,
            confidence,
        });
    }
    let mut indirect = indirect(reading, &marked);
    found.append(&mut indirect);
    found.sort_by_key(|quote| quote.tokens.start);
    found
}

/// The token ranges inside quotation marks, speech or not.
pub(super) fn quoted(reading: &Reading<'_>) -> Vec<Range<usize>> {
    marked(reading).into_iter().map(|marked| marked.inner).collect()
}

/// Stretches between marks that open and close, paragraph by paragraph.
fn marked(reading: &Reading<'_>) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, usize)> = None;
    let tokens = reading.tokens();
    for (at, token) in tokens.iter().enumerate() {
        let Some(mark) = quotation_mark(token.kind, reading.analysis.surface(at)) else { continue };
        let paragraph = paragraph_of(reading, at);
        match open {
            Some((start, opener, _)) if closes(reading, opener, mark, at) => {
                found.push(Marked { inner: start + 1..at });
                open = None;
            }
            // A paragraph that opens anew goes on with the quotation of the one before.
            Some((start, opener, from)) if from != paragraph => {
                let goes_on =
                    mark == opener && from + 1 == paragraph && is_first_of_paragraph(reading, at);
                if goes_on {
                    open = Some((start, opener, paragraph));
                } else if opens(reading, mark, at) {
                    open = Some((at, mark, paragraph));
                } else {
                    open = None;
                }
            }
            // Nested marks belong to the outer quotation.
            Some(_) => {}
            None if opens(reading, mark, at) => open = Some((at, mark, paragraph)),
            None => {}
        }
    }
    found.retain(|m| m.inner.start < m.inner.end);
    found
}

fn quotation_mark(kind: TokenKind, surface: &str) -> Option<char> {
    let mark = surface.chars().next().filter(|_| kind == TokenKind::Mark)?;
    matches!(
        mark,
        '«' | '»' | '“' | '”' | '„' | '"' | '‚' | '‘' | '’' | '\'' | '‹' | '›' | '‟' | '＂'
    )
    .then_some(mark)
}

/// Whether a mark opens: by itself, or by what stands around it.
fn opens(reading: &Reading<'_>, mark: char, at: usize) -> bool {
    let spaced_before = reading.analysis.spaced(at) || reading.is_mark(at - 1, "([-–—:«“„‚‘");
    let next_glued = at + 1 < reading.tokens().len() && !reading.analysis.spaced(at + 1);
    match mark {
        '«' | '“' | '„' | '‚' | '‹' | '‟' => true,
        // German books and newspapers open with the mark that closes elsewhere.
        '»' | '›' | '”' | '’' => spaced_before && next_glued && mark != '’',
        '‘' => spaced_before,
        _ => spaced_before && next_glued,
    }
}

/// Whether a mark closes what another opened.
fn closes(reading: &Reading<'_>, opener: char, mark: char, at: usize) -> bool {
    let glued = !reading.analysis.spaced(at);
    match opener {
        '«' => mark == '»',
        '»' => mark == '«',
        '“' | '‟' => matches!(mark, '”' | '"') || mark == '“' && glued,
        '„' => matches!(mark, '“' | '”' | '"'),
        '”' => mark == '”' && glued,
        '‚' => matches!(mark, '‘' | '’'),
        '‘' => mark == '’' && glued && !word_follows(reading, at),
        '‹' => mark == '›',
        '›' => mark == '‹',
        '"' | '＂' => mark == opener || mark == '”',
        _ => mark == opener && glued && !word_follows(reading, at),
    }
}

fn word_follows(reading: &Reading<'_>, at: usize) -> bool {
    at + 1 < reading.tokens().len()
        && !reading.analysis.spaced(at + 1)
        && reading.tokens()[at + 1].kind == TokenKind::Word
}

fn paragraph_of(reading: &Reading<'_>, token: usize) -> usize {
    let sentence = reading.analysis.sentence_of(token);
    reading.analysis.sentences.get(sentence).map_or(0, |s| s.paragraph)
}

fn is_first_of_paragraph(reading: &Reading<'_>, token: usize) -> bool {
    token == 0 || paragraph_of(reading, token - 1) != paragraph_of(reading, token)
}

/// Enough words, and not the name of a thing.
fn is_speech(reading: &Reading<'_>, inner: &Range<usize>) -> bool {
    let words = inner.clone().filter(|&at| reading.tokens()[at].kind != TokenKind::Mark).count();
    let named = reading
        .name_over(inner.start)
        .is_some_and(|name| reading.names[name].tokens.end >= inner.end);
    words >= FEWEST_WORDS && !named
}

/// Who says a quotation: behind it, before it, or in the sentence that leads to it.
fn attribute(
    reading: &Reading<'_>,
    inner: &Range<usize>,
    before: Option<&Range<usize>>,
    after: Option<&Range<usize>>,
) -> Option<Attribution> {
    let sentences = &reading.analysis.sentences;
    let closing = inner.end;
    let total = reading.tokens().len();
    // Behind: to the end of the sentence in which the closing mark stands, or to the next quotation.
    let last = sentences.get(reading.analysis.sentence_of(closing.min(total.saturating_sub(1))))?;
    let stop =
        after.map_or(last.tokens.end, |next| last.tokens.end.min(next.start.saturating_sub(1)));
    let behind = (closing + 1).min(total)..stop;
    if !behind.is_empty() {
        if let Some(found) = trailing(reading, &behind) {
            return Some(found);
        }
    }
    // Before: from the start of the sentence (or the end of the quotation before) to the opening mark.
    let opening = inner.start.saturating_sub(1);
    let sentence = sentences.get(reading.analysis.sentence_of(opening))?;
    let from = before.map_or(sentence.tokens.start, |b| sentence.tokens.start.max(b.end + 1));
    let ahead = from.min(opening)..opening;
    if let Some(found) = leading(reading, &ahead) {
        return Some(found);
    }
    if !behind.is_empty() {
        if let Some(found) = attribution::in_range(reading, &behind) {
            return Some(found);
        }
    }
    // A sentence of its own: the sentence before may lead to it with a colon or a reporting verb.
    let index = reading.analysis.sentence_of(opening);
    let alone =
        ahead.is_empty() || ahead.clone().all(|i| reading.tokens()[i].kind == TokenKind::Mark);
    if alone && index > 0 {
        let previous = &sentences[index - 1];
        let near = previous.paragraph + 1 >= sentence.paragraph;
        let colon = reading.is_mark(previous.tokens.end - 1, ":");
        let same_paragraph = previous.paragraph == sentence.paragraph;
        let holds_quote = before.is_some_and(|b| b.end > previous.tokens.start);
        if near && (colon || (same_paragraph && !holds_quote)) {
            return attribution::in_range(reading, &previous.tokens);
        }
    }
    None
}

/// «…, a déclaré X», «…, aldus X», «…», X said.
fn trailing(reading: &Reading<'_>, behind: &Range<usize>) -> Option<Attribution> {
    // The verb or cue must come soon; what stands farther off belongs to something else.
    let soon = behind.start..behind.end.min(behind.start + 14);
    let verb = reading.find(Scheme::ReportingVerbs, soon.clone()).into_iter().next();
    let cue = reading.find(Scheme::AttributionCues, soon).into_iter().next();
    let by_cue_first = match (&verb, &cue) {
        (Some(verb), Some(cue)) => cue.tokens.start <= verb.tokens.start,
        (None, Some(_)) => true,
        _ => false,
    };
    let reach = behind.start..behind.end.min(behind.start + 30);
    if by_cue_first {
        if let Some(found) = attribution::by_cue(reading, &reach, true) {
            return Some(found);
        }
    }
    verb.and_then(|_| attribution::by_verb(reading, &reach))
}

/// «X a déclaré : «», «Pour X, «», «X: «», and quoted words inside X's own sentence.
fn leading(reading: &Reading<'_>, ahead: &Range<usize>) -> Option<Attribution> {
    if ahead.is_empty() {
        return None;
    }
    if let Some(found) = attribution::by_verb(reading, ahead) {
        return Some(found);
    }
    if let Some(found) = attribution::by_cue(reading, ahead, true) {
        return Some(found);
    }
    // «Bart De Wever: «»: a name and a colon.
    let colon = reading.is_mark(ahead.end - 1, ":");
    let names = reading.names_in(ahead);
    let agent = names.rev().find(|&name| is_agent(reading.names[name].kind))?;
    let subject = !attribution::is_oblique(reading, agent);
    let person = reading.names[agent].kind == NameType::Person;
    (subject && (colon || person)).then(|| Attribution {
        party: Party::named(reading, agent),
        verb: None,
        cue: reading.names[agent].tokens.clone(),
    })
}

/// The speaker goes on: in the same sentence or paragraph, or in the next paragraph that opens with
/// a quotation.
fn inherited(
    reading: &Reading<'_>,
    inner: &Range<usize>,
    before: Option<&Range<usize>>,
    last: Option<&QuoteFact>,
) -> Option<Attribution> {
    let (before, last) = (before?, last?);
    let party = last.speaker.clone()?;
    let (here, there) =
        (paragraph_of(reading, inner.start), paragraph_of(reading, before.end.saturating_sub(1)));
    let opening = inner.start.saturating_sub(1);
    let goes_on = here == there || (here == there + 1 && is_first_of_paragraph(reading, opening));
    // Somebody else who is named in between has the word now.
    let other = reading.names_in(&(before.end..inner.start)).any(|name| {
        reading.names[name].kind == NameType::Person
            && Some(reading.entities.of_name[name]) != party.entity
    });
    (goes_on && !other).then_some(Attribution { party, verb: None, cue: inner.start..inner.start })
}

/// «X estime que …»: what stands behind the complementizer, where it is no direct speech.
fn indirect(reading: &Reading<'_>, marked: &[Marked]) -> Vec<QuoteFact> {
    let mut found = Vec::new();
    for sentence in &reading.analysis.sentences {
        let within = sentence.tokens.clone();
        for hit in reading.find(Scheme::ReportingVerbs, within.clone()) {
            let complement = (hit.tokens.end..within.end.min(hit.tokens.end + 6))
                .find(|&at| reading.is_class("complementizer", at));
            let Some(at) = complement else { continue };
            let mut end = within.end;
            while end > at + 1 && reading.tokens()[end - 1].kind == TokenKind::Mark {
                end -= 1;
            }
            let said = at + 1..end;
            let quoted =
                marked.iter().any(|m| m.inner.start < said.end && hit.tokens.start < m.inner.end);
            if quoted || said.len() < FEWEST_WORDS {
                continue;
            }
            let source = attribution::by_verb(reading, &(within.start..at));
            let Some(Attribution { party, verb: Some(verb), .. }) = source else { continue };
            if verb.tokens != hit.tokens {
                continue;
            }
            let worded = reading.analysis.slice(&hit.tokens).to_owned();
            found.push(QuoteFact {
                tokens: said,
                direct: false,
                speaker: Some(party),
                verb: Some((worded, hit.concept)),
                confidence: 72,
            });
            break;
        }
    }
    found
}
