//! Who makes a podcast, and how to support them.

use serde::{Deserialize, Serialize};

use crate::podcast::links::WebUrl;
use crate::podcast::text::Line;

/// Somebody who makes the show (`podcast:person`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Person {
    /// Name, at most 128 characters in the namespace's text; longer ones are cut by apps.
    pub name: Line,
    /// Role of the Podcasting 2.0 taxonomy (`Host`, `Producer` …).
    pub role: Option<Line>,
    /// Group of that taxonomy (`Cast`, `Writing` …).
    pub group: Option<Line>,
    /// Their page.
    pub href: Option<WebUrl>,
    /// Their picture.
    pub img: Option<WebUrl>,
}

/// A way to support the show (`podcast:funding`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[derive(utoipa::ToSchema)]
pub struct Funding {
    /// What the link says.
    pub text: Line,
    /// Where it leads.
    pub url: WebUrl,
}
