//! glos hosts podcasts: a recording goes in, is proven sound, and is heard in any podcast app.

pub mod audio;
pub mod storage;
