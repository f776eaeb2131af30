//! No input makes a reader panic: random bytes, and samples of every format that were cut, flipped,
//! doubled and mixed. The seed is fixed, so a failure comes again.

use super::documents::testing;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// A small document of each format, with a name that leads to its reader.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    let warc = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n\
                Content-Type: application/http\r\nContent-Length: 78\r\n\r\nHTTP/1.1 200 OK\r\n\
                Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n";
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(b"{\"title\": \"A port\", \"text\": \"It opens.\"}\n{}\n").unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(
        &b"title,text\nA port,\"It opens.\"\n"[..],
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    vec![
        ("a.txt", text("A port\n\nIt opens in May, says its head.\n\n- one\n- two")),
        (
            "a.md",
            text(
                "---\ntitle: x\ndate: 2026-01-31\n---\n# A port\n\n[It](https://a.example) opens.",
            ),
        ),
        (
            "a.html",
            text(
                "<!doctype html><html><head><title>A port</title></head><body><article><p>It opens.</p></article>",
            ),
        ),
        (
            "a.xml",
            text(
                "<?xml version='1.0'?><rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>x</title><item><title>A &amp; B</title><dc:creator>c</dc:creator><description><![CDATA[<p>It opens.]]></description></item></channel></rss>",
            ),
        ),
        (
            "b.xml",
            text(
                "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>A port</title><link href='https://a.example'/><content type='xhtml'><div><p>x</p></div></content></entry></feed>",
            ),
        ),
        (
            "c.xml",
            text(
                "<newsItem guid='urn:x' xml:lang='en'><itemMeta><provider literal='x'/></itemMeta><contentMeta><headline>A port</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>x</p></body.content></body></nitf></inlineXML></contentSet></newsItem>",
            ),
        ),
        (
            "d.xml",
            text(
                "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>x</HeadLine></NewsLines><ContentItem><DataContent>x</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
            ),
        ),
        (
            "a.json",
            text(
                "{\"uri\": \"urn:x\",\n \"headlines\": [{\"value\": \"A port\"}], \"bodies\": [{\"role\": \"x\", \"value\": \"<p>x\"}]}",
            ),
        ),
        (
            "b.json",
            text(
                "{\"version\": \"https://jsonfeed.org/version/1.1\",\n\"items\": [{\"id\": \"1\", \"content_html\": \"x\"}]}",
            ),
        ),
        (
            "c.json",
            text(
                "[{\"title\": \"a\", \"text\": [\"b\", {\"name\": \"c\"}], \"date\": 1372000000}, {}]",
            ),
        ),
        ("a.jsonl", text("{\"title\": \"a\", \"text\": \"b\"}\n{\"title\": \"c\"}\n")),
        ("a.csv", text("title;text;date\na;\"b\nc\";2026-01-31\nd;e;f\n")),
        (
            "a.eml",
            text(
                "From: A <a@b.example>\r\nDate: Sat, 31 Jan 2026 10:00:00 +0100\r\nSubject: =?utf-8?q?x=C3?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b--",
            ),
        ),
        ("a.warc", text(warc)),
        ("a.gz", gzip.finish().unwrap()),
        ("a.zst", zstd),
    ]
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// One change: a byte, a cut, a piece taken out, doubled, or of another sample.
fn mutate(bytes: &mut Vec<u8>, others: &[(&str, Vec<u8>)], random: &mut Random) {
    /// Bytes that mean something in some format.
    const TELLING: &[u8] = b"<>&;\"'{}[],:\\\n\r\0\xff\xc3-= ";
    let (at, length) = (random.below(bytes.len()), 1 + random.below(40));
    let end = (at + length).min(bytes.len());
    match random.below(7) {
        0 if !bytes.is_empty() => bytes[at] = random.next() as u8,
        1 if !bytes.is_empty() => bytes[at] = TELLING[random.below(TELLING.len())],
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let piece = bytes[at..end].repeat(1 + random.below(300));
            bytes.splice(at..at, piece);
        }
        5 => {
            let other = &others[random.below(others.len())].1;
            let from = random.below(other.len());
            let piece = &other[from..(from + length).min(other.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        _ => bytes.insert(at, TELLING[random.below(TELLING.len())]),
    }
}

#[test]
fn samples_are_read_and_their_ruins_do_no_harm() {
    let samples = samples();
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60);
    let mut random = Random(std::env::var("SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(7));
    for (name, sample) in &samples {
        for round in 0..rounds {
            let mut bytes = sample.clone();
            for _ in 0..round.min(12) {
                mutate(&mut bytes, &samples, &mut random);
            }
            for article in testing::read(name, bytes).into_iter().flatten() {
                assert!(
                    article.text.chars().any(char::is_alphanumeric),
                    "{name}: an empty article"
                );
            }
        }
    }
}

#[test]
fn random_bytes_do_no_harm() {
    let mut random = Random(3);
    for (name, _) in samples() {
        for length in 0..60 {
            let bytes = (0..length * 7).map(|_| random.next() as u8).collect();
            drop(testing::read(name, bytes));
        }
    }
}
