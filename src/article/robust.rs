//! No input makes a reader panic, and none takes much longer than its length: random bytes, and samples of
//! every format that were cut, flipped, doubled, mixed, nested and blown up. The seed is fixed, so a failure
//! comes again.
//!
//! `ROUNDS=100000 SEED=1 cargo test --release --lib article::robust` does it more often, `MINUTES=15` for so long, each
//! round with the next seed. Real pages and wires lie beside the project (`../shared`) and take part where they do.

use super::documents::testing;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A reader may take so long for any input, and for each byte of it so much more. Both are some ten times what
/// the slowest take: what grows faster than its input is what is looked for.
const TIME: Duration = Duration::from_millis(400);
const TIME_PER_BYTE: Duration = Duration::from_micros(10);

/// Real documents beyond this size would only take the time of others.
const LARGEST: u64 = 150_000;

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

/// Real documents of each kind, where they lie beside the project; their names lead to their readers.
fn real_samples() -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![
        PathBuf::from("../shared/pages"),
        PathBuf::from("../shared/graphs/iptc-ninjs"),
        PathBuf::from("../shared/corpora/constructed"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let small = entry.metadata().is_ok_and(|data| data.len() <= LARGEST);
            if path.is_dir() {
                folders.push(path);
            } else if small {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().filter_map(|path| Some((name(path), fs::read(path).ok()?))).collect()
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

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Bytes that mean something in some format.
const TELLING: &[u8] = b"<>&;\"'{}[],:\\\n\r\0\xff\xc3-= ";

/// What opens something and may never close.
const OPENINGS: [&str; 16] = [
    "<div>",
    "<a href='x'>",
    "<table><tr><td>",
    "<b><i>",
    "<svg><title>",
    "<!--",
    "<![CDATA[",
    "<x:y xmlns:x='z'>",
    "[",
    "{\"a\":",
    "[{\"a\":[",
    "\"",
    "> ",
    "- ",
    "*[_`",
    "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n",
];

/// Numbers and words where a length or a place is looked for.
const HUGE: [&str; 10] = [
    "18446744073709551615",
    "9223372036854775808",
    "-1",
    "4294967296",
    "0",
    "99999999999999999999999999",
    "ffffffffffffffff",
    "1e999",
    "&#x110000;",
    "9999-99-99T99:99:99+99:99",
];

/// One change: a byte, a cut, a piece taken out, doubled, or of another sample; something opened many times; a
/// number that is another.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let (at, length) = (random.below(bytes.len()), 1 + random.below(40));
    let end = (at + length).min(bytes.len());
    match random.below(11) {
        0 if !bytes.is_empty() => bytes[at] = random.next() as u8,
        1 if !bytes.is_empty() => bytes[at] = TELLING[random.below(TELLING.len())],
        2 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        3 if random.below(3) == 0 => bytes.truncate(at),
        4 => drop(bytes.drain(at..end)),
        5 => {
            let piece = bytes[at..end].repeat(1 + random.below(300));
            bytes.splice(at..at, piece);
        }
        6 => {
            let from = random.below(other.len());
            let piece = &other[from..(from + length).min(other.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        // The beginning of one and the end of another.
        7 if random.below(3) == 0 => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[random.below(other.len())..]);
        }
        8 => {
            let times = 1 << random.below(13);
            bytes.splice(at..at, random.of(&OPENINGS).repeat(times).into_bytes());
        }
        9 => {
            let digits = |byte: &u8| byte.is_ascii_digit();
            let from = bytes[at..].iter().position(digits).map_or(at, |found| at + found);
            let to = bytes[from..].iter().position(|byte| !digits(byte)).unwrap_or(0) + from;
            bytes.splice(from..to, random.of(&HUGE).bytes());
        }
        _ => bytes.insert(at, TELLING[random.below(TELLING.len())]),
    }
}

/// Reads a document, and gives how long it took: the least of several times where it was long, for the
/// machine may have had other things to do.
fn read_in_time(name: &str, bytes: &[u8]) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..5 {
        let begin = Instant::now();
        for article in testing::read(name, bytes.to_vec()).into_iter().flatten() {
            let says = article.text.chars().any(char::is_alphanumeric);
            assert!(says, "{name}: an empty article");
        }
        least = least.min(begin.elapsed());
        if least <= TIME {
            break;
        }
    }
    least
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn samples_are_read_and_their_ruins_do_no_harm() {
    let mut samples: Vec<(String, Vec<u8>)> =
        samples().into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let small = samples.len();
    let (rounds, minutes) = (number("ROUNDS"), number("MINUTES"));
    if rounds.is_some() || minutes.is_some() {
        samples.extend(real_samples());
    }
    let until = minutes.map(|minutes| Instant::now() + Duration::from_mins(minutes));
    let rounds = if until.is_some() { u64::MAX } else { rounds.unwrap_or(60) };
    let seed = number("SEED").unwrap_or(7);
    for round in 0..rounds {
        for (place, (name, sample)) in samples.iter().enumerate() {
            if until.is_some_and(|until| Instant::now() > until) {
                return;
            }
            // Large documents take the time of many small ones.
            if place >= small && round % 4 != 0 {
                continue;
            }
            let own = seed.wrapping_add(round).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut random = Random(own ^ place as u64);
            let mut bytes = sample.clone();
            for _ in 0..round.min(random.below(12) as u64 + 1) {
                let (_, other) = &samples[random.below(samples.len())];
                mutate(&mut bytes, other, &mut random);
            }
            let failing = Failing { name, seed: seed.wrapping_add(round), bytes: &bytes };
            let took = read_in_time(name, &bytes);
            let allowed = TIME + TIME_PER_BYTE * u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            assert!(took <= allowed, "{name}: {} bytes took {took:?}", bytes.len());
            std::mem::forget(failing);
        }
    }
}

/// Keeps what a reader fails on, so that it can be looked at.
struct Failing<'a> {
    name: &'a str,
    seed: u64,
    bytes: &'a [u8],
}

impl Drop for Failing<'_> {
    fn drop(&mut self) {
        let path =
            std::env::temp_dir().join(format!("newsgraph-fails-{}-{}", self.seed, self.name));
        let kept = fs::write(&path, self.bytes);
        assert!(kept.is_ok() || std::thread::panicking(), "{} cannot be written", path.display());
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
