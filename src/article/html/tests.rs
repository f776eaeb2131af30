//! Pages of our own in four languages, whole and broken.

use super::{looks_like, read};
use crate::article::{Article, Reason};

fn article(page: &str) -> Article {
    read(page.as_bytes(), None, None).unwrap()
}

const FRENCH: &str = r#"<!DOCTYPE html><html lang="fr-BE"><head><meta charset="utf-8">
<title>Le port d’Ostende engage 300 personnes | La Gazette</title>
<link rel="canonical" href="/economie/port-ostende?utm_source=rss">
<meta property="og:url" content="https://gazette.example/economie/port-ostende">
<meta property="og:site_name" content="La Gazette">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Le port d&#8217;Ostende engage 300 personnes",
 "datePublished": "2025-11-18T06:30:00+01:00", "dateModified": "2025-11-18T09:00:00+01:00",
 "author": [{"@type": "Person", "name": "Par Luc Grand"}, {"@type": "Person", "givenName": "Eva", "familyName": "Petit"}],
 "publisher": {"@type": "Organization", "name": "La Gazette"},}
</script></head><body>
<nav><ul><li><a href="/">Accueil</a><li><a href="/sport">Sport</a></ul></nav>
<article><header><h1>Le port d’Ostende engage 300 personnes</h1>
<p class="article__chapo">Le port veut doubler son trafic d’ici 2030, et cherche des soudeurs.</p>
<div class="byline">Par Luc Grand et Eva Petit</div></header>
<figure><img src="a.jpg"><figcaption>Le port vu du ciel, au printemps. © Agence</figcaption></figure>
<p>Le port d’Ostende engagera trois cents personnes d’ici la fin de l’année prochaine, a annoncé lundi son directeur.</p>
<aside class="newsletter"><p>Recevez chaque matin notre lettre, gratuite et sans engagement de votre part.</p></aside>
<p>« Nous cherchons surtout des soudeurs », dit-il.</p>
<p>Lire aussi : <a href="/b">Le port de Zeebruges perd un armateur important</a></p>
<h2>Une nouvelle digue</h2>
<p>La digue coûtera soixante millions d’euros, dont la moitié viendra de la Région, selon le ministre.</p>
<p>Oui.</p>
<p>Elle protégera la ville des tempêtes, qui sont plus fréquentes depuis dix ans d’après l’institut.</p>
<h2>Sur le même sujet</h2>
<ul><li><a href="/c">Un premier article sur le port</a><li><a href="/d">Un second article sur la digue</a></ul>
</article>
<section id="comments"><h2>Vos réactions</h2><p>Je ne crois pas un mot de ce que raconte ce directeur, qui en a dit bien d’autres.</p></section>
<footer><p>Tous droits réservés. La reproduction des articles est interdite sans accord écrit de la rédaction.</p></footer>
</body></html>"#;

#[test]
fn a_french_page_gives_its_article_and_nothing_else() {
    let article = article(FRENCH);
    let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
    assert_eq!(
        paragraphs.iter().map(|p| p.chars().take(24).collect::<String>()).collect::<Vec<_>>(),
        [
            "Le port d’Ostende engage",
            "Le port veut doubler son",
            "Le port d’Ostende engage",
            "« Nous cherchons surtout",
            "Une nouvelle digue",
            "La digue coûtera soixant",
            "Oui.",
            "Elle protégera la ville ",
        ],
    );
    assert_eq!(article.title, "Le port d’Ostende engage 300 personnes");
    assert_eq!(article.url, "https://gazette.example/economie/port-ostende");
    assert_eq!((article.language.as_str(), article.publisher.as_str()), ("fr", "La Gazette"));
    assert_eq!(article.published, "2025-11-18");
    assert_eq!(article.modified, "2025-11-18T09:00:00+01:00");
    assert_eq!(article.authors, ["Luc Grand", "Eva Petit"]);
    assert_eq!(article.captions, ["Le port vu du ciel, au printemps. © Agence"]);
    assert!(article.description.starts_with("Le port veut doubler"));
}

#[test]
fn a_dutch_page_of_microdata_and_divs_is_read() {
    let page = r#"<html lang="nl"><head><title>De Koerier - Haven neemt 300 mensen aan</title></head><body>
<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Haven neemt 300 mensen aan</h1>
<time itemprop="datePublished" datetime="2025-11-18T07:00">18 november</time>
<span itemprop="author" itemscope><span itemprop="name">An Peeters</span></span>
<div itemprop="articleBody"><div>De haven van Oostende neemt tegen het einde van volgend jaar driehonderd mensen aan.</div>
<div>Dat zei de directeur maandag. Het gaat vooral om lassers en kraanmachinisten, die moeilijk te vinden zijn.</div></div>
<div class="related-articles"><h3><a href="/x">Zeebrugge verliest een rederij</a></h3><p>Een korte tekst die de lezer naar een ander artikel lokt.</p></div>
</div></body></html>"#;
    let article = article(page);
    assert_eq!(
        article.text,
        "Haven neemt 300 mensen aan\n\nDe haven van Oostende neemt tegen het einde van volgend jaar \
         driehonderd mensen aan.\n\nDat zei de directeur maandag. Het gaat vooral om lassers en \
         kraanmachinisten, die moeilijk te vinden zijn."
    );
    assert_eq!((article.published.as_str(), article.language.as_str()), ("2025-11-18", "nl"));
    assert_eq!(article.authors, ["An Peeters"]);
}

#[test]
fn a_german_page_in_an_old_character_set_without_statements_is_read() {
    let page = "<html><head><title>Hafen stellt 300 Leute ein</title></head><body><h1>Hafen stellt 300 Leute ein</h1>\
        <p>Von Eva Muster | 3. M\u{e4}rz 2025</p>\
        <p>Der Hafen von Ostende stellt bis Ende n\u{e4}chsten Jahres dreihundert Leute ein, wie sein Direktor am Montag sagte.</p>\
        <p>F\u{fc}r die neue Mole sind sechzig Millionen Euro vorgesehen; die H\u{e4}lfte davon kommt von der Region.</p></body></html>";
    let bytes: Vec<u8> = page.chars().map(|c| c as u8).collect();
    let article = read(&bytes, None, Some("http://bote.example/a.html#top")).unwrap();
    assert!(article.text.contains("nächsten Jahres") && article.text.contains("Für die neue Mole"));
    assert_eq!(
        (article.published.as_str(), article.url.as_str()),
        ("2025-03-03", "http://bote.example/a.html")
    );
    assert_eq!(
        (article.authors, article.publisher.as_str()),
        (vec!["Eva Muster".to_owned()], "bote.example")
    );
}

#[test]
fn an_english_page_whose_script_brings_the_text_gives_what_is_stated() {
    let body = "The harbour of Ostend will take on three hundred people by the end of next year. "
        .repeat(8);
    let page = format!(
        r#"<html><head><script type="application/ld+json">{{"@graph": [{{"@type": "WebPage", "name": "x"}}, {{"@type": ["Article", "NewsArticle"],
        "headline": "Harbour takes on 300", "author": {{"@id": "https://courier.example/#ann"}}, "articleBody": "{body}\n{body}"}},
        {{"@id": "https://courier.example/#ann", "@type": "Person", "name": "Ann Lee"}}]}}</script></head><body><div id="app">Loading</div></body></html>"#
    );
    let article = article(&page);
    assert_eq!(article.title, "Harbour takes on 300");
    assert_eq!(article.authors, ["Ann Lee"]);
    assert_eq!(article.text.split("\n\n").count(), 3);
}

#[test]
fn what_the_publisher_states_as_the_text_decides_what_belongs_to_it() {
    let one = "The harbour of Ostend will take on three hundred people by the end of next year, its director said on Monday.";
    let two = "The new pier will cost sixty million euros, half of which the region is going to pay over the next four years.";
    let three = "It is meant to keep storms away from the town, which have come more often than they used to ten years ago.";
    let box_ = "Our bookshop sells a fine history of the harbour, with many pictures, at a price that you will like.";
    let page = format!(
        r#"<html><body><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Harbour","articleBody":"{one} {two} {three}"}}</script>
        <main><h1>Harbour takes on people</h1><p>{one}</p><p>{box_}</p><p>{two}</p><h2>Storms</h2><p>{three}</p></main></body></html>"#
    );
    let text = article(&page).text;
    assert!(
        text.contains("Storms") && text.contains(three) && !text.contains("bookshop"),
        "{text}"
    );
}

#[test]
fn pages_without_an_article_are_refused() {
    let links = "<li><a href='/a'>Something that happened somewhere today</a></li>".repeat(60);
    for page in [
        format!(
            "<html><body><ul>{links}</ul><p>Former envoy says sanctions have had an impact on trade since May last year.</p></body></html>"
        ),
        "<html><body><video></video><button>Play</button></body></html>".to_owned(),
        "<!doctype html><title>x</title>".to_owned(),
    ] {
        let error = read(page.as_bytes(), None, None).unwrap_err();
        assert!(matches!(error, Reason::NoArticle), "{error}");
        assert!(error.to_string().starts_with("no article text found"));
    }
}

#[test]
fn hostile_pages_are_refused_or_survive() {
    let refused = |page: &str| matches!(read(page.as_bytes(), None, None), Err(Reason::Page(_)));
    assert!(refused(&format!("<html>{}", "<div>".repeat(100_000))));
    assert!(refused(&format!("<html><p {}>", "a ".repeat(50_000))));
    assert!(refused(&format!("<html>{}", " ".repeat(21 * 1024 * 1024))));
    let line = "word ".repeat(400_000);
    assert!(
        article(&format!("<html><h1>Title of it</h1><p>{line}.</p></html>")).text.len() > 1_900_000
    );
    let deep = "{\"a\":".repeat(100_000);
    let page = FRENCH
        .replace("</head>", &format!("<script type='application/ld+json'>{deep}</script></head>"));
    assert_eq!(article(&page).authors.len(), 2);
}

#[test]
fn pages_are_known_by_what_comes_first() {
    for page in [
        "<!DOCTYPE html>",
        "\u{feff} <html>",
        "<?xml version='1.0'?>\n<!-- x -->\n<!doctype HTML>",
        "<head>",
        "<p>x",
    ] {
        assert!(looks_like(page.as_bytes()), "{page}");
    }
    for text in
        ["", "Text <p>", "<?xml version='1.0'?><rss>", "<feed>", "<b", "< html>", "<!-- <html>"]
    {
        assert!(!looks_like(text.as_bytes()), "{text}");
    }
}

/// Bytes out of pieces of pages and noise, the same on every run.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    const PIECES: [&str; 28] = [
        "<p>",
        "</p>",
        "<div class=\"article-body\">",
        "</div>",
        "<h1>",
        "<table>",
        "<tr>",
        "<td>",
        "<a href='x'>",
        "</a>",
        "<svg>",
        "<title>",
        "<script type=application/ld+json>",
        "</script>",
        "{\"@type\":\"NewsArticle\",",
        "\"author\":[",
        "]}",
        "<br><br>",
        "<template>",
        "<select><option>",
        "<math><mi>",
        "&amp;",
        "&#x110000;",
        "<meta charset=utf-16>",
        "\u{feff}",
        "é",
        "A sentence that is long enough to weigh something here.",
        "<!--",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut bytes = b"<html>".to_vec();
    while bytes.len() < length {
        let number = next();
        if number % 9 == 0 {
            bytes.extend(number.to_le_bytes());
        } else {
            bytes.extend(PIECES[(number % PIECES.len() as u64) as usize].as_bytes());
        }
    }
    bytes
}

#[test]
fn no_page_makes_it_panic() {
    for seed in 1..400 {
        let bytes = noise(seed, 40 + seed as usize * 10);
        if let Ok(article) = read(&bytes, Some("utf-8"), Some("https://a.example/")) {
            assert!(!article.text.trim().is_empty());
        }
    }
}
