//! Times put together: a day with its hour, ranges of two, parts of a period, and open ends.

use super::scan::Rule;
use super::{Bound, Clock, Clockwork, Grain, Lean, Moment, Part};
use super::{atom, clock, counted, part, week};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

/// The time that begins at a token.
pub(in crate::extract) fn moment_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if !may_begin(cx, at) {
        return None;
    }
    let found = range(cx, at, true).or_else(|| reference(cx, at));
    found.and_then(|moment| leaned(cx, unstopped(cx, moment)))
}

/// The stop behind «on the 18th.» or «juin.» that ends the sentence is none of the time's.
fn unstopped(cx: &Clockwork<'_>, mut moment: Moment) -> Moment {
    // «[de] la dernière semaine de mai», «[du] premier mois de 2021»: «of» is none of it, either.
    let start = moment.tokens.start;
    let joined = cx.is("partitive", start) || cx.is("preposition", start);
    let article = cx.class("article", start).filter(|end| joined && *end < moment.tokens.end);
    if let Some(end) = article.filter(|_| moment.parts.is_empty() && moment.bound == Bound::Within)
    {
        moment.tokens.start = if end > start + 1 { start + 1 } else { end };
    }
    let last = moment.tokens.end - 1;
    if moment.tokens.len() > 1 && moment.tokens.end >= cx.end && cx.reading.is_mark(last, ".") {
        moment.tokens.end = last;
    }
    moment
}

/// «recently», «à l'avenir»: only that it is past, present or to come.
fn reference(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let kinds = [("past", "PAST_REF"), ("present", "PRESENT_REF"), ("to-come", "FUTURE_REF")];
    let (end, value) =
        kinds.into_iter().find_map(|(class, value)| Some((cx.class(class, at)?, value)))?;
    let moment = Moment::unknown(at..end, Grain::Second);
    Some(Moment { value: value.to_owned(), ..moment })
}

/// The same without «since», «until» and their like, which the figures around ask for themselves.
pub(in crate::extract) fn closed_moment_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if !may_begin(cx, at) {
        return None;
    }
    range(cx, at, false)
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
    cx.scan.unless_failed(Rule::Single, at, || read_single(cx, at))
}

fn read_single(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let found = part::part(cx, at)
        .or_else(|| repeated_at(cx, at))
        .or_else(|| week::week(cx, at))
        .or_else(|| day_and_hour(cx, at))?;
    Some(or_later(cx, found))
}

pub(super) fn day(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::Day, at, || read_day(cx, at))
}

fn read_day(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(found) = counted::nth_of(cx, at) {
        return Some(found);
    }
    let counted = counted::counted(cx, at);
    let atom = atom::atom(cx, at);
    // The longer reading wins: «Monday of next week» over «Monday».
    let mut found = match (counted, atom) {
        (Some(a), Some(b)) => {
            if a.tokens.end >= b.tokens.end {
                a
            } else {
                b
            }
        }
        (a, b) => a.or(b)?,
    };
    // An article before it is no part of it: «le [mois prochain]», «de [komende drie dagen]».
    if found.grain > Grain::Day || found.ranged && found.part.is_none() {
        let start = cx.skip("article", found.tokens.start);
        found.tokens.start = start.min(found.tokens.end - 1);
    }
    Some(found)
}

/// «every Monday at 4», «4 pm every Monday».
fn repeated_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(mut moment) = counted::repeated(cx, at) {
        let next = moment.tokens.end;
        let hour = [next, cx.skip("clock-at", next)]
            .into_iter()
            .find_map(|i| clock::clock_range(cx, i, true).or_else(|| hour_at(cx, i)));
        if let Some(hour) = hour {
            moment.tokens.end = hour.tokens.end;
        }
        return Some(moment);
    }
    if !cx.reading.glance.may_begin_number(at) {
        return None;
    }
    let hour = clock::clock(cx, at)?;
    let mut moment = counted::repeated(cx, hour.tokens.end)?;
    moment.tokens.start = at;
    Some(moment)
}

/// «2012 or later», «3 pm and after»: from there on.
fn or_later(cx: &Clockwork<'_>, mut moment: Moment) -> Moment {
    let bounds = [("or-later", Bound::From), ("or-earlier", Bound::To)];
    let found = bounds
        .into_iter()
        .find_map(|(class, bound)| Some((bound, cx.class(class, moment.tokens.end)?)));
    // «after 2016 and before 2018»: a time of its own stands behind.
    let alone = |end: usize| {
        !cx.reading.begins(Scheme::Calendar, end)
            && cx
                .reading
                .tokens()
                .get(end)
                .is_none_or(|t| end >= cx.end || t.kind != TokenKind::Number)
    };
    let found = found.filter(|(_, end)| moment.bound == Bound::Within && alone(*end));
    if let Some((bound, end)) = found {
        moment.bound = bound;
        moment.tokens.end = end;
    }
    moment
}

/// «Monday at 3 pm», «3 pm on Monday», «demain matin», «lundi».
fn day_and_hour(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(day) = day(cx, at) {
        let named = day.part.is_some() && day.dated && day.timed();
        if (day.grain != Grain::Day || day.ranged) && !named {
            return Some(day);
        }
        let next = day.tokens.end;
        let comma = next + usize::from(cx.reading.is_mark(next, ","));
        let time = [comma, cx.skip("clock-before", comma), cx.skip("clock-at", comma)]
            .into_iter()
            .find_map(|i| clock::clock_range(cx, i, true).or_else(|| hour_at(cx, i)))
            .or_else(|| open_hour(cx, comma));
        return match time {
            Some(time) => put(&day, &in_part_of(&day, time), at).or_else(|| atom::atom(cx, at)),
            None => Some(day),
        };
    }
    let beside = |time: &Moment| {
        let next = time.tokens.end;
        let comma = next + usize::from(cx.reading.is_mark(next, ","));
        let small = cx.skip("day-preposition", next);
        let article = cx.skip("article", small);
        [next, comma, small, article].into_iter().find_map(|i| {
            let day = day(cx, i)?;
            let named = day.part.is_some() && day.dated;
            let whole = day.grain == Grain::Day && !day.ranged && !day.timed();
            (whole || named && day.timed()).then_some(day)
        })
    };
    // «between 3 and 5 tomorrow»: two numbers are hours where a day stands behind them.
    let ranged = clock::clock_range(cx, at, true);
    if let Some((time, day)) = ranged.and_then(|time| beside(&time).map(|day| (time, day))) {
        let end = day.tokens.end;
        return put(&day, &in_part_of(&day, time), at).map(|moment| moment.over(at..end));
    }
    let time = clock::clock_range(cx, at, false).or_else(|| hour_at(cx, at))?;
    match beside(&time) {
        Some(day) => {
            let end = day.tokens.end;
            put(&day, &in_part_of(&day, time), at).map(|moment| moment.over(at..end))
        }
        None => Some(time),
    }
}

/// «tonight at 8», «at 5 tomorrow afternoon»: the part of the day says which half is meant.
fn in_part_of(day: &Moment, mut time: Moment) -> Moment {
    let late = matches!(day.part, Some(Part::Afternoon | Part::Evening | Part::Night));
    let shifts = late && time.clock == Clock::HalfDay;
    let shift = |at: DateTime| {
        if at.time().hour() < 12 { at.checked_add(12.hours()).unwrap_or(at) } else { at }
    };
    if shifts {
        time.start = time.start.map(shift);
        time.end = time.start.zip(time.end).map(|(start, end)| {
            if end <= start || end.time().hour() < 12 && end.date() == start.date() {
                end.checked_add(12.hours()).unwrap_or(end)
            } else {
                end
            }
        });
    }
    if time.clock == Clock::HalfDay && day.part.is_some() {
        time.clock = Clock::Sure;
    }
    time
}

/// «[Thursday] before 5 pm», «[jeudi] à partir de 9 h 30».
fn open_hour(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (bound, next) =
        BOUNDS.into_iter().find_map(|(class, bound, _)| Some((bound, cx.class(class, at)?)))?;
    let next = cx.skip("clock-at", next);
    let mut time = clock::clock(cx, next)?;
    if bound == Bound::To {
        time.end = time.start;
    }
    time.bound = bound;
    Some(time)
}

fn hour_at(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(clock) = clock::clock(cx, at) {
        // «8 heures ce soir», «3 uur in de middag» were taken in by the clock itself.
        return Some(clock);
    }
    let part = part::part_of_part(cx, at).or_else(|| clock::part_of_day(cx, at))?;
    // «matin à 8 heures», «morgens von 5 bis 7»
    let behind = part.tokens.end;
    let inner = cx.skip("clock-before", behind);
    let time = clock::clock_range(cx, behind, true).or_else(|| clock::clock(cx, inner));
    let Some(time) = time.filter(|time| time.tokens.end > behind) else { return Some(part) };
    let end = time.tokens.end;
    let mut time = in_part_of(&part, time.over(at..end));
    time.clock = Clock::Sure;
    Some(time)
}

/// A time of day on a day that is not known.
fn unknown_hour(tokens: std::ops::Range<usize>, time: &Moment) -> Moment {
    let mut moment = Moment::unknown(tokens, time.grain);
    moment.clock = time.clock;
    moment.part = time.part;
    moment.bound = time.bound;
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
    moment.year = day.year;
    moment.tokens = tokens;
    moment.start = Some(base.checked_add(from_midnight(start)?).ok()?);
    moment.end = Some(base.checked_add(from_midnight(end)?).ok()?);
    moment.dated = true;
    let hours = if time.parts.is_empty() { vec![time.clone()] } else { time.parts.clone() };
    let hours = hours.into_iter().map(|mut hour| {
        let moved = hour.start.and_then(|at| base.checked_add(from_midnight(at)?).ok());
        (hour.start, hour.end, hour.dated) = (moved, moved, true);
        hour
    });
    let mut parts: Vec<Moment> = std::iter::once(day.clone()).chain(hours).collect();
    parts.sort_by_key(|part| part.tokens.start);
    // «Monday evening» is one time.
    let apart = time.part.is_none();
    if apart {
        moment.parts = parts;
    }
    Some(moment)
}

/// «from 13 to 15 July», «between 2014 and 2018», «9:30 - 11:00», «2014-2018»; else a time by itself, open
/// on one side (where `opens`), or one that lasts («from 2 pm for two hours»).
fn range(cx: &Clockwork<'_>, at: usize, opens: bool) -> Option<Moment> {
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
            let lower = first.filter(|_| whole).map(Moment::into_parts).unwrap_or_default();
            moment.parts = lower.into_iter().chain(second.into_parts()).collect();
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
    let lasting = opened.is_some() && opens;
    if let Some(moment) = lasting.then(|| lasts(cx, at, first.as_ref()?)).flatten() {
        return Some(moment);
    }
    if let Some(moment) = opens.then(|| open(cx, at)).flatten() {
        return Some(moment);
    }
    let found = if start == at { first } else { single(cx, at) }?;
    Some(opens.then(|| lasts(cx, at, &found)).flatten().unwrap_or(found))
}

/// «from 2 pm for two hours», «18 December for 10 days»: a length behind its beginning.
fn lasts(cx: &Clockwork<'_>, at: usize, first: &Moment) -> Option<Moment> {
    let next = cx.class("lasting", first.tokens.end)?;
    if first.ranged || first.bound != Bound::Within || first.grain > Grain::Day {
        return None;
    }
    let (minutes, grain, end) = counted::length(cx, next)?;
    let (Some(start), Some(_)) = (first.start, first.end) else {
        return Some(Moment { ranged: true, ..unknown_hour(at..end, first) });
    };
    let stop = start.checked_add(minutes).ok()?;
    let mut moment = Moment::between(at..end, start, stop, grain.min(first.grain));
    moment.ranged = true;
    moment.dated = first.dated;
    moment.clock = first.clock;
    Some(moment)
}

pub(super) fn connector(cx: &Clockwork<'_>, at: usize, opened: bool) -> Option<usize> {
    let reading = cx.reading;
    if reading.is_mark(at, "/") && !reading.spaced(at) && cx.tells_clock(at) {
        return Some(at + 1);
    }
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
    // «Monday or Tuesday» are two times.
    let either = reading.is_class("link", at) && !cx.is("addition", at);
    (!either && (opened || !cx.is("addition", at))).then_some(hit.tokens.end)
}

fn join(
    cx: &Clockwork<'_>,
    at: usize,
    start: usize,
    first: Option<&Moment>,
    second: &Moment,
) -> Option<Moment> {
    let end = second.tokens.end;
    let ranged = |moment: &Moment| moment.ranged && (moment.timed() || moment.part.is_some());
    if ranged(second) || second.bound != Bound::Within || second.repeated {
        return None;
    }
    let shifted = first.and_then(|first| of_year(first, second));
    let first = shifted.as_ref().or(first);
    let ahead = first.and_then(|first| from_now(cx, first, second));
    let second = ahead.as_ref().unwrap_or(second);
    let (from, told) = match first {
        Some(first) if ranged(first) || first.bound != Bound::Within || first.repeated => {
            return None;
        }
        // «from Thursday 9:30 to 11:00»: the second hour is of the same day.
        Some(first) if first.dated && first.timed() && !second.dated => {
            let day = Moment::day(first.tokens.clone(), first.start?.date())?;
            let moved = put(&day, second, at)?;
            let grain = first.grain.min(second.grain);
            let to = moved.start.zip(grain.times(1)).map(|(last, one)| last.checked_add(one));
            return closed(at, end, first.start, to?.ok(), moved.start, grain);
        }
        // «from the 13th to the 15th of July»
        Some(first)
            if first.day.is_some() && second.day.is_none() && second.grain == Grain::Day =>
        {
            let last = second.start.map(DateTime::date);
            let Some((day, last)) = first.day.zip(last) else {
                return Some(Moment::unknown(at..end, Grain::Day));
            };
            let from = jiff::civil::Date::new(last.year(), last.month(), day).ok()?;
            (Some(from.to_datetime(Time::midnight())), Grain::Day)
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
    let present = first.is_some_and(|first| first.grain == Grain::Second && first.start == cx.now);
    let grain = if present { second.grain } else { told.min(second.grain) };
    // «from 9:30 to 11»: the end is told as finely as the beginning.
    let fine = second.start.zip(grain.times(1)).filter(|_| second.timed());
    let to = match fine {
        Some((last, one)) => last.checked_add(one).ok(),
        None => second.end,
    };
    let mut moment = closed(at, end, from, to, second.start, grain)?;
    moment.dated = second.dated || first.is_some_and(|first| first.dated);
    Some(moment)
}

/// «from January to April 2015»: the first end has its year from the second.
fn of_year(first: &Moment, second: &Moment) -> Option<Moment> {
    let named = second.year && !first.year && first.grain >= Grain::Day;
    let (start, end, last) = (first.start?, first.end?, second.start?);
    if !named || first.grain >= Grain::Year || second.grain >= Grain::Year {
        return None;
    }
    let years = i64::from(last.year() - start.year());
    let earlier = i64::from((start.month(), start.day()) > (last.month(), last.day()));
    let mut moved = first.clone();
    moved.start = Some(start.checked_add((years - earlier).years()).ok()?);
    moved.end = Some(end.checked_add((years - earlier).years()).ok()?);
    moved.year = true;
    Some(moved)
}

/// «between now and November 15th»: the next one.
fn from_now(cx: &Clockwork<'_>, first: &Moment, second: &Moment) -> Option<Moment> {
    let (now, start, end) = (first.start?, second.start?, second.end?);
    let present = first.grain == Grain::Second && first.start == cx.now;
    if !present || second.year || !second.dated || start >= now {
        return None;
    }
    let mut moved = second.clone();
    moved.start = Some(start.checked_add(1.years()).ok()?);
    moved.end = Some(end.checked_add(1.years()).ok()?);
    Some(moved)
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
    let start = first.start?;
    if first.grain == Grain::Day
        && let Some((day, behind)) = atom::day_number(cx, next)
        && !atom::counts(cx, behind)
    {
        // «August 27th - 29th», «13 juillet au dix-huit»
        let last = jiff::civil::Date::new(start.year(), start.month(), day).ok()?;
        let stop = last.checked_add(1.days()).ok()?.to_datetime(Time::midnight());
        let mut moment = Moment::between(at..behind, start, stop, Grain::Day);
        moment.ranged = true;
        return (stop > start).then_some(moment);
    }
    let number: i64 = surface.parse().ok().filter(|_| surface.len() <= 2 && next < cx.end)?;
    let stop = match first.grain {
        Grain::Year if surface.len() == 2 => {
            let year = i64::from(start.year() / 100) * 100 + number + 1;
            DateTime::new(i16::try_from(year).ok()?, 1, 1, 0, 0, 0, 0).ok()?
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

/// Words that leave one side of a time open: their class, the side, and whether the time itself is out.
const BOUNDS: [(&str, Bound, bool); 4] = [
    ("time-after", Bound::From, true),
    ("time-since", Bound::From, false),
    ("time-until", Bound::To, false),
    ("time-before", Bound::To, true),
];

/// «after 3 May», «since 2019», «until Friday», «before 2030».
fn open(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (bound, exclusive, next) = BOUNDS.into_iter().find_map(|(class, bound, exclusive)| {
        cx.class(class, at).map(|next| (bound, exclusive, next))
    })?;
    let article = cx.skip("article", next);
    let about = cx.skip("clock-at", next);
    let inner = [next, article, about].into_iter().find_map(|i| single(cx, i))?;
    // «voor dit kwartaal» is for it, «voor 2020» before it.
    let period = matches!(inner.grain, Grain::Week | Grain::Month | Grain::Quarter);
    if period && !inner.year && cx.is("for-or-before", at) {
        return None;
    }
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
