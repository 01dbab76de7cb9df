//! Moments of a recording as people and files write them.

/// Digits of hours; more are no recording.
const HOURS: usize = 4;

/// A moment in ms: seconds (`37`, `37.5`), minutes and seconds (`7:48`), or hours too (`01:35:52.250`), the fraction
/// behind a point or a comma (Normal Play Time of RFC 2326 §3.6, as Podlove and WebVTT use it; SRT has the comma). Minutes
/// may go beyond 59 where there are no hours: people write `75:30`.
pub fn parse(text: &str) -> Option<u64> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, millis(fraction)?),
        None => (text, 0),
    };
    let mut parts = whole.rsplit(':');
    let seconds = number(parts.next()?)?;
    let minutes = parts.next().map(number);
    let hours = parts.next().map(number);
    if parts.next().is_some() {
        return None;
    }
    let (minutes, hours) = match (minutes, hours) {
        (None, _) => return Some(seconds * 1000 + fraction),
        (Some(minutes), None) => (minutes?, 0),
        (Some(minutes), Some(hours)) => (minutes.filter(|&minutes| minutes < 60)?, hours?),
    };
    (seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction)
}

fn number(digits: &str) -> Option<u64> {
    let fits = (1..=HOURS + 3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

/// The digits behind the point, to the nearest ms.
fn millis(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded: u64 = format!("{digits:0<4}")[..4].parse().ok()?;
    Some((padded + 5) / 10)
}

/// Seconds in JSON as a moment in ms; none of what is no moment.
pub fn of_seconds(seconds: f64) -> Option<u64> {
    let ms = (seconds * 1000.0).round();
    // 2^53 ms are beyond any recording, and below it every whole number is exact.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was just looked at")]
    (0.0..9e15).contains(&ms).then_some(ms as u64)
}

/// A moment in seconds, as JSON holds it: whole where it can be.
pub fn seconds(ms: u64) -> serde_json::Number {
    #[expect(clippy::cast_precision_loss, reason = "recordings are far shorter than 2^53 ms")]
    let fraction = || serde_json::Number::from_f64(ms as f64 / 1000.0);
    if ms.is_multiple_of(1000) { (ms / 1000).into() } else { fraction().unwrap_or_else(|| (ms / 1000).into()) }
}

/// `00:07:48.250`: to the ms.
pub fn clock(ms: u64) -> String {
    format!("{}.{:03}", stamp(ms), ms % 1000)
}

/// `00:07:48`: the second it lies in.
pub fn stamp(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `7:48` or `1:07:48`: as people read it.
pub fn short(ms: u64) -> String {
    let seconds = ms / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// The same to the ms, which are told only where there are some: `7:48`, `7:48.5`.
pub fn exact(ms: u64) -> String {
    let short = short(ms);
    if ms.is_multiple_of(1000) { short } else { format!("{short}.{:03}", ms % 1000).trim_end_matches('0').to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_normal_play_time_is_read() {
        let read =
            ["37", "37.5", "7:48", "35:12.250", "01:35:52", "75:30", "00:00:01,500", "0:00:00.0004999"].map(parse);
        let expected = [37_000, 37_500, 468_000, 2_112_250, 5_752_000, 4_530_000, 1_500, 0];
        assert_eq!(read, expected.map(Some));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in
            ["", ":", "1:", "1:60", "1:60:00", "-1", "1:2:3:4", "1.", "a", "1e3", "+1:00", "99999999:00", "１:00"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        for seconds in [-0.1, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(of_seconds(seconds), None);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(ms in 0_u64..10_000_000_000) {
            prop_assert_eq!(parse(&clock(ms)), Some(ms));
            prop_assert_eq!(parse(&stamp(ms)), Some(ms / 1000 * 1000));
            prop_assert_eq!(parse(&short(ms)), Some(ms / 1000 * 1000));
            prop_assert_eq!(of_seconds(seconds(ms).as_f64().unwrap()), Some(ms));
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}
