//! Addresses: URLs, e-mail addresses, handles («@lesoir») and internet names («weather.com»).
//!
//! Every look ahead is bounded by what the standards allow, so that a text without spaces costs no more
//! than any other.

use super::token::TokenKind;
use super::words::WordFacts;

/// The most bytes of a mail box's name (RFC 5321) and of an internet name (RFC 1035).
const LONGEST_BOX: usize = 64;
const LONGEST_NAME: usize = 253;

/// The end and the kind of an address that starts here. An internet name without a path is a word: it is
/// most often the name of a company.
pub(super) fn address_end(text: &str, at: usize, words: &WordFacts) -> Option<(usize, TokenKind)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first == '@' {
        let glued = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let end = at + 1 + handle_length(&rest[1..]);
        return (end > at + 1 && !glued).then_some((end, TokenKind::Address));
    }
    if !first.is_alphanumeric() {
        return None;
    }
    let is_url = ["http://", "https://", "www."].iter().any(|p| {
        rest.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p))
            && rest[p.len()..].starts_with(char::is_alphanumeric)
    });
    if is_url {
        return Some((at + url_length(rest), TokenKind::Address));
    }
    if let Some(length) = mail_length(rest) {
        return Some((at + length, TokenKind::Address));
    }
    let name = name_length(rest, words)?;
    let has_path =
        rest[name..].strip_prefix('/').is_some_and(|p| p.starts_with(char::is_alphanumeric));
    Some(if has_path {
        (at + url_length(rest), TokenKind::Address)
    } else {
        (at + name, TokenKind::Word)
    })
}

fn handle_length(rest: &str) -> usize {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { end } else { 0 }
}

/// Up to white space or a quotation mark, without the marks that end the sentence around it. A closing
/// bracket stays where the address opened it («.../wiki/Lille_(ville)»).
fn url_length(rest: &str) -> usize {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '„');
    let run = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let mut unopened = run.matches(')').count().saturating_sub(run.matches('(').count());
    let mut end = run.len();
    for (at, character) in run.char_indices().rev() {
        match character {
            ')' if unopened > 0 => unopened -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | ']' | '\'' | '’' | '…' | '*' => {}
            _ => break,
        }
        end = at;
    }
    end
}

fn mail_length(rest: &str) -> Option<usize> {
    let in_box = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let at = rest.bytes().take(LONGEST_BOX + 1).position(|b| !in_box(char::from(b)))?;
    let host = rest[at..].strip_prefix('@')?;
    let length = host
        .bytes()
        .take(LONGEST_NAME)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
        .count();
    let host = host[..length].trim_end_matches(['.', '-']);
    (host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        .then_some(at + 1 + host.len())
}

/// The longest run of parts joined by stops whose last part is a known ending of internet names.
fn name_length(rest: &str, words: &WordFacts) -> Option<usize> {
    let mut found = None;
    let mut part = 0;
    let mut stops = 0;
    for (at, character) in rest.char_indices() {
        if at > LONGEST_NAME {
            break;
        }
        if character == '.' && at > part {
            part = at + 1;
            stops += 1;
            continue;
        }
        if !(character.is_alphanumeric() || character == '-' && at > part) {
            break;
        }
        let end = at + character.len_utf8();
        let ends_part =
            !rest[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '@'));
        if stops > 0 && ends_part {
            let ending = &rest[part..end];
            let written = ending.bytes().all(|b| b.is_ascii_lowercase())
                || ending.len() > 2 && !rest[..end].contains(char::is_lowercase);
            if written && words.domains.contains(&ending.to_ascii_lowercase()) {
                found = Some(end);
            }
        }
    }
    found
}
