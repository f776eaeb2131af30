//! From the mapping's Turtle to the model, with the rules of RML-Core checked on the way: shortcuts
//! unfolded, term types completed, wrong or unsupported things refused by the triples map's name.

use super::RmlError;
use super::dialect;
use super::graph::{Graph, RML, node, text};
use super::mapping::{
    Expression, Join, Mapping, ObjectMap, PredicateObjectMap, TermMap, TermType, TriplesMap,
};
use super::template::Template;
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::HashMap;

/// Where a term map stands: what term types it may have and which it has by default.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Subject,
    Predicate,
    Object,
    Graph,
}

const TERM_MAP: [&str; 8] = [
    "reference",
    "template",
    "constant",
    "termType",
    "datatype",
    "datatypeMap",
    "language",
    "languageMap",
];

impl Mapping {
    /// Reads a mapping in Turtle. `base` resolves relative IRIs of the mapping itself and, where a
    /// triples map has no `rml:baseIRI` of its own, those that it makes from data.
    ///
    /// # Errors
    /// [`RmlError::Turtle`] for bad syntax, [`RmlError::Mapping`] where the rules of RML are broken.
    pub fn parse(turtle: &str, base: &str) -> Result<Self, RmlError> {
        let graph = Graph::parse(turtle, base)?;
        let nodes: Vec<&NamedOrBlankNode> =
            graph.subjects.iter().filter(|subject| is_triples_map(&graph, subject)).collect();
        let indexes: HashMap<&NamedOrBlankNode, usize> =
            nodes.iter().enumerate().map(|(index, &node)| (node, index)).collect();
        let reader = Reader { graph: &graph, indexes, base };
        let mut maps = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.into_iter().enumerate() {
            let name = match node {
                NamedOrBlankNode::NamedNode(iri) => iri.to_string(),
                NamedOrBlankNode::BlankNode(_) => format!("no. {} (without IRI)", index + 1),
            };
            match reader.triples_map(node, name.clone()) {
                Ok(map) => maps.push(map),
                Err(problem) => return Err(RmlError::Mapping { map: name, problem }),
            }
        }
        Ok(Self { maps })
    }
}

fn is_triples_map(graph: &Graph, subject: &NamedOrBlankNode) -> bool {
    let typed = || {
        graph.facts(subject).iter().any(|(property, object)| {
            property == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
                && matches!(object, Term::NamedNode(class) if class.as_str().strip_prefix(RML) == Some("TriplesMap"))
        })
    };
    graph.objects(subject, "logicalSource").next().is_some() || typed()
}

struct Reader<'a> {
    graph: &'a Graph,
    indexes: HashMap<&'a NamedOrBlankNode, usize>,
    base: &'a str,
}

impl Reader<'_> {
    fn triples_map(&self, map: &NamedOrBlankNode, name: String) -> Result<TriplesMap, String> {
        self.graph.refuse_others(
            map,
            &["logicalSource", "subjectMap", "subject", "predicateObjectMap", "baseIRI"],
        )?;
        let source = self
            .graph
            .one(map, "logicalSource")?
            .ok_or("rml:logicalSource is missing: say which table the rows come from")?;
        let source = dialect::logical_source(self.graph, &node(source)?)?;
        let base = match self.graph.one(map, "baseIRI")? {
            Some(base) => text(base)?.to_owned(),
            None => self.base.to_owned(),
        };

        let mut subjects = self.term_maps(map, "subjectMap", "subject", Place::Subject)?;
        let subject = match (subjects.pop(), subjects.is_empty()) {
            (Some(subject), true) => subject,
            (None, _) => return Err("rml:subjectMap is missing".to_owned()),
            _ => return Err("rml:subjectMap is given more than once".to_owned()),
        };
        let (mut classes, mut graphs) = (Vec::new(), Vec::new());
        if let Some(subject) = self.graph.one(map, "subjectMap")? {
            let subject = node(subject)?;
            for class in self.graph.objects(&subject, "class") {
                let Term::NamedNode(class) = class else {
                    return Err(format!("rml:class must be an IRI, found {class}"));
                };
                classes.push(class.clone());
            }
            graphs = self.term_maps(&subject, "graphMap", "graph", Place::Graph)?;
        }
        let predicate_objects = self
            .graph
            .objects(map, "predicateObjectMap")
            .map(|object| self.predicate_object_map(&node(object)?))
            .collect::<Result<_, String>>()?;
        Ok(TriplesMap { name, base, source, subject, classes, graphs, predicate_objects })
    }

    fn predicate_object_map(&self, map: &NamedOrBlankNode) -> Result<PredicateObjectMap, String> {
        self.graph.refuse_others(
            map,
            &["predicateMap", "predicate", "objectMap", "object", "graphMap", "graph"],
        )?;
        let predicates = self.term_maps(map, "predicateMap", "predicate", Place::Predicate)?;
        let mut objects = Vec::new();
        for object in self.graph.objects(map, "objectMap") {
            let object = node(object)?;
            objects.push(match self.graph.one(&object, "parentTriplesMap")? {
                Some(parent) => self.parent(&object, &node(parent)?)?,
                None => ObjectMap::Term(self.term_map(&object, Place::Object)?),
            });
        }
        for constant in self.graph.objects(map, "object") {
            objects.push(ObjectMap::Term(constant_map(constant, Place::Object)?));
        }
        if predicates.is_empty() || objects.is_empty() {
            return Err("an rml:predicateObjectMap lacks its predicate or its object".to_owned());
        }
        let graphs = self.term_maps(map, "graphMap", "graph", Place::Graph)?;
        Ok(PredicateObjectMap { predicates, objects, graphs })
    }

    fn parent(
        &self,
        map: &NamedOrBlankNode,
        parent: &NamedOrBlankNode,
    ) -> Result<ObjectMap, String> {
        self.graph.refuse_others(map, &["parentTriplesMap", "joinCondition"])?;
        let parent = *self.indexes.get(parent).ok_or_else(|| {
            format!("rml:parentTriplesMap names {parent}, which is no triples map")
        })?;
        let joins = self
            .graph
            .objects(map, "joinCondition")
            .map(|join| {
                let join = node(join)?;
                let side = |property, shortcut| {
                    self.expression_map(&join, property, shortcut)?
                        .ok_or_else(|| format!("an rml:joinCondition lacks rml:{shortcut}"))
                };
                Ok(Join { child: side("childMap", "child")?, parent: side("parentMap", "parent")? })
            })
            .collect::<Result<_, String>>()?;
        Ok(ObjectMap::Parent { parent, joins })
    }

    /// All term maps under a property, and the constants under its shortcut.
    fn term_maps(
        &self,
        map: &NamedOrBlankNode,
        property: &str,
        shortcut: &str,
        place: Place,
    ) -> Result<Vec<TermMap>, String> {
        let full = self.graph.objects(map, property).map(|term| self.term_map(&node(term)?, place));
        let short = self.graph.objects(map, shortcut).map(|term| constant_map(term, place));
        full.chain(short).collect()
    }

    fn term_map(&self, map: &NamedOrBlankNode, place: Place) -> Result<TermMap, String> {
        let mut known = TERM_MAP.to_vec();
        if place == Place::Subject {
            known.extend(["class", "graph", "graphMap"]);
        }
        self.graph.refuse_others(map, &known)?;
        let expression = self.expression(map)?;
        let datatype = self.expression_map(map, "datatypeMap", "datatype")?;
        let language = self.expression_map(map, "languageMap", "language")?;
        if let Some(Expression::Constant(language)) = &language {
            check_language(text(language)?)?;
        }
        let term_type = match self.graph.one(map, "termType")? {
            Some(given) => {
                let given = term_type(given)?;
                if let Some(Expression::Constant(constant)) = &expression {
                    agree(constant, given)?;
                }
                given
            }
            None => {
                default_type(expression.as_ref(), place, datatype.is_some() || language.is_some())
            }
        };
        let map = TermMap { expression, term_type, datatype, language };
        check(&map, place)?;
        Ok(map)
    }

    /// The expression of a map: its constant, reference or template, at most one of them.
    fn expression(&self, map: &NamedOrBlankNode) -> Result<Option<Expression>, String> {
        let constant = self.graph.one(map, "constant")?.cloned().map(Expression::Constant);
        let reference = match self.graph.one(map, "reference")? {
            Some(reference) => Some(Expression::Reference(text(reference)?.to_owned())),
            None => None,
        };
        let template = match self.graph.one(map, "template")? {
            Some(template) => Some(Expression::Template(Template::parse(text(template)?)?)),
            None => None,
        };
        let mut given = [constant, reference, template].into_iter().flatten();
        match (given.next(), given.next()) {
            (_, Some(_)) => {
                Err("a term map has more than one of constant, reference and template".to_owned())
            }
            (expression, None) => Ok(expression),
        }
    }
    /// The expression of the map under a property, or what its shortcut gives: a reference for the
    /// sides of a join, else a constant.
    fn expression_map(
        &self,
        map: &NamedOrBlankNode,
        property: &str,
        shortcut: &str,
    ) -> Result<Option<Expression>, String> {
        let full = self.graph.one(map, property)?;
        match (full, self.graph.one(map, shortcut)?) {
            (Some(_), Some(_)) => {
                Err(format!("rml:{property} and rml:{shortcut} exclude one another"))
            }
            (Some(full), None) => {
                let full = node(full)?;
                self.graph.refuse_others(&full, &TERM_MAP)?;
                let expression = self.expression(&full)?;
                expression.map(Some).ok_or_else(|| {
                    format!("an rml:{property} lacks its reference, template or constant")
                })
            }
            (None, Some(short)) if matches!(shortcut, "child" | "parent") => {
                Ok(Some(Expression::Reference(text(short)?.to_owned())))
            }
            (None, short) => Ok(short.cloned().map(Expression::Constant)),
        }
    }
}

/// The map of a shortcut such as `rml:object`.
fn constant_map(constant: &Term, place: Place) -> Result<TermMap, String> {
    let expression = Some(Expression::Constant(constant.clone()));
    let term_type = default_type(expression.as_ref(), place, false);
    let map = TermMap { expression, term_type, datatype: None, language: None };
    check(&map, place)?;
    Ok(map)
}

fn term_type(term: &Term) -> Result<TermType, String> {
    Ok(match text(term)?.strip_prefix(RML) {
        Some("IRI") => TermType::Iri,
        Some("URI") => TermType::Uri,
        Some("UnsafeIRI") => TermType::UnsafeIri,
        Some("UnsafeURI") => TermType::UnsafeUri,
        Some("BlankNode") => TermType::BlankNode,
        Some("Literal") => TermType::Literal,
        _ => return Err(format!("{term} is no term type")),
    })
}

fn default_type(expression: Option<&Expression>, place: Place, tagged: bool) -> TermType {
    match expression {
        Some(Expression::Constant(Term::Literal(_))) => TermType::Literal,
        Some(Expression::Constant(Term::BlankNode(_))) => TermType::BlankNode,
        Some(Expression::Reference(_)) if place == Place::Object => TermType::Literal,
        _ if tagged => TermType::Literal,
        _ => TermType::Iri,
    }
}

/// A constant is its own term: a term type that says otherwise is a mistake.
fn agree(constant: &Term, given: TermType) -> Result<(), String> {
    let agrees = match constant {
        Term::Literal(_) => given == TermType::Literal,
        Term::BlankNode(_) => given == TermType::BlankNode,
        Term::NamedNode(_) => !matches!(given, TermType::Literal | TermType::BlankNode),
    };
    if agrees {
        Ok(())
    } else {
        Err(format!("the constant {constant} contradicts its rml:termType"))
    }
}

fn check(map: &TermMap, place: Place) -> Result<(), String> {
    let wrong = match (place, map.term_type) {
        (Place::Subject, TermType::Literal) => "a subject cannot be a literal",
        (Place::Graph, TermType::Literal) => "a graph cannot be a literal",
        (Place::Predicate, TermType::Literal | TermType::BlankNode) => "a predicate must be an IRI",
        (_, kind)
            if kind != TermType::Literal && (map.datatype.is_some() || map.language.is_some()) =>
        {
            "only literals have a datatype or a language"
        }
        _ if map.datatype.is_some() && map.language.is_some() => {
            "a literal has a datatype or a language, not both"
        }
        (place, kind)
            if map.expression.is_none()
                && (kind != TermType::BlankNode || place == Place::Graph) =>
        {
            "a term map lacks its reference, template or constant"
        }
        _ => return Ok(()),
    };
    Err(wrong.to_owned())
}

/// No language subtag of more than three letters was ever registered, though BCP 47's grammar would
/// let `english` pass.
pub(super) fn check_language(tag: &str) -> Result<(), String> {
    let primary = tag.split('-').next().unwrap_or_default();
    let plausible =
        matches!(primary.len(), 2 | 3) || (matches!(primary, "x" | "i") && tag.len() > 2);
    if plausible && oxigraph::model::Literal::new_language_tagged_literal("", tag).is_ok() {
        Ok(())
    } else {
        Err(format!("`{tag}` is no language tag such as `fr` or `nl-BE`"))
    }
}
