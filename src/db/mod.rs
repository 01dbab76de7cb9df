//! SQLite or PostgreSQL: one SQL text a query, run by either native driver.
//!
//! Query functions take a [`Conn`], never a pool; who began a [`Tx`] commits it. What the two databases
//! cannot say alike (a lock by name) lives here and nowhere else.

mod connect;

use std::io;
use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction};

pub use connect::connect;

/// The pool of the database that the settings chose.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file beside the service (WAL); needs nothing.
    Sqlite(SqlitePool),
    /// Shared by any number of replicas.
    Postgres(PgPool),
}

/// The connection every query function takes, in a transaction or not.
#[derive(Debug)]
pub enum Conn {
    /// A pooled SQLite connection.
    Sqlite(PoolConnection<Sqlite>),
    /// A SQLite transaction that holds the write lock.
    SqliteTx(Transaction<'static, Sqlite>),
    /// A pooled PostgreSQL connection.
    Postgres(PoolConnection<Postgres>),
    /// A PostgreSQL transaction.
    PostgresTx(Transaction<'static, Postgres>),
}

/// A write transaction; dropped without [`Tx::commit`] it rolls back.
#[derive(Debug)]
pub struct Tx(Conn);

/// A driver's own connection, borrowed for one query by `on!`.
#[derive(Debug)]
pub enum ConnMut<'c> {
    /// SQLite's.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL's.
    Postgres(&'c mut PgConnection),
}

/// Runs the body with `$c` bound to the driver's own connection, and waits for it [`patiently`]; the body is compiled once
/// a driver.
macro_rules! on {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn.driver() {
            $crate::db::ConnMut::Sqlite($c) => $crate::db::patiently(async { $body }).await,
            $crate::db::ConnMut::Postgres($c) => $crate::db::patiently(async { $body }).await,
        }
    };
}
pub(crate) use on;

/// How long a database may be silent. Every statement here takes milliseconds, or waits for another one that does.
const PATIENCE: Duration = Duration::from_secs(15);

/// Instructions of SQLite's virtual machine between two looks at the time: a fraction of a millisecond.
const OPERATIONS: i32 = 10_000;

/// Waits for the database, but not for ever: one whose machine is gone, or whose connection a firewall forgot, never answers.
pub(crate) async fn patiently<T>(work: impl Future<Output = sqlx::Result<T>>) -> sqlx::Result<T> {
    let silent = |_| sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, "the database is silent"));
    tokio::time::timeout(PATIENCE, work).await.map_err(silent)?
}

impl Db {
    /// A connection for reading, or for one statement that is a transaction of its own.
    pub async fn conn(&self) -> sqlx::Result<Conn> {
        Ok(match self {
            Self::Sqlite(pool) => Conn::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// Begins a write transaction. SQLite takes the write lock now: a transaction that read first and wrote
    /// later would fail half-way with SQLITE_BUSY under two writers.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        Ok(Tx(match self {
            Self::Sqlite(pool) => Conn::SqliteTx(patiently(pool.begin_with("begin immediate")).await?),
            Self::Postgres(pool) => Conn::PostgresTx(patiently(pool.begin()).await?),
        }))
    }

    /// Begins a transaction for reading several tables as they are at one instant; drop it when done.
    pub async fn snapshot(&self) -> sqlx::Result<Tx> {
        Ok(Tx(match self {
            Self::Sqlite(pool) => Conn::SqliteTx(patiently(pool.begin()).await?),
            Self::Postgres(pool) => {
                let begin = pool.begin_with("begin isolation level repeatable read read only");
                Conn::PostgresTx(patiently(begin).await?)
            }
        }))
    }

    /// Waits for running queries, then closes the pool. A database that is silent is left alone.
    pub async fn close(&self) {
        let closed = match self {
            Self::Sqlite(pool) => tokio::time::timeout(PATIENCE, pool.close()).await,
            Self::Postgres(pool) => tokio::time::timeout(PATIENCE, pool.close()).await,
        };
        if closed.is_err() {
            tracing::warn!("the database is silent; its connections are left to end by themselves");
        }
    }
}

impl Conn {
    /// The driver's own connection, for `on!`.
    pub fn driver(&mut self) -> ConnMut<'_> {
        match self {
            Self::Sqlite(conn) => ConnMut::Sqlite(conn),
            Self::SqliteTx(tx) => ConnMut::Sqlite(tx),
            Self::Postgres(conn) => ConnMut::Postgres(conn),
            Self::PostgresTx(tx) => ConnMut::Postgres(tx),
        }
    }
}

impl Tx {
    /// Makes the transaction's changes durable.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self.0 {
            Conn::SqliteTx(tx) => patiently(tx.commit()).await,
            Conn::PostgresTx(tx) => patiently(tx.commit()).await,
            Conn::Sqlite(_) | Conn::Postgres(_) => unreachable!("a Tx always holds a transaction"),
        }
    }

    /// Has the database itself end statements of this transaction that take longer, with an error that [`is_interrupted`] knows.
    /// Take the limit off again before the transaction is dropped: on SQLite it is the connection's.
    pub async fn limit(&mut self, limit: Option<Duration>) -> sqlx::Result<()> {
        match self.driver() {
            ConnMut::Sqlite(conn) => {
                let mut handle = conn.lock_handle().await?;
                match limit {
                    Some(limit) => {
                        let begun = Instant::now();
                        handle.set_progress_handler(OPERATIONS, move || begun.elapsed() < limit);
                    }
                    None => handle.remove_progress_handler(),
                }
                Ok(())
            }
            ConnMut::Postgres(conn) => {
                // The limit of a transaction ends with it.
                let Some(limit) = limit else { return Ok(()) };
                let set = format!("set local statement_timeout = {}", limit.as_millis());
                patiently(sqlx::query(sqlx::AssertSqlSafe(set)).execute(conn)).await.map(drop)
            }
        }
    }

    /// Holds the lock of this name until the transaction ends: two transactions that name the same thing run
    /// one after the other. On SQLite every write transaction already does.
    pub async fn lock(&mut self, name: &str) -> sqlx::Result<()> {
        match self.driver() {
            ConnMut::Sqlite(_) => Ok(()),
            ConnMut::Postgres(conn) => {
                let lock = sqlx::query("select pg_advisory_xact_lock(hashtextextended($1, 0))").bind(name);
                patiently(lock.execute(conn)).await.map(drop)
            }
        }
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// Whether a statement failed because a unique column already held the value.
pub fn is_taken(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

/// Whether a statement was ended because it took too long (SQLITE_INTERRUPT 9; PostgreSQL's query_canceled).
pub fn is_interrupted(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    matches!(code.as_deref(), Some("9" | "57014"))
}

/// Whether trying again later may succeed: the database is locked, unreachable, full or out of connections.
pub fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        // A connection that broke in the middle of a handshake or an answer; the next one is another.
        sqlx::Error::Protocol(_) | sqlx::Error::Tls(_) | sqlx::Error::BeginFailed => true,
        sqlx::Error::Database(cause) => {
            // SQLite primary result codes: BUSY 5, LOCKED 6, IOERR 10, FULL 13, CANTOPEN 14 (sqlite.org/rescode.html).
            // PostgreSQL classes: 08 connection, 40 rollback, 53 resources, 55 not in the state (a lock not to be had), 57
            // operator intervention, a timeout among them (appendix A).
            let code = cause.code().unwrap_or_default();
            match code.parse::<i64>() {
                Ok(number) if cause.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() => {
                    matches!(number & 0xff, 5 | 6 | 10 | 13 | 14)
                }
                _ => ["08", "40", "53", "55", "57"].iter().any(|class| code.starts_with(class)),
            }
        }
        _ => false,
    }
}
