//! Sentences: where one ends and the next begins.

use super::token::{Shape, Token, TokenKind};
use super::words::WordFacts;
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
/// quotation marks and brackets behind it) that a word follows which can open a sentence. A stop that
/// belongs to an abbreviation ends one only where the next word is a capitalised opener.
pub fn split_sentences(text: &str, tokens: &[Token], words: &WordFacts) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut paragraph = 0;
    let mut first = 0;
    let mut index = 0;
    while index < tokens.len() {
        let after = index + 1;
        let breaks_line =
            tokens.get(after).is_none_or(|next| text[tokens[index].end..next.start].contains('\n'));
        let end =
            if breaks_line { Some(after) } else { end_of_sentence(text, tokens, index, words) };
        if let Some(end) = end {
            let range = first..end;
            sentences.push(Sentence {
                start: tokens[first].start,
                end: tokens[end - 1].end,
                tokens: range,
                paragraph,
            });
            first = end;
            index = end;
            let closed = tokens
                .get(end)
                .is_none_or(|next| text[tokens[end - 1].end..next.start].contains('\n'));
            paragraph += usize::from(closed);
        } else {
            index = after;
        }
    }
    sentences
}

/// The token behind the sentence, where the token at `index` ends one.
fn end_of_sentence(text: &str, tokens: &[Token], index: usize, words: &WordFacts) -> Option<usize> {
    let token = &tokens[index];
    let abbreviation = token.kind == TokenKind::Word && token.folded.ends_with('.');
    if !abbreviation && !is_terminator(token) {
        return None;
    }
    let mut end = index + 1;
    while tokens.get(end).is_some_and(|t| is_terminator(t) || closes(text, tokens, end)) {
        end += 1;
    }
    // A line break behind the closing marks is found by the caller at the next token.
    let next = tokens.get(end)?;
    let mut opening = end;
    while tokens.get(opening).is_some_and(|t| t.kind == TokenKind::Mark && !is_terminator(t)) {
        opening += 1;
    }
    let opener = tokens.get(opening)?;
    if abbreviation {
        // «… der EU usw. Die Kommission», but «M. Macron», «U.S. Senate».
        let initial = token.folded.chars().count() == 2;
        let opens = opener.shape == Shape::Capitalized && words.is_opener(&opener.folded);
        return (!initial && opens && end == index + 1 && opening == end).then_some(end);
    }
    let spaced = next.start > tokens[end - 1].end;
    // «… », a déclaré X»: a lower-case word or a comma goes on.
    let goes_on = next.is(",") || next.is(";") || opener.shape == Shape::Lower && opening == end;
    let quoted_goes_on = opener.shape == Shape::Lower && end > index + 1;
    let ellipsis = token.folded.starts_with("..") || token.is("…");
    let opens =
        opener.has_capital() || opener.kind == TokenKind::Number || opener.shape == Shape::Caseless;
    // «am 3. Mai», «das 21. Jahrhundert»: an ordinal's stop, where a capital proves nothing.
    let ordinal = token.is(".") && index > 0 && {
        let before = &tokens[index - 1];
        before.kind == TokenKind::Number
            && before.end == token.start
            && before.folded.len() <= 2
            && !words.is_opener(&opener.folded)
            && opening == end
    };
    (spaced && !goes_on && !quoted_goes_on && !ordinal && (opens || !ellipsis)).then_some(end)
}

fn is_terminator(token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && matches!(token.folded.as_str(), "." | "!" | "?" | "…" | "..." | ".." | "....")
}

/// Whether the mark at `index` closes something: a closing quotation mark or bracket, or a straight
/// quotation mark without a space before it.
fn closes(text: &str, tokens: &[Token], index: usize) -> bool {
    let token = &tokens[index];
    if token.kind != TokenKind::Mark {
        return false;
    }
    let glued = index > 0 && tokens[index - 1].end == token.start;
    match token.folded.as_str() {
        ")" | "]" | "”" | "’" | "»" | "›" => true,
        // German «“» closes «„»; English «“» opens. Straight marks close where glued to what precedes.
        "“" | "\"" | "'" | "«" => {
            glued
                && text[token.end..]
                    .chars()
                    .next()
                    .is_none_or(|c| c.is_whitespace() || c == ',' || c == '.')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::{WordFacts, split_sentences};

    fn split(text: &str) -> Vec<String> {
        let set = |list: &[&str]| list.iter().map(|&w| w.to_owned()).collect();
        let words = WordFacts {
            abbreviations: set(&["m.", "mr.", "usw.", "inc."]),
            elisions: set(&["l'"]),
            openers: set(&["die", "the", "elle", "am", "das"]),
            ..WordFacts::default()
        };
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
