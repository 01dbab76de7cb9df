//! The loops that take jobs and run them: work here, as many at once as there are cores and one of them never a long one,
//! and calls to machines elsewhere, which cost nothing but waiting.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{announce, check, deliver, give, index, mail, master, notify, retag, sweep};
use crate::app::App;
use crate::queue::{self, Held, Job, Room};

/// How often the queue is looked at when nothing rings.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Calls to machines elsewhere that wait at once: ten that hang leave room for those that answer.
const CALLS: usize = 32;

/// Letters on their way at once: they all go to one server, and it may hang.
const LETTERS: usize = 4;

/// Runs jobs until `stop`, then finishes the ones that run.
pub async fn work(app: Arc<App>, stop: CancellationToken) {
    let worker = Uuid::new_v4();
    tokio::join!(labour(&app, worker, &stop), tell(&app, worker, &stop));
}

/// Work that takes cores and disks.
async fn labour(app: &Arc<App>, worker: Uuid, stop: &CancellationToken) {
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).max(2);
    let long = Arc::new(Semaphore::new(at_once - 1));
    let mut running = JoinSet::new();
    while !stop.is_cancelled() {
        while running.try_join_next().is_some() {}
        let bell = app.bell.notified();
        let seat = Arc::clone(&long).try_acquire_owned().ok();
        let room = if seat.is_some() { Room::Any } else { Room::Short };
        let taken = if running.len() < at_once { take(app, worker, room).await } else { None };
        if let Some(held) = taken {
            let seat = seat.filter(|_| held.job.is_long());
            let app = Arc::clone(app);
            running.spawn(async move {
                run(app, held).await;
                drop(seat);
            });
            continue;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = bell => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            Some(_) = running.join_next() => {}
        }
    }
    while running.join_next().await.is_some() {}
}

/// Telling others of changes. Nothing rings: it is never wanted at once.
async fn tell(app: &Arc<App>, worker: Uuid, stop: &CancellationToken) {
    let letters = Arc::new(Semaphore::new(LETTERS));
    let mut running = JoinSet::new();
    while !stop.is_cancelled() {
        while running.try_join_next().is_some() {}
        let seat = Arc::clone(&letters).try_acquire_owned().ok();
        let room = if seat.is_some() { Room::Telling } else { Room::Calls };
        let taken = if running.len() < CALLS { take(app, worker, room).await } else { None };
        match taken {
            Some(held) => {
                let seat = seat.filter(|_| matches!(held.job, Job::Mail(_)));
                let app = Arc::clone(app);
                running.spawn(async move {
                    run(app, held).await;
                    drop(seat);
                });
            }
            None => drop(stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await),
        }
    }
    while running.join_next().await.is_some() {}
}

async fn take(app: &App, worker: Uuid, room: Room) -> Option<Held> {
    try_take(app, worker, room).await.unwrap_or_else(|error| {
        tracing::warn!("the queue of jobs cannot be read, it is tried again: {error}");
        None
    })
}

async fn try_take(app: &App, worker: Uuid, room: Room) -> sqlx::Result<Option<Held>> {
    let mut tx = app.db.begin().await?;
    let held = queue::take(&mut tx, worker, room, app.clock.now()).await?;
    tx.commit().await?;
    Ok(held)
}

/// Runs one job and tells the queue how it ended.
async fn run(app: Arc<App>, held: Held) {
    let mut job = tokio::spawn(perform(Arc::clone(&app), held));
    let outcome = tokio::select! {
        joined = &mut job => joined.unwrap_or_else(|panic| Err(anyhow::anyhow!("it panicked: {panic}"))),
        () = lost_lease(&app, &held) => return job.abort(),
    };
    let told = match outcome {
        Ok(None) => finish(&app, &held).await,
        Ok(Some(next)) => give_back(&app, &held, next, None).await,
        Err(error) => {
            tracing::warn!(job.kind = held.job.kind(), job.attempts = held.attempts, "a job failed: {error:#}");
            give_back(&app, &held, back_off(&held), Some(&format!("{error:#}"))).await
        }
    };
    if let Err(error) = told {
        // The lease runs out and the job is done again, which it does not mind.
        tracing::warn!(job.kind = held.job.kind(), "the queue could not be told of a job's end: {error}");
    }
}

/// None when the job is done for good, else when to run it next.
async fn perform(app: Arc<App>, held: Held) -> anyhow::Result<Option<TimeDelta>> {
    match held.job {
        Job::Check(upload) => check::run(&app, upload, &held).await.map(|()| None),
        Job::Master(upload) => master::run(&app, upload, &held).await.map(|()| None),
        Job::Give(upload) => give::run(&app, upload).await,
        Job::Retag(episode) => retag::run(&app, episode, &held).await.map(|()| None),
        Job::Sweep => sweep::run(&app).await.map(|()| Some(sweep::EVERY)),
        Job::Announce(show) => announce::run(&app, show).await,
        Job::Index(show) => index::run(&app, show).await,
        Job::Deliver(delivery) => deliver::run(&app, delivery).await,
        Job::Mail(letter) => mail::run(&app, letter).await,
        Job::Notify(show, receiver) => notify::run(&app, (show, receiver), &held).await,
    }
}

/// Renews the lease for as long as it can be renewed; returns when the job went to somebody else.
async fn lost_lease(app: &App, held: &Held) {
    let third = queue::LEASE.to_std().unwrap_or_default() / 3;
    loop {
        tokio::time::sleep(third).await;
        if let Ok(false) = renew(app, held).await {
            tracing::warn!(job.kind = held.job.kind(), "another worker took over a job that took too long to answer");
            return;
        }
    }
}

async fn renew(app: &App, held: &Held) -> sqlx::Result<bool> {
    queue::renew(&mut app.db.conn().await?, held, app.clock.now()).await
}

async fn finish(app: &App, held: &Held) -> sqlx::Result<()> {
    if !queue::done(&mut app.db.conn().await?, held).await? {
        queue::free(&mut app.db.conn().await?, held).await?;
    }
    Ok(())
}

async fn give_back(app: &App, held: &Held, after: TimeDelta, error: Option<&str>) -> sqlx::Result<()> {
    queue::again(&mut app.db.conn().await?, held, app.clock.now() + after, error).await
}

/// 1 s, 2 s, 4 s … 5 min: what fails because a store or a disk is away goes on soon after it is back. Machines elsewhere
/// are given more time.
fn back_off(held: &Held) -> TimeDelta {
    if let Job::Notify(..) = held.job {
        return notify::back_off(held.attempts);
    }
    queue::pause(held.attempts, TimeDelta::seconds(1), TimeDelta::minutes(5))
}
