//! The same feed through the rss crate: values first, then its writer. Every element of an item is there; of
//! the channel, which is written once, only what counts at size.

use std::collections::BTreeMap;

use glos::addresses::Addresses;
use glos::feed::Prose;
use glos::podcast::catalogue::Item;
use glos::podcast::shows::Show;
use rss::extension::Extension;
use rss::extension::itunes::{ITunesChannelExtension, ITunesItemExtension};

/// The length of the document.
pub(crate) fn document(show: &Show, items: &[Item], prose: &[Prose], addresses: &Addresses) -> usize {
    let channel = rss::Channel {
        title: show.about.title.to_string(),
        link: addresses.show(&show.slug),
        description: show.about.description.as_str().to_owned(),
        language: Some(show.about.language.as_str().to_owned()),
        itunes_ext: Some(ITunesChannelExtension {
            author: Some(show.about.author.to_string()),
            image: Some(addresses.cover(&show.slug, &show.cover)),
            explicit: Some(show.about.explicit.to_string()),
            ..Default::default()
        }),
        items: items.iter().zip(prose).map(|(item, prose)| entry(show, item, prose, addresses)).collect(),
        ..Default::default()
    };
    channel.write_to(Vec::new()).expect("memory takes every byte").len()
}

fn entry(show: &Show, item: &Item, prose: &Prose, addresses: &Addresses) -> rss::Item {
    let Item { episode, audio, .. } = item;
    // The crate's iTunes values know no title.
    let title =
        Extension { name: "itunes:title".to_owned(), value: Some(episode.title.to_string()), ..Default::default() };
    rss::Item {
        title: Some(episode.title.to_string()),
        link: Some(addresses.episode(&show.slug, &episode.slug)),
        guid: Some(rss::Guid { value: episode.guid.to_string(), permalink: false }),
        pub_date: episode.release_at.map(|release| release.to_rfc2822()),
        description: Some(prose.description.clone()),
        content: prose.content.clone(),
        enclosure: Some(rss::Enclosure {
            url: addresses.media(&show.slug, &episode.slug, audio),
            length: audio.bytes.to_string(),
            mime_type: audio.media_type.clone(),
        }),
        itunes_ext: Some(ITunesItemExtension {
            duration: Some((audio.duration_ms / 1000).to_string()),
            season: episode.season.map(|season| season.to_string()),
            episode: episode.number.map(|number| number.to_string()),
            episode_type: Some(episode.kind.as_str().to_owned()),
            explicit: Some(show.about.explicit.to_string()),
            ..Default::default()
        }),
        extensions: BTreeMap::from([("itunes".to_owned(), BTreeMap::from([("title".to_owned(), vec![title])]))]),
        ..Default::default()
    }
}
