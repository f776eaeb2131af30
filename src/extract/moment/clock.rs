//! Times of day: «15h30», «3:18», «3 pm», «half vier», «kwart over 2», «midi», «in the morning».

use super::scan::Rule;
use super::{Clock, Clockwork, Grain, Moment, Part};
use crate::extract::number::{NumberForm, numeral_at};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};
use rust_decimal::prelude::ToPrimitive as _;
use std::ops::Range;

/// A time of day: minutes from midnight, what it is told in, and the tokens behind it.
#[derive(Clone, Copy, Debug)]
struct Reading12 {
    minutes: i64,
    /// «15:30:10»: beyond the minutes.
    seconds: i64,
    grain: Grain,
    end: usize,
    /// Nobody says which half of the day.
    open: bool,
    /// «3 pm», «du matin»: the words say which half of the day.
    half: bool,
    /// A word or mark says that it is an hour.
    sure: bool,
}

impl Reading12 {
    fn new(minutes: i64, grain: Grain, end: usize, open: bool) -> Self {
        Self { minutes, seconds: 0, grain, end, open, half: false, sure: true }
    }
}

/// A time of day on the day of reference.
pub(super) fn clock(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::Clock, at, || read_clock(cx, at))
}

fn read_clock(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let found = point(cx, at)?;
    let told = told_half(cx, found);
    Some(zoned(cx, of_day(cx, at, told)))
}

/// «15:00 GMT», «9 am (BST)», «13 uur Belgische tijd»: the zone behind a time of day.
fn zoned(cx: &Clockwork<'_>, mut moment: Moment) -> Moment {
    let end = moment.tokens.end;
    let open = usize::from(cx.reading.is_mark(end, "("));
    let hit = cx.calendar(end + open, &["time-zone"]);
    let closed = hit.filter(|hit| open == 0 || cx.reading.is_mark(hit.tokens.end, ")"));
    if let Some(hit) = closed {
        moment.zone = cx.number_of(&hit, "numericValue").and_then(|m| i32::try_from(m).ok());
        moment.tokens.end = hit.tokens.end + open;
    }
    moment
}

/// A part of the day: «morning», «l'après-midi».
pub(super) fn part_of_day(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::PartOfDay, at, || read_part_of_day(cx, at))
}

fn read_part_of_day(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("part-of-day-at", at);
    let hit = [start, at].into_iter().find_map(|i| cx.calendar(i, &["part-of-day"]))?;
    // «three night schools»
    if start == at && at > 0 && cx.reading.glance.may_begin_number(at - 1) {
        return None;
    }
    let part = Part::of(cx.notation(&hit))?;
    Some(in_part(cx.now, at..hit.tokens.end, part))
}

/// A part of the day of reference.
pub(super) fn in_part(now: Option<DateTime>, tokens: Range<usize>, part: Part) -> Moment {
    let (from, to) = part.hours();
    let midnight = now.map(|now| now.date().to_datetime(Time::midnight()));
    let hour = |h: i64| midnight.and_then(|midnight| midnight.checked_add(h.hours()).ok());
    let mut moment = match hour(from).zip(hour(to)) {
        Some((from, to)) => Moment::between(tokens, from, to, Grain::Hour),
        None => Moment::unknown(tokens, Grain::Hour),
    };
    moment.dated = false;
    moment.ranged = true;
    moment.part = Some(part);
    moment
}

/// Whether a word behind a number makes it an hour.
pub(super) fn is_clock_word(cx: &Clockwork<'_>, at: usize) -> bool {
    clock_word(cx, at).is_some() || half_of_day(cx, at).is_some()
}

fn of_day(cx: &Clockwork<'_>, at: usize, found: Reading12) -> Moment {
    let start = cx.now.and_then(|now| {
        let midnight = now.date().to_datetime(Time::midnight());
        midnight.checked_add(found.minutes.minutes().seconds(found.seconds)).ok()
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
/// `on_day`: a day stands beside it, so that two bare numbers behind «from» are hours.
pub(super) fn clock_range(cx: &Clockwork<'_>, at: usize, on_day: bool) -> Option<Moment> {
    let opened = cx.class("range-open", at);
    let start = opened.unwrap_or(at);
    let start = cx.skip("clock-at", start);
    if let Some(moment) = one_word_range(cx, at, start) {
        return Some(moment);
    }
    let lower = point(cx, start).map(|found| told_half(cx, found));
    let mut lower = lower.or_else(|| bare_number(cx, start))?;
    let dash = cx.reading.is_mark(lower.end, "-–—~");
    let next = super::combine::connector(cx, lower.end, opened.is_some())?;
    let next = cx.skip("clock-at", next);
    let bare = on_day && opened.is_some();
    let upper = point(cx, next).map(|found| told_half(cx, found));
    let mut upper = upper.or_else(|| {
        let number = bare_number(cx, next).filter(|_| bare || lower.sure)?;
        (!super::atom::counts(cx, number.end)).then_some(number)
    })?;
    // «le 16 à 18 h» is a day and an hour, «2-4» anything: a number alone is an hour where something
    // else says so.
    let told = lower.sure || upper.sure && (opened.is_some() || upper.half || dash);
    if !(told || bare) {
        return None;
    }
    share_half(&mut lower, &mut upper);
    let first = of_day(cx, at, lower);
    let last = of_day(cx, at, upper);
    let mut moment = first.clone().over(at..upper.end);
    moment.grain = first.grain.min(last.grain);
    moment.end = match (last.start, moment.grain.times(1)) {
        (Some(start), Some(one)) => Some(start.checked_add(one).ok()?),
        _ => None,
    };
    moment.ranged = true;
    moment.clock = if lower.open && upper.open { Clock::HalfDay } else { Clock::Sure };
    if moment.start.is_some() && last.start <= first.start {
        return None;
    }
    moment.parts = vec![first.over(start..lower.end), last.over(next..upper.end)];
    Some(zoned(cx, moment))
}

/// «8h-9h30»: two times of day in one word.
fn one_word_range(cx: &Clockwork<'_>, at: usize, start: usize) -> Option<Moment> {
    let (from, to) =
        cx.reading.analysis.surface(start).split_once('-').filter(|_| start < cx.end)?;
    let point = |text: &str| -> Option<Reading12> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|i| (1..=2).contains(i))?;
        let hour = text[..digits].parse::<i64>().ok().filter(|hour| *hour <= 24)?;
        let rest = &text[digits..];
        let split = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (letters, minutes) = rest.split_at(split);
        let letters = crate::language::fold(letters);
        if let Some(half) = glued_half(cx, &letters).filter(|_| minutes.is_empty()) {
            return Some(Reading12::new(in_half(hour * 60, half), Grain::Hour, start + 1, false));
        }
        if !crate::extract::number::has_class(cx.reading, &letters, "hour-letter") {
            return None;
        }
        if minutes.is_empty() {
            return Some(Reading12::new(hour * 60, Grain::Hour, start + 1, false));
        }
        let minutes = minutes.parse::<i64>().ok().filter(|m| minutes.len() == 2 && *m < 60)?;
        Some(Reading12::new(hour * 60 + minutes, Grain::Minute, start + 1, false))
    };
    let (lower, upper) = (point(from)?, point(to)?);
    let (first, last) = (of_day(cx, at, lower), of_day(cx, at, upper));
    let grain = first.grain.min(last.grain);
    let mut moment = first;
    moment.grain = grain;
    moment.end = match (last.start, grain.times(1)) {
        (Some(start), Some(one)) => Some(start.checked_add(one).ok()?),
        _ => None,
    };
    moment.ranged = true;
    (moment.start <= moment.end).then_some(moment)
}

/// A number that may be an hour.
fn bare_number(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    let number = numeral_at(cx.reading, at, cx.end)?;
    let written = matches!(number.form, NumberForm::Digits | NumberForm::Words);
    let fits = written && number.suffix.is_empty() && number.value.is_integer();
    let hour = number.value.to_i64().filter(|h| fits && (0..=24).contains(h))?;
    let mut found = Reading12::new(hour * 60, Grain::Hour, number.tokens.end, hour <= 12);
    found.sure = false;
    Some(found)
}

/// «5 to 6 pm»: both hours lie in the half of the day that one of them names; the lower one lies before.
fn share_half(lower: &mut Reading12, upper: &mut Reading12) {
    let half = |found: &Reading12, after: bool| found.minutes % 720 + if after { 720 } else { 0 };
    if upper.half && !lower.half && lower.open {
        let after = upper.minutes >= 720;
        let same = half(lower, after);
        lower.minutes = if same < upper.minutes { same } else { half(lower, !after) };
        lower.open = false;
    } else if lower.half && !upper.half && upper.open {
        let after = lower.minutes >= 720;
        let same = half(upper, after);
        upper.minutes = if same > lower.minutes { same } else { half(upper, !after) };
        upper.open = false;
    } else if lower.open && upper.open && upper.minutes <= lower.minutes {
        // «11:30 - 1:30»
        upper.minutes += 720;
    } else if lower.open
        && !upper.open
        && upper.minutes >= 720
        && upper.minutes % 60 == 0
        && lower.minutes + 720 < upper.minutes
        && !lower.sure
    {
        lower.minutes += 720;
    }
}

/// A word that makes the number before it an hour; no half of the day.
fn clock_word(cx: &Clockwork<'_>, at: usize) -> Option<usize> {
    let plain = cx.class("before-noon", at).is_none() && cx.class("after-noon", at).is_none();
    cx.class("clock", at).filter(|_| plain).or_else(|| cx.class("hour-word", at))
}

/// Which half of the day words behind an hour name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    First,
    Second,
    /// «nachts»: before six the first, else the second.
    Night,
}

/// «pm», «'s avonds», «du matin», «in the evening», and the token behind.
fn half_of_day(cx: &Clockwork<'_>, at: usize) -> Option<(Half, usize)> {
    if let Some(end) = cx.class("before-noon", at) {
        return Some((Half::First, end));
    }
    if let Some(end) = cx.class("after-noon", at) {
        return Some((Half::Second, end));
    }
    let hit = cx.calendar(at, &["part-of-day"])?;
    let half = match Part::of(cx.notation(&hit))? {
        Part::Morning => Half::First,
        Part::Night => Half::Night,
        _ => Half::Second,
    };
    Some((half, hit.tokens.end))
}

/// The minutes from midnight, once the half of the day is known.
fn in_half(minutes: i64, half: Half) -> i64 {
    let twelve = minutes % 720;
    match half {
        _ if minutes >= 780 => minutes,
        Half::First => twelve,
        Half::Second => twelve + 720,
        Half::Night => twelve + if twelve >= 360 { 720 } else { 0 },
    }
}

fn told_half(cx: &Clockwork<'_>, mut found: Reading12) -> Reading12 {
    let told = half_of_day(cx, found.end).filter(|_| !found.half);
    if let Some((half, end)) = told {
        found.minutes = in_half(found.minutes, half);
        found.open = false;
        found.half = true;
        found.sure = true;
        found.end = end;
    }
    found
}

/// A point of the clock without the half of the day that stands behind it.
fn point(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    if at >= cx.end {
        return None;
    }
    if let Some(found) = noon_or_midnight(cx, at).or_else(|| relative_to_hour(cx, at)) {
        return Some(found);
    }
    if cx.reading.tokens().get(at)?.kind == TokenKind::Number {
        return in_digits(cx, at);
    }
    let number = numeral_at(cx.reading, at, cx.end)?;
    let fits =
        number.form == NumberForm::Words && number.value.is_integer() && number.suffix.is_empty();
    let hour = number.value.to_i64().filter(|h| fits && (0..=24).contains(h))?;
    bare_hour(cx, at, hour, number.tokens.end)
}

/// «midi», «midi et quart», «midi quinze», «minuit moins cinq».
fn noon_or_midnight(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    let (minutes, end) = [("noon", 720), ("midnight", 1440)]
        .into_iter()
        .find_map(|(class, minutes)| Some((minutes, cx.class(class, at)?)))?;
    let (more, end) = beyond_hour(cx, end, true).unwrap_or((0, end));
    let grain = if more == 0 { Grain::Hour } else { Grain::Minute };
    // «minuit trois» is of the day to come.
    let minutes = if more > 0 && minutes == 1440 { more } else { minutes + more };
    Some(Reading12::new(minutes, grain, end, false))
}

/// «et quart», «moins dix», «moins le quart», «trente» behind an hour: minutes, and the token behind.
/// `sure`: it is an hour, and no length.
fn beyond_hour(cx: &Clockwork<'_>, at: usize, sure: bool) -> Option<(i64, usize)> {
    let quarters =
        [("and-quarter", 15), ("and-half", 30), ("less-quarter", -15), ("three-quarters", 45)];
    if let Some(found) = quarters.into_iter().find_map(|(class, m)| Some((m, cx.class(class, at)?)))
    {
        return Some(found);
    }
    let linked = cx.class("addition", at);
    let number = numeral_at(cx.reading, linked.unwrap_or(at), cx.end)?;
    let m = number.value.to_i64().filter(|m| {
        number.suffix.is_empty() && number.value.is_integer() && (1..60).contains(&m.abs())
    })?;
    let end = number.tokens.end;
    let unit = cx.reading.match_at(Scheme::Units, end, cx.end);
    match unit {
        Some(hit) if sure && cx.notation(&hit) == "minute" => Some((m, hit.tokens.end)),
        Some(_) => None,
        // «10 uur een vergadering»
        None if number.is_lone_one() => None,
        None => (linked.is_none() && !super::atom::counts(cx, end)).then_some((m, end)),
    }
}

/// «15h30», «3:18», «15:30:10», «3pm», «9.30 uur», «18u».
fn in_digits(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    let reading = cx.reading;
    let surface = reading.analysis.surface(at);
    let digits = surface.find(|c: char| !c.is_ascii_digit()).unwrap_or(surface.len());
    if let Some(found) = run_together(cx, at) {
        return Some(found);
    }
    let hour: i64 = surface[..digits].parse().ok().filter(|h| *h <= 24 && digits <= 2)?;
    let rest = surface[digits..].to_lowercase();
    let sixty = |text: &str| {
        let fits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|m| fits && *m < 60)
    };
    // Where the clock has twenty-four hours «3:18» is in the night.
    let twelve = cx.scan.twelve_hours;
    let open = (1..=12).contains(&hour) && twelve;
    let full = |minutes: i64, grain, end| Some(Reading12::new(minutes, grain, end, open));
    let halved = |minutes: i64, half: Half, grain, end| {
        let mut found = Reading12::new(in_half(minutes, half), grain, end, false);
        found.half = true;
        Some(found)
    };
    if rest.is_empty() {
        // «3:18», «15:30:10», «3:18 Uhr», «3:18pm»
        let glued = |i: usize| i + 1 < cx.end && !reading.spaced(i) && !reading.spaced(i + 1);
        if !(glued(at + 1) && reading.is_mark(at + 1, ":")) {
            return bare_hour(cx, at, hour, at + 1);
        }
        let written = reading.analysis.surface(at + 2);
        let split = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
        let (written, letters) = written.split_at(split);
        let minutes = hour * 60 + sixty(written)?;
        let mut end = at + 3;
        if let Some(half) = glued_half(cx, &letters.to_lowercase()) {
            return halved(minutes, half, Grain::Minute, end);
        }
        let mut seconds = None;
        if glued(end) && reading.is_mark(end, ":") {
            seconds = sixty(reading.analysis.surface(end + 1));
            end += 2;
        }
        let end = clock_word(cx, end).unwrap_or(end);
        let mut found = full(minutes, Grain::Minute, end)?;
        if let Some(seconds) = seconds {
            found.seconds = seconds;
            found.grain = Grain::Second;
        }
        return Some(found);
    }
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (word, behind) = rest.split_at(letters);
    if let Some(half) = glued_half(cx, word).filter(|_| behind.is_empty()) {
        return halved(hour * 60, half, Grain::Hour, at + 1);
    }
    if let Some(written) = rest.strip_prefix('.') {
        // «9.30 uur», «3.30pm», «8.10 pm», «om 6.45»
        let split = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
        let minutes = hour * 60 + sixty(&written[..split])?;
        if let Some(half) = glued_half(cx, &written[split..]) {
            return halved(minutes, half, Grain::Minute, at + 1);
        }
        let letters = &written[split..];
        if crate::extract::number::has_class(reading, letters, "hour-letter") {
            return full(minutes, Grain::Minute, at + 1);
        }
        if !letters.is_empty() {
            return None;
        }
        if let Some(end) = clock_word(cx, at + 1) {
            return full(minutes, Grain::Minute, end);
        }
        // «om 9.00», but not «at 3.50 per share»
        let stands = at > 0
            && cx.is("clock-strict", at - 1)
            && written.len() == 2
            && !twelve
            && !super::atom::counts(cx, at + 1)
            && !reading.is_mark(at + 1, "%€$£");
        let told = stands || half_of_day(cx, at + 1).is_some();
        return told.then(|| full(minutes, Grain::Minute, at + 1))?;
    }
    if !crate::extract::number::has_class(reading, word, "hour-letter") {
        return None;
    }
    match sixty(behind) {
        Some(m) => full(hour * 60 + m, Grain::Minute, at + 1),
        // «15h 30» glued at the hour
        None if behind.is_empty() => match sixty(reading.analysis.surface(at + 1)) {
            Some(m) if at + 1 < cx.end => full(hour * 60 + m, Grain::Minute, at + 2),
            _ => full(hour * 60, Grain::Hour, at + 1),
        },
        None => None,
    }
}

/// «1140 a.m.», «at 730 in the evening»: hours and minutes in one number, where the half of the day follows.
fn run_together(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    let surface = cx.reading.analysis.surface(at);
    let split = surface.len().checked_sub(2).filter(|split| (1..=2).contains(split))?;
    if !surface.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hour = surface[..split].parse::<i64>().ok().filter(|h| (1..=12).contains(h))?;
    let minutes = surface[split..].parse::<i64>().ok().filter(|m| *m < 60)?;
    half_of_day(cx, at + 1).filter(|(_, end)| {
        *end > at + 2
            || cx.class("before-noon", at + 1).is_some()
            || cx.class("after-noon", at + 1).is_some()
    })?;
    Some(Reading12::new(hour * 60 + minutes, Grain::Minute, at + 1, true))
}

/// A number of hours that a word behind or before makes a time of day.
fn bare_hour(cx: &Clockwork<'_>, at: usize, hour: i64, next: usize) -> Option<Reading12> {
    let reading = cx.reading;
    let open = (1..=12).contains(&hour);
    let full = |minutes: i64, grain, end| Some(Reading12::new(minutes, grain, end, open));
    if let Some(end) = clock_word(cx, next) {
        // «3 heures»: a time only behind «à» or before a half of the day, «3 Uhr» always.
        let clock = cx.class("clock", next).is_some();
        let stands = at > 0
            && (cx.is("clock-before", at - 1)
                || cx.is("clock-at", at - 1)
                || cx.is("approximate-clock", at - 1));
        // «14 uur 15», «quinze heures et quart», «sept heures moins dix»
        if let Some((m, end)) = beyond_hour(cx, end, clock || stands) {
            return full(hour * 60 + m, Grain::Minute, end);
        }
        let told = clock || stands || half_of_day(cx, end).is_some();
        return told.then(|| full(hour * 60, Grain::Hour, end))?;
    }
    // «three in the morning», «12 nachts», but not «three morning sessions»
    let behind = half_of_day(cx, next);
    let sessions = |end: usize| {
        cx.scan.twelve_hours && end == next + 1 && cx.calendar(next, &["part-of-day"]).is_some()
    };
    if behind.is_some_and(|(_, end)| !sessions(end)) {
        return full(hour * 60, Grain::Hour, next);
    }
    // «ten thirty am», «nine fifty nine p.m.»
    let hyphen = next + usize::from(reading.is_mark(next, "-") && !reading.spaced(next));
    if let Some(number) = numeral_at(reading, hyphen, cx.end)
        && number.form == NumberForm::Words
        && let Some(m) = number.value.to_i64().filter(|m| (1..60).contains(m))
        && half_of_day(cx, number.tokens.end).is_some()
    {
        return full(hour * 60 + m, Grain::Minute, number.tokens.end);
    }
    // «at 3»: nothing is counted.
    let stands = at > 0
        && cx.is("clock-strict", at - 1)
        && (at < 2 || reading.tokens()[at - 2].kind != TokenKind::Number)
        && hour > 0;
    let ends = next >= cx.end
        || reading.tokens()[next].kind == TokenKind::Mark && !reading.is_mark(next, "%€$£/-°")
        || cx.calendar(next, &["relative-day", "weekday"]).is_some()
        || cx.is("day-preposition", next)
            && cx.calendar(next + 1, &["relative-day", "weekday"]).is_some();
    (stands && ends).then(|| full(hour * 60, Grain::Hour, next))?
}

/// «am», «pm» glued to the digits.
fn glued_half(cx: &Clockwork<'_>, letters: &str) -> Option<Half> {
    let class = |class: &str| crate::extract::number::has_class(cx.reading, letters, class);
    if letters.is_empty() {
        None
    } else if class("before-noon") {
        Some(Half::First)
    } else {
        class("after-noon").then_some(Half::Second)
    }
}

/// «half vier», «kwart over 2», «10 voor half 4», «quarter past three», «ten to five».
fn relative_to_hour(cx: &Clockwork<'_>, at: usize) -> Option<Reading12> {
    // The hour, the token behind it, and whether its half of the day is told.
    let hour = |i: usize| -> Option<(i64, usize, bool)> {
        let noon = [("noon", 12), ("midnight", 24)];
        let noon = noon.into_iter().find_map(|(class, h)| Some((h, cx.class(class, i)?, true)));
        if noon.is_some() {
            return noon;
        }
        let glued = cx.reading.tokens().get(i).is_some_and(|t| t.kind == TokenKind::Number);
        let glued = glued.then(|| in_digits(cx, i)).flatten();
        if let Some(found) = glued.filter(|found| found.half && found.minutes % 60 == 0) {
            return Some((found.minutes / 60, found.end, true));
        }
        let number = numeral_at(cx.reading, i, cx.end)?;
        let fits = number.suffix.is_empty() && number.value.is_integer();
        let hour = number.value.to_i64().filter(|h| fits && (1..=24).contains(h))?;
        let end = number.tokens.end;
        let end = clock_word(cx, end).unwrap_or(end);
        Some(match half_of_day(cx, end) {
            Some((half, behind)) => (in_half(hour * 60, half) / 60, behind, true),
            None => (hour, end, false),
        })
    };
    let make = |(hour, end, half): (i64, usize, bool), minutes: i64| {
        let minutes = (hour * 60 + minutes).rem_euclid(1440);
        let mut found = Reading12::new(minutes, Grain::Minute, end, hour <= 12 && !half);
        found.half = half;
        Some(found)
    };
    // «half vier» is half an hour before four.
    if let Some(next) = cx.class("half-to", at)
        && let Some(hour) = hour(next)
    {
        return make(hour, -30);
    }
    let mut sure = at > 0 && cx.is("clock-at", at - 1);
    let (minutes, next) = if let Some(next) = cx.class("half-past", at) {
        return make(hour(next)?, 30);
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
        let alone = at == 0 && free || !found.open || half_of_day(cx, found.end).is_some();
        (sure || alone).then_some(found)
    };
    if let Some(next) = cx.class("minutes-past", next) {
        if let Some(half) = cx.class("half-to", next) {
            return make(hour(half)?, minutes - 30).and_then(fits);
        }
        return make(hour(next)?, minutes).and_then(fits);
    }
    let towards = cx.class("range-to", next).is_some() && !sure;
    let next = cx.class("minutes-to", next)?;
    // «5 to 6 pm» are two hours.
    if towards && hour(next).is_some_and(|(hour, ..)| minutes < hour % 12) {
        return None;
    }
    if let Some(half) = cx.class("half-to", next) {
        return make(hour(half)?, -minutes - 30).and_then(fits);
    }
    make(hour(next)?, -minutes).and_then(fits)
}
