//! The constraint components of SHACL Core (<https://www.w3.org/TR/shacl/#core-components>): what
//! each demands, its name, and its message where the shape has none.

use super::terms;
use crate::prefixes::Prefixes;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use regex::Regex;
use std::collections::BTreeSet;

/// One demand of a shape. Other shapes stand here by their nodes.
#[derive(Clone, Debug)]
pub(super) enum Constraint {
    Class(Term),
    Datatype(NamedNode),
    NodeKind(NodeKinds),
    MinCount(u64),
    MaxCount(u64),
    MinExclusive(Term),
    MinInclusive(Term),
    MaxExclusive(Term),
    MaxInclusive(Term),
    MinLength(u64),
    MaxLength(u64),
    Pattern(Box<Regex>),
    LanguageIn(Vec<String>),
    UniqueLang,
    Equals(NamedNode),
    Disjoint(NamedNode),
    LessThan(NamedNode),
    LessThanOrEquals(NamedNode),
    Not(Term),
    And(Vec<Term>),
    Or(Vec<Term>),
    Xone(Vec<Term>),
    Node(Term),
    Property(Term),
    Qualified(Box<Qualified>),
    Closed(BTreeSet<String>),
    HasValue(Term),
    In(Vec<Term>),
}

/// `sh:nodeKind`: which kinds of terms are allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeKinds {
    pub(super) iri: bool,
    pub(super) blank: bool,
    pub(super) literal: bool,
}

/// `sh:qualifiedValueShape` with one of its counts.
#[derive(Clone, Debug)]
pub(super) struct Qualified {
    pub(super) shape: Term,
    /// Values that fit one of these do not count (`sh:qualifiedValueShapesDisjoint`).
    pub(super) siblings: Vec<Term>,
    pub(super) min: Option<u64>,
    pub(super) max: Option<u64>,
}

impl Constraint {
    /// The component's name behind `sh:`.
    pub(super) fn component(&self) -> &'static str {
        match self {
            Self::Class(_) => "ClassConstraintComponent",
            Self::Datatype(_) => "DatatypeConstraintComponent",
            Self::NodeKind(_) => "NodeKindConstraintComponent",
            Self::MinCount(_) => "MinCountConstraintComponent",
            Self::MaxCount(_) => "MaxCountConstraintComponent",
            Self::MinExclusive(_) => "MinExclusiveConstraintComponent",
            Self::MinInclusive(_) => "MinInclusiveConstraintComponent",
            Self::MaxExclusive(_) => "MaxExclusiveConstraintComponent",
            Self::MaxInclusive(_) => "MaxInclusiveConstraintComponent",
            Self::MinLength(_) => "MinLengthConstraintComponent",
            Self::MaxLength(_) => "MaxLengthConstraintComponent",
            Self::Pattern(_) => "PatternConstraintComponent",
            Self::LanguageIn(_) => "LanguageInConstraintComponent",
            Self::UniqueLang => "UniqueLangConstraintComponent",
            Self::Equals(_) => "EqualsConstraintComponent",
            Self::Disjoint(_) => "DisjointConstraintComponent",
            Self::LessThan(_) => "LessThanConstraintComponent",
            Self::LessThanOrEquals(_) => "LessThanOrEqualsConstraintComponent",
            Self::Not(_) => "NotConstraintComponent",
            Self::And(_) => "AndConstraintComponent",
            Self::Or(_) => "OrConstraintComponent",
            Self::Xone(_) => "XoneConstraintComponent",
            Self::Node(_) => "NodeConstraintComponent",
            Self::Property(_) => "PropertyShapeComponent",
            Self::Qualified(qualified) if qualified.min.is_some() => {
                "QualifiedMinCountConstraintComponent"
            }
            Self::Qualified(_) => "QualifiedMaxCountConstraintComponent",
            Self::Closed(_) => "ClosedConstraintComponent",
            Self::HasValue(_) => "HasValueConstraintComponent",
            Self::In(_) => "InConstraintComponent",
        }
    }

    /// What was expected, in words.
    pub(super) fn message(&self, prefixes: &Prefixes) -> String {
        let iri = |node: &NamedNode| prefixes.display(node.as_str());
        let term = |term: &Term| display(term, prefixes);
        let list = |terms: &[Term]| {
            terms.iter().map(|item| display(item, prefixes)).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Class(class) => format!("is no {}", term(class)),
            Self::Datatype(datatype) => format!("is no well-formed {}", iri(datatype)),
            Self::NodeKind(kinds) => {
                let names = [
                    (kinds.iri, "an IRI"),
                    (kinds.blank, "a blank node"),
                    (kinds.literal, "a literal"),
                ];
                let names: Vec<_> =
                    names.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
                format!("is not {}", names.join(" or "))
            }
            Self::MinCount(count) => format!("needs at least {count} {}", values(*count)),
            Self::MaxCount(count) => format!("may have at most {count} {}", values(*count)),
            Self::MinExclusive(bound) => format!("is not greater than {}", term(bound)),
            Self::MinInclusive(bound) => format!("is less than {}", term(bound)),
            Self::MaxExclusive(bound) => format!("is not less than {}", term(bound)),
            Self::MaxInclusive(bound) => format!("is greater than {}", term(bound)),
            Self::MinLength(length) => format!("is shorter than {length} characters"),
            Self::MaxLength(length) => format!("is longer than {length} characters"),
            Self::Pattern(pattern) => format!("does not match `{}`", pattern.as_str()),
            Self::LanguageIn(languages) => {
                format!("is in none of the languages {}", languages.join(", "))
            }
            Self::UniqueLang => "has two values in one language".to_owned(),
            Self::Equals(other) => format!("differs from {}", iri(other)),
            Self::Disjoint(other) => format!("is a value of {} too", iri(other)),
            Self::LessThan(other) => format!("is not less than {}", iri(other)),
            Self::LessThanOrEquals(other) => format!("is not less than or equal to {}", iri(other)),
            Self::Not(shape) => format!("conforms to {}, which it must not", term(shape)),
            Self::And(shapes) => format!("does not conform to all of {}", list(shapes)),
            Self::Or(shapes) => format!("conforms to none of {}", list(shapes)),
            Self::Xone(shapes) => format!("does not conform to exactly one of {}", list(shapes)),
            Self::Node(shape) | Self::Property(shape) => {
                format!("does not conform to {}", term(shape))
            }
            Self::Qualified(qualified) => match (qualified.min, qualified.max) {
                (Some(min), _) => {
                    format!(
                        "needs at least {min} {} that conform to {}",
                        values(min),
                        term(&qualified.shape)
                    )
                }
                (None, max) => {
                    let max = max.unwrap_or_default();
                    format!(
                        "may have at most {max} {} that conform to {}",
                        values(max),
                        term(&qualified.shape)
                    )
                }
            },
            Self::Closed(_) => "is a property that the shape does not allow".to_owned(),
            Self::HasValue(value) => format!("lacks the value {}", term(value)),
            Self::In(values) => format!("is none of {}", list(values)),
        }
    }
}

fn values(count: u64) -> &'static str {
    if count == 1 { "value" } else { "values" }
}

/// A term with prefixes; long texts are cut.
pub(super) fn display(term: &Term, prefixes: &Prefixes) -> String {
    const LONGEST: usize = 80;
    match term {
        Term::NamedNode(node) => prefixes.display(node.as_str()),
        Term::Literal(literal) => {
            let mut text: String = literal.value().chars().take(LONGEST).collect();
            if literal.value().chars().nth(LONGEST).is_some() {
                text.push('…');
            }
            let quoted = Literal::new_simple_literal(text).to_string();
            match literal.language() {
                Some(language) => format!("{quoted}@{language}"),
                None if literal.datatype() == oxigraph::model::vocab::xsd::STRING => quoted,
                None => format!("{quoted}^^{}", prefixes.display(literal.datatype().as_str())),
            }
        }
        // Labels of blank nodes differ from one reading to the next.
        Term::BlankNode(_) => "what has no name".to_owned(),
    }
}

/// The IRI of a component.
pub(super) fn component_iri(component: &str) -> NamedNode {
    let namespace: NamedNodeRef<'_> = terms::VIOLATION;
    let namespace = namespace.as_str().trim_end_matches("Violation");
    NamedNode::new_unchecked(format!("{namespace}{component}"))
}
