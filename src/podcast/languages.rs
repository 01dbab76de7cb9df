//! The languages that there are, as far as podcast apps look them up.

/// The two-letter codes of languages (ISO 639-1), with those that were withdrawn and still occur.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it \
    iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Languages that forms offer: of Europe, and those that are spoken most; any other tag may be written in `show.toml`.
#[rustfmt::skip]
pub const OFFERED: [&str; 59] = [
    "pl", "en", "en-GB", "en-US", "uk", "be", "ru", "de", "fr", "es", "it", "pt", "pt-BR", "cs", "sk", "sl", "hr", "sr", "bs",
    "mk", "bg", "hu", "ro", "el", "sq", "lt", "lv", "et", "fi", "sv", "nb", "nn", "da", "is", "nl", "ga", "cy", "mt", "ca", "eu",
    "gl", "lb", "tr", "he", "yi", "ar", "fa", "hi", "zh", "ja", "ko", "vi", "ka", "hy", "csb", "szl", "rom", "eo", "la",
];

/// Whether there is such a language, as far as two letters say; longer codes are too many to know.
pub fn is_known(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    language.len() != 2 || LANGUAGES.split_ascii_whitespace().any(|known| known == language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_name_a_language_that_there_is() {
        assert!(["pl", "EN-gb", "gsw"].iter().all(|tag| is_known(tag)) && !is_known("xx") && !is_known("zz-ZZ"));
    }
}
