//! Which services shall leave a show out (`podcast:block`).

use serde::{Deserialize, Serialize};

use crate::podcast::text::nearest;

/// What one service shall do. It outweighs what the show says to all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The service.
    pub service: Service,
    /// Whether it shall leave the show out.
    pub block: bool,
}

/// A service by its slug in the namespace's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Service(String);

impl Service {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Service {
    type Error = String;
    fn try_from(typed: String) -> Result<Self, String> {
        let slug = typed.trim().to_ascii_lowercase();
        if SLUGS.contains(&slug.as_str()) {
            return Ok(Self(slug));
        }
        let near = nearest(&slug, SLUGS).map(|slug| format!("; did you mean \"{slug}\"?"));
        Err(format!(
            "the podcast namespace knows no service \"{}\"{}",
            typed.chars().take(40).collect::<String>(),
            near.unwrap_or_default()
        ))
    }
}

impl From<Service> for String {
    fn from(service: Service) -> Self {
        service.0
    }
}

/// The services that the namespace names (podcast-namespace, serviceslugs.txt).
#[rustfmt::skip]
const SLUGS: &[&str] = &[
    "acast", "amazon", "anchor", "apple", "audible", "audioboom", "backtracks", "bitcoin", "blubrry", "buzzsprout",
    "captivate", "castos", "castopod", "facebook", "fireside", "fyyd", "google", "gpodder", "hypercatcher", "kasts",
    "libsyn", "mastodon", "megafono", "megaphone", "omnystudio", "overcast", "paypal", "pinecast", "podbean",
    "podcastaddict", "podcastguru", "podcastindex", "podcasts", "podchaser", "podcloud", "podfriend", "podiant",
    "podigee", "podnews", "podomatic", "podserve", "podverse", "redcircle", "relay", "resonaterecordings", "rss",
    "shoutengine", "simplecast", "slack", "soundcloud", "spotify", "spreaker", "tiktok", "transistor", "twitter",
    "whooshkaa", "youtube", "zencast",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_nobody_knows_is_refused_with_the_nearest() {
        let error = Service::try_from("spotfy".to_owned()).unwrap_err();
        assert_eq!(error, "the podcast namespace knows no service \"spotfy\"; did you mean \"spotify\"?");
        assert!(!Service::try_from("zzz".to_owned()).unwrap_err().contains("mean"));
    }
}
