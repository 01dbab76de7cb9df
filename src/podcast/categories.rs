//! Apple's catalogue of podcasts: 19 categories with 91 below them (Apple, "Podcast categories"; unchanged since 2019).

use serde::{Deserialize, Serialize};

use super::text::Line;

/// One place of the catalogue; the words are exact, case included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Typed")]
pub struct Category {
    /// The category.
    pub name: Line,
    /// The one below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<Line>,
}

/// A category as a file holds it, before anybody looked it up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: Line,
    sub: Option<Line>,
}

impl TryFrom<Typed> for Category {
    type Error = String;

    fn try_from(typed: Typed) -> Result<Self, String> {
        let Some((_, below)) = CATALOGUE.iter().find(|(name, _)| *name == typed.name.as_str()) else {
            let names: Vec<&str> = CATALOGUE.iter().map(|(name, _)| *name).collect();
            return Err(format!("Apple has no category \"{}\"; it has: {}", typed.name, names.join(", ")));
        };
        match &typed.sub {
            Some(sub) if !below.contains(&sub.as_str()) => {
                let has = if below.is_empty() { "nothing".to_owned() } else { below.join(", ") };
                Err(format!("Apple has no \"{sub}\" below \"{}\"; it has: {has}", typed.name))
            }
            _ => Ok(Self { name: typed.name, sub: typed.sub }),
        }
    }
}

/// The names of all categories, those below others left out.
pub fn names() -> impl Iterator<Item = &'static str> {
    CATALOGUE.iter().map(|(name, _)| *name)
}

/// What is below a category; None when there is no such category.
pub fn below(name: &str) -> Option<&'static [&'static str]> {
    CATALOGUE.iter().find(|(known, _)| *known == name).map(|(_, below)| *below)
}

/// The category that has this one below it.
pub fn parent_of(sub: &str) -> Option<&'static str> {
    CATALOGUE.iter().find(|(_, below)| below.contains(&sub)).map(|(name, _)| *name)
}

#[rustfmt::skip]
const CATALOGUE: &[(&str, &[&str])] = &[
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("Health & Fitness", &["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"]),
    ("History", &[]),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    ("Leisure", &["Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"]),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    ("News", &["Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"]),
    ("Religion & Spirituality", &["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"]),
    ("Science", &["Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature", "Physics", "Social Sciences"]),
    ("Society & Culture", &["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"]),
    ("Sports", &["Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"]),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
    ("Technology", &[]),
    ("True Crime", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_complete() {
        assert_eq!(CATALOGUE.len(), 19);
        assert_eq!(CATALOGUE.iter().map(|(_, below)| below.len()).sum::<usize>(), 91);
    }

    #[test]
    fn a_category_that_apple_lacks_is_refused_with_the_list() {
        let error = serde_json::from_str::<Category>(r#"{"name": "Democracy"}"#).unwrap_err().to_string();
        assert!(error.contains("Apple has no category \"Democracy\"; it has: Arts,"), "{error}");
    }
}
