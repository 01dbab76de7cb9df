//! `glos serve`: the service.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::house::House;
use super::{Outcome, block_on, log, say};
use crate::accounts::secret::Secret;
use crate::accounts::{links, people};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::intake::{announce, demo, shows};
use crate::jobs;
use crate::queue::{self, Job};
use crate::search::index;
use crate::web;

/// How long running checks may go on once the service was told to stop.
const WORK_PATIENCE: Duration = Duration::from_secs(15);

/// How often this process asks whether another one changed the catalogue.
const COMPARE_EVERY: Duration = Duration::from_secs(1);

/// Shows that the welcome names.
const WELCOME: usize = 10;

/// Runs the service; creates what is missing
#[derive(Args)]
#[command(after_help = "Examples:
  glos serve
  glos serve --demo
  glos serve --listen 0.0.0.0:8080 --public-url https://podcast.example.org
  GLOS_DATABASE_URL=postgres://glos@db/glos GLOS_STORAGE=s3://podcasts/glos glos serve")]
pub(super) struct Serve {
    #[command(flatten)]
    house: House,
    /// Where to listen [env: GLOS_LISTEN; default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Folder of the shows in files [env: GLOS_FEEDS; default: ./feeds]
    #[arg(long, value_name = "FOLDER")]
    feeds: Option<PathBuf>,
    /// How audio reaches listeners: serve, presign, or a public base URL [env: GLOS_MEDIA; default: serve]
    #[arg(long, value_name = "WAY")]
    media: Option<String>,
    /// Serve a throw-away furnished house: a temporary data folder with sample episodes
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) fn run(self) -> Outcome {
        log::begin();
        let throw_away = self.demo.then(|| tempfile::Builder::new().prefix("glos-demo-").tempdir()).transpose()?;
        let settings = self.settings(throw_away.as_ref().map(tempfile::TempDir::path))?;
        block_on(serve(settings, self.demo))?;
        Ok(ExitCode::SUCCESS)
    }

    fn settings(&self, throw_away: Option<&Path>) -> anyhow::Result<Settings> {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        let mut flags: Vec<(&'static str, String)> = Vec::new();
        flags.extend(self.listen.clone().map(|listen| ("listen", listen)));
        flags.extend(self.feeds.as_deref().map(|feeds| ("feeds", path(feeds))));
        flags.extend(self.media.clone().map(|media| ("media", media)));
        if let Some(folder) = throw_away {
            // Whatever the environment says: a demonstration touches no real data.
            flags.push(("data", path(folder)));
            flags.push(("database_url", format!("sqlite:{}", folder.join("glos.db").display())));
            flags.push(("storage", path(&folder.join("objects"))));
            // Nor does it tell the world of samples, or write to anybody.
            flags.extend(
                ["hubs", "podping", "podping_token", "smtp_url", "mail_from"].map(|name| (name, String::new())),
            );
        }
        self.house.settings(flags)
    }
}

async fn serve(settings: Settings, is_demo: bool) -> anyhow::Result<()> {
    // From here on a signal is an orderly end, even if it comes before there is anything to end.
    let signals = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let listen = settings.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("could not listen on {listen}"))?;
    let app = App::open(settings, Clock::System).await?;
    let stop = app.stopping.clone();
    stop_on(signals, stop.clone());
    shows::load_missing(&app, &app.settings.feeds).await?;
    begin_sweeping(&app).await?;
    announce::begin(&app).await?;
    index::begin(&app.db, app.clock.now()).await?;
    // Goes on until the last request has ended: one that is publishing waits for its check.
    let no_more_work = CancellationToken::new();
    let worker = tokio::spawn(jobs::work(Arc::clone(&app), no_more_work.clone()));
    tokio::spawn(prepare(Arc::clone(&app), stop.clone()));
    let comparing = tokio::spawn(compare(Arc::clone(&app), stop.clone()));
    let secret = if is_demo {
        // Whoever stops it now shall not wait for samples.
        stop.run_until_cancelled(demo::furnish(&app)).await.transpose()?
    } else {
        None
    };
    welcome(&app, secret.as_ref()).await?;
    if !is_demo {
        remind(&app);
    }
    web::serve::serve(Arc::clone(&app), web::router(Arc::clone(&app)), listener, stop).await;
    no_more_work.cancel();
    // A check that takes longer is done again at the next start.
    if tokio::time::timeout(WORK_PATIENCE, worker).await.is_err() {
        tracing::warn!("a check was still running and is done again at the next start");
    }
    comparing.await?;
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Ctrl-C and SIGTERM ask for an orderly end; a second one ends at once.
fn stop_on((mut interrupt, mut terminate): (Signal, Signal), stop: CancellationToken) {
    tokio::spawn(async move {
        let mut next = async || {
            tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        };
        next().await;
        tracing::info!("finishing running requests; once more to stop at once");
        stop.cancel();
        next().await;
        std::process::exit(1);
    });
}

async fn begin_sweeping(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    queue::enqueue(&mut tx, Job::Sweep, now, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes what listeners are likely to ask for first, while the first of them are answered already.
async fn prepare(app: Arc<App>, stop: CancellationToken) {
    let now = app.clock.now();
    stop.run_until_cancelled(app.editions.prepare(now)).await;
}

/// Notices what other processes on this catalogue changed: a command, another replica.
async fn compare(app: Arc<App>, stop: CancellationToken) {
    let mut was_fine = true;
    while stop.run_until_cancelled(tokio::time::sleep(COMPARE_EVERY)).await.is_some() {
        let compared = app.refresh_editions().await;
        if let (Err(error), true) = (&compared, was_fine) {
            tracing::warn!("the catalogue does not answer; listeners are served what was known: {error:#}");
        }
        was_fine = compared.is_ok();
    }
}

/// Says what the accessibility statement lacks: whoever runs the service answers for it.
fn remind(app: &App) {
    let publisher = &app.settings.publisher;
    let missing = publisher.missing();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        tracing::warn!("{} is not complete; docs/settings.md tells of {missing}", app.addresses.accessibility());
    } else if publisher.review_is_overdue(app.clock.now().date_naive()) {
        tracing::warn!("{} has to be reviewed by 31 March each year", app.addresses.accessibility());
    }
}

/// Says where everything is. A demonstration has a token of its own: those of `glos token` are for a real house.
async fn welcome(app: &App, secret: Option<&Secret>) -> anyhow::Result<()> {
    say(&format!("glos is at {}", app.addresses.home()));
    let front = app.editions.front(app.clock.now()).await?;
    for show in front.lines.iter().take(WELCOME) {
        say(&format!("  {}: {}", show.title, app.addresses.feed(&show.slug)));
    }
    if front.lines.len() > WELCOME {
        say(&format!("  … and {} other shows", front.lines.len() - WELCOME));
    }
    match secret {
        Some(secret) => say(&format!("To publish in this demonstration: export GLOS_TOKEN={}", secret.reveal())),
        None => say("To publish, create a token: glos token create NAME --scope publish"),
    }
    // While there is nobody, whoever sees what the service says is its owner.
    if let Some(secret) = people::setup_link(app).await? {
        let path = format!("{}{}", links::Kind::Setup.path(), secret.reveal());
        say(&format!("To make the first account, open within a day: {}", app.addresses.path(&path)));
    } else {
        say(&format!("Producers work at {}", app.addresses.path("/studio")));
    }
    Ok(())
}
