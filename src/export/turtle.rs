//! Writes Turtle and TriG for readers: one paragraph a subject, its type first, one line a
//! property, and only the prefixes in use.
//!
//! Triples must come sorted by [`super::order`]. Nothing of what is written hangs on anything but
//! the triples and the prefixes, so the same graph gives the same bytes.

use super::term::TermWriter;
use oxigraph::model::Triple;
use oxigraph::model::vocab::rdf;
use std::io::{self, Write};

/// Writes sorted triples; `indent` stands before every line.
pub(super) fn write_triples(
    triples: &[Triple],
    terms: &mut TermWriter<'_>,
    indent: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut previous: Option<&Triple> = None;
    for triple in triples {
        let same_subject = previous.filter(|previous| previous.subject == triple.subject);
        let same_predicate = same_subject.filter(|previous| previous.predicate == triple.predicate);
        if same_predicate.is_some() {
            write!(out, " ,\n{indent}        ")?;
        } else {
            if same_subject.is_some() {
                write!(out, " ;\n{indent}    ")?;
            } else {
                if previous.is_some() {
                    write!(out, " .\n\n")?;
                }
                let subject = terms.subject(triple.subject.as_ref());
                write!(out, "{indent}{subject}\n{indent}    ")?;
            }
            if triple.predicate == rdf::TYPE {
                write!(out, "a ")?;
            } else {
                write!(out, "{} ", terms.iri(triple.predicate.as_ref()))?;
            }
        }
        write!(out, "{}", terms.object(triple.object.as_ref()))?;
        previous = Some(triple);
    }
    if previous.is_some() {
        writeln!(out, " .")?;
    }
    Ok(())
}
