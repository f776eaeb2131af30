//! E-mail: a newsletter is an article of whoever sent it.

use super::draft::Draft;
use super::{Reason, markup};
use mail_parser::{MessageParser, PartType};

/// Headers that a message has and a text hardly ever begins with.
const CERTAIN: [&str; 6] =
    ["message-id", "mime-version", "received", "return-path", "dkim-signature", "delivered-to"];

/// Whether a document is a message: a block of headers, one of them saying whom it is from.
pub(super) fn is_mail(head: &str) -> bool {
    let (mut from, mut certain) = (false, false);
    for (number, line) in head.lines().enumerate().take(200) {
        if line.is_empty() || (from && certain) {
            break;
        }
        if line.starts_with([' ', '\t']) && number > 0 {
            continue;
        }
        let name = line.split(':').next().unwrap_or_default();
        let fits = name.len() < line.len()
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !fits {
            return false;
        }
        let name = name.to_ascii_lowercase();
        from |= name == "from";
        certain |= CERTAIN.contains(&name.as_str()) || (name == "date" && number > 0);
    }
    from && certain
}

/// Reads a message.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Reason> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| Reason::syntax("e-mail", "it has no headers"))?;
    let text = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(markup::plain(text)),
        _ => None,
    });
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(markup::paragraphs(html)),
        _ => None,
    });
    let size = |paragraphs: &[String]| paragraphs.iter().map(String::len).sum::<usize>();
    let paragraphs = match (text, html) {
        // The plain form has no buttons and no pictures; unless it only says where the other one is.
        (Some(text), Some(html)) if size(&text) * 2 >= size(&html) => text,
        (text, html) => html.or(text).unwrap_or_default(),
    };
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name()).filter(|name| !name.trim().is_empty());
    let domain =
        sender.and_then(|sender| sender.address()?.rsplit_once('@')).map(|(_, domain)| domain);
    let archived = message.header_raw("Archived-At").map(|url| url.trim().trim_matches(['<', '>']));
    // A message without a page has the address of RFC 2392.
    let id = message.message_id().map(|id| format!("mid:{id}"));
    Ok(Draft {
        title: message.subject().unwrap_or_default().to_owned(),
        paragraphs,
        url: archived.map(str::to_owned).or(id).unwrap_or_default(),
        language: message.header_raw("Content-Language").unwrap_or_default().to_owned(),
        published: message.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default(),
        publisher: name.or(domain).unwrap_or_default().to_owned(),
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::{is_mail, read};

    const MESSAGE: &str = "Return-Path: <x@a.example>\r\nFrom: =?utf-8?q?L=27=C3=89cho?= <news@a.example>\r\n\
        To: reader@b.example\r\nSubject: =?utf-8?b?TGUgcG9ydCBkJ8OpdMOp?=\r\nMessage-ID: <1@a.example>\r\n\
        Date: Sat, 31 Jan 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the web.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><body><p>Le port s'ouvre en =C3=A9t=C3=A9.</p><p>Il engage trois cents personnes.</p></body></html>\r\n\
        --b--\r\n";

    #[test]
    fn a_newsletter_is_read() {
        assert!(is_mail(MESSAGE));
        let draft = read(MESSAGE.as_bytes()).unwrap();
        assert_eq!((draft.title.as_str(), draft.publisher.as_str()), ("Le port d'été", "L'Écho"));
        assert_eq!(
            draft.paragraphs,
            ["Le port s'ouvre en été.", "Il engage trois cents personnes."]
        );
        assert_eq!(
            (draft.url.as_str(), draft.published.as_str()),
            ("mid:1@a.example", "2026-01-31T10:00:00+01:00")
        );
    }

    #[test]
    fn text_is_no_message() {
        for text in [
            "From: the port\n\nIt opens.",
            "A port opens: it is large\nFrom: x",
            "Subject: x\nDate: y\n\nz",
        ] {
            assert!(!is_mail(text), "{text}");
        }
    }
}
