//! Passwords: what one must be, and what is kept of it (argon2id, RFC 9106).

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Fewest characters: what CERT Polska advises. No rules of capitals and digits, which make passwords no better (NIST SP
/// 800-63B-4 §3.1.1.2).
pub const SHORTEST: usize = 12;

/// Most bytes: a sentence of a book, not a book.
pub const LONGEST: usize = 1024;

/// Different characters that a password has at least: `aaaaaaaaaaaa` has one.
const DIFFERENT: usize = 5;

/// Hashes that are made at once: each takes 19 MiB and one core for some 20 ms.
const AT_ONCE: usize = 4;

/// How long somebody waits for their turn. Who waits longer is one of many who guess.
const PATIENCE: Duration = Duration::from_secs(10);

/// What passwords are often made of, in any case; with little else around it, it is guessed.
const OFTEN: [&str; 10] =
    ["password", "haslo", "hasło", "qwerty", "qwertz", "12345", "admin", "zaq12wsx", "letmein", "podcast"];

/// A password that may be chosen.
pub struct Password(String);

/// Why a password may not be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It is shorter than [`SHORTEST`].
    Short,
    /// It is longer than [`LONGEST`].
    Long,
    /// It is among the first that anybody would try.
    Guessable,
}

impl Password {
    /// A password that somebody chose, unless it is weak. `known` is what others know of them: their address, their name.
    pub fn choose(typed: &str, known: &[&str]) -> Result<Self, Weak> {
        if typed.chars().count() < SHORTEST {
            return Err(Weak::Short);
        }
        if typed.len() > LONGEST {
            return Err(Weak::Long);
        }
        if is_guessable(typed, known) { Err(Weak::Guessable) } else { Ok(Self(typed.to_owned())) }
    }
}

/// Whether little is left of a password without what everybody tries first.
fn is_guessable(typed: &str, known: &[&str]) -> bool {
    let lower = typed.to_lowercase();
    let different: std::collections::BTreeSet<char> = lower.chars().collect();
    let mut rest = lower.clone();
    let words = known.iter().flat_map(|known| known.split(|c: char| !c.is_alphanumeric()));
    for word in words.map(str::to_lowercase).filter(|word| word.chars().count() >= 4) {
        rest = rest.replace(&word, "");
    }
    for word in OFTEN {
        rest = rest.replace(word, "");
    }
    different.len() < DIFFERENT || rest.chars().count() < SHORTEST / 2 || is_a_run(&lower)
}

/// Whether most characters are the neighbours of those before them: `abcdefghijkl`, `123456789012`.
fn is_a_run(text: &str) -> bool {
    let chars: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = chars.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) == 1).count();
    steps * 4 > chars.len() * 3
}

/// Where passwords are hashed: beside the requests, a few at once.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

/// More passwords wait to be hashed than the machine can do.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("too many passwords are being checked at once")]
pub struct Busy;

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// What is kept of a password: a PHC string with a salt of its own.
    pub async fn hash(&self, Password(typed): Password) -> anyhow::Result<String> {
        self.aside(move || hashed(&typed)).await
    }

    /// Whether this is the password of which `kept` is kept. It takes as long where nothing is kept: whether somebody has an
    /// account cannot be told by the time.
    pub async fn fits(&self, typed: &str, kept: Option<&str>) -> anyhow::Result<bool> {
        let (typed, kept) = (typed.to_owned(), kept.map(str::to_owned));
        if typed.len() > LONGEST {
            return Ok(false);
        }
        self.aside(move || match kept {
            None => hashed(&typed).map(|_| false),
            Some(kept) => {
                let kept = PasswordHash::new(&kept).context("the catalogue has a broken password")?;
                Ok(Argon2::default().verify_password(typed.as_bytes(), &kept).is_ok())
            }
        })
        .await
    }

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let turn =
            tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await.map_err(|_| Busy)??;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await?
    }
}

/// The defaults of the crate are those that OWASP advises: 19 MiB, two passes, one lane ("Password Storage Cheat Sheet").
fn hashed(typed: &str) -> anyhow::Result<String> {
    Ok(Argon2::default().hash_password(typed.as_bytes()).context("the system has no random numbers")?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_what_everybody_tries_first() {
        let known = ["ewa.zajac@dialog.example", "Ewa Zając"];
        let chosen = |typed: &str| Password::choose(typed, &known).map(drop);
        assert_eq!(chosen("krótkie-11z"), Err(Weak::Short));
        assert_eq!(chosen(&"żółw ".repeat(300)), Err(Weak::Long));
        for typed in
            ["aaaaaaaaaaaaaa", "123456789012", "abcdefghijklmn", "haslo1234567", "zajac-zajac-1", "QWERTYqwerty12"]
        {
            assert_eq!(chosen(typed), Err(Weak::Guessable), "{typed}");
        }
        for typed in ["trzy zielone parasole", "poprawny koń bateria", "Xk2-99pq!rRt7"] {
            assert_eq!(chosen(typed), Ok(()), "{typed}");
        }
    }

    #[tokio::test]
    async fn only_the_same_password_fits_and_no_two_hashes_are_alike() {
        let passwords = Passwords::default();
        let hash = async || passwords.hash(Password("trzy zielone parasole".into())).await.unwrap();
        let kept = hash().await;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hash().await);
        assert!(passwords.fits("trzy zielone parasole", Some(&kept)).await.unwrap());
        assert!(!passwords.fits("trzy zielone parasolki", Some(&kept)).await.unwrap());
        assert!(!passwords.fits("trzy zielone parasole", None).await.unwrap());
    }
}
