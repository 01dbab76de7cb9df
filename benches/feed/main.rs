//! What it costs to render a feed of 1,000 episodes, against the ecosystem's crate on the same texts.
//!
//! Goal: 2 ms for 1,000 items with their texts at hand, in fragments of 2 KB. `cargo bench --bench feed` prints criterion's
//! figures, then a table with ratios measured in turns, and what an edit costs ([`edits`]).

mod edits;
#[path = "../../tests/feed/fixture.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod fixture;
mod rss_crate;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use glos::addresses::Addresses;
use glos::feed::{self, Channel, Prose};
use glos::markdown;
use glos::podcast::catalogue::Item;
use glos::podcast::shows::Show;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EPISODES: u32 = 1_000;

/// A thousand episodes and all that is made of them on the way to the feed.
struct Thousand {
    show: Show,
    addresses: Addresses,
    items: Vec<Item>,
    /// The same, as the edition before read them.
    before: Vec<Item>,
    prose: Vec<Prose>,
    fragments: Vec<String>,
}

impl Thousand {
    /// Episodes with show notes of about this many bytes.
    fn new(notes: usize) -> Self {
        let (show, addresses) = (fixture::show(), fixture::addresses());
        let notes = show_notes(notes);
        let episodes = || -> Vec<Item> { (1..=EPISODES).rev().map(|number| episode(number, &notes)).collect() };
        let (items, before) = (episodes(), episodes());
        let prose: Vec<Prose> = items.iter().map(|item| Prose::of(&show, item, &addresses)).collect();
        let fragments =
            items.iter().zip(&prose).map(|(item, prose)| feed::item_with(&show, item, &addresses, prose)).collect();
        Self { show, addresses, items, before, prose, fragments }
    }

    fn document<'f>(&self, fragments: impl IntoIterator<Item = &'f str>) -> usize {
        let push = feed::Push::default();
        let channel = Channel {
            show: &self.show,
            addresses: &self.addresses,
            built: Some(fixture::november(20)),
            place: feed::Place::Whole,
            push: &push,
            trailers: &[],
            notes: false,
            styles: &[],
        };
        feed::document(&channel, fragments).len()
    }

    /// Everything, from Markdown on.
    fn markdown_up(&self) -> usize {
        let fragments: Vec<String> =
            self.items.iter().map(|item| feed::item(&self.show, item, &self.addresses)).collect();
        self.document(fragments.iter().map(String::as_str))
    }

    /// Items whose texts are rendered already.
    fn texts_at_hand(&self) -> usize {
        let fragments: Vec<String> = self
            .items
            .iter()
            .zip(&self.prose)
            .map(|(item, prose)| feed::item_with(&self.show, item, &self.addresses, prose))
            .collect();
        self.document(fragments.iter().map(String::as_str))
    }

    /// One episode changed since the edition before: every other fragment is found unchanged and kept.
    fn one_changed(&self) -> usize {
        let fresh = feed::item(&self.show, &self.items[0], &self.addresses);
        let kept =
            self.items.iter().zip(&self.before).zip(&self.fragments).skip(1).map(|((item, before), fragment)| {
                assert!(feed::unchanged((&self.show, before), (&self.show, item)));
                fragment.as_str()
            });
        self.document(std::iter::once(fresh.as_str()).chain(kept))
    }

    fn all_kept(&self) -> usize {
        self.document(self.fragments.iter().map(String::as_str))
    }

    /// The same texts through the rss crate.
    fn rss_crate(&self) -> usize {
        rss_crate::document(&self.show, &self.items, &self.prose, &self.addresses)
    }

    /// The Markdown of the show notes to plain text only.
    fn to_text(&self) -> usize {
        self.items
            .iter()
            .map(|item| markdown::to_text(item.episode.notes.as_str(), "https://example.org/a/b").len())
            .sum()
    }

    /// The Markdown of the show notes to safe HTML only.
    fn to_html(&self) -> usize {
        self.items
            .iter()
            .map(|item| markdown::to_html(item.episode.notes.as_str(), "https://example.org/a/b").len())
            .sum()
    }

    /// The Markdown of the show notes to HTML as it comes, without the sanitiser.
    fn to_unsafe_html(&self) -> usize {
        let render = |notes| {
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(notes));
            html.len()
        };
        self.items.iter().map(|item| render(item.episode.notes.as_str())).sum()
    }
}

fn episode(number: u32, show_notes: &str) -> Item {
    let mut item = fixture::item(number, "Głos & dialog: czy miasto słucha?", show_notes);
    item.notes = vec![fixture::note("cel", "Cel projektu", "Większa skuteczność ciał dialogu.")];
    item
}

fn show_notes(bytes: usize) -> String {
    let paragraph = "Rozmowa o tym, **jak miasto słucha** mieszkanek i mieszkańców, o [pakiecie](notes/cel) i o głosie.\n\n\
        - ciała dialogu obywatelskiego & urzędy,\n- współpraca, która trwa.\n\n";
    let mut notes = String::new();
    while notes.len() < bytes {
        notes.push_str(paragraph);
    }
    notes
}

type Work = (&'static str, fn(&Thousand) -> usize);

const WORKS: [Work; 8] = [
    ("rss crate, texts at hand", Thousand::rss_crate),
    ("glos, texts at hand", Thousand::texts_at_hand),
    ("glos, all fragments kept", Thousand::all_kept),
    ("glos, one episode changed", Thousand::one_changed),
    ("glos, from Markdown", Thousand::markdown_up),
    ("  of it Markdown to text", Thousand::to_text),
    ("  of it Markdown to safe HTML", Thousand::to_html),
    ("  Markdown to HTML, not sanitised", Thousand::to_unsafe_html),
];

/// Prints the best time of each work, taken in turns, and its ratio to the first. The best, because another program on the
/// machine can only make a time worse.
fn table(title: &str, thousand: &Thousand) {
    let mut best = [Duration::MAX; WORKS.len()];
    for _ in 0..25 {
        for (best, (_, work)) in best.iter_mut().zip(WORKS) {
            let start = Instant::now();
            black_box(work(black_box(thousand)));
            *best = start.elapsed().min(*best);
        }
    }
    println!("\n{title}: {} bytes in all", thousand.all_kept());
    for ((name, _), best_time) in WORKS.iter().zip(best) {
        let ratio = best[0].as_secs_f64() / best_time.as_secs_f64();
        println!("{name:<36} {:>9.3} ms   {ratio:>7.2}x as fast as the rss crate", best_time.as_secs_f64() * 1e3);
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let sizes =
        [("fragments of 2 KB", 250), ("show notes of 2 KB", 2_000)].map(|(title, notes)| (title, Thousand::new(notes)));
    for (title, thousand) in &sizes {
        let mut group = criterion.benchmark_group(*title);
        for (name, work) in WORKS {
            group.bench_function(name.trim(), |bencher| bencher.iter(|| work(black_box(thousand))));
        }
        group.finish();
    }
    for (title, thousand) in &sizes {
        table(title, thousand);
    }
    edits::table();
    criterion.final_summary();
}
