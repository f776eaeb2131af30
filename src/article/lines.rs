//! Lines and other pieces of a stream, each no longer than a record may be: JSON lines, and the
//! elements of one long JSON array.

use super::error::Excess;
use super::limits::{MAX_RECORD, too_large};
use std::io::{self, BufRead};

/// What one step through a stream gives.
#[derive(Debug)]
pub(super) enum Piece {
    /// A line without its end, or an element; the number of the line that it begins on, from 1.
    Whole(u64, Vec<u8>),
    /// One too long to be read; it was passed over.
    TooLong(u64, Excess),
}

/// The lines of a stream. A line beyond the limit is passed over, not kept.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    /// Those of the reader. What stood before in the same line is lost.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut line = Vec::new();
        let (mut length, mut any) = (0_u64, false);
        self.number += 1;
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            length += part.len() as u64;
            if length <= MAX_RECORD {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if length > MAX_RECORD {
            return Ok(Some(Piece::TooLong(self.number, too_large("one line", MAX_RECORD))));
        }
        Ok(any.then_some(Piece::Whole(self.number, line)))
    }
}

fn memchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|&b| b == byte)
}

/// The elements of a JSON array, cut apart by their commas; whether each is JSON is not looked at.
pub(super) struct Elements<R> {
    reader: R,
    line: u64,
    started: bool,
    ended: bool,
}

impl<R: BufRead> Elements<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: 1, started: false, ended: false }
    }

    /// The next element; `None` behind the last.
    ///
    /// # Errors
    /// Those of the reader, and [`io::ErrorKind::UnexpectedEof`] where the array does not close.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut element = Vec::new();
        let mut begins = self.line;
        let (mut depth, mut quoted, mut escaped, mut length) = (0_u64, false, false, 0_u64);
        while !self.ended {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                return Err(io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the array opens with `[` and does not close",
                ));
            }
            let (mut used, mut cut) = (0, false);
            for &byte in buffer {
                used += 1;
                self.line += u64::from(byte == b'\n');
                if !self.started {
                    // What stands before the array is a byte order mark, or space.
                    self.started = byte == b'[';
                    continue;
                }
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    _ if quoted => {}
                    b'{' | b'[' => depth += 1,
                    b']' if depth == 0 => self.ended = true,
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    b',' if depth == 0 => cut = true,
                    _ => {}
                }
                if cut || self.ended {
                    break;
                }
                if length == 0 && byte.is_ascii_whitespace() {
                    continue;
                }
                if length == 0 {
                    begins = self.line;
                }
                length += 1;
                if length <= MAX_RECORD {
                    element.push(byte);
                } else if !element.is_empty() {
                    element = Vec::new();
                }
            }
            self.reader.consume(used);
            if (cut || self.ended) && length > 0 {
                break;
            }
        }
        if length > MAX_RECORD {
            return Ok(Some(Piece::TooLong(begins, too_large("one record", MAX_RECORD))));
        }
        Ok((length > 0).then_some(Piece::Whole(begins, element)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Elements, Lines, MAX_RECORD, Piece};
    use std::io::{BufReader, Read as _};

    #[test]
    fn an_endless_line_costs_itself_alone() {
        let text = "a\r\n".chars().map(|c| c as u8).collect::<Vec<u8>>();
        let long = std::io::repeat(b'x').take(MAX_RECORD + 1);
        let stream = text.chain(long).chain(&b"\n\nb"[..]);
        let mut lines = Lines::new(BufReader::new(stream));
        assert!(matches!(lines.next(), Ok(Some(Piece::Whole(1, line))) if line == b"a\r"));
        assert!(matches!(lines.next(), Ok(Some(Piece::TooLong(2, _)))));
        assert!(matches!(lines.next(), Ok(Some(Piece::Whole(3, line))) if line.is_empty()));
        assert!(matches!(lines.next(), Ok(Some(Piece::Whole(4, line))) if line == b"b"));
        assert!(matches!(lines.next(), Ok(None)));
    }

    #[test]
    fn the_elements_of_an_array_are_cut_apart() {
        let text = "\u{feff} [ {\"a\": \"},]\\\"\", \"b\": [1,2]},\n  {\"c\": 3} , 4 ] rest";
        let mut elements = Elements::new(BufReader::with_capacity(3, text.as_bytes()));
        let mut found = Vec::new();
        while let Some(piece) = elements.next().unwrap() {
            let Piece::Whole(line, bytes) = piece else { panic!("too long") };
            found.push((line, String::from_utf8(bytes).unwrap().trim().to_owned()));
        }
        let expected = [(1, "{\"a\": \"},]\\\"\", \"b\": [1,2]}"), (2, "{\"c\": 3}"), (2, "4")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
        assert!(Elements::new(&b"[1, 2"[..]).next().is_ok());
        assert!(Elements::new(&b"[1"[..]).next().is_err());
        assert!(Elements::new(&b"[]"[..]).next().unwrap().is_none());
    }
}
