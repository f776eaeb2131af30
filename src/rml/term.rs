//! Making RDF terms from rows: a term map compiled against the columns of one table.

use super::mapping::{Expression, TermMap, TermType};
use super::parse::check_language;
use super::template::Piece;
use oxigraph::model::{BlankNode, Literal, NamedNode, Term};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write as _;

/// The cells of one row.
pub(super) type Cells<'r> = &'r [Option<String>];

/// An expression whose references are column indexes.
#[derive(Debug)]
pub(super) enum Value<'m> {
    Constant(&'m str),
    Column(usize),
    Template(Vec<Part<'m>>),
}

#[derive(Debug)]
pub(super) enum Part<'m> {
    Text(&'m str),
    Column(usize),
}

impl<'m> Value<'m> {
    /// Finds the columns; an unknown one is an error that names those there are.
    pub(super) fn compile(expression: &'m Expression, columns: &[String]) -> Result<Self, String> {
        let column = |name: &str| {
            columns.iter().position(|column| column == name).ok_or_else(|| {
                format!("there is no column `{name}`; there are: {}", columns.join(", "))
            })
        };
        Ok(match expression {
            Expression::Constant(term) => Self::Constant(super::graph::text(term)?),
            Expression::Reference(name) => Self::Column(column(name)?),
            Expression::Template(template) => {
                let part = |piece: &'m Piece| {
                    Ok(match piece {
                        Piece::Text(text) => Part::Text(text),
                        Piece::Reference(name) => Part::Column(column(name)?),
                    })
                };
                Self::Template(template.0.iter().map(part).collect::<Result<_, String>>()?)
            }
        })
    }

    /// The expression's text for a row; `None` where a cell that it needs is absent.
    pub(super) fn text<'r>(&'r self, cells: Cells<'r>, encoding: Encoding) -> Option<Cow<'r, str>> {
        match self {
            Self::Constant(text) => Some(Cow::Borrowed(text)),
            Self::Column(index) => cells.get(*index)?.as_deref().map(Cow::Borrowed),
            Self::Template(parts) => {
                let mut text = String::with_capacity(64);
                for part in parts {
                    match part {
                        Part::Text(fixed) => text.push_str(fixed),
                        Part::Column(index) => {
                            encoding.push(cells.get(*index)?.as_deref()?, &mut text);
                        }
                    }
                }
                Some(Cow::Owned(text))
            }
        }
    }
}

/// What happens to the values put into a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    None,
    /// All but the unreserved characters of RFC 3987.
    Iri,
    /// All but the unreserved characters of RFC 3986.
    Uri,
    /// Letters beyond ASCII only.
    Ascii,
}

impl Encoding {
    fn of(kind: TermType) -> Self {
        match kind {
            TermType::Iri => Self::Iri,
            TermType::Uri => Self::Uri,
            TermType::UnsafeUri => Self::Ascii,
            TermType::UnsafeIri | TermType::BlankNode | TermType::Literal => Self::None,
        }
    }

    fn push(self, value: &str, text: &mut String) {
        for character in value.chars() {
            let plain = match self {
                Self::None => true,
                Self::Iri => is_unreserved(character) || is_ucs(character),
                Self::Uri => is_unreserved(character),
                Self::Ascii => character.is_ascii(),
            };
            if plain {
                text.push(character);
            } else {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(text, "%{byte:02X}");
                }
            }
        }
    }
}

fn is_unreserved(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~')
}

/// `ucschar` of RFC 3987: neither control, private nor non-characters.
fn is_ucs(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF)
        || (0x1_0000..0xE_0000).contains(&code) && code & 0xFFFF < 0xFFFE
        || (0xE_1000..=0xE_FFFD).contains(&code)
}

/// A term map compiled against a table.
#[derive(Debug)]
pub(super) struct TermPlan<'m> {
    /// A constant is made once.
    constant: Option<Term>,
    value: Option<Value<'m>>,
    kind: TermType,
    datatype: Option<Value<'m>>,
    language: Option<Value<'m>>,
    base: &'m str,
    /// Neighbouring rows mostly share graph, article, datatype and language: what was checked last
    /// is not checked again.
    last_iri: RefCell<Option<NamedNode>>,
    last_language: RefCell<String>,
}

impl<'m> TermPlan<'m> {
    pub(super) fn compile(
        map: &'m TermMap,
        columns: &[String],
        base: &'m str,
    ) -> Result<Self, String> {
        let compile = |expression: &'m Option<Expression>| {
            expression.as_ref().map(|expression| Value::compile(expression, columns)).transpose()
        };
        let constant = match &map.expression {
            Some(Expression::Constant(term))
                if map.datatype.is_none() && map.language.is_none() =>
            {
                Some(term.clone())
            }
            _ => None,
        };
        let value = if constant.is_some() { None } else { compile(&map.expression)? };
        Ok(Self {
            constant,
            value,
            kind: map.term_type,
            datatype: compile(&map.datatype)?,
            language: compile(&map.language)?,
            base,
            last_iri: RefCell::new(None),
            last_language: RefCell::new(String::new()),
        })
    }

    /// The term for a row, `None` where a cell that it needs is absent. `own` names the blank node of
    /// a map without expression.
    ///
    /// # Errors
    /// Where the values give no valid term.
    pub(super) fn term(
        &self,
        cells: Cells<'_>,
        own: impl FnOnce() -> String,
    ) -> Result<Option<Cow<'_, Term>>, String> {
        if let Some(constant) = &self.constant {
            return Ok(Some(Cow::Borrowed(constant)));
        }
        let Some(value) = &self.value else {
            return Ok(Some(Cow::Owned(BlankNode::new_unchecked(own()).into())));
        };
        let Some(text) = value.text(cells, Encoding::of(self.kind)) else { return Ok(None) };
        Ok(Some(Cow::Owned(match self.kind {
            TermType::Iri | TermType::Uri => self.iri(text)?.into(),
            TermType::UnsafeIri | TermType::UnsafeUri => {
                NamedNode::new_unchecked(absolute(text, self.base)).into()
            }
            TermType::BlankNode => BlankNode::new_unchecked(label(&text)).into(),
            TermType::Literal => match self.literal(text.into_owned(), cells)? {
                Some(literal) => literal.into(),
                None => return Ok(None),
            },
        })))
    }

    /// An absolute IRI as it is, anything else behind the base.
    fn iri(&self, text: Cow<'_, str>) -> Result<NamedNode, String> {
        let mut last = self.last_iri.borrow_mut();
        if let Some(last) = &*last
            && last.as_str() == text
        {
            return Ok(last.clone());
        }
        let iri = absolute(text, self.base);
        let iri = match NamedNode::new(iri.as_str()) {
            Ok(iri) => iri,
            Err(error) => return Err(format!("`{iri}` is no IRI: {error}")),
        };
        *last = Some(iri.clone());
        Ok(iri)
    }

    fn check_language(&self, tag: &str) -> Result<(), String> {
        let mut last = self.last_language.borrow_mut();
        if *last != tag {
            check_language(tag)?;
            tag.clone_into(&mut last);
        }
        Ok(())
    }

    fn literal(&self, text: String, cells: Cells<'_>) -> Result<Option<Literal>, String> {
        if let Some(language) = &self.language {
            let Some(tag) = language.text(cells, Encoding::None) else { return Ok(None) };
            self.check_language(&tag)?;
            // The same tag in lower case, as the checking constructor would make it.
            let tag = tag.to_ascii_lowercase();
            return Ok(Some(Literal::new_language_tagged_literal_unchecked(text, tag)));
        }
        if let Some(datatype) = &self.datatype {
            let Some(datatype) = datatype.text(cells, Encoding::Iri) else { return Ok(None) };
            return Ok(Some(Literal::new_typed_literal(text, self.iri(datatype)?)));
        }
        Ok(Some(Literal::new_simple_literal(text)))
    }
}

fn absolute(text: Cow<'_, str>, base: &str) -> String {
    if has_scheme(&text) { text.into_owned() } else { format!("{base}{text}") }
}

fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// A label for a blank node: different texts give different labels, whatever they hold.
fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len() + 1);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            label.push(char::from(byte));
        } else {
            let _ = write!(label, "_{byte:02x}");
        }
    }
    if label.is_empty() { "_".to_owned() } else { label }
}
