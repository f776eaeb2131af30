//! Reads shapes: their targets, paths, and constraints.

use super::constraint::{Constraint, NodeKinds, Qualified};
use super::data::Graph;
use super::error::ValidateError;
use super::path::Path;
use super::terms;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, TermRef};
use regex::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet, HashMap};

const RDFS_CLASS: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#Class");

/// Makes a constraint of a parameter's value.
type Build<T> = fn(T) -> Constraint;

/// Where a shape finds its focus nodes.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Node(Term),
    Class(Term),
    SubjectsOf(NamedNode),
    ObjectsOf(NamedNode),
}

/// A node shape (without path) or a property shape.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) node: Term,
    pub(super) path: Option<Path>,
    pub(super) targets: Vec<Target>,
    pub(super) deactivated: bool,
    pub(super) severity: NamedNode,
    pub(super) messages: Vec<Literal>,
    pub(super) constraints: Vec<Constraint>,
    /// The shape that has this one as its `sh:property`, to name what has no name of its own.
    pub(super) parent: Option<Term>,
}

/// All shapes of a shapes graph.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    shapes: HashMap<Term, Shape>,
    /// Nodes of the shapes with targets, in a fixed order.
    targeted: Vec<Term>,
}

impl Shapes {
    /// Reads every shape of the graph.
    ///
    /// # Errors
    /// Where a shape is ill-formed; names it.
    pub fn read(graph: &Graph<'_>) -> Result<Self, ValidateError> {
        let mut found = BTreeMap::new();
        let mut add =
            |nodes: Vec<Term>| found.extend(nodes.into_iter().map(|node| (node.to_string(), node)));
        for class in [terms::NODE_SHAPE, terms::PROPERTY_SHAPE] {
            add(graph.instances(&class.into_owned().into())?);
        }
        let openings = [
            terms::TARGET_NODE,
            terms::TARGET_CLASS,
            terms::TARGET_SUBJECTS_OF,
            terms::TARGET_OBJECTS_OF,
            terms::PATH,
        ];
        for predicate in openings {
            add(graph.subjects(predicate, None)?);
        }
        let mut shapes = Self::default();
        let mut waiting: Vec<(Term, Option<Term>)> =
            found.into_values().map(|node| (node, None)).collect();
        waiting.reverse();
        while let Some((node, parent)) = waiting.pop() {
            if let Some(known) = shapes.shapes.get_mut(&node) {
                known.parent = known.parent.take().or(parent);
                continue;
            }
            let shape = Reader { graph, node: &node }.shape(parent)?;
            for inner in inner_shapes(&shape) {
                waiting.push((inner, Some(node.clone())));
            }
            if !shape.targets.is_empty() {
                shapes.targeted.push(node.clone());
            }
            shapes.shapes.insert(node, shape);
        }
        shapes.targeted.sort_by(crate::export::compare_terms);
        Ok(shapes)
    }

    /// The shape of a node; what no shape was read from demands nothing.
    pub(super) fn get(&self, node: &Term) -> Option<&Shape> {
        self.shapes.get(node)
    }

    /// The shapes with targets, in a fixed order.
    pub(super) fn targeted(&self) -> impl Iterator<Item = &Shape> {
        self.targeted.iter().filter_map(|node| self.shapes.get(node))
    }

    /// How many shapes have targets.
    pub fn count(&self) -> usize {
        self.targeted.len()
    }
}

/// The shapes that a shape's constraints name.
fn inner_shapes(shape: &Shape) -> Vec<Term> {
    let mut inner = Vec::new();
    for constraint in &shape.constraints {
        match constraint {
            Constraint::Not(node) | Constraint::Node(node) | Constraint::Property(node) => {
                inner.push(node.clone());
            }
            Constraint::And(nodes) | Constraint::Or(nodes) | Constraint::Xone(nodes) => {
                inner.extend(nodes.iter().cloned());
            }
            Constraint::Qualified(qualified) => {
                inner.push(qualified.shape.clone());
                inner.extend(qualified.siblings.iter().cloned());
            }
            _ => {}
        }
    }
    inner
}

struct Reader<'a> {
    graph: &'a Graph<'a>,
    node: &'a Term,
}

impl Reader<'_> {
    fn shape(&self, parent: Option<Term>) -> Result<Shape, ValidateError> {
        let path = match self.objects(terms::PATH)?.as_slice() {
            [] => None,
            [path] => Some(Path::read(self.graph, path, 0)?),
            _ => return Err(self.wrong("it has two paths")),
        };
        let severity = match self.objects(terms::SEVERITY)?.into_iter().next() {
            Some(Term::NamedNode(severity)) => severity,
            Some(_) => return Err(self.wrong("sh:severity wants an IRI")),
            None => terms::VIOLATION.into_owned(),
        };
        let messages = self.objects(terms::MESSAGE)?.into_iter().filter_map(|term| match term {
            Term::Literal(message) => Some(message),
            _ => None,
        });
        Ok(Shape {
            node: self.node.clone(),
            targets: self.targets()?,
            deactivated: self.flag(terms::DEACTIVATED)?,
            severity,
            messages: messages.collect(),
            constraints: self.constraints(path.is_some())?,
            path,
            parent,
        })
    }

    fn targets(&self) -> Result<Vec<Target>, ValidateError> {
        let mut targets = Vec::new();
        targets.extend(self.objects(terms::TARGET_NODE)?.into_iter().map(Target::Node));
        targets.extend(self.objects(terms::TARGET_CLASS)?.into_iter().map(Target::Class));
        targets.extend(
            self.properties(terms::TARGET_SUBJECTS_OF)?.into_iter().map(Target::SubjectsOf),
        );
        targets
            .extend(self.properties(terms::TARGET_OBJECTS_OF)?.into_iter().map(Target::ObjectsOf));
        // A shape that is a class is its own target.
        if self.graph.is_instance(self.node, &RDFS_CLASS.into_owned().into())? {
            targets.push(Target::Class(self.node.clone()));
        }
        Ok(targets)
    }

    fn constraints(&self, is_property: bool) -> Result<Vec<Constraint>, ValidateError> {
        let mut constraints = Vec::new();
        constraints.extend(self.objects(terms::CLASS)?.into_iter().map(Constraint::Class));
        constraints.extend(self.properties(terms::DATATYPE)?.into_iter().map(Constraint::Datatype));
        for kind in self.properties(terms::NODE_KIND)? {
            constraints.push(Constraint::NodeKind(self.node_kinds(&kind)?));
        }
        let counts: [(NamedNodeRef<'_>, Build<u64>); 4] = [
            (terms::MIN_COUNT, Constraint::MinCount),
            (terms::MAX_COUNT, Constraint::MaxCount),
            (terms::MIN_LENGTH, Constraint::MinLength),
            (terms::MAX_LENGTH, Constraint::MaxLength),
        ];
        for (predicate, build) in counts {
            constraints.extend(self.number(predicate)?.map(build));
        }
        let terms_of: [(NamedNodeRef<'_>, Build<Term>); 8] = [
            (terms::MIN_EXCLUSIVE, Constraint::MinExclusive),
            (terms::MIN_INCLUSIVE, Constraint::MinInclusive),
            (terms::MAX_EXCLUSIVE, Constraint::MaxExclusive),
            (terms::MAX_INCLUSIVE, Constraint::MaxInclusive),
            (terms::NOT, Constraint::Not),
            (terms::NODE, Constraint::Node),
            (terms::PROPERTY, Constraint::Property),
            (terms::HAS_VALUE, Constraint::HasValue),
        ];
        for (predicate, build) in terms_of {
            constraints.extend(self.objects(predicate)?.into_iter().map(build));
        }
        let pairs: [(NamedNodeRef<'_>, Build<NamedNode>); 4] = [
            (terms::EQUALS, Constraint::Equals),
            (terms::DISJOINT, Constraint::Disjoint),
            (terms::LESS_THAN, Constraint::LessThan),
            (terms::LESS_THAN_OR_EQUALS, Constraint::LessThanOrEquals),
        ];
        for (predicate, build) in pairs {
            constraints.extend(self.properties(predicate)?.into_iter().map(build));
        }
        let lists: [(NamedNodeRef<'_>, Build<Vec<Term>>); 4] = [
            (terms::AND, Constraint::And),
            (terms::OR, Constraint::Or),
            (terms::XONE, Constraint::Xone),
            (terms::IN, Constraint::In),
        ];
        for (predicate, build) in lists {
            constraints.extend(self.lists(predicate)?.into_iter().map(build));
        }
        for languages in self.lists(terms::LANGUAGE_IN)? {
            constraints.push(Constraint::LanguageIn(self.texts(&languages)?));
        }
        for pattern in self.objects(terms::PATTERN)? {
            constraints.push(Constraint::Pattern(Box::new(self.pattern(&pattern)?)));
        }
        if is_property && self.flag(terms::UNIQUE_LANG)? {
            constraints.push(Constraint::UniqueLang);
        }
        if self.flag(terms::CLOSED)? {
            constraints.push(Constraint::Closed(self.allowed_properties()?));
        }
        for shape in self.objects(terms::QUALIFIED_VALUE_SHAPE)? {
            self.qualified(&shape, &mut constraints)?;
        }
        Ok(constraints)
    }

    fn qualified(
        &self,
        shape: &Term,
        constraints: &mut Vec<Constraint>,
    ) -> Result<(), ValidateError> {
        let mut siblings = Vec::new();
        if self.flag(terms::QUALIFIED_VALUE_SHAPES_DISJOINT)? {
            for parent in self.graph.subjects(terms::PROPERTY, Some(self.node.as_ref()))? {
                for property in self.graph.objects(&parent, terms::PROPERTY)? {
                    siblings.extend(self.graph.objects(&property, terms::QUALIFIED_VALUE_SHAPE)?);
                }
            }
            siblings.retain(|sibling| sibling != shape);
        }
        let mut add = |min, max| {
            let (shape, siblings) = (shape.clone(), siblings.clone());
            constraints.push(Constraint::Qualified(Box::new(Qualified {
                shape,
                siblings,
                min,
                max,
            })));
        };
        if let Some(min) = self.number(terms::QUALIFIED_MIN_COUNT)? {
            add(Some(min), None);
        }
        if let Some(max) = self.number(terms::QUALIFIED_MAX_COUNT)? {
            add(None, Some(max));
        }
        Ok(())
    }

    /// The properties that a closed shape allows: the plain paths of its property shapes, and those
    /// that it says to ignore.
    fn allowed_properties(&self) -> Result<BTreeSet<String>, ValidateError> {
        let mut allowed = BTreeSet::new();
        let mut allow = |term: Term| {
            if let Term::NamedNode(node) = term {
                allowed.insert(node.into_string());
            }
        };
        for property in self.objects(terms::PROPERTY)? {
            self.graph.objects(&property, terms::PATH)?.into_iter().for_each(&mut allow);
        }
        self.lists(terms::IGNORED_PROPERTIES)?.into_iter().flatten().for_each(&mut allow);
        Ok(allowed)
    }

    fn node_kinds(&self, kind: &NamedNode) -> Result<NodeKinds, ValidateError> {
        let name = kind.as_str().rsplit('#').next().unwrap_or_default();
        let kinds = NodeKinds {
            iri: matches!(name, "IRI" | "BlankNodeOrIRI" | "IRIOrLiteral"),
            blank: matches!(name, "BlankNode" | "BlankNodeOrIRI" | "BlankNodeOrLiteral"),
            literal: matches!(name, "Literal" | "IRIOrLiteral" | "BlankNodeOrLiteral"),
        };
        if kinds.iri || kinds.blank || kinds.literal {
            Ok(kinds)
        } else {
            Err(self.wrong(&format!("sh:nodeKind {kind} is unknown")))
        }
    }

    /// XPath's flags that change what matches: `i`, `s`, `m`, `x`, `q`.
    fn pattern(&self, pattern: &Term) -> Result<Regex, ValidateError> {
        let Term::Literal(pattern) = pattern else {
            return Err(self.wrong("sh:pattern wants a text"));
        };
        let flags = match self.objects(terms::FLAGS)?.into_iter().next() {
            Some(Term::Literal(flags)) => flags.value().to_owned(),
            _ => String::new(),
        };
        if let Some(unknown) = flags.chars().find(|flag| !"ismxq".contains(*flag)) {
            return Err(self.wrong(&format!("sh:flags: `{unknown}` is unknown")));
        }
        let has = |flag: char| flags.contains(flag);
        let text =
            if has('q') { regex::escape(pattern.value()) } else { pattern.value().to_owned() };
        RegexBuilder::new(&text)
            .case_insensitive(has('i'))
            .dot_matches_new_line(has('s'))
            .multi_line(has('m'))
            .ignore_whitespace(has('x') && !has('q'))
            .build()
            .map_err(|_| {
                self.wrong(&format!("sh:pattern `{}` is no regular expression", pattern.value()))
            })
    }

    fn objects(&self, predicate: NamedNodeRef<'_>) -> Result<Vec<Term>, ValidateError> {
        Ok(self.graph.objects(self.node, predicate)?)
    }

    fn properties(&self, predicate: NamedNodeRef<'_>) -> Result<Vec<NamedNode>, ValidateError> {
        let objects = self.objects(predicate)?.into_iter().map(|term| match term {
            Term::NamedNode(node) => Ok(node),
            other => Err(self.wrong(&format!("{predicate} wants an IRI and not {other}"))),
        });
        objects.collect()
    }

    fn lists(&self, predicate: NamedNodeRef<'_>) -> Result<Vec<Vec<Term>>, ValidateError> {
        let lists = self.objects(predicate)?.into_iter().map(|head| {
            let members = self.graph.list(&head)?;
            members.ok_or_else(|| self.wrong(&format!("{predicate} wants a list")))
        });
        lists.collect()
    }

    fn texts(&self, terms: &[Term]) -> Result<Vec<String>, ValidateError> {
        let texts = terms.iter().map(|term| match term {
            Term::Literal(literal) => Ok(literal.value().to_owned()),
            other => Err(self.wrong(&format!("expected a text and not {other}"))),
        });
        texts.collect()
    }

    fn number(&self, predicate: NamedNodeRef<'_>) -> Result<Option<u64>, ValidateError> {
        match self.objects(predicate)?.as_slice() {
            [] => Ok(None),
            [Term::Literal(number)] if number.value().parse::<u64>().is_ok() => {
                Ok(number.value().parse().ok())
            }
            _ => Err(self.wrong(&format!("{predicate} wants one whole number from 0"))),
        }
    }

    fn flag(&self, predicate: NamedNodeRef<'_>) -> Result<bool, ValidateError> {
        match self.objects(predicate)?.first().map(Term::as_ref) {
            None => Ok(false),
            Some(TermRef::Literal(flag)) if flag.datatype() == xsd::BOOLEAN => {
                Ok(matches!(flag.value(), "true" | "1"))
            }
            Some(other) => {
                Err(self.wrong(&format!("{predicate} wants true or false and not {other}")))
            }
        }
    }

    fn wrong(&self, problem: &str) -> ValidateError {
        ValidateError::shape(self.node, problem)
    }
}
