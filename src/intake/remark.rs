//! What a producer should know of an episode before listeners see it.

use crate::feed::lint::{Finding, Severity};
use crate::i18n::{self, Lang};
use crate::podcast::text::Line;
use crate::podcast::texts::What;
use crate::podcast::timecode;

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
    /// The episode has another recording, which its chapters or its words do not fit.
    LeftOut(LeftOut),
    /// Nobody can say its words, whose times are estimated, within its recording.
    TooFast {
        /// Length of the recording, in ms.
        length_ms: u64,
    },
    /// Its chapters or its words were made for another recording than it has.
    OtherSound(What),
}

/// What does not fit a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Of what.
    pub text: What,
    /// How many chapters or cues.
    pub count: usize,
    /// The first of them, with their times.
    pub names: String,
    /// Length of the recording, in ms.
    pub length_ms: u64,
}

/// How many are told by their names, and how many characters of each: enough to recognise them.
const NAMED: usize = 3;
const NAME: usize = 60;

impl LeftOut {
    /// What lies beyond the end, by beginnings in ms and names; none when nothing does.
    pub fn of<'n>(text: What, beyond: impl Iterator<Item = (u64, &'n str)>, length_ms: u64) -> Option<Self> {
        let mut beyond = beyond.peekable();
        beyond.peek()?;
        let (mut count, mut names) = (0, Vec::new());
        for (start_ms, name) in beyond {
            count += 1;
            if count <= NAMED {
                let shortened: String = name.chars().take(NAME).collect();
                names.push(format!("{} {shortened}", timecode::short(start_ms)).trim_end().to_owned());
            }
        }
        if count > NAMED {
            names.push("…".to_owned());
        }
        Some(Self { text, count, names: names.join("; "), length_ms })
    }
}

impl Remark {
    /// Stable, for programs: the id of the linter's rule, or a word of ours.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Feed(finding) => finding.rule,
            Self::NumberTwice { .. } => "number-twice",
            Self::LeftOut(LeftOut { text: What::Chapters, .. }) => "chapters-left-out",
            Self::LeftOut(LeftOut { text: What::Transcript, .. }) => "transcript-left-out",
            Self::TooFast { .. } => "transcript-too-fast",
            Self::OtherSound(What::Chapters) => "chapters-of-other",
            Self::OtherSound(What::Transcript) => "transcript-of-other",
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Feed(finding) => finding.severity,
            Self::NumberTwice { .. } | Self::LeftOut(_) | Self::TooFast { .. } | Self::OtherSound(_) => {
                Severity::Should
            }
        }
    }

    /// The place in the feed, as an XPath.
    pub fn place(&self) -> &str {
        match self {
            Self::Feed(finding) => &finding.xpath,
            Self::NumberTwice { .. } => "/rss/channel/item/itunes:episode",
            Self::LeftOut(LeftOut { text: What::Chapters, .. }) | Self::OtherSound(What::Chapters) => {
                "/rss/channel/item/podcast:chapters"
            }
            Self::LeftOut(_) | Self::TooFast { .. } | Self::OtherSound(_) => "/rss/channel/item/podcast:transcript",
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
            Self::OtherSound(_) => i18n::text(lang, &format!("remark-{}", self.rule()), &[]),
            Self::TooFast { length_ms } => {
                let length = timecode::short(*length_ms);
                i18n::text(lang, &format!("remark-{}", self.rule()), &[("length", length.as_str().into())])
            }
            Self::LeftOut(LeftOut { count, names, length_ms, .. }) => {
                let length = timecode::short(*length_ms);
                let count = i64::try_from(*count).unwrap_or(i64::MAX);
                let args =
                    [("count", count.into()), ("names", names.as_str().into()), ("length", length.as_str().into())];
                i18n::text(lang, &format!("remark-{}", self.rule()), &args)
            }
        }
    }

    /// What to do about it, in a sentence.
    pub fn mend(&self, lang: Lang) -> String {
        match self {
            Self::Feed(finding) => finding.mend(lang),
            Self::NumberTwice { .. } => i18n::text(lang, "remark-number-twice-mend", &[]),
            Self::LeftOut(_) | Self::TooFast { .. } | Self::OtherSound(_) => {
                i18n::text(lang, &format!("remark-{}-mend", self.rule()), &[])
            }
        }
    }
}

/// Which field of the API an element of an item comes from.
const FIELDS: [(&str, &str); 28] = [
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
    ("podcast:transcript", "transcript"),
];
