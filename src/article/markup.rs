//! The paragraphs of marked-up text that is an article's body and nothing else: HTML in feeds, in
//! wires and in tables, XHTML and NITF in NewsML. (For the article in a whole web page see `html`.)
//!
//! HTML is read as a browser's tokenizer reads it, without a tree: so nothing nests, and no input is
//! too deep or too broken.

use super::{Body, plain};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Elements that end a paragraph before and after them; those of NITF among them.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "body.content",
    "body.head",
    "block",
    "center",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hedline",
    "hl1",
    "hl2",
    "hr",
    "html",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "ul",
    "byline",
    "dateline",
];

/// Elements that begin a line.
const LINES: [&str; 4] = ["br", "li", "tr", "nitf-table"];

/// Elements without a word of the text: scripts, controls, pictures and what stands under them.
const DROPPED: [&str; 20] = [
    "audio",
    "button",
    "datalist",
    "embed",
    "figcaption",
    "figure",
    "head",
    "iframe",
    "media",
    "nav",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Gathers paragraphs from elements and texts in their order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    done: Vec<String>,
    open: String,
    /// A space waits until a word follows.
    space: bool,
    /// The elements open that are dropped, the outermost first.
    dropped: Vec<String>,
    keep_all: bool,
}

impl Blocks {
    pub(super) fn open(&mut self, tag: &str) {
        if DROPPED.contains(&tag) && !self.keep_all {
            // In deeper ones only their own kind counts, so that a tag never closed ends with its parent.
            if self.dropped.first().is_none_or(|first| first == tag) {
                self.dropped.push(tag.to_owned());
            }
            self.end_paragraph();
        } else if BLOCKS.contains(&tag) {
            self.end_paragraph();
        } else if LINES.contains(&tag) {
            self.end_line();
        } else if matches!(tag, "td" | "th") {
            self.space = true;
        }
    }

    pub(super) fn close(&mut self, tag: &str) {
        if self.dropped.last().is_some_and(|last| last == tag) {
            self.dropped.pop();
        } else if BLOCKS.contains(&tag) {
            self.end_paragraph();
        } else if matches!(tag, "li" | "tr") {
            self.end_line();
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if !self.dropped.is_empty() {
            return;
        }
        for character in text.chars() {
            // A no-break space is a character of the text.
            if character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}') {
                self.space = true;
                continue;
            }
            if self.space && !self.open.is_empty() && !self.open.ends_with('\n') {
                self.open.push(' ');
            }
            self.space = false;
            self.open.push(character);
        }
    }

    fn end_line(&mut self) {
        if !self.open.is_empty() && !self.open.ends_with('\n') {
            self.open.push('\n');
        }
        self.space = false;
    }

    fn end_paragraph(&mut self) {
        let open = std::mem::take(&mut self.open);
        if !open.trim().is_empty() {
            self.done.push(open.trim().to_owned());
        }
        self.space = false;
    }

    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_paragraph();
        self.done
    }
}

/// The tokenizer's other end.
struct Sink(RefCell<Blocks>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut blocks = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let void = tag.self_closing || matches!(&*tag.name, "embed" | "br" | "hr");
                blocks.open(&tag.name);
                if void {
                    blocks.close(&tag.name);
                }
                // What stands in these is no markup.
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "noscript" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => blocks.close(&tag.name),
            Token::CharacterTokens(text) => blocks.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The paragraphs of HTML. A list item, a table row and what follows a `<br>` begin a line in theirs.
pub(super) fn paragraphs(html: &str) -> Vec<String> {
    let found = tokenize(html, false);
    // A body in a `<figure>` that is never closed is a body all the same.
    if found.is_empty() { tokenize(html, true) } else { found }
}

fn tokenize(html: &str, keep_all: bool) -> Vec<String> {
    let blocks = Blocks { keep_all, ..Blocks::default() };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(blocks)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // It stops behind a script, and for nothing else here.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// Whether text is marked up: it closes an element, or breaks a line.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text.as_bytes()[at + 1..];
        let lower = |n: usize| rest.get(..n).map(<[u8]>::to_ascii_lowercase).unwrap_or_default();
        match rest {
            [b'/', letter, ..] => letter.is_ascii_alphabetic(),
            _ => lower(2) == b"br" || lower(2) == b"p>" || lower(2) == b"p " || lower(3) == b"img",
        }
    })
}

/// A short text on one line, without markup and with its entities resolved.
pub(super) fn text(text: &str) -> String {
    if has_tags(text) {
        return paragraphs(text).join(" ");
    }
    if text.contains('&') {
        return paragraphs(&text.replace('<', "&lt;")).join(" ");
    }
    text.to_owned()
}

/// The characters of text with entities and nothing else.
pub(super) fn characters(text: &str) -> String {
    // Between two bars, for a no-break space is a character too.
    let between = tokenize(&format!("|{text}|"), true).concat();
    between.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).unwrap_or(text).to_owned()
}

/// The paragraphs of text without markup; its first line is one of them.
pub(super) fn plain(text: &str) -> Vec<String> {
    let Body { title, mut paragraphs } = plain::read(text);
    if !title.is_empty() {
        paragraphs.insert(0, title);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::{has_tags, paragraphs, text};

    #[test]
    fn blocks_are_paragraphs_and_the_rest_is_dropped() {
        let html = "<figure><img src=x><figcaption>A ship</figcaption></figure><p>The <b>port</b> of\n Ostend&nbsp;\
                    &amp; Co<p>Two<br/>lines <script>if (a < b) { \"</p>\" }</script>here<ul><li>one</li><li>two</ul>\
                    <table><tr><td>a</td><td>b</td></tr></table>End";
        assert_eq!(
            paragraphs(html),
            ["The port of Ostend\u{a0}& Co", "Two\nlines", "here", "one\ntwo", "a b", "End"]
        );
    }

    #[test]
    fn broken_markup_loses_no_text() {
        assert_eq!(paragraphs("<figure>All <i>of it"), ["All of it"]);
        assert_eq!(paragraphs("</p></div>a < b <unknown x='"), ["a < b"]);
        assert_eq!(paragraphs(&"<div>".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn titles_are_freed_of_markup_and_nothing_else() {
        assert_eq!(text("AT&amp;T &#8217;s <em>new</em> port"), "AT&T ’s new port");
        assert_eq!(text("a < b &lt; c"), "a < b < c");
        assert_eq!(text("R&D <3"), "R&D <3");
        assert!(has_tags("a<BR>b") && !has_tags("1 <2 and 3> 2"));
    }
}
