//! Putting articles into the store and taking them out, with the merged graph following: only the
//! statements that the change touches are looked at, never the whole store.

use super::MergeError;
use super::alignment::{Alignment, is_empty};
use super::copies::{self, Turned};
use super::identity::{Identity, Moved};
use super::image::{fits, image};
use super::keys::{EVIDENCE, bearers, merged};
use super::rebuild::alignment_of;
use crate::store::terms::{ALTERNATE_OF, IDENT_REF, MENTIONS, REPEATS, TYPE};
use crate::store::{Changes, Source, Store, StoreError, View as _};
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term,
};
use std::collections::{BTreeSet, HashSet};

/// What one article says, as a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleGraph {
    pub article: NamedNode,
    /// The named graph that the statements go to.
    pub graph: NamedNode,
    /// The statements; the graph that each names for itself does not count.
    pub quads: Vec<Quad>,
}

/// What putting an article changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    /// The article was there and said something else.
    Replaced,
    /// The very same was there: nothing was written.
    Unchanged,
}

/// Several articles in one transaction: all of them become visible with [`Batch::commit`], or none.
///
/// Each step reads what the steps before it wrote.
pub struct Batch<'a> {
    store: &'a Store,
    identity: Identity<'a>,
    /// How foreign graphs read; empty where the store holds none.
    alignment: Alignment,
    /// How many of the articles put so far print what others print too.
    copies: usize,
}

impl<'a> Batch<'a> {
    /// Starts a batch; dropped without a commit it leaves no trace.
    pub fn begin(store: &'a Store) -> Result<Self, MergeError> {
        let identity = Identity::begin(store)?;
        let alignment = if identity.has_foreign() {
            alignment_of(store, &identity.changes)?
        } else {
            Alignment::default()
        };
        Ok(Self { store, identity, alignment, copies: 0 })
    }

    /// Puts an article, in place of whatever the store has of it.
    ///
    /// # Errors
    /// [`StoreError::GraphTaken`] where the graph is another article's; nothing is written then, and
    /// the batch can go on. After any other error the batch has to be dropped.
    pub fn put(&mut self, article: ArticleGraph) -> Result<Change, StoreError> {
        let ArticleGraph { article, graph, quads: mut new } = article;
        let changes = &self.identity.changes;
        if let Some(owner) = self.store.article_of(changes, graph.as_ref())?
            && owner != article
        {
            return Err(StoreError::GraphTaken {
                graph: graph.into_string(),
                article: article.into_string(),
                owner: owner.into_string(),
            });
        }
        let name = GraphName::NamedNode(graph.clone());
        for quad in &mut new {
            quad.graph_name.clone_from(&name);
        }
        let source = Source { article, graph };
        new.push(self.store.catalogue_entry(&source));
        let (graphs, old) = self.held(&source.article)?;
        let change = if graphs.is_empty() {
            Change::Added
        } else if old.iter().collect::<HashSet<_>>() == new.iter().collect::<HashSet<_>>() {
            return Ok(Change::Unchanged);
        } else {
            Change::Replaced
        };
        let is_copy = self.replace(&source.article, &graphs, &old, Some((&source, new)))?;
        self.copies += usize::from(is_copy);
        for graph in graphs.iter().filter(|&graph| *graph != source.graph) {
            self.identity.changes.remove_name(graph.clone());
        }
        Ok(change)
    }

    /// Takes an article out. `false` where the store has none of that IRI.
    pub fn forget(&mut self, article: &NamedNode) -> Result<bool, StoreError> {
        let (graphs, old) = self.held(article)?;
        self.replace(article, &graphs, &old, None)?;
        for graph in &graphs {
            self.identity.changes.remove_name(graph.clone());
        }
        Ok(!graphs.is_empty())
    }

    /// How many of the articles put so far print a text that others in the store print too: one article
    /// less than there are papers that print it, whoever comes first.
    pub fn copies(&self) -> usize {
        self.copies
    }

    /// The store, and what the batch has changed so far.
    pub(super) fn view(&self) -> (&Store, &Changes<'a>) {
        (self.store, &self.identity.changes)
    }

    /// Makes the whole batch visible.
    pub fn commit(self) -> Result<(), StoreError> {
        self.store.apply(self.identity.changes)
    }

    /// The graphs of an article, and all that they and the catalogue say.
    fn held(&self, article: &NamedNode) -> Result<(Vec<NamedNode>, Vec<Quad>), StoreError> {
        let changes = &self.identity.changes;
        let graphs = self.store.graphs_of(changes, article.as_ref())?;
        let mut quads = Vec::new();
        for graph in &graphs {
            let source = Source { article: article.clone(), graph: graph.clone() };
            let name = Some(GraphNameRef::from(graph));
            for quad in changes.quads_for_pattern(None, None, None, name) {
                quads.push(quad?);
            }
            quads.push(self.store.catalogue_entry(&source));
        }
        Ok((graphs, quads))
    }

    /// Replaces statements of the sources, and follows with the identity links and the merged graph. `left`
    /// are the graphs of the article whose statements go, `new` the one that comes. Gives whether the
    /// article prints what others print too.
    ///
    /// A merged statement can only go if it was the image of an old statement, or of a statement on
    /// a thing whose canonical IRI has moved, or of a claim that is now known to be repeated; it goes
    /// unless some source gives it still.
    fn replace(
        &mut self,
        article: &NamedNode,
        left: &[NamedNode],
        old: &[Quad],
        new: Option<(&Source, Vec<Quad>)>,
    ) -> Result<bool, StoreError> {
        let mut lost = Vec::new();
        let repeated = self.repeated_in(left)?;
        for quad in merged(old, &repeated) {
            lost.push(self.image(quad)?);
        }
        for quad in old {
            self.identity.changes.remove(quad.clone());
        }
        let base = self.store.base();
        let (source, new) = new.map_or((None, Vec::new()), |(source, new)| (Some(source), new));
        let (had, has) = (bearers(base, old), bearers(base, &new));
        let gone = had.difference(&has).cloned();
        let come = has.difference(&had).cloned();
        let moved = self.identity.update(gone, come)?;
        let entered = source.map(|source| (source, new.as_slice()));
        let changes = &mut self.identity.changes;
        let turned = Turned::follow(self.store, changes, article, left, entered)?;

        let mut gained = Vec::new();
        for quad in self.statements_on(&moved)? {
            lost.push(self.image_before(&quad, &moved)?);
            let image = self.image(&quad)?;
            if !is_empty(&image) {
                gained.push(image);
            }
        }
        for quad in &turned.hidden {
            lost.push(self.image_before(quad, &moved)?);
        }
        for quad in &turned.shown {
            gained.push(self.image(quad)?);
        }
        let repeated = self.repeated_in(source.map(|source| &source.graph))?;
        for quad in merged(&new, &repeated) {
            gained.push(self.image(quad)?);
        }
        if !lost.is_empty() {
            let kept: HashSet<&Quad> = gained.iter().collect();
            let mut checked = HashSet::new();
            for quad in &lost {
                if !kept.contains(quad) && checked.insert(quad) && !self.is_given(quad)? {
                    self.identity.changes.remove(quad.clone());
                }
            }
        }
        for quad in new.into_iter().chain(gained) {
            self.identity.changes.insert(quad);
        }
        Ok(turned.is_copy)
    }

    /// The claims that some graphs repeat of others.
    fn repeated_in<'b>(
        &self,
        graphs: impl IntoIterator<Item = &'b NamedNode>,
    ) -> Result<BTreeSet<NamedNode>, StoreError> {
        let identity = Some(GraphNameRef::from(self.store.identity_graph()));
        let mut repeated = BTreeSet::new();
        for graph in graphs {
            let found =
                self.identity.changes.find(Some(graph.into()), Some(REPEATS), None, identity)?;
            repeated.extend(found.into_iter().filter_map(|quad| match quad.object {
                Term::NamedNode(claim) => Some(claim),
                _ => None,
            }));
        }
        Ok(repeated)
    }

    /// A source's statement as the merged graph has it.
    fn image(&mut self, quad: &Quad) -> Result<Quad, StoreError> {
        image(quad, |thing| self.identity.canonical(thing))
    }

    /// The same as it was before some things moved.
    fn image_before(&mut self, quad: &Quad, moved: &Moved) -> Result<Quad, StoreError> {
        image(quad, |thing| match moved.get(thing) {
            Some(was) => Ok(was.clone()),
            None => self.identity.canonical(thing),
        })
    }

    /// The sources' statements on things that moved, in our words, evidence left out.
    fn statements_on(&self, moved: &Moved) -> Result<Vec<Quad>, StoreError> {
        let mut found = Vec::new();
        let changes = &self.identity.changes;
        for thing in moved.keys().flat_map(|thing| self.alignment.forms(thing)) {
            let subject = Some(NamedOrBlankNodeRef::from(&thing));
            let object = Some((&thing).into());
            let about = changes.quads_for_pattern(subject, None, None, None);
            for quad in about.chain(changes.quads_for_pattern(None, None, object, None)) {
                self.take_up(&quad?, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Adds what the merged graph takes of a statement, its things not yet under their canonical IRIs.
    fn take_up(&self, quad: &Quad, into: &mut Vec<Quad>) -> Result<(), StoreError> {
        if let GraphName::NamedNode(graph) = &quad.graph_name
            && self.identity.is_foreign(graph)?
        {
            into.extend(self.readings(quad)?);
        } else if self.is_merged(quad)? {
            into.push(quad.clone());
        }
        Ok(())
    }

    /// A foreign statement in our words.
    fn readings(&self, quad: &Quad) -> Result<Vec<Quad>, StoreError> {
        let mut readings = self.alignment.read(quad);
        let mut in_text = false;
        let (subject, graph) = (Some(quad.subject.as_ref()), Some(quad.graph_name.as_ref()));
        for typed in self.identity.changes.quads_for_pattern(subject, Some(TYPE), None, graph) {
            if let Term::NamedNode(class) = typed?.object {
                in_text |= self.alignment.is_text(&class);
            }
        }
        readings.retain(|reading| fits(reading, in_text));
        Ok(readings)
    }

    /// Whether some source gives a statement of the merged graph.
    ///
    /// The subject's other IRIs are gone through one by one, for most there is just one. The
    /// object's are not: much spoken-of things have many, and what one subject says is short.
    fn is_given(&mut self, image: &Quad) -> Result<bool, StoreError> {
        let own_object = match &image.object {
            Term::NamedNode(thing) => self.identity.canonical(thing)? == *thing,
            _ => true,
        };
        let subject = match &image.subject {
            NamedOrBlankNode::NamedNode(thing) => thing,
            // Blank nodes have no other name.
            NamedOrBlankNode::BlankNode(_) => {
                return self.says(image.subject.as_ref(), image, own_object);
            }
        };
        if self.identity.has_foreign() && self.is_given_by_foreign(image)? {
            return Ok(true);
        }
        if self.identity.canonical(subject)? == *subject
            && self.says(subject.into(), image, own_object)?
        {
            return Ok(true);
        }
        for member in self.identity.linked_to(subject) {
            if self.says(member?.as_ref(), image, own_object)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether some source says of one subject what the merged statement says. `own_object`: whether
    /// the object's IRI is its own canonical one, so that sources that use it mean it.
    fn says(
        &self,
        subject: NamedOrBlankNodeRef<'_>,
        image: &Quad,
        own_object: bool,
    ) -> Result<bool, StoreError> {
        let (subject, predicate) = (Some(subject), Some(image.predicate.as_ref()));
        let changes = &self.identity.changes;
        if own_object {
            let object = Some(image.object.as_ref());
            for quad in changes.quads_for_pattern(subject, predicate, object, None) {
                let quad = quad?;
                if self.is_merged(&quad)? && !self.is_foreign(&quad)? {
                    return Ok(true);
                }
            }
        }
        let Term::NamedNode(meant) = &image.object else { return Ok(false) };
        for quad in changes.quads_for_pattern(subject, predicate, None, None) {
            let quad = quad?;
            if let Term::NamedNode(object) = &quad.object
                && object != meant
                && self.identity.is_linked(object, meant)?
                && self.is_merged(&quad)?
                && !self.is_foreign(&quad)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether some foreign graph gives a statement of the merged graph in its own words.
    fn is_given_by_foreign(&mut self, image: &Quad) -> Result<bool, StoreError> {
        let NamedOrBlankNode::NamedNode(subject) = &image.subject else { return Ok(false) };
        let subjects = self.names_of(subject)?;
        let objects = match &image.object {
            Term::NamedNode(object) => self.names_of(object)?,
            _ => Vec::new(),
        };
        let [plain, inverse] = self.alignment.written(&image.predicate);
        let mut candidates = Vec::new();
        let changes = &self.identity.changes;
        let mut gather = |subject: Option<&NamedNode>, predicate: &NamedNode, object| {
            let subject = subject.map(NamedOrBlankNodeRef::from);
            for quad in changes.quads_for_pattern(subject, Some(predicate.into()), object, None) {
                candidates.push(quad?);
            }
            Ok::<_, StoreError>(())
        };
        for predicate in &plain {
            for subject in &subjects {
                let object = match &image.object {
                    literal @ Term::Literal(_) => Some(literal.as_ref()),
                    _ => None,
                };
                gather(Some(subject), predicate, object)?;
            }
        }
        for (predicate, object) in inverse.iter().flat_map(|p| objects.iter().map(move |o| (p, o)))
        {
            gather(Some(object), predicate, None)?;
        }
        if image.predicate == MENTIONS {
            // A text's parts are many and their IRIs unknown: what they mention leads to them.
            let [plain, inverse] = self.alignment.written(&IDENT_REF.into_owned());
            for object in &objects {
                for predicate in &plain {
                    gather(None, predicate, Some(object.into()))?;
                }
                for predicate in &inverse {
                    gather(Some(object), predicate, None)?;
                }
            }
        }
        for quad in candidates {
            if !self.is_foreign(&quad)? {
                continue;
            }
            for reading in self.readings(&quad)? {
                if self.image(&reading)? == *image {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// All IRIs under which sources may speak of what the merged graph calls so.
    fn names_of(&mut self, canonical: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        let mut names = Vec::new();
        if self.identity.canonical(canonical)? == *canonical {
            names.push(canonical.clone());
        }
        for member in self.identity.linked_to(canonical) {
            if let NamedOrBlankNode::NamedNode(member) = member? {
                names.push(member);
            }
        }
        Ok(names.iter().flat_map(|name| self.alignment.forms(name)).collect())
    }

    fn is_foreign(&self, quad: &Quad) -> Result<bool, StoreError> {
        match &quad.graph_name {
            GraphName::NamedNode(graph) => self.identity.is_foreign(graph),
            _ => Ok(false),
        }
    }

    /// Whether a quad is a source's, and not on an evidence node nor on a claim that it repeats; or says
    /// that an article is a copy.
    fn is_merged(&self, quad: &Quad) -> Result<bool, StoreError> {
        let GraphName::NamedNode(graph) = &quad.graph_name else { return Ok(false) };
        if self.store.is_computed(graph) {
            return Ok(graph == self.store.identity_graph() && quad.predicate == ALTERNATE_OF);
        }
        if let NamedOrBlankNode::NamedNode(claim) = &quad.subject
            && copies::is_claim(self.store.base(), claim)
        {
            let identity = self.store.identity_graph().clone();
            let repeats = Quad::new(graph.clone(), REPEATS, claim.clone(), identity);
            if self.identity.changes.contains(&repeats)? {
                return Ok(false);
            }
        }
        for class in EVIDENCE {
            let typed = Quad::new(quad.subject.clone(), TYPE, class, graph.clone());
            if self.identity.changes.contains(&typed)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
