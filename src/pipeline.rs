//! From an article to its facts: one pure function, without store and clock.

use crate::article::Article;
use crate::facts::{ArticleRecord, Facts};
use crate::iri::{Base, BaseError, TextHash};
use whichlang::{Lang, detect_language};

/// What extraction needs, made once and shared by all articles and threads.
#[derive(Clone, Debug)]
pub struct Pipeline {
    base: Base,
}

impl Pipeline {
    /// Prepares extraction with the base that new IRIs begin with.
    ///
    /// # Errors
    /// Where the base is no absolute IRI.
    pub fn new(base: &str) -> Result<Self, BaseError> {
        Ok(Self { base: Base::new(base)? })
    }

    /// The base of the IRIs that are minted.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// What the article says.
    pub fn extract(&self, article: &Article) -> Facts {
        Facts { article: self.article_record(article), ..Facts::default() }
    }

    fn article_record(&self, article: &Article) -> ArticleRecord {
        let hash = TextHash::of(&article.text);
        let length = article.text.chars().count();
        let publisher_iri = if article.publisher.is_empty() {
            String::new()
        } else {
            self.base.thing("org", &article.publisher)
        };
        ArticleRecord {
            iri: if article.url.is_empty() {
                self.base.document(&hash)
            } else {
                article.url.clone()
            },
            doc: self.base.range(&hash, 0, length),
            graph: self.base.graph(&hash),
            url: article.url.clone(),
            title: article.title.clone(),
            language: language_of(article),
            published: article.published.clone(),
            publisher: article.publisher.clone(),
            publisher_iri,
            authors: article.authors.clone(),
            sha256: hash.as_str().to_owned(),
            length,
            text: article.text.clone(),
        }
    }
}

/// The language that the source states, or else the one that the text looks like.
fn language_of(article: &Article) -> String {
    if !article.language.is_empty() {
        return article.language.clone();
    }
    let detected = match detect_language(&article.text) {
        Lang::Fra => "fr",
        Lang::Nld => "nl",
        Lang::Deu => "de",
        _ => "en",
    };
    detected.to_owned()
}
