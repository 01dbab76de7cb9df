//! Each rule with the smallest feed that breaks it; the feed that it is made of breaks none.

use std::collections::BTreeSet;

use chrono::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::i18n::Lang;

/// A feed without a fault. Tests replace a piece of it.
const SOUND: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Głos</title>
<link>https://example.org/glos</link>
<atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
<description>O dialogu.</description>
<language>pl</language>
<copyright>Fundacja</copyright>
<lastBuildDate>Tue, 03 Nov 2026 08:00:00 GMT</lastBuildDate>
<image><url>https://example.org/cover.jpg</url><title>Głos</title><link>https://example.org/glos</link></image>
<itunes:author>Fundacja</itunes:author>
<itunes:owner><itunes:name>Fundacja</itunes:name><itunes:email>a@example.org</itunes:email></itunes:owner>
<itunes:explicit>false</itunes:explicit>
<itunes:type>episodic</itunes:type>
<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/></itunes:category>
<itunes:image href="https://example.org/cover.jpg"/>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
<podcast:medium>podcast</podcast:medium>
<podcast:locked owner="a@example.org">yes</podcast:locked>
<!--channel-->
<item>
<title>Miasto</title>
<link>https://example.org/glos/miasto</link>
<guid isPermaLink="false">cda647ce-56b8-5d7c-9448-ba1993ab46b7</guid>
<pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate>
<description>Kto słucha?</description>
<content:encoded><![CDATA[<p>Kto <a href="https://example.org/">słucha</a>?</p>]]></content:encoded>
<enclosure url="https://example.org/miasto.mp3" length="28800000" type="audio/mpeg"/>
<itunes:duration>1800</itunes:duration>
<itunes:season>1</itunes:season>
<itunes:episode>3</itunes:episode>
<itunes:episodeType>full</itunes:episodeType>
<!--item-->
</item>
</channel>
</rss>
"#;

fn context() -> Context {
    Context {
        address: "https://example.org/feed.xml".parse().ok(),
        now: Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap(),
    }
}

fn findings(document: &str) -> Vec<Finding> {
    lint(document.as_bytes(), &context()).iter().cloned().collect()
}

/// The sound feed with one piece replaced.
fn with(piece: &str, replacement: &str) -> String {
    assert!(SOUND.contains(piece), "the sound feed has no {piece}");
    SOUND.replacen(piece, replacement, 1)
}

/// What the replacement breaks: rules and severities.
fn broken(piece: &str, replacement: &str) -> BTreeSet<(&'static str, Severity)> {
    findings(&with(piece, replacement)).into_iter().map(|finding| (finding.rule, finding.severity)).collect()
}

/// A second item, with an identity and a recording of its own.
const SECOND: &str = r#"</item><item><title>Drugi</title><guid isPermaLink="false">11111111-56b8-5d7c-9448-ba1993ab46b7</guid>
<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><description>Drugi.</description>
<enclosure url="https://example.org/drugi.mp3" length="28800000" type="audio/mpeg"/><itunes:duration>1800</itunes:duration></item>"#;

#[test]
fn the_sound_feed_breaks_no_rule() {
    assert_eq!(findings(SOUND), []);
    assert_eq!(findings(&with("</item>", SECOND)), []);
}

use Severity::{Must, Note, Should};

/// Rule, severity, and the piece of the sound feed with what takes its place.
const BREAKS: &[(&str, Severity, &str, &str)] = &[
    ("R1", Must, "<?xml", "\n<?xml"),
    ("R1", Must, "<rss version=\"2.0\"", "<rss version=\"0.92\""),
    ("R1", Must, "Kto słucha?", "Kto & co?"),
    ("R1", Must, "Kto słucha?", "Kto&nbsp;słucha?"),
    ("R1", Must, "Kto słucha?", "Kto<br>słucha?"),
    ("R1", Must, "Kto słucha?", "]]>"),
    ("R1", Must, "</rss>", "</rss><b/>"),
    ("R1", Must, "</rss>", "</rss>\nWarning: mysql_connect()"),
    ("R1", Must, "</channel>\n</rss>", ""),
    ("R1", Must, "type=\"audio/mpeg\"", "type=audio/mpeg"),
    ("R1", Must, "length=\"28800000\"", "length=\"28800000\" length=\"1\""),
    ("R1", Must, " length=", " len/gth="),
    ("R1", Must, "<rss", "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss"),
    ("R1", Note, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""),
    ("R1", Should, "<?xml", "\u{feff}<?xml"),
    ("R1", Must, "encoding=\"UTF-8\"", "encoding=\"klingon\""),
    ("R1", Must, "length=\"28800000\" type", "length=\"28800000\"type"),
    ("R1", Must, "<!--channel-->", "<!-- a -- b -->"),
    ("R1", Must, "<!--channel-->", "<?xml version=\"1.0\"?>"),
    ("R1", Must, "version=\"1.0\" encoding=\"UTF-8\"", "encoding=\"UTF-8\" version=\"1.0\""),
    ("R1", Must, "<!--item-->", "<media:thumbnail url=\"https://example.org/a.jpg\"/>"),
    ("R1", Must, "<!--item-->", "<item><title>Inside</title></item>"),
    ("R2", Must, "Kto słucha?", "Kto\u{b}?"),
    ("R2", Must, "Kto słucha?", "Kto&#x0B;?"),
    ("R3", Must, "<title>Głos</title>\n", ""),
    ("R3", Must, "<title>Głos</title>\n", "<title> </title>"),
    ("R3", Must, "<link>https://example.org/glos</link>\n<atom", "<atom"),
    ("R3", Must, "<description>O dialogu.</description>", "<description>A</description><description>B</description>"),
    ("R4", Must, "<title>Miasto</title>", "<title/><!--"),
    ("R5", Must, "<pubDate>Tue, 03", "<pubDate>Mon, 03"),
    ("R5", Must, "<pubDate>Tue, 03 Nov 2026 08:00:00 GMT", "<pubDate>2026-11-03T08:00:00Z"),
    ("R5", Must, "<pubDate>Tue, 03 Nov 2026 08:00:00 GMT", "<pubDate>Tue, 03 Nov 2026 08:00:00 UTC"),
    ("R5", Must, "<pubDate>Tue, 03 Nov 2026 08:00:00 GMT", "<pubDate>Tue, 03 Nov 2026 08:00:00 +9900"),
    ("R6", Should, "<pubDate>Tue, 03 Nov 2026", "<pubDate>Thu, 03 Dec 2026"),
    ("R7", Must, " length=\"28800000\"", ""),
    ("R7", Must, "length=\"28800000\"", "length=\"\""),
    ("R7", Must, "length=\"28800000\"", "length=\"-1\""),
    ("R7", Must, " type=\"audio/mpeg\"", ""),
    ("R7", Must, "url=\"https://example.org/miasto.mp3\" ", ""),
    ("R7", Should, "length=\"28800000\"", "length=\"0\""),
    ("R7", Should, "length=\"28800000\"", "length=\"1800\""),
    (
        "R8",
        Must,
        "<enclosure",
        "<enclosure url=\"https://example.org/x.mp3\" length=\"28800000\" type=\"audio/mpeg\"/><enclosure",
    ),
    ("R9", Must, " isPermaLink=\"false\"", ""),
    ("R9", Must, "isPermaLink=\"false\"", "isPermaLink=\"no\""),
    ("R10", Should, "cda647ce-56b8-5d7c-9448-ba1993ab46b7", "17"),
    ("R11", Must, "<link>https://example.org/glos/miasto", "<link>/glos/miasto"),
    ("R11", Must, "<a href=\"https://example.org/\">", "<a href=\"/o-nas\">"),
    ("R11", Must, "url=\"https://example.org/miasto.mp3\"", "url=\"miasto.mp3\""),
    ("R11", Must, "example.org/miasto.mp3", "example.org/moje miasto.mp3"),
    ("R12", Should, "<title>Miasto", "<title>&lt;b&gt;Miasto&lt;/b&gt;"),
    ("R12", Should, "<title>Miasto", "<title>Miasto &amp;amp; wieś"),
    ("R13", Should, " rel=\"self\"", " rel=\"alternate\""),
    ("R13", Should, "href=\"https://example.org/feed.xml\"", "href=\"http://example.org/feed.xml\""),
    (
        "R14",
        Should,
        "<description>Kto słucha?</description>",
        "<content:encoded>a</content:encoded><description>a</description>",
    ),
    ("R15", Should, "<!--item-->", "<dc:date>2026-11-03</dc:date>"),
    ("R16", Should, "<!--item-->", "<author>Anna Nowak</author>"),
    ("R17", Should, "<url>https://example.org/cover.jpg</url>", ""),
    ("R17", Should, "cover.jpg</url>", "cover.webp</url>"),
    ("R17", Should, "<url>", "<width>3000</width><url>"),
    (
        "R17",
        Note,
        "<image><url>https://example.org/cover.jpg</url><title>Głos",
        "<image><url>https://example.org/cover.jpg</url><title>Inny",
    ),
    ("R18", Should, "<!--channel-->", "<ttl>an hour</ttl>"),
    ("R18", Should, "<lastBuildDate>Tue, 03 Nov 2026", "<lastBuildDate>Thu, 03 Dec 2026"),
    ("R18", Should, "<lastBuildDate>Tue, 03 Nov 2026", "<lastBuildDate>Sat, 03 Oct 2026"),
    ("R19", Note, "<!--channel-->", "<skipHours><hour>24</hour></skipHours>"),
    ("R19", Note, "<!--channel-->", "<skipDays><day>Mon</day></skipDays>"),
    ("R20", Should, "<p>Kto", "<p onclick=\"x()\">Kto"),
    ("R20", Should, "<p>Kto", "<script>x()</script><p>Kto"),
    (
        "R21",
        Should,
        "xmlns:psc=\"http://podlove.org/simple-chapters\"",
        "xmlns:psc=\"https://podlove.org/simple-chapters/\"",
    ),
    ("R21", Note, "xmlns:dc=", "xmlns:d=\"http://search.yahoo.com/mrss/\" xmlns:dc="),
    ("R21", Should, " xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"", ""),
    ("A1", Must, "encoding=\"UTF-8\"", "encoding=\"ISO-8859-2\""),
    ("A1", Must, "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ("A1", Must, " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"", ""),
    ("A3", Must, "<enclosure url=\"https://example.org/miasto.mp3\" length=\"28800000\" type=\"audio/mpeg\"/>\n", ""),
    ("A4", Must, "<guid isPermaLink=\"false\">cda647ce-56b8-5d7c-9448-ba1993ab46b7</guid>\n", ""),
    ("A5", Must, "/miasto.mp3", "/pętla.mp3"),
    ("A5", Must, "<!--item-->", "<itunes:episodetype>full</itunes:episodetype>"),
    ("A7", Should, "<title>Miasto", "<title> Miasto"),
    ("A10", Must, "<itunes:image href=\"https://example.org/cover.jpg\"/>\n", ""),
    (
        "A10",
        Must,
        "<itunes:image href=\"https://example.org/cover.jpg\"",
        "<itunes:image href=\"https://example.org/cover.webp\"",
    ),
    (
        "A10",
        Note,
        "<itunes:image href=\"https://example.org/cover.jpg\"",
        "<itunes:image href=\"https://example.org/cover\"",
    ),
    ("A11", Must, "<language>pl</language>\n", ""),
    ("A11", Must, "<language>pl", "<language>polski"),
    ("A12", Must, "text=\"Society &amp; Culture\"", "text=\"Society and Culture\""),
    ("A12", Must, "text=\"Documentary\"", "text=\"Books\""),
    ("A12", Must, "text=\"Society &amp; Culture\"", "text=\"Philosophy\""),
    ("A13", Must, "<itunes:explicit>false", "<itunes:explicit>clean"),
    ("A13", Must, "<itunes:explicit>false</itunes:explicit>\n", ""),
    ("A13", Must, "<itunes:explicit>false", "<itunes:explicit>maybe"),
    ("A14", Should, "<itunes:author>Fundacja</itunes:author>\n", ""),
    ("A15", Note, "<itunes:email>a@example.org</itunes:email>", ""),
    ("A16", Should, "<itunes:type>episodic", "<itunes:type>weekly"),
    ("A17", Note, "<!--channel-->", "<itunes:title>Głos</itunes:title>"),
    ("A18", Note, "<copyright>Fundacja", "<copyright>© 2026 Fundacja"),
    ("A19", Must, "<!--channel-->", "<itunes:new-feed-url/>"),
    ("A20", Must, "<!--channel-->", "<itunes:block>yes</itunes:block>"),
    ("A21", Must, "<!--channel-->", "<itunes:complete>true</itunes:complete>"),
    ("A23", Must, "<title>Miasto</title>\n", ""),
    ("A23", Note, "<title>Miasto", "<title>Odcinek 3: Miasto"),
    ("A24", Must, "miasto.mp3", "miasto.ogg"),
    ("A24", Must, "miasto.mp3", "miasto"),
    ("A24", Must, "type=\"audio/mpeg\"", "type=\"text/html\""),
    ("A24", Should, "type=\"audio/mpeg\"", "type=\"audio/mp3\""),
    ("A26", Must, "<pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate>\n", ""),
    ("A27", Should, "<description>Kto słucha?</description>\n", "<description/>"),
    ("A28", Should, "<itunes:duration>1800", "<itunes:duration>12.5"),
    ("A28", Should, "<itunes:duration>1800</itunes:duration>\n", ""),
    ("A29", Should, "<!--item-->", "<itunes:image href=\"https://example.org/a.gif\"/>"),
    ("A31", Should, "<itunes:season>1", "<itunes:season>0"),
    ("A31", Should, "<itunes:episode>3", "<itunes:episode>3.5"),
    ("A32", Should, "<itunes:episodeType>full", "<itunes:episodeType>Full"),
    ("A34", Note, "Kto słucha?", "0:30 Kraków\n5:00 Rynek\n9:12 Koniec\n"),
    ("H1", Should, "rel=\"self\"", "rel=\"hub\""),
    ("H5", Should, "<!--channel-->", "<fh:complete/><atom:link rel=\"next\" href=\"https://example.org/2\"/>"),
    ("H17", Should, "miasto.mp3\"", "miasto.mp3?token=1\""),
    ("PSC", Should, "<!--item-->", "<psc:chapters version=\"1.2\"/>"),
    (
        "PSC",
        Should,
        "<!--item-->",
        "<psc:chapters version=\"1.2\"><psc:chapter start=\"1:00\" title=\"A\"/><psc:chapter start=\"0:30\" title=\"B\"/></psc:chapters>",
    ),
    (
        "PSC",
        Should,
        "<!--item-->",
        "<psc:chapters version=\"1.2\"><psc:chapter start=\"soon\" title=\"A\"/></psc:chapters>",
    ),
    ("P-transcript", Must, "<!--item-->", "<podcast:transcript url=\"https://example.org/a.vtt\"/>"),
    ("P-transcript", Should, "<!--item-->", "<podcast:transcript url=\"http://example.org/a.vtt\" type=\"text/vtt\"/>"),
    ("P-locked", Must, "yes</podcast:locked>", "true</podcast:locked>"),
    ("P-funding", Must, "<!--channel-->", "<podcast:funding>Wesprzyj</podcast:funding>"),
    (
        "P-chapters",
        Must,
        "<!--channel-->",
        "<podcast:chapters url=\"https://example.org/a.json\" type=\"application/json+chapters\"/>",
    ),
    ("P-soundbite", Must, "<!--item-->", "<podcast:soundbite startTime=\"1:13\" duration=\"60\"/>"),
    ("P-soundbite", Should, "<!--item-->", "<podcast:soundbite startTime=\"1790\" duration=\"60\"/>"),
    (
        "PSC",
        Should,
        "<!--item-->",
        "<psc:chapters version=\"1.2\"><psc:chapter start=\"9:00:00\" title=\"A\"/></psc:chapters>",
    ),
    ("A11", Must, "<language>pl", "<language>xx"),
    ("A13", Should, ">false</itunes:explicit", ">False</itunes:explicit"),
    ("P-image", Must, "<!--channel-->", "<podcast:image href=\"https://example.org/a.jpg\" width=\"0\"/>"),
    ("P-soundbite", Note, "<!--item-->", "<podcast:soundbite startTime=\"73\" duration=\"5\"/>"),
    ("P-person", Must, "<!--item-->", "<podcast:person role=\"Host\"/>"),
    ("P-person", Note, "<!--item-->", "<podcast:person role=\"Wizard\">Anna</podcast:person>"),
    ("P-location", Must, "<!--item-->", "<podcast:location geo=\"50,19\">Kraków</podcast:location>"),
    ("P-season", Must, "<!--item-->", "<podcast:season>1</podcast:season><podcast:season>2</podcast:season>"),
    ("P-episode", Must, "<!--item-->", "<podcast:episode>III</podcast:episode>"),
    (
        "P-trailer",
        Must,
        "<!--channel-->",
        "<podcast:trailer url=\"https://example.org/t.mp3\" pubDate=\"Tue, 03 Nov 2026 08:00:00 GMT\" length=\"1\" type=\"audio/mpeg\">T</podcast:trailer>",
    ),
    ("P-license", Must, "<!--channel-->", "<podcast:license>CC-BY-SA-4.0</podcast:license>"),
    ("P-alternateEnclosure", Must, "<!--item-->", "<podcast:alternateEnclosure type=\"audio/opus\" length=\"1\"/>"),
    (
        "P-source",
        Must,
        "<!--item-->",
        "<podcast:alternateEnclosure type=\"audio/opus\" length=\"1\"><podcast:source/></podcast:alternateEnclosure>",
    ),
    (
        "P-integrity",
        Must,
        "<!--item-->",
        "<podcast:alternateEnclosure type=\"audio/opus\" length=\"1\"><podcast:source uri=\"https://example.org/a.opus\"/><podcast:integrity type=\"md5\" value=\"a\"/></podcast:alternateEnclosure>",
    ),
    ("P-value", Must, "<!--item-->", "<podcast:value type=\"lightning\" method=\"keysend\"/>"),
    (
        "P-valueRecipient",
        Must,
        "<!--item-->",
        "<podcast:value type=\"lightning\" method=\"keysend\"><podcast:valueRecipient name=\"a\" type=\"node\" address=\"1\" split=\"half\"/></podcast:value>",
    ),
    (
        "P-valueTimeSplit",
        Must,
        "<!--item-->",
        "<podcast:value type=\"lightning\" method=\"keysend\"><podcast:valueRecipient name=\"a\" type=\"node\" address=\"1\" split=\"1\"/><podcast:valueTimeSplit startTime=\"1\"/></podcast:value>",
    ),
    (
        "P-liveItem",
        Must,
        "<!--channel-->",
        "<podcast:liveItem status=\"soon\" start=\"2026-11-03T08:00:00Z\" end=\"2026-11-03T09:00:00Z\"><title>T</title><guid>x</guid><podcast:contentLink href=\"https://example.org/\">L</podcast:contentLink></podcast:liveItem>",
    ),
    ("P-contentLink", Must, "<!--item-->", "<podcast:contentLink>Tu</podcast:contentLink>"),
    ("P-socialInteract", Must, "<!--item-->", "<podcast:socialInteract protocol=\"activitypub\"/>"),
    ("P-block", Must, "<!--channel-->", "<podcast:block>Yes</podcast:block>"),
    ("P-txt", Must, "<!--channel-->", "<podcast:txt purpose=\"verify\"/>"),
    (
        "P-remoteItem",
        Must,
        "<!--channel-->",
        "<podcast:podroll><podcast:remoteItem feedGuid=\"abc\"/></podcast:podroll>",
    ),
    ("P-podroll", Must, "<!--channel-->", "<podcast:podroll/>"),
    (
        "P-updateFrequency",
        Must,
        "<!--channel-->",
        "<podcast:updateFrequency rrule=\"weekly\">Co tydzień</podcast:updateFrequency>",
    ),
    ("P-podping", Must, "<!--channel-->", "<podcast:podping usesPodping=\"yes\"/>"),
    ("P-chat", Must, "<!--channel-->", "<podcast:chat server=\"irc.example.org\" accountId=\"a\"/>"),
    ("P-publisher", Must, "<!--channel-->", "<podcast:publisher/>"),
    ("P-image", Must, "<!--channel-->", "<podcast:image alt=\"x\"/>"),
    ("P-guid", Must, "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810", "<podcast:guid>1"),
    ("P-guid", Should, "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>\n", ""),
    ("P-medium", Must, "<podcast:medium>podcast", "<podcast:medium>radio"),
    ("P-unknown", Should, "<!--item-->", "<podcast:transcripts url=\"https://example.org/\"/>"),
    ("P-unknown", Note, "<!--item-->", "<podcast:metaverse/>"),
    ("P-psp", Should, "<podcast:locked owner=\"a@example.org\">yes</podcast:locked>\n", ""),
];

#[test]
fn each_rule_finds_what_breaks_it() {
    for &(rule, severity, piece, replacement) in BREAKS {
        let found = broken(piece, replacement);
        assert!(found.contains(&(rule, severity)), "{rule}: {piece} → {replacement} gives {found:?}");
    }
}

/// Replacements that other rules speak of as well, and rightly so.
const SPOKEN_OF_TWICE: [&str; 9] = ["R1", "R3", "R4", "R11", "R21", "A1", "A5", "A12", "A23"];

#[test]
fn one_fault_is_told_by_one_rule() {
    for &(rule, _, piece, replacement) in BREAKS.iter().filter(|(rule, ..)| !SPOKEN_OF_TWICE.contains(rule)) {
        let others: Vec<_> = broken(piece, replacement).into_iter().filter(|(other, _)| *other != rule).collect();
        let expected = matches!(
            (rule, others.as_slice()),
            (_, [])
                | ("R7", [("A3" | "R11", _)])
                | ("R5", [("R18", _)])
                | ("H1", [("R13", _)])
                | ("R6", [("R18", _)])
                | ("P-alternateEnclosure" | "P-value" | "P-podroll", _)
        );
        assert!(expected, "{rule}: {piece} → {replacement} also gives {others:?}");
    }
}

#[test]
fn a_show_without_an_episode_is_noted() {
    let (start, end) = (SOUND.find("<item>").unwrap(), SOUND.find("</channel>").unwrap());
    let found = findings(&format!("{}{}", &SOUND[..start], &SOUND[end..]));
    assert_eq!(found.iter().map(|finding| (finding.rule, finding.severity)).collect::<Vec<_>>(), [("A3", Note)]);
}

#[test]
fn an_entity_that_nobody_knows_is_told_once() {
    assert_eq!(broken("<title>Miasto", "<title>Miasto&nbsp;"), [("R1", Must)].into());
    assert_eq!(broken("<title>Miasto", "<title>Miasto&#x0B;"), [("R2", Must)].into());
}

#[test]
fn a_feed_that_is_longer_than_is_read_does_not_break_off() {
    let long = with("<!--channel-->", &format!("<!--{}-->", "x".repeat(MAX_BYTES)));
    let found = lint(long.as_bytes(), &context());
    assert!(found.iter().all(|finding| !matches!(finding.fault, Fault::BrokenXml(_))), "{found:?}");
}

#[test]
fn long_texts_are_counted_in_bytes_or_characters_as_their_rule_says() {
    let polish = "ż".repeat(2001);
    assert_eq!(broken("O dialogu.", &polish), [("A9", Must)].into());
    assert_eq!(broken("Kto słucha?", &polish), [("A27", Should)].into());
    assert_eq!(broken("O dialogu.", &polish[..4000]), [].into());
    assert_eq!(broken("<title>Miasto", &format!("<title>{}", "ż".repeat(256))), [("A7", Should)].into());
    assert_eq!(broken("<title>Miasto", &format!("<title>{}", "ż".repeat(255))), [].into());
}

#[test]
fn what_is_there_twice_is_told_with_the_line_of_the_first() {
    let feed = with("</item>", SECOND);
    let twice = |one: &str, other: &str| findings(&feed.replace(one, other));
    let guid = twice("11111111-56b8-5d7c-9448-ba1993ab46b7", "cda647ce-56b8-5d7c-9448-ba1993ab46b7");
    assert_eq!(guid.len(), 1);
    assert_eq!((guid[0].rule, guid[0].xpath.as_str()), ("R9", "/rss/channel/item[2]/guid"));
    assert!(guid[0].problem(Lang::En).contains("line 25"), "{}", guid[0].problem(Lang::En));
    let url = twice("drugi.mp3", "miasto.mp3");
    assert_eq!((url.len(), url[0].rule, url[0].severity), (1, "A3", Must));
    let name = twice("example.org/drugi.mp3", "example.org/2/miasto.mp3");
    assert_eq!((name.len(), name[0].rule), (1, "H17"));
}

#[test]
fn a_serial_needs_numbers_and_its_trailer_none() {
    let serial = with("episodic", "serial");
    assert_eq!(findings(&serial), []);
    let feed = serial.replace("<itunes:episode>3</itunes:episode>\n", "");
    assert_eq!(findings(&feed)[0].rule, "A16");
    assert_eq!(findings(&feed.replace(">full<", ">trailer<")), []);
}

#[test]
fn large_feeds_and_huge_ones_are_noted() {
    let of = |bytes: usize| findings(&with("<!--channel-->", &format!("<!--{}-->", "x".repeat(bytes))));
    assert_eq!(of(1_100_000)[0].rule, "A30");
    assert_eq!(of(5_100_000)[0].rule, "R22");
}

#[test]
fn other_encodings_are_read() {
    let latin = with("encoding=\"UTF-8\"", "encoding=\"ISO-8859-2\"");
    let (bytes, ..) = encoding_rs::ISO_8859_2.encode(&latin);
    let found: Vec<_> = lint(&bytes, &context()).iter().map(|finding| finding.rule).collect();
    assert_eq!(found, ["A1"]);
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(SOUND.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let found: Vec<_> = lint(&wide, &context()).iter().map(|finding| finding.rule).collect();
    assert_eq!(found, ["A1"]);
    let mut torn = SOUND.as_bytes().to_vec();
    let place = SOUND.find("słucha").unwrap() + 1;
    torn[place] = 0xff;
    assert_eq!(lint(&torn, &context()).iter().next().map(|finding| (finding.rule, finding.line)), Some(("R1", 27)));
}

#[test]
fn web_pages_and_atom_are_told_from_rss() {
    for (document, root) in
        [("<!doctype html><html><body>", "html"), ("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", "atom:feed")]
    {
        let found = findings(document);
        assert!(found.iter().any(|finding| finding.fault == Fault::NotRss { root: root.into() }), "{found:?}");
    }
    assert_eq!(findings("").len(), 1);
    assert_eq!(findings("nothing").iter().filter(|finding| finding.severity == Must).count(), 2);
}

#[test]
fn a_thousand_of_one_kind_are_counted_and_a_hundred_kept() {
    let items = "</item><item>".repeat(1000);
    let found = lint(with("</item>", &format!("{items}</item>")).as_bytes(), &context());
    assert_eq!(found.count_of("A4", Must), 1000);
    assert_eq!(found.iter().filter(|finding| finding.rule == "A4").count(), 100);
}

#[test]
fn ids_are_unique_and_those_of_the_checklist() {
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    // Left out is what no document tells: A2 and H6 to H19 are for servers, A6 is H7, A8 is R3, A22, A33, A35, A36 and
    // A25 (the GUID of a replaced file) are for people.
    let listed = [
        "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17",
        "R18", "R19", "R20", "R21", "R22", "A1", "A2", "A3", "A4", "A5", "A7", "A9", "A10", "A11", "A12", "A13", "A14",
        "A15", "A16", "A17", "A18", "A19", "A20", "A21", "A23", "A24", "A26", "A27", "A28", "A29", "A30", "A31", "A32",
        "A34", "H1", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H15", "H16", "H17", "H19", "PSC",
    ];
    let ours: BTreeSet<&str> = ids.iter().copied().filter(|id| !id.contains('-')).collect();
    assert_eq!(ours, listed.into_iter().collect());
    let broken: BTreeSet<&str> = BREAKS.iter().map(|(rule, ..)| *rule).collect();
    let untested: Vec<_> =
        rules().filter(|rule| !rule.needs_answers() && !broken.contains(rule.id)).map(|rule| rule.id).collect();
    assert_eq!(untested, ["R22", "A30", "A9"], "each rule has a feed that breaks it; these three are tested above");
}

#[test]
fn every_sentence_is_said_in_both_languages() {
    for &(rule, _, piece, replacement) in BREAKS {
        for finding in findings(&with(piece, replacement)) {
            let [pl, en] = [Lang::Pl, Lang::En].map(|lang| (finding.problem(lang), finding.mend(lang)));
            assert_ne!(pl.0, en.0, "{rule}");
            for sentence in [&pl.0, &pl.1, &en.0, &en.1] {
                assert!(sentence.len() > 5 && !sentence.ends_with("…."), "{rule}: {sentence}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(document in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = lint(&document, &context());
    }

    #[test]
    fn any_damage_to_a_feed_is_read(place in 0..SOUND.len(), length in 0_usize..200, with in "(\\PC|[<>&\"'=/!\\[\\]-]){0,40}") {
        let start = SOUND.floor_char_boundary(place);
        let end = SOUND.floor_char_boundary((start + length).min(SOUND.len())).max(start);
        let damaged = format!("{}{with}{}", &SOUND[..start], &SOUND[end..]);
        for finding in &lint(damaged.as_bytes(), &context()) {
            prop_assert!(!finding.problem(Lang::Pl).is_empty() && !finding.mend(Lang::En).is_empty());
        }
    }

    #[test]
    fn any_soup_of_tags_is_read(soup in "(<[a-z:]{1,6}( [a-z:]{1,6}=\"[^\"]{0,6}\")?/?>|</[a-z:]{1,6}>|&[a-z#0-9]{0,5};?|\\PC|<!--|]]>|<!\\[CDATA\\[){0,200}") {
        let _ = lint(format!("<rss><channel>{soup}").as_bytes(), &context());
    }
}

#[test]
fn documents_made_to_harm_cost_little_time() {
    let started = std::time::Instant::now();
    let many = |piece: &str| piece.repeat(2_000_000 / piece.len());
    for inside in [
        many("<item/>"),
        many("<podcast:locked/>"),
        many("<itunes:type>serial</itunes:type><item/>"),
        many("<item><podcast:alternateEnclosure/><podcast:alternateEnclosure/>"),
        many("<image/>"),
        many("<itunes:category text=\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"/>"),
        format!("<item><description><![CDATA[{}]]></description></item>", many("<a =\"<b ='")),
        many("&"),
        many("</a>"),
        many("<a b=\"&&&&&&&&&&&&&&&&&&&&\"/>"),
        many("<!-- "),
        many("<![CDATA["),
        many("<a xmlns:b=\"c\">"),
    ] {
        let document = with("<!--channel-->", &inside);
        let _ = lint(document.as_bytes(), &context());
    }
    // Thirteen documents of 2 MB; unoptimised, and on a busy machine.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

/// The fixtures, and the grave rules that each breaks.
const FIXTURES: &[(&str, &[&str])] = &[
    ("plugin.xml", &["R1", "R11", "A20", "A24"]),
    ("automation.xml", &["R8", "R9"]),
    ("script.xml", &["R1", "R5", "A1", "A4"]),
    ("old.xml", &["A1", "A13"]),
    ("cut.xml", &["R1", "A3"]),
    ("entities.xml", &["R1"]),
    ("prefixes.xml", &[]),
];

#[test]
fn feeds_of_all_kinds_are_read_and_their_faults_found() {
    for (name, expected) in FIXTURES {
        let path = format!("{}/fixtures/feeds/{name}", env!("CARGO_MANIFEST_DIR"));
        let document = std::fs::read(&path).unwrap();
        let found = lint(&document, &Context { address: None, now: context().now });
        let grave: BTreeSet<&str> =
            found.iter().filter(|finding| finding.severity == Must).map(|finding| finding.rule).collect();
        assert_eq!(grave, expected.iter().copied().collect(), "{name}");
        let titles = found.iter().filter(|finding| finding.rule == "R3").count();
        assert_eq!(titles, 0, "{name}: what is whole in it is read");
    }
}
