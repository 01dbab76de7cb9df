//! The sentences about problems, in Polish and English, for people who make podcasts and are no technicians.
//!
//! They are kept here and not with the messages of the screens, because a report must be able to speak wherever it is
//! read: on the command line, in the API, years later.

use super::apps::Remark;
use super::problem::{Code, Details, Severity};
use crate::Lang;

mod en;
mod pl;

/// One to three sentences: what, where, and what to do.
pub(super) fn sentence(code: Code, severity: Severity, at_ms: Option<u64>, details: &Details, lang: Lang) -> String {
    let (time, declared) = apart(details.ms, details.declared_ms, lang);
    let values = Values {
        at: clock(at_ms.unwrap_or(0)),
        count: details.count.unwrap_or(0),
        size: size(details.bytes.unwrap_or(0), lang),
        time,
        declared,
        header: details.declared.unwrap_or(0),
        what: name(details.what.as_deref().unwrap_or("unknown"), lang).to_owned(),
        claimed: details.claimed.clone().unwrap_or_default(),
        level: tenths(details.level, lang),
        target: tenths(details.target, lang),
        places: details.places_ms.iter().take(PLACES).map(|&ms| clock(ms)).collect::<Vec<_>>().join(", "),
        mastered: details.mastered,
    };
    match lang {
        Lang::En => en::sentence(code, severity, &values),
        Lang::Pl => pl::sentence(code, severity, &values),
    }
}

/// What an app does with a file: a sentence each.
pub(super) fn remarks(remarks: &[Remark], lang: Lang) -> String {
    let sentence = match lang {
        Lang::En => en::remark,
        Lang::Pl => pl::remark,
    };
    remarks.iter().map(|&remark| sentence(remark)).collect::<Vec<_>>().join(" ")
}

/// The values of a sentence, as its language writes them.
struct Values {
    at: String,
    count: u64,
    size: String,
    time: Option<String>,
    declared: Option<String>,
    header: u64,
    what: String,
    claimed: String,
    level: String,
    target: String,
    places: String,
    mastered: bool,
}

/// Places that a sentence names; nobody reads twenty.
const PLACES: usize = 5;

/// Names of formats are the same in every language; the words for what is no audio are not.
fn name(what: &str, lang: Lang) -> &str {
    let (en, pl) = match what {
        "text" => ("a text", "tekst"),
        "html" => ("a web page (HTML)", "strona internetowa (HTML)"),
        "xml" => ("an XML document", "dokument XML"),
        "pdf" => ("a PDF document", "dokument PDF"),
        "zip" => ("a ZIP archive or an office document", "archiwum ZIP lub dokument biurowy"),
        "archive" => ("an archive", "archiwum"),
        "program" => ("a program", "program"),
        "png" => ("a PNG picture", "obraz PNG"),
        "jpeg" => ("a JPEG picture", "obraz JPEG"),
        "gif" => ("a GIF picture", "obraz GIF"),
        "picture" => ("a picture", "obraz"),
        "unknown" => ("data of an unknown kind", "dane nieznanego rodzaju"),
        same => (same, same),
    };
    match lang {
        Lang::En => en,
        Lang::Pl => pl,
    }
}

/// A place in time as people write it: 0:07, 12:05, 1:02:03.
fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// Two lengths of time, written finely enough to see that they differ.
fn apart(one: Option<u64>, other: Option<u64>, lang: Lang) -> (Option<String>, Option<String>) {
    let written = |ms: Option<u64>| ms.map(|ms| span(ms, lang));
    let finely = |ms: Option<u64>| ms.map(|ms| format!("{} s", thousandths(ms, lang)));
    let alike = one != other && one.is_some() && written(one) == written(other);
    if alike { (finely(one), finely(other)) } else { (written(one), written(other)) }
}

fn thousandths(ms: u64, lang: Lang) -> String {
    let point = if lang == Lang::Pl { ',' } else { '.' };
    format!("{}{point}{:03}", ms / 1000, ms % 1000)
}

/// A length in time: seconds with one decimal below a minute, else like a place.
fn span(ms: u64, lang: Lang) -> String {
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{} s", decimal(ms, 1000, lang)),
        _ => clock(ms),
    }
}

fn size(bytes: u64, lang: Lang) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", decimal(bytes, 1_000, lang)),
        _ => format!("{} MB", decimal(bytes, 1_000_000, lang)),
    }
}

/// `value` in units of `unit`, with one decimal (rounded down), and the decimal sign of the language.
fn decimal(value: u64, unit: u64, lang: Lang) -> String {
    let sign = match lang {
        Lang::En => '.',
        Lang::Pl => ',',
    };
    format!("{}{sign}{}", value / unit, value % unit * 10 / unit)
}

/// A level with one decimal, a minus as it is printed, and the decimal sign of the language.
fn tenths(level: Option<f64>, lang: Lang) -> String {
    let written = level.map(|level| format!("{level:.1}").replace('-', "−")).unwrap_or_default();
    if lang == Lang::Pl { written.replace('.', ",") } else { written }
}
