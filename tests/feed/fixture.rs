//! A Polish show and its episodes, as values. The bench shares it.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be made must fail")]

use chrono::{DateTime, TimeZone, Utc};
use glos::addresses::Addresses;
use glos::podcast::audios::Audio;
use glos::podcast::catalogue::Item;
use glos::podcast::covers::{Cover, Form};
use glos::podcast::episodes::{Episode, Kind, Visibility};
use glos::podcast::ids::{AudioId, EpisodeId, NoteId, ShowId};
use glos::podcast::notes::Note;
use glos::podcast::shows::Show;
use glos::podcast::text::{Line, Markdown};
use serde_json::{from_value, json};
use std::sync::Arc;
use uuid::Uuid;

/// The moment of a day of November 2026, 08:00 UTC.
pub(crate) fn november(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, 8, 0, 0).unwrap()
}

pub(crate) fn addresses() -> Addresses {
    Addresses::new(&"https://podcasty.example.org".parse().unwrap())
}

pub(crate) fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

/// A show that uses every field.
pub(crate) fn show() -> Show {
    let about = json!({
        "title": "SKUTECZNY DIALOG – Dajemy Ciałom Głos",
        "description": "Podcasty o **dialogu obywatelskim** w Krakowie.\n\nO projekcie: [cel](notes/cel).",
        "language": "pl",
        "author": "Stowarzyszenie „Głos” & Przyjaciele",
        "explicit": false,
        "type": "episodic",
        "copyright": "Stowarzyszenie „Głos”",
        "licence": "CC-BY-SA-4.0",
        "website": "https://example.org/dialog/",
        "cover": "cover.png",
        "accent": "#17408b",
        "owner": { "name": "Stowarzyszenie „Głos”", "email": "podcast@example.org" },
        "categories": [{ "name": "Society & Culture", "sub": "Documentary" }, { "name": "Government" }],
        "people": [
            { "name": "Łucja Żak", "role": "Host", "group": "Cast", "href": "https://example.org/zak" },
            { "name": "Anna Nowak", "role": "Producer", "href": "http://example.org/nowak" },
        ],
        "funding": [{ "text": "Wesprzyj nas", "url": "https://example.org/wesprzyj?od=podcast&kwota=10" }],
    });
    Show {
        id: ShowId(Uuid::from_u128(1)),
        slug: "skuteczny-dialog".parse().unwrap(),
        guid: "917393e3-1b1e-5cef-ace4-edaa54e1f810".parse().unwrap(),
        about: from_value(about).unwrap(),
        cover: sqlx::types::Json(Cover {
            sha256: "0123456789abcdef".repeat(4),
            form: Form::Png,
            side: 3000,
            bytes: 250_000,
            is_stand_in: false,
        }),
        revision: 7,
        changed_at: november(20),
        described: 7,
    }
}

pub(crate) fn note(slug: &str, title: &str, summary: &str) -> Arc<Note> {
    Arc::new(Note {
        id: NoteId(Uuid::from_u128(99)),
        slug: slug.parse().unwrap(),
        title: line(title),
        summary: line(summary),
        audience: None,
        position: 1,
        body: Markdown::default(),
    })
}

/// Episode `number` of the show, released on that day of November, without notes.
pub(crate) fn item(number: u32, title: &str, show_notes: &str) -> Item {
    let id = EpisodeId(Uuid::from_u128(1000 + u128::from(number)));
    Item {
        episode: Episode {
            id,
            show_id: ShowId(Uuid::from_u128(1)),
            guid: Uuid::from_u128(0xfeed_0000 + u128::from(number)).to_string().try_into().unwrap(),
            slug: format!("odcinek-{number}").parse().unwrap(),
            title: line(title),
            notes: Markdown::parse(show_notes).unwrap(),
            season: Some(1),
            number: Some(number.into()),
            kind: Kind::Full,
            visibility: Visibility::Public,
            release_at: Some(november(1) + chrono::Days::new(u64::from(number) - 1)),
            created_at: november(1),
            changed_at: november(1),
            details: sqlx::types::Json::default(),
            revision: 7,
            is_untitled: false,
            was_open: false,
            changed_by: None,
            deleted_at: None,
        },
        audio: audio(number, id),
        earlier: Vec::new(),
        notes: Vec::new(),
        chapters: Arc::default(),
        transcript: None,
    }
}

fn audio(number: u32, episode_id: EpisodeId) -> Audio {
    Audio {
        id: AudioId(Uuid::from_u128(2000 + u128::from(number))),
        episode_id,
        ordinal: 1,
        sha256: "ab".repeat(32),
        master_sha256: None,
        bytes: 28_800_000 + i64::from(number),
        media_type: "audio/mpeg".into(),
        extension: "mp3".into(),
        duration_ms: 1_800_500,
        created_at: november(1),
        has_waveform: true,
        withdrawn_at: None,
        name: None,
    }
}

/// Three episodes, newest first: a whole one with linked notes, a bonus in M4A, a trailer without a word.
pub(crate) fn items() -> Vec<Item> {
    let mut whole = item(3, "Głos & dialog: czy <miasto> słucha?", SHOW_NOTES);
    whole.notes = vec![
        note("pakiet-startowy", "PAKIET STARTOWY", "Dla osób i organizacji, które chcą współpracować z CDO."),
        note("cel", "Cel projektu", "Większa skuteczność ciał dialogu & lepsza współpraca."),
    ];
    let mut bonus = item(2, "Pytania słuchaczek i słuchaczy", "Krótko: [poprzedni odcinek](odcinek-1).");
    bonus.episode.kind = Kind::Bonus;
    bonus.episode.season = None;
    bonus.episode.number = None;
    bonus.audio.media_type = "audio/mp4".into();
    bonus.audio.extension = "m4a".into();
    let mut trailer = item(1, "Zapowiedź", "");
    trailer.episode.kind = Kind::Trailer;
    trailer.audio.duration_ms = 300;
    vec![whole, bonus, trailer]
}

/// An episode that says all there is to say.
pub(crate) fn everything() -> Item {
    let mut item = item(4, "Odcinek ze wszystkim", SHOW_NOTES);
    let details = json!({
        "explicit": true,
        "apple_title": "Wszystko dla Apple",
        "block": true,
        "display": "4 i pół",
        "people": [
            { "name": "Łucja Żak", "role": "Guest", "group": "Cast", "href": "https://example.org/zak" },
            { "name": "Jan Kowalski", "role": "Audio Editor", "group": "Audio Post-Production" },
        ],
        "licence": "Licencja „Głos”",
        "licence_url": "https://example.org/licencja?a=1&b=2",
        "locations": [
            { "name": "Kraków", "geo": "geo:50.0617,19.9373", "osm": "R449696", "country": "PL" },
            { "name": "Studio", "rel": "creator" },
        ],
        "soundbites": [{ "start_ms": 1_234_500, "duration_ms": 42_250, "title": "Dlaczego <dialog>?" },
            { "start_ms": 0, "duration_ms": 15_000 }],
        "alternates": [
            {
                "type": "audio/opus", "length": 7_200_000, "bitrate": 32_000, "lang": "pl", "title": "Mały plik",
                "rel": "oszczędnie", "codecs": "opus",
                "sources": [
                    { "uri": "https://cdn.example.org/4.opus?a=1&b=2", "content_type": "audio/ogg" },
                    { "uri": "https://mirror.example.org/4.opus" },
                ],
                "integrity": { "type": "sri", "value": "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" },
            },
            { "type": "video/mp4", "height": 720, "sources": [{ "uri": "https://cdn.example.org/4.mp4" }] },
        ],
        "funding": [{ "text": "Wesprzyj ten odcinek", "url": "https://example.org/4?a=1&b=2" }],
        "social": [
            { "protocol": "activitypub", "uri": "https://example.social/@dialog/4", "account_id": "@dialog",
              "account_url": "https://example.social/@dialog", "priority": 1 },
            { "protocol": "nostr", "uri": "nostr:note1abc" },
        ],
        "txt": [{ "text": "false", "purpose": "ai-content" }, { "text": "S6lpp-7ZCn8" }],
        "images": [{ "href": "https://example.org/4.jpg", "alt": "Rynek \"nocą\"", "aspect_ratio": "16/9", "width": 1920,
            "height": 1080, "type": "image/jpeg", "purpose": "social canvas" }],
        "cover": { "sha256": "fedcba9876543210".repeat(4), "form": "jpeg", "side": 1400, "bytes": 90_000 },
    });
    item.episode.details = sqlx::types::Json(from_value(details).unwrap());
    item
}

const SHOW_NOTES: &str = "\
Rozmowa o tym, **jak miasto słucha** mieszkanek i mieszkańców.

## W odcinku

- ciała dialogu obywatelskiego (CDO),
- [Pakiet startowy](notes/pakiet-startowy),
- tablica `x[y[0]]>1` i znak <3.

Więcej: <https://example.org/dialog/?a=1&b=2>
";
