//! Finding a scheme's labels in a row of tokens.

use super::{ConceptId, Scheme};
use crate::language::Token;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::hash::BuildHasher as _;
use std::ops::Range;

/// A label found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub concept: ConceptId,
    pub tokens: Range<usize>,
}

/// One label behind its first token.
#[derive(Clone, Debug)]
struct Phrase {
    /// Folded tokens after the first.
    rest: Vec<String>,
    /// The label as written, where it must be matched with its capitals.
    exact: Option<String>,
    concept: ConceptId,
}

/// The labels of one scheme in one language, by their first token.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<String, Vec<Phrase>>,
    /// The first three bytes of all first tokens: what a word that is made of labels begins with.
    beginnings: FxHashSet<[u8; 3]>,
}

impl Phrases {
    /// Adds a label cut into tokens. A label with an upper-case letter beyond its first is matched
    /// with its capitals.
    pub(super) fn add(&mut self, label: &str, tokens: &[Token], concept: ConceptId) {
        let Some((first, rest)) = tokens.split_first() else { return };
        let exact = label.chars().skip(1).any(char::is_uppercase).then(|| compact(label));
        let rest: Vec<String> = rest.iter().map(|t| t.folded.clone()).collect();
        let phrases = self.by_first.entry(first.folded.clone()).or_default();
        let known = phrases.iter().any(|p| {
            p.rest == rest && p.concept == concept && (p.exact.is_none() || p.exact == exact)
        });
        if !known {
            phrases.push(Phrase { rest, exact, concept });
        }
    }

    /// Puts longer labels before shorter ones; call once after the last `add`.
    pub(super) fn finish(&mut self) {
        let beginning = |word: &String| word.as_bytes().first_chunk::<3>().copied();
        self.beginnings = self.by_first.keys().filter_map(beginning).collect();
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for phrases in self.by_first.values_mut() {
            // Labels matched with their capitals come first: they say more.
            phrases
                .sort_by_key(|p| (std::cmp::Reverse(p.rest.len()), p.exact.is_none(), p.concept));
        }
    }

    /// The longest label that begins at a token.
    pub fn match_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<Match> {
        self.matches_at(text, tokens, at).next()
    }

    /// All labels that begin at a token, the longest first.
    pub fn matches_at<'a>(
        &'a self,
        text: &'a str,
        tokens: &'a [Token],
        at: usize,
    ) -> impl Iterator<Item = Match> + 'a {
        let phrases = tokens.get(at).and_then(|t| self.by_first.get(&t.folded));
        phrases.into_iter().flatten().filter_map(move |phrase| {
            let end = at + 1 + phrase.rest.len();
            let rest = tokens.get(at + 1..end)?;
            let same = rest.iter().zip(&phrase.rest).all(|(token, word)| token.folded == *word);
            let written = || compact(&text[tokens[at].start..tokens[end - 1].end]);
            let fits = same && phrase.exact.as_ref().is_none_or(|exact| *exact == written());
            fits.then_some(Match { concept: phrase.concept, tokens: at..end })
        })
    }

    /// All labels in a range of tokens from left to right, the longest each, none overlapping.
    pub fn find(&self, text: &str, tokens: &[Token], within: Range<usize>) -> Vec<Match> {
        self.find_where(text, tokens, within, |_| true)
    }

    /// The same, where it is known which tokens a label may begin with.
    pub fn find_where(
        &self,
        text: &str,
        tokens: &[Token],
        within: Range<usize>,
        may_begin: impl Fn(usize) -> bool,
    ) -> Vec<Match> {
        let mut found = Vec::new();
        if self.by_first.is_empty() {
            return found;
        }
        let mut at = within.start;
        while at < within.end {
            let hit = may_begin(at).then(|| self.match_at(text, &tokens[..within.end], at));
            match hit.flatten() {
                Some(hit) => {
                    at = hit.tokens.end;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest label that ends right before a token (its last token is `end - 1`).
    pub fn match_before(
        &self,
        text: &str,
        tokens: &[Token],
        end: usize,
        from: usize,
    ) -> Option<Match> {
        (from.max(end.saturating_sub(8))..end)
            .find_map(|at| self.matches_at(text, &tokens[..end], at).find(|m| m.tokens.end == end))
    }

    /// The concept of a label of one word.
    pub fn word(&self, folded: &str) -> Option<ConceptId> {
        self.concepts_of(folded).next()
    }

    /// All concepts of a label of one word.
    pub fn concepts_of(&self, folded: &str) -> impl Iterator<Item = ConceptId> {
        let phrases = self.by_first.get(folded).into_iter().flatten();
        phrases.filter(|p| p.rest.is_empty() && p.exact.is_none()).map(|p| p.concept)
    }

    /// The concept of a label of one word that is matched with its capitals («CEO»).
    pub fn exact_word(&self, surface: &str) -> Option<ConceptId> {
        let phrases = self.by_first.get(&crate::language::fold(surface))?;
        let fits = |p: &&Phrase| p.rest.is_empty() && p.exact.as_deref() == Some(surface);
        phrases.iter().find(fits).map(|p| p.concept)
    }

    /// The concepts that have this word as a label of one token.
    pub fn concepts(&self, folded: &str) -> impl Iterator<Item = ConceptId> + '_ {
        let phrases = self.by_first.get(folded).into_iter().flatten();
        phrases.filter(|p| p.rest.is_empty()).map(|p| p.concept)
    }

    /// Whether a label begins with this folded token.
    pub fn begins(&self, folded: &str) -> bool {
        self.by_first.contains_key(folded)
    }

    /// Whether a label's first token has the same first three bytes: false says that no label is the
    /// beginning of the word.
    pub fn may_begin(&self, folded: &str) -> bool {
        folded.as_bytes().first_chunk::<3>().is_some_and(|three| self.beginnings.contains(three))
    }

    /// Whether there is no label at all.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}

/// Which schemes have a label that begins with a word, in one language: one look instead of one a scheme.
///
/// Words are told apart by a hash alone, so a scheme may be named that has no such label, but none is left out.
#[derive(Clone, Debug, Default)]
pub struct Beginnings(FxHashMap<u64, u32>);

impl Beginnings {
    /// Adds the first words of a scheme's labels.
    pub(super) fn add(&mut self, scheme: Scheme, phrases: &Phrases) {
        self.0.reserve(phrases.by_first.len());
        #[expect(clippy::iter_over_hash_type, reason = "bits are set, in whatever order")]
        for word in phrases.by_first.keys() {
            *self.0.entry(FxBuildHasher.hash_one(word.as_str())).or_default() |= scheme.bit();
        }
    }

    /// The schemes, as a set of their bits, in which a label may begin with a folded word.
    pub fn schemes(&self, folded: &str) -> u32 {
        self.0.get(&FxBuildHasher.hash_one(folded)).copied().unwrap_or_default()
    }
}

/// A label without its white space, one kind of apostrophe: what two spellings are compared by.
fn compact(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '’' { '\'' } else { c }).collect()
}
