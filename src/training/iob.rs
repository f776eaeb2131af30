//! IOB2: a token and its tag a line, an empty line behind each sentence; and JSON lines with spans.

use super::sample::{Sample, Types};
use crate::language::Language;
use crate::recognize::NameType;
use serde::Deserialize;

/// How many sentences make a document where the corpus does not say.
const SENTENCES: usize = 8;

/// Reads IOB2. The text is put together from the tokens as it was probably written.
pub(super) fn iob2(content: &str, name: &str, language: Language) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    let mut sentences = 0;
    for sentence in content.split("\n\n") {
        let rows: Vec<(&str, &str)> = sentence
            .lines()
            .filter_map(|line| {
                let mut columns = line.split(['\t', ' ']).filter(|c| !c.is_empty());
                Some((columns.next()?, columns.next_back()?))
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        if sentences % SENTENCES == 0 {
            samples.push(Sample {
                id: format!("{name}#{}", samples.len()),
                language,
                text: String::new(),
                names: Vec::new(),
                types: Types::Classic,
            });
        }
        sentences += 1;
        if let Some(sample) = samples.last_mut() {
            add(sample, &rows);
        }
    }
    samples
}

fn add(sample: &mut Sample, rows: &[(&str, &str)]) {
    if !sample.text.is_empty() {
        sample.text.push('\n');
    }
    let line = sample.text.len();
    let mut glue = true;
    let mut quotes = 0;
    for &(token, tag) in rows {
        let opening =
            matches!(token, "(" | "[" | "“" | "„" | "‘" | "``") || token == "\"" && quotes % 2 == 0;
        let closing = matches!(
            token,
            "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "”" | "''" | "%" | "…" | "n't"
        ) || token.starts_with(['\'', '’']) && token.len() > 1
            || token == "\"" && quotes % 2 == 1;
        let hyphen = matches!(token, "-" | "/");
        if !glue && !closing && !hyphen && sample.text.len() > line {
            sample.text.push(' ');
        }
        quotes += usize::from(token == "\"");
        let start = sample.text.len();
        sample.text.push_str(token);
        glue = opening
            || hyphen
            || token.ends_with(['\'', '’']) && token.chars().count() <= 3 && token.len() > 1;
        let kind = tag.get(2..).unwrap_or_default();
        if tag.starts_with("I-")
            && let Some((bytes, _)) = sample.names.last_mut()
            && bytes.end >= line
        {
            bytes.end = sample.text.len();
        } else if tag.starts_with("B-") && kind != "O" && kind != "OTH" {
            sample.names.push((start..sample.text.len(), NameType::from_code(kind)));
        }
    }
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(alias = "entities")]
    ents: Vec<(usize, usize, String)>,
}

/// Reads JSON lines `{"id", "text", "ents": [[start, end, type]]}` with offsets in code points.
pub(super) fn json_lines(
    content: &str,
    language: Language,
) -> Result<Vec<Sample>, (usize, String)> {
    let mut samples = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|e| (number + 1, e.to_string()))?;
        let mut starts: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        starts.push(line.text.len());
        let mut names: Vec<(std::ops::Range<usize>, Option<NameType>)> = Vec::new();
        for (start, end, kind) in line.ents {
            let (Some(&start), Some(&end)) = (starts.get(start), starts.get(end)) else { continue };
            if names.iter().all(|(bytes, _)| bytes.end <= start || end <= bytes.start) {
                names.push((start..end, NameType::from_code(&kind)));
            }
        }
        names.sort_by_key(|(bytes, _)| bytes.start);
        samples.push(Sample {
            id: line.id,
            language,
            text: line.text,
            names,
            types: Types::Classic,
        });
    }
    Ok(samples)
}
