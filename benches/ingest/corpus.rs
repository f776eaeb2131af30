//! Any number of articles, made by recombining the sentences of a news corpus.

use std::fs;
use std::io;
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
    pub(crate) fn article(&self, number: u64) -> String {
        let mut random = Random(number);
        let place = random.below(LANGUAGES.len());
        let sentences = &self.sentences[place];
        let mut pick = || sentences[random.below(sentences.len())].as_str();
        let mut text = format!(
            "---\nurl: https://news.example.org/{number}\ndate: 2025-{:02}-{:02}\nlanguage: {}\n---\n# {}\n",
            1 + number % 12,
            1 + number % 28,
            LANGUAGES[place],
            pick()
        );
        let count = 10 + number as usize % 11;
        for at in 0..count {
            text.push_str(if at % 4 == 0 { "\n\n" } else { " " });
            text.push_str(pick());
        }
        text.push('\n');
        text
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
