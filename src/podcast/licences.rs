//! Licences of podcasts, by the names that `podcast:license` gives them (podcast-namespace, docs/1.0.md, "License").

/// Slugs of the namespace's list (licenses.json); apps know where their texts are.
const LISTED: [&str; 5] = ["ARR", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "POD-V4V-1.0"];

/// Where the text of a licence is, as the namespace asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// The namespace's list says where.
    Listed,
    /// At this address.
    At(String),
}

/// Where the text of a licence is. None when nobody can tell: the namespace then does not allow the tag.
pub fn text(slug: &str) -> Option<Text> {
    if LISTED.iter().any(|listed| listed.eq_ignore_ascii_case(slug)) {
        return Some(Text::Listed);
    }
    let slug = slug.to_ascii_lowercase();
    if let Some(version) = slug.strip_prefix("cc0-") {
        return version_number(version).then(|| at(&format!("publicdomain/zero/{version}/")));
    }
    let (terms, version) = slug.strip_prefix("cc-")?.rsplit_once('-')?;
    let known = matches!(terms, "by" | "by-sa" | "by-nc" | "by-nc-sa" | "by-nd" | "by-nc-nd");
    (known && version_number(version)).then(|| at(&format!("licenses/{terms}/{version}/")))
}

/// The address of a licence's text, for people; none where nobody can tell.
pub fn address(slug: &str) -> Option<String> {
    match text(slug)? {
        Text::At(address) => Some(address),
        Text::Listed => {
            let lower = slug.to_ascii_lowercase();
            let (terms, version) = lower.strip_prefix("cc-")?.rsplit_once('-')?;
            Some(format!("https://creativecommons.org/licenses/{terms}/{version}/"))
        }
    }
}

fn at(path: &str) -> Text {
    Text::At(format!("https://creativecommons.org/{path}"))
}

fn version_number(text: &str) -> bool {
    matches!(text.as_bytes(), [major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_licence_needs_no_address() {
        assert_eq!(text("cc-by-4.0"), Some(Text::Listed));
    }

    #[test]
    fn people_can_read_every_licence_of_creative_commons() {
        assert_eq!(address("CC-BY-4.0").as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
        assert_eq!(address("CC0-1.0").as_deref(), Some("https://creativecommons.org/publicdomain/zero/1.0/"));
        assert_eq!(address("ARR"), None);
    }

    #[test]
    fn other_creative_commons_licences_say_where_their_text_is() {
        let at = |address: &str| Some(Text::At(address.to_owned()));
        assert_eq!(text("CC-BY-SA-4.0"), at("https://creativecommons.org/licenses/by-sa/4.0/"));
        assert_eq!(text("CC0-1.0"), at("https://creativecommons.org/publicdomain/zero/1.0/"));
    }

    #[test]
    fn people_are_led_to_the_text_of_every_creative_commons_licence() {
        let by = "https://creativecommons.org/licenses/by/4.0/";
        assert_eq!(address("CC-BY-4.0").as_deref(), Some(by));
        assert_eq!(address("CC0-1.0").as_deref(), Some("https://creativecommons.org/publicdomain/zero/1.0/"));
        assert_eq!((address("ARR"), address("Nasza licencja")), (None, None));
    }

    #[test]
    fn a_licence_without_a_known_text_is_left_out() {
        assert_eq!(text("Nasza licencja"), None);
        assert_eq!(text("CC-BY-4.0/../x"), None);
    }
}
