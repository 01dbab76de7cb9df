//! How a feed is served, judged from the answers to a handful of requests that somebody else made.

use super::fault::Fault;
use super::finding::{Findings, Severity};
use super::rule::{Desk, How};
use super::rules;

/// One answer of a server.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in lower case, and values.
    pub fields: Vec<(String, String)>,
    /// Bytes of the body, as they came.
    pub bytes: usize,
    /// SHA-256 of the body.
    pub sha256: [u8; 32],
}

impl Answer {
    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// The media type without parameters, in lower case; empty when there is none.
    pub fn media_type(&self) -> String {
        let value = self.field("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The number in `Content-Length`.
    pub fn length(&self) -> Option<u64> {
        self.field("content-length").and_then(|length| length.parse().ok())
    }
}

/// The answers of a feed's server.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// How many redirects came before.
    pub redirects: usize,
    /// GET, without compression.
    pub plain: Answer,
    /// The same request a moment later.
    pub again: Option<Answer>,
    /// GET with `Accept-Encoding: gzip`.
    pub gzip: Option<Answer>,
    /// HEAD.
    pub head: Option<Answer>,
    /// GET with `If-None-Match`.
    pub by_tag: Option<Answer>,
    /// GET with `If-Modified-Since`.
    pub by_date: Option<Answer>,
    /// Whether the document names a WebSub hub.
    pub has_hub: bool,
    /// The encoding that the document says it has, if it says one.
    pub encoding: Option<String>,
}

/// Judges how a feed is served.
pub fn delivery(answers: &Delivery) -> Findings {
    let mut findings = Findings::default();
    for rule in rules::all() {
        if let How::Delivery(check) = rule.how {
            check(answers, &mut Desk::of(rule, &mut findings));
        }
    }
    findings.sort();
    findings
}

/// H6: types that readers take for a feed.
pub(super) fn media_type(answers: &Delivery, desk: &mut Desk<'_>) {
    let media_type = answers.plain.media_type();
    let right = "application/rss+xml; charset=utf-8".to_owned();
    let fault = Fault::ServedAs { what: "<rss>".into(), media_type: media_type.clone(), right };
    match media_type.as_str() {
        "application/rss+xml" => {}
        "application/xml" | "text/xml" => desk.tell_nowhere(Severity::Note, fault),
        _ => desk.tell_nowhere(Severity::Must, fault),
    }
    let value = answers.plain.field("content-type").unwrap_or_default().to_ascii_lowercase();
    let charset = value.split(';').find_map(|part| part.trim().strip_prefix("charset=")).map(|it| it.trim_matches('"'));
    let is = answers.encoding.as_deref().unwrap_or("utf-8").to_ascii_lowercase();
    if let Some(said) = charset.filter(|said| **said != is) {
        desk.tell_nowhere(Severity::Must, Fault::CharsetContradicts { said: said.to_owned(), is });
    }
}

/// H7: whoever has the feed already is told so.
pub(super) fn validators(answers: &Delivery, desk: &mut Desk<'_>) {
    let has = |name| answers.plain.field(name).is_some();
    match (has("etag"), has("last-modified")) {
        (true, true) => {}
        (false, false) => {
            desk.tell_nowhere(Severity::Must, Fault::NoValidators { missing: "ETag, Last-Modified" });
        }
        (false, true) => desk.tell_nowhere(Severity::Should, Fault::NoValidators { missing: "ETag" }),
        (true, false) => desk.tell_nowhere(Severity::Should, Fault::NoValidators { missing: "Last-Modified" }),
    }
    for (field, answer) in [("If-None-Match", &answers.by_tag), ("If-Modified-Since", &answers.by_date)] {
        match answer {
            Some(answer) if answer.status != 304 => {
                desk.tell_nowhere(Severity::Must, Fault::NoNotModified { field, status: answer.status });
            }
            Some(answer) if answer.bytes > 0 => desk.tell_nowhere(Severity::Must, Fault::BodyInNotModified),
            _ => {}
        }
    }
}

/// H8: a strong tag names bytes.
pub(super) fn tags(answers: &Delivery, desk: &mut Desk<'_>) {
    if answers.again.as_ref().is_some_and(|again| again.status == 200 && again.sha256 != answers.plain.sha256) {
        desk.tell_nowhere(Severity::Should, Fault::NotStable);
    }
    let Some(gzip) = answers.gzip.as_ref().filter(|gzip| is_compressed(gzip)) else { return };
    let plain_tag = answers.plain.field("etag").filter(|tag| !tag.starts_with("W/"));
    if let Some(etag) = plain_tag.filter(|tag| gzip.field("etag") == Some(tag)) {
        desk.tell_nowhere(Severity::Must, Fault::SameTagForGzip { etag: etag.chars().take(60).collect() });
    }
    let varies = gzip.fields.iter().filter(|(name, _)| name == "vary").any(|(_, value)| {
        value.split(',').any(|part| part.trim() == "*" || part.trim().eq_ignore_ascii_case("accept-encoding"))
    });
    if !varies {
        desk.tell_nowhere(Severity::Must, Fault::NoVary);
    }
}

fn is_compressed(answer: &Answer) -> bool {
    answer.field("content-encoding").is_some_and(|encoding| !encoding.eq_ignore_ascii_case("identity"))
}

/// Bytes below which compression saves no packet.
const SMALL: usize = 1400;

/// H9: feeds shrink to a tenth.
pub(super) fn compression(answers: &Delivery, desk: &mut Desk<'_>) {
    if answers.plain.bytes > SMALL && answers.gzip.as_ref().is_some_and(|gzip| !is_compressed(gzip)) {
        desk.tell_nowhere(Severity::Should, Fault::NotCompressed { bytes: answers.plain.bytes });
    }
}

/// H10: HEAD is GET without its body.
pub(super) fn head(answers: &Delivery, desk: &mut Desk<'_>) {
    let Some(head) = &answers.head else { return };
    if head.status != answers.plain.status {
        return desk.tell_nowhere(Severity::Must, Fault::HeadStatus { status: head.status });
    }
    for field in ["content-type", "content-length", "etag"] {
        if let (Some(said), Some(real)) = (head.field(field), answers.plain.field(field))
            && said != real
        {
            let (head, get) = (said.chars().take(60).collect(), real.chars().take(60).collect());
            desk.tell_nowhere(Severity::Should, Fault::HeadDiffers { field, head, get });
        }
    }
}

/// H19: some apps follow few redirects.
pub(super) fn redirects(answers: &Delivery, desk: &mut Desk<'_>) {
    if answers.redirects > super::linked::FEW_REDIRECTS {
        let fault = Fault::TooManyRedirects { what: "<rss>".into(), count: answers.redirects };
        desk.tell_nowhere(Severity::Should, fault);
    }
}

/// H1: subscribers look at the Link header first.
pub(super) fn hub_header(answers: &Delivery, desk: &mut Desk<'_>) {
    let mut links = answers.plain.fields.iter().filter(|(name, _)| name == "link").map(|(_, value)| value.as_str());
    if answers.has_hub && !links.any(|link| link.contains("rel=\"hub\"") || link.contains("rel=hub")) {
        desk.tell_nowhere(Severity::Should, Fault::NoHubHeader);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, fields: &[(&str, &str)], bytes: usize) -> Answer {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Answer { status, fields, bytes, ..Answer::default() }
    }

    fn good() -> Delivery {
        let plain = [
            ("content-type", "application/rss+xml; charset=utf-8"),
            ("etag", "\"a\""),
            ("last-modified", "Tue, 03 Nov 2026 08:00:00 GMT"),
            ("content-length", "9000"),
            ("link", "<https://hub.example.org/>; rel=\"hub\""),
        ];
        let gzip = [("content-encoding", "gzip"), ("etag", "\"b\""), ("vary", "Accept-Encoding")];
        Delivery {
            plain: answer(200, &plain, 9000),
            again: Some(answer(200, &plain, 9000)),
            gzip: Some(answer(200, &gzip, 900)),
            head: Some(answer(200, &plain, 0)),
            by_tag: Some(answer(304, &[], 0)),
            by_date: Some(answer(304, &[], 0)),
            has_hub: true,
            ..Delivery::default()
        }
    }

    fn rules(change: impl FnOnce(&mut Delivery)) -> Vec<(&'static str, Severity)> {
        let mut answers = good();
        change(&mut answers);
        delivery(&answers).iter().map(|finding| (finding.rule, finding.severity)).collect()
    }

    fn set(answer: &mut Answer, name: &str, value: &str) {
        answer.fields.retain(|(key, _)| key != name);
        answer.fields.push((name.to_owned(), value.to_owned()));
    }

    #[test]
    fn a_feed_that_is_served_well_has_nothing_against_it() {
        assert_eq!(rules(|_| {}), []);
    }

    #[test]
    fn each_way_of_serving_it_badly_has_its_rule() {
        use Severity::{Must, Should};
        assert_eq!(rules(|it| set(&mut it.plain, "content-type", "text/html")), [("H6", Must), ("H10", Should)]);
        assert_eq!(rules(|it| it.encoding = Some("ISO-8859-2".into())), [("H6", Must)]);
        assert_eq!(rules(|it| it.by_tag = Some(answer(200, &[], 9000))), [("H7", Must)]);
        assert_eq!(rules(|it| it.by_date = Some(answer(304, &[], 10))), [("H7", Must)]);
        assert_eq!(rules(|it| it.plain.fields.retain(|(name, _)| name != "etag")), [("H7", Should)]);
        assert_eq!(
            rules(|it| it.again = Some(Answer { sha256: [1; 32], status: 200, ..Answer::default() })),
            [("H8", Should)]
        );
        assert_eq!(rules(|it| it.gzip.iter_mut().for_each(|gzip| set(gzip, "etag", "\"a\""))), [("H8", Must)]);
        assert_eq!(rules(|it| it.gzip.iter_mut().for_each(|gzip| set(gzip, "vary", "Cookie"))), [("H8", Must)]);
        assert_eq!(rules(|it| it.gzip = Some(answer(200, &[], 9000))), [("H9", Should)]);
        assert_eq!(rules(|it| it.head = Some(answer(405, &[], 0))), [("H10", Must)]);
        assert_eq!(rules(|it| it.plain.fields.retain(|(name, _)| name != "link")), [("H1-header", Should)]);
        assert_eq!(rules(|it| it.redirects = 6), [("H19-feed", Should)]);
    }
}
