//! What a browser, a podcast app or a script asks for.

pub mod api;
pub mod assets;
pub mod error;
pub mod html;
pub mod language;
pub mod pages;
