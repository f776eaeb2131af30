//! The cell types of the tables: how each column's value is written as text and as JSON, and read back.
//!
//! A table's cell is either absent (an empty CSV field, JSON `null`) or a text. Lists are joined by `|`.

use rust_decimal::Decimal;
use serde_json::Value;
use std::fmt::Write as _;

/// Separates the items of a list in one cell.
pub const LIST_SEPARATOR: char = '|';

/// A value that fits into one cell of a table.
pub trait Cell: Sized {
    /// The cell's text, or `None` for an absent value.
    fn write(&self) -> Option<String>;
    /// Reads a cell's text; `None` stands for an absent cell.
    ///
    /// # Errors
    /// Says in words what was expected where the text does not fit.
    fn read(text: Option<&str>) -> Result<Self, String>;
    /// The value as JSON; absent values are `null`.
    fn to_json(&self) -> Value {
        self.write().map_or(Value::Null, Value::String)
    }
}

impl Cell for String {
    fn write(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.clone())
    }

    fn read(text: Option<&str>) -> Result<Self, String> {
        Ok(text.unwrap_or_default().to_owned())
    }

    fn to_json(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::String(self.clone()) }
    }
}

impl Cell for usize {
    fn write(&self) -> Option<String> {
        Some(self.to_string())
    }

    fn read(text: Option<&str>) -> Result<Self, String> {
        let text = text.unwrap_or_default().trim();
        text.parse().map_err(|_| format!("expected a whole number from 0, found `{text}`"))
    }

    fn to_json(&self) -> Value {
        Value::from(*self)
    }
}

impl Cell for Decimal {
    fn write(&self) -> Option<String> {
        Some(self.normalize().to_string())
    }

    fn read(text: Option<&str>) -> Result<Self, String> {
        let text = text.unwrap_or_default().trim();
        Self::from_str_exact(text).map_err(|_| format!("expected a plain decimal, found `{text}`"))
    }

    fn to_json(&self) -> Value {
        decimal_to_json(self)
    }
}

impl Cell for Option<Decimal> {
    fn write(&self) -> Option<String> {
        self.as_ref().and_then(Cell::write)
    }

    fn read(text: Option<&str>) -> Result<Self, String> {
        match text.map(str::trim) {
            None | Some("") => Ok(None),
            text => Decimal::read(text).map(Some),
        }
    }

    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, decimal_to_json)
    }
}

impl Cell for Vec<String> {
    fn write(&self) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let mut joined = String::new();
        for (index, item) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { "|" };
            let _ = write!(joined, "{separator}{}", item.replace(LIST_SEPARATOR, "/"));
        }
        Some(joined)
    }

    fn read(text: Option<&str>) -> Result<Self, String> {
        let items = text.unwrap_or_default().split(LIST_SEPARATOR).map(str::trim);
        Ok(items.filter(|item| !item.is_empty()).map(str::to_owned).collect())
    }

    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(|item| Value::String(item.clone())).collect())
    }
}

/// A JSON number with every digit of the decimal (`serde_json`'s `arbitrary_precision`).
fn decimal_to_json(value: &Decimal) -> Value {
    serde_json::from_str(&value.normalize().to_string()).unwrap_or(Value::Null)
}
