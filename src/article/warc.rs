//! WARC (ISO 28500): the pages that a crawler kept, as CC-NEWS has them. Of its records the answers with
//! a web page are read, and plain text that was made of pages (WET).
//!
//! Records are cut apart here, in order; what is in them is read elsewhere, in parallel.

use super::Reason;
use super::error::Excess;
use super::limits::{MAX_RECORD, read_whole, too_large};
use super::unpack::{Packing, unpacked};
use std::io::{self, BufRead, Cursor, Read};

/// The head of a record, and that of the answer in it, is no longer.
const MAX_HEAD: usize = 64 * 1024;

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Text,
}

/// A record that may be an article.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) kind: Kind,
    pub(super) url: String,
    /// The character set that the server named, empty where none.
    pub(super) charset: String,
    pub(super) bytes: Vec<u8>,
    /// How the server packed the page, if it did.
    encoding: String,
    chunked: bool,
}

/// A step through the file.
#[derive(Debug)]
pub(super) enum Step {
    Page(Page),
    /// A record of another kind: a request, a picture, an answer that the page was not found.
    Other,
    /// A record that may be an article and cannot be read, with its address.
    Wrong(String, Reason),
}

/// The records of a file.
pub(super) struct Records<R> {
    reader: R,
    /// The number of the record that was read last, from 1.
    pub(super) number: u64,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }

    /// The next record; `None` at the end. After an error there is nothing more.
    pub(super) fn next(&mut self) -> Result<Option<Step>, Reason> {
        let mut line = Vec::new();
        let mut lost = false;
        // Empty lines part the records; anything else there is damage, and the next head is looked for.
        loop {
            if !head_line(&mut self.reader, &mut line)? {
                return if lost { Err(no_record()) } else { Ok(None) };
            }
            if line.starts_with(b"WARC/") {
                break;
            }
            lost |= !line.trim_ascii().is_empty();
        }
        self.number += 1;
        let head = head(&mut self.reader)?;
        let length = field(&head, "content-length").parse::<u64>().map_err(|_| no_record())?;
        let url = field(&head, "warc-target-uri").trim_matches(['<', '>']).to_owned();
        let media = field(&head, "content-type").to_ascii_lowercase();
        let kind = match field(&head, "warc-type").to_ascii_lowercase().as_str() {
            "response" if media.starts_with("application/http") => Some(Kind::Page),
            "resource" if is_page(&media) => Some(Kind::Page),
            "conversion" if media.starts_with("text/plain") => Some(Kind::Text),
            _ => None,
        };
        let Some(kind) = kind else {
            self.skip(length)?;
            return Ok(Some(Step::Other));
        };
        if length > MAX_RECORD {
            self.skip(length)?;
            let Excess(said) = too_large("one record", MAX_RECORD);
            return Ok(Some(Step::Wrong(url, Reason::Limit(said))));
        }
        let mut bytes = Vec::with_capacity(length.min(1 << 20) as usize);
        (&mut self.reader).take(length).read_to_end(&mut bytes).map_err(Reason::of_stream)?;
        if (bytes.len() as u64) < length {
            return Err(Reason::Cut("it ends in the middle of a record".to_owned()));
        }
        let page = Page {
            kind,
            url,
            charset: charset(&media),
            bytes,
            encoding: String::new(),
            chunked: false,
        };
        if media.starts_with("application/http") {
            return Ok(Some(answer(page)));
        }
        Ok(Some(Step::Page(page)))
    }

    fn skip(&mut self, length: u64) -> Result<(), Reason> {
        let skipped = io::copy(&mut (&mut self.reader).take(length), &mut io::sink());
        match skipped.map_err(Reason::of_stream)? {
            read if read < length => {
                Err(Reason::Cut("it ends in the middle of a record".to_owned()))
            }
            _ => Ok(()),
        }
    }
}

fn no_record() -> Reason {
    Reason::syntax("WARC record", "no record begins where one should, or its length is missing")
}

/// Reads a line of a head, which is not kept beyond [`MAX_HEAD`]. `false` at the end.
fn head_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Reason> {
    line.clear();
    let read = reader.take(MAX_HEAD as u64).read_until(b'\n', line).map_err(Reason::of_stream)?;
    Ok(read > 0)
}

/// The fields of a head up to its empty line, names in lower case.
fn head(reader: &mut impl BufRead) -> Result<Vec<(String, String)>, Reason> {
    let (mut fields, mut line, mut size) = (Vec::new(), Vec::new(), 0);
    loop {
        if !head_line(reader, &mut line)? {
            return Err(Reason::Cut("it ends in the head of a record".to_owned()));
        }
        size += line.len();
        if size > MAX_HEAD {
            let limit = MAX_HEAD / 1024;
            return Err(Reason::Limit(format!(
                "has a record whose head is larger than {limit} KiB, the limit"
            )));
        }
        if line.trim_ascii().is_empty() {
            return Ok(fields);
        }
        let text = String::from_utf8_lossy(&line);
        if let Some((name, value)) = text.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

fn is_page(media: &str) -> bool {
    media.starts_with("text/html") || media.starts_with("application/xhtml")
}

fn charset(media: &str) -> String {
    let value = media.split_once("charset=").map_or("", |(_, value)| value);
    value.split(';').next().unwrap_or_default().trim().trim_matches('"').to_owned()
}

/// Parts the answer of a server into head and page.
fn answer(mut page: Page) -> Step {
    let mut reader = Cursor::new(page.bytes.as_slice());
    let mut status = Vec::new();
    let fields = head_line(&mut reader, &mut status).and_then(|_| head(&mut reader));
    let Ok(fields) = fields else { return Step::Other };
    let status = String::from_utf8_lossy(&status);
    let code = status.split_ascii_whitespace().nth(1).unwrap_or_default();
    let media = field(&fields, "content-type").to_ascii_lowercase();
    if !status.starts_with("HTTP/") || code != "200" || !(is_page(&media) || media.is_empty()) {
        return Step::Other;
    }
    let start = reader.position() as usize;
    page.charset = charset(&media);
    page.encoding = field(&fields, "content-encoding").to_ascii_lowercase();
    page.chunked = field(&fields, "transfer-encoding").to_ascii_lowercase().contains("chunked");
    page.bytes.drain(..start);
    Step::Page(page)
}

impl Page {
    /// The page's own bytes: put together again where they were sent in chunks, unpacked where they were
    /// packed. Crawlers often keep the words that say so and undo it all the same.
    pub(super) fn content(self) -> Result<Vec<u8>, Reason> {
        let mut bytes = self.bytes;
        if self.chunked {
            bytes = joined(&bytes).unwrap_or(bytes);
        }
        let magic = bytes.starts_with(b"\x1f\x8b");
        match self.encoding.as_str() {
            "gzip" | "x-gzip" if magic => {
                let stream = unpacked(Cursor::new(bytes), Packing::Gzip);
                read_whole(stream, MAX_RECORD, "one record").map_err(Reason::of_stream)
            }
            // Brotli has no magic number: what is text is not packed.
            "br" if str::from_utf8(&bytes).is_err() => Err(Reason::Packed("packed by Brotli")),
            _ => Ok(bytes),
        }
    }
}

/// A body that was sent in chunks; `None` where it was not.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().take(32).position(|&byte| byte == b'\n')?;
        let size = str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        // The last chunk of a record that was cut short is what there is of it.
        whole.extend_from_slice(bytes.get(..size).unwrap_or(bytes));
        bytes = bytes.get(size..).unwrap_or_default();
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
        if bytes.is_empty() {
            return Some(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, Records, Step};

    fn record(kind: &str, media: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: {media}\r\n\
             Content-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn answer(status: &str, fields: &str, body: &str) -> String {
        record(
            "response",
            "application/http; msgtype=response",
            &format!("HTTP/1.1 {status}\r\n{fields}\r\n{body}"),
        )
    }

    fn steps(file: &str) -> (Vec<Step>, Option<Reason>) {
        let mut records = Records::new(file.as_bytes());
        let mut steps = Vec::new();
        loop {
            match records.next() {
                Ok(Some(step)) => steps.push(step),
                Ok(None) => return (steps, None),
                Err(reason) => return (steps, Some(reason)),
            }
        }
    }

    #[test]
    fn pages_are_told_from_the_rest() {
        let html = "Content-Type: text/html; charset=ISO-8859-15\r\n";
        let file = [
            record("warcinfo", "application/warc-fields", "software: x"),
            answer("200 OK", html, "<p>x</p>"),
            answer("404 Not Found", html, "gone"),
            answer("200 OK", "Content-Type: image/png\r\n", "png"),
            answer(
                "200 OK",
                "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
                "3\r\n<p>\r\n2;x\r\nab\r\n0\r\n\r\n",
            ),
            record("conversion", "text/plain", "Only text."),
        ]
        .concat();
        let (steps, end) = steps(&file);
        assert!(end.is_none());
        let pages: Vec<_> = steps
            .into_iter()
            .map(|step| match step {
                Step::Page(page) => {
                    (page.charset.clone(), String::from_utf8(page.content().unwrap()).unwrap())
                }
                Step::Other => ("-".to_owned(), String::new()),
                Step::Wrong(_, reason) => panic!("{reason}"),
            })
            .collect();
        let other = ("-", "");
        let expected =
            [other, ("iso-8859-15", "<p>x</p>"), other, other, ("", "<p>ab"), ("", "Only text.")];
        assert_eq!(pages, expected.map(|(charset, text)| (charset.to_owned(), text.to_owned())));
    }

    #[test]
    fn what_stands_before_the_damage_is_kept() {
        let whole = answer("200 OK", "Content-Type: text/html\r\n", "<p>x</p>");
        let (kept, end) = steps(&format!("{whole}{}", &whole[..whole.len() - 10]));
        assert!(matches!(kept.as_slice(), [Step::Page(_)]) && matches!(end, Some(Reason::Cut(_))));
        let (kept, end) = steps(&format!("{whole}rubbish\n\n{whole}"));
        assert!(kept.len() == 2 && end.is_none());
        let (kept, end) = steps(&format!("{whole}WARC/1.0\r\nContent-Length: many\r\n\r\n"));
        assert!(kept.len() == 1 && matches!(end, Some(Reason::Syntax { .. })));
    }
}
