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
    #[error("{}", path.display())]
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
            writer.write_record(&table.columns).map_err(|error| io(&path)(io_error(error)))?;
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
        writer.write_record(&table.columns).map_err(io_error)?;
    }
    write_rows(&mut writer, table)?;
    writer.flush()
}

fn writer<W: io::Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out)
}

/// The file system's own error, so that callers can tell a closed pipe from a full disk.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn write_rows<W: io::Write>(writer: &mut Writer<W>, table: &Table) -> io::Result<()> {
    for row in &table.rows {
        let cells = row.iter().map(|cell| cell.as_deref().unwrap_or_default());
        writer.write_record(cells).map_err(io_error)?;
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
    let mut counter = LineCounter { text: text.as_bytes(), at: 0, line: 1 };
    for record in reader.records() {
        let record: StringRecord = record.map_err(|error| {
            let byte = error.position().map_or(0, csv::Position::byte);
            form(counter.line_of(byte), error.to_string())
        })?;
        let line = counter.line_of(record.position().map_or(0, csv::Position::byte));
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

/// Counts lines up to the byte where a record was found. The reader's own count leaves out empty
/// lines before a record, and the second half of `\r\n`.
struct LineCounter<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn line_of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(&character) = self.text.get(self.at) {
            if self.at >= byte && !matches!(character, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(character == b'\n');
            self.at += 1;
        }
        self.line
    }
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

#[cfg(test)]
mod tests {
    use super::{read_tables, write_tables};
    use crate::facts::{ArticleRecord, Facts, Person, Quote, complete};
    use crate::iri::Base;
    use std::fs;
    use std::path::Path;

    fn article(text: &str) -> Facts {
        let article = ArticleRecord { text: text.to_owned(), ..ArticleRecord::default() };
        let people = ["Jane Roe", "John \"J;\" Roe,\njr"].map(|name| Person {
            name: name.to_owned(),
            aliases: vec!["Roe".to_owned(), "J. R.".to_owned()],
            confidence: "0.83".parse().unwrap(),
            end: 4,
            sentence_end: 9,
            ..Person::default()
        });
        let quotes = vec![Quote { speaker: "Jane Roe".to_owned(), end: 3, ..Quote::default() }];
        let mut facts = Facts { article, people: people.into(), quotes, ..Facts::default() };
        complete(&mut facts, &Base::default()).unwrap();
        facts
    }

    fn write(folder: &Path, name: &str, content: &str) {
        fs::write(folder.join(name), content).unwrap();
    }

    #[test]
    fn several_articles_come_back_as_they_went() {
        let folder = tempfile::tempdir().unwrap();
        let facts = [article("Jane spoke, said John."), article("John said nothing at all.")];
        write_tables(folder.path(), &facts).unwrap();
        assert_eq!(read_tables(folder.path()).unwrap(), facts);
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with('.')));
    }

    #[test]
    fn what_a_spreadsheet_makes_of_tables_is_read() {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            "article.csv",
            "\u{feff}published;Text;language\r\n2026-01-31;\"Jane Roe leads Acme.\r\nSo she says.\";en\r\n;;\r\n",
        );
        write(
            folder.path(),
            "roles.csv",
            "organization\tperson\trole\tconfidence\r\nAcme\tJane Roe\thead\t0,5\r\nAcme\tJohn Roe\tdeputy\t\r\n",
        );
        write(folder.path(), "relations.csv", "subject,relation,object\nJane Roe,leads,Nobody\n");
        write(
            folder.path(),
            "figures.csv",
            "value,unit,deadline,modality,note\n5,%,2030,target,x\n",
        );
        let mut all = read_tables(folder.path()).unwrap();
        let [facts] = all.as_mut_slice() else { panic!("one article expected") };
        let unresolved = complete(facts, &Base::default()).unwrap();
        assert_eq!(facts.article.text, "Jane Roe leads Acme.\nSo she says.");
        assert_eq!(
            facts.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
            ["Jane Roe", "John Roe"]
        );
        assert_eq!(facts.organizations[0].name, "Acme");
        let role = &facts.roles[0];
        assert_eq!(role.person_iri, facts.people[0].iri);
        assert_eq!(role.organization_iri, "https://newsgraph.example/id/org.acme");
        assert_eq!((role.start, role.end, role.confidence.to_string().as_str()), (0, 33, "0.5"));
        assert_eq!((role.as_of.as_str(), role.language.as_str()), ("2026-01-31", "en"));
        assert_eq!(role.sentence_iri, facts.article.doc);
        assert_ne!(role.iri, facts.roles[1].iri);
        assert_eq!(facts.roles[1].confidence.to_string(), "1");
        let figure = &facts.figures[0];
        assert_eq!(figure.class_iri, "https://newsgraph.example/ns#Target");
        assert_eq!(figure.deadline_type, "http://www.w3.org/2001/XMLSchema#gYear");
        assert_eq!(unresolved.len(), 1);
        assert!(
            unresolved[0].to_string().contains("row 1: `Nobody` (object)"),
            "{}",
            unresolved[0]
        );
        assert!(facts.aliases.is_empty() && facts.figures[0].graph == facts.article.graph);
        let before = facts.clone();
        complete(facts, &Base::default()).unwrap();
        assert_eq!(*facts, before);
    }

    #[test]
    fn errors_name_file_line_column_and_remedy() {
        let text = "article.csv";
        for (file, content, line, words) in [
            ("people.csv", "name,start\n\nJane,x\n", 3, "column `start`: expected a whole number"),
            ("people.csv", "name,end\nJane,99\n", 2, "column `end`: 99 lies beyond the text"),
            (
                "people.csv",
                "name,article_iri\nJane,urn:x\n",
                2,
                "column `article_iri`: `urn:x` stands in no row",
            ),
            ("people.csv", "Jane,Roe\n", 1, "names no known column"),
            ("people.csv", "name,iri\nRoe,,Jane\n", 2, "3 cells under 2 columns"),
            (
                text,
                "text,sha256\nShort.,0000000000000000000000000000000000000000000000000000000000000000\n",
                2,
                "restore it",
            ),
            (text, "title\nx\n", 2, "is empty, and `sha256` too"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), text, "text\nShort text.\n");
            write(folder.path(), file, content);
            let error = read_tables(folder.path()).unwrap_err().to_string();
            assert!(
                error.contains(&format!("{file}, line {line}: ")) && error.contains(words),
                "{error}"
            );
        }
        let folder = tempfile::tempdir().unwrap();
        assert!(read_tables(folder.path()).unwrap_err().to_string().contains("article.csv"));
    }

    #[test]
    fn json_comes_back_as_it_went() {
        let facts = article("Jane spoke, said John.");
        let aliases: Vec<&str> = facts.aliases.iter().map(|row| row.alias.as_str()).collect();
        assert_eq!(aliases, ["Roe", "J. R.", "Roe", "J. R."]);
        let other = article("Another.|");
        let mut lines = Vec::new();
        for facts in [&facts, &other] {
            crate::facts::json::write(&mut lines, facts, false).unwrap();
        }
        assert_eq!(crate::facts::json::read(lines.as_slice()).unwrap(), [facts.clone(), other]);
        let mut pretty = Vec::new();
        crate::facts::json::write(&mut pretty, &facts, true).unwrap();
        let array = format!("[{}]", String::from_utf8(pretty).unwrap());
        assert_eq!(crate::facts::json::read(array.as_bytes()).unwrap(), [facts]);
        let wrong = r#"{"article":{"text":"x"},"figures":[{"value":"x"}]}"#;
        let error = crate::facts::json::read(wrong.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("article 1: table `figures`, row 1: column `value`"), "{error}");
    }
}
