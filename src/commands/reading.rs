//! What `extract` and `ingest` have in common: which articles are asked for, and reading them on all
//! cores while somebody writes what came of them.
//!
//! Three stages, each ahead of the next by a few portions only, so that memory does not grow with the
//! number of articles: one thread cuts the files into documents; one reads a portion of them on all
//! cores, chooses, in order, and works on those chosen on all cores; the caller writes, in order.

use crate::article::{Article, Columns, Document, Progress, ReadError, Source, documents, sources};
use crate::language::Language;
use crate::pipeline::Pipeline;
use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::iter;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::thread::Scope;

/// So many documents make a portion, or so many bytes of them.
const PORTION: usize = 64;
const PORTION_BYTES: usize = 4 * 1024 * 1024;
/// So many portions are done before they are asked for.
const AHEAD: usize = 2;

/// Which articles are read, and where their parts stand.
#[derive(Clone, Debug, Default, Args)]
pub struct ReadArgs {
    /// Which column of a CSV file, or key of a JSON object, holds what
    ///
    /// Written as PART=COLUMN,... with the parts title, text, summary, url, language, published,
    /// modified, publisher and authors: `--columns title=headline,text=body,url=link`. A key inside
    /// another is written `meta.url`. What is not named is looked for under the names in use
    /// (headline, body, articleBody, link, date, byline and many more).
    #[arg(long, value_name = "PART=COLUMN,...", value_parser = columns)]
    pub columns: Option<Columns>,
    /// Reads so many articles at most
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroU64>,
    /// Only articles published on that day or later, as in 2026-01-31; those without a date are passed
    /// over
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Only articles in these languages, as in fr,nl; where an article does not say, its text tells
    #[arg(long, value_name = "LANG,...", value_delimiter = ',')]
    pub lang: Vec<Language>,
}

fn columns(text: &str) -> Result<Columns, String> {
    text.parse().map_err(|error: crate::article::ColumnsError| error.to_string())
}

/// An article, or what could not be read, and how many bytes of all files were read until then.
pub(super) struct Read {
    pub(super) what: Result<Article, ReadError>,
    pub(super) position: u64,
}

impl ReadArgs {
    /// The documents under some paths, one by one.
    pub(super) fn documents(
        &self,
        paths: &[PathBuf],
        progress: &Progress,
    ) -> impl Iterator<Item = Result<Document, ReadError>> + Send + use<> {
        documents(paths, &self.columns.clone().unwrap_or_default(), progress)
    }

    /// Whether some articles may not be wanted.
    pub(super) fn narrows(&self) -> bool {
        self.since.is_some() || !self.lang.is_empty()
    }

    /// The choice that these arguments make.
    pub(super) fn choice(&self) -> Choice {
        Choice { args: self.clone(), chosen: 0, passed: BTreeMap::new() }
    }
}

/// Reads a document. What `size` said of it is how much memory it takes until then.
pub(super) fn read(document: Result<Document, ReadError>) -> Vec<Read> {
    match document {
        Err(error) => vec![Read { what: Err(error), position: 0 }],
        Ok(document) => {
            let position = document.position();
            document.articles().into_iter().map(|what| Read { what, position }).collect()
        }
    }
}

/// The bytes of a document.
pub(super) fn size(document: &Result<Document, ReadError>) -> usize {
    document.as_ref().map_or(0, Document::size)
}

/// Bytes in all files under some paths.
pub(super) fn total_size(paths: &[PathBuf]) -> u64 {
    sources(paths).filter_map(Result::ok).map(|source: Source| source.size()).sum()
}

/// Why an article was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Older,
    Undated,
    OtherLanguage,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Self::Older => "older than asked for",
            Self::Undated => "without a date",
            Self::OtherLanguage => "in other languages",
        }
    }
}

/// Which articles are wanted, and how many were not.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    args: ReadArgs,
    chosen: u64,
    passed: BTreeMap<Why, u64>,
}

/// What becomes of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Take,
    PassOver,
    /// Neither it nor any that follows.
    Stop,
}

impl Choice {
    /// Judges an article in the order of their coming.
    pub(super) fn judge(&mut self, article: &Article, pipeline: &Pipeline) -> Verdict {
        if self.is_full() {
            return Verdict::Stop;
        }
        let why = self.why_not(article, pipeline);
        if let Some(why) = why {
            *self.passed.entry(why).or_default() += 1;
            return Verdict::PassOver;
        }
        self.chosen += 1;
        Verdict::Take
    }

    /// Whether as many were chosen as were asked for.
    pub(super) fn is_full(&self) -> bool {
        self.args.limit.is_some_and(|limit| self.chosen >= limit.get())
    }

    fn why_not(&self, article: &Article, pipeline: &Pipeline) -> Option<Why> {
        if let Some(since) = self.args.since {
            match article.published.parse::<Date>() {
                Err(_) => return Some(Why::Undated),
                Ok(day) if day < since => return Some(Why::Older),
                Ok(_) => {}
            }
        }
        let wanted = &self.args.lang;
        let fits = wanted.is_empty() || wanted.contains(&pipeline.language(article));
        (!fits).then_some(Why::OtherLanguage)
    }

    /// What is to be said of those passed over; empty where there are none.
    pub(super) fn passed_over(&self) -> String {
        if self.passed.is_empty() {
            return String::new();
        }
        let reasons: Vec<String> =
            self.passed.iter().map(|(why, count)| format!("{count} {}", why.words())).collect();
        format!("passed over: {}", reasons.join(", "))
    }
}

/// Runs the first two stages and gives what comes of them, a portion at a time: `parts` cuts an input
/// into pieces and `work` makes something of each, both on all cores; between the two `choose` sees
/// the pieces one by one, in order. `None` from `choose` drops a piece; once `full` says so nothing
/// more is read. Dropping the receiver ends the reading too.
pub(super) fn stages<'scope, I, P, T>(
    scope: &'scope Scope<'scope, '_>,
    inputs: impl Iterator<Item = I> + Send + 'scope,
    size: impl Fn(&I) -> usize + Send + 'scope,
    parts: impl Fn(I) -> Vec<P> + Sync + Send + 'scope,
    mut choose: impl FnMut(P) -> Chosen<P> + Send + 'scope,
    work: impl Fn(P) -> T + Sync + Send + 'scope,
) -> Receiver<Vec<T>>
where
    I: Send + 'scope,
    P: Send + 'scope,
    T: Send + 'scope,
{
    let (cut, to_read) = mpsc::sync_channel::<Vec<I>>(AHEAD);
    let (done, to_write) = mpsc::sync_channel::<Vec<T>>(AHEAD);
    scope.spawn(move || {
        let mut inputs = inputs;
        loop {
            let mut bytes = 0;
            let portion: Vec<I> = iter::from_fn(|| {
                let input = (bytes < PORTION_BYTES).then(|| inputs.next())??;
                bytes += size(&input);
                Some(input)
            })
            .take(PORTION)
            .collect();
            // The reader hangs up when it has enough.
            if portion.is_empty() || cut.send(portion).is_err() {
                break;
            }
        }
    });
    scope.spawn(move || {
        for portion in to_read {
            let pieces: Vec<Vec<P>> = portion.into_par_iter().map(&parts).collect();
            let mut chosen = Vec::new();
            let mut full = false;
            for piece in pieces.into_iter().flatten() {
                match choose(piece) {
                    Chosen::Yes(piece) => chosen.push(piece),
                    Chosen::No => {}
                    Chosen::NoMore => {
                        full = true;
                        break;
                    }
                }
            }
            let worked: Vec<T> = chosen.into_par_iter().map(&work).collect();
            // The writer hangs up when it fails: nothing more is read then.
            if done.send(worked).is_err() || full {
                break;
            }
        }
    });
    to_write
}

/// What the middle stage makes of a piece.
pub(super) enum Chosen<P> {
    Yes(P),
    No,
    NoMore,
}

#[cfg(test)]
mod tests {
    use super::{Chosen, stages};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn order_is_kept_and_nobody_reads_far_ahead_of_what_is_wanted() {
        let (cut, worked) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let inputs = (0..1_000_000_usize).inspect(|_| {
            cut.fetch_add(1, Ordering::Relaxed);
        });
        let result: Vec<usize> = thread::scope(|scope| {
            let choose = |number| match number {
                2000 => Chosen::NoMore,
                number if number % 2 == 0 => Chosen::Yes(number),
                _ => Chosen::No,
            };
            let work = |number| {
                worked.fetch_add(1, Ordering::Relaxed);
                number
            };
            let stages = stages(scope, inputs, |_| 1, |number| vec![number, number], choose, work);
            stages.into_iter().flatten().collect()
        });
        let expected: Vec<usize> = (0..1000).flat_map(|number| [number * 2; 2]).collect();
        assert_eq!(result, expected);
        assert_eq!(worked.into_inner(), 2000);
        assert!(cut.into_inner() < 4000);
    }
}
