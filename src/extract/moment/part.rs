//! Parts of a period: «fin mars», «begin 2019», «mi-mai», «end of the month», «en fin de matinée»,
//! «later this week».

use super::scan::Rule;
use super::{Clockwork, Grain, Moment, Part, atom, clock, combine, counted};
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::DateTime;

/// Which part of a whole is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Start,
    Middle,
    End,
    /// «earlier this year», «later this week»: a half.
    Earlier,
    Later,
}

/// «fin mars», «end of the month», «later this year».
pub(super) fn part(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::Part, at, || read_part(cx, at))
}

fn read_part(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    joined(cx, at).or_else(|| {
        let (which, next) = opening(cx, at)?;
        let whole = whole(cx, next)?;
        let moment = cut(&whole, which, at)?;
        Some(by_now(cx, which, &whole, moment))
    })
}

/// «earlier this year» ends today, «later this year» begins today.
fn by_now(cx: &Clockwork<'_>, which: Which, whole: &Moment, mut moment: Moment) -> Moment {
    let today = cx.now.and_then(|now| Grain::Day.floor(now));
    let inside = whole.start.zip(whole.end).zip(today);
    let inside = inside.filter(|((start, end), today)| start < today && today < end);
    if let Some((_, today)) = inside.filter(|_| whole.grain > Grain::Day) {
        match which {
            Which::Earlier => moment.end = Some(today),
            Which::Later => moment.start = Some(today),
            _ => {}
        }
    }
    moment
}

/// «en fin de matinée», «early in the afternoon», «tôt le matin»: hours of a part of the day.
pub(super) fn part_of_part(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let before = opening(cx, cx.skip("part-of-day-at", at)).or_else(|| opening(cx, at));
    let Some((which, next)) = before else {
        // «le matin tôt»
        let day = clock::part_of_day(cx, at)?;
        let which = word(cx, day.tokens.end)?;
        return cut(&day, which.0, at).map(|moment| moment.over(at..which.1));
    };
    let small = cx.skip("part-of-day-at", cx.skip_small(next));
    let day = [next, small].into_iter().find_map(|i| clock::part_of_day(cx, i))?;
    cut(&day, which, at)
}

/// A word for a part, and the token behind what joins it to its whole.
fn opening(cx: &Clockwork<'_>, at: usize) -> Option<(Which, usize)> {
    let start = cx.skip("article", at);
    let (which, end) = [at, start].into_iter().find_map(|i| word(cx, i))?;
    let hyphen = cx.reading.is_mark(end, "-") && !cx.reading.spaced(end);
    Some((which, end + usize::from(hyphen)))
}

fn word(cx: &Clockwork<'_>, at: usize) -> Option<(Which, usize)> {
    let halves = [("earlier-in", Which::Earlier), ("later-in", Which::Later)];
    let half = halves.into_iter().find_map(|(class, which)| Some((which, cx.class(class, at)?)));
    if half.is_some() {
        return half;
    }
    let hit = cx.horizon(at)?;
    let which = match cx.notation(hit) {
        "start_of" => Which::Start,
        "mid_of" => Which::Middle,
        "end_of" => Which::End,
        _ => return None,
    };
    Some((which, hit.tokens.end))
}

/// What is cut: a period that is told, or the day, week, month or year that it is.
fn whole(cx: &Clockwork<'_>, next: usize) -> Option<Moment> {
    let small = cx.skip_small(next);
    // «début du mois d'avril»
    let month = counted::unit(cx, small)
        .filter(|(grain, factor, _)| *grain == Grain::Month && *factor == 1)
        .and_then(|(.., behind)| atom::named_month(cx, cx.skip_small(behind)));
    if month.is_some() {
        return month;
    }
    if let Some(moment) = [next, small].into_iter().find_map(|i| combine::day(cx, i)) {
        return Some(moment);
    }
    if let Some(moment) = [next, small].into_iter().find_map(|i| atom::named_month(cx, i)) {
        return Some(moment);
    }
    let (grain, factor, end) = counted::unit(cx, small)?;
    let grain = if factor == 3 && grain == Grain::Month { Grain::Quarter } else { grain };
    if grain < Grain::Day || !matches!(factor, 1 | 3) {
        return None;
    }
    let Some(now) = cx.now else { return Some(Moment::unknown(small..end, grain)) };
    Moment::of(small..end, grain.floor(now)?, grain)
}

/// «mi-décembre», «mid-March»: one word.
fn joined(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    let token = cx.reading.tokens().get(start).filter(|_| start < cx.end)?;
    let (first, month) = token.folded.split_once('-')?;
    let lexicon = cx.reading.lexicon;
    let middle = cx
        .reading
        .phrases(Scheme::Horizons)
        .concepts(first)
        .any(|id| lexicon.notation(id) == "mid_of");
    let calendar = cx.reading.phrases(Scheme::Calendar);
    let mut months = calendar
        .concepts(month)
        .filter(|id| lexicon.concept(*id).property("calendarForm") == "month");
    let month: i8 = lexicon.notation(months.next().filter(|_| middle)?).parse().ok()?;
    let whole = atom::dated(cx, at, month, None, start + 1)?;
    cut(&whole, Which::Middle, at)
}

fn cut(whole: &Moment, which: Which, at: usize) -> Option<Moment> {
    let end = whole.tokens.end;
    let (Some(first), Some(last)) = (whole.start, whole.end) else {
        let mut moment = Moment::unknown(at..end, whole.grain);
        moment.dated = whole.dated;
        moment.part = whole.part;
        moment.ranged = true;
        return Some(moment);
    };
    let from = |span: jiff::Span| first.checked_add(span).ok();
    let to = |span: jiff::Span| last.checked_sub(span).ok();
    let (start, stop): (Option<DateTime>, Option<DateTime>) = match (whole.grain, which) {
        (Grain::Hour, _) if whole.part.is_some() => hours(whole, which)?,
        (Grain::Day, Which::Start) if !whole.ranged => (from(6.hours()), from(10.hours())),
        (Grain::Day, Which::Middle) if !whole.ranged => (from(11.hours()), from(16.hours())),
        (Grain::Day, Which::End) if !whole.ranged => (from(17.hours()), from(21.hours())),
        (Grain::Day, Which::Earlier) if !whole.ranged => (Some(first), from(12.hours())),
        (Grain::Day, Which::Later) if !whole.ranged => (from(12.hours()), Some(last)),
        (Grain::Week, Which::Start | Which::Earlier) => (Some(first), from(3.days())),
        (Grain::Week, Which::Middle) => (from(2.days()), from(4.days())),
        (Grain::Week, Which::End) => (to(3.days()), Some(last)),
        (Grain::Week, Which::Later) => (to(4.days()), Some(last)),
        (Grain::Month, Which::Start) => (Some(first), from(10.days())),
        (Grain::Month, Which::Middle) => (from(10.days()), from(20.days())),
        (Grain::Month, Which::End) => (from(20.days()), Some(last)),
        (Grain::Month, Which::Earlier) => (Some(first), from(15.days())),
        (Grain::Month, Which::Later) => (from(15.days()), Some(last)),
        (Grain::Quarter, Which::Start) => (Some(first), from(1.months())),
        (Grain::Quarter, Which::Middle) => (from(1.months()), from(2.months())),
        (Grain::Quarter, Which::End) => (to(1.months()), Some(last)),
        // A decade has ten years.
        (Grain::Year, _) if whole.ranged => match which {
            Which::Start | Which::Earlier => (Some(first), from(3.years())),
            Which::Middle => (from(3.years()), from(7.years())),
            Which::End | Which::Later => (to(3.years()), Some(last)),
        },
        (Grain::Year, Which::Start) => (Some(first), from(3.months())),
        (Grain::Year, Which::Middle) => (from(4.months()), from(8.months())),
        (Grain::Year, Which::End) => (to(4.months()), Some(last)),
        (Grain::Year, Which::Earlier) => (Some(first), from(6.months())),
        (Grain::Year, Which::Later) => (to(6.months()), Some(last)),
        _ => return None,
    };
    let mut moment = Moment::between(at..end, start?, stop?, whole.grain);
    if whole.grain == Grain::Day {
        moment.grain = Grain::Hour;
    }
    if whole.grain == Grain::Year && whole.ranged {
        // «the early sixties» are of them.
        moment.value = whole.timex(None, None);
    }
    moment.dated = whole.dated;
    moment.part = whole.part;
    moment.year = whole.year;
    moment.ranged = true;
    Some(moment)
}

type Ends = (Option<DateTime>, Option<DateTime>);

/// Hours of a part of the day.
fn hours(whole: &Moment, which: Which) -> Option<Ends> {
    let midnight = whole.start?.date().to_datetime(jiff::civil::Time::midnight());
    let (from, to) = match (whole.part?, which) {
        (Part::Morning, Which::Start | Which::Earlier) => (7, 9),
        (Part::Morning, Which::Middle) => (9, 11),
        (Part::Morning, _) => (10, 12),
        (Part::Afternoon, Which::Start | Which::Earlier) => (12, 14),
        (Part::Afternoon, Which::Middle) => (14, 17),
        (Part::Afternoon, _) => (17, 19),
        (Part::Evening, Which::Start | Which::Earlier) => (18, 21),
        (Part::Evening | Part::Night, Which::End | Which::Later) => (21, 24),
        _ => return None,
    };
    let hour = |h: i64| midnight.checked_add(h.hours()).ok();
    Some((hour(from), hour(to)))
}
