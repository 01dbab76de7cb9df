//! `glos token`: API tokens.

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::house::House;
use super::{Outcome, block_on, say};
use crate::accounts::secret::Secret;
use crate::accounts::{Scope, tokens};
use crate::db;
use crate::podcast::shows;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// API tokens
#[derive(Subcommand)]
pub(super) enum Token {
    Create(Create),
    Revoke(Revoke),
}

/// Creates a token and prints its secret, once
#[derive(Args)]
#[command(after_help = "Examples:
  glos token create laptop
  glos token create website --show skuteczny-dialog --scope read")]
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
}

/// Revokes a token at once
#[derive(Args)]
#[command(after_help = "Example:\n  glos token revoke laptop")]
pub(super) struct Revoke {
    /// What it is called
    name: String,
    #[command(flatten)]
    house: House,
}

impl Token {
    pub(super) fn run(self) -> Outcome {
        block_on(async {
            match self {
                Self::Create(command) => command.run().await?,
                Self::Revoke(command) => command.run().await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl Create {
    async fn run(self) -> anyhow::Result<()> {
        let name = Line::parse(&self.name).context("the token's name")?;
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
        let secret = Secret::generate().context("the system has no random numbers")?;
        match tokens::insert(&mut conn, &secret, name.as_str(), self.scope, show, app.clock.now()).await {
            Err(error) if db::is_taken(&error) => bail!("there is a token \"{name}\" already; choose another name"),
            done => done?,
        }
        say(secret.reveal());
        Ok(())
    }
}

impl Revoke {
    async fn run(self) -> anyhow::Result<()> {
        let app = self.house.open().await?;
        if !tokens::revoke(&mut app.db.conn().await?, &self.name, app.clock.now()).await? {
            bail!("there is no token \"{}\" that could be revoked", self.name);
        }
        say(&format!("{}: revoked", self.name));
        Ok(())
    }
}
