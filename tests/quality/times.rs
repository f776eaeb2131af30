//! Times against Duckling's Time corpora, the DateTimeModel of Recognizers-Text and the French
//! TimeBank. See `suites.rs` for how errors are shown.

use crate::corpus::shared;
use crate::suites::{Shares, count, held_wrong, report, tell};
use jiff::civil::DateTime;
use newsgraph::extract::{
    Bound, Expressions, Grain, Lean, Part, TimeExpression, UnitKind, expressions,
};
use newsgraph::language::Language;
use newsgraph::lexicon::Lexicon;
use serde_json::Value;

#[test]
fn times() {
    let Some(shared) = shared() else { return };
    let lexicon = Lexicon::bundled().expect("the bundled ontology loads");
    let show = std::env::var("QUALITY_ERRORS").unwrap_or_default();
    let mut shares = Shares::new();
    for tag in ["fr", "nl", "en", "de"] {
        let language: Language = tag.parse().expect("a language");
        let name = format!("figures/duckling/Time.{}.jsonl", tag.to_uppercase());
        for case in cases(&shared.join(name)) {
            duckling(&case, language, &lexicon, &show, &mut shares);
        }
        for case in cases(&shared.join(format!("figures/recognizers-text/{tag}.jsonl"))) {
            if case["model"] == "DateTimeModel" {
                recognizers(&case, language, &lexicon, &show, &mut shares);
            }
        }
    }
    report(&shares);
}

fn cases(path: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

fn read_time(text: &str) -> Option<DateTime> {
    text.get(..19)?.parse().ok()
}

/// The minutes that a time with an offset («-02:00») is ahead of Greenwich.
fn reference_offset(text: &str) -> Option<i32> {
    let (hours, minutes) = text.get(text.len().checked_sub(6)?..)?.split_once(':')?;
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    Some(hours * 60 + minutes * hours.signum())
}

fn rank(grain: &str) -> i32 {
    ["second", "minute", "hour", "day", "week", "month", "quarter", "year"]
        .iter()
        .position(|g| *g == grain)
        .map_or(-1, |i| i32::try_from(i).unwrap_or(-1))
}

fn grain_rank(grain: Grain) -> i32 {
    rank(&format!("{grain:?}").to_lowercase())
}

/// A time and its grain; what is counted in days or more («in 7 days») we tell by the day, Duckling by
/// the next finer or coarser grain.
fn agrees(value: &Value, found: Option<DateTime>, grain: Grain) -> bool {
    let Some(found) = found else { return false };
    let Some(wanted) = value["value"].as_str().and_then(read_time) else { return false };
    let told = rank(value["grain"].as_str().unwrap_or_default());
    let ours = grain_rank(grain);
    if told == ours {
        return wanted == found;
    }
    let day = grain == Grain::Day && (2..=5).contains(&told);
    // «fin mars» is told in days by one suite, in months by the other.
    if wanted == found && (told - ours).abs() <= 3 {
        return true;
    }
    let second = grain == Grain::Second && told == 1;
    day && (wanted.date() == found.date()
        || told == 5 && wanted.date().first_of_month() == found.date().first_of_month())
        || second
            && wanted.date() == found.date()
            && wanted.hour() == found.hour()
            && wanted.minute() == found.minute()
        || wanted == found && (told - ours).abs() <= 1
}

fn duckling(case: &Value, language: Language, lexicon: &Lexicon, show: &str, shares: &mut Shares) {
    let text = case["text"].as_str().unwrap_or_default();
    let id = format!("Time.{}:{text}", language.as_str().to_uppercase());
    if case["latent"].as_bool() == Some(true) || held_wrong(&id) {
        return;
    }
    let now = case["ref_time"].as_str().and_then(read_time);
    let mut read = expressions(text, language, lexicon, now, Lean::Ahead);
    let offset = case["ref_time"].as_str().and_then(reference_offset).unwrap_or_default();
    for time in &mut read.times {
        // Duckling tells the hours of other zones in that of its reference.
        let shift = time.zone.map_or(0, |zone| i64::from(offset - zone));
        let moved = |at: DateTime| at.checked_add(jiff::Span::new().minutes(shift)).unwrap_or(at);
        (time.start, time.end) = (time.start.map(moved), time.end.map(moved));
    }
    let expected = &case["expected"];
    let fits = |time: &TimeExpression| match expected["type"].as_str() {
        // When a morning begins (at 0, 3 or 4 o'clock) each language of the suite says differently.
        Some("interval") if time.part.is_some() && same_part(expected, time) => true,
        // «by 2 pm» is from now until then.
        Some("interval") if time.bound == Bound::To && from_now(expected, now) => {
            agrees(&expected["to"], time.end, time.grain)
                || time.end.is_some()
                    && time.end == expected["to"]["value"].as_str().and_then(read_time)
        }
        Some("interval") => match (expected.get("from"), expected.get("to")) {
            (Some(from), Some(to)) => {
                agrees(from, time.start, time.grain) && agrees(to, time.end, time.grain)
            }
            (Some(from), None) => time.bound == Bound::From && agrees(from, time.start, time.grain),
            (None, Some(to)) => time.bound == Bound::To && agrees(to, time.end, time.grain),
            _ => false,
        },
        _ => time.bound == Bound::Within && agrees(expected, time.start, time.grain),
    };
    let right = if case["negative"].as_bool() == Some(true) {
        read.times.is_empty()
    } else {
        read.times.iter().any(fits)
    };
    count(shares, "Duckling-Time Time", language, right);
    if !right {
        tell(show, "Duckling Time", language, text, &expected.to_string(), &told(&read));
    }
}

/// Whether two readings of a part of the day are on one day, and each holds the middle of the other.
fn same_part(expected: &Value, time: &TimeExpression) -> bool {
    let side = |name: &str| expected[name]["value"].as_str().and_then(read_time);
    let middle = |from: DateTime, to: DateTime| {
        let hours = from.until(to).map_or(0, |span| span.get_hours() + 24 * span.get_days());
        from.checked_add(jiff::Span::new().minutes(i64::from(hours) * 30)).unwrap_or(from)
    };
    let (Some(from), Some(to), Some(start), Some(end)) =
        (side("from"), side("to"), time.start, time.end)
    else {
        return false;
    };
    let holds = |from: DateTime, to: DateTime, at: DateTime| from <= at && at < to;
    (time.grain == Grain::Hour || time.part == Some(Part::Weekend))
        && holds(from, to, middle(start, end))
        && holds(start, end, middle(from, to))
}

fn from_now(expected: &Value, now: Option<DateTime>) -> bool {
    expected["from"]["value"].as_str().and_then(read_time).is_some_and(|from| Some(from) == now)
}

fn told(read: &Expressions) -> String {
    let times: Vec<String> = read
        .times
        .iter()
        .map(|t| format!("{:?}..{:?} {:?} {:?}", t.start, t.end, t.grain, t.bound))
        .collect();
    times.join(" | ")
}

/// What Recognizers writes of one moment: with the day, the time of day, or both.
fn written(at: DateTime) -> String {
    at.to_string().replace('T', " ")
}

fn recognizers(
    case: &Value,
    language: Language,
    lexicon: &Lexicon,
    show: &str,
    shares: &mut Shares,
) {
    let id = case["id"].as_str().unwrap_or_default();
    if held_wrong(id) {
        return;
    }
    let input = case["input"].as_str().unwrap_or_default();
    let now = case["ref"].as_str().and_then(read_time);
    let read = expressions(input, language, lexicon, now, Lean::Nearest);
    let ahead = expressions(input, language, lexicon, now, Lean::Ahead);
    let mut found: Vec<(String, Vec<&TimeExpression>, f64)> = Vec::new();
    for time in &read.times {
        let twin = ahead.times.iter().find(|t| t.bytes == time.bytes);
        let words = input[time.bytes.clone()].to_lowercase();
        found.push((words, std::iter::once(time).chain(twin).collect(), f64::NAN));
    }
    for quantity in read.quantities.iter().filter(|q| q.kind == UnitKind::Duration) {
        let covered = read
            .times
            .iter()
            .any(|t| t.bytes.start < quantity.bytes.end && quantity.bytes.start < t.bytes.end);
        let seconds = match quantity.unit.as_str() {
            "second" => 1.0,
            "minute" => 60.0,
            "hour" => 3600.0,
            "day" => 86400.0,
            "week" => 604_800.0,
            "month" => 2_592_000.0,
            _ => 31_536_000.0,
        };
        let value: f64 = quantity.value.to_string().parse().unwrap_or(f64::NAN);
        if !covered {
            found.push((input[quantity.bytes.clone()].to_lowercase(), Vec::new(), value * seconds));
        }
    }
    let results = case["results"].as_array().cloned().unwrap_or_default();
    let right = results.len() == found.len()
        && results.iter().all(|result| {
            let text = result["text"].as_str().unwrap_or_default().to_lowercase();
            let values = result["resolution"]["values"].as_array().cloned().unwrap_or_default();
            found.iter().any(|(words, times, seconds)| {
                *words == text
                    && values.iter().any(|value| {
                        same_length(value, *seconds)
                            || times.iter().any(|t| same_time(value, t, now.is_some()))
                    })
            })
        });
    count(shares, "Recognizers-Time DateTimeModel", language, right);
    if !right {
        let expected: Vec<String> = results
            .iter()
            .map(|r| format!("{}={}", r["text"], r["resolution"]["values"]))
            .collect();
        let words: Vec<&String> = found.iter().map(|(words, ..)| words).collect();
        tell(
            show,
            "Recognizers DateTimeModel",
            language,
            &format!("{id} {input} @{now:?}"),
            &expected.join(" | "),
            &format!("{words:?} {}", told(&read)),
        );
    }
}

fn same_length(value: &Value, seconds: f64) -> bool {
    value["type"] == "duration"
        && value["value"]
            .as_str()
            .and_then(|text| text.parse::<f64>().ok())
            .is_some_and(|wanted| (wanted - seconds).abs() < 1.0)
}

/// Recognizers ends a range where its last part begins: «2014-2018» on 1 January 2018.
fn last_begins(time: &TimeExpression) -> Option<DateTime> {
    use jiff::ToSpan as _;
    let end = time.end?;
    let one = match time.grain {
        Grain::Second => 1.seconds(),
        Grain::Minute => 1.minutes(),
        Grain::Hour => 1.hours(),
        Grain::Day => 1.days(),
        Grain::Week => 1.weeks(),
        Grain::Month => 1.months(),
        Grain::Quarter => 3.months(),
        Grain::Year => 1.years(),
    };
    end.checked_sub(one).ok()
}

/// `known` whether the case says from which day it counts; where it does not, what hangs on that day is
/// rightly left open.
fn same_time(value: &Value, time: &TimeExpression, known: bool) -> bool {
    if time.repeated {
        return value["type"] == "set";
    }
    let (Some(start), Some(end)) = (time.start, time.end) else { return !known };
    let is = |field: &str, at: DateTime| {
        value[field].as_str().is_none_or(|wanted| {
            let whole = written(at);
            match value["type"].as_str() {
                Some("date" | "daterange") => whole[..10] == *wanted,
                Some("time" | "timerange") => whole[11..] == *wanted,
                _ => whole == *wanted,
            }
        })
    };
    // A part of the day or year has hours and days by convention only: its name is what counts.
    if let Some(part) = time.part.filter(|_| !time.timex.contains(':')) {
        let named = value["timex"].as_str().is_some_and(|timex| timex.ends_with(part.code()));
        let wanted = value["start"].as_str().and_then(|start| start.get(..10)?.parse().ok());
        let day = time.start.map(DateTime::date);
        return named && (!time.dated || wanted.is_none() || !known || wanted == day);
    }
    let kind = value["type"].as_str().unwrap_or_default();
    let timed = time.grain < Grain::Day;
    let fits = match kind {
        "date" => !timed && time.grain == Grain::Day,
        "daterange" => !timed,
        "time" | "timerange" => timed && !time.dated,
        "datetime" | "datetimerange" => timed && time.dated,
        _ => false,
    };
    let told =
        value.get("value").is_some() || value.get("start").is_some() || value.get("end").is_some();
    let ends = is("end", end)
        || (time.ranged || time.bound == Bound::To)
            && last_begins(time).is_some_and(|at| is("end", at));
    fits && told && is("value", start) && is("start", start) && ends
}
