//! Times that are counted: «in three weeks», «il y a deux ans», «the next four years», «lundi prochain»,
//! «first Monday of March», «this weekend».

use super::atom::{self, near_weekday};
use super::scan::Rule;
use super::span::nth_weekday;
use super::{Clockwork, Grain, Lean, Moment};
use crate::extract::number::{NumberForm, numeral_at};
use crate::lexicon::Scheme;
use jiff::civil::{DateTime, Time};
use jiff::{Span, ToSpan as _};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

const MIDNIGHT: Time = Time::constant(0, 0, 0, 0);

/// A time that is counted from the day of the article or within another time.
pub(super) fn counted(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::Counted, at, || read_counted(cx, at))
}

fn read_counted(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    in_eight(cx, at)
        .or_else(|| weekdays_away(cx, at))
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
    let known = cx.scan.known(at).filter(|_| at < cx.end)?;
    *known.unit.get_or_init(|| {
        let hit = cx.reading.match_at(Scheme::Units, at, cx.end)?;
        let concept = cx.reading.lexicon.concept(hit.concept);
        if concept.property("unitKind") != "duration" {
            return None;
        }
        let factor = concept.property("factor").parse().unwrap_or(1);
        let grain = Grain::of_unit(cx.notation(&hit))?;
        Some((grain, factor, hit.tokens.end))
    })
}

/// Which way a word points: -1 back, 0 here, 1 on.
pub(super) fn direction(cx: &Clockwork<'_>, at: usize) -> Option<(i64, usize)> {
    for (class, way) in [("this", 0), ("after-next", 2)] {
        if let Some(next) = cx.class(class, at) {
            return Some((way, next));
        }
    }
    let hit = cx.horizon(at)?;
    match cx.notation(hit) {
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

/// «two weeks», «half an hour», «2 years 1 month 21 days», «1 hour and 30 minutes»: a length of time, its
/// finest grain, and the token behind. Each part is finer than the one before.
pub(super) fn length(cx: &Clockwork<'_>, at: usize) -> Option<(Span, Grain, usize)> {
    let mut span = Span::new();
    let mut last: Option<(Grain, usize)> = None;
    let mut next = at;
    for _ in 0..4 {
        let linked = last.map_or(next, |_| {
            let comma = next + usize::from(cx.reading.is_mark(next, ","));
            cx.skip("addition", comma)
        });
        let Some((more, grain, end)) = one_length(cx, linked) else { break };
        if last.is_some_and(|(before, _)| grain >= before) {
            break;
        }
        span = join_lengths(span, more)?;
        last = Some((grain, end));
        next = end;
    }
    last.map(|(grain, end)| (span, grain, end))
}

fn join_lengths(a: Span, b: Span) -> Option<Span> {
    a.try_years(a.get_years() + b.get_years())
        .and_then(|span| span.try_months(a.get_months() + b.get_months()))
        .and_then(|span| span.try_weeks(a.get_weeks() + b.get_weeks()))
        .and_then(|span| span.try_days(a.get_days() + b.get_days()))
        .and_then(|span| span.try_hours(a.get_hours() + b.get_hours()))
        .and_then(|span| span.try_minutes(a.get_minutes() + b.get_minutes()))
        .and_then(|span| span.try_seconds(a.get_seconds() + b.get_seconds()))
        .ok()
}

/// A number and one unit.
fn one_length(cx: &Clockwork<'_>, at: usize) -> Option<(Span, Grain, usize)> {
    let (number, next) = if let Some((number, next)) = count(cx, at) {
        let next = cx.skip("counting-adjective", next);
        // «half an hour»
        let article = if number < Decimal::ONE { cx.skip_small(next) } else { next };
        (number, article)
    } else {
        // «over een kwartier»: the unit says how many.
        let half = cx.reading.match_at(Scheme::Units, at, cx.end)?;
        let concept = cx.reading.lexicon.concept(half.concept);
        (concept.property("numberForm") == "cardinal").then_some((Decimal::ONE, at))?
    };
    let (grain, factor, end) = unit(cx, next)?;
    let amount = number.checked_mul(Decimal::from(factor))?;
    if amount.is_integer() {
        return Some((grain.times(amount.to_i64()?)?, grain, end));
    }
    let minutes: i64 = match grain {
        Grain::Minute => 1,
        Grain::Hour => 60,
        Grain::Day => 1440,
        Grain::Week => 10080,
        Grain::Month => 43200,
        _ => 525_600,
    };
    let minutes = amount.checked_mul(Decimal::from(minutes))?.round().to_i64()?;
    Some((Grain::Minute.times(minutes)?, Grain::Minute.min(grain), end))
}

/// «three weeks ago», «il y a deux ans», «in 5 minutes», «two days later».
pub(super) fn ago_or_ahead(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (sign, start) = match (cx.class("ago-before", at), cx.class("ahead-before", at)) {
        (Some(next), _) => (Some(-1), next),
        (None, Some(next)) => (Some(1), next),
        (None, None) => (None, at),
    };
    let start = if sign.is_some() { cx.skip("approximate-clock", start) } else { start };
    let (span, grain, next) = length(cx, start)?;
    let (sign, end) = match sign {
        Some(sign) => (sign, next),
        None => match (cx.class("ago-behind", next), cx.class("ahead-behind", next)) {
            (Some(end), _) => (-1, end),
            (None, Some(end)) => (1, end),
            (None, None) => return None,
        },
    };
    // «six ans après sa victoire» is counted from something else.
    let other = ["article", "determiner", "partitive"].iter().any(|class| cx.is(class, end));
    if other && (cx.class_before("time-after", end) || cx.class_before("time-before", end)) {
        return None;
    }
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, grain)) };
    let moved = now.checked_add(if sign < 0 { -span } else { span }).ok()?;
    let told = if grain < Grain::Day { Grain::Second } else { Grain::Day };
    Moment::of(at..end, told.floor(moved)?, told)
}

/// «three Fridays from now», «2 Thursdays ago»
fn weekdays_away(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (number, next) = count(cx, at)?;
    let hit = cx.calendar(next, &["weekday"])?;
    let weekday: i64 = cx.notation(&hit).parse().ok()?;
    let behind = hit.tokens.end;
    let (way, end) = [("ago-behind", -1), ("ahead-behind", 1)]
        .into_iter()
        .find_map(|(class, way)| Some((way, cx.class(class, behind)?)))?;
    let weeks = number.to_i64().filter(|n| number.is_integer() && *n > 0)? - 1;
    let Some(now) = cx.now.map(DateTime::date) else {
        return Some(Moment::unknown(at..end, Grain::Day));
    };
    let first = if way > 0 {
        near_weekday(now, weekday, Lean::Ahead)?
    } else {
        near_weekday(now.checked_sub(1.days()).ok()?, weekday, Lean::Nearest)?
    };
    Moment::day(at..end, first.checked_add((way * 7 * weeks).days()).ok()?)
}

/// «within 2 weeks», «dans les 15 jours»: from now until then.
fn within(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let next = cx.class("within", at)?;
    let next = direction(cx, next).filter(|(way, _)| *way > 0).map_or(next, |(_, behind)| behind);
    let (number, next) = count(cx, next)?;
    let next = direction(cx, next).filter(|(way, _)| *way > 0).map_or(next, |(_, behind)| behind);
    let (grain, factor, end) = unit(cx, next)?;
    // «dans les 5 années à venir»
    let end = direction(cx, end).filter(|(way, _)| *way > 0).map_or(end, |(_, behind)| behind);
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
    if cx.class("repeatedly", at).is_some() {
        return adverb(cx, at);
    }
    // «once a week», «twice per month»
    if let Some(next) = cx.class("times-per", at)
        && let Some((grain, factor, end)) = unit(cx, next)
    {
        return Some(Moment::again(at..end, grain.length(factor)));
    }
    let next = cx.class("every", at)?;
    let (number, next) = count(cx, next).unwrap_or((Decimal::ONE, next));
    let next = cx.skip("counting-adjective", next);
    if let Some(hit) = cx.calendar(next, &["weekday", "month", "part-of-day"]) {
        let notation = cx.notation(&hit);
        let value = match cx.reading.lexicon.concept(hit.concept).property("calendarForm") {
            "weekday" => format!("XXXX-WXX-{notation}"),
            "month" => format!("XXXX-{notation}"),
            _ => format!("XXXX-XX-XX{}", super::Part::of(notation).map_or("", super::Part::code)),
        };
        return Some(Moment::again(at..hit.tokens.end, value));
    }
    if let Some((grain, factor, end)) = unit(cx, next) {
        let times = number.to_i64().filter(|_| number.is_integer()).unwrap_or(1);
        return Some(Moment::again(at..end, grain.length(times.checked_mul(factor)?)));
    }
    let end = cx.class("weekend", next)?;
    Some(Moment::again(at..end, "XXXX-WXX-WE".to_owned()))
}

/// «weekly», «annuel», «montags»: one word for how often.
fn adverb(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let reading = cx.reading;
    let tokens = &reading.tokens()[..cx.end.min(reading.tokens().len())];
    let facts = reading.phrases(Scheme::LanguageFacts);
    let mut hits = facts.matches_at(reading.analysis.text, tokens, at);
    let hit = hits
        .find(|hit| reading.lexicon.concept(hit.concept).property("wordClass") == "repeatedly")?;
    // «les quotidiens» are newspapers.
    let noun = reading.lexicon.concept(hit.concept).flag("weak")
        && at > 0
        && (["article", "determiner", "partitive", "preposition"]
            .iter()
            .any(|class| cx.is(class, at - 1))
            || numeral_at(reading, at - 1, at).is_some());
    (!noun).then(|| Moment::again(hit.tokens.clone(), cx.notation(&hit).to_owned()))
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
    // «we will be only 3 next week»
    let told = cx.calendar(next, &["relative-week", "relative-month", "relative-year"]).is_some();
    if let Some((way, next)) = pointing(next).filter(|_| !told) {
        let (_, _, end) = unit(cx, next)?;
        return stretch(cx, at, end, way, number, next);
    }
    // «deux années passées», but not «a month following the vote»
    let (_, _, behind) = unit(cx, next).filter(|_| number > Decimal::ONE)?;
    // «20 minutes past three»
    let (way, end) = pointing(behind).filter(|_| !cx.is("minutes-past", behind))?;
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
    let (grain, factor) =
        if (grain, factor) == (Grain::Month, 3) { (Grain::Quarter, 1) } else { (grain, factor) };
    let count = number.to_i64().filter(|_| number.is_integer())?.checked_mul(factor)?;
    let Some(now) = cx.now else { return Some(Moment::unknown(at..end, grain)) };
    // News counts from the day itself; plans from the next whole week, month or year.
    let rolling = cx.lean == Lean::Nearest && grain != Grain::Quarter;
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
        let Some(now) = cx.now else {
            let told = atom::weekday(cx, base).filter(|told| told.tokens.end > end);
            let end = told.as_ref().map_or(end, |told| told.tokens.end);
            let moment = told.unwrap_or_else(|| Moment::unknown(at..end, Grain::Day));
            return Some(moment.over(at..end));
        };
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
    let behind = direction(cx, next).filter(|_| !cx.is("minutes-past", next));
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
pub(super) fn nth_of(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::Nth, at, || read_nth_of(cx, at))
}

fn read_nth_of(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    if let Some(moment) = several_of(cx, at, start) {
        return Some(moment);
    }
    let (n, next) = if let Some((-1, next)) = direction(cx, start) {
        (-1, next)
    } else {
        let number = numeral_at(cx.reading, start, cx.end)
            .filter(|number| number.form == NumberForm::Ordinal)?;
        let n = number.value.to_i64().filter(|n| (1..=60).contains(n))?;
        // «the third last week»
        match direction(cx, number.tokens.end) {
            Some((-1, next)) => (-n, next),
            _ => (n, number.tokens.end),
        }
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
        .or_else(|| atom::named_month(cx, whole_at))
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
        let begin = grain.floor(before)?.checked_add(grain.times(n + 1)?).ok()?;
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

/// «the first three months of 2021», «les neuf premiers mois de 2025», «the last four weeks of the year».
fn several_of(cx: &Clockwork<'_>, at: usize, start: usize) -> Option<Moment> {
    let side = |i: usize| match direction(cx, i) {
        Some((-1, next)) => Some((false, next)),
        Some(_) => None,
        None => {
            let number = numeral_at(cx.reading, i, cx.end)?;
            let first = number.form == NumberForm::Ordinal && number.value == Decimal::ONE;
            first.then_some((true, number.tokens.end))
        }
    };
    let (from_start, number, next) = if let Some((from_start, next)) = side(start) {
        let (number, next) = count(cx, next)?;
        (from_start, number, next)
    } else {
        let (number, next) = count(cx, start)?;
        let (from_start, next) = side(next)?;
        (from_start, number, next)
    };
    let number = number.to_i64().filter(|n| number.is_integer() && (2..=400).contains(n))?;
    let (grain, factor, behind) = unit(cx, next)?;
    let small = cx.skip_small(behind);
    let inside = cx.class("preposition", behind).unwrap_or(small);
    let whole = [small, inside].into_iter().find_map(|i| {
        if i == behind {
            // «die ersten drei Monate 2021»
            let (year, end) = atom::year(cx, i)?;
            let first = jiff::civil::Date::new(year, 1, 1).ok()?.to_datetime(MIDNIGHT);
            return Moment::of(i..end, first, Grain::Year);
        }
        atom::atom(cx, i)
            .or_else(|| atom::named_month(cx, i))
            .or_else(|| directed(cx, i))
            .or_else(|| current(cx, i))
    })?;
    let end = whole.tokens.end;
    if grain >= whole.grain || whole.ranged {
        return None;
    }
    let (Some(first), Some(last)) = (whole.start, whole.end) else {
        let mut moment = Moment::unknown(at..end, grain);
        moment.ranged = true;
        return Some(moment);
    };
    let length = grain.times(number.checked_mul(factor)?)?;
    let (from, to) = if grain == Grain::Week {
        // Weeks belong to the year or month that their Thursday is in.
        let edge = if from_start { first } else { last };
        let monday = Grain::Week.floor(edge.checked_add(3.days()).ok()?)?;
        if from_start {
            (monday, monday.checked_add(length).ok()?)
        } else {
            (monday.checked_sub(length).ok()?, monday)
        }
    } else if from_start {
        (first, first.checked_add(length).ok()?)
    } else {
        (last.checked_sub(length).ok()?, last)
    };
    let mut moment = Moment::between(at..end, from, to, grain);
    moment.ranged = true;
    moment.year = whole.year;
    Some(moment)
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
        n => ISOWeekDate::new(year, 1, Weekday::Monday).ok()?.weeks_in_year() + 1 + n,
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
