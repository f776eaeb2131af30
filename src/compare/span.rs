//! Years, months and days as spans of days, so that they can be laid beside each other.

use jiff::civil::Date;

/// A year, a month or a day, with its words as they stand in the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) text: String,
}

impl Span {
    /// Reads `2025`, `2025-11` or `2025-11-18`, with what else may stand behind a day.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(['T', 'Z', '+']).next()?.splitn(3, '-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let last = match (month, day) {
            (None, _) => first.last_of_year(),
            (_, None) => first.last_of_month(),
            _ => first,
        };
        Some(Self { first, last, text: text.to_owned() })
    }

    /// Whether two spans have a day in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether one lies in the other, so that the coarser may stand for the finer.
    pub(super) fn nests(&self, other: &Self) -> bool {
        (self.first <= other.first && other.last <= self.last)
            || (other.first <= self.first && self.last <= other.last)
    }
}

/// Whole days from one date to another, whichever comes first.
pub(super) fn days_between(one: Date, other: Date) -> i64 {
    let days = |date: Date| date.duration_since(Date::ZERO).as_hours() / 24;
    (days(one) - days(other)).abs()
}

#[cfg(test)]
mod tests {
    use super::{Span, days_between};

    #[test]
    fn coarse_dates_are_spans_of_days() {
        let read = |text| Span::read(text).unwrap();
        assert!(read("2025").meets(&read("2025-11")) && read("2025").nests(&read("2025-11-18")));
        assert!(!read("2025").meets(&read("2026-01-01")));
        assert_eq!(read("2024-02").last, read("2024-02-29").first);
        assert_eq!(days_between(read("2024-02-28").first, read("2024-03-01").first), 2);
        assert!(Span::read("soon").is_none() && Span::read("2025-13").is_none());
    }
}
