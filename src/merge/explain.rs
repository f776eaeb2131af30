//! Why a thing of the merged graph is what it is: under which IRIs the sources speak of it, what they
//! call it, and which links and decisions joined them or kept others apart.

use super::MergeError;
use super::cluster::{Clusters, Group};
use super::component::Index as _;
use super::keys::local_of_key;
use super::rebuild::{Names, alignment_of, source_graphs};
use super::statement::Statement;
use crate::store::terms::{ALTERNATE_NAME, HEADLINE, NAME, TYPE};
use crate::store::{Store, View as _};
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be said of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The IRI under which the merged graph speaks of it.
    pub canonical: NamedNode,
    pub members: Vec<Member>,
    /// The links and decisions of any of its members.
    pub statements: Vec<Statement>,
}

/// One of the IRIs under which sources speak of a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    pub iri: String,
    pub classes: BTreeSet<String>,
    pub names: BTreeSet<String>,
    /// Articles by their IRI, files by their name.
    pub sources: BTreeSet<String>,
    /// The keys of plain names by which articles join it to others.
    pub keys: BTreeSet<String>,
}

/// Explains the thing of an IRI, which may be any of those that it has.
///
/// `None` where no source speaks of it.
pub fn explain(store: &Store, iri: &NamedNode) -> Result<Option<Explanation>, MergeError> {
    let alignment = alignment_of(store, store)?;
    let sources = source_graphs(store, store)?;
    let (mut names, stated) = Names::read(store, store, &sources)?;
    names.connect(&stated);
    let clusters = Clusters { base: store.base(), index: &names, linked: true };
    let wanted = alignment.iri(iri);
    let Ok(groups) = clusters.of_thing(&wanted, &mut BTreeSet::new());
    let is_member = |group: &&Group| {
        group.units.iter().any(|(own, unit)| *own == wanted || unit.locals.contains(&wanted))
    };
    let is_name = |group: &&Group| {
        let mut keys = group.units.values().flat_map(|unit| &unit.keys);
        keys.any(|key| local_of_key(store.base(), key) == wanted)
    };
    let Some(group) = groups.iter().find(is_member).or_else(|| groups.iter().find(is_name)) else {
        return Ok(None);
    };
    let mut iris: BTreeSet<NamedNode> = BTreeSet::from([group.canonical.clone()]);
    let mut ends = iris.clone();
    for (own, unit) in &group.units {
        iris.insert(own.clone());
        iris.extend(unit.locals.iter().cloned());
        ends.extend(unit.keys.iter().map(|key| local_of_key(store.base(), key)));
    }
    ends.extend(iris.iter().cloned());
    let files: BTreeMap<String, String> = store
        .foreign_sources()?
        .into_iter()
        .map(|file| {
            let names: Vec<String> = file.names.into_iter().collect();
            (file.iri.into_string(), names.join(", "))
        })
        .collect();
    let mut members = Vec::new();
    for iri in iris {
        let mut member = Member { iri: iri.as_str().to_owned(), ..Member::default() };
        for key in names.keys_of(&iri).into_iter().flatten() {
            member.keys.insert(key.into_string());
        }
        for form in alignment.forms(&iri) {
            for quad in store.find(Some((&form).into()), None, None, None)? {
                let GraphName::NamedNode(graph) = &quad.graph_name else { continue };
                let Some(source) = store.source_of(store, graph)? else { continue };
                let source = source.into_string();
                let foreign = files.get(&source);
                member.sources.insert(foreign.cloned().unwrap_or(source));
                let read =
                    if foreign.is_some() { alignment.read(&quad) } else { vec![quad.clone()] };
                for quad in &read {
                    member.take(quad);
                }
            }
        }
        if !member.sources.is_empty() {
            members.push(member);
        }
    }
    let touches = |stated: &Statement| ends.contains(&stated.left) || ends.contains(&stated.right);
    let statements = stated.into_iter().filter(touches).collect();
    let known = !members.is_empty();
    let canonical = group.canonical.clone();
    Ok(known.then_some(Explanation { canonical, members, statements }))
}

impl Member {
    fn take(&mut self, quad: &Quad) {
        match &quad.object {
            Term::NamedNode(class) if quad.predicate == TYPE => {
                self.classes.insert(class.as_str().to_owned());
            }
            Term::Literal(name)
                if [NAME, ALTERNATE_NAME, HEADLINE].contains(&quad.predicate.as_ref()) =>
            {
                self.names.insert(name.value().to_owned());
            }
            _ => {}
        }
    }
}
