//! TOML that people read and review: read with the line of what is wrong, written in canonical form.

use std::fmt::Write as _;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use super::FileError;
use crate::podcast::about::Place;

/// Reads the facts of a file that begin behind so many of its lines.
pub(super) fn read<T: DeserializeOwned>(path: &Path, text: &str, lines_before: usize) -> Result<T, FileError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| lines_before + line_at(text, span.start));
        FileError::new(path, line, error.message())
    })
}

/// The line, from 1, of a place in a file that can be read. None where nothing is written of it.
pub(super) fn line_of(text: &str, place: Place) -> Option<usize> {
    let file = DeTable::parse(text).ok()?;
    let value = file.get_ref().get(place.key)?;
    let start = match value.get_ref() {
        DeValue::Array(entries) => {
            let entry = entries.get(place.entry.unwrap_or(0))?;
            let field = place.field.and_then(|field| entry.get_ref().as_table()?.get(field));
            field.unwrap_or(entry).span().start
        }
        _ => value.span().start,
    };
    Some(line_at(text, start))
}

fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// TOML being written: one key a line, what is empty left out.
#[derive(Default)]
pub(super) struct Writer(String);

impl Writer {
    /// What was written.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// `[name]`
    pub(super) fn table(&mut self, name: &str) {
        let _infallible = writeln!(self.0, "\n[{name}]");
    }

    /// `[[name]]`, an entry of a list.
    pub(super) fn entry(&mut self, name: &str) {
        let _infallible = writeln!(self.0, "\n[[{name}]]");
    }

    /// `key = value`, for numbers and truth.
    pub(super) fn plain(&mut self, key: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            let _infallible = writeln!(self.0, "{key} = {value}");
        }
    }

    /// `key = "value"`; a value with line breaks becomes a multi-line string.
    pub(super) fn text(&mut self, key: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        let mut escaped = String::new();
        for c in value.chars() {
            match c {
                '"' => escaped.push_str("\\\""),
                '\\' => escaped.push_str("\\\\"),
                '\n' | '\t' => escaped.push(c),
                c if c.is_control() => {
                    let _infallible = write!(escaped, "\\u{:04X}", u32::from(c));
                }
                c => escaped.push(c),
            }
        }
        let _infallible = if value.contains('\n') {
            writeln!(self.0, "{key} = \"\"\"\n{escaped}\"\"\"")
        } else {
            writeln!(self.0, "{key} = \"{escaped}\"")
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = \"a\"\nmedium = \"film\"\n\n[[people]]\nname = \"a\"\n\n[[people]]\nname = \"b\"\nrole = \"x\"\n\
                        seen = { a = 1 }\n";

    fn line(key: &'static str, entry: Option<usize>, field: Option<&'static str>) -> Option<usize> {
        line_of(TEXT, Place { key, entry, field })
    }

    #[test]
    fn a_fault_is_found_in_its_line() {
        assert_eq!(line("medium", None, None), Some(2));
        assert_eq!(line("people", None, None), Some(4));
        assert_eq!(line("people", Some(1), Some("role")), Some(9));
        assert_eq!(line("people", Some(1), Some("group")), Some(7), "a key that is not there: its entry");
        assert_eq!(line("categories", None, None), None);
    }
}
