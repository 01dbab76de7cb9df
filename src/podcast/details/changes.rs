//! What a producer says anew of an episode's rarer facts.

use super::{Alternate, Details, Soundbite};
use crate::podcast::about::{Funding, Person};
use crate::podcast::namespace::{HttpsUrl, Label, Location, Name, Picture, Social, Txt};
use crate::podcast::text::Line;

/// What is None stays as it is; an inner None or an empty list takes away. The cover is no part of it: its bytes come in a
/// call of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Whether it holds explicit language; the inner None: as the show says.
    pub explicit: Option<Option<bool>>,
    /// What Apple shows as its title.
    pub apple_title: Option<Option<Line>>,
    /// Whether Apple hides it.
    pub block: Option<bool>,
    /// What apps show for its number.
    pub display: Option<Option<Label>>,
    /// Who is in it.
    pub people: Option<Vec<Person>>,
    /// Its licence.
    pub licence: Option<Option<Name>>,
    /// Where the text of that licence is.
    pub licence_url: Option<Option<HttpsUrl>>,
    /// The places it is about.
    pub locations: Option<Vec<Location>>,
    /// The moments that make one curious.
    pub soundbites: Option<Vec<Soundbite>>,
    /// The same recording in other forms.
    pub alternates: Option<Vec<Alternate>>,
    /// How to support those who made it.
    pub funding: Option<Vec<Funding>>,
    /// Where people talk about it.
    pub social: Option<Vec<Social>>,
    /// Lines for machines.
    pub txt: Option<Vec<Txt>>,
    /// Pictures for other purposes.
    pub images: Option<Vec<Picture>>,
}

impl Changes {
    /// The facts with the changes.
    #[must_use]
    pub fn applied_to(&self, before: &Details) -> Details {
        fn after<T: Clone>(change: &Option<T>, before: &T) -> T {
            change.as_ref().unwrap_or(before).clone()
        }
        Details {
            explicit: after(&self.explicit, &before.explicit),
            apple_title: after(&self.apple_title, &before.apple_title),
            block: after(&self.block, &before.block),
            display: after(&self.display, &before.display),
            people: after(&self.people, &before.people),
            licence: after(&self.licence, &before.licence),
            licence_url: after(&self.licence_url, &before.licence_url),
            locations: after(&self.locations, &before.locations),
            soundbites: after(&self.soundbites, &before.soundbites),
            alternates: after(&self.alternates, &before.alternates),
            funding: after(&self.funding, &before.funding),
            social: after(&self.social, &before.social),
            txt: after(&self.txt, &before.txt),
            images: after(&self.images, &before.images),
            cover: before.cover.clone(),
        }
    }
}
