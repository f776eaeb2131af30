//! Texts with `E` records beside them, and texts with names in brackets.

use super::sample::{Sample, Types};
use crate::language::Language;
use crate::recognize::NameType;
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads `document <tab> line <tab> sentence` lines with their `E <tab> line <tab> type <tab> surface` records.
pub(super) fn records(text: &str, records: &str, language: Language) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    let mut lines: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
    for line in text.lines() {
        let mut columns = line.splitn(3, '\t');
        let (Some(id), Some(number), Some(sentence)) =
            (columns.next(), columns.next().and_then(|n| n.parse().ok()), columns.next())
        else {
            continue;
        };
        if samples.last().is_none_or(|sample| sample.id != id) {
            samples.push(empty(id.to_owned(), language));
        }
        let index = samples.len() - 1;
        let range = push_line(&mut samples[index].text, sentence);
        lines.insert(number, (index, range));
    }
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    for line in records.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let &["E", number, kind, surface] = columns.as_slice() else { continue };
        let Some(number) = number.parse::<usize>().ok() else { continue };
        let Some((index, range)) = lines.get(&number) else { continue };
        let sample = &mut samples[*index];
        let at = from.entry(number).or_insert(range.start);
        if let Some(found) = sample.text[*at..range.end].find(surface) {
            let start = *at + found;
            *at = start + surface.len();
            sample.names.push((start..*at, NameType::from_code(kind)));
        }
    }
    for sample in &mut samples {
        sample.names.sort_by_key(|(bytes, _)| bytes.start);
    }
    samples
}

/// Reads lines with names as `[PER Anna Lind]`, documents separated by empty lines.
pub(super) fn brackets(
    text: &str,
    name: &str,
    language: Language,
) -> Result<Vec<Sample>, (usize, String)> {
    let mut samples = vec![empty(format!("{name}#0"), language)];
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            if samples.last().is_some_and(|sample| !sample.text.is_empty()) {
                samples.push(empty(format!("{name}#{}", samples.len()), language));
            }
            continue;
        }
        let index = samples.len() - 1;
        let sample = &mut samples[index];
        if !sample.text.is_empty() {
            sample.text.push('\n');
        }
        let mut rest = line.trim();
        while let Some((before, after)) = rest.split_once('[') {
            sample.text.push_str(before);
            let (kind, surface, behind) = after
                .split_once(']')
                .and_then(|(inside, behind)| {
                    let (kind, surface) = inside.split_once(' ')?;
                    Some((NameType::from_code(kind)?, surface, behind))
                })
                .ok_or_else(|| {
                    (
                        number + 1,
                        "a bracket must hold a type and a name: `[PER Anna Lind]`".to_owned(),
                    )
                })?;
            let start = sample.text.len();
            sample.text.push_str(surface);
            sample.names.push((start..sample.text.len(), Some(kind)));
            rest = behind;
        }
        sample.text.push_str(rest);
    }
    samples.retain(|sample| !sample.text.is_empty());
    Ok(samples)
}

fn empty(id: String, language: Language) -> Sample {
    Sample { id, language, text: String::new(), names: Vec::new(), types: Types::All }
}

fn push_line(text: &mut String, line: &str) -> Range<usize> {
    if !text.is_empty() {
        text.push('\n');
    }
    let start = text.len();
    text.push_str(line);
    start..text.len()
}
