//! Namespaces: elements are known by URI, whatever prefix a document gives it.

/// The namespaces of podcast feeds: the usual prefix, the exact URI, and others that are meant to be it.
const KNOWN: &[(&str, &str, &[&str])] = &[
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", &[]),
    ("content", "http://purl.org/rss/1.0/modules/content/", &[]),
    ("atom", "http://www.w3.org/2005/Atom", &[]),
    // The old one must be read for ever (podcast-namespace, docs/1.0.md).
    (
        "podcast",
        "https://podcastindex.org/namespace/1.0",
        &["https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"],
    ),
    ("psc", "http://podlove.org/simple-chapters", &[]),
    ("fh", "http://purl.org/syndication/history/1.0", &[]),
    ("media", "http://search.yahoo.com/mrss/", &[]),
    ("dc", "http://purl.org/dc/elements/1.1/", &[]),
    ("googleplay", "http://www.google.com/schemas/play-podcasts/1.0", &[]),
    ("spotify", "http://www.spotify.com/ns/rss", &[]),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/", &[]),
    ("xml", "http://www.w3.org/XML/1998/namespace", &[]),
];

/// URIs of RSS itself that some programs declare as the default namespace; RSS 2.0 has none.
const RSS: [&str; 3] = [
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss/rss.html",
];

/// What a URI stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A namespace of ours, by its usual prefix.
    Exact(&'static str),
    /// Another spelling of one, which apps do not know.
    Misspelt(&'static str),
    /// RSS itself, or nothing.
    Plain,
    /// Something else.
    Foreign,
}

/// The exact URI of a usual prefix.
pub(in crate::feed::lint) fn uri_of(prefix: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(known, ..)| *known == prefix).map(|(_, uri, _)| *uri)
}

/// The right URI, where a document binds a wrong one to `prefix`.
pub(in crate::feed::lint) fn meant(prefix: &str, uri: &str) -> Option<&'static str> {
    match meaning(prefix, uri) {
        Meaning::Misspelt(known) => uri_of(known),
        _ => None,
    }
}

/// The usual prefix of an exact URI.
pub(in crate::feed::lint) fn usual_prefix(uri: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(_, exact, _)| *exact == uri).map(|(prefix, ..)| *prefix)
}

/// What the URI stands for that a document binds to `prefix` ("" for the default namespace).
pub(super) fn meaning(prefix: &str, uri: &str) -> Meaning {
    if uri.is_empty() || RSS.contains(&uri) {
        return Meaning::Plain;
    }
    if let Some((known, ..)) = KNOWN.iter().find(|(_, exact, others)| *exact == uri || others.contains(&uri)) {
        return Meaning::Exact(known);
    }
    if let Some((known, ..)) = KNOWN.iter().find(|(_, exact, _)| loose(exact) == loose(uri)) {
        return Meaning::Misspelt(known);
    }
    match KNOWN.iter().find(|(known, ..)| *known == prefix) {
        Some((known, ..)) => Meaning::Misspelt(known),
        None => Meaning::Foreign,
    }
}

/// A URI without what people get wrong: the scheme, capital letters, `www.`, a slash at the end.
fn loose(uri: &str) -> String {
    let uri = uri.trim().to_ascii_lowercase();
    let uri = uri.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    uri.trim_end_matches(['/', '#']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_compared_byte_by_byte_and_misspelt_ones_are_known() {
        assert_eq!(meaning("i", "http://www.itunes.com/dtds/podcast-1.0.dtd"), Meaning::Exact("itunes"));
        assert_eq!(meaning("itunes", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"), Meaning::Misspelt("itunes"));
        assert_eq!(meaning("media", "http://search.yahoo.com/mrss"), Meaning::Misspelt("media"));
        assert_eq!(meaning("podcast", "https://example.org/mine"), Meaning::Misspelt("podcast"));
        assert_eq!(meaning("x", "https://example.org/mine"), Meaning::Foreign);
        assert_eq!(meaning("", "http://backend.userland.com/rss2"), Meaning::Plain);
    }

    #[test]
    fn the_old_address_of_the_podcast_namespace_is_understood() {
        let old = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md";
        assert_eq!(meaning("podcast", old), Meaning::Exact("podcast"));
    }
}
