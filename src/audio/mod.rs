//! stub
#![allow(missing_docs)]
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub file: Option<String>,
    pub bytes: u64,
    pub media_type: Option<String>,
    pub duration_ms: Option<u64>,
    pub sha256: String,
    pub problems: Vec<Problem>,
    pub bit_rate: Option<u32>,
    pub codec: Option<String>,
}
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    pub code: String,
    pub message: String,
}
pub struct Claim<'a> {
    pub file_name: Option<&'a str>,
    pub media_type: Option<&'a str>,
}
pub fn inspect<S: std::io::Read + std::io::Seek + Send + Sync + 'static>(
    _s: S,
    _c: &Claim<'_>,
) -> std::io::Result<Report> {
    unimplemented!()
}
pub fn sniff(_head: &[u8], _whole: bool, _c: &Claim<'_>) -> Option<Problem> {
    None
}
impl Report {
    pub fn rejection_summary(&self, _l: crate::i18n::Lang) -> String {
        String::new()
    }
    pub fn extension(&self) -> &'static str {
        "mp3"
    }
    pub fn is_publishable(&self) -> bool {
        true
    }
}
