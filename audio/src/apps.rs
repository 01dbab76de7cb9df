//! What the large podcast apps would show and do, were they given this file as it is.
//!
//! Only what their makers or their source say; where nothing is known of an app and a format, the app is not in the
//! list (as Overcast: no public word on what it takes). Before an episode is loaded every app shows the length that the
//! feed states, which is the measured one; what is told here is what they show and do once they have the file.
//!
//! - Apple Podcasts: <https://podcasters.apple.com/support/893-audio-requirements> ("for RSS feeds MP3 or AAC"),
//!   <https://help.apple.com/itc/podcasts_connect/#/itcb54353390> (the extension decides: .mp3, .m4a); its player goes by
//!   the header: <https://github.com/Automattic/pocket-casts-ios/issues/2357>
//! - Pocket Casts on iOS: streams with `AVPlayer`, and stops downloaded files where the header says they end:
//!   <https://github.com/Automattic/pocket-casts-ios/issues/61>
//! - Pocket Casts on Android and AntennaPod: both play with ExoPlayer, whose formats are
//!   <https://developer.android.com/media/media3/exoplayer/progressive>; without a Xing header it takes the rate of the
//!   first frame for that of all (<https://github.com/google/ExoPlayer/issues/4071>), and jumps in files of variable rate
//!   are inexact (<https://github.com/Automattic/pocket-casts-android/issues/744>); AntennaPod keeps the player's length
//!   (<https://github.com/AntennaPod/AntennaPod/pull/8682>)
//! - Spotify: keeps copies of its own (<https://github.com/Yetangitu/Spodcast/issues/4> lists their formats)
//! - YouTube: makes a video of sound and cover, and does not follow later changes
//!   (<https://help.simplecast.com/en/articles/8638533-youtube-distribution>)
//! - Browsers: <https://developer.mozilla.org/docs/Web/Media/Guides/Formats/Containers>; Safari and Ogg:
//!   <https://github.com/Fyrd/caniuse/issues/6805>

use serde::{Deserialize, Serialize};

use crate::Lang;
use crate::problem::Code;
use crate::report::{Layout, Report};
use crate::words;

/// A podcast app, or what plays podcasts beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum App {
    /// Apple Podcasts.
    ApplePodcasts,
    /// Spotify.
    Spotify,
    /// YouTube and YouTube Music.
    Youtube,
    /// Pocket Casts on iPhones.
    PocketCastsIos,
    /// Pocket Casts on Android.
    PocketCastsAndroid,
    /// AntennaPod (Android).
    #[serde(rename = "antennapod")]
    AntennaPod,
    /// The player of a page, in Chrome, Edge, Firefox and Safari.
    Browsers,
}

/// Whether an app plays a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plays {
    /// From the first to the last second.
    Yes,
    /// Not everywhere, or not to its end.
    Partly,
    /// Not at all.
    No,
}

/// Something that an app does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// It does not take this format.
    NotTaken,
    /// It stops where the header says that the file ends, though there is more.
    StopsEarly,
    /// It shows the header's length, which is longer than the sound.
    ShowsTooMuch,
    /// It guesses the length, as the header does not say it and the bit rate varies: length and jumps are wrong.
    Guesses,
    /// Jumps to a place in time miss it by some seconds.
    JumpsInexactly,
    /// It plays an encoded copy of its own.
    OwnCopy,
    /// It keeps the copy that it took first: a replaced recording does not arrive.
    KeepsFirstCopy,
    /// Safari does not play it.
    NotInSafari,
    /// Only Safari plays it.
    OnlyInSafari,
    /// Next to nothing is heard from a single speaker.
    SilentInMono,
}

/// What one app would show and do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppView {
    /// Which app.
    pub app: App,
    /// Whether it plays the file.
    pub plays: Plays,
    /// The length it shows once it has the file, in milliseconds; null where it shows none or a guess.
    pub shows_ms: Option<u64>,
    /// What else it does.
    pub remarks: Vec<Remark>,
    /// The remarks in English; empty where there are none.
    pub note: String,
}

impl App {
    /// All of them, the most used ones first.
    const ALL: [App; 7] = [
        App::ApplePodcasts,
        App::Spotify,
        App::Youtube,
        App::PocketCastsIos,
        App::PocketCastsAndroid,
        App::AntennaPod,
        App::Browsers,
    ];

    /// Its name, as its maker writes it; browsers in English.
    pub fn name(self) -> &'static str {
        match self {
            App::ApplePodcasts => "Apple Podcasts",
            App::Spotify => "Spotify",
            App::Youtube => "YouTube",
            App::PocketCastsIos => "Pocket Casts (iOS)",
            App::PocketCastsAndroid => "Pocket Casts (Android)",
            App::AntennaPod => "AntennaPod",
            App::Browsers => "Browsers",
        }
    }

    /// Whether it takes the format; None where nobody has said.
    fn takes(self, container: &str, codec: &str) -> Option<Plays> {
        if matches!((container, codec), ("mp3", "mp3")) {
            return Some(Plays::Yes);
        }
        let is_m4a = matches!((container, codec), ("mp4", "aac"));
        match self {
            App::ApplePodcasts => Some(if is_m4a { Plays::Yes } else { Plays::No }),
            App::PocketCastsIos => is_m4a.then_some(Plays::Yes),
            App::Spotify | App::Youtube => None,
            App::PocketCastsAndroid | App::AntennaPod => match (container, codec) {
                ("mp4", "aac") | ("ogg" | "webm" | "matroska", "opus" | "vorbis" | "flac") => Some(Plays::Yes),
                ("wav", "pcm") | ("flac", "flac") | ("adts", "aac") => Some(Plays::Yes),
                ("aiff" | "caf", _) => Some(Plays::No),
                _ => None,
            },
            App::Browsers => match (container, codec) {
                ("mp4", "aac") | ("wav", "pcm") | ("flac", "flac") | ("webm", "opus") => Some(Plays::Yes),
                ("ogg", _) | ("mp4", "alac") => Some(Plays::Partly),
                _ => None,
            },
        }
    }

    /// Whether it goes by the header of the file rather than by its sound.
    fn believes_headers(self) -> bool {
        matches!(self, App::ApplePodcasts | App::PocketCastsIos)
    }

    fn plays_with_exoplayer(self) -> bool {
        matches!(self, App::PocketCastsAndroid | App::AntennaPod)
    }
}

impl AppView {
    fn of(app: App, report: &Report) -> Option<AppView> {
        let mut plays = app.takes(report.container.as_deref()?, report.codec.as_deref()?)?;
        let measured = report.duration_ms.filter(|&ms| ms > 0)?;
        if plays == Plays::No {
            let remarks = vec![Remark::NotTaken];
            return Some(AppView { app, plays, shows_ms: None, note: words::remarks(&remarks, Lang::En), remarks });
        }
        let mut remarks = Vec::new();
        let mut shows_ms = Some(measured);
        let lies = report.problems.iter().any(|problem| matches!(problem.code, Code::HeaderLies | Code::Truncated));
        if let Some(declared) = report.declared_duration_ms.filter(|_| lies && app.believes_headers()) {
            shows_ms = Some(declared);
            remarks.push(if declared < measured { Remark::StopsEarly } else { Remark::ShowsTooMuch });
            plays = if declared < measured { Plays::Partly } else { plays };
        }
        let varies = report.codec.as_deref() == Some("mp3") && !report.is_constant_rate();
        if varies && app.plays_with_exoplayer() {
            let guesses = report.declared_duration_ms.is_none();
            shows_ms = shows_ms.filter(|_| !guesses);
            remarks.push(if guesses { Remark::Guesses } else { Remark::JumpsInexactly });
        }
        match app {
            App::Spotify => remarks.push(Remark::OwnCopy),
            App::Youtube => remarks.push(Remark::KeepsFirstCopy),
            App::Browsers if report.container.as_deref() == Some("ogg") => remarks.push(Remark::NotInSafari),
            App::Browsers if report.codec.as_deref() == Some("alac") => remarks.push(Remark::OnlyInSafari),
            _ => {}
        }
        if report.levels.as_ref().is_some_and(|levels| levels.layout == Layout::Inverted) {
            remarks.push(Remark::SilentInMono);
        }
        Some(AppView { app, plays, shows_ms, note: words::remarks(&remarks, Lang::En), remarks })
    }

    /// The remarks in `lang`, one sentence each; empty where there are none.
    pub fn note_in(&self, lang: Lang) -> String {
        words::remarks(&self.remarks, lang)
    }
}

/// What each app would show and do, as far as that is known; nothing for what has no sound.
pub(crate) fn views(report: &Report) -> Vec<AppView> {
    App::ALL.into_iter().filter_map(|app| AppView::of(app, report)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Details, Problem};

    fn sound(container: &str, codec: &str) -> Report {
        let mut report = Report::new(None, 1);
        report.is(container, codec, "");
        report.duration_ms = Some(3_600_000);
        report.declared_duration_ms = Some(3_600_000);
        report.bit_rate = Some(128_000);
        report
    }

    fn view(report: &Report, app: App) -> AppView {
        views(report).into_iter().find(|view| view.app == app).unwrap()
    }

    #[test]
    fn every_app_plays_an_mp3_and_shows_its_length() {
        let views = views(&sound("mp3", "mp3"));
        assert_eq!(views.len(), App::ALL.len());
        assert!(views.iter().all(|view| view.plays == Plays::Yes && view.shows_ms == Some(3_600_000)));
    }

    #[test]
    fn apple_takes_neither_flac_nor_opus() {
        for (container, codec) in [("flac", "flac"), ("ogg", "opus")] {
            assert_eq!(view(&sound(container, codec), App::ApplePodcasts).plays, Plays::No);
            assert_eq!(view(&sound(container, codec), App::AntennaPod).plays, Plays::Yes);
        }
    }

    #[test]
    fn who_goes_by_a_lying_header_stops_early() {
        let mut report = sound("mp3", "mp3");
        report.declared_duration_ms = Some(2_000_000);
        report.note(Problem::warn(Code::HeaderLies, None, Details::default()));
        let apple = view(&report, App::ApplePodcasts);
        assert_eq!((apple.plays, apple.shows_ms), (Plays::Partly, Some(2_000_000)));
        assert_eq!(apple.remarks, [Remark::StopsEarly]);
        assert_eq!(view(&report, App::AntennaPod).shows_ms, Some(3_600_000));
    }

    #[test]
    fn a_variable_rate_without_header_is_guessed() {
        let mut report = sound("mp3", "mp3");
        (report.declared_duration_ms, report.bit_rate) = (None, Some(93_517));
        let view = view(&report, App::AntennaPod);
        assert_eq!((view.shows_ms, view.remarks), (None, vec![Remark::Guesses]));
    }

    #[test]
    fn nothing_is_said_of_what_has_no_sound() {
        assert!(views(&Report::new(None, 1)).is_empty());
    }
}
