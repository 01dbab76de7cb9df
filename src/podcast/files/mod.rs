//! A show from and to a folder that people can read and review: `show.toml`, a cover, `notes/*.md`.
//!
//! What is [`written`] is canonical: reading it and writing it again gives the same bytes. The folder can travel as one file
//! ([`packed`]).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::about::About;
use super::covers::{self, Cover};
use super::ids::NoteId;
use super::notes::{self, Note};
use super::slug::Slug;
use super::text::{Line, Markdown};
use crate::markdown;

mod folder;
pub mod packed;
mod show;
mod toml;

use folder::Folder;
use packed::Packed;
use toml::Writer;

/// A show as its folder tells it. The folder's name is its slug.
#[derive(Debug, Clone)]
pub struct ShowFiles {
    /// Its name in addresses.
    pub slug: Slug,
    /// `show.toml`.
    pub about: About,
    /// The checked cover; where `show.toml` names none, one is drawn of the title.
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
    taken_from(&Folder::Disk(dir), slug)
}

/// Reads what a package holds, as the show of this name; blocking. Beside it the names of files in it that belong to no show.
pub fn read_packed(packed: &Packed, slug: Slug) -> Result<(ShowFiles, Vec<String>), FileError> {
    let files = taken_from(&Folder::Packed(packed), slug)?;
    let others = packed.others(files.about.cover.as_str());
    Ok((files, others))
}

fn taken_from(folder: &Folder<'_>, slug: Slug) -> Result<ShowFiles, FileError> {
    let text = folder.text("show.toml")?;
    let (about, names_cover) = show::read(&folder.place("show.toml"), &text)?;
    let (cover, picture) = if names_cover {
        read_cover(folder, &about)?
    } else {
        Cover::standing_in(&about).map_err(|error| FileError::new(&folder.place("show.toml"), None, error))?
    };
    let notes = read_notes(folder)?;
    Ok(ShowFiles { slug, about, cover, picture, notes })
}

fn read_cover(folder: &Folder<'_>, about: &About) -> Result<(Cover, Vec<u8>), FileError> {
    let picture = folder.bytes(about.cover.as_str(), covers::MAX_BYTES)?;
    let picture_path = folder.place(about.cover.as_str());
    let cover = Cover::check(&picture).map_err(|reason| FileError::new(&picture_path, None, reason))?;
    if !cover.form.extensions().iter().any(|extension| about.cover.as_str().ends_with(extension)) {
        let is = cover.form.media_type();
        return Err(FileError::new(
            &picture_path,
            None,
            format!("the file's name does not fit its bytes, which are {is}"),
        ));
    }
    Ok((cover, picture))
}

fn read_notes(folder: &Folder<'_>) -> Result<Vec<Note>, FileError> {
    let names = folder.notes()?;
    if names.len() > notes::MOST {
        let reason = format!("{} notes; at most {} belong to a show", names.len(), notes::MOST);
        return Err(FileError::new(&folder.place("notes"), None, reason));
    }
    let notes = names.iter().map(|name| read_note(folder, name)).collect::<Result<Vec<_>, _>>()?;
    let slugs: BTreeSet<&str> = notes.iter().map(|(note, _)| note.slug.as_str()).collect();
    for ((note, first_line), name) in notes.iter().zip(&names) {
        for (line, link) in markdown::links(note.body.as_str()) {
            let relative = !link.contains(':') && !link.starts_with(['/', '#', '?', '.']);
            if relative && !slugs.contains(link.split(['#', '?']).next().unwrap_or_default()) {
                let known = slugs.iter().copied().collect::<Vec<_>>().join(", ");
                let reason = format!("links to the note \"{link}\", which there is not; there are: {known}");
                return Err(FileError::new(&folder.place(name), Some(first_line + line), reason));
            }
        }
    }
    Ok(notes.into_iter().map(|(note, _)| note).collect())
}

/// A note, and the number of lines in front of its body.
fn read_note(folder: &Folder<'_>, name: &str) -> Result<(Note, usize), FileError> {
    let path = &folder.place(name);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let slug: Slug = stem
        .parse()
        .map_err(|error| FileError::new(path, None, format!("the file's name is the note's address and {error}")))?;
    let text = folder.text(name)?;
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

/// A file of a show's folder: its name there (`notes/cel-projektu.md`), and its bytes.
pub type Written = (String, Vec<u8>);

/// The files of a show, in canonical form. One that has no cover of its own has no picture.
pub fn written(about: &About, picture: Option<&[u8]>, notes: &[Note]) -> Vec<Written> {
    let mut files = vec![("show.toml".to_owned(), show::write(about, picture.is_some()).into_bytes())];
    files.extend(picture.map(|picture| (about.cover.as_str().to_owned(), picture.to_owned())));
    files.extend(notes.iter().map(|note| (format!("notes/{}.md", note.slug), note_file(note).into_bytes())));
    files
}

/// Writes a show's files into a folder; blocking. Notes that the show no longer has are removed.
pub fn write(dir: &Path, files: &[Written]) -> Result<(), FileError> {
    let notes_dir = dir.join("notes");
    fs::create_dir_all(&notes_dir).map_err(|error| FileError::new(&notes_dir, None, error))?;
    for (name, bytes) in files {
        let path = dir.join(name);
        fs::write(&path, bytes).map_err(|error| FileError::new(&path, None, error))?;
    }
    for name in Folder::Disk(dir).notes()? {
        if !files.iter().any(|(written, _)| *written == name) {
            let path = dir.join(name);
            fs::remove_file(&path).map_err(|error| FileError::new(&path, None, error))?;
        }
    }
    Ok(())
}

fn note_file(note: &Note) -> String {
    let mut facts = Writer::default();
    facts.text("title", Some(note.title.as_str()));
    facts.text("summary", Some(note.summary.as_str()));
    facts.text("audience", note.audience.as_ref().map(Line::as_str));
    facts.plain("position", Some(note.position));
    format!("+++\n{}+++\n\n{}", facts.finish(), note.body.as_str())
}
