//! The episodes of a show in pages.

use super::{Published, published};
use crate::db::Conn;
use crate::intake::Result;
use crate::podcast::episodes;
use crate::podcast::shows::Show;

pub use crate::podcast::episodes::Mark;

/// Episodes of a show with their recordings, drafts first, then the newest release first, behind a place in that order.
pub async fn page(conn: &mut Conn, show: &Show, behind: Option<Mark>, count: i64) -> Result<Vec<Published>> {
    let mut page = Vec::new();
    for id in episodes::page(conn, show.id, behind, count).await? {
        page.push(published(conn, show, id, false).await?);
    }
    Ok(page)
}
