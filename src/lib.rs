//! glos hosts podcasts: a recording goes in, is proven sound, and is heard in any podcast app.

pub mod addresses;
pub mod audio;
pub mod clock;
pub mod db;
pub mod feed;
pub mod markdown;
pub mod podcast;
pub mod storage;
