//! Any number of articles, made by recombining the sentences of a news corpus.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

/// The languages of the corpus.
const LANGUAGES: [&str; 4] = ["fr", "nl", "en", "de"];

/// The sentences of `../shared/corpora/ntrex`, by language.
pub(crate) struct Corpus {
    sentences: [Vec<String>; 4],
}

impl Corpus {
    /// Reads the corpus; `None` where it is absent.
    pub(crate) fn read() -> io::Result<Option<Self>> {
        let folder = Path::new("../shared/corpora/ntrex");
        if !folder.is_dir() {
            return Ok(None);
        }
        let mut sentences: [Vec<String>; 4] = Default::default();
        for (language, sentences) in LANGUAGES.into_iter().zip(&mut sentences) {
            let text = fs::read_to_string(folder.join(format!("{language}.txt")))?;
            let third = |line: &str| line.splitn(3, '\t').nth(2).map(str::to_owned);
            sentences.extend(text.lines().filter_map(third));
        }
        Ok(Some(Self { sentences }))
    }

    /// An article of 10 to 20 sentences, four to a paragraph. The number alone decides which.
    fn parts(&self, number: u64) -> Parts<'_> {
        let mut random = Random(number);
        let place = random.below(LANGUAGES.len());
        let sentences = &self.sentences[place];
        let mut pick = || sentences[random.below(sentences.len())].as_str();
        let title = pick();
        let sentences: Vec<&str> = (0..10 + number % 11).map(|_| pick()).collect();
        Parts {
            url: format!("https://news.example.org/{number}"),
            date: format!("2025-{:02}-{:02}", 1 + number % 12, 1 + number % 28),
            language: LANGUAGES[place],
            title,
            paragraphs: sentences.chunks(4).map(|four| four.join(" ")).collect(),
        }
    }

    /// The article as a file with front matter.
    pub(crate) fn article(&self, number: u64) -> String {
        let Parts { url, date, language, title, paragraphs } = self.parts(number);
        let text = paragraphs.join("\n\n");
        format!("---\nurl: {url}\ndate: {date}\nlanguage: {language}\n---\n# {title}\n\n\n{text}\n")
    }

    /// Writes articles 0 to `count` into one file of JSON lines.
    pub(crate) fn write_lines(&self, path: &Path, count: u64) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        for number in 0..count {
            let Parts { url, date, language, title, paragraphs } = self.parts(number);
            let text = paragraphs.join("\n\n");
            let line = serde_json::json!({
                "url": url, "date": date, "language": language, "title": title, "text": text,
            });
            writeln!(file, "{line}")?;
        }
        file.flush()
    }

    /// Writes them as pages into one WARC, a gzip member each, as CC-NEWS has them.
    pub(crate) fn write_warc(&self, path: &Path, count: u64) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        for number in 0..count {
            let Parts { url, date, language, title, paragraphs } = self.parts(number);
            let text = format!("<p>{}</p>\n", paragraphs.join("</p>\n<p>"));
            let menu = "<li><a href=/more>More of this</a>".repeat(40);
            let page = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html>\n\
                 <html lang={language}><head><title>{title}</title><link rel=canonical href=\"{url}\">\
                 <meta property=\"article:published_time\" content=\"{date}\"></head><body><nav><ul>{menu}</ul></nav>\n\
                 <article><h1>{title}</h1>\n{text}</article><footer><ul>{menu}</ul></footer></body></html>\n"
            );
            let mut member = GzEncoder::new(&mut file, Compression::default());
            write!(
                member,
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n\
                 Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
                page.len()
            )?;
            member.finish()?;
        }
        file.flush()
    }

    /// Writes articles 0 to `count` into a folder, a thousand to a subfolder.
    pub(crate) fn write(&self, folder: &Path, count: u64) -> io::Result<()> {
        for number in 0..count {
            let subfolder = folder.join(format!("{:03}", number / 1000));
            if number % 1000 == 0 {
                fs::create_dir_all(&subfolder)?;
            }
            fs::write(subfolder.join(format!("{number:06}.md")), self.article(number))?;
        }
        Ok(())
    }
}

/// What an article is made of.
struct Parts<'a> {
    url: String,
    date: String,
    language: &'static str,
    title: &'a str,
    paragraphs: Vec<String>,
}

/// SplitMix64: the same seed gives the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) % limit as u64) as usize
    }
}
