//! Share images of shows and episodes: what each is made of, and those that were asked for lately.

use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::pictures::{Pictures, drawn};
use crate::colour::Colour;
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::Item;
use crate::podcast::covers::Cover;
use crate::podcast::shows::Show;
use crate::podcast::timecode;
use crate::share_image::{self, Card, DESIGN};

/// What a share image is made of: where it is the same, the picture is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The cover of the episode, or else of the show.
    pub cover: Cover,
    title: String,
    above: Option<String>,
    below: Option<String>,
    ground: Option<String>,
    sound: Option<String>,
    design: u32,
}

impl Plan {
    /// The image of a show: its title, and who is responsible where the title does not say it.
    pub fn of_show(show: &Show) -> Self {
        let about = &show.about;
        Self {
            cover: show.cover.0.clone(),
            title: about.title.to_string(),
            above: None,
            below: (about.author != about.title).then(|| about.author.to_string()),
            ground: about.accent.as_ref().map(|colour| colour.as_str().to_owned()),
            sound: None,
            design: DESIGN,
        }
    }

    /// The image of an episode: its title below the show's, its sound and how long it is.
    pub fn of_episode(show: &Show, item: &Item) -> Self {
        Self {
            cover: item.episode.details.cover.clone().unwrap_or_else(|| show.cover.0.clone()),
            title: item.episode.title.to_string(),
            above: Some(show.about.title.to_string()),
            below: Some(length(&item.audio)),
            sound: item.audio.has_waveform.then(|| item.audio.sound_sha256().to_owned()),
            ..Self::of_show(show)
        }
    }

    /// What names the picture: 16 hex digits that change with everything that is seen in it.
    pub fn version(&self) -> String {
        // Texts and numbers always become JSON.
        let plan = serde_json::to_vec(self).unwrap_or_default();
        hex::encode(&Sha256::digest(plan)[..8])
    }
}

/// `12:05`, to the nearest second.
fn length(audio: &Audio) -> String {
    timecode::short(audio.duration_ms.unsigned_abs() + 500)
}

/// The share images that were asked for lately.
#[derive(Debug, Default)]
pub struct ShareImages(Pictures);

impl ShareImages {
    /// The picture of a plan, drawn by `draw` where it is not held.
    pub async fn of(
        &self,
        plan: &Plan,
        draw: impl Future<Output = anyhow::Result<Bytes>> + Send + 'static,
    ) -> anyhow::Result<Bytes> {
        self.0.of(&plan.version(), draw).await
    }
}

/// Draws the picture of a plan, JPEG, of its cover and its sound, [`share_image::BARS`] peaks of it; not kept.
pub async fn draw(plan: &Plan, cover: Bytes, peaks: Vec<u8>) -> anyhow::Result<Bytes> {
    let card = Card {
        cover: cover.into(),
        title: plan.title.clone(),
        above: plan.above.clone(),
        below: plan.below.clone(),
        ground: plan.ground.as_deref().and_then(Colour::parse),
        peaks,
    };
    Ok(drawn(move || share_image::draw(&card)).await??.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::catalogue;

    #[test]
    fn a_picture_has_another_name_when_anything_seen_in_it_changes() {
        let catalogue = catalogue();
        let (show, item) = (&catalogue.show, &catalogue.items[3]);
        let plan = Plan::of_episode(show, item);
        assert_eq!(plan.version(), Plan::of_episode(show, item).version());
        let changes: [fn(&mut Plan); 6] = [
            |plan| plan.title.push('!'),
            |plan| plan.above = None,
            |plan| plan.below = Some("12:06".into()),
            |plan| plan.ground = Some("#000000".into()),
            |plan| plan.sound = None,
            |plan| plan.cover.sha256 = "00".repeat(32),
        ];
        for change in changes {
            let mut other = plan.clone();
            change(&mut other);
            assert_ne!(other.version(), plan.version(), "{other:?}");
        }
        assert_eq!(plan.below.as_deref(), Some("12:05"));
    }
}
