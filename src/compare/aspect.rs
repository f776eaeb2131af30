//! What befalls what a figure counts, by the words of its clause: jobs created, supported or lost.

use crate::language::{Language, Token, tokenize};
use crate::lexicon::{ConceptId, Lexicon, Scheme};
use std::collections::BTreeSet;

/// The words of the file of aspects, ready for use.
pub(super) struct Aspects<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> Aspects<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// The aspects that some words name, wherever they stand.
    pub(super) fn all(&self, words: &str, language: &str) -> BTreeSet<ConceptId> {
        let Some((language, tokens)) = self.tokens(words, language) else {
            return BTreeSet::new();
        };
        self.find(words, language, &tokens, 0, tokens.len())
    }

    /// Whether a figure's clause has a word of what is done.
    pub(super) fn is_done(&self, sentence: &str, mark: (usize, usize), language: &str) -> bool {
        let Some((language, tokens)) = self.tokens(sentence, language) else { return false };
        let (from, _, to) = self.clause(sentence, mark, language, &tokens);
        let phrases = self.lexicon.phrases(Scheme::Completions, language);
        !phrases.find(sentence, &tokens, from..to).is_empty()
    }

    /// The aspects of a figure: those of its clause behind it, and where there are none those before
    /// it. A clause ends at a mark, at a conjunction or at another number.
    pub(super) fn of(
        &self,
        sentence: &str,
        mark: (usize, usize),
        language: &str,
    ) -> BTreeSet<ConceptId> {
        let Some((language, tokens)) = self.tokens(sentence, language) else {
            return BTreeSet::new();
        };
        let (from, first, to) = self.clause(sentence, mark, language, &tokens);
        let mut found = self.find(sentence, language, &tokens, first, to);
        let mut before = self.find(sentence, language, &tokens, from, first);
        // What is said behind the figure says what befalls it; what stands before may add to that
        // and not gainsay it.
        before.retain(|&aspect| {
            let contrast = self.contrast(aspect);
            found.iter().all(|&other| self.contrast(other) != contrast)
        });
        found.append(&mut before);
        found
    }

    /// Whether two sets of aspects speak of different things: of one contrast they have others.
    pub(super) fn exclude(&self, one: &BTreeSet<ConceptId>, two: &BTreeSet<ConceptId>) -> bool {
        one.iter().any(|&aspect| {
            let contrast = self.contrast(aspect);
            let mut others = two.iter().filter(|&&o| self.contrast(o) == contrast).peekable();
            others.peek().is_some()
                && others.all(|other| other != &aspect && !one.contains(other))
                && !two.contains(&aspect)
        })
    }

    /// Whether both have an aspect, and the same.
    pub(super) fn share(one: &BTreeSet<ConceptId>, two: &BTreeSet<ConceptId>) -> bool {
        one.intersection(two).next().is_some()
    }

    /// The tokens of the clause around a figure: where it begins, where the figure does, where it ends.
    fn clause(
        &self,
        sentence: &str,
        mark: (usize, usize),
        language: Language,
        tokens: &[Token],
    ) -> (usize, usize, usize) {
        let byte = |point: usize| {
            sentence.char_indices().nth(point).map_or(sentence.len(), |(byte, _)| byte)
        };
        let (start, end) = (byte(mark.0), byte(mark.1));
        let first = tokens.iter().position(|t| t.end > start).unwrap_or(tokens.len());
        let behind = tokens.iter().position(|t| t.start >= end).unwrap_or(tokens.len());
        let stops = |token: &Token| self.ends_clause(token, language);
        let to = tokens[behind..].iter().position(stops).map_or(tokens.len(), |at| behind + at);
        let from = tokens[..first].iter().rposition(stops).map_or(0, |at| at + 1);
        (from, first, to)
    }

    fn contrast(&self, aspect: ConceptId) -> &str {
        self.lexicon.concept(aspect).property("contrast")
    }

    fn tokens(&self, words: &str, language: &str) -> Option<(Language, Vec<Token>)> {
        let language: Language = language.parse().ok()?;
        Some((language, tokenize(words, self.lexicon.words(language)?)))
    }

    fn find(
        &self,
        text: &str,
        language: Language,
        tokens: &[Token],
        from: usize,
        to: usize,
    ) -> BTreeSet<ConceptId> {
        let phrases = self.lexicon.phrases(Scheme::Aspects, language);
        phrases.find(text, tokens, from..to).into_iter().map(|hit| hit.concept).collect()
    }

    fn ends_clause(&self, token: &Token, language: Language) -> bool {
        let folded = token.folded.as_str();
        let is_conjunction = || {
            let small = self.lexicon.phrases(Scheme::LanguageFacts, language);
            small
                .concepts(folded)
                .any(|concept| self.lexicon.concept(concept).property("wordClass") == "conjunction")
        };
        matches!(folded, "," | ";" | ":" | "(" | ")" | "–" | "—" | "." | "!" | "?")
            || folded.starts_with(|c: char| c.is_ascii_digit())
            || is_conjunction()
    }
}

#[cfg(test)]
mod tests {
    use super::Aspects;
    use crate::lexicon::{ConceptId, Lexicon};
    use std::collections::BTreeSet;

    fn of(
        aspects: &Aspects<'_>,
        language: &str,
        sentence: &str,
        figure: &str,
    ) -> BTreeSet<ConceptId> {
        let byte = sentence.find(figure).unwrap();
        let start = sentence[..byte].chars().count();
        aspects.of(sentence, (start, start + figure.chars().count()), language)
    }

    #[test]
    fn figures_of_another_fate_are_kept_apart() {
        let lexicon = Lexicon::bundled().unwrap();
        let aspects = Aspects::new(&lexicon);
        for (language, sentence, one, other) in [
            (
                "en",
                "The plan will create 85,000 jobs, and 3,000 jobs will be lost.",
                "85,000",
                "3,000",
            ),
            ("fr", "Le plan créera 85 000 emplois et en supprimera 3 000.", "85 000", "3 000"),
            ("nl", "Er zouden 80.000 banen bijkomen en 3.000 banen verdwijnen.", "80.000", "3.000"),
            ("de", "40 Menschen wurden getötet und 120 verletzt.", "40", "120"),
            ("en", "It costs 5 million a month, or 60 million a year.", "5 million", "60 million"),
        ] {
            let (a, b) =
                (of(&aspects, language, sentence, one), of(&aspects, language, sentence, other));
            assert!(aspects.exclude(&a, &b) && aspects.exclude(&b, &a), "{sentence} {a:?} {b:?}");
            assert!(!aspects.exclude(&a, &a) && !aspects.exclude(&a, &BTreeSet::new()));
        }
    }

    #[test]
    fn one_fate_is_known_across_languages() {
        let lexicon = Lexicon::bundled().unwrap();
        let aspects = Aspects::new(&lexicon);
        let created = of(&aspects, "en", "85,000 jobs could be added.", "85,000");
        for (language, sentence, figure) in [
            ("fr", "Cette croissance devrait créer 85 000 emplois.", "85 000"),
            ("nl", "Er zouden 80.000 banen bijkomen.", "80.000"),
            ("de", "Dort sollen 3.000 Arbeitsplätze entstehen.", "3.000"),
        ] {
            assert!(
                Aspects::share(&created, &of(&aspects, language, sentence, figure)),
                "{sentence}"
            );
        }
    }
}
