//! From loose rows, as people and other programs write them, to each article's facts: rows are
//! grouped by article, columns put in order, absent numbers given their defaults, ranges checked.

use super::records::Record;
use super::table::{RowError, Table};
use super::{ArticleRecord, Facts};
use crate::iri::TextHash;
use std::collections::BTreeMap;
use thiserror::Error;

/// A row that does not fit its table.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("table `{table}`, row {}: {problem}", row + 1)]
pub struct TableError {
    pub table: String,
    /// Counts the table's rows from 0.
    pub row: usize,
    #[source]
    pub problem: RowError,
}

impl TableError {
    fn new(table: &str, row: usize, column: &str, problem: impl Into<String>) -> Self {
        Self { table: table.to_owned(), row, problem: RowError::new(column, problem.into()) }
    }
}

/// The records of one kind among some tables.
pub(super) fn records<R: Record>(tables: &[Table]) -> Result<Vec<R>, TableError> {
    let Some(table) = tables.iter().find(|table| table.name == R::TABLE) else {
        return Ok(Vec::new());
    };
    let read = |(row, cells)| {
        R::from_row(&cells).map_err(|problem| TableError {
            table: table.name.clone(),
            row,
            problem,
        })
    };
    table.rows().enumerate().map(read).collect()
}

/// Makes each article's facts out of tables that hold the rows of several.
///
/// Columns may stand in any order, be missing, or be unknown. A row without an article belongs to the
/// only one. A fact without a range has the whole document for evidence, and the confidence 1.
pub(super) fn assemble(tables: &[Table]) -> Result<Vec<Facts>, TableError> {
    let blank = Facts::default().tables();
    let article_table = ArticleRecord::TABLE;
    let mut articles: Vec<Vec<Table>> = Vec::new();
    let mut of_key: BTreeMap<String, usize> = BTreeMap::new();
    // Where each article's rows came from, so that an error names the row of the table as given.
    let mut origins: Vec<BTreeMap<String, Vec<usize>>> = Vec::new();
    let mut lengths: Vec<usize> = Vec::new();

    for (row, cells) in tables.iter().filter(|t| t.name == article_table).flat_map(numbered) {
        let text = cells.get("text").unwrap_or_default();
        check_text(row, text, cells.get("sha256").unwrap_or_default())?;
        let length = match cells.get("length").map(str::parse) {
            _ if !text.is_empty() => text.chars().count(),
            Some(Ok(length)) => length,
            _ => 0,
        };
        for key in ["iri", "url", "doc"].iter().filter_map(|column| cells.get(column)) {
            of_key.entry(key.to_owned()).or_insert(articles.len());
        }
        let mut own = blank.clone();
        for table in &mut own {
            table.rows.clear();
        }
        articles.push(own);
        origins.push(BTreeMap::new());
        lengths.push(length);
    }
    for (position, known) in blank.iter().enumerate() {
        let given = tables.iter().filter(|table| table.name == known.name);
        for (row, cells) in given.flat_map(numbered) {
            let index = if known.name == article_table {
                row
            } else {
                let key = cells.get("article_iri").or_else(|| cells.get("doc"));
                owner(key, articles.len(), &of_key)
                    .map_err(|problem| TableError::new(&known.name, row, "article_iri", problem))?
            };
            let length = lengths[index];
            let cell = |column: &String| {
                cells.get(column).map(str::to_owned).or_else(|| default(column, length))
            };
            let cells: Vec<_> = known.columns.iter().map(cell).collect();
            check_ranges(&known.columns, &cells, length).map_err(|problem| TableError {
                table: known.name.clone(),
                row,
                problem,
            })?;
            articles[index][position].rows.push(cells);
            origins[index].entry(known.name.clone()).or_default().push(row);
        }
    }
    let facts = articles.iter().zip(&origins).map(|(tables, rows)| {
        Facts::from_tables(tables).map_err(|error| TableError {
            row: rows
                .get(&error.table)
                .and_then(|r| r.get(error.row))
                .copied()
                .unwrap_or(error.row),
            ..error
        })
    });
    facts.collect()
}

fn numbered(table: &Table) -> impl Iterator<Item = (usize, super::Row<'_>)> {
    table.rows().enumerate()
}

/// Which article a row belongs to.
fn owner(
    key: Option<&str>,
    articles: usize,
    of_key: &BTreeMap<String, usize>,
) -> Result<usize, String> {
    match key {
        Some(key) => of_key.get(key).copied().ok_or_else(|| {
            format!(
                "`{key}` stands in no row of the table `article`: add it there or correct it here"
            )
        }),
        None if articles == 1 => Ok(0),
        None => Err("is empty, and there are several articles: write the `iri` of one".to_owned()),
    }
}

/// What an absent cell of a column that must be a number stands for.
fn default(column: &str, length: usize) -> Option<String> {
    match column {
        "start" | "sentence_start" => Some("0".to_owned()),
        "end" | "sentence_end" | "length" => Some(length.to_string()),
        "confidence" => Some("1".to_owned()),
        _ => None,
    }
}

/// Ranges count in the text, so a text that someone changed makes them all wrong.
fn check_text(row: usize, text: &str, sha256: &str) -> Result<(), TableError> {
    let error = |column, problem| Err(TableError::new(ArticleRecord::TABLE, row, column, problem));
    match TextHash::from_hex(sha256) {
        None if !sha256.is_empty() => error("sha256", "expected 64 hexadecimal digits, or nothing"),
        None if text.is_empty() => {
            error("text", "is empty, and `sha256` too: one of them must name the text")
        }
        Some(hash) if !text.is_empty() && TextHash::of(text) != hash => error(
            "text",
            "is not the text that the ranges were counted in: restore it, or empty the column \
             `sha256` and correct the ranges",
        ),
        _ => Ok(()),
    }
}

fn check_ranges(
    columns: &[String],
    cells: &[Option<String>],
    length: usize,
) -> Result<(), RowError> {
    let number = |name: &str| -> Option<usize> {
        let at = columns.iter().position(|column| column == name)?;
        cells[at].as_deref()?.parse().ok()
    };
    for (start, end) in [("start", "end"), ("sentence_start", "sentence_end")] {
        let (Some(from), Some(to)) = (number(start), number(end)) else { continue };
        if from > to {
            return Err(RowError::new(start, format!("{from} lies behind `{end}`, {to}")));
        }
        if length > 0 && to > length {
            let problem = format!("{to} lies beyond the text, which has {length} characters");
            return Err(RowError::new(end, problem));
        }
    }
    Ok(())
}
