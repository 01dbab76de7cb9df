//! In the studio, what hangs on a recording is heard, typed, mended and brought back; nobody writes over what somebody else did.

use axum::body::Body;
use axum::http::Method;
use glos::accounts::Role;
use serde_json::{Value, json};

use crate::house::{Answer, House, SHOW, TRAILER, in_each_house, request};

/// Two chapters in its tag.
const WITH_CHAPTERS: &[u8] = include_bytes!("../../fixtures/audio/chapters.mp3");

const WORDS: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Anna>Dzień dobry państwu.\n\n00:04.000 --> 00:08.000\n<v SPEAKER_01>Cześć!\n";

/// A draft with this recording: the path of its page.
async fn draft(house: &House, title: &str, audio: &[u8]) -> String {
    let made = house.publish_form(&[("title", title), ("at", "draft")], audio, &[]).await.expect(201).json();
    format!("/studio/shows/{SHOW}/episodes/{}", made["id"].as_str().unwrap())
}

/// The fields as a page showed them, by which its form tells what is new.
fn base(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"base\" value=\"").unwrap_or_else(|| panic!("no base: {text}"));
    rest.split('"').next().unwrap().replace("&#34;", "\"").replace("&quot;", "\"")
}

/// The form of an episode as a script sends it with these fields typed: what it is told.
async fn types(house: &House, cookie: &str, path: &str, base: &str, fields: &[(&str, &str)]) -> Value {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.append_pair("base", base).append_pair("title", "Szkic").append_pair("type", "full").extend_pairs(fields);
    let headers = [
        ("cookie", cookie),
        ("accept", "application/json"),
        ("accept-language", "en"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let sent = request(Method::POST, &format!("{path}/text"), &headers, body.finish().into());
    house.send(sent).await.expect(200).json()
}

/// The titles of the chapters that listeners get.
async fn heard(house: &House, episode: &str) -> Vec<String> {
    let told = house.get(&format!("/{SHOW}/{episode}/chapters.json")).await.expect(200).json();
    told["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["title"].as_str().unwrap_or_default().to_owned())
        .collect()
}

fn lines(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("<textarea id=\"chapters-text\"").unwrap();
    let (_, rest) = rest.split_once(">\n").unwrap();
    rest.split("</textarea>").next().unwrap().to_owned()
}

/// A form with a file, as a browser sends it.
async fn send(house: &House, cookie: &str, path: &str, name: &str, file: &str) -> Answer {
    let body = format!(
        "--grens\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"plik.txt\"\r\n\
         content-type: application/octet-stream\r\n\r\n{file}\r\n--grens--\r\n"
    );
    let headers = [
        ("cookie", cookie),
        ("accept-language", "en"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "multipart/form-data; boundary=grens"),
    ];
    house.send(request(Method::POST, path, &headers, Body::from(body))).await
}

async fn words(house: &House, episode: &str) -> Vec<(String, String)> {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}/transcript?form=json");
    let told = house.call(Method::GET, &path, &[], "").await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    told["segments"].as_array().unwrap().iter().map(|one| (text(&one["speaker"]), text(&one["body"]))).collect()
}

/// What the log says was done.
async fn log(house: &House) -> Vec<String> {
    const ALL: &str = "select action from audit";
    let rows: Vec<(String,)> = match &house.app.db {
        glos::db::Db::Sqlite(pool) => sqlx::query_as(ALL).fetch_all(pool).await.unwrap(),
        glos::db::Db::Postgres(pool) => sqlx::query_as(ALL).fetch_all(pool).await.unwrap(),
    };
    rows.into_iter().map(|(action,)| action).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_heard_and_seen_by_its_producers_alone() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Viewer).await;
        let page = house.visit(&cookie, &path).await.expect(200).text();
        let address =
            |name: &str| page.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (audio, peaks) = (address("data-audio"), address("data-src"));
        let part = house.ask(Method::GET, &audio, &[("cookie", &cookie), ("range", "bytes=0-99")]).await.expect(206);
        assert_eq!((part.body.as_slice(), part.header("content-type")), (&TRAILER[..100], "audio/mpeg"));
        assert!(part.header("cache-control").starts_with("private"), "{}", part.header("cache-control"));
        assert_eq!(part.header("access-control-allow-origin"), "");
        let told = house.visit(&cookie, &format!("{peaks}?bars=50")).await.expect(200).json();
        assert_eq!(told["peaks"].as_array().unwrap().len(), 50);
        house.get(&audio).await.expect(303);
        house.get(&peaks).await.expect(303);
        let other = audio.rsplit_once('/').unwrap().0.to_owned() + "/00000000-0000-4000-8000-000000000000";
        house.visit(&cookie, &other).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_are_typed_a_line_each_and_every_fault_is_told_at_once() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let base = base(&house.visit(&cookie, &path).await.expect(200));
        let set = async |text: &str| {
            let fields =
                [("base", base.as_str()), ("title", "Szkic"), ("type", "full"), ("chapters", text), ("do", "save")];
            house.submit(&cookie, &format!("{path}/text"), &fields).await
        };
        let refused = set("0:00 A\r\nwstęp\r\n9:00 B").await.expect(422);
        let text = refused.text();
        assert!(text.contains("id=\"chapters-line-2\" data-line=\"2\">Line 2 does not begin with a time"), "{text}");
        assert!(text.contains("data-line=\"3\"") && text.contains("href=\"#chapters-line-3\""), "{text}");
        assert_eq!(lines(&refused), "0:00 A\nwstęp\n9:00 B");

        set("0:00 Start\r\n0:10.5 Rada | https://example.org/rada").await.expect(303);
        let page = house.visit(&cookie, &path).await.expect(200);
        assert_eq!(lines(&page), "00:00:00 Start\n00:00:10.500 Rada | https://example.org/rada\n");
        assert!(
            page.text().contains("<li data-advice=\"few\">")
                && page.text().contains("<li data-advice=\"first\" hidden>")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_chapters_that_is_not_understood_yet_is_kept_while_the_rest_is_saved() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let base = base(&house.visit(&ewa, &path).await.expect(200));
        let fields = [("chapters", "0:00 Start\nwstęp"), ("notes", "Nowy opis.")];
        let told = types(house, &ewa, &path, &base, &fields).await;
        assert_eq!(
            (&told["state"], told["faults"].get("chapters-line-2").is_some()),
            (&"refused".into(), true),
            "{told}"
        );
        assert_eq!(lines(&house.visit(&ewa, &path).await), "0:00 Start\nwstęp", "it is there after a crash");
        let episode = house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &[], "").await.json();
        assert_eq!(episode["notes"], "Nowy opis.");
        let jan = house.signed_in("Jan", Role::Editor).await;
        assert_eq!(lines(&house.visit(&jan, &path).await), "", "nobody else sees what is not right yet");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_and_soundbites_of_a_published_episode_wait_until_they_are_published() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let base_of = async || base(&house.visit(&cookie, &path).await.expect(200));
        let first = [("chapters", "0:00 Start")];
        assert_eq!(types(house, &cookie, &path, &base_of().await, &first).await["state"], "saved");
        house
            .call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &json!({ "at": "now" }))
            .await
            .expect(200);
        let second = [
            ("chapters", "0:00 Start\n0:10 Rada"),
            ("soundbite-start", "0:02"),
            ("soundbite-length", "20"),
            ("soundbite-title", ""),
        ];
        let base = base_of().await;
        assert_eq!(types(house, &cookie, &path, &base, &second).await["state"], "kept");
        assert_eq!(heard(house, "szkic").await, ["Start"]);
        assert!(!house.feed().await.contains("podcast:soundbite "));
        assert_eq!(lines(&house.visit(&cookie, &path).await), "00:00:00 Start\n00:00:10 Rada\n");
        let all =
            [&[("base", base.as_str()), ("title", "Szkic"), ("type", "full"), ("do", "publish")], &second[..]].concat();
        house.submit(&cookie, &format!("{path}/text"), &all).await.expect(303);
        assert_eq!(heard(house, "szkic").await, ["Start", "Rada"]);
        assert!(house.feed().await.contains("<podcast:soundbite startTime=\"2.0\""), "{}", house.feed().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_write_chapters_the_second_is_shown_both_and_nothing_is_lost() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Editor).await);
        let before = base(&house.visit(&ewa, &path).await.expect(200));
        assert_eq!(types(house, &ewa, &path, &before, &[("chapters", "0:00 Pierwsza")]).await["state"], "saved");
        let told = types(house, &jan, &path, &before, &[("chapters", "0:00 Druga")]).await;
        assert_eq!((&told["conflicts"], &told["own"]), (&json!(["chapters"]), &false.into()), "{told}");
        let page = house.visit(&jan, &path).await.expect(200);
        assert_eq!(lines(&page), "00:00:00 Druga\n");
        let text = page.text();
        let conflicts =
            text.split_once("id=\"conflicts\"").expect("both are shown").1.split_once("</fieldset>").unwrap().0;
        assert!(conflicts.contains("Pierwsza") && conflicts.contains("Druga"), "{conflicts}");
        let seen = conflicts.split_once("name=\"keep-chapters\" value=\"mine:").unwrap().1.split('"').next().unwrap();
        let keep = format!("mine:{seen}");
        let all = [
            ("base", &*base(&page)),
            ("title", "Szkic"),
            ("type", "full"),
            ("chapters", "0:00 Druga"),
            ("keep-chapters", &keep),
            ("do", "save"),
        ];
        house.submit(&jan, &format!("{path}/text"), &all).await.expect(303);
        assert_eq!(lines(&house.visit(&ewa, &path).await), "00:00:00 Druga\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_types_the_same_in_two_tabs_is_told_that_it_was_they() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let before = base(&house.visit(&cookie, &path).await.expect(200));
        types(house, &cookie, &path, &before, &[("chapters", "0:00 Pierwsza")]).await;
        let told = types(house, &cookie, &path, &before, &[("chapters", "0:00 Druga")]).await;
        assert_eq!((&told["conflicts"], &told["own"]), (&json!(["chapters"]), &true.into()), "{told}");
        assert!(house.visit(&cookie, &path).await.text().contains("My version from another tab"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_step_back_leads_to_the_chapters_there_were_before_somebody_sat_down_to_type() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let own = lines(&house.visit(&cookie, &path).await.expect(200));
        for text in ["0:00 S", "0:00 Sta", "0:00 Start"] {
            let base = base(&house.visit(&cookie, &path).await);
            assert_eq!(types(house, &cookie, &path, &base, &[("chapters", text)]).await["state"], "saved");
        }
        assert_eq!(log(house).await.into_iter().filter(|action| action == "chapters-set").count(), 1);
        house.submit(&cookie, &format!("{path}/chapters/undo"), &[]).await.expect(303);
        assert_eq!(lines(&house.visit(&cookie, &path).await), own);
    })
    .await;
}

/// Types chapters into the page as it is, and saves them.
async fn puts(house: &House, cookie: &str, path: &str, chapters: &str) {
    let base = base(&house.visit(cookie, path).await.expect(200));
    let told = types(house, cookie, path, &base, &[("chapters", chapters)]).await;
    assert!(told["faults"].as_object().unwrap().is_empty(), "{told}");
}

/// Goes one step back, and reads the chapters that there are then.
async fn goes_back(house: &House, cookie: &str, path: &str) -> String {
    house.submit(cookie, &format!("{path}/chapters/undo"), &[]).await.expect(303);
    lines(&house.visit(cookie, path).await.expect(200))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_stroke_takes_away_comes_back_and_then_what_there_was_before() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let own = lines(&house.visit(&cookie, &path).await.expect(200));
        send(house, &cookie, &format!("{path}/chapters/file"), "chapters-file", "0:00 Z pliku").await.expect(303);
        for text in ["0:00 Start", "0:00 Start\n0:01 Temat", "0:00 Start\n0:01 Temat\n0:02 Koniec", ""] {
            puts(house, &cookie, &path, text).await;
        }
        let typed = "00:00:00 Start\n00:00:01 Temat\n00:00:02 Koniec\n";
        for before in [typed, "00:00:00 Z pliku\n", &own, "", typed] {
            assert_eq!(goes_back(house, &cookie, &path).await, before);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_that_are_removed_one_after_the_other_come_back_together() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        for text in ["0:00 Start\n0:01 Temat\n0:02 Koniec", "0:00 Start\n0:02 Koniec", "0:00 Start"] {
            puts(house, &cookie, &path, text).await;
        }
        assert_eq!(goes_back(house, &cookie, &path).await.lines().count(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_types_over_somebody_s_chapters_leaves_them_a_way_back() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let (anna, eda) = (house.signed_in("Anna", Role::Editor).await, house.signed_in("Eda", Role::Editor).await);
        puts(house, &anna, &path, "0:00 Start\n0:01 Temat").await;
        // Nothing is missing, and yet it is other work.
        puts(house, &eda, &path, "0:00 Inny start\n0:01 Inny temat").await;
        assert_eq!(goes_back(house, &anna, &path).await, "00:00:00 Start\n00:00:01 Temat\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_that_wait_come_back_when_a_file_was_put_in_their_place() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let now = json!({ "at": "now" });
        house.call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &now).await.expect(200);
        let public = heard(house, "szkic").await;
        puts(house, &cookie, &path, "0:00 Start\n0:01 Temat").await;
        send(house, &cookie, &format!("{path}/chapters/file"), "chapters-file", "0:00 Z pliku").await.expect(303);
        assert_eq!(goes_back(house, &cookie, &path).await, "00:00:00 Start\n00:00:01 Temat\n");
        assert_eq!(goes_back(house, &cookie, &path).await, "00:00:00 Z pliku\n");
        assert_eq!(heard(house, "szkic").await, public);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_that_wait_and_are_not_right_yet_are_not_replaced_by_one_click() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        // There is something to go back to, and the recording's own chapters are something else.
        puts(house, &cookie, &path, "0:00 Start").await;
        let now = json!({ "at": "now" });
        house.call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &now).await.expect(200);
        let base = base(&house.visit(&cookie, &path).await.expect(200));
        let typed = "0:00 A\nwstęp";
        types(house, &cookie, &path, &base, &[("chapters", typed)]).await;
        let below = |way: &str| format!("{path}/chapters/{way}");
        for refused in [
            send(house, &cookie, &below("file"), "chapters-file", "0:00 Z pliku").await,
            house.submit(&cookie, &below("recording"), &[]).await,
            house.submit(&cookie, &below("undo"), &[]).await,
        ] {
            let refused = refused.expect(422);
            assert!(refused.text().contains("href=\"#chapters-line-2\""), "{}", refused.text());
            assert_eq!(lines(&refused), typed);
        }
        assert_eq!(lines(&house.visit(&cookie, &path).await), typed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_beyond_the_end_of_another_recording_do_not_hold_up_those_that_replace_them() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        puts(house, &cookie, &path, "0:00 Start\n0:25 Koniec").await;
        let upload = house.upload(WITH_CHAPTERS).await;
        let changed = json!({ "upload": upload, "at": "now" });
        house.call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &changed).await.expect(200);
        house.submit(&cookie, &format!("{path}/chapters/recording"), &[]).await.expect(303);
        assert!(!lines(&house.visit(&cookie, &path).await).contains("Koniec"));
        assert_eq!(goes_back(house, &cookie, &path).await, "00:00:00 Start\n00:00:25 Koniec\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_long_text_that_is_no_list_of_chapters_the_first_faults_are_told() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let base = base(&house.visit(&cookie, &path).await.expect(200));
        let faults = async |text: &str| {
            let told = types(house, &cookie, &path, &base, &[("chapters", text)]).await;
            told["faults"].as_object().unwrap().clone()
        };
        let told = faults(&"słowo po słowie\n".repeat(500)).await;
        assert_eq!(told.len(), 21, "{told:?}");
        assert!(told["chapters-text"].as_str().unwrap().contains("And 480 more faults"), "{told:?}");
        let page = house.visit(&cookie, &path).await.expect(200).text();
        assert_eq!(page.matches("data-line=\"").count(), 20);
        let told = faults(&"x\n".repeat(200_000)).await;
        assert_eq!(told.keys().collect::<Vec<_>>(), ["chapters-text"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_from_a_file_wait_too_where_listeners_may_open_the_episode() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        house
            .call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &json!({ "at": "now" }))
            .await
            .expect(200);
        let (own, before) = (lines(&house.visit(&cookie, &path).await), heard(house, "szkic").await);
        let file = r#"{"chapters":[{"startTime":0,"title":"Z pliku","img":"https://example.org/a.png"}]}"#;
        let sent = send(house, &cookie, &format!("{path}/chapters/file"), "chapters-file", file).await.expect(303);
        assert_eq!(sent.header("location"), format!("{path}?done=edit-kept#chapters"));
        assert_eq!(heard(house, "szkic").await, before);
        let page = house.visit(&cookie, &path).await;
        assert!(lines(&page).contains("Z pliku") && lines(&page).contains("a.png"), "nothing of the file is lost");
        house.submit(&cookie, &format!("{path}/chapters/recording"), &[]).await.expect(303);
        assert_eq!(lines(&house.visit(&cookie, &path).await), own);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_another_recording_is_told_until_somebody_says_that_it_does() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        send(house, &cookie, &format!("{path}/transcript"), "transcript-file", WORDS).await.expect(303);
        let base = base(&house.visit(&cookie, &path).await.expect(200));
        types(house, &cookie, &path, &base, &[("chapters", "0:00 Start\n0:25 Koniec")]).await;
        let upload = house.upload(WITH_CHAPTERS).await;
        let changed = json!({ "upload": upload });
        let address = format!("/api/v1/shows/{SHOW}/episodes/szkic");
        house.call_json(Method::PATCH, &address, &changed).await.expect(200);
        let page = house.visit(&cookie, &path).await.expect(200);
        let points = page.text().split_once("id=\"release-advice\"").expect("there is advice").1.to_owned();
        assert!(points.contains("1\u{a0}chapter lies beyond the end") && points.contains("0:25 Koniec"), "{points}");
        assert!(points.contains("The transcript was made for another recording"), "{points}");
        assert!(lines(&page).contains("00:00:25 Koniec"), "it is not hidden from its producer");
        house.submit(&cookie, &format!("{path}/transcript/fits"), &[]).await.expect(303);
        assert!(!house.visit(&cookie, &path).await.text().contains("The transcript was made for another recording"));
        assert!(log(house).await.contains(&"transcript-confirmed".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_mends_a_chapter_s_title_has_not_said_that_all_fit_another_recording() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let asked = async || house.visit(&cookie, &path).await.expect(200);
        types(house, &cookie, &path, &base(&asked().await), &[("chapters", "0:00 Start\n0:03 Rada")]).await;
        let upload = house.upload(WITH_CHAPTERS).await;
        let address = format!("/api/v1/shows/{SHOW}/episodes/szkic");
        house.call_json(Method::PATCH, &address, &json!({ "upload": upload })).await.expect(200);
        types(house, &cookie, &path, &base(&asked().await), &[("chapters", "0:00 Start\n0:03 Rady")]).await;
        assert!(asked().await.text().contains("The chapters were made for another recording"));
        house.submit(&cookie, &format!("{path}/chapters/fits"), &[]).await.expect(303);
        assert!(!asked().await.text().contains("The chapters were made for another recording"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_chapters_takes_none_away() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let page = house.visit(&cookie, &path).await.expect(200);
        assert_eq!(types(house, &cookie, &path, &base(&page), &[("notes", "Opis.")]).await["state"], "saved");
        assert_eq!(lines(&house.visit(&cookie, &path).await), lines(&page));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_come_from_the_recording_and_from_files_and_go_back() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let own = lines(&house.visit(&cookie, &path).await.expect(200));
        assert_eq!(own.lines().count(), 2, "{own}");
        let file = format!("{path}/chapters/file");
        let refused = send(house, &cookie, &file, "chapters-file", "%PDF-1.4").await.expect(422).text();
        assert!(
            refused.contains("href=\"#chapters-file\"") && refused.contains("id=\"chapters-file-fault\""),
            "{refused}"
        );
        send(house, &cookie, &file, "chapters-file", "").await.expect(422);
        send(house, &cookie, &file, "chapters-file", r#"{"chapters":[{"startTime":1,"title":"Z pliku"}]}"#)
            .await
            .expect(303);
        assert_eq!(lines(&house.visit(&cookie, &path).await), "00:00:01 Z pliku\n");
        house.submit(&cookie, &format!("{path}/chapters/recording"), &[]).await.expect(303);
        assert_eq!(lines(&house.visit(&cookie, &path).await), own);
        house.submit(&cookie, &format!("{path}/chapters/undo"), &[]).await.expect(303);
        assert_eq!(lines(&house.visit(&cookie, &path).await), "00:00:01 Z pliku\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transcript_comes_as_a_file_its_speakers_get_names_and_a_deletion_is_undone() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let address = format!("{path}/transcript");
        let refused = send(house, &cookie, &address, "transcript-file", "<html>").await.expect(422).text();
        assert!(refused.contains("id=\"transcript-file-fault\""), "{refused}");
        send(house, &cookie, &address, "transcript-file", WORDS).await.expect(303);
        let names =
            [("speaker-was", "Anna"), ("speaker", "Anna"), ("speaker-was", "SPEAKER_01"), ("speaker", "Jan Kowal")];
        house.submit(&cookie, &format!("{address}/speakers"), &names).await.expect(303);
        let said = [("Anna", "Dzień dobry państwu."), ("Jan Kowal", "Cześć!")];
        let said = said.map(|(speaker, text)| (speaker.to_owned(), text.to_owned())).to_vec();
        assert_eq!(words(house, "szkic").await, said);
        house.submit(&cookie, &format!("{address}/delete"), &[]).await.expect(303);
        assert!(!house.visit(&cookie, &path).await.text().contains("transcript/speakers"));
        house.visit(&cookie, &address).await.expect(303);
        house.submit(&cookie, &format!("{address}/undo"), &[]).await.expect(303);
        assert_eq!(words(house, "szkic").await, said);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_mend_different_lines_and_of_one_line_the_second_is_told() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let address = format!("{path}/transcript");
        send(house, &cookie, &address, "transcript-file", WORDS).await.expect(303);
        let page = house.visit(&cookie, &address).await.expect(200).text();
        let tags: Vec<&str> = page.split("name=\"line-tag\" value=\"").skip(1).map(|rest| &rest[..10]).collect();
        let line = async |start: &str, tag: &str, text: &str, does: &str| {
            let fields = [("start", start), ("tag", tag), ("text", text), ("do", does)];
            house.submit(&cookie, &format!("{address}/line"), &fields).await
        };
        let first = line("0", tags[0], "Dzień dobry Państwu.", "say").await.expect(200).json();
        line("4000", tags[1], "Cześć\nwszystkim!", "say").await.expect(200);
        let clash = line("0", tags[0], "Dobry wieczór.", "say").await.expect(409).json();
        assert_eq!(clash["now"], first["lines"][0]);
        assert!(clash["sentence"].as_str().unwrap().contains("Dzień dobry Państwu."), "{clash}");
        let texts = |words: Vec<(String, String)>| words.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(words(house, "szkic").await), ["Dzień dobry Państwu.", "Cześć", "wszystkim!"]);
        let tag = first["lines"][0]["tag"].as_str().unwrap();
        let joined = line("0", tag, "", "join").await.expect(200).json();
        assert_eq!(joined["lines"][0]["text"], "Dzień dobry Państwu. Cześć");
        let mended = log(house).await.into_iter().filter(|action| action == "transcript-mended");
        assert_eq!(mended.count(), 1, "said once an hour");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_script_a_stretch_of_lines_is_one_form_and_what_clashes_is_kept() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let address = format!("{path}/transcript");
        send(house, &cookie, &address, "transcript-file", WORDS).await.expect(303);
        let page = house.visit(&cookie, &address).await.expect(200).text();
        let tags: Vec<&str> = page.split("name=\"line-tag\" value=\"").skip(1).map(|rest| &rest[..10]).collect();
        let save = async |first: &str, second: &str| {
            let fields = [
                ("page", "1"),
                ("line-start", "0"),
                ("line-tag", tags[0]),
                ("line-speaker", "Anna"),
                ("line-text", first),
                ("line-start", "4000"),
                ("line-tag", tags[1]),
                ("line-speaker", "SPEAKER_01"),
                ("line-text", second),
            ];
            house.submit(&cookie, &format!("{address}/lines"), &fields).await
        };
        let done = save("Dzień dobry państwu.", "Hej!").await.expect(303);
        assert_eq!(done.header("location"), format!("{address}?page=1&done=lines"));
        let refused = save("Dobry wieczór.", "Witam!").await.expect(422).text();
        assert!(refused.contains("Witam!") && refused.contains("id=\"fault-4000\""), "{refused}");
        let texts: Vec<String> = words(house, "szkic").await.into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["Dobry wieczór.", "Hej!"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_transcript_comes_in_stretches_that_a_poor_line_carries() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let address = format!("{path}/transcript");
        let moment = |tenth: u32| format!("00:{:02}.{}00", tenth / 10, tenth % 10);
        let line =
            "Myślę, że najpierw trzeba posłuchać, a dopiero potem odpowiadać, bo inaczej nikt nikogo nie słyszy.";
        let cues = (0..300).map(|at| format!("{} --> {}\n<v Anna Żak>{line} {at}\n\n", moment(at), moment(at + 1)));
        let file = format!("WEBVTT\n\n{}", cues.collect::<String>());
        send(house, &cookie, &address, "transcript-file", &file).await.expect(303);
        let headers = [("cookie", cookie.as_str()), ("accept-encoding", "gzip")];
        let page = house.ask(Method::GET, &format!("{address}?page=3"), &headers).await.expect(200);
        assert_eq!(page.header("content-encoding"), "gzip");
        assert!(page.body.len() < 20_000, "{} bytes", page.body.len());
        let page = house.visit(&cookie, &format!("{address}?page=3")).await.expect(200).text();
        assert!(page.contains(&format!("{line} 299")) && !page.contains(&format!("{line} 199")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn soundbites_are_typed_as_times_and_stand_in_the_feed() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let base = base(&house.visit(&cookie, &path).await.expect(200));
        let set = async |start: &str, length: &str| {
            let fields = [
                ("base", base.as_str()),
                ("title", "Szkic"),
                ("type", "full"),
                ("soundbite-start", start),
                ("soundbite-length", length),
                ("soundbite-title", "Najlepsze"),
                ("soundbite-start", ""),
                ("soundbite-length", ""),
                ("soundbite-title", ""),
                ("do", "save"),
            ];
            house.submit(&cookie, &format!("{path}/text"), &fields).await
        };
        let refused = set("kiedyś", "0:40").await.expect(422).text();
        assert!(refused.contains("href=\"#soundbite-start-1\"") && refused.contains("value=\"kiedyś\""), "{refused}");
        let refused = set("0:20", "0:40").await.expect(422).text();
        assert!(refused.contains("It would end at 1:00, but the recording ends at 0:30"), "{refused}");
        set("0:02.5", "20").await.expect(303);
        house
            .call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &json!({ "at": "now" }))
            .await
            .expect(200);
        let soundbite = "<podcast:soundbite startTime=\"2.5\" duration=\"20.0\">Najlepsze</podcast:soundbite>";
        let feed = house.feed().await;
        assert!(feed.contains(soundbite), "{feed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_only_read_changes_nothing() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let editor = house.signed_in("Ewa", Role::Editor).await;
        send(house, &editor, &format!("{path}/transcript"), "transcript-file", WORDS).await.expect(303);
        let viewer = house.signed_in("Jan", Role::Viewer).await;
        let page = house.visit(&viewer, &path).await.expect(200).text();
        for form in ["text", "chapters/undo", "transcript/speakers", "transcript/delete"] {
            assert!(!page.contains(&format!("action=\"{path}/{form}\"")), "{form}");
            house.submit(&viewer, &format!("{path}/{form}"), &[]).await.expect(403);
        }
        let lines = house.visit(&viewer, &format!("{path}/transcript")).await.expect(200).text();
        assert!(lines.contains("Cześć!") && !lines.contains("<textarea"), "{lines}");
        house.submit(&viewer, &format!("{path}/transcript/line"), &[("start", "0")]).await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_is_gone_for_good_after_thirty_days() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        let address = format!("{path}/transcript");
        send(house, &cookie, &address, "transcript-file", WORDS).await.expect(303);
        house.submit(&cookie, &format!("{address}/delete"), &[]).await.expect(303);
        let offers_undo = async || house.visit(&cookie, &path).await.expect(200).text().contains("transcript/undo");
        let now = house.app.clock.now();
        house.app.clock.set(now + chrono::TimeDelta::days(10));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert!(offers_undo().await);
        // The same session: nobody was away for two weeks.
        house.app.clock.set(now + chrono::TimeDelta::days(20));
        assert!(offers_undo().await);
        house.app.clock.set(now + chrono::TimeDelta::days(31));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert!(!offers_undo().await);
    })
    .await;
}
