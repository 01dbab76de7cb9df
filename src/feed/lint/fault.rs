//! What can be wrong, with the values its sentences are made of. `words/` has the sentences in both languages.

use super::read::Node;
use crate::podcast::covers::{self, CoverError};

/// What is wrong. Elements are named as feeds write them (`<itunes:image>`), attributes as `<enclosure length>`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "names and fields say what the sentences in words/ say")]
pub enum Fault {
    // The document.
    NoDocument,
    TooLarge {
        bytes: usize,
        max: usize,
    },
    ByteOrderMark,
    NoDeclaration,
    OtherEncoding {
        name: String,
    },
    UnknownEncoding {
        name: String,
    },
    BrokenEncoding {
        name: String,
    },
    BrokenXml(Broken),
    UnknownEntity {
        name: String,
    },
    IllegalCharacter {
        code: u32,
    },
    Entities,
    Doctype,
    TooDeep {
        max: usize,
    },
    TooManyElements {
        max: usize,
    },
    TextTooLong {
        max: usize,
    },
    UndeclaredPrefix {
        prefix: String,
        uri: &'static str,
    },
    WrongNamespace {
        prefix: String,
        uri: String,
        right: &'static str,
    },
    WrongPrefix {
        prefix: String,
        usual: &'static str,
    },
    NotRss {
        root: String,
    },
    WrongVersion {
        version: String,
    },
    LargeFeed {
        size: usize,
        max: usize,
    },

    // Elements, attributes and their values in general.
    /// `like` is what to write, as XML.
    Missing {
        what: String,
        like: &'static str,
    },
    /// Neither of two.
    MissingBoth {
        one: &'static str,
        other: &'static str,
        like: &'static str,
    },
    Blank {
        what: String,
    },
    Repeated {
        what: String,
        count: usize,
    },
    Misplaced {
        what: String,
        belongs: String,
    },
    /// No app knows an element of this name.
    UnknownTag {
        what: String,
        meant: Option<String>,
    },
    NotOneOf {
        what: String,
        value: String,
        allowed: String,
    },
    NotAddress {
        what: String,
        value: String,
    },
    BlankInAddress {
        what: String,
        value: String,
    },
    NotHttps {
        what: String,
        value: String,
    },
    NotAscii {
        what: String,
        value: String,
    },
    /// `like` is an example of a right value.
    NotLike {
        what: String,
        value: String,
        like: &'static str,
    },
    TooManyCharacters {
        what: String,
        count: usize,
        max: usize,
    },
    TooManyBytes {
        what: String,
        count: usize,
        max: usize,
    },
    Padded {
        what: String,
    },
    Both {
        one: &'static str,
        other: &'static str,
    },
    Unequal {
        what: String,
        value: String,
        other: String,
        other_value: String,
    },

    // Texts.
    Markup {
        what: String,
        found: String,
    },
    DoubleEscaped {
        what: String,
        found: String,
    },
    RelativeLink {
        what: String,
        value: String,
    },
    Risky {
        what: String,
        found: String,
    },
    ContentFirst,
    NumberInTitle {
        value: String,
    },

    // Dates.
    NotDate {
        what: String,
        value: String,
    },
    WrongZone {
        what: String,
        zone: String,
    },
    WrongDay {
        what: String,
        said: String,
        right: String,
    },
    Future {
        what: String,
        value: String,
    },
    BuiltBeforeNewest {
        built: String,
        newest: String,
    },

    // Identities and addresses.
    DuplicateGuid {
        guid: String,
        line: u32,
    },
    PermalinkExpected {
        guid: String,
    },
    WeakGuid {
        guid: String,
    },
    DuplicateEnclosure {
        url: String,
        line: u32,
    },
    SameFileName {
        name: String,
        line: u32,
    },
    QueryInEnclosure {
        url: String,
    },
    SelfElsewhere {
        own: String,
        fetched: String,
    },
    ManySelves {
        count: usize,
    },
    HubWithoutSelf,
    NoEpisodes,
    CompleteAndPaged,

    // Recordings and pictures.
    ShortForItsDuration {
        length: u64,
        seconds: u64,
    },
    UnknownLength,
    WrongEnding {
        url: String,
        allowed: &'static str,
    },
    NoEnding {
        url: String,
    },
    TypeAndEnding {
        media_type: String,
        ending: String,
        right: String,
    },
    PictureTooWide {
        what: String,
        value: u64,
        max: u64,
    },

    // Categories and kinds.
    UnknownCategory {
        value: String,
        nearest: Option<String>,
    },
    UnknownSubcategory {
        value: String,
        parent: String,
        allowed: String,
    },
    SubcategoryAlone {
        value: String,
        parent: String,
    },
    LegacyExplicit {
        what: String,
        value: String,
        right: &'static str,
    },
    /// True or false with capital letters.
    CapitalExplicit {
        what: String,
        value: String,
        right: &'static str,
    },
    OnlyYes {
        what: String,
        value: String,
    },
    SerialWithoutNumber,
    RightsInCopyright {
        value: String,
    },
    SameTitle,

    // Podcast namespace and chapters.
    NotInTaxonomy {
        what: String,
        value: String,
    },
    NeedsChild {
        what: String,
        child: &'static str,
    },
    ListWithItems {
        medium: String,
    },
    NoStandardEnclosure,
    ChapterOrder {
        start: String,
        before: String,
    },
    /// Later than `itunes:duration`.
    BeyondEnd {
        what: String,
        value: String,
        seconds: u64,
    },
    SoundbiteLength {
        seconds: String,
    },
    StampsNotFromZero {
        first: String,
    },
    LicenceNeedsUrl {
        value: String,
    },
    /// Podlove's and JSON chapters of one episode.
    Disagree(Difference),

    // How the feed is served.
    ServedAs {
        what: String,
        media_type: String,
        right: String,
    },
    CharsetContradicts {
        said: String,
        is: String,
    },
    NoValidators {
        missing: &'static str,
    },
    NoNotModified {
        field: &'static str,
        status: u16,
    },
    BodyInNotModified,
    SameTagForGzip {
        etag: String,
    },
    NoVary,
    NotStable,
    NotCompressed {
        bytes: usize,
    },
    HeadStatus {
        status: u16,
    },
    HeadDiffers {
        field: &'static str,
        head: String,
        get: String,
    },
    NoHubHeader,
    TooManyRedirects {
        what: String,
        count: usize,
    },

    // What the feed links.
    Unreachable {
        what: String,
        url: String,
        why: Miss,
    },
    Status {
        what: String,
        url: String,
        status: u16,
    },
    NoRange {
        url: String,
        status: u16,
    },
    WrongRange {
        url: String,
        said: String,
    },
    LengthDiffers {
        url: String,
        said: u64,
        is: u64,
    },
    LeadsToPage {
        what: String,
        url: String,
    },
    NoCors {
        what: String,
        url: String,
    },
    BadPicture {
        url: String,
        why: UnfitPicture,
    },
    BadChapters {
        url: String,
        why: UnfitChapters,
    },
}

/// Why nothing came back from where a feed is, or what it links.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "names and fields say what the sentences in words/ say")]
pub enum Miss {
    /// Neither http nor https.
    #[error("only http:// and https:// addresses can be asked")]
    OtherScheme,
    #[error("the server answered {status}")]
    Answered { status: u16 },
    #[error("there is no such host")]
    NoHost,
    #[error("nobody answers there")]
    Refused,
    #[error("no answer in time")]
    Slow,
    #[error("more than {max} redirects")]
    ManyRedirects { max: usize },
    #[error("it redirects to {target}")]
    StrangeRedirect { target: String },
    /// It was not even tried: the time for the whole feed was over.
    #[error("not asked: {seconds} s were over")]
    NoTime { seconds: u64 },
    /// Anything else, in the words of the program that asked.
    #[error("{said}")]
    Failed { said: String },
}

/// Why a picture is no artwork (Apple, "Artwork requirements").
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "names and fields say what the sentences in words/ say")]
pub enum UnfitPicture {
    TooLong { bytes: u64, max: u64 },
    Form,
    Shape { width: u32, height: u32 },
    Side { side: u32 },
    Print,
    Colours { said: String },
    Torn { said: String },
}

impl From<CoverError> for UnfitPicture {
    fn from(error: CoverError) -> Self {
        match error {
            CoverError::TooLong(bytes) => Self::TooLong { bytes, max: covers::MAX_BYTES },
            CoverError::Form => Self::Form,
            CoverError::Shape(width, height) => Self::Shape { width, height },
            CoverError::Side(side) => Self::Side { side },
            CoverError::Print => Self::Print,
            CoverError::Colours(said) => Self::Colours { said },
            CoverError::Broken(error) => Self::Torn { said: shown(&error.to_string()) },
        }
    }
}

/// Why a document is no chapters (podcast-namespace, jsonChapters.md).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "names and fields say what the sentences in words/ say")]
pub enum UnfitChapters {
    NotJson { said: String },
    NoVersion,
    NoList,
    NoStart { nth: usize },
    Order { start: String, before: String },
}

/// What two forms of an episode's chapters do not agree about; `nth` counts from 1 on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "names and fields say what the sentences in words/ say")]
pub enum Difference {
    Count { simple: usize, json: usize },
    Start { nth: usize, simple: String, json: String },
    Title { nth: usize, simple: String, json: String },
}

/// How XML can be broken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "names and fields say what the sentences in words/ say")]
pub enum Broken {
    BlankBeforeDeclaration,
    BareAmpersand,
    LessThan,
    Name {
        name: String,
    },
    EndOfCdata,
    Attribute {
        said: String,
    },
    NeverClosed {
        name: String,
        by: String,
    },
    StrayEnd {
        name: String,
    },
    CutOff {
        name: String,
    },
    SecondRoot {
        name: String,
    },
    TextOutside,
    Declaration,
    LateDeclaration,
    Comment,
    NoBlank,
    Prefix {
        prefix: String,
    },
    /// In the words of a strict parser.
    Strict {
        said: String,
    },
    Syntax {
        said: String,
    },
}

/// The element as sentences name it.
pub(super) fn element(name: &str) -> String {
    format!("<{name}>")
}

/// An attribute of an element as sentences name it.
pub(super) fn attribute(node: Node<'_>, name: &str) -> String {
    format!("<{} {name}>", node.name())
}

/// A value from outside, short enough for a sentence.
pub(super) fn shown(value: &str) -> String {
    let mut shown: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(100).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}
