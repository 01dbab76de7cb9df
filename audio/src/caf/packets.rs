//! Packets of differing size, which the packet table measures: Apple Lossless and AAC.

use std::io;

use super::chunks::{Chunks, Description, Table};
use crate::facts::{self, millis};
use crate::listen::{Ears, Hearing};
use crate::mp4::codec::Setup;
use crate::problem::{Code, Details, Problem};
use crate::report::Report;
use crate::source::Source;

/// Packets that are decoded this way.
pub(super) struct Packets(pub(super) Setup);

/// No encoder writes a longer packet.
const LONGEST: u64 = 1 << 20;
/// Entries of the table are read by so many bytes.
const PIECE: u64 = 64 << 10;

impl Packets {
    /// Decodes all of them and writes the report.
    pub(super) fn tell(
        self,
        source: &mut Source,
        ears: &mut Ears,
        report: &mut Report,
        chunks: &Chunks,
    ) -> io::Result<()> {
        let (Some(description), Some(table), Some((at, declared))) = (&chunks.description, &chunks.table, chunks.data)
        else {
            // Nothing else says where a packet ends. The table comes last in files that a program was still writing.
            match chunks.data {
                Some((_, None)) => facts::tell_truncated(report, source.len()),
                _ => facts::unreadable(report),
            }
            return Ok(());
        };
        // The table counts samples as they are played, the decoder those of the core.
        let factor =
            u64::from(self.0.enhanced.map_or(1, |(rate, _)| rate.checked_div(self.0.core).unwrap_or(1).max(1)));
        let end = declared.map_or(source.len(), |len| at.saturating_add(len)).min(source.len());
        let start = table.priming / factor;
        // Some programs leave the number out; some count what fills the last packet.
        let valid = Some(table.valid / factor).filter(|&valid| valid > 0).unwrap_or(u64::MAX);
        let (mut hearing, missing) = self.hear(source, ears, description, table, (at, end), factor)?;
        hearing.end_at(start.saturating_add(valid));
        hearing.end();
        let stop = start.saturating_add(valid).min(hearing.samples());
        let (rate, measures) = facts::of_hearing(report, &hearing, start, stop);
        if let Some((rate, channels)) = self.0.enhanced {
            (report.sample_rate, report.channels) = (Some(rate), Some(channels));
        }
        report.declared_duration_ms = (table.valid > 0).then(|| millis(table.valid / factor, rate));
        if missing > 0 {
            facts::tell_truncated(report, end);
        } else {
            let packet = millis(u64::from(description.samples) / factor, rate);
            facts::compare_length(report, packet + 1);
        }
        facts::tell_damage(report, &hearing.damage, hearing.packets, rate, start);
        facts::judge_sound(report, &hearing, &measures);
        if self.0.enhanced.is_some() {
            report.note(Problem::warn(Code::PartlyChecked, None, Details::default()));
        }
        Ok(())
    }

    /// Hears the packets between two places; and how many the table counts that are not there.
    fn hear(
        &self,
        source: &mut Source,
        ears: &mut Ears,
        description: &Description,
        table: &Table,
        (mut at, end): (u64, u64),
        factor: u64,
    ) -> io::Result<(Hearing, u64)> {
        let mut hearing = Hearing::new(self.0.parameters.clone(), ears);
        hearing.delay(table.priming / factor);
        let mut entries = Entries { table, at: table.at };
        let mut heard = 0;
        'all: loop {
            let sizes = entries.next(source, description)?;
            if sizes.is_empty() {
                break;
            }
            for (size, samples) in sizes {
                if heard >= table.packets || hearing.is_enough() {
                    break 'all;
                }
                if size > LONGEST || at.saturating_add(size) > end {
                    break 'all;
                }
                hearing.hear(&source.peek(at, size as usize)?, samples / factor);
                at += size;
                heard += 1;
            }
        }
        Ok((hearing, table.packets.saturating_sub(heard)))
    }
}

/// The rest of the table: for each packet its size, then its samples, as far as the description does not say them for
/// all; seven bits a byte, the highest first.
struct Entries<'a> {
    table: &'a Table,
    at: u64,
}

impl Entries<'_> {
    /// Bytes and samples of the next packets; none at the end.
    fn next(&mut self, source: &mut Source, description: &Description) -> io::Result<Vec<(u64, u64)>> {
        let bytes = source.peek(self.at, self.table.end.saturating_sub(self.at).min(PIECE) as usize)?;
        let (mut packets, mut rest) = (Vec::new(), bytes.as_slice());
        while let Some(((size, samples), tail)) = entry(rest, description) {
            packets.push((size, samples));
            rest = tail;
        }
        self.at += (bytes.len() - rest.len()) as u64;
        Ok(packets)
    }
}

/// The first entry, and what comes after it. Where all packets are alike there are none.
fn entry<'a>(bytes: &'a [u8], description: &Description) -> Option<((u64, u64), &'a [u8])> {
    if description.block > 0 && description.samples > 0 {
        return None;
    }
    let (size, bytes) = match description.block {
        0 => number(bytes)?,
        size => (size.into(), bytes),
    };
    let (samples, bytes) = match description.samples {
        0 => number(bytes)?,
        samples => (samples.into(), bytes),
    };
    Some(((size, samples), bytes))
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let len = bytes.iter().take(9).position(|b| b & 0x80 == 0)? + 1;
    let value = bytes[..len].iter().fold(0, |value, &b| value << 7 | u64::from(b & 0x7f));
    Some((value, &bytes[len..]))
}
