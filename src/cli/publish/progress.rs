//! What the producer sees while bytes go out: a bar on a terminal, nothing in a script's log.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::i18n::{self, Lang};

/// The bar.
pub(super) struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    /// Begins at nothing of `length` bytes.
    pub(super) fn begin(length: u64, lang: Lang) -> Self {
        let bar = ProgressBar::new(length);
        let style = "{wide_bar} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {eta} {msg}";
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, lang }
    }

    /// `sent` bytes are with the server.
    pub(super) fn at(&self, sent: u64) {
        self.bar.set_position(sent);
        self.bar.set_message("");
    }

    /// The line is down; the next try is in `pause`.
    pub(super) fn waiting(&self, pause: Duration) {
        let seconds = pause.as_secs().to_string();
        self.bar.set_message(i18n::text(self.lang, "publish-waiting", &[("seconds", seconds.into())]));
    }

    /// All bytes are there.
    pub(super) fn checking(&self) {
        self.bar.set_message(i18n::text(self.lang, "publish-checking", &[]));
    }

    /// The server makes the file for podcast apps; so many per cent are done.
    pub(super) fn mastering(&self, percent: u64) {
        self.bar.set_message(i18n::text(self.lang, "publish-mastering", &[("percent", percent.into())]));
    }

    /// Clears the bar.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
