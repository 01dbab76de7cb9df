//! What a value looks like: addresses, languages, numbers.

use url::Url;

use super::read::Node;

/// An absolute http or https address.
pub(super) fn web(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether a text could be a language tag of RFC 5646: `pl`, `en-GB`, `zh-Hant-TW`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_language = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    is_language && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The seconds that an episode says it lasts; 0 says nothing.
pub(super) fn length_of(item: Node<'_>) -> Option<u64> {
    item.child("itunes:duration").and_then(|it| duration(it.text())).filter(|&seconds| seconds > 0)
}

/// A number of digits alone.
pub(super) fn whole(text: &str) -> Option<u64> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A decimal number without sign and exponent.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.bytes().any(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// The seconds of an `itunes:duration`: `1801`, `30:01`, `1:30:01`.
pub(super) fn duration(text: &str) -> Option<u64> {
    let parts: Vec<&str> = text.split(':').collect();
    let below_60 = |part: &str| whole(part).filter(|&value| part.len() == 2 && value < 60);
    match parts[..] {
        [seconds] => whole(seconds),
        [minutes, seconds] => whole(minutes)?.checked_mul(60)?.checked_add(below_60(seconds)?),
        [hours, minutes, seconds] => {
            whole(hours)?.checked_mul(3600)?.checked_add(below_60(minutes)? * 60 + below_60(seconds)?)
        }
        _ => None,
    }
}

/// The seconds of a Normal Play Time (RFC 2326 §3.6, as Podlove writes it): `37`, `7:48`, `35:12.250`, `01:35:52`.
pub(super) fn play_time(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    let (last, before) = parts.split_last()?;
    let seconds = decimal(last).filter(|&seconds| before.is_empty() || seconds < 60.0)?;
    match *before {
        [] => Some(seconds),
        [minutes] => Some(whole(minutes)? as f64 * 60.0 + seconds),
        [hours, minutes] => {
            let minutes = whole(minutes).filter(|&minutes| minutes < 60)?;
            Some(whole(hours)? as f64 * 3600.0 + minutes as f64 * 60.0 + seconds)
        }
        _ => None,
    }
}

/// The extension of an address's path, in lower case, without the dot.
pub(super) fn ending(url: &Url) -> Option<String> {
    // Some hosts carry the address of the file, escaped, in the last segment.
    let name = url.path().rsplit('/').next().unwrap_or_default();
    let (_, ending) = name.rsplit_once('.')?;
    let fits = (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| ending.to_ascii_lowercase())
}

/// `user@host (Real Name)` (RSS Advisory Board).
pub(super) fn is_contact(text: &str) -> bool {
    let (address, name) = text.split_once(' ').map_or((text, None), |(address, name)| (address, Some(name.trim())));
    is_mail(address) && name.is_none_or(|name| name.starts_with('(') && name.ends_with(')'))
}

/// Whether a text could be an e-mail address.
pub(super) fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !text.contains(char::is_whitespace)
            && !host.contains('@')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_seconds_or_clocks() {
        assert_eq!(["1801", "30:01", "1:30:01", "0:05"].map(duration), [Some(1801), Some(1801), Some(5401), Some(5)]);
        for text in [
            "12.5",
            "1:5",
            "1:60",
            "",
            "-1",
            "1h",
            "99999999999999999999:00:00",
            "307445734561825860:59",
            "5124095576030431:59:59",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn play_times_may_have_fractions() {
        assert_eq!(
            ["37", "7:48", "35:12.250", "01:35:52"].map(play_time),
            [Some(37.0), Some(468.0), Some(2112.25), Some(5752.0)]
        );
        assert!(play_time("18446744073709551615:00:00").is_some_and(|seconds| seconds > 1e22));
        assert!(["", ":", "1:2:3:4", "a", "1:99"].iter().all(|text| play_time(text).is_none()));
    }

    #[test]
    fn languages_have_regions_and_scripts() {
        assert!(["pl", "en-us", "zh-Hant-TW", "gsw"].iter().all(|tag| is_language(tag)));
        assert!(["", "polski", "p", "en_US", "en-"].iter().all(|tag| !is_language(tag)));
    }

    #[test]
    fn contacts_are_addresses_with_a_name_behind() {
        assert!(is_contact("a@example.org") && is_contact("a@example.org (Anna Nowak)"));
        assert!(!is_contact("Anna Nowak") && !is_contact("Anna <a@example.org>") && !is_contact("a@"));
    }
}
