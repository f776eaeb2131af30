//! Quotation marks: which open, which close, and what stands between them.

use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use std::ops::Range;

/// How many paragraphs a quotation may run on without a mark of its own.
const LONGEST_RUN: usize = 10;

/// How many quotations may be open one in another; more are noise, and would be searched for each mark.
const DEEPEST: usize = 8;

/// How many marks may stand between a word and the one that closes it.
const MOST_MARKS: usize = 4;

/// One mark and what it can do where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    sign: char,
    paragraph: usize,
    first: bool,
    opens: bool,
    closes: bool,
}

/// The token ranges inside the outermost quotation marks, in the order of the text. Marks that
/// nobody closes or opens are made up for where the sentence attributes what it says.
pub(super) fn quoted(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let marks: Vec<Mark> =
        (0..reading.tokens().len()).filter_map(|at| mark_at(reading, at)).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut paragraph = 0;
    for (index, &mark) in marks.iter().enumerate() {
        if mark.paragraph != paragraph {
            if let Some(&outer) = open.first() {
                if mark.first
                    && mark.sign == outer.sign
                    && mark.paragraph <= paragraph + 1
                    && begins_speech(reading, outer)
                {
                    // A paragraph that opens anew goes on with the quotation of the one before.
                    open.truncate(1);
                    paragraph = mark.paragraph;
                    continue;
                }
                if !runs_on(outer, &marks[index..]) {
                    found.extend(unclosed(reading, outer));
                    open.clear();
                }
            }
            paragraph = mark.paragraph;
        }
        let partner = open.iter().rposition(|opener| pairs(opener.sign, mark.sign));
        match partner {
            Some(depth) if mark.closes && !is_apostrophe(reading, mark, &marks[index + 1..]) => {
                // «…: «Papa …», a-t-il dit»: who speaks closes the outer quotation, too.
                let next = mark.at + 1 + usize::from(reading.is_mark(mark.at + 1, ","));
                let end = reading.sentence_tokens(mark.at).end;
                let closed_later = || {
                    let rest = marks[index + 1..].iter().take_while(|later| later.at < end);
                    rest.filter(|later| later.closes).any(|later| pairs(open[0].sign, later.sign))
                };
                let told = depth > 0 && is_attribution(reading, next, end) && !closed_later();
                let depth = if told { 0 } else { depth };
                if depth == 0 {
                    found.push(open[0].at + 1..mark.at);
                }
                open.truncate(depth);
            }
            _ if mark.opens && open.len() < DEEPEST => open.push(mark),
            None if mark.closes && open.is_empty() => {
                let from = found.last().map_or(0, |last| last.end + 1);
                found.extend(unopened(reading, mark, from));
            }
            _ => {}
        }
    }
    if let Some(&outer) = open.first() {
        found.extend(unclosed(reading, outer));
    }
    found.retain(|inner| inner.start < inner.end);
    found
}

/// The paragraph that a token stands in.
pub(super) fn paragraph_of(reading: &Reading<'_>, token: usize) -> usize {
    let sentence = reading.analysis.sentence_of(token);
    reading.analysis.sentences.get(sentence).map_or(0, |s| s.paragraph)
}

/// Whether a token is the first of its paragraph.
pub(super) fn is_first_of_paragraph(reading: &Reading<'_>, token: usize) -> bool {
    token == 0 || paragraph_of(reading, token - 1) != paragraph_of(reading, token)
}

fn mark_at(reading: &Reading<'_>, at: usize) -> Option<Mark> {
    let token = &reading.tokens()[at];
    let sign = reading.analysis.surface(at).chars().next()?;
    if token.kind != TokenKind::Mark || !"«»“”„\"‚‘’'‹›‟＂".contains(sign) {
        return None;
    }
    let first = is_first_of_paragraph(reading, at);
    let after_bracket =
        !first && reading.is_mark(at - 1, "([-–—«“„‚‘\"'") && !closes_word(reading, at - 1);
    let glued_before = !first && !reading.analysis.spaced(at) && !after_bracket;
    let next = reading.tokens().get(at + 1);
    let word_next = next.is_some_and(|next| {
        next.kind != TokenKind::Mark || reading.is_mark(at + 1, "([…\"'“‘„«‚$€£#@")
    });
    let glued_after =
        word_next && !reading.analysis.spaced(at + 1) && !is_first_of_paragraph(reading, at + 1);
    let (opens, closes) = match sign {
        '«' | '‹' | '“' => {
            let turned = glued_before && !glued_after;
            (!turned, turned)
        }
        // Glued to both sides it is an apostrophe («Veteran‘s»).
        '‘' => (!glued_before, glued_before && !glued_after),
        '»' | '›' | '”' => {
            // German and Swedish presses turn them round, right before a word («»…» is none).
            let word = next.is_some_and(|next| next.kind != TokenKind::Mark);
            let turned = !glued_before && glued_after && word;
            (turned, !turned)
        }
        '„' | '‚' | '‟' => (true, false),
        '’' => (false, glued_before && !glued_after),
        '\'' => (!glued_before && glued_after, glued_before && !glued_after),
        _ => (!glued_before && word_next, glued_before || !glued_after),
    };
    let paragraph = paragraph_of(reading, at);
    Some(Mark { at, sign, paragraph, first, opens, closes })
}

/// Whether a mark is glued to a word before it, other marks between («war,"», «‚du‘»).
fn closes_word(reading: &Reading<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..MOST_MARKS {
        if at == 0 || reading.analysis.spaced(at) || is_first_of_paragraph(reading, at) {
            return false;
        }
        at -= 1;
        if reading.tokens()[at].kind != TokenKind::Mark {
            return true;
        }
        if reading.is_mark(at, "([:") {
            return false;
        }
    }
    false
}

fn pairs(opener: char, closer: char) -> bool {
    match opener {
        '«' => closer == '»',
        '»' => closer == '«',
        '‹' => closer == '›',
        '›' => closer == '‹',
        '“' | '‟' | '"' | '＂' | '”' => matches!(closer, '”' | '"' | '“' | '＂'),
        '„' => matches!(closer, '“' | '”' | '"'),
        _ => matches!(closer, '‘' | '’' | '\''),
    }
}

/// Whether the marks that follow say that a quotation goes on beyond its paragraph.
fn runs_on(outer: Mark, ahead: &[Mark]) -> bool {
    let mut depth = 0;
    for mark in ahead.iter().take_while(|m| m.paragraph <= outer.paragraph + LONGEST_RUN) {
        let same = mark.sign == outer.sign || pairs(outer.sign, mark.sign);
        if mark.first && mark.opens && same {
            return false;
        } else if mark.closes && pairs(outer.sign, mark.sign) {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        } else if mark.opens && same {
            depth += 1;
        }
    }
    false
}

/// «students' behaviour»: a plural's apostrophe, where the quotation is closed later.
fn is_apostrophe(reading: &Reading<'_>, mark: Mark, ahead: &[Mark]) -> bool {
    if !matches!(mark.sign, '\'' | '’') || mark.at == 0 {
        return false;
    }
    let plural = reading.tokens()[mark.at - 1].folded.ends_with(['s', 'x', 'z']);
    let word_follows = reading.tokens().get(mark.at + 1).is_some_and(|t| t.kind == TokenKind::Word);
    let single = |other: &&Mark| matches!(other.sign, '\'' | '’' | '‘' | '‚');
    plural
        && word_follows
        && ahead
            .iter()
            .filter(single)
            .find(|other| other.paragraph <= mark.paragraph + LONGEST_RUN)
            .is_some_and(|other| other.closes)
}

/// Where the quotation of a paragraph ends that nobody closed: before «, said X», or with it.
fn unclosed(reading: &Reading<'_>, opener: Mark) -> Option<Range<usize>> {
    let sentences = &reading.analysis.sentences;
    let behind = sentences.partition_point(|s| s.paragraph <= opener.paragraph);
    let end = sentences.get(behind.checked_sub(1)?)?.tokens.end;
    let comma = (opener.at + 1..end)
        .rev()
        .find(|&at| reading.is_mark(at, ",") && is_attribution(reading, at + 1, end));
    let inside = opener.at + 1..comma.filter(|_| opener.first).unwrap_or(end);
    // A single mark in the midst of a sentence is an apostrophe.
    let single = matches!(opener.sign, '\'' | '‘' | '’' | '‚') && !begins_speech(reading, opener);
    (!single && inside.len() >= 3).then_some(inside)
}

/// Whether a mark opens speech, not a few words within a sentence.
fn begins_speech(reading: &Reading<'_>, mark: Mark) -> bool {
    mark.first || reading.is_mark(mark.at - 1, ":,.!?…")
}

/// Where the quotation of a sentence begins that nobody opened, if the sentence attributes it or
/// ends with it.
fn unopened(reading: &Reading<'_>, closer: Mark, from: usize) -> Option<Range<usize>> {
    let sentence = reading.sentence_tokens(closer.at.checked_sub(1)?);
    let end = reading.sentence_tokens(closer.at).end.max(closer.at + 1);
    let stopped = reading.is_mark(closer.at - 1, ",.!?…") || reading.is_mark(closer.at + 1, ",");
    let next = closer.at + 1 + usize::from(reading.is_mark(closer.at + 1, ","));
    let attributed = is_attribution(reading, next, end);
    let inside = sentence.start.max(from)..closer.at;
    let plain = matches!(closer.sign, '»' | '“' | '”' | '"' | '‘' | '’');
    (plain && stopped && attributed && !inside.is_empty()).then_some(inside)
}

/// Whether a reporting verb or cue begins at a token, an auxiliary or an article and a name before
/// it at most.
fn is_attribution(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let near = at..end.min(at + 4);
    let stop = near.clone().find(|&i| reading.is_mark(i, ",;:.")).unwrap_or(near.end);
    let near = near.start..stop;
    let inverted = near.clone().any(|i| super::speaker::verb_of_pronoun(reading, i).is_some());
    inverted
        || !reading.find(Scheme::ReportingVerbs, near.clone()).is_empty()
        || reading.match_at(Scheme::AttributionCues, at, near.end).is_some()
}
