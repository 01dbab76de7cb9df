//! The pages.

pub mod errors;
/// r
pub fn routes() -> axum::Router<std::sync::Arc<crate::app::App>> {
    axum::Router::new()
}
