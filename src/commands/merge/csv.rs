//! Decisions, doubts and reports as CSV files that people edit and give back.

use crate::facts::AtomicFile;
use crate::merge::{Finding, Found, Pair, decimal};
use anyhow::{Context as _, Result, bail};
use oxigraph::model::NamedNode;
use std::io;
use std::path::Path;

/// A line of a file of decisions.
pub(super) struct Decision {
    pub(super) left: NamedNode,
    pub(super) right: NamedNode,
    /// `None` takes back what was decided before.
    pub(super) finding: Option<Finding>,
}

/// Reads a file of decisions. Lines of doubts that nobody decided are decisions taken back, of which there
/// were none.
pub(super) fn decisions(path: &Path) -> Result<Vec<Decision>> {
    let file = path.display();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_path(path)
        .with_context(|| format!("{file}: cannot read the decisions"))?;
    let headers = reader.headers().with_context(|| format!("{file}: no valid CSV"))?.clone();
    let column = |name: &str| {
        let own = |header: &str| header.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name);
        headers.iter().position(own)
    };
    let (Some(left), Some(right), Some(decision)) =
        (column("left"), column("right"), column("decision"))
    else {
        bail!(
            "{file}: the columns are left, right, decision and note; one of the first three lacks"
        );
    };
    let note = column("note");
    let mut decisions = Vec::new();
    for record in reader.records() {
        let record = record.with_context(|| format!("{file}: no valid CSV"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let iri = |place: usize| {
            let text = record.get(place).unwrap_or_default();
            let bare = text.trim_start_matches('<').trim_end_matches('>');
            NamedNode::new(bare)
                .with_context(|| format!("{file}, line {line}: `{text}` is no absolute IRI"))
        };
        let note = note.and_then(|note| record.get(note)).unwrap_or_default().to_owned();
        let finding = match record.get(decision).unwrap_or_default().to_lowercase().as_str() {
            "same" => Some(Finding::Same { note }),
            "different" => Some(Finding::Different { note }),
            "" => None,
            other => bail!(
                "{file}, line {line}: `{other}` is no decision: write same or different, or nothing"
            ),
        };
        let (left, right) = (iri(left)?, iri(right)?);
        if left == right {
            bail!("{file}, line {line}: <{}> is compared with itself", left.as_str());
        }
        decisions.push(Decision { left, right, finding });
    }
    Ok(decisions)
}

/// Writes the doubtful pairs, the surest first, ready to be decided.
pub(super) fn write_doubts(path: &Path, found: &Found) -> Result<()> {
    let mut doubtful: Vec<&Pair> = found.doubtful.iter().collect();
    doubtful.sort_by_key(|pair| std::cmp::Reverse(pair.score));
    write(path, "decision", doubtful.into_iter().map(|pair| ("", pair)))
}

/// Writes all pairs with what became of them.
pub(super) fn write_report(path: &Path, found: &Found) -> Result<()> {
    let all = found.joined.iter().map(|pair| ("joined", pair));
    let all = all.chain(found.doubtful.iter().map(|pair| ("doubtful", pair)));
    write(path, "outcome", all.chain(found.apart.iter().map(|pair| ("apart", pair))))
}

fn write<'a>(
    path: &Path,
    column: &str,
    pairs: impl Iterator<Item = (&'a str, &'a Pair)>,
) -> Result<()> {
    let written = || -> io::Result<()> {
        let mut file = AtomicFile::create(path)?;
        {
            let mut writer = csv::Writer::from_writer(&mut file);
            let columns =
                ["left", "right", column, "note", "score", "left_name", "right_name", "reasons"];
            writer.write_record(columns)?;
            for (outcome, pair) in pairs {
                let score = decimal(pair.score);
                let [left, right] = &pair.names;
                let (from, to) = (pair.left.as_str(), pair.right.as_str());
                writer.write_record([from, to, outcome, "", &score, left, right, &pair.reasons])?;
            }
            writer.flush()?;
        }
        file.commit()
    };
    written().with_context(|| format!("cannot write `{}`", path.display()))
}
