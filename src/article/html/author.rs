//! The names of authors, freed of what stands around them: «By», addresses, initials in brackets.

use super::agree::words;
use super::words::page_words;

/// The longest name, in characters.
const MAX_LENGTH: usize = 80;

/// The names in one statement of authors, which may hold several.
pub(super) fn names(text: &str) -> Vec<String> {
    if text.contains("://") || text.contains("www.") {
        return Vec::new();
    }
    // Behind an upright stroke come a place, a date, an office.
    let bare = without_brackets(text.split(['|', '•', '·']).next().unwrap_or_default());
    let bare = without_opening(bare.trim());
    let mut names: Vec<String> = Vec::new();
    for part in parts(bare) {
        let name = part.trim_matches(|c: char| c.is_whitespace() || ",;:|/·•–—-*\"".contains(c));
        let name = without_opening(name);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        // An initial keeps its full stop, a sentence's is cut.
        let short = name.rsplit(' ').next().is_some_and(|last| last.chars().count() <= 3);
        let name = if short { name.as_str() } else { name.trim_end_matches('.') };
        if is_name(name) && !names.iter().any(|known| same(known, name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether two names are the same but for case and punctuation.
pub(super) fn same(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

fn without_brackets(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            character if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    bare
}

/// The text behind «By» and the like.
fn without_opening(text: &str) -> &str {
    let mut text = text;
    loop {
        let lower = text.to_lowercase();
        let behind = page_words().by.iter().find_map(|word| {
            let rest = lower.strip_prefix(word.as_str())?;
            let ends = rest.starts_with([' ', ':', '\u{a0}']) && lower.len() == text.len();
            text.get(word.len()..).filter(|_| ends)
        });
        match behind {
            Some(rest) => text = rest.trim_start_matches([' ', ':', '\u{a0}']),
            None => return text,
        }
    }
}

/// Splits at signs and at «and». What a comma cuts off is a name of its own only where it looks like a
/// whole one; else it is the role of the one before.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    for word in text.split_inclusive([' ', '\u{a0}', '\n']) {
        let bare = word.trim().to_lowercase();
        if page_words().and.contains(&bare)
            || matches!(bare.as_str(), "&" | "+" | "|" | "/" | "·" | "•" | "–" | "—" | "-")
        {
            parts.push(String::new());
            continue;
        }
        if let Some(last) = parts.last_mut() {
            last.push_str(word);
        }
        if word.trim_end().ends_with([';', ',', '|']) || word.ends_with('\n') {
            parts.push(String::new());
        }
    }
    let mut out: Vec<String> = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at == 0 || is_whole(&part) {
            out.push(part);
        }
    }
    out
}

/// Whether a text looks like given and family name: two to five words in capitals, particles apart.
pub(super) fn is_whole(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|w| w.len() <= 3 || w.starts_with(|c: char| !c.is_lowercase()))
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (2..=MAX_LENGTH).contains(&length)
        && !name.contains('@')
        && name.split(' ').count() <= 8
        && name.chars().any(char::is_alphabetic)
        && !name.chars().any(|c| c.is_ascii_digit())
        && !page_words().none.contains(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_freed_of_what_surrounds_them() {
        for (given, expected) in [
            ("By Ann Lee", &["Ann Lee"][..]),
            ("Par Jean Petit et Luc Grand", &["Jean Petit", "Luc Grand"]),
            ("Von Eva Muster (emu) und Tom Probe (tpr)", &["Eva Muster", "Tom Probe"]),
            ("Door An Peeters, politiek redacteur", &["An Peeters"]),
            ("Recueilli par Luc GRAND.", &["Luc GRAND"]),
            ("ANN LEE, TOM POE and EVA ROE", &["ANN LEE", "TOM POE", "EVA ROE"]),
            ("Nicolas G. C.", &["Nicolas G. C."]),
            ("Vonda Byrne", &["Vonda Byrne"]),
            ("https://news.example/author/1", &[]),
            ("ann@news.example", &[]),
            ("Luc Grand | Lyon | 08/01/2014", &["Luc Grand"]),
            ("Redaktion", &[]),
            ("", &[]),
        ] {
            assert_eq!(names(given), expected, "{given}");
        }
    }
}
