//! The blocks of a page: its running text, cut where a browser would begin a new line.

use super::dom::{Dom, Id, ROOT, Step};
use crate::article::decode;

/// What a block is by its mark-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// A heading with its level.
    Heading(u8),
    Item,
    Cell,
    Caption,
    /// Text in an element that says nothing of it.
    Other,
}

/// A run of text without a block element in it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The innermost block element around it.
    pub(super) owner: Id,
    /// The first text node of it.
    pub(super) start: Id,
    pub(super) kind: Kind,
    /// Cleaned; a `<br>` is a `\n`.
    pub(super) text: String,
    /// Characters, and those of them in links.
    pub(super) length: usize,
    pub(super) linked: usize,
    /// Whether all after the first few words is a link.
    pub(super) ends_in_link: bool,
}

impl Block {
    /// The part of the text that is in links, in percent.
    pub(super) fn link_share(&self) -> usize {
        self.linked * 100 / self.length.max(1)
    }

    /// Whether it ends as a sentence does, closing quotes and brackets apart.
    pub(super) fn ends_sentence(&self) -> bool {
        let bare = self.text.trim_end_matches(|c: char| "\"'»”’“)] \u{a0}\u{202f}".contains(c));
        bare.ends_with(['.', '!', '?', '…', ':', ';', '。'])
    }

    /// How much it weighs as running text: its characters outside links, where it reads as such.
    pub(super) fn weight(&self) -> usize {
        let reads = self.length >= 40 && self.link_share() < 60 && self.text.contains(' ');
        let sentence = self.ends_sentence() || self.length >= 120;
        match self.kind {
            Kind::Heading(_) | Kind::Caption => 0,
            _ if reads && sentence => self.length - self.linked,
            _ => 0,
        }
    }
}

/// Elements within which a line goes on.
pub(super) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "picture"
            | "q"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Elements that hold no text of the page.
pub(super) fn is_silent(tag: &str) -> bool {
    matches!(
        tag,
        "applet"
            | "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "dialog"
            | "embed"
            | "head"
            | "iframe"
            | "input"
            | "map"
            | "math"
            | "meter"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "optgroup"
            | "option"
            | "progress"
            | "rp"
            | "rt"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
    )
}

/// A block that is being read.
struct Open {
    text: String,
    start: Option<Id>,
    linked: usize,
    /// Characters before the last link, and after it.
    before_link: usize,
    after_link: usize,
}

/// Reads the blocks of a page, passing over elements that `enters` refuses.
pub(super) fn blocks(dom: &Dom, enters: impl Fn(Id) -> bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Open::new();
    let mut owners = vec![ROOT];
    let mut links = 0_usize;
    let silent = |id: Id| dom.tag(id).is_some_and(is_silent);
    let html = |id: Id| id == ROOT || dom.tag(id).is_some();
    for step in dom.walk(ROOT, |id| html(id) && !silent(id) && enters(id)) {
        match step {
            Step::Enter(id) => match dom.tag(id) {
                Some("br") => open.text.push('\n'),
                Some(tag) if is_inline(tag) => links += usize::from(tag == "a"),
                Some(_) => {
                    open.close(dom, &owners, &mut blocks);
                    owners.push(id);
                }
                None => {
                    if let Some(text) = dom.text(id) {
                        open.push(id, text, links > 0);
                    }
                }
            },
            Step::Leave(id) => match dom.tag(id) {
                Some(tag) if is_inline(tag) => links -= usize::from(tag == "a"),
                Some(_) => {
                    open.close(dom, &owners, &mut blocks);
                    owners.pop();
                }
                None => {}
            },
        }
    }
    blocks
}

impl Open {
    fn new() -> Self {
        Self { text: String::new(), start: None, linked: 0, before_link: 0, after_link: 0 }
    }

    fn push(&mut self, id: Id, text: &str, in_link: bool) {
        let visible = text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
        if visible > 0 {
            self.start.get_or_insert(id);
        }
        if in_link {
            self.linked += visible;
            self.after_link = 0;
        } else if self.linked == 0 {
            self.before_link += visible;
        } else {
            self.after_link += visible;
        }
        // Line ends of the source are spaces; those of `<br>` stand in the text already.
        let mut space = false;
        for character in text.chars() {
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                space = true;
            } else {
                if space {
                    self.text.push(' ');
                    space = false;
                }
                self.text.push(character);
            }
        }
        if space {
            self.text.push(' ');
        }
    }

    /// Ends the block. Two line breaks in a row part paragraphs, as people write them by hand.
    fn close(&mut self, dom: &Dom, owners: &[Id], blocks: &mut Vec<Block>) {
        let Self { text, start, linked, before_link, after_link } =
            std::mem::replace(self, Self::new());
        let (Some(start), Some(&owner)) = (start, owners.last()) else { return };
        let cleaned = decode::clean(&text);
        let mut parts: Vec<String> = vec![String::new()];
        for line in cleaned.split('\n') {
            let line = squeezed(line);
            let last = parts.len() - 1;
            match (line.is_empty(), parts[last].is_empty()) {
                (true, false) => parts.push(String::new()),
                (true, true) => {}
                (false, true) => parts[last] = line,
                (false, false) => {
                    parts[last].push('\n');
                    parts[last].push_str(&line);
                }
            }
        }
        parts.retain(|part| !part.is_empty());
        let all: usize = parts.iter().map(|part| part.chars().count()).sum();
        for text in parts {
            let length = text.chars().count();
            blocks.push(Block {
                owner,
                start,
                kind: kind(dom, owner),
                text,
                length,
                linked: (linked * length / all.max(1)).min(length),
                ends_in_link: linked > 0 && after_link <= 2 && before_link <= 30,
            });
        }
    }
}

/// A line without double spaces and space at its ends; no-break spaces within stay.
fn squeezed(line: &str) -> String {
    let trimmed = line.trim();
    let mut squeezed = String::with_capacity(trimmed.len());
    for character in trimmed.chars() {
        if !(character == ' ' && squeezed.ends_with(' ')) {
            squeezed.push(character);
        }
    }
    squeezed
}

fn kind(dom: &Dom, owner: Id) -> Kind {
    match dom.tag(owner).unwrap_or_default() {
        "p" | "blockquote" | "pre" => Kind::Paragraph,
        "li" | "dd" | "dt" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "figcaption" | "caption" | "figure" => Kind::Caption,
        heading => match heading.strip_prefix('h').and_then(|level| level.parse().ok()) {
            Some(level) => Kind::Heading(level),
            None => Kind::Other,
        },
    }
}
