//! However a decoder cuts the sound, the same is measured, bit for bit.

use proptest::prelude::*;

use super::signal::speech;
use super::*;

fn heard(planes: &[Vec<f32>], cuts: &[usize]) -> Measures {
    let (mut meters, mut from, len) = (Meters::default(), 0, planes[0].len());
    for &cut in cuts.iter().cycle() {
        let to = (from + cut).min(len);
        let pieces: Vec<&[f32]> = planes.iter().map(|plane| &plane[from..to]).collect();
        meters.hear(8_000, &pieces);
        from = to;
        if from == len {
            break;
        }
    }
    meters.within(0, len as u64, 8_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn cutting_changes_nothing(
        cuts in proptest::collection::vec(1usize..20_000, 1..20),
        seconds in 0.1f64..12.0,
        channels in 1usize..4,
    ) {
        let planes: Vec<_> = (0..channels).map(|seed| speech(seed as u64, 8_000, seconds)).collect();
        prop_assert_eq!(heard(&planes, &cuts), heard(&planes, &[usize::MAX / 2]));
    }

    #[test]
    fn any_numbers_are_measured(bits in proptest::collection::vec(any::<u32>(), 3_200..6_400), rate in any::<u32>()) {
        let plane: Vec<f32> = bits.into_iter().map(f32::from_bits).collect();
        let mut meters = Meters::default();
        meters.hear(rate % 300_000, &[&plane, &plane]);
        let measures = meters.within(0, plane.len() as u64, rate % 300_000);
        let levels = measures.levels.unwrap();
        prop_assert!(levels.sample_peak_dbfs.is_finite() && levels.dc_offset.is_finite());
        if let Some(loudness) = measures.loudness {
            prop_assert!(loudness.integrated_lufs.is_finite() && loudness.true_peak_dbtp.is_finite());
            prop_assert!(loudness.range_lu >= 0.0);
        }
    }
}
