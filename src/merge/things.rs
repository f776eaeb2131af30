//! The things of the store's sources, as the search for identity takes them: what is one by its name in
//! the articles is one thing already, and foreign graphs are read through the alignment.

use super::alignment::Alignment;
use super::component::{Component, is_local};
use super::image::readings;
use super::keys::merged;
use super::link::{Family, Name, Thing};
use super::rebuild::{Names, source_graphs, statements};
use crate::iri::{Base, slug};
use crate::store::terms::{
    ALTERNATE_NAME, ALTERNATIVE_HEADLINE, ANCHOR_OF, ARTICLE, CONCEPT, CREATIVE_WORK, EVENT,
    FAMILY_NAME, GIVEN_NAME, HEADLINE, IDENT_REF, IN_LANGUAGE, MAIN_ENTITY_OF_PAGE, MENTIONS, NAME,
    ORGANIZATION, PERSON, PLACE, PRODUCT, PROGRAMME, SCHEMA_SAME_AS, SERVICE, TYPE, URL,
};
use crate::store::{Store, StoreError, View};
use crate::vocab::ng;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

/// What the search may know beyond the sources.
pub trait Knowledge {
    /// The one form of a web address; `None` where a text is none.
    fn address(&self, text: &str) -> Option<String>;

    /// The names of a well-known thing, with their languages where known.
    fn names(&self, iri: &str) -> Vec<Name>;
}

/// The classes by which a thing belongs to a family; the first that fits counts.
const CLASSES: [(NamedNodeRef<'static>, Family); 10] = [
    (PERSON, Family::Person),
    (ORGANIZATION, Family::Organization),
    (PLACE, Family::Place),
    (PROGRAMME, Family::Programme),
    (EVENT, Family::Event),
    (PRODUCT, Family::Product),
    (SERVICE, Family::Product),
    (ARTICLE, Family::Work),
    (CREATIVE_WORK, Family::Work),
    (CONCEPT, Family::Concept),
];

/// Longer texts tell no more.
const LONGEST_VALUE: usize = 2_000;

/// What one source says of one thing so far.
#[derive(Default)]
struct Draft {
    classes: BTreeSet<NamedNode>,
    names: BTreeSet<Name>,
    ids: BTreeSet<String>,
    addresses: BTreeSet<String>,
    values: BTreeSet<(String, String)>,
    /// Whether something says that it mentions things.
    mentions: bool,
    given: BTreeSet<String>,
    family: BTreeSet<String>,
}

/// Things by their IRI, each with the number of the first source that speaks of it.
#[derive(Default)]
struct Drafts {
    source: u32,
    by_iri: BTreeMap<String, (u32, Draft)>,
}

impl Drafts {
    fn of(&mut self, iri: String) -> &mut Draft {
        let source = self.source;
        &mut self.by_iri.entry(iri).or_insert_with(|| (source, Draft::default())).1
    }

    fn finish(self, alignment: &Alignment, knowledge: &dyn Knowledge, into: &mut Vec<Thing>) {
        for (iri, (source, draft)) in self.by_iri {
            into.extend(draft.finish(iri, source, alignment, knowledge));
        }
    }
}

/// The things of all sources.
pub(super) fn things(
    store: &Store,
    view: &impl View,
    alignment: &Alignment,
    knowledge: &dyn Knowledge,
) -> Result<Vec<Thing>, StoreError> {
    let sources = source_graphs(store, view)?;
    let (names, _) = Names::read(store, view, &sources)?;
    let node_of = nodes(store.base(), &names);
    let node = |iri: &NamedNode| node_of.get(iri).unwrap_or(iri).as_str().to_owned();

    let mut things = Vec::new();
    let mut of_articles = Drafts::default();
    let mut of_files: BTreeMap<NamedNode, Vec<&NamedNode>> = BTreeMap::new();
    for (graph, foreign) in &sources {
        if graph == store.catalogue_graph() {
            continue;
        }
        if *foreign {
            if let Some(file) = store.source_of(view, graph)? {
                of_files.entry(file).or_default().push(graph);
            }
            continue;
        }
        of_articles.source += 1;
        let quads = statements(view, graph)?;
        let kept: Vec<Quad> = merged(&quads, &BTreeSet::new()).cloned().collect();
        gather(&kept, &node, &mut of_articles);
    }
    let articles = of_articles.source;
    of_articles.finish(alignment, knowledge, &mut things);
    for (source, graphs) in (articles + 1..).zip(of_files.into_values()) {
        let mut drafts = Drafts { source, ..Drafts::default() };
        for graph in graphs {
            let quads = statements(view, graph)?;
            anchors(&quads, alignment, &mut drafts);
            let read = readings(alignment, &quads);
            gather(&read, &|iri: &NamedNode| iri.as_str().to_owned(), &mut drafts);
        }
        drafts.finish(alignment, knowledge, &mut things);
    }
    Ok(things)
}

/// For each local thing of the articles the IRI by which links name it: one that lasts as long as any
/// article speaks of the thing.
fn nodes(base: &Base, names: &Names) -> BTreeMap<NamedNode, NamedNode> {
    let (mut nodes, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for key in names.bearers.keys() {
        if seen.contains(key) {
            continue;
        }
        let Ok::<_, Infallible>(component) = Component::of(base, key, names);
        let Ok(parts) = component.parts(base, names);
        for part in parts {
            let first = part.locals.first().cloned();
            let node = if part.is_main || !is_local(base, &part.canonical) {
                part.canonical
            } else {
                first.unwrap_or(part.canonical)
            };
            nodes.extend(part.locals.into_iter().map(|local| (local, node.clone())));
        }
        seen.extend(component.keys);
    }
    nodes
}

/// Takes up what some statements say of things.
fn gather(quads: &[Quad], node: &impl Fn(&NamedNode) -> String, drafts: &mut Drafts) {
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            drafts.of(node(subject)).take(quad);
        }
    }
}

/// What a text calls a thing is a name of it: the words of each mention.
fn anchors(quads: &[Quad], alignment: &Alignment, drafts: &mut Drafts) {
    let mut words: HashMap<&NamedOrBlankNode, &str> = HashMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == ANCHOR_OF) {
        if let Term::Literal(literal) = &quad.object {
            words.insert(&quad.subject, literal.value());
        }
    }
    for quad in quads.iter().filter(|quad| quad.predicate == IDENT_REF) {
        if let (Some(words), Term::NamedNode(thing)) = (words.get(&quad.subject), &quad.object) {
            let name = Name { text: (*words).to_owned(), language: None, preferred: false };
            drafts.of(alignment.iri(thing).into_string()).names.insert(name);
        }
    }
}

impl Draft {
    fn take(&mut self, quad: &Quad) {
        let predicate = quad.predicate.as_ref();
        match &quad.object {
            Term::NamedNode(object) if predicate == TYPE => {
                self.classes.insert(object.clone());
            }
            Term::NamedNode(object) if predicate == SCHEMA_SAME_AS => {
                self.ids.insert(object.as_str().to_owned());
            }
            Term::NamedNode(object) if is_address(predicate) => {
                self.addresses.insert(object.as_str().to_owned());
            }
            Term::NamedNode(_) => self.mentions |= predicate == MENTIONS,
            Term::Literal(literal) => {
                let text = literal.value().trim();
                let language = literal.language().map(str::to_owned);
                let name = |preferred| Name { text: text.to_owned(), language, preferred };
                if predicate == NAME || predicate == HEADLINE {
                    self.names.insert(name(true));
                } else if predicate == ALTERNATE_NAME || predicate == ALTERNATIVE_HEADLINE {
                    self.names.insert(name(false));
                } else if predicate == SCHEMA_SAME_AS {
                    self.ids.insert(text.to_owned());
                } else if is_address(predicate) {
                    self.addresses.insert(text.to_owned());
                } else {
                    if predicate == GIVEN_NAME {
                        self.given.insert(text.to_owned());
                    } else if predicate == FAMILY_NAME {
                        self.family.insert(text.to_owned());
                    }
                    // How a statement was won and in which language says nothing of the thing.
                    if predicate != IN_LANGUAGE && !predicate.as_str().starts_with(ng::NS) {
                        let text: String = text.chars().take(LONGEST_VALUE).collect();
                        self.values.insert((predicate.as_str().to_owned(), text));
                    }
                }
            }
            Term::BlankNode(_) => {}
        }
    }

    /// The thing, where it is one that can be found again: it has a name or an id, and is of a family
    /// or of no stated class at all.
    fn finish(
        mut self,
        iri: String,
        source: u32,
        alignment: &Alignment,
        knowledge: &dyn Knowledge,
    ) -> Option<Thing> {
        let mut family = CLASSES
            .iter()
            .find(|(class, _)| self.classes.iter().any(|own| own.as_ref() == *class))
            .map(|(_, family)| *family);
        if family.is_none() && self.mentions {
            family = Some(Family::Work);
        }
        if let Some((title, language)) = alignment.title(&iri) {
            // What a text calls it, a name in no language, may be what it is called for short, or its kind.
            self.names.retain(|name| name.language.is_some() || slug(&name.text) == slug(&title));
            let language = Some(language.to_owned());
            self.names.insert(Name { text: title, language, preferred: true });
        } else if family.is_none() && !self.classes.is_empty() {
            return None;
        }
        if self.names.is_empty()
            && let (Some(given), Some(last)) = (self.given.first(), self.family.first())
        {
            let text = format!("{given} {last}");
            self.names.insert(Name { text, language: None, preferred: true });
        }
        // Events that bear no name are only a word of a text.
        if family == Some(Family::Event)
            && !self.names.iter().any(|name| name.text.chars().any(char::is_uppercase))
        {
            return None;
        }
        self.names.extend(knowledge.names(&iri));
        if family == Some(Family::Work) {
            let own = (!iri.contains('#')).then_some(&iri);
            let addresses = self.addresses.iter().chain(own);
            self.ids.extend(addresses.filter_map(|text| knowledge.address(text)));
        } else {
            let addresses = self.addresses.iter().filter_map(|text| knowledge.address(text));
            self.values.extend(addresses.map(|address| (URL.as_str().to_owned(), address)));
        }
        self.names.retain(|name| !name.text.is_empty());
        if self.names.is_empty() && self.ids.is_empty() {
            return None;
        }
        Some(Thing {
            iri,
            source,
            family,
            classes: self.classes.into_iter().map(NamedNode::into_string).collect(),
            names: self.names.into_iter().collect(),
            ids: self.ids,
            values: self.values.into_iter().collect(),
            // What two things of the news have in common (a party, a page, an author) is seldom theirs alone.
            neighbours: Vec::new(),
        })
    }
}

fn is_address(predicate: NamedNodeRef<'_>) -> bool {
    predicate == URL || predicate == MAIN_ENTITY_OF_PAGE
}
