//! Terms that others wrote loosely and that RDF does not allow: IRIs with spaces, language tags with
//! underscores. What is meant is plain, so they are put right and not thrown away.

use oxigraph::model::{Literal, LiteralRef, NamedNode};
use regex::bytes::{Regex, RegexBuilder};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// An IRI that is one; `None` where it cannot be made one.
pub(super) fn iri(node: NamedNode) -> Option<NamedNode> {
    if is_absolute(node.as_str()) {
        return Some(node);
    }
    let mut encoded = String::with_capacity(node.as_str().len() + 8);
    let mut rest = node.as_str().trim();
    while let Some(character) = rest.chars().next() {
        let after = &rest[character.len_utf8()..];
        let is_stray_percent = character == '%'
            && !after.get(..2).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if is_stray_percent || is_forbidden(character) {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(character);
        }
        rest = after;
    }
    is_absolute(&encoded).then(|| NamedNode::new_unchecked(encoded))
}

/// Characters that RFC 3987 has nowhere in an IRI.
fn is_forbidden(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(character, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
        || matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}')
}

fn is_absolute(iri: &str) -> bool {
    oxiri::Iri::parse(iri).is_ok()
}

/// A literal whose language tag and datatype are sound; a tag beyond repair is left out.
pub(super) fn literal(literal: Literal) -> Literal {
    match literal.as_ref() {
        whole if whole.language().is_none() => match iri(whole.datatype().into_owned()) {
            Some(datatype) if datatype.as_ref() != whole.datatype() => {
                Literal::new_typed_literal(whole.value(), datatype)
            }
            Some(_) => literal,
            None => Literal::new_simple_literal(whole.value()),
        },
        tagged => language(tagged),
    }
}

fn language(literal: LiteralRef<'_>) -> Literal {
    let tag = literal.language().unwrap_or_default().trim().replace('_', "-");
    Literal::new_language_tagged_literal(literal.value(), tag)
        .unwrap_or_else(|_| Literal::new_simple_literal(literal.value()))
}

/// A tag such as `@en_US` after a string, where no parser would let it stand.
static UNDERSCORED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r#"(["']@[a-z]{2,3})_([a-z0-9]{2,8})\b"#;
    RegexBuilder::new(pattern).case_insensitive(true).unicode(false).build().ok()
});

/// A text of the Turtle family in which the language tags have hyphens for underscores.
pub(super) fn language_tags(text: &[u8]) -> Cow<'_, [u8]> {
    match &*UNDERSCORED {
        Some(pattern) => pattern.replace_all(text, &b"$1-$2"[..]),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{iri, literal};
    use oxigraph::model::{Literal, NamedNode};

    #[test]
    fn loose_iris_are_put_right() {
        let right =
            |text: &str| iri(NamedNode::new_unchecked(text)).map(|iri| iri.as_str().to_owned());
        let same = "http://a.example/%C3%A9?x=[1]#y".replace(['[', ']'], "");
        assert_eq!(right(&same).as_deref(), Some(same.as_str()));
        assert_eq!(right("http://a.example/a b").as_deref(), Some("http://a.example/a%20b"));
        assert_eq!(right(" http://a.example/100%").as_deref(), Some("http://a.example/100%25"));
        assert_eq!(right("no iri"), None);
    }

    #[test]
    fn loose_language_tags_are_put_right_or_left_out() {
        let tagged = |tag: &str| {
            literal(Literal::new_language_tagged_literal_unchecked("x", tag)).to_string()
        };
        assert_eq!(tagged("en_US"), "\"x\"@en-us");
        assert_eq!(tagged("not a tag"), "\"x\"");
        assert_eq!(tagged("fr"), "\"x\"@fr");
    }
}
