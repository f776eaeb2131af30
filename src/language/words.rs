//! What tokens and sentences must know of a language's words: its abbreviations, elisions and
//! function words, handed over by the lexicon.

use std::collections::{BTreeMap, HashSet};

/// The words of one language that decide where tokens and sentences end. All folded by [`fold`].
#[derive(Clone, Debug, Default)]
pub struct WordFacts {
    /// Words whose full stop does not end a sentence, with their stop: `dr.`, `p.ex.`
    pub abbreviations: HashSet<String>,
    /// Clitics that end in an apostrophe: `l'`, `qu'`
    pub elisions: HashSet<String>,
    /// Articles, prepositions, pronouns, conjunctions, auxiliaries, determiners.
    pub function_words: HashSet<String>,
    /// Words that stand capitalised at the start of sentences and are no names.
    pub openers: HashSet<String>,
    /// Lower-case words inside names of people: `de`, `van`.
    pub name_particles: HashSet<String>,
    /// Last parts of words, by class: `genitive-ending`, `place-ending`, ...
    pub endings: BTreeMap<String, HashSet<String>>,
}

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

    /// Whether a folded word often opens a sentence without being a name.
    pub fn is_opener(&self, folded: &str) -> bool {
        self.openers.contains(folded) || self.function_words.contains(folded)
    }
}

/// Folds a word for comparison: lower case, one kind of apostrophe, hyphen and no soft hyphen.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{00b4}' | '`' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            '\u{00ad}' => {}
            _ => folded.extend(character.to_lowercase()),
        }
    }
    folded
}
