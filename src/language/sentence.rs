//! Sentences: where one ends and the next begins.

use super::abbreviation;
use super::token::{Shape, Token, TokenKind, is_pictograph};
use super::words::{AbbreviationKind, WordFacts};
use std::ops::Range;

/// A sentence with its byte range and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub start: usize,
    pub end: usize,
    pub tokens: Range<usize>,
    /// Index of the paragraph that it stands in, from 0.
    pub paragraph: usize,
}

/// Splits tokens into sentences.
///
/// A sentence ends at a line break and at a stop, exclamation or question mark (with the closing
/// quotation marks, brackets and pictographs behind it) that a word follows which can open a sentence.
/// A stop that belongs to an abbreviation ends one where the next word cannot go on.
pub fn split_sentences(text: &str, tokens: &[Token], words: &WordFacts) -> Vec<Sentence> {
    let mut splitter = Splitter { text, tokens, words, first: 0, bracket: None, depth: 0 };
    let mut sentences = Vec::new();
    let mut paragraph = 0;
    let mut index = 0;
    while index < tokens.len() {
        splitter.count_brackets(index);
        let (end, ends) = splitter.boundary(index);
        index = end;
        let closed = splitter.line_ends(end);
        if !ends && !closed {
            continue;
        }
        let first = splitter.first;
        sentences.push(Sentence {
            start: tokens[first].start,
            end: tokens[end - 1].end,
            tokens: first..end,
            paragraph,
        });
        (splitter.first, splitter.bracket, splitter.depth) = (end, None, 0);
        paragraph += usize::from(closed);
    }
    sentences
}

/// Where the reading stands: each token is looked at a fixed number of times.
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a WordFacts,
    /// The first token of the sentence.
    first: usize,
    /// The bracket that is open in it, the outermost, and how many are.
    bracket: Option<usize>,
    depth: usize,
}

impl Splitter<'_> {
    fn count_brackets(&mut self, index: usize) {
        match self.tokens[index].folded.as_str() {
            "(" | "[" => {
                self.bracket = self.bracket.or(Some(index));
                self.depth += 1;
            }
            ")" | "]" if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.bracket = None;
                }
            }
            _ => {}
        }
    }

    /// Whether a line break, or the end of the text, stands before a token.
    fn line_ends(&self, index: usize) -> bool {
        index >= self.tokens.len()
            || index > 0
                && self.between(index).contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
    }

    /// The text between a token and the one before it.
    fn between(&self, index: usize) -> &str {
        &self.text[self.tokens[index - 1].end..self.tokens[index].start]
    }

    fn spaced(&self, index: usize) -> bool {
        self.between(index).contains(char::is_whitespace)
    }

    /// The token behind what stands at `index` (a word, or a stop with all that closes behind it), and
    /// whether the sentence ends there.
    fn boundary(&mut self, index: usize) -> (usize, bool) {
        let token = &self.tokens[index];
        let abbreviated = token.kind == TokenKind::Word && token.folded.ends_with('.');
        let marked = token.kind == TokenKind::Word && token.folded.ends_with(['!', '?']);
        let terminates = is_terminator(token);
        let mut end = index + 1;
        if !abbreviated && !marked && !terminates {
            return (end, false);
        }
        let mut stopped = terminates;
        let mut bracketed = false;
        let mut quoted = false;
        while !self.line_ends(end) {
            let next = &self.tokens[end];
            if is_terminator(next) {
                stopped = true;
                bracketed = false;
            } else if self.closes(end) {
                match next.folded.as_str() {
                    // A bracket that opened inside the sentence closes inside it.
                    ")" | "]" => {
                        let opened = self.bracket.take_if(|_| self.depth < 2);
                        self.depth = self.depth.saturating_sub(1);
                        let omission = end == index + 1 && opened == index.checked_sub(1);
                        bracketed |= opened.is_some_and(|at| at > self.first) || omission;
                    }
                    _ => quoted = true,
                }
            } else {
                break;
            }
            end += 1;
        }
        if self.line_ends(end) {
            return (end, true);
        }
        if bracketed {
            return (end, false);
        }
        let Some(opening) = self.opening(end) else { return (end, false) };
        let ends = if stopped {
            self.stop_ends(index, end, opening)
        } else {
            self.abbreviation_ends(index, opening, quoted)
        };
        (end, ends)
    }

    /// The first token from `end` on that is no opening mark, if one stands in the line.
    fn opening(&self, end: usize) -> Option<usize> {
        let mut at = end;
        while self.tokens[at].kind == TokenKind::Mark && !is_terminator(&self.tokens[at]) {
            at += 1;
            if self.line_ends(at) {
                return None;
            }
        }
        Some(at)
    }

    /// Whether an abbreviation, or a name with a mark of its own, ends the sentence.
    fn abbreviation_ends(&self, index: usize, opening: usize, quoted: bool) -> bool {
        let token = &self.tokens[index];
        let kind = self.abbreviation_kind(index);
        if kind == Some(AbbreviationKind::Leading) {
            return false;
        }
        let opener = &self.tokens[opening];
        if kind == Some(AbbreviationKind::Closing) || quoted {
            return opener.has_capital();
        }
        let begins = opener.shape == Shape::Capitalized
            && self.words.begins_sentence(&opener.folded)
            || self.is_clitic_before_capital(opening);
        // «J. De Smet», but «vitamine C. De winter komt.»
        let initials = !self.words.abbreviations.contains(&token.folded);
        begins && !(initials && self.is_surname(opening))
    }

    /// What kind of abbreviation a token is, alone or as the last part of one with spaces.
    fn abbreviation_kind(&self, index: usize) -> Option<AbbreviationKind> {
        let token = &self.tokens[index];
        if let Some(before) = index.checked_sub(1).map(|i| &self.tokens[i])
            && before.folded.ends_with('.')
            && before.kind == TokenKind::Word
        {
            let surface = [before, token].map(|t| &self.text[t.start..t.end]).join(" ");
            if let Some(kind) = self.words.abbreviations.kind(&surface) {
                return Some(kind);
            }
        }
        abbreviation::kind(self.text, token.start..token.end, self.words)
    }

    /// Whether particles of a surname begin here, with the surname behind them.
    fn is_surname(&self, opening: usize) -> bool {
        let particles = self.tokens[opening..]
            .iter()
            .take(4)
            .take_while(|t| self.words.name_particles.contains(&t.folded))
            .count();
        let after = opening + particles;
        particles > 0 && !self.line_ends(after) && self.tokens[after].has_capital()
    }

    /// «’s Avonds»: a clitic in lower case, which a capital follows.
    fn is_clitic_before_capital(&self, opening: usize) -> bool {
        self.tokens[opening].folded.starts_with('\'')
            && self.tokens[opening].kind == TokenKind::Word
            && !self.line_ends(opening + 1)
            && self.tokens[opening + 1].has_capital()
    }

    /// Whether a stop, exclamation or question mark at `index` ends the sentence before `end`.
    fn stop_ends(&self, index: usize, end: usize, opening: usize) -> bool {
        let (token, next, opener) = (&self.tokens[index], &self.tokens[end], &self.tokens[opening]);
        let begins = self.words.begins_sentence(&opener.folded);
        if !self.spaced(end) {
            // «fini.Elle»: a space is missing.
            return token.is(".")
                && opening == end
                && opener.shape == Shape::Capitalized
                && begins
                && index > self.first
                && self.tokens[index - 1].shape == Shape::Lower
                && self.tokens[index - 1].kind == TokenKind::Word;
        }
        // «… », a déclaré X», «« Non ! » – dit-elle»: a lower-case word or a comma goes on.
        let lower = opener.shape == Shape::Lower && !self.is_clitic_before_capital(opening);
        let dashed = !token.is(".") && matches!(next.folded.as_str(), "-" | "–" | "—");
        let goes_on = matches!(next.folded.as_str(), "," | ";" | ":")
            || lower && (opening == end || end > index + 1 || dashed);
        let ellipsis = token.folded.starts_with("..") || token.is("…");
        let opens = opener.has_capital()
            || opener.kind == TokenKind::Number
            || opener.shape == Shape::Caseless
            || self.is_clitic_before_capital(opening);
        // «vom 13. - 15. Juli»
        let ranged = opening == end + 1
            && opener.kind == TokenKind::Number
            && matches!(next.folded.as_str(), "-" | "–" | "—");
        let ordinal = (opening == end || ranged) && self.is_ordinal(index, begins);
        !(goes_on || ordinal || ellipsis && !opens)
    }

    /// Whether the stop at `index` belongs to the number before it: «am 3. Mai», «das 21. Jahrhundert»,
    /// where a capital proves nothing, and the number of a paragraph in any language.
    fn is_ordinal(&self, index: usize, begins: bool) -> bool {
        let Some(before) = index.checked_sub(1).map(|i| &self.tokens[i]) else { return false };
        if !self.tokens[index].is(".")
            || before.kind != TokenKind::Number
            || before.end != self.tokens[index].start
        {
            return false;
        }
        let short = before.folded.split('.').all(|part| part.len() <= 2);
        let listed = index - 1 == self.first && (self.first == 0 || self.line_ends(self.first));
        short && (listed || self.words.ordinal_stops && !begins)
    }

    /// Whether the mark at `index` closes something.
    fn closes(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        if token.kind != TokenKind::Mark {
            return false;
        }
        let glued = index > 0 && self.tokens[index - 1].end == token.start;
        let next = self.text[token.end..].chars().next();
        let opens_word = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '«' | '“' | '„'));
        match token.folded.as_str() {
            ")" | "]" => true,
            // French marks stand off; German «»Nein.« »Ja.«» opens with what French closes with.
            "”" | "»" | "›" => glued || !opens_word,
            // German «“» closes «„»; English «“» opens. Straight marks close where glued to what precedes.
            "“" | "\"" | "'" | "‹" => glued && !opens_word,
            "«" => glued && !opens_word && !self.tokens[index - 1].is("»"),
            _ => self.text[token.start..].starts_with(is_pictograph),
        }
    }
}

fn is_terminator(token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && (matches!(token.folded.as_str(), "!" | "?" | "…" | "‼" | "⁇" | "⁈" | "⁉")
            || token.folded.bytes().all(|b| b == b'.'))
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::{AbbreviationKind, WordFacts, split_sentences};

    fn split(text: &str) -> Vec<String> {
        let set = |list: &[&str]| list.iter().map(|&w| w.to_owned()).collect();
        let mut words = WordFacts {
            elisions: set(&["l'"]),
            function_words: set(&["die", "the", "elle", "am", "das"]),
            ordinal_stops: true,
            ..WordFacts::default()
        };
        words.abbreviations.add("M.", AbbreviationKind::Leading);
        words.abbreviations.add("usw.", AbbreviationKind::Plain);
        let tokens = tokenize(text, &words);
        split_sentences(text, &tokens, &words)
            .iter()
            .map(|s| text[s.start..s.end].to_owned())
            .collect()
    }

    #[test]
    fn stops_of_abbreviations_do_not_end_sentences() {
        assert_eq!(split("M. Macron parle. Elle répond."), ["M. Macron parle.", "Elle répond."]);
        assert_eq!(
            split("Autos, Züge usw. Die Bahn zahlt."),
            ["Autos, Züge usw.", "Die Bahn zahlt."]
        );
        assert_eq!(split("The U.S. Senate met J. Smith."), ["The U.S. Senate met J. Smith."]);
    }

    #[test]
    fn quotations_stay_with_their_verb() {
        assert_eq!(
            split("« Oui ! », a dit Léa. « Non. » Elle rit."),
            ["« Oui ! », a dit Léa.", "« Non. »", "Elle rit."]
        );
        assert_eq!(split("\"Yes.\" The end."), ["\"Yes.\"", "The end."]);
        assert_eq!(split("„Nein.“ Die Frau ging."), ["„Nein.“", "Die Frau ging."]);
        assert_eq!(split("« Vraiment ? » demande-t-elle."), ["« Vraiment ? » demande-t-elle."]);
    }

    #[test]
    fn ordinals_and_line_breaks() {
        assert_eq!(
            split("Am 3. Mai kam er. Das war 2025. Die Welt sah zu."),
            ["Am 3. Mai kam er.", "Das war 2025.", "Die Welt sah zu."]
        );
        assert_eq!(split("Titre sans point\n\nTexte."), ["Titre sans point", "Texte."]);
        assert_eq!(split(""), Vec::<String>::new());
    }
}
