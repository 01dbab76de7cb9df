//! Where else a show can be heard: its own pages in apps and catalogues.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::podcast::namespace::HttpsUrl;
use crate::podcast::text::nearest;

/// A show's pages in apps, in the order of [`App`]: `[listen]` in `show.toml`. Links for listeners; the feed has no word for
/// them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Listen(BTreeMap<App, HttpsUrl>);

/// An app or catalogue where a show has a page of its own. Their order is that of the list on the show's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are names of apps")]
pub enum App {
    Apple,
    Spotify,
    Youtube,
    Amazon,
    Deezer,
    Tunein,
    Castbox,
    Overcast,
    Pocketcasts,
    Podcastaddict,
    Fountain,
    Soundcloud,
}

/// Each with its key, what it calls itself and the hosts of its pages.
const APPS: [(App, &str, &str, &[&str]); 12] = [
    (App::Apple, "apple", "Apple Podcasts", &["podcasts.apple.com"]),
    (App::Spotify, "spotify", "Spotify", &["open.spotify.com"]),
    (App::Youtube, "youtube", "YouTube", &["www.youtube.com", "youtube.com", "music.youtube.com"]),
    (App::Amazon, "amazon", "Amazon Music", AMAZON),
    (App::Deezer, "deezer", "Deezer", &["www.deezer.com", "deezer.com", "link.deezer.com"]),
    (App::Tunein, "tunein", "TuneIn", &["tunein.com", "www.tunein.com"]),
    (App::Castbox, "castbox", "Castbox", &["castbox.fm", "www.castbox.fm"]),
    (App::Overcast, "overcast", "Overcast", &["overcast.fm"]),
    (App::Pocketcasts, "pocketcasts", "Pocket Casts", &["pca.st", "pocketcasts.com", "play.pocketcasts.com"]),
    (App::Podcastaddict, "podcastaddict", "Podcast Addict", &["podcastaddict.com", "www.podcastaddict.com"]),
    (App::Fountain, "fountain", "Fountain", &["fountain.fm", "www.fountain.fm"]),
    (App::Soundcloud, "soundcloud", "SoundCloud", &["soundcloud.com", "on.soundcloud.com"]),
];

/// Amazon Music has a host a country.
const AMAZON: &[&str] = &[
    "music.amazon.pl",
    "music.amazon.com",
    "music.amazon.de",
    "music.amazon.co.uk",
    "music.amazon.fr",
    "music.amazon.it",
    "music.amazon.es",
];

impl Listen {
    /// The pages, by app.
    pub fn iter(&self) -> impl Iterator<Item = (App, &HttpsUrl)> {
        self.0.iter().map(|(app, url)| (*app, url))
    }

    /// The show's page in one of them.
    pub fn at(&self, app: App) -> Option<&HttpsUrl> {
        self.0.get(&app)
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl App {
    /// The key in `show.toml`.
    pub fn key(self) -> &'static str {
        self.row().1
    }

    /// What it calls itself, the same in every language.
    pub fn name(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static [&'static str]) {
        &APPS[self as usize]
    }

    fn of(key: &str) -> Result<Self, String> {
        if let Some((app, ..)) = APPS.iter().find(|(_, known, ..)| *known == key) {
            return Ok(*app);
        }
        let keys = APPS.map(|(_, key, ..)| key);
        let near = nearest(key, &keys).map(|key| format!("; did you mean \"{key}\"?"));
        let key: String = key.chars().take(40).collect();
        Err(format!("no app \"{key}\" is known{}", near.unwrap_or_else(|| format!("; known are {}", keys.join(", ")))))
    }

    fn takes(self, address: HttpsUrl) -> Result<HttpsUrl, String> {
        let (_, key, name, hosts) = self.row();
        let host = Url::parse(address.as_str()).ok().and_then(|url| url.host_str().map(str::to_owned));
        match host {
            Some(host) if hosts.contains(&&*host) => Ok(address),
            host => Err(format!(
                "{key}: the pages of {name} are at {}, not at {}",
                hosts.join(", "),
                host.as_deref().unwrap_or("no host")
            )),
        }
    }
}

impl TryFrom<BTreeMap<String, String>> for Listen {
    type Error = String;
    fn try_from(typed: BTreeMap<String, String>) -> Result<Self, String> {
        let page = |(key, address): (String, String)| {
            let app = App::of(&key)?;
            Ok((app, app.takes(HttpsUrl::try_from(address)?)?))
        };
        typed.into_iter().map(page).collect::<Result<_, String>>().map(Self)
    }
}

impl From<Listen> for BTreeMap<String, String> {
    fn from(listen: Listen) -> Self {
        listen.0.into_iter().map(|(app, url)| (app.key().to_owned(), url.into())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen(key: &str, address: &str) -> Result<Listen, String> {
        Listen::try_from(BTreeMap::from([(key.to_owned(), address.to_owned())]))
    }

    #[test]
    fn every_app_has_its_row() {
        for (place, (app, key, ..)) in APPS.iter().enumerate() {
            assert_eq!((*app as usize, app.key()), (place, *key));
        }
    }

    #[test]
    fn a_page_is_taken_where_the_app_has_its_pages() {
        let listen = listen("spotify", "https://open.spotify.com/show/1").unwrap();
        assert_eq!(listen.at(App::Spotify).unwrap().as_str(), "https://open.spotify.com/show/1");
        assert_eq!(listen.at(App::Apple), None);
    }

    #[test]
    fn another_page_or_app_is_refused_with_the_right_one() {
        let error = listen("spotify", "https://spotify.example/show/1").unwrap_err();
        assert_eq!(error, "spotify: the pages of Spotify are at open.spotify.com, not at spotify.example");
        assert!(listen("spotfy", "https://open.spotify.com/1").unwrap_err().ends_with("did you mean \"spotify\"?"));
        assert!(listen("zzz", "https://open.spotify.com/1").unwrap_err().contains("known are apple, spotify"));
        assert!(
            listen("apple", "http://podcasts.apple.com/1").is_err() && listen("apple", "javascript:alert(1)").is_err()
        );
    }
}
