//! Reads the values of parameters as users type them.

use super::error::QueryError;
use super::lexer::{Kind, tokens};
use crate::prefixes::Prefixes;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term};
use std::str::FromStr as _;

/// Reads a value.
///
/// `<iri>`, an `http(s)` address and a prefixed name whose prefix is known give an IRI;
/// `"text"@fr` and `"2026-01-01"^^xsd:date` the literal as SPARQL writes it; `2030`, `2.5`, `true` a
/// number or truth value; everything else is a plain string. `like`, the parameter's default
/// where it has one, settles what is unclear: where it is a string, so is `2030`.
///
/// # Errors
/// Where an IRI or literal is begun and not well formed, or is not of the kind of `like`.
pub(super) fn read(
    name: &str,
    text: &str,
    like: Option<&Term>,
    prefixes: &Prefixes,
) -> Result<Term, QueryError> {
    let wrong = |expected: &str| QueryError::ParameterValue {
        name: name.to_owned(),
        value: text.to_owned(),
        expected: expected.to_owned(),
    };
    let trimmed = text.trim();
    if trimmed.starts_with('<') && trimmed.ends_with('>') {
        return NamedNode::new(&trimmed[1..trimmed.len() - 1])
            .map(Into::into)
            .map_err(|_| wrong("an absolute IRI between `<` and `>`"));
    }
    if trimmed.starts_with(['"', '\'']) && trimmed.len() > 1 {
        return literal(trimmed, prefixes).map(Into::into).ok_or_else(|| {
            wrong("a literal such as `\"text\"`, `\"texte\"@fr` or `\"2030\"^^xsd:gYear`")
        });
    }
    match like {
        Some(Term::NamedNode(_)) => iri(trimmed, prefixes)
            .map(Into::into)
            .ok_or_else(|| wrong("an IRI or a prefixed name such as `measure:jobs`")),
        Some(Term::Literal(default)) if default.datatype() == xsd::STRING => {
            Ok(Literal::new_simple_literal(text).into())
        }
        Some(Term::Literal(default)) if is_number(default) => {
            plain_number(trimmed).map(Into::into).ok_or_else(|| wrong("a number"))
        }
        Some(Term::Literal(default)) => {
            Ok(Literal::new_typed_literal(text, default.datatype().into_owned()).into())
        }
        _ => Ok(guess(text, trimmed, prefixes)),
    }
}

fn guess(text: &str, trimmed: &str, prefixes: &Prefixes) -> Term {
    if let Some(iri) = iri(trimmed, prefixes) {
        iri.into()
    } else if let Some(number) = plain_number(trimmed) {
        number.into()
    } else if trimmed == "true" || trimmed == "false" {
        Literal::new_typed_literal(trimmed, xsd::BOOLEAN).into()
    } else {
        Literal::new_simple_literal(text).into()
    }
}

fn is_number(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE].contains(&literal.datatype())
}

fn iri(text: &str, prefixes: &Prefixes) -> Option<NamedNode> {
    let whole = ["http://", "https://", "urn:"].iter().any(|scheme| text.starts_with(scheme));
    let iri = if whole { text.to_owned() } else { prefixes.expand(text)? };
    NamedNode::new(iri).ok()
}

fn plain_number(text: &str) -> Option<Literal> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match fraction {
        None if all_digits(whole) => Some(Literal::new_typed_literal(text, xsd::INTEGER)),
        Some(fraction) if all_digits(whole) && all_digits(fraction) => {
            Some(Literal::new_typed_literal(text, xsd::DECIMAL))
        }
        _ => None,
    }
}

/// A literal in SPARQL's notation; prefixed datatypes are looked up first.
fn literal(text: &str, prefixes: &Prefixes) -> Option<Literal> {
    let tokens = tokens(text);
    let (string, rest) = tokens.split_first()?;
    if string.kind != Kind::String {
        return None;
    }
    let mut whole = requote(string.of(text))?;
    match rest {
        [] => {}
        [language] if language.kind == Kind::Language => whole.push_str(language.of(text)),
        [sign, datatype] if sign.of(text) == "^^" => {
            let iri = match datatype.kind {
                Kind::Iri => datatype.of(text).to_owned(),
                _ => format!("<{}>", prefixes.expand(datatype.of(text))?),
            };
            whole.push_str("^^");
            whole.push_str(&iri);
        }
        _ => return None,
    }
    Literal::from_str(&whole).ok()
}

/// Single quotes and long quotes become the one quoting that N-Triples has.
fn requote(text: &str) -> Option<String> {
    let long = text.len() >= 6 && (text.starts_with("\"\"\"") || text.starts_with("'''"));
    let cut = if long { 3 } else { 1 };
    let content = text.get(cut..text.len().checked_sub(cut)?)?;
    let quoted = text.starts_with('"') && !long;
    let content =
        if quoted { content.to_owned() } else { content.replace("\\'", "'").replace('"', "\\\"") };
    Some(format!("\"{}\"", content.replace('\n', "\\n").replace('\r', "\\r")))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::prefixes::Prefixes;
    use oxigraph::model::{Literal, NamedNode, Term};

    fn value(text: &str, like: Option<&Term>) -> Option<String> {
        read("p", text, like, &Prefixes::default()).ok().map(|term| term.to_string())
    }

    #[test]
    fn what_users_type_is_read_by_its_look() {
        let integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
        assert_eq!(value("Bart De Wever", None).as_deref(), Some("\"Bart De Wever\""));
        assert_eq!(value("2030", None), Some(format!("\"2030\"{integer}")));
        assert_eq!(value("wd:Q31", None).as_deref(), Some("<http://www.wikidata.org/entity/Q31>"));
        assert_eq!(value("https://a.example/b", None).as_deref(), Some("<https://a.example/b>"));
        assert_eq!(value("'été'@fr", None).as_deref(), Some("\"été\"@fr"));
        assert_eq!(
            value("\"2030\"^^xsd:gYear", None).as_deref(),
            Some("\"2030\"^^<http://www.w3.org/2001/XMLSchema#gYear>")
        );
        assert_eq!(value("Vooruit: een plan", None).as_deref(), Some("\"Vooruit: een plan\""));
        assert_eq!(value("<no iri>", None), None);
        assert_eq!(value("\"open", None), None);
    }

    #[test]
    fn the_default_settles_the_kind() {
        let string: Term = Literal::new_simple_literal("").into();
        let number: Term = Literal::from(2030).into();
        let iri: Term = NamedNode::new_unchecked("http://a/").into();
        assert_eq!(value("2030", Some(&string)).as_deref(), Some("\"2030\""));
        assert_eq!(value("wd:Q31", Some(&string)).as_deref(), Some("\"wd:Q31\""));
        assert_eq!(value("soon", Some(&number)), None);
        assert_eq!(value("jobs", Some(&iri)), None);
    }
}
