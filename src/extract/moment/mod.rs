//! Times in a text as stretches of the calendar and the clock: dates, periods, holidays, times of day,
//! what is counted from the day of the article, ranges of two, and what lies before or after.

mod atom;
mod clock;
mod combine;
mod counted;
mod holiday;
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
        if !self.reading.begins(Scheme::Calendar, at) {
            return None;
        }
        let tokens = self.reading.tokens();
        let phrases = self.reading.phrases(Scheme::Calendar);
        phrases
            .matches_at(self.reading.analysis.text, &tokens[..self.end.min(tokens.len())], at)
            .find(|hit| {
                forms.contains(&self.reading.lexicon.concept(hit.concept).property("calendarForm"))
            })
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
