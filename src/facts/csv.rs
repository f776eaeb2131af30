//! Facts as CSV files in a folder: one file a table, the rows of several articles together.
//!
//! What is written is RFC 4180 with `\n` line ends. What is read may have passed through a
//! spreadsheet: a byte order mark, semicolons or tabs, decimal commas, columns moved or removed, rows
//! added without IRIs (see [`super::complete`]).

use super::assemble::{TableError, assemble};
use super::{ArticleRecord, AtomicFile, Facts, Record as _, Table};
use csv::{ReaderBuilder, StringRecord, Terminator, Writer, WriterBuilder};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why tables in a folder could not be read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TablesError {
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// A folder without `article.csv`.
    #[error("{}: holds no `article.csv`, which the other tables refer to: keep it beside them", folder.display())]
    NoArticles { folder: PathBuf },
    /// A file that is no table.
    #[error("{}, line {line}: {problem}", path.display())]
    Form { path: PathBuf, line: u64, problem: String },
    /// A cell that does not fit.
    #[error("{}, line {line}: {}", path.display(), problem.problem)]
    Cell { path: PathBuf, line: u64, problem: TableError },
}

/// CSV files in the making, which articles are added to one at a time.
///
/// Until [`CsvTables::finish`] the files at their places are as they were.
pub struct CsvTables {
    writers: Vec<(PathBuf, Writer<AtomicFile>)>,
}

impl CsvTables {
    /// Opens one file a table in a folder, which is created where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn create(folder: &Path) -> Result<Self, TablesError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            |source| TablesError::Io { path, source }
        };
        fs::create_dir_all(folder).map_err(io(folder))?;
        let mut writers = Vec::new();
        for table in Facts::default().tables() {
            let path = folder.join(format!("{}.csv", table.name));
            let mut writer = writer(AtomicFile::create(&path).map_err(io(&path))?);
            writer.write_record(&table.columns).map_err(|error| io(&path)(error.into()))?;
            writers.push((path, writer));
        }
        Ok(Self { writers })
    }

    /// Adds one article's rows.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn push(&mut self, facts: &Facts) -> Result<(), TablesError> {
        for (table, (path, writer)) in facts.tables().iter().zip(&mut self.writers) {
            write_rows(writer, table)
                .map_err(|source| TablesError::Io { path: path.clone(), source })?;
        }
        Ok(())
    }

    /// Puts the files into their places.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn finish(self) -> Result<(), TablesError> {
        for (path, writer) in self.writers {
            let done = writer.into_inner().map_err(|error| io::Error::from(error.error().kind()));
            done.and_then(AtomicFile::commit).map_err(|source| TablesError::Io { path, source })?;
        }
        Ok(())
    }
}

/// Writes the tables of some articles into a folder, one file a table.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn write_tables(folder: &Path, facts: &[Facts]) -> Result<(), TablesError> {
    let mut tables = CsvTables::create(folder)?;
    facts.iter().try_for_each(|facts| tables.push(facts))?;
    tables.finish()
}

/// Writes one table, with its column names where asked for.
///
/// # Errors
/// Where writing fails.
pub fn write_table(out: impl io::Write, table: &Table, with_header: bool) -> io::Result<()> {
    let mut writer = writer(out);
    if with_header {
        writer.write_record(&table.columns)?;
    }
    write_rows(&mut writer, table)?;
    writer.flush()
}

fn writer<W: io::Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out)
}

fn write_rows<W: io::Write>(writer: &mut Writer<W>, table: &Table) -> io::Result<()> {
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default()))?;
    }
    Ok(())
}

/// Reads the tables of a folder back, one [`Facts`] an article, in the order of `article.csv`.
///
/// Files and columns that are missing count as empty, except `article.csv`; other files and unknown
/// columns are ignored. IRIs that are missing stay so: see [`super::complete`].
///
/// # Errors
/// Names the file, the line and the column that do not fit.
pub fn read_tables(folder: &Path) -> Result<Vec<Facts>, TablesError> {
    let mut tables = Vec::new();
    let mut files: Vec<(PathBuf, Vec<u64>)> = Vec::new();
    for known in Facts::default().tables() {
        let path = folder.join(format!("{}.csv", known.name));
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let source = if error.kind() == io::ErrorKind::InvalidData {
                    io::Error::new(error.kind(), "is not UTF-8: save it as `CSV UTF-8`")
                } else {
                    error
                };
                return Err(TablesError::Io { path, source });
            }
            Err(_) if known.name == ArticleRecord::TABLE => {
                return Err(TablesError::NoArticles { folder: folder.to_owned() });
            }
            Err(_) => continue,
        };
        let (table, lines) = read_table(&path, &text, &known)?;
        tables.push(table);
        files.push((path, lines));
    }
    assemble(&tables).map_err(|problem| {
        let at = tables.iter().position(|table| table.name == problem.table).unwrap_or_default();
        let (path, lines) = &files[at];
        let line = lines.get(problem.row).copied().unwrap_or(1);
        TablesError::Cell { path: path.clone(), line, problem }
    })
}

/// One file's rows under its own columns, and the line where each row begins.
fn read_table(path: &Path, text: &str, known: &Table) -> Result<(Table, Vec<u64>), TablesError> {
    let form = |line, problem: String| TablesError::Form { path: path.to_owned(), line, problem };
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator_of(text);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| form(1, error.to_string()))?;
    let columns: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    if !columns.iter().any(|column| known.columns.contains(column)) {
        let wanted = known.columns.join(", ");
        return Err(form(
            1,
            format!("names no known column: the first line must name some of {wanted}"),
        ));
    }
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record: StringRecord = record.map_err(|error| {
            form(error.position().map_or(1, csv::Position::line), error.to_string())
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
            let problem = format!(
                "has {} cells under {} columns: put cells that hold a separator into quotes",
                record.len(),
                columns.len()
            );
            return Err(form(line, problem));
        }
        let cells = columns
            .iter()
            .zip(record.iter())
            .map(|(column, cell)| read_cell(column, cell, separator));
        let mut cells: Vec<Option<String>> = cells.collect();
        cells.resize(columns.len(), None);
        rows.push(cells);
        lines.push(line);
    }
    Ok((Table::new(known.name.clone(), columns, rows), lines))
}

/// The text of a cell as it was before a spreadsheet had it.
fn read_cell(column: &str, cell: &str, separator: u8) -> Option<String> {
    let cell = cell.replace("\r\n", "\n");
    let decimal = matches!(column, "confidence" | "value" | "value_max");
    // Where semicolons part the cells, the comma is the decimal sign.
    let cell = if decimal && separator != b',' { cell.replace(',', ".") } else { cell };
    let cell = if column == "text" { cell.as_str() } else { cell.trim() };
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// The separator that the first line has most of.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|&byte| byte == separator).count();
    let (semicolons, tabs, commas) = (count(b';'), count(b'\t'), count(b','));
    match () {
        () if semicolons > commas && semicolons > tabs => b';',
        () if tabs > commas => b'\t',
        () => b',',
    }
}
