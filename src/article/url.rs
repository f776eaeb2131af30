//! Canonical URLs: the same article under the same IRI, however the reader came to it.

use oxiri::Iri;
use std::fmt::Write as _;
use thiserror::Error;

/// A text that is no absolute URL.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no web address: write it in full, as in `https://news.example.org/a`")]
pub struct UrlError(String);

/// Query parameters that say where a reader came from, not what they read.
const TRACKING: [&str; 35] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "xtor",
    "cmpid",
    "ocid",
    "s_cid",
    "ito",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "vero_id",
    "ref_src",
    "ref_url",
    "smid",
    "sr_share",
    "cmp",
    "spm",
    "usqp",
    "amp_js_v",
    "__twitter_impression",
];

/// Beginnings of the names of such parameters.
const TRACKING_PREFIXES: [&str; 7] = ["utm_", "at_", "pk_", "mtm_", "oly_", "wt_", "ns_"];

/// Parameters that ask for another layout of the same article, with the values that do.
const LAYOUTS: [(&str, &[&str]); 4] = [
    ("amp", &["", "1", "true", "yes"]),
    ("print", &["", "1", "true", "yes"]),
    ("outputtype", &["amp", "print"]),
    ("view", &["amp", "print"]),
];

/// The form of a web address that names an article: scheme and host in lower case, no user, no
/// standard port, no dot segments, no tracking parameters, no fragment, nothing that asks for the layout of
/// AMP or for print; spaces and other characters that an IRI forbids are percent-encoded. Addresses that are not of the web (`urn:...`) only lose
/// their fragment.
///
/// # Errors
/// Where the text is no absolute IRI (RFC 3987).
pub fn canonical_url(text: &str) -> Result<String, UrlError> {
    let invalid = || UrlError(text.to_owned());
    let encoded = percent_encode(text.trim());
    let iri = Iri::parse(encoded.as_str()).map_err(|_| invalid())?;
    let scheme = iri.scheme().to_lowercase();
    let web = scheme == "http" || scheme == "https";
    let Some(authority) = iri.authority().filter(|_| web) else {
        let plain = encoded.split('#').next().unwrap_or_default();
        return if web || iri.path().is_empty() { Err(invalid()) } else { Ok(plain.to_owned()) };
    };
    let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    let standard_port = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(standard_port).unwrap_or(&host).trim_end_matches(':');
    if host.is_empty() || host.starts_with(':') {
        return Err(invalid());
    }
    let path = without_dot_segments(iri.path());
    let mut canonical = format!("{scheme}://{host}{}", without_layout(&path));
    let kept: Vec<&str> = iri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|parameter| {
            !parameter.is_empty() && !is_tracking(parameter) && !is_layout(parameter)
        })
        .collect();
    if !kept.is_empty() {
        canonical.push('?');
        canonical.push_str(&kept.join("&"));
    }
    Iri::parse(canonical).map(Iri::into_inner).map_err(|_| invalid())
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_lowercase();
    TRACKING.contains(&name.as_str()) || TRACKING_PREFIXES.iter().any(|p| name.starts_with(p))
}

fn is_layout(parameter: &str) -> bool {
    let parameter = parameter.to_lowercase();
    let (name, value) = parameter.split_once('=').unwrap_or((&parameter, ""));
    LAYOUTS.iter().any(|(known, values)| *known == name && values.contains(&value))
}

/// The path of an article whose AMP version this is, as sites commonly write it: `/a/amp`, `/a.amp.html`.
fn without_layout(path: &str) -> String {
    let bare = ["/amp", "/amp/"].iter().find_map(|end| path.strip_suffix(end));
    match bare {
        Some(bare) if !bare.is_empty() => bare.to_owned(),
        _ => path.strip_suffix(".amp.html").map_or(path.to_owned(), |bare| format!("{bare}.html")),
    }
}

/// Removes `.` and `..` from an absolute path (RFC 3986, 5.2.4); the empty path is `/`.
fn without_dot_segments(path: &str) -> String {
    let mut kept = Vec::new();
    let mut ends_in_folder = false;
    for segment in path.split('/').skip(1) {
        ends_in_folder = segment == "." || segment == "..";
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    let closing = if ends_in_folder && !kept.is_empty() { "/" } else { "" };
    format!("/{}{closing}", kept.join("/"))
}

/// Encodes the characters that no IRI may hold.
fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let lone_percent = character == '%'
            && !text
                .as_bytes()
                .get(at + 1..at + 3)
                .is_some_and(|b| b.iter().all(u8::is_ascii_hexdigit));
        if lone_percent || character.is_whitespace() || "<>\"{}|\\^`".contains(character) {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}

/// The country that the name of a page's host ends in, as an ISO 3166-1 code («https://www.vrt.be/» is of BE);
/// empty where it ends in none.
pub fn country_of(url: &str) -> String {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    match last {
        // The two that are no ISO codes of countries.
        "uk" => "GB".to_owned(),
        "eu" => String::new(),
        _ if last.len() == 2 && last.bytes().all(|b| b.is_ascii_alphabetic()) => {
            last.to_ascii_uppercase()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{canonical_url, country_of};

    #[test]
    fn hosts_tell_their_country() {
        for (url, country) in [
            ("https://www.nieuws.example.be/a.fr", "BE"),
            ("http://news.example.co.uk:80/", "GB"),
            ("https://news.example.com/be", ""),
            ("https://example.eu", ""),
            ("urn:x:de", ""),
            ("", ""),
        ] {
            assert_eq!(country_of(url), country, "{url}");
        }
    }

    #[test]
    fn what_names_no_article_is_cut() {
        for (given, expected) in [
            ("HTTPS://News.Example.ORG:443", "https://news.example.org/"),
            ("https://a.example/b?utm_source=x&id=7&fbclid=y#top", "https://a.example/b?id=7"),
            ("https://a.example/b?utm_source=x", "https://a.example/b"),
            ("https://a.example/b/c?amp=1&id=7&outputType=amp", "https://a.example/b/c?id=7"),
            ("https://a.example/b/c/amp/?ns_mchannel=x", "https://a.example/b/c"),
            ("https://a.example/b.amp.html?print", "https://a.example/b.html"),
            (
                "https://a.example/amp?view=list&print=week",
                "https://a.example/amp?view=list&print=week",
            ),
            ("https://u:p@a.example:8080/b/../c", "https://a.example:8080/c"),
            ("https://a.example//b/./c/..", "https://a.example//b/"),
            (" https://a.example/une page|1 ", "https://a.example/une%20page%7C1"),
            ("https://a.example/100%", "https://a.example/100%25"),
            ("https://a.example/économie", "https://a.example/économie"),
            ("urn:newsml:example:1#x", "urn:newsml:example:1"),
        ] {
            let canonical = canonical_url(given).unwrap();
            assert_eq!(canonical, expected);
            assert_eq!(canonical_url(&canonical).unwrap(), canonical);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for given in ["", "a.example/b", "/b", "https://", "https:///b", "http:b", "https://[x/"] {
            assert!(canonical_url(given).is_err(), "{given}");
        }
    }
}
