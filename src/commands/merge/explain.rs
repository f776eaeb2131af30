//! `newsgraph merge --explain`: why a thing is what it is, in words.

use crate::cli::GlobalArgs;
use crate::commands::{Status, open};
use crate::merge::{Explanation, Finding, decimal, explain};
use crate::prefixes::Prefixes;
use crate::printer::Printer;
use crate::store::Access;
use anyhow::{Context as _, Result, bail};
use oxigraph::model::NamedNode;
use std::collections::BTreeSet;
use std::io::{self, Write};

pub(super) fn run(iri: &str, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let store = open::existing(global, Access::Read)?;
    let bare = iri.trim_start_matches('<').trim_end_matches('>');
    let whole = Prefixes::new(store.base()).expand(bare).unwrap_or_else(|| bare.to_owned());
    let node = NamedNode::new(&whole).with_context(|| format!("`{iri}` is no IRI"))?;
    let Some(explanation) = explain(&store, &node)? else {
        bail!("no source speaks of <{whole}>");
    };
    write(&explanation, &mut printer.stdout())?;
    Ok(Status::Done)
}

fn write(explanation: &Explanation, out: &mut impl Write) -> io::Result<()> {
    let Explanation { canonical, members, statements } = explanation;
    writeln!(out, "<{}>", canonical.as_str())?;
    for member in members {
        writeln!(out, "\n  <{}>", member.iri)?;
        for (title, values) in [
            ("names", &member.names),
            ("classes", &member.classes),
            ("sources", &member.sources),
            ("joined by name", &member.keys),
        ] {
            list(title, values, out)?;
        }
    }
    for stated in statements {
        let (left, right) = (stated.left.as_str(), stated.right.as_str());
        let why = match &stated.finding {
            Finding::Linked { score, reasons } => format!("one, {}: {reasons}", decimal(*score)),
            Finding::Same { note } => format!("decided to be the same {note}"),
            Finding::Different { note } => format!("decided to be different {note}"),
        };
        writeln!(out, "\n  <{left}>\n  <{right}>\n    {}", why.trim_end())?;
    }
    out.flush()
}

/// A line of values; the first few where there are many.
fn list(title: &str, values: &BTreeSet<String>, out: &mut impl Write) -> io::Result<()> {
    const SHOWN: usize = 10;
    if values.is_empty() {
        return Ok(());
    }
    let shown: Vec<&str> = values.iter().take(SHOWN).map(String::as_str).collect();
    let more = values.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    writeln!(out, "    {title}: {}{more}", shown.join(", "))
}
