//! The languages that reports and screens speak.

/// A language of the screen (not of the recordings).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Polish, the first language.
    #[default]
    Pl,
    /// English.
    En,
}

impl Lang {
    /// Both, the first one first.
    pub const ALL: [Self; 2] = [Self::Pl, Self::En];

    /// The language tag, for `lang="…"` and `?lang=`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Pl => "pl",
            Self::En => "en",
        }
    }

    /// The language of exactly this tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}
