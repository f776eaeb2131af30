//! Other people's graphs, read from files: Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD, gzipped
//! or not. Bytes in, statements and complaints out; the store is not known here.
//!
//! A file is one source. It is known by its content: the same bytes give the same IRIs, whatever the
//! file is called, and no blank node is left (RDF 1.1, section 3.5: skolem IRIs).

mod files;
mod format;
mod json;
mod read;
mod repair;
mod skolem;

pub use files::{GraphFile, ListError, files};
pub use format::{Syntax, UnknownSyntax};
pub use read::{Fault, ForeignGraph, Reader, Refused};

#[cfg(test)]
mod tests;
