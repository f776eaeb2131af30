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
        .or_else(|| now(cx, at))
        .or_else(|| from_another(cx, at))
        .or_else(|| ago_or_ahead(cx, at))
        .or_else(|| several(cx, at))
        .or_else(|| directed(cx, at))
        .or_else(|| weekend(cx, at))
}

/// A unit of time at a token: its grain, how many of it, and the token behind.
fn unit(cx: &Clockwork<'_>, at: usize) -> Option<(Grain, i64, usize)> {
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
fn direction(cx: &Clockwork<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(next) = cx.class("this", at) {
        return Some((0, next));
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
    if let Some(next) = cx.class("a-few", at) {
        return Some((Decimal::TWO, next));
    }
    let number = numeral_at(cx.reading, at, cx.end)?;
    let fits = !matches!(number.form, NumberForm::Ordinal | NumberForm::Times)
        && number.suffix.is_empty()
        && number.value.is_sign_positive()
        && number.value <= Decimal::from(1000);
    fits.then_some((number.value, number.tokens.end))
}

/// «three weeks ago», «il y a deux ans», «in 5 minutes», «two days later».
fn ago_or_ahead(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (sign, start) = match (cx.class("ago-before", at), cx.class("ahead-before", at)) {
        (Some(next), _) => (Some(-1), next),
        (None, Some(next)) => (Some(1), next),
        (None, None) => (None, at),
    };
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
    let base = [next, cx.skip("article", next)].into_iter().find_map(|i| atom::atom(cx, i))?;
    let end = base.tokens.end;
    let Some(start) = base.start else { return Some(Moment::unknown(at..end, grain)) };
    let count = number.to_i64().filter(|_| number.is_integer())?.checked_mul(factor)?;
    let moved = start.checked_add(grain.times(sign * count)?).ok()?;
    Moment::of(at..end, moved, grain.min(Grain::Day))
}

/// «every Monday», «chaque jour», «wöchentlich»: again and again.
pub(super) fn repeated(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some(end) = cx.class("repeatedly", at) {
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
    let here = grain.floor(now)?;
    let (start, stop) = if way > 0 {
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
        let date = match way {
            1 => near_weekday(now.date(), number, Lean::Ahead)?,
            -1 => {
                let day = now.date().checked_sub(1.days()).ok()?;
                near_weekday(day, number, Lean::Nearest)?
            }
            _ => {
                let monday = Grain::Week.floor(now)?.date();
                monday.checked_add((number - 1).days()).ok()?
            }
        };
        return Moment::day(at..end, date);
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
        let now = cx.now?.date();
        let year = match way {
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

/// «Monday of next week», «volgende week dinsdag», «lundi la semaine prochaine».
fn weekday_of_week(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let week = |i: usize| {
        let hit = cx.calendar(i, &["relative-week"])?;
        Some((cx.number_of(&hit, "numericValue")?, hit.tokens.end))
    };
    let day = |i: usize| {
        let hit = cx.calendar(i, &["weekday"])?;
        Some((cx.notation(&hit).parse::<i64>().ok()?, hit.tokens.end))
    };
    let (number, offset, end) = if let Some((number, next)) = day(at) {
        let (offset, end) = [next, cx.skip_small(next)].into_iter().find_map(week)?;
        (number, offset, end)
    } else {
        let (offset, next) = week(at)?;
        let (number, end) = day(next)?;
        (number, offset, end)
    };
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, Grain::Day)) };
    let days = offset.checked_mul(7)?.checked_add(number - 1)?;
    Moment::day(at..end, Grain::Week.floor(now)?.date().checked_add(days.days()).ok()?)
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
    let (unit_of, behind) = if let Some(hit) = &weekday {
        (None, hit.tokens.end)
    } else {
        let (grain, _, behind) = unit(cx, next).filter(|(_, factor, _)| *factor == 1)?;
        (Some(grain), behind)
    };
    let whole_at = cx.skip_small(behind);
    let whole_at = if whole_at == behind { cx.class("preposition", behind)? } else { whole_at };
    let whole = atom::atom(cx, whole_at).or_else(|| directed(cx, whole_at))?;
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
    let grain = unit_of?;
    if grain >= whole.grain {
        return None;
    }
    let begin = if n < 0 {
        let before: DateTime = last.checked_sub(1.seconds()).ok()?;
        let begin = grain.floor(before)?;
        // A week that runs over the end belongs to the next month.
        if grain == Grain::Week && begin.checked_add(7.days()).ok()? > last {
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
    let stop = saturday.checked_add(2.days()).ok()?;
    let mut moment = Moment::between(
        at..end,
        saturday.to_datetime(MIDNIGHT),
        stop.to_datetime(MIDNIGHT),
        Grain::Day,
    );
    moment.ranged = true;
    Some(moment)
}
