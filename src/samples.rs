//! A small show for the tests of editions and pages: in memory, or in a house of its own on SQLite.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Duration, TimeZone as _, Utc};
use serde_json::json;
use sqlx::types::Json;
use url::Url;
use uuid::Uuid;

use crate::addresses::Addresses;
use crate::app::App;
use crate::audio::Report;
use crate::clock::Clock;
use crate::config::Settings;
use crate::editions::Edition;
use crate::i18n::Lang;
use crate::podcast::about::About;
use crate::podcast::audios::{self, Audio, Recording};
use crate::podcast::catalogue::{Catalogue, Item};
use crate::podcast::covers::{Cover, Form};
use crate::podcast::episodes::{self, Episode, Kind, Visibility};
use crate::podcast::guid::Guid;
use crate::podcast::ids::{AudioId, EpisodeId, NoteId, ShowId};
use crate::podcast::notes::{self, Note};
use crate::podcast::shows::{self, Show};
use crate::podcast::text::{Line, Markdown};
use crate::web::language::Reader;
use crate::web::pages::View;

/// A title that is dangerous where it is not escaped.
pub(crate) const HOSTILE: &str = "<script>alert(\"1\")</script> & Łódź";

/// Title of an episode that no listener may see.
pub(crate) const HIDDEN: &str = "Tajemnica";

/// When the tests happen.
pub(crate) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
}

/// Addresses of the samples' host.
pub(crate) fn addresses() -> Addresses {
    Addresses::new(&Url::parse("https://glos.example").unwrap())
}

/// A show at `/rozmowy`: two notes; the episodes `pierwszy` (linked to the first note, hostile title), `drugi` and
/// `boczny` (unlisted), and two that nobody may see: `szkic` (draft) and `jutro` (scheduled).
pub(crate) fn catalogue() -> Catalogue {
    let show = show("rozmowy");
    let notes = vec![Arc::new(note("cel", "Cel projektu", 10)), Arc::new(note("pakiet", "Pakiet startowy", 20))];
    let hours = Duration::hours;
    let items = [
        item(&show, "szkic", HIDDEN, Visibility::Draft, None, &[]),
        item(&show, "jutro", HIDDEN, Visibility::Public, Some(now() + hours(12)), &[]),
        item(&show, "boczny", "Odcinek boczny", Visibility::Unlisted, Some(now() - hours(1)), &notes[..1]),
        item(&show, "drugi", "Odcinek drugi", Visibility::Public, Some(now() - hours(24)), &[]),
        item(&show, "pierwszy", HOSTILE, Visibility::Public, Some(now() - hours(48)), &notes[..1]),
    ];
    Catalogue { show, notes, items: items.into_iter().map(Arc::new).collect() }
}

/// The sample show's edition.
pub(crate) fn edition() -> Edition {
    edition_of(catalogue())
}

/// The edition of a catalogue at [`now`].
pub(crate) fn edition_of(catalogue: Catalogue) -> Edition {
    Edition::of(catalogue, None, now())
}

/// A reader of this language who did not choose it by name.
pub(crate) fn reader(lang: Lang) -> Reader {
    Reader { lang, chosen: false }
}

/// How this reader sees an edition.
pub(crate) fn view<'a>(addresses: &'a Addresses, edition: &'a Edition, reader: Reader) -> View<'a> {
    View { addresses, reader, edition, among_others: false }
}

/// A service in `dir` that has the sample show, and as many others as `others` names.
pub(crate) async fn house(dir: &Path, others: &[&str]) -> Arc<App> {
    let flags = [("data", dir.display().to_string()), ("public_url", "https://glos.example".to_owned())];
    let settings = Settings::load(&dir.join("glos.toml"), std::iter::empty(), flags).unwrap();
    let app = App::open(settings, Clock::standing_at(now())).await.unwrap();
    insert(&app, &catalogue()).await;
    for slug in others {
        insert(&app, &Catalogue { show: show(slug), notes: Vec::new(), items: Vec::new() }).await;
    }
    app.refresh_editions().await.unwrap();
    app
}

async fn insert(app: &App, catalogue: &Catalogue) {
    let mut tx = app.db.begin().await.unwrap();
    shows::insert(&mut tx, &catalogue.show, now()).await.unwrap();
    for note in &catalogue.notes {
        notes::put(&mut tx, catalogue.show.id, note).await.unwrap();
    }
    for item in &catalogue.items {
        episodes::insert(&mut tx, &item.episode).await.unwrap();
        let recording = Recording { audio: item.audio.clone(), report: report(), master: None };
        audios::insert(&mut tx, &recording).await.unwrap();
        let linked: Vec<NoteId> = item.notes.iter().map(|note| note.id).collect();
        notes::link(&mut tx, item.episode.id, &linked).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn show(slug: &str) -> Show {
    let about: About = serde_json::from_value(json!({
        "title": "Rozmowy o mieście",
        "description": "O **dialogu** w Krakowie.\n\nWięcej: [cel](notes/cel).",
        "language": "pl",
        "author": "Fundacja <Głos>",
        "explicit": false,
        "type": "episodic",
        "copyright": "Fundacja Głos",
        "licence": "CC-BY-4.0",
        "website": "https://www.example.org/podcast/",
        "cover": "cover.png",
        "accent": "#17408b",
        "categories": [{"name": "Government"}],
        "people": [{"name": "Anna Żak", "role": "Host", "href": "https://example.org/anna"}],
        "funding": [{"text": "Wesprzyj nas", "url": "https://example.org/wsparcie"}],
    }))
    .unwrap();
    let cover = Cover { sha256: "ab".repeat(32), form: Form::Png, side: 3000, bytes: 1000, is_stand_in: false };
    Show {
        id: ShowId::new(),
        slug: slug.parse().unwrap(),
        guid: Uuid::new_v4(),
        about: Json(about),
        cover: Json(cover),
        revision: 1,
        changed_at: now(),
        described: 1,
    }
}

fn note(slug: &str, title: &str, position: i64) -> Note {
    Note {
        id: NoteId::new(),
        slug: slug.parse().unwrap(),
        title: Line::parse(title).unwrap(),
        summary: Line::parse(&format!("{title} w jednym zdaniu.")).unwrap(),
        audience: Some(Line::parse("Dla mieszkańców").unwrap()),
        position,
        body: Markdown::parse("## Dla kogo\n\nZobacz [pakiet](pakiet).").unwrap(),
    }
}

fn item(
    show: &Show,
    slug: &str,
    title: &str,
    visibility: Visibility,
    release_at: Option<DateTime<Utc>>,
    notes: &[Arc<Note>],
) -> Item {
    let episode = Episode {
        id: EpisodeId::new(),
        show_id: show.id,
        guid: Guid::new(),
        slug: slug.parse().unwrap(),
        title: Line::parse(title).unwrap(),
        notes: Markdown::parse("Rozmowa o *radzie*.\n\n<script>alert(1)</script>").unwrap(),
        season: Some(1),
        number: Some(2),
        kind: Kind::Bonus,
        visibility,
        release_at,
        created_at: now(),
        changed_at: now(),
        details: Json::default(),
        revision: 1,
        is_untitled: false,
        was_open: false,
        changed_by: None,
        deleted_at: None,
    };
    Item {
        audio: audio(episode.id),
        episode,
        earlier: Vec::new(),
        notes: notes.to_vec(),
        chapters: Arc::default(),
        transcript: None,
    }
}

fn report() -> Json<Report> {
    let report = json!({
        "file": null, "container": null, "codec": null, "media_type": "audio/mpeg", "bytes": 11_400_000,
        "sha256": "cd".repeat(32), "sample_rate": null, "channels": null, "bit_rate": null, "duration_ms": 725_000,
        "declared_duration_ms": null, "verdict": "ok", "problems": [], "loudness": null, "silence": null, "tags": {},
        "cover": null, "chapters": [],
    });
    serde_json::from_value(report).unwrap()
}

fn audio(episode: EpisodeId) -> Audio {
    Audio {
        id: AudioId::new(),
        episode_id: episode,
        ordinal: 1,
        sha256: "cd".repeat(32),
        bytes: 11_400_000,
        media_type: "audio/mpeg".to_owned(),
        extension: "mp3".to_owned(),
        duration_ms: 725_000,
        master_sha256: None,
        created_at: now(),
        has_waveform: true,
        withdrawn_at: None,
        name: None,
    }
}
