//! Chapters and transcripts: one file in, every form out, at the moment the episode is and not before.

use std::time::Duration;

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::house::{Answer, EPISODE, House, SHOW, TRAILER, in_each_house};

/// Two seconds of sound as a recorder writes them: a master is made of it.
const WAV: &[u8] = include_bytes!("../../fixtures/audio/pcm16.wav");

/// Two chapters in its tag.
const WITH_CHAPTERS: &[u8] = include_bytes!("../../fixtures/audio/chapters.mp3");

const CHAPTERS: &str =
    "00:00:00.000 Powitanie\n00:00:10.500 Rada & miasto <https://example.org/rada>\n0:20 Co dalej?\n";

const WORDS: &str =
    "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Anna Żak>Dzień dobry.\n\n00:04.000 --> 00:08.000\n<v Jan>Cześć!\n";

/// Every address that an episode's texts have.
const TEXTS: [&str; 5] = ["chapters.json", "transcript.vtt", "transcript.srt", "transcript.json", "transcript.html"];

async fn put(house: &House, episode: &str, what: &str, file: impl Into<axum::body::Body>) -> Answer {
    let path = format!("/api/v1/shows/{SHOW}/episodes/{episode}/{what}");
    house.call(Method::PUT, &path, &[("accept-language", "pl")], file).await
}

async fn api(house: &House, method: Method, episode: &str, what: &str) -> Answer {
    house.call(method, &format!("/api/v1/shows/{SHOW}/episodes/{episode}/{what}"), &[], "").await
}

async fn revision(house: &House) -> i64 {
    let editions = house.app.editions.of(&SHOW.parse().unwrap(), house.app.clock.now()).await.unwrap();
    editions.unwrap().show().revision
}

/// Beginnings and titles of JSON chapters.
fn told(chapters: &Value) -> Vec<(f64, String)> {
    let of = |chapter: &Value| (chapter["startTime"].as_f64().unwrap(), chapter["title"].as_str().unwrap().to_owned());
    chapters["chapters"].as_array().unwrap().iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn chapters_come_in_as_lines_and_go_out_everywhere_the_same() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        let answered = put(house, "rozmowa", "chapters", CHAPTERS).await.expect(200).json();
        let expected = [(0.0, "Powitanie"), (10.5, "Rada & miasto"), (20.0, "Co dalej?")];
        let expected = expected.map(|(start, title)| (start, title.to_owned())).to_vec();
        assert_eq!(told(&answered), expected);
        assert_eq!(told(&api(house, Method::GET, "rozmowa", "chapters").await.expect(200).json()), expected);
        let public = house.get(&format!("/{SHOW}/rozmowa/chapters.json")).await.expect(200);
        assert_eq!(public.header("content-type"), "application/json+chapters");
        assert_eq!(public.header("access-control-allow-origin"), "*");
        assert_eq!(told(&public.json()), expected);
        let feed = house.feed().await;
        let chapters = format!(
            "<podcast:chapters url=\"https://podcast.example.org/{SHOW}/rozmowa/chapters.json\" type=\"application/json+chapters\"/>"
        );
        assert!(feed.contains(&chapters), "{feed}");
        let psc = "<psc:chapter start=\"00:00:10.500\" title=\"Rada &amp; miasto\" href=\"https://example.org/rada\"/>";
        assert!(feed.contains(psc), "{feed}");
        assert!(feed.contains("Rozdziały\n00:00:00 Powitanie\n00:00:10 Rada &#x26; miasto\n00:00:20 Co dalej?"), "{feed}");
        assert!(feed.contains("<li>00:00:10 Rada &amp; miasto</li>"), "{feed}");
        let page = house.get(&format!("/{SHOW}/rozmowa")).await.expect(200).text();
        assert!(page.contains("?t=10.5\"") && page.contains("Co dalej?"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_s_own_chapters_stand_until_others_are_set_and_come_back_when_those_go() {
    in_each_house(async |house| {
        house.publish("Z rozdziałami", WITH_CHAPTERS).await;
        let slug = "z-rozdzialami";
        let own = api(house, Method::GET, slug, "chapters").await.expect(200).json();
        assert_eq!(told(&own).len(), 2);
        assert_eq!(house.get(&format!("/{SHOW}/{slug}/chapters.json")).await.expect(200).json(), own);
        put(house, slug, "chapters", "0:00 Tylko jeden").await.expect(200);
        assert_eq!(told(&house.get(&format!("/{SHOW}/{slug}/chapters.json")).await.expect(200).json()).len(), 1);
        assert_eq!(api(house, Method::DELETE, slug, "chapters").await.expect(200).json(), own);
        assert_eq!(house.get(&format!("/{SHOW}/{slug}/chapters.json")).await.expect(200).json(), own);
        put(house, slug, "chapters", r#"{"version":"1.2.0","chapters":[]}"#).await.expect(200);
        house.get(&format!("/{SHOW}/{slug}/chapters.json")).await.expect(404);
        assert!(!house.feed().await.contains("psc:chapter "));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_go_out_in_all_four_forms_with_the_type_that_the_feed_says() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        let path = format!("/api/v1/shows/{SHOW}/episodes/rozmowa/transcript?language=pl");
        let answered = house.call(Method::PUT, &path, &[("content-type", "text/vtt")], WORDS).await.expect(200).json();
        assert_eq!(
            (&answered["cues"], &answered["times"], &answered["language"]),
            (&json!(2), &json!("given"), &json!("pl"))
        );
        assert_eq!(answered["speakers"], json!(["Anna Żak", "Jan"]));
        let feed = house.feed().await;
        for (form, media_type, rel, said) in [
            ("vtt", "text/vtt", " rel=\"captions\"", "<v Anna Żak>Dzień dobry."),
            ("srt", "application/x-subrip", " rel=\"captions\"", "00:00:04,000 --> 00:00:08,000\nJan: Cześć!"),
            ("json", "application/json", " rel=\"captions\"", "\"speaker\":\"Jan\""),
            ("html", "text/html", "", "<cite>Jan:</cite>\n<time>0:04</time>\n<p>Cześć!</p>"),
        ] {
            let words = house.get(&format!("/{SHOW}/rozmowa/transcript.{form}")).await.expect(200);
            assert_eq!(words.header("content-type"), media_type);
            assert_eq!(words.header("access-control-allow-origin"), "*");
            assert!(words.text().contains(said), "{}", words.text());
            let tag = format!(
                "<podcast:transcript url=\"{}\" type=\"{media_type}\" language=\"pl\"{rel}/>",
                answered[form].as_str().unwrap()
            );
            assert!(feed.contains(&tag), "{tag}\n{feed}");
            let of_api = api(house, Method::GET, "rozmowa", &format!("transcript?form={form}")).await.expect(200);
            assert!(of_api.body == words.body, "the producer reads something else");
            let path = format!("/api/v1/shows/{SHOW}/episodes/rozmowa/transcript?form={form}");
            house.call(Method::GET, &path, &[("if-none-match", of_api.header("etag"))], "").await.expect(304);
        }
        api(house, Method::DELETE, "rozmowa", "transcript").await.expect(204);
        house.get(&format!("/{SHOW}/rozmowa/transcript.vtt")).await.expect(404);
        assert!(!house.feed().await.contains("podcast:transcript"));
        api(house, Method::GET, "rozmowa", "transcript").await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_read_in_the_episode_s_page_and_every_sentence_has_an_address() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        let page = async |query: &str| house.get(&format!("/{SHOW}/rozmowa{query}")).await.expect(200).text();
        assert!(!page("").await.contains("id=\"cues\""));
        put(house, "rozmowa", "transcript", WORDS).await.expect(200);
        let first = "<div><a id=\"p0\" aria-labelledby=\"from p0\" href=\"?t=0\" data-seek=\"0\">0:00</a><p><b>Anna Żak:</b> \
                     <span id=\"t0\" data-at=\"0\">Dzień dobry.</span></p></div>";
        let read = page("").await;
        assert!(read.contains(first) && read.contains("<span id=\"t4\" data-at=\"4\">Cześć!</span>"), "{read}");
        assert!(page("?lang=en").await.contains(" href=\"?lang=en&amp;t=4\" data-seek=\"4\">0:04</a>"));
        put(house, "rozmowa", "transcript", WORDS.replace("Cześć!", "Witam.")).await.expect(200);
        let read = page("").await;
        assert!(read.contains("Witam.") && !read.contains("Cześć!"), "{read}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_text_is_spread_over_the_recording_and_its_producer_is_told() {
    in_each_house(async |house| {
        let episode = house.publish("Rozmowa", TRAILER).await;
        let text = "Anna: Dzień dobry państwu.\n\nJan: Dzień dobry, Aniu!\n";
        let answered = put(house, "rozmowa", "transcript", text).await.expect(200).json();
        assert_eq!((&answered["times"], &answered["cues"]), (&json!("estimated"), &json!(2)));
        let words = house.get(&format!("/{SHOW}/rozmowa/transcript.json")).await.expect(200).json();
        let end_ms = words["segments"][1]["endTime"].as_f64().unwrap() * 1000.0;
        assert!((end_ms - episode["duration_ms"].as_f64().unwrap()).abs() < 1.0, "{words}");
        // Captions that run away from the sound are none.
        let feed = house.feed().await;
        assert!(feed.contains("transcript.vtt") && !feed.contains("captions"), "{feed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_in_another_language_are_another_transcript() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        put(house, "rozmowa", "transcript", WORDS).await.expect(200);
        assert!(house.get(&format!("/{SHOW}/rozmowa/transcript.html")).await.text().contains("lang=\"pl\""));
        put(house, "rozmowa", "transcript?language=en", WORDS).await.expect(200);
        assert!(house.feed().await.contains("type=\"text/vtt\" language=\"en\""));
        assert!(house.get(&format!("/{SHOW}/rozmowa/transcript.html")).await.text().contains("lang=\"en\""));
        let refused = put(house, "rozmowa", "transcript?language=polski", WORDS).await.expect(422).json();
        assert_eq!((&refused["code"], &refused["field"]), (&json!("language-invalid"), &json!("language")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_them_a_moment_before_the_release() {
    in_each_house(async |house| {
        let fields = [("title", "Jutro"), ("at", "2026-11-25T08:00:00Z")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        house.publish_form(&[("title", "Szkic"), ("at", "draft")], TRAILER, &[]).await.expect(201);
        for episode in ["jutro", "szkic"] {
            put(house, episode, "chapters", CHAPTERS).await.expect(200);
            put(house, episode, "transcript", WORDS).await.expect(200);
        }
        house.later(TimeDelta::hours(24) - TimeDelta::milliseconds(1));
        for text in TEXTS {
            house.get(&format!("/{SHOW}/jutro/{text}")).await.expect(404);
        }
        house.later(TimeDelta::milliseconds(1));
        for text in TEXTS {
            house.get(&format!("/{SHOW}/jutro/{text}")).await.expect(200);
            house.get(&format!("/{SHOW}/szkic/{text}")).await.expect(404);
        }
        assert_eq!(house.feed().await.matches("<podcast:chapters").count(), 1);
        let unpublish = json!({ "at": "draft" });
        let path = format!("/api/v1/shows/{SHOW}/episodes/jutro");
        house.call_json(Method::PATCH, &path, &unpublish).await.expect(200);
        for text in TEXTS {
            house.get(&format!("/{SHOW}/jutro/{text}")).await.expect(404);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_them_already_is_not_sent_them_again() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        put(house, "rozmowa", "chapters", CHAPTERS).await.expect(200);
        put(house, "rozmowa", "transcript", WORDS).await.expect(200);
        for text in TEXTS {
            let path = format!("/{SHOW}/rozmowa/{text}");
            let whole = house.get(&path).await.expect(200);
            let tag = whole.header("etag");
            assert!(tag.starts_with('"') && whole.header("cache-control").contains("max-age"), "{text}");
            let again = house.ask(Method::GET, &path, &[("if-none-match", tag)]).await.expect(304);
            assert_eq!((again.header("etag"), again.body.len()), (tag, 0));
            let head = house.ask(Method::HEAD, &path, &[]).await.expect(200);
            assert_eq!(head.header("content-length"), whole.body.len().to_string(), "{text}");
            assert_eq!((head.header("content-type"), head.body.len()), (whole.header("content-type"), 0));
        }
        let before = house.get(&format!("/{SHOW}/rozmowa/chapters.json")).await.header("etag").to_owned();
        put(house, "rozmowa", "chapters", "0:00 Inaczej").await.expect(200);
        assert_ne!(house.get(&format!("/{SHOW}/rozmowa/chapters.json")).await.header("etag"), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_once_more_changes_nothing() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        put(house, "rozmowa", "chapters", CHAPTERS).await.expect(200);
        put(house, "rozmowa", "transcript", WORDS).await.expect(200);
        let (before, feed) = (revision(house).await, house.get(&format!("/{SHOW}/feed.xml")).await);
        house.later(TimeDelta::minutes(1));
        put(house, "rozmowa", "chapters", CHAPTERS).await.expect(200);
        put(house, "rozmowa", "transcript", WORDS).await.expect(200);
        assert_eq!(revision(house).await, before);
        assert_eq!(house.get(&format!("/{SHOW}/feed.xml")).await.header("etag"), feed.header("etag"));
        put(house, "rozmowa", "chapters", "0:00 Inaczej").await.expect(200);
        assert!(revision(house).await > before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_refused_with_what_to_change_and_the_old_stays() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        put(house, "rozmowa", "chapters", CHAPTERS).await.expect(200);
        let old_polish: &[u8] = b"0:00 Wst\xeap\n0:10 G\xea\x9cl\xb9 ja\x9f\xf1";
        for (file, code, sentence) in [
            (
                &b"0:00 A\n0:20 B\n0:10 C"[..],
                "chapters-order",
                "Rozdział 3 „C” (wiersz 3) zaczyna się w 0:10, a poprzedni później, w 0:20.",
            ),
            (
                b"0:00 A\n0:31 B",
                "chapters-beyond",
                "Rozdział 2 „B” (wiersz 2) zaczyna się w 0:31, a nagranie trwa 0:30.",
            ),
            (old_polish, "text-file-encoding", "Ten plik jest zapisany w kodowaniu Windows-1250, a nie w UTF-8."),
            (b"PK\x03\x04\x14\x00\x06\x00", "text-file-document", "To dokument edytora tekstu albo PDF."),
            (b"", "text-file-empty", "Ten plik jest pusty."),
            (b"<rss><channel/></rss>", "chapters-none", "W tym pliku nie ma ani jednego rozdziału."),
        ] {
            let problem = put(house, "rozmowa", "chapters", file).await.expect(422).json();
            assert_eq!((&problem["code"], &problem["field"]), (&json!(code), &json!("chapters")));
            assert!(problem["detail"].as_str().unwrap().starts_with(sentence), "{problem}");
        }
        let problem = put(house, "rozmowa", "transcript", old_polish).await.expect(422).json();
        assert_eq!(problem["field"], "transcript");
        let large = vec![b'a'; 1024 * 1024 + 1];
        assert_eq!(put(house, "rozmowa", "chapters", large).await.expect(413).json()["code"], "text-file-too-large");
        put(house, "nie-ma", "chapters", CHAPTERS).await.expect(404);
        let path = format!("/api/v1/shows/{SHOW}/episodes/rozmowa/chapters");
        house.ask(Method::PUT, &path, &[]).await.expect(401);
        let kept = api(house, Method::GET, "rozmowa", "chapters").await.expect(200).json();
        assert_eq!(told(&kept).len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shorter_recording_ends_chapters_and_words_and_a_longer_one_brings_them_back() {
    in_each_house(async |house| {
        house.publish("Rozmowa", EPISODE).await;
        let chapters = "0:00 Jeden\n0:20 Dwa\n0:31 Trzy";
        put(house, "rozmowa", "chapters", chapters).await.expect(200);
        let words = "WEBVTT\n\n00:00.000 --> 00:31.000\nRaz\n\n00:31.000 --> 00:32.000\nDwa\n";
        put(house, "rozmowa", "transcript", words).await.expect(200);
        for (recording, left, cues) in [(TRAILER, 2, 1), (EPISODE, 3, 2)] {
            let changed = replace(house, recording).await;
            let findings: Vec<_> = changed["findings"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|found| (&found["rule"], &found["field"]))
                .collect();
            let (rules, fields) =
                (["chapters-left-out", "transcript-left-out"].map(Value::from), ["chapters", "transcript"]);
            if left == 2 {
                assert_eq!(findings, [(&rules[0], &json!(fields[0])), (&rules[1], &json!(fields[1]))], "{changed}");
                assert!(
                    changed.to_string().contains("0:31 Trzy") && changed.to_string().contains("0:31 Dwa"),
                    "{changed}"
                );
            } else {
                assert!(!findings.iter().any(|(rule, _)| rules.contains(rule)), "{changed}");
            }
            let public = house.get(&format!("/{SHOW}/rozmowa/chapters.json")).await.expect(200).json();
            assert_eq!(told(&public).len(), left);
            assert_eq!(house.feed().await.matches("<psc:chapter ").count(), left);
            let words = house.get(&format!("/{SHOW}/rozmowa/transcript.json")).await.expect(200).json();
            assert_eq!(words["segments"].as_array().unwrap().len(), cues);
            assert_eq!(api(house, Method::GET, "rozmowa", "transcript").await.expect(200).json()["cues"], cues);
        }
    })
    .await;
}

/// Gives the episode another recording, and answers what the call said.
async fn replace(house: &House, recording: &[u8]) -> Value {
    let upload = house.upload(recording).await;
    let path = format!("/api/v1/shows/{SHOW}/episodes/rozmowa");
    house.call_json(Method::PATCH, &path, &json!({ "upload": upload })).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn words_at_estimated_times_are_spread_over_the_recording_that_replaces_theirs() {
    in_each_house(async |house| {
        house.publish("Rozmowa", EPISODE).await;
        put(house, "rozmowa", "transcript", "Anna: Dzień dobry.\n\nJan: Cześć!\n".to_owned()).await.expect(200);
        let length = replace(house, TRAILER).await["duration_ms"].as_f64().unwrap() / 1000.0;
        for form in [
            house.get(&format!("/{SHOW}/rozmowa/transcript.json")).await.expect(200).json(),
            api(house, Method::GET, "rozmowa", "transcript?form=json").await.expect(200).json(),
        ] {
            let ends: Vec<_> = form["segments"].as_array().unwrap().iter().map(|cue| cue["endTime"].as_f64()).collect();
            assert!(ends.len() == 2 && ends[1] == Some(length), "{form}");
        }
        let many = "Słowo i dwa. ".repeat(150);
        replace(house, EPISODE).await;
        put(house, "rozmowa", "transcript", many).await.expect(200);
        let told = replace(house, TRAILER).await.to_string();
        assert!(told.contains("transcript-too-fast"), "{told}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tag_of_a_master_tells_the_chapters_that_were_set() {
    in_each_house(async |house| {
        let before = house.publish_form(&[("title", "Z rejestratora")], WAV, &[]).await.expect(201).json();
        put(house, "z-rejestratora", "chapters", "0:00 Początek\n0:01 Koniec").await.expect(200);
        let path = format!("/api/v1/shows/{SHOW}/episodes/z-rejestratora");
        for _ in 0..400 {
            let now = house.call(Method::GET, &path, &[], "").await.expect(200).json();
            if now["enclosure"]["url"] != before["enclosure"]["url"] && house.jobs().await.is_empty() {
                let file = house.get(&crate::house::path_of(&now["enclosure"]["url"])).await.expect(200).body;
                let report = glos::audio::inspect(std::io::Cursor::new(file), &glos::audio::Claim::default()).unwrap();
                let told: Vec<_> = report.chapters.iter().map(|c| (c.start_ms, c.title.as_deref().unwrap())).collect();
                assert_eq!(told, [(0, "Początek"), (1_000, "Koniec")]);
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the tag stayed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_with_time_stamps_of_their_own_are_not_given_another_list() {
    in_each_house(async |house| {
        let notes = "O czym mówimy:\n\n- 0:00 Powitanie\n- 0:10 Rada\n- 0:20 Co dalej";
        house.publish_form(&[("title", "Rozmowa"), ("notes", notes)], TRAILER, &[]).await.expect(201);
        put(house, "rozmowa", "chapters", CHAPTERS).await.expect(200);
        let feed = house.feed().await;
        assert!(feed.contains("<psc:chapters") && !feed.contains("00:00:10 "), "{feed}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_and_chapters_go_out_compressed_each_encoding_with_its_own_tag() {
    in_each_house(async |house| {
        house.publish("Rozmowa", TRAILER).await;
        let cues: String = (0..100)
            .map(|at| {
                format!(
                    "00:{:02}.{}00 --> 00:{:02}.{}50\n<v Jan>Cześć po raz {at}.\n\n",
                    at / 5,
                    at % 5,
                    at / 5,
                    at % 5
                )
            })
            .collect();
        put(house, "rozmowa", "transcript", format!("WEBVTT\n\n{cues}")).await.expect(200);
        let chapters: String = (0..25).map(|at| format!("0:{at:02} Rozdział o tym i o owym\n")).collect();
        put(house, "rozmowa", "chapters", chapters).await.expect(200);
        for text in TEXTS {
            let path = format!("/{SHOW}/rozmowa/{text}");
            let plain = house.get(&path).await.expect(200);
            assert_eq!((plain.header("vary"), plain.header("content-encoding")), ("Accept-Encoding", ""), "{text}");
            let mut tags = vec![plain.header("etag").to_owned()];
            for coding in ["gzip", "br", "zstd"] {
                let packed = house.ask(Method::GET, &path, &[("accept-encoding", coding)]).await.expect(200);
                assert_eq!(
                    (packed.header("vary"), packed.header("content-encoding")),
                    ("Accept-Encoding", coding),
                    "{text}"
                );
                assert!(packed.body.len() * 2 < plain.body.len(), "{text} {coding}: {} bytes", packed.body.len());
                let tag = packed.header("etag").to_owned();
                let fields = [("accept-encoding", coding), ("if-none-match", tag.as_str())];
                assert_eq!(house.ask(Method::GET, &path, &fields).await.expect(304).header("etag"), tag);
                tags.push(tag);
            }
            tags.sort_unstable();
            tags.dedup();
            assert_eq!(tags.len(), 4, "{text}");
        }
    })
    .await;
}
