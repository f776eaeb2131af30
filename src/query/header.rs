//! The comments that open a query file: the question it answers and the parameters it takes.
//!
//! ```text
//! # Who holds which role, and where?
//! #
//! # param person: "" (name, or part of one)
//! # param year: 2030 (a year)
//! # param article (IRI of the article)
//! ```
//! A parameter without a default must be given.

use super::error::QueryError;
use super::value;
use crate::prefixes::Prefixes;
use oxigraph::model::Term;

/// A parameter that a query declares.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The variable's name without `?`.
    pub name: String,
    /// The value where none is given; `None`: one must be given.
    pub default: Option<Term>,
    /// What it means, in words.
    pub description: String,
}

/// What the header says.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    pub(super) question: String,
    pub(super) declarations: Vec<Declaration>,
}

/// Reads the comment lines up to the first line that is none.
///
/// # Errors
/// Where a line begins as a declaration and is none.
pub(super) fn read(name: &str, text: &str, prefixes: &Prefixes) -> Result<Header, QueryError> {
    let mut header = Header::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let Some(comment) = line.strip_prefix('#') else {
            if line.is_empty() {
                continue;
            }
            break;
        };
        let comment = comment.trim();
        if let Some(rest) = comment.strip_prefix("param ") {
            let declaration = declaration(rest.trim(), prefixes).ok_or_else(|| {
                QueryError::Declaration { name: name.to_owned(), line: index + 1 }
            })?;
            header.declarations.push(declaration);
        } else if header.question.is_empty() {
            comment.clone_into(&mut header.question);
        }
    }
    Ok(header)
}

/// `NAME: DEFAULT (description)` or `NAME (description)`.
fn declaration(text: &str, prefixes: &Prefixes) -> Option<Declaration> {
    let name_end = text.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (name, rest) = text.split_at(name_end);
    // The last ` (` opens the description; a default may hold brackets of its own.
    let (before, description) = match rest.rfind('(') {
        Some(open) => (&rest[..open], rest[open + 1..].strip_suffix(')')?),
        None => (rest, ""),
    };
    let default = match before.trim().strip_prefix(':') {
        Some(default) => Some(value::read(name, default.trim(), None, prefixes).ok()?),
        None if before.trim().is_empty() => None,
        None => return None,
    };
    (!name.is_empty()).then(|| Declaration {
        name: name.to_owned(),
        default,
        description: description.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::prefixes::Prefixes;

    #[test]
    fn question_and_parameters_are_read() {
        let text = "# Who?\n#\n# More words.\n# param year: 2030 (a year)\n# param who: \"\" (a name)\n# param article (an IRI)\nASK {}\n# param no: 1 (too late)";
        let header = read("q", text, &Prefixes::default()).expect("a good header");
        assert_eq!(header.question, "Who?");
        let names: Vec<_> = header.declarations.iter().map(|d| d.name.as_str()).collect();
        assert_eq!(names, ["year", "who", "article"]);
        assert_eq!(header.declarations[0].description, "a year");
        assert!(header.declarations[1].default.is_some());
        assert!(header.declarations[2].default.is_none());
    }

    #[test]
    fn a_bad_declaration_is_named_by_its_line() {
        let error = read("q.rq", "# Who?\n# param year 2030\nASK {}", &Prefixes::default());
        assert!(error.is_err_and(|e| e.to_string().starts_with("q.rq:2:")));
    }
}
