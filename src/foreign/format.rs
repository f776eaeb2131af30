//! Which syntax a file is written in: its content tells first, its name where that leaves it open.

use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use std::path::Path;
use thiserror::Error;

/// The syntaxes that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Syntax {
    Turtle,
    Trig,
    Ntriples,
    Nquads,
    Rdfxml,
    Jsonld,
}

/// A content that is no graph.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct UnknownSyntax(pub(super) &'static str);

/// So much of a content is looked at.
const LOOKED_AT: usize = 64 * 1024;

impl Syntax {
    /// The parser's name for it.
    pub(super) fn format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::Trig => RdfFormat::TriG,
            Self::Ntriples => RdfFormat::NTriples,
            Self::Nquads => RdfFormat::NQuads,
            Self::Rdfxml => RdfFormat::RdfXml,
            Self::Jsonld => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }

    /// Whether a line is a record of its own, so that a bad one costs no other.
    pub(super) fn is_of_lines(self) -> bool {
        matches!(self, Self::Ntriples | Self::Nquads)
    }

    /// The syntax that a file's name promises, `.gz` aside.
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Some(match name.rsplit_once('.')?.1 {
            "ttl" | "turtle" => Self::Turtle,
            "trig" => Self::Trig,
            "nt" | "ntriples" => Self::Ntriples,
            "nq" | "nquads" => Self::Nquads,
            "rdf" | "owl" | "xml" | "rdfs" => Self::Rdfxml,
            "jsonld" | "json" | "jsonl" | "ndjson" => Self::Jsonld,
            _ => return None,
        })
    }

    /// The syntax of a content, in the light of what its name promises.
    ///
    /// # Errors
    /// Where the content is of another kind altogether: a web page, binary data.
    pub(super) fn of_content(bytes: &[u8], named: Option<Self>) -> Result<Self, UnknownSyntax> {
        let head = &bytes[..bytes.len().min(LOOKED_AT)];
        if head.contains(&0) {
            return Err(UnknownSyntax("binary data, not a graph"));
        }
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.is_empty() {
            return named.ok_or(UnknownSyntax("an empty file"));
        }
        let lower = text.chars().take(512).collect::<String>().to_lowercase();
        if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
            return Err(UnknownSyntax("a web page, not a graph: `newsgraph ingest` reads pages"));
        }
        if lower.starts_with("<?xml")
            || lower.starts_with("<!doctype")
            || lower.starts_with("<rdf:")
        {
            return if text.contains("http://www.w3.org/1999/02/22-rdf-syntax-ns#") {
                Ok(Self::Rdfxml)
            } else {
                Err(UnknownSyntax("XML without RDF in it, not a graph"))
            };
        }
        let is_terse = text.lines().any(is_directive);
        Ok(match named {
            // TriG and Turtle may begin with a bracket too.
            Some(Self::Turtle | Self::Trig) if !is_json(text) => named.unwrap_or(Self::Trig),
            _ if is_json(text) => Self::Jsonld,
            Some(Self::Ntriples | Self::Nquads) if !is_terse => named.unwrap_or(Self::Nquads),
            Some(Self::Jsonld | Self::Rdfxml) | None if !is_terse && is_of_lines(text) => {
                Self::Nquads
            }
            // All Turtle is TriG.
            _ => Self::Trig,
        })
    }
}

fn is_directive(line: &str) -> bool {
    let line = line.trim_start();
    let begins = |word: &str| line.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    ["@prefix ", "@base ", "prefix ", "base "].into_iter().any(begins)
}

/// JSON begins with an object or a list of them: a bracket, and then a name in quotes, another bracket, or
/// the end. A blank node of Turtle or a graph of TriG goes on with an IRI.
fn is_json(text: &str) -> bool {
    let mut rest = text.chars().filter(|c| !c.is_whitespace());
    let first = rest.next();
    let second = rest.next();
    matches!((first, second), (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[' | '"')))
}

/// Whether the first lines are statements each: `<` or `_:` at the beginning, a dot at the end.
fn is_of_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let fits =
        |line: &str| (line.starts_with('<') || line.starts_with("_:")) && line.ends_with('.');
    lines.next().is_some_and(fits) && lines.next().is_none_or(fits)
}

#[cfg(test)]
mod tests {
    use super::Syntax;
    use std::path::Path;

    #[test]
    fn the_content_tells_the_syntax_and_the_name_helps() {
        let of = |content: &str, name: &str| {
            Syntax::of_content(content.as_bytes(), Syntax::of_name(Path::new(name))).ok()
        };
        let line = "<http://a.example/s> <http://a.example/p> \"o\" .\n";
        let turtle = "@prefix e: <http://e/> . e:s e:p e:o .";
        assert_eq!(of(line, "x.nt"), Some(Syntax::Ntriples));
        assert_eq!(of(line, "x.nq.gz"), Some(Syntax::Nquads));
        assert_eq!(of(line, "x"), Some(Syntax::Nquads));
        assert_eq!(of(turtle, "x.nt"), Some(Syntax::Trig));
        assert_eq!(of(turtle, "x.ttl.gz"), Some(Syntax::Turtle));
        assert_eq!(of("[ <http://e/p> 1 ] .", "x.ttl"), Some(Syntax::Turtle));
        assert_eq!(of("{ <http://e/s> <http://e/p> 1 }", "x.trig"), Some(Syntax::Trig));
        assert_eq!(of("\u{feff} {\"@id\": \"x\"}", "x.ttl"), Some(Syntax::Jsonld));
        let xml = "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>";
        assert_eq!(of(xml, "x.txt"), Some(Syntax::Rdfxml));
        for none in ["<?xml version=\"1.0\"?><newsItem/>", "<!DOCTYPE html><html/>", "a\0b"] {
            assert_eq!(of(none, "x.rdf"), None, "{none}");
        }
    }
}
