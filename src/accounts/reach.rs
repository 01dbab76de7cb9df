//! How far somebody may go, and in which show.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::podcast::ids::ShowId;

/// What may be done; each scope holds the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type, ValueEnum)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
#[derive(utoipa::ToSchema)]
pub enum Scope {
    /// See drafts and reports.
    Read,
    /// Upload, publish and change episodes.
    Publish,
    /// Everything.
    Admin,
}

impl Scope {
    /// Every scope, the least first.
    pub const ALL: [Self; 3] = [Self::Read, Self::Publish, Self::Admin];

    /// The one of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Publish => "publish",
            Self::Admin => "admin",
        }
    }
}

/// What a person is to a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type, ValueEnum)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
#[derive(utoipa::ToSchema)]
pub enum Role {
    /// Sees everything, changes nothing.
    Viewer,
    /// Makes and publishes episodes, writes notes.
    Editor,
    /// Says what the show is, and who works on it.
    Owner,
}

impl Role {
    /// Every role, the least first.
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Editor, Self::Owner];

    /// The one of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    /// What it lets a person do.
    pub fn scope(self) -> Scope {
        match self {
            Self::Viewer => Scope::Read,
            Self::Editor => Scope::Publish,
            Self::Owner => Scope::Admin,
        }
    }
}

/// In which shows somebody may do what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// In every show, those that are still to come too.
    pub everywhere: Option<Scope>,
    /// In single shows.
    pub shows: Vec<(ShowId, Scope)>,
}

impl Reach {
    /// This much in one show, or in every show.
    pub fn of(scope: Scope, show: Option<ShowId>) -> Self {
        match show {
            None => Self { everywhere: Some(scope), shows: Vec::new() },
            Some(show) => Self { everywhere: None, shows: vec![(show, scope)] },
        }
    }

    /// What both allow.
    pub fn within(&self, bound: &Self) -> Self {
        let both = self.shows.iter().chain(&bound.shows).map(|(show, _)| *show);
        let scope = |show| Some((show, self.scope_in(show).min(bound.scope_in(show))?));
        Self { everywhere: self.everywhere.min(bound.everywhere), shows: both.filter_map(scope).collect() }
    }

    /// What may be done in a show; none when it is out of reach.
    pub fn scope_in(&self, show: ShowId) -> Option<Scope> {
        let here = self.shows.iter().filter(|(reached, _)| *reached == show).map(|(_, scope)| *scope).max();
        here.max(self.everywhere)
    }

    /// The most that may be done in any show.
    pub fn highest(&self) -> Option<Scope> {
        self.shows.iter().map(|(_, scope)| *scope).max().max(self.everywhere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bounded_may_nowhere_more_than_its_bound() {
        let (ours, other) = (ShowId::new(), ShowId::new());
        let owner_of_ours = Reach { everywhere: Some(Scope::Read), shows: vec![(ours, Scope::Admin)] };
        let bounded = Reach::of(Scope::Publish, None).within(&owner_of_ours);
        assert_eq!((bounded.scope_in(ours), bounded.scope_in(other)), (Some(Scope::Publish), Some(Scope::Read)));
        let bounded = Reach::of(Scope::Admin, Some(other)).within(&owner_of_ours);
        assert_eq!((bounded.scope_in(ours), bounded.scope_in(other)), (None, Some(Scope::Read)));
        assert_eq!(Reach::of(Scope::Admin, None).within(&Reach::default()).highest(), None);
    }

    #[test]
    fn a_role_in_one_show_adds_to_the_one_everywhere_and_never_takes_from_it() {
        let (ours, other) = (ShowId::new(), ShowId::new());
        let reach = Reach { everywhere: Some(Scope::Publish), shows: vec![(ours, Scope::Admin), (other, Scope::Read)] };
        assert_eq!(reach.scope_in(ours), Some(Scope::Admin));
        assert_eq!(reach.scope_in(other), Some(Scope::Publish));
        assert_eq!(reach.highest(), Some(Scope::Admin));
        assert_eq!(Reach { everywhere: None, ..reach }.scope_in(ShowId::new()), None);
    }
}
