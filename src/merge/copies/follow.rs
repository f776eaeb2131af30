//! Following one article that comes, changes or goes: only those that its text may have in common with
//! others are looked at.

use super::cluster::Printing;
use super::signature::Signature;
use super::{common, date, heading, marks, signature};
use crate::store::terms::{ALTERNATE_OF, REPEATS, TEXT_BAND, TEXT_GROUP, TEXT_SIGNATURE};
use crate::store::{Changes, Source, Store, StoreError, View as _};
use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use std::collections::{BTreeSet, HashSet};

/// What has turned out otherwise than before, of other articles than the one that was followed.
#[derive(Debug, Default)]
pub(in super::super) struct Turned {
    /// Sources' statements that the merged graph no longer takes, and those of the identity graph that it
    /// took and that are gone.
    pub(in super::super) hidden: Vec<Quad>,
    /// Those that it takes now.
    pub(in super::super) shown: Vec<Quad>,
    /// Whether the article prints what others in the store print too.
    pub(in super::super) is_copy: bool,
}

impl Turned {
    /// Takes up that an article was taken out or put: `left` are the graphs that it had, of which nothing is
    /// in the sources any more; `entered` is what it has now, of which nothing is there yet.
    pub(in super::super) fn follow(
        store: &Store,
        changes: &mut Changes<'_>,
        article: &NamedNode,
        left: &[NamedNode],
        entered: Option<(&Source, &[Quad])>,
    ) -> Result<Self, StoreError> {
        let come = entered.and_then(|(Source { article, graph }, quads)| {
            let (signature, date) = (signature(article, quads)?, date(article, quads));
            Some(Printing { graph: graph.clone(), article: article.clone(), date, signature })
        });
        let index = Lookup { store, changes };
        let mut touched = BTreeSet::new();
        let mut had = Vec::new();
        for graph in left {
            touched.extend(index.group_of(graph)?);
            for predicate in [TEXT_SIGNATURE, TEXT_BAND] {
                had.extend(index.find(Some(graph), Some(predicate), None)?);
            }
        }
        if let Some(come) = &come {
            touched.extend(index.groups_like(come, left)?);
        }
        let mut printings: Vec<Printing> = Vec::new();
        for graph in &touched {
            let is_own =
                left.contains(graph) || come.as_ref().is_some_and(|own| own.graph == *graph);
            if !is_own && let Some(printing) = index.printing(graph)? {
                printings.push(printing);
            }
        }
        let mut has: Vec<Quad> = come.iter().flat_map(|printing| marks(store, printing)).collect();
        let others: BTreeSet<NamedNode> = printings.iter().map(|one| one.graph.clone()).collect();
        for graph in others.iter().chain(left) {
            for predicate in [TEXT_GROUP, REPEATS] {
                had.extend(index.find(Some(graph), Some(predicate), None)?);
            }
        }
        let articles: BTreeSet<&NamedNode> =
            printings.iter().map(|one| &one.article).chain([article]).collect();
        for article in articles {
            had.extend(index.find(Some(article), Some(ALTERNATE_OF), None)?);
        }
        let own = come.as_ref().map(|come| come.graph.clone());
        printings.extend(come);
        if printings.len() > 1 {
            let own = own.as_ref().zip(entered.map(|(_, quads)| quads));
            has.extend(common(store, index.changes, &printings, own)?);
        }
        let is_copy = own.is_some_and(|own| {
            let node = NamedOrBlankNode::from(own);
            has.iter().any(|quad| quad.predicate == TEXT_GROUP && quad.subject == node)
        });
        let mut turned = Self { is_copy, ..Self::default() };
        turned.settle(changes, had, has, &others)?;
        Ok(turned)
    }

    /// Writes what has changed of the identity graph, and finds what follows for the merged graph.
    fn settle(
        &mut self,
        changes: &mut Changes<'_>,
        had: Vec<Quad>,
        has: Vec<Quad>,
        others: &BTreeSet<NamedNode>,
    ) -> Result<(), StoreError> {
        let before: HashSet<Quad> = had.iter().cloned().collect();
        let after: HashSet<Quad> = has.iter().cloned().collect();
        for quad in had.into_iter().filter(|quad| !after.contains(quad)) {
            let freed = claim_of(changes, &quad, others)?;
            self.shown.extend(freed);
            if quad.predicate == ALTERNATE_OF {
                self.hidden.push(quad.clone());
            }
            changes.remove(quad);
        }
        for quad in has.into_iter().filter(|quad| !before.contains(quad)) {
            self.hidden.extend(claim_of(changes, &quad, others)?);
            if quad.predicate == ALTERNATE_OF {
                self.shown.push(quad.clone());
            }
            changes.insert(quad);
        }
        Ok(())
    }
}

/// What another article's graph says of a claim, where a statement says that it repeats it.
fn claim_of(
    changes: &Changes<'_>,
    says: &Quad,
    others: &BTreeSet<NamedNode>,
) -> Result<Vec<Quad>, StoreError> {
    let (NamedOrBlankNode::NamedNode(graph), Term::NamedNode(claim)) =
        (&says.subject, &says.object)
    else {
        return Ok(Vec::new());
    };
    if says.predicate != REPEATS || !others.contains(graph) {
        return Ok(Vec::new());
    }
    changes.find(Some(claim.into()), None, None, Some(graph.into()))
}

/// The identity graph as far as it speaks of copies.
struct Lookup<'a, 'b> {
    store: &'a Store,
    changes: &'a Changes<'b>,
}

impl Lookup<'_, '_> {
    fn find(
        &self,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<&Term>,
    ) -> Result<Vec<Quad>, StoreError> {
        let graph = Some(GraphNameRef::from(self.store.identity_graph()));
        let (subject, object) = (subject.map(Into::into), object.map(Into::into));
        self.changes.find(subject, predicate, object, graph)
    }

    /// The graphs of a graph's group; those that stand alone are a group by themselves.
    fn group_of(&self, graph: &NamedNode) -> Result<BTreeSet<NamedNode>, StoreError> {
        let mut group = BTreeSet::from([graph.clone()]);
        for quad in self.find(Some(graph), Some(TEXT_GROUP), None)? {
            let members = self.find(None, Some(TEXT_GROUP), Some(&quad.object))?;
            group.extend(members.into_iter().filter_map(subject));
        }
        Ok(group)
    }

    /// The groups of all printings that a text is a copy of; `left` are those that no longer count.
    fn groups_like(
        &self,
        printing: &Printing,
        left: &[NamedNode],
    ) -> Result<BTreeSet<NamedNode>, StoreError> {
        let mut like = BTreeSet::new();
        let mut seen: BTreeSet<NamedNode> = left.iter().cloned().collect();
        for band in printing.signature.bands() {
            let band = Term::from(Literal::new_simple_literal(band));
            for graph in
                self.find(None, Some(TEXT_BAND), Some(&band))?.into_iter().filter_map(subject)
            {
                // Whose group is known need not be compared again.
                if !seen.insert(graph.clone()) || like.contains(&graph) {
                    continue;
                }
                let other = self.signature(&graph)?;
                if other.is_some_and(|other| other.is_copy_of(&printing.signature)) {
                    like.extend(self.group_of(&graph)?);
                }
            }
        }
        Ok(like)
    }

    fn signature(&self, graph: &NamedNode) -> Result<Option<Signature>, StoreError> {
        let found = self.find(Some(graph), Some(TEXT_SIGNATURE), None)?;
        Ok(found.iter().find_map(|quad| Signature::from_text(super::value(quad)?)))
    }

    fn printing(&self, graph: &NamedNode) -> Result<Option<Printing>, StoreError> {
        let Some(signature) = self.signature(graph)? else { return Ok(None) };
        let article = self.store.article_of(self.changes, graph.into())?;
        let Some(article) = article else { return Ok(None) };
        let date = date(&article, &heading(self.changes, graph, &article)?);
        Ok(Some(Printing { graph: graph.clone(), article, date, signature }))
    }
}

fn subject(quad: Quad) -> Option<NamedNode> {
    match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}
