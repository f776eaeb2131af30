//! What tokens and sentences must know of a language's words: its abbreviations, elisions and
//! function words, handed over by the lexicon.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What the full stop of an abbreviation says about the sentence. In this order the later one wins
/// where the ontology gives a word several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AbbreviationKind {
    /// Something may follow or not («Inc.», «U.S.»): it ends a sentence before a word that cannot go on.
    #[default]
    Plain,
    /// It closes a list («etc.»): it ends a sentence before any capital.
    Closing,
    /// Something always follows («Dr.», «p.ex.»): it ends no sentence.
    Leading,
    /// It is one only beside a number («No. 10», «5 min.»), and a plain word elsewhere.
    Numbered,
}

/// The abbreviations of a language, with their stops.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations(FxHashMap<String, (AbbreviationKind, Vec<String>)>);

impl Abbreviations {
    /// Adds one as it is written, with its stop. Of several kinds the last in their order wins.
    pub fn add(&mut self, label: &str, kind: AbbreviationKind) {
        let known = self.0.entry(fold(label)).or_default();
        known.0 = known.0.max(kind);
        if !known.1.iter().any(|form| form == label) {
            known.1.push(label.to_owned());
        }
    }

    /// Whether one is known, however it is written.
    pub fn contains(&self, label: &str) -> bool {
        self.0.contains_key(&fold(label))
    }

    /// The kind of an abbreviation as the text has it.
    ///
    /// «Ill.» is Illinois, «ill.» is not; «vs.» is one, «de VS.» ends in an acronym. What stands before
    /// names is known in lower case, too («dr. Peeters»).
    pub fn kind(&self, surface: &str) -> Option<AbbreviationKind> {
        let (kind, forms) = self.0.get(&fold(surface))?;
        let inner_stop = surface.trim_end_matches('.').contains('.');
        if inner_stop || forms.iter().any(|form| form == surface || capitalized(form) == surface) {
            return Some(*kind);
        }
        if surface.chars().any(char::is_lowercase) {
            return (*kind == AbbreviationKind::Leading).then_some(*kind);
        }
        // In a headline all is in capitals: «DR. SMITH», but «de VS.», «bij ING.» are acronyms.
        let capital = forms.iter().any(|form| form.starts_with(char::is_uppercase));
        capital.then_some(AbbreviationKind::Plain)
    }
}

/// A word with its first letter in upper case.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The words of one language that decide where tokens and sentences end. All folded by [`fold`].
#[derive(Clone, Debug, Default)]
pub struct WordFacts {
    /// Words with a full stop of their own: `dr.`, `p.ex.`
    pub abbreviations: Abbreviations,
    /// Clitics with an apostrophe: `l'`, `qu'` before a word, `'t`, `'s` alone.
    pub elisions: FxHashSet<String>,
    /// Clitics that begin with an apostrophe and hang on the word before them: `'s`.
    pub enclitics: FxHashSet<String>,
    /// Names that end in an exclamation or question mark: `yahoo!`
    pub marked_names: FxHashSet<String>,
    /// Last parts of internet names: `com`, `be`.
    pub domains: FxHashSet<String>,
    /// Whether digits with a stop are ordinals («am 3. Mai»).
    pub ordinal_stops: bool,
    /// Articles, prepositions, pronouns, conjunctions, auxiliaries, determiners.
    pub function_words: FxHashSet<String>,
    /// Those of them that are articles.
    pub articles: FxHashSet<String>,
    pub adverbs: FxHashSet<String>,
    /// Words that stand capitalised at the start of sentences and are no names.
    pub openers: FxHashSet<String>,
    /// Lower-case words inside names of people: `de`, `van`.
    pub name_particles: FxHashSet<String>,
    /// Last parts of words, by class: `genitive-ending`, `place-ending`, ...
    pub endings: BTreeMap<String, FxHashSet<String>>,
    /// The classes of [`NAME_ENDINGS`] by ending, as bits.
    pub(super) name_endings: FxHashMap<String, u8>,
    /// The most letters that one of them has.
    pub(super) longest_ending: usize,
}

/// The classes of endings that say something of names; [`WordFacts::name_endings`] numbers them so.
pub const NAME_ENDINGS: [&str; 6] = [
    "place-ending",
    "organization-ending",
    "event-ending",
    "demonym-ending",
    "programme-ending",
    "common-ending",
];

impl WordFacts {
    /// Whether a folded word is a function word.
    pub fn is_function_word(&self, folded: &str) -> bool {
        self.function_words.contains(folded)
    }

    /// The longest ending of a class that a folded word has, with two letters or more before it.
    pub fn ending<'w>(&self, class: &str, folded: &'w str) -> Option<&'w str> {
        let endings = self.endings.get(class)?;
        let mut starts = folded.char_indices().skip(2).map(|(at, _)| &folded[at..]);
        starts.find(|ending| endings.contains(*ending))
    }

    /// Prepares [`Self::name_endings`]; call once after all endings are there.
    pub(crate) fn index_endings(&mut self) {
        for (number, class) in NAME_ENDINGS.iter().enumerate() {
            for ending in self.endings.get(*class).into_iter().flatten() {
                *self.name_endings.entry(ending.clone()).or_default() |= 1 << number;
                self.longest_ending = self.longest_ending.max(ending.chars().count());
            }
        }
    }

    /// Of which classes of [`NAME_ENDINGS`] a folded word has an ending, with two letters or more before it, as bits.
    pub fn name_endings(&self, folded: &str) -> u8 {
        let Some((first, _)) = folded.char_indices().nth(2) else { return 0 };
        let starts = folded.char_indices().rev().map(|(at, _)| at);
        starts
            .take(self.longest_ending)
            .take_while(|&at| at >= first)
            .filter_map(|at| self.name_endings.get(&folded[at..]))
            .fold(0, |all, classes| all | classes)
    }

    /// Whether a folded word often opens a sentence without being a name.
    pub fn is_opener(&self, folded: &str) -> bool {
        self.openers.contains(folded)
            || self.adverbs.contains(folded)
            || self.is_function_word(folded)
    }

    /// Whether a folded word, written with a capital, can only begin a sentence: no name and no title
    /// begins with it («The», but not «President»).
    pub fn begins_sentence(&self, folded: &str) -> bool {
        self.is_function_word(folded) || self.adverbs.contains(folded)
    }
}

/// Whether a character is invisible and no space: a soft hyphen, a joiner, a mark of direction.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    )
}

/// Whether a character is one of those that stand for an apostrophe.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2019}'
            | '\u{2018}'
            | '\u{201b}'
            | '\u{2bc}'
            | '\u{2032}'
            | '\u{b4}'
            | '`'
            | '\u{ff07}'
    )
}

/// Combining marks belong to the letter before them.
pub(super) fn is_combining(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// Folds a word for comparison: lower case, composed, one kind of apostrophe and hyphen, nothing
/// invisible.
pub fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut folded = String::with_capacity(word.len());
    let mut combining = false;
    for character in word.chars() {
        match character {
            c if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
            c if is_apostrophe(c) => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            c if is_invisible(c) => {}
            c => {
                combining |= is_combining(c);
                folded.extend(c.to_lowercase());
            }
        }
    }
    if combining { folded.nfc().collect() } else { folded }
}
