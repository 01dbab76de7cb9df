//! In the studio, a transcript is sent as a file, mended line by line and brought back.

use axum::http::Method;
use glos::accounts::Role;
use serde_json::{Value, json};

use crate::house::{House, SHOW, TRAILER, in_each_house};
use crate::studio_texts::{WITH_CHAPTERS, draft, log, send};

const WORDS: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Anna>Dzień dobry państwu.\n\n00:04.000 --> 00:08.000\n<v SPEAKER_01>Cześć!\n";

async fn words(house: &House, episode: &str) -> Vec<(String, String)> {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}/transcript?form=json");
    let told = house.call(Method::GET, &path, &[], "").await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    told["segments"].as_array().unwrap().iter().map(|one| (text(&one["speaker"]), text(&one["body"]))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_another_recording_are_told_until_somebody_says_that_they_fit() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let cookie = house.signed_in("Ewa", Role::Editor).await;
        send(house, &cookie, &format!("{path}/transcript"), "transcript-file", WORDS).await.expect(303);
        let changed = json!({ "upload": house.upload(WITH_CHAPTERS).await });
        house.call_json(Method::PATCH, &format!("/api/v1/shows/{SHOW}/episodes/szkic"), &changed).await.expect(200);
        let page = house.visit(&cookie, &path).await.expect(200).text();
        let points = page.split_once("id=\"release-advice\"").expect("there is advice").1;
        assert!(points.contains("The transcript was made for another recording"), "{points}");
        house.submit(&cookie, &format!("{path}/transcript/fits"), &[]).await.expect(303);
        assert!(!house.visit(&cookie, &path).await.text().contains("The transcript was made for another recording"));
        assert!(log(house).await.contains(&"transcript-confirmed".to_owned()));
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
async fn who_may_only_read_changes_no_words() {
    in_each_house(async |house| {
        let path = draft(house, "Szkic", TRAILER).await;
        let editor = house.signed_in("Ewa", Role::Editor).await;
        send(house, &editor, &format!("{path}/transcript"), "transcript-file", WORDS).await.expect(303);
        let viewer = house.signed_in("Jan", Role::Viewer).await;
        let page = house.visit(&viewer, &path).await.expect(200).text();
        for form in ["transcript/speakers", "transcript/delete"] {
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
