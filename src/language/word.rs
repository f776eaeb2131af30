//! Words: runs of letters with what belongs inside them, cut where a clitic hangs on («l’», «’s»).

use super::abbreviation;
use super::token::{Token, TokenKind, push};
use super::words::{WordFacts, fold, is_apostrophe, is_combining, is_invisible};

/// The most bytes of a clitic with its apostrophe («jusqu’»).
const LONGEST_CLITIC: usize = 16;

/// The end of a word that begins with an apostrophe: «’s», «’t», «’n’», «’s-Hertogenbosch».
pub(super) fn apostrophe_word_end(text: &str, at: usize, words: &WordFacts) -> Option<usize> {
    let mut characters = text[at..].chars();
    let apostrophe = characters.next().filter(|&c| is_apostrophe(c))?;
    let letters: usize = characters
        .take(LONGEST_CLITIC)
        .take_while(|&c| c.is_alphabetic() && !is_apostrophe(c))
        .map(char::len_utf8)
        .sum();
    let end = at + apostrophe.len_utf8() + letters;
    let rest = &text[end..];
    if letters == 0 || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    // «rock ’n’ roll»
    if let Some(second) = rest.chars().next().filter(|&c| is_apostrophe(c)) {
        let closed = end + second.len_utf8();
        return words.elisions.contains(&fold(&text[at..closed])).then_some(closed);
    }
    let folded = fold(&text[at..end]);
    if !words.elisions.contains(&folded) && !words.enclitics.contains(&folded) {
        return None;
    }
    let joins = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    match rest.strip_prefix(joins) {
        Some(name) if name.starts_with(char::is_uppercase) => {
            Some(run_end(text, text.len() - name.len()))
        }
        _ => Some(end),
    }
}

/// Reads one run of letters and cuts elisions off its front and «’s» off its end.
pub(super) fn word(text: &str, start: usize, words: &WordFacts, tokens: &mut Vec<Token>) -> usize {
    let mut end = start;
    loop {
        end = run_end(text, end);
        let Some(apostrophe) = text[end..].chars().next().filter(|&c| is_apostrophe(c)) else {
            break;
        };
        let after = end + apostrophe.len_utf8();
        let next = text[after..].chars().next();
        let opens = |c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '‘' | '„' | '"' | '(');
        // At the end of the text, too: labels of the lexicon end in elisions («autour d’»).
        if after - start <= LONGEST_CLITIC
            && next.is_none_or(opens)
            && words.elisions.contains(&fold(&text[start..after]))
        {
            end = after;
            break;
        }
        let goes_on = next.is_some_and(|c| c.is_alphanumeric() && !is_apostrophe(c));
        if !goes_on || is_enclitic(text, end, words) {
            break;
        }
        end = after;
    }
    if text[..end].ends_with(is_apostrophe) {
        push(tokens, text, start, end, TokenKind::Word);
        return end;
    }
    end = with_plus(text, end);
    if let Some(marked) = marked_name_end(text, start, end, words) {
        end = marked;
    } else if text[end..].starts_with('.') {
        if let Some(parts) = abbreviation::spaced(text, start, end, words) {
            end = parts.last().map_or(end, |part| part.end);
            for part in parts {
                push(tokens, text, part.start, part.end, TokenKind::Word);
            }
            return end;
        }
        end = abbreviation::with_stops(text, start, end, words);
    }
    push(tokens, text, start, end, TokenKind::Word);
    end
}

/// The end of a run of letters and digits from `at`, with the hyphens and «&» inside it.
fn run_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut characters = text[at..].char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let next = characters.peek().map(|&(_, c)| c);
        let joins = matches!(character, '-' | '\u{2010}' | '\u{2011}' | '&' | '_')
            && end == at + offset
            && offset > 0
            && next.is_some_and(char::is_alphanumeric);
        if character.is_alphanumeric() && !is_apostrophe(character) || is_combining(character) {
            end = at + offset + character.len_utf8();
        } else if !joins && !is_invisible(character) {
            break;
        }
    }
    end
}

/// Whether what stands at an apostrophe hangs on the word before it: «’s».
fn is_enclitic(text: &str, at: usize, words: &WordFacts) -> bool {
    apostrophe_word_end(text, at, words)
        .is_some_and(|end| words.enclitics.contains(&fold(&text[at..end])))
}

/// «C++», «Canal+»: plus signs that nothing is added to.
fn with_plus(text: &str, end: usize) -> usize {
    let signs = text[end..].bytes().take(3).take_while(|&b| b == b'+').count();
    let adds = text[end + signs..].starts_with(|c: char| c.is_alphanumeric() || c == '+');
    if adds { end } else { end + signs }
}

/// «Yahoo!»: the end of a name that has an exclamation mark of its own.
fn marked_name_end(text: &str, start: usize, end: usize, words: &WordFacts) -> Option<usize> {
    let is_mark = text[end..].starts_with(['!', '?']);
    (is_mark && words.marked_names.contains(&fold(&text[start..=end]))).then_some(end + 1)
}
