//! Publishing: in one transaction an episode gets its audio, the upload is spent and the show's revision is raised.
//!
//! - `new`: a new episode · `draft`: one to begin with · `change`, `cover`, `back`: changes of one that is there
//! - `show`: for whom · `facts`, `gate`, `checklist`: what stands in the way · `recording`: the audio it gets
//! - `published`, `page`: what is there · `revision`: what follows from a change

use chrono::{DateTime, Utc};

use crate::podcast::episodes::Visibility;

mod back;
mod change;
mod checklist;
mod cover;
mod draft;
mod facts;
mod gate;
mod new;
mod page;
mod published;
mod recording;
mod revision;
mod show;

pub use back::bring_back;
pub use change::{Changes, change, change_if, rehearse as rehearse_change};
pub use checklist::{Checklist, checklist, of_release};
pub(super) use cover::{check as check_cover, decoder as cover_decoder, stand_in_for};
pub use cover::{set_cover, take_cover_away};
pub use draft::{draft, is_suggested, suggested};
pub use new::{NewEpisode, publish, rehearse, slug, slug_is_free, slug_refused};
pub use page::{Mark, page};
pub use published::{Place, Published, Which, episode, episode_by_id};
pub(super) use published::{find, published, unless_deleted, which};
pub(super) use recording::retag_if_stale;
pub(super) use revision::{after_change, raise};
pub(super) use show::{locked, locked_for, may};
pub use show::{out_of_reach, show};

/// When an episode becomes visible, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// Not yet.
    Draft,
    /// At once, for whoever knows the address.
    Unlisted,
    /// At this moment.
    At(DateTime<Utc>),
}

/// What that means to listeners.
fn release(at: When, now: DateTime<Utc>) -> (Visibility, Option<DateTime<Utc>>) {
    match at {
        When::Now => (Visibility::Public, Some(now)),
        When::Draft => (Visibility::Draft, None),
        When::Unlisted => (Visibility::Unlisted, Some(now)),
        When::At(moment) => (Visibility::Public, Some(moment)),
    }
}
