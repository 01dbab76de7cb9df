//! The player of an episode, on its page and in frames of other pages (`templates/parts/player.html`): the browser's own
//! control, which `<glos-player>` (`assets/static/player.js`) makes more of.

use std::sync::Arc;

use crate::audio::Waveform;
use crate::i18n;
use crate::podcast::catalogue::Item;
use crate::podcast::chapters::Listed;
use crate::podcast::timecode;
use crate::web::pages::links::Links;
use crate::web::pages::words::{Words, machine_duration};
use crate::web::pages::{View, frame};
use crate::web::start::Start;

/// What the player knows before a script runs.
#[derive(Debug)]
pub struct Player<'a> {
    /// What is said.
    pub words: Words,
    /// The language of the show.
    pub lang: &'a str,
    /// The episode's title.
    pub title: &'a str,
    /// The show's title.
    pub show: &'a str,
    /// The recording, with `#t=` where listening shall begin later (W3C, "Media Fragments URI 1.0", §4.2.1).
    pub src: String,
    /// The media type of the recording.
    pub media_type: &'a str,
    /// Its length in milliseconds.
    pub duration_ms: i64,
    /// Where listening shall begin, in milliseconds.
    pub at_ms: u64,
    /// The episode's page, absolute: what is shared.
    pub address: String,
    /// The picture for lock screens.
    pub cover: String,
    /// The picture of the sound.
    pub waveform: Option<Arc<Waveform>>,
    /// The chapters.
    pub chapters: Vec<ChapterLine>,
    /// Whether it stands in a frame of another page: few controls at first, and nothing is kept on the device.
    pub compact: bool,
}

/// Bars of the waveform: on a wide page each has room for a gap, on a telephone they make one shape.
const BARS: usize = 100;

/// Minutes after which it can fall silent.
const SLEEPS: [usize; 5] = [5, 15, 30, 45, 60];

/// How fast a recording can be heard; 1 is as it was spoken.
const SPEEDS: [&str; 7] = ["0.75", "1", "1.15", "1.25", "1.5", "1.75", "2"];

/// A chapter in a list, which leads to its moment of the episode's page.
#[derive(Debug)]
pub struct ChapterLine {
    /// To the episode's page at its moment.
    pub href: String,
    /// Its moment in milliseconds.
    pub start_ms: u64,
    /// The same in seconds.
    pub seconds: String,
    /// The same for people.
    pub time: String,
    /// The same for machines.
    pub machine_time: String,
    /// What it is about.
    pub title: String,
}

impl<'a> Player<'a> {
    /// The player of an episode; `start` is where listening shall begin, unless that is after its end.
    pub fn of(view: &View<'a>, item: &'a Item, waveform: Option<Arc<Waveform>>, start: Start) -> Self {
        let (about, slug) = (&view.edition.show().about, view.edition.slug());
        let (episode, audio) = (&item.episode, &item.audio);
        let links = Links::new(view.addresses, view.reader);
        let at_ms = if start.0 < audio.duration_ms.unsigned_abs() { start.0 } else { 0 };
        let media = links.file(&view.addresses.media(slug, &episode.slug, audio));
        Self {
            words: Words { lang: view.reader.lang },
            lang: about.language.as_str(),
            title: episode.title.as_str(),
            show: about.title.as_str(),
            src: if at_ms > 0 { format!("{media}#t={}", timecode::seconds(at_ms)) } else { media },
            media_type: &audio.media_type,
            duration_ms: audio.duration_ms,
            at_ms,
            address: view.addresses.episode(slug, &episode.slug),
            cover: links.file(&frame::cover(view.addresses, slug, &view.edition.show().cover)),
            waveform,
            chapters: chapters(view, item, &links),
            compact: false,
        }
    }

    /// The same for a frame of another page.
    #[must_use]
    pub fn in_a_frame(self) -> Self {
        Self { compact: true, ..self }
    }

    /// Its length in seconds.
    pub fn seconds(&self) -> serde_json::Number {
        timecode::seconds(self.duration_ms.unsigned_abs())
    }

    /// Where listening shall begin, in seconds.
    pub fn start(&self) -> serde_json::Number {
        timecode::seconds(self.at_ms)
    }

    /// Where listening shall begin, as the player's clock shows it: "12:34", "1:02:03".
    pub fn begins(&self) -> String {
        timecode::short(self.at_ms)
    }

    /// What is left to hear from there, in the seconds that are shown.
    pub fn left(&self) -> String {
        let all = (self.duration_ms.unsigned_abs() + 500) / 1000;
        timecode::short(all.saturating_sub(self.at_ms / 1000) * 1000)
    }

    /// A message that mentions a moment, with `{at}` in its place: the script knows the moment.
    pub fn at(&self, id: &str) -> String {
        i18n::text(self.words.lang, id, &[("at", "{at}".into())])
    }

    /// "0:07 z 2:03", with `{at}` and `{all}` for the moments.
    pub fn place(&self) -> String {
        i18n::text(self.words.lang, "player-place", &[("at", "{at}".into()), ("all", "{all}".into())])
    }

    /// Says where listening will begin.
    pub fn starts(&self) -> String {
        i18n::text(self.words.lang, "player-starts", &[("at", self.begins().into())])
    }

    /// The speeds to choose from: for the script, and for people.
    pub fn speeds(&self) -> [(&'static str, String); SPEEDS.len()] {
        SPEEDS.map(|speed| {
            let times = if self.words.lang == i18n::Lang::Pl { speed.replace('.', ",") } else { speed.to_owned() };
            (speed, i18n::text(self.words.lang, "player-speed-times", &[("times", times.into())]))
        })
    }

    /// When the sleep timer can stop it: minutes, and the same for people.
    pub fn sleeps(&self) -> [(usize, String); SLEEPS.len()] {
        SLEEPS.map(|minutes| (minutes, self.words.counted("player-sleep-minutes", minutes)))
    }

    /// The width of the picture of the sound, in its own units.
    pub fn bars(&self) -> usize {
        BARS
    }

    /// The `d` of the picture of the sound; a straight bar where there is none. It is [`Player::bars`] wide and 100 high.
    pub fn wave(&self) -> String {
        match self.waveform.as_ref().filter(|waveform| !waveform.peaks.is_empty()) {
            Some(waveform) => Waveform { peaks: shape(&waveform.peaks, BARS) }.svg_path(BARS),
            None => format!("M0 44H{BARS}V56H0z"),
        }
    }

    /// The `d` of lines below it where chapters begin, but the one at the very beginning.
    pub fn marks(&self) -> String {
        let width = |ms: u64| ms * BARS as u64 * 10 / self.duration_ms.unsigned_abs().max(1);
        let starts = self.chapters.iter().map(|chapter| width(chapter.start_ms)).filter(|&x| x > 0);
        starts.map(|x| format!("M{}.{} 106V116", x / 10, x % 10)).collect()
    }
}

/// The mean of the peaks behind each bar, from a low one to the loudest. The loudest peak itself would say nothing: half a
/// minute of speech always has one at full scale, and a conversation would be a rectangle. Nothing has no bars.
pub fn shape(peaks: &[u8], bars: usize) -> Vec<u8> {
    if peaks.is_empty() {
        return Vec::new();
    }
    let at = |bar: usize| bar * peaks.len() / bars;
    let means = (0..bars).map(|bar| {
        let behind = &peaks[at(bar)..at(bar + 1).max(at(bar) + 1)];
        behind.iter().map(|&peak| usize::from(peak)).sum::<usize>() / behind.len()
    });
    let means: Vec<usize> = means.collect();
    let highest = means.iter().copied().max().unwrap_or_default();
    // What hardly changes is not made to look as if it did.
    let lowest = means.iter().copied().min().unwrap_or_default().min(highest * 3 / 4);
    let least = 32 * usize::from(highest > 0);
    let drawn = |mean: usize| least + (mean - lowest) * (255 - least) / (highest - lowest).max(1);
    means.into_iter().map(|mean| u8::try_from(drawn(mean)).unwrap_or(u8::MAX)).collect()
}

fn chapters(view: &View<'_>, item: &Item, links: &Links) -> Vec<ChapterLine> {
    let page = links.page(&view.addresses.episode(view.edition.slug(), &item.episode.slug));
    let mark = if page.contains('?') { '&' } else { '?' };
    let of = |listed: Listed<'_>| {
        let start_ms = listed.chapter.start_ms;
        let seconds = timecode::seconds(start_ms);
        ChapterLine {
            start_ms,
            href: format!("{page}{mark}t={seconds}"),
            time: timecode::short(start_ms),
            machine_time: machine_duration(start_ms.cast_signed()),
            title: listed.title.into_owned(),
            seconds: seconds.to_string(),
        }
    };
    item.chapters.listed(&view.edition.show().about.language).map(of).collect()
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::*;
    use crate::i18n::Lang;
    use crate::podcast::chapters;
    use crate::samples::{self, addresses, reader, view};

    /// The part alone.
    #[derive(Template)]
    #[template(path = "parts/player.html")]
    struct Part<'a> {
        player: Player<'a>,
    }

    /// The player of a sample of 12 min 5 s with chapters at 0:00, 1:01.5 and 10:00.
    fn html(lang: Lang, start: Start, waveform: Option<Waveform>, framed: bool) -> String {
        let mut catalogue = samples::catalogue();
        let item = Arc::get_mut(&mut catalogue.items[3]).unwrap();
        let file = "0:00 Powitanie\n1:01.5 Rada <script>\n10:00 \"Koniec\"";
        item.chapters = Arc::new(chapters::read(file.as_bytes(), None, 725_000).unwrap());
        let (addresses, edition) = (addresses(), samples::edition_of(catalogue));
        let (view, item) = (view(&addresses, &edition, reader(lang)), edition.episode("drugi").unwrap());
        let player = Player::of(&view, item, waveform.map(Arc::new), start);
        let player = if framed { player.in_a_frame() } else { player };
        Part { player }.render().unwrap().replace('\u{a0}', " ")
    }

    fn plain(lang: Lang, start: Start) -> String {
        html(lang, start, None, false)
    }

    #[test]
    fn without_a_script_the_browser_s_own_control_plays_and_ours_are_hidden() {
        let html = plain(Lang::Pl, Start(0));
        assert!(html.contains("<audio controls preload=\"none\" src=\"/media/"), "{html}");
        let (before, controls) = html.split_once("<div class=\"controls\"").unwrap();
        assert!(controls.split('>').next().unwrap().ends_with(" hidden"), "{html}");
        assert!(!before.contains("<button") && !before.contains("<noscript>"), "{html}");
    }

    #[test]
    fn its_length_is_told_before_a_byte_of_audio_is_loaded() {
        let html = plain(Lang::Pl, Start(0));
        assert!(html.contains("data-duration=\"725\" data-start=\"0\""), "{html}");
        assert!(html.contains("<span class=\"at\">0:00</span>") && html.contains(" −12:05</span>"), "{html}");
    }

    #[test]
    fn where_listening_shall_begin_is_told_with_and_without_a_script() {
        let html = plain(Lang::En, Start(61_500));
        assert!(html.contains("<noscript><p>Starts at 1:01</p></noscript>"), "{html}");
        assert!(html.contains("role=\"status\">Starts at 1:01</span>") && html.contains(" −11:04</span>"), "{html}");
        assert!(html.contains("#t=61.5\""), "{html}");
        assert!(plain(Lang::En, Start(999_000)).contains("data-start=\"0\""), "nothing begins after the end");
    }

    #[test]
    fn the_picture_of_the_sound_is_not_read_out_and_a_recording_without_one_has_a_bar() {
        let drawn = html(Lang::Pl, Start(0), Some(Waveform { peaks: vec![255] }), false);
        assert!(drawn.contains("viewBox=\"0 0 100 116\" preserveAspectRatio=\"none\" aria-hidden=\"true\""), "{drawn}");
        assert!(drawn.contains("<path d=\"M0 0h100V100h-100z\"/>"), "{drawn}");
        assert!(plain(Lang::Pl, Start(0)).contains("<path d=\"M0 44H100V56H0z\"/>"));
    }

    #[test]
    fn pauses_are_seen_in_what_was_made_even_and_a_tone_stays_one() {
        let loud_with_a_pause: Vec<u8> = (0..36_000).map(|tenth| if tenth / 360 == 50 { 200 } else { 250 }).collect();
        let drawn = shape(&loud_with_a_pause, BARS);
        assert_eq!((drawn[0], drawn.len()), (255, BARS));
        assert!(drawn[50] < 80, "{}", drawn[50]);
        assert!(shape(&[250, 248, 249], BARS).iter().all(|&bar| bar > 240));
        assert!(shape(&[0; 600], BARS).iter().all(|&bar| bar == 0));
    }

    #[test]
    fn chapters_are_marked_on_it_and_lead_to_their_moment_without_a_script() {
        let html = html(Lang::Pl, Start(0), None, true);
        assert!(html.contains("<path class=\"marks\" d=\"M8.4 106V116M82.7 106V116\"/>"), "{html}");
        let link = "<a href=\"/rozmowy/drugi?t=61.5\" data-seek=\"61.5\"><time datetime=\"PT1M2S\">1:01</time> <span lang=\"pl\">Rada";
        assert!(html.contains(link) && !html.contains("<script"), "{html}");
        assert!(html.contains("<option value=\"chapter\">"), "{html}");
    }

    #[test]
    fn on_its_own_page_the_player_leads_to_the_list_of_chapters_that_is_there() {
        let html = plain(Lang::Pl, Start(0));
        assert!(!html.contains("data-seek") && !html.contains("data-chapters"), "{html}");
        assert!(html.contains("<a href=\"#chapters\">Rozdziały</a> <span class=\"now\" lang=\"pl\"></span>"), "{html}");
        assert!(html.contains("<path class=\"marks\"") && html.contains("<option value=\"chapter\">"), "{html}");
    }

    #[test]
    fn its_sentences_are_the_reader_s_and_leave_room_for_moments() {
        let (pl, en) = (plain(Lang::Pl, Start(0)), plain(Lang::En, Start(0)));
        assert!(pl.contains("data-of=\"{at} z {all}\"") && en.contains("data-of=\"{at} of {all}\""), "{pl} {en}");
        assert!(pl.contains("<option value=\"1.25\">1,25×</option>"), "{pl}");
        assert!(en.contains("<option value=\"1.25\">1.25×</option>"), "{en}");
        assert!(pl.contains("aria-label=\"Odtwórz\" data-other=\"Wstrzymaj\""), "{pl}");
    }

    #[test]
    fn in_a_frame_of_another_page_nothing_is_kept_on_the_device() {
        let framed = html(Lang::Pl, Start(0), None, true);
        assert!(framed.contains(" compact no-storage>") && framed.contains("class=\"more\""), "{framed}");
        assert!(!plain(Lang::Pl, Start(0)).contains("no-storage"));
    }
}
