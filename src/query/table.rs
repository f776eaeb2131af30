//! Lays solutions out as a table: IRIs shrunk to prefixes, literals plain, numbers to the right.

use crate::prefixes::Prefixes;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};

/// Takes rows and gives the table's text.
pub(super) struct Builder<'a> {
    prefixes: &'a Prefixes,
    table: Table,
    /// Whether a column has held numbers only so far, and at least one.
    numbers: Vec<Option<bool>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(columns: &[&str], prefixes: &'a Prefixes) -> Self {
        let mut table = Table::new();
        table.load_preset(UTF8_FULL_CONDENSED).set_header(columns);
        Self { prefixes, table, numbers: vec![None; columns.len()] }
    }

    pub(super) fn add<'t>(&mut self, terms: impl Iterator<Item = Option<&'t Term>>) {
        let mut row = Vec::new();
        for (column, term) in terms.enumerate() {
            if let Some(term) = term {
                let number = matches!(term, Term::Literal(literal) if is_number(literal));
                self.numbers[column] = Some(self.numbers[column].unwrap_or(true) && number);
            }
            row.push(term.map_or_else(String::new, |term| self.cell(term)));
        }
        self.table.add_row(row);
    }

    pub(super) fn finish(mut self, width: Option<u16>) -> String {
        if let Some(width) = width {
            self.table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        for (column, numbers) in self.table.column_iter_mut().zip(&self.numbers) {
            if *numbers == Some(true) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        self.table.trim_fmt()
    }

    fn cell(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => match self.prefixes.shrink(node.as_str()) {
                Some((name, local)) => format!("{name}:{}", local.replace('\\', "")),
                None => node.as_str().to_owned(),
            },
            // A tab or a line's end would break the grid; other control characters the terminal.
            Term::Literal(literal) => {
                literal.value().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
            }
            Term::BlankNode(node) => node.to_string(),
        }
    }
}

fn is_number(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&literal.datatype())
}
