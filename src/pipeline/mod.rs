//! From an article to its tables: one pure function, no store, no clock.

mod complete;
mod identity;
mod records;
mod statements;

use crate::article::{Article, country_of};
use crate::catalogue::{Catalogue, CatalogueError};
use crate::extract::{self, Glance, Reading};
use crate::facts::{self, Facts, TableError, Unresolved};
use crate::iri::{Base, TextHash};
use crate::language::{Analysis, CodePoints, Language, WordFacts, detect};
use crate::lexicon::{Lexicon, LexiconError, OntologyFile, bundled};
use crate::recognize::tagger::{Model, ModelError};
use crate::recognize::{Name, recognize};
use crate::resolve::resolve;
use records::Recorder;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// What reading articles needs: the words, the well-known things, the base of the IRIs.
#[derive(Debug)]
pub struct Pipeline {
    lexicon: Lexicon,
    catalogue: Catalogue,
    model: Model,
    base: Base,
    /// Tells what else than the bundled words and things is in use; empty where nothing is.
    extras: String,
}

pub use identity::Identity;

/// Words or well-known things that cannot be used.
#[derive(Debug, Error)]
pub enum PipelineError {
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    #[error(transparent)]
    Model(#[from] ModelError),
}

impl Pipeline {
    /// Loads the bundled words and catalogue, and the user's own beside them.
    ///
    /// # Errors
    /// Where one of the user's files cannot be read.
    pub fn new(
        base: Base,
        ontology: &[OntologyFile<'_>],
        catalogue: &[std::path::PathBuf],
    ) -> Result<Self, PipelineError> {
        Self::with_model(base, ontology, catalogue, Model::bundled()?)
    }

    /// The same with a model of names of one's own.
    ///
    /// # Errors
    /// Where one of the user's files cannot be read.
    pub fn with_model(
        base: Base,
        ontology: &[OntologyFile<'_>],
        catalogue_files: &[std::path::PathBuf],
        model: Model,
    ) -> Result<Self, PipelineError> {
        let mut files: Vec<OntologyFile<'_>> = Vec::new();
        for file in bundled() {
            files.push(file);
        }
        files.extend_from_slice(ontology);
        let (lexicon, catalogue) =
            rayon::join(|| Lexicon::load(files), || Catalogue::load(catalogue_files));
        let mut pipeline =
            Self { lexicon: lexicon?, catalogue: catalogue?, model, base, extras: String::new() };
        for path in catalogue_files {
            let bytes = std::fs::read(path).unwrap_or_default();
            pipeline.told_apart_by(&bytes);
        }
        Ok(pipeline)
    }

    /// Makes the pipeline another one in the eyes of [`Self::identify`]: the bytes are those of what it was
    /// made with beside the bundled words and things, such as a model of names.
    pub fn told_apart_by(&mut self, bytes: &[u8]) {
        let mut digest = Sha256::new();
        digest.update(self.extras.as_bytes());
        digest.update(bytes);
        self.extras = identity::hex(&digest.finalize());
    }

    /// The catalogue in use.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The model of names in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The base that the IRIs begin with.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The language of an article: the one that its source states, else that of its text.
    pub fn language(&self, article: &Article) -> Language {
        let stated = article.language.parse();
        stated.unwrap_or_else(|_| language_of(&self.lexicon, "", &article.text))
    }

    /// Reads an article. The same article gives the same tables, whatever was read before.
    pub fn extract(&self, article: &Article) -> Facts {
        self.extract_with(article, |analysis| {
            recognize(&self.model, analysis, &self.lexicon, &self.catalogue)
        })
    }

    /// Reads an article whose names somebody else finds: in the order of the text, none overlapping
    /// another.
    pub fn extract_with(
        &self,
        article: &Article,
        names: impl FnOnce(&Analysis<'_>) -> Vec<Name>,
    ) -> Facts {
        let language = language_of(&self.lexicon, &article.language, &article.text);
        let unknown = WordFacts::default();
        let words = self.lexicon.words(language).unwrap_or(&unknown);
        let analysis = Analysis::new(&article.text, language, words);
        let hash = TextHash::of(&article.text);
        let names = names(&analysis);
        let country = country_of(&article.url);
        let entities =
            resolve(&analysis, &names, &self.lexicon, &self.catalogue, &self.base, &hash, &country);
        let glance = Glance::new(&analysis, &self.lexicon);
        let reading = Reading {
            analysis: &analysis,
            glance: &glance,
            lexicon: &self.lexicon,
            words,
            names: &names,
            entities: &entities,
            published: article.published.parse().ok(),
            country: &country,
        };
        let extraction = extract::extract(&reading);
        let points = CodePoints::new(&article.text);
        let identity = self.identify_text(article, &hash);
        let recorder = Recorder::new(article, &self.base, &hash, &points, &reading, identity);
        let mut facts = recorder.facts(&extraction);
        // Rows that were just written can be read, and a relation's ends are names of the article.
        let _ = complete::complete(&mut facts, &self.lexicon, &self.base);
        facts
    }

    /// Makes whole the tables that a person corrected. Where a word was changed, what stood for it
    /// (the IRI of a thing or a concept) follows; what was left empty is filled as far as it can be
    /// known: IRIs, concepts, classes, types of dates, evidence. The rest stays. Gives the ends of
    /// relations that name nothing in the tables.
    ///
    /// # Errors
    /// Never for facts that were read from tables.
    pub fn complete(&self, facts: &mut Facts) -> Result<Vec<Unresolved>, TableError> {
        facts::follow_names(facts, &self.base)?;
        complete::follow_words(facts, &self.lexicon);
        complete::complete(facts, &self.lexicon, &self.base)
    }
}

/// The language that the source states, where the lexicon speaks it, else the one found.
fn language_of(lexicon: &Lexicon, stated: &str, text: &str) -> Language {
    let stated: Option<Language> = stated.parse().ok();
    let spoken = stated.filter(|&language| lexicon.words(language).is_some());
    spoken
        .or_else(|| detect(text, lexicon.all_words()))
        .or_else(|| lexicon.languages().next())
        .unwrap_or_default()
}
