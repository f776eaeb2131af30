//! Says in plain words what is wrong with a query that the parser refuses.
//!
//! The parser tells a place (the furthest that any of its rules got) and a list of what those rules
//! wanted, among them single letters. The commonest mistakes can be told much better from the
//! tokens: an unknown prefix, a misspelt keyword, a bracket or a string left open. Only where none of
//! these is found does the parser's own list speak, put into words.

use super::error::{QueryError, SyntaxError};
use super::lexer::{Kind, Token, tokens};
use crate::prefixes::Prefixes;
use std::collections::BTreeSet;

/// All words that SPARQL 1.1 queries know besides `a`, in the spelling of the specification.
const WORDS: &[&str] = &[
    "ABS",
    "AS",
    "ASC",
    "ASK",
    "AVG",
    "BASE",
    "BIND",
    "BNODE",
    "BOUND",
    "BY",
    "CEIL",
    "COALESCE",
    "CONCAT",
    "CONSTRUCT",
    "CONTAINS",
    "COUNT",
    "DATATYPE",
    "DAY",
    "DESC",
    "DESCRIBE",
    "DISTINCT",
    "ENCODE_FOR_URI",
    "EXISTS",
    "FILTER",
    "FLOOR",
    "FROM",
    "GRAPH",
    "GROUP",
    "GROUP_CONCAT",
    "HAVING",
    "HOURS",
    "IF",
    "IN",
    "IRI",
    "LANG",
    "LANGMATCHES",
    "LCASE",
    "LIMIT",
    "MAX",
    "MD5",
    "MIN",
    "MINUS",
    "MINUTES",
    "MONTH",
    "NAMED",
    "NOT",
    "NOW",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "RAND",
    "REDUCED",
    "REGEX",
    "REPLACE",
    "ROUND",
    "SAMPLE",
    "SECONDS",
    "SELECT",
    "SEPARATOR",
    "SERVICE",
    "SHA1",
    "SHA256",
    "SHA384",
    "SHA512",
    "SILENT",
    "STR",
    "STRAFTER",
    "STRBEFORE",
    "STRDT",
    "STRENDS",
    "STRLANG",
    "STRLEN",
    "STRSTARTS",
    "STRUUID",
    "SUBSTR",
    "SUM",
    "TIMEZONE",
    "TZ",
    "UCASE",
    "UNDEF",
    "UNION",
    "URI",
    "UUID",
    "VALUES",
    "WHERE",
    "YEAR",
    "false",
    "isBLANK",
    "isIRI",
    "isLITERAL",
    "isNUMERIC",
    "isURI",
    "sameTerm",
    "true",
];

/// The words that open an update.
const UPDATES: &[&str] =
    &["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"];

/// Where and why, before the place is turned into line and column.
struct Finding {
    start: usize,
    end: usize,
    problem: String,
    remedy: String,
}

/// Turns the parser's refusal into an error that a person can act on.
pub(super) fn diagnose(name: &str, text: &str, prefixes: &Prefixes, message: &str) -> QueryError {
    let tokens = tokens(text);
    if let Some(keyword) = update_keyword(text, &tokens) {
        return QueryError::Update { name: name.to_owned(), keyword };
    }
    let finding = unclosed_string(text, &tokens)
        .or_else(|| unknown_prefix(text, &tokens, prefixes))
        .or_else(|| misspelt_word(text, &tokens))
        .or_else(|| no_query(text, &tokens))
        .or_else(|| unbalanced(text, &tokens))
        .unwrap_or_else(|| from_parser(text, &tokens, message));
    QueryError::Syntax(Box::new(place(name, text, finding)))
}

/// The first word behind the prefix declarations, where it is one of those that change a store.
fn update_keyword(text: &str, tokens: &[Token]) -> Option<String> {
    let is = |token: &Token, word: &str| token.of(text).eq_ignore_ascii_case(word);
    let mut rest = tokens;
    loop {
        rest = match rest {
            [word, _, _, after @ ..] if is(word, "PREFIX") => after,
            [word, _, after @ ..] if is(word, "BASE") => after,
            _ => break,
        };
    }
    let first = rest.first()?;
    UPDATES.iter().find(|word| is(first, word)).map(|&word| word.to_owned())
}

fn unclosed_string(text: &str, tokens: &[Token]) -> Option<Finding> {
    let token = tokens.iter().find(|token| token.kind == Kind::Unclosed)?;
    let quote = &token.of(text)[..1];
    Some(Finding {
        start: token.range.start,
        end: token.range.start + 1,
        problem: "this string is never closed".to_owned(),
        remedy: format!(
            "add {quote} where it ends; a string over several lines stands in {0}",
            quote.repeat(3)
        ),
    })
}

fn unknown_prefix(text: &str, tokens: &[Token], prefixes: &Prefixes) -> Option<Finding> {
    let mut declared = BTreeSet::new();
    for pair in tokens.windows(2) {
        if pair[0].of(text).eq_ignore_ascii_case("PREFIX") {
            declared.insert(pair[1].of(text).trim_end_matches(':'));
        }
    }
    let known = |prefix: &str| declared.contains(prefix) || prefixes.get(prefix).is_some();
    let (token, prefix) =
        tokens.iter().filter(|token| token.kind == Kind::Name).find_map(|token| {
            let (prefix, _) = token.of(text).split_once(':')?;
            (!known(prefix)).then_some((token, prefix))
        })?;
    let names: Vec<&str> =
        prefixes.iter().map(|(name, _)| name).chain(declared.iter().copied()).collect();
    let remedy = match nearest(prefix, &names) {
        Some(name) => format!("did you mean `{name}:`?"),
        None => {
            format!("known are {}; others need a line `PREFIX {prefix}: <IRI>`", names.join(", "))
        }
    };
    Some(Finding {
        start: token.range.start,
        end: token.range.start + prefix.len() + 1,
        problem: format!("unknown prefix `{prefix}:`"),
        remedy,
    })
}

fn misspelt_word(text: &str, tokens: &[Token]) -> Option<Finding> {
    let token = tokens.iter().filter(|token| token.kind == Kind::Word).find(|token| {
        let word = token.of(text);
        word != "a" && !WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
    })?;
    let word = token.of(text);
    let remedy = match nearest(word, WORDS) {
        Some(known) => format!("did you mean `{known}`?"),
        None => {
            "variables begin with `?`, names need a prefix (`schema:name`), texts stand in quotes"
                .to_owned()
        }
    };
    Some(Finding {
        start: token.range.start,
        end: token.range.end,
        problem: format!("`{word}` is no word of SPARQL"),
        remedy,
    })
}

fn no_query(text: &str, tokens: &[Token]) -> Option<Finding> {
    let forms = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
    let asks = |token: &Token| forms.iter().any(|form| token.of(text).eq_ignore_ascii_case(form));
    if tokens.iter().any(asks) {
        return None;
    }
    let first = tokens.first().map_or(0..0, |token| token.range.clone());
    Some(Finding {
        start: first.start,
        end: first.end,
        problem: "there is no query here".to_owned(),
        remedy: "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE".to_owned(),
    })
}

fn unbalanced(text: &str, tokens: &[Token]) -> Option<Finding> {
    let mut open: Vec<&Token> = Vec::new();
    let closing_of = |sign: &str| match sign {
        "{" => "}",
        "(" => ")",
        _ => "]",
    };
    for token in tokens.iter().filter(|token| token.kind == Kind::Sign) {
        let sign = token.of(text);
        match sign {
            "{" | "(" | "[" => open.push(token),
            "}" | ")" | "]" => match open.pop() {
                Some(opening) if closing_of(opening.of(text)) == sign => {}
                Some(opening) => {
                    let wanted = closing_of(opening.of(text));
                    let (line, column) = line_and_column(text, opening.range.start);
                    return Some(Finding {
                        start: token.range.start,
                        end: token.range.end,
                        problem: format!("`{sign}` where `{wanted}` is expected"),
                        remedy: format!(
                            "the `{}` of line {line}, column {column} is still open",
                            opening.of(text)
                        ),
                    });
                }
                None => {
                    return Some(Finding {
                        start: token.range.start,
                        end: token.range.end,
                        problem: format!("this `{sign}` closes nothing"),
                        remedy: String::new(),
                    });
                }
            },
            _ => {}
        }
    }
    let opening = open.pop()?;
    Some(Finding {
        start: opening.range.start,
        end: opening.range.end,
        problem: format!("this `{}` is never closed", opening.of(text)),
        remedy: format!("add `{}`", closing_of(opening.of(text))),
    })
}

/// The parser's own words: `error at LINE:COLUMN: expected ...`, or a sentence of its own.
fn from_parser(text: &str, tokens: &[Token], message: &str) -> Finding {
    let parsed = message.strip_prefix("error at ").and_then(|rest| {
        let (position, wanted) = rest.split_once(": expected ")?;
        let (line, column) = position.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, wanted))
    });
    let Some((line, column, wanted)) = parsed else {
        return Finding { start: 0, end: 0, problem: message.to_owned(), remedy: String::new() };
    };
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let offset = text[line_start..]
        .char_indices()
        .nth(column - 1)
        .map_or(text.len(), |(i, _)| line_start + i);
    // The place may lie inside a token or in the white space before one.
    let token = tokens.iter().find(|token| token.range.end > offset);
    let range = token.map_or(offset..offset, |token| token.range.clone());
    let wanted = in_words(wanted);
    let is_sentence = wanted.len() == 1 && wanted[0].contains(' ');
    let problem = match token {
        _ if is_sentence => wanted[0].clone(),
        Some(token) => format!("`{}` does not fit here", token.of(text)),
        None => "the query ends too early".to_owned(),
    };
    let remedy = if is_sentence || wanted.is_empty() {
        String::new()
    } else {
        format!("expected {}", wanted.join(" or "))
    };
    Finding { start: range.start, end: range.end, problem, remedy }
}

/// What the parser's rules wanted, without the classes of single letters.
fn in_words(wanted: &str) -> Vec<String> {
    let list = wanted.strip_prefix("one of ").unwrap_or(wanted);
    let mut words = BTreeSet::new();
    let mut class = false;
    for part in list.split(", ") {
        let part = part.trim();
        // A class such as `['a' ..= 'z' | '_']` may itself hold commas.
        class |= part.starts_with('[');
        if class {
            match part {
                _ if part.starts_with("['?'") || part.contains("'$'") => {
                    words.insert("a variable".to_owned());
                }
                _ if part.starts_with("['0'") => {
                    words.insert("a number".to_owned());
                }
                _ => {}
            }
            class = !part.ends_with(']');
            continue;
        }
        let bare = part.trim_matches('"');
        let known = WORDS.contains(&bare) || part.contains(' ');
        if known || (part.starts_with('"') && "{}().;,|/^=<>!*+".contains(bare)) {
            words.insert(if part.contains(' ') { bare.to_owned() } else { format!("`{bare}`") });
        }
    }
    words.into_iter().collect()
}

/// The known word within two changes (one for short words), if any.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let allowed = if word.chars().count() <= 3 { 1 } else { 2 };
    let folded = word.to_lowercase();
    known
        .iter()
        .map(|&candidate| (distance(&folded, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Changes of one letter (insert, delete, replace, swap neighbours) between two words.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let swapped =
                i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if swapped {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

/// Line and column, both from 1, of a byte offset.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn place(name: &str, text: &str, finding: Finding) -> SyntaxError {
    let (line, column) = line_and_column(text, finding.start);
    let whole = text.lines().nth(line - 1).unwrap_or_default();
    let width = text[finding.start..finding.end].lines().next().unwrap_or_default().chars().count();
    SyntaxError {
        source_name: name.to_owned(),
        line,
        column,
        width: width.max(1),
        text: whole.to_owned(),
        problem: finding.problem,
        remedy: finding.remedy,
    }
}
