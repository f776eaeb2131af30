//! Facts as aligned tables on a terminal.

use super::{Facts, Section, sections};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use std::io;

/// How the overview is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal; texts are wrapped to fit.
    pub width: u16,
    /// Whether headings may be bold.
    pub colour: bool,
}

/// Writes what an article says, a section a kind.
///
/// # Errors
/// Where writing fails.
pub fn write(mut out: impl io::Write, facts: &Facts, style: Style) -> io::Result<()> {
    let article = &facts.article;
    let title = if article.title.is_empty() { &article.iri } else { &article.title };
    heading(&mut out, title, style)?;
    let of_the_article = [&article.publisher, &article.published, &article.language, &article.url];
    let known: Vec<&str> =
        of_the_article.into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    writeln!(out, "{}", known.join(" · "))?;
    for section in sections(facts) {
        writeln!(out)?;
        heading(&mut out, &format!("{} ({})", section.title, section.rows.len()), style)?;
        let table = table(&section, style.width);
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

fn heading(out: &mut impl io::Write, text: &str, style: Style) -> io::Result<()> {
    if style.colour { writeln!(out, "\x1b[1m{text}\x1b[0m") } else { writeln!(out, "{text}") }
}

fn table(section: &Section, width: u16) -> Table {
    let mut table = Table::new();
    table
        .load_preset(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(&section.columns)
        .add_rows(&section.rows);
    for (column, name) in table.column_iter_mut().zip(&section.columns) {
        column.set_padding((2, 0));
        if *name == "value" {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Style, write};
    use crate::facts::{ArticleRecord, Facts, Person, Role};

    #[test]
    fn only_columns_in_use_are_shown() {
        let facts = Facts {
            article: ArticleRecord { title: "A port".to_owned(), ..ArticleRecord::default() },
            people: vec![Person { name: "Jane Roe".to_owned(), ..Person::default() }],
            roles: vec![Role {
                person: "Jane Roe".to_owned(),
                role: "director".to_owned(),
                ..Role::default()
            }],
            ..Facts::default()
        };
        let mut out = Vec::new();
        write(&mut out, &facts, Style { width: 80, colour: false }).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "A port\n\n\nPeople (1)\n  name      role\n  Jane Roe  director\n");
    }
}
