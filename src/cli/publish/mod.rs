//! `glos publish`: sends a recording to a running server, the resumable way.
//!
//! The recording is checked here first: on a poor line it is better to hear of a bad file before it is sent.

mod client;
mod progress;
mod resume;
mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use self::client::{Client, Failure};
use self::progress::Progress;
use self::resume::Resume;
use self::texts::Texts;
use super::{Outcome, complain, say};
use crate::audio;
use crate::i18n::{self, Lang};
use crate::podcast::slug::Slug;

/// Uploads a recording to a running server and publishes it; resumes when run again
#[derive(Args)]
#[command(after_help = "Examples:
  glos publish skuteczny-dialog rozmowa.mp3 --title \"Rozmowa o dialogu\" --note cel-projektu
  glos publish skuteczny-dialog zapowiedz.m4a --title Zapowiedź --type trailer --at draft
  glos publish skuteczny-dialog odcinek-2.mp3 --title Odcinek --at 2026-12-01T08:00:00+01:00
  glos publish skuteczny-dialog nagranie.wav --title Debata
  glos publish skuteczny-dialog cicho.mp3 --title Cicho --master always
  glos publish skuteczny-dialog debata.mp3 --title Debata --chapters rozdzialy.txt --transcript debata.vtt")]
pub(super) struct Publish {
    /// The show's name in addresses
    show: String,
    /// The recording
    file: PathBuf,
    /// Title of the episode
    #[arg(long)]
    title: String,
    /// Its name in addresses; made of the title without this
    #[arg(long)]
    slug: Option<String>,
    /// Show notes, Markdown
    #[arg(long, value_name = "FILE.md")]
    notes: Option<PathBuf>,
    /// Season, from 1
    #[arg(long, value_name = "N")]
    season: Option<u32>,
    /// Number of the episode, from 1
    #[arg(long, value_name = "N")]
    episode: Option<u32>,
    /// Type of the episode
    #[arg(long = "type", value_enum, default_value = "full")]
    kind: Kind,
    /// A note to link; may be given several times
    #[arg(long, value_name = "SLUG")]
    note: Vec<String>,
    /// Chapters: lines such as "00:12:30 Title", or JSON, WebVTT, Podlove Simple Chapters
    #[arg(long, value_name = "FILE")]
    chapters: Option<PathBuf>,
    /// The words: VTT, SRT, JSON, or plain text with "Name:" lines
    #[arg(long, value_name = "FILE")]
    transcript: Option<PathBuf>,
    /// When it becomes visible: now, draft, unlisted, or a date with time and zone (RFC 3339)
    #[arg(long, default_value = "now", value_name = "WHEN")]
    at: String,
    /// Whether an MP3 is made of the recording: auto makes one of what podcast apps do not play
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    master: Master,
    /// The server
    #[arg(long, env = "GLOS_SERVER", default_value = "http://localhost:8080", value_name = "URL")]
    server: String,
    /// The token that "glos token create" printed
    #[arg(long, env = "GLOS_TOKEN", hide_env_values = true, value_name = "SECRET")]
    token: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Full,
    Trailer,
    Bonus,
}

/// Whether an MP3 is made of the recording.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Master {
    Auto,
    Always,
    Never,
}

impl Master {
    /// The word of the API.
    fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl Publish {
    pub(super) fn run(self) -> Outcome {
        let lang = super::lang();
        let Some(token) = self.token.as_deref().filter(|token| !token.is_empty()) else {
            bail!(i18n::text(lang, "publish-no-token", &[]));
        };
        if self.slug.is_none() && Slug::of_title(&self.title).is_none() {
            bail!(i18n::text(lang, "publish-no-slug", &[]));
        }
        let notes = self.notes.as_deref().map(|path| read_notes(path, lang)).transpose()?;
        let client = Client::new(&self.server, token, lang)?;
        let Some(duration_ms) = self.sound(lang)? else { return Ok(ExitCode::FAILURE) };
        let texts = match Texts::read(self.chapters.as_deref(), self.transcript.as_deref(), duration_ms, lang)? {
            Ok(texts) => texts,
            Err(sentence) => {
                complain(&sentence);
                return Ok(ExitCode::FAILURE);
            }
        };
        let mut resume = Resume::of(&self.server, &self.show, &self.file)?;
        let wanted = self.episode(notes.as_deref());
        let mut episode = wanted.clone();
        if !texts.is_empty() {
            // Nobody sees the episode without its chapters and words, whenever the line breaks.
            episode["at"] = "draft".into();
        }
        let outcome = client
            .rehearse(&self.show, &wanted, resume.key())
            .and_then(|()| self.send(&client, &mut resume, episode, lang))
            .and_then(|episode| self.complete(&client, episode, &texts));
        let why_not = match outcome {
            Ok(episode) => {
                print(&episode, lang);
                // Only now: who is killed before they were told finds out by running it again.
                resume.forget();
                return Ok(ExitCode::SUCCESS);
            }
            Err(Failure::Refused(sentence)) => sentence,
            Err(Failure::Unfit(sentence)) => {
                resume.forget();
                sentence
            }
            Err(Failure::Nobody(cause)) => {
                let args = [("server", self.server.as_str().into()), ("cause", format!("{cause:#}").into())];
                i18n::text(lang, "publish-unreachable", &args)
            }
            Err(Failure::Away(cause)) => i18n::text(lang, "publish-away", &[("cause", format!("{cause:#}").into())]),
        };
        complain(&why_not);
        Ok(ExitCode::FAILURE)
    }

    /// Sends what hangs on the episode, and then lets it become visible as was asked. Run again, it goes on where it
    /// stopped: the episode is made once, and what is there already changes nothing.
    fn complete(&self, client: &Client, episode: Value, texts: &Texts) -> Result<Value, Failure> {
        if texts.is_empty() {
            return Ok(episode);
        }
        let slug = episode["slug"].as_str().unwrap_or_default();
        let path = format!("/shows/{}/episodes/{slug}", self.show);
        for (name, file) in texts.files() {
            client.put(&format!("{path}/{name}"), file)?;
        }
        if self.at == "draft" { Ok(episode) } else { client.release(&path, &self.at) }
    }

    /// How long the recording is, in ms; none if it cannot be published.
    fn sound(&self, lang: Lang) -> anyhow::Result<Option<u64>> {
        let name = self.file.display();
        let report = audio::inspect_file(&self.file).with_context(|| unreadable(&self.file, lang))?;
        for problem in &report.problems {
            complain(&problem.message_in(lang));
        }
        if !report.is_publishable() {
            complain(&i18n::text(lang, "publish-unsound", &[("file", name.to_string().into())]));
        }
        Ok(report.duration_ms.filter(|_| report.is_publishable()))
    }

    /// What the server is told of the episode.
    fn episode(&self, notes: Option<&str>) -> Value {
        json!({
            "title": self.title,
            "slug": self.slug,
            "notes": notes,
            "season": self.season,
            "episode": self.episode,
            "type": match self.kind { Kind::Full => "full", Kind::Trailer => "trailer", Kind::Bonus => "bonus" },
            "note": self.note,
            "at": self.at,
            "master": self.master.as_str(),
        })
    }

    fn send(&self, client: &Client, resume: &mut Resume, mut episode: Value, lang: Lang) -> Result<Value, Failure> {
        let progress = Progress::begin(resume.length(), lang);
        let upload = client.upload(&self.file, self.master.as_str(), resume, &progress)?;
        progress.checking();
        client.wait_until_ready(&upload, &progress)?;
        progress.end();
        episode["upload"] = upload.into();
        client.publish(&self.show, &episode, resume.key())
    }
}

fn read_notes(path: &Path, lang: Lang) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| unreadable(path, lang))
}

fn unreadable(path: &Path, lang: Lang) -> String {
    i18n::text(lang, "publish-unreadable", &[("file", path.display().to_string().into())])
}

fn print(episode: &Value, lang: Lang) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let status = text(&episode["status"]);
    say(&i18n::text(lang, &format!("publish-done-{status}"), &[("title", text(&episode["title"]).into())]));
    say(&text(&episode["page"]));
    say(&text(&episode["enclosure"]["url"]));
    if let Some(loudness) = episode["master"]["report"]["loudness"]["integrated_lufs"].as_f64() {
        let format = text(&episode["report"]["container"]).to_uppercase();
        let loudness = format!("{loudness:.0}").replace('-', "−");
        complain(&i18n::text(lang, "publish-mastered", &[("format", format.into()), ("loudness", loudness.into())]));
    }
}
