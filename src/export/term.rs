//! Writes single terms as Turtle and TriG want them.

use crate::prefixes::Prefixes;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, TermRef};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Writes terms with prefixes, and remembers which prefixes it used.
pub(super) struct TermWriter<'a> {
    prefixes: &'a Prefixes,
    pub(super) used: BTreeSet<String>,
}

impl<'a> TermWriter<'a> {
    pub(super) fn new(prefixes: &'a Prefixes) -> Self {
        Self { prefixes, used: BTreeSet::new() }
    }

    /// The directives of the prefixes used so far, sorted by name.
    pub(super) fn directives(&self) -> String {
        let mut text = String::new();
        for (name, iri) in self.prefixes.iter().filter(|(name, _)| self.used.contains(*name)) {
            let _ = writeln!(text, "@prefix {name}: {} .", iri_reference(iri));
        }
        text
    }

    pub(super) fn subject(&mut self, subject: NamedOrBlankNodeRef<'_>) -> String {
        match subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.iri(node),
            NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
        }
    }

    pub(super) fn object(&mut self, object: TermRef<'_>) -> String {
        match object {
            TermRef::NamedNode(node) => self.iri(node),
            TermRef::BlankNode(node) => node.to_string(),
            TermRef::Literal(literal) => self.literal(literal),
        }
    }

    /// A prefixed name, or the IRI in angle brackets.
    pub(super) fn iri(&mut self, node: NamedNodeRef<'_>) -> String {
        match self.prefixes.shrink(node.as_str()) {
            Some((name, local)) => {
                if !self.used.contains(name) {
                    self.used.insert(name.to_owned());
                }
                format!("{name}:{local}")
            }
            None => iri_reference(node.as_str()),
        }
    }

    fn literal(&mut self, literal: LiteralRef<'_>) -> String {
        let value = literal.value();
        if let Some(language) = literal.language() {
            return format!("{}@{language}", quoted(value));
        }
        let datatype = literal.datatype();
        if datatype == xsd::STRING {
            quoted(value)
        } else if has_shorthand(value, datatype) {
            value.to_owned()
        } else {
            format!("{}^^{}", quoted(value), self.iri(datatype))
        }
    }
}

/// Whether a number or truth value may stand bare: exactly where Turtle reads it back with the same
/// datatype and the same digits.
fn has_shorthand(value: &str, datatype: NamedNodeRef<'_>) -> bool {
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits_or_none = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if datatype == xsd::INTEGER {
        digits(unsigned)
    } else if datatype == xsd::DECIMAL {
        unsigned.split_once('.').is_some_and(|(whole, rest)| digits_or_none(whole) && digits(rest))
    } else if datatype == xsd::DOUBLE {
        unsigned.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            let some = !whole.is_empty() || !rest.is_empty();
            some && digits_or_none(whole) && digits_or_none(rest) && digits(exponent)
        })
    } else {
        datatype == xsd::BOOLEAN && (value == "true" || value == "false")
    }
}

/// An IRI between `<` and `>`.
pub(super) fn iri_reference(iri: &str) -> String {
    let mut text = String::with_capacity(iri.len() + 2);
    text.push('<');
    for character in iri.chars() {
        if character <= ' ' || "<>\"{}|^`\\".contains(character) {
            let _ = write!(text, "\\u{:04X}", u32::from(character));
        } else {
            text.push(character);
        }
    }
    text.push('>');
    text
}

/// A string in quotes: in three of them, with its lines as they are, where it has several lines.
fn quoted(value: &str) -> String {
    let long = value.contains('\n');
    let quote = if long { "\"\"\"" } else { "\"" };
    let mut text = String::with_capacity(value.len() + 6);
    text.push_str(quote);
    for character in value.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '"' => text.push_str("\\\""),
            '\n' if long => text.push('\n'),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{C}' => text.push_str("\\f"),
            // Invisible or taken for a line's end by some readers and editors.
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') =>
            {
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push_str(quote);
    text
}

#[cfg(test)]
mod tests {
    use super::{TermWriter, has_shorthand, iri_reference, quoted};
    use crate::prefixes::Prefixes;
    use oxigraph::model::vocab::xsd;
    use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef};

    #[test]
    fn strings_keep_every_character() {
        assert_eq!(quoted("a\"b\\c\td"), r#""a\"b\\c\td""#);
        assert_eq!(quoted("one\ntwo\r\"\"\""), "\"\"\"one\ntwo\\r\\\"\\\"\\\"\"\"\"");
        assert_eq!(quoted("\u{0}\u{7f}"), "\"\\u0000\\u007F\"");
        assert_eq!(iri_reference("http://a/é b"), "<http://a/é\\u0020b>");
    }

    #[test]
    fn numbers_stand_bare_only_where_nothing_is_lost() {
        assert!(has_shorthand("-12", xsd::INTEGER));
        assert!(has_shorthand("59000000000.0", xsd::DECIMAL));
        assert!(has_shorthand("1e6", xsd::DOUBLE) && has_shorthand(".5E-3", xsd::DOUBLE));
        assert!(!has_shorthand("12", xsd::DECIMAL) && !has_shorthand("12.", xsd::DECIMAL));
        assert!(!has_shorthand("1", xsd::BOOLEAN) && !has_shorthand("INF", xsd::DOUBLE));
        let prefixes = Prefixes::default();
        let mut writer = TermWriter::new(&prefixes);
        let date = LiteralRef::new_typed_literal(
            "2028",
            NamedNodeRef::new_unchecked("http://www.w3.org/2001/XMLSchema#gYear"),
        );
        assert_eq!(writer.object(TermRef::Literal(date)), "\"2028\"^^xsd:gYear");
        assert_eq!(writer.directives(), "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n");
    }
}
