//! Why something was not taken in, in words for the person who sent it.

use std::collections::BTreeMap;

use super::Remark;
use crate::audio::Report;
use crate::i18n::{self, Lang};
use crate::podcast::ids::UploadId;

/// What the sender can do about a refusal; the web makes a status of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What was sent is not right; sending it again will not help.
    Invalid,
    /// The request does not have the form it must have.
    Malformed,
    /// No token, or none that is known.
    Unauthenticated,
    /// The token does not reach this far.
    Forbidden,
    /// What the request speaks of is not there.
    Missing,
    /// What the request speaks of was there and is gone.
    Gone,
    /// Somebody else was first, or the thing is not in the state for this.
    Conflict,
    /// More bytes than are taken.
    TooLarge,
    /// A media type that is not taken here.
    MediaType,
    /// A header field asks for a version that is not spoken here.
    Precondition,
    /// What is asked for is there, but not in this form.
    Unoffered,
    /// tus: the bytes do not fit their checksum.
    Checksum,
}

/// A refusal: a stable code, and the values that its sentence mentions. The sentence is the message `refusal-CODE`.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// What the sender can do.
    pub kind: Kind,
    /// Stable, for programs.
    pub code: &'static str,
    /// The field of the request that is wrong.
    pub field: Option<&'static str>,
    /// Values of the sentence.
    pub values: BTreeMap<&'static str, String>,
    /// What the check found, when it was the check that refused.
    pub report: Option<Box<Report>>,
    /// The upload to go on with, when it is only too early.
    pub upload: Option<UploadId>,
    /// What the linter found, when it was the linter that refused.
    pub remark: Option<Box<Remark>>,
}

/// What was sent, as far as it helps to recognise it.
pub fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

impl Refusal {
    /// A refusal of this kind and code.
    pub fn new(kind: Kind, code: &'static str) -> Self {
        Self { kind, code, field: None, values: BTreeMap::new(), report: None, upload: None, remark: None }
    }

    /// Names the field that is wrong.
    #[must_use]
    pub fn field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Gives the sentence a value.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.insert(name, value.to_string());
        self
    }

    /// Attaches what the check found.
    #[must_use]
    pub fn report(mut self, report: Report) -> Self {
        self.report = Some(Box::new(report));
        self
    }

    /// Names the upload to go on with later.
    #[must_use]
    pub fn upload(mut self, upload: UploadId) -> Self {
        self.upload = Some(upload);
        self
    }

    /// Attaches what the linter found.
    #[must_use]
    pub fn remark(mut self, remark: Remark) -> Self {
        self.remark = Some(Box::new(remark));
        self
    }

    /// Whether the same is done as soon as the service has ended its work on an upload.
    pub fn is_too_early(&self) -> bool {
        matches!(self.code, "upload-checking" | "upload-mastering")
    }

    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut args: Vec<i18n::Arg<'_>> =
            self.values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let summary = self.report.as_ref().map(|report| report.rejection_summary(lang)).unwrap_or_default();
        args.push(("problems", summary.into()));
        if let Some(remark) = &self.remark {
            args.push(("finding", remark.problem(lang).into()));
            args.push(("mend", remark.mend(lang).into()));
        }
        args.push(("field", self.field.unwrap_or_default().into()));
        i18n::text(lang, &format!("refusal-{}", self.code), &args)
    }
}
