//! Moments as producers read them.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::podcast::about::Zone;
use crate::web::pages::words::Words;

/// A moment: `22 listopada 2026, 21:07`, with its machine-readable form.
#[derive(Template)]
#[template(source = "<time datetime=\"{{ machine }}\">{{ said }}</time>", ext = "html")]
pub struct When {
    machine: String,
    said: String,
}

impl When {
    /// A moment as it was where the show is made.
    pub fn new(words: Words, moment: DateTime<Utc>, zone: Zone) -> Self {
        Self { machine: zone.rfc3339(moment), said: words.plain_moment(moment, zone) }
    }
}
