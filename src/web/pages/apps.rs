//! How a show is followed in an app: its own pages there (`[listen]` of `show.toml`), and links that open the feed in an app.

use crate::podcast::about::{About, App};

/// A link into an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppLink {
    /// What the app calls itself.
    pub name: &'static str,
    /// A page of the show there, or an address that the app on this device opens.
    pub href: String,
}

/// The show's own pages in apps and catalogues.
pub fn pages(about: &About) -> Vec<AppLink> {
    about.listen.iter().map(|(app, page)| AppLink { name: app.name(), href: page.as_str().to_owned() }).collect()
}

/// Links that open this feed in an app, for the apps in which the show has no page of its own. The schemes are the apps' own:
/// <https://overcast.fm/podcasterinfo>, <https://support.pocketcasts.com> ("Subscribe links"),
/// <https://antennapod.org/documentation/podcasters-hosters/add-on-antennapod>; `podcast:` is Apple's.
pub fn openers(about: &About, feed: &str) -> Vec<AppLink> {
    let encoded =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let bare = feed.split_once("://").map_or(feed, |(_scheme, rest)| rest);
    let title = encoded(about.title.as_str());
    let all = [
        (Some(App::Apple), "Apple Podcasts", format!("podcast://{bare}")),
        (None, "AntennaPod", format!("https://antennapod.org/deeplink/subscribe?url={}&title={title}", encoded(feed))),
        (Some(App::Overcast), "Overcast", format!("overcast://x-callback-url/add?url={}", encoded(feed))),
        (Some(App::Pocketcasts), "Pocket Casts", format!("pktc://subscribe/{bare}")),
        (Some(App::Podcastaddict), "Podcast Addict", format!("podcastaddict://{bare}")),
    ];
    let missing = |app: &Option<App>| app.is_none_or(|app| about.listen.at(app).is_none());
    all.into_iter().filter(|(app, ..)| missing(app)).map(|(_, name, href)| AppLink { name, href }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::catalogue;

    const FEED: &str = "https://glos.example/rozmowy/feed.xml";

    fn names(links: &[AppLink]) -> Vec<&'static str> {
        links.iter().map(|link| link.name).collect()
    }

    #[test]
    fn an_app_with_a_page_of_the_show_leads_there() {
        let mut about = catalogue().show.about.0;
        assert_eq!(names(&openers(&about, FEED))[..2], ["Apple Podcasts", "AntennaPod"]);
        let pages_there = serde_json::json!({ "spotify": "https://open.spotify.com/show/1", "apple": "https://podcasts.apple.com/1" });
        about.listen = serde_json::from_value(pages_there).unwrap();
        assert_eq!(names(&pages(&about)), ["Apple Podcasts", "Spotify"]);
        assert_eq!(names(&openers(&about, FEED))[..2], ["AntennaPod", "Overcast"]);
    }

    #[test]
    fn the_feed_and_the_title_are_encoded_as_the_apps_expect() {
        let links = openers(&catalogue().show.about, FEED);
        assert_eq!(links[0].href, "podcast://glos.example/rozmowy/feed.xml");
        let feed = "https%3A%2F%2Fglos.example%2Frozmowy%2Ffeed.xml";
        let title = "Rozmowy%20o%20mie%C5%9Bcie";
        assert_eq!(links[1].href, format!("https://antennapod.org/deeplink/subscribe?url={feed}&title={title}"));
    }
}
