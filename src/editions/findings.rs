//! What the linter says of a feed as it goes out, held until the feed says something else: for its producers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use http::HeaderValue;

use super::{Edition, Editions, aside};
use crate::feed::lint::{self, Context, Finding, Severity};
use crate::podcast::catalogue::Item;
use crate::podcast::ids::{EpisodeId, ShowId};

/// Shows whose findings are held. Reading a feed of a megabyte takes some tens of milliseconds.
const HELD: usize = 512;

/// Findings of a feed that are held: more than anybody mends in a day.
const MOST: usize = 20;

/// Something that is wrong with a feed.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is, and how to mend it.
    pub finding: Finding,
    /// The episode that it is about; none when it is the show.
    pub episode: Option<EpisodeId>,
}

/// What was found in feeds, by their tags.
#[derive(Debug, Default)]
pub struct Findings {
    held: Mutex<Held>,
}

/// By show, with the tag of the document.
type Held = HashMap<ShowId, (HeaderValue, Arc<[Found]>)>;

impl Findings {
    /// What somebody should mend in the first document of a show's feed, the gravest first.
    pub async fn of(
        &self,
        editions: &Editions,
        edition: &Arc<Edition>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Arc<[Found]>> {
        let document = Arc::clone(&editions.documents(edition).await?.newest);
        let (show, tag) = (edition.show().id, document.identity.etag.clone());
        if let Some((known, found)) = self.lock().get(&show)
            && *known == tag
        {
            return Ok(Arc::clone(found));
        }
        let address = editions.terms().addresses.feed(edition.slug()).parse().ok();
        let read = Arc::clone(edition);
        let look = move || {
            let findings = lint::lint(&document.identity.bytes, &Context { address, now });
            let grave = findings.iter().filter(|finding| finding.severity > Severity::Note);
            grave.take(MOST).map(|finding| Found::of(finding, &read)).collect::<Arc<[Found]>>()
        };
        let found = aside::done(look).await?;
        let mut held = self.lock();
        if held.len() >= HELD {
            held.clear();
        }
        held.insert(show, (tag, Arc::clone(&found)));
        Ok(found)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Found {
    fn of(finding: &Finding, edition: &Edition) -> Self {
        let item = item_of(&finding.xpath).and_then(|place| edition.published().nth(place));
        Self { finding: finding.clone(), episode: item.map(|item: &Arc<Item>| item.episode.id) }
    }
}

/// Which item of the document a place is in, from 0.
fn item_of(xpath: &str) -> Option<usize> {
    let rest = xpath.strip_prefix("/rss/channel/item[")?;
    rest.split_once(']')?.0.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_feed_names_its_episode() {
        assert_eq!(item_of("/rss/channel/item[3]/enclosure/@length"), Some(2));
        assert_eq!(item_of("/rss/channel/item[1]"), Some(0));
        for other in ["/rss/channel/itunes:image", "/rss/channel/item[0]", "/rss/channel/item[x]/title", ""] {
            assert_eq!(item_of(other), None, "{other}");
        }
    }
}
