//! IPTC NewsML-G2 (news items, alone or in a news message), NewsML 1.x, and NITF, alone or in either.
//!
//! <https://iptc.org/standards/newsml-g2/>. Packages and concept items hold no text of their own.

use super::draft::Draft;
use super::xml::Element;
use super::{Found, Reason, markup, xml};

/// The roots that are read here.
pub(super) const ROOTS: [&str; 7] =
    ["newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "NewsML", "nitf"];

/// Reads a wire document.
pub(super) fn read(text: &str) -> Result<Vec<Found>, Reason> {
    let xml::Document { root, problem } = xml::parse("NewsML", text)?;
    let items: Vec<&Element> = match root.name.as_str() {
        "newsItem" | "nitf" => vec![&root],
        _ => root.descendants(&["newsItem", "NewsItem"]),
    };
    let mut found = Vec::new();
    for item in items.into_iter().filter(|item| item.whole) {
        match item.name.as_str() {
            "nitf" => found.push(Found::Article(nitf(item))),
            "NewsItem" => found.extend(version_one(item, &root)),
            _ => found.push(news_item(item)),
        }
    }
    match problem {
        Some(problem) => found.push(Found::Wrong(Reason::Cut(problem))),
        None if found.is_empty() && root.name == "packageItem" => {
            return Err(Reason::Format("a NewsML-G2 package, which only points at articles"));
        }
        None if found.is_empty() && root.name.ends_with("Item") => {
            return Err(Reason::Format("a NewsML-G2 item of concepts"));
        }
        None if found.is_empty() => return Err(Reason::Empty),
        None => {}
    }
    Ok(found)
}

/// A news item of NewsML-G2.
fn news_item(item: &Element) -> Found {
    let nothing = Element::default();
    let of_item = item.child("itemMeta").unwrap_or(&nothing);
    let content = item.child("contentMeta").unwrap_or(&nothing);
    let status = of_item.child("pubStatus").map(|status| status.attribute("qcode"));
    let status = status.unwrap_or_default().rsplit([':', '/']).next().unwrap_or_default();
    if matches!(status, "canceled" | "withheld") {
        return Found::Wrong(Reason::Withdrawn(status.to_owned()));
    }
    let text = |of: &Element, name: &str| of.text_at(&[name]);
    let dates = [
        text(of_item, "firstCreated"),
        text(content, "contentCreated"),
        text(of_item, "versionCreated"),
    ];
    let published = dates.into_iter().find(|date| !date.is_empty()).unwrap_or_default();
    let mut draft = Draft {
        title: headline(content),
        url: item.attribute("guid").to_owned(),
        published,
        modified: text(of_item, "versionCreated"),
        publisher: publisher(item, of_item, content),
        authors: authors(content),
        language: content.child("language").map_or("", |l| l.attribute("tag")).to_owned(),
        ..Draft::default()
    };
    let mut best: Option<(usize, Draft)> = None;
    for set in item.all("contentSet") {
        for part in set.children() {
            let inner = inline(part);
            let size = inner.paragraphs.iter().map(String::len).sum();
            if best.as_ref().is_none_or(|(most, _)| size > *most) {
                best = Some((size, inner));
            }
        }
    }
    let inner = best.map(|(_, inner)| inner).unwrap_or_default();
    draft.paragraphs = inner.paragraphs;
    let description: Vec<String> =
        content.all("description").flat_map(Element::paragraphs).collect();
    if draft.paragraphs.is_empty() {
        // A picture has a caption, and a bulletin its description.
        draft.paragraphs = description;
    } else {
        draft.description = description.join(" ");
    }
    for (own, inner) in [(&mut draft.title, inner.title), (&mut draft.language, inner.language)] {
        if own.is_empty() {
            *own = inner;
        }
    }
    if draft.authors.is_empty() {
        draft.authors = inner.authors;
    }
    if draft.language.is_empty() {
        item.attribute("xml:lang").clone_into(&mut draft.language);
    }
    Found::Article(draft)
}

/// The main headline: one that says so, else the first.
fn headline(content: &Element) -> String {
    let main = content.all("headline").find(|headline| headline.attribute("role").contains("main"));
    let chosen = main.or_else(|| content.child("headline")).map(Element::text);
    chosen.filter(|title| !title.is_empty()).unwrap_or_else(|| content.text_at(&["slugline"]))
}

fn publisher(item: &Element, of_item: &Element, content: &Element) -> String {
    let holder = item.at(&["rightsInfo", "copyrightHolder"]);
    let places = [of_item.child("provider"), content.child("infoSource"), holder];
    let names = places.into_iter().flatten().map(name);
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// What a party is called: by a name in it, as a literal, or by the last part of its code.
fn name(party: &Element) -> String {
    let inner =
        party.child("name").or_else(|| party.child("organisationDetails")).map(Element::text);
    if let Some(inner) = inner.filter(|name| !name.is_empty()) {
        return inner;
    }
    let code = party.attribute("qcode");
    let code = code.split_once(':').map_or(code, |(_, code)| code);
    let uri = party.attribute("uri").trim_end_matches('/');
    let of_uri = uri.rsplit('/').next().unwrap_or_default();
    let said = [party.attribute("literal"), code, of_uri];
    said.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

fn authors(content: &Element) -> Vec<String> {
    let by: Vec<String> =
        content.all("by").map(Element::text).filter(|by| !by.is_empty()).collect();
    if !by.is_empty() {
        return by;
    }
    content.all("creator").map(name).filter(|name| !name.is_empty()).collect()
}

/// What a part of a content set holds.
fn inline(part: &Element) -> Draft {
    match part.name.as_str() {
        "inlineXML" => {
            if let Some(found) = part.descendants(&["nitf"]).first() {
                return nitf(found);
            }
            let html = part.descendants(&["html"]);
            let language = html.first().map_or("", |html| html.attribute("xml:lang"));
            let language = if language.is_empty() { part.attribute("xml:lang") } else { language };
            Draft {
                paragraphs: part.paragraphs(),
                language: language.to_owned(),
                ..Draft::default()
            }
        }
        "inlineData" => {
            let text = part.raw_text();
            let kind = part.attribute("contenttype");
            let marked = kind.contains("html") || markup::has_tags(&text);
            let plain = kind.is_empty() || kind.starts_with("text/");
            let paragraphs = match (marked, plain) {
                (true, _) => markup::paragraphs(&text),
                (false, true) => markup::plain(&text),
                // A picture in base64, or the like.
                (false, false) => Vec::new(),
            };
            Draft { paragraphs, ..Draft::default() }
        }
        _ => Draft::default(),
    }
}

/// A NITF document.
fn nitf(root: &Element) -> Draft {
    let head = root.at(&["body", "body.head"]);
    let first = |names: &[&str]| {
        head.and_then(|head| head.descendants(names).first().map(|found| found.text()))
            .unwrap_or_default()
    };
    let docdata = root.at(&["head", "docdata"]);
    let norm = |name: &str| {
        docdata
            .and_then(|data| data.child(name))
            .map_or("", |date| date.attribute("norm"))
            .to_owned()
    };
    let hl1 = first(&["hl1"]);
    let title = if hl1.is_empty() { root.text_at(&["head", "title"]) } else { hl1 };
    let pubdata = root.at(&["head", "pubdata"]);
    let publisher = pubdata.map_or("", |data| data.attribute("name")).to_owned();
    let by = head.map(|head| head.descendants(&["byline"])).unwrap_or_default();
    let by = by.iter().flat_map(|by| {
        let people = by.descendants(&["person"]);
        let people: Vec<String> = people.iter().map(|person| person.text()).collect();
        // What stands in `bytag` is the author's post, or «by».
        if people.is_empty() { vec![by.text()] } else { people }
    });
    let content = root.at(&["body", "body.content"]).or_else(|| root.child("body"));
    Draft {
        title,
        paragraphs: content.map(Element::paragraphs).unwrap_or_default(),
        url: docdata
            .and_then(|data| data.child("doc-id"))
            .map_or("", |id| id.attribute("id-string"))
            .to_owned(),
        language: root.attribute("xml:lang").to_owned(),
        published: norm("date.issue"),
        publisher: if publisher.is_empty() { first(&["distributor"]) } else { publisher },
        authors: by.collect(),
        ..Draft::default()
    }
}

/// The articles of a news item of NewsML 1.x: one a language.
fn version_one(item: &Element, root: &Element) -> Vec<Found> {
    let of_name = |path: &[&str]| {
        item.at(path).map_or("", |element| element.attribute("FormalName")).to_owned()
    };
    let status = of_name(&["NewsManagement", "Status"]).to_lowercase();
    if matches!(status.as_str(), "canceled" | "cancelled" | "withheld") {
        return vec![Found::Wrong(Reason::Withdrawn(status))];
    }
    let Some(component) = item.child("NewsComponent") else {
        return vec![Found::Wrong(Reason::Empty)];
    };
    let sender = root.at(&["NewsEnvelope", "SentFrom", "Party"]);
    let provider = component.at(&["AdministrativeMetadata", "Provider", "Party"]);
    let publisher = provider.or(sender).map_or("", |party| party.attribute("FormalName"));
    let whole = Draft {
        url: identifier(item),
        published: item.text_at(&["NewsManagement", "FirstCreated"]),
        modified: item.text_at(&["NewsManagement", "ThisRevisionCreated"]),
        publisher: publisher.to_owned(),
        ..Draft::default()
    };
    let mut bodies = Vec::new();
    gather_bodies(component, &whole, &mut bodies);
    if bodies.is_empty() {
        return vec![Found::Wrong(Reason::Empty)];
    }
    let first = bodies[0].language.clone();
    let mut seen: Vec<String> = Vec::new();
    bodies.retain(|body| {
        let new = !seen.contains(&body.language);
        seen.push(body.language.clone());
        new
    });
    for body in &mut bodies {
        // Two languages are two articles under one identifier.
        if body.language != first && !body.url.is_empty() {
            body.url = format!("{}:{}", body.url, body.language);
        }
    }
    bodies.into_iter().map(Found::Article).collect()
}

/// The identifier without its revision: all versions of an item are one article.
fn identifier(item: &Element) -> String {
    let part = |name: &str| item.text_at(&["Identification", "NewsIdentifier", name]);
    let parts = ["ProviderId", "DateId", "NewsItemId"].map(part);
    if parts.iter().any(String::is_empty) {
        return part("PublicIdentifier");
    }
    format!("urn:newsml:{}", parts.join(":"))
}

/// Walks the components; headline, by-line and language of an outer one hold for those in it.
fn gather_bodies(component: &Element, outer: &Draft, bodies: &mut Vec<Draft>) {
    let role = component.child("Role").map_or("", |role| role.attribute("FormalName"));
    let mut draft = outer.clone();
    let language = component.at(&["DescriptiveMetadata", "Language"]);
    if let Some(language) = language.map(|language| language.attribute("FormalName")) {
        language.clone_into(&mut draft.language);
    }
    if let Some(lines) = component.child("NewsLines") {
        let title = lines.text_at(&["HeadLine"]);
        if !title.is_empty() {
            draft.title = title;
        }
        let by: Vec<String> = lines.all("ByLine").map(Element::text).collect();
        if !by.is_empty() {
            draft.authors = by;
        }
    }
    // Without a role what is text is the text; with one, only some roles are.
    let is_body =
        matches!(role.to_lowercase().as_str(), "" | "body" | "main" | "main text" | "text");
    for item in component.all("ContentItem").filter(|_| is_body) {
        let Some(content) = item.child("DataContent") else { continue };
        let inner = match content.descendants(&["nitf"]).first() {
            Some(found) => nitf(found),
            None if content.children().next().is_some() => {
                Draft { paragraphs: content.paragraphs(), ..Draft::default() }
            }
            None => Draft { paragraphs: markup::plain(&content.raw_text()), ..Draft::default() },
        };
        if inner.paragraphs.is_empty() {
            continue;
        }
        let mut whole = draft.clone();
        whole.paragraphs = inner.paragraphs;
        if whole.title.is_empty() {
            whole.title = inner.title;
        }
        if whole.authors.is_empty() {
            whole.authors = inner.authors;
        }
        bodies.push(whole);
    }
    for inner in component.all("NewsComponent") {
        gather_bodies(inner, &draft, bodies);
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::article::{Found, Reason};

    #[test]
    fn a_news_message_is_read() {
        let text = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/><itemSet>\
            <newsItem guid='urn:newsml:a.example:2026:1' version='3' xml:lang='en'><itemMeta>\
            <provider literal='The Agency'/><versionCreated>2026-02-01T10:00:00Z</versionCreated>\
            <firstCreated>2026-01-31T23:00:00+01:00</firstCreated><pubStatus qcode='stat:usable'/></itemMeta>\
            <contentMeta><by>Jane Roe</by><language tag='en-GB'/><headline role='hl:short'>Port</headline>\
            <headline role='hl:main'>A port opens</headline></contentMeta><contentSet>\
            <inlineXML contenttype='application/nitf+xml'><nitf><body><body.head><hedline><hl1>Other</hl1></hedline>\
            </body.head><body.content><block><p>It <b>opens</b>.</p><p>In May.</p></block></body.content></body></nitf>\
            </inlineXML></contentSet></newsItem>\
            <newsItem guid='urn:x'><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta></newsItem>\
            </itemSet></newsMessage>";
        let found = read(text).unwrap();
        let Found::Article(draft) = &found[0] else { panic!("no article") };
        assert_eq!(
            (draft.title.as_str(), draft.url.as_str()),
            ("A port opens", "urn:newsml:a.example:2026:1")
        );
        assert_eq!(draft.paragraphs, ["It opens.", "In May."]);
        assert_eq!(
            (draft.publisher.as_str(), draft.authors[0].as_str()),
            ("The Agency", "Jane Roe")
        );
        assert_eq!(
            (draft.published.as_str(), draft.language.as_str()),
            ("2026-01-31T23:00:00+01:00", "en-GB")
        );
        assert!(
            matches!(&found[1], Found::Wrong(Reason::Withdrawn(status)) if status == "canceled")
        );
    }

    #[test]
    fn xhtml_and_plain_content_are_read() {
        let item = |content: &str| {
            let text = format!(
                "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='tag:a.example,2026:1'><contentMeta>\
                 <headline>A port</headline><creator qcode='people:jroe'><name>Jane Roe</name></creator></contentMeta>\
                 <contentSet>{content}</contentSet></newsItem>"
            );
            let Some(Found::Article(draft)) = read(&text).unwrap().pop() else {
                panic!("no article")
            };
            draft
        };
        let xhtml = item(
            "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml' xml:lang='nl'><head><title>x</title></head>\
             <body><p>Een.</p><p>Twee.</p></body></html></inlineXML>",
        );
        assert_eq!((xhtml.paragraphs.len(), xhtml.language.as_str()), (2, "nl"));
        assert_eq!(xhtml.authors, ["Jane Roe"]);
        let plain = item("<inlineData contenttype='text/plain'>One two.\n\nThree.</inlineData>");
        assert_eq!(plain.paragraphs, ["One two.", "Three."]);
        let package = read("<packageItem guid='x'><groupSet/></packageItem>").unwrap_err();
        assert!(package.to_string().contains("only points at articles"), "{package}");
    }

    #[test]
    fn two_languages_of_an_old_item_are_two_articles() {
        let component = |language: &str, title: &str| {
            format!(
                "<NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines><DescriptiveMetadata>\
                 <Language FormalName='{language}'/></DescriptiveMetadata><NewsComponent><Role FormalName='Contact'/>\
                 <ContentItem><DataContent>Call</DataContent></ContentItem></NewsComponent><NewsComponent>\
                 <Role FormalName='Body'/><ContentItem><DataContent>Text.</DataContent></ContentItem></NewsComponent>\
                 </NewsComponent>"
            )
        };
        let text = format!(
            "<NewsML><NewsEnvelope><SentFrom><Party FormalName='Wire'/></SentFrom></NewsEnvelope><NewsItem>\
             <Identification><NewsIdentifier><ProviderId>a.example</ProviderId><DateId>20260131</DateId>\
             <NewsItemId>7</NewsItemId></NewsIdentifier></Identification><NewsComponent>{}{}</NewsComponent></NewsItem></NewsML>",
            component("en", "Port"),
            component("fr", "Le port")
        );
        let found = read(&text).unwrap();
        let urls: Vec<&str> = found
            .iter()
            .map(|found| if let Found::Article(draft) = found { draft.url.as_str() } else { "" })
            .collect();
        assert_eq!(urls, ["urn:newsml:a.example:20260131:7", "urn:newsml:a.example:20260131:7:fr"]);
    }
}
