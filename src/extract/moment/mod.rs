//! Times in a text as stretches of the calendar and the clock: dates, periods, holidays, times of day,
//! what is counted from the day of the article, ranges of two, and what lies before or after.

mod atom;
mod clock;
mod combine;
mod counted;
mod holiday;
mod moon;
mod numeric;
mod part;
mod scan;
mod span;
mod timex;
mod week;

pub(super) use combine::{closed_moment_at, moment_at};
pub(super) use scan::Scan;
pub use span::{Bound, Grain, Part};
pub(super) use span::{Clock, Moment};

use super::reading::Reading;
use crate::lexicon::{Match, Scheme};
use jiff::civil::DateTime;

/// A short word with a stop behind it, as abbreviations are written; without allocating.
fn with_stop<'b>(word: &str, buffer: &'b mut [u8; 8]) -> Option<&'b str> {
    let stopped = buffer.get_mut(..=word.len())?;
    let (stop, letters) = stopped.split_last_mut()?;
    letters.copy_from_slice(word.as_bytes());
    *stop = b'.';
    std::str::from_utf8(stopped).ok()
}

/// Which of several days is meant where a date leaves it open («Monday», «3 May»).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// The nearest one, and the last weekday: what news means.
    Nearest,
    /// The next one: what plans mean.
    Ahead,
}

/// What times are read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clockwork<'r> {
    pub reading: &'r Reading<'r>,
    pub scan: &'r Scan,
    pub now: Option<DateTime>,
    pub lean: Lean,
    pub end: usize,
}

impl<'r> Clockwork<'r> {
    /// The longest calendar label of some forms at a token.
    fn calendar(&self, at: usize, forms: &[&str]) -> Option<Match> {
        let known = self.scan.known(at).filter(|_| at < self.end)?;
        let hits = known.calendar.get_or_init(|| {
            if !self.reading.begins(Scheme::Calendar, at) {
                return Vec::new();
            }
            let tokens = self.reading.tokens();
            let tokens = &tokens[..self.end.min(tokens.len())];
            let phrases = self.reading.phrases(Scheme::Calendar);
            phrases.matches_at(self.reading.analysis.text, tokens, at).collect()
        });
        let form =
            |hit: &&Match| self.reading.lexicon.concept(hit.concept).property("calendarForm");
        hits.iter().find(|hit| forms.contains(&form(hit))).cloned()
    }

    /// The longest word of `ng:Horizons` at a token.
    fn horizon(&self, at: usize) -> Option<&Match> {
        let known = self.scan.known(at).filter(|_| at < self.end)?;
        known.horizon.get_or_init(|| self.reading.match_at(Scheme::Horizons, at, self.end)).as_ref()
    }

    /// The token behind a word of a class, or the same token.
    fn skip(&self, class: &str, at: usize) -> usize {
        self.class(class, at).unwrap_or(at)
    }

    /// The token behind a word of a class.
    fn class(&self, class: &str, at: usize) -> Option<usize> {
        self.reading.glance.class(class, at, self.end)
    }

    /// Whether one word of a class stands at a token.
    fn is(&self, class: &str, at: usize) -> bool {
        self.reading.is_class(class, at)
    }

    /// Whether a word of a class ends right before a token.
    fn class_before(&self, class: &str, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|i| self.reading.glance.class(class, i, at) == Some(at))
    }

    /// Whether a clock is told right before a mark: «17:00:00/...».
    fn tells_clock(&self, at: usize) -> bool {
        at > 2 && self.reading.is_mark(at - 2, ":") && !self.reading.spaced(at - 1)
    }

    /// The token behind articles and «of».
    fn skip_small(&self, at: usize) -> usize {
        let mut next = at;
        for _ in 0..2 {
            if self.is("partitive", next) || self.is("article", next) {
                next += 1;
            }
        }
        next.min(self.end)
    }

    fn notation(&self, hit: &Match) -> &'r str {
        self.reading.lexicon.notation(hit.concept)
    }

    fn number_of(&self, hit: &Match, property: &str) -> Option<i64> {
        self.reading.lexicon.concept(hit.concept).property(property).parse().ok()
    }
}
