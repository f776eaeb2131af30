//! What a time expression means: a stretch of days or of the clock, with the grain that it is told in.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan as _};
use std::ops::Range;

/// How fine a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Grain {
    /// The grain of a unit's notation.
    pub(super) fn of_unit(notation: &str) -> Option<Self> {
        Some(match notation {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// So many of it as ISO 8601 writes a length: `P2W`, `PT3H`.
    pub(super) fn length(self, count: i64) -> String {
        let (time, letter) = match self {
            Self::Second => ("T", 'S'),
            Self::Minute => ("T", 'M'),
            Self::Hour => ("T", 'H'),
            Self::Day => ("", 'D'),
            Self::Week => ("", 'W'),
            Self::Month => ("", 'M'),
            Self::Quarter => return format!("P{}M", count * 3),
            Self::Year => ("", 'Y'),
        };
        format!("P{time}{count}{letter}")
    }

    /// A length of so many of it; `None` where it is out of all bounds.
    pub(super) fn times(self, count: i64) -> Option<Span> {
        if count.abs() > 1_000_000 {
            return None;
        }
        Some(match self {
            Self::Second => count.seconds(),
            Self::Minute => count.minutes(),
            Self::Hour => count.hours(),
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Quarter => (count * 3).months(),
            Self::Year => {
                if count.abs() > 9_000 {
                    return None;
                }
                count.years()
            }
        })
    }

    /// The beginning of the stretch of this grain that a moment lies in; weeks begin on Monday.
    pub(super) fn floor(self, at: DateTime) -> Option<DateTime> {
        let (date, time) = (at.date(), at.time());
        let day = match self {
            Self::Second | Self::Minute | Self::Hour => {
                let minute = if self == Self::Hour { 0 } else { time.minute() };
                let second = if self == Self::Second { time.second() } else { 0 };
                return Some(date.to_datetime(Time::new(time.hour(), minute, second, 0).ok()?));
            }
            Self::Day => date,
            Self::Week => {
                date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()?
            }
            Self::Month => date.first_of_month(),
            Self::Quarter => Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?,
            Self::Year => date.first_of_year(),
        };
        Some(day.to_datetime(Time::midnight()))
    }
}

/// A part of the day or the year that has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Weekend,
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Part {
    /// The part of a notation of `ontology/calendar.ttl`.
    pub(super) fn of(notation: &str) -> Option<Self> {
        Some(match notation {
            "morning" => Self::Morning,
            "noon" => Self::Midday,
            "afternoon" => Self::Afternoon,
            "evening" => Self::Evening,
            "night" => Self::Night,
            "spring" => Self::Spring,
            "summer" => Self::Summer,
            "autumn" => Self::Autumn,
            "winter" => Self::Winter,
            _ => return None,
        })
    }

    /// How ISO-TimeML writes it: «TMO» of a day, «SU» of a year.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Midday => "TMI",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::Weekend => "WE",
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first hour, and the one behind its last.
    pub(super) fn hours(self) -> (i64, i64) {
        match self {
            Self::Morning => (4, 12),
            Self::Midday => (12, 14),
            Self::Afternoon => (12, 19),
            Self::Evening => (18, 24),
            Self::Night => (20, 24),
            _ => (0, 24),
        }
    }
}

/// Which side of a time is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// All of it.
    Within,
    /// «after 3 May», «since 2019»: from here on.
    From,
    /// «until Friday», «before 2030»: up to here.
    To,
}

/// Whether a time is told by the clock, so that its numbers count nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Clock {
    No,
    /// «15:30», «3 pm»
    Sure,
    /// «quarter past three», where nobody says whether in the morning.
    HalfDay,
}

/// A time as a text tells it.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of its own of a time")]
pub(in crate::extract) struct Moment {
    pub tokens: Range<usize>,
    /// Where it begins; `None` where it depends on a day that is not known. A time of day without a
    /// date lies on the day of reference.
    pub start: Option<DateTime>,
    /// Where it ends, exclusive.
    pub end: Option<DateTime>,
    pub grain: Grain,
    /// Whether a date is told.
    pub dated: bool,
    /// Whether two ends are told, or a stretch that has no name of its own.
    pub ranged: bool,
    pub bound: Bound,
    pub clock: Clock,
    /// «every Monday»: again and again.
    pub repeated: bool,
    /// «in the morning», «summer»
    pub part: Option<Part>,
    /// The year is told, and not only the nearest that fits.
    pub year: bool,
    /// The day's number where nobody names its month: «the 13th», «Friday the 13th».
    pub day: Option<i8>,
    /// The value as TIMEX3 writes it where it is no stretch of the calendar: how often («P1W»), or only
    /// that it is to come («FUTURE_REF»).
    pub value: String,
    /// Minutes that its clock is ahead of Greenwich, where a zone is told.
    pub zone: Option<i32>,
    /// The times that it was put together from, in the order of the text: both ends, day and hour.
    pub parts: Vec<Self>,
}

impl Moment {
    /// One stretch of a grain.
    pub(super) fn of(tokens: Range<usize>, start: DateTime, grain: Grain) -> Option<Self> {
        let end = start.checked_add(grain.times(1)?).ok()?;
        Some(Self::between(tokens, start, end, grain))
    }

    pub(super) fn day(tokens: Range<usize>, date: Date) -> Option<Self> {
        Self::of(tokens, date.to_datetime(Time::midnight()), Grain::Day)
    }

    pub(super) fn between(
        tokens: Range<usize>,
        start: DateTime,
        end: DateTime,
        grain: Grain,
    ) -> Self {
        Self {
            tokens,
            start: Some(start),
            end: Some(end),
            grain,
            dated: true,
            ranged: false,
            bound: Bound::Within,
            clock: Clock::No,
            repeated: false,
            part: None,
            year: false,
            day: None,
            value: String::new(),
            zone: None,
            parts: Vec::new(),
        }
    }

    /// A time that depends on an unknown day.
    pub(super) fn unknown(tokens: Range<usize>, grain: Grain) -> Self {
        Self {
            tokens,
            start: None,
            end: None,
            grain,
            dated: true,
            ranged: false,
            bound: Bound::Within,
            clock: Clock::No,
            repeated: false,
            part: None,
            year: false,
            day: None,
            value: String::new(),
            zone: None,
            parts: Vec::new(),
        }
    }

    /// What comes again and again, with how often as TIMEX3 writes it.
    pub(super) fn again(tokens: Range<usize>, value: String) -> Self {
        Self { repeated: true, value, ..Self::unknown(tokens, Grain::Day) }
    }

    /// The times it was put together from, or itself.
    pub(in crate::extract) fn into_parts(mut self) -> Vec<Self> {
        if self.parts.is_empty() { vec![self] } else { std::mem::take(&mut self.parts) }
    }

    /// Whether it is finer than a day.
    pub(super) fn timed(&self) -> bool {
        self.grain < Grain::Day
    }

    /// The same in other tokens.
    pub(super) fn over(mut self, tokens: Range<usize>) -> Self {
        self.tokens = tokens;
        self
    }
}

/// The n-th weekday (Monday 1) of a month; from the end where `n` is negative, the last with -1.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: i64, n: i64) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let offset = |date: Date| i64::from(date.weekday().to_monday_zero_offset()) + 1;
    if n > 0 {
        let ahead = (weekday - offset(first)).rem_euclid(7) + 7 * (n - 1);
        let date = first.checked_add(ahead.days()).ok()?;
        (date.month() == month).then_some(date)
    } else {
        let last = first.last_of_month();
        let back = (offset(last) - weekday).rem_euclid(7) + 7 * (-1 - n).max(0);
        last.checked_sub(back.days()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::nth_weekday;

    #[test]
    fn weekdays_of_months() {
        let told =
            |date: Option<jiff::civil::Date>| date.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(told(nth_weekday(2014, 9, 2, 3)), "2014-09-16");
        assert_eq!(told(nth_weekday(2015, 10, 5, -1)), "2015-10-30");
        assert_eq!(told(nth_weekday(2015, 2, 7, 5)), "");
    }
}
