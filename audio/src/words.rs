//! The sentences about problems, in Polish and English, for people who make podcasts and are no technicians.
//!
//! They are kept here and not with the messages of the screens, because a report must be able to speak wherever it is
//! read: on the command line, in the API, years later.

use super::problem::{Code, Details, Severity};
use crate::Lang;

/// One to three sentences: what, where, and what to do.
pub(super) fn sentence(code: Code, severity: Severity, at_ms: Option<u64>, details: &Details, lang: Lang) -> String {
    let (time, declared) = apart(details.ms, details.declared_ms, lang);
    let values = Values {
        at: clock(at_ms.unwrap_or(0)),
        byte: details.byte.unwrap_or(0),
        count: details.count.unwrap_or(0),
        size: size(details.bytes.unwrap_or(0), lang),
        time,
        declared,
        what: name(details.what.as_deref().unwrap_or("unknown"), lang).to_owned(),
        claimed: details.claimed.clone().unwrap_or_default(),
    };
    match lang {
        Lang::En => english(code, severity, &values),
        Lang::Pl => polish(code, severity, &values),
    }
}

/// The values of a sentence, as its language writes them.
struct Values {
    at: String,
    byte: u64,
    count: u64,
    size: String,
    time: Option<String>,
    declared: Option<String>,
    what: String,
    claimed: String,
}

fn english(code: Code, severity: Severity, values: &Values) -> String {
    let Values { at, byte, count, size, what, claimed, .. } = values;
    let time = values.time.as_deref().unwrap_or_default();
    match (code, severity) {
        (Code::Empty, _) => "The file is empty: it has no bytes. Send it again.".to_owned(),
        (Code::NotAudio, _) => format!("This is no recording but {what}. Choose the audio file, an MP3 or M4A."),
        (Code::UnsupportedFormat, _) => {
            format!("This is {what} audio; glos can not check it yet. Export the recording as MP3 or M4A (AAC).")
        }
        (Code::Protected, _) => {
            "This file is copy-protected (DRM): nobody but its buyer can play it. Use the original \
                                 recording."
                .to_owned()
        }
        (Code::VideoInside, _) => format!("There is video inside ({what}). Export the sound alone as MP3 or M4A."),
        (Code::Unreadable, _) => {
            format!(
                "The file begins like {what} but cannot be read. Export it again from the program it was made with."
            )
        }
        (Code::Truncated, _) => match &values.time {
            Some(time) => format!(
                "The file is cut off: its sound ends at {at} (byte {byte}), and {time} are missing. Send it again, or \
                 export it again."
            ),
            None => format!(
                "The file is cut off: its sound breaks off at {at} (byte {byte}). Send it again, or export it again."
            ),
        },
        (Code::Damaged, Severity::Reject) => format!(
            "Too much of the sound is damaged or missing inside: {time} in all (frames: {count}), first at {at}. Export \
             the recording again."
        ),
        (Code::Damaged, Severity::Warn) => format!(
            "Some sound is damaged: {time} in all (frames: {count}), first at {at}. Listen there; if you hear it, export \
             the recording again."
        ),
        (Code::ChecksumMismatch, _) => "All of the sound can be played, but it is not what the encoder wrote: its \
                                        checksum does not fit. Listen to it, or export it again."
            .to_owned(),
        (Code::SilenceOnly, _) => {
            "There is nothing but silence in it. Check the microphone or the export, and send the \
                                   recording that has sound."
                .to_owned()
        }
        (Code::TooShort, _) => format!("It lasts only {time}. Check that this is the whole recording."),
        (Code::TooLong, _) => "It is longer than 100 hours. Split the recording into episodes.".to_owned(),
        (Code::HeaderLies, _) => {
            let says = match &values.declared {
                Some(declared) => format!("says it lasts {declared}"),
                None => "does not say how long it is".to_owned(),
            };
            format!(
                "The file {says}; its sound lasts {time}. Apps may show a wrong length; exporting it again mends that."
            )
        }
        (Code::JunkBefore, _) => {
            format!(
                "Before the sound there are {size} that belong to nothing. It plays; exporting it again removes them."
            )
        }
        (Code::JunkInside, _) => format!(
            "Between the sound there are {size} that belong to nothing, first at {at} (byte {byte}). Listen there; if \
             you hear it, export the recording again."
        ),
        (Code::JunkAfter, _) => {
            format!(
                "After the sound there are {size} that belong to nothing. It plays; exporting it again removes them."
            )
        }
        (Code::Joined, _) => format!(
            "Several audio files ({count}) are glued together here; the second begins at {at}. Apps may show a wrong \
             length; join them in an audio editor instead."
        ),
        (Code::FormatChanges, _) => format!(
            "Sample rate or channels change at {at}. Some players stop there or play too fast; export it anew as one \
             recording."
        ),
        (Code::TypeMismatch, _) => {
            format!(
                "It was sent as {claimed} and is {what}. glos goes by the content; give the file its right extension."
            )
        }
        (Code::RareFormat, _) => format!(
            "{what} does not play in every podcast app (Apple Podcasts takes only MP3 and M4A). Export it as MP3 or M4A \
             to reach everybody."
        ),
        (Code::ManyChannels, _) => {
            format!("It has {count} channels. Some apps play only the first two; export it in stereo or mono.")
        }
        (Code::OddSampleRate, _) => {
            format!("Its sample rate is {count} Hz. Some apps play that badly; export it with 44100 or 48000 Hz.")
        }
        (Code::PartlyChecked, _) => "It is HE-AAC: glos has checked the main part of the sound; the high tones it can \
                                     not check."
            .to_owned(),
    }
}

fn polish(code: Code, severity: Severity, values: &Values) -> String {
    let Values { at, byte, count, size, what, claimed, .. } = values;
    let time = values.time.as_deref().unwrap_or_default();
    match (code, severity) {
        (Code::Empty, _) => "Plik jest pusty: nie ma w nim ani jednego bajtu. Wyślij go jeszcze raz.".to_owned(),
        (Code::NotAudio, _) => {
            format!("To nie jest nagranie, tylko {what}. Wybierz plik dźwiękowy: MP3 albo M4A.")
        }
        (Code::UnsupportedFormat, _) => format!(
            "Format tego dźwięku to {what}; glos jeszcze nie potrafi go sprawdzić. Wyeksportuj nagranie jako MP3 albo \
             M4A (AAC)."
        ),
        (Code::Protected, _) => {
            "Ten plik jest zabezpieczony przed kopiowaniem (DRM): odtworzy go tylko osoba, która go \
                                 kupiła. Użyj oryginalnego nagrania."
                .to_owned()
        }
        (Code::VideoInside, _) => {
            format!("W pliku jest wideo ({what}). Wyeksportuj sam dźwięk jako MP3 albo M4A.")
        }
        (Code::Unreadable, _) => format!(
            "Plik zaczyna się jak {what}, ale nie da się go odczytać. Wyeksportuj go ponownie z programu, w którym \
             powstał."
        ),
        (Code::Truncated, _) => match &values.time {
            Some(time) => format!(
                "Plik jest ucięty: dźwięk kończy się na {at} (bajt {byte}), brakuje {time}. Wyślij go jeszcze raz albo \
                 wyeksportuj ponownie."
            ),
            None => format!(
                "Plik jest ucięty: dźwięk urywa się na {at} (bajt {byte}). Wyślij go jeszcze raz albo wyeksportuj \
                 ponownie."
            ),
        },
        (Code::Damaged, Severity::Reject) => format!(
            "Zbyt dużo dźwięku jest uszkodzone lub brakuje go w środku: łącznie {time} (ramki: {count}), pierwsze \
             miejsce to {at}. Wyeksportuj nagranie ponownie."
        ),
        (Code::Damaged, Severity::Warn) => format!(
            "Część dźwięku jest uszkodzona: łącznie {time} (ramki: {count}), pierwsze miejsce to {at}. Posłuchaj tam; \
             jeśli to słychać, wyeksportuj nagranie ponownie."
        ),
        (Code::ChecksumMismatch, _) => "Cały dźwięk da się odtworzyć, ale różni się od tego, co zapisał program: suma \
                                        kontrolna się nie zgadza. Posłuchaj nagrania albo wyeksportuj je ponownie."
            .to_owned(),
        (Code::SilenceOnly, _) => {
            "W pliku jest tylko cisza. Sprawdź mikrofon lub eksport i wyślij nagranie z dźwiękiem.".to_owned()
        }
        (Code::TooShort, _) => format!("Nagranie trwa tylko {time}. Sprawdź, czy to całość."),
        (Code::TooLong, _) => "Nagranie jest dłuższe niż 100 godzin. Podziel je na odcinki.".to_owned(),
        (Code::HeaderLies, _) => {
            let says = match &values.declared {
                Some(declared) => format!("podaje, że trwa {declared}"),
                None => "nie podaje swojej długości".to_owned(),
            };
            format!(
                "Plik {says}, a jego dźwięk trwa {time}. Aplikacje mogą pokazywać błędną długość; pomoże ponowny eksport."
            )
        }
        (Code::JunkBefore, _) => {
            format!("Przed dźwiękiem są zbędne dane ({size}). Plik da się odtworzyć; ponowny eksport je usunie.")
        }
        (Code::JunkInside, _) => format!(
            "W środku pliku są dane, które nie są dźwiękiem ({size}); pierwsze miejsce to {at} (bajt {byte}). Posłuchaj \
             tam; jeśli to słychać, wyeksportuj nagranie ponownie."
        ),
        (Code::JunkAfter, _) => {
            format!("Po dźwięku są zbędne dane ({size}). Plik da się odtworzyć; ponowny eksport je usunie.")
        }
        (Code::Joined, _) => format!(
            "Sklejono tu kilka plików dźwiękowych (razem: {count}); drugi zaczyna się na {at}. Aplikacje mogą pokazywać \
             błędną długość; połącz je raczej w edytorze dźwięku."
        ),
        (Code::FormatChanges, _) => format!(
            "Na {at} zmienia się częstotliwość próbkowania lub liczba kanałów. Niektóre odtwarzacze tam się zatrzymają \
             lub przyspieszą; wyeksportuj całość jako jedno nagranie."
        ),
        (Code::TypeMismatch, _) => format!(
            "Plik wysłano jako {claimed}, a jest to {what}. glos kieruje się zawartością; nadaj plikowi właściwe \
             rozszerzenie."
        ),
        (Code::RareFormat, _) => format!(
            "Format {what} nie zagra w każdej aplikacji do podcastów (Apple Podcasts przyjmuje tylko MP3 i M4A). \
             Wyeksportuj nagranie jako MP3 albo M4A, aby dotrzeć do wszystkich."
        ),
        (Code::ManyChannels, _) => format!(
            "Liczba kanałów: {count}. Niektóre aplikacje odtworzą tylko dwa pierwsze; wyeksportuj nagranie w stereo lub \
             mono."
        ),
        (Code::OddSampleRate, _) => format!(
            "Częstotliwość próbkowania to {count} Hz. Niektóre aplikacje źle ją odtwarzają; wyeksportuj nagranie z \
             44100 lub 48000 Hz."
        ),
        (Code::PartlyChecked, _) => {
            "To HE-AAC: glos sprawdził główną część dźwięku; wysokich tonów sprawdzić nie potrafi.".to_owned()
        }
    }
}

/// Names of formats are the same in every language; the words for what is no audio are not.
fn name(what: &str, lang: Lang) -> &str {
    let (en, pl) = match what {
        "text" => ("a text", "tekst"),
        "html" => ("a web page (HTML)", "strona internetowa (HTML)"),
        "xml" => ("an XML document", "dokument XML"),
        "pdf" => ("a PDF document", "dokument PDF"),
        "zip" => ("a ZIP archive or an office document", "archiwum ZIP lub dokument biurowy"),
        "archive" => ("an archive", "archiwum"),
        "program" => ("a program", "program"),
        "png" => ("a PNG picture", "obraz PNG"),
        "jpeg" => ("a JPEG picture", "obraz JPEG"),
        "gif" => ("a GIF picture", "obraz GIF"),
        "picture" => ("a picture", "obraz"),
        "unknown" => ("data of an unknown kind", "dane nieznanego rodzaju"),
        same => (same, same),
    };
    match lang {
        Lang::En => en,
        Lang::Pl => pl,
    }
}

/// A place in time as people write it: 0:07, 12:05, 1:02:03.
fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// A length in time: seconds with one decimal below a minute, else like a place.
/// Two lengths of time, written finely enough to see that they differ.
fn apart(one: Option<u64>, other: Option<u64>, lang: Lang) -> (Option<String>, Option<String>) {
    let written = |ms: Option<u64>| ms.map(|ms| span(ms, lang));
    let finely = |ms: Option<u64>| ms.map(|ms| format!("{} s", thousandths(ms, lang)));
    let alike = one != other && one.is_some() && written(one) == written(other);
    if alike { (finely(one), finely(other)) } else { (written(one), written(other)) }
}

fn thousandths(ms: u64, lang: Lang) -> String {
    let point = if lang == Lang::Pl { ',' } else { '.' };
    format!("{}{point}{:03}", ms / 1000, ms % 1000)
}

fn span(ms: u64, lang: Lang) -> String {
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{} s", decimal(ms, 1000, lang)),
        _ => clock(ms),
    }
}

fn size(bytes: u64, lang: Lang) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", decimal(bytes, 1_000, lang)),
        _ => format!("{} MB", decimal(bytes, 1_000_000, lang)),
    }
}

/// `value` in units of `unit`, with one decimal (rounded down), and the decimal sign of the language.
fn decimal(value: u64, unit: u64, lang: Lang) -> String {
    let sign = match lang {
        Lang::En => '.',
        Lang::Pl => ',',
    };
    format!("{}{sign}{}", value / unit, value % unit * 10 / unit)
}
