//! The addresses of everything that has one, made in one place (design: "Addresses").

use url::Url;

use crate::podcast::audios::Audio;
use crate::podcast::covers::Cover;
use crate::podcast::slug::Slug;
use crate::podcast::transcripts::Form;

/// Makes absolute addresses below the public URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Without a trailing slash.
    base: String,
    /// The one episode whose addresses are elsewhere.
    preview: Option<Preview>,
}

/// An episode that is shown before its release to whoever holds a secret: its own addresses are unknown to listeners still.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Preview {
    show: Slug,
    episode: Slug,
    /// The path of the preview.
    path: String,
}

impl Addresses {
    /// Addresses below this public URL.
    pub fn new(public: &Url) -> Self {
        Self { base: public.as_str().trim_end_matches('/').to_owned(), preview: None }
    }

    /// The same, with everything of one episode below the address of a preview of it.
    #[must_use]
    pub fn in_preview(&self, show: &Slug, episode: &Slug, secret: &str) -> Self {
        let preview = Preview { show: show.clone(), episode: episode.clone(), path: format!("/preview/{secret}") };
        Self { preview: Some(preview), ..self.clone() }
    }

    /// A preview of an episode.
    pub fn preview(&self, secret: &str) -> String {
        format!("{}/preview/{secret}", self.base)
    }

    /// The front page.
    pub fn home(&self) -> String {
        format!("{}/", self.base)
    }

    /// Any path of ours, beginning with a slash.
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The same path without scheme and host: for what browsers take from the host they asked only, whatever its name.
    pub fn local(&self, path: &str) -> String {
        let host = self.base.find("://").map_or(0, |scheme| scheme + 3);
        let root = self.base[host..].find('/').map_or("", |slash| &self.base[host + slash..]);
        format!("{root}{path}")
    }

    /// The sitemap of all shows, or of one.
    pub fn sitemap(&self, show: Option<&Slug>) -> String {
        match show {
            None => format!("{}/sitemap.xml", self.base),
            Some(show) => format!("{}/sitemap/{show}.xml", self.base),
        }
    }

    /// The sitemap of the pages that belong to no show.
    pub fn sitemap_of_house(&self) -> String {
        format!("{}/sitemap-pages.xml", self.base)
    }

    /// A show's page.
    pub fn show(&self, show: &Slug) -> String {
        format!("{}/{show}", self.base)
    }

    /// A show's feed.
    pub fn feed(&self, show: &Slug) -> String {
        format!("{}/{show}/feed.xml", self.base)
    }

    /// An archive page of a show's feed; 1 is the oldest.
    pub fn archive(&self, show: &Slug, page: u32) -> String {
        format!("{}/{show}/feed/{page}.xml", self.base)
    }

    /// An episode's page.
    pub fn episode(&self, show: &Slug, episode: &Slug) -> String {
        match self.preview_of(show, episode) {
            Some(preview) => format!("{}{}", self.base, preview.path),
            None => format!("{}/{show}/{episode}", self.base),
        }
    }

    fn preview_of(&self, show: &Slug, episode: &Slug) -> Option<&Preview> {
        self.preview.as_ref().filter(|preview| preview.show == *show && preview.episode == *episode)
    }

    /// The player of an episode for a frame of another page.
    pub fn embed(&self, show: &Slug, episode: &Slug) -> String {
        format!("{}/embed", self.episode(show, episode))
    }

    /// The player of whichever episode of a show is the newest, for a frame of another page.
    pub fn latest_embed(&self, show: &Slug) -> String {
        format!("{}/{show}/latest/embed", self.base)
    }

    /// What oEmbed (oembed.com) tells of one of our pages, as JSON. Without `&`, which not every reader of the link decodes.
    pub fn oembed(&self, page: &str) -> String {
        let page: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
        format!("{}/oembed?url={page}", self.base)
    }

    /// The search.
    pub fn search(&self) -> String {
        format!("{}/search", self.base)
    }

    /// The accessibility statement.
    pub fn accessibility(&self) -> String {
        format!("{}/accessibility", self.base)
    }

    /// What is kept of visitors, and what not.
    pub fn privacy(&self) -> String {
        format!("{}/privacy", self.base)
    }

    /// The index of a show's notes.
    pub fn notes(&self, show: &Slug) -> String {
        format!("{}/{show}/notes", self.base)
    }

    /// A note's page.
    pub fn note(&self, show: &Slug, note: &Slug) -> String {
        format!("{}/{show}/notes/{note}", self.base)
    }

    /// A show's cover for apps. The tag changes with the bytes: apps fetch new artwork only from a new address (Apple).
    pub fn cover(&self, show: &Slug, cover: &Cover) -> String {
        format!("{}/{show}/cover.{}?v={}", self.base, cover.form.extension(), &cover.sha256[..12])
    }

    /// An episode's own cover, as the show's.
    pub fn episode_cover(&self, show: &Slug, episode: &Slug, cover: &Cover) -> String {
        format!("{}/cover.{}?v={}", self.episode(show, episode), cover.form.extension(), &cover.sha256[..12])
    }

    /// A show's cover as a JPEG of this many pixels, for pages.
    pub fn small_cover(&self, show: &Slug, cover: &Cover, side: u32) -> String {
        format!("{}/{show}/cover-{side}.jpg?v={}", self.base, &cover.sha256[..12])
    }

    /// An episode's own cover, as the show's.
    pub fn small_episode_cover(&self, show: &Slug, episode: &Slug, cover: &Cover, side: u32) -> String {
        format!("{}/cover-{side}.jpg?v={}", self.episode(show, episode), &cover.sha256[..12])
    }

    /// A show's cover as an icon of this many pixels.
    pub fn icon(&self, show: &Slug, cover: &Cover, side: u32) -> String {
        format!("{}/{show}/icon-{side}.png?v={}", self.base, &cover.sha256[..12])
    }

    /// What a show is as an app on a screen.
    pub fn manifest(&self, show: &Slug) -> String {
        format!("{}/{show}/manifest.webmanifest", self.base)
    }

    /// The picture that stands for a show where it is shared.
    pub fn share_image(&self, show: &Slug, version: &str) -> String {
        format!("{}/{show}/share.jpg?v={version}", self.base)
    }

    /// The picture that stands for an episode where it is shared.
    pub fn episode_share_image(&self, show: &Slug, episode: &Slug, version: &str) -> String {
        format!("{}/share.jpg?v={version}", self.episode(show, episode))
    }

    /// The enclosure: the id decides, the name is for people and for apps that store by name.
    pub fn media(&self, show: &Slug, episode: &Slug, audio: &Audio) -> String {
        let folder = match self.preview_of(show, episode) {
            Some(preview) => format!("{}{}/media", self.base, preview.path),
            None => format!("{}/media/{}", self.base, audio.id),
        };
        match &audio.name {
            Some(name) => format!("{folder}/{name}.{}", audio.extension),
            None => format!("{folder}/{show}-{episode}.{}", audio.extension),
        }
    }

    /// An episode's chapters, for apps.
    pub fn chapters(&self, show: &Slug, episode: &Slug) -> String {
        format!("{}/chapters.json", self.episode(show, episode))
    }

    /// An episode's words in one form.
    pub fn transcript(&self, show: &Slug, episode: &Slug, form: Form) -> String {
        format!("{}/transcript.{}", self.episode(show, episode), form.extension())
    }

    /// The picture of a recording's sound, as data.
    pub fn waveform(&self, audio: &Audio) -> String {
        format!("{}/media/{}/waveform.json", self.base, audio.id)
    }

    /// The file that an episode's producer sent; for producers.
    pub fn original(&self, show: &Slug, episode: &Slug) -> String {
        format!("{}/api/v1/shows/{show}/episodes/{episode}/original", self.base)
    }
}
