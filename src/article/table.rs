//! Tables of articles: CSV and its kin, a row an article, cut into rows here and read in `columns`.

use super::columns::{Columns, Header};
use super::error::Excess;
use super::limits::{MAX_RECORD, too_large};
use super::{Reason, decode};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const DELIMITERS: [u8; 4] = *b",;\t|";

/// What parts the cells, if the first line is the header of a table of articles. Of a file whose name
/// says that it is a table (`named`) the most frequent one.
pub(super) fn delimiter(head: &[u8], named: bool, columns: &Columns) -> Option<u8> {
    let line = head.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty())?;
    let line = String::from_utf8_lossy(line);
    let is_header = |&&delimiter: &&u8| {
        let cells = line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"'));
        columns.is_header(cells)
    };
    let count = |&&delimiter: &&u8| line.bytes().filter(|&byte| byte == delimiter).count();
    let known = DELIMITERS.iter().find(is_header);
    known.or_else(|| DELIMITERS.iter().rev().max_by_key(count).filter(|_| named)).copied()
}

/// The rows of a table.
pub(super) struct Rows<R> {
    reader: Reader<Guard<R>>,
    left: Arc<AtomicU64>,
    pub(super) header: Arc<Header>,
}

impl<R: Read> Rows<R> {
    /// Reads the header.
    pub(super) fn new(reader: R, delimiter: u8, columns: &Columns) -> Result<Self, Reason> {
        let left = Arc::new(AtomicU64::new(MAX_RECORD));
        let guard = Guard { inner: reader, left: Arc::clone(&left) };
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(guard);
        let names = reader.byte_headers().map_err(reason)?;
        let names: Vec<String> = names.iter().map(decode::text_of).collect::<Result<_, _>>()?;
        let header = Arc::new(columns.header(names.iter().map(String::as_str))?);
        Ok(Self { reader, left, header })
    }

    /// The next row with its line; `None` at the end. After an error there is nothing more.
    pub(super) fn next(&mut self) -> Result<Option<(u64, ByteRecord)>, Reason> {
        self.left.store(MAX_RECORD, Ordering::Relaxed);
        let mut row = ByteRecord::new();
        if !self.reader.read_byte_record(&mut row).map_err(reason)? {
            return Ok(None);
        }
        Ok(Some((row.position().map_or(0, csv::Position::line), row)))
    }
}

fn reason(error: csv::Error) -> Reason {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Reason::of_stream(error),
        other => Reason::syntax("table", format!("{other:?}")),
    }
}

/// Stops a row that never ends: a quote that was never closed takes in all that follows.
struct Guard<R> {
    inner: R,
    left: Arc<AtomicU64>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed);
        if count as u64 > left {
            let Excess(said) = too_large("one row", MAX_RECORD);
            return Err(
                Excess(format!("{said}: a quote opens and does not close, as it seems")).into()
            );
        }
        self.left.store(left - count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Reason, Rows, delimiter};
    use std::io::Read as _;

    #[test]
    fn tables_are_known_by_their_header() {
        let of = |head: &str, named| delimiter(head.as_bytes(), named, &Columns::default());
        assert_eq!(of("url,date,title,text\n1", false), Some(b','));
        assert_eq!(of("\"Headline\";\"Body\"\n", false), Some(b';'));
        assert_eq!(of("title\tcontent\n", false), Some(b'\t'));
        assert_eq!(of("a;b;c,d\n", true), Some(b';'));
        assert_eq!(of("A port opens, says its head, in the summer\n", false), None);
    }

    #[test]
    fn rows_have_their_lines_and_an_open_quote_ends() {
        let text = "title,text\na,\"b\nc\"\nd,e\n";
        let mut rows = Rows::new(text.as_bytes(), b',', &Columns::default()).unwrap();
        let mut lines = Vec::new();
        while let Some((line, row)) = rows.next().unwrap() {
            lines.push((line, row.len()));
        }
        assert_eq!(lines, [(2, 2), (4, 2)]);
        let endless = (&b"title,text\na,\""[..]).chain(std::io::repeat(b'x'));
        let mut rows = Rows::new(endless, b',', &Columns::default()).unwrap();
        assert!(matches!(rows.next(), Err(Reason::Limit(_))));
    }
}
