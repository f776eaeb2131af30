//! Tokens: words, numbers, symbols and punctuation marks with their byte ranges.
//!
//! A hyphenated word stays one token («Île-de-France»), two numbers joined by a hyphen are three
//! («10-12»), an elided article or pronoun is a token of its own («l’» + «Île»), so is a closing
//! «’s»; an abbreviation keeps its stop («M.», «U.S.»); digits keep their inner marks («1.234,56»)
//! and letters that are glued to them («59M», «5G»); URLs and e-mail addresses are one token each.

use super::words::{WordFacts, fold};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and digits («Covid-19»).
    Word,
    /// Begins with a digit: a number, perhaps with letters glued to it.
    Number,
    /// A URL or an e-mail address.
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
        if character.is_whitespace() {
            at += character.len_utf8();
        } else if let Some(end) = address_end(text, at) {
            push(&mut tokens, text, at, end, TokenKind::Address);
            at = end;
        } else if character.is_ascii_digit() {
            let end = number_end(text, at);
            push(&mut tokens, text, at, end, TokenKind::Number);
            at = end;
        } else if character.is_alphanumeric() || is_suffix_apostrophe(text, at) {
            at = word(text, at, words, &mut tokens);
        } else {
            let end = mark_end(text, at, character);
            push(&mut tokens, text, at, end, TokenKind::Mark);
            at = end;
        }
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, text: &str, start: usize, end: usize, kind: TokenKind) {
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

/// The end of a URL or e-mail address that starts here.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'));
    let run = &rest[..end.unwrap_or(rest.len())];
    let is_url = ["http://", "https://", "www."].iter().any(|p| {
        run.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p)) && run.len() > p.len()
    });
    let is_mail = || {
        run.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty()
                && user.chars().all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c))
                && host.contains('.')
                && host.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    };
    (is_url || is_mail()).then(|| {
        at + run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']).len()
    })
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

/// An apostrophe that begins a word of its own: «’s», «’t», «’n».
fn is_suffix_apostrophe(text: &str, at: usize) -> bool {
    let mut characters = text[at..].chars();
    matches!(characters.next(), Some('\'' | '’'))
        && matches!(characters.next(), Some('s' | 't' | 'n'))
        && characters.next().is_none_or(|c| !c.is_alphanumeric() && !is_apostrophe(c))
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// Reads one run of letters and cuts elisions off its front and «’s» off its end.
fn word(text: &str, start: usize, words: &WordFacts, tokens: &mut Vec<Token>) -> usize {
    let mut start = start;
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    let base = start;
    while let Some((offset, character)) = characters.next() {
        let next = characters.peek().map(|&(_, c)| c);
        let after = base + offset + character.len_utf8();
        if character.is_alphanumeric() || is_mark_of_letter(character) {
            end = after;
        } else if is_apostrophe(character) && end > start {
            let elided = fold(&text[start..after]);
            // At the end of the text, too: labels of the lexicon end in elisions («autour d’»).
            if words.elisions.contains(&elided)
                && next.is_none_or(|c| c.is_alphanumeric() || c == '«')
            {
                push(tokens, text, start, after, TokenKind::Word);
                start = after;
                end = after;
                // «d’1 million»: what follows is read afresh.
                if next.is_none_or(|c| !c.is_alphabetic()) {
                    return after;
                }
            } else if is_suffix_apostrophe(text, base + offset)
                || !next.is_some_and(char::is_alphanumeric)
            {
                break;
            }
        } else if matches!(character, '-' | '\u{2010}' | '\u{2011}' | '&' | '\u{ad}')
            && end == base + offset
            && end > start
            && next.is_some_and(char::is_alphanumeric)
        {
            // inside a word: goes on
        } else {
            break;
        }
    }
    if end == start {
        // A lone apostrophe suffix.
        let first = text[start..].chars().next().map_or(1, char::len_utf8);
        end = start + first;
        while let Some(c) = text[end..].chars().next().filter(|c| c.is_alphanumeric()) {
            end += c.len_utf8();
        }
    } else {
        end = with_stops(text, start, end, words);
    }
    push(tokens, text, start, end, TokenKind::Word);
    end
}

/// Combining marks belong to the letter before them.
fn is_mark_of_letter(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// Takes in the stops of an abbreviation: «M.», «p.ex.», «O.N.U.», «J.»
fn with_stops(text: &str, start: usize, end: usize, words: &WordFacts) -> usize {
    if !text[end..].starts_with('.') {
        return end;
    }
    // Letters with stops between them: as far as they go.
    let mut dotted = end;
    let mut parts = 1;
    loop {
        let rest = &text[dotted..];
        let Some(after) = rest.strip_prefix('.') else { break };
        let letters: usize =
            after.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let stop_follows = after[letters..].starts_with('.');
        let short = after[..letters].chars().count() <= 3;
        if letters > 0 && short && (stop_follows || parts > 1) {
            dotted += 1 + letters;
            parts += 1;
        } else {
            break;
        }
    }
    let with_stop = dotted + usize::from(text[dotted..].starts_with('.'));
    if parts > 1 {
        return if text[dotted..].starts_with('.') { with_stop } else { dotted };
    }
    let surface = &text[start..end];
    let initial = surface.chars().count() == 1 && surface.chars().all(char::is_uppercase);
    if initial || words.abbreviations.contains(&fold(&text[start..=end])) { end + 1 } else { end }
}

/// One mark; full stops and dashes in a row are one.
fn mark_end(text: &str, at: usize, character: char) -> usize {
    let run: usize = if matches!(character, '.' | '-' | '*' | '=' | '_') {
        text[at..].chars().take_while(|&c| c == character).map(char::len_utf8).sum()
    } else {
        character.len_utf8()
    };
    at + run
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, WordFacts, tokenize};

    fn words() -> WordFacts {
        let set = |list: &[&str]| list.iter().map(|&w| w.to_owned()).collect();
        WordFacts {
            abbreviations: set(&["m.", "p.ex.", "dr.", "bzw."]),
            elisions: set(&["l'", "d'", "qu'"]),
            ..WordFacts::default()
        }
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
