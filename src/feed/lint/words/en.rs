//! The sentences in English.

use super::super::fault::{Broken, Difference, Fault, UnfitChapters, UnfitPicture};
use super::{few, size};

/// What is wrong, and what to do.
pub(super) fn say(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::NoDocument => both("There is nothing in it.", "Give the address or file of an RSS feed."),
        Fault::TooLarge { bytes, max } => [
            format!("The document has {}; beyond {} it is not read.", size(*bytes, '.'), size(*max, '.')),
            "Keep the newest episodes in the feed, and the others on further pages (RFC 5005).".into(),
        ],
        Fault::ByteOrderMark => both(
            "A byte order mark stands before the XML declaration; some apps then do not take it for XML.",
            "Save the feed as UTF-8 without a byte order mark.",
        ),
        Fault::NoDeclaration => both(
            "There is no XML declaration.",
            "Let the document begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?>.",
        ),
        Fault::OtherEncoding { name } => [format!("The feed is written in {name}; Apple takes UTF-8 only."), UTF_8.into()],
        Fault::UnknownEncoding { name } => [format!("The declaration names the encoding \"{name}\", which is not known or not the real one."), UTF_8.into()],
        Fault::BrokenEncoding { name } => [format!("There are bytes here that are no {name}; letters are lost, and strict readers stop."), UTF_8.into()],
        Fault::BrokenXml(broken) => say_broken(broken),
        Fault::UnknownEntity { name } => [
            format!("XML knows no \"&{name};\"; strict readers refuse the whole feed."),
            format!("Write the character itself, or escape the ampersand: &amp;{name};."),
        ],
        Fault::IllegalCharacter { code } => [
            format!("The character U+{code:04X} stands here, which XML 1.0 cannot hold; apps refuse the whole feed."),
            "Take it out of the text that it came with (often pasted from a word processor).".into(),
        ],
        Fault::Entities => both(
            "The document declares entities of its own; readers expand none, for fear of attacks.",
            "Take the DOCTYPE out and write the characters themselves.",
        ),
        Fault::Doctype => both("The document has a DOCTYPE, of which RSS 2.0 knows none.", "Take it out."),
        Fault::TooDeep { max } => [format!("Elements stand in one another {max} deep and deeper; what is deeper was not read."), "Look for tags that are never closed.".into()],
        Fault::TooManyElements { max } => [format!("There are more than {max} elements; the rest was not read."), "Keep the newest episodes in the feed, and the others on further pages (RFC 5005).".into()],
        Fault::TextTooLong { max } => [format!("A text is longer than {}; the rest of it was not read.", size(*max, '.')), "Shorten it.".into()],
        Fault::UndeclaredPrefix { prefix, uri } => {
            let uri = if uri.is_empty() { "…" } else { uri };
            [
                format!("The prefix \"{prefix}\" is used and declared nowhere; strict readers refuse the whole feed."),
                format!("Add xmlns:{prefix}=\"{uri}\" to <rss>."),
            ]
        }
        Fault::WrongNamespace { prefix, uri, right } => [
            format!("{} is bound to \"{uri}\", which apps do not know: they overlook all its elements.", xmlns(prefix)),
            format!("Write {}=\"{right}\", to the letter.", xmlns(prefix)),
        ],
        Fault::WrongPrefix { prefix, usual } => [
            format!("The prefix \"{prefix}\" stands for what everybody calls \"{usual}\"; simple readers go by the prefix."),
            format!("Use the prefix \"{usual}\"."),
        ],
        Fault::NotRss { root } if root.is_empty() => both("There is no XML in it.", "Give the address or file of an RSS feed."),
        Fault::NotRss { root } => [
            format!("This is no RSS: its outermost element is <{root}>."),
            match root.as_str() {
                "html" | "HTML" => "This is a web page. Look in it for the address of the feed.".into(),
                "atom:feed" | "feed" => "Podcast directories take no Atom any more; offer the feed as RSS 2.0.".into(),
                _ => "Let it be <rss version=\"2.0\"> with one <channel> inside.".into(),
            },
        ],
        Fault::WrongVersion { version } if version.is_empty() => both("<rss> does not say its version.", "Write <rss version=\"2.0\">."),
        Fault::WrongVersion { version } => [format!("This is RSS {version}; podcasts are RSS 2.0."), "Write <rss version=\"2.0\">.".into()],
        Fault::LargeFeed { size: bytes, max } => [
            format!("The feed has {}; apps fetch it every hour or so.", size(*bytes, '.')),
            format!("Keep it below {}: the newest episodes in full, older ones on further pages (RFC 5005).", size(*max, '.')),
        ],

        Fault::Missing { what, like } => [format!("{what} is missing."), add(like)],
        Fault::MissingBoth { one, other, like } => [format!("Both {one} and {other} are missing."), add(like)],
        Fault::Blank { what } => [format!("{what} is empty."), "Fill it, or leave it out where it is optional.".into()],
        Fault::Repeated { what, count } => [format!("{what} is there {count} times; readers take one of them, not all the same."), "Keep one.".into()],
        Fault::Misplaced { what, belongs } => [format!("{what} stands where no app looks for it."), format!("Move it into: {belongs}.")],
        Fault::UnknownTag { what, meant: Some(meant) } => [format!("No app knows {what}."), format!("Is {meant} meant?")],
        Fault::UnknownTag { what, meant: None } => [format!("{what} is not in the namespace; hardly any app knows it."), "Check how it is spelled.".into()],
        Fault::NotOneOf { what, value, allowed } => [format!("{what} says \"{value}\", which nobody understands."), format!("Write one of: {}", few(allowed))],
        Fault::NotAddress { what, value } => [format!("{what} is \"{value}\", which is no absolute address."), "Write it whole, with https:// in front.".into()],
        Fault::BlankInAddress { what, value } => [format!("{what} has a blank in it: \"{value}\"; many apps cannot open that."), "Write %20 for it, or give the file a name without blanks.".into()],
        Fault::NotHttps { what, value } => [format!("{what} is \"{value}\"; the podcast namespace takes https only."), "Serve it by https, and write the address so.".into()],
        Fault::NotAscii { what, value } => [format!("{what} holds letters outside of ASCII: \"{value}\"."), "Write the host in punycode and the path percent-encoded, or name the file without them.".into()],
        Fault::NotLike { what, value, like } if value.is_empty() => [format!("{what} is empty."), format!("Write it like this: {like}")],
        Fault::NotLike { what, value, like } => [format!("{what} says \"{value}\", which apps cannot read."), format!("Write it like this: {like}")],
        Fault::TooManyCharacters { what, count, max } => [format!("{what} is {count} characters long; {max} are allowed."), "Shorten it.".into()],
        Fault::TooManyBytes { what, count, max } => [format!("{what} is {count} bytes long; {max} are allowed (letters outside of ASCII count two to four)."), "Shorten it; the full text can be in <content:encoded>.".into()],
        Fault::Padded { what } => [format!("{what} begins or ends with blanks or line breaks; some apps show them."), "Take them out.".into()],
        Fault::Both { one, other } => [format!("<{one}> and <{other}> say the same; readers differ in which they take."), format!("Keep <{one}>.")],
        Fault::Unequal { what, value, other, other_value } => [format!("{what} is \"{value}\", {other} is \"{other_value}\"."), "Make them equal.".into()],

        Fault::Markup { what, found } => [format!("{what} holds HTML ({found}); apps show it as it stands there."), "Write plain text.".into()],
        Fault::DoubleEscaped { what, found } => [format!("{what} was escaped twice; apps show \"{found}\"."), "Escape it once.".into()],
        Fault::RelativeLink { what, value } => [format!("{what} links \"{value}\", which leads nowhere in an app."), "Write the address whole, with https:// in front.".into()],
        Fault::Risky { what, found } => [format!("{what} holds {found}; apps take it out or refuse the text."), "Take it out.".into()],
        Fault::ContentFirst => both("<content:encoded> stands before <description>; some readers take the last text they find.", "Put <description> first."),
        Fault::NumberInTitle { value } => [format!("The title \"{value}\" begins with a number, which apps put there themselves."), "Leave it to <itunes:season> and <itunes:episode>.".into()],

        Fault::NotDate { what, value } => [format!("{what} says \"{value}\", which is no date of RSS; apps then sort wrongly or refuse the episode."), format!("Write it like this: {DATE}")],
        Fault::WrongZone { what, zone } => [format!("{what} has the zone \"{zone}\", which RSS does not know."), "Write GMT or +0000.".into()],
        Fault::WrongDay { what, said, right } => [format!("{what} says \"{said}\"; that day is a {right}."), format!("Write {right}, or leave the day of the week out.")],
        Fault::Future { what, value } => [format!("{what} lies in the future: {value}."), "Publish the episode when it is due; until then apps sort it wrongly or hide it.".into()],
        Fault::BuiltBeforeNewest { built, newest } => [format!("<lastBuildDate> ({built}) is earlier than the newest episode ({newest}); readers may think that nothing changed."), "Set it to when the content last changed.".into()],

        Fault::DuplicateGuid { guid, line } => [format!("The GUID \"{guid}\" is that of line {line} too; apps show only one of the two episodes."), "Give each episode a GUID of its own, once and for ever.".into()],
        Fault::PermalinkExpected { guid } => [format!("The GUID \"{guid}\" is no address, but says that it is: readers resolve it against the feed, and it changes when the feed moves."), "Write <guid isPermaLink=\"false\">.".into()],
        Fault::WeakGuid { guid } => [format!("The GUID \"{guid}\" may occur in other feeds too."), "Give new episodes a UUID; leave those of published ones as they are.".into()],
        Fault::DuplicateEnclosure { url, line } => [format!("The recording {url} is that of line {line} too; Apple overlooks the second."), "Give each episode a recording with an address of its own.".into()],
        Fault::SameFileName { name, line } => [format!("The file name \"{name}\" is that of line {line} too; download programs store one over the other."), "Name each recording differently.".into()],
        Fault::QueryInEnclosure { url } => [format!("The address of the recording has a query: {url}. Download programs make it part of the file's name."), "Put into the path what it says, or leave it out.".into()],
        Fault::SelfElsewhere { own, fetched } => [format!("The feed says that it is at {own}, and was fetched from {fetched}."), "If it moved, redirect by 301 to the address that it names; else name the real one.".into()],
        Fault::ManySelves { count } => [format!("The feed names {count} addresses of its own."), "Keep one <atom:link rel=\"self\">.".into()],
        Fault::NoEpisodes => both("There is no episode in the feed; directories take a show only with one.", "Publish an episode before you submit the feed; a trailer will do."),
        Fault::HubWithoutSelf => both("A WebSub hub is named, but not which feed it tells of.", "Add <atom:link rel=\"self\">."),
        Fault::CompleteAndPaged => both("The feed says that it is complete, and that it has further pages.", "Take out <fh:complete/>, or the links to pages."),

        Fault::ShortForItsDuration { length, seconds } => [format!("The recording is said to be {length} bytes for {seconds} seconds; no sound fits in there."), "Write the length of the file in bytes, not in seconds or kilobytes.".into()],
        Fault::UnknownLength => both("The length of the recording is 0.", "Write the length of the file in bytes; some apps plan downloads by it."),
        Fault::WrongEnding { url, allowed } => [format!("{url} does not end in what apps take."), format!("The address has to end in one of: {allowed}.")],
        Fault::NoEnding { url } => [format!("The path of {url} has no file extension, by which Apple goes."), "Let it end in the file's name: .mp3 for a recording, .jpg for a picture.".into()],
        Fault::TypeAndEnding { media_type, ending, right } => [format!("The type is \"{media_type}\", but the address ends in {ending}."), format!("Write type=\"{right}\".")],
        Fault::PictureTooWide { what, value, max } => [format!("{what} is {value}; RSS allows {max} at most."), "Leave it out: podcast artwork is larger anyway.".into()],

        Fault::UnknownCategory { value, nearest: Some(nearest) } => [format!("Apple has no category \"{value}\"."), format!("Is \"{nearest}\" meant?")],
        Fault::UnknownCategory { value, nearest: None } => [format!("Apple has no category \"{value}\"."), "Choose one of Apple's list (\"Podcast categories\"), to the letter.".into()],
        Fault::UnknownSubcategory { value, parent, allowed } if allowed.is_empty() => [format!("Apple has nothing below \"{parent}\", and so no \"{value}\"."), "Take it out.".into()],
        Fault::UnknownSubcategory { value, parent, allowed } => [format!("Apple has no \"{value}\" below \"{parent}\"."), format!("Choose one of: {allowed}.")],
        Fault::SubcategoryAlone { value, parent } => [format!("\"{value}\" is below \"{parent}\" in Apple's list, but stands alone here."), format!("Put it into <itunes:category text=\"{}\">.", parent.replace('&', "&amp;"))],
        Fault::LegacyExplicit { what, value, right } => [format!("{what} says \"{value}\", which was valid until 2019."), format!("Write {right}.")],
        Fault::CapitalExplicit { what, value, right } => [format!("{what} says \"{value}\"; some apps compare it letter by letter."), format!("Write {right}, in small letters.")],
        Fault::OnlyYes { what, value } => [format!("{what} says \"{value}\"; Apple understands nothing but \"Yes\", and does as if it were not there."), "Write Yes, with a capital Y, or leave it out.".into()],
        Fault::SerialWithoutNumber => both("The show is a serial, but this episode has no number: apps do not know when it comes.", "Add <itunes:episode>."),
        Fault::RightsInCopyright { value } => [format!("<copyright> is \"{value}\"; apps put the sign and the year there themselves."), "Write only who holds the rights.".into()],
        Fault::SameTitle => both("<itunes:title> of the channel says the same as <title>.", "Leave it out."),

        Fault::NotInTaxonomy { what, value } => [format!("{what} says \"{value}\", which is not in the taxonomy; apps may not show it."), "Choose from the Podcast Taxonomy, for instance Host, Guest, Producer.".into()],
        Fault::NeedsChild { what, child } => [format!("{what} has no {child} in it."), format!("Add {child}, or take {what} out.")],
        Fault::ListWithItems { medium } => [format!("The medium \"{medium}\" is a list of remote items, but there are episodes here."), "Write the medium without the L, or link the episodes by <podcast:remoteItem>.".into()],
        Fault::NoStandardEnclosure => both("The episode has alternate recordings, but no standard <enclosure>.", "Add the <enclosure> that every app plays."),
        Fault::ChapterOrder { start, before } => [format!("A chapter begins at {start}, after one that begins at {before}."), "Put the chapters in the order of time.".into()],
        Fault::BeyondEnd { what, value, seconds } => [format!("{what} is {value}, but the episode is {seconds} s long by its <itunes:duration>."), "Correct the time, or the duration.".into()],
        Fault::SoundbiteLength { seconds } => [format!("The soundbite is {seconds} s long; the namespace recommends 15 to 120 s."), "Choose a passage of that length.".into()],
        Fault::StampsNotFromZero { first } => [format!("The time stamps in the notes begin at {first}; apps make chapters of them only if the first one is 00:00:00."), "Let the first chapter begin at 00:00:00.".into()],
        Fault::LicenceNeedsUrl { value } => [format!("\"{value}\" is not on the namespace's list of licences, and there is no address of its text."), "Add url=\"https://…\".".into()],
        Fault::Disagree(difference) => [differ(difference), "Make both of one source: some apps read the one, some the other.".into()],

        Fault::ServedAs { what, media_type, right } if media_type.is_empty() => [format!("{what} is sent without a Content-Type."), format!("Send it as {right}.")],
        Fault::ServedAs { what, media_type, right } => [format!("{what} is sent as \"{media_type}\"."), format!("Send it as {right}.")],
        Fault::CharsetContradicts { said, is } => [format!("The Content-Type says {said}, but the document is {is}; readers go by the first."), format!("Send charset={is}, or no charset.")],
        Fault::NoValidators { missing } => [format!("The answer has no {missing}: apps cannot ask whether anything changed, and fetch it all each time."), "Send both ETag and Last-Modified.".into()],
        Fault::NoNotModified { field, status } => [format!("Asked with {field}, the server answered {status} and not 304: apps fetch the whole feed each time."), "Answer 304 while nothing has changed.".into()],
        Fault::BodyInNotModified => both("The answer 304 has a body.", "Send it without."),
        Fault::SameTagForGzip { etag } => [format!("The compressed feed has the same strong ETag as the plain one: {etag}."), "Give each form a tag of its own, or send weak ones (W/\"…\").".into()],
        Fault::NoVary => both("The feed is compressed for some, but the answer does not say so in Vary: caches mix the forms up.", "Send Vary: Accept-Encoding."),
        Fault::NotStable => both("Asked twice, the server sent different bytes: no cache can keep the feed.", "Leave out what changes each time (often <lastBuildDate> set to now)."),
        Fault::NotCompressed { bytes } => [format!("The feed has {} and is not compressed for who asks for gzip.", size(*bytes, '.')), "Compress it: feeds shrink to a tenth.".into()],
        Fault::HeadStatus { status } => [format!("HEAD is answered {status}."), "Answer it like GET, without a body.".into()],
        Fault::HeadDiffers { field, head, get } => [format!("HEAD says {field}: {head}, GET says {get}."), "Answer HEAD with the headers of GET.".into()],
        Fault::NoHubHeader => both("The feed names a WebSub hub, but the answer has no Link header with it, where subscribers look first.", "Send Link: <hub>; rel=\"hub\" and Link: <feed>; rel=\"self\"."),
        Fault::TooManyRedirects { what, count } => [format!("{what} is reached after {count} redirects; some apps give up after five."), "Link the address where it is.".into()],

        Fault::Unreachable { what, url, why } => [format!("{what} could not be fetched from {url}: {why}."), "Check the address and the server.".into()],
        Fault::Status { what, url, status } => [format!("{what} at {url} is answered {status}."), "Check the address; what is linked has to be there.".into()],
        Fault::NoRange { url, status } => [format!("Asked for the first two bytes of {url}, the server answered {status} and not 206: Apple's players refuse it, and nobody can seek."), "Let the server support byte ranges.".into()],
        Fault::WrongRange { url, said } => [format!("Asked for the first two bytes of {url}, the server sent \"{said}\"."), "Send Content-Range: bytes 0-1/LENGTH and these two bytes.".into()],
        Fault::LengthDiffers { url, said, is } => [format!("The feed says that {url} is {said} bytes long; it is {is}."), format!("Write length=\"{is}\".")],
        Fault::LeadsToPage { what, url } => [format!("{what} at {url} is a web page."), "Link the file itself, not a page about it or a login.".into()],
        Fault::NoCors { what, url } => [format!("{what} at {url} is sent without Access-Control-Allow-Origin."), "Send Access-Control-Allow-Origin: *.".into()],
        Fault::BadPicture { url, why } => [format!("The picture {url} does not do: {}.", unfit_picture(why)), "Save it as JPEG or PNG, square, RGB, without transparency, 3000 × 3000 pixels; give it a new name.".into()],
        Fault::BadChapters { url, why } => [format!("The chapters at {url} cannot be read: {}.", unfit_chapters(why)), "Send JSON as podcast-namespace describes it: {\"version\": \"1.2.0\", \"chapters\": [{\"startTime\": 0, …}]}.".into()],
    }
}

const DATE: &str = "Tue, 03 Nov 2026 08:00:00 GMT";
const UTF_8: &str = "Write the feed in UTF-8, and say so in the declaration.";

fn both(problem: &str, mend: &str) -> [String; 2] {
    [problem.to_owned(), mend.to_owned()]
}

fn add(like: &str) -> String {
    if like.is_empty() { "Add it.".to_owned() } else { format!("Add it: {like}") }
}

fn xmlns(prefix: &str) -> String {
    if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") }
}

fn differ(difference: &Difference) -> String {
    match difference {
        Difference::Count { simple, json } => {
            format!("<psc:chapters> and the JSON file do not have the same chapters: {simple} there, {json} here.")
        }
        Difference::Start { nth, simple, json } => {
            format!("Chapter {nth} begins at {simple} s in <psc:chapters> and at {json} s in the JSON file.")
        }
        Difference::Title { nth, simple, json } => {
            format!("Chapter {nth} is called \"{simple}\" in <psc:chapters> and \"{json}\" in the JSON file.")
        }
    }
}

fn unfit_picture(why: &UnfitPicture) -> String {
    match why {
        UnfitPicture::TooLong { bytes, max } => format!("it is {bytes} bytes long; {max} are read at most"),
        UnfitPicture::Form => "it is neither JPEG nor PNG".into(),
        UnfitPicture::Shape { width, height } => format!("it is not square, but {width} × {height} pixels"),
        UnfitPicture::Side { side } => format!("it is {side} pixels wide, not 1400 to 3000"),
        UnfitPicture::Print => "it is made for print (CMYK)".into(),
        UnfitPicture::Colours { said } => format!("it is not RGB without transparency, but {said}"),
        UnfitPicture::Torn { said } => format!("it cannot be read to its end ({said})"),
    }
}

fn unfit_chapters(why: &UnfitChapters) -> String {
    match why {
        UnfitChapters::NotJson { said } => format!("it is no JSON ({said})"),
        UnfitChapters::NoVersion => "\"version\" is no string".into(),
        UnfitChapters::NoList => "\"chapters\" is no list".into(),
        UnfitChapters::NoStart { nth } => format!("\"startTime\" of chapter {nth} is no number of seconds"),
        UnfitChapters::Order { start, before } => format!("\"startTime\": {start} comes after {before}"),
    }
}

fn say_broken(broken: &Broken) -> [String; 2] {
    match broken {
        Broken::BlankBeforeDeclaration => both(
            "There are blanks before the XML declaration; strict readers refuse the whole feed.",
            "Let the document begin with <?xml; look for empty lines in templates and plug-ins.",
        ),
        Broken::BareAmpersand => {
            both("An ampersand is not escaped; many apps refuse the whole feed.", "Write &#x26; or &amp; for it.")
        }
        Broken::LessThan => both("A \"<\" stands in the value of an attribute.", "Write &lt; for it."),
        Broken::Name { name } => [
            format!("\"{name}\" cannot be a name in XML."),
            "Look for a \"<\" that is not escaped, or a quotation mark that is missing.".into(),
        ],
        Broken::EndOfCdata => both("\"]]>\" stands in a text.", "Write ]]&gt; for it."),
        Broken::Attribute { said } => {
            [format!("An attribute is broken: {said}."), "Write name=\"value\", each name once.".into()]
        }
        Broken::NeverClosed { name, by } => [
            format!("<{name}> is not closed before </{by}>."),
            format!(
                "Close it, or escape it if it is text or HTML: put HTML into <![CDATA[…]]>, or write &lt;{name}&gt;."
            ),
        ],
        Broken::StrayEnd { name } => {
            [format!("</{name}> closes what was never opened."), "Take it out, or escape it if it is text.".into()]
        }
        Broken::CutOff { name } => [
            format!("The document breaks off: <{name}> is never closed."),
            "Was it sent whole? Look for an error of the program that makes it.".into(),
        ],
        Broken::SecondRoot { name } => {
            [format!("<{name}> comes after the end of the document."), "Take out what comes after </rss>.".into()]
        }
        Broken::TextOutside => both(
            "There is text outside of the outermost element.",
            "Take it out; often it is a warning of the program that makes the feed.",
        ),
        Broken::Declaration => both(
            "The XML declaration is not written as XML wants it; strict readers refuse the whole feed.",
            "Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>.",
        ),
        Broken::LateDeclaration => both(
            "An XML declaration (<?xml …?>) stands in the middle of the document; strict readers refuse the whole feed.",
            "Keep the one at the very beginning only.",
        ),
        Broken::Comment => both(
            "A comment has \"--\" in it, which XML forbids; strict readers refuse the whole feed.",
            "Take the comment out, or write a single dash.",
        ),
        Broken::NoBlank => both(
            "A blank is missing between two attributes; strict readers refuse the whole feed.",
            "Put a blank before each attribute.",
        ),
        Broken::Prefix { prefix } => [
            format!("The prefix \"{prefix}\" is used and declared nowhere; strict readers refuse the whole feed."),
            format!("Add xmlns:{prefix}=\"…\" to <rss>, or take out what uses it."),
        ],
        Broken::Strict { said } => [
            format!("This is no well-formed XML: {said}; strict readers refuse the whole feed."),
            "Mend this place, or the program that writes it.".into(),
        ],
        Broken::Syntax { said } => [
            format!("The XML cannot be read any further: {said}."),
            "Look for a \"<\" that is not escaped, or a comment or CDATA section that does not end.".into(),
        ],
    }
}
