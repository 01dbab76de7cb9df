//! Whoever acts: a person in the studio, or a script with a token.

use super::memberships;
use super::reach::{Reach, Scope};
use super::tokens::{self, Token};
use super::users::{self, User};
use crate::db::Conn;
use crate::podcast::ids::{ActorId, ShowId, TokenId, UserId};

/// How many tokens may have been made by one another in a row: each call with the last one asks for all.
pub const GENERATIONS: usize = 4;

/// Whoever acts, as every room below the web knows them.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Which of the two.
    pub who: Who,
    /// What they are called.
    pub name: String,
    /// How far they may go.
    pub reach: Reach,
}

/// A person or a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A person.
    User(UserId),
    /// A script.
    Token(TokenId),
}

impl Actor {
    /// The script that holds this token, with what it may do now: never more than whoever made it may now. None when its maker's
    /// account is gone, or the token by which it was made was revoked.
    pub async fn of_token(conn: &mut Conn, token: &Token) -> sqlx::Result<Option<Self>> {
        let mut reach = Reach::of(token.scope, token.show_id);
        let mut maker = token.maker_id;
        for _ in 0..=GENERATIONS {
            let Some(id) = maker else {
                return Ok(Some(Self { who: Who::Token(token.id), name: token.name.clone(), reach }));
            };
            maker = match tokens::by_id(conn, TokenId(id.0)).await? {
                Some(maker) => {
                    reach = reach.within(&Reach::of(maker.scope, maker.show_id));
                    maker.maker_id
                }
                None if users::by_id(conn, UserId(id.0)).await?.is_some() => {
                    reach = reach.within(&memberships::reach(&memberships::of_user(conn, UserId(id.0)).await?));
                    None
                }
                None => return Ok(None),
            };
        }
        Ok(None)
    }

    /// A person.
    pub fn of_user(user: &User, reach: Reach) -> Self {
        Self { who: Who::User(user.id), name: user.name.to_string(), reach }
    }

    /// Whoever has this identity, with what they may do now; none when the account is gone or the token revoked.
    pub async fn by_id(conn: &mut Conn, id: ActorId) -> sqlx::Result<Option<Self>> {
        if let Some(user) = users::by_id(conn, UserId(id.0)).await? {
            let reach = memberships::reach(&memberships::of_user(conn, user.id).await?);
            return Ok(Some(Self::of_user(&user, reach)));
        }
        match tokens::by_id(conn, TokenId(id.0)).await? {
            Some(token) => Self::of_token(conn, &token).await,
            None => Ok(None),
        }
    }

    /// The same one with what they may do at this moment, which is nothing when their account or token is gone. A call that takes long
    /// asks in the transaction that changes something.
    pub async fn renewed(&self, conn: &mut Conn) -> sqlx::Result<Self> {
        let reach = Self::by_id(conn, self.id()).await?.map(|actor| actor.reach).unwrap_or_default();
        Ok(Self { who: self.who, name: self.name.clone(), reach })
    }

    /// Their identity, under which uploads and calls are theirs.
    pub fn id(&self) -> ActorId {
        match self.who {
            Who::User(id) => ActorId(id.0),
            Who::Token(id) => ActorId(id.0),
        }
    }

    /// The account of a person.
    pub fn user(&self) -> Option<UserId> {
        match self.who {
            Who::User(id) => Some(id),
            Who::Token(_) => None,
        }
    }

    /// The token of a script.
    pub fn token(&self) -> Option<TokenId> {
        match self.who {
            Who::User(_) => None,
            Who::Token(id) => Some(id),
        }
    }

    /// Whether it is a person.
    pub fn is_person(&self) -> bool {
        matches!(self.who, Who::User(_))
    }

    /// What they may do in a show; none when it is out of reach.
    pub fn scope_in(&self, show: ShowId) -> Option<Scope> {
        self.reach.scope_in(show)
    }

    /// Whether they may do this in some show.
    pub fn may_somewhere(&self, needed: Scope) -> bool {
        self.reach.highest() >= Some(needed)
    }

    /// Whether they may do this in every show.
    pub fn may_everywhere(&self, needed: Scope) -> bool {
        self.reach.everywhere >= Some(needed)
    }

    /// The shows that they own, where it is not every one.
    pub fn owned(&self) -> Option<Vec<ShowId>> {
        let owned = self.reach.shows.iter().filter(|(_, scope)| *scope >= Scope::Admin);
        (!self.may_everywhere(Scope::Admin)).then(|| owned.map(|(show, _)| *show).collect())
    }

    /// Whether something that `owner` began is theirs to go on with.
    pub fn owns(&self, owner: ActorId) -> bool {
        self.id() == owner || self.may_everywhere(Scope::Admin)
    }
}
