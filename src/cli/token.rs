//! `glos token`: API tokens.

use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use serde_json::json;
use ureq::http::Method;

use super::house::House;
use super::server::{Server, text};
use super::{Outcome, block_on, say};
use crate::accounts::secret::Secret;
use crate::accounts::{Scope, audit, people, tokens};
use crate::db;
use crate::podcast::shows;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// API tokens
#[derive(Subcommand)]
pub(super) enum Token {
    Create(Create),
    List(List),
    Revoke(Revoke),
}

/// Creates a token and prints its secret, once
#[derive(Args)]
#[command(after_help = "Examples:
  glos token create laptop
  glos token create website --show skuteczny-dialog --scope read
  glos token create website --server https://podcast.example.org")]
pub(super) struct Create {
    /// What to call it
    name: String,
    /// The one show that it reaches; every show without it
    #[arg(long)]
    show: Option<String>,
    /// What it may do
    #[arg(long, value_enum, default_value = "publish")]
    scope: Scope,
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Lists the tokens that open something
#[derive(Args)]
#[command(after_help = "Example:\n  glos token list")]
pub(super) struct List {
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Revokes a token at once
#[derive(Args)]
#[command(after_help = "Example:\n  glos token revoke laptop")]
pub(super) struct Revoke {
    /// What it is called
    name: String,
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

impl Token {
    pub(super) fn run(self) -> Outcome {
        block_on(async {
            match self {
                Self::Create(command) => command.run().await?,
                Self::List(command) => command.run().await?,
                Self::Revoke(command) => command.run().await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl Create {
    async fn run(self) -> anyhow::Result<()> {
        let name = Line::parse(&self.name).context("the token's name")?;
        if let Some(api) = self.server.api()? {
            let new = json!({ "name": name, "scope": self.scope, "show": self.show });
            say(text(&api.json(Method::POST, "/tokens", Some(&new))?, "secret"));
            return Ok(());
        }
        let app = self.house.open().await?;
        let mut conn = app.db.conn().await?;
        let show = match &self.show {
            None => None,
            Some(slug) => {
                let slug: Slug = slug.parse()?;
                let show = shows::by_slug(&mut conn, &slug).await?;
                Some(show.with_context(|| format!("there is no show \"{slug}\""))?.id)
            }
        };
        drop(conn);
        let secret = Secret::generate().context("the system has no random numbers")?;
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        match tokens::insert(&mut tx, &secret, name.as_str(), self.scope, show, now).await {
            Err(error) if db::is_taken(&error) => {
                bail!("there is, or was, a token \"{name}\" already; choose another name")
            }
            done => drop(done?),
        }
        audit::note(&mut tx, None, "token-made", show, name.as_str(), now).await?;
        tx.commit().await?;
        say(secret.reveal());
        Ok(())
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        if let Some(api) = self.server.api()? {
            for token in api.list("/tokens", "tokens")? {
                let show = token["show"].as_str().unwrap_or("every show");
                say(&format!("{}\t{}\t{show}", text(&token, "name"), text(&token, "scope")));
            }
            return Ok(());
        }
        let app = self.house.open().await?;
        let mut conn = app.db.conn().await?;
        let shows = shows::all(&mut conn).await?;
        for token in tokens::all(&mut conn).await? {
            let show = shows.iter().find(|show| Some(show.id) == token.show_id).map(|show| show.slug.as_str());
            let used = token.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("used {}", moment(at)));
            let (name, scope, show) = (&token.name, token.scope.as_str(), show.unwrap_or("every show"));
            say(&format!("{name}\t{scope}\t{show}\tmade {}\t{used}", moment(token.created_at)));
        }
        Ok(())
    }
}

/// To the minute, in UTC.
fn moment(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%d %H:%MZ").to_string()
}

impl Revoke {
    async fn run(self) -> anyhow::Result<()> {
        if let Some(api) = self.server.api()? {
            let known = api.list("/tokens", "tokens")?;
            let Some(token) = known.iter().find(|token| text(token, "name") == self.name) else {
                bail!("there is no token \"{}\" that could be revoked", self.name);
            };
            api.get(Method::DELETE, &format!("/tokens/{}", text(token, "id")), None)?;
            say(&format!("{}: revoked", self.name));
            return Ok(());
        }
        let app = self.house.open().await?;
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        let Some(token) = tokens::by_name(&mut tx, &self.name).await? else {
            bail!("there is no token \"{}\" that could be revoked", self.name);
        };
        people::revoke(&mut tx, None, &token, now).await?;
        tx.commit().await?;
        say(&format!("{}: revoked", self.name));
        Ok(())
    }
}
