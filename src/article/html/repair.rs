//! JSON as it stands in pages: wrapped in comments or CDATA, with raw line ends in strings, commas too
//! many, quotes not escaped, cut off. What can be read with certainty or near it is mended.

use serde_json::Value;

/// Reads all values of a script, as far as they can be read.
pub(super) fn values(script: &str) -> Vec<Value> {
    let bare = unwrapped(script);
    let strict = all(bare);
    if let Some(values) = strict {
        return values;
    }
    all(&repaired(bare)).unwrap_or_default()
}

/// The values that follow each other in a text; `None` where it does not read to its end. Nesting is
/// bounded by serde_json at 128.
fn all(text: &str) -> Option<Vec<Value>> {
    serde_json::Deserializer::from_str(text).into_iter::<Value>().collect::<Result<_, _>>().ok()
}

/// The text without what surrounds it: comment signs of HTML and JavaScript, CDATA, a last semicolon.
fn unwrapped(script: &str) -> &str {
    const BEFORE: [&str; 5] = ["<!--", "<![CDATA[", "//", "/*", "*/"];
    const BEHIND: [&str; 6] = ["-->", "]]>", "//", "/*", "*/", ";"];
    let space = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut bare = script.trim_matches(space);
    while let Some(rest) = BEFORE.iter().find_map(|mark| bare.strip_prefix(mark)) {
        bare = rest.trim_start_matches(space);
    }
    while let Some(rest) = BEHIND.iter().find_map(|mark| bare.strip_suffix(mark)) {
        bare = rest.trim_end_matches(space);
    }
    bare
}

/// Rewrites a text in one pass.
fn repaired(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut open: Vec<char> = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        match character {
            '"' => {
                comma_if_missing(&mut out);
                at = string(&characters, at, &mut out);
                continue;
            }
            '{' | '[' => {
                comma_if_missing(&mut out);
                open.push(if character == '{' { '}' } else { ']' });
                out.push(character);
            }
            '}' | ']' => {
                without_comma(&mut out);
                // A bracket too many is left out, one too few is put in.
                if let Some(depth) = open.iter().rposition(|&closing| closing == character) {
                    out.extend(open.drain(depth..).rev());
                }
            }
            '/' if characters.get(at + 1) == Some(&'*') => {
                let end = (at + 2..characters.len())
                    .find(|&end| characters[end] == '*' && characters.get(end + 1) == Some(&'/'));
                at = end.map_or(characters.len(), |end| end + 2);
                continue;
            }
            '/' if characters.get(at + 1) == Some(&'/') => {
                let end = (at..characters.len()).find(|&end| characters[end] == '\n');
                at = end.unwrap_or(characters.len());
                continue;
            }
            ',' => {
                without_comma(&mut out);
                if !out.trim_end().ends_with(['{', '[']) {
                    out.push(',');
                }
            }
            character if character.is_control() || character.is_whitespace() => out.push(' '),
            character => out.push(character),
        }
        at += 1;
    }
    without_comma(&mut out);
    if out.ends_with(':') {
        out.push_str("null");
    }
    out.extend(open.drain(..).rev());
    out
}

fn without_comma(out: &mut String) {
    let length = out.trim_end().len();
    out.truncate(length);
    if out.ends_with(',') {
        out.pop();
    }
}

/// A comma between two values that stand side by side in a list or an object.
fn comma_if_missing(out: &mut String) {
    if out.trim_end().ends_with(['"', '}', ']']) {
        out.push(',');
    }
}

/// Copies the string that opens at `at`, and gives the place behind it. A quotation mark closes it
/// only where what follows can follow a string.
fn string(characters: &[char], at: usize, out: &mut String) -> usize {
    out.push('"');
    let mut at = at + 1;
    while let Some(&character) = characters.get(at) {
        at += 1;
        match character {
            '"' if closes(characters, at) => {
                out.push('"');
                return at;
            }
            '"' => out.push_str("\\\""),
            '\\' => match characters.get(at) {
                Some(&next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
                    out.extend(['\\', next]);
                    at += 1;
                }
                Some('u')
                    if characters
                        .get(at + 1..at + 5)
                        .is_some_and(|digits| digits.iter().all(char::is_ascii_hexdigit)) =>
                {
                    out.push('\\');
                }
                // `\'` and the like mean the character itself.
                _ => {}
            },
            '\n' => out.push_str("\\n"),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out.push('"');
    at
}

/// Whether a quotation mark with this behind it ends its string.
fn closes(characters: &[char], behind: usize) -> bool {
    let mut rest = characters[behind.min(characters.len())..].iter().filter(|c| !c.is_whitespace());
    match rest.next() {
        None | Some(':' | '}' | ']') => true,
        Some(',') => rest.next().is_none_or(|&next| {
            matches!(next, '"' | '{' | '[' | '}' | ']' | '-' | 't' | 'f' | 'n')
                || next.is_ascii_digit()
        }),
        // A comma is missing and the next key or value follows on its own line.
        Some('"' | '{') => {
            characters.get(behind) == Some(&'\n') || characters.get(behind) == Some(&'\r')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::values;
    use serde_json::json;

    #[test]
    fn wrappers_are_taken_off() {
        for script in [
            "{\"a\": 1}",
            "\u{feff}<!-- {\"a\": 1} -->",
            "//<![CDATA[\n{\"a\": 1}\n//]]>",
            "/*<![CDATA[*/ {\"a\": 1}; /*]]>*/",
        ] {
            assert_eq!(values(script), [json!({"a": 1})], "{script}");
        }
        assert_eq!(values("{\"a\": 1}\n{\"b\": 2}").len(), 2);
    }

    #[test]
    fn common_faults_are_mended() {
        for (script, expected) in [
            ("{\"a\": [1, 2,], }", json!({"a": [1, 2]})),
            ("{\"a\": \"one\ntwo\tthree\"}", json!({"a": "one\ntwo three"})),
            ("{\"a\": \"it\\'s\"}", json!({"a": "it's"})),
            (
                "{\"a\": \"so \"gut\" wie neu\", \"b\": 1}",
                json!({"a": "so \"gut\" wie neu", "b": 1}),
            ),
            ("{\"a\": 1, /* note */ \"b\": 2 // more\n}", json!({"a": 1, "b": 2})),
            ("[{\"a\": 1} {\"a\": 2}]", json!([{"a": 1}, {"a": 2}])),
            ("{\"a\": \"one\"\n\"b\": \"two\"}", json!({"a": "one", "b": "two"})),
            ("{\"a\": {\"b\": \"cut of", json!({"a": {"b": "cut of"}})),
            ("{\"a\": 1}}", json!({"a": 1})),
        ] {
            assert_eq!(values(script), [expected], "{script}");
        }
    }

    #[test]
    fn what_is_no_json_gives_nothing() {
        for script in
            ["", "var x = 1;", "{{{{", "<html>", &"[".repeat(100_000), &"{\"a\":".repeat(10_000)]
        {
            assert!(values(script).is_empty(), "{}", script.chars().take(20).collect::<String>());
        }
    }
}
