//! The picture of a recording's sound, kept under the SHA-256 of the bytes it was drawn of.

use crate::audio::Waveform;
use crate::db::{Conn, Tx, on};

/// The picture of the sound of these bytes; none for bytes that were checked before pictures were drawn.
pub async fn of(conn: &mut Conn, sha256: &str) -> sqlx::Result<Option<Waveform>> {
    let row: Option<(Vec<u8>,)> = on!(conn, |c| {
        sqlx::query_as("select peaks from waveforms where sha256 = $1").bind(sha256).fetch_optional(c).await
    })?;
    Ok(row.map(|(peaks,)| Waveform { peaks }))
}

/// Keeps a picture. The same bytes have the same one.
pub async fn keep(tx: &mut Tx, sha256: &str, waveform: &Waveform) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("insert into waveforms (sha256, peaks) values ($1, $2) on conflict (sha256) do nothing")
            .bind(sha256)
            .bind(&waveform.peaks)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Forgets the picture of bytes that nobody has any more.
pub async fn forget(tx: &mut Tx, sha256: &str) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from waveforms where sha256 = $1").bind(sha256).execute(c).await.map(drop))
}
