//! `glos publish`: sends a recording to a running server, the resumable way.
//!
//! The recording is checked here first: on a poor line it is better to hear of a bad file before it is sent.

mod client;
mod progress;
mod resume;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use self::client::{Client, Failure};
use self::progress::Progress;
use self::resume::Resume;
use super::{Outcome, complain, say};
use crate::audio;
use crate::i18n::{self, Lang};
use crate::podcast::slug::Slug;

/// Uploads a recording to a running server and publishes it; resumes when run again
#[derive(Args)]
#[command(after_help = "Examples:
  glos publish skuteczny-dialog rozmowa.mp3 --title \"Rozmowa o dialogu\" --note cel-projektu
  glos publish skuteczny-dialog zapowiedz.m4a --title Zapowiedź --type trailer --at draft
  glos publish skuteczny-dialog odcinek-2.mp3 --title Odcinek --at 2026-12-01T08:00:00+01:00")]
pub(super) struct Publish {
    /// The show's name in addresses
    show: String,
    /// The recording
    file: PathBuf,
    /// Title of the episode
    #[arg(long)]
    title: String,
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
    /// When it becomes visible: now, draft, unlisted, or a date with time and zone (RFC 3339)
    #[arg(long, default_value = "now", value_name = "WHEN")]
    at: String,
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

impl Publish {
    pub(super) fn run(self) -> Outcome {
        let lang = super::lang();
        let Some(token) = self.token.as_deref().filter(|token| !token.is_empty()) else {
            bail!(i18n::text(lang, "publish-no-token", &[]));
        };
        let notes = self.notes.as_deref().map(read_notes).transpose()?;
        if !self.is_sound(lang)? {
            return Ok(ExitCode::FAILURE);
        }
        let client = Client::new(&self.server, token, lang)?;
        let mut resume = Resume::of(&self.server, &self.show, &self.file)?;
        if let Some(why_not) = self.why_not(&client, &resume, lang) {
            complain(&why_not);
            return Ok(ExitCode::FAILURE);
        }
        match self.send(&client, &mut resume, notes.as_deref(), lang) {
            Ok(episode) => {
                print(&episode, lang);
                // Only now: who is killed before they were told finds out by running it again.
                resume.forget();
                Ok(ExitCode::SUCCESS)
            }
            Err(Failure::Refused(sentence)) => {
                complain(&sentence);
                Ok(ExitCode::FAILURE)
            }
            Err(Failure::Away(cause)) => {
                complain(&i18n::text(lang, "publish-away", &[("cause", format!("{cause:#}").into())]));
                Ok(ExitCode::FAILURE)
            }
        }
    }

    fn is_sound(&self, lang: Lang) -> anyhow::Result<bool> {
        let name = self.file.display();
        let report = audio::inspect_file(&self.file).with_context(|| format!("{name} could not be read"))?;
        for problem in &report.problems {
            complain(&problem.message_in(lang));
        }
        if !report.is_publishable() {
            complain(&i18n::text(lang, "publish-unsound", &[("file", name.to_string().into())]));
        }
        Ok(report.is_publishable())
    }

    /// What stands in the way, asked before anything is sent.
    fn why_not(&self, client: &Client, resume: &Resume, lang: Lang) -> Option<String> {
        let Some(slug) = Slug::of_title(&self.title) else {
            return Some(i18n::text(lang, "publish-no-slug", &[]));
        };
        match client.existing(&self.show, &slug) {
            Ok(None) => None,
            // The run before may have made it, and died before it could say so: asked again, the server tells.
            Ok(Some(_)) if resume.upload().is_some() => None,
            Ok(Some(page)) => Some(i18n::text(lang, "publish-taken", &[("page", page.into())])),
            Err(Failure::Refused(sentence)) => Some(sentence),
            Err(Failure::Away(cause)) => {
                let args = [("server", self.server.as_str().into()), ("cause", format!("{cause:#}").into())];
                Some(i18n::text(lang, "publish-unreachable", &args))
            }
        }
    }

    fn send(&self, client: &Client, resume: &mut Resume, notes: Option<&str>, lang: Lang) -> Result<Value, Failure> {
        let progress = Progress::begin(resume.length(), lang);
        let upload = client.upload(&self.file, resume, &progress)?;
        progress.checking();
        client.wait_for_check(&upload)?;
        progress.end();
        let body = json!({
            "upload": upload,
            "title": self.title,
            "notes": notes,
            "season": self.season,
            "episode": self.episode,
            "type": match self.kind { Kind::Full => "full", Kind::Trailer => "trailer", Kind::Bonus => "bonus" },
            "note": self.note,
            "at": self.at,
        });
        client.publish(&self.show, &body, resume.key())
    }
}

fn read_notes(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("the show notes {} could not be read", path.display()))
}

fn print(episode: &Value, lang: Lang) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let status = text(&episode["status"]);
    say(&i18n::text(lang, &format!("publish-done-{status}"), &[("title", text(&episode["title"]).into())]));
    say(&text(&episode["page"]));
    say(&text(&episode["enclosure"]["url"]));
}
