//! What a producer should know of an episode before listeners see it.

use crate::feed::lint::{Finding, Severity};
use crate::i18n::{self, Lang};
use crate::podcast::text::Line;

/// One thing that a producer should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// What the linter says of the item.
    Feed(Finding),
    /// Another episode has the same number.
    NumberTwice {
        /// The number.
        number: i64,
        /// The season of both.
        season: Option<i64>,
        /// The title of the other one.
        other: Line,
    },
}

impl Remark {
    /// Stable, for programs: the id of the linter's rule, or a word of ours.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Feed(finding) => finding.rule,
            Self::NumberTwice { .. } => "number-twice",
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Feed(finding) => finding.severity,
            Self::NumberTwice { .. } => Severity::Should,
        }
    }

    /// The place in the feed, as an XPath.
    pub fn place(&self) -> &str {
        match self {
            Self::Feed(finding) => &finding.xpath,
            Self::NumberTwice { .. } => "/rss/channel/item/itunes:episode",
        }
    }

    /// The field of the API that says what stands there, where there is one.
    pub fn field(&self) -> Option<&'static str> {
        let inside = self.place().strip_prefix("/rss/channel/item")?;
        let inside = inside.split_once('/')?.1;
        let name = inside.split(['/', '[', '@']).next().unwrap_or_default();
        FIELDS.iter().find(|(element, _)| *element == name).map(|(_, field)| *field)
    }

    /// What is wrong, in a sentence.
    pub fn problem(&self, lang: Lang) -> String {
        match self {
            Self::Feed(finding) => finding.problem(lang),
            Self::NumberTwice { number, season, other } => {
                let args = [("number", (*number).into()), ("other", other.as_str().into())];
                match season {
                    Some(season) => {
                        let [number, other] = args;
                        i18n::text(lang, "remark-number-twice-season", &[number, other, ("season", (*season).into())])
                    }
                    None => i18n::text(lang, "remark-number-twice", &args),
                }
            }
        }
    }

    /// What to do about it, in a sentence.
    pub fn mend(&self, lang: Lang) -> String {
        match self {
            Self::Feed(finding) => finding.mend(lang),
            Self::NumberTwice { .. } => i18n::text(lang, "remark-number-twice-mend", &[]),
        }
    }
}

/// Which field of the API an element of an item comes from.
const FIELDS: [(&str, &str); 27] = [
    ("title", "title"),
    ("link", "slug"),
    ("guid", "guid"),
    ("pubDate", "at"),
    ("description", "notes"),
    ("content:encoded", "notes"),
    ("enclosure", "upload"),
    ("itunes:title", "apple_title"),
    ("itunes:duration", "upload"),
    ("itunes:season", "season"),
    ("itunes:episode", "episode"),
    ("itunes:episodeType", "type"),
    ("itunes:explicit", "explicit"),
    ("itunes:image", "cover"),
    ("itunes:block", "block"),
    ("podcast:season", "season"),
    ("podcast:episode", "display"),
    ("podcast:person", "people"),
    ("podcast:location", "locations"),
    ("podcast:license", "licence"),
    ("podcast:soundbite", "soundbites"),
    ("podcast:alternateEnclosure", "alternates"),
    ("podcast:funding", "funding"),
    ("podcast:socialInteract", "social"),
    ("podcast:txt", "txt"),
    ("podcast:image", "images"),
    ("podcast:chapters", "chapters"),
];
