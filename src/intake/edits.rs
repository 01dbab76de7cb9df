//! What people type into an episode's form, and how two who type at once do not lose anything.
//!
//! A [`Sheet`] is what stands in the fields, as typed. [`Marks`] are the marks of the fields as they were when somebody began
//! to type, so that field by field it can be told who changed what: that is [`merge`]. What listeners would see at once, what
//! is not right yet and what two people wrote differently waits in the catalogue as this person's working copy, an [`Edit`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use sqlx::types::Json;

use super::publish::{Place, Published, is_suggested};
use super::{Result, publish};
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::db::{Conn, Tx, on};
use crate::podcast::about::{Funding, Person};
use crate::podcast::ids::{EpisodeId, UserId};
use crate::podcast::links::WebUrl;
use crate::podcast::namespace::{HttpsUrl, Location, Social};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};

/// The fields of the form, in its order, by the names that the API has for them.
pub const FIELDS: [&str; 17] = [
    "title",
    "notes",
    "note",
    "season",
    "episode",
    "type",
    "people",
    "slug",
    "explicit",
    "licence",
    "licence_url",
    "apple_title",
    "display",
    "block",
    "locations",
    "funding",
    "social",
];

/// Characters of a mark: two texts of one field that have the same one by chance are not met.
const MARK: usize = 12;

/// What stands in the fields of a form, as typed; a field that is not there is empty. Linked notes are slugs, one a line;
/// people, places, ways to support and talk are lists in JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<String, String>);

impl Sheet {
    /// What the form says of an episode as it is. The title of an untitled one is empty, and so is a slug that glos makes of
    /// the title.
    pub fn of(published: &Published, now: DateTime<Utc>) -> Self {
        let (episode, details) = (&published.episode, &published.episode.details.0);
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let is_made = episode.is_known(now) || episode.is_untitled || is_suggested(&episode.slug, &episode.title);
        let notes: Vec<&str> = published.notes.iter().map(Slug::as_str).collect();
        let mut sheet = Self::default();
        sheet.set("title", if episode.is_untitled { "" } else { episode.title.as_str() });
        sheet.set("notes", episode.notes.as_str());
        sheet.set("note", &notes.join("\n"));
        sheet.set("season", &number(episode.season));
        sheet.set("episode", &number(episode.number));
        sheet.set("type", episode.kind.as_str());
        sheet.set("people", &people_text(details.people.iter().map(person_fields)));
        sheet.set("slug", if is_made { "" } else { episode.slug.as_str() });
        sheet.set("explicit", details.explicit.map_or("", |explicit| if explicit { "true" } else { "false" }));
        sheet.set("licence", details.licence.as_ref().map_or("", |licence| licence.as_str()));
        sheet.set("licence_url", details.licence_url.as_ref().map_or("", |url| url.as_str()));
        sheet.set("apple_title", details.apple_title.as_ref().map_or("", |title| title.as_str()));
        sheet.set("display", details.display.as_ref().map_or("", |label| label.as_str()));
        sheet.set("block", if details.block { "true" } else { "" });
        sheet.set("locations", &listed(&details.locations));
        sheet.set("funding", &listed(&details.funding));
        sheet.set("social", &listed(&details.social));
        sheet
    }

    /// What stands in a field.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Writes into a field.
    pub fn set(&mut self, field: &str, text: &str) {
        if text.is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), text.to_owned());
        }
    }

    /// Writes into a field what was typed there, as the catalogue would keep it, if it would: a blank at the end of a title
    /// is no change of the title.
    pub fn typed(&mut self, field: &str, typed: &str) {
        self.set(field, &as_kept(field, typed));
    }

    /// The mark of every field.
    pub fn marks(&self) -> Marks {
        Marks(FIELDS.iter().map(|field| ((*field).to_owned(), mark(self.get(field)))).collect())
    }
}

/// What was typed into a field as the catalogue keeps it; as it is, where the catalogue would not take it.
fn as_kept(field: &str, typed: &str) -> String {
    let trimmed = typed.trim();
    let kept = match field {
        // Forms send CR LF (HTML, "Constructing the entry list").
        "notes" => return Markdown::parse(typed).map_or_else(|_| typed.replace("\r\n", "\n"), String::from),
        "note" | "people" | "locations" | "funding" | "social" => return typed.to_owned(),
        "season" | "episode" => trimmed.parse::<i64>().ok().map(|number| number.to_string()),
        "licence_url" => HttpsUrl::try_from(trimmed.to_owned()).ok().map(String::from),
        "slug" => Slug::of_title(trimmed).map(String::from),
        _ => Line::parse(trimmed).ok().map(String::from),
    };
    kept.unwrap_or_else(|| trimmed.to_owned())
}

/// People as a field holds them: what is empty is left out, and nobody is an empty text.
pub fn people_text(people: impl Iterator<Item = [(&'static str, String); 5]>) -> String {
    let people: Vec<Value> = people
        .filter_map(|fields| {
            let said = fields.into_iter().map(|(name, value)| {
                let kept = match name {
                    "href" | "img" => WebUrl::try_from(value.trim().to_owned()).ok().map(String::from),
                    _ => Line::parse(&value).ok().map(String::from),
                };
                (name.to_owned(), kept.unwrap_or_else(|| value.trim().to_owned()))
            });
            let said: Map<String, Value> =
                said.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.into())).collect();
            (!said.is_empty()).then_some(Value::Object(said))
        })
        .collect();
    if people.is_empty() { String::new() } else { Value::Array(people).to_string() }
}

/// Rows of a form as a field holds them, each as the catalogue would keep it, if it would.
pub fn rows_text(field: &str, rows: &[Value]) -> String {
    let kept = |row| match field {
        "locations" => row_as_kept::<Location>(row),
        "funding" => row_as_kept::<Funding>(row),
        _ => row_as_kept::<Social>(row),
    };
    listed(&rows.iter().map(kept).collect::<Vec<_>>())
}

fn row_as_kept<T: Serialize + DeserializeOwned>(row: &Value) -> Value {
    let kept = T::deserialize(row).ok().and_then(|kept| serde_json::to_value(kept).ok());
    kept.unwrap_or_else(|| row.clone())
}

/// A list as a field holds it; nothing is an empty text.
fn listed<T: Serialize>(rows: &[T]) -> String {
    match serde_json::to_value(rows) {
        Ok(list) if !rows.is_empty() => list.to_string(),
        _ => String::new(),
    }
}

/// What a form says of somebody.
pub fn person_fields(person: &Person) -> [(&'static str, String); 5] {
    let line = |line: Option<&Line>| line.map(ToString::to_string).unwrap_or_default();
    let url = |url: Option<&WebUrl>| url.map(|url| url.as_str().to_owned()).unwrap_or_default();
    [
        ("name", person.name.to_string()),
        ("role", line(person.role.as_ref())),
        ("group", line(person.group.as_ref())),
        ("href", url(person.href.as_ref())),
        ("img", url(person.img.as_ref())),
    ]
}

/// Marks of fields: the same text has the same mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(BTreeMap<String, String>);

impl Marks {
    /// The mark of a field; none when nobody noted it.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Notes a field as it is in this sheet.
    pub fn note(&mut self, field: &str, sheet: &Sheet) {
        self.0.insert(field.to_owned(), mark(sheet.get(field)));
    }

    /// Takes a field's mark from others, where they have it.
    pub fn keep(&mut self, field: &str, others: &Self) {
        if let Some(mark) = others.get(field) {
            self.0.insert(field.to_owned(), mark.to_owned());
        }
    }
}

/// The mark of a text.
pub fn mark(text: &str) -> String {
    let mut digest = hex::encode(Sha256::digest(text.as_bytes()));
    digest.truncate(MARK);
    digest
}

/// Two sheets put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What both say; where they say different things, what I say.
    pub sheet: Sheet,
    /// The fields that I alone changed.
    pub mine: Vec<&'static str>,
    /// The fields that we changed to different texts.
    pub conflicts: Vec<&'static str>,
}

/// Puts together what I typed and what there is by now, field by field, knowing what both of us began from. A field of which
/// nobody knows what I began from counts as changed by nobody else; left empty in a form that began from others, it was not in
/// that form.
pub fn merge(base: &Marks, mine: &Sheet, theirs: &Sheet) -> Merged {
    let mut merged = Merged { sheet: theirs.clone(), mine: Vec::new(), conflicts: Vec::new() };
    for field in FIELDS {
        let (ours, others) = (mine.get(field), theirs.get(field));
        let is_changed = |text: &str| base.get(field).is_some_and(|known| known != mark(text));
        let was_not_there = base.get(field).is_none() && !base.0.is_empty() && ours.is_empty();
        if ours == others || was_not_there || (base.get(field).is_some() && !is_changed(ours)) {
            continue;
        }
        merged.sheet.set(field, ours);
        if is_changed(others) { merged.conflicts.push(field) } else { merged.mine.push(field) }
    }
    merged
}

/// What a person typed that nobody else sees yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Edit {
    /// The fields as they were when they began.
    pub base: Json<Marks>,
    /// What they typed.
    pub sheet: Json<Sheet>,
    /// When they last typed.
    pub changed_at: DateTime<Utc>,
}

impl Edit {
    /// By what a form says that it shows this working copy: the moment, in µs, which both databases keep.
    pub fn mark(&self) -> String {
        self.changed_at.timestamp_micros().to_string()
    }

    /// What waits in it for which nothing new was typed into another form of the same person, put into that form: whoever
    /// types in two windows loses nothing of what the one kept.
    pub fn carried_into(&self, base: &mut Marks, sheet: &mut Sheet) {
        for field in FIELDS {
            let waits = self.base.get(field).is_some_and(|known| known != mark(self.sheet.get(field)));
            let is_untouched = base.get(field) == Some(&mark(sheet.get(field)));
            if waits && is_untouched {
                sheet.set(field, self.sheet.get(field));
                base.keep(field, &self.base);
            }
        }
    }
}

/// What a person typed into an episode's form, if anything waits.
pub async fn of(conn: &mut Conn, episode: EpisodeId, user: UserId) -> sqlx::Result<Option<Edit>> {
    on!(conn, |c| {
        sqlx::query_as("select base, sheet, changed_at from edits where episode_id = $1 and user_id = $2")
            .bind(episode)
            .bind(user)
            .fetch_optional(c)
            .await
    })
}

/// Episodes of a show in which something of this person's waits.
pub async fn waiting(conn: &mut Conn, show: &Show, user: UserId) -> sqlx::Result<Vec<EpisodeId>> {
    let rows: Vec<(EpisodeId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select w.episode_id from edits w join episodes e on e.id = w.episode_id
             where e.show_id = $1 and w.user_id = $2 and e.deleted_at is null",
        )
        .bind(show.id)
        .bind(user)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What became of something that was to be kept.
#[derive(Debug)]
pub enum Kept {
    /// It is kept; none where nothing waits any more.
    Done(Option<Edit>),
    /// Another window of the same person kept something meanwhile: it has to be put together with that first.
    Overtaken,
}

/// Keeps what a person typed, in place of what was kept of them `before`, if that is still what is kept.
pub async fn keep(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    user: UserId,
    (before, edit): (Option<&Edit>, Option<(&Marks, &Sheet)>),
) -> Result<Kept> {
    let (mut tx, episode) = locked(app, actor, place, user).await?;
    if of(&mut tx, episode, user).await?.as_ref() != before {
        return Ok(Kept::Overtaken);
    }
    let now = app.clock.now();
    forget(&mut tx, episode, user).await?;
    let edit = edit.map(|(base, sheet)| Edit { base: Json(base.clone()), sheet: Json(sheet.clone()), changed_at: now });
    if let Some(edit) = &edit {
        insert(&mut tx, (episode, user), edit).await?;
    }
    tx.commit().await?;
    Ok(Kept::Done(edit))
}

/// Throws away what was kept of a person.
pub async fn discard(app: &App, actor: &Actor, place: Place<'_>, user: UserId) -> Result<()> {
    let (mut tx, episode) = locked(app, actor, place, user).await?;
    forget(&mut tx, episode, user).await?;
    Ok(tx.commit().await?)
}

/// Begins a change of what is kept of a person, one at a time.
async fn locked(app: &App, actor: &Actor, place: Place<'_>, user: UserId) -> Result<(Tx, EpisodeId)> {
    let mut tx = app.db.begin().await?;
    tx.lock(&format!("edit of {user}")).await?;
    let show = publish::show(&mut tx, actor, Scope::Publish, place.show).await?;
    let episode = publish::which(&mut tx, &show, place.episode).await?.episode.id;
    Ok((tx, episode))
}

async fn forget(tx: &mut Tx, episode: EpisodeId, user: UserId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from edits where episode_id = $1 and user_id = $2")
            .bind(episode)
            .bind(user)
            .execute(c)
            .await
            .map(drop)
    })
}

async fn insert(tx: &mut Tx, (episode, user): (EpisodeId, UserId), edit: &Edit) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into edits (episode_id, user_id, base, sheet, changed_at) values ($1, $2, $3, $4, $5)
             on conflict (episode_id, user_id) do update set base = excluded.base, sheet = excluded.sheet,
                 changed_at = excluded.changed_at",
        )
        .bind(episode)
        .bind(user)
        .bind(&edit.base)
        .bind(&edit.sheet)
        .bind(edit.changed_at)
        .execute(c)
        .await
        .map(drop)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sheet(fields: &[(&str, &str)]) -> Sheet {
        let mut sheet = Sheet::default();
        fields.iter().for_each(|(field, typed)| sheet.set(field, typed));
        sheet
    }

    #[test]
    fn what_only_one_changed_is_taken_from_them() {
        let base = sheet(&[("title", "Głos"), ("notes", "a"), ("season", "1")]);
        let mine = sheet(&[("title", "Głos ludzi"), ("notes", "a"), ("season", "1")]);
        let theirs = sheet(&[("title", "Głos"), ("notes", "b")]);
        let merged = merge(&base.marks(), &mine, &theirs);
        assert_eq!(merged.sheet, sheet(&[("title", "Głos ludzi"), ("notes", "b")]));
        assert_eq!((merged.mine, merged.conflicts), (vec!["title"], vec![]));
    }

    #[test]
    fn what_both_changed_is_asked_about_unless_they_agree() {
        let base = sheet(&[("title", "Głos"), ("notes", "a")]);
        let mine = sheet(&[("title", "Głos ludzi"), ("notes", "c")]);
        let theirs = sheet(&[("title", "Głos miasta"), ("notes", "c")]);
        let merged = merge(&base.marks(), &mine, &theirs);
        assert_eq!((merged.sheet.get("title"), merged.conflicts), ("Głos ludzi", vec!["title"]));
        assert!(merged.mine.is_empty());
    }

    #[test]
    fn what_one_window_kept_is_not_lost_to_another() {
        let before = sheet(&[("title", "Głos"), ("notes", "a"), ("season", "1")]);
        let waiting = sheet(&[("title", "Głos ludzi"), ("notes", "a"), ("season", "2")]);
        let edit = Edit { base: Json(before.marks()), sheet: Json(waiting), changed_at: DateTime::UNIX_EPOCH };
        let (mut base, mut other) = (before.marks(), sheet(&[("title", "Głos"), ("notes", "b"), ("season", "3")]));
        edit.carried_into(&mut base, &mut other);
        assert_eq!(other, sheet(&[("title", "Głos ludzi"), ("notes", "b"), ("season", "3")]));
    }

    #[test]
    fn what_would_be_kept_alike_is_no_change() {
        for (field, kept, typed) in [
            ("notes", "a\nb", "a\r\nb"),
            ("title", "Głos ludzi", " Głos  ludzi "),
            ("season", "2", "02"),
            ("slug", "glos-ludzi", "Głos ludzi"),
            ("licence_url", "https://example.org/", "https://example.org"),
        ] {
            let mut mine = Sheet::default();
            mine.typed(field, typed);
            assert_eq!(mine, sheet(&[(field, kept)]), "{field}");
        }
        let person = |name: &str, href: &str| {
            [
                ("name", name.to_owned()),
                ("role", String::new()),
                ("group", String::new()),
                ("href", href.to_owned()),
                ("img", String::new()),
            ]
        };
        assert_eq!(
            people_text([person(" Łucja  Żak", " https://example.org/ "), person("", " ")].into_iter()),
            people_text([person("Łucja Żak", "https://example.org/")].into_iter())
        );
    }

    #[test]
    fn rows_are_kept_as_the_catalogue_writes_them() {
        let typed = [serde_json::json!({ "name": " Kraków ", "country": "PL" }), serde_json::json!({ "geo": "tu" })];
        let kept = r#"[{"name":"Kraków","rel":"subject","country":"PL"},{"geo":"tu"}]"#;
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(value(&rows_text("locations", &typed)), value(kept));
        assert_eq!(rows_text("social", &[]), "");
    }

    #[test]
    fn a_form_that_had_not_a_field_takes_nothing_out_of_it() {
        let (before, theirs) = (sheet(&[("title", "Głos")]), sheet(&[("title", "Głos"), ("season", "2")]));
        let mut base = before.marks();
        base.0.remove("season");
        let merged = merge(&base, &sheet(&[("title", "Głos ludzi")]), &theirs);
        assert_eq!((merged.sheet.get("season"), merged.mine), ("2", vec!["title"]));
    }

    proptest! {
        /// Nobody's word is lost: each field says what one of the two says, and a change of one alone stands.
        #[test]
        fn nothing_is_lost(texts in proptest::collection::vec("[ab]?", 3 * FIELDS.len())) {
            let of = |which: usize| {
                let mut sheet = Sheet::default();
                FIELDS.iter().enumerate().for_each(|(at, field)| sheet.set(field, &texts[at * 3 + which]));
                sheet
            };
            let (base, mine, theirs) = (of(0), of(1), of(2));
            let merged = merge(&base.marks(), &mine, &theirs);
            for field in FIELDS {
                let (before, ours, others, now) =
                    (base.get(field), mine.get(field), theirs.get(field), merged.sheet.get(field));
                let expected = if ours == before { others } else { ours };
                prop_assert_eq!(now, expected);
                let differs = ours != before && others != before && ours != others;
                prop_assert_eq!(merged.conflicts.contains(&field), differs);
            }
        }
    }
}
