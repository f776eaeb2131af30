//! Dates, years, periods and horizons, as ISO 8601 dates of their own precision.
//!
//! What is relative («last year», «the next four years») is resolved from the article's date, and
//! left open where the article has none.

use super::moment::{Clock, Clockwork, Grain, Lean, Moment, Scan, closed_moment_at};
use super::number::number_at;
use super::reading::Reading;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use rust_decimal::prelude::ToPrimitive as _;
use std::ops::Range;

/// What a time is to the statement around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeRole {
    /// «by 2030»
    Deadline,
    /// «above the level of 2025»
    Baseline,
    /// «since 2019»
    Start,
    /// «in 2025», «over the next four years»
    Period,
    /// «over the same period»
    SamePeriod,
    /// «said on Friday that»: when it was told, which is no period of what was told.
    Telling,
}

/// A time with the tokens that state it, its cue among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub tokens: Range<usize>,
    pub role: TimeRole,
    /// Told by the clock: its numbers count nothing.
    pub by_clock: bool,
    /// First year (`2026`), month (`2026-05`) or day (`2026-05-03`); empty where it cannot be known.
    pub start: String,
    /// Last year, month or day; the same as `start` for a single one.
    pub end: String,
}

impl Time {
    /// Where a time stands, and no more: what the quantities around it must know.
    pub(super) fn of(moment: &Moment) -> Self {
        Self {
            tokens: moment.tokens.clone(),
            role: TimeRole::Period,
            by_clock: moment.clock != Clock::No,
            start: String::new(),
            end: String::new(),
        }
    }
}

/// All times of an article from left to right.
pub(super) fn times(reading: &Reading<'_>) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    let end = reading.tokens().len();
    let now = reading.published.map(|date| date.to_datetime(jiff::civil::Time::midnight()));
    let scan = Scan::new(reading);
    for sentence in &reading.analysis.sentences {
        let mut at = sentence.tokens.start;
        let stop = sentence.tokens.end.min(end);
        let cx = Clockwork { reading, scan: &scan, now, lean: Lean::Nearest, end: stop };
        while at < stop {
            if !scan.may_begin(at) || reading.name_over(at).is_some() {
                at += 1;
                continue;
            }
            let mut by_clock = false;
            let mut of_day = false;
            let found = counted_period(reading, at, stop)
                .or_else(|| same_period(reading, at, stop))
                .or_else(|| {
                    let moment = closed_moment_at(&cx, at)?;
                    by_clock = moment.clock != Clock::No;
                    of_day = moment.grain <= Grain::Day && !moment.ranged || moment.part.is_some();
                    stamped(&moment)
                });
            let Some((tokens, start, last)) = found else {
                at += 1;
                continue;
            };
            let (cue, mut role) = role(reading, &tokens, times.last());
            if role == TimeRole::Period && of_day && is_telling(reading, &(cue..tokens.end)) {
                role = TimeRole::Telling;
            }
            at = tokens.end.max(at + 1);
            times.push(Time { tokens: cue..tokens.end, role, by_clock, start, end: last });
        }
    }
    times
}

/// How many words stand between a verb of saying and its day («told reporters on [Friday]»).
const BESIDE: usize = 2;

/// Whether a verb of saying stands beside a day: «said on Friday», «a annoncé vendredi», «heeft maandag
/// gemeld», «teilte am Freitag mit».
fn is_telling(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let sentence = reading.sentence_tokens(tokens.start);
    let breaks = |i: usize| reading.is_mark(i, ",;:()«»“”„\"");
    let from = tokens.start.saturating_sub(BESIDE + 1).max(sentence.start);
    let verb = |i: usize, end: usize| reading.match_at(Scheme::ReportingVerbs, i, end).is_some();
    let mut before = (from..tokens.start).rev().take_while(|&i| !breaks(i));
    before.any(|i| verb(i, tokens.start)) || verb(tokens.end, sentence.end)
}

type Span = (Range<usize>, String, String);

/// «over the same period»: the period of the figure before.
fn same_period(reading: &Reading<'_>, at: usize, end: usize) -> Option<Span> {
    let hit = reading.match_at(Scheme::Horizons, at, end)?;
    (reading.lexicon.notation(hit.concept) == "same_period")
        .then(|| (hit.tokens, String::new(), String::new()))
}

/// First and last year, month or day of a moment, each as ISO 8601 writes it.
fn stamped(moment: &Moment) -> Option<Span> {
    let tokens = moment.tokens.clone();
    if !moment.dated {
        // A time of day alone says nothing of when a figure holds.
        return Some((tokens, String::new(), String::new()));
    }
    let (Some(start), Some(end)) = (moment.start, moment.end) else {
        return Some((tokens, String::new(), String::new()));
    };
    let last = end.checked_sub(1.seconds()).ok()?;
    let stamp = |at: DateTime| match moment.grain {
        Grain::Year => format!("{:04}", at.year()),
        Grain::Month | Grain::Quarter => format!("{:04}-{:02}", at.year(), at.month()),
        _ => at.date().to_string(),
    };
    Some((tokens, stamp(start), stamp(last.max(start))))
}

/// «quatre prochaines années», «next four years», «afgelopen drie maanden».
fn counted_period(reading: &Reading<'_>, at: usize, end: usize) -> Option<Span> {
    let direction = |i: usize| {
        let hit = reading.match_at(Scheme::Horizons, i, end)?;
        let forward = match reading.lexicon.notation(hit.concept) {
            "next" => true,
            "last" => false,
            _ => return None,
        };
        Some((forward, hit.tokens.end))
    };
    let (count, forward, next) = if let Some((forward, next)) = direction(at) {
        let number = number_at(reading, next, end)?;
        (number.value, forward, number.tokens.end)
    } else {
        let number = number_at(reading, at, end)?;
        let (forward, next) = direction(number.tokens.end)?;
        (number.value, forward, next)
    };
    let unit = reading.match_at(Scheme::Units, next, end)?;
    let concept = reading.lexicon.concept(unit.concept);
    if concept.property("unitKind") != "duration" {
        return None;
    }
    let factor = concept.property("factor").parse::<i64>().unwrap_or(1);
    let count = count.to_i64()?.checked_mul(factor)?;
    let tokens = at..unit.tokens.end;
    let Some(date) = reading.published else { return Some((tokens, String::new(), String::new())) };
    let (start, stop) = match reading.lexicon.notation(unit.concept) {
        // «the next four years» of 2026 are 2026 to 2029.
        "year" => {
            let year = i64::from(date.year());
            let span = if forward { (year, year + count - 1) } else { (year - count, year) };
            (span.0.to_string(), span.1.to_string())
        }
        "month" => {
            let other = date.checked_add((if forward { count } else { -count }).months()).ok()?;
            let month = |d: Date| format!("{:04}-{:02}", d.year(), d.month());
            if forward { (month(date), month(other)) } else { (month(other), month(date)) }
        }
        "week" | "day" => {
            let days = if reading.lexicon.notation(unit.concept) == "week" {
                count.checked_mul(7)?
            } else {
                count
            };
            let other = date.checked_add((if forward { days } else { -days }).days()).ok()?;
            if forward {
                (date.to_string(), other.to_string())
            } else {
                (other.to_string(), date.to_string())
            }
        }
        _ => (String::new(), String::new()),
    };
    Some((tokens, start, stop))
}

/// What the words before a time make of it, and where those words begin.
fn role(reading: &Reading<'_>, tokens: &Range<usize>, before: Option<&Time>) -> (usize, TimeRole) {
    let first = before.map_or(0, |time| time.tokens.end);
    let sentence = reading.sentence_tokens(tokens.start);
    let mut start = tokens.start;
    let mut role = TimeRole::Period;
    if let Some(hit) = reading.match_at(Scheme::Horizons, tokens.start, tokens.end)
        && reading.lexicon.notation(hit.concept) == "same_period"
    {
        role = TimeRole::SamePeriod;
    }
    // «d’ici (à la) fin 2027»: cues may stand in a row; the farthest strong one decides.
    for _ in 0..3 {
        let mut end = start;
        if end > sentence.start && reading.is_class("article", end - 1) {
            end -= 1;
        }
        let from = first.max(sentence.start);
        let found = [start, end]
            .into_iter()
            .find_map(|stop| reading.match_before(Scheme::Horizons, stop, from));
        let Some(hit) = found else { break };
        start = hit.tokens.start;
        let weak = reading.lexicon.concept(hit.concept).flag("weak");
        match reading.lexicon.notation(hit.concept) {
            "deadline" if !weak => role = TimeRole::Deadline,
            "baseline" => role = TimeRole::Baseline,
            "start" if role == TimeRole::Period => role = TimeRole::Start,
            _ => {}
        }
    }
    (start, role)
}
