//! What the walk through an MP3 means: its facts and its problems.

use super::header::Header;
use super::tag::Layout;
use super::{CRUMBS, Stream};
use crate::facts::{self, millis};
use crate::problem::{Code, Details, Problem};
use crate::report::Report;

impl Stream {
    /// Writes all into the report. `file_len` is the length of the file in bytes.
    pub(super) fn tell(&self, report: &mut Report, layout: &Layout, file_len: u64) {
        let Some(first) = self.first else { return };
        let truncated = self.is_truncated(file_len);
        let delay = self.opening().map_or(0, |part| part.contents.delay);
        let padding = self.padding(truncated);
        let raw: u64 = self.spans.iter().map(|(_, samples)| samples).sum();
        let end = raw.saturating_sub(padding).max(delay);

        report.sample_rate = Some(first.rate);
        report.channels = Some(first.channels);
        report.bit_rate = Some(self.bit_rate(&first));
        report.duration_ms = Some(self.duration_ms(first.rate, delay + padding));
        report.declared_duration_ms = self.declared_ms(&first);
        let measures = self.hearing.measures(delay, end, first.rate);
        facts::measured(report, &measures);

        self.tell_junk(report, layout);
        if truncated {
            facts::tell_truncated(report, self.cut_at.unwrap_or(self.end.min(layout.end)));
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
            facts::compare_length(report, millis(first.samples(), first.rate) + 1);
        }
        facts::judge_sound(report, &self.hearing, &measures);
    }

    /// Padding counts only where the end is there.
    fn padding(&self, truncated: bool) -> u64 {
        match self.parts.last() {
            Some(part) if !truncated => part.contents.padding,
            _ => 0,
        }
    }

    fn bit_rate(&self, first: &Header) -> u32 {
        let raw_ms = self.raw_ms().max(1);
        let average = u128::from(self.frame_bytes) * 8000 / u128::from(raw_ms);
        if self.constant_rate { first.bit_rate } else { u32::try_from(average).unwrap_or(u32::MAX) }
    }

    fn duration_ms(&self, rate: u32, trimmed: u64) -> u64 {
        let samples_at = |(span_rate, samples): &(u32, u64)| {
            let own = if *span_rate == rate { samples.saturating_sub(trimmed) } else { *samples };
            millis(own, *span_rate)
        };
        self.spans.iter().map(samples_at).sum()
    }

    fn declared_ms(&self, first: &Header) -> Option<u64> {
        let contents = self.opening()?.contents;
        let samples = contents.frames?.saturating_mul(first.samples());
        Some(millis(samples.saturating_sub(contents.delay + contents.padding), first.rate))
    }

    fn tell_junk(&self, report: &mut Report, layout: &Layout) {
        let before: u64 = self.junk.iter().filter(|junk| junk.frame == 0).map(|junk| junk.len).sum();
        if before >= CRUMBS {
            let details = Details { byte: Some(layout.start), bytes: Some(before), ..Details::default() };
            report.note(Problem::warn(Code::JunkBefore, Some(0), details));
        }
        let inside = self.junk.iter().filter(|junk| junk.frame > 0 && junk.at < self.end);
        let (count, bytes) = inside.clone().fold((0, 0), |(count, bytes), junk| (count + 1, bytes + junk.len));
        if let Some(first) = inside.clone().next() {
            let details =
                Details { byte: Some(first.at), bytes: Some(bytes), count: Some(count), ..Details::default() };
            report.note(Problem::warn(Code::JunkInside, Some(first.ms), details));
        }
        let after = self.junk.iter().find(|junk| junk.frame > 0 && junk.at >= self.end);
        if let Some(junk) = after.filter(|junk| junk.len >= CRUMBS) {
            let details = Details { byte: Some(junk.at), bytes: Some(junk.len), ..Details::default() };
            report.note(Problem::warn(Code::JunkAfter, report.duration_ms, details));
        }
    }

    /// Frames that do not decode, and frames that the header counts but junk has replaced.
    fn tell_damage(&self, report: &mut Report, first: &Header, truncated: bool, delay: u64) {
        let mut damage = self.hearing.damage;
        let hole = self.junk.iter().find(|junk| junk.frame > 0 && junk.at < self.end);
        let declared = self.parts.first().and_then(|part| part.contents.frames);
        if let (Some(hole), Some(declared), 1, false) = (hole, declared, self.parts.len(), truncated) {
            let lost = declared.saturating_sub(self.hearing.packets);
            damage.packets += lost;
            damage.samples += lost * first.samples();
            let at = hole.frame * first.samples();
            damage.first = Some(damage.first.map_or(at, |first| first.min(at)));
        }
        facts::tell_damage(report, &damage, self.hearing.packets, first.rate, delay);
    }
}
