//! The places that a show or an episode is about, as links to a map.

use crate::podcast::namespace::{Location, LocationRel};

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLine<'a> {
    /// What people call it.
    pub name: &'a str,
    /// To OpenStreetMap, where it is known where it is.
    pub href: Option<String>,
}

impl<'a> PlaceLine<'a> {
    /// The places that are spoken of; where something is made matters to machines.
    pub fn of(locations: &'a [Location]) -> Vec<Self> {
        let spoken_of = locations.iter().filter(|location| location.rel == LocationRel::Subject);
        spoken_of.map(|location| Self { name: location.name.as_str(), href: map(location) }).collect()
    }
}

/// The object of OpenStreetMap, or else the point on its map (wiki.openstreetmap.org, "Browsing").
fn map(location: &Location) -> Option<String> {
    if let Some(osm) = &location.osm {
        let (kind, number) = osm.as_str().split_at_checked(1)?;
        let number = number.split('#').next()?;
        let kind = match kind {
            "N" => "node",
            "W" => "way",
            _ => "relation",
        };
        return Some(format!("https://www.openstreetmap.org/{kind}/{number}"));
    }
    let place = location.geo.as_ref()?.as_str().strip_prefix("geo:")?.split(';').next()?;
    let mut numbers = place.split(',');
    let (lat, lon) = (numbers.next()?, numbers.next()?);
    Some(format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=15/{lat}/{lon}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_on_the_map_that_knows_it() {
        let locations: Vec<Location> = serde_json::from_value(serde_json::json!([
            {"name": "Kraków", "osm": "R449696#3", "geo": "geo:1,2"},
            {"name": "Rynek", "geo": "geo:50.0617,19.9373,200;u=10"},
            {"name": "Studio", "rel": "creator", "osm": "N1"},
            {"name": "Gdzieś"},
        ]))
        .unwrap();
        let places = PlaceLine::of(&locations);
        let hrefs: Vec<_> = places.iter().map(|place| (place.name, place.href.as_deref())).collect();
        assert_eq!(
            hrefs,
            [
                ("Kraków", Some("https://www.openstreetmap.org/relation/449696")),
                ("Rynek", Some("https://www.openstreetmap.org/?mlat=50.0617&mlon=19.9373#map=15/50.0617/19.9373")),
                ("Gdzieś", None),
            ]
        );
    }
}
