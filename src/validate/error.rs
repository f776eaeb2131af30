//! What can keep a validation from being done.

use oxigraph::model::Term;
use oxigraph::store::StorageError;
use thiserror::Error;

/// Why a graph could not be validated.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ValidateError {
    /// The store could not be read.
    #[error("the store could not be read")]
    Store(#[from] StorageError),
    /// A shape that SHACL calls ill-formed.
    #[error("the shape {shape}: {problem}")]
    Shape { shape: String, problem: String },
}

impl ValidateError {
    pub(super) fn shape(node: &Term, problem: impl Into<String>) -> Self {
        Self::Shape { shape: node.to_string(), problem: problem.into() }
    }
}
