//! The queries of webhooks and of their messages.

use chrono::{DateTime, Utc};

use super::{Delivery, Webhook};
use crate::db::{Conn, Tx, on};
use crate::podcast::ids::{DeliveryId, ShowId, WebhookId};

const COLUMNS: &str = "id, show_id, url, events, secret, created_at, failing_since, off_at";

const OF_DELIVERY: &str =
    "id, webhook_id, event, subject, body, state, attempts, status, error, created_at, tried_at, next_at";

/// Adds a webhook.
pub async fn insert(tx: &mut Tx, webhook: &Webhook) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into webhooks (id, show_id, url, events, secret, created_at) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(webhook.id)
        .bind(webhook.show_id)
        .bind(&webhook.url)
        .bind(&webhook.events)
        .bind(&webhook.secret)
        .bind(webhook.created_at)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Writes back what may change of a webhook.
pub async fn update(tx: &mut Tx, webhook: &Webhook) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update webhooks set url = $2, events = $3, failing_since = $4, off_at = $5 where id = $1")
            .bind(webhook.id)
            .bind(&webhook.url)
            .bind(&webhook.events)
            .bind(webhook.failing_since)
            .bind(webhook.off_at)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Removes a webhook, with its messages.
pub async fn delete(tx: &mut Tx, id: WebhookId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from webhooks where id = $1").bind(id).execute(c).await.map(drop))
}

/// The webhook of this identity.
pub async fn by_id(conn: &mut Conn, id: WebhookId) -> sqlx::Result<Option<Webhook>> {
    let sql = format!("select {COLUMNS} from webhooks where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// Every webhook, oldest first.
pub async fn all(conn: &mut Conn) -> sqlx::Result<Vec<Webhook>> {
    let sql = format!("select {COLUMNS} from webhooks order by created_at, id");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(c).await)
}

/// The webhooks that are told of a show and are not switched off.
pub async fn listening(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<Webhook>> {
    let sql = format!(
        "select {COLUMNS} from webhooks where (show_id is null or show_id = $1) and off_at is null
         order by created_at, id"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).fetch_all(c).await)
}

/// Adds a message.
pub async fn add(tx: &mut Tx, delivery: &Delivery) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into deliveries (id, webhook_id, event, subject, body, state, attempts, created_at, next_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(delivery.id)
        .bind(delivery.webhook_id)
        .bind(delivery.event)
        .bind(&delivery.subject)
        .bind(&delivery.body)
        .bind(delivery.state)
        .bind(delivery.attempts)
        .bind(delivery.created_at)
        .bind(delivery.next_at)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Writes down how a message went.
pub async fn tried(tx: &mut Tx, delivery: &Delivery) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update deliveries set state = $2, attempts = $3, status = $4, error = $5, tried_at = $6, next_at = $7
             where id = $1",
        )
        .bind(delivery.id)
        .bind(delivery.state)
        .bind(delivery.attempts)
        .bind(delivery.status)
        .bind(&delivery.error)
        .bind(delivery.tried_at)
        .bind(delivery.next_at)
        .execute(c)
        .await
        .map(drop)
    })
}

/// The message of this identity.
pub async fn delivery(conn: &mut Conn, id: DeliveryId) -> sqlx::Result<Option<Delivery>> {
    let sql = format!("select {OF_DELIVERY} from deliveries where id = $1");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(c).await)
}

/// The messages of a webhook, newest first, behind the one of a moment and an identity.
pub async fn deliveries(
    conn: &mut Conn,
    webhook: WebhookId,
    behind: Option<(DateTime<Utc>, DeliveryId)>,
    count: i64,
) -> sqlx::Result<Vec<Delivery>> {
    let condition = behind.map_or("", |_| "and (created_at < $3 or (created_at = $3 and id > $4))");
    let sql = format!(
        "select {OF_DELIVERY} from deliveries where webhook_id = $1 {condition} order by created_at desc, id limit $2"
    );
    on!(conn, |c| {
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(webhook).bind(count);
        if let Some((moment, id)) = behind {
            query = query.bind(moment).bind(id);
        }
        query.fetch_all(c).await
    })
}

/// Forgets the messages found before a moment that are not on their way.
pub async fn forget(conn: &mut Conn, before: DateTime<Utc>) -> sqlx::Result<()> {
    on!(conn, |c| {
        sqlx::query("delete from deliveries where created_at < $1 and state <> 'waiting'")
            .bind(before)
            .execute(c)
            .await
            .map(drop)
    })
}
