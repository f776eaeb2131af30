//! Quotations: what stands in quotation marks, or behind «that», and who says it.

use super::attribution::{self, Attribution, Party};
use super::marks::{self, paragraph_of};
use super::reading::Reading;
use super::role::RoleFact;
use super::speaker::{Speakers, Verdict};
use crate::language::{Shape, TokenKind};
use crate::lexicon::{ConceptId, Scheme};
use std::ops::Range;

/// Direct speech has at least this many words; fewer are scare quotes or titles.
const FEWEST_WORDS: usize = 4;
/// How many paragraphs without a quotation may lie between two of one speaker.
const LONGEST_GAP: usize = 1;

/// How far before the verb of indirect speech its subject is looked for, in tokens.
const FARTHEST_SUBJECT: usize = 60;

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

/// All quotations of an article in the order of the text; the roles tell who «the minister» is.
pub(super) fn quotes(reading: &Reading<'_>, roles: &[RoleFact]) -> Vec<QuoteFact> {
    let quoted = marks::quoted(reading);
    let speech: Vec<Range<usize>> =
        quoted.iter().filter(|inner| is_speech(reading, inner)).cloned().collect();
    let speakers = Speakers { reading, quoted: &quoted, roles };
    let mut found: Vec<QuoteFact> = Vec::new();
    for index in 0..speech.len() {
        let verdict = attribute(&speakers, &speech, index, &found);
        let inner = speech[index].clone();
        found.push(match verdict {
            Verdict::Named(party, verb) => {
                let sure = if party.entity.is_some() && verb.is_some() { 95 } else { 82 };
                fact(reading, inner, Some(party), verb, sure)
            }
            Verdict::Unnamed(verb) => fact(reading, inner, None, verb, 70),
            Verdict::Silent => fact(reading, inner, None, None, 60),
        });
    }
    let mut indirect = indirect(reading, &quoted);
    found.append(&mut indirect);
    found.sort_by_key(|quote| quote.tokens.start);
    found
}

fn fact(
    reading: &Reading<'_>,
    tokens: Range<usize>,
    speaker: Option<Party>,
    verb: Option<crate::lexicon::Match>,
    confidence: u8,
) -> QuoteFact {
    let verb = verb.map(|hit| (reading.analysis.slice(&hit.tokens).to_owned(), hit.concept));
    QuoteFact { tokens, direct: true, speaker, verb, confidence }
}

/// Enough words, and not the name of a thing or the title of a work.
fn is_speech(reading: &Reading<'_>, inner: &Range<usize>) -> bool {
    let text = reading.analysis.slice(inner);
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let named = reading
        .name_over(inner.start)
        .is_some_and(|name| reading.names[name].tokens.end >= inner.end);
    words.count() >= FEWEST_WORDS && !named && !is_title(reading, inner)
}

/// «… the film “Gone with the Wind”»: no word but small ones without a capital, or a noun for works
/// right before the mark and a capital behind it.
fn is_title(reading: &Reading<'_>, inner: &Range<usize>) -> bool {
    let last = inner.end - 1;
    if reading.is_mark(last, "!?…") || inner.len() > 24 {
        return false;
    }
    let words = || inner.clone().filter(|&at| reading.tokens()[at].kind == TokenKind::Word);
    let small = |at: usize| {
        reading.is_function_word(at) || reading.analysis.surface(at).chars().count() < 4
    };
    let capital =
        |at: usize| matches!(reading.tokens()[at].shape, Shape::Capitalized | Shape::Mixed);
    let sentence =
        words().any(|at| reading.is_class("auxiliary", at) || reading.is_class("copula", at));
    let mut heavy = words().skip(1).filter(|&at| !small(at)).peekable();
    let capitals = heavy.peek().is_some() && heavy.all(capital);
    let mut before = inner.start.saturating_sub(1);
    while before > 0 && reading.is_function_word(before - 1) {
        before -= 1;
    }
    let work = before > 0 && reading.is_class("work", before - 1);
    let opens_with_capital =
        words().next().is_some_and(|at| reading.tokens()[at].shape != Shape::Lower);
    opens_with_capital && capitals && !sentence
        || work && opens_with_capital && !reading.is_mark(last, ".")
}

/// Who says a quotation: behind it, before it, or in the text around it.
fn attribute(
    speakers: &Speakers<'_, '_>,
    speech: &[Range<usize>],
    index: usize,
    found: &[QuoteFact],
) -> Verdict {
    let reading = speakers.reading;
    let inner = &speech[index];
    let previous = index.checked_sub(1).map(|i| &speech[i]);
    let last = found.last().and_then(|quote| quote.speaker.as_ref());
    let behind = clause_behind(reading, inner, speech.get(index + 1));
    let ahead = clause_ahead(reading, inner, previous);
    let opens_sentence = ahead.clone().all(|at| reading.tokens()[at].kind == TokenKind::Mark);
    // «X said: «», «X said that «» and «According to X, «» say it before, whatever follows.
    let colon = !ahead.is_empty()
        && (reading.is_mark(ahead.end - 1, ":")
            || reading.is_class("complementizer", ahead.end - 1)
            || speakers.ends_with_source(&ahead) && !speakers.opens_with_source(&behind));
    let tells = |verdict: &Verdict| *verdict != Verdict::Silent;
    let first = if colon { speakers.ahead(&ahead, last) } else { speakers.behind(&behind, last) };
    if tells(&first) {
        return first;
    }
    let second = if colon { speakers.behind(&behind, last) } else { speakers.ahead(&ahead, last) };
    if tells(&second) {
        return second;
    }
    let inside = speakers.inside(inner, last);
    if tells(&inside) {
        return inside;
    }
    if opens_sentence {
        alone(speakers, speech, index, found)
    } else {
        let same_sentence = previous
            .is_some_and(|p| p.end >= reading.sentence_tokens(inner.start.saturating_sub(1)).start);
        if same_sentence {
            return found.last().map_or(Verdict::Silent, inherited);
        }
        speakers.subject_of_clause(&ahead, last)
    }
}

/// From the closing mark to the end of the sentence, or to the next quotation.
fn clause_behind(
    reading: &Reading<'_>,
    inner: &Range<usize>,
    next: Option<&Range<usize>>,
) -> Range<usize> {
    let total = reading.tokens().len();
    let closing = inner.end.min(total.saturating_sub(1));
    let end = reading.sentence_tokens(closing).end;
    let stop = next.map_or(end, |next| end.min(next.start.saturating_sub(1)));
    let start = (inner.end + 1).min(total);
    let stop = (start..stop).find(|&at| reading.is_mark(at, ";")).unwrap_or(stop);
    start..stop.max(start)
}

/// From the start of the sentence, or the end of the quotation before, to the opening mark.
fn clause_ahead(
    reading: &Reading<'_>,
    inner: &Range<usize>,
    previous: Option<&Range<usize>>,
) -> Range<usize> {
    let opening = inner.start.saturating_sub(1);
    let start = reading.sentence_tokens(opening).start;
    // What nobody closed ends without a mark.
    let after = |before: &Range<usize>| {
        let mark = reading.tokens().get(before.end).is_some_and(|t| t.kind == TokenKind::Mark);
        before.end + usize::from(mark)
    };
    let from = previous.map_or(start, |before| start.max(after(before)));
    from.min(opening)..opening
}

/// A quotation that is a sentence of its own: the sentence before leads to it, or its speaker goes
/// on, or the one who is spoken of before speaks.
fn alone(
    speakers: &Speakers<'_, '_>,
    speech: &[Range<usize>],
    index: usize,
    found: &[QuoteFact],
) -> Verdict {
    let reading = speakers.reading;
    let inner = &speech[index];
    let opening = inner.start.saturating_sub(1);
    let here = reading.analysis.sentence_of(opening);
    let previous = index.checked_sub(1).map(|i| &speech[i]);
    let last = found.last().and_then(|quote| quote.speaker.as_ref());
    let Some(before) = here.checked_sub(1).map(|i| &reading.analysis.sentences[i].tokens) else {
        return Verdict::Silent;
    };
    if reading.is_mark(before.end - 1, ":") {
        match speakers.ahead(before, last) {
            Verdict::Silent => {}
            told => return told,
        }
    }
    // The quotation before, in the same or the last sentence but one: its speaker goes on, unless
    // somebody else is the subject of what lies between.
    if let Some(previous) = previous {
        let between = (previous.end + 1).min(opening)..opening;
        let gap = paragraph_of(reading, opening) - paragraph_of(reading, previous.end - 1);
        if gap <= 1 + LONGEST_GAP {
            let first = reading.sentence_tokens(previous.end).end;
            let told = first..between.end.max(first);
            return match speakers.subject_of_clause(&told, last) {
                Verdict::Silent => found.last().map_or(Verdict::Silent, inherited),
                told => told,
            };
        }
    }
    let told = match speakers.ahead(before, last) {
        Verdict::Silent => speakers.subject_of_clause(before, last),
        told => told,
    };
    // Nobody there: whom the text spoke of before goes on, or speaks at last.
    let before = || speakers.antecedent(opening, "", last);
    if told == Verdict::Silent {
        return before().map_or(told, |party| Verdict::Named(party, None));
    }
    told
}

/// The speaker of the quotation before goes on.
fn inherited(quote: &QuoteFact) -> Verdict {
    quote.speaker.clone().map_or(Verdict::Unnamed(None), |party| Verdict::Named(party, None))
}

/// «X estime que …»: what stands behind the complementizer, where it is no direct speech.
fn indirect(reading: &Reading<'_>, marked: &[Range<usize>]) -> Vec<QuoteFact> {
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
            let next = marked.partition_point(|m| m.end <= hit.tokens.start);
            let quoted = marked.get(next).is_some_and(|m| m.start < said.end);
            if quoted || said.len() < FEWEST_WORDS {
                continue;
            }
            let from = within.start.max(hit.tokens.start.saturating_sub(FARTHEST_SUBJECT));
            let source = attribution::by_verb(reading, &(from..at));
            let Some(Attribution { party, verb: Some(verb), .. }) = source else { continue };
            if verb.tokens != hit.tokens || party.entity.is_none() {
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
