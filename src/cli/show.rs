//! `glos show`: shows from and to files.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};

use serde_json::Value;
use ureq::http::Method;

use super::house::House;
use super::server::{Api, Server, Told, text};
use super::{Outcome, block_on, say};
use crate::intake::rename;
use crate::intake::shows::{self, Applied};
use crate::podcast;
use crate::podcast::files::{self, ShowFiles, packed};
use crate::podcast::slug::Slug;

/// Shows from and to files
#[derive(Subcommand)]
pub(super) enum Show {
    List(List),
    Apply(Apply),
    Export(Export),
    Rename(Rename),
}

/// Lists the shows of the catalogue
#[derive(Args)]
#[command(after_help = "Examples:
  glos show list
  glos show list --server https://podcast.example.org")]
pub(super) struct List {
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Overwrites a show with what its folder says; creates it when it is new
#[derive(Args)]
#[command(after_help = "Examples:
  glos show apply feeds/skuteczny-dialog
  glos show apply feeds/skuteczny-dialog --server https://podcast.example.org")]
pub(super) struct Apply {
    /// Folder with show.toml, the cover and notes/*.md; its name is the show's address
    dir: PathBuf,
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Writes a show into a folder, as `show apply` reads it
#[derive(Args)]
#[command(after_help = "Examples:
  glos show export skuteczny-dialog feeds/skuteczny-dialog
  glos show export skuteczny-dialog feeds/skuteczny-dialog --server https://podcast.example.org")]
pub(super) struct Export {
    /// The show's name in addresses
    show: String,
    /// Folder to write; created when it is missing
    dir: PathBuf,
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Gives a show another name in addresses; the old addresses lead to the new ones
#[derive(Args)]
#[command(after_help = "Example:\n  glos show rename rozmowy skuteczny-dialog\n
Podcast apps follow by themselves; GUIDs and the addresses of recordings stay. Rename the show's folder in feeds/ too.")]
pub(super) struct Rename {
    /// The show's name in addresses
    old: String,
    /// What it is to be: small letters a-z, digits, and hyphens between them
    new: String,
    #[command(flatten)]
    house: House,
}

impl Show {
    pub(super) fn run(self) -> Outcome {
        block_on(async {
            match self {
                Self::List(command) => command.run().await?,
                Self::Apply(command) => command.run().await?,
                Self::Export(command) => command.run().await?,
                Self::Rename(command) => command.run().await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        if let Some(api) = self.server.api()? {
            for show in api.list("/shows", "shows")? {
                say(&format!("{}\t{}\t{}", text(&show, "slug"), text(&show, "title"), text(&show, "feed")));
            }
            return Ok(());
        }
        let app = self.house.open().await?;
        for show in podcast::shows::all(&mut app.db.conn().await?).await? {
            say(&format!("{}\t{}\t{}", show.slug, show.about.title, app.addresses.feed(&show.slug)));
        }
        Ok(())
    }
}

impl Apply {
    async fn run(self) -> anyhow::Result<()> {
        // Read before anything is opened: a broken file changes nothing.
        let files = shows::read(&self.dir).await?;
        let slug = files.slug.clone();
        if let Some(api) = self.server.api()? {
            let (applied, feed) = apply_there(&api, &files)?;
            say(&format!("{slug}: {applied}, {feed}"));
            return Ok(());
        }
        let app = self.house.open().await?;
        let applied = match shows::apply(&app, files).await? {
            Applied::Created => "created",
            Applied::Changed => "changed",
            Applied::Same => "unchanged",
        };
        say(&format!("{slug}: {applied}, {}", app.addresses.feed(&slug)));
        Ok(())
    }
}

/// Applies a show's files to a server: what came of it, and the show's feed.
fn apply_there(api: &Api, show: &ShowFiles) -> anyhow::Result<(&'static str, String)> {
    let path = format!("/shows/{}/files", show.slug);
    let picture = (!show.cover.is_stand_in).then_some(&show.picture[..]);
    let zip = packed::pack(show.slug.as_str(), &files::written(&show.about, picture, &show.notes))?;
    let body = Some(("application/zip", zip.as_slice()));
    let (applied, shown) = match api.ask(Method::POST, &format!("{path}/changes"), body)? {
        Told::Missing(_) => ("created", api.get(Method::POST, "/shows", body)?),
        Told::Done(changes) if is_same(&changes) => {
            ("unchanged", api.get(Method::GET, &format!("/shows/{}", show.slug), None)?)
        }
        Told::Done(_) => ("changed", api.get(Method::PUT, &path, body)?),
    };
    let shown: Value = serde_json::from_slice(&shown).context("the server's answer is not JSON; is it glos?")?;
    Ok((applied, text(&shown, "feed").to_owned()))
}

fn is_same(changes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(changes).is_ok_and(|changes| changes["same"] == true)
}

impl Export {
    async fn run(self) -> anyhow::Result<()> {
        let slug: Slug = self.show.parse()?;
        if let Some(api) = self.server.api()? {
            let packed = api.get(Method::GET, &format!("/shows/{slug}/files"), None)?;
            let packed = packed::unpack(&packed).context("what the server sent is no show; is it glos?")?;
            files::write(&self.dir, &packed.into_files())?;
        } else {
            let app = self.house.open().await?;
            shows::export(&app, &slug, &self.dir).await?;
        }
        say(&format!("{slug}: written to {}", self.dir.display()));
        Ok(())
    }
}

impl Rename {
    async fn run(self) -> anyhow::Result<()> {
        let old: Slug = self.old.parse().with_context(|| format!("\"{}\" is not the name of a show", self.old))?;
        let new: Slug = self.new.parse().with_context(|| format!("a show cannot be called \"{}\"", self.new))?;
        let app = self.house.open().await?;
        rename::rename(&app, &old, &new).await?;
        say(&format!("{new}: {}", app.addresses.feed(&new)));
        Ok(())
    }
}
