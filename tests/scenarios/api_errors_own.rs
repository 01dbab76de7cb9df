//! The errors that are of one operation or of a few: how each is brought about.

use std::io::{Cursor, Write as _};

use axum::http::Method;
use glos::podcast::files::packed;
use image::ImageFormat;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::api::ask;
use crate::api_errors::{Furnished, NOBODY, OTHER, Try, Who, person, renamed};
use crate::covers::picture;
use crate::files::{but, original};
use crate::house::{SHOW, TRAILER, form};
use glos::accounts::Role;

/// Brings each about.
pub async fn own(furnished: &Furnished<'_>, wrong: &mut Vec<String>) {
    let mut all = people(furnished).await;
    all.extend(tokens_and_webhooks(furnished).await);
    all.extend(notes(furnished).await);
    all.extend(covers());
    all.extend(texts(furnished).await);
    all.extend(uploads(furnished).await);
    all.extend(episodes(furnished).await);
    all.extend(recordings(furnished).await);
    all.extend(packages(furnished).await);
    all.extend(unfinished(furnished).await);
    for one in all {
        furnished.call(one, wrong).await;
    }
    odd(furnished, wrong).await;
}

async fn post(furnished: &Furnished<'_>, path: &str, body: &Value) -> Value {
    let answer = ask(furnished.house, &furnished.admin, Method::POST, path, body).await;
    serde_json::from_slice(&answer.body).unwrap_or_default()
}

async fn get(furnished: &Furnished<'_>, path: &str) -> Value {
    ask(furnished.house, &furnished.admin, Method::GET, path, &Value::Null).await.json()
}

async fn people(furnished: &Furnished<'_>) -> Vec<Try> {
    let (_, ola) = person(furnished.house, "Ola", Some((None, Role::Owner))).await;
    let role_of_ola = format!("/api/v1/people/{ola}/role");
    let key = [("authorization", furnished.admin.as_str()), ("idempotency-key", "zaproszenie")];
    let body = json!({ "role": "editor" });
    let invite = crate::house::request(Method::POST, "/api/v1/invitations", &key, body.to_string().into());
    let invited = furnished.house.send(invite).await.expect(201);
    let path = crate::house::path_of(&json!(invited.header("location")));
    ask(furnished.house, &furnished.admin, Method::DELETE, &path, &Value::Null).await.expect(204);
    let invitation = |code| Try::of("create_invitation", 422, code);
    let role = |status, code| Try::of("change_role", status, code);
    let taken = |status, code| Try::of("take_role", status, code);
    vec![
        Try::of("create_invitation", 403, "owner-needed").by(Who::Other),
        Try::of("create_invitation", 404, "invitation-unknown").json(&body).with("idempotency-key", "zaproszenie"),
        invitation("role-invalid").json(&json!({ "role": "król" })),
        invitation("email-invalid").json(&json!({ "role": "editor", "email": "ewa" })),
        invitation("field-kind").json(&json!({ "role": 7 })),
        Try::of("make_password_link", 403, "owner-needed").by(Who::Other),
        Try::of("make_password_link", 422, "field-kind").json(&json!({ "frees": "tak" })),
        role(403, "owner-needed").by(Who::Other),
        role(404, "role-none").json(&json!({ "role": "editor", "show": SHOW })),
        role(409, "last-owner").at(&role_of_ola),
        role(422, "role-invalid").json(&json!({ "role": "król" })),
        role(422, "field-kind").json(&json!({ "role": 7 })),
        taken(403, "owner-needed").by(Who::Other),
        taken(404, "role-none").query(format!("?show={SHOW}")),
        taken(409, "last-owner").at(&role_of_ola),
    ]
}

async fn tokens_and_webhooks(furnished: &Furnished<'_>) -> Vec<Try> {
    let mut last = furnished.admin.clone();
    for number in 0..glos::accounts::GENERATIONS {
        let new = json!({ "name": format!("pokolenie {number}"), "scope": "admin" });
        let made = ask(furnished.house, &last, Method::POST, "/api/v1/tokens", &new).await.expect(201).json();
        last = format!("Bearer {}", made["secret"].as_str().unwrap());
    }
    let off = post(furnished, "/api/v1/webhooks", &json!({ "url": "https://hooks.example.org/wył" })).await;
    let off = format!("/api/v1/webhooks/{}", off["id"].as_str().unwrap());
    let test = post(furnished, &format!("{off}/test"), &json!({})).await;
    ask(furnished.house, &furnished.admin, Method::PATCH, &off, &json!({ "active": false })).await.expect(200);
    for number in 0..glos::intake::webhooks::MAX {
        post(furnished, "/api/v1/webhooks", &json!({ "url": format!("https://hooks.example.org/{number}") })).await;
    }
    let token = |status, code| Try::of("create_token", status, code);
    let mut all = vec![
        token(403, "owner-needed").by(Who::Other),
        token(409, "token-name-taken").json(&json!({ "name": "wszystko" })),
        token(409, "token-generations").json(&json!({ "name": "za daleko" })).with("authorization", last),
        token(422, "token-name").json(&json!({ "name": "" })),
        token(422, "scope-invalid").json(&json!({ "name": "a", "scope": "all" })),
        token(422, "field-kind").json(&json!({ "name": 7 })),
        Try::of("create_webhook", 403, "owner-needed").by(Who::Other),
        Try::of("create_webhook", 409, "webhooks-too-many"),
        Try::of("test_webhook", 409, "webhook-off").at(format!("{off}/test")),
        Try::of("send_again", 409, "webhook-off")
            .at(format!("{off}/deliveries/{}/again", test["id"].as_str().unwrap())),
    ];
    for id in ["create_webhook", "change_webhook"] {
        let of = |code| Try::of(id, 422, code);
        all.push(of("webhook-url").json(&json!({ "url": "adres" })));
        all.push(of("webhook-url-plain").json(&json!({ "url": "http://hooks.example.org/" })));
        all.push(of("webhook-url-private").json(&json!({ "url": "https://10.0.0.1/" })));
        all.push(of("webhook-events").json(&json!({ "url": "https://hooks.example.org/", "events": ["nic"] })));
        all.push(of("field-kind").json(&json!({ "url": 7 })));
    }
    all
}

async fn notes(furnished: &Furnished<'_>) -> Vec<Try> {
    let notes = format!("/api/v1/shows/{SHOW}/notes");
    let key = [("authorization", furnished.admin.as_str()), ("idempotency-key", "notatka")];
    let body = json!({ "title": "Krótko", "summary": "W skrócie.", "body": "Tekst.", "slug": "krotko" });
    let make = crate::house::request(Method::POST, &notes, &key, body.to_string().into());
    furnished.house.send(make).await.expect(201);
    let path = format!("{notes}/krotko");
    ask(furnished.house, &furnished.admin, Method::DELETE, &path, &Value::Null).await.expect(204);
    let linking = json!({ "title": "Łączy", "summary": "W skrócie.", "body": "[Cel](cel-projektu)", "slug": "laczy" });
    post(furnished, &notes, &linking).await;
    let others = format!("/api/v1/shows/{OTHER}/notes");
    for number in 0..glos::podcast::notes::MOST {
        let new = json!({ "title": format!("Notatka {number}"), "summary": "W skrócie.", "body": "Tekst.", "slug": format!("n-{number}") });
        post(furnished, &others, &new).await;
    }
    let mut all = vec![
        Try::of("add_note", 404, "note-none").json(&body).with("idempotency-key", "notatka"),
        Try::of("add_note", 409, "note-taken")
            .json(&json!({ "title": "A", "summary": "W skrócie.", "body": "B", "slug": "cel-projektu" })),
        Try::of("add_note", 422, "notes-too-many").at(others),
        Try::of("add_note", 422, "slug-invalid")
            .json(&json!({ "title": "A", "summary": "W skrócie.", "body": "B", "slug": "Ą!" })),
        Try::of("add_note", 422, "slug-needed").json(&json!({ "title": "!!!", "summary": "W skrócie.", "body": "B" })),
        Try::of("order_notes", 422, "note-order"),
        Try::of("order_notes", 422, "field-kind").json(&json!({ "order": 7 })),
        Try::of("remove_note", 409, "note-linked"),
    ];
    for id in ["add_note", "write_note"] {
        let of = |code, title: &str, text: &str| {
            let mut body = json!({ "title": title, "summary": "W skrócie.", "body": text });
            if id == "add_note" {
                body["slug"] = json!("inna");
            }
            Try::of(id, 422, code).json(&body)
        };
        all.push(of("note-link", "A", "[dokąd](nie-ma-takiej)"));
        all.push(of("text-empty", "", "B"));
        all.push(of("text-too-long", &"a".repeat(300), "B"));
        all.push(of("text-too-many-bytes", "A", &"a".repeat(200_000)));
        all.push(Try::of(id, 422, "field-kind").json(&json!({ "title": 7 })));
    }
    all
}

fn covers() -> Vec<Try> {
    let mut cut = picture(ImageFormat::Png, 1400, 1400);
    cut.truncate(cut.len() / 2);
    let clear = image::DynamicImage::new_rgba8(1400, 1400);
    let mut see_through = Cursor::new(Vec::new());
    clear.write_to(&mut see_through, ImageFormat::Png).unwrap();
    let pictures = [
        ("cover-form", b"to nie jest obraz".to_vec()),
        ("cover-shape", picture(ImageFormat::Png, 1400, 1500)),
        ("cover-side", picture(ImageFormat::Png, 300, 300)),
        ("cover-colours", see_through.into_inner()),
        ("cover-broken", cut),
    ];
    let mut all = Vec::new();
    for id in ["set_cover", "set_show_cover"] {
        all.extend(pictures.iter().map(|(code, bytes)| Try::of(id, 422, code).bytes(bytes.clone())));
        all.push(Try::of(id, 413, "cover-too-long").bytes(vec![0; 11 * 1024 * 1024]));
    }
    all
}

async fn texts(furnished: &Furnished<'_>) -> Vec<Try> {
    let one = furnished.filled("/api/v1/shows/{show}/episodes/{episode}");
    let words = [("authorization", furnished.admin.as_str()), ("content-type", "text/vtt")];
    let vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nA";
    let put = crate::house::request(Method::PUT, &format!("{one}/transcript"), &words, vtt.into());
    furnished.house.send(put).await.expect(200);
    let chapters = [
        ("chapters-json", "{\"version\":\"1.2.0\",\"chapters\":[{}]}".to_owned()),
        ("chapters-line", "0:00 A\nDwie minuty później".to_owned()),
        ("chapters-none", "WEBVTT\n\nNOTE nic".to_owned()),
        ("chapters-time", r#"{"version":"1.2.0","chapters":[{"startTime":-1}]}"#.to_owned()),
        ("chapters-too-many", "0:00 A\n".repeat(1001)),
        ("chapters-xml", "<chapters>\n<chapter start=\"0\" title=\"&x;\"/>".to_owned()),
    ];
    let words = [
        ("transcript-form", "<html><p>Cześć</p></html>".to_owned()),
        ("transcript-json", "{\"version\":\"1.0.0\"}".to_owned()),
        ("transcript-time", r#"{"segments":[{"startTime":-1,"body":"a"}]}"#.to_owned()),
        ("transcript-no-words", "WEBVTT\n\n00:00.000 --> 00:01.000\n \n".to_owned()),
        ("transcript-order", "Raz.\n\n[0:05] Dwa.\n[0:04] Raz.".to_owned()),
        ("transcript-beyond", "WEBVTT\n\n00:00.000 --> 00:01.000\nA\n\n50:00.000 --> 50:01.000\nB\n".to_owned()),
        ("transcript-too-many", format!("WEBVTT\n\n{}", "00:00.000 --> 00:01.000\nA\n\n".repeat(50_001))),
    ];
    let mut all = vec![
        Try::of("set_chapters", 413, "text-file-too-large").bytes(vec![b' '; 1024 * 1024 + 1]),
        Try::of("set_transcript", 413, "text-file-too-large").bytes(vec![b' '; 8 * 1024 * 1024 + 1]),
        Try::of("set_transcript", 422, "language-invalid").query("?language=po-polsku!"),
        Try::of("read_transcript", 404, "transcript-none").at(one.replace("rozmowa", "szkic") + "/transcript"),
        Try::of("read_transcript", 422, "transcript-form-unknown").query("?form=pdf"),
    ];
    all.extend(chapters.into_iter().map(|(code, text)| Try::of("set_chapters", 422, code).bytes(text)));
    all.extend(words.into_iter().map(|(code, text)| Try::of("set_transcript", 422, code).bytes(text)));
    all
}

async fn uploads(furnished: &Furnished<'_>) -> Vec<Try> {
    let bin = get(furnished, &format!("/api/v1/shows/{SHOW}/bin")).await;
    let deleted = bin["episodes"][0]["id"].as_str().unwrap().to_owned();
    let new = |status, code| Try::of("create_upload", status, code);
    let wrong = "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let mut all = vec![
        new(400, "tus-length").with("upload-length", ""),
        new(400, "tus-number").with("upload-length", "dużo"),
        new(400, "tus-metadata").with("upload-metadata", "filename @@@"),
        new(400, "tus-checksum").with("upload-checksum", "crc32 AAAA").bytes("1234"),
        new(404, "episode-unknown").with("upload-metadata", format!("episode {}", base64("nie-ma"))),
        new(410, "episode-deleted").with("upload-metadata", format!("episode {}", base64(&deleted))),
        new(413, "upload-too-large").with("upload-length", "99999999999999"),
        new(413, "upload-overflow").with("upload-length", "3").bytes("1234"),
        new(422, "audio-rejected").with("upload-length", "900000").bytes(furnished.cover[..70_000].to_vec()),
        new(422, "master-invalid").with("upload-metadata", format!("master {}", base64("tak"))),
        new(460, "upload-checksum").with("upload-checksum", wrong).bytes("1234"),
        Try::of("override_method", 405, "method-not-allowed").with("x-http-method-override", "GET"),
    ];
    for id in ["append_to_upload", "override_method"] {
        let of = |status, code| Try::of(id, status, code).with("x-http-method-override", "PATCH");
        let there = furnished.filled("/api/v1/uploads/{upload}");
        all.push(of(400, "tus-offset").with("upload-offset", ""));
        all.push(of(400, "tus-number").with("upload-offset", "trzy"));
        all.push(of(400, "tus-checksum").with("upload-checksum", "crc32 AAAA").bytes("1234"));
        all.push(of(409, "upload-offset").with("upload-offset", "7").bytes("1234").at(&there));
        all.push(of(413, "upload-overflow").bytes(vec![0; 101]));
        all.push(of(415, "tus-content-type").with("content-type", "text/plain"));
        all.push(of(460, "upload-checksum").with("upload-checksum", wrong).bytes("1234"));
    }
    all
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

async fn episodes(furnished: &Furnished<'_>) -> Vec<Try> {
    let house = furnished.house;
    let episodes = format!("/api/v1/shows/{SHOW}/episodes");
    let rozmowa = get(furnished, &format!("{episodes}/rozmowa")).await;
    let used = house.upload(TRAILER).await;
    post(furnished, &episodes, &json!({ "title": "Zużyty", "at": "draft", "upload": used })).await;
    let begun = furnished.filled("{upload}");
    let lost = house.upload(TRAILER).await;
    house.run("update uploads set state = 'refused', report = null where state = 'accepted'").await;
    let gone = house.upload(TRAILER).await;
    house.run("update uploads set expires_at = '2026-11-24T07:00:00+00:00' where state = 'accepted'").await;
    let whole = house.upload(TRAILER).await;
    let refused = house.upload(&TRAILER[..TRAILER.len() / 2]).await;
    let new = |status, code| Try::of("create_episode", status, code);
    let sent = |status, code, body: Vec<u8>| {
        new(status, code).with("content-type", "multipart/form-data; boundary=grens").bytes(body)
    };
    let without = b"--grens\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nA\r\n--grens--\r\n".to_vec();
    let mut all = vec![
        sent(400, "form-broken", b"--grens\r\nnic".to_vec()),
        sent(400, "form-dry-run", without.clone()).query("?dry_run=true"),
        sent(
            400,
            "form-not-utf8",
            b"--grens\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\n\xff\r\n--grens--\r\n".to_vec(),
        ),
        sent(422, "audio-twice", twice(form(&[("title", "Dwa razy")], TRAILER))),
        sent(413, "field-too-large", form(&[("notes", &"a".repeat(600_000))], b"")),
        sent(422, "audio-missing", without),
        sent(422, "audio-rejected", form(&[("title", "Obraz")], &b"\x89PNG\r\n\x1a\n".repeat(100))),
        new(409, "guid-taken").json(&json!({ "title": "A", "at": "draft", "guid": rozmowa["guid"] })),
        new(409, "slug-taken").json(&json!({ "title": "A", "at": "draft", "slug": "rozmowa" })),
        new(422, "slug-invalid").json(&json!({ "title": "A", "at": "draft", "slug": "Ą!" })),
        new(422, "slug-reserved").json(&json!({ "title": "A", "at": "draft", "slug": "notes" })),
        new(422, "upload-needed").json(&json!({ "title": "A", "at": "now" })),
        Try::of("change_episode", 422, "slug-fixed").json(&json!({ "slug": "inny" })),
        Try::of("change_episode", 422, "guid-fixed").json(&json!({ "guid": "inny" })),
        Try::of("change_episode", 409, "recording-needed")
            .at(format!("{episodes}/szkic"))
            .json(&json!({ "at": "now" })),
    ];
    let [gone_there, whole_there, used_there] = [&gone, &whole, &used].map(|id| format!("/api/v1/uploads/{id}"));
    all.extend([
        Try::of("read_upload", 410, "upload-expired").at(&gone_there),
        Try::of("upload_offset", 410, "").at(&gone_there),
        Try::of("terminate_upload", 410, "upload-expired").at(&gone_there),
        Try::of("terminate_upload", 409, "upload-used").at(&used_there),
        Try::of("override_method", 409, "upload-used").at(&used_there),
    ]);
    for id in ["append_to_upload", "override_method"] {
        let of = |status, code| Try::of(id, status, code).with("x-http-method-override", "PATCH");
        let begun =
            [("authorization", furnished.admin.as_str()), ("tus-resumable", "1.0.0"), ("upload-length", "900000")];
        let begun = house.ask(Method::POST, "/api/v1/uploads", &begun).await.expect(201);
        let begun = crate::house::path_of(&json!(begun.header("location")));
        all.push(of(410, "upload-expired").at(&gone_there));
        all.push(
            of(409, "upload-complete").at(&whole_there).with("upload-offset", TRAILER.len().to_string()).bytes("1234"),
        );
        all.push(of(422, "audio-rejected").at(begun).bytes(furnished.cover[..70_000].to_vec()));
    }
    for id in ["create_episode", "change_episode"] {
        let of = |status, code, field: &str, value: Value| {
            let mut body = json!({ "title": "Coś innego" });
            if id == "create_episode" {
                body["at"] = json!("draft");
            }
            body[field] = value;
            Try::of(id, status, code).json(&body)
        };
        all.extend([
            of(404, "upload-unknown", "upload", json!(NOBODY)),
            of(409, "upload-used", "upload", json!(used)),
            of(409, "upload-incomplete", "upload", json!(begun)),
            of(410, "upload-expired", "upload", json!(gone)),
            of(410, "upload-lost", "upload", json!(lost)),
            of(422, "upload-invalid", "upload", json!("nagranie")),
            of(422, "audio-rejected", "upload", json!(refused)),
            of(422, "at-invalid", "at", json!("jutro")),
            of(422, "fact-invalid", "locations", json!([{ "name": "Kraków", "geo": "Kraków" }])),
            of(422, "field-kind", "season", json!("pierwszy")),
            of(422, "note-unknown", "note", json!(["nie-ma-takiej"])),
            of(422, "number-invalid", "season", json!(0)),
            of(422, "text-too-long", "title", json!("a".repeat(300))),
            of(422, "title-missing", "title", json!("")),
            of(422, "type-invalid", "type", json!("film")),
        ]);
    }
    all
}

/// A form with its last part once more.
fn twice(form: Vec<u8>) -> Vec<u8> {
    let part = form.windows(26).rposition(|bytes| bytes.starts_with(b"--grens\r\ncontent-disposit")).unwrap();
    let end = form.len() - b"--grens--\r\n".len();
    [&form[..end], &form[part..]].concat()
}

async fn recordings(furnished: &Furnished<'_>) -> Vec<Try> {
    let path = furnished.filled("/api/v1/shows/{show}/episodes/{episode}/recordings");
    let listed = get(furnished, &path).await;
    let current = listed["recordings"][0]["id"].as_str().unwrap();
    for _ in 0..20 {
        post(furnished, &furnished.filled("/api/v1/shows/{show}/episodes/{episode}/previews"), &json!({})).await;
    }
    let one = furnished.filled("/api/v1/shows/{show}/episodes/{episode}");
    let again = format!("{one}/previews");
    let listed = get(furnished, &again).await;
    let last = listed["previews"][0]["id"].as_str().unwrap();
    ask(furnished.house, &furnished.admin, Method::DELETE, &format!("{again}/{last}"), &Value::Null).await.expect(204);
    let key = [("authorization", furnished.admin.as_str()), ("idempotency-key", "podglad")];
    let make = crate::house::request(Method::POST, &again, &key, "".into());
    let made = crate::house::path_of(&json!(furnished.house.send(make).await.expect(201).header("location")));
    ask(furnished.house, &furnished.admin, Method::DELETE, &made, &Value::Null).await.expect(204);
    post(furnished, &again, &json!({})).await;
    let late = json!({ "soundbites": [{ "start_ms": 40_000, "duration_ms": 5_000 }] });
    ask(furnished.house, &furnished.admin, Method::PATCH, &one, &late).await.expect(200);
    vec![
        Try::of("withdraw_recording", 409, "recording-current").at(format!("{path}/{current}")),
        Try::of("create_preview", 409, "previews-too-many"),
        Try::of("create_preview", 404, "preview-unknown").with("idempotency-key", "podglad"),
        Try::of("bring_recording_back", 422, "soundbite-beyond"),
    ]
}

/// What is so of no episode that the API made: a catalogue that was brought in from elsewhere, or is old.
async fn odd(furnished: &Furnished<'_>, wrong: &mut Vec<String>) {
    let (house, admin) = (furnished.house, &furnished.admin);
    let one = furnished.filled("/api/v1/shows/{show}/episodes/{episode}");
    let recording = furnished.filled("/api/v1/shows/{show}/episodes/{episode}/recordings/{recording}");
    let draft = house.publish_form(&[("title", "Bez typu"), ("at", "draft")], TRAILER, &[]).await.expect(201).json();
    let draft = format!("/api/v1/shows/{SHOW}/episodes/{}", draft["slug"].as_str().unwrap());
    ask(house, admin, Method::PATCH, &one, &json!({ "soundbites": [] })).await.expect(200);
    house.run("update audios set media_type = ''").await;
    furnished.call(Try::of("change_episode", 422, "feed-finding").at(draft).json(&json!({ "at": "now" })), wrong).await;
    furnished.call(Try::of("bring_recording_back", 422, "feed-finding"), wrong).await;
    ask(house, admin, Method::DELETE, &recording, &Value::Null).await.expect(204);
    furnished.call(Try::of("bring_recording_back", 410, "recording-withdrawn"), wrong).await;
    house.run("update audios set withdrawn_at = '2026-11-24T07:00:00+00:00'").await;
    furnished.call(Try::of("read_original", 410, "recording-withdrawn"), wrong).await;
    furnished
        .call(Try::of("change_episode", 409, "recording-withdrawn-current").json(&json!({ "at": "now" })), wrong)
        .await;
    house.run("update episodes set is_swept = true where slug = 'usuniety'").await;
    let swept = format!("/api/v1/shows/{SHOW}/episodes/usuniety/restore");
    furnished.call(Try::of("restore_episode", 410, "episode-swept").at(swept), wrong).await;
    for _ in 0..4 {
        let announced =
            [("authorization", admin.as_str()), ("tus-resumable", "1.0.0"), ("upload-length", "8589934592")];
        house.ask(Method::POST, "/api/v1/uploads", &announced).await;
    }
    furnished.call(Try::of("create_upload", 413, "uploads-full").with("upload-length", "8589934592"), wrong).await;
}

/// A package of these files, each as it is.
fn zip_of(names: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        zip.write_all(b"nic").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same, said to be encrypted in every local and central header (APPNOTE 4.4.4).
fn locked(mut zip: Vec<u8>) -> Vec<u8> {
    for (signature, place) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let starts: Vec<usize> = (0..zip.len() - 4).filter(|at| &zip[*at..*at + 4] == signature).collect();
        starts.into_iter().for_each(|at| zip[at + place] |= 1);
    }
    zip
}

async fn packages(furnished: &Furnished<'_>) -> Vec<Try> {
    let mut linked = ZipWriter::new(Cursor::new(Vec::new()));
    linked.add_symlink("show.toml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let mut damaged = zip_of(&["show.toml"]);
    damaged[30 + "show.toml".len()] ^= 0xff;
    let mut twice = zip_of(&["show.toml", "shov.toml"]);
    for at in 0..twice.len() - 9 {
        if &twice[at..at + 9] == b"shov.toml" {
            twice[at..at + 9].copy_from_slice(b"show.toml");
        }
    }
    let many: Vec<String> = (0..=packed::MAX_FILES).map(|number| format!("{number}.txt")).collect();
    let broken = [
        ("files-no-zip", b"PNG".to_vec()),
        ("files-too-many", zip_of(&many.iter().map(String::as_str).collect::<Vec<_>>())),
        ("files-double", twice),
        ("files-name", zip_of(&["show.toml", "../cover.png"])),
        ("files-link", linked.finish().unwrap().into_inner()),
        ("files-locked", locked(zip_of(&["show.toml"]))),
        ("files-damaged", damaged),
        ("files-show-missing", zip_of(&["cover.png"])),
        ("files-shows-many", zip_of(&["a/show.toml", "b/show.toml"])),
        ("files-fault", but("show.toml", |_| Some("title = 7".to_owned()))),
    ];
    let mut all = Vec::new();
    for id in ["create_show", "bring_files", "rehearse_files"] {
        all.extend(broken.iter().map(|(code, bytes)| Try::of(id, 422, code).bytes(bytes.clone())));
        all.push(Try::of(id, 413, "files-too-large").bytes(vec![0; 33 * 1024 * 1024]));
    }
    let first = get(furnished, &format!("/api/v1/shows/{SHOW}")).await;
    let guid = first["guid"].as_str().unwrap().to_owned();
    let with_guid = |name: &str, guid: &str| {
        let mut files = original();
        let at = files.iter().position(|(name, _)| name == "show.toml").unwrap();
        let text = String::from_utf8(files[at].1.clone()).unwrap();
        let text: String =
            text.lines().filter(|line| !line.starts_with("guid")).map(|line| format!("{line}\n")).collect();
        files[at].1 = format!("guid = \"{guid}\"\n{text}").into_bytes();
        packed::pack(name, &files).unwrap()
    };
    renamed(furnished.house).await;
    let present = "/api/v1/shows/nowe-rozmowy";
    let mut circle = get(furnished, present).await["about"].clone();
    circle["new_feed_url"] = json!(format!("https://podcast.example.org/{OTHER}/feed.xml"));
    let circle_in_files = but("show.toml", |text| {
        Some(format!("new_feed_url = \"https://podcast.example.org/{OTHER}/feed.xml\"\n{text}"))
    });
    all.extend([
        Try::of("create_show", 403, "owner-needed").by(Who::Other),
        Try::of("create_show", 409, "show-taken").bytes(packed::pack(SHOW, &original()).unwrap()),
        Try::of("create_show", 409, "show-guid-taken").bytes(with_guid("calkiem-nowy", &guid)),
        Try::of("create_show", 409, "show-name-former").bytes(packed::pack(OTHER, &original()).unwrap()),
        Try::of("create_show", 422, "files-nameless").bytes(packed::pack("Moje Rozmowy", &original()).unwrap()),
        Try::of("create_show", 422, "slug-reserved").bytes(packed::pack("studio", &original()).unwrap()),
        Try::of("bring_files", 409, "show-guid-aired").bytes(with_guid(SHOW, NOBODY)),
        Try::of("bring_files", 409, "show-guid-taken")
            .at(format!("{present}/files"))
            .bytes(with_guid("nowe-rozmowy", &guid)),
        Try::of("bring_files", 422, "show-circle").at(format!("{present}/files")).bytes(circle_in_files),
        Try::of("describe_show", 422, "show-invalid").json(&json!({ "title": 7 })),
        Try::of("describe_show", 422, "show-circle").at(present).json(&circle),
    ]);
    all
}

/// Shows that cannot be begun, and what those refuse that were begun and are not described yet.
async fn unfinished(furnished: &Furnished<'_>) -> Vec<Try> {
    let new =
        |code, about: Value| Try::of("create_show", 422, code).with("content-type", "application/json").json(&about);
    let mut all = vec![
        new("show-invalid", json!({ "title": "Rozmowy" })),
        new("slug-invalid", json!({ "title": "Rozmowy", "author": "Ewa", "language": "pl", "slug": "Ą!" })),
        new("slug-needed", json!({ "title": "!!!", "author": "Ewa", "language": "pl" })),
    ];
    let begun = [
        ("bez-opisu", "show-description-needed", json!({ "categories": [{ "name": "Society & Culture" }] })),
        ("bez-kategorii", "show-category-needed", json!({ "description": "O czym są rozmowy." })),
    ];
    for (slug, code, known) in begun {
        let mut about = json!({ "slug": slug, "title": slug, "author": "Ewa", "language": "pl" });
        about.as_object_mut().unwrap().extend(known.as_object().unwrap().clone());
        assert_eq!(post(furnished, "/api/v1/shows", &about).await["slug"], slug);
        let episodes = format!("/api/v1/shows/{slug}/episodes");
        let [draft, new] = [furnished.house.upload(TRAILER).await, furnished.house.upload(TRAILER).await];
        post(furnished, &episodes, &json!({ "title": "Szkic", "at": "draft", "upload": draft })).await;
        let now = json!({ "title": "Nowy", "at": "now", "upload": new });
        all.push(Try::of("create_episode", 409, code).at(&episodes).json(&now));
        all.push(Try::of("change_episode", 409, code).at(format!("{episodes}/szkic")).json(&json!({ "at": "now" })));
    }
    all
}
