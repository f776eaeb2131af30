//! What the names in the mark-up of a page give away: web designers name the parts of a page in much
//! the same English everywhere, in classes, ids, roles and test marks.

use super::dom::{Dom, Id};

/// What an element's names say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Whatever readers wrote, in any amount.
    Comments,
    /// Not of the article: menus, teasers, boxes, advertising.
    Apart,
    /// The words under or beside a picture.
    Caption,
    /// The paragraph over the text.
    Standfirst,
    /// The text itself.
    Body,
}

/// Words that name what is no part of the text, wherever they stand in a name.
const APART: &[&str] = &[
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "adunit",
    "anzeige",
    "audio",
    "author",
    "authors",
    "banner",
    "barrier",
    "bio",
    "biography",
    "bookmark",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "bylines",
    "captcha",
    "carousel",
    "checkout",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "cta",
    "dateline",
    "disclaimer",
    "donate",
    "donation",
    "embed",
    "embeds",
    "feedback",
    "flyout",
    "footer",
    "fundraising",
    "gallery",
    "factbox",
    "gdpr",
    "infobox",
    "inread",
    "jobs",
    "keywords",
    "languages",
    "login",
    "masthead",
    "menu",
    "metadata",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "noprint",
    "onward",
    "outbrain",
    "overlay",
    "pagination",
    "paginator",
    "partner",
    "partners",
    "petition",
    "player",
    "playlist",
    "podcast",
    "poll",
    "popover",
    "popular",
    "popup",
    "promo",
    "promobox",
    "promos",
    "promotion",
    "publicite",
    "pub",
    "pullquote",
    "quiz",
    "rating",
    "readmore",
    "recirc",
    "recirculation",
    "recommendation",
    "recommendations",
    "recommended",
    "register",
    "related",
    "reklame",
    "share",
    "sharebar",
    "sharer",
    "sharing",
    "shop",
    "sidebar",
    "sidenav",
    "signin",
    "signup",
    "skip",
    "skiplink",
    "skyscraper",
    "slideshow",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "subnav",
    "subscribe",
    "subscription",
    "survey",
    "syndication",
    "taboola",
    "taglist",
    "tags",
    "testimonial",
    "ticker",
    "timestamp",
    "toc",
    "toolbar",
    "tooltip",
    "topics",
    "trending",
    "tweet",
    "twitter",
    "upsell",
    "vote",
    "weather",
    "webform",
    "whatsapp",
    "widget",
    "widgets",
];

/// Pairs of words that do so together.
const APART_TOGETHER: &[(&str, &str)] = &[
    ("also", "read"),
    ("article", "list"),
    ("latest", "news"),
    ("more", "articles"),
    ("more", "from"),
    ("more", "on"),
    ("more", "stories"),
    ("most", "read"),
    ("most", "viewed"),
    ("pull", "quote"),
    ("read", "more"),
    ("read", "next"),
    ("reading", "time"),
    ("see", "also"),
    ("side", "bar"),
    ("sign", "up"),
    ("sticky", "bar"),
    ("tag", "list"),
    ("top", "stories"),
    ("visually", "hidden"),
    ("sr", "only"),
    ("screen", "reader"),
    ("article", "footer"),
    ("article", "meta"),
    ("post", "meta"),
    ("entry", "meta"),
    ("author", "box"),
    ("mid", "article"),
    ("story", "list"),
    ("link", "list"),
];

const COMMENTS: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "commentaires",
    "disqus",
    "respond",
    "discussion",
    "kommentare",
    "reacties",
];

const CAPTION: &[&str] = &[
    "caption",
    "captions",
    "credit",
    "credits",
    "figcaption",
    "legend",
    "legende",
    "imagecaption",
];

const STANDFIRST: &[&str] = &[
    "abstract",
    "chapeau",
    "chapo",
    "deck",
    "dek",
    "excerpt",
    "ingress",
    "intro",
    "introduction",
    "lead",
    "lede",
    "perex",
    "standfirst",
    "subheadline",
    "subline",
    "subtitle",
    "summary",
    "vorspann",
];

const BODY: &[&str] =
    &["articlebody", "articletext", "bodytext", "entrycontent", "postcontent", "storybody"];
const BODY_TOGETHER: &[(&str, &str)] = &[
    ("article", "body"),
    ("article", "content"),
    ("article", "text"),
    ("entry", "content"),
    ("post", "content"),
    ("story", "body"),
    ("content", "body"),
    ("story", "content"),
    ("body", "text"),
    ("rich", "text"),
];

/// Words that make a name one of a state («has-sidebar»), not of a part.
const STATE: &[&str] = &["has", "is", "js", "no", "not", "show", "hide", "with", "without"];

/// What an element's tag, role and names say.
pub(super) fn hint(dom: &Dom, id: Id) -> Option<Hint> {
    let tag = dom.tag(id)?;
    let attribute = |name| dom.attribute(id, name).unwrap_or_default();
    if attribute("itemprop").split_whitespace().any(|name| name == "articleBody") {
        return Some(Hint::Body);
    }
    if attribute("itemtype").ends_with("/Comment") || attribute("itemprop") == "comment" {
        return Some(Hint::Comments);
    }
    match tag {
        "nav" | "footer" | "menu" | "form" | "aside" => return Some(Hint::Apart),
        "figcaption" | "caption" => return Some(Hint::Caption),
        "html" | "body" | "main" => return None,
        _ => {}
    }
    let role = attribute("role");
    if matches!(
        role,
        "navigation"
            | "complementary"
            | "banner"
            | "contentinfo"
            | "search"
            | "dialog"
            | "menu"
            | "alert"
            | "alertdialog"
            | "tablist"
            | "toolbar"
            | "note"
    ) {
        return Some(Hint::Apart);
    }
    let names = [
        "id",
        "data-component",
        "data-testid",
        "data-test-id",
        "data-qa",
        "data-module",
        "data-type",
        "data-block",
    ];
    let classes = attribute("class").split_whitespace();
    let mut found = None;
    for name in
        classes.chain(names.iter().map(|name| attribute(name))).filter(|name| !name.is_empty())
    {
        let words = words(name);
        match of_words(&words) {
            Some(hint @ (Hint::Comments | Hint::Body)) => return Some(hint),
            Some(Hint::Apart) => found = Some(Hint::Apart),
            other => found = found.or(other),
        }
    }
    found
}

fn of_words(words: &[String]) -> Option<Hint> {
    if words.first().is_some_and(|word| STATE.contains(&word.as_str())) {
        return None;
    }
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let pair = |list: &[(&str, &str)]| {
        words.windows(2).any(|two| list.contains(&(two[0].as_str(), two[1].as_str())))
    };
    if any(BODY) || pair(BODY_TOGETHER) && !any(APART) && !any(COMMENTS) {
        return Some(Hint::Body);
    }
    if any(COMMENTS) {
        return Some(Hint::Comments);
    }
    if any(CAPTION) {
        return Some(Hint::Caption);
    }
    if any(APART) || pair(APART_TOGETHER) {
        return Some(Hint::Apart);
    }
    any(STANDFIRST).then_some(Hint::Standfirst)
}

/// The words of a name such as `articleBody`, `article-body` or `ArticleBody_root__x3f`, in lower
/// case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for character in name.chars().take(200) {
        let new = character.is_uppercase() && before.is_lowercase();
        if new || !character.is_alphanumeric() {
            words.push(String::new());
        }
        if character.is_alphanumeric()
            && let Some(last) = words.last_mut()
        {
            last.extend(character.to_lowercase());
        }
        before = character;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a page hides an element from everyone.
pub(super) fn is_hidden(dom: &Dom, id: Id) -> bool {
    let style = dom.attribute(id, "style").unwrap_or_default();
    let squeezed =
        || style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    dom.attribute(id, "hidden").is_some_and(|value| value != "until-found")
        || dom.attribute(id, "aria-hidden") == Some("true")
        || !style.is_empty() && {
            let style = squeezed();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
}
