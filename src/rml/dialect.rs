//! Reading logical sources: RML-IO's paths, nulls and encodings, and the CSV dialects of CSV on the Web.

use super::graph::{CSVW, Graph, RML, node, short, text};
use super::mapping::{CsvDialect, LogicalSource};
use oxigraph::model::{NamedOrBlankNode, Term};

/// The source of a triples map: which table or file, and how it is written.
pub(super) fn logical_source(
    graph: &Graph,
    source: &NamedOrBlankNode,
) -> Result<LogicalSource, String> {
    graph.refuse_others(
        source,
        &["source", "referenceFormulation", "iterator", "null", "encoding"],
    )?;
    if let Some(formulation) = graph.one(source, "referenceFormulation")? {
        let formulation = text(formulation)?;
        if formulation.strip_prefix(RML) != Some("CSV") {
            return Err(format!(
                "the reference formulation {} is not supported; rml:CSV is",
                short(formulation)
            ));
        }
    }
    let access = graph.one(source, "source")?.ok_or("rml:source is missing")?;
    if let Term::Literal(path) = access {
        return Ok(LogicalSource { path: path.value().to_owned(), csv: CsvDialect::default() });
    }
    let access = node(access)?;
    graph.refuse_others(&access, &["root", "path", "null", "encoding"])?;
    let mut csv = CsvDialect::default();
    for holder in [source, &access] {
        rml_options(graph, holder, &mut csv)?;
    }
    csvw_dialect(graph, &access, &mut csv)?;
    let url = format!("{CSVW}url");
    let path = match graph.one(&access, "path")? {
        Some(path) => Some(path),
        None => graph.one(&access, &url)?,
    };
    let path = text(path.ok_or("rml:path is missing: say which file the rows come from")?)?;
    Ok(LogicalSource { path: path.to_owned(), csv })
}

fn rml_options(
    graph: &Graph,
    holder: &NamedOrBlankNode,
    csv: &mut CsvDialect,
) -> Result<(), String> {
    for null in graph.objects(holder, "null") {
        csv.nulls.insert(text(null)?.to_owned());
    }
    if let Some(encoding) = graph.one(holder, "encoding")? {
        csv.utf16 = is_utf16(text(encoding)?)?;
    }
    Ok(())
}

fn csvw_dialect(
    graph: &Graph,
    table: &NamedOrBlankNode,
    csv: &mut CsvDialect,
) -> Result<(), String> {
    for null in graph.objects(table, &format!("{CSVW}null")) {
        csv.nulls.insert(text(null)?.to_owned());
    }
    let property = format!("{CSVW}dialect");
    let Some(dialect) = graph.one(table, &property)? else {
        return Ok(());
    };
    for (property, value) in graph.facts(&node(dialect)?) {
        let Some(name) = property.strip_prefix(CSVW) else { continue };
        let value = text(value)?;
        let byte = || match value.as_bytes() {
            [byte] => Ok(*byte),
            _ => Err(format!("csvw:{name} must be one character, found `{value}`")),
        };
        match name {
            "delimiter" => csv.delimiter = byte()?,
            "quoteChar" => csv.quote = byte()?,
            "commentPrefix" => csv.comment = Some(byte()?),
            "trim" => csv.trim = value == "true",
            "encoding" => csv.utf16 = is_utf16(value)?,
            "header" if matches!(value, "true" | "1") => {}
            _ => return Err(format!("csvw:{name} is not supported")),
        }
    }
    Ok(())
}

fn is_utf16(encoding: &str) -> Result<bool, String> {
    match encoding.rsplit('/').next() {
        Some("UTF-8" | "utf-8") => Ok(false),
        Some("UTF-16" | "utf-16") => Ok(true),
        _ => Err(format!("the encoding `{encoding}` is not supported; UTF-8 and UTF-16 are")),
    }
}
