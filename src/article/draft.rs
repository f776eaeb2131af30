//! What a reader found of an article, and the one way to make an [`Article`] of it: cleaned, with the
//! headline as the first paragraph, dates and languages in one form.

use super::moment::Moment;
use super::{Article, Reason, canonical_url, decode, html, same_words};

/// The parts of an article as they stand in its source; empty where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) title: String,
    /// The text without the headline.
    pub(super) paragraphs: Vec<String>,
    pub(super) url: String,
    /// A language tag.
    pub(super) language: String,
    /// When it was published, in any form that [`Moment`] reads.
    pub(super) published: String,
    /// When this version was made, in the same forms.
    pub(super) modified: String,
    pub(super) publisher: String,
    /// By-lines; each may name several.
    pub(super) authors: Vec<String>,
    /// The lead, where it stands apart from the text.
    pub(super) description: String,
}

impl Draft {
    /// The article. What cannot be understood beside the text (a date, an address) stays empty.
    ///
    /// # Errors
    /// [`Reason::Empty`] where there is neither headline nor text.
    pub(super) fn finish(self, origin: String) -> Result<Article, Reason> {
        let title = one_line(&self.title);
        let mut paragraphs: Vec<String> = Vec::with_capacity(self.paragraphs.len() + 1);
        if !title.is_empty() {
            paragraphs.push(title.clone());
        }
        for paragraph in self.paragraphs {
            let cleaned = decode::clean(&paragraph);
            let lines: Vec<&str> = cleaned
                .lines()
                .map(|line| line.trim_matches([' ', '\t', '\u{a0}']))
                .filter(|line| !line.is_empty())
                .collect();
            let first = paragraphs.len() <= 1;
            let paragraph = lines.join("\n");
            let doubled = first && same_words(&paragraph, &title);
            if !paragraph.is_empty() && !doubled {
                paragraphs.push(paragraph);
            }
        }
        let text = paragraphs.join("\n\n");
        if !text.chars().any(char::is_alphanumeric) {
            return Err(Reason::Empty);
        }
        let mut authors: Vec<String> = Vec::new();
        for author in self.authors.iter().flat_map(|by_line| html::author_names(&one_line(by_line)))
        {
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        Ok(Article {
            origin,
            text,
            title,
            url: canonical_url(&self.url).unwrap_or_default(),
            language: primary_language(&self.language),
            published: Moment::read(&self.published).map(Moment::day).unwrap_or_default(),
            modified: Moment::read(&self.modified).map(Moment::instant).unwrap_or_default(),
            publisher: one_line(&self.publisher),
            authors,
            description: one_line(&self.description),
            ..Article::default()
        })
    }
}

/// A text on one line, cleaned.
pub(super) fn one_line(text: &str) -> String {
    decode::clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first part of a language tag, in lower case; empty where it has not two or three letters.
fn primary_language(tag: &str) -> String {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    if fits { primary } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Reason};

    #[test]
    fn an_article_is_cleaned_and_its_headline_stands_once() {
        let draft = Draft {
            title: " A  new\nport ".to_owned(),
            paragraphs: ["A new port", "", "It opens\u{ad} in May.\n\n  So they say.", " \u{a0} "]
                .map(str::to_owned)
                .to_vec(),
            url: "not an address".to_owned(),
            language: "fr_BE".to_owned(),
            published: "2026-01-31T23:10:00+01:00".to_owned(),
            modified: "2026-01-31T23:10:00+01:00".to_owned(),
            authors: ["By Jane Roe and John Roe", " ", "Jane  Roe"].map(str::to_owned).to_vec(),
            ..Draft::default()
        };
        let article = draft.finish("x".to_owned()).unwrap();
        assert_eq!(article.text, "A new port\n\nIt opens in May.\nSo they say.");
        assert_eq!(article.title, "A new port");
        assert_eq!((article.url.as_str(), article.language.as_str()), ("", "fr"));
        assert_eq!(article.published, "2026-01-31");
        assert_eq!(article.modified, "2026-01-31T22:10:00Z");
        assert_eq!(article.authors, ["Jane Roe", "John Roe"]);
    }

    #[test]
    fn what_says_nothing_is_no_article() {
        let draft = Draft { paragraphs: vec!["--- \u{200b}".to_owned()], ..Draft::default() };
        assert!(matches!(draft.finish("x".to_owned()), Err(Reason::Empty)));
    }
}
