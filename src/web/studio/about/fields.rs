//! The fields of a show's form: every key of `show.toml`, in the order of the page.

use crate::i18n::Lang;
use crate::web::studio::names::{self, Named};

/// A part of the form, with a heading.
pub(super) struct Section {
    /// Its place in the page.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What it is for.
    pub(super) hint: &'static str,
    /// Whether every show needs it: others are folded away while they are empty.
    pub(super) is_open: bool,
    /// What it asks for.
    pub(super) asks: &'static [Ask],
}

/// What a part of the form asks for.
pub(super) enum Ask {
    /// One value of the show.
    One(Field),
    /// Values that belong together: a table of `show.toml`.
    Group(&'static str, &'static [Field]),
    /// Any number of such groups, with what one is called.
    List(&'static str, &'static str, &'static [Field]),
}

impl Ask {
    /// The key of `show.toml` that it is about.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::One(field) => field.key,
            Self::Group(key, _) | Self::List(key, ..) => key,
        }
    }
}

/// A field.
pub(super) struct Field {
    /// The key.
    pub(super) key: &'static str,
    /// Its label.
    pub(super) label: &'static str,
    /// What to know of it; empty when there is nothing.
    pub(super) hint: &'static str,
    /// What may be typed.
    pub(super) kind: Kind,
}

/// What may be typed into a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line that must be there.
    Needed,
    /// A line.
    Line,
    /// Markdown that must be there.
    Prose,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// A whole number.
    Number,
    /// Yes or no; no when it is not there.
    Tick,
    /// The same, where it is yes when it is not there.
    TickedByDefault,
    /// A colour.
    Colour,
    /// One of these; the first is what it is when nothing is said.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of the names of a list, or none.
    Name(Names),
    /// One of the names of a list.
    Chosen(Names),
}

/// A long list of names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Languages.
    Languages,
    /// Apple's categories.
    Categories,
    /// What is below them.
    Subcategories,
    /// The namespace's roles.
    Roles,
    /// The namespace's groups.
    Groups,
    /// IANA's time zones.
    Zones,
}

impl Names {
    /// What can be chosen.
    pub(super) fn all(self, lang: Lang) -> Vec<Named> {
        match self {
            Self::Languages => names::languages(lang),
            Self::Categories => names::categories(lang),
            Self::Subcategories => names::subcategories(lang),
            Self::Roles => names::roles(lang),
            Self::Groups => names::groups(lang),
            Self::Zones => names::zones(lang),
        }
    }
}

const fn one(key: &'static str, label: &'static str, hint: &'static str, kind: Kind) -> Ask {
    Ask::One(field(key, label, hint, kind))
}

const fn field(key: &'static str, label: &'static str, hint: &'static str, kind: Kind) -> Field {
    Field { key, label, hint, kind }
}

use Kind::{Choice, Chosen, Colour, Email, Line, Name, Needed, Number, Prose, Tick, TickedByDefault, Url};

const MEDIA: &[(&str, &str)] = &[
    ("podcast", "about-medium-podcast"),
    ("music", "about-medium-music"),
    ("audiobook", "about-medium-audiobook"),
    ("course", "about-medium-course"),
    ("newsletter", "about-medium-newsletter"),
    ("blog", "about-medium-blog"),
];

/// The form.
#[rustfmt::skip]
pub(super) const SECTIONS: &[Section] = &[
    Section { id: "basics", title: "about-basics", hint: "", is_open: true, asks: &[
        one("title", "about-title", "about-title-hint", Needed),
        one("author", "about-author", "about-author-hint", Needed),
        one("description", "about-description", "about-description-hint", Prose),
        one("website", "about-website", "", Url),
        one("language", "about-language", "", Chosen(Names::Languages)),
        one("timezone", "about-timezone", "about-timezone-hint", Name(Names::Zones)),
        one("type", "about-type", "about-type-hint", Choice(&[
            ("episodic", "about-type-episodic"), ("serial", "about-type-serial"),
        ])),
        one("explicit", "about-explicit", "about-explicit-hint", Tick),
        one("accent", "about-accent", "about-accent-hint", Colour),
    ] },
    Section { id: "categories-part", title: "about-categories", hint: "about-categories-hint", is_open: true, asks: &[
        Ask::List("categories", "about-category", &[
            field("name", "about-category-name", "", Name(Names::Categories)),
            field("sub", "about-category-sub", "", Name(Names::Subcategories)),
        ]),
    ] },
    Section { id: "people-part", title: "about-people", hint: "about-people-hint", is_open: true, asks: &[
        Ask::List("people", "about-person", &[
            field("name", "about-person-name", "", Line),
            field("role", "about-person-role", "", Name(Names::Roles)),
            field("group", "about-person-group", "about-person-group-hint", Name(Names::Groups)),
            field("href", "about-person-href", "", Url),
            field("img", "about-person-img", "", Url),
        ]),
    ] },
    Section { id: "rights", title: "about-rights", hint: "", is_open: true, asks: &[
        one("copyright", "about-copyright", "about-copyright-hint", Line),
        one("licence", "about-licence", "about-licence-hint", Line),
        one("licence_url", "about-licence-url", "about-licence-url-hint", Url),
    ] },
    Section { id: "listen-part", title: "about-listen", hint: "about-listen-hint", is_open: false, asks: &[
        Ask::Group("listen", &[
            field("apple", "about-app-apple", "", Url),
            field("spotify", "about-app-spotify", "", Url),
            field("youtube", "about-app-youtube", "", Url),
            field("amazon", "about-app-amazon", "", Url),
            field("deezer", "about-app-deezer", "", Url),
            field("tunein", "about-app-tunein", "", Url),
            field("castbox", "about-app-castbox", "", Url),
            field("overcast", "about-app-overcast", "", Url),
            field("pocketcasts", "about-app-pocketcasts", "", Url),
            field("podcastaddict", "about-app-podcastaddict", "", Url),
            field("fountain", "about-app-fountain", "", Url),
            field("soundcloud", "about-app-soundcloud", "", Url),
        ]),
    ] },
    Section { id: "funding-part", title: "about-funding", hint: "about-funding-hint", is_open: false, asks: &[
        Ask::List("funding", "about-fund", &[
            field("text", "about-fund-text", "", Line),
            field("url", "about-fund-url", "", Url),
        ]),
    ] },
    Section { id: "seasons-part", title: "about-seasons", hint: "about-seasons-hint", is_open: false, asks: &[
        Ask::List("seasons", "about-season", &[
            field("number", "about-season-number", "", Number),
            field("name", "about-season-name", "", Line),
        ]),
    ] },
    Section { id: "locations-part", title: "about-locations", hint: "about-locations-hint", is_open: false, asks: &[
        Ask::List("locations", "about-location", &[
            field("name", "about-location-name", "", Line),
            field("rel", "about-location-rel", "", Choice(&[
                ("subject", "about-location-subject"), ("creator", "about-location-creator"),
            ])),
            field("geo", "about-location-geo", "about-location-geo-hint", Line),
            field("osm", "about-location-osm", "about-location-osm-hint", Line),
            field("country", "about-location-country", "about-location-country-hint", Line),
        ]),
    ] },
    Section { id: "directories", title: "about-directories", hint: "about-directories-hint", is_open: false, asks: &[
        Ask::Group("owner", &[
            field("name", "about-owner-name", "", Line),
            field("email", "about-owner-email", "about-owner-email-hint", Email),
        ]),
        one("apple_title", "about-apple-title", "about-apple-title-hint", Line),
        one("medium", "about-medium", "", Choice(MEDIA)),
        one("complete", "about-complete", "about-complete-hint", Tick),
        one("locked", "about-locked", "about-locked-hint", TickedByDefault),
        one("block", "about-block", "about-block-hint", Tick),
        one("new_feed_url", "about-new-feed", "about-new-feed-hint", Url),
    ] },
    Section { id: "frequency", title: "about-frequency", hint: "about-frequency-hint", is_open: false, asks: &[
        Ask::Group("update_frequency", &[
            field("text", "about-frequency-text", "about-frequency-text-hint", Line),
            field("rrule", "about-frequency-rule", "about-frequency-rule-hint", Line),
            field("dtstart", "about-frequency-start", "about-frequency-start-hint", Line),
            field("complete", "about-frequency-complete", "", Tick),
        ]),
    ] },
    Section { id: "social-part", title: "about-social", hint: "about-social-hint", is_open: false, asks: &[
        Ask::List("social", "about-post", &[
            field("uri", "about-post-uri", "", Line),
            field("protocol", "about-post-protocol", "", Choice(&[
                ("activitypub", "about-protocol-activitypub"), ("atproto", "about-protocol-atproto"),
                ("twitter", "about-protocol-twitter"), ("nostr", "about-protocol-nostr"),
                ("matrix", "about-protocol-matrix"), ("lightning", "about-protocol-lightning"),
                ("hive", "about-protocol-hive"), ("disabled", "about-protocol-disabled"),
            ])),
            field("account_id", "about-post-account", "", Line),
            field("account_url", "about-post-account-url", "", Url),
            field("priority", "about-post-priority", "", Number),
        ]),
    ] },
    Section { id: "podroll-part", title: "about-podroll", hint: "about-podroll-hint", is_open: false, asks: &[
        Ask::List("podroll", "about-friend", &[
            field("feed_guid", "about-friend-guid", "about-friend-guid-hint", Line),
            field("title", "about-friend-title", "", Line),
            field("feed_url", "about-friend-feed", "", Url),
            field("item_guid", "about-friend-item", "", Line),
            field("medium", "about-medium", "", Choice(MEDIA)),
        ]),
    ] },
    Section { id: "machines", title: "about-machines", hint: "about-machines-hint", is_open: false, asks: &[
        Ask::List("images", "about-image", &[
            field("href", "about-image-href", "", Url),
            field("alt", "about-image-alt", "", Line),
            field("aspect_ratio", "about-image-ratio", "about-image-ratio-hint", Line),
            field("width", "about-image-width", "", Number),
            field("height", "about-image-height", "", Number),
            field("type", "about-image-type", "about-image-type-hint", Line),
            field("purpose", "about-image-purpose", "", Line),
        ]),
        Ask::List("txt", "about-txt", &[
            field("text", "about-txt-text", "about-txt-hint", Line),
            field("purpose", "about-txt-purpose", "", Line),
        ]),
        Ask::List("blocks", "about-service", &[
            field("service", "about-service-name", "", Line),
            field("block", "about-service-block", "", Tick),
        ]),
        Ask::Group("publisher", &[
            field("feed_guid", "about-publisher-guid", "about-friend-guid-hint", Line),
            field("feed_url", "about-publisher-feed", "", Url),
        ]),
    ] },
];
