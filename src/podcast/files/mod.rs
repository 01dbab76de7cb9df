//! A show from and to a folder that people can read and review: `show.toml`, a cover, `notes/*.md`.
//!
//! What [`write()`] writes is canonical: reading it and writing it again gives the same bytes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::about::About;
use super::covers::{self, Cover};
use super::ids::NoteId;
use super::notes::Note;
use super::slug::Slug;
use super::text::{Line, Markdown};
use crate::markdown;

mod show;
mod toml;

use toml::Writer;

/// A show as its folder tells it. The folder's name is its slug.
#[derive(Debug, Clone)]
pub struct ShowFiles {
    /// Its name in addresses.
    pub slug: Slug,
    /// `show.toml`.
    pub about: About,
    /// The checked cover.
    pub cover: Cover,
    /// The cover's bytes.
    pub picture: Vec<u8>,
    /// `notes/*.md`, by slug, each with a fresh identity.
    pub notes: Vec<Note>,
}

/// A file that cannot be used: which, where, why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {reason}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct FileError {
    /// The file or folder.
    pub path: PathBuf,
    /// The line, from 1, where one can be named.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub reason: String,
}

impl FileError {
    fn new(path: &Path, line: Option<usize>, reason: impl ToString) -> Self {
        Self { path: path.to_owned(), line, reason: reason.to_string() }
    }
}

/// Bytes of a text file; a show.toml is a few KiB.
const MAX_TEXT: u64 = 1024 * 1024;

/// What stands between the `+++` lines of a note.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: Line,
    summary: Line,
    audience: Option<Line>,
    position: i64,
}

/// Reads a show's folder; blocking. The first thing that is wrong is the error.
pub fn read(dir: &Path) -> Result<ShowFiles, FileError> {
    if !dir.is_dir() {
        return Err(FileError::new(dir, None, "there is no such folder"));
    }
    let name = dir.canonicalize().ok().and_then(|dir| Some(dir.file_name()?.to_str()?.to_owned()));
    let slug: Slug = name
        .unwrap_or_default()
        .parse()
        .map_err(|error| FileError::new(dir, None, format!("the folder's name is the show's address and {error}")))?;
    let slug = slug.for_show().map_err(|error| FileError::new(dir, None, error))?;
    let show_toml = dir.join("show.toml");
    let text = read_text(&show_toml)?;
    let about = show::read(&show_toml, &text)?;
    let picture_path = dir.join(about.cover.as_str());
    let picture = read_bytes(&picture_path, covers::MAX_BYTES)?;
    let cover = Cover::check(&picture).map_err(|reason| FileError::new(&picture_path, None, reason))?;
    if !cover.form.extensions().iter().any(|extension| about.cover.as_str().ends_with(extension)) {
        let is = cover.form.media_type();
        return Err(FileError::new(
            &picture_path,
            None,
            format!("the file's name does not fit its bytes, which are {is}"),
        ));
    }
    let notes = read_notes(&dir.join("notes"))?;
    Ok(ShowFiles { slug, about, cover, picture, notes })
}

fn read_notes(dir: &Path) -> Result<Vec<Note>, FileError> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(dir).map_err(|error| FileError::new(dir, None, error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let notes = paths.iter().map(|path| read_note(path)).collect::<Result<Vec<_>, _>>()?;
    let slugs: BTreeSet<&str> = notes.iter().map(|(note, _)| note.slug.as_str()).collect();
    for ((note, first_line), path) in notes.iter().zip(&paths) {
        for (line, link) in markdown::links(note.body.as_str()) {
            let relative = !link.contains(':') && !link.starts_with(['/', '#', '?', '.']);
            if relative && !slugs.contains(link.split(['#', '?']).next().unwrap_or_default()) {
                let known = slugs.iter().copied().collect::<Vec<_>>().join(", ");
                let reason = format!("links to the note \"{link}\", which there is not; there are: {known}");
                return Err(FileError::new(path, Some(first_line + line), reason));
            }
        }
    }
    Ok(notes.into_iter().map(|(note, _)| note).collect())
}

/// A note, and the number of lines in front of its body.
fn read_note(path: &Path) -> Result<(Note, usize), FileError> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let slug: Slug = stem
        .parse()
        .map_err(|error| FileError::new(path, None, format!("the file's name is the note's address and {error}")))?;
    let text = read_text(path)?.replace("\r\n", "\n");
    let parts = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let Some((front, body)) = parts else {
        return Err(FileError::new(path, Some(1), "a note begins with facts between two lines of +++"));
    };
    let facts: FrontMatter = toml::read(path, front, 1)?;
    let lines_before = front.matches('\n').count() + 3 + usize::from(body.starts_with('\n'));
    let body = body.strip_prefix('\n').unwrap_or(body);
    let body =
        Markdown::parse(body).map_err(|error| FileError::new(path, Some(lines_before), format!("the text {error}")))?;
    let FrontMatter { title, summary, audience, position } = facts;
    Ok((Note { id: NoteId::new(), slug, title, summary, audience, position, body }, lines_before))
}

fn read_text(path: &Path) -> Result<String, FileError> {
    let bytes = read_bytes(path, MAX_TEXT)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
        FileError::new(path, Some(line), "is not UTF-8 text; save the file as UTF-8")
    })
}

fn read_bytes(path: &Path, max: u64) -> Result<Vec<u8>, FileError> {
    let length = fs::metadata(path).map_err(|error| FileError::new(path, None, error))?.len();
    if length > max {
        return Err(FileError::new(path, None, format!("is {length} bytes long; at most {max} are allowed")));
    }
    fs::read(path).map_err(|error| FileError::new(path, None, error))
}

/// Writes a show's folder in canonical form; blocking. Notes that the show no longer has are removed.
pub fn write(dir: &Path, about: &About, picture: &[u8], notes: &[&Note]) -> Result<(), FileError> {
    let notes_dir = dir.join("notes");
    fs::create_dir_all(&notes_dir).map_err(|error| FileError::new(&notes_dir, None, error))?;
    write_file(&dir.join("show.toml"), show::write(about).as_bytes())?;
    write_file(&dir.join(about.cover.as_str()), picture)?;
    for note in notes {
        write_file(&notes_dir.join(format!("{}.md", note.slug)), note_file(note).as_bytes())?;
    }
    let entries = fs::read_dir(&notes_dir).map_err(|error| FileError::new(&notes_dir, None, error))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_note = path.extension().is_some_and(|extension| extension == "md");
        if is_note && !notes.iter().any(|note| note.slug.as_str() == stem) {
            fs::remove_file(&path).map_err(|error| FileError::new(&path, None, error))?;
        }
    }
    Ok(())
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    fs::write(path, bytes).map_err(|error| FileError::new(path, None, error))
}

fn note_file(note: &Note) -> String {
    let mut facts = Writer::default();
    facts.text("title", Some(note.title.as_str()));
    facts.text("summary", Some(note.summary.as_str()));
    facts.text("audience", note.audience.as_ref().map(Line::as_str));
    facts.plain("position", Some(note.position));
    format!("+++\n{}+++\n\n{}", facts.finish(), note.body.as_str())
}
