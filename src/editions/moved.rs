//! The names that shows had before, in memory: who asks for one is led on without a query.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::db::Db;
use crate::podcast::former_slugs;
use crate::podcast::slug::Slug;

/// Former names with the present ones.
#[derive(Debug, Default)]
pub struct Moved(RwLock<Arc<HashMap<Slug, Slug>>>);

impl Moved {
    /// Reads them anew.
    pub async fn refresh(&self, db: &Db) -> sqlx::Result<()> {
        let moved = former_slugs::all(&mut db.conn().await?).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(moved);
        Ok(())
    }

    /// Whether no show ever had another name, which spares everybody the look.
    pub fn is_empty(&self) -> bool {
        self.held().is_empty()
    }

    /// What the show of this former name is called now.
    pub fn present(&self, former: &Slug) -> Option<Slug> {
        self.held().get(former).cloned()
    }

    fn held(&self) -> Arc<HashMap<Slug, Slug>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}
