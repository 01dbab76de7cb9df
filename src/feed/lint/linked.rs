//! What a feed links: which addresses to look at, and what is wrong with what was found there.

use url::Url;

use super::delivery::Answer;
use super::fault::{Fault, Miss, UnfitChapters, UnfitPicture, shown};
use super::feed::Feed;
use super::finding::{Findings, Severity};
use super::marks::{self, Mark};
use super::read::{self, Node};
use super::rule::{Desk, How};
use super::{Context, rules, value};

/// Redirects that every app follows.
pub(super) const FEW_REDIRECTS: usize = 5;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// An `<enclosure>`, or another form of one.
    Recording,
    /// A cover.
    Artwork,
    /// A page for people.
    Page,
    /// Chapters as JSON.
    Chapters,
    /// A transcript.
    Transcript,
    /// The page of the feed with the next older episodes (RFC 5005).
    Older,
}

/// A link of a feed.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is for.
    pub use_: Use,
    /// Where it leads.
    pub url: Url,
    /// Line of the document.
    pub line: u32,
    /// The element.
    pub xpath: String,
    /// The element's name in sentences.
    pub what: String,
    /// The media type that the feed says it has.
    pub media_type: Option<String>,
    /// The length in bytes that the feed says it has.
    pub length: Option<u64>,
    /// Of chapters: those of the same episode that stand in the feed itself.
    pub simple: Option<Vec<Mark>>,
}

impl Link {
    /// Whether the episode or the show is worth nothing without what it links.
    pub fn is_vital(&self) -> bool {
        matches!(self.use_, Use::Recording | Use::Artwork)
    }
}

/// What was found where a link leads.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many redirects came before.
    pub redirects: usize,
    /// HEAD; with an `Origin`, as a browser's script has it.
    pub head: Answer,
    /// GET with `Range: bytes=0-1`, of recordings.
    pub range: Option<Answer>,
    /// Why the picture or the chapters there do not do; None when they do, or were not read.
    pub unfit: Option<Unfit>,
    /// The chapters there, when they do.
    pub chapters: Option<Vec<Mark>>,
}

/// Why a file is not what it is linked as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// A picture that is no artwork.
    Picture(UnfitPicture),
    /// A document that is no chapters.
    Chapters(UnfitChapters),
}

/// Everything that a feed links, of its newest `episodes`: what stands on top counts as newest.
pub fn links(document: &[u8], context: &Context, episodes: usize) -> Vec<Link> {
    let tree = read::tree(document);
    let feed = Feed::of(&tree, context);
    let mut links = Vec::new();
    let Some(channel) = feed.channel else { return links };
    of_part(channel, &mut links);
    for item in feed.items().take(episodes) {
        of_part(item, &mut links);
    }
    let mut seen = std::collections::HashSet::new();
    links.retain(|link| seen.insert((link.url.clone(), link.use_)));
    links
}

/// The page with older episodes (RFC 5005).
pub fn older_page(document: &[u8], context: &Context) -> Option<Link> {
    let tree = read::tree(document);
    let feed = Feed::of(&tree, context);
    let of = |rel: &str| feed.in_channel("atom:link").find(|link| link.attribute("rel") == Some(rel));
    let node = of("next").or_else(|| of("prev-archive"))?;
    let url = value::web(node.attribute("href")?)?;
    let what = format!("<atom:link rel=\"{}\">", node.attribute("rel").unwrap_or_default());
    Some(Link { what, ..link_of(node, Use::Older, url) })
}

/// Whether a document names a WebSub hub.
pub fn has_hub(document: &[u8], context: &Context) -> bool {
    let tree = read::tree(document);
    Feed::of(&tree, context).in_channel("atom:link").any(|link| link.attribute("rel") == Some("hub"))
}

fn of_part(part: Node<'_>, links: &mut Vec<Link>) {
    for node in part.children() {
        let (use_, address) = match node.name() {
            "enclosure" => (Use::Recording, node.attribute("url")),
            "itunes:image" => (Use::Artwork, node.attribute("href")),
            "link" => (Use::Page, Some(node.text())),
            "podcast:chapters" => (Use::Chapters, node.attribute("url")),
            "podcast:transcript" => (Use::Transcript, node.attribute("url")),
            "podcast:alternateEnclosure" => {
                (Use::Recording, node.child("podcast:source").and_then(|source| source.attribute("uri")))
            }
            _ => continue,
        };
        let Some(url) = address.and_then(value::web) else { continue };
        let simple = if use_ == Use::Chapters { marks::simple_chapters(part) } else { None };
        links.push(Link { simple, ..link_of(node, use_, url) });
    }
}

fn link_of(node: Node<'_>, use_: Use, url: Url) -> Link {
    Link {
        use_,
        url,
        line: node.line(),
        xpath: node.path(),
        what: format!("<{}>", node.name()),
        media_type: node.attribute("type").map(str::to_owned),
        length: node.attribute("length").and_then(value::whole).filter(|&length| length > 0),
        simple: None,
    }
}

/// Judges what was found, or why nothing was.
pub fn linked(link: &Link, found: &Result<Found, Miss>) -> Findings {
    let mut findings = Findings::default();
    for rule in rules::all() {
        if let How::Linked(check) = rule.how {
            check(link, found, &mut Desk::of(rule, &mut findings));
        }
    }
    findings.sort();
    findings
}

fn tell(link: &Link, severity: Severity, fault: Fault, desk: &mut Desk<'_>) {
    desk.at(severity, link.line, || link.xpath.clone(), fault);
}

fn is_ok(found: &Found) -> bool {
    (200..300).contains(&found.head.status)
}

/// Whether HEAD is what the server does not know, rather than the address.
fn refuses_head(found: &Found) -> bool {
    matches!(found.head.status, 403 | 405 | 501) && found.range.as_ref().is_some_and(|range| range.status == 206)
}

/// H19: what is linked is there, few redirects away.
pub(super) fn is_there(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    let (what, url) = (link.what.clone(), shown(link.url.as_str()));
    match found {
        Err(Miss::Answered { status }) => {
            tell(link, Severity::Should, Fault::Status { what, url, status: *status }, desk);
        }
        Err(why @ Miss::NoTime { .. }) => {
            tell(link, Severity::Note, Fault::Unreachable { what, url, why: why.clone() }, desk);
        }
        Err(_) if link.is_vital() => {}
        Err(why) => tell(link, Severity::Should, Fault::Unreachable { what, url, why: why.clone() }, desk),
        // Sites refuse robots by 401, 403 or 429 that let people in.
        Ok(found) if link.use_ == Use::Page && matches!(found.head.status, 401 | 403 | 405 | 429 | 501) => {}
        Ok(found) if !is_ok(found) && !refuses_head(found) && !link.is_vital() => {
            tell(link, Severity::Should, Fault::Status { what, url, status: found.head.status }, desk);
        }
        Ok(found) if found.redirects > FEW_REDIRECTS => {
            tell(link, Severity::Should, Fault::TooManyRedirects { what, count: found.redirects }, desk);
        }
        Ok(_) => {}
    }
}

/// A2: Apple asks by HEAD for artwork and recordings.
pub(super) fn head(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    if !link.is_vital() {
        return;
    }
    let (what, url) = (link.what.clone(), shown(link.url.as_str()));
    match found {
        Ok(found) if is_ok(found) => {}
        Ok(found) => tell(link, Severity::Must, Fault::Status { what, url, status: found.head.status }, desk),
        Err(Miss::NoTime { .. }) => {}
        Err(why) => tell(link, Severity::Must, Fault::Unreachable { what, url, why: why.clone() }, desk),
    }
}

/// H11: the first two bytes, as Apple's players ask for them.
pub(super) fn range(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    let Ok(Found { head, range: Some(range), .. }) = found else { return };
    let url = shown(link.url.as_str());
    if range.status != 206 {
        // What is not there at all is A2's business.
        if (200..300).contains(&head.status) {
            tell(link, Severity::Must, Fault::NoRange { url, status: range.status }, desk);
        }
        return;
    }
    let said = range.field("content-range").unwrap_or_default();
    if !said.starts_with("bytes 0-1/") || range.bytes != 2 {
        tell(link, Severity::Must, Fault::WrongRange { url, said: shown(said) }, desk);
    }
}

/// H15: length and type are those of the feed.
pub(super) fn is_as_said(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    let Ok(found) = found else { return };
    if !is_ok(found) || link.use_ == Use::Page {
        return;
    }
    let (what, url) = (link.what.clone(), shown(link.url.as_str()));
    let media_type = found.head.media_type();
    if media_type == "text/html" && link.media_type.as_deref() != Some("text/html") {
        return tell(link, Severity::Must, Fault::LeadsToPage { what, url }, desk);
    }
    let is = full_length(found).or_else(|| found.head.length());
    if let (Some(said), Some(is)) = (link.length, is)
        && said != is
    {
        tell(link, Severity::Should, Fault::LengthDiffers { url, said, is }, desk);
    }
    let Some(said) = link.media_type.as_deref().and_then(|said| said.split(';').next()) else { return };
    if !same_type(said, &media_type) {
        let fault = Fault::ServedAs { what, media_type, right: said.trim().to_owned() };
        tell(link, Severity::Should, fault, desk);
    }
}

/// The length in `Content-Range: bytes 0-1/N`.
fn full_length(found: &Found) -> Option<u64> {
    let range = found.range.as_ref().filter(|range| range.status == 206)?;
    range.field("content-range")?.rsplit('/').next()?.parse().ok()
}

/// Whether two media types name the same, several names of one form included.
fn same_type(said: &str, is: &str) -> bool {
    const ALIKE: [&[&str]; 4] = [
        &["audio/x-m4a", "audio/m4a", "audio/mp4", "audio/aac"],
        &["audio/mpeg", "audio/mp3"],
        &["application/json+chapters", "application/json"],
        &["application/x-subrip", "application/srt", "text/srt"],
    ];
    let said = said.trim().to_ascii_lowercase();
    said == is || ALIKE.iter().any(|alike| alike.contains(&said.as_str()) && alike.contains(&is))
}

/// H16: scripts of other sites may read chapters and transcripts.
pub(super) fn cross_origin(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    let Ok(found) = found else { return };
    let is_for_players = matches!(link.use_, Use::Chapters | Use::Transcript);
    if is_for_players && is_ok(found) && found.head.field("access-control-allow-origin").is_none() {
        let fault = Fault::NoCors { what: link.what.clone(), url: shown(link.url.as_str()) };
        tell(link, Severity::Should, fault, desk);
    }
}

/// A10, from the picture itself.
pub(super) fn picture(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    if let Ok(Found { unfit: Some(Unfit::Picture(why)), .. }) = found {
        let fault = Fault::BadPicture { url: shown(link.url.as_str()), why: why.clone() };
        tell(link, Severity::Must, fault, desk);
    }
}

/// P-chapters, from the chapters themselves.
pub(super) fn chapters(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    if let Ok(Found { unfit: Some(Unfit::Chapters(why)), .. }) = found {
        let fault = Fault::BadChapters { url: shown(link.url.as_str()), why: why.clone() };
        tell(link, Severity::Must, fault, desk);
    }
}

/// PSC-json: the same chapters in both forms, whichever an app reads.
pub(super) fn forms_agree(link: &Link, found: &Result<Found, Miss>, desk: &mut Desk<'_>) {
    let Ok(Found { chapters: Some(json), .. }) = found else { return };
    if let Some(difference) = link.simple.as_ref().and_then(|simple| marks::difference(simple, json)) {
        tell(link, Severity::Should, Fault::Disagree(difference), desk);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, fields: &[(&str, &str)], bytes: usize) -> Answer {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Answer { status, fields, bytes, ..Answer::default() }
    }

    fn recording() -> (Link, Found) {
        let link = Link {
            use_: Use::Recording,
            url: "https://example.org/a.mp3".parse().unwrap(),
            line: 7,
            xpath: "/rss/channel/item[1]/enclosure".into(),
            what: "<enclosure>".into(),
            media_type: Some("audio/mpeg".into()),
            length: Some(1000),
            simple: None,
        };
        let head = answer(200, &[("content-type", "audio/mpeg"), ("content-length", "1000")], 0);
        let range = Some(answer(206, &[("content-range", "bytes 0-1/1000")], 2));
        (link, Found { head, range, ..Found::default() })
    }

    fn rules(change: impl FnOnce(&mut Link, &mut Found)) -> Vec<(&'static str, Severity)> {
        let (mut link, mut found) = recording();
        change(&mut link, &mut found);
        linked(&link, &Ok(found)).iter().map(|finding| (finding.rule, finding.severity)).collect()
    }

    #[test]
    fn a_recording_that_is_as_the_feed_says_has_nothing_against_it() {
        assert_eq!(rules(|_, _| {}), []);
    }

    #[test]
    fn each_way_of_not_being_so_has_its_rule() {
        use Severity::{Must, Should};
        assert_eq!(rules(|_, found| found.head.status = 404), [("A2", Must)]);
        assert_eq!(rules(|_, found| found.range = Some(answer(200, &[], 1000))), [("H11", Must)]);
        assert_eq!(
            rules(|_, found| found.range = Some(answer(206, &[("content-range", "bytes 0-1/1000")], 9))),
            [("H11", Must)]
        );
        assert_eq!(rules(|link, _| link.length = Some(900)), [("H15", Should)]);
        assert_eq!(rules(|link, _| link.media_type = Some("audio/x-m4a".into())), [("H15", Should)]);
        let page = |_: &mut Link, found: &mut Found| found.head = answer(200, &[("content-type", "text/html")], 0);
        assert_eq!(rules(page), [("H15", Must)]);
        assert_eq!(rules(|_, found| found.redirects = 6), [("H19", Should)]);
        assert_eq!(rules(|link, _| link.use_ = Use::Transcript), [("H16", Should)]);
        let dark = |link: &mut Link, found: &mut Found| {
            link.use_ = Use::Artwork;
            found.unfit = Some(Unfit::Picture(UnfitPicture::Form));
        };
        assert_eq!(rules(dark), [("A10-picture", Must)]);
        let torn = |link: &mut Link, found: &mut Found| {
            link.use_ = Use::Chapters;
            found.head.fields.push(("access-control-allow-origin".into(), "*".into()));
            found.unfit = Some(Unfit::Chapters(UnfitChapters::NoVersion));
        };
        assert_eq!(rules(torn), [("P-chapters-file", Must)]);
        let two = |link: &mut Link, found: &mut Found| {
            let mark = |start| Mark { start, title: "A".into(), is_hidden: false };
            link.use_ = Use::Chapters;
            link.simple = Some(vec![mark(0.0)]);
            found.head.fields.push(("access-control-allow-origin".into(), "*".into()));
            found.chapters = Some(vec![mark(0.5)]);
        };
        assert_eq!(rules(two), [("PSC-json", Should)]);
    }

    #[test]
    fn a_recording_that_nobody_serves_must_be_mended_and_a_page_should() {
        use Severity::{Must, Note, Should};
        let missed = |use_: Use, why: Miss| -> Vec<_> {
            let link = Link { use_, ..recording().0 };
            linked(&link, &Err(why)).iter().map(|finding| (finding.rule, finding.severity)).collect()
        };
        assert_eq!(missed(Use::Recording, Miss::NoHost), [("A2", Must)]);
        assert_eq!(missed(Use::Artwork, Miss::Refused), [("A2", Must)]);
        assert_eq!(missed(Use::Page, Miss::Slow), [("H19", Should)]);
        assert_eq!(missed(Use::Older, Miss::Answered { status: 404 }), [("H19", Should)]);
        assert_eq!(missed(Use::Recording, Miss::NoTime { seconds: 600 }), [("H19", Note)]);
    }
}
