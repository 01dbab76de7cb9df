//! The master: the MP3 that listeners get, made of a recording that is no podcast file yet.
//!
//! - `plan`: what is to be done, decided from the report alone
//! - `take`: the recording played through once: decoded, mixed, resampled, brought to level, limited
//! - `mix`, `resample`, `limiter`, `peaks`: the machines on that way
//! - `lame`: the encoder
//!
//! A master is made in up to three kinds of takes. A *rehearsal* is measured and not encoded; it is needed only where
//! the limiter or a mix changes the loudness in a way that nobody can foresee. Then it is *encoded*, and then *checked*
//! as any upload is: if coding made peaks above [`PEAK_DBTP`] or took too much of the loudness, ceiling or gain are
//! changed and it is encoded again. The same recording and the same plan give the same bytes.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

use crate::measure::Meters;
use crate::{Claim, Loudness, Report, inspect};

mod lame;
mod limiter;
mod mix;
mod peaks;
mod plan;
mod resample;
mod take;
#[cfg(test)]
mod tests;

pub(crate) use plan::MOST_GAIN_DB;
pub use plan::{PEAK_DBTP, Plan, Wish};

use lame::Lame;

/// A master that is made.
#[derive(Clone, Debug)]
pub struct Made {
    /// What the check of the master found.
    pub report: Report,
    /// What was done: gain and ceiling are those it ended with.
    pub plan: Plan,
    /// The most that a peak was brought down by the limiter, in dB.
    pub limited_db: f64,
}

/// Why there is no master.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Whoever was shown the progress said so.
    #[error("stopped")]
    Stopped,
    /// The recording ended without any sound.
    #[error("there is no sound in the recording")]
    Empty,
    /// Other bytes were played than those that were checked, or not all of them.
    #[error("the recording is not the one that was checked")]
    Changed,
    /// The encoder or the resampler gave up.
    #[error("{0}")]
    Encoder(&'static str),
    /// The recording could not be read, or the master not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Samples a channel of the master that are done in this stage.
    pub done: u64,
    /// Samples there will be, nearly; at least `done`.
    pub total: u64,
}

/// What is being done; each may come more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Listening how loud it gets.
    Rehearsing,
    /// Encoding.
    Encoding,
    /// Listening to what was encoded.
    Checking,
}

/// Who is shown the progress, and says whether to go on.
pub type Watcher<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Rehearsals before it is encoded; two do, where peaks are rare.
const MOST_REHEARSALS: u32 = 4;
/// This near to the loudness wished for is there, in LU.
const NEAR_LU: f64 = 0.2;
/// So far from it, a master that is encoded is encoded anew, in LU: half of what Apple allows (support 893).
const FAR_LU: f64 = 0.5;
/// Times that it is encoded with the loudness it should have.
const MOST_TRIES: u32 = 4;
/// Times that it is then encoded less loud, where coding always makes peaks that are too high.
const MOST_RETREATS: u32 = 3;
/// How far a master's length may be from the recording's, in milliseconds: what rounding makes of many joined pieces.
const TOLERANCE_MS: u64 = 1000;
/// What the ceiling is lowered by beyond what was too much, in dB.
const MARGIN_DB: f64 = 0.2;

/// Makes a master by this plan. `open` opens the recording, once for each time it is played; `out` is overwritten, and
/// holds the bare MP3, beginning with its Info frame, without any tag ([`crate::tag`] makes one to put in front).
/// Blocking, and busy on two cores for about a minute per hour of sound.
///
/// # Errors
/// [`Error`]; what `out` holds then is no master.
pub fn make<S>(
    open: impl Fn() -> io::Result<S> + Sync,
    plan: &Plan,
    out: &mut File,
    watch: Watcher<'_>,
) -> Result<Made, Error>
where
    S: Read + Seek + Send + Sync + 'static,
{
    let mut plan = plan.clone();
    let mut tries = 0;
    loop {
        if plan.rehearse {
            rehearse(&open, &mut plan, watch)?;
        }
        let limited_db = encode(&open, &plan, out, watch)?;
        show(watch, Stage::Checking, 0, plan.samples)?;
        out.seek(SeekFrom::Start(0))?;
        let report = inspect(out.try_clone()?, &Claim::default())?;
        tries += 1;
        match (excess(&report), missing(&report, &plan)) {
            (Some(_), _) if tries == MOST_TRIES + MOST_RETREATS => {
                return Err(Error::Encoder("LAME makes peaks above -1 dBTP of it, however low it is"));
            }
            (Some(excess), _) if tries >= MOST_TRIES => plan.turn_down(excess + MARGIN_DB),
            (Some(excess), _) => plan.lower_ceiling(excess + MARGIN_DB),
            (None, Some(missing)) if tries < MOST_TRIES && plan.raise(missing) => plan.rehearse = false,
            _ if report.duration_ms.unwrap_or(0).abs_diff(plan.duration_ms) > TOLERANCE_MS => {
                return Err(Error::Encoder("the master is not as long as the recording"));
            }
            _ => return Ok(Made { report, plan, limited_db }),
        }
    }
}

/// How far the highest peak is above what is allowed, in dB.
fn excess(report: &Report) -> Option<f64> {
    let excess = report.loudness.as_ref()?.true_peak_dbtp - PEAK_DBTP;
    (excess > 0.0).then_some(excess)
}

/// How much louder it should be, in LU, where the encoder has taken more than is tolerable: it drops the highest tones,
/// and short hard sounds are made of these.
fn missing(report: &Report, plan: &Plan) -> Option<f64> {
    let missing = plan.loudness_lufs - report.loudness.as_ref()?.integrated_lufs;
    (missing.abs() > FAR_LU).then_some(missing)
}

/// Plays the recording as it would be encoded until the loudness is as wished, and corrects the gain.
fn rehearse<S>(open: &(impl Fn() -> io::Result<S> + Sync), plan: &mut Plan, watch: Watcher<'_>) -> Result<(), Error>
where
    S: Read + Seek + Send + Sync + 'static,
{
    for _ in 0..MOST_REHEARSALS {
        let (mut meters, mut done) = (Meters::default(), 0);
        take::play(open, plan, |planes| {
            let heard: Vec<&[f32]> = planes.iter().map(Vec::as_slice).collect();
            meters.hear(plan.rate, &heard);
            done += heard.first().map_or(0, |plane| plane.len()) as u64;
            show(watch, Stage::Rehearsing, done, plan.samples)
        })?;
        let Some(Loudness { integrated_lufs, .. }) = meters.within(0, done, plan.rate).loudness else { break };
        let off = plan.loudness_lufs - integrated_lufs;
        if off.abs() <= NEAR_LU || !plan.raise(off) {
            break;
        }
    }
    Ok(())
}

/// Plays the recording and encodes it; returns the most that a peak was brought down, in dB.
fn encode<S>(
    open: &(impl Fn() -> io::Result<S> + Sync),
    plan: &Plan,
    out: &mut File,
    watch: Watcher<'_>,
) -> Result<f64, Error>
where
    S: Read + Seek + Send + Sync + 'static,
{
    out.set_len(0)?;
    out.seek(SeekFrom::Start(0))?;
    let (mut lame, mut mp3, mut done) = (Lame::new(plan)?, Vec::new(), 0);
    let mut file = io::BufWriter::with_capacity(256 << 10, &mut *out);
    let limited_db = take::play(open, plan, |planes| {
        lame.encode(planes, &mut mp3)?;
        file.write_all(&mp3)?;
        mp3.clear();
        done += planes.first().map_or(0, Vec::len) as u64;
        show(watch, Stage::Encoding, done, plan.samples)
    })?;
    let info = lame.finish(&mut mp3)?;
    file.write_all(&mp3)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&info)?;
    file.flush()?;
    if done == 0 { Err(Error::Empty) } else { Ok(limited_db) }
}

fn show(watch: Watcher<'_>, stage: Stage, done: u64, total: u64) -> Result<(), Error> {
    match watch(Progress { stage, done, total: total.max(done) }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Stopped),
    }
}
