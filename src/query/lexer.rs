//! Cuts SPARQL text into tokens with their byte ranges.
//!
//! The parser proper is `spargebra`; its tree knows no positions and its messages no words. The
//! tokens give what both lack: where a prefix, a keyword or a bracket stands, and the order in
//! which variables appear.

use crate::prefixes::{is_base_character, is_name_character};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<...>`
    Iri,
    /// `prefix:local`
    Name,
    /// `?name` or `$name`
    Variable,
    /// A string in any of the four quotings.
    String,
    /// A number.
    Number,
    /// A keyword, a function's name, `a`, `true`, `false`.
    Word,
    /// `@fr`
    Language,
    /// `_:b0`
    Blank,
    /// Brackets, operators, separators: one token each.
    Sign,
    /// A string or comment-like start that never ends.
    Unclosed,
}

/// One token: its kind and the bytes it takes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

impl Token {
    /// The token's text.
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }
}

/// All tokens of a text; white space and comments are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    while let Some(first) = text[position..].chars().next() {
        let rest = &text[position..];
        if first.is_whitespace() {
            position += first.len_utf8();
            continue;
        }
        if first == '#' {
            position += rest.find(['\n', '\r']).unwrap_or(rest.len());
            continue;
        }
        let (kind, length) = token(rest, first);
        tokens.push(Token { kind, range: position..position + length });
        position += length;
    }
    tokens
}

/// Kind and length in bytes of the token that a text begins with.
fn token(rest: &str, first: char) -> (Kind, usize) {
    match first {
        '<' => iri_length(rest).map_or((Kind::Sign, operator_length(rest)), |n| (Kind::Iri, n)),
        '"' | '\'' => string(rest, first),
        '?' | '$' => match name_length(&rest[1..], |c| c != '-' && is_name_character(c)) {
            0 => (Kind::Sign, 1),
            length => (Kind::Variable, 1 + length),
        },
        '@' => match name_length(&rest[1..], |c| c.is_ascii_alphanumeric() || c == '-') {
            0 => (Kind::Sign, 1),
            length => (Kind::Language, 1 + length),
        },
        '_' if rest.starts_with("_:") => (Kind::Blank, 2 + local_length(&rest[2..])),
        ':' => (Kind::Name, 1 + local_length(&rest[1..])),
        c if c.is_ascii_digit() => (Kind::Number, number_length(rest)),
        '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            (Kind::Number, number_length(rest))
        }
        c if is_base_character(c) => {
            let length = name_length(rest, |c| is_name_character(c) || c == '.');
            let prefix = rest[..length].trim_end_matches('.').len();
            if prefix == length && rest[length..].starts_with(':') {
                (Kind::Name, length + 1 + local_length(&rest[length + 1..]))
            } else {
                (Kind::Word, name_length(rest, |c| c == '_' || c.is_alphanumeric()))
            }
        }
        c => (Kind::Sign, operator_length(rest).max(c.len_utf8())),
    }
}

/// Bytes up to the first character that does not fit.
fn name_length(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

/// Bytes of a local name: a closing dot belongs to the sentence, not to the name.
fn local_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.find(|c: char| {
        let fits = escaped || c == '\\' || c == '%' || c == '.' || c == ':' || is_name_character(c);
        escaped = c == '\\' && !escaped;
        !fits
    });
    text[..end.unwrap_or(text.len())].trim_end_matches('.').len()
}

fn number_length(text: &str) -> usize {
    let whole = name_length(text, |c| c.is_ascii_digit());
    let mut length = whole;
    if let Some(fraction) = text[length..].strip_prefix('.') {
        let digits = name_length(fraction, |c| c.is_ascii_digit());
        if digits > 0 {
            length += 1 + digits;
        }
    }
    if let Some(exponent) = text[length..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let digits = name_length(&exponent[sign..], |c| c.is_ascii_digit());
        if digits > 0 {
            length += 1 + sign + digits;
        }
    }
    length.max(1)
}

/// `<` opens an IRI only where a `>` follows before anything that no IRI holds.
fn iri_length(text: &str) -> Option<usize> {
    let end = text[1..].find(|c: char| c == '>' || c <= ' ' || "<\"{}|^`".contains(c))? + 1;
    text[end..].starts_with('>').then_some(end + 1)
}

fn operator_length(text: &str) -> usize {
    let double = ["^^", "&&", "||", "!=", "<=", ">="].iter().any(|sign| text.starts_with(sign));
    if double { 2 } else { 1 }
}

fn string(text: &str, quote: char) -> (Kind, usize) {
    let triple: String = std::iter::repeat_n(quote, 3).collect();
    let long = text.starts_with(&triple);
    let opening = if long { 3 } else { 1 };
    let closing = &triple[..opening];
    let mut position = opening;
    while let Some(character) = text[position..].chars().next() {
        if text[position..].starts_with(closing) {
            return (Kind::String, position + opening);
        }
        match character {
            '\\' => {
                let escaped = text[position + 1..].chars().next();
                position += 1 + escaped.map_or(0, char::len_utf8);
            }
            '\n' | '\r' if !long => return (Kind::Unclosed, position),
            c => position += c.len_utf8(),
        }
    }
    (Kind::Unclosed, text.len())
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        tokens(text).into_iter().map(|token| (token.kind, &text[token.range])).collect()
    }

    #[test]
    fn tokens_are_cut_as_sparql_cuts_them() {
        let text =
            "SELECT ?x { ?x a schema:Person. # why\n <http://a/#b> ex:l.é 'it\\'s'@fr; 1.5.}";
        assert_eq!(
            kinds(text),
            [
                (Kind::Word, "SELECT"),
                (Kind::Variable, "?x"),
                (Kind::Sign, "{"),
                (Kind::Variable, "?x"),
                (Kind::Word, "a"),
                (Kind::Name, "schema:Person"),
                (Kind::Sign, "."),
                (Kind::Iri, "<http://a/#b>"),
                (Kind::Name, "ex:l.é"),
                (Kind::String, "'it\\'s'"),
                (Kind::Language, "@fr"),
                (Kind::Sign, ";"),
                (Kind::Number, "1.5"),
                (Kind::Sign, "."),
                (Kind::Sign, "}"),
            ]
        );
    }

    #[test]
    fn comparisons_are_no_iris_and_open_strings_are_noticed() {
        assert_eq!(
            kinds("?a<?b"),
            [(Kind::Variable, "?a"), (Kind::Sign, "<"), (Kind::Variable, "?b")]
        );
        assert_eq!(kinds("\"open\nx")[0], (Kind::Unclosed, "\"open"));
        assert_eq!(kinds("'''a\n'b'''"), [(Kind::String, "'''a\n'b'''")]);
        assert_eq!(kinds("\"x\\"), [(Kind::Unclosed, "\"x\\")]);
    }
}
