//! Texts in pieces. For each character that it escapes, the sanitiser's serialiser (html5ever) looks through the rest of the
//! text: 64 KiB of `&` would be 2 GB to look through.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::bare::LONGEST;

/// Bytes of a piece.
const PIECE: usize = 1000;

/// What stands between two pieces: the sanitiser drops it, and has two texts.
const SEAM: Event<'static> = Event::InlineHtml(CowStr::Borrowed("<!---->"));

/// The same events, with the texts cut.
pub(super) fn cut<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    // Of the text since the last seam: what the parser tells apart may become one text again.
    let mut length = 0;
    events.flat_map(move |event| match event {
        Event::Text(text) => pieces(text, &mut length),
        Event::Code(code) if code.len() > PIECE => {
            let tag = |tag: &'static str| Event::InlineHtml(CowStr::Borrowed(tag));
            let inside = pieces(code, &mut length);
            [vec![tag("<code>")], inside, vec![tag("</code>")]].concat()
        }
        other => vec![other],
    })
}

fn pieces<'a>(text: CowStr<'a>, length: &mut usize) -> Vec<Event<'a>> {
    if *length + text.len() <= PIECE {
        *length += text.len();
        return vec![Event::Text(text)];
    }
    let owned = |piece: &str| Event::Text(CowStr::from(piece.to_owned()));
    let mut events = Vec::new();
    let mut rest = &*text;
    while *length + rest.len() > PIECE {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE - *length));
        events.extend([owned(piece), SEAM]);
        (rest, *length) = (behind, 0);
    }
    *length = rest.len();
    events.push(owned(rest));
    events
}

/// The same events without the links whose address or title is longer than an address may be; their texts stay.
pub(super) fn without_endless_links<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut open = Vec::new();
    events.filter(move |event| match event {
        Event::Start(Tag::Link { dest_url, title, .. }) => {
            let fits = dest_url.len() <= LONGEST && title.len() <= LONGEST;
            open.push(fits);
            fits
        }
        Event::End(TagEnd::Link) => open.pop().unwrap_or(true),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_piece_is_long(texts in prop::collection::vec("[aż🎙]{0,900}", 0..5)) {
            let events = texts.iter().map(|text| Event::Text(CowStr::from(text.as_str())));
            let (mut all, mut length) = (String::new(), 0);
            for event in cut(events) {
                match event {
                    Event::Text(text) => {
                        length += text.len();
                        all.push_str(&text);
                    }
                    _seam => length = 0,
                }
                prop_assert!(length <= PIECE);
            }
            prop_assert_eq!(all, texts.concat());
        }
    }
}
