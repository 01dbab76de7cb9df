//! Judgements that are the same for every format.

use super::claim;
use super::fit::{self, Reason};
use super::judge;
use super::listen::{Damage, Hearing};
use super::measure::Measures;
use super::problem::{Code, Details, Problem, Severity};
use super::report::Report;
use super::spots;

/// Samples at `rate` samples a second in milliseconds, rounded to the nearest.
pub(super) fn millis(samples: u64, rate: u32) -> u64 {
    let rate = u128::from(rate.max(1));
    let ms = (u128::from(samples) * 1000 + rate / 2) / rate;
    u64::try_from(ms).unwrap_or(u64::MAX)
}

/// Damage forbids publishing from two seconds on, or from more than three packets on if they are over 2 % of all:
/// less than that is a click that somebody may have decided to live with.
const TOLERABLE_MS: u64 = 2_000;
const TOLERABLE_PACKETS: u64 = 3;

/// Notes what did not decode, of `packets` packets. `delay` samples lie before the recording's own start.
pub(super) fn tell_damage(report: &mut Report, damage: &Damage, packets: u64, rate: u32, delay: u64) {
    let Some(first) = damage.spots.first() else { return };
    let ms = millis(damage.samples, rate);
    let widespread = damage.packets > TOLERABLE_PACKETS && damage.packets * 50 > packets;
    let severity = if ms >= TOLERABLE_MS || widespread { Severity::Reject } else { Severity::Warn };
    let played_ms = |at: u64| millis(at.saturating_sub(delay), rate);
    let at_ms = Some(played_ms(first));
    let details = Details {
        byte: damage.byte,
        count: Some(damage.packets),
        ms: Some(ms),
        places_ms: spots::in_order(damage.spots.starts().map(played_ms)),
        ..Details::default()
    };
    report.note(Problem::new(Code::Damaged, severity, at_ms, details));
}

/// Notes if the declared length is more than `tolerance_ms` away from the measured one.
pub(super) fn compare_length(report: &mut Report, tolerance_ms: u64) {
    if let (Some(declared), Some(measured)) = (report.declared_duration_ms, report.duration_ms)
        && declared.abs_diff(measured) > tolerance_ms
    {
        let details = Details { declared_ms: Some(declared), ms: Some(measured), ..Details::default() };
        mendable(report, Code::HeaderLies, None, details);
    }
}

/// Notes what is wrong with the sound itself: none, silent, too short or long, channels or rate that apps play badly.
pub(super) fn judge_sound(report: &mut Report, hearing: &Hearing, measures: &Measures) {
    let duration = report.duration_ms.unwrap_or(0);
    let nothing_decoded = hearing.damage.packets == hearing.packets;
    if hearing.is_senseless() {
        unreadable(report);
    } else if nothing_decoded {
        report.silence = None;
        unreadable(report);
    } else if measures.is_all_silence {
        report.note(Problem::reject(Code::SilenceOnly, None, Details::default()));
    }
    if hearing.is_too_long() {
        report.note(Problem::reject(Code::TooLong, None, Details::default()));
    }
    if duration < 1000 && !nothing_decoded {
        let details = Details { ms: Some(duration), ..Details::default() };
        // What plays nothing (an edit list can say so) is no episode, however well it decodes.
        let severity = if duration == 0 { Severity::Reject } else { Severity::Warn };
        report.note(Problem::new(Code::TooShort, severity, None, details));
    }
    if let Some(channels) = report.channels.filter(|&channels| channels > 2) {
        let details = Details { count: Some(u64::from(channels)), ..Details::default() };
        mendable(report, Code::ManyChannels, None, details);
    }
    judge_rate(report);
    if report.unfitness() == Some(Reason::Format) {
        rare_format(report);
    }
    if !nothing_decoded && !measures.is_all_silence {
        judge::sound(report, measures.ends_loud);
    }
}

/// Below this the sound ends at 8 kHz or lower, where a telephone's ends: consonants are hard to tell apart.
const LOW_RATE: u32 = 16_000;
/// Studios record with these; the MP3 made of it has another one.
const STUDIO_RATES: [u32; 5] = [64_000, 88_200, 96_000, 176_400, 192_000];

fn judge_rate(report: &mut Report) {
    let Some(rate) = report.sample_rate else { return };
    let details = Details { count: Some(u64::from(rate)), ..Details::default() };
    let is_usual = fit::STANDARD_RATES.contains(&rate);
    let is_studio = STUDIO_RATES.contains(&rate) && report.unfitness() == Some(Reason::Format);
    if rate < LOW_RATE {
        let mastered = report.unfitness().is_some();
        report.note(Problem::info(Code::LowSampleRate, None, Details { mastered, ..details }));
    } else if !(is_usual || is_studio) {
        mendable(report, Code::OddSampleRate, None, details);
    }
}

/// Notes what a master mends: good to know where glos makes one, else a warning.
pub(super) fn mendable(report: &mut Report, code: Code, at_ms: Option<u64>, details: Details) {
    let mastered = report.unfitness().is_some();
    let severity = if mastered { Severity::Info } else { Severity::Warn };
    report.note(Problem::new(code, severity, at_ms, Details { mastered, ..details }));
}

/// Writes what was heard from sample `start` to sample `end` of the timeline, and returns its sample rate (1 where
/// nothing was heard) and what was measured.
pub(super) fn of_hearing(report: &mut Report, hearing: &Hearing, start: u64, end: u64) -> (u32, Measures) {
    let (rate, channels) = hearing.spec.unwrap_or((0, 0));
    let measures = hearing.measures(start, end, rate);
    if rate == 0 {
        return (1, measures);
    }
    let raw_ms = u128::from(millis(hearing.samples(), rate).max(1));
    report.sample_rate = Some(rate);
    report.channels = Some(channels);
    report.bit_rate = u32::try_from(u128::from(hearing.bytes) * 8000 / raw_ms).ok();
    report.duration_ms = Some(millis(end.saturating_sub(start), rate));
    measured(report, &measures);
    (rate, measures)
}

/// Writes what was measured.
pub(super) fn measured(report: &mut Report, measures: &Measures) {
    report.silence = Some(measures.silence.clone());
    report.loudness = measures.loudness.clone();
    report.levels = measures.levels.clone();
    report.waveform = measures.waveform.clone();
}

/// Notes that the end is missing: the bytes end at `byte`.
pub(super) fn tell_truncated(report: &mut Report, byte: u64) {
    let measured = report.duration_ms.unwrap_or(0);
    let missing = report.declared_duration_ms.and_then(|declared| declared.checked_sub(measured));
    let details = Details { byte: Some(byte), ms: missing.filter(|&ms| ms > 0), ..Details::default() };
    report.note(Problem::reject(Code::Truncated, Some(measured), details));
}

/// Notes that the file cannot be read as what it says it is.
pub(super) fn unreadable(report: &mut Report) {
    let what = report.container.as_deref().map_or("unknown", claim::title_of).to_owned();
    report.note(Problem::reject(Code::Unreadable, None, Details { what: Some(what), ..Details::default() }));
}

/// Notes that not every podcast app takes this container: Apple's list of enclosures has MP3 and M4A only.
fn rare_format(report: &mut Report) {
    let what = report.format().map(str::to_owned);
    mendable(report, Code::RareFormat, None, Details { what, ..Details::default() });
}

/// Notes that the header does not say how long the sound is.
pub(super) fn length_undeclared(report: &mut Report) {
    let details = Details { ms: report.duration_ms, ..Details::default() };
    mendable(report, Code::HeaderLies, None, details);
}
