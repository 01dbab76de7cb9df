//! Where the files of a show are read from: a folder, or a package.

use std::fs;
use std::path::{Path, PathBuf};

use super::FileError;
use super::packed::Packed;

/// Bytes of a text file; a show.toml is a few KiB.
const MAX_TEXT: u64 = 1024 * 1024;

/// Where the files of a show are.
pub(super) enum Folder<'a> {
    /// On the disk.
    Disk(&'a Path),
    /// In a package that was taken apart.
    Packed(&'a Packed),
}

impl Folder<'_> {
    /// How people find a file: `notes/cel-projektu.md`.
    pub(super) fn place(&self, name: &str) -> PathBuf {
        match self {
            Self::Disk(dir) => dir.join(name),
            Self::Packed(_) => PathBuf::from(name),
        }
    }

    /// The bytes of a file, at most so many.
    pub(super) fn bytes(&self, name: &str, max: u64) -> Result<Vec<u8>, FileError> {
        let path = self.place(name);
        let too_long = |length: u64| format!("is {length} bytes long; at most {max} are allowed");
        match self {
            Self::Disk(_) => {
                let length = fs::metadata(&path).map_err(|error| FileError::new(&path, None, error))?.len();
                if length > max {
                    return Err(FileError::new(&path, None, too_long(length)));
                }
                fs::read(&path).map_err(|error| FileError::new(&path, None, error))
            }
            Self::Packed(packed) => match packed.file(name) {
                Some(bytes) if bytes.len() as u64 > max => {
                    Err(FileError::new(&path, None, too_long(bytes.len() as u64)))
                }
                Some(bytes) => Ok(bytes.to_owned()),
                None => Err(FileError::new(&path, None, "there is no such file")),
            },
        }
    }

    /// The text of a file, as editors of any desktop left it: with a mark at its beginning, or with lines that end in CR LF.
    pub(super) fn text(&self, name: &str) -> Result<String, FileError> {
        let text = String::from_utf8(self.bytes(name, MAX_TEXT)?).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
            FileError::new(&self.place(name), Some(line), "is not UTF-8 text; save the file as UTF-8")
        })?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n"))
    }

    /// The names of the notes, by the alphabet: `notes/cel-projektu.md`.
    pub(super) fn notes(&self) -> Result<Vec<String>, FileError> {
        match self {
            Self::Disk(dir) => on_disk(&dir.join("notes")),
            Self::Packed(packed) => Ok(packed.names().filter(|name| is_note(name)).map(str::to_owned).collect()),
        }
    }
}

fn on_disk(dir: &Path) -> Result<Vec<String>, FileError> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(dir).map_err(|error| FileError::new(dir, None, error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut names = Vec::new();
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        // The name is the note's address, so one that is no text cannot be one.
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| FileError::new(&path, None, "the file's name is not UTF-8"))?;
        names.push(format!("notes/{name}"));
    }
    names.sort();
    Ok(names)
}

/// Whether a file is a note by its name.
pub(super) fn is_note(name: &str) -> bool {
    name.strip_prefix("notes/").is_some_and(|name| name.ends_with(".md") && !name.contains('/'))
}
