use proptest::prelude::*;

use super::*;
use crate::podcast::fault::Fault;

/// Ten minutes.
const LENGTH: u64 = 600_000;

fn read_text(text: &str) -> Result<Transcript, Fault> {
    read(text.as_bytes(), None, None, LENGTH)
}

/// Beginning, end, speaker and words of every cue.
fn said(text: &str) -> Vec<(u64, u64, String, String)> {
    let transcript = read_text(text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    let of = |cue: &Cue| {
        let speaker = cue.speaker.as_ref().map(|name| name.as_str().to_owned()).unwrap_or_default();
        (cue.start_ms, cue.end_ms, speaker, cue.text.clone())
    };
    transcript.cues().iter().map(of).collect()
}

fn expected<const N: usize>(cues: [(u64, u64, &str, &str); N]) -> Vec<(u64, u64, String, String)> {
    cues.map(|(start, end, speaker, text)| (start, end, speaker.to_owned(), text.to_owned())).to_vec()
}

fn setting() -> Setting {
    Setting { title: "Rada <1>".to_owned(), show: "Głos & dialog".to_owned(), language: "pl".to_owned() }
}

#[test]
fn timed_forms_say_the_same() {
    let forms = [
        "WEBVTT\n\n00:01.000 --> 00:03.500\n<v Anna Żak>Dzień\n<i>dobry</i> &amp; witam\n\n\
         00:00:04.000 --> 00:00:06.000 align:start\n<v Jan>Cześć</v>\n",
        "1\n00:00:01,000 --> 00:00:03,500\nAnna Żak: Dzień\n<i>dobry</i> & witam\n\n\
         2\n00:00:04.000 --> 00:00:06.000\n{\\an8}Jan: Cześć\n",
        r#"{"version":"1.0.0","segments":[
            {"speaker":"Anna Żak","startTime":1,"endTime":3.5,"body":"Dzień dobry & witam"},
            {"speaker":"Jan","startTime":4,"endTime":6.0,"body":" Cześć "}]}"#,
    ];
    for form in forms {
        let expected = expected([(1_000, 3_500, "Anna Żak", "Dzień dobry & witam"), (4_000, 6_000, "Jan", "Cześć")]);
        assert_eq!(said(form), expected, "{form}");
    }
}

#[test]
fn text_without_times_is_spread_over_the_recording_by_its_length() {
    let transcript = read_text("Anna: 123456789.\n\nJan: 12345678901\n2345678.\nAnna: 123456789.").unwrap();
    assert_eq!(transcript.times, Times::Estimated);
    let cues = expected([
        (0, 150_000, "Anna", "123456789."),
        (150_000, 450_000, "Jan", "12345678901 2345678."),
        (450_000, 600_000, "Anna", "123456789."),
    ]);
    assert_eq!(said("Anna: 123456789.\n\nJan: 12345678901\n2345678.\nAnna: 123456789."), cues);
}

#[test]
fn times_in_plain_text_are_taken() {
    let text = "[0:05] Anna: Tak.\n\n[1:00]\nJan: Nie.\nOwszem.\n[2:00] Koniec.";
    let cues = [
        (5_000, 60_000, "Anna", "Tak."),
        (60_000, 120_000, "Jan", "Nie. Owszem."),
        (120_000, LENGTH, "Jan", "Koniec."),
    ];
    assert_eq!(said(text), expected(cues));
    assert_eq!(read_text(text).unwrap().times, Times::Given);
    let partly = read_text("Raz.\n\n[5:00] Dwa.").unwrap();
    assert_eq!((partly.times, partly.cues()[0].end_ms), (Times::Estimated, 300_000));
    for broken in ["[5:00] Dwa.\n[4:00] Raz.", "[10:00] Za późno."] {
        assert_eq!(read_text(broken).unwrap_err().code, "transcript-order", "{broken}");
    }
}

#[test]
fn single_words_become_sentences() {
    let words = ["Dzień", "dobry.", "Witam", "w", "podcaście", "o", "dialogu", "w", "naszym", "mieście."];
    let segments: Vec<_> = words
        .iter()
        .enumerate()
        .map(|(at, word)| serde_json::json!({ "start": at, "end": at + 1, "text": word, "speaker": "Anna" }))
        .collect();
    let file = serde_json::json!({ "version": "1.0.0", "segments": segments }).to_string();
    let cues =
        [(0, 2_000, "Anna", "Dzień dobry."), (2_000, 10_000, "Anna", "Witam w podcaście o dialogu w naszym mieście.")];
    assert_eq!(said(&file), expected(cues));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let code = |text: &str| read_text(text).unwrap_err().code;
    assert_eq!(code("<html><p>Cześć</p></html>"), "transcript-form");
    assert_eq!(code("{\"version\":\"1.0.0\"}"), "transcript-json");
    assert_eq!(code(r#"{"segments":[{"startTime":-1,"body":"a"}]}"#), "transcript-time");
    assert_eq!(code("WEBVTT\n\n00:00.000 --> 00:01.000\n \n"), "transcript-no-words");
    assert_eq!(code("WEBVTT\n\n00:00.000 --> jutro\nA\n"), "cue-times");
    let late = read_text("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:10:01,000 --> 00:10:02,000\nB\n").unwrap_err();
    assert_eq!((late.code, late.values[1].1.as_str()), ("transcript-beyond", "6"));
    assert_eq!(said("WEBVTT\n\n10:00.500 --> 10:02.000\nPa\n"), expected([(LENGTH - 1, LENGTH, "", "Pa")]));
}

#[test]
fn what_nobody_can_say_is_no_transcript() {
    let code = |text: &str| read_text(text).unwrap_err().code;
    assert_eq!(code(&"słowo ".repeat(6_100)), "transcript-too-fast");
    assert_eq!(
        code(&"字".repeat(1_990).repeat(60).replace("字字字字字字字字字字", "字字字字字字字字字 ")),
        "transcript-too-fast"
    );
    assert_eq!(read_text(&"słowo ".repeat(5_000)).unwrap().times, Times::Estimated);
    assert_eq!(code(&format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "a".repeat(200_000))), "transcript-word");
    for list in ["[]", "[{\"start\":0,", " [ {} ]"] {
        assert_eq!(read_text(list).unwrap_err().code, "transcript-json", "{list}");
    }
}

#[test]
fn a_word_with_a_colon_at_the_beginning_of_a_text_is_nobody_s_name() {
    let cues = expected([(0, LENGTH, "", "Uwaga: to ważne. Zaczynamy.")]);
    assert_eq!(said("Uwaga: to ważne.\nZaczynamy."), cues);
}

#[test]
fn every_form_of_the_way_out_is_what_its_readers_expect() {
    let transcript = read_text(
        "WEBVTT\n\n00:01.000 --> 00:09.000\n<v Anna>Dlaczego miasto słucha mieszkanek i mieszkańców --&gt; i czy na pewno \
         robi to dobrze?\n\n00:09.000 --> 00:10.000\n<v Anna>&lt;Tak&gt; &amp; nie.\n",
    )
    .unwrap();
    insta::assert_snapshot!(Form::ALL.map(|form| form.write(&transcript, &setting())).join("\n=====\n"));
}

#[test]
fn a_shorter_recording_ends_the_words() {
    let transcript = read_text("WEBVTT\n\n00:00.000 --> 00:05.000\nA\n\n00:05.000 --> 00:09.000\nB\n").unwrap();
    assert_eq!(transcript.clone().within(5_000).cues().len(), 1);
    assert_eq!(transcript.within(6_000).cues()[1].end_ms, 6_000);
}

#[test]
fn estimated_times_are_spread_over_another_recording() {
    let transcript = read_text("Anna: Raz dwa.\n\nJan: Trzy osi.\n\nAnna: Pięć sto.").unwrap();
    for length in [LENGTH / 2, LENGTH, LENGTH * 3, 2] {
        let spread = transcript.clone().within(length);
        let cues = spread.cues();
        assert_eq!((cues.len(), cues[0].start_ms, cues[2].end_ms), (3, 0, length));
        assert!(cues.iter().all(|cue| cue.start_ms < cue.end_ms) && cues.is_sorted_by_key(|cue| cue.start_ms));
    }
    let given = read_text("[0:00] Raz.\n[1:00] Dwa.").unwrap();
    assert_eq!(given.within(90_000).cues()[1].start_ms, 60_000);
}

#[test]
fn hostile_files_are_read_in_a_time_that_grows_with_their_length() {
    let many = |text: &str| text.repeat(256 * 1024 / text.len());
    let json = |segment: &str| format!("{{\"segments\":[{}{segment}]}}", many(&format!("{segment},")));
    let files = [
        many("a\n"),
        many("A: b\n"),
        many("a. "),
        many("<"),
        many("0:01 <\n"),
        format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", many("<")),
        format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", many("&<v a>")),
        format!("1\n00:00:00,000 --> 00:00:01,000\n{}>", many("<")),
        format!("1\n00:00:00,000 --> 00:00:01,000\n{}", many("{\\")),
        json(r#"{"startTime":0,"body":"a"}"#),
        json(r#"{"startTime":0,"body":"a b"}"#),
        many("["),
    ];
    for file in files {
        let begun = std::time::Instant::now();
        if let Ok(transcript) = read_text(&file) {
            for form in Form::ALL {
                form.write(&transcript, &setting());
            }
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{}", &file[..60]);
    }
}

/// A file of cues with speakers whose words hold no marks of their own.
fn any_cues() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec("[A-ZŻa-zż<>&\"'0-9!?.-]{1,40}", 1..25);
    let cue = (0_u64..3_000, 1_u64..9_000, "[A-ZŻ][a-zż]{0,9}( [A-ZŻ][a-zż]{0,9})?", words);
    (proptest::collection::vec(cue, 1..20), any::<bool>()).prop_map(|(cues, named)| {
        let mut at = 0;
        let segments = cues.into_iter().map(|(pause, length, speaker, words)| {
            let start = at + pause;
            at = start + length;
            let (start, end) = (crate::podcast::timecode::seconds(start), crate::podcast::timecode::seconds(at));
            let speaker = named.then_some(speaker);
            serde_json::json!({ "startTime": start, "endTime": end, "speaker": speaker, "body": words.join(" ") })
        });
        serde_json::json!({ "version": "1.0.0", "segments": segments.collect::<Vec<_>>() }).to_string()
    })
}

proptest! {
    #[test]
    fn vtt_and_json_that_go_out_come_in_again(text in any_cues()) {
        let transcript = read_text(&text).unwrap();
        for form in [Form::Vtt, Form::Json] {
            let again = read_text(&form.write(&transcript, &setting())).unwrap();
            prop_assert_eq!(again.cues(), transcript.cues(), "{:?}", form);
        }
    }

    #[test]
    fn srt_that_goes_out_comes_in_with_the_same_words_at_the_same_times(text in any_cues()) {
        let transcript = read_text(&text).unwrap();
        let written = Form::Srt.write(&transcript, &setting());
        let long = written.lines().filter(|line| line.chars().count() > 32 && line.contains(' ') && !line.contains("-->"));
        prop_assert_eq!(long.count(), 0, "{}", written);
        let again = read_text(&written).unwrap();
        // What looks like a tag is written with other brackets.
        let plain = |text: &str| text.replace('‹', "<").replace('›', ">").replace("-->", "→");
        let words =
            |transcript: &Transcript| plain(&transcript.cues().iter().map(|cue| &*cue.text).collect::<Vec<_>>().join(" "));
        prop_assert_eq!(words(&again), words(&transcript));
        for cue in transcript.cues() {
            prop_assert!(again.cues().iter().any(|other| other.start_ms == cue.start_ms), "{}", written);
        }
    }

    #[test]
    fn plain_text_keeps_every_word_and_stays_inside(text in "([A-Z][a-ż]{1,8}: |[a-zż.,?]{1,30} |\n){1,60}") {
        if let Ok(transcript) = read_text(&text) {
            let cues = transcript.cues();
            prop_assert!(cues.is_sorted_by_key(|cue| cue.start_ms));
            prop_assert!(cues.iter().all(|cue| cue.start_ms < cue.end_ms && cue.end_ms <= LENGTH));
            let told: String = cues.iter().map(|cue| cue.text.as_str()).collect();
            prop_assert!(told.matches('?').count() == text.matches('?').count());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>(), text in "(WEBVTT\n\n|-->|[0-9]{1,2}:[0-9]{2}[.,][0-9]{3}|[a-zŻ<>&{}\\\\: \n]|segments|\"){0,60}") {
        let _ = read(&bytes, None, None, LENGTH);
        if let Ok(transcript) = read(text.as_bytes(), Some("application/json"), None, LENGTH) {
            for form in Form::ALL {
                form.write(&transcript, &setting());
            }
        }
    }
}
