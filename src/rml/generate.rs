//! Running a mapping: rows to quads, triples map by triples map, row by row, in the mapping's order.

use super::RmlError;
use super::mapping::{Expression, Join, Mapping, ObjectMap, TermMap, TriplesMap};
use super::source::{self, Place, Sources};
use super::term::{Cells, Encoding, TermPlan, Value};
use crate::facts::Table;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, vocab::rdf};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

/// The IRI that stands for the default graph in graph maps.
const DEFAULT_GRAPH: &str = "http://w3id.org/rml/defaultGraph";

impl Mapping {
    /// Runs the mapping over tables in memory: the source `people.csv` is the table `people`. The
    /// quads come in the order of the mapping and of the rows; equal ones may come more than once.
    ///
    /// # Errors
    /// Where a table or column is missing, or a row gives no valid term. Quads may have come before.
    pub fn run(&self, tables: &[Table], sink: impl FnMut(Quad)) -> Result<(), RmlError> {
        self.generate(Place::Memory(tables), sink)
    }

    /// Runs the mapping over the CSV files of a folder, which relative paths start from.
    ///
    /// # Errors
    /// As [`Self::run`], and where a file cannot be read.
    pub fn run_folder(&self, folder: &Path, sink: impl FnMut(Quad)) -> Result<(), RmlError> {
        self.generate(Place::Folder(folder), sink)
    }

    fn generate(&self, place: Place<'_>, mut sink: impl FnMut(Quad)) -> Result<(), RmlError> {
        let sources = source::open(&self.maps, place)?;
        for (index, map) in self.maps.iter().enumerate() {
            let table: &Table = &sources[&map.source];
            let plan = Plan::compile(self, index, &sources)
                .map_err(|problem| RmlError::Mapping { map: map.name.clone(), problem })?;
            for (row, cells) in table.rows.iter().enumerate() {
                plan.row(row, cells, &mut sink).map_err(|problem| RmlError::Data {
                    map: map.name.clone(),
                    path: map.source.path.clone(),
                    row: row + 1,
                    problem,
                })?;
            }
        }
        Ok(())
    }
}

/// A triples map compiled against its table and those of its parents.
struct Plan<'m> {
    index: usize,
    subject: TermPlan<'m>,
    classes: &'m [NamedNode],
    graphs: Vec<TermPlan<'m>>,
    predicate_objects: Vec<PredicateObjectPlan<'m>>,
}

struct PredicateObjectPlan<'m> {
    predicates: Vec<TermPlan<'m>>,
    objects: Vec<ObjectPlan<'m>>,
    graphs: Vec<TermPlan<'m>>,
}

enum ObjectPlan<'m> {
    /// The place sets apart the blank nodes of several object maps without expression.
    Term {
        plan: TermPlan<'m>,
        place: usize,
    },
    /// The parent's subject made from the child's own row.
    SameRow {
        index: usize,
        subject: TermPlan<'m>,
    },
    Join(JoinPlan<'m>),
}

/// A hash join: the parent's rows by the texts of the join conditions.
struct JoinPlan<'m> {
    index: usize,
    subject: TermPlan<'m>,
    rows: &'m [Vec<Option<String>>],
    child: Vec<Value<'m>>,
    by_key: HashMap<Vec<String>, Vec<usize>>,
}

impl<'m> Plan<'m> {
    fn compile(
        mapping: &'m Mapping,
        index: usize,
        sources: &'m Sources<'_>,
    ) -> Result<Self, String> {
        let map = &mapping.maps[index];
        let columns = &sources[&map.source].columns;
        let terms = |maps: &'m [TermMap]| {
            maps.iter()
                .map(|term| TermPlan::compile(term, columns, &map.base))
                .collect::<Result<Vec<_>, String>>()
        };
        let mut places = 0;
        let mut predicate_objects = Vec::with_capacity(map.predicate_objects.len());
        for predicate_object in &map.predicate_objects {
            let mut objects = Vec::with_capacity(predicate_object.objects.len());
            for object in &predicate_object.objects {
                objects.push(match object {
                    ObjectMap::Term(term) => {
                        places += 1;
                        let plan = TermPlan::compile(term, columns, &map.base)?;
                        ObjectPlan::Term { plan, place: places }
                    }
                    ObjectMap::Parent { parent, joins } if joins.is_empty() => {
                        same_row(map, *parent, &mapping.maps[*parent], columns)?
                    }
                    ObjectMap::Parent { parent, joins } => ObjectPlan::Join(JoinPlan::compile(
                        *parent,
                        &mapping.maps[*parent],
                        joins,
                        columns,
                        sources,
                    )?),
                });
            }
            predicate_objects.push(PredicateObjectPlan {
                predicates: terms(&predicate_object.predicates)?,
                objects,
                graphs: terms(&predicate_object.graphs)?,
            });
        }
        Ok(Self {
            index,
            subject: TermPlan::compile(&map.subject, columns, &map.base)?,
            classes: &map.classes,
            graphs: terms(&map.graphs)?,
            predicate_objects,
        })
    }

    /// All quads of one row.
    fn row(&self, row: usize, cells: Cells<'_>, sink: &mut impl FnMut(Quad)) -> Result<(), String> {
        let Some(subject) = self.subject.term(cells, || own_label(self.index, row))? else {
            return Ok(());
        };
        let subject = as_node(subject.into_owned())?;
        let mut graphs = Vec::new();
        add_graphs(&self.graphs, cells, &mut graphs)?;
        let kind = rdf::TYPE.into_owned();
        for class in self.classes {
            let class = Term::NamedNode(class.clone());
            emit(&subject, &kind, class, &graphs, self.graphs.is_empty(), sink);
        }
        let subject_graphs = graphs.len();
        for plan in &self.predicate_objects {
            graphs.truncate(subject_graphs);
            add_graphs(&plan.graphs, cells, &mut graphs)?;
            let default = self.graphs.is_empty() && plan.graphs.is_empty();
            for predicate in &plan.predicates {
                let Some(predicate) = predicate.term(cells, String::new)? else { continue };
                let Term::NamedNode(predicate) = predicate.as_ref() else {
                    return Err(format!("the predicate {predicate} is no IRI"));
                };
                for object in &plan.objects {
                    object.terms(cells, row, self.index, |object| {
                        emit(&subject, predicate, object, &graphs, default, sink);
                    })?;
                }
            }
        }
        Ok(())
    }
}

impl ObjectPlan<'_> {
    fn terms(
        &self,
        cells: Cells<'_>,
        row: usize,
        map: usize,
        mut each: impl FnMut(Term),
    ) -> Result<(), String> {
        match self {
            Self::Term { plan, place } => {
                let own = || format!("{}_object{place}", own_label(map, row));
                if let Some(term) = plan.term(cells, own)? {
                    each(term.into_owned());
                }
            }
            Self::SameRow { index, subject } => {
                if let Some(term) = subject.term(cells, || own_label(*index, row))? {
                    each(term.into_owned());
                }
            }
            Self::Join(join) => join.terms(cells, each)?,
        }
        Ok(())
    }
}

fn same_row<'m>(
    child: &TriplesMap,
    index: usize,
    parent: &'m TriplesMap,
    columns: &[String],
) -> Result<ObjectPlan<'m>, String> {
    if child.source != parent.source {
        return Err(format!(
            "the parent {} reads another source: add an rml:joinCondition",
            parent.name
        ));
    }
    let subject = TermPlan::compile(&parent.subject, columns, &parent.base)?;
    Ok(ObjectPlan::SameRow { index, subject })
}

impl<'m> JoinPlan<'m> {
    fn compile(
        index: usize,
        parent: &'m TriplesMap,
        joins: &'m [Join],
        columns: &[String],
        sources: &'m Sources<'_>,
    ) -> Result<Self, String> {
        let table: &'m Table = &sources[&parent.source];
        let side = |sides: Vec<&'m Expression>, columns: &[String]| {
            sides
                .into_iter()
                .map(|expression| Value::compile(expression, columns))
                .collect::<Result<Vec<_>, String>>()
        };
        let child = side(joins.iter().map(|join| &join.child).collect(), columns)?;
        let keys = side(joins.iter().map(|join| &join.parent).collect(), &table.columns)?;
        let mut by_key: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for (row, cells) in table.rows.iter().enumerate() {
            if let Some(key) = key(&keys, cells) {
                by_key.entry(key).or_default().push(row);
            }
        }
        let subject = TermPlan::compile(&parent.subject, &table.columns, &parent.base)?;
        Ok(Self { index, subject, rows: &table.rows, child, by_key })
    }

    fn terms(&self, cells: Cells<'_>, mut each: impl FnMut(Term)) -> Result<(), String> {
        let Some(key) = key(&self.child, cells) else { return Ok(()) };
        for &row in self.by_key.get(&key).map_or(&[][..], Vec::as_slice) {
            if let Some(term) = self.subject.term(&self.rows[row], || own_label(self.index, row))? {
                each(term.into_owned());
            }
        }
        Ok(())
    }
}

/// The texts that rows are joined on; rows with an absent one join with nothing.
fn key(values: &[Value<'_>], cells: Cells<'_>) -> Option<Vec<String>> {
    values.iter().map(|value| value.text(cells, Encoding::None).map(Cow::into_owned)).collect()
}

/// The blank node of a row of a triples map. No label made from a value looks like it.
fn own_label(map: usize, row: usize) -> String {
    format!("map{map}_row{row}")
}

fn as_node(term: Term) -> Result<NamedOrBlankNode, String> {
    match term {
        Term::NamedNode(iri) => Ok(iri.into()),
        Term::BlankNode(blank) => Ok(blank.into()),
        term @ Term::Literal(_) => Err(format!("{term} cannot be a subject")),
    }
}

fn add_graphs(
    plans: &[TermPlan<'_>],
    cells: Cells<'_>,
    graphs: &mut Vec<GraphName>,
) -> Result<(), String> {
    for plan in plans {
        let Some(graph) = plan.term(cells, String::new)? else { continue };
        let graph = match graph.into_owned() {
            Term::NamedNode(iri) if iri.as_str() == DEFAULT_GRAPH => GraphName::DefaultGraph,
            Term::NamedNode(iri) => iri.into(),
            Term::BlankNode(blank) => blank.into(),
            graph @ Term::Literal(_) => return Err(format!("{graph} cannot be a graph")),
        };
        if !graphs.contains(&graph) {
            graphs.push(graph);
        }
    }
    Ok(())
}

/// One quad a graph. Without any graph map the default graph is meant; with graph maps that all give
/// nothing there is no quad.
fn emit(
    subject: &NamedOrBlankNode,
    predicate: &NamedNode,
    object: Term,
    graphs: &[GraphName],
    default: bool,
    sink: &mut impl FnMut(Quad),
) {
    let default = default.then_some(&GraphName::DefaultGraph);
    let mut graphs = default.into_iter().chain(graphs).cloned();
    let Some(mut previous) = graphs.next() else { return };
    for graph in graphs {
        let graph = std::mem::replace(&mut previous, graph);
        sink(Quad::new(subject.clone(), predicate.clone(), object.clone(), graph));
    }
    sink(Quad::new(subject.clone(), predicate.clone(), object, previous));
}
