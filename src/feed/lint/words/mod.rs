//! The sentences about findings, in Polish and English: what is wrong, and what to do.
//!
//! They are kept here and not with the messages of the screens, because a finding must be able to speak wherever it is
//! read: on the command line, in the API, in a refusal.

mod en;
mod pl;

use super::fault::{Fault, Miss};
use crate::i18n::Lang;

/// What is wrong.
pub(super) fn problem(fault: &Fault, lang: Lang) -> String {
    say(fault, lang)[0].clone()
}

/// What to do about it.
pub(super) fn mend(fault: &Fault, lang: Lang) -> String {
    say(fault, lang)[1].clone()
}

/// Why nothing came back: the second half of a sentence.
pub(super) fn why(miss: &Miss, lang: Lang) -> String {
    match lang {
        Lang::En => miss.to_string(),
        Lang::Pl => pl::why(miss),
    }
}

fn say(fault: &Fault, lang: Lang) -> [String; 2] {
    match lang {
        Lang::En => en::say(fault),
        Lang::Pl => pl::say(fault),
    }
}

/// The end of a sentence that lists choices: all of them, or as many as anybody reads.
fn few(allowed: &str) -> String {
    match allowed.char_indices().nth(160) {
        Some((end, _)) => format!("{}, …", allowed[..end].rsplit_once(", ").map_or("", |(few, _)| few)),
        None => format!("{allowed}."),
    }
}

/// Bytes as people write them, with the decimal sign of the language.
fn size(bytes: usize, sign: char) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..1_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{}{sign}{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
