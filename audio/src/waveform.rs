//! The waveform as a picture: fewer, wider bars, and the path of an SVG.

use std::fmt::Write;

use crate::report::Waveform;

/// Height of the picture, in its own units; the line of silence is in its middle.
const HEIGHT: u32 = 100;
/// The least a bar reaches to either side, so that silence is drawn as a line.
const LEAST: u32 = 1;

impl Waveform {
    /// The peaks of `count` parts of equal length, each the loudest of those in it. Where there are fewer peaks than
    /// parts, neighbours share one; where there are none, all are 0.
    pub fn bars(&self, count: usize) -> Vec<u8> {
        let at = |part: usize| (part as u128 * self.peaks.len() as u128 / count.max(1) as u128) as usize;
        let loudest = |part: usize| {
            let (from, to) = (at(part), at(part + 1));
            self.peaks.get(from..to.max(from + 1)).and_then(|peaks| peaks.iter().max().copied()).unwrap_or(0)
        };
        (0..count).map(loudest).collect()
    }

    /// The `d` of an SVG path that fills `count` bars without gaps, mirrored at the middle, in
    /// `viewBox="0 0 {count} 100"`; meant for `preserveAspectRatio="none"`. Empty without peaks.
    pub fn svg_path(&self, count: usize) -> String {
        let mut path = String::new();
        if self.peaks.is_empty() || count == 0 {
            return path;
        }
        let reaches: Vec<u32> = self.bars(count).into_iter().map(reach).collect();
        let middle = HEIGHT / 2;
        // There along the upper edge, back along the lower one; equal neighbours are one step.
        let _ = write!(path, "M0 {}", middle - reaches[0]);
        edge(&mut path, &reaches, 1, |reach| middle - reach);
        let _ = write!(path, "V{}", middle + reaches[count - 1]);
        let back: Vec<u32> = reaches.into_iter().rev().collect();
        edge(&mut path, &back, -1, |reach| middle + reach);
        path.push('z');
        path
    }
}

/// How far a bar reaches to either side of the middle.
fn reach(peak: u8) -> u32 {
    (u32::from(peak) * (HEIGHT / 2)).div_ceil(255).max(LEAST)
}

/// Draws steps from bar to bar: `h` along each, `V` to the next.
fn edge(path: &mut String, reaches: &[u32], direction: i64, height: impl Fn(u32) -> u32) {
    let mut first = true;
    for run in reaches.chunk_by(|a, b| a == b) {
        if !std::mem::take(&mut first) {
            let _ = write!(path, "V{}", height(run[0]));
        }
        let _ = write!(path, "h{}", direction * run.len() as i64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(peaks: &[u8]) -> Waveform {
        Waveform { peaks: peaks.to_vec() }
    }

    #[test]
    fn each_bar_is_as_loud_as_the_loudest_in_it() {
        assert_eq!(wave(&[0, 10, 255, 3, 7, 9]).bars(3), [10, 255, 9]);
        assert_eq!(wave(&[0, 10, 255, 3, 7]).bars(2), [10, 255]);
    }

    #[test]
    fn a_short_recording_is_stretched() {
        assert_eq!(wave(&[1, 2]).bars(4), [1, 1, 2, 2]);
        assert_eq!(wave(&[]).bars(2), [0, 0]);
    }

    #[test]
    fn the_path_is_mirrored_and_closed() {
        assert_eq!(wave(&[0, 255, 255, 128]).svg_path(4), "M0 49h1V0h2V24h1V76h-1V100h-2V51h-1z");
    }

    #[test]
    fn nothing_has_no_path() {
        assert_eq!(wave(&[]).svg_path(100), "");
        assert_eq!(wave(&[1]).svg_path(0), "");
    }

    #[test]
    fn a_path_is_short_whatever_the_length() {
        let hour: Vec<u8> = (0..36_000u32).map(|n| (n * n % 251) as u8).collect();
        assert!(wave(&hour).svg_path(400).len() < 400 * 12);
    }
}
