//! What a file says of chapters, before it is known to make sense.

use super::{Chapter, Chapters, MOST, Spot};
use crate::audio;
use crate::podcast::fault::Fault;
use crate::podcast::links::WebUrl;
use crate::podcast::namespace::HttpsUrl;
use crate::podcast::text::{Line, TextError};
use crate::podcast::timecode::short;

/// One chapter as its file says it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The line of the file, from 1, where lines say something.
    pub(super) line: Option<usize>,
    pub(super) start_ms: u64,
    pub(super) end_ms: Option<u64>,
    /// May be empty.
    pub(super) title: String,
    /// May be empty.
    pub(super) url: String,
    /// May be empty.
    pub(super) img: String,
    pub(super) location: Option<Spot>,
    pub(super) hidden: bool,
}

/// Makes chapters of what a file says. Nothing is put in order silently: chapters out of order are mostly a slip of the
/// finger in one time, and sorting would make another order of it than the one that was meant.
pub(super) fn checked(drafts: Vec<Draft>, duration_ms: u64) -> Result<Chapters, Fault> {
    if let Some(fault) = faults(&drafts, duration_ms).into_iter().next() {
        return Err(fault);
    }
    let chapters = drafts.iter().enumerate().map(|(index, draft)| chapter(index, draft));
    let mut chapters = chapters.collect::<Result<Vec<_>, _>>()?;
    without_plain_ends(&mut chapters, duration_ms);
    Ok(Chapters(chapters))
}

/// That there are so many.
pub(super) fn too_many(count: usize) -> Fault {
    Fault::new("chapters-too-many").value("count", count).value("max", MOST)
}

/// Everything that is wrong with what a file says.
pub(super) fn faults(drafts: &[Draft], duration_ms: u64) -> Vec<Fault> {
    if drafts.len() > MOST {
        return vec![too_many(drafts.len())];
    }
    let mut faults: Vec<Fault> = (0..drafts.len()).filter_map(|index| misplaced(drafts, index, duration_ms)).collect();
    faults.extend(overlapping(drafts).err());
    faults.extend(drafts.iter().enumerate().filter_map(|(index, draft)| chapter(index, draft).err()));
    faults
}

/// What is wrong with a chapter's place in the recording or among the others.
fn misplaced(drafts: &[Draft], index: usize, duration_ms: u64) -> Option<Fault> {
    let draft = &drafts[index];
    if draft.start_ms >= duration_ms {
        let fault = fault("chapters-beyond", index, draft).value("time", short(draft.start_ms));
        return Some(fault.value("length", short(duration_ms)));
    }
    if draft.end_ms.is_some_and(|end| end <= draft.start_ms) {
        return Some(fault("chapters-backwards", index, draft).value("time", short(draft.start_ms)));
    }
    let before = index.checked_sub(1).map(|before| &drafts[before])?;
    in_order((index - 1, before), (index, draft)).err()
}

/// A hidden chapter may begin together with another one, it only says more of that moment.
fn in_order((_, before): (usize, &Draft), (index, draft): (usize, &Draft)) -> Result<(), Fault> {
    let may_be_together = before.hidden || draft.hidden;
    let code = match draft.start_ms.cmp(&before.start_ms) {
        std::cmp::Ordering::Greater => return Ok(()),
        std::cmp::Ordering::Equal if may_be_together => return Ok(()),
        std::cmp::Ordering::Equal => "chapters-together",
        std::cmp::Ordering::Less => "chapters-order",
    };
    let fault = fault(code, index, draft).value("time", short(draft.start_ms));
    Err(fault.value("before", short(before.start_ms)))
}

/// Two chapters that lists show do not play at once.
fn overlapping(drafts: &[Draft]) -> Result<(), Fault> {
    let shown: Vec<(usize, &Draft)> = drafts.iter().enumerate().filter(|(_, draft)| !draft.hidden).collect();
    for pair in shown.windows(2) {
        let [(index, draft), (_, next)] = pair else { continue };
        if let Some(end) = draft.end_ms.filter(|&end| end > next.start_ms) {
            let fault = fault("chapters-overlap", *index, draft).value("end", short(end));
            return Err(fault.value("next", short(next.start_ms)));
        }
    }
    Ok(())
}

fn chapter(index: usize, draft: &Draft) -> Result<Chapter, Fault> {
    let title = match Line::parse(&draft.title) {
        Ok(title) => Some(title),
        Err(TextError::Empty) => None,
        Err(TextError::TooLong { actual, max } | TextError::TooManyBytes { actual, max }) => {
            return Err(fault("chapters-title", index, draft).value("actual", actual).value("max", max));
        }
    };
    let url = address(&draft.url, |url| WebUrl::try_from(url).ok());
    let url = url.ok_or_else(|| fault("chapters-url", index, draft).quote("value", &draft.url))?;
    let img = address(&draft.img, |img| HttpsUrl::try_from(img).ok());
    let img = img.ok_or_else(|| fault("chapters-img", index, draft).quote("value", &draft.img))?;
    let Draft { start_ms, end_ms, location, hidden, .. } = draft.clone();
    Ok(Chapter { start_ms, end_ms, title, url, img, location, hidden })
}

/// An address, or none where there is nothing; the outer None where it is no address.
fn address<T>(text: &str, parse: impl FnOnce(String) -> Option<T>) -> Option<Option<T>> {
    match text.trim() {
        "" => Some(None),
        text => parse(text.to_owned()).map(Some),
    }
}

/// An end where the next chapter begins, or the recording ends, says nothing: it is left out, so that the same chapters
/// are the same value whatever form they came in.
fn without_plain_ends(chapters: &mut [Chapter], duration_ms: u64) {
    let mut next = duration_ms;
    for chapter in chapters.iter_mut().rev() {
        chapter.end_ms = chapter.end_ms.filter(|&end| end < next);
        if !chapter.hidden {
            next = chapter.start_ms;
        }
    }
}

fn fault(code: &'static str, index: usize, draft: &Draft) -> Fault {
    Fault::new(code).value("number", index + 1).quote("title", &draft.title).on_line(draft.line)
}

/// The chapters that a recording brings, made to fit: a tag's slips are nobody's to mend here.
pub(super) fn of_recording(recording: &[audio::Chapter], duration_ms: u64) -> Chapters {
    let mut found: Vec<&audio::Chapter> =
        recording.iter().filter(|chapter| chapter.start_ms < duration_ms).take(MOST).collect();
    found.sort_by_key(|chapter| chapter.start_ms);
    found.dedup_by_key(|chapter| chapter.start_ms);
    let of = |chapter: &&audio::Chapter| Chapter {
        start_ms: chapter.start_ms,
        end_ms: chapter.end_ms.filter(|&end| end > chapter.start_ms),
        title: chapter.title.as_deref().and_then(shortened),
        url: chapter.url.clone().and_then(|url| WebUrl::try_from(url).ok()),
        img: None,
        location: None,
        hidden: false,
    };
    let mut chapters: Vec<Chapter> = found.iter().map(of).collect();
    without_plain_ends(&mut chapters, duration_ms);
    Chapters(chapters)
}

/// A title of a tag in the room of a line.
fn shortened(title: &str) -> Option<Line> {
    match Line::parse(title) {
        Err(TextError::TooLong { .. }) => {
            let cut: String = title.chars().take(Line::MAX - 1).chain(['…']).collect();
            Line::parse(&cut).ok()
        }
        parsed => parsed.ok(),
    }
}
