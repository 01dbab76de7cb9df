//! The report of a check in plain words, the verdict first (`templates/studio/report.html`).

use crate::audio::{Code, Layout, Loudness, Problem, Report, Severity, Verdict};
use crate::i18n::{self, Lang};
use crate::podcast::masters::Master;
use crate::podcast::timecode;
use crate::web::pages::words::Words;
use crate::web::studio::wave::Mark;

/// What a producer is told of a recording.
#[derive(Debug, Clone)]
pub struct Told {
    /// `ok`, `warn` or `reject`.
    pub tone: &'static str,
    /// The verdict, in one sentence.
    pub verdict: String,
    /// What the file is: format, length, size, channels, loudness.
    pub facts: Vec<String>,
    /// What somebody should do something about, the gravest first.
    pub problems: Vec<Said>,
    /// What is good to know.
    pub remarks: Vec<Said>,
    /// What glos makes of it for podcast apps, if anything.
    pub master: Option<String>,
}

/// One thing that was found.
#[derive(Debug, Clone)]
pub struct Said {
    /// What it means for listeners, and what to do.
    pub sentence: String,
    /// Where it begins, as people read it.
    pub time: Option<String>,
}

/// What is heard before a place, in ms: enough to know where one is.
const BEFORE: u64 = 2_000;
/// What is heard of a place and after it, in ms.
const AFTER: u64 = 4_000;
/// What lies closer together is one place, in ms.
const TOGETHER: u64 = 1_000;
/// Places that are shown: as many as a report names of one kind. Nobody listens to a hundred.
const PLACES: usize = 50;

impl Told {
    /// What is told of a recording in which the check found this.
    pub fn of(report: &Report, master: Option<&Master>, lang: Lang) -> Self {
        // What listeners will not hear is no problem any more.
        let is_left = |problem: &&Problem| master.is_none() || !is_mended(problem.code);
        let mut found: Vec<&Problem> = report.problems.iter().filter(is_left).collect();
        let (tone, verdict) = match report.verdict {
            Verdict::Reject => ("reject", "report-reject"),
            Verdict::Warn if found.iter().any(|problem| problem.severity > Severity::Info) => ("warn", "report-warn"),
            Verdict::Warn | Verdict::Ok => ("ok", "report-ok"),
        };
        found.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        let (problems, remarks) = found.into_iter().partition(|problem| problem.severity > Severity::Info);
        let said = |problems: Vec<&Problem>| problems.into_iter().map(|problem| said(problem, lang)).collect();
        Self {
            tone,
            verdict: i18n::text(lang, verdict, &[]),
            facts: facts(report, master.and_then(|master| master.report.loudness.as_ref()), Words { lang }),
            problems: said(problems),
            remarks: said(remarks),
            master: master.map(|master| made(master, Words { lang })),
        }
    }
}

fn said(problem: &Problem, lang: Lang) -> Said {
    Said { sentence: problem.message_in(lang), time: problem.at_ms.map(timecode::short) }
}

/// Whether a master mends it: it has the loudness of podcasts.
fn is_mended(code: Code) -> bool {
    matches!(code, Code::TooQuiet | Code::TooLoud)
}

/// What the file is, each fact for itself; its loudness is the master's, where there is one.
fn facts(report: &Report, mastered: Option<&Loudness>, words: Words) -> Vec<String> {
    let mut facts: Vec<String> = report.container.iter().map(|_| format(report)).collect();
    facts.extend(report.duration_ms.map(|ms| words.duration(ms.cast_signed())));
    facts.extend(report.bytes.map(|bytes| words.size(bytes.cast_signed())));
    facts.extend(report.levels.as_ref().map(|levels| layout(levels.layout)).map(|id| words.text(id)));
    // A master has the loudness of podcasts.
    let off = report.problems.iter().find(|problem| mastered.is_none() && is_mended(problem.code));
    facts.extend(mastered.or(report.loudness.as_ref()).map(|loudness| level(loudness.integrated_lufs, off, words)));
    facts
}

/// The name of a format, the same in every language.
pub fn format(report: &Report) -> String {
    match (report.container.as_deref(), report.codec.as_deref()) {
        (Some("mp3"), Some("mp3") | None) => "MP3".to_owned(),
        (Some("mp4"), Some("aac") | None) => "M4A".to_owned(),
        (Some("ogg"), Some("opus")) => "Opus".to_owned(),
        (Some("ogg"), Some("vorbis")) => "Ogg Vorbis".to_owned(),
        (Some("adts"), _) => "AAC".to_owned(),
        (Some(container), Some(codec)) if container != codec && codec != "pcm" => {
            format!("{} ({})", container.to_uppercase(), codec.to_uppercase())
        }
        (Some(container), _) => container.to_uppercase(),
        (None, _) => String::new(),
    }
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Mono => "report-mono",
        Layout::Stereo | Layout::Inverted => "report-stereo",
        Layout::DualMono => "report-dual-mono",
        Layout::LeftOnly | Layout::RightOnly => "report-one-side",
        Layout::Surround => "report-surround",
    }
}

/// Loudness, and how that is beside other podcasts: "głośność −24,7 LUFS: za cicho, podcasty mają zwykle −16,0".
fn level(lufs: f64, off: Option<&Problem>, words: Words) -> String {
    let is = match off.map(|problem| (problem.code, problem.severity)) {
        Some((Code::TooQuiet, Severity::Info)) => "quieter",
        Some((Code::TooQuiet, _)) => "quiet",
        Some((Code::TooLoud, Severity::Info)) => "louder",
        Some((Code::TooLoud, _)) => "loud",
        _ => "usual",
    };
    let usual = off.and_then(|problem| problem.details.target).map(|target| signed(target, words)).unwrap_or_default();
    let values = [("level", signed(lufs, words).into()), ("is", is.into()), ("usual", usual.into())];
    i18n::text(words.lang, "report-level", &values)
}

/// With one decimal, and a minus as it is printed.
fn signed(level: f64, words: Words) -> String {
    let plain = format!("{level:.1}");
    let sign = if level < 0.0 { "−" } else { "" };
    format!("{sign}{}", i18n::number(words.lang, plain.trim_start_matches('-')))
}

fn made(master: &Master, words: Words) -> String {
    let size = words.size(master.bytes.cast_signed());
    i18n::text(words.lang, "report-master", &[("size", size.into())])
}

/// The places that are worth listening to, in the order of time.
pub fn places(report: &Report, lang: Lang) -> Vec<Mark> {
    let mut places = Vec::new();
    for problem in &report.problems {
        let Some(label) = label(problem.code) else { continue };
        let first = problem.at_ms.into_iter();
        for at in first.chain(problem.details.places_ms.iter().copied()) {
            places.push(Mark {
                start_ms: at.saturating_sub(BEFORE),
                end_ms: (at + AFTER).min(report.duration_ms.unwrap_or(u64::MAX)),
                label: i18n::text(lang, label, &[]),
            });
        }
    }
    places.sort_by(|one, other| (one.start_ms, &one.label).cmp(&(other.start_ms, &other.label)));
    // What is at one place is listened to once.
    places.dedup_by(|other, kept| {
        let is_same = kept.start_ms.abs_diff(other.start_ms) < TOGETHER;
        if is_same && !kept.label.contains(&other.label) {
            kept.label = format!("{}, {}", kept.label, other.label);
        }
        is_same
    });
    places.truncate(PLACES);
    places
}

/// What is heard at a place; none of what cannot be heard at one.
fn label(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::Damaged | Code::ChecksumMismatch => "place-damaged",
        Code::JunkInside => "place-junk",
        Code::Truncated | Code::AbruptEnd => "place-end",
        Code::Joined => "place-joined",
        Code::FormatChanges => "place-changes",
        Code::LeadingSilence | Code::TrailingSilence | Code::LongSilence => "place-silence",
        Code::Clipping => "place-clipping",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &str) -> Report {
        crate::audio::inspect_file(format!("fixtures/audio/{name}").as_ref()).unwrap()
    }

    #[test]
    fn the_verdict_comes_first_and_says_what_may_be_done() {
        let told = Told::of(&report("picture.png"), None, Lang::En);
        assert_eq!((told.tone, told.problems.len()), ("reject", 1));
        let told = Told::of(&report("cbr.mp3"), None, Lang::Pl);
        assert_eq!(told.facts[0], "MP3");
        assert!(told.facts.iter().any(|fact| fact.contains("LUFS") && fact.contains(',')), "{:?}", told.facts);
    }

    #[test]
    fn a_damaged_place_can_be_heard_with_what_is_before_it() {
        let mut damaged = std::fs::read("fixtures/samples/00-zapowiedz.mp3").unwrap();
        let middle = damaged.len() / 2;
        damaged[middle..middle + 4000].fill(0xaa);
        let claim = crate::audio::Claim::default();
        let report = crate::audio::inspect(std::io::Cursor::new(damaged), &claim).unwrap();
        let places = places(&report, Lang::En);
        assert!(!places.is_empty(), "{:?}", report.problems);
        let all = report.duration_ms.unwrap();
        assert!(places.iter().all(|place| place.start_ms < place.end_ms && place.end_ms <= all), "{places:?}");
    }
}
