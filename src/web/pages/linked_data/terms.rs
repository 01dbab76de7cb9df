//! The words of schema.org that our pages say, as far as they say them.

use serde::Serialize;

/// A thing with its type.
#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) enum Thing<'a> {
    Organization(Party<'a>),
    Person(Party<'a>),
    PodcastSeries(Box<Series<'a>>),
    PodcastSeason(Season<'a>),
    PodcastEpisode(Box<Episode<'a>>),
    AudioObject(Recording<'a>),
    MediaObject(Words<'a>),
    Clip(Clip),
    WebSite(Site<'a>),
    WebPage(Page<'a>),
    CollectionPage(Page<'a>),
    Audience(Audience<'a>),
    BreadcrumbList(Trail<'a>),
    ItemList(Sufficient),
    SearchAction(Search),
}

/// A thing that is told of elsewhere, by its `@id`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Ref {
    #[serde(rename = "@id")]
    pub(super) id: String,
}

/// An organisation or a person.
#[derive(Debug, Default, Serialize)]
pub(super) struct Party<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Series<'a> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) url: String,
    pub(super) name: &'a str,
    pub(super) description: String,
    pub(super) in_language: &'a str,
    pub(super) image: [String; 2],
    pub(super) web_feed: String,
    pub(super) author: Ref,
    pub(super) publisher: Ref,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contributor: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) genre: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) has_part: Vec<Thing<'a>>,
    pub(super) access_mode: &'static str,
    pub(super) is_accessible_for_free: bool,
    pub(super) is_family_friendly: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copyright_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) license: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Season<'a> {
    pub(super) season_number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Episode<'a> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) url: String,
    pub(super) name: &'a str,
    pub(super) description: String,
    pub(super) date_published: String,
    pub(super) date_modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) episode_number: Option<i64>,
    pub(super) duration: String,
    pub(super) in_language: &'a str,
    pub(super) image: [String; 2],
    pub(super) associated_media: Thing<'a>,
    pub(super) part_of_series: Ref,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part_of_season: Option<Thing<'a>>,
    pub(super) author: Ref,
    pub(super) publisher: Ref,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contributor: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) has_part: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) mentions: Vec<Thing<'a>>,
    pub(super) access_mode: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) access_mode_sufficient: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) accessibility_feature: Vec<&'static str>,
    pub(super) is_accessible_for_free: bool,
    pub(super) is_family_friendly: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) license: Option<String>,
}

/// The audio file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Recording<'a> {
    pub(super) content_url: String,
    pub(super) encoding_format: &'a str,
    pub(super) duration: String,
    /// Bytes, with their unit.
    pub(super) content_size: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) embed_url: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) transcript: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<Box<Thing<'a>>>,
}

/// The file of what is said, with its times.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Words<'a> {
    pub(super) content_url: String,
    pub(super) encoding_format: &'static str,
    pub(super) in_language: &'a str,
}

/// A chapter; its offset is in seconds.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Clip {
    pub(super) name: String,
    pub(super) start_offset: serde_json::Number,
    pub(super) url: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Site<'a> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) url: String,
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) in_language: [&'static str; 2],
    pub(super) potential_action: Box<Thing<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Search {
    /// With `{search_term_string}` where the words go (schema.org, "Potential Actions").
    pub(super) target: String,
    #[serde(rename = "query-input")]
    pub(super) query_input: &'static str,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page<'a> {
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) url: String,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) audience: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) is_part_of: Option<Ref>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Ref>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) has_part: Vec<Thing<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Audience<'a> {
    pub(super) audience_type: &'a str,
}

/// The ways that are enough to take something in, each alone (schema.org, `accessModeSufficient`).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sufficient {
    pub(super) item_list_element: [&'static str; 1],
}

/// Where a page stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trail<'a> {
    pub(super) item_list_element: Vec<Step<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
pub(super) struct Step<'a> {
    pub(super) position: usize,
    pub(super) name: &'a str,
    pub(super) item: String,
}
