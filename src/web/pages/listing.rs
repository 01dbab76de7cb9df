//! `?page=` and `?season=`: which part of a long list a page shows.

use std::ops::Range;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::web::error::Error;
use crate::web::pages::links::with_query;

/// Which part of a list was asked for. What is no number, or one that nothing has, is not found: such a page has never been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    /// The page, from 1.
    pub page: usize,
    /// The season, when only one was asked for.
    pub season: Option<i64>,
}

impl Default for Listing {
    fn default() -> Self {
        Self { page: 1, season: None }
    }
}

impl Listing {
    /// What a query says.
    pub fn of(query: &str) -> Result<Self, Error> {
        let mut listing = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "page" => listing.page = number(&value).ok_or(Error::NotFound)?,
                "season" => listing.season = Some(number(&value).ok_or(Error::NotFound)?),
                _ => {}
            }
        }
        Ok(listing)
    }

    /// Whether it is the beginning of the whole list.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    /// What an address says of it: nothing of the beginning of the whole list.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let season = self.season.map(|season| ("season", season.to_string()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        season.into_iter().chain(page).collect()
    }

    /// The address of this part of the list at `address`.
    pub fn address(&self, address: &str) -> String {
        let values = self.values();
        if values.is_empty() { address.to_owned() } else { with_query(address, &values) }
    }

    /// The same list at another page.
    pub fn at(&self, page: usize) -> Self {
        Self { page, ..*self }
    }

    /// Its entries of a list of `count`, `each` on a page. Not found when there are none, but for the first page: that of an empty
    /// list says so.
    pub fn range(&self, count: usize, each: usize) -> Result<Range<usize>, Error> {
        let from = (self.page - 1).checked_mul(each).filter(|from| *from < count || self.page == 1);
        let from = from.ok_or(Error::NotFound)?;
        Ok(from..count.min(from + each))
    }
}

/// A number from 1, as people and links write it: at most nine digits.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    let plain = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().ok() } else { None }
}

impl<S: Sync> FromRequestParts<S> for Listing {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        Self::of(parts.uri.query().unwrap_or_default())
    }
}

/// The links between the pages of a list (`templates/parts/pager.html`).
#[derive(Debug, Clone)]
pub struct Pager {
    /// The page, from 1.
    pub page: usize,
    /// How many there are.
    pub last: usize,
    /// To the page before.
    pub previous: Option<String>,
    /// To the page after.
    pub next: Option<String>,
    /// Pages to jump to, by number: the first, the last and the nearest. None where some are left out.
    pub jumps: Vec<Option<(usize, String)>>,
}

impl Pager {
    /// The links of a list of `count` entries, `each` on a page; `link` makes the link to a part of it.
    pub fn of(listing: &Listing, count: usize, each: usize, link: impl Fn(&Listing) -> String) -> Self {
        let (page, last) = (listing.page, count.div_ceil(each).max(1));
        let to = |page: usize| link(&listing.at(page));
        let mut jumps = Vec::new();
        for number in (1..=last).filter(|&number| number == 1 || number == last || number.abs_diff(page) <= 1) {
            let before = jumps.iter().flatten().last().map_or(0, |(before, _): &(usize, String)| *before);
            if number > before + 1 {
                jumps.push(None);
            }
            jumps.push(Some((number, to(number))));
        }
        Self {
            page,
            last,
            previous: (page > 1).then(|| to(page - 1)),
            next: (page < last).then(|| to(page + 1)),
            jumps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_list_has_one_address() {
        for (query, address) in [
            ("", "/a"),
            ("page=1", "/a"),
            ("page=2", "/a?page=2"),
            ("lang=en&page=3&season=2&t=4", "/a?season=2&page=3"),
        ] {
            assert_eq!(Listing::of(query).unwrap().address("/a"), address, "{query}");
        }
    }

    #[test]
    fn a_page_that_has_never_been_is_not_found() {
        for query in
            ["page=0", "page=-1", "page=02", "page=x", "page=", "page=99999999999999999999", "season=0", "season=1.5"]
        {
            assert!(Listing::of(query).is_err(), "{query}");
        }
        let at = |page| Listing { page, season: None }.range(41, 20).ok();
        assert_eq!([at(1), at(2), at(3), at(4)], [Some(0..20), Some(20..40), Some(40..41), None]);
        assert_eq!(Listing::default().range(0, 20).ok(), Some(0..0), "an empty list has a page that says so");
    }

    #[test]
    fn a_pager_of_many_pages_names_the_nearest_the_first_and_the_last() {
        let pager = |page| Pager::of(&Listing { page, season: None }, 200, 20, |at| at.address("/a"));
        let said = |page| {
            let jumps = pager(page).jumps;
            let said = jumps.iter().map(|jump| jump.as_ref().map_or("…".into(), |(number, _)| number.to_string()));
            said.collect::<Vec<_>>().join(" ")
        };
        assert_eq!([said(1), said(5), said(10)], ["1 2 … 10", "1 … 4 5 6 … 10", "1 … 9 10"]);
        assert_eq!((pager(1).previous, pager(10).next), (None, None));
        assert_eq!(pager(2).previous.as_deref(), Some("/a"));
    }
}
