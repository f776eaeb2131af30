//! Minting IRIs: the scheme of the graph model, in one place.
//!
//! Everything hangs on the base IRI and on the article's text, so the same input gives the same IRIs.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The base IRI where none is given.
pub const DEFAULT_BASE: &str = "https://newsgraph.example/";

/// The IRI that all data IRIs of a store begin with; it ends in `/` or `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

/// A base that is no absolute IRI.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` cannot be a base: give an absolute IRI such as `https://news.example.org/`")]
pub struct BaseError(String);

impl Default for Base {
    fn default() -> Self {
        Self(DEFAULT_BASE.to_owned())
    }
}

impl Base {
    /// Takes an absolute IRI; adds the closing `/` where it lacks.
    ///
    /// # Errors
    /// Where the text is no absolute IRI.
    pub fn new(iri: &str) -> Result<Self, BaseError> {
        let absolute = oxigraph::model::NamedNode::new(iri).is_ok() && iri.contains("://");
        if !absolute {
            return Err(BaseError(iri.to_owned()));
        }
        let closed = iri.ends_with('/') || iri.ends_with('#');
        Ok(Self(if closed { iri.to_owned() } else { format!("{iri}/") }))
    }

    /// The base as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The named graph of an article: `{base}graph/{hash}`, where the hash is that of the article's
    /// IRI and text, so that two sites that print the same wire story keep a graph each.
    pub fn graph(&self, article: &str, hash: &TextHash) -> String {
        let both = TextHash::of(&format!("{article}\n{}", hash.as_str()));
        format!("{}graph/{}", self.0, both.short())
    }

    /// The text snapshot without a range: `{base}doc/{hash}`.
    pub fn document(&self, hash: &TextHash) -> String {
        format!("{}doc/{}", self.0, hash.short())
    }

    /// A range of the text (code points, end exclusive): `{base}doc/{hash}#char={start},{end}`.
    pub fn range(&self, hash: &TextHash, start: usize, end: usize) -> String {
        format!("{}doc/{}#char={start},{end}", self.0, hash.short())
    }

    /// A fact's node: `{base}doc/{hash}#{kind}-{start}-{end}`.
    pub fn fact(&self, hash: &TextHash, kind: &str, start: usize, end: usize) -> String {
        format!("{}doc/{}#{kind}-{start}-{end}", self.0, hash.short())
    }

    /// An unlinked thing: `{base}id/{kind}.{slug}`, where `kind` is org, prog, place or group.
    pub fn thing(&self, kind: &str, name: &str) -> String {
        format!("{}id/{kind}.{}", self.0, slug(name))
    }

    /// An unlinked person: homonyms of two articles must not join by themselves.
    pub fn person(&self, name: &str, hash: &TextHash) -> String {
        format!("{}id/person.{}~{}", self.0, slug(name), &hash.short()[..6])
    }
}

/// The SHA-256 of a text in NFC, hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash(String);

impl TextHash {
    /// Hashes a text (NFC first, so that the same text in another normal form is the same).
    pub fn of(text: &str) -> Self {
        let normal: String = text.nfc().collect();
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(normal.as_bytes()) {
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }

    /// Takes a hash that was written down; `None` where the text is not 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let fits = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(hex.to_ascii_lowercase()))
    }

    /// All 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits, as they stand in IRIs.
    pub fn short(&self) -> &str {
        &self.0[..12]
    }
}

/// A name as part of an IRI: folded to lower-case letters, digits and single hyphens.
///
/// Letters outside ASCII lose their marks where they have any (`é` is `e`); others stay, which an
/// IRI allows. A name without any letter or digit gives the first digits of its hash.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.nfkd().filter(|&c| !is_combining_mark(c)) {
        match character {
            'ß' => slug.push_str("ss"),
            'œ' | 'Œ' => slug.push_str("oe"),
            'æ' | 'Æ' => slug.push_str("ae"),
            'ø' | 'Ø' => slug.push('o'),
            'ł' | 'Ł' => slug.push('l'),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { TextHash::of(name).short().to_owned() } else { slug.to_owned() }
}

/// A part of an IRI as people read it: `%C3%A9` is `é`. What is no UTF-8 becomes `\u{fffd}`.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Base, TextHash, slug};

    #[test]
    fn slugs_are_plain_and_stable() {
        assert_eq!(slug("L’Île-de-France S.A."), "l-ile-de-france-s-a");
        assert_eq!(slug("Großbritannien"), "grossbritannien");
        assert_eq!(slug("«»"), slug("«»"));
        assert!(!slug("«»").is_empty());
    }

    #[test]
    fn the_same_text_in_another_normal_form_has_the_same_hash() {
        assert_eq!(TextHash::of("e\u{301}t\u{e9}"), TextHash::of("\u{e9}te\u{301}"));
    }

    #[test]
    fn a_base_must_be_absolute() {
        assert!(Base::new("news").is_err());
        assert!(Base::new("https://a b/").is_err());
        assert_eq!(
            Base::new("https://a.example").map(|b| b.as_str().to_owned()),
            Ok("https://a.example/".to_owned())
        );
    }
}
