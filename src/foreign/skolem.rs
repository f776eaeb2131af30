//! Blank nodes become IRIs: `{base}genid/{hash of the content}/{number}`, numbered as they first appear.
//! The same content gives the same IRIs, and two files never share one.

use crate::iri::Base;
use oxigraph::model::{BlankNode, NamedNode};
use rustc_hash::FxHashMap;

/// Numbers the blank nodes of one file.
pub(super) struct Skolems {
    prefix: String,
    numbers: FxHashMap<BlankNode, usize>,
    /// How many there were so far.
    count: usize,
}

impl Skolems {
    /// `hash`: that of the content, hexadecimal.
    pub(super) fn new(base: &Base, hash: &str) -> Self {
        let prefix = format!("{}genid/{hash}/", base.as_str());
        Self { prefix, numbers: FxHashMap::default(), count: 0 }
    }

    /// From here on the same labels are other nodes.
    pub(super) fn begin_document(&mut self) {
        self.numbers.clear();
    }

    /// The IRI that stands for a blank node.
    pub(super) fn iri(&mut self, node: BlankNode) -> NamedNode {
        let count = &mut self.count;
        let number = *self.numbers.entry(node).or_insert_with(|| {
            *count += 1;
            *count
        });
        // A base is an absolute IRI, and digits keep it one.
        NamedNode::new_unchecked(format!("{}{number}", self.prefix))
    }
}
