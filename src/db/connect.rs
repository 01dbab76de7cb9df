//! Opening the database: pool, pragmas, migrations.

use std::str::FromStr;
use std::time::Duration;

use anyhow::Context;
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::Db;

/// How long a query waits for SQLite's write lock or for a free connection before it fails and the caller
/// answers 503.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the database behind `url` (`sqlite:…` or `postgres://…`) and brings its schema up to date.
pub async fn connect(url: &str) -> anyhow::Result<Db> {
    let db = if url.starts_with("sqlite:") {
        sqlite(url).await.with_context(|| format!("could not open the database {url}"))?
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        // The URL holds a password: it must not reach the log.
        postgres(url).await.context("could not open the PostgreSQL database of GLOS_DATABASE_URL")?
    } else {
        anyhow::bail!("the database URL must begin with sqlite: or postgres://");
    };
    migrate(&db).await.context("could not bring the database's schema up to date")?;
    Ok(db)
}

async fn sqlite(url: &str) -> anyhow::Result<Db> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What is acknowledged survives a power cut: NORMAL would lose the last commits of the WAL.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE);
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(PATIENCE)
        // SQLite itself rolls back a transaction that meets a full disk (sqlite.org/lang_transaction.html, "automatic
        // rollback"). The driver does not learn of it, and no other transaction could begin on that connection.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_with(options)
        .await?;
    Ok(Db::Sqlite(pool))
}

async fn postgres(url: &str) -> anyhow::Result<Db> {
    // A query that another one blocks fails in time for its caller to answer 503.
    let limits = [("statement_timeout", "15s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "60s")];
    let options = PgConnectOptions::from_str(url)?.options(limits);
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE).connect_with(options).await?;
    Ok(Db::Postgres(pool))
}

async fn migrate(db: &Db) -> Result<(), sqlx::migrate::MigrateError> {
    match db {
        Db::Sqlite(pool) => sqlx::migrate!("migrations/sqlite").run(pool).await,
        Db::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await,
    }
}
