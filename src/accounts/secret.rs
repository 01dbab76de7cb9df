//! Secrets that are shown once: the catalogue keeps their hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A new secret of 256 random bits. Never logged.
pub struct Secret(String);

impl Secret {
    /// For a token: behind a prefix by which secret scanners know it.
    pub fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self(format!("glos_{}", random()?)))
    }

    /// For a cookie or a link, where nobody looks for a prefix.
    pub fn plain() -> Result<Self, getrandom::Error> {
        random().map(Self)
    }

    /// The text to show once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// What is kept of a secret. A plain hash suffices: nobody guesses 256 random bits.
pub fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

fn random() -> Result<String, getrandom::Error> {
    let mut bits = [0_u8; 32];
    getrandom::fill(&mut bits)?;
    Ok(URL_SAFE_NO_PAD.encode(bits))
}
