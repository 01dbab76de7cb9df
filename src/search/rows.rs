//! The queries of the search.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::excerpt::{excerpts, marked};
use super::passage::{Part, Passage};
use super::query::{Query, Term};
use super::words::folded;
use super::{EXCERPTS, EXCERPTS_OF_NOTE, Findings, Found, Kind, PAGE};
use crate::db::{Conn, ConnMut, Tx, on, patiently};
use crate::podcast::about::About;
use crate::podcast::ids::{EpisodeId, NoteId, ShowId};
use crate::podcast::slug::Slug;

/// Passages of one result that are read: those with all terms together, then the first ones with each.
const READ: usize = 5;

/// What is to be found.
pub(super) struct Wanted {
    pub(super) query: Query,
    pub(super) show: Option<ShowId>,
    /// From 1.
    pub(super) page: u32,
    pub(super) now: DateTime<Utc>,
}

/// What the database found.
#[derive(Debug, Default)]
pub(super) struct Rows {
    is_all: bool,
    results: Vec<Row>,
    passages: Vec<(i64, Passage)>,
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    total: i64,
    /// Ids of passages, with commas between them.
    passages: String,
    show: Slug,
    about: Json<About>,
    slug: Slug,
    title: String,
    opening: String,
    release_at: Option<DateTime<Utc>>,
}

/// What a search finds: what has all of its terms, or where nothing has, what has any of them.
pub(super) async fn search(conn: &mut Conn, wanted: &Wanted) -> sqlx::Result<Rows> {
    let count = wanted.query.terms.len();
    if count == 0 {
        return Ok(Rows::default());
    }
    let mut is_all = true;
    let mut results = page(conn, wanted, count).await?;
    if results.is_empty() && count > 1 {
        is_all = false;
        results = page(conn, wanted, 1).await?;
    }
    let ids: Vec<i64> = results.iter().flat_map(Row::read).collect();
    Ok(Rows { is_all, passages: passages(conn, &ids).await?, results })
}

/// A page of what has at least so many of the terms; the last one for a page behind it.
async fn page(conn: &mut Conn, wanted: &Wanted, at_least: usize) -> sqlx::Result<Vec<Row>> {
    let found = matching(conn, wanted, at_least, wanted.page).await?;
    if !found.is_empty() || wanted.page == 1 {
        return Ok(found);
    }
    let first = matching(conn, wanted, at_least, 1).await?;
    let total = first.first().map_or(0, |row| row.total).unsigned_abs();
    match u32::try_from(total.div_ceil(u64::from(PAGE))).unwrap_or(u32::MAX).min(wanted.page) {
        0 | 1 => Ok(first),
        last => matching(conn, wanted, at_least, last).await,
    }
}

async fn matching(conn: &mut Conn, wanted: &Wanted, at_least: usize, page: u32) -> sqlx::Result<Vec<Row>> {
    let (sql, matches) = match conn.driver() {
        ConnMut::Sqlite(_) => (
            sql(wanted, |place| {
                format!("passages_words w join passages p on p.id = w.rowid where passages_words match ${place}")
            }),
            matches(&wanted.query.terms, fts5, " AND "),
        ),
        ConnMut::Postgres(_) => (
            sql(wanted, |place| format!("passages p where p.words @@ cast(${place} as tsquery)")),
            matches(&wanted.query.terms, tsquery, " & "),
        ),
    };
    let at_least = i64::try_from(at_least).unwrap_or(i64::MAX);
    on!(conn, |c| {
        let query = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(wanted.now)
            .bind(at_least)
            .bind(i64::from(PAGE))
            .bind(i64::from(page - 1) * i64::from(PAGE))
            .bind(wanted.show);
        matches.into_iter().fold(query, |query, wanted| query.bind(wanted)).fetch_all(c).await
    })
}

/// What is looked for in the index: each term and, where there are several, all of them in one passage.
fn matches(terms: &[Term], write: fn(&Term) -> String, and: &str) -> Vec<String> {
    let mut each: Vec<String> = terms.iter().map(write).collect();
    if each.len() > 1 {
        each.push(each.join(and));
    }
    each
}

/// A term for SQLite (sqlite.org/fts5.html, "Full-text Query Syntax"). Folded words need no quoting; with it none of them is
/// an operator.
fn fts5(term: &Term) -> String {
    format!("\"{}\"{}", term.words.join(" "), if term.is_beginning { "*" } else { "" })
}

/// A term for PostgreSQL (manual, "tsquery"). Folded words hold nothing but a to z and 0 to 9.
fn tsquery(term: &Term) -> String {
    let words = term.words.join(" <-> ");
    if term.is_beginning { format!("{words}:*") } else { format!("({words})") }
}

/// The text of the query: what of the episodes and notes that may be seen at $1 has at least $2 terms, whichever passages they
/// are in; $3 rows behind the first $4, of show $5 or of all, and from $6 on what to look for.
///
/// Ids grow with the parts of an episode or note in the order of [`Part`], so the least one is the best passage; the first one
/// in which it is said comes with it.
fn sql(wanted: &Wanted, matching: impl Fn(usize) -> String) -> String {
    let (terms, spoken) = (wanted.query.terms.len(), Part::Words as i64);
    let in_show = if wanted.show.is_some() { "and p.show_id = $5" } else { "and $5 is null" };
    let looks = if terms > 1 { terms + 1 } else { terms };
    let hits: Vec<String> = (0..looks)
        .map(|term| {
            // Behind the terms all of them together: that chooses what is shown, not what is found.
            let number = if term == terms { 0 } else { term + 1 };
            let from = matching(6 + term);
            format!(
                "select {number} as term, coalesce(p.episode_id, p.note_id) as subject, min(p.id) as passage,
                     min(case when p.part = {spoken} then p.id end) as spoken from {from} {in_show} group by coalesce(p.episode_id, p.note_id)"
            )
        })
        .collect();
    let hits = hits.join(" union all ");
    format!(
        "with hits as ({hits}), found as (
             select h.subject, count(*) filter (where h.term > 0) as terms, max(p.part) filter (where h.term > 0) as part,
                 string_agg(cast(h.passage as text) || coalesce(',' || cast(h.spoken as text), ''), ',' order by h.term)
                     as passages
             from hits h join passages p on p.id = h.passage
             group by h.subject having count(*) filter (where h.term > 0) >= $2)
         select count(*) over () as total, f.passages, s.slug as show, s.about, coalesce(e.slug, n.slug) as slug, coalesce(e.title, n.title) as title,
             coalesce(n.summary, substr(e.notes, 1, 1000)) as opening, e.release_at
         from found f
         left join episodes e on e.id = f.subject and e.visibility = 'public' and e.release_at <= $1
             and exists (select 1 from audios where episode_id = e.id)
         left join notes n on n.id = f.subject
         join shows s on s.id = coalesce(e.show_id, n.show_id)
         order by f.terms desc, f.part, case when e.id is null then 1 else 0 end, e.release_at desc, f.subject
         limit $3 offset $4"
    )
}

/// The passages of these ids, in the order of the ids: in a document that is the order of its parts.
async fn passages(conn: &mut Conn, ids: &[i64]) -> sqlx::Result<Vec<(i64, Passage)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let sql = format!("select id, part, text, moments from passages where id in ({list}) order by id");
    let rows: Vec<PassageRow> = on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(c).await)?;
    Ok(rows.into_iter().map(PassageRow::passage).collect())
}

#[derive(sqlx::FromRow)]
struct PassageRow {
    id: i64,
    part: i64,
    text: String,
    moments: Json<Vec<(usize, u64)>>,
}

impl PassageRow {
    fn passage(self) -> (i64, Passage) {
        (self.id, Passage { part: Part::of(self.part), text: self.text, moments: self.moments.0 })
    }
}

impl Row {
    /// The passages of it that are worth reading.
    fn read(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = Vec::new();
        for id in self.passages.split(',').filter_map(|id| id.parse().ok()) {
            if !ids.contains(&id) && ids.len() < READ {
                ids.push(id);
            }
        }
        ids
    }

    fn found(self, passages: &[(i64, Passage)], terms: &[Term]) -> Found {
        let ids = self.read();
        let read: Vec<Passage> = passages
            .iter()
            .filter(|(id, passage)| ids.contains(id) && passage.part != Part::Title)
            .map(|(_, passage)| passage.clone())
            .collect();
        let kind = self.release_at.map_or(Kind::Note, Kind::Episode);
        let most = if kind == Kind::Note { EXCERPTS_OF_NOTE } else { EXCERPTS };
        Found {
            kind,
            title: marked(&self.title, terms),
            excerpts: excerpts(&read, terms, most),
            show: self.show,
            about: self.about.0,
            slug: self.slug,
            opening: self.opening,
        }
    }
}

impl Rows {
    /// What is shown of it.
    pub(super) fn findings(self, query: &Query) -> Findings {
        let Self { is_all, results, passages } = self;
        let total = results.first().map_or(0, |row| usize::try_from(row.total).unwrap_or(0));
        let results = results.into_iter().map(|row| row.found(&passages, &query.terms)).collect();
        Findings { total, is_all, results }
    }
}

/// Whose passages they are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    Episode(EpisodeId),
    Note(NoteId),
}

impl Subject {
    fn ids(self) -> (Option<EpisodeId>, Option<NoteId>) {
        match self {
            Self::Episode(id) => (Some(id), None),
            Self::Note(id) => (None, Some(id)),
        }
    }
}

/// Forgets what is known of an episode or a note; nothing of a note that is gone is left anyway.
pub(super) async fn forget(tx: &mut Tx, subject: Subject) -> sqlx::Result<()> {
    let (episode, note) = subject.ids();
    on!(tx, |c| {
        sqlx::query("delete from passages where episode_id = $1 or note_id = $2")
            .bind(episode)
            .bind(note)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Adds a passage, behind those that are better.
pub(super) async fn insert(tx: &mut Tx, show: ShowId, subject: Subject, passage: &Passage) -> sqlx::Result<()> {
    let (episode, note) = subject.ids();
    let columns = "insert into passages (show_id, episode_id, note_id, part, moments, text";
    match tx.driver() {
        ConnMut::Sqlite(c) => {
            let sql = format!("{columns}) values ($1, $2, $3, $4, $5, $6) returning id");
            let insert = sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .bind(show)
                .bind(episode)
                .bind(note)
                .bind(passage.part as i64)
                .bind(Json(&passage.moments))
                .bind(&passage.text);
            let (id,): (i64,) = patiently(insert.fetch_one(&mut *c)).await?;
            let words = sqlx::query("insert into passages_words (rowid, words) values ($1, $2)");
            patiently(words.bind(id).bind(folded(&passage.text)).execute(c)).await.map(drop)
        }
        ConnMut::Postgres(c) => {
            let sql = format!("{columns}, words) values ($1, $2, $3, $4, $5, $6, cast($7 as tsvector))");
            let insert = sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(show)
                .bind(episode)
                .bind(note)
                .bind(passage.part as i64)
                .bind(Json(&passage.moments))
                .bind(&passage.text)
                .bind(tsvector(&passage.text));
            patiently(insert.execute(c)).await.map(drop)
        }
    }
}

/// The words of a text with their places, as PostgreSQL writes them (manual, "tsvector").
fn tsvector(text: &str) -> String {
    let mut vector = String::new();
    for (place, word) in folded(text).split(' ').filter(|word| !word.is_empty()).enumerate() {
        vector.push_str(word);
        vector.push_str(&format!(":{} ", place + 1));
    }
    vector
}

/// The episodes of a show that changed since they were last read, the newest first.
pub(super) async fn changed(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<EpisodeId>> {
    let rows: Vec<(EpisodeId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select id from episodes where show_id = $1 and indexed < revision
             order by release_at desc, id",
        )
        .bind(show)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Notes that an episode was read at this revision. False when it was read at a later one already, or just now by another
/// process: the row is held until the transaction ends.
pub(super) async fn read_episode(tx: &mut Tx, episode: EpisodeId, revision: i64) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query("update episodes set indexed = $2 where id = $1 and indexed < $2")
            .bind(episode)
            .bind(revision)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// The same of the notes of a show.
pub(super) async fn read_notes(tx: &mut Tx, show: ShowId, described: i64) -> sqlx::Result<bool> {
    on!(tx, |c| {
        sqlx::query("update shows set indexed = $2 where id = $1 and indexed < $2")
            .bind(show)
            .bind(described)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1)
    })
}

/// The shows of which something changed since it was last read.
pub(super) async fn behind(conn: &mut Conn) -> sqlx::Result<Vec<ShowId>> {
    let rows: Vec<(ShowId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select id from shows where indexed < described
             union select show_id from episodes where indexed < revision",
        )
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_term_is_looked_for_once_and_several_also_together() {
        for (typed, expected) in
            [("żółw", vec!["\"zolw\"*"]), ("żółw rak", vec!["\"zolw\"*", "\"rak\"*", "\"zolw\"* AND \"rak\"*"])]
        {
            let query = Query::parse(typed);
            assert_eq!(matches(&query.terms, fts5, " AND "), expected);
            let wanted = Wanted { query, show: None, page: 1, now: DateTime::UNIX_EPOCH };
            let asked = sql(&wanted, |place| format!("looked for ${place}"));
            assert_eq!(asked.matches("looked for $").count(), expected.len(), "{asked}");
            assert!(asked.contains(&format!("looked for ${}", 5 + expected.len())), "{asked}");
        }
    }
}
