//! Times of day: «15h30», «3:18», «3 pm», «half vier», «kwart over 2», «midi», «in the morning».

use super::{Clock, Clockwork, Grain, Moment};
use crate::extract::number::{NumberForm, numeral_at};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::Time;
use rust_decimal::prelude::ToPrimitive as _;

/// A time of day: minutes from midnight, what it is told in, and the tokens behind it.
#[derive(Clone, Copy, Debug)]
struct Reading12 {
    minutes: i64,
    grain: Grain,
    end: usize,
    /// Nobody says which half of the day.
    open: bool,
}

/// A time of day on the day of reference.
pub(super) fn clock(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let found = point(cx, at)?;
    let told = told_half(cx, found);
    Some(on_day(cx, at, told))
}

/// A part of the day: «morning», «l'après-midi».
pub(super) fn part_of_day(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("part-of-day-at", at);
    let hit = cx.calendar(start, &["part-of-day"])?;
    let (from, to) = match cx.notation(&hit) {
        "morning" => (4, 12),
        "noon" => (12, 14),
        "afternoon" => (12, 19),
        "evening" => (18, 24),
        _ => (20, 24),
    };
    let Some(now) = cx.now else {
        let mut moment = Moment::unknown(at..hit.tokens.end, Grain::Hour);
        moment.dated = false;
        return Some(moment);
    };
    let midnight = now.date().to_datetime(Time::midnight());
    let hour = |h: i64| midnight.checked_add(h.hours()).ok();
    let mut moment = Moment::between(at..hit.tokens.end, hour(from)?, hour(to)?, Grain::Hour);
    moment.dated = false;
    moment.ranged = true;
    Some(moment)
}

/// Whether a word behind a number makes it an hour.
pub(super) fn is_clock_word(cx: &Clockwork<'_>, at: usize) -> bool {
    cx.class("clock", at).is_some() || hour_word(cx, at).is_some() || half_of_day(cx, at).is_some()
}

fn on_day(cx: &Clockwork<'_>, at: usize, found: Reading12) -> Moment {
    let start = cx.now.and_then(|now| {
        now.date().to_datetime(Time::midnight()).checked_add(found.minutes.minutes()).ok()
    });
    let mut moment = start
        .and_then(|start| Moment::of(at..found.end, start, found.grain))
        .unwrap_or_else(|| Moment::unknown(at..found.end, found.grain));
    moment.dated = false;
    let half = found.open && found.minutes < 13 * 60;
    moment.clock = if half { Clock::HalfDay } else { Clock::Sure };
    moment
}

/// «9:30 - 11:00», «from 9 am to 5 pm», «5 to 6 pm»: two times of one day.
pub(super) fn clock_range(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let opened = cx.class("range-open", at);
    let start = opened.unwrap_or(at);
    let start = cx.skip("clock-at", start);
    let lower = point(cx, start).map(|found| told_half(cx, found));
    let bare = lower.is_none();
    let hour = || {
        let number = numeral_at(cx.reading, start, cx.end)?;
        let fits = number.suffix.is_empty() && number.value.is_integer();
        let hour = number.value.to_i64().filter(|h| fits && (0..=24).contains(h))?;
        Some(Reading12 {
            minutes: hour * 60,
            grain: Grain::Hour,
            end: number.tokens.end,
            open: hour <= 12,
        })
    };
    let mut lower = lower.or_else(hour)?;
    let next = super::combine::connector(cx, lower.end, opened.is_some())?;
    let next = cx.skip("clock-at", next);
    let told = point(cx, next)?;
    let upper = told_half(cx, told);
    // «le 16 à 18 h» is a day and an hour: a number alone begins a range where that is clear.
    if bare && opened.is_none() && upper.end == told.end {
        return None;
    }
    if lower.open && !upper.open && upper.minutes >= 720 && lower.minutes + 720 <= upper.minutes {
        lower.minutes += 720;
    }
    let first = on_day(cx, at, lower);
    let last = on_day(cx, at, upper);
    let mut moment = first.clone().over(at..upper.end);
    moment.end = last.end;
    moment.grain = first.grain.min(last.grain);
    moment.ranged = true;
    moment.clock = if lower.open && upper.open { Clock::HalfDay } else { Clock::Sure };
    if moment.start.is_some() && last.start <= first.start {
        return None;
    }
    Some(moment)
}

fn hour_word(cx: &Clockwork<'_>, at: usize) -> Option<usize> {
    let hit = cx.reading.match_at(Scheme::Units, at, cx.end)?;
    (cx.notation(&hit) == "hour"
        && cx.reading.lexicon.concept(hit.concept).property("factor").is_empty())
    .then_some(hit.tokens.end)
}

/// «pm», «'s avonds», «du matin», «in the evening»: whether it is the second half, and the token behind.
fn half_of_day(cx: &Clockwork<'_>, at: usize) -> Option<(bool, usize)> {
    if let Some(end) = cx.class("before-noon", at) {
        return Some((false, end));
    }
    cx.class("after-noon", at).map(|end| (true, end))
}

fn told_half(cx: &Clockwork<'_>, mut found: Reading12) -> Reading12 {
    if let Some((after, end)) = half_of_day(cx, found.end) {
        let hour = found.minutes / 60;
        if after && hour < 12 {
            found.minutes += 720;
        } else if !after && hour == 12 {
            found.minutes -= 720;
        }
        found.open = false;
        found.end = end;
    }
    found
}

/// A point of the clock without the half of the day.
fn point(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    let reading = cx.reading;
    if at >= cx.end {
        return None;
    }
    for (class, minutes) in [("noon", 720), ("midnight", 1440)] {
        if let Some(end) = cx.class(class, at) {
            return Some(Reading12 { minutes, grain: Grain::Hour, end, open: false });
        }
    }
    if let Some(found) = relative_to_hour(cx, at) {
        return Some(found);
    }
    let token = reading.tokens().get(at)?;
    let surface = reading.analysis.surface(at);
    if token.kind == TokenKind::Number {
        let digits = surface.find(|c: char| !c.is_ascii_digit()).unwrap_or(surface.len());
        let hour: i64 = surface[..digits].parse().ok().filter(|h| *h <= 24)?;
        let rest = surface[digits..].to_lowercase();
        let minute = |text: &str| {
            let fits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            text.parse::<i64>().ok().filter(|m| fits && *m < 60)
        };
        if digits > 2 {
            return None;
        }
        let full = |minutes: i64, grain, end| {
            Some(Reading12 { minutes, grain, end, open: hour <= 12 && hour > 0 })
        };
        // «15h30», «15h», «3pm», «18u»
        if !rest.is_empty() {
            let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, minutes) = rest.split_at(letters);
            if let Some(after) = glued_half(cx, word) {
                let twelve = hour % 12 + if after { 12 } else { 0 };
                let found = Reading12 {
                    minutes: twelve * 60,
                    grain: Grain::Hour,
                    end: at + 1,
                    open: false,
                };
                return minutes.is_empty().then_some(found);
            }
            if let Some(m) = rest.strip_prefix('.').and_then(minute) {
                // «9.30 uur»
                let end = cx.class("clock", at + 1).or_else(|| hour_word(cx, at + 1))?;
                return full(hour * 60 + m, Grain::Minute, end);
            }
            let is_hour = crate::extract::number::has_class(reading, word, "hour-letter");
            if !is_hour {
                return None;
            }
            return match minute(minutes) {
                Some(m) => full(hour * 60 + m, Grain::Minute, at + 1),
                None if minutes.is_empty() => {
                    // «15 h 30» glued at the hour
                    match minute(reading.analysis.surface(at + 1)).filter(|_| at + 1 < cx.end) {
                        Some(m) => full(hour * 60 + m, Grain::Minute, at + 2),
                        None => full(hour * 60, Grain::Hour, at + 1),
                    }
                }
                None => None,
            };
        }
        // «3:18», «15:30:10», «3:18 Uhr»
        let glued = |i: usize| i < cx.end && !reading.spaced(i);
        if glued(at + 1) && glued(at + 2) && reading.is_mark(at + 1, ":") {
            let written = reading.analysis.surface(at + 2);
            let (written, letters) = written
                .split_at(written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len()));
            let m = minute(written)?;
            let mut end = at + 3;
            if let Some(after) = glued_half(cx, &letters.to_lowercase()) {
                let minutes = (hour % 12 + if after { 12 } else { 0 }) * 60 + m;
                return Some(Reading12 { minutes, grain: Grain::Minute, end, open: false });
            }
            if glued(end) && glued(end + 1) && reading.is_mark(end, ":") {
                end += 2;
            }
            let end = cx.class("clock", end).or_else(|| hour_word(cx, end)).unwrap_or(end);
            return full(hour * 60 + m, Grain::Minute, end);
        }
        return bare_hour(cx, at, hour, at + 1);
    }
    let number = numeral_at(reading, at, cx.end)?;
    let fits =
        number.form == NumberForm::Words && number.value.is_integer() && number.suffix.is_empty();
    let hour = number.value.to_i64().filter(|h| fits && (0..=24).contains(h))?;
    bare_hour(cx, at, hour, number.tokens.end)
}

/// A number of hours that a word behind or before makes a time of day.
fn bare_hour(cx: &Clockwork<'_>, at: usize, hour: i64, next: usize) -> Option<Reading12> {
    let reading = cx.reading;
    let open = (1..=12).contains(&hour);
    if let Some(end) = cx.class("clock", next).or_else(|| hour_word(cx, next)) {
        // «3 heures»: a time only behind «à» or before a half of the day, «3 Uhr» always.
        let clock = cx.class("clock", next).is_some();
        let stands = at > 0
            && (cx.is("clock-before", at - 1)
                || cx.is("clock-at", at - 1)
                || cx.is("approximate-clock", at - 1));
        // «14 uur 15», «17 heures trente»
        if let Some(number) = numeral_at(reading, end, cx.end)
            && number.suffix.is_empty()
            && number.value.is_integer()
            && let Some(m) = number.value.to_i64().filter(|m| (1..60).contains(m))
            && reading.match_at(Scheme::Units, number.tokens.end, cx.end).is_none()
        {
            let end = number.tokens.end;
            return Some(Reading12 { minutes: hour * 60 + m, grain: Grain::Minute, end, open });
        }
        // «quinze heures et quart», «moins le quart»
        for (class, m) in
            [("and-quarter", 15), ("and-half", 30), ("less-quarter", -15), ("three-quarters", 45)]
        {
            if let Some(end) = cx.class(class, end) {
                let minutes = hour * 60 + m;
                return Some(Reading12 { minutes, grain: Grain::Minute, end, open });
            }
        }
        let told = clock || stands || half_of_day(cx, end).is_some();
        return told.then_some(Reading12 { minutes: hour * 60, grain: Grain::Hour, end, open });
    }
    if half_of_day(cx, next).is_some() {
        return Some(Reading12 { minutes: hour * 60, grain: Grain::Hour, end: next, open });
    }
    // «at 3»: nothing is counted.
    let stands = at > 0
        && cx.is("clock-strict", at - 1)
        && (at < 2 || reading.tokens()[at - 2].kind != TokenKind::Number)
        && hour > 0;
    let ends = next >= cx.end
        || reading.tokens()[next].kind == TokenKind::Mark && !reading.is_mark(next, "%€$£/-°");
    (stands && ends).then_some(Reading12 {
        minutes: hour * 60,
        grain: Grain::Hour,
        end: next,
        open,
    })
}

/// «am», «pm» glued to the digits: whether the second half.
fn glued_half(cx: &Clockwork<'_>, letters: &str) -> Option<bool> {
    let class = |class: &str| crate::extract::number::has_class(cx.reading, letters, class);
    if letters.is_empty() {
        None
    } else if class("before-noon") {
        Some(false)
    } else {
        class("after-noon").then_some(true)
    }
}

/// «half vier», «kwart over 2», «10 voor half 4», «quarter past three», «ten to five».
fn relative_to_hour(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    let hour = |i: usize| -> Option<(i64, usize)> {
        let number = numeral_at(cx.reading, i, cx.end)?;
        let fits = number.suffix.is_empty() && number.value.is_integer();
        let hour = number.value.to_i64().filter(|h| fits && (1..=24).contains(h))?;
        let end = number.tokens.end;
        Some((hour, cx.class("clock", end).or_else(|| hour_word(cx, end)).unwrap_or(end)))
    };
    let make = |hour: i64, minutes: i64, end: usize| {
        let minutes = (hour * 60 + minutes).rem_euclid(1440);
        Some(Reading12 { minutes, grain: Grain::Minute, end, open: hour <= 12 })
    };
    // «half vier» is half an hour before four.
    if let Some(next) = cx.class("half-to", at)
        && let Some((h, end)) = hour(next)
    {
        return make(h, -30, end);
    }
    let mut sure = at > 0 && cx.is("clock-at", at - 1);
    let (minutes, next) = if let Some(next) = cx.class("half-past", at) {
        let (h, end) = hour(next)?;
        return make(h, 30, end);
    } else if let Some(next) = cx.class("quarter-of-hour", at) {
        sure = true;
        (15, next)
    } else {
        let number = numeral_at(cx.reading, at, cx.end)?;
        let m = number.value.to_i64().filter(|m| {
            (1..60).contains(m) && number.value.is_integer() && number.suffix.is_empty()
        })?;
        let end = number.tokens.end;
        let unit = cx.reading.match_at(Scheme::Units, end, cx.end);
        let unit = unit.filter(|hit| cx.notation(hit) == "minute");
        sure |= unit.is_some();
        (m, unit.map_or(end, |hit| hit.tokens.end))
    };
    // «2 to 4 inches» is a range: without «at» or «minutes» nothing may follow that is counted.
    let reading = cx.reading;
    let fits = |found: Reading12| {
        let behind = reading.tokens().get(found.end).filter(|_| found.end < cx.end);
        let free = behind
            .is_none_or(|t| t.kind == TokenKind::Mark && !reading.is_mark(found.end, "-%°€$£"));
        let alone = at == 0 && free || half_of_day(cx, found.end).is_some();
        (sure || alone).then_some(found)
    };
    if let Some(next) = cx.class("minutes-past", next) {
        if let Some(half) = cx.class("half-to", next) {
            let (h, end) = hour(half)?;
            return make(h, minutes - 30, end).and_then(fits);
        }
        let (h, end) = hour(next)?;
        return make(h, minutes, end).and_then(fits);
    }
    let next = cx.class("minutes-to", next)?;
    if let Some(half) = cx.class("half-to", next) {
        let (h, end) = hour(half)?;
        return make(h, -minutes - 30, end).and_then(fits);
    }
    let (h, end) = hour(next)?;
    make(h, -minutes, end).and_then(fits)
}
