//! What can go wrong with an export.

use oxigraph::store::StorageError;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a graph could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The store could not be read.
    #[error("the store could not be read")]
    Store(#[from] StorageError),
    /// Standard output or a writer failed. Not transparent: whoever asks for a closed pipe looks for the cause.
    #[error("the output could not be written")]
    Write(#[from] io::Error),
    /// A file could not be written; the file of that name, if any, is as it was.
    #[error("`{}` could not be written", path.display())]
    File { path: PathBuf, source: io::Error },
    /// Several graphs in a format that holds one.
    #[error(
        "{0} holds one graph only: write the sources as trig, nquads or jsonld, or choose one with --graph"
    )]
    OneGraphOnly(&'static str),
    /// A predicate that XML cannot name.
    #[error(
        "RDF/XML cannot name the property <{0}>, whose IRI does not end in an XML name: choose another format"
    )]
    NoXmlName(String),
    /// A literal with characters that XML cannot hold.
    #[error(
        "RDF/XML cannot hold the control character U+{code:04X}, which stands in a value of <{subject}>: choose another format"
    )]
    NoXmlCharacter { subject: String, code: u32 },
    /// The JSON-LD context is not usable.
    #[error("the JSON-LD context: {0}")]
    Context(String),
    /// An IRI that JSON-LD would read as a prefixed name.
    #[error(
        "JSON-LD would read <{0}> as a name with a prefix of its context: choose another format"
    )]
    IriLooksPrefixed(String),
}
