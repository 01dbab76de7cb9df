//! A show's folder as one file: a zip (APPNOTE 6.3.10) that every desktop opens. What is written is the same, byte for byte, for
//! the same show; what is read was made by anybody, and is believed nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Written;
use super::folder::is_note;
use crate::podcast::covers;
use crate::podcast::fault::Fault;

/// Bytes of a package, and of everything in it once it is unpacked: the largest cover, and two hundred notes of the length
/// they may have.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Bytes of one file in it.
const MAX_FILE: u64 = covers::MAX_BYTES;

/// Files in it: a show has a cover, and notes up to two hundred; the rest is what desktops put beside them.
pub const MAX_FILES: usize = 2000;

/// What desktops put into folders by themselves.
const LEFT_BY_DESKTOPS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A package that was taken apart.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    folder: Option<String>,
    files: BTreeMap<String, Vec<u8>>,
    others: BTreeSet<String>,
}

impl Packed {
    /// The name of the folder that the show lies in, where it lies in one.
    pub fn folder(&self) -> Option<&str> {
        self.folder.as_deref()
    }

    /// The files that may be the show's, by their names in its folder.
    pub fn into_files(self) -> Vec<Written> {
        self.files.into_iter().collect()
    }

    /// A file of the show's folder, by its name there.
    pub(super) fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// The names of the files that may be the show's.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What is in the package and no part of a show that has this cover: nobody will find it again.
    pub(super) fn others(&self, cover: &str) -> Vec<String> {
        let pictures = self.names().filter(|name| is_picture(name) && *name != cover).map(str::to_owned);
        self.others.iter().cloned().chain(pictures).collect()
    }
}

/// Packs files into a folder of this name; blocking.
///
/// # Errors
/// When there are more bytes than a zip can hold.
pub fn pack(folder: &str, files: &[Written]) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // A cover is compressed already.
        let method = if is_picture(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Without a date: what was packed twice would differ in nothing else.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(format!("{folder}/{name}"), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Takes a package apart; blocking. The show's folder is where `show.toml` lies, at the top or in a folder.
///
/// # Errors
/// What nobody should unpack: names that lead elsewhere, links, the same name twice, more than a show can be, what is damaged or
/// locked. The faults are named in `refusals.ftl`.
pub fn unpack(bytes: &[u8]) -> Result<Packed, Fault> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::new("files-no-zip"))?;
    if zip.len() > MAX_FILES {
        return Err(Fault::new("files-too-many").value("max", MAX_FILES));
    }
    if zip.has_duplicate_names() {
        return Err(Fault::new("files-double"));
    }
    let names = (0..zip.len()).map(|place| name(&zip, place)).collect::<Result<Vec<_>, _>>()?;
    let root = root(names.iter().flatten())?;
    let mut packed = Packed { folder: folder(root), ..Packed::default() };
    let mut left = MAX_BYTES;
    for (place, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        match name.strip_prefix(root) {
            Some(inner) if inner == "show.toml" || is_picture(inner) || is_note(inner) => {
                let bytes = bytes_of(&mut zip, place, name, left.min(MAX_FILE))?;
                left -= bytes.len() as u64;
                packed.files.insert(inner.to_owned(), bytes);
            }
            _ => {
                packed.others.insert(name.clone());
            }
        }
    }
    Ok(packed)
}

/// The name of a file; none for a folder, and for what desktops leave.
fn name(zip: &ZipArchive<Cursor<&[u8]>>, place: usize) -> Result<Option<String>, Fault> {
    let entry = zip.by_index_data(place).map_err(|_| Fault::new("files-no-zip"))?;
    // Slugs are ASCII: a name in an encoding of long ago is no file of a show, and may still be shown.
    let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    let faulty = |code| Err(Fault::new(code).quote("name", &name));
    let leads_elsewhere = name.starts_with('/')
        || name.contains(['\\', ':'])
        || name.chars().any(char::is_control)
        || name.trim_end_matches('/').split('/').any(|part| matches!(part, "" | "." | ".."));
    if leads_elsewhere {
        return faulty("files-name");
    }
    if entry.is_symlink() {
        return faulty("files-link");
    }
    let last = name.rsplit('/').next().unwrap_or_default();
    let is_left = name.starts_with("__MACOSX/") || LEFT_BY_DESKTOPS.contains(&last);
    Ok((!entry.is_dir() && !is_left).then_some(name))
}

/// What stands in front of the names of the show's files: nothing, or a folder with its slash.
fn root<'a>(names: impl Iterator<Item = &'a String>) -> Result<&'a str, Fault> {
    let mut roots = names.filter_map(|name| {
        let root = name.strip_suffix("show.toml")?;
        (root.is_empty() || root.ends_with('/')).then_some(root)
    });
    match (roots.next(), roots.next()) {
        (None, _) => Err(Fault::new("files-show-missing")),
        (Some(root), None) => Ok(root),
        (Some(_), Some(_)) => Err(Fault::new("files-shows-many")),
    }
}

/// The name of the folder itself.
fn folder(root: &str) -> Option<String> {
    root.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned)
}

/// What a file holds, as far as it goes on: the size that the package tells of it is not asked.
fn bytes_of(zip: &mut ZipArchive<Cursor<&[u8]>>, place: usize, name: &str, max: u64) -> Result<Vec<u8>, Fault> {
    let faulty = |code: &'static str| Fault::new(code).quote("name", name);
    let file = zip.by_index(place).map_err(|error| match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => faulty("files-locked"),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => faulty("files-packing"),
        _ => faulty("files-damaged"),
    })?;
    let mut bytes = Vec::new();
    file.take(max + 1).read_to_end(&mut bytes).map_err(|_| faulty("files-damaged"))?;
    if bytes.len() as u64 > max { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> Fault {
    Fault::new("files-too-large").value("max", MAX_BYTES / 1024 / 1024)
}

/// Whether a file lies at the top of the folder and is a picture by its name.
fn is_picture(name: &str) -> bool {
    !name.contains('/') && [".png", ".jpg", ".jpeg"].iter().any(|extension| name.ends_with(extension))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A zip of files of these names, which all say the same.
    fn zip_of(names: &[&str]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"title = \"x\"").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn code(bytes: &[u8]) -> &'static str {
        unpack(bytes).unwrap_err().code
    }

    #[test]
    fn what_was_packed_is_unpacked_and_packed_again_to_the_same_bytes() {
        let files: Vec<(String, Vec<u8>)> = ["show.toml", "cover.png", "notes/cel.md"]
            .map(|name| (name.to_owned(), name.repeat(500).into_bytes()))
            .into();
        let packed = pack("rozmowy", &files).unwrap();
        let unpacked = unpack(&packed).unwrap();
        assert_eq!(unpacked.folder(), Some("rozmowy"));
        let again: Vec<_> =
            files.iter().map(|(name, _)| (name.clone(), unpacked.file(name).unwrap().to_vec())).collect();
        assert_eq!(pack("rozmowy", &again).unwrap(), packed);
    }

    #[test]
    fn a_show_is_found_at_the_top_or_in_a_folder_and_what_desktops_leave_is_no_part_of_it() {
        let at_the_top = unpack(&zip_of(&["show.toml", "cover.png", "Thumbs.db", "notatki.odt"])).unwrap();
        assert_eq!((at_the_top.folder(), at_the_top.others("cover.png")), (None, vec!["notatki.odt".to_owned()]));
        let names =
            ["__MACOSX/._show.toml", "kopia/rozmowy/show.toml", "kopia/rozmowy/notes/cel.md", "kopia/.DS_Store"];
        let deep = unpack(&zip_of(&names)).unwrap();
        assert_eq!((deep.folder(), deep.others("cover.png")), (Some("rozmowy"), Vec::new()));
        assert!(deep.names().eq(["notes/cel.md", "show.toml"]));
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in
            ["../show.toml", "/etc/show.toml", "a/../../show.toml", "C:\\show.toml", "a\\show.toml", "a//show.toml"]
        {
            assert_eq!(code(&zip_of(&["show.toml", name])), "files-name", "{name}");
        }
        let mut zip = ZipWriter::new(Cursor::new(zip_of(&[])));
        zip.add_symlink("show.toml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        assert_eq!(code(&zip.finish().unwrap().into_inner()), "files-link");
    }

    #[test]
    fn a_package_is_one_show_and_each_of_its_files_is_there_once() {
        assert_eq!(code(&zip_of(&["cover.png"])), "files-show-missing");
        assert_eq!(code(&zip_of(&["a/show.toml", "b/show.toml"])), "files-shows-many");
        let mut twice = zip_of(&["show.toml", "shov.toml"]);
        for at in 0..twice.len() - 9 {
            if &twice[at..at + 9] == b"shov.toml" {
                twice[at..at + 9].copy_from_slice(b"show.toml");
            }
        }
        assert_eq!(code(&twice), "files-double");
    }

    #[test]
    fn a_bomb_is_put_down_before_it_is_whole() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["show.toml", "a.png", "b.png", "c.png", "d.png"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![0; 9 * 1024 * 1024]).unwrap();
        }
        let bomb = zip.finish().unwrap().into_inner();
        assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
        assert_eq!(code(&bomb), "files-too-large");
        let many: Vec<String> = (0..=MAX_FILES).map(|number| format!("{number}.txt")).collect();
        assert_eq!(code(&zip_of(&many.iter().map(String::as_str).collect::<Vec<_>>())), "files-too-many");
    }

    #[test]
    fn what_is_damaged_is_named() {
        let mut zip = zip_of(&["show.toml"]);
        // The first byte behind the name in the local header (APPNOTE 4.3.7).
        zip[30 + "show.toml".len()] ^= 0xff;
        assert_eq!(code(&zip), "files-damaged");
        assert_eq!(code(b"PK"), "files-no-zip");
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(at in 0_usize..400, byte: u8, cut in 0_usize..400) {
            let mut zip = zip_of(&["show.toml", "notes/cel.md", "cover.png"]);
            let place = at % zip.len();
            zip[place] = byte;
            zip.truncate(zip.len() - cut % 20);
            let _read_or_refused = unpack(&zip);
        }
    }
}
