//! A comparison as a graph, in the terms of `ontology/comparison.ttl`, and keeping it in the store.
//!
//! A comparison's node hangs on the statements it is of, so the same sources give the same graph.

use super::outcome::{Comparison, Group, Topic};
use super::rows::against;
use super::table::title;
use super::terms::{
    AGAINST, AGAINST_STATED_IN, COMPARES, COMPARISON, CONCERNS, CONTRADICTION_KIND, FINDING,
    HAS_FINDING, LABEL, MEASURE, ROLE_COMPARED, STATED_IN, STATEMENT, TYPE, VERDICT,
};
use super::verdict::Judgement;
use crate::iri::{Base, TextHash};
use crate::store::{Store, StoreError};
use crate::vocab::ng;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

/// The statements of a comparison, all in the graph for them.
pub fn quads(comparison: &Comparison, base: &Base, graph: &GraphName) -> Vec<Quad> {
    let mut writer = Writer { base, graph, quads: Vec::new() };
    for group in &comparison.groups {
        writer.group(comparison, group);
    }
    writer.quads
}

/// Replaces the store's graph of comparisons by this one, all at once. Gives the number of its
/// statements.
///
/// # Errors
/// Where the store cannot be written.
pub fn keep(store: &Store, comparison: &Comparison) -> Result<usize, StoreError> {
    let graph = GraphName::NamedNode(store.comparison_graph().clone());
    let quads = quads(comparison, store.base(), &graph);
    let count = quads.len();
    let mut changes = store.changes()?;
    for quad in store.quads().quads_for_pattern(None, None, None, Some(graph.as_ref())) {
        changes.remove(quad.map_err(StoreError::from)?);
    }
    if quads.is_empty() {
        changes.remove_name(store.comparison_graph().clone());
    }
    for quad in quads {
        changes.insert(quad);
    }
    store.apply(changes)?;
    Ok(count)
}

struct Writer<'a> {
    base: &'a Base,
    graph: &'a GraphName,
    quads: Vec<Quad>,
}

impl Writer<'_> {
    fn group(&mut self, comparison: &Comparison, group: &Group) {
        let statements: Vec<&str> = group.members.iter().map(|m| m.iri.as_str()).collect();
        let key = format!("{}\n{}\n{}", group.topic.word(), group.about, statements.join("\n"));
        let hash = TextHash::of(&key);
        let node = format!("{}comparison/{}", self.base.as_str(), hash.short());
        self.link(&node, TYPE, COMPARISON);
        self.say(&node, LABEL, Literal::new_language_tagged_literal_unchecked(title(group), "en"));
        self.judged(&node, group.judgement);
        if !group.about.is_empty() {
            self.link(&node, CONCERNS, &group.about);
        }
        if !group.concept.is_empty() {
            let by = if group.topic == Topic::Role { ROLE_COMPARED } else { MEASURE };
            self.link(&node, by, &group.concept);
        }
        for (at, member) in group.members.iter().enumerate() {
            self.link(&node, COMPARES, &member.iri);
            let (Some(judgement), Some(other)) = (member.judgement, against(group, at)) else {
                continue;
            };
            let finding = format!("{node}#{at}");
            self.link(&node, HAS_FINDING, &finding);
            self.link(&finding, TYPE, FINDING);
            self.link(&finding, STATEMENT, &member.iri);
            self.link(&finding, AGAINST, &other.iri);
            // Two articles may speak of one programme, or have one text: the statement does not tell.
            self.link(&finding, STATED_IN, &comparison.articles[member.article].iri);
            self.link(&finding, AGAINST_STATED_IN, &comparison.articles[other.article].iri);
            self.judged(&finding, judgement);
        }
    }

    fn judged(&mut self, node: &str, judgement: Judgement) {
        self.link(node, VERDICT, &format!("{}{}", ng::NS, judgement.verdict.term()));
        if let Some(kind) = judgement.kind {
            self.link(node, CONTRADICTION_KIND, &format!("{}{}", ng::NS, kind.term()));
        }
    }

    fn link(&mut self, subject: &str, predicate: &str, object: &str) {
        self.say(subject, predicate, NamedNode::new_unchecked(object));
    }

    /// All IRIs here come out of the store or are made of the base.
    fn say(&mut self, subject: &str, predicate: &str, object: impl Into<Term>) {
        self.quads.push(Quad::new(
            NamedNode::new_unchecked(subject),
            NamedNode::new_unchecked(predicate),
            object,
            self.graph.clone(),
        ));
    }
}
