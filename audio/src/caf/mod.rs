//! CAF, Apple's Core Audio Format (Apple, Core Audio Format Specification 1.0): what GarageBand, Logic and the recorders
//! of phones may hand over. Uncompressed sound, ADPCM, Apple Lossless, AAC or MPEG audio.
//!
//! How much of the packets is played stands in the packet table: frames of priming before the sound, the number of
//! valid frames, and the remainder behind them. Where there is no table, all is played.

use std::io;

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_ALAC;

use super::listen::Ears;
use super::magic;
use super::mp4::codec::{Setup, of_cookie};
use super::pcm::Pcm;
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::Source;
use super::{facts, mp3, tags};

mod chunks;
mod packets;

use chunks::{Chunks, Description};
use packets::Packets;

/// Fills the report of a CAF file.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.is("caf", "pcm", MEDIA_TYPE);
    let chunks = Chunks::of(source)?;
    for (name, value) in &chunks.info {
        tags::add_caf(&mut report.tags, name, value);
    }
    let (Some(description), Some((at, declared))) = (&chunks.description, chunks.data) else {
        facts::unreadable(report);
        return Ok(());
    };
    let end = declared.map_or(source.len(), |len| at.saturating_add(len).min(source.len()));
    match &description.format {
        b"aac " | b"aach" | b"aacp" => {
            report.codec = Some("aac".to_owned());
            match of_cookie(&chunks.cookie) {
                Ok(setup) => Packets(setup).tell(source, ears, report, &chunks),
                Err(name) => foreign(report, name),
            }
        }
        b"alac" => {
            report.codec = Some("alac".to_owned());
            let mut parameters = AudioCodecParameters::new();
            parameters.for_codec(CODEC_ID_ALAC).with_extra_data(alac(&chunks.cookie).into());
            let setup = Setup { parameters, core: description.rate(), enhanced: None };
            Packets(setup).tell(source, ears, report, &chunks)
        }
        b".mp1" | b".mp2" | b".mp3" => {
            if !mp3::hear(source, ears, report, ("caf", MEDIA_TYPE), (at, end))? {
                facts::unreadable(report);
            }
            Ok(())
        }
        _ => match description.codec() {
            Some(codec) => {
                let Description { channels, block, .. } = *description;
                if &description.format == b"ima4" {
                    report.codec = Some("adpcm".to_owned());
                }
                let played = chunks.table.as_ref().map(|table| table.valid).filter(|&valid| valid > 0);
                Pcm { codec, rate: description.rate(), channels, block, at, declared, played }
                    .tell(source, ears, report)
            }
            None => foreign(report, format!("CAF ({})", description.format.escape_ascii())),
        },
    }
}

const MEDIA_TYPE: &str = "audio/x-caf";

fn foreign(report: &mut Report, name: String) -> io::Result<()> {
    report.codec = magic::codec(&name).map(str::to_owned);
    report.note(Problem::reject(Code::UnsupportedFormat, None, Details { what: Some(name), ..Details::default() }));
    Ok(())
}

/// The set-up of Apple Lossless, without the boxes that older files wrap it in.
fn alac(cookie: &[u8]) -> Vec<u8> {
    let inner = match cookie.get(4..8) {
        Some(b"frma") => cookie.get(24..),
        _ => Some(cookie),
    };
    let inner = inner.unwrap_or_default();
    inner[..inner.len().min(if inner.len() < 48 { 24 } else { 48 })].to_vec()
}
