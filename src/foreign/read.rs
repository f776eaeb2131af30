//! Reading one file whole: unpacking, finding its syntax, parsing, and turning what it says into
//! statements that the store can keep for good.

use super::files::GraphFile;
use super::format::{Syntax, UnknownSyntax};
use super::skolem::Skolems;
use super::{json, repair};
use crate::iri::Base;
use flate2::read::MultiGzDecoder;
use indexmap::IndexSet;
use oxigraph::io::RdfParser;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxBuildHasher;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _};
use thiserror::Error;

/// What one file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignGraph {
    /// The path as given; `-` is standard input.
    pub name: String,
    /// SHA-256 of the content, unpacked, hexadecimal.
    pub sha256: String,
    /// Its statements in the order of the file, without blank nodes.
    pub quads: IndexSet<Quad, FxBuildHasher>,
    /// Records that were left out.
    pub faults: Vec<Fault>,
}

/// A record that could not be read and was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1, where the syntax tells.
    pub line: Option<u64>,
    pub reason: String,
}

/// Why nothing of a file was taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Refused {
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error(transparent)]
    Syntax(#[from] UnknownSyntax),
    /// A syntax whose records hang together is broken.
    #[error("line {line}: {reason}; nothing of it is taken, for here one error hides others")]
    Broken { line: u64, reason: String },
    /// The parser does not say where.
    #[error("{0}")]
    Unreadable(String),
    #[error("it says nothing: there is no statement in it")]
    Empty,
}

/// Reads files for a store of this base.
pub struct Reader<'a> {
    pub base: &'a Base,
    /// The syntax of every file, in the place of what content and name tell.
    pub syntax: Option<Syntax>,
}

impl Reader<'_> {
    /// Reads a file, or standard input to its end.
    ///
    /// # Errors
    /// Where nothing of it can be taken.
    pub fn read(&self, file: &GraphFile) -> Result<ForeignGraph, Refused> {
        let (bytes, named) = match file {
            GraphFile::File(path) => (fs::read(path)?, Syntax::of_name(path)),
            GraphFile::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                (bytes, None)
            }
        };
        self.read_bytes(&file.name(), bytes, named)
    }

    /// Reads the content of a file. `named`: the syntax that its name promises.
    ///
    /// # Errors
    /// Where nothing of it can be taken.
    pub fn read_bytes(
        &self,
        name: &str,
        mut bytes: Vec<u8>,
        named: Option<Syntax>,
    ) -> Result<ForeignGraph, Refused> {
        if bytes.starts_with(&[0x1f, 0x8b]) {
            let mut unpacked = Vec::new();
            MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked)?;
            bytes = unpacked;
        }
        let sha256 = hex(&Sha256::digest(&bytes));
        let syntax = match self.syntax {
            Some(syntax) => syntax,
            None => Syntax::of_content(&bytes, named)?,
        };
        let mut gathering = Gathering {
            skolems: Skolems::new(self.base, &sha256[..12]),
            quads: IndexSet::default(),
            faults: Vec::new(),
        };
        // Relative IRIs stand for parts of the file.
        let here = format!("{}source/{}/", self.base.as_str(), &sha256[..12]);
        if syntax == Syntax::Jsonld {
            let documents = json::documents(&bytes).map_err(|error| Refused::Broken {
                line: error.line() as u64,
                reason: error.to_string(),
            })?;
            for document in documents {
                let text = document.to_string();
                gathering.take(&here, syntax, text.as_bytes())?;
                gathering.skolems.begin_document();
            }
        } else {
            let bytes = repair::language_tags(&bytes);
            gathering.take(&here, syntax, &bytes)?;
        }
        let Gathering { quads, faults, .. } = gathering;
        if quads.is_empty() && faults.is_empty() {
            return Err(Refused::Empty);
        }
        Ok(ForeignGraph { name: name.to_owned(), sha256, quads, faults })
    }
}

/// The statements of one file so far.
struct Gathering {
    skolems: Skolems,
    quads: IndexSet<Quad, FxBuildHasher>,
    faults: Vec<Fault>,
}

impl Gathering {
    fn take(&mut self, here: &str, syntax: Syntax, bytes: &[u8]) -> Result<(), Refused> {
        let parser = RdfParser::from_format(syntax.format()).lenient();
        let parser = match parser.clone().with_base_iri(here) {
            Ok(based) => based,
            Err(_) => parser,
        };
        let parsed = parser.for_slice(bytes).with_document_loader(json::context);
        for quad in parsed {
            match quad {
                Ok(quad) => {
                    if let Err(iri) = self.keep(quad) {
                        let reason = format!("`{iri}` is no absolute IRI");
                        self.faults.push(Fault { line: line_of(bytes, &iri), reason });
                    }
                }
                Err(error) => {
                    let line = error.location().map(|range| range.start.line + 1);
                    let reason = error.to_string();
                    match line {
                        line if syntax.is_of_lines() => self.faults.push(Fault { line, reason }),
                        // Of JSON-LD the parser sees each document alone: its lines are not the file's.
                        Some(line) if syntax != Syntax::Jsonld => {
                            return Err(Refused::Broken { line, reason });
                        }
                        _ => return Err(Refused::Unreadable(reason)),
                    }
                }
            }
        }
        Ok(())
    }

    /// Keeps a statement, its terms put right; or gives the IRI for which that cannot be done.
    fn keep(&mut self, quad: Quad) -> Result<(), String> {
        let subject = match quad.subject {
            NamedOrBlankNode::NamedNode(node) => sound(node)?,
            NamedOrBlankNode::BlankNode(node) => self.skolems.iri(node),
        };
        let object = match quad.object {
            Term::NamedNode(node) => Term::from(sound(node)?),
            Term::BlankNode(node) => self.skolems.iri(node).into(),
            Term::Literal(literal) => repair::literal(literal).into(),
        };
        let graph = match quad.graph_name {
            GraphName::NamedNode(node) => sound(node)?.into(),
            GraphName::BlankNode(node) => self.skolems.iri(node).into(),
            GraphName::DefaultGraph => GraphName::DefaultGraph,
        };
        self.quads.insert(Quad::new(subject, sound(quad.predicate)?, object, graph));
        Ok(())
    }
}

fn sound(node: NamedNode) -> Result<NamedNode, String> {
    let text = node.as_str().to_owned();
    repair::iri(node).ok_or(text)
}

/// The first line that holds an IRI as it was written; `None` where it was put together of parts.
fn line_of(bytes: &[u8], iri: &str) -> Option<u64> {
    let written = format!("<{iri}>");
    let text = String::from_utf8_lossy(bytes);
    let before = &text[..text.find(&written)?];
    Some(before.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1)
}

fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
