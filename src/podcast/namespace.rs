//! What the podcast namespace lets shows and episodes alike say of themselves (podcast-namespace, docs/1.0.md).
//!
//! Each type is parsed where it is entered, so that whatever is stored can be written into a feed as it is.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use super::guid::Guid;
use super::text::{Line, TextError};

/// A line of at most `MAX` characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Limited<const MAX: usize>(Line);

/// The names and titles of the namespace: at most 128 characters.
pub type Name = Limited<128>;

/// The short labels of the namespace: at most 32 characters.
pub type Label = Limited<32>;

impl<const MAX: usize> utoipa::PartialSchema for Limited<MAX> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let text = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::Type::String);
        text.min_length(Some(1)).max_length(Some(MAX)).into()
    }
}

impl<const MAX: usize> utoipa::ToSchema for Limited<MAX> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("LineOf{MAX}").into()
    }
}

impl<const MAX: usize> Limited<MAX> {
    /// Makes a line of what was typed.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let line = Line::parse(typed).map_err(|error| match error {
            TextError::TooLong { actual, .. } => TextError::TooLong { actual, max: MAX },
            other => other,
        })?;
        match line.as_str().chars().count() {
            actual if actual > MAX => Err(TextError::TooLong { actual, max: MAX }),
            _ => Ok(Self(line)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl<const MAX: usize> TryFrom<String> for Limited<MAX> {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        Self::parse(&typed).map_err(|error| format!("\"{}\" {error}", typed.chars().take(40).collect::<String>()))
    }
}

impl<const MAX: usize> From<Limited<MAX>> for String {
    fn from(text: Limited<MAX>) -> Self {
        text.0.into()
    }
}

/// An https address in ASCII: the namespace takes no other, and Apple reads only ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[derive(utoipa::ToSchema)]
#[schema(format = "uri")]
pub struct HttpsUrl(String);

impl HttpsUrl {
    /// Bytes an address may hold.
    pub const MAX: usize = 2000;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for HttpsUrl {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        match Url::parse(typed.trim()) {
            Ok(url) if url.scheme() == "https" && url.has_host() && url.as_str().len() <= Self::MAX => {
                Ok(Self(url.into()))
            }
            _ => Err(format!(
                "\"{}\" is not an address that begins with https://; the podcast namespace takes no other",
                typed.chars().take(80).collect::<String>()
            )),
        }
    }
}

impl From<HttpsUrl> for String {
    fn from(url: HttpsUrl) -> Self {
        url.0
    }
}

impl fmt::Display for HttpsUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A place (`podcast:location`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Location {
    /// What people call it.
    pub name: Name,
    /// What the place is to the podcast.
    #[serde(default)]
    pub rel: LocationRel,
    /// Where it is: `geo:50.0617,19.9373` (RFC 5870).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geo: Option<Geo>,
    /// Its OpenStreetMap object: `R449696`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub osm: Option<Osm>,
    /// Its country: `PL` (ISO 3166-1 alpha-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
}

/// What a place is to a podcast.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[derive(utoipa::ToSchema)]
pub enum LocationRel {
    /// The podcast speaks of it.
    #[default]
    Subject,
    /// The podcast is made there.
    Creator,
}

impl LocationRel {
    /// The value of `rel`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Creator => "creator",
        }
    }
}

/// Makes a type of text that one function judges, with the sentence that says what it should be like.
macro_rules! judged {
    ($(#[$doc:meta])* $name:ident, $fits:expr, $like:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[derive(utoipa::ToSchema)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(typed: String) -> Result<Self, String> {
                let fits: fn(&str) -> bool = $fits;
                let text = typed.trim();
                if fits(text) {
                    return Ok(Self(text.to_owned()));
                }
                Err(format!(concat!("\"{}\" is not ", $like), text.chars().take(80).collect::<String>()))
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

judged! {
    /// A place on the globe (RFC 5870): `geo:lat,lon`, with altitude and uncertainty where known.
    Geo, is_geo, "a place like \"geo:50.0617,19.9373\""
}

fn is_geo(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("geo:") else { return false };
    let (place, uncertainty) = rest.split_once(";u=").map_or((rest, None), |(place, u)| (place, Some(u)));
    let numbers: Option<Vec<f64>> = place.split(',').map(decimal).collect();
    let plausible = match numbers.as_deref() {
        Some([lat, lon] | [lat, lon, _]) => lat.abs() <= 90.0 && lon.abs() <= 180.0,
        _ => false,
    };
    plausible && uncertainty.is_none_or(|u| decimal(u).is_some_and(|u| u >= 0.0))
}

/// A plain decimal number, without exponent, infinity or sign other than a minus.
fn decimal(text: &str) -> Option<f64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    if plain { text.parse().ok() } else { None }
}

judged! {
    /// An object of OpenStreetMap: node, way or relation, its number, perhaps a revision (`N…`, `W…`, `R…#…`).
    Osm, is_osm, "an OpenStreetMap object like \"R449696\""
}

fn is_osm(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.len() <= 19 && text.bytes().all(|b| b.is_ascii_digit());
    let Some(rest) = text.strip_prefix(['N', 'W', 'R']) else { return false };
    match rest.split_once('#') {
        Some((number, revision)) => digits(number) && digits(revision),
        None => digits(rest),
    }
}

/// The countries of ISO 3166-1, alpha-2.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY \
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK \
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR \
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK \
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM \
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

judged! {
    /// A country by its two capital letters (ISO 3166-1 alpha-2); the United Kingdom is `GB`.
    Country, |text| COUNTRIES.split(' ').any(|country| country == text),
    "a country like \"PL\" (ISO 3166-1, two capital letters; the United Kingdom is GB)"
}

judged! {
    /// Text of `podcast:txt`: 1 to 4000 characters without control characters.
    Freetext, |text| (1..=4000).contains(&text.chars().count())
        && text.chars().all(|c| super::text::is_xml_char(c) && !c.is_control()),
    "a text of 1 to 4000 characters without line breaks"
}

judged! {
    /// Any absolute address that is not plain http: `https://…`, `nostr:…`, `at://…`.
    SocialUri, |text| text.len() <= HttpsUrl::MAX && text.is_ascii()
        && !text.bytes().any(|b| b.is_ascii_control() || b == b' ')
        && Url::parse(text).is_ok_and(|url| !matches!(url.scheme(), "http" | "javascript" | "data" | "file")),
    "the address of a post like \"https://example.social/@anna/123\""
}

/// A line of free text for machines (`podcast:txt`): a directory's code of ownership, mostly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Txt {
    /// The text.
    pub text: Freetext,
    /// What it is for: `verify`, `applepodcastsverify`, `ai-content`, `release` …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Name>,
}

/// Where people talk about it (`podcast:socialInteract`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SocialFields")]
#[derive(utoipa::ToSchema)]
pub struct Social {
    /// By which protocol.
    pub protocol: Protocol,
    /// The root post; none only where talk is not wished for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<SocialUri>,
    /// Who posted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<Name>,
    /// Their page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_url: Option<HttpsUrl>,
    /// Which to show first; small first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SocialFields {
    protocol: Protocol,
    uri: Option<SocialUri>,
    account_id: Option<Name>,
    account_url: Option<HttpsUrl>,
    priority: Option<u32>,
}

impl TryFrom<SocialFields> for Social {
    type Error = &'static str;
    fn try_from(fields: SocialFields) -> Result<Self, Self::Error> {
        let SocialFields { protocol, uri, account_id, account_url, priority } = fields;
        match (protocol, &uri) {
            (Protocol::Disabled, Some(_)) => return Err("says \"disabled\", and then there is no \"uri\""),
            (Protocol::Disabled, None) | (_, Some(_)) => {}
            (_, None) => return Err("needs \"uri\", the address of the post under which people talk"),
        }
        Ok(Self { protocol, uri, account_id, account_url, priority })
    }
}

/// Protocols of `podcast:socialInteract`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "names of protocols")]
#[derive(utoipa::ToSchema)]
pub enum Protocol {
    Disabled,
    ActivityPub,
    Twitter,
    Lightning,
    AtProto,
    Hive,
    Matrix,
    Nostr,
}

impl Protocol {
    /// The value of `protocol`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::ActivityPub => "activitypub",
            Self::Twitter => "twitter",
            Self::Lightning => "lightning",
            Self::AtProto => "atproto",
            Self::Hive => "hive",
            Self::Matrix => "matrix",
            Self::Nostr => "nostr",
        }
    }
}

/// A feed, or an item in one, elsewhere (`podcast:remoteItem`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoteItem {
    /// The `podcast:guid` of that feed.
    pub feed_guid: Uuid,
    /// Where that feed is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<HttpsUrl>,
    /// The item; none for the whole feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_guid: Option<Guid>,
    /// What that feed holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
}

/// What a feed holds (`podcast:medium`), as far as audio goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words of the namespace")]
pub enum Medium {
    #[default]
    Podcast,
    Music,
    Video,
    Film,
    Audiobook,
    Newsletter,
    Blog,
    Publisher,
    Course,
    Mixed,
}

impl Medium {
    /// The word of the namespace.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Podcast => "podcast",
            Self::Music => "music",
            Self::Video => "video",
            Self::Film => "film",
            Self::Audiobook => "audiobook",
            Self::Newsletter => "newsletter",
            Self::Blog => "blog",
            Self::Publisher => "publisher",
            Self::Course => "course",
            Self::Mixed => "mixed",
        }
    }
}

/// A picture for a purpose (`podcast:image`), hosted elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Picture {
    /// Where it is.
    pub href: HttpsUrl,
    /// What it shows, for those who do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<Line>,
    /// Its shape as CSS writes it: `16/9`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect_ratio: Option<AspectRatio>,
    /// Pixels across.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Its media type.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub media_type: Option<ImageType>,
    /// What it is for: `artwork`, `social`, `canvas`, `banner`, `poster` …, apart by blanks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Name>,
}

judged! {
    /// The shape of a picture as CSS writes it: `16/9`, `1/1`.
    AspectRatio, |text| {
        let number = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
            && text.bytes().any(|b| b != b'0');
        text.split_once('/').is_some_and(|(across, down)| number(across.trim()) && number(down.trim()))
    },
    "a shape like \"16/9\""
}

judged! {
    /// The media type of a picture.
    ImageType, |text| text.len() <= 64 && text.strip_prefix("image/").is_some_and(|kind| !kind.is_empty()
        && kind.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))),
    "the type of a picture like \"image/jpeg\""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn geo(text: &str) -> bool {
        Geo::try_from(text.to_owned()).is_ok()
    }

    #[test]
    fn places_lie_on_the_globe() {
        assert!(geo("geo:50.0617,19.9373") && geo("geo:-27.86159,153.3169,12;u=5"));
        assert!(!geo("50.0617,19.9373") && !geo("geo:95,19") && !geo("geo:50") && !geo("geo:5e1,19") && !geo("geo:,"));
    }

    #[test]
    fn countries_are_those_of_the_list() {
        let country = |text: &str| Country::try_from(text.to_owned()).is_ok();
        assert!(country("PL") && country("AD") && country("ZW") && country("GB"));
        assert!(!country("UK") && !country("XX") && !country("pl") && !country("") && !country("PL PM"));
    }

    #[test]
    fn map_objects_are_nodes_ways_and_relations() {
        let osm = |text: &str| Osm::try_from(text.to_owned()).is_ok();
        assert!(osm("R449696") && osm("W5013364#8"));
        assert!(!osm("X1") && !osm("R") && !osm("R1#"));
    }

    #[test]
    fn talk_needs_a_post_unless_it_is_not_wished_for() {
        let social = |json: serde_json::Value| serde_json::from_value::<Social>(json);
        assert!(social(serde_json::json!({ "protocol": "disabled" })).is_ok());
        assert!(social(serde_json::json!({ "protocol": "activitypub" })).is_err());
        let both = serde_json::json!({ "protocol": "disabled", "uri": "https://example.social/@a/1" });
        assert!(social(both).is_err());
        let post = serde_json::json!({ "protocol": "activitypub", "uri": "https://example.social/@a/1" });
        assert_eq!(serde_json::to_value(social(post.clone()).unwrap()).unwrap(), post);
    }

    #[test]
    fn addresses_are_https_in_ascii() {
        let https = |text: &str| HttpsUrl::try_from(text.to_owned());
        assert_eq!(https("https://żółw.pl/ą").unwrap().as_str(), "https://xn--w-uga1v8h.pl/%C4%85");
        assert!(https("http://example.org/").is_err() && https("/a").is_err());
    }
}
