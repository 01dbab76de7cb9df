//! The points of the checklist: what is wrong, how to mend it, and the field where that is done.

use crate::i18n::Lang;
use crate::intake::publish::Checklist;
use crate::intake::{Refusal, Remark};
use crate::podcast::audios::Recording;
use crate::web::pages::words::Words;
use crate::web::studio::report::Told;

/// A point of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What is wrong.
    pub problem: String,
    /// What to do; empty where the problem says it.
    pub mend: String,
    /// To the field.
    pub href: Option<String>,
}

/// What keeps an episode from being published, and what is merely unwise. `page` is the address of the page that has the fields,
/// empty on that page itself; `about` that of the page of what the show says of itself.
pub fn of(checklist: &Checklist, (page, about): (&str, &str), lang: Lang) -> (Vec<Point>, Vec<Point>) {
    let blocks = checklist.blocks.iter().map(|refusal| block(refusal, (page, about), lang)).collect();
    let advice = checklist.advice.iter().map(|remark| advice(remark, page, lang));
    (blocks, advice.chain(left_out(checklist, page, lang)).collect())
}

fn block(refusal: &Refusal, (page, about): (&str, &str), lang: Lang) -> Point {
    let of_show = match refusal.code {
        "show-description-needed" => Some("description"),
        "show-category-needed" => Some("categories.0.name"),
        _ => None,
    };
    match &refusal.remark {
        Some(remark) => advice(remark, page, lang),
        None if let Some(field) = of_show => {
            Point { problem: refusal.sentence(lang), mend: String::new(), href: Some(format!("{about}#{field}")) }
        }
        // Its refusal names the episode, which is what the page is about.
        None if refusal.code == "recording-needed" => Point {
            problem: Words { lang }.text("release-no-recording"),
            mend: Words { lang }.text("release-no-recording-mend"),
            href: Some(href(page, "recording")),
        },
        None => Point {
            problem: refusal.sentence(lang),
            mend: String::new(),
            href: refusal.field.map(|field| href(page, field)),
        },
    }
}

fn advice(remark: &Remark, page: &str, lang: Lang) -> Point {
    let (problem, mend) = (remark.problem(lang), remark.mend(lang));
    Point { problem, mend, href: remark.field().map(|field| href(page, field)) }
}

/// What no rule asks for and listeners miss: words to read (WCAG 2.2, 1.2.1) and show notes.
fn left_out(checklist: &Checklist, page: &str, lang: Lang) -> Vec<Point> {
    let words = Words { lang };
    let point = |problem: &str, mend: &str, field: &str| Point {
        problem: words.text(problem),
        mend: words.text(mend),
        href: Some(href(page, field)),
    };
    let notes = checklist.lacks_notes().then(|| point("release-no-notes", "release-no-notes-mend", "notes"));
    let transcript = checklist
        .lacks_transcript()
        .then(|| point("release-no-transcript", "release-no-transcript-mend", "transcript"));
    notes.into_iter().chain(transcript).collect()
}

/// What the check found in the recording that bothers listeners.
pub fn sound(recording: &Recording, page: &str, words: Words) -> Option<Point> {
    let told = Told::of(&recording.report, recording.master.as_deref(), words.lang);
    let problem = told.problems.into_iter().next()?.sentence;
    Some(Point { problem, mend: words.text("release-sound-mend"), href: Some(href(page, "recording")) })
}

/// Where a field of the API is changed.
pub fn href(page: &str, field: &str) -> String {
    let part = match field {
        "upload" | "recording" | "alternates" => "recording",
        "at" => "release",
        other => other,
    };
    format!("{page}#{part}")
}
