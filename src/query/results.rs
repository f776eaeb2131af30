//! Writes the results of SELECT and ASK: a table for eyes, or one of the W3C's four formats.

use super::error::QueryError;
use super::table;
use crate::prefixes::Prefixes;
use oxigraph::sparql::QuerySolutionIter;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::Write;

/// How solutions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    /// Aligned columns; `width` in characters wraps long cells, `None` leaves them whole.
    Table { width: Option<u16> },
    /// <https://www.w3.org/TR/sparql11-results-csv-tsv/>: plain values.
    Csv,
    /// The same recommendation: terms as Turtle writes them.
    Tsv,
    /// <https://www.w3.org/TR/sparql11-results-json/>
    Json,
    /// <https://www.w3.org/TR/rdf-sparql-XMLres/>
    Xml,
}

impl ResultFormat {
    fn standard(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Table { .. } => None,
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
        }
    }
}

/// Writes the solutions of a SELECT; gives their number. Tables hold all rows in memory, the other
/// formats one.
///
/// # Errors
/// Where the evaluation or the writing fails.
pub fn write_solutions(
    solutions: QuerySolutionIter<'_>,
    format: ResultFormat,
    prefixes: &Prefixes,
    mut out: impl Write,
) -> Result<usize, QueryError> {
    let variables = solutions.variables().to_vec();
    let mut count = 0;
    if let Some(format) = format.standard() {
        let serializer = QueryResultsSerializer::from_format(format);
        let mut writer = serializer.serialize_solutions_to_writer(&mut out, variables)?;
        for solution in solutions {
            writer.serialize(&solution?)?;
            count += 1;
        }
        writer.finish()?;
        if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
            writeln!(out)?;
        }
    } else {
        let width = if let ResultFormat::Table { width } = format { width } else { None };
        let names: Vec<&str> = variables.iter().map(oxigraph::model::Variable::as_str).collect();
        let mut table = table::Builder::new(&names, prefixes);
        for solution in solutions {
            let solution = solution?;
            table.add((0..variables.len()).map(|column| solution.get(column)));
            count += 1;
        }
        writeln!(out, "{}", table.finish(width))?;
    }
    out.flush()?;
    Ok(count)
}

/// Writes the answer of an ASK.
///
/// # Errors
/// Where the writing fails.
pub fn write_boolean(
    answer: bool,
    format: ResultFormat,
    mut out: impl Write,
) -> Result<(), QueryError> {
    match format.standard() {
        Some(format) => {
            QueryResultsSerializer::from_format(format)
                .serialize_boolean_to_writer(&mut out, answer)?;
            writeln!(out)?;
        }
        None => writeln!(out, "{answer}")?,
    }
    out.flush()?;
    Ok(())
}
