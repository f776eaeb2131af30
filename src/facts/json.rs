//! Facts as JSON: one object an article, and such objects read back.

use super::assemble::{TableError, assemble};
use super::cell::Cell as _;
use super::{ArticleRecord, Facts, Record as _, Table};
use serde_json::{Deserializer, Map, Value};
use std::io;
use thiserror::Error;

/// JSON that holds no facts.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum JsonError {
    /// The text is no JSON; the message names line and column.
    #[error("is no JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// Not an object with the key `article`.
    #[error("article {0}: expected an object with the keys `article`, `people`, and so on")]
    Shape(usize),
    /// A value that does not fit.
    #[error("article {article}: {problem}")]
    Cell { article: usize, problem: TableError },
}

/// Writes one article's object: indented for people, or else on one line.
///
/// # Errors
/// Where writing fails.
pub fn write(mut out: impl io::Write, facts: &Facts, pretty: bool) -> io::Result<()> {
    let value = facts.to_json();
    if pretty {
        serde_json::to_writer_pretty(&mut out, &value)?;
    } else {
        serde_json::to_writer(&mut out, &value)?;
    }
    writeln!(out)
}

/// Reads facts back: one object, several behind each other (JSON Lines), or an array of them.
///
/// Keys that are missing count as empty, unknown ones are ignored. IRIs that are missing stay so:
/// see [`super::complete`].
///
/// # Errors
/// Names the article and the place in it that does not fit.
pub fn read(reader: impl io::Read) -> Result<Vec<Facts>, JsonError> {
    let mut all = Vec::new();
    for value in Deserializer::from_reader(reader).into_iter::<Value>() {
        let objects = match value? {
            Value::Array(objects) => objects,
            object => vec![object],
        };
        for object in objects {
            let number = all.len() + 1;
            let object = object.as_object().filter(|o| o.contains_key(ArticleRecord::TABLE));
            let tables = tables_of(object.ok_or(JsonError::Shape(number))?);
            let facts = assemble(&tables)
                .map_err(|problem| JsonError::Cell { article: number, problem })?;
            all.extend(facts);
        }
    }
    Ok(all)
}

fn tables_of(object: &Map<String, Value>) -> Vec<Table> {
    let read = |known: Table| {
        let records: Vec<&Value> = match object.get(&known.name) {
            Some(Value::Array(records)) => records.iter().collect(),
            Some(record @ Value::Object(_)) => vec![record],
            _ => Vec::new(),
        };
        let row = |record: &Value| known.columns.iter().map(|c| cell(record.get(c)?)).collect();
        let rows = records.into_iter().map(row).collect();
        Table { rows, ..known }
    };
    Facts::default().tables().into_iter().map(read).collect()
}

/// A value as the text of a table's cell.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => text.write(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(cell).collect();
            items.write()
        }
        other => Some(other.to_string()),
    }
}
