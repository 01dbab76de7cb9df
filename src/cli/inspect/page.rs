//! The report of one file as people read it.

use super::terminal::{
    BAD, CARE, GOOD, QUIET, STRONG, Terminal, clean, clock, exact, of_severity, of_verdict, styled, wrapped,
};
use super::wave;
use crate::audio::{Fit, Loudness, Plays, Report, Verdict};

/// Names of facts are this wide at most, and a blank.
const NAMES: usize = 12;
/// Chapters that are listed; more are only counted.
const CHAPTERS: usize = 30;

/// All of it.
pub(super) fn of(name: &str, report: &Report, terminal: Terminal) -> String {
    let mut lines = vec![title(name, report, terminal)];
    lines.extend(wave::of(report, terminal));
    lines.push(String::new());
    lines.extend(facts(report, terminal));
    lines.extend(apps(report, terminal));
    if !report.problems.is_empty() {
        lines.push(String::new());
        lines.extend(problems(report, terminal));
    }
    indented(lines)
}

/// What a list of several files says of one that has problems.
pub(super) fn brief(name: &str, report: &Report, terminal: Terminal) -> String {
    let mut lines = vec![title(name, report, terminal)];
    lines.extend(wave::of(report, terminal));
    lines.extend(problems(report, terminal));
    indented(lines)
}

fn indented(lines: Vec<String>) -> String {
    let mut page = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 && !line.is_empty() {
            page.push_str("  ");
        }
        page.push_str(line);
        page.push('\n');
    }
    page
}

fn title(name: &str, report: &Report, terminal: Terminal) -> String {
    let (style, sign) = of_verdict(report.verdict);
    let verdict = match (report.verdict, report.fit()) {
        (Verdict::Ok | Verdict::Warn, _) if report.duration_ms.is_none() => "inspect-verdict-unheard",
        (Verdict::Ok, Fit::NeedsMaster(_)) => "inspect-verdict-master",
        (Verdict::Ok, _) => "inspect-verdict-ok",
        (Verdict::Warn, _) => "inspect-verdict-warn",
        (Verdict::Reject, _) => "inspect-verdict-reject",
    };
    format!("{}  {}", styled(STRONG, name), styled(style, &format!("{sign} {}", terminal.text(verdict, &[]))))
}

fn facts(report: &Report, terminal: Terminal) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fact = |id: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.extend(named(&terminal.text(id, &[]), &[value]));
        }
    };
    fact("inspect-format", Some(format(report, terminal)));
    fact("inspect-length", length(report, terminal));
    fact("inspect-loudness", report.loudness.as_ref().map(|loudness| loudness_line(report, loudness, terminal)));
    fact("inspect-silence", silence(report, terminal));
    fact("inspect-title", report.tags.title.as_deref().map(clean));
    let by = [&report.tags.artist, &report.tags.album, &report.tags.date];
    fact("inspect-by", Some(by.into_iter().flatten().map(|text| clean(text)).collect::<Vec<_>>().join(" · ")));
    fact("inspect-cover", cover(report, terminal));
    lines.extend(chapters(report, terminal));
    lines
}

/// A fact: its name, and its value's lines under one another.
fn named(name: &str, values: &[String]) -> Vec<String> {
    let name_of = |at: usize| if at == 0 { name } else { "" };
    values
        .iter()
        .enumerate()
        .map(|(at, value)| format!("{} {value}", styled(QUIET, &format!("{:<NAMES$}", name_of(at)))))
        .collect()
}

/// `MP3 · 128 kbit/s · 44100 Hz · stereo · 57.6 MB`
pub(super) fn format(report: &Report, terminal: Terminal) -> String {
    let parts = [
        report.format().map(str::to_owned),
        report.bit_rate.map(|rate| format!("{} kbit/s", (rate + 500) / 1000)),
        report.sample_rate.map(|rate| format!("{rate} Hz")),
        report.channels.map(|channels| terminal.text("inspect-channels", &[("count", channels.into())])),
        report.bytes.map(|bytes| size(bytes, terminal)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn length(report: &Report, terminal: Terminal) -> Option<String> {
    let Some(measured) = report.duration_ms.map(exact) else {
        let declared = exact(report.declared_duration_ms?);
        return Some(terminal.text("inspect-declared", &[("length", declared.into())]));
    };
    let declared = report.declared_duration_ms.filter(|&declared| Some(declared) != report.duration_ms);
    Some(match declared {
        Some(declared) => format!(
            "{measured}  {}",
            styled(QUIET, &terminal.text("inspect-declared", &[("length", exact(declared).into())]))
        ),
        None => measured,
    })
}

/// The scale of the bar, in LUFS; each step is one LU.
const QUIETEST: i32 = -34;
const LOUDEST: i32 = -6;

fn loudness_line(report: &Report, loudness: &Loudness, terminal: Terminal) -> String {
    let target = if report.channels == Some(1) { -19 } else { -16 };
    let distance = (loudness.integrated_lufs - f64::from(target)).abs();
    let style = if distance <= 3.0 {
        GOOD
    } else if distance <= 6.0 {
        CARE
    } else {
        BAD
    };
    let step = |at: i32| match (at == target, f64::from(at) <= loudness.integrated_lufs) {
        (true, _) => styled(STRONG, "┃"),
        (false, true) => styled(style, "━"),
        (false, false) => styled(QUIET, "─"),
    };
    let bar: String = (QUIETEST..=LOUDEST).map(step).collect();
    let value = |value: f64| terminal.decimal(value).into();
    let more = [
        ("range", value(loudness.range_lu)),
        ("peak", value(loudness.true_peak_dbtp)),
        ("target", format!("\u{2212}{}", -target).into()),
    ];
    format!(
        "{} LUFS {bar} {}",
        terminal.decimal(loudness.integrated_lufs),
        styled(QUIET, &terminal.text("inspect-loudness-more", &more))
    )
}

fn silence(report: &Report, terminal: Terminal) -> Option<String> {
    let silence = report.silence.as_ref()?;
    let seconds = |ms: u64| terminal.decimal(ms as f64 / 1000.0).into();
    let args = [
        ("lead", seconds(silence.lead_ms)),
        ("tail", seconds(silence.tail_ms)),
        ("longest", seconds(silence.longest_ms)),
        ("at", clock(silence.longest_at_ms).into()),
    ];
    Some(terminal.text("inspect-silence-is", &args))
}

fn cover(report: &Report, terminal: Terminal) -> Option<String> {
    let cover = report.cover.as_ref()?;
    let pixels = cover.width.zip(cover.height).map(|(width, height)| format!("{width} × {height}"));
    let parts = [cover.media_type.as_deref().map(clean), pixels, Some(size(cover.bytes, terminal))];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn chapters(report: &Report, terminal: Terminal) -> Vec<String> {
    let chapters = report.chapters.iter().take(CHAPTERS).map(|chapter| {
        let title = chapter.title.as_deref().map(clean).unwrap_or_default();
        let url = chapter.url.as_deref().map(|url| styled(QUIET, &format!("  {}", clean(url)))).unwrap_or_default();
        format!("{:>7}  {title}{url}", clock(chapter.start_ms))
    });
    let mut lines: Vec<String> = chapters.collect();
    if let Some(more) = report.chapters.len().checked_sub(CHAPTERS).filter(|&more| more > 0) {
        lines.push(terminal.text("inspect-chapters-more", &[("count", more.into())]));
    }
    named(&terminal.text("inspect-chapters", &[]), &lines)
}

/// One line of all that play it without a word, and one for each other.
///
/// Nothing of a file that listeners do not get: a master plays everywhere, and what is refused nowhere.
fn apps(report: &Report, terminal: Terminal) -> Vec<String> {
    if report.fit() != Fit::AsIs {
        return Vec::new();
    }
    let shown = |view: &&crate::audio::AppView| view.shows_ms.is_none_or(|ms| Some(ms) == report.duration_ms);
    let (plain, special): (Vec<_>, Vec<_>) =
        report.apps.iter().partition(|view| view.plays == Plays::Yes && view.remarks.is_empty() && shown(view));
    let mut lines = Vec::new();
    if !plain.is_empty() {
        let names: Vec<&str> = plain.iter().map(|view| view.app.name()).collect();
        lines.push(format!("{} {}", styled(GOOD, "✓"), names.join(", ")));
    }
    for view in special {
        let (style, sign) = match view.plays {
            Plays::Yes => (GOOD, '✓'),
            Plays::Partly => (CARE, '!'),
            Plays::No => (BAD, '✗'),
        };
        let shows = view.shows_ms.filter(|&ms| Some(ms) != report.duration_ms).map(|ms| format!(" {}.", clock(ms)));
        let text = format!("{}:{} {}", view.app.name(), shows.unwrap_or_default(), view.note_in(terminal.lang));
        let room = terminal.width.saturating_sub(NAMES + 5);
        for (at, line) in wrapped(&text, room).iter().enumerate() {
            let sign = if at == 0 { styled(style, &sign.to_string()) } else { " ".to_owned() };
            lines.push(format!("{sign} {line}"));
        }
    }
    named(&terminal.text("inspect-apps", &[]), &lines)
}

fn problems(report: &Report, terminal: Terminal) -> Vec<String> {
    let mut lines = Vec::new();
    let mut sorted: Vec<_> = report.problems.iter().collect();
    sorted.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    for problem in sorted {
        let (style, sign) = of_severity(problem.severity);
        let text = clean(&problem.message_in(terminal.lang));
        for (at, line) in wrapped(&text, terminal.width - 4).iter().enumerate() {
            let sign = if at == 0 { styled(style, &sign.to_string()) } else { " ".to_owned() };
            lines.push(format!("{sign} {line}"));
        }
    }
    lines
}

fn size(bytes: u64, terminal: Terminal) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", terminal.decimal(bytes as f64 / 1e3)),
        _ => format!("{} MB", terminal.decimal(bytes as f64 / 1e6)),
    }
}
