//! What measuring promises.

use super::*;

mod against;
mod ebu;
mod findings;
mod pieces;
mod signal;

/// Measures these planes, handed over in pieces as a decoder might cut them.
fn measured(rate: u32, planes: &[Vec<f32>]) -> Measures {
    let mut meters = Meters::default();
    let len = planes[0].len();
    for from in (0..len).step_by(1152) {
        let pieces: Vec<&[f32]> = planes.iter().map(|plane| &plane[from..(from + 1152).min(len)]).collect();
        meters.hear(rate, &pieces);
    }
    meters.within(0, len as u64, rate)
}

fn loudness(rate: u32, planes: &[Vec<f32>]) -> Loudness {
    measured(rate, planes).loudness.unwrap()
}
