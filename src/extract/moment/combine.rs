//! Times put together: a day with its hour, ranges of two, parts of a period, and open ends.

use super::{Bound, Clock, Clockwork, Grain, Lean, Moment};
use super::{atom, clock, counted};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

/// The time that begins at a token.
pub(in crate::extract) fn moment_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if !may_begin(cx, at) {
        return None;
    }
    let found = range(cx, at).or_else(|| open(cx, at)).or_else(|| single(cx, at));
    found.and_then(|moment| leaned(cx, moment))
}

/// The same without «since», «until» and their like, which the figures around ask for themselves.
pub(in crate::extract) fn closed_moment_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if !may_begin(cx, at) {
        return None;
    }
    range(cx, at).or_else(|| single(cx, at))
}

fn may_begin(cx: &Clockwork<'_>, at: usize) -> bool {
    let token = cx.reading.tokens().get(at).filter(|_| at < cx.end && cx.scan.may_begin(at));
    token.is_some_and(|token| token.kind != TokenKind::Address)
}

/// A time of day that leans ahead: the coming one.
fn leaned(cx: &Clockwork<'_>, mut moment: Moment) -> Option<Moment> {
    let now = cx.now.filter(|_| cx.lean == Lean::Ahead && !moment.dated);
    let (Some(now), Some(start), Some(end)) = (now, moment.start, moment.end) else {
        return Some(moment);
    };
    let by = if start >= now || moment.ranged {
        return Some(moment);
    } else if moment.clock == Clock::HalfDay {
        12.hours()
    } else {
        1.days()
    };
    moment.start = Some(start.checked_add(by).ok()?);
    moment.end = Some(end.checked_add(by).ok()?);
    Some(moment)
}

/// A time without ranges: a part of a period, a day with its hour, a day, an hour.
fn single(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    part(cx, at).or_else(|| counted::repeated(cx, at)).or_else(|| day_and_hour(cx, at))
}

fn day(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let counted = counted::counted(cx, at);
    let atom = atom::atom(cx, at);
    // The longer reading wins: «Monday of next week» over «Monday».
    match (counted, atom) {
        (Some(a), Some(b)) => Some(if a.tokens.end >= b.tokens.end { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// «Monday at 3 pm», «3 pm on Monday», «demain matin», «lundi».
fn day_and_hour(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(day) = day(cx, at) {
        if day.grain != Grain::Day || day.ranged {
            return Some(day);
        }
        let next = day.tokens.end;
        let comma = next + usize::from(cx.reading.is_mark(next, ","));
        let time = [comma, cx.skip("clock-before", comma), cx.skip("clock-at", comma)]
            .into_iter()
            .find_map(|i| clock::clock_range(cx, i).or_else(|| hour_at(cx, i)));
        return match time {
            Some(time) => put(&day, &time, at).or_else(|| atom::atom(cx, at)),
            None => Some(day),
        };
    }
    let time = clock::clock_range(cx, at).or_else(|| hour_at(cx, at))?;
    let next = time.tokens.end;
    let small = cx.skip("day-preposition", next);
    let small = cx.skip("article", small);
    let day = [next, small].into_iter().find_map(|i| day(cx, i));
    match day.filter(|day| day.grain == Grain::Day && !day.ranged && !day.timed()) {
        Some(day) => {
            let end = day.tokens.end;
            put(&day, &time, at).map(|moment| moment.over(at..end))
        }
        None => Some(time),
    }
}

fn hour_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let clock = clock::clock(cx, at);
    let part = clock::part_of_day(cx, at);
    match (clock, part) {
        (Some(clock), _) => {
            // «8 heures ce soir», «3 uur in de middag» were taken in by the clock itself.
            Some(clock)
        }
        (None, Some(part)) => {
            // «matin à 8 heures»
            let inner = cx.skip("clock-before", part.tokens.end);
            match clock::clock(cx, inner) {
                Some(clock) if clock.tokens.end > part.tokens.end => {
                    let afternoon = part.start.is_some_and(|s| s.time().hour() >= 12);
                    let end = clock.tokens.end;
                    let mut clock = clock.over(at..end);
                    if afternoon && clock.clock == Clock::HalfDay {
                        clock.start = clock.start.and_then(|s| s.checked_add(12.hours()).ok());
                        clock.end = clock.end.and_then(|s| s.checked_add(12.hours()).ok());
                    }
                    clock.clock = Clock::Sure;
                    Some(clock)
                }
                _ => Some(part),
            }
        }
        (None, None) => None,
    }
}

/// A time of day on a day that is not known.
fn unknown_hour(tokens: std::ops::Range<usize>, time: &Moment) -> Moment {
    let mut moment = Moment::unknown(tokens, time.grain);
    moment.clock = time.clock;
    moment
}

/// Puts a time of day on a day.
fn put(day: &Moment, time: &Moment, at: usize) -> Option<Moment> {
    let tokens = at..time.tokens.end.max(day.tokens.end);
    let Some(date) = day.start.map(DateTime::date) else {
        return Some(unknown_hour(tokens, time));
    };
    let (Some(start), Some(end)) = (time.start, time.end) else {
        return Some(unknown_hour(tokens, time));
    };
    let base = date.to_datetime(Time::midnight());
    let from_midnight = |moment: DateTime| {
        let origin = start.date().to_datetime(Time::midnight());
        origin.until(moment).ok()
    };
    let mut moment = time.clone();
    moment.tokens = tokens;
    moment.start = Some(base.checked_add(from_midnight(start)?).ok()?);
    moment.end = Some(base.checked_add(from_midnight(end)?).ok()?);
    moment.dated = true;
    Some(moment)
}

/// «fin mars», «begin 2019», «mid-May», «end of the month», «la deuxième quinzaine d'avril».
fn part(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    let hit = cx.reading.match_at(Scheme::Horizons, start, cx.end)?;
    let which = cx.notation(&hit);
    if !matches!(which, "start_of" | "mid_of" | "end_of") {
        return None;
    }
    let hyphen = hit.tokens.end
        + usize::from(
            cx.reading.is_mark(hit.tokens.end, "-") && !cx.reading.spaced(hit.tokens.end),
        );
    let next = cx.skip_small(hyphen);
    let whole = [hyphen, next].into_iter().find_map(|i| day(cx, i))?;
    let end = whole.tokens.end;
    let (Some(first), Some(last)) = (whole.start, whole.end) else {
        return Some(Moment::unknown(at..end, whole.grain));
    };
    let (from, to) = match (whole.grain, which) {
        (Grain::Month, "start_of") => (first, first.checked_add(10.days()).ok()?),
        (Grain::Month, "mid_of") => {
            (first.checked_add(9.days()).ok()?, first.checked_add(19.days()).ok()?)
        }
        (Grain::Month, _) => (first.checked_add(20.days()).ok()?, last),
        (Grain::Year, "start_of") => (first, first.checked_add(3.months()).ok()?),
        (Grain::Year, "mid_of") => {
            (first.checked_add(4.months()).ok()?, first.checked_add(8.months()).ok()?)
        }
        (Grain::Year, _) => (last.checked_sub(3.months()).ok()?, last),
        (Grain::Week, "start_of") => (first, first.checked_add(2.days()).ok()?),
        (Grain::Week, "mid_of") => {
            (first.checked_add(2.days()).ok()?, first.checked_add(4.days()).ok()?)
        }
        (Grain::Week, _) => (last.checked_sub(3.days()).ok()?, last),
        _ => return None,
    };
    let mut moment = Moment::between(at..end, from, to, whole.grain);
    moment.ranged = true;
    Some(moment)
}

/// «from 13 to 15 July», «between 2014 and 2018», «9:30 - 11:00», «2014-2018».
fn range(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let opened = cx.class("range-open", at);
    let start = cx.skip("article", opened.unwrap_or(at));
    let first = single(cx, start);
    let behind = first.as_ref().map(|moment| moment.tokens.end);
    // «13 - 15 juillet»: the lower end has its month from the upper one.
    let bare = atom::day_number(cx, start).map(|(_, next)| next);
    for lower in behind.into_iter().chain(bare) {
        let Some(next) = connector(cx, lower, opened.is_some()) else { continue };
        let next = cx.skip("article", next);
        let whole = behind == Some(lower);
        if let Some(second) = single(cx, next)
            && let Some(mut moment) = join(cx, at, start, first.as_ref().filter(|_| whole), &second)
        {
            moment.clock = second.clock;
            return Some(moment);
        }
        // «2014-18», «from 9 to 11»: the upper end has its date from the lower one.
        if whole
            && let Some(first) = &first
            && let Some(moment) = shortened(cx, at, first, next)
        {
            return Some(moment);
        }
    }
    None
}

pub(super) fn connector(cx: &Clockwork<'_>, at: usize, opened: bool) -> Option<usize> {
    let reading = cx.reading;
    if reading.is_mark(at, "-–—~") {
        let tight = !reading.spaced(at) && at + 1 < cx.end && !reading.spaced(at + 1);
        let loose = reading.spaced(at) && at + 1 < cx.end && reading.spaced(at + 1);
        return (tight || loose).then_some(at + 1);
    }
    if let Some(next) = cx.class("range-to", at) {
        return Some(next);
    }
    if opened && cx.is("addition", at) {
        return Some(at + 1);
    }
    let hit = reading.match_at(Scheme::RangeConnectors, at, cx.end)?;
    (opened || !cx.is("addition", at)).then_some(hit.tokens.end)
}

fn join(
    cx: &Clockwork<'_>,
    at: usize,
    start: usize,
    first: Option<&Moment>,
    second: &Moment,
) -> Option<Moment> {
    let end = second.tokens.end;
    if second.ranged || second.bound != Bound::Within {
        return None;
    }
    let (from, told) = match first {
        Some(first) if first.ranged => return None,
        // «from Thursday 9:30 to 11:00»: the second hour is of the same day.
        Some(first) if first.dated && first.timed() && !second.dated => {
            let day = Moment::day(first.tokens.clone(), first.start?.date())?;
            let moved = put(&day, second, at)?;
            return closed(
                at,
                end,
                first.start,
                moved.end,
                moved.start,
                first.grain.min(second.grain),
            );
        }
        Some(first) if first.timed() == second.timed() || first.dated && second.dated => {
            // «9:30 - 11:00 on Thursday»
            if first.timed() && !first.dated && second.dated {
                let day = Moment::day(second.tokens.clone(), second.start?.date())?;
                (put(&day, first, at)?.start, first.grain)
            } else {
                (first.start, first.grain)
            }
        }
        _ if second.grain == Grain::Day && !second.timed() => {
            let (day, _) = atom::day_number(cx, start)?;
            let Some(last) = second.start.map(DateTime::date) else {
                return Some(Moment::unknown(at..end, Grain::Day));
            };
            let from = jiff::civil::Date::new(last.year(), last.month(), day).ok()?;
            (Some(from.to_datetime(Time::midnight())), Grain::Day)
        }
        _ => return None,
    };
    closed(at, end, from, second.end, second.start, told.min(second.grain))
}

fn closed(
    at: usize,
    end: usize,
    from: Option<DateTime>,
    to: Option<DateTime>,
    last: Option<DateTime>,
    grain: Grain,
) -> Option<Moment> {
    let (Some(mut from), Some(to), Some(last)) = (from, to, last) else {
        return Some(Moment::unknown(at..end, grain));
    };
    let mut to = to;
    let week = last.checked_add(7.days()).ok()?;
    if from > last && grain == Grain::Day && from < week {
        // «next Thursday to Saturday»: the Saturday behind it.
        to = to.checked_add(7.days()).ok()?;
    } else if from > last {
        // «from November to March», both told without a year.
        let earlier = from.checked_sub(1.years()).ok()?;
        let far = grain >= Grain::Day && last.checked_sub(1.years()).ok()? < earlier;
        if !far {
            return None;
        }
        from = earlier;
    }
    let mut moment = Moment::between(at..end, from, to, grain);
    moment.ranged = true;
    Some(moment)
}

/// The upper end of a range in a number alone.
fn shortened(cx: &Clockwork<'_>, at: usize, first: &Moment, next: usize) -> Option<Moment> {
    let surface = cx.reading.analysis.surface(next);
    let number: i64 = surface.parse().ok().filter(|_| surface.len() <= 2 && next < cx.end)?;
    let start = first.start?;
    let stop = match first.grain {
        Grain::Year if surface.len() == 2 => {
            let year = i64::from(start.year() / 100) * 100 + number + 1;
            DateTime::new(i16::try_from(year).ok()?, 1, 1, 0, 0, 0, 0).ok()?
        }
        Grain::Day => {
            let day =
                jiff::civil::Date::new(start.year(), start.month(), i8::try_from(number).ok()?)
                    .ok()?;
            day.checked_add(1.days()).ok()?.to_datetime(Time::midnight())
        }
        Grain::Hour if number <= 24 => {
            start.date().to_datetime(Time::midnight()).checked_add((number + 1).hours()).ok()?
        }
        _ => return None,
    };
    if stop <= start {
        return None;
    }
    let mut moment = Moment::between(at..next + 1, start, stop, first.grain);
    moment.ranged = true;
    moment.dated = first.dated;
    Some(moment)
}

/// «after 3 May», «since 2019», «until Friday», «before 2030».
fn open(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (bound, exclusive, next) = [
        ("time-after", Bound::From, true),
        ("time-since", Bound::From, false),
        ("time-until", Bound::To, false),
        ("time-before", Bound::To, true),
    ]
    .into_iter()
    .find_map(|(class, bound, exclusive)| {
        cx.class(class, at).map(|next| (bound, exclusive, next))
    })?;
    let article = cx.skip("article", next);
    let inner = [next, article].into_iter().find_map(|i| single(cx, i))?;
    let end = inner.tokens.end;
    let mut moment = inner.over(at..end);
    match bound {
        Bound::From if exclusive && (moment.grain >= Grain::Week || moment.ranged) => {
            moment.start = moment.end;
        }
        Bound::To if exclusive || moment.timed() => moment.end = moment.start,
        _ => {}
    }
    moment.bound = bound;
    Some(moment)
}
