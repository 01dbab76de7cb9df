//! Who is in an episode, or makes a show, as pages show them.

use crate::addresses::Addresses;
use crate::podcast::about::Person;
use crate::web::pages::prose::is_elsewhere;
use crate::web::pages::words::Words;

/// Somebody in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine<'a> {
    /// Name.
    pub name: &'a str,
    /// What they do, in the reader's language.
    pub role: Option<String>,
    /// Their page.
    pub href: Option<&'a str>,
    /// Whether that is on another site.
    pub is_elsewhere: bool,
    /// Their picture, where it lies here: one elsewhere would tell another site who reads this page.
    pub picture: Option<&'a str>,
    /// The first letters of their names, where there is no picture.
    pub initials: String,
}

impl<'a> PersonLine<'a> {
    /// The line of a person.
    pub fn of(person: &'a Person, words: Words, addresses: &Addresses) -> Self {
        let picture = person.img.as_ref().map(|img| img.as_str());
        let href = person.href.as_ref().map(|href| href.as_str());
        Self {
            name: person.name.as_str(),
            role: person.role.as_ref().map(|role| words.role(role.as_str())),
            href,
            is_elsewhere: href.is_some_and(|href| is_elsewhere(href, addresses)),
            picture: picture.filter(|img| img.starts_with(&addresses.home())),
            initials: initials(person.name.as_str()),
        }
    }
}

/// The first letters of the first two words that begin with one.
fn initials(name: &str) -> String {
    let letters = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_alphabetic());
    letters.take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::samples::addresses;

    #[test]
    fn names_are_shortened_to_their_first_letters() {
        let initials =
            ["Anna Żak", "łukasz nowak-kowal", "SKUTECZNY DIALOG – Dajemy", "„Cudzysłów” A", ""].map(initials);
        assert_eq!(initials, ["AŻ", "ŁN", "SD", "A", ""]);
    }

    #[test]
    fn a_picture_elsewhere_is_not_loaded() {
        let person = |img: &str| -> Person {
            let json = serde_json::json!({"name": "Anna", "role": null, "group": null, "href": null, "img": img});
            serde_json::from_value(json).unwrap()
        };
        let (words, addresses) = (Words { lang: Lang::Pl }, addresses());
        let [ours, other] = ["https://glos.example/a.jpg", "https://other.example/a.jpg"].map(person);
        assert_eq!(PersonLine::of(&ours, words, &addresses).picture, Some("https://glos.example/a.jpg"));
        assert_eq!(PersonLine::of(&other, words, &addresses).picture, None);
    }
}
