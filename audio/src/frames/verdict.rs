//! What the walk through a stream of frames means: its facts and its problems.

use super::{CRUMBS, Frame, HOLLOW_FRAMES, Junk, Stream};
use crate::facts::{self, millis};
use crate::problem::{Code, Details, Problem};
use crate::report::Report;
use crate::spots::{self, Spots};

impl<F: Frame> Stream<F> {
    /// Writes all into the report. The stream lies between byte `start` and byte `end` of a file of `file_len` bytes.
    pub(crate) fn tell(&self, report: &mut Report, start: u64, end: u64, file_len: u64) {
        let Some(first) = self.first else { return };
        let rate = first.rate();
        let truncated = self.is_truncated(file_len);
        let padding = self.padding(truncated);
        let (delay, last) = self.played(file_len);

        let (played_rate, channels) = first.played(&self.memory);
        (report.sample_rate, report.channels) = (Some(played_rate), Some(channels));
        report.bit_rate = Some(self.bit_rate(&first));
        report.duration_ms = Some(self.duration_ms(rate, delay + padding));
        report.declared_duration_ms = self.declared_ms(&first);
        let measures = self.hearing.measures(delay, last, rate);
        facts::measured(report, &measures);

        self.tell_junk(report, start);
        if truncated {
            facts::tell_truncated(report, self.cut_at.unwrap_or(self.end.min(end)));
        }
        self.tell_damage(report, &first, truncated, delay);
        if let Some(at_ms) = self.second_ms {
            let details = Details { count: Some(self.seams + 1), ..Details::default() };
            report.note(Problem::warn(Code::Joined, Some(at_ms), details));
        }
        if let Some(at_ms) = self.changed_ms {
            report.note(Problem::warn(Code::FormatChanges, Some(at_ms), Details::default()));
        }
        if !truncated {
            facts::compare_length(report, millis(first.samples(), rate) + 1);
        }
        facts::judge_sound(report, &self.hearing, &measures);
    }

    /// First sample of the timeline that is played, and the first one that is no more.
    pub(super) fn played(&self, file_len: u64) -> (u64, u64) {
        let delay = self.opening().map_or(0, |part| part.contents.delay);
        let raw: u64 = self.spans.iter().map(|(_, samples)| samples).sum();
        (delay, raw.saturating_sub(self.padding(self.is_truncated(file_len))).max(delay))
    }

    /// Padding counts only where the end is there.
    pub(super) fn padding(&self, truncated: bool) -> u64 {
        match self.parts.last() {
            Some(part) if !truncated => part.contents.padding,
            _ => 0,
        }
    }

    fn bit_rate(&self, first: &F) -> u32 {
        let raw_ms = self.raw_ms().max(1);
        let average = u128::from(self.frame_bytes) * 8000 / u128::from(raw_ms);
        let declared = first.bit_rate().filter(|_| self.constant_rate);
        declared.unwrap_or_else(|| u32::try_from(average).unwrap_or(u32::MAX))
    }

    fn duration_ms(&self, rate: u32, trimmed: u64) -> u64 {
        let samples_at = |(span_rate, samples): &(u32, u64)| {
            let own = if *span_rate == rate { samples.saturating_sub(trimmed) } else { *samples };
            millis(own, *span_rate)
        };
        self.spans.iter().map(samples_at).sum()
    }

    fn declared_ms(&self, first: &F) -> Option<u64> {
        let contents = self.opening()?.contents;
        let samples = contents.frames?.saturating_mul(first.samples());
        Some(millis(samples.saturating_sub(contents.delay + contents.padding), first.rate()))
    }

    fn tell_junk(&self, report: &mut Report, start: u64) {
        let before: u64 = self.junk.iter().filter(|junk| junk.frame == 0).map(|junk| junk.len).sum();
        if before >= CRUMBS {
            let details = Details { byte: Some(start), bytes: Some(before), ..Details::default() };
            report.note(Problem::warn(Code::JunkBefore, Some(0), details));
        }
        let inside = self.inside();
        let (count, bytes) = inside.clone().fold((0, 0), |(count, bytes), junk| (count + 1, bytes + junk.len));
        if let Some(first) = inside.clone().next() {
            let details = Details {
                byte: Some(first.at),
                bytes: Some(bytes),
                count: Some(count),
                places_ms: spots::in_order(inside.map(|junk| junk.ms)),
                ..Details::default()
            };
            report.note(Problem::warn(Code::JunkInside, Some(first.ms), details));
        }
        if let Some(junk) = self.behind().next().filter(|junk| junk.len >= CRUMBS) {
            let details = Details { byte: Some(junk.at), bytes: Some(junk.len), ..Details::default() };
            report.note(Problem::warn(Code::JunkAfter, report.duration_ms, details));
        }
    }

    /// Frames that do not decode, and frames that the header counts but junk has replaced.
    fn tell_damage(&self, report: &mut Report, first: &F, truncated: bool, delay: u64) {
        let mut damage = self.hearing.damage.clone();
        let hole = self.inside().next();
        let declared = self.parts.first().and_then(|part| part.contents.frames);
        if let (Some(hole), Some(declared), 1, false) = (hole, declared, self.parts.len(), truncated) {
            let lost = declared.saturating_sub(self.hearing.packets);
            damage.packets += lost;
            damage.samples += lost * first.samples();
            let at = hole.frame * first.samples();
            if damage.spots.first().is_none_or(|first| at <= first) {
                damage.byte = Some(hole.at);
            }
            let holes = self.inside().map(|hole| hole.frame * first.samples());
            damage.spots = Spots::of(damage.spots.starts().chain(holes), first.rate());
        }
        facts::tell_damage(report, &damage, self.hearing.packets, first.rate(), delay);
    }

    /// Whether the end is missing: the last frame is cut, or the last part has fewer bytes and frames than it says.
    /// Frames that are missing because of junk inside do not count.
    pub(super) fn is_truncated(&self, file_len: u64) -> bool {
        let average = self.frame_bytes / self.hearing.packets.max(1);
        let Some((part, declared)) = self.parts.last().and_then(|part| Some((part, part.contents.frames?))) else {
            return self.cut_at.is_some() || self.ends_in_zeros(average);
        };
        let missing = declared.saturating_sub(part.frames);
        let room_for_missing = match part.contents.bytes {
            Some(bytes) => part.at + bytes <= file_len,
            None => self.junk_bytes >= missing.saturating_sub(1) * average,
        };
        // Where the last frame is whole and something is wrong inside, it is there that the missing ones are missing.
        let is_holed = self.cut_at.is_none() && self.inside().next().is_some();
        (self.cut_at.is_some() && missing > 0)
            || (missing > 1 && !room_for_missing && !is_holed)
            || self.is_hollow(missing, average)
    }

    /// Whether bytes that are no sound stand where the last declared frames should be: a copy or a synchronisation that
    /// was not finished leaves zeros there, and the file has its full length.
    fn is_hollow(&self, missing: u64, average: u64) -> bool {
        let behind: u64 = self.behind().map(|junk| junk.len).sum();
        missing > HOLLOW_FRAMES && behind * 2 >= missing * average
    }

    /// The same where no frames are declared: only zeros are proof then.
    fn ends_in_zeros(&self, average: u64) -> bool {
        let (len, zeros) = self.behind().fold((0, 0), |(len, zeros), junk| (len + junk.len, zeros + junk.zeros));
        zeros > HOLLOW_FRAMES * average && zeros * 10 >= len * 9
    }

    /// Junk inside the sound.
    fn inside(&self) -> impl Iterator<Item = &Junk> + Clone {
        self.junk.iter().filter(|junk| junk.frame > 0 && junk.at < self.end)
    }

    /// Junk behind the sound.
    fn behind(&self) -> impl Iterator<Item = &Junk> {
        self.junk.iter().filter(|junk| junk.frame > 0 && junk.at >= self.end)
    }
}
