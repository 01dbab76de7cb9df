//! The page that somebody wants to show: an address of ours, as it stands in address bars, mails and old posts.

use url::Url;

use crate::addresses::Addresses;
use crate::app::App;
use crate::editions::Edition;
use crate::i18n::Lang;
use crate::podcast::catalogue::Item;
use crate::podcast::slug::Slug;
use crate::podcast::timecode;
use crate::web::pages::embed::{self, Theme};
use crate::web::start::Start;

/// What an address of ours asks to be shown.
#[derive(Debug)]
pub struct Page {
    /// The show, by its present name.
    pub show: Slug,
    /// The episode; none for whichever is the newest.
    pub episode: Option<Slug>,
    start: Start,
    lang: Option<Lang>,
    theme: Theme,
}

impl Page {
    /// What this address asks for: a show's page, an episode's, or a player's. None for every other address. Where listening
    /// begins, language and colours are read from its query, the first also from its fragment.
    pub fn of(app: &App, address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        let path = path_here(&url, &app.settings.public_url)?;
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let show = match parts.next() {
            Some(show) => show.parse().ok()?,
            None => only_show(app)?,
        };
        let episode = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) | (Some("latest"), Some("embed"), None) => None,
            (Some(episode), None | Some("embed"), None) => Some(episode.parse().ok()?),
            _ => return None,
        };
        let query = url.query().unwrap_or_default();
        let start = [query, url.fragment().unwrap_or_default()].map(Start::of);
        let lang = url.query_pairs().find_map(|(name, value)| if name == "lang" { Lang::of_tag(&value) } else { None });
        Some(Self {
            show: app.moved.present(&show).unwrap_or(show),
            episode,
            start: start.into_iter().find(|start| start.0 > 0).unwrap_or_default(),
            lang,
            theme: Theme::of(Some(query)),
        })
    }

    /// The episode, if listeners may open it.
    pub fn item<'a>(&self, edition: &'a Edition) -> Option<&'a Item> {
        let item = match &self.episode {
            Some(episode) => edition.episode(episode.as_str()),
            None => embed::newest(edition),
        };
        item.map(AsRef::as_ref)
    }

    /// The address of the player.
    pub fn src(&self, addresses: &Addresses) -> String {
        let Some(episode) = &self.episode else {
            return self.with_query(&addresses.latest_embed(&self.show), Start::default());
        };
        self.with_query(&addresses.embed(&self.show, episode), self.start)
    }

    /// What the frame is called, in the language that was asked for, or the show's, or English.
    pub fn title(&self, edition: &Edition, item: &Item) -> String {
        let words = embed::words(edition, self.lang);
        match self.episode {
            Some(_) => words.titled("embed-title", item.episode.title.as_str()),
            None => words.titled("embed-latest-title", edition.show().about.title.as_str()),
        }
    }

    fn with_query(&self, address: &str, start: Start) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if start.0 > 0 {
            query.append_pair("t", &timecode::seconds(start.0).to_string());
        }
        if let Some(theme) = self.theme.name() {
            query.append_pair("theme", theme);
        }
        if let Some(lang) = self.lang {
            query.append_pair("lang", lang.tag());
        }
        match query.finish() {
            nothing if nothing.is_empty() => address.to_owned(),
            query => format!("{address}?{query}"),
        }
    }
}

/// The path below the public URL; none on another host. Whoever typed the address may have left out `www.` or written `http`.
fn path_here<'a>(url: &'a Url, public: &Url) -> Option<&'a str> {
    let is_web = matches!(url.scheme(), "http" | "https");
    let ports = (url.port(), public.port());
    if !is_web || bare_host(url)? != bare_host(public)? || ports.0 != ports.1 {
        return None;
    }
    let rest = url.path().strip_prefix(public.path().trim_end_matches('/'))?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

fn bare_host(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host))
}

/// The show whose page the front page is.
fn only_show(app: &App) -> Option<Slug> {
    match &app.editions.slugs()[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::house;

    async fn told(address: &str) -> Option<String> {
        let dir = tempfile::tempdir().unwrap();
        let app = house(dir.path(), &[]).await;
        Page::of(&app, address).map(|page| page.src(&app.addresses).replacen("https://glos.example", "", 1))
    }

    #[tokio::test]
    async fn every_way_of_writing_an_address_finds_the_same_player() {
        for address in [
            "https://glos.example/rozmowy/drugi",
            "https://glos.example/rozmowy/drugi/",
            "https://glos.example/rozmowy/drugi/embed",
            "http://www.glos.example/rozmowy//drugi?utm_source=mail#komentarze",
            "HTTPS://GLOS.example/rozmowy/drugi?t=soon",
        ] {
            assert_eq!(told(address).await.as_deref(), Some("/rozmowy/drugi/embed"), "{address}");
        }
        for address in
            ["https://glos.example", "https://glos.example/rozmowy", "https://glos.example/rozmowy/latest/embed"]
        {
            assert_eq!(told(address).await.as_deref(), Some("/rozmowy/latest/embed"), "{address}");
        }
    }

    #[tokio::test]
    async fn moment_language_and_colours_go_along() {
        let episode = "https://glos.example/rozmowy/drugi";
        for (query, src) in [
            ("?t=754", "?t=754"),
            ("#t=12:34", "?t=754"),
            ("?lang=en&t=61.5s&theme=dark&x=%22", "?t=61.5&theme=dark&lang=en"),
            ("?lang=xx&theme=pink&t=-1", ""),
        ] {
            assert_eq!(told(&format!("{episode}{query}")).await, Some(format!("/rozmowy/drugi/embed{src}")), "{query}");
        }
        // The newest episode is another one tomorrow.
        assert_eq!(told("https://glos.example/rozmowy?t=754").await.as_deref(), Some("/rozmowy/latest/embed"));
    }

    #[tokio::test]
    async fn what_is_no_page_of_ours_is_none() {
        for address in [
            "",
            "rozmowy/drugi",
            "https://example.org/rozmowy/drugi",
            "https://glos.example.org/rozmowy/drugi",
            "https://glos.example:8443/rozmowy/drugi",
            "ftp://glos.example/rozmowy/drugi",
            "https://glos.example/rozmowy/notes/cel",
            "https://glos.example/rozmowy/drugi/embed/x",
            "https://glos.example/rozmowy/..%2Fx",
            "javascript:alert(1)//glos.example/rozmowy/drugi",
        ] {
            assert_eq!(told(address).await, None, "{address}");
        }
    }
}
