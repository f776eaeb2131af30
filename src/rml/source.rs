//! Logical sources: tables in memory, by name, or CSV files in a folder, each read once a run.

use super::RmlError;
use super::mapping::{CsvDialect, LogicalSource, TriplesMap};
use crate::facts::Table;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Where the tables of a run are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// `people.csv` is the table named `people`.
    Memory(&'a [Table]),
    /// Relative paths start here, whatever `rml:root` says: who runs a mapping says where its files are.
    Folder(&'a Path),
}

/// The tables that a mapping's sources name.
pub(super) type Sources<'a> = BTreeMap<LogicalSource, Cow<'a, Table>>;

/// Finds or reads every source that the triples maps name.
pub(super) fn open<'a>(maps: &[TriplesMap], place: Place<'a>) -> Result<Sources<'a>, RmlError> {
    let mut sources = Sources::new();
    for map in maps {
        if sources.contains_key(&map.source) {
            continue;
        }
        let table = match place {
            Place::Memory(tables) => find(&map.source.path, tables).map(Cow::Borrowed),
            Place::Folder(folder) => {
                read(&folder.join(&map.source.path), &map.source).map(Cow::Owned)
            }
        };
        let table = table.map_err(|problem| RmlError::Source {
            map: map.name.clone(),
            path: map.source.path.clone(),
            problem,
        })?;
        sources.insert(map.source.clone(), table);
    }
    Ok(sources)
}

fn find<'a>(path: &str, tables: &'a [Table]) -> Result<&'a Table, String> {
    let name = Path::new(path).file_stem().unwrap_or_default();
    tables.iter().find(|table| name == table.name.as_str()).ok_or_else(|| {
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        format!("there is no such table; there are: {}", names.join(", "))
    })
}

fn read(path: &Path, source: &LogicalSource) -> Result<Table, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = decode(&bytes, source.csv.utf16)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&text, &source.csv, &name).map_err(|problem| format!("{}: {problem}", path.display()))
}

/// Bytes as text, without the byte order mark that spreadsheets put first.
fn decode(bytes: &[u8], utf16: bool) -> Result<Cow<'_, str>, String> {
    if utf16 {
        let little = !bytes.starts_with(&[0xFE, 0xFF]);
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        };
        let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
        let text = String::from_utf16(&units).map_err(|_| "the file is no valid UTF-16")?;
        return Ok(text.trim_start_matches('\u{FEFF}').to_owned().into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("byte {} is no valid UTF-8", error.valid_up_to()))?;
    Ok(text.into())
}

fn parse(text: &str, dialect: &CsvDialect, name: &str) -> Result<Table, String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(dialect.delimiter)
        .quote(dialect.quote)
        .comment(dialect.comment)
        .trim(if dialect.trim { csv::Trim::All } else { csv::Trim::None })
        .from_reader(text.as_bytes());
    let columns = reader.headers().map_err(|error| error.to_string())?;
    let columns = columns.iter().map(str::to_owned).collect();
    let cell = |cell: &str| (!dialect.nulls.contains(cell)).then(|| cell.to_owned());
    let rows = reader
        .records()
        .map(|record| Ok(record.map_err(|error| error.to_string())?.iter().map(cell).collect()))
        .collect::<Result<_, String>>()?;
    Ok(Table::new(name, columns, rows))
}
