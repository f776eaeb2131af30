//! What of one source graph the merge looks at: which of its things bear which plain name, and
//! which of its nodes are evidence that stays behind.

use crate::iri::{Base, slug};
use crate::store::terms::{
    GROUP, NAME, NIF_CONTEXT, NIF_PHRASE, NIF_SENTENCE, ORGANIZATION, PERSON, PLACE, PROGRAMME,
    TYPE,
};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The classes whose things join by name, each with the word that its local IRIs begin with
/// (`{base}id/org.idc`). Sources state these beside any narrower class.
pub(super) const FAMILIES: [(&str, NamedNodeRef<'static>); 5] = [
    ("person", PERSON),
    ("org", ORGANIZATION),
    ("place", PLACE),
    ("prog", PROGRAMME),
    ("group", GROUP),
];

/// Nodes of these classes point into a text. They are of no use without it, so they stay with it.
pub(super) const EVIDENCE: [NamedNodeRef<'static>; 3] = [NIF_CONTEXT, NIF_SENTENCE, NIF_PHRASE];

/// A thing, and a name key that it bears.
pub(super) type Bearer = (NamedNode, NamedNode);

/// The key of a plain name in a family: `{base}key/org.idc`.
///
/// The local IRI of the same name is the same after `id/`, see `local_of_key`.
pub(super) fn key(base: &Base, family: &str, name: &str) -> NamedNode {
    // Slugs are letters, digits and hyphens: always fit for an IRI.
    NamedNode::new_unchecked(format!("{}key/{family}.{}", base.as_str(), slug(name)))
}

/// `{base}id/org.idc` for `{base}key/org.idc`.
pub(super) fn local_of_key(base: &Base, key: &NamedNode) -> NamedNode {
    let rest = key.as_str().get(base.as_str().len() + "key/".len()..).unwrap_or_default();
    NamedNode::new_unchecked(format!("{}id/{rest}", base.as_str()))
}

/// `{base}key/org.idc` for `{base}id/org.idc`.
pub(super) fn key_of_local(base: &Base, local: &NamedNode) -> NamedNode {
    let rest = local.as_str().get(base.as_str().len() + "id/".len()..).unwrap_or_default();
    NamedNode::new_unchecked(format!("{}key/{rest}", base.as_str()))
}

/// All things of one graph that have a name and a class of a family, with their keys.
pub(super) fn bearers(base: &Base, quads: &[Quad]) -> BTreeSet<Bearer> {
    let mut families: HashMap<&NamedOrBlankNode, Vec<&str>> = HashMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == TYPE) {
        let Term::NamedNode(class) = &quad.object else { continue };
        for (family, of) in FAMILIES {
            if *class == of {
                families.entry(&quad.subject).or_default().push(family);
            }
        }
    }
    let mut bearers = BTreeSet::new();
    for quad in quads.iter().filter(|quad| quad.predicate == NAME) {
        let (NamedOrBlankNode::NamedNode(thing), Term::Literal(name)) =
            (&quad.subject, &quad.object)
        else {
            continue;
        };
        for family in families.get(&quad.subject).into_iter().flatten() {
            bearers.insert((thing.clone(), key(base, family, name.value())));
        }
    }
    bearers
}

/// The statements of one graph that go into the merged graph: all but those on evidence nodes, and those
/// on the claims that it repeats of others.
pub(super) fn merged<'a>(
    quads: &'a [Quad],
    repeated: &'a BTreeSet<NamedNode>,
) -> impl Iterator<Item = &'a Quad> {
    let is_evidence = |quad: &&'a Quad| {
        quad.predicate == TYPE
            && matches!(&quad.object, Term::NamedNode(class)
                if EVIDENCE.iter().any(|evidence| *class == *evidence))
    };
    let evidence: HashSet<&NamedOrBlankNode> =
        quads.iter().filter(is_evidence).map(|quad| &quad.subject).collect();
    let is_repeated = move |subject: &NamedOrBlankNode| matches!(subject, NamedOrBlankNode::NamedNode(node) if repeated.contains(node));
    quads
        .iter()
        .filter(move |quad| !evidence.contains(&quad.subject) && !is_repeated(&quad.subject))
}
