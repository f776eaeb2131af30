//! Validates graphs against shapes: SHACL Core (<https://www.w3.org/TR/shacl/>) of our own.
//!
//! All targets (implicit class targets too), property paths and constraint components of the Core,
//! severities, messages, deactivation; not SHACL-SPARQL. `tests/conformance` runs the W3C suite.
//!
//! Why not the crate `shacl` (rudof)? It weighs 235 crates and 176 CPU seconds of build (reqwest, tokio
//! and rustls among them), switches `rdf-12` and an HTTP client on in our own oxigraph, does not
//! read an oxigraph store (every statement is copied first), gives its results in an order that
//! differs between runs, and had 44 releases in six months, many of them breaking. The Core takes
//! some 1,400 lines here.

mod check;
mod constraint;
mod data;
mod error;
mod literal;
mod path;
mod report;
mod shapes;
mod terms;

pub use data::Graph;
pub use error::ValidateError;
pub use path::Path;
pub use report::{Report, ValidationResult};
pub use shapes::Shapes;

use crate::prefixes::Prefixes;
use check::Checker;

/// Checks all targets of all shapes. `prefixes` serves the words of the messages.
///
/// # Errors
/// Where the store cannot be read.
pub fn validate(
    data: &Graph<'_>,
    shapes: &Shapes,
    prefixes: &Prefixes,
) -> Result<Report, ValidateError> {
    let mut results = Vec::new();
    let mut checker = Checker::new(data, shapes);
    for shape in shapes.targeted() {
        for focus in checker.focus_nodes(shape)? {
            checker.check(shape, &focus, &mut results)?;
        }
    }
    Ok(Report::new(results, shapes, prefixes))
}

#[cfg(test)]
mod tests;
