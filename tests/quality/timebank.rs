//! Times against the French TimeBank (ISO-TimeML): where they stand, and their values.
//!
//! Relaxed: an expression is found where one of ours overlaps it, as TempEval counts; a day and its hour,
//! and the ends of a range, are times of their own. Value: it has the same value, too.
//! `QUALITY_ERRORS=timebank cargo test --test quality timebank -- --nocapture` prints what is not.

use crate::corpus::shared;
use jiff::civil::{Date, DateTime};
use newsgraph::extract::{Lean, NumberForm, QuantityExpression, UnitKind, expressions};
use newsgraph::lexicon::Lexicon;
use regex::Regex;
use std::ops::Range;

/// Floors in per cent: relaxed F1, value F1.
const FLOORS: (f64, f64) = (83.8, 61.9);

/// An expression: its byte range and its value.
type Timex = (Range<usize>, String);

#[test]
fn timebank() {
    let Some(shared) = shared() else { return };
    let lexicon = Lexicon::bundled().expect("the bundled ontology loads");
    let show = std::env::var("QUALITY_ERRORS").is_ok_and(|show| show == "timebank");
    let folder = shared.join("figures/fr-timebank/Data");
    let Ok(files) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.sort();
    let (mut wanted, mut found, mut overlapping, mut touched, mut valued) = (0, 0, 0, 0, 0);
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "tml")) {
        let Ok(tml) = std::fs::read_to_string(path) else { continue };
        let (text, now, expected) = document(&tml);
        let ours = timexes(&text, now, &lexicon);
        wanted += expected.len();
        found += ours.len();
        let mut used = vec![false; ours.len()];
        for (bytes, value) in &expected {
            let hit = ours
                .iter()
                .enumerate()
                .position(|(i, (b, _))| !used[i] && b.start < bytes.end && bytes.start < b.end);
            if let Some(i) = hit {
                overlapping += 1;
                let same = ours[i].1 == *value && !used[i];
                valued += usize::from(same);
                used[i] = true;
            }
            let told = hit.map(|i| &ours[i]);
            if show && told.is_none_or(|(_, v)| v != value) {
                let words = told.map(|(b, v)| (&text[b.clone()], v));
                println!("{now:?} {:?} {value}: {words:?}", &text[bytes.clone()]);
            }
        }
        touched += used.iter().filter(|used| **used).count();
        for ((bytes, value), used) in ours.iter().zip(used) {
            if show && !used {
                println!("{now:?} too much: {:?} {value}", &text[bytes.clone()]);
            }
        }
    }
    let share = |right: usize, all: usize| right as f64 / all.max(1) as f64;
    let (precision, recall) = (share(touched, found), share(overlapping, wanted));
    let relaxed = 200.0 * precision * recall / (precision + recall).max(1e-9);
    let value = 200.0 * valued as f64 / (wanted + found).max(1) as f64;
    println!("French TimeBank: {wanted} expressions, {found} found");
    println!("  relaxed F1 {relaxed:.1}, value F1 {value:.1}");
    assert!(relaxed >= FLOORS.0 && value >= FLOORS.1, "{relaxed:.1} {value:.1}");
}

/// The text of a document, the day that it was written, and its expressions.
fn document(tml: &str) -> (String, Option<DateTime>, Vec<Timex>) {
    let created = Regex::new(r#"(?s)<DCT>.*?value="(\d{4}-\d{2}-\d{2})"#).expect("a pattern");
    let now = created.captures(tml).and_then(|c| c[1].parse::<Date>().ok());
    let body = tml.split("<TEXT>").nth(1).and_then(|b| b.split("</TEXT>").next());
    let tag = Regex::new(r"(?s)<(/?)(\w+)([^>]*)>").expect("a pattern");
    let attribute = Regex::new(r#"\bvalue="([^"]*)""#).expect("a pattern");
    let (mut text, mut expected) = (String::new(), Vec::new());
    let mut open: Option<(usize, String)> = None;
    let body = body.unwrap_or_default();
    let mut at = 0;
    let plain = |s: &str| {
        let s = s.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        s.replace("&apos;", "'").replace("&amp;", "&")
    };
    for hit in tag.captures_iter(body) {
        let whole = hit.get(0).expect("the whole");
        text.push_str(&plain(&body[at..whole.start()]));
        at = whole.end();
        if &hit[2] == "TIMEX3" && !hit[3].ends_with('/') {
            if hit[1].is_empty() {
                let value = attribute.captures(&hit[3]).map(|c| c[1].to_owned());
                open = Some((text.len(), value.unwrap_or_default()));
            } else if let Some((start, value)) = open.take() {
                expected.push((start..text.len(), value));
            }
        }
    }
    text.push_str(&plain(&body[at..]));
    (text, now.map(|date| date.at(0, 0, 0, 0)), expected)
}

/// Our times and lengths of time with their values, in the order of the text.
fn timexes(text: &str, now: Option<DateTime>, lexicon: &Lexicon) -> Vec<Timex> {
    let language = "fr".parse().expect("a language");
    let read = expressions(text, language, lexicon, now, Lean::Nearest);
    let mut found: Vec<Timex> =
        read.times.iter().flat_map(|time| time.parts.iter().cloned()).collect();
    for quantity in read.quantities.iter().filter(|q| q.kind == UnitKind::Duration) {
        let taken = |(b, _): &Timex| b.start < quantity.bytes.end && quantity.bytes.start < b.end;
        if !found.iter().any(taken) {
            found.push((quantity.bytes.clone(), length(quantity)));
        }
    }
    found.sort_by_key(|(bytes, _)| bytes.start);
    found
}

/// A length of time as ISO 8601 writes it: `P2D`, `PT15M`, `PXD` where nobody says how many.
fn length(quantity: &QuantityExpression) -> String {
    let (time, letter) = match quantity.unit.as_str() {
        "second" => ("T", "S"),
        "minute" => ("T", "M"),
        "hour" => ("T", "H"),
        "day" => ("", "D"),
        "week" => ("", "W"),
        "month" => ("", "M"),
        _ => ("", "Y"),
    };
    if quantity.form == NumberForm::Vague {
        return format!("P{time}X{letter}");
    }
    format!("P{time}{}{letter}", quantity.value.normalize())
}
