//! Lays solutions out as a table: IRIs shrunk to prefixes, literals plain, numbers to the right.

use crate::prefixes::Prefixes;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};

/// No column of text is made narrower than this to make room for others.
const NARROW: u16 = 10;

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
            let natural = self.table.column_max_content_widths();
            // A space on either side of each cell, and a line between any two columns.
            let frame = 3 * natural.len() as u16 + 1;
            let widths = share(&natural, &self.numbers, width.saturating_sub(frame));
            for (column, width) in self.table.column_iter_mut().zip(widths.unwrap_or_default()) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + 2)));
            }
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

/// Shares the room among the columns so that the tallest cell is as low as can be: numbers stay on
/// one line, and each further character goes to the column that has the most lines. `None` where all
/// fits as it is, or where nothing fits.
fn share(natural: &[u16], numbers: &[Option<bool>], room: u16) -> Option<Vec<u16>> {
    let room = usize::from(room);
    let sum = |widths: &[u16]| widths.iter().copied().map(usize::from).sum::<usize>();
    let least = |(&natural, numbers): (&u16, &Option<bool>)| {
        if *numbers == Some(true) { natural } else { natural.min(NARROW) }
    };
    let mut widths: Vec<u16> = natural.iter().zip(numbers).map(least).collect();
    if sum(natural) <= room || sum(&widths) > room {
        return None;
    }
    for _ in sum(&widths)..room {
        // Lines of a cell, compared as fractions: wider for the same number of lines is of use too.
        let crowded = |&at: &usize| u32::from(natural[at]) * 1000 / u32::from(widths[at]).max(1);
        let tallest = (0..widths.len()).rev().max_by_key(crowded)?;
        widths[tallest] += 1;
    }
    Some(widths)
}

fn is_number(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&literal.datatype())
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn long_text_gets_the_room_and_numbers_stay_whole() {
        let numbers = [Some(true), Some(false), Some(false)];
        assert_eq!(share(&[11, 170, 13], &numbers, 200), None);
        assert_eq!(share(&[11, 170, 13], &numbers, 60), Some(vec![11, 39, 10]));
        assert_eq!(share(&[11, 170, 13], &numbers, 20), None);
    }
}
