//! `glos user`: people's accounts, for whoever runs the service.

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use ureq::http::Method;

use super::house::House;
use super::server::{Server, text};
use super::{Outcome, block_on, say};
use crate::accounts::links::Kind;
use crate::accounts::people::{self, Denied};
use crate::accounts::secret::Secret;
use crate::accounts::users::{self, Email};
use crate::accounts::{Role, memberships};
use crate::app::App;
use crate::podcast::shows;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// People's accounts
#[derive(Subcommand)]
pub(super) enum User {
    Add(Add),
    List(List),
    Reset(Reset),
}

/// Adds an account and prints a link by which its person chooses a password
#[derive(Args)]
#[command(after_help = "Examples:
  glos user add ewa@example.org --role owner
  glos user add jan@example.org --role editor --show skuteczny-dialog --name \"Jan Kowalski\"
  glos user add jan@example.org --role editor --server https://podcast.example.org

The link can be used once, within a day; glos user reset makes another. A server is asked for an invitation instead, which is good for a
week: whoever opens it says themselves what they are called.")]
pub(super) struct Add {
    /// By which they sign in
    email: Email,
    /// What they may do
    #[arg(long, value_enum)]
    role: Role,
    /// The one show that the role is for; every show without it
    #[arg(long)]
    show: Option<Slug>,
    /// What others call them; made of the address without it
    #[arg(long, conflicts_with = "server")]
    name: Option<String>,
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Lists accounts with their roles
#[derive(Args)]
#[command(after_help = "Examples:
  glos user list
  glos user list --server https://podcast.example.org")]
pub(super) struct List {
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

/// Prints a link by which somebody chooses a new password
#[derive(Args)]
#[command(after_help = "Examples:
  glos user reset ewa@example.org
  glos user reset ewa@example.org --second-step
  glos user reset ewa@example.org --server https://podcast.example.org

The link can be used once, within a day. The old password works until then.")]
pub(super) struct Reset {
    /// By which they sign in
    email: Email,
    /// Takes the second step of signing in away, too, because the telephone is lost
    #[arg(long)]
    second_step: bool,
    #[command(flatten)]
    house: House,
    #[command(flatten)]
    server: Server,
}

impl User {
    pub(super) fn run(self) -> Outcome {
        block_on(async {
            match self {
                Self::Add(command) => command.run().await?,
                Self::List(command) => command.run().await?,
                Self::Reset(command) => command.run().await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let local = self.email.as_str().split('@').next().unwrap_or_default();
        let name = Line::parse(self.name.as_deref().unwrap_or(local)).context("the name")?;
        if let Some(api) = self.server.api()? {
            let new = json!({ "email": self.email, "role": self.role, "show": self.show });
            say(text(&api.json(Method::POST, "/invitations", Some(&new))?, "url"));
            return Ok(());
        }
        let app = self.house.open().await?;
        let show = match &self.show {
            None => None,
            Some(slug) => {
                let show = shows::by_slug(&mut app.db.conn().await?, slug).await?;
                Some(show.with_context(|| format!("there is no show \"{slug}\""))?.id)
            }
        };
        match people::add(&app, self.email.clone(), name, (show, self.role)).await? {
            Ok(secret) => say(&link(&app, &secret)),
            Err(Denied::EmailTaken) => {
                bail!("{} has an account already; an owner changes its role in the studio", self.email)
            }
            Err(denied) => bail!("the account could not be made: {denied:?}"),
        }
        Ok(())
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        if let Some(api) = self.server.api()? {
            for person in api.list("/people", "people")? {
                let roles: Vec<String> = person["roles"].as_array().into_iter().flatten().map(held).collect();
                say(&format!("{}\t{}\t{}", text(&person, "email"), text(&person, "name"), roles.join(", ")));
            }
            return Ok(());
        }
        let app = self.house.open().await?;
        let mut conn = app.db.snapshot().await?;
        let (shows, held) = (shows::all(&mut conn).await?, memberships::all(&mut conn).await?);
        for user in users::all(&mut conn).await? {
            let roles = held.iter().filter(|held| held.user_id == user.id).map(|held| {
                let show = held.show_id.and_then(|id| shows.iter().find(|show| show.id == id));
                let place = show.map_or_else(|| "every show".to_owned(), |show| show.slug.to_string());
                format!("{} of {place}", held.role.as_str())
            });
            let roles = roles.collect::<Vec<_>>().join(", ");
            let password = if user.password.is_some() { "" } else { "\tno password yet" };
            say(&format!("{}\t{}\t{roles}{password}", user.email, user.name));
        }
        Ok(())
    }
}

impl Reset {
    async fn run(self) -> anyhow::Result<()> {
        if let Some(api) = self.server.api()? {
            let people = api.list("/people", "people")?;
            let person = people.iter().find(|person| text(person, "email") == self.email.as_str());
            let person =
                person.with_context(|| format!("{} has no account, or none that this token reaches", self.email))?;
            let path = format!("/people/{}/password", text(person, "id"));
            say(text(&api.json(Method::POST, &path, Some(&json!({ "frees": self.second_step })))?, "url"));
            return Ok(());
        }
        let app = self.house.open().await?;
        let user = users::by_email(&mut app.db.conn().await?, &self.email).await?;
        let user = user.with_context(|| format!("{} has no account", self.email))?;
        match people::reset(&app, None, user.id, self.second_step, None).await? {
            Ok((_, secret)) => say(&link(&app, &secret)),
            Err(denied) => bail!("no link could be made: {denied:?}"),
        }
        Ok(())
    }
}

/// `editor of skuteczny-dialog`, as a server tells it.
fn held(role: &Value) -> String {
    format!("{} of {}", text(role, "role"), role["show"].as_str().unwrap_or("every show"))
}

/// The link that chooses a password.
fn link(app: &App, secret: &Secret) -> String {
    app.addresses.path(&format!("{}{}", Kind::Password.path(), secret.reveal()))
}
