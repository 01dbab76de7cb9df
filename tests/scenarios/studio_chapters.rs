//! In the studio, chapters and soundbites are typed, replaced and brought back; nobody writes over what somebody else did.

use axum::http::Method;
use glos::accounts::Role;
use serde_json::json;

use crate::house::{House, SHOW, TRAILER, in_each_house};
use crate::studio_texts::{WITH_CHAPTERS, base, draft, lines, log, send, types};

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

/// Types chapters into the page as it is, and saves them.
async fn puts(house: &House, cookie: &str, path: &str, chapters: &str) {
    let base = base(&house.visit(cookie, path).await.expect(200));
    let told = types(house, cookie, path, &base, &[("chapters", chapters)]).await;
    assert!(told["faults"].as_array().unwrap().is_empty(), "{told}");
}

/// Goes one step back, and reads the chapters that there are then.
async fn goes_back(house: &House, cookie: &str, path: &str) -> String {
    house.submit(cookie, &format!("{path}/chapters/undo"), &[]).await.expect(303);
    lines(&house.visit(cookie, path).await.expect(200))
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
        assert_eq!((&told["state"], told["faults"][0][0] == "chapters-line-2"), (&"refused".into(), true), "{told}");
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
            told["faults"].as_array().unwrap().clone()
        };
        let told = faults(&"słowo po słowie\n".repeat(500)).await;
        assert_eq!(told.len(), 21, "{told:?}");
        let rest = told.iter().find(|fault| fault[0] == "chapters-text").expect("the rest is counted");
        assert!(rest[1].as_str().unwrap().contains("And 480 more faults"), "{told:?}");
        let page = house.visit(&cookie, &path).await.expect(200).text();
        assert_eq!(page.matches("data-line=\"").count(), 20);
        let told = faults(&"x\n".repeat(200_000)).await;
        assert_eq!(told.iter().map(|fault| &fault[0]).collect::<Vec<_>>(), ["chapters-text"]);
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
async fn a_chapter_beyond_the_end_of_another_recording_is_told_and_stays() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        puts(house, &cookie, &path, "0:00 Start\n0:25 Koniec").await;
        let changed = json!({ "upload": house.upload(WITH_CHAPTERS).await });
        house.call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &changed).await.expect(200);
        let page = house.visit(&cookie, &path).await.expect(200);
        let points = page.text().split_once("id=\"release-advice\"").expect("there is advice").1.to_owned();
        assert!(points.contains("1\u{a0}chapter lies beyond the end") && points.contains("0:25 Koniec"), "{points}");
        assert!(lines(&page).contains("00:00:25 Koniec"), "it is not hidden from its producer");
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
async fn who_may_only_read_changes_no_chapters() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", WITH_CHAPTERS).await;
        let viewer = house.signed_in("Jan", Role::Viewer).await;
        let page = house.visit(&viewer, &path).await.expect(200).text();
        for form in ["text", "chapters/file", "chapters/recording", "chapters/undo"] {
            assert!(!page.contains(&format!("action=\"{path}/{form}\"")), "{form}");
            house.submit(&viewer, &format!("{path}/{form}"), &[]).await.expect(403);
        }
    })
    .await;
}
