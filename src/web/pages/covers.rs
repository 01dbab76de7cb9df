//! Covers as pages show them: in two sizes, of which a browser takes the one that fits its screen.

use crate::addresses::Addresses;
use crate::editions::smaller_covers::{LIST_SIDE, PAGE_SIDE, SIDES};
use crate::podcast::catalogue::Item;
use crate::podcast::covers::Cover;
use crate::podcast::slug::Slug;
use crate::web::pages::View;
use crate::web::pages::links::Links;

/// What an `<img>` of a cover says: `src`, `srcset`, and `side` for its width and height. Its `sizes` is the page's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverImage {
    /// Where browsers look that know no `srcset`: the larger one.
    pub src: String,
    /// Both, with their widths (HTML, §4.8.4.2.1 "Srcset attributes").
    pub srcset: String,
    /// The smaller one, for what is never larger than 160 CSS pixels.
    pub small: String,
    /// Pixels from edge to edge of the larger one.
    pub side: u32,
}

impl CoverImage {
    /// The cover of a show.
    pub fn of_show(addresses: &Addresses, links: &Links, show: &Slug, cover: &Cover) -> Self {
        Self::of(|side| links.file(&addresses.small_cover(show, cover, side)))
    }

    /// The cover of an episode, which is the show's where it has no own.
    pub fn of_episode(view: &View<'_>, item: &Item) -> Self {
        let (show, links) = (view.edition.show(), Links::new(view.addresses, view.reader));
        match &item.episode.details.cover {
            Some(own) => Self::of(|side| {
                links.file(&view.addresses.small_episode_cover(&show.slug, &item.episode.slug, own, side))
            }),
            None => Self::of_show(view.addresses, &links, &show.slug, &show.cover),
        }
    }

    fn of(path: impl Fn(u32) -> String) -> Self {
        let set = SIDES.map(|side| format!("{} {side}w", path(side)));
        Self { src: path(PAGE_SIDE), srcset: set.join(", "), small: path(LIST_SIDE), side: PAGE_SIDE }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::i18n::Lang;
    use crate::podcast::covers::Form;
    use crate::samples::{addresses, catalogue, edition_of, reader, view};

    #[test]
    fn a_browser_chooses_among_the_sizes_of_an_episode_s_own_cover_or_else_of_the_show_s() {
        let (addresses, mut catalogue) = (addresses(), catalogue());
        let own = Cover { sha256: "ef".repeat(32), form: Form::Jpeg, side: 1400, bytes: 1000, is_stand_in: false };
        Arc::get_mut(&mut catalogue.items[3]).unwrap().episode.details.cover = Some(own);
        let edition = edition_of(catalogue);
        let view = view(&addresses, &edition, reader(Lang::Pl));
        let [own, of_show] =
            ["drugi", "pierwszy"].map(|slug| CoverImage::of_episode(&view, edition.episode(slug).unwrap()));
        assert_eq!(own.src, "/rozmowy/drugi/cover-640.jpg?v=efefefefefef");
        assert_eq!(
            of_show.srcset,
            "/rozmowy/cover-320.jpg?v=abababababab 320w, /rozmowy/cover-640.jpg?v=abababababab 640w"
        );
    }
}
