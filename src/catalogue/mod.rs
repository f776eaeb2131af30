//! The catalogue of well-known things: names that a text may use as they stand, each with the IRI of
//! the thing. It says what a name is likely to be and gives things their IRIs.

mod lookup;
mod read;

pub use read::CatalogueError;

use crate::language::{Analysis, fold};
use crate::recognize::NameType;
use lookup::Index;
use rustc_hash::FxHashSet;
use std::path::PathBuf;

/// A thing of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Wikidata's IRI, or another authority's.
    pub iri: String,
    pub kind: Option<NameType>,
    /// The kind's notation: country, city, company, plan, ...
    pub sort: String,
    /// The names in French, Dutch, English and German, then the aliases; none twice.
    pub names: Vec<String>,
    /// ISO 3166-1 alpha-2 code of the country that it belongs to, empty where none.
    pub country: String,
    /// How well known it is: inhabitants of places, else a rank of the same order. Settles between
    /// things of one name.
    pub weight: u64,
    /// Its names that are also common words («Nice», «Orange»): they need more evidence. Folded.
    pub common_words: Vec<String>,
    /// Several well-known things bear the name: no link by the name alone.
    pub ambiguous: bool,
}

impl Entry {
    /// Whether this name of the thing is also a common word.
    pub fn is_common(&self, name: &str) -> bool {
        !self.common_words.is_empty() && self.common_words.contains(&fold(name))
    }
}

/// All things with an index over their names, and the names that people bear.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    index: Index,
    first_names: FxHashSet<&'static str>,
    surnames: FxHashSet<&'static str>,
}

/// A name of the catalogue found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The token behind the name.
    pub end: usize,
    /// The best known thing of that name.
    pub entry: usize,
}

impl Catalogue {
    /// The catalogue that the program carries, with the user's own files.
    ///
    /// A file is CSV with the columns `id`, `type` and one `label_xx` at least; `kind`, `aliases`
    /// (joined by `|`), `country`, `weight` and `flags` are optional.
    ///
    /// # Errors
    /// Names the file and line that cannot be read.
    pub fn load(extra: &[PathBuf]) -> Result<Self, CatalogueError> {
        let mut entries = Vec::new();
        for (name, csv) in read::BUNDLED {
            read::entries(name, csv.as_bytes(), &mut entries)?;
        }
        for path in extra {
            let bytes = std::fs::read(path).map_err(|source| CatalogueError::Read {
                path: path.display().to_string(),
                source,
            })?;
            read::entries(&path.display().to_string(), &bytes, &mut entries)?;
        }
        let index = Index::new(&entries);
        Ok(Self {
            entries,
            index,
            first_names: read::word_list(read::FIRST_NAMES),
            surnames: read::word_list(read::SURNAMES),
        })
    }

    /// An entry by its number.
    pub fn entry(&self, number: usize) -> &Entry {
        &self.entries[number]
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no thing at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The longest name of the catalogue that begins at a token and ends before `limit`.
    pub fn longest_at(&self, analysis: &Analysis<'_>, at: usize, limit: usize) -> Option<Hit> {
        self.index.longest_at(analysis, at, limit)
    }

    /// The things that bear this very name, the best known first.
    pub fn named(&self, name: &str) -> &[u32] {
        self.index.named(name)
    }

    /// Whether a word is a first name, written as such or in capitals.
    pub fn is_first_name(&self, word: &str) -> bool {
        contains(&self.first_names, word)
    }

    /// Whether a word is a surname, written as such or in capitals.
    pub fn is_surname(&self, word: &str) -> bool {
        contains(&self.surnames, word)
    }
}

fn contains(names: &FxHashSet<&str>, word: &str) -> bool {
    if names.contains(word) {
        return true;
    }
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if word.chars().count() > 2 && !word.chars().any(char::is_lowercase) => {
            let name: String =
                std::iter::once(first).chain(letters.flat_map(char::to_lowercase)).collect();
            names.contains(name.as_str())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;
    use crate::language::{Analysis, WordFacts};
    use std::io::Write as _;

    fn with(csv: &str) -> Result<Catalogue, super::CatalogueError> {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(csv.as_bytes()).expect("written");
        Catalogue::load(&[file.path().to_path_buf()])
    }

    #[test]
    fn a_users_file_adds_names() {
        let catalogue = with("id,type,label_fr,label_en,aliases\nhttp://x.example/1,ORG,Société Zyx,Zyx Society,ZYX|Zyx-Klub\n")
            .expect("a good file");
        let text = "Der Zyx-Klub, la société zyx et zyx";
        let analysis = Analysis::new(text, "fr".parse().expect("a tag"), &WordFacts::default());
        let hits: Vec<_> = (0..analysis.tokens.len())
            .filter_map(|at| catalogue.longest_at(&analysis, at, analysis.tokens.len()))
            .filter(|hit| catalogue.entry(hit.entry).iri == "http://x.example/1")
            .map(|hit| hit.end)
            .collect();
        // «zyx» is no match for «ZYX»: an acronym keeps its capitals.
        assert_eq!(hits, [2, 6]);
    }

    #[test]
    fn errors_name_file_and_line() {
        let error = with("id,type,label_fr\nhttp://x.example/1,THING,X\n").expect_err("bad type");
        assert!(error.to_string().contains("line 2"), "{error}");
        assert!(with("id,label_fr\n").expect_err("no type").to_string().contains("`type`"));
    }
}
