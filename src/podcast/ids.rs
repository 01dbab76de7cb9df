//! Row identities, one type a table, so that one cannot stand for another.

use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type,
        )]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new random identity (UUID version 4): it tells nothing and cannot be guessed.
            #[expect(clippy::new_without_default, reason = "two calls differ; a default would not say so")]
            pub fn new() -> Self {
                Self(Uuid::new_v4())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id! {
    /// A show.
    ShowId
}
id! {
    /// An episode.
    EpisodeId
}
id! {
    /// A note.
    NoteId
}
id! {
    /// One recording of an episode; the address of its enclosure is made of it.
    AudioId
}
id! {
    /// An upload.
    UploadId
}
id! {
    /// An API token.
    TokenId
}
id! {
    /// A person's account.
    UserId
}
id! {
    /// A signed-in browser.
    SessionId
}
id! {
    /// A passkey.
    PasskeyId
}
id! {
    /// A link that is opened once.
    LinkId
}
id! {
    /// Whoever acts: the identity of a token or of an account.
    ActorId
}
id! {
    /// A job of the queue.
    JobId
}
id! {
    /// A webhook.
    WebhookId
}
id! {
    /// One message to a webhook.
    DeliveryId
}
id! {
    /// A letter that waits to be sent.
    LetterId
}
id! {
    /// A preview of an episode.
    PreviewId
}
