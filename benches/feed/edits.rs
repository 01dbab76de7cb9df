//! What an edit costs: the edition and the first document of its feed made anew from kept fragments, compression not counted.
//!
//! Goal: 0.1 ms with 1,000 episodes, 2 ms with 10,000.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{Days, TimeDelta};
use glos::editions::{Edition, Terms};
use glos::feed::Push;
use glos::podcast::catalogue::{Catalogue, Item};
use glos::podcast::ids::AudioId;
use tokio::runtime::Runtime;

use crate::{episode, fixture, show_notes};

/// A show whose feed was made.
struct Before {
    edition: Arc<Edition>,
    terms: Arc<Terms>,
    count: u32,
}

impl Before {
    fn new(count: u32, runtime: &Runtime) -> Self {
        let notes = show_notes(250);
        let items = (1..=count).rev().map(|number| Arc::new(an_episode(number, &notes))).collect();
        let catalogue = Catalogue { show: fixture::show(), notes: Vec::new(), items };
        let terms = Terms { addresses: fixture::addresses(), push: Push::default(), items: 300, bytes: 1_000_000 };
        let (edition, terms) = (Arc::new(Edition::of(catalogue, None, now(count))), Arc::new(terms));
        runtime.block_on(edition.documents(&terms)).expect("a feed");
        Self { edition, terms, count }
    }

    /// The edition after these episodes changed, its feed included.
    fn after(&self, changed: Vec<Arc<Item>>) -> Edition {
        let mut show = fixture::show();
        show.revision += 1;
        show.changed_at = now(self.count) + TimeDelta::seconds(1);
        let edition = self.edition.with(show, changed, now(self.count) + TimeDelta::seconds(1));
        edition.keep_up_with(&self.edition, &self.terms);
        edition
    }

    /// All archive pages, and how many bytes they have.
    fn archives(&self, runtime: &Runtime) -> (u32, usize) {
        let documents = self.edition.documents_held().expect("a feed");
        let pages = (1..=documents.archives()).map(|page| {
            let archive = documents.archive(page).expect("a page");
            let document = runtime.block_on(archive.document(&self.edition, page, &self.terms)).expect("a document");
            document.identity.bytes.len()
        });
        (documents.archives(), pages.sum())
    }
}

fn an_episode(number: u32, notes: &str) -> Item {
    let mut item = episode(number, notes);
    item.episode.release_at = Some(fixture::november(1) + TimeDelta::minutes(i64::from(number)));
    item
}

fn now(count: u32) -> chrono::DateTime<chrono::Utc> {
    fixture::november(1) + TimeDelta::minutes(i64::from(count)) + Days::new(1)
}

/// The best and the median time of a work on fresh input.
fn time<I, O>(runs: u32, mut input: impl FnMut() -> I, mut work: impl FnMut(I) -> O) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let input = input();
            let start = Instant::now();
            let output = black_box(work(black_box(input)));
            let took = start.elapsed();
            drop(output);
            took
        })
        .collect();
    times.sort_unstable();
    (times[0], times[times.len() / 2])
}

/// Prints what edits cost.
pub(crate) fn table() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    println!("\nan edit, from kept fragments of 2 KB              best      median");
    for count in [1_000, 10_000] {
        let before = Before::new(count, &runtime);
        let edited = |number: u32, title: &str| {
            let mut item = an_episode(number, &show_notes(250));
            item.episode.title = fixture::line(title);
            vec![Arc::new(item)]
        };
        let added = || {
            let mut item = an_episode(count + 1, &show_notes(250));
            item.audio.id = AudioId::new();
            vec![Arc::new(item)]
        };
        let row = |what: &str, (best, median): (Duration, Duration)| {
            let [best, median] = [best, median].map(|time| time.as_secs_f64() * 1e3);
            println!("{count:>6} episodes, {what:<28} {best:>7.3} ms  {median:>7.3} ms");
        };
        row("the newest edited", time(200, || edited(count, "Nowy tytuł"), |items| before.after(items)));
        row("the oldest edited", time(200, || edited(1, "Nowy tytuł"), |items| before.after(items)));
        row("one added", time(200, added, |items| before.after(items)));
        let fresh = || Before::new(count, &runtime);
        let mut pages = (0, 0);
        let times = time(3, fresh, |before| {
            pages = before.archives(&runtime);
            before
        });
        row(&format!("{} archive pages, {} kB", pages.0, pages.1 / 1000), times);
    }
}
