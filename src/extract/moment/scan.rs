//! Which tokens can begin a time, found out once per text: most cannot, and the rules ask much of those
//! that can. What they ask again and again of one token is kept.

use super::Grain;
use crate::extract::number::has_class;
use crate::extract::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{Match, Scheme};
use std::cell::{Cell, OnceCell};

/// How far from its first word the telling word of a time stands («from the end of [March]»).
const REACH: usize = 5;

/// Where a time can begin.
#[derive(Debug, Default)]
pub(in crate::extract) struct Scan {
    may_begin: Vec<bool>,
    /// Where what is known of each token stands in `known`; `NONE` where nothing begins that could be asked for.
    index: Vec<u32>,
    known: Vec<Known>,
    /// One bit for each rule that found nothing at a token.
    failed: Vec<Cell<u8>>,
    /// How the language writes times: «3:18» by twelve hours, «5/6» with the month first, «1,5».
    pub(super) twelve_hours: bool,
    pub(super) month_first: bool,
    pub(super) decimal_comma: bool,
}

/// A rule that is asked for at the same token by several others.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    Single = 1,
    Day = 2,
    Atom = 4,
    Counted = 8,
    Clock = 16,
    Part = 32,
    PartOfDay = 64,
    Nth = 128,
}

const NONE: u32 = u32::MAX;

/// What begins at a token, up to the end of its sentence; empty until somebody asks.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The labels of the calendar, the longest first.
    pub calendar: OnceCell<Vec<Match>>,
    /// A unit of time: its grain, how many of it, and the token behind.
    pub unit: OnceCell<Option<(Grain, i64, usize)>>,
    /// A word of `ng:Horizons`, the longest.
    pub horizon: OnceCell<Option<Match>>,
}

impl Scan {
    pub(in crate::extract) fn new(reading: &Reading<'_>) -> Self {
        let count = reading.tokens().len();
        let mut scan = Self {
            may_begin: vec![false; count],
            index: vec![NONE; count],
            known: Vec::new(),
            failed: vec![Cell::new(0); count],
            twelve_hours: has_class(reading, ":", "twelve-hours"),
            month_first: has_class(reading, "/", "month-first"),
            decimal_comma: has_class(reading, ",", "decimal-mark"),
        };
        let mut next = usize::MAX;
        for at in (0..count).rev() {
            let schemes = [Scheme::Calendar, Scheme::Units, Scheme::Horizons];
            if schemes.into_iter().any(|scheme| reading.begins(scheme, at)) {
                scan.index[at] = u32::try_from(scan.known.len()).unwrap_or(NONE);
                scan.known.push(Known::default());
            }
            let strong = tells(reading, at);
            if strong {
                next = at;
            }
            let near = next <= at.saturating_add(REACH);
            scan.may_begin[at] = near && (strong || opens(reading, at));
        }
        scan
    }

    /// What a rule finds at a token, unless it is known to find nothing.
    pub(super) fn unless_failed<T>(
        &self,
        rule: Rule,
        at: usize,
        read: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let failed = self.failed.get(at)?;
        if failed.get() & rule as u8 != 0 {
            return None;
        }
        let found = read();
        if found.is_none() {
            failed.set(failed.get() | rule as u8);
        }
        found
    }

    /// What is known of a token; `None` where no label begins.
    pub(super) fn known(&self, at: usize) -> Option<&Known> {
        self.known.get(*self.index.get(at)? as usize)
    }

    /// Whether a time can begin at a token.
    pub(in crate::extract) fn may_begin(&self, at: usize) -> bool {
        self.may_begin.get(at).copied().unwrap_or(false)
    }
}

/// Whether a token is the telling word of a time, or may be: without one there is no time.
fn tells(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens()[at];
    if token.kind == TokenKind::Number || reading.begins(Scheme::Calendar, at) {
        return true;
    }
    if token.kind == TokenKind::Address {
        return false;
    }
    let told = |(class, _): &(&str, u32)| {
        matches!(
            *class,
            "weekend"
                | "noon"
                | "midnight"
                | "now"
                | "repeatedly"
                | "times-per"
                | "every"
                | "decade-word"
                | "half-to"
                | "half-past"
                | "quarter-of-hour"
                | "past"
                | "present"
                | "to-come"
        )
    };
    reading.glance.classes(at).iter().any(told)
        || reading.begins(Scheme::Units, at) && lasts(reading, at)
        || reading.begins(Scheme::Numbers, at)
        || token.folded.starts_with('\'')
        || token.kind == TokenKind::Word && (has_month(reading, at) || abbreviates(reading, at))
}

/// Whether a unit of time stands at a token.
fn lasts(reading: &Reading<'_>, at: usize) -> bool {
    let units = reading.phrases(Scheme::Units);
    units
        .matches_at(reading.analysis.text, reading.tokens(), at)
        .any(|hit| reading.lexicon.concept(hit.concept).property("unitKind") == "duration")
}

/// «mi-décembre», «Sep-23-2020»: a part of the word is in the calendar.
fn has_month(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.tokens()[at].folded.as_str();
    let calendar = reading.phrases(Scheme::Calendar);
    word.contains('-') && word.split('-').any(|part| calendar.begins(part))
}

/// «Sa, 21. Sept», «3 Oct»: an abbreviation without its stop beside a number.
fn abbreviates(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens();
    let word = tokens[at].folded.as_str();
    if !(2..=5).contains(&word.len()) {
        return false;
    }
    let number = |i: usize| tokens.get(i).is_some_and(|token| token.kind == TokenKind::Number);
    let beside = number(at + 1)
        || reading.is_mark(at + 1, ",") && number(at + 2)
        || at > 0 && (number(at - 1) || at > 1 && reading.is_mark(at - 1, ".") && number(at - 2));
    let mut buffer = [0; 8];
    beside
        && super::with_stop(word, &mut buffer)
            .is_some_and(|dotted| reading.phrases(Scheme::Calendar).begins(dotted))
}

/// Whether a token that tells no time may stand before one that does, as its first.
fn opens(reading: &Reading<'_>, at: usize) -> bool {
    let opener = |(class, _): &(&str, u32)| {
        matches!(
            *class,
            "article"
                | "range-open"
                | "time-after"
                | "time-since"
                | "time-until"
                | "time-before"
                | "earlier-in"
                | "later-in"
                | "week-of"
                | "this"
                | "after-next"
                | "within"
                | "a-couple"
                | "a-few"
                | "ago-before"
                | "ahead-before"
                | "year-word"
                | "part-of-day-at"
                | "clock-at"
        )
    };
    let points = || {
        let horizons = reading.phrases(Scheme::Horizons);
        horizons.matches_at(reading.analysis.text, reading.tokens(), at).any(|hit| {
            let notation = reading.lexicon.notation(hit.concept);
            matches!(notation, "start_of" | "mid_of" | "end_of" | "next" | "last" | "same_period")
        })
    };
    let surface = || reading.analysis.surface(at).trim_end_matches(['e', 'è', 'm']);
    reading.glance.classes(at).iter().any(opener)
        || reading.begins(Scheme::Horizons, at) && points()
        // «XIX» is a century.
        || !surface().is_empty() && surface().bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
