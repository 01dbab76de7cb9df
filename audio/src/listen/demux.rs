//! Decoding what symphonia takes out of a container, to its end.

use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatReader, Track, TrackType};
use symphonia::core::packet::Packet;
use symphonia::core::units::TimeBase;

use super::{Ears, Hearing};

/// How the reading of a container ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Where the container says it ends.
    Clean,
    /// The bytes ended, or made no sense any more.
    Early,
}

/// What was heard of one track.
pub(crate) struct Heard {
    /// All that was decoded.
    pub(crate) hearing: Hearing,
    /// How it ended.
    pub(crate) end: End,
    /// What follows the last packet by the container's clock, in its units.
    pub(crate) reached: u64,
}

/// Errors of the container after which reading goes on.
const MOST_ERRORS: u32 = 1000;

/// Decodes the first audio track from here to the end; None if there is none.
///
/// A reader that meets broken packets may pass over them in silence. Where packets carry exact positions (`gaps_tell`,
/// and the container's clock counts samples) what is passed over counts as damage.
pub(crate) fn hear(format: &mut dyn FormatReader, gaps_tell: bool, ears: &mut Ears) -> Option<Heard> {
    let track = format.first_track(TrackType::Audio)?;
    let (mut id, mut base) = (track.id, track.time_base);
    let mut hearing = Hearing::new(parameters(track)?, ears);
    let (mut errors, mut reached) = (0, 0);
    let end = loop {
        match format.next_packet() {
            Ok(Some(packet)) if packet.track_id == id => {
                let at = u64::try_from(packet.pts.get()).unwrap_or(0);
                if gaps_tell && at > reached {
                    hearing.miss(at - reached);
                }
                reached = at.saturating_add(packet.dur.get());
                let expected = samples(&packet, base, hearing.rate());
                hearing.hear(&packet.data, expected);
            }
            Ok(Some(_)) => {}
            Ok(None) => break End::Clean,
            Err(Error::ResetRequired) => {
                let Some(track) = format.first_track(TrackType::Audio) else { break End::Early };
                let Some(parameters) = parameters(track) else { break End::Early };
                (id, base) = (track.id, track.time_base);
                hearing.restart(parameters);
            }
            Err(Error::DecodeError(_)) if errors < MOST_ERRORS => errors += 1,
            Err(_) => break End::Early,
        }
        if hearing.is_enough() {
            break End::Clean;
        }
    };
    hearing.end();
    Some(Heard { hearing, end, reached })
}

fn parameters(track: &Track) -> Option<AudioCodecParameters> {
    match &track.codec_params {
        Some(CodecParameters::Audio(parameters)) => Some(parameters.clone()),
        _ => None,
    }
}

/// How many samples a channel the container says a packet holds.
fn samples(packet: &Packet, base: Option<TimeBase>, rate: Option<u32>) -> u64 {
    let (Some(base), Some(rate)) = (base, rate) else { return packet.dur.get() };
    let scaled = u128::from(packet.dur.get()) * u128::from(base.numer.get()) * u128::from(rate);
    u64::try_from(scaled / u128::from(base.denom.get())).unwrap_or(u64::MAX)
}
