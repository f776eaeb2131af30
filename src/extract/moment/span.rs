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

/// A time as a text tells it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Moment {
    pub tokens: Range<usize>,
    /// Where it begins; `None` where it depends on a day that is not known. A time of day without a
    /// date lies on the day of reference.
    pub start: Option<DateTime>,
    /// Where it ends, exclusive.
    pub end: Option<DateTime>,
    pub grain: Grain,
    /// Whether a date is told, and whether a time of day is.
    pub dated: bool,
    pub timed: bool,
    /// Whether two ends are told, or a stretch that has no name of its own.
    pub ranged: bool,
    pub bound: Bound,
    /// «quarter past three» where nobody says whether in the morning.
    pub half_day: bool,
    /// «every Monday»: again and again.
    pub repeated: bool,
    /// Told by the clock: its numbers count nothing.
    pub by_clock: bool,
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
            timed: grain < Grain::Day,
            ranged: false,
            bound: Bound::Within,
            half_day: false,
            repeated: false,
            by_clock: false,
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
            timed: grain < Grain::Day,
            ranged: false,
            bound: Bound::Within,
            half_day: false,
            repeated: false,
            by_clock: false,
        }
    }

    /// The same in other tokens.
    pub(super) fn over(mut self, tokens: Range<usize>) -> Self {
        self.tokens = tokens;
        self
    }
}

/// Easter Sunday of a year (Butcher's algorithm, as in Meeus, Astronomical Algorithms, chapter 8).
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The n-th weekday (Monday 1) of a month; from the end where `n` is -1.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: i64, n: i64) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let offset = |date: Date| i64::from(date.weekday().to_monday_zero_offset()) + 1;
    if n > 0 {
        let ahead = (weekday - offset(first)).rem_euclid(7) + 7 * (n - 1);
        let date = first.checked_add(ahead.days()).ok()?;
        (date.month() == month).then_some(date)
    } else {
        let last = first.last_of_month();
        let back = (offset(last) - weekday).rem_euclid(7);
        last.checked_sub(back.days()).ok()
    }
}
