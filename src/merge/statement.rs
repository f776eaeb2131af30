//! What the search for identity and people found, as the identity graph keeps it:
//!
//! ```turtle
//! <link/2ba8a36b29e5> a ng:IdentityLink ; ng:left id:org.idc ; ng:right wd:Q1 ; ng:score 0.93 ;
//!     ng:reason "the same name «IDC»" .
//! <decision/44123ba0c6b0> a ng:Decision ; ng:left id:org.idc ; ng:right wd:Q2 ; ng:decided "different" ;
//!     rdfs:comment "a homonym" .
//! ```
//! Beside the sources these are all that the merged graph is computed from: links stay as the last search
//! left them, decisions until a person takes them back.

use super::component::Edge;
use crate::iri::TextHash;
use crate::store::terms::{
    COMMENT, DECIDED, DECIMAL, DECISION, IDENTITY_LINK, LEFT, REASON, RIGHT, SCORE, TYPE,
};
use crate::store::{Store, StoreError, View};
use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use std::collections::BTreeMap;

/// What of two things is stated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The search found them to be one: how surely, in millionths, and why.
    Linked { score: u32, reasons: String },
    /// A person found them to be one.
    Same { note: String },
    /// A person found them to be two.
    Different { note: String },
}

/// Two things, and what is stated of them. The smaller IRI comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    pub left: NamedNode,
    pub right: NamedNode,
    pub finding: Finding,
}

/// One is a million millionths.
pub(super) const CERTAIN: u32 = 1_000_000;

impl Statement {
    /// A statement on two things in whatever order.
    pub fn new(one: NamedNode, other: NamedNode, finding: Finding) -> Self {
        let (left, right) = if one <= other { (one, other) } else { (other, one) };
        Self { left, right, finding }
    }

    /// Whether a person said it.
    pub fn is_decision(&self) -> bool {
        !matches!(self.finding, Finding::Linked { .. })
    }

    /// The link that it makes, if any.
    pub(super) fn edge(&self) -> Option<Edge> {
        let doubt = match self.finding {
            Finding::Linked { score, .. } => CERTAIN.saturating_sub(score) + 1,
            Finding::Same { .. } => 0,
            Finding::Different { .. } => return None,
        };
        Some(Edge { doubt, left: self.left.clone(), right: self.right.clone() })
    }

    /// The other of the two things.
    pub(super) fn other(&self, than: &NamedNode) -> &NamedNode {
        if self.left == *than { &self.right } else { &self.left }
    }

    /// The statement as the identity graph has it.
    pub(super) fn quads(&self, store: &Store) -> Vec<Quad> {
        let kind = if self.is_decision() { "decision" } else { "link" };
        let pair = TextHash::of(&format!("{}\n{}", self.left.as_str(), self.right.as_str()));
        let node = format!("{}{kind}/{}", store.base().as_str(), pair.short());
        let node = NamedNode::new_unchecked(node);
        let text = |text: &str| Term::from(Literal::new_simple_literal(text));
        let mut says: Vec<(NamedNodeRef<'_>, Term)> =
            vec![(LEFT, self.left.clone().into()), (RIGHT, self.right.clone().into())];
        match &self.finding {
            Finding::Linked { score, reasons } => {
                says.push((TYPE, IDENTITY_LINK.into_owned().into()));
                says.push((SCORE, Literal::new_typed_literal(decimal(*score), DECIMAL).into()));
                says.push((REASON, text(reasons)));
            }
            Finding::Same { note } | Finding::Different { note } => {
                let decided =
                    if matches!(self.finding, Finding::Same { .. }) { "same" } else { "different" };
                says.push((TYPE, DECISION.into_owned().into()));
                says.push((DECIDED, text(decided)));
                if !note.is_empty() {
                    says.push((COMMENT, text(note)));
                }
            }
        }
        let graph = store.identity_graph();
        let quad = |(predicate, object): (NamedNodeRef<'_>, Term)| {
            Quad::new(node.clone(), predicate, object, graph.clone())
        };
        says.into_iter().map(quad).collect()
    }
}

/// Whether a quad of the identity graph is part of such a statement, and not computed.
pub(super) fn is_stated(store: &Store, quad: &Quad) -> bool {
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return false };
    let rest = subject.as_str().strip_prefix(store.base().as_str());
    rest.is_some_and(|rest| rest.starts_with("link/") || rest.starts_with("decision/"))
}

/// Whether anything is stated at all.
pub(super) fn any(store: &Store, view: &impl View) -> Result<bool, StoreError> {
    let graph = Some(GraphNameRef::from(store.identity_graph()));
    for class in [IDENTITY_LINK, DECISION] {
        if view.is_any(None, Some(TYPE), Some(class.into()), graph)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// All that is stated, sorted.
pub(super) fn all(store: &Store, view: &impl View) -> Result<Vec<Statement>, StoreError> {
    let graph = Some(GraphNameRef::from(store.identity_graph()));
    let mut nodes: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for class in [IDENTITY_LINK, DECISION] {
        for quad in view.find(None, Some(TYPE), Some(class.into()), graph)? {
            let says = view.find(Some(quad.subject.as_ref()), None, None, graph)?;
            nodes.insert(quad.subject.to_string(), says);
        }
    }
    let mut all: Vec<Statement> = nodes.values().filter_map(|says| parse(says)).collect();
    all.sort_unstable();
    Ok(all)
}

/// All that is stated of one thing, sorted.
pub(super) fn of(
    store: &Store,
    view: &impl View,
    thing: &NamedNode,
) -> Result<Vec<Statement>, StoreError> {
    let graph = Some(GraphNameRef::from(store.identity_graph()));
    let mut found = Vec::new();
    for side in [LEFT, RIGHT] {
        for quad in view.find(None, Some(side), Some(thing.into()), graph)? {
            let says = view.find(Some(quad.subject.as_ref()), None, None, graph)?;
            found.extend(parse(&says));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn parse(says: &[Quad]) -> Option<Statement> {
    let object = |predicate: NamedNodeRef<'_>| {
        says.iter().find(|quad| quad.predicate == predicate).map(|quad| &quad.object)
    };
    let thing = |predicate| match object(predicate)? {
        Term::NamedNode(thing) => Some(thing.clone()),
        _ => None,
    };
    let text = |predicate| match object(predicate) {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        _ => String::new(),
    };
    let finding = match text(DECIDED).as_str() {
        "same" => Finding::Same { note: text(COMMENT) },
        "different" => Finding::Different { note: text(COMMENT) },
        _ => Finding::Linked { score: millionths(&text(SCORE))?, reasons: text(REASON) },
    };
    Some(Statement { left: thing(LEFT)?, right: thing(RIGHT)?, finding })
}

/// `0.93` for 930000.
pub fn decimal(score: u32) -> String {
    let text = format!("{}.{:06}", score / CERTAIN, score % CERTAIN);
    let text = text.trim_end_matches('0');
    if text.ends_with('.') { format!("{text}0") } else { text.to_owned() }
}

fn millionths(decimal: &str) -> Option<u32> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    Some(whole.parse::<u32>().ok()? * CERTAIN + part.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{decimal, millionths};

    #[test]
    fn scores_are_decimals_and_back() {
        for (score, text) in [(930_000, "0.93"), (1_000_000, "1.0"), (0, "0.0"), (1, "0.000001")] {
            assert_eq!(decimal(score), text);
            assert_eq!(millionths(text), Some(score));
        }
    }
}
