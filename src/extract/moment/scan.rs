//! Which tokens can begin a time, found out once per text: most cannot, and the rules ask much of those
//! that can.

use crate::extract::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::Scheme;

/// How far from its first word the telling word of a time stands («from the end of [March]»).
const REACH: usize = 5;

/// The classes of the words of a text, and where a time can begin.
#[derive(Debug, Default)]
pub(in crate::extract) struct Scan<'r> {
    /// Where the hits of each token begin in `hits`; one more than there are tokens.
    first: Vec<usize>,
    /// Class of a word of `ng:LanguageFacts` that begins at the token, and the token behind it; the
    /// longest first.
    hits: Vec<(&'r str, usize)>,
    may_begin: Vec<bool>,
}

impl<'r> Scan<'r> {
    pub(in crate::extract) fn new(reading: &Reading<'r>) -> Self {
        let tokens = reading.tokens();
        let facts = reading.phrases(Scheme::LanguageFacts);
        let telling =
            [Scheme::Calendar, Scheme::Units, Scheme::Numbers].map(|s| reading.phrases(s));
        let horizons = reading.phrases(Scheme::Horizons);
        let mut scan = Self::default();
        let mut strong = vec![false; tokens.len()];
        let mut opens = vec![false; tokens.len()];
        for (at, token) in tokens.iter().enumerate() {
            scan.first.push(scan.hits.len());
            let start = scan.hits.len();
            for hit in facts.matches_at(reading.analysis.text, tokens, at) {
                let class = reading.lexicon.concept(hit.concept).property("wordClass");
                scan.hits.push((class, hit.tokens.end));
            }
            let told = scan.hits[start..].iter().any(|(class, _)| {
                matches!(
                    *class,
                    "weekend"
                        | "noon"
                        | "midnight"
                        | "now"
                        | "repeatedly"
                        | "every"
                        | "decade-word"
                )
            });
            strong[at] = token.kind == TokenKind::Number
                || told
                || telling.iter().any(|phrases| phrases.begins(&token.folded))
                || token.folded.starts_with('\'');
            opens[at] = strong[at] || scan.hits.len() > start || horizons.begins(&token.folded);
        }
        scan.first.push(scan.hits.len());
        let mut next = usize::MAX;
        scan.may_begin = vec![false; tokens.len()];
        for at in (0..tokens.len()).rev() {
            if strong[at] {
                next = at;
            }
            scan.may_begin[at] = opens[at] && next <= at + REACH;
        }
        scan
    }

    /// Whether a time can begin at a token.
    pub(in crate::extract) fn may_begin(&self, at: usize) -> bool {
        self.may_begin.get(at).copied().unwrap_or(false)
    }

    /// The token behind the longest word of a class that begins at a token and ends before another.
    pub(super) fn class(&self, class: &str, at: usize, end: usize) -> Option<usize> {
        let range = *self.first.get(at)?..*self.first.get(at + 1)?;
        let hits = self.hits.get(range)?;
        hits.iter().find(|(c, stop)| *c == class && *stop <= end).map(|(_, stop)| *stop)
    }
}
