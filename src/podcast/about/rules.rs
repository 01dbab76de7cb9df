//! What no single value of a show can tell. Asked when files are read, never of what is stored: a rule that came later
//! must not make a show unreadable.

use std::collections::HashSet;
use std::hash::Hash;

use super::{About, Funding, Person};
use crate::podcast::languages;
use crate::podcast::licences;
use crate::podcast::links::WebUrl;
use crate::podcast::namespace::{Medium, Name, Protocol};
use crate::podcast::taxonomy;

/// Entries that each of the lists may have: every app fetches them all with every feed.
const ENTRIES: usize = 100;

/// Bytes that all of it may take as it is stored, sixteen times a description of full length: it stands in every document
/// of a feed.
const MAX_BYTES: usize = 64 * 1024;

/// What a show that is being set up may lack, and a feed that apps take may not (Apple, "Required tags").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// What it is about.
    Description,
    /// A place in Apple's catalogue.
    Category,
}

/// What is wrong with a show, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// What is wrong and what to do.
    pub reason: String,
    /// Whether the same is there twice.
    pub is_double: bool,
}

/// A place in `show.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The key.
    pub key: &'static str,
    /// Which entry of a list it is, from 0.
    pub entry: Option<usize>,
    /// The key in that entry.
    pub field: Option<&'static str>,
}

/// At a key.
fn at(key: &'static str) -> Place {
    Place { key, entry: None, field: None }
}

/// At an entry of a list.
fn at_entry(key: &'static str, entry: usize, field: &'static str) -> Place {
    Place { key, entry: Some(entry), field: Some(field) }
}

impl Place {
    fn fault(self, reason: impl ToString) -> Fault {
        Fault { place: self, reason: reason.to_string(), is_double: false }
    }
}

impl About {
    /// The show, if its values fit each other and the rules of Apple and the podcast namespace. The first thing that is
    /// wrong is the error.
    pub fn validated(self) -> Result<Self, Fault> {
        let about = self.begun()?;
        match about.lacks().next() {
            Some(Lack::Description) => Err(at("description").fault("the description must not be empty")),
            Some(Lack::Category) => {
                Err(at("categories").fault("a show needs at least one category; Apple's list has 110"))
            }
            None => Ok(about),
        }
    }

    /// The same in place of what the show said before: what it lacked then, it may go on lacking.
    pub fn in_place_of(self, before: &Self) -> Result<Self, Fault> {
        if before.is_introduced() { self.validated() } else { self.begun() }
    }

    /// The same of a show that is being set up: what it [`lacks`](Self::lacks) may still be missing.
    pub fn begun(self) -> Result<Self, Fault> {
        if !languages::is_known(self.language.as_str()) {
            let reason = format!("there is no language \"{}\"; Polish is pl, English en", self.language.as_str());
            return Err(at("language").fault(reason));
        }
        self.categorised()?;
        self.counted()?;
        self.licensed()?;
        self.heard()?;
        for (entry, person) in self.people.iter().enumerate() {
            person.judged().map_err(|(field, reason)| at_entry("people", entry, field).fault(reason))?;
        }
        for (entry, funding) in self.funding.iter().enumerate() {
            funding.judged().map_err(|(field, reason)| at_entry("funding", entry, field).fault(reason))?;
        }
        self.without_doubles()?;
        let bytes = serde_json::to_vec(&self).map_or(usize::MAX, |json| json.len());
        if bytes > MAX_BYTES {
            let reason =
                format!("its facts take {bytes} bytes, which every app fetches with the feed; at most {MAX_BYTES}");
            return Err(at("show").fault(reason));
        }
        Ok(self)
    }

    /// What has still to be said of it before its feed goes to apps.
    pub fn lacks(&self) -> impl Iterator<Item = Lack> + use<> {
        let description = self.description.is_blank().then_some(Lack::Description);
        let category = self.categories.is_empty().then_some(Lack::Category);
        description.into_iter().chain(category)
    }

    /// Whether it says enough of itself for others to be led to it. Until then nothing of it goes out.
    pub fn is_introduced(&self) -> bool {
        self.lacks().next().is_none()
    }

    fn categorised(&self) -> Result<(), Fault> {
        match self.categories.len() {
            0..=2 => Ok(()),
            many => Err(at("categories").fault(format!("{many} categories; Apple shows at most two"))),
        }
    }

    fn counted(&self) -> Result<(), Fault> {
        for (key, count) in [
            ("people", self.people.len()),
            ("funding", self.funding.len()),
            ("seasons", self.seasons.len()),
            ("locations", self.locations.len()),
            ("social", self.social.len()),
            ("podroll", self.podroll.len()),
            ("images", self.images.len()),
            ("txt", self.txt.len()),
        ] {
            if count > ENTRIES {
                return Err(at(key).fault(format!("{count} entries; at most {ENTRIES} go into a feed")));
            }
        }
        Ok(())
    }

    fn licensed(&self) -> Result<(), Fault> {
        match (&self.licence, &self.licence_url) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(at("licence_url").fault("needs \"licence\", the name of the licence")),
            (Some(licence), url) => {
                short(licence.as_str()).map_err(|reason| at("licence").fault(reason))?;
                if url.is_none() && licences::text(licence.as_str()).is_none() {
                    let reason = format!(
                        "nobody can tell where the text of \"{licence}\" is; say so with \"licence_url\", or use a \
                         slug like \"CC-BY-4.0\""
                    );
                    return Err(at("licence").fault(reason));
                }
                Ok(())
            }
        }
    }

    /// glos holds recordings: of the namespace's media, those that are heard.
    fn heard(&self) -> Result<(), Fault> {
        match self.medium {
            Medium::Podcast
            | Medium::Music
            | Medium::Audiobook
            | Medium::Course
            | Medium::Newsletter
            | Medium::Blog => Ok(()),
            Medium::Video | Medium::Film | Medium::Publisher | Medium::Mixed => Err(at("medium").fault(format!(
                "a show of recordings cannot be \"{}\"; it is \"podcast\", \"music\", \"audiobook\", \"course\", \
                 \"newsletter\" or \"blog\"",
                self.medium.as_str()
            ))),
        }
    }

    fn without_doubles(&self) -> Result<(), Fault> {
        once("categories", "name", &self.categories, |category| (&category.name, &category.sub))?;
        once("people", "name", &self.people, |person| (&person.name, &person.role, &person.group))?;
        once("funding", "url", &self.funding, |funding| &funding.url)?;
        once("seasons", "number", &self.seasons, |season| season.number)?;
        once("podroll", "feed_guid", &self.podroll, |item| (item.feed_guid, &item.item_guid))?;
        once("blocks", "service", &self.blocks, |block| block.service.as_str())?;
        once("images", "href", &self.images, |image| &image.href)?;
        let silent = self.social.iter().position(|social| social.protocol == Protocol::Disabled);
        match silent {
            Some(entry) if self.social.len() > 1 => Err(at_entry("social", entry, "protocol")
                .fault("\"disabled\" says that talk is not wished for; leave it or the other entries out")),
            _ => Ok(()),
        }
    }
}

impl Person {
    /// Whether the namespace takes it; else the field that is wrong, and why.
    pub fn judged(&self) -> Result<(), (&'static str, String)> {
        short(self.name.as_str()).map_err(|reason| ("name", reason))?;
        let (role, group) = (self.role.as_ref().map(|role| role.as_str()), self.group.as_ref().map(|it| it.as_str()));
        taxonomy::judge(role, group).map_err(|error| {
            let field = if matches!(error, taxonomy::NotInTaxonomy::Role { .. }) { "role" } else { "group" };
            (field, error.to_string())
        })?;
        for (field, address) in [("href", &self.href), ("img", &self.img)] {
            https(address.as_ref()).map_err(|reason| (field, reason))?;
        }
        Ok(())
    }
}

impl Funding {
    /// Whether the namespace takes it; else the field that is wrong, and why.
    pub fn judged(&self) -> Result<(), (&'static str, String)> {
        short(self.text.as_str()).map_err(|reason| ("text", reason))?;
        https(Some(&self.url)).map_err(|reason| ("url", reason))
    }
}

/// The names of the namespace have at most 128 characters.
fn short(text: &str) -> Result<(), String> {
    Name::parse(text).map(drop).map_err(|error| format!("\"{}…\" {error}", text.chars().take(40).collect::<String>()))
}

fn https(address: Option<&WebUrl>) -> Result<(), String> {
    match address {
        Some(address) if !address.as_str().to_ascii_lowercase().starts_with("https://") => {
            Err(format!("\"{address}\" must begin with https://; the podcast namespace takes no other address"))
        }
        _ => Ok(()),
    }
}

/// Refuses two entries of one list that say the same by `key`.
fn once<'a, T, K: Eq + Hash>(
    list: &'static str,
    field: &'static str,
    entries: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    match entries.iter().position(|entry| !seen.insert(key(entry))) {
        Some(entry) => {
            let fault = at_entry(list, entry, field).fault("is there twice; leave one of the two out");
            Err(Fault { is_double: true, ..fault })
        }
        None => Ok(()),
    }
}
