//! Tokens: words, numbers, symbols and punctuation marks with their byte ranges.
//!
//! A hyphenated word stays one token («Île-de-France»), two numbers joined by a hyphen are three
//! («10-12»), an elided article or pronoun is a token of its own («l’» + «Île»), so is a closing
//! «’s»; an abbreviation keeps its stop («M.», «U.S.»); digits keep their inner marks («1.234,56»)
//! and letters that are glued to them («59M», «5G»); URLs, e-mail addresses and handles are one token
//! each, and so are internet names («weather.com»). Time and memory grow with the text's length.

use super::address::address_end;
use super::word::{apostrophe_word_end, word};
use super::words::{WordFacts, fold, is_apostrophe, is_invisible};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and digits («Covid-19»).
    Word,
    /// Begins with a digit: a number, perhaps with letters glued to it.
    Number,
    /// A URL, an e-mail address or a handle.
    Address,
    /// One punctuation mark or symbol, or a run of full stops.
    Mark,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// First letter upper case.
    Capitalized,
    /// Two letters or more, all upper case.
    Upper,
    /// Upper case inside («BeCode», «iPhone»).
    Mixed,
    /// No letter that has a case.
    Caseless,
}

/// A token with its byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: TokenKind,
    pub shape: Shape,
    /// The surface folded for comparison, see [`fold`].
    pub folded: String,
}

impl Token {
    /// Whether the token begins with an upper-case letter or has one inside.
    pub fn has_capital(&self) -> bool {
        matches!(self.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed)
    }

    /// Whether it is this mark or folded word.
    pub fn is(&self, folded: &str) -> bool {
        self.folded == folded
    }
}

/// Cuts a text into tokens.
pub fn tokenize(text: &str, words: &WordFacts) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if character.is_whitespace() || is_invisible(character) {
            at += character.len_utf8();
        } else if let Some((end, kind)) = address_end(text, at, words) {
            // «Booking.com’s», «Yahoo.com!»: what follows is read afresh.
            push(&mut tokens, text, at, end, kind);
            at = end;
        } else if character.is_ascii_digit() {
            let end = number_end(text, at);
            push(&mut tokens, text, at, end, TokenKind::Number);
            at = end;
        } else if let Some(end) = apostrophe_word_end(text, at, words) {
            push(&mut tokens, text, at, end, TokenKind::Word);
            at = end;
        } else if character.is_alphanumeric() && !is_apostrophe(character) {
            at = word(text, at, words, &mut tokens);
        } else {
            let end = mark_end(text, at, character);
            push(&mut tokens, text, at, end, TokenKind::Mark);
            at = end;
        }
    }
    tokens
}

/// Adds the token of a byte range.
pub(super) fn push(tokens: &mut Vec<Token>, text: &str, start: usize, end: usize, kind: TokenKind) {
    let surface = &text[start..end];
    tokens.push(Token { start, end, kind, shape: shape(surface), folded: fold(surface) });
}

fn shape(surface: &str) -> Shape {
    let mut letters = surface.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let Some(first) = letters.next() else { return Shape::Caseless };
    let (mut upper, mut lower) = (0, 0);
    for letter in letters {
        if letter.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 1.., 0) => Shape::Upper,
        (true, 0, _) => Shape::Capitalized,
        (false, 0, _) => Shape::Lower,
        // «Île-de-France», «Jean-Luc»: capitals only at the start of parts are no mixed case.
        (true, ..) if capitals_start_parts(surface) => Shape::Capitalized,
        _ => Shape::Mixed,
    }
}

fn capitals_start_parts(surface: &str) -> bool {
    let mut starts = true;
    for character in surface.chars() {
        if character.is_uppercase() && !starts {
            return false;
        }
        starts = !character.is_alphanumeric();
    }
    true
}

/// Digits with single marks between digits, then letters that are glued on.
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        while end < bytes.len() && bytes[end].is_ascii_digit() {
            end += 1;
        }
        let Some(mark) = text[end..].chars().next() else { break };
        let next = end + mark.len_utf8();
        let grouping = matches!(mark, '.' | ',' | '\'' | '’');
        if grouping && bytes.get(next).is_some_and(u8::is_ascii_digit) {
            end = next;
        } else {
            break;
        }
    }
    // «5G», «59M», «18h30», «80er»; a hyphen and letters too («16-jähriger» stays a number first).
    let mut glued = end;
    for character in text[end..].chars() {
        if character.is_alphanumeric() || (character == '-' && glued > end) {
            glued += character.len_utf8();
        } else {
            break;
        }
    }
    text[..glued].trim_end_matches('-').len().max(end)
}

/// One mark; full stops and dashes in a row are one, and so is a pictograph with what modifies it.
fn mark_end(text: &str, at: usize, character: char) -> usize {
    if is_pictograph(character) {
        return pictograph_end(text, at, character);
    }
    let run: usize = if matches!(character, '.' | '-' | '*' | '=' | '_') {
        text[at..].chars().take_while(|&c| c == character).map(char::len_utf8).sum()
    } else {
        character.len_utf8()
    };
    at + run
}

/// Whether a character is an emoji or a pictograph.
pub(super) fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// The end of an emoji: variation selectors, skin tones, joined parts and the pairs of flags (UTS 51).
fn pictograph_end(text: &str, at: usize, first: char) -> usize {
    let is_flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
    let mut end = at + first.len_utf8();
    let mut flag = is_flag(first);
    let mut joined = false;
    for character in text[end..].chars() {
        let modifies = matches!(
            character,
            '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}'
        );
        let pairs = flag && is_flag(character);
        if !(modifies || pairs || joined && is_pictograph(character)) {
            break;
        }
        flag &= !pairs;
        joined = character == '\u{200d}';
        end += character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::words::AbbreviationKind;
    use super::{TokenKind, WordFacts, tokenize};

    fn words() -> WordFacts {
        let set = |list: &[&str]| list.iter().map(|&w| w.to_owned()).collect();
        let mut words = WordFacts {
            elisions: set(&["l'", "d'", "qu'", "'n"]),
            enclitics: set(&["'s"]),
            domains: set(&["com"]),
            marked_names: set(&["yahoo!"]),
            ..WordFacts::default()
        };
        for label in ["M.", "p.ex.", "Dr.", "bzw.", "z. B."] {
            words.abbreviations.add(label, AbbreviationKind::Leading);
        }
        words.abbreviations.add("No.", AbbreviationKind::Numbered);
        words
    }

    fn cut(text: &str) -> Vec<&str> {
        tokenize(text, &words()).iter().map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn elisions_and_possessives_are_tokens() {
        assert_eq!(cut("l’Île d’aujourd’hui"), ["l’", "Île", "d’", "aujourd’hui"]);
        assert_eq!(
            cut("Microsoft's O’Brien’s auto's"),
            ["Microsoft", "'s", "O’Brien", "’s", "auto", "'s"]
        );
        assert_eq!(cut("d’1 million"), ["d’", "1", "million"]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("M. Macron, p.ex. l’O.N.U. vit."),
            ["M.", "Macron", ",", "p.ex.", "l’", "O.N.U.", "vit", "."]
        );
        assert_eq!(cut("the U.S. Senate"), ["the", "U.S.", "Senate"]);
        assert_eq!(cut("J. Smith bzw. X."), ["J.", "Smith", "bzw.", "X."]);
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(
            cut("1.234,56 €, 5,3 % 10-12 2-1"),
            ["1.234,56", "€", ",", "5,3", "%", "10", "-", "12", "2", "-", "1"]
        );
        assert_eq!(cut("59M€ 5G 18h30."), ["59M", "€", "5G", "18h30", "."]);
    }

    #[test]
    fn addresses_are_whole() {
        let text = "Voir https://a.example/b?c=d, ou x.y@z.example.";
        let kinds: Vec<_> = tokenize(text, &words()).iter().map(|t| t.kind).collect();
        assert_eq!(kinds.iter().filter(|&&k| k == TokenKind::Address).count(), 2);
        assert_eq!(cut(text)[1], "https://a.example/b?c=d");
    }

    #[test]
    fn hyphens_and_marks() {
        assert_eq!(
            cut("Île-de-France (AINSI), « x »…"),
            ["Île-de-France", "(", "AINSI", ")", ",", "«", "x", "»", "…"]
        );
        assert_eq!(cut("Microsoft-topvrouw - a--b"), ["Microsoft-topvrouw", "-", "a", "--", "b"]);
        assert_eq!(cut("😀 ok 'quoted' rock 'n"), ["😀", "ok", "'", "quoted", "'", "rock", "'n"]);
    }

    #[test]
    fn never_loses_or_overlaps_a_character() {
        for text in [
            "’",
            "’’s’",
            "l’",
            "'",
            "é\u{301}.",
            "a.b.c",
            "...",
            "a-’",
            "1’",
            "x&y & z",
            "-5",
            "٣ apples",
        ] {
            let tokens = tokenize(text, &words());
            let mut at = 0;
            for token in &tokens {
                assert!(token.start >= at && token.end > token.start, "{text:?}: {tokens:?}");
                assert!(text[at..token.start].trim().is_empty(), "{text:?}: {tokens:?}");
                at = token.end;
            }
            assert!(text[at..].trim().is_empty(), "{text:?}: {tokens:?}");
        }
    }
}
