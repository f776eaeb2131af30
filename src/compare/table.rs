//! A comparison as aligned tables on a terminal: a heading a group, a row a statement.

use super::outcome::{Comparison, Group, Member};
use super::statement::Article;
use super::verdict::Verdict;
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use std::io;

/// How the tables are set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal; texts are wrapped to fit.
    pub width: u16,
    /// Whether headings may be coloured.
    pub colour: bool,
}

const COLUMNS: [&str; 8] = ["", "value", "meant as", "says", "when", "in", "published", "words"];

/// Writes all groups, the most urgent first.
///
/// # Errors
/// Where writing fails.
pub fn write(mut out: impl io::Write, comparison: &Comparison, style: Style) -> io::Result<()> {
    for (at, group) in comparison.groups.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        heading(&mut out, group, style)?;
        for line in table(comparison, group, style.width).lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

fn heading(out: &mut impl io::Write, group: &Group, style: Style) -> io::Result<()> {
    let verdict = group.judgement.words();
    let topic = title(group);
    if !style.colour {
        return writeln!(out, "{verdict} · {topic}");
    }
    let colour = match group.judgement.verdict {
        Verdict::Contradicting => "1;31",
        Verdict::Differing => "1;33",
        Verdict::Superseded => "1;36",
        Verdict::Compatible | Verdict::Rounded | Verdict::Agreeing => "1;32",
    };
    writeln!(out, "\x1b[{colour}m{verdict}\x1b[0m · \x1b[1m{topic}\x1b[0m")
}

/// What a group is on, for people: `jobs · Microsoft`.
pub(super) fn title(group: &Group) -> String {
    let parts = [group.what.as_str(), group.about_name.as_str()];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if known.is_empty() { group.topic.word().to_owned() } else { known.join(" · ") }
}

fn table(comparison: &Comparison, group: &Group, width: u16) -> Table {
    let rows: Vec<[String; 8]> = group
        .members
        .iter()
        .map(|member| row(member, &comparison.articles[member.article]))
        .collect();
    // Columns that are empty throughout are left out.
    let used: Vec<usize> =
        (0..COLUMNS.len()).filter(|&at| rows.iter().any(|row| !row[at].is_empty())).collect();
    let mut table = Table::new();
    table
        .load_preset(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(used.iter().map(|&at| COLUMNS[at]))
        .add_rows(
            rows.iter().map(|row| used.iter().map(|&at| row[at].clone()).collect::<Vec<_>>()),
        );
    for (column, &at) in table.column_iter_mut().zip(&used) {
        column.set_padding((2, 0));
        if COLUMNS[at] == "value" {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn row(member: &Member, article: &Article) -> [String; 8] {
    [
        member.judgement.map(super::Judgement::words).unwrap_or_default(),
        member.value.clone(),
        member.modality.clone(),
        member.says.clone(),
        member.when.clone(),
        papers(article),
        article.published.clone(),
        member.words.clone(),
    ]
}

/// Where a statement stands, and in how many copies of it: `The Courier, 4 copies`.
fn papers(article: &Article) -> String {
    let outlet = outlet(article);
    match article.copies.len() {
        0 => outlet.to_owned(),
        1 => format!("{outlet}, 1 copy"),
        copies => format!("{outlet}, {copies} copies"),
    }
}

/// Where a statement stands, for people: the publisher, else the title, else the address.
pub(super) fn outlet(article: &Article) -> &str {
    [&article.publisher, &article.title, &article.iri]
        .into_iter()
        .find(|name| !name.is_empty())
        .map_or("", String::as_str)
}
