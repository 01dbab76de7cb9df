//! What a search costs in a house of a thousand hours: `cargo bench --bench search [EPISODES]`, on SQLite in a folder of its own
//! and, where `GLOS_TEST_POSTGRES` names a server (tests/services.sh), on PostgreSQL.
//!
//! Goal: the median of a search below 20 ms, the slowest below 200 ms. It prints what reading the episodes took, how large the
//! index is beside their words, and for each search the median, the 95th of a hundred and the ratio to a scan by `like`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

#[path = "../tests/feed/fixture.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod fixture;

use std::time::{Duration, Instant};

use glos::db::{self, Db};
use glos::podcast::audios::{self, Recording};
use glos::podcast::ids::ShowId;
use glos::podcast::{episodes, shows, transcripts};
use glos::search::query::Query;
use glos::search::{self, index};
use serde_json::json;

/// Words of an hour of talk.
const WORDS: usize = 9_000;

/// Searches of each kind.
const TIMES: usize = 40;

/// What is searched for: what it is, the search, and the same as `like` knows it.
const SEARCHES: [(&str, &str, &str); 9] = [
    ("a word said once", "żółwiami", "%żółwiami%"),
    ("a word said in every hundredth hour", "rzadki", "%rzadki%"),
    ("the commonest word", "słowo0", "%słowo0%"),
    // Every word there is begins with them: worse than any language is.
    ("a beginning of two letters", "sł", "%sł%"),
    ("a beginning of three, of 50,000 words", "sło", "%sło%"),
    ("a beginning of four, of 50,000 words", "słow", "%słow%"),
    // Each is the beginning of 11,000 numbered words, of more letters than have an index: no language has such.
    ("four common words", "słowo1 słowo2 słowo3 słowo4", "%słowo1 słowo2 słowo3 słowo4%"),
    ("a phrase of common words", "\"słowo0 słowo1\"", "%słowo0 słowo1%"),
    ("nothing", "nieobecny", "%nieobecny%"),
];

fn main() {
    let episodes = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(1_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite:{}", dir.path().join("glos.db").display());
    runtime.block_on(measure("SQLite", &sqlite, episodes));
    match std::env::var("GLOS_TEST_POSTGRES") {
        Ok(server) => runtime.block_on(async {
            let name = format!("glos_search_{}", uuid::Uuid::new_v4().simple());
            let pool = sqlx::PgPool::connect(&server).await.unwrap();
            sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&pool).await.unwrap();
            let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
            measure("PostgreSQL", &url, episodes).await;
            sqlx::query(sqlx::AssertSqlSafe(format!("drop database {name} with (force)")))
                .execute(&pool)
                .await
                .unwrap();
        }),
        Err(_) => println!("not measured on PostgreSQL: eval \"$(tests/services.sh start)\""),
    }
}

async fn measure(name: &str, url: &str, episodes: u32) {
    let db = db::connect(url).await.unwrap();
    let show = fixture::show();
    let bytes = furnish(&db, &show, episodes).await;
    let before = size(&db).await;
    let begun = Instant::now();
    while index::read(&db, show.id).await.unwrap() {}
    let took = begun.elapsed();
    println!("\n{name}: {episodes} episodes of an hour, {} MB of words", bytes / 1_000_000);
    println!(
        "  read in {:.1} s, {:.1} ms an episode",
        took.as_secs_f64(),
        took.as_secs_f64() * 1e3 / f64::from(episodes)
    );
    println!("  {} MB for the search, {} MB before", (size(&db).await - before) / 1_000_000, before / 1_000_000);
    println!("  {:<38}{:>7}{:>10}{:>10}{:>12}", "", "found", "median", "p95", "like/median");
    for (what, typed, like) in SEARCHES {
        searched(&db, (what, typed, like), show.id).await;
    }
}

async fn searched(db: &Db, (what, typed, like): (&str, &str, &str), show: ShowId) {
    let mut times: Vec<Duration> = Vec::new();
    let mut total = 0;
    for turn in 0..TIMES {
        let begun = Instant::now();
        let show = (turn % 2 == 1).then_some(show);
        match search::find(db, Query::parse(typed), show, 1, fixture::november(28)).await {
            Ok(found) => total = found.total,
            // Every other one would be as well.
            Err(search::Error::TooLong) => return println!("  {what:<38}{:>17}", "too long"),
            Err(search::Error::Broken(error)) => panic!("{typed}: {error:#}"),
        }
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let begun = Instant::now();
    scan(db, like).await;
    let (median, p95) = (times[TIMES / 2], times[TIMES * 95 / 100]);
    let ratio = begun.elapsed().as_secs_f64() / median.as_secs_f64();
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    println!("  {what:<38}{total:>7}{:>10}{:>10}{ratio:>11.0}×", ms(median), ms(p95));
}

/// What a search without an index would do; it knows neither diacritics nor where something is said.
async fn scan(db: &Db, like: &str) {
    let sql = "select count(*) from transcripts where cast(cues as text) like $1";
    let count: (i64,) = match db {
        Db::Sqlite(pool) => sqlx::query_as(sql).bind(like).fetch_one(pool).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql).bind(like).fetch_one(pool).await.unwrap(),
    };
    std::hint::black_box(count);
}

/// Bytes of the database.
async fn size(db: &Db) -> i64 {
    let (bytes,): (i64,) = match db {
        Db::Sqlite(pool) => {
            let sql = "select page_count * page_size from pragma_page_count(), pragma_page_size()";
            sqlx::query_as(sql).fetch_one(pool).await.unwrap()
        }
        Db::Postgres(pool) => {
            sqlx::query_as("select pg_database_size(current_database())").fetch_one(pool).await.unwrap()
        }
    };
    bytes
}

/// A show whose episodes, released in November, have been talked through for an hour each. Bytes of their words.
async fn furnish(db: &Db, show: &shows::Show, episodes: u32) -> usize {
    let mut tx = db.begin().await.unwrap();
    shows::insert(&mut tx, show, fixture::november(1)).await.unwrap();
    tx.commit().await.unwrap();
    let report = json!({
        "file": null, "container": null, "codec": null, "media_type": "audio/mpeg", "bytes": 0, "sha256": "ab".repeat(32),
        "sample_rate": null, "channels": null, "bit_rate": null, "duration_ms": 3_600_000, "declared_duration_ms": null,
        "verdict": "ok", "problems": [], "loudness": null, "silence": null, "tags": {}, "cover": null, "chapters": [],
    });
    let mut chance = Chance(7);
    let mut bytes = 0;
    for number in 1..=episodes {
        let mut item = fixture::item(number, &format!("Rozmowa {number} o mieście"), "O **radzie** i budżecie.");
        item.episode.release_at = Some(fixture::november(1 + number % 20));
        item.audio.duration_ms = 3_600_000;
        let words = hour(number, episodes, &mut chance);
        bytes += words.len();
        let transcript = transcripts::read(words.as_bytes(), Some("text/vtt"), None, 3_600_000).unwrap();
        let mut tx = db.begin().await.unwrap();
        episodes::insert(&mut tx, &item.episode).await.unwrap();
        let report = serde_json::from_value(report.clone()).unwrap();
        audios::insert(&mut tx, &Recording { audio: item.audio, report, master: None }).await.unwrap();
        transcripts::keep(&mut tx, item.episode.id, &transcript, None).await.unwrap();
        tx.commit().await.unwrap();
    }
    bytes
}

/// An hour of talk as WebVTT, a cue in four seconds. How often each word is said falls with its rank, as in any language
/// (Zipf).
fn hour(number: u32, episodes: u32, chance: &mut Chance) -> String {
    let mut vtt = "WEBVTT\n".to_owned();
    for cue in 0..WORDS / 10 {
        let at = |seconds: usize| format!("{:02}:{:02}:{:02}.000", seconds / 3600, seconds / 60 % 60, seconds % 60);
        vtt.push_str(&format!("\n{} --> {}\n", at(cue * 4), at(cue * 4 + 4)));
        for _ in 0..10 {
            vtt.push_str(&format!("słowo{} ", chance.rank()));
        }
        if cue == 400 && number == episodes / 2 {
            vtt.push_str("żółwiami ");
        }
        if cue == 500 && number.is_multiple_of(100) {
            vtt.push_str("rzadki ");
        }
        vtt.push('\n');
    }
    vtt
}

/// Chance that is the same in each run (xorshift).
struct Chance(u64);

impl Chance {
    /// The rank of a word, 0 for the commonest of 50,000.
    fn rank(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        #[expect(clippy::cast_precision_loss, reason = "chance needs no 64 bits")]
        let uniform = (self.0 >> 11) as f64 / (1_u64 << 53) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 50,000")]
        let rank = 50_000_f64.powf(uniform) as u64 - 1;
        rank
    }
}
