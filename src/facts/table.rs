//! A table of texts: what CSV files hold and what the RML processor reads, in memory.

use thiserror::Error;

/// Rows of cells under named columns; an absent cell is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Option<String>>>,
}

impl Table {
    /// A table from its columns and rows; each row has one cell a column.
    pub fn new(
        name: impl Into<String>,
        columns: Vec<String>,
        rows: Vec<Vec<Option<String>>>,
    ) -> Self {
        Self { name: name.into(), columns, rows }
    }

    /// The rows with access to cells by column name.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    columns: &'a [String],
    cells: &'a [Option<String>],
}

impl<'a> Row<'a> {
    /// The cell under a column, or `None` where the column is missing or the cell is empty.
    pub fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.cells.get(at)?.as_deref()
    }
}

/// A cell that does not fit its column.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("column `{column}`: {problem}")]
pub struct RowError {
    pub column: String,
    pub problem: String,
}

impl RowError {
    pub(crate) fn new(column: &str, problem: String) -> Self {
        Self { column: column.to_owned(), problem }
    }
}
