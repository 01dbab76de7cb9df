//! A first look: what the container says, without a packet decoded. Readers stop at the first packet then
//! ([`crate::listen::Hearing::is_enough`]), and what they conclude from having heard no more is forgotten here.

use crate::problem::Code;
use crate::report::{Report, Verdict};

/// Leaves in the report what a first look tells for certain.
pub(super) fn forget(report: &mut Report) {
    report.duration_ms = None;
    report.silence = None;
    report.loudness = None;
    report.levels = None;
    report.waveform = None;
    report.verdict = Verdict::Ok;
    for problem in std::mem::take(&mut report.problems) {
        if is_told(problem.code) {
            report.note(problem);
        }
    }
}

/// Whether the container alone tells it.
fn is_told(code: Code) -> bool {
    use Code::{Empty, FreeFormat, ManyChannels, NotAudio, OddSampleRate, Protected, RareFormat};
    use Code::{UnsupportedFormat, VideoInside};
    matches!(
        code,
        Empty
            | NotAudio
            | UnsupportedFormat
            | Protected
            | VideoInside
            | FreeFormat
            | RareFormat
            | ManyChannels
            | OddSampleRate
    )
}
