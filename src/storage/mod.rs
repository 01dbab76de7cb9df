//! stub
#![allow(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);
impl Key {
    pub fn audio(s: &str) -> Key {
        Key(s.into())
    }
    pub fn cover(s: &str, _e: &str) -> Key {
        Key(s.into())
    }
}
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("x")]
    X,
}
impl Error {
    pub fn is_passing(&self) -> bool {
        true
    }
}
