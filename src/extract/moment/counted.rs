//! Times that are counted: «in three weeks», «il y a deux ans», «the next four years», «lundi prochain»,
//! «first Monday of March», «this weekend».

use super::atom::{self, near_weekday};
use super::span::nth_weekday;
use super::{Clockwork, Grain, Lean, Moment};
use crate::extract::number::{NumberForm, numeral_at};
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const MIDNIGHT: Time = Time::constant(0, 0, 0, 0);

/// A time that is counted from the day of the article or within another time.
pub(super) fn counted(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    nth_of(cx, at)
        .or_else(|| in_eight(cx, at))
        .or_else(|| now(cx, at))
        .or_else(|| century(cx, at))
        .or_else(|| within(cx, at))
        .or_else(|| from_another(cx, at))
        .or_else(|| ago_or_ahead(cx, at))
        .or_else(|| several(cx, at))
        .or_else(|| directed(cx, at))
        .or_else(|| weekend(cx, at))
}

/// A unit of time at a token: its grain, how many of it, and the token behind.
pub(super) fn unit(cx: &Clockwork<'_>, at: usize) -> Option<(Grain, i64, usize)> {
    let hit = cx.reading.match_at(Scheme::Units, at, cx.end)?;
    let concept = cx.reading.lexicon.concept(hit.concept);
    if concept.property("unitKind") != "duration" {
        return None;
    }
    let factor = concept.property("factor").parse().unwrap_or(1);
    let grain = Grain::of_unit(cx.notation(&hit))?;
    Some((grain, factor, hit.tokens.end))
}

/// Which way a word points: -1 back, 0 here, 1 on.
pub(super) fn direction(cx: &Clockwork<'_>, at: usize) -> Option<(i64, usize)> {
    for (class, way) in [("this", 0), ("after-next", 2)] {
        if let Some(next) = cx.class(class, at) {
            return Some((way, next));
        }
    }
    let hit = cx.reading.match_at(Scheme::Horizons, at, cx.end)?;
    match cx.notation(&hit) {
        "next" => Some((1, hit.tokens.end)),
        "last" => Some((-1, hit.tokens.end)),
        _ => None,
    }
}

/// «3», «deux», «two and a half», «a few», «an»: a count, halves allowed, and the token behind.
fn count(cx: &Clockwork<'_>, at: usize) -> Option<(Decimal, usize)> {
    for (class, count) in [("a-couple", Decimal::TWO), ("a-few", Decimal::from(3))] {
        if let Some(next) = cx.class(class, at) {
            return Some((count, next));
        }
    }
    let number = numeral_at(cx.reading, at, cx.end)?;
    let fits = !matches!(number.form, NumberForm::Ordinal | NumberForm::Times)
        && number.suffix.is_empty()
        && number.value.is_sign_positive()
        && number.value <= Decimal::from(1000);
    fits.then_some((number.value, number.tokens.end))
}

/// «three weeks ago», «il y a deux ans», «in 5 minutes», «two days later».
pub(super) fn ago_or_ahead(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (sign, start) = match (cx.class("ago-before", at), cx.class("ahead-before", at)) {
        (Some(next), _) => (Some(-1), next),
        (None, Some(next)) => (Some(1), next),
        (None, None) => (None, at),
    };
    let start = if sign.is_some() { cx.skip("approximate-clock", start) } else { start };
    let (number, mut next) = if let Some((number, next)) = count(cx, start) {
        (number, cx.skip("counting-adjective", next))
    } else {
        let half = cx.reading.match_at(Scheme::Units, start, cx.end)?;
        let concept = cx.reading.lexicon.concept(half.concept);
        (concept.property("numberForm") == "cardinal").then_some((Decimal::ONE, start))?
    };
    // «over een kwartier», «in half an hour»
    let (grain, factor, behind) = unit(cx, next)?;
    next = behind;
    let (sign, end) = match sign {
        Some(sign) => (sign, next),
        None => match (cx.class("ago-behind", next), cx.class("ahead-behind", next)) {
            (Some(end), _) => (-1, end),
            (None, Some(end)) => (1, end),
            (None, None) => return None,
        },
    };
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, grain)) };
    let amount = number.checked_mul(Decimal::from(factor))?;
    let moved = if amount.is_integer() {
        now.checked_add(grain.times(sign * amount.to_i64()?)?).ok()?
    } else {
        let minutes: i64 = match grain {
            Grain::Minute => 1,
            Grain::Hour => 60,
            Grain::Day => 1440,
            Grain::Week => 10080,
            Grain::Month => 43200,
            _ => 525_600,
        };
        let minutes = amount.checked_mul(Decimal::from(minutes))?.round().to_i64()?;
        now.checked_add(Grain::Minute.times(sign * minutes)?).ok()?
    };
    let told = if grain < Grain::Day { Grain::Second } else { Grain::Day };
    Moment::of(at..end, told.floor(moved)?, told)
}

/// «within 2 weeks», «dans les 15 jours»: from now until then.
fn within(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let next = cx.class("within", at)?;
    let next = direction(cx, next).filter(|(way, _)| *way > 0).map_or(next, |(_, behind)| behind);
    let (number, next) = count(cx, next)?;
    let next = direction(cx, next).filter(|(way, _)| *way > 0).map_or(next, |(_, behind)| behind);
    let (grain, factor, end) = unit(cx, next)?;
    let Some(now) = cx.now else {
        let mut moment = Moment::unknown(at..end, grain);
        moment.ranged = true;
        return Some(moment);
    };
    let count = number.to_i64().filter(|_| number.is_integer())?.checked_mul(factor)?;
    let told = if grain < Grain::Day { Grain::Second } else { Grain::Day };
    let stop = told.floor(now.checked_add(grain.times(count)?).ok()?)?;
    let start = if told == Grain::Day && cx.lean == Lean::Nearest { told.floor(now)? } else { now };
    let mut moment = Moment::between(at..end, start, stop, told);
    moment.ranged = true;
    Some(moment)
}

/// «the 21st century», «le XIXe siècle», «15. Jahrhundert».
fn century(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    let (number, next) = roman(cx, start).or_else(|| {
        let number = numeral_at(cx.reading, start, cx.end)?;
        let dot = cx.reading.is_mark(number.tokens.end, ".");
        let ordinal = number.form == NumberForm::Ordinal || dot;
        let value = number.value.to_i16().filter(|_| ordinal)?;
        Some((value, number.tokens.end + usize::from(dot)))
    })?;
    let end = cx.class("century", next).filter(|_| (1..=30).contains(&number))?;
    let first = jiff::civil::Date::new((number - 1) * 100, 1, 1).ok()?.to_datetime(MIDNIGHT);
    let stop = first.checked_add(100.years()).ok()?;
    let mut moment = Moment::between(at..end, first, stop, Grain::Year);
    moment.ranged = true;
    Some(moment)
}

/// «XIXe», «XXI»: a Roman number.
fn roman(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    let surface = cx.reading.analysis.surface(at).trim_end_matches(['e', 'è', 'm']);
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    if surface.is_empty() || surface.len() > 6 || at >= cx.end {
        return None;
    }
    let digits: Vec<i16> = surface.chars().map(value).collect::<Option<_>>()?;
    let sum = digits
        .iter()
        .enumerate()
        .map(|(i, d)| if digits.get(i + 1).is_some_and(|next| next > d) { -d } else { *d });
    Some((sum.sum(), at + 1))
}

/// «now», «maintenant», «jetzt».
fn now(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let end = cx.class("now", at)?;
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, Grain::Second)) };
    Moment::of(at..end, now, Grain::Second)
}

/// «5 days before New Year», «two weeks from 15 January», «un an après Noël».
fn from_another(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (number, next) = count(cx, at)?;
    let (grain, factor, next) = unit(cx, next)?;
    let way = [("time-before", -1), ("time-after", 1), ("counted-from", 1)];
    let (sign, next) =
        way.into_iter().find_map(|(class, sign)| Some((sign, cx.class(class, next)?)))?;
    let base = [next, cx.skip("article", next)]
        .into_iter()
        .find_map(|i| now(cx, i).or_else(|| atom::atom(cx, i)))?;
    let end = base.tokens.end;
    let Some(start) = base.start else { return Some(Moment::unknown(at..end, grain)) };
    let count = number.to_i64().filter(|_| number.is_integer())?.checked_mul(factor)?;
    let moved = start.checked_add(grain.times(sign * count)?).ok()?;
    let told = if base.grain == Grain::Second && grain >= Grain::Day {
        Grain::Day
    } else if grain < Grain::Day {
        Grain::Second
    } else {
        base.grain.min(Grain::Day)
    };
    Moment::of(at..end, told.floor(moved)?, told)
}

/// «every Monday», «chaque jour», «wöchentlich»: again and again.
pub(super) fn repeated(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(end) = cx.class("repeatedly", at) {
        let mut moment = Moment::unknown(at..end, Grain::Day);
        moment.repeated = true;
        return Some(moment);
    }
    // «once a week», «twice per month»
    if let Some(next) = cx.class("times-per", at)
        && let Some((.., end)) = unit(cx, next)
    {
        let mut moment = Moment::unknown(at..end, Grain::Day);
        moment.repeated = true;
        return Some(moment);
    }
    let next = cx.class("every", at)?;
    let next = count(cx, next).map_or(next, |(_, behind)| behind);
    let next = cx.skip("counting-adjective", next);
    let end = match cx.calendar(next, &["weekday", "month", "part-of-day"]) {
        Some(hit) => hit.tokens.end,
        None => unit(cx, next).map(|(.., end)| end).or_else(|| cx.class("weekend", next))?,
    };
    let mut moment = Moment::unknown(at..end, Grain::Day);
    moment.repeated = true;
    Some(moment)
}

/// «the next four years», «quatre prochaines années», «afgelopen drie maanden».
fn several(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let pointing = |i: usize| direction(cx, i).filter(|(way, _)| *way != 0);
    if let Some((way, next)) = pointing(at) {
        let (number, next) = count(cx, next)?;
        let (_, _, end) = unit(cx, next)?;
        return stretch(cx, at, end, way, number, next);
    }
    let (number, next) = count(cx, at)?;
    if let Some((way, next)) = pointing(next) {
        let (_, _, end) = unit(cx, next)?;
        return stretch(cx, at, end, way, number, next);
    }
    // «deux années passées», but not «a month following the vote»
    let (_, _, behind) = unit(cx, next).filter(|_| number > Decimal::ONE)?;
    let (way, end) = pointing(behind)?;
    stretch(cx, at, end, way, number, next)
}

fn stretch(
    cx: &Clockwork<'_>,
    at: usize,
    end: usize,
    way: i64,
    number: Decimal,
    unit_at: usize,
) -> Option<Moment> {
    let (grain, factor, _) = unit(cx, unit_at)?;
    let count = number.to_i64().filter(|_| number.is_integer())?.checked_mul(factor)?;
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, grain)) };
    // News counts from the day itself; plans from the next whole week, month or year.
    let rolling = cx.lean == Lean::Nearest;
    let here =
        if rolling && grain >= Grain::Day { Grain::Day.floor(now)? } else { grain.floor(now)? };
    let (start, stop) = if rolling && grain < Grain::Day {
        let length = grain.times(way * count)?;
        let other = now.checked_add(length).ok()?;
        if way > 0 { (now, other) } else { (other, now) }
    } else if rolling && way > 0 {
        let start = here.checked_add(1.days()).ok()?;
        (start, start.checked_add(grain.times(count)?).ok()?)
    } else if way > 0 {
        let start = here.checked_add(grain.times(1)?).ok()?;
        (start, start.checked_add(grain.times(count)?).ok()?)
    } else {
        (here.checked_add(grain.times(-count)?).ok()?, here)
    };
    let mut moment = Moment::between(at..end, start, stop, grain);
    moment.ranged = true;
    Some(moment)
}

/// «next Monday», «lundi prochain», «this month», «last summer», «mardi de la semaine prochaine».
fn directed(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(moment) = weekday_of_week(cx, at) {
        return Some(moment);
    }
    let start = cx.skip("article", at);
    let before = direction(cx, start);
    let base = before.map_or(start, |(_, next)| next);
    if let Some(hit) = cx.calendar(base, &["weekday"]) {
        let number: i64 = cx.notation(&hit).parse().ok()?;
        let behind = direction(cx, hit.tokens.end);
        let (way, end) = match (before, behind) {
            (Some((way, _)), _) => (way, hit.tokens.end),
            (None, Some((way, end))) => (way, end),
            (None, None) => return None,
        };
        let Some(now) = cx.now else { return Some(Moment::unknown(at..end, Grain::Day)) };
        let monday = Grain::Week.floor(now)?.date();
        let pointer = before.map_or(hit.tokens.end, |_| start);
        let in_week = cx.class("of-next-week", pointer).is_some();
        let date = match way {
            2 => near_weekday(now.date(), number, Lean::Ahead)?.checked_add(7.days()).ok()?,
            1 if in_week => monday.checked_add((number + 6).days()).ok()?,
            -1 if in_week => monday.checked_sub((8 - number).days()).ok()?,
            1 => near_weekday(now.date(), number, Lean::Ahead)?,
            -1 => {
                let day = now.date().checked_sub(1.days()).ok()?;
                near_weekday(day, number, Lean::Nearest)?
            }
            // «ce vendredi» is of this week, or the next to come.
            _ if cx.lean == Lean::Ahead => near_weekday(now.date(), number, Lean::Ahead)?,
            _ => monday.checked_add((number - 1).days()).ok()?,
        };
        return directed_day(cx, at, base, end, date);
    }
    // «this may» is a verb, «this May» a month.
    let told = cx.reading.analysis.surface(base);
    let verb = told.chars().count() <= 3 && !told.starts_with(char::is_uppercase);
    if let Some((month, next)) = atom::month(cx, base).filter(|_| !verb) {
        let behind = direction(cx, next);
        let (way, end) = match (before, behind) {
            (Some((way, _)), _) => (way, next),
            (None, Some((way, end))) => (way, end),
            (None, None) => return None,
        };
        let Some(now) = cx.now.map(DateTime::date) else {
            return Some(Moment::unknown(at..end, Grain::Month));
        };
        let year = match way {
            2 => now.year() + 1 + i16::from(month < now.month()),
            1 => now.year() + i16::from(month <= now.month()),
            -1 => now.year() - i16::from(month >= now.month()),
            _ => now.year(),
        };
        let first = jiff::civil::Date::new(year, month, 1).ok()?;
        return Moment::of(at..end, first.to_datetime(MIDNIGHT), Grain::Month);
    }
    let (grain, factor, next) = unit(cx, base).filter(|(_, factor, _)| matches!(factor, 1 | 3))?;
    let grain = if factor == 3 { Grain::Quarter } else { grain };
    let behind = direction(cx, next);
    let (way, end) = match (before, behind) {
        (Some((way, _)), _) => (way, next),
        (None, Some((way, end))) => (way, end),
        (None, None) => return None,
    };
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, grain)) };
    let begin = grain.floor(now)?.checked_add(grain.times(way)?).ok()?;
    Moment::of(at..end, begin, grain)
}

/// «lundi en huit», «mardi en quinze»: the weekday one or two weeks behind the next.
fn in_eight(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let hit = cx.calendar(at, &["weekday"])?;
    let number: i64 = cx.notation(&hit).parse().ok()?;
    let (days, end) = [("in-eight", 7), ("in-fifteen", 14)]
        .into_iter()
        .find_map(|(class, days)| Some((days, cx.class(class, hit.tokens.end)?)))?;
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, Grain::Day)) };
    let yesterday = now.date().checked_sub(1.days()).ok()?;
    let next = near_weekday(yesterday, number, Lean::Ahead)?;
    Moment::day(at..end, next.checked_add(days.days()).ok()?)
}

/// A weekday that a word points at, with the date behind it («ce vendredi 15 juin») or its part of the
/// day.
fn directed_day(
    cx: &Clockwork<'_>,
    at: usize,
    base: usize,
    end: usize,
    date: jiff::civil::Date,
) -> Option<Moment> {
    let told = atom::weekday(cx, base).filter(|told| told.tokens.end > end);
    if let Some(told) = told {
        let end = told.tokens.end;
        return Some(told.over(at..end));
    }
    let mut day = Moment::day(base..base + 1, date)?;
    if end == base + 1 {
        day = atom::in_compound(cx, base, day);
    }
    Some(day.over(at..end))
}

/// A week that is told: how many weeks from this one, and the token behind.
fn week_at(cx: &Clockwork<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(hit) = cx.calendar(at, &["relative-week"]) {
        return Some((cx.number_of(&hit, "numericValue")?, hit.tokens.end));
    }
    let is_week = |i: usize| unit(cx, i).filter(|(g, f, _)| *g == Grain::Week && *f == 1);
    if let Some((way, next)) = direction(cx, at)
        && let Some((.., end)) = is_week(next)
    {
        return Some((way, end));
    }
    if let Some((.., next)) = is_week(at)
        && let Some((way, end)) = direction(cx, next)
    {
        return Some((way, end));
    }
    // «in two weeks», «vor 2 Wochen»
    let (sign, next) = [("ago-before", -1), ("ahead-before", 1)]
        .into_iter()
        .find_map(|(class, sign)| Some((sign, cx.class(class, at)?)))?;
    let (number, next) = count(cx, next)?;
    let (.., end) = is_week(next)?;
    Some((sign * number.to_i64().filter(|_| number.is_integer())?, end))
}

/// «Monday of next week», «volgende week dinsdag», «lundi la semaine prochaine».
fn weekday_of_week(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let day = |i: usize| {
        let hit = cx.calendar(i, &["weekday"])?;
        Some((cx.notation(&hit).parse::<i64>().ok()?, hit.tokens.end))
    };
    let (number, offset, base, end) = if let Some((number, next)) = day(at) {
        let small = cx.skip_small(next);
        let (offset, end) = [next, small].into_iter().find_map(|i| week_at(cx, i))?;
        (number, offset, at, end)
    } else {
        let (offset, next) = week_at(cx, at)?;
        let dash = cx.reading.is_mark(next, "-");
        let next = cx.skip("day-preposition", next + usize::from(dash));
        let (number, end) = day(next)?;
        (number, offset, next, end)
    };
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, Grain::Day)) };
    let days = offset.checked_mul(7)?.checked_add(number - 1)?;
    let date = Grain::Week.floor(now)?.date().checked_add(days.days()).ok()?;
    let day = atom::in_compound(cx, base, Moment::day(base..base + 1, date)?);
    Some(day.over(at..end))
}

/// «first Monday of March», «last day of October 2015», «la dernière semaine de septembre».
fn nth_of(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    let (n, next) = if let Some((-1, next)) = direction(cx, start) {
        (-1, next)
    } else {
        let number = numeral_at(cx.reading, start, cx.end)
            .filter(|number| number.form == NumberForm::Ordinal)?;
        (number.value.to_i64().filter(|n| (1..=60).contains(n))?, number.tokens.end)
    };
    let weekday = cx.calendar(next, &["weekday"]);
    let weekend = cx.class("weekend", next);
    let (unit_of, behind) = if let Some(hit) = &weekday {
        (None, hit.tokens.end)
    } else if let Some(end) = weekend {
        (None, end)
    } else {
        let (grain, _, behind) = unit(cx, next).filter(|(_, factor, _)| *factor == 1)?;
        (Some(grain), behind)
    };
    let whole_at = cx.skip_small(behind);
    let whole_at = if whole_at == behind { cx.class("preposition", behind)? } else { whole_at };
    let whole = atom::atom(cx, whole_at)
        .or_else(|| directed(cx, whole_at))
        .or_else(|| current(cx, whole_at))?;
    let end = whole.tokens.end;
    if !matches!(whole.grain, Grain::Month | Grain::Quarter | Grain::Year) {
        return None;
    }
    let (Some(first), Some(last)) = (whole.start, whole.end) else {
        return Some(Moment::unknown(at..end, unit_of.unwrap_or(Grain::Day)));
    };
    if let Some(hit) = weekday {
        let number: i64 = cx.notation(&hit).parse().ok()?;
        let month = if n < 0 { last.date().checked_sub(1.days()).ok()? } else { first.date() };
        return Moment::day(at..end, nth_weekday(month.year(), month.month(), number, n)?);
    }
    if weekend.is_some() {
        let month = if n < 0 { last.date().checked_sub(1.days()).ok()? } else { first.date() };
        let saturday = nth_weekday(month.year(), month.month(), 6, n)?;
        return weekend_from(at..end, saturday);
    }
    let grain = unit_of?;
    if grain >= whole.grain {
        return None;
    }
    if grain == Grain::Week && whole.grain == Grain::Year {
        return week_of_year(at..end, first, n);
    }
    let begin = if n < 0 {
        let before: DateTime = last.checked_sub(1.seconds()).ok()?;
        let begin = grain.floor(before)?;
        // A week belongs to the month that its Thursday is in.
        if grain == Grain::Week && begin.checked_add(3.days()).ok()? >= last {
            begin.checked_sub(7.days()).ok()?
        } else {
            begin
        }
    } else {
        let floor = grain.floor(first)?;
        let begin = if floor < first { floor.checked_add(grain.times(1)?).ok()? } else { floor };
        begin.checked_add(grain.times(n - 1)?).ok()?
    };
    Moment::of(at..end, begin, grain)
}

/// «[the first Monday of] the month»: this one.
fn current(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (grain, _, end) = unit(cx, at).filter(|(_, factor, _)| *factor == 1)?;
    if !matches!(grain, Grain::Month | Grain::Year) {
        return None;
    }
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, grain)) };
    Moment::of(at..end, grain.floor(now)?, grain)
}

/// The n-th week of a year, or its last, by the weeks of ISO 8601.
fn week_of_year(tokens: std::ops::Range<usize>, first: DateTime, n: i64) -> Option<Moment> {
    use jiff::civil::{ISOWeekDate, Weekday};
    let year = first.year();
    let week = match i8::try_from(n).ok()? {
        n if n > 0 => n,
        _ => ISOWeekDate::new(year, 1, Weekday::Monday).ok()?.weeks_in_year(),
    };
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    Moment::of(tokens, monday.to_datetime(MIDNIGHT), Grain::Week)
}

/// «this weekend», «le week-end prochain», «the weekend».
fn weekend(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    let before = direction(cx, start);
    let base = before.map_or(start, |(_, next)| next);
    let next = cx.class("weekend", base)?;
    let behind = direction(cx, next);
    let (way, end) = match (before, behind) {
        (Some((way, _)), _) => (way, next),
        (None, Some((way, end))) => (way, end),
        // «the weekend», not «a weekend»
        (None, None)
            if numeral_at(cx.reading, at, start).is_none()
                && (at == 0 || numeral_at(cx.reading, at - 1, at).is_none()) =>
        {
            (0, next)
        }
        (None, None) => return None,
    };
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, Grain::Day)) };
    let monday = Grain::Week.floor(now)?.date();
    // On a working day «next weekend» is the one to come.
    let weeks = if way > 0 && now.date().weekday().to_monday_zero_offset() < 5 { 0 } else { way };
    let saturday = monday.checked_add((5 + 7 * weeks).days()).ok()?;
    weekend_from(at..end, saturday)
}

fn weekend_from(tokens: std::ops::Range<usize>, saturday: jiff::civil::Date) -> Option<Moment> {
    let stop = saturday.checked_add(2.days()).ok()?;
    let (first, last) = (saturday.to_datetime(MIDNIGHT), stop.to_datetime(MIDNIGHT));
    let mut moment = Moment::between(tokens, first, last, Grain::Day);
    moment.ranged = true;
    moment.part = Some(super::Part::Weekend);
    Some(moment)
}
