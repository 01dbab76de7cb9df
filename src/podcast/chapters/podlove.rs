//! Podlove Simple Chapters 1.2 (podlove-specifications), as a file of its own or inside a larger document.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::draft::Draft;
use crate::podcast::fault::Fault;
use crate::podcast::timecode;

pub(super) fn read(text: &str) -> Result<Vec<Draft>, Fault> {
    let mut reader = Reader::from_str(text);
    let mut drafts = Vec::new();
    let (mut read, mut line) = (0, 1);
    loop {
        let event = reader.read_event();
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        line += text.as_bytes()[read..position.max(read)].iter().filter(|&&byte| byte == b'\n').count();
        read = position.max(read);
        let broken = |reason: &str| Fault::new("chapters-xml").quote("reason", reason).on_line(Some(line));
        match event.map_err(|error| broken(&error.to_string()))? {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "chapter" => {
                drafts.push(draft(&start, drafts.len(), line)?);
            }
            // Entities of its own, or fetched from elsewhere: nothing that chapters need.
            Event::DocType(_) => return Err(broken("DOCTYPE")),
            Event::Eof => break,
            _ => {}
        }
    }
    if drafts.is_empty() { Err(Fault::new("chapters-none")) } else { Ok(drafts) }
}

fn draft(element: &BytesStart<'_>, index: usize, line: usize) -> Result<Draft, Fault> {
    let mut draft = Draft { line: Some(line), ..Draft::default() };
    let mut start = None;
    for attribute in element.attributes() {
        let broken = |reason: &str| Fault::new("chapters-xml").quote("reason", reason).on_line(Some(line));
        let attribute = attribute.map_err(|error| broken(&error.to_string()))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| broken(&error.to_string()))?
            .into_owned();
        match attribute.key.local_name().as_ref() {
            "start" => start = Some(value),
            "title" => draft.title = value,
            "href" => draft.url = value,
            "image" => draft.img = value,
            _ => {}
        }
    }
    let start = start.unwrap_or_default();
    let broken = || Fault::new("chapters-time").value("number", index + 1).quote("title", &draft.title);
    draft.start_ms =
        timecode::parse(start.trim()).ok_or_else(|| broken().value("value", "start").on_line(Some(line)))?;
    Ok(draft)
}
