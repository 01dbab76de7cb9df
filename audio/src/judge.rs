//! What the measured sound means to those who hear it.
//!
//! How grave something is, is judged by what it does to listeners: what they hear at once is a warning, what they
//! hardly notice is good to know. Where glos makes an MP3 of the file anyway, it mends loudness and channels there, and
//! these are no longer a warning.

use crate::facts::mendable;
use crate::master::MOST_GAIN_DB;
use crate::problem::{Code, Details, Problem, Severity};
use crate::report::{Layout, Levels, Report, Silence, Waveform};

/// Notes what is wrong with a sound that is neither missing nor all silence, by the measures in its report and by how
/// many LU louder than the whole its end is.
pub(crate) fn sound(report: &mut Report, ends_loud: Option<f64>) {
    if let Some(silence) = report.silence.clone() {
        judge_silence(report, &silence);
    }
    judge_end(report, ends_loud);
    if let Some(levels) = report.levels.clone() {
        judge_channels(report, levels.layout);
        judge_clipping(report, &levels);
        judge_direct_current(report, levels.dc_offset);
    }
    if let Some(loudness) = report.loudness.clone() {
        judge_loudness(report, loudness.integrated_lufs);
        judge_range(report, loudness.range_lu);
    }
    judge_bit_rate(report);
}

/// From the first of each pair on it is good to know, from the second on a warning. Audiobooks must have at most 1 s
/// before and 5 s after the speech (ACX Audio Submission Requirements); broadcasters raise an alarm at 10 s inside.
const LEAD_MS: (u64, u64) = (2_000, 5_000);
const TAIL_MS: (u64, u64) = (5_000, 15_000);
const INSIDE_MS: (u64, u64) = (5_000, 10_000);

fn judge_silence(report: &mut Report, silence: &Silence) {
    let duration = report.duration_ms.unwrap_or(0);
    let mut note = |code, at_ms, ms, (known, grave): (u64, u64)| {
        if ms >= known {
            let severity = if ms >= grave { Severity::Warn } else { Severity::Info };
            report.note(Problem::new(code, severity, at_ms, Details { ms: Some(ms), ..Details::default() }));
        }
    };
    note(Code::LeadingSilence, Some(0), silence.lead_ms, LEAD_MS);
    if silence.longest_ms > silence.lead_ms.max(silence.tail_ms) {
        note(Code::LongSilence, Some(silence.longest_at_ms), silence.longest_ms, INSIDE_MS);
    }
    note(Code::TrailingSilence, Some(duration.saturating_sub(silence.tail_ms)), silence.tail_ms, TAIL_MS);
}

/// Notes that a recording with pauses ends in none: its last tenth of a second is `ends_loud` LU louder than the whole.
fn judge_end(report: &mut Report, ends_loud: Option<f64>) {
    let Some(above) = ends_loud.filter(|&above| above >= WORD_LU.0) else { return };
    let has_pauses = report.waveform.as_ref().is_some_and(has_pauses);
    if has_pauses && report.duration_ms.is_some_and(|ms| ms >= SPEECH_MS) {
        let severity = if above >= WORD_LU.1 { Severity::Warn } else { Severity::Info };
        report.note(Problem::new(Code::AbruptEnd, severity, report.duration_ms, Details::default()));
    }
}

/// So much is needed to tell words from pauses.
const SPEECH_MS: u64 = 10_000;
/// Of 45 recordings of synthetic speech cut within a word, 34 end louder than the second, 43 louder
/// than the first, in LU; of those with their own endings all are below −38.
const WORD_LU: (f64, f64) = (-14.0, -9.0);

/// Whether pauses lie between the words: in a twentieth of the time it is 12 dB quieter than it mostly is. A tone, noise
/// and most music have no pauses, and may end as they like.
fn has_pauses(waveform: &Waveform) -> bool {
    let mut sorted = waveform.peaks.clone();
    sorted.sort_unstable();
    let share = |of_twenty: usize| sorted.get(sorted.len() * of_twenty / 20).copied().map_or(0, u32::from);
    share(1) * 4 <= share(12)
}

fn judge_channels(report: &mut Report, layout: Layout) {
    let details = |what: &str| Details { what: Some(what.to_owned()), ..Details::default() };
    match layout {
        Layout::LeftOnly => mendable(report, Code::DeadChannel, None, details("left")),
        Layout::RightOnly => mendable(report, Code::DeadChannel, None, details("right")),
        Layout::Inverted => mendable(report, Code::InvertedPhase, None, Details::default()),
        Layout::DualMono => {
            let mastered = report.unfitness().is_some();
            report.note(Problem::info(Code::DualMono, None, Details { mastered, ..Details::default() }));
        }
        Layout::Mono | Layout::Stereo | Layout::Surround => {}
    }
}

/// Peaks that leave room for what lossy coding adds to them: Apple's audio requirements (support 893), EBU R 128 §3.
const PEAK_DBTP: f64 = -1.0;
/// So many clipped places, and as many a minute, are heard as a crackle.
const MANY_PLACES: u64 = 5;
/// Peaks that reach over full scale by less are cut so little that nobody hears it; limiters leave such ones everywhere.
const HEARD_DBTP: f64 = 1.0;
/// So many places a minute where samples in a row stand at full scale, and no limiter but the converter cut them.
const CUT_A_MINUTE: u64 = 20;
/// A peak so little above the mean is a sound that is clipped all through: speech has 12 to 20 dB.
const CRUSHED_DB: f64 = 8.0;

fn judge_clipping(report: &mut Report, levels: &Levels) {
    if levels.clipped == 0 {
        return;
    }
    let minutes = (report.duration_ms.unwrap_or(0) / 60_000).max(1);
    let loudness = report.loudness.as_ref();
    let peak = loudness.map_or(levels.sample_peak_dbfs, |loudness| loudness.true_peak_dbtp);
    let is_crushed = loudness.is_some_and(|loudness| peak - loudness.integrated_lufs < CRUSHED_DB);
    // Samples beyond full scale, as floating point has them, are whole: a master brings them down and nothing is lost.
    if levels.sample_peak_dbfs > 0.0 && levels.flattened == 0 && report.unfitness().is_some() {
        return;
    }
    let is_often = levels.clipped >= MANY_PLACES.max(minutes);
    let is_cut = levels.flattened >= CUT_A_MINUTE * minutes;
    let is_heard = is_crushed || is_cut || is_often && peak >= HEARD_DBTP;
    let severity = if is_heard { Severity::Warn } else { Severity::Info };
    let details = Details {
        count: Some(levels.clipped),
        places_ms: levels.clipped_at_ms.clone(),
        level: Some(tenths(peak)),
        target: Some(PEAK_DBTP),
        ..Details::default()
    };
    report.note(Problem::new(Code::Clipping, severity, levels.clipped_at_ms.first().copied(), details));
}

/// As shares of full scale: from the first on it takes headroom, from the second on cuts click.
const DIRECT_CURRENT: (f64, f64) = (0.01, 0.05);

fn judge_direct_current(report: &mut Report, offset: f64) {
    let share = offset.abs();
    if share >= DIRECT_CURRENT.0 {
        let severity = if share >= DIRECT_CURRENT.1 { Severity::Warn } else { Severity::Info };
        let details = Details { level: Some(tenths(share * 100.0)), ..Details::default() };
        report.note(Problem::new(Code::DcOffset, severity, None, details));
    }
}

/// Loudness of podcasts: −16 LUFS (Apple's audio requirements, support 893). A single channel is heard from both
/// speakers, which adds 3 LU: −19 LUFS.
const STEREO_LUFS: f64 = -16.0;
const MONO_LUFS: f64 = -19.0;
/// LU below and above the target that are good to know, and a warning. AES TD1008 asks −18 LUFS of speech, and no less
/// than −20; Spotify plays at −14. Twice the deviation that it allows is heard from one episode to the next.
const QUIET_LU: (f64, f64) = (4.0, 6.0);
const LOUD_LU: (f64, f64) = (3.0, 6.0);
/// Shorter sounds (a jingle, a test) have no loudness to speak of.
const SHORT_MS: u64 = 3_000;

fn judge_loudness(report: &mut Report, lufs: f64) {
    if report.duration_ms.is_none_or(|ms| ms < SHORT_MS) {
        return;
    }
    let layout = report.levels.as_ref().map(|levels| levels.layout);
    let mastered = report.unfitness().is_some();
    // A master of two channels that say the same is mono.
    let is_doubled = mastered && matches!(layout, Some(Layout::DualMono | Layout::Inverted));
    let is_single = is_doubled || matches!(layout, Some(Layout::Mono | Layout::LeftOnly | Layout::RightOnly));
    let target = if is_single || report.channels == Some(1) { MONO_LUFS } else { STEREO_LUFS };
    let above = lufs - target;
    let (code, (known, grave)) = if above < 0.0 { (Code::TooQuiet, QUIET_LU) } else { (Code::TooLoud, LOUD_LU) };
    if above.abs() <= known {
        return;
    }
    // What needs more gain than a master gives is noise then, and stays too quiet.
    let mastered = mastered && above >= -MOST_GAIN_DB;
    let severity = if above.abs() > grave && !mastered { Severity::Warn } else { Severity::Info };
    let details = Details { level: Some(tenths(lufs)), target: Some(target), mastered, ..Details::default() };
    report.note(Problem::new(code, severity, None, details));
}

/// Loudness range (EBU Tech 3342), in LU: 15 and more asks for a hand at the volume, 20 is the most for quiet homes
/// (EBU Tech 3343 §5).
const RANGE_LU: (f64, f64) = (15.0, 20.0);
/// It says nothing of shorter programmes (EBU R 128 s1).
const RANGE_FROM_MS: u64 = 30_000;

fn judge_range(report: &mut Report, range: f64) {
    if range >= RANGE_LU.0 && report.duration_ms.is_some_and(|ms| ms >= RANGE_FROM_MS) {
        let severity = if range >= RANGE_LU.1 { Severity::Warn } else { Severity::Info };
        let details = Details { level: Some(tenths(range)), ..Details::default() };
        report.note(Problem::new(Code::WideLoudnessRange, severity, None, details));
    }
}

/// Bits a second of an MP3 in mono and in stereo: fewer than the first are less than Apple takes from its own
/// subscribers' shows (support 893), fewer than the second are heard as dull. Apple recommends 96,000 and 128,000.
const MONO_BITS: (u32, u32) = (32_000, 48_000);
const STEREO_BITS: (u32, u32) = (64_000, 96_000);
/// HE-AAC is good for speech down to here; how much AAC-LC suffers from so few bits depends on its encoder.
const AAC_BITS: u32 = 24_000;

/// Notes fewer bits than speech needs. A variable rate is as low as the sound allows, and says nothing.
fn judge_bit_rate(report: &mut Report) {
    let (Some(bit_rate), Some(rate), Some(channels)) = (report.bit_rate, report.sample_rate, report.channels) else {
        return;
    };
    let (grave, known) = match (report.codec.as_deref(), channels) {
        (Some("mp3"), _) if !report.is_constant_rate() => return,
        (Some("mp3"), 1) => MONO_BITS,
        (Some("mp3"), _) => STEREO_BITS,
        (Some("aac"), _) => (0, AAC_BITS),
        _ => return,
    };
    // Half the samples need half the bits.
    let part = if rate < 32_000 { 2 } else { 1 };
    if bit_rate * part < known {
        let severity = if bit_rate * part < grave { Severity::Warn } else { Severity::Info };
        let details = Details { count: Some(u64::from(bit_rate)), ..Details::default() };
        report.note(Problem::new(Code::LowBitRate, severity, None, details));
    }
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Loudness, Verdict};

    /// What a well-made podcast measures: five minutes of an MP3 in stereo.
    fn fine() -> Report {
        let mut report = Report::new(None, 4_800_000);
        report.is("mp3", "mp3", "audio/mpeg");
        report.sample_rate = Some(44_100);
        report.channels = Some(2);
        report.bit_rate = Some(128_000);
        report.duration_ms = Some(300_000);
        report.silence = Some(Silence { lead_ms: 300, tail_ms: 1_000, longest_ms: 2_000, longest_at_ms: 61_000 });
        report.loudness = Some(Loudness {
            integrated_lufs: -16.4,
            true_peak_dbtp: -1.0,
            range_lu: 7.0,
            short_term_max_lufs: Some(-13.0),
        });
        report.levels = Some(Levels {
            sample_peak_dbfs: -1.2,
            clipped: 0,
            flattened: 0,
            clipped_at_ms: Vec::new(),
            dc_offset: 0.0002,
            layout: Layout::Stereo,
        });
        report
    }

    fn judged(change: impl FnOnce(&mut Report)) -> Vec<(Code, Severity)> {
        let mut report = fine();
        change(&mut report);
        sound(&mut report, None);
        report.problems.iter().map(|problem| (problem.code, problem.severity)).collect()
    }

    fn loudness(report: &mut Report) -> &mut Loudness {
        report.loudness.as_mut().unwrap()
    }

    fn levels(report: &mut Report) -> &mut Levels {
        report.levels.as_mut().unwrap()
    }

    #[test]
    fn a_well_made_podcast_has_no_problems() {
        assert_eq!(judged(|_| ()), []);
        assert_eq!(judged(|report| loudness(report).integrated_lufs = -14.0), []);
        assert_eq!(judged(|report| loudness(report).integrated_lufs = -19.5), []);
        assert_eq!(judged(|report| loudness(report).true_peak_dbtp = -0.2), []);
        let mono = |report: &mut Report| {
            report.channels = Some(1);
            report.bit_rate = Some(64_000);
            levels(report).layout = Layout::Mono;
            loudness(report).integrated_lufs = -19.0;
        };
        assert_eq!(judged(mono), []);
    }

    #[test]
    fn loudness_is_judged_by_its_distance_from_the_target() {
        let at = |lufs: f64| judged(|report| loudness(report).integrated_lufs = lufs);
        assert_eq!(at(-21.0), [(Code::TooQuiet, Severity::Info)]);
        assert_eq!(at(-28.0), [(Code::TooQuiet, Severity::Warn)]);
        assert_eq!(at(-12.0), [(Code::TooLoud, Severity::Info)]);
        assert_eq!(at(-8.0), [(Code::TooLoud, Severity::Warn)]);
    }

    #[test]
    fn one_channel_is_expected_to_be_3_lu_quieter_than_two() {
        let mono = |lufs: f64| {
            judged(|report| {
                report.channels = Some(1);
                levels(report).layout = Layout::Mono;
                loudness(report).integrated_lufs = lufs;
            })
        };
        assert_eq!(mono(-22.5), []);
        assert_eq!(mono(-24.0), [(Code::TooQuiet, Severity::Info)]);
        assert_eq!(mono(-14.0), [(Code::TooLoud, Severity::Info)]);
    }

    #[test]
    fn what_a_master_mends_is_no_warning() {
        let mut report = fine();
        report.is("wav", "pcm", "audio/wav");
        loudness(&mut report).integrated_lufs = -35.0;
        levels(&mut report).layout = Layout::Inverted;
        sound(&mut report, None);
        assert_eq!(report.verdict, Verdict::Ok);
        assert!(report.problems.iter().all(|problem| problem.details.mastered), "{:?}", report.problems);
        assert_eq!(report.problems.len(), 2);
    }

    #[test]
    fn silence_is_told_with_its_place() {
        let mut report = fine();
        report.silence = Some(Silence { lead_ms: 6_000, tail_ms: 20_000, longest_ms: 21_000, longest_at_ms: 100_000 });
        sound(&mut report, None);
        let told: Vec<_> = report.problems.iter().map(|problem| (problem.code, problem.at_ms)).collect();
        let places = [
            (Code::LeadingSilence, Some(0)),
            (Code::LongSilence, Some(100_000)),
            (Code::TrailingSilence, Some(280_000)),
        ];
        assert_eq!(told, places);
        assert_eq!(report.verdict, Verdict::Warn);
    }

    #[test]
    fn silence_at_an_end_is_not_told_twice() {
        let only_tail = |report: &mut Report| {
            report.silence = Some(Silence { lead_ms: 0, tail_ms: 8_000, longest_ms: 8_000, longest_at_ms: 292_000 });
        };
        assert_eq!(judged(only_tail), [(Code::TrailingSilence, Severity::Info)]);
    }

    #[test]
    fn clipping_is_grave_where_it_is_heard() {
        let clipped = |places: u64, peak: f64, lufs: f64| {
            judged(|report| {
                levels(report).clipped = places;
                levels(report).clipped_at_ms = vec![12_000];
                loudness(report).true_peak_dbtp = peak;
                loudness(report).integrated_lufs = lufs;
            })
        };
        assert_eq!(clipped(2, 2.0, -16.0), [(Code::Clipping, Severity::Info)]);
        assert_eq!(clipped(30, 2.0, -16.0), [(Code::Clipping, Severity::Warn)]);
        assert_eq!(clipped(30, 0.3, -16.0), [(Code::Clipping, Severity::Info)]);
        // Clipped from end to end is one place.
        assert!(clipped(1, 0.3, -5.0).contains(&(Code::Clipping, Severity::Warn)));
    }

    #[test]
    fn channels_that_listeners_miss_are_a_warning() {
        let layout = |layout: Layout| judged(|report| levels(report).layout = layout);
        assert_eq!(layout(Layout::Inverted), [(Code::InvertedPhase, Severity::Warn)]);
        assert_eq!(layout(Layout::LeftOnly), [(Code::DeadChannel, Severity::Warn)]);
        assert_eq!(layout(Layout::DualMono), [(Code::DualMono, Severity::Info)]);
    }

    #[test]
    fn direct_current_and_wide_range_are_told() {
        assert_eq!(judged(|report| levels(report).dc_offset = -0.1), [(Code::DcOffset, Severity::Warn)]);
        assert_eq!(judged(|report| loudness(report).range_lu = 22.0), [(Code::WideLoudnessRange, Severity::Warn)]);
    }

    #[test]
    fn few_bits_are_told_where_the_rate_is_constant() {
        let of = |bit_rate: u32| judged(|report| report.bit_rate = Some(bit_rate));
        assert_eq!(of(48_000), [(Code::LowBitRate, Severity::Warn)]);
        assert_eq!(of(64_000), [(Code::LowBitRate, Severity::Info)]);
        assert_eq!(of(96_000), []);
        // The average of a variable rate.
        assert_eq!(of(61_733), []);
    }

    #[test]
    fn a_recording_with_pauses_must_not_end_within_a_word() {
        let ending = |peaks: [u8; 8], ends_loud: Option<f64>| {
            let mut report = fine();
            report.waveform = Some(Waveform { peaks: peaks.repeat(40) });
            sound(&mut report, ends_loud);
            report.problems.iter().map(|problem| problem.code).collect::<Vec<_>>()
        };
        let (words, tone) = ([90, 120, 80, 110, 100, 3, 2, 2], [100; 8]);
        assert_eq!(ending(words, Some(1.0)), [Code::AbruptEnd]);
        assert_eq!(ending(words, Some(-20.0)), []);
        assert_eq!(ending(words, None), []);
        assert_eq!(ending(tone, Some(0.0)), []);
    }
}
