//! What an article is before anything of it is extracted: its IRI, the graph of this version of its
//! text, and a digest of all that its tables will come from. So whoever holds tables of old can tell
//! whether reading it again would give others.

use super::Pipeline;
use crate::article::Article;
use crate::iri::TextHash;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The names and the digest of one version of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its canonical URL, else `{base}doc/{hash}`.
    pub iri: String,
    /// `{base}graph/{hash}`: the same for the same IRI and text.
    pub graph: String,
    /// SHA-256, hexadecimal, of the article and of what it is read with: program, words, things, model.
    pub input_sha256: String,
}

impl Pipeline {
    /// Identifies an article.
    pub fn identify(&self, article: &Article) -> Identity {
        self.identify_text(article, &TextHash::of(&article.text))
    }

    pub(super) fn identify_text(&self, article: &Article, text: &TextHash) -> Identity {
        let iri =
            if article.url.is_empty() { self.base.document(text) } else { article.url.clone() };
        let graph = self.base.graph(&iri, text);
        Identity { graph, input_sha256: self.digest(article, &iri, text), iri }
    }

    /// Everything but where it was read from: that is no part of the graph.
    fn digest(&self, article: &Article, iri: &str, text: &TextHash) -> String {
        let mut digest = Sha256::new();
        let mut add = |part: &str| {
            // Lengths keep the parts apart.
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        };
        let Article {
            origin: _,
            text: _,
            title,
            url,
            language,
            published,
            modified,
            publisher,
            authors,
            description,
            captions,
            statements,
        } = article;
        let fingerprint = [env!("CARGO_PKG_VERSION"), self.lexicon.fingerprint(), &self.extras];
        let own = [iri, text.as_str(), title, url, language, published, modified, publisher];
        for part in fingerprint.into_iter().chain(own).chain([description.as_str(), statements]) {
            add(part);
        }
        for list in [authors, captions] {
            add(&list.len().to_string());
            for part in list {
                add(part);
            }
        }
        hex(&digest.finalize())
    }
}

/// A digest of the bytes that are mixed into others.
pub(super) fn hex(digest: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
