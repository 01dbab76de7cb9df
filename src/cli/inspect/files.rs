//! Which recordings are meant: files, folders of them, standard input.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::super::{complain, lang};
use super::terminal;
use crate::audio::{self, Claim, Ears, Report};
use crate::i18n;
use crate::intake::uploads::MAX_BYTES;

/// One recording.
pub(super) enum Input {
    File(PathBuf),
    Standard,
}

/// How names of recordings end; of what a folder holds, only these are checked.
const ENDS: [&str; 21] = [
    "mp3", "m4a", "m4b", "mp4", "aac", "flac", "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "caf",
    "ogg", "oga", "opus", "webm", "mka", "mp2",
];

impl Input {
    /// Its name as it was given, without anything that would command a terminal.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => terminal::clean(&path.display().to_string()),
            Self::Standard => "-".to_owned(),
        }
    }

    pub(super) fn inspect(&self, ears: Ears) -> io::Result<Report> {
        match self {
            Self::File(path) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                let claim = Claim { file_name: name.as_deref(), media_type: None };
                audio::inspect_with(File::open(path)?, &claim, ears)
            }
            Self::Standard => audio::inspect_with(spooled()?, &Claim::default(), ears),
        }
    }
}

/// The recordings that the arguments mean, and whether each argument means one.
pub(super) fn expand(arguments: Vec<PathBuf>) -> (Vec<Input>, bool) {
    let (mut inputs, mut all_fine) = (Vec::new(), true);
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if argument.is_dir() {
            let found = recordings(&argument);
            if found.is_empty() {
                all_fine = false;
                let name = terminal::clean(&argument.display().to_string());
                complain(&i18n::text(lang(), "inspect-empty-folder", &[("folder", name.into())]));
            }
            inputs.extend(found.into_iter().map(Input::File));
        } else {
            inputs.push(Input::File(argument));
        }
    }
    (inputs, all_fine)
}

/// The recordings in a folder and the folders in it, by name. Links to folders are not followed: they may go round in
/// circles. Hidden ones are nobody's business.
fn recordings(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                let name = terminal::clean(&folder.display().to_string());
                let args = [("file", name.into()), ("cause", error.to_string().into())];
                complain(&i18n::text(lang(), "inspect-unreadable", &args));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(_) if is_recording(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

fn is_recording(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    end.is_some_and(|end| ENDS.contains(&end.as_str())) && path.is_file()
}

/// Standard input as a file, which can be read again; as much of it as an upload may hold.
fn spooled() -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    let len = io::copy(&mut io::stdin().lock().take(MAX_BYTES + 1), &mut file)?;
    if len > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("more than {MAX_BYTES} B")));
    }
    file.flush()?;
    file.rewind()?;
    Ok(file)
}
