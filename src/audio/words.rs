//! The sentences about problems, in Polish and English, for people who make podcasts and are no technicians.

use super::problem::{Code, Details, Severity};
use crate::i18n::Lang;

/// One or two sentences: what, where, and what to do.
pub(super) fn sentence(code: Code, severity: Severity, at_ms: Option<u64>, details: &Details, lang: Lang) -> String {
    let facts = Facts { severity, at_ms, details };
    match lang {
        Lang::En => facts.english(code),
        Lang::Pl => facts.polish(code),
    }
}

struct Facts<'a> {
    severity: Severity,
    at_ms: Option<u64>,
    details: &'a Details,
}

impl Facts<'_> {
    fn english(&self, code: Code) -> String {
        let at = clock(self.at_ms.unwrap_or(0));
        let (count, bytes, byte) = (self.count(), size(self.details.bytes), self.byte());
        let (what, ms) = (self.what(Lang::En), clock(self.ms()));
        let claimed = self.claimed();
        match code {
            Code::Empty => "The file is empty: it has no bytes. Send it again.".into(),
            Code::NotAudio => format!("This is no recording but {what}. Choose the audio file, an MP3 or M4A."),
            Code::UnsupportedFormat => format!("This is {what}; glos cannot check it. Export the recording as MP3 or M4A (AAC)."),
            Code::Protected => "This file is copy-protected (DRM): nobody but its buyer can play it. Use the original recording.".into(),
            Code::VideoInside => format!("There is video inside ({what}). Export the sound alone as MP3 or M4A."),
            Code::Unreadable => format!("The file calls itself {what} but cannot be read as such. Export it again from the program it was made with."),
            Code::Truncated => match self.details.ms {
                Some(_) => format!("The file is cut off: the sound ends at {at} (byte {byte}) and about {ms} is missing. Send or export it again."),
                None => format!("The file is cut off: the sound ends at {at}, in the middle (byte {byte}). Send or export it again."),
            },
            Code::Damaged if self.severity == Severity::Reject => format!("Too much of the sound is damaged: {count} frames, {ms} in all, the first at {at}. Export the recording again."),
            Code::Damaged => format!("Some sound is damaged: {count} frames, the first at {at}. Listen there; if you hear it, export the recording again."),
            Code::ChecksumMismatch => "The sound decodes, but is not what the encoder wrote: its checksum does not fit. Listen to it, or export it again.".into(),
            Code::SilenceOnly => "There is nothing but silence in it. Check the microphone or the export, and send the recording that has sound.".into(),
            Code::TooShort => format!("It lasts {} seconds only. Check that this is the whole recording.", seconds(self.ms(), '.')),
            Code::TooLong => "It is longer than 100 hours. Split the recording into episodes.".into(),
            Code::HeaderLies => match self.details.declared_ms {
                Some(declared) => format!("The file says it lasts {}, its sound lasts {ms}. Apps may show a wrong length; exporting it again mends it.", clock(declared)),
                None => format!("The file does not say how long it is; its sound lasts {ms}. Apps may show a wrong length; exporting it again mends it."),
            },
            Code::JunkBefore => format!("There are {bytes} before the sound that belong to nothing. It plays; exporting it again removes them."),
            Code::JunkInside => format!("There are {bytes} inside that are no sound, first at {at} (byte {byte}). Listen there; if you hear it, export the recording again."),
            Code::JunkAfter => format!("There are {bytes} after the sound that belong to nothing. It plays; exporting it again removes them."),
            Code::Joined => format!("{count} audio files were glued together, the second begins at {at}. Apps may show a wrong length; join them in an audio editor instead."),
            Code::FormatChanges => format!("Sample rate or channels change at {at}. Some players stop or play too fast there; export it anew as one recording."),
            Code::TypeMismatch => format!("It was sent as {claimed} and is {what}. glos goes by the content; give the file the right extension."),
            Code::RareFormat => format!("{what} plays in browsers, but not in every podcast app (Apple takes only MP3 and M4A). Export it as MP3 or M4A to reach everybody."),
            Code::ManyChannels => format!("It has {count} channels. Some apps play only the first two; export it in stereo or mono."),
            Code::OddSampleRate => format!("Its sample rate is {count} Hz. Some apps play it badly; export it with 44100 or 48000 Hz."),
            Code::PartlyChecked => "It is HE-AAC: glos has checked the main part of the sound, the high tones it cannot check.".into(),
        }
    }

    fn polish(&self, code: Code) -> String {
        let at = clock(self.at_ms.unwrap_or(0));
        let (count, bytes, byte) = (self.count(), size(self.details.bytes).replace('.', ","), self.byte());
        let (what, ms) = (self.what(Lang::Pl), clock(self.ms()));
        let claimed = self.claimed();
        match code {
            Code::Empty => "Plik jest pusty: nie ma w nim ani jednego bajtu. Wyślij go jeszcze raz.".into(),
            Code::NotAudio => format!("To nie jest nagranie, tylko {what}. Wybierz plik dźwiękowy: MP3 albo M4A."),
            Code::UnsupportedFormat => format!("To jest {what}; glos nie potrafi tego sprawdzić. Wyeksportuj nagranie jako MP3 albo M4A (AAC)."),
            Code::Protected => "Ten plik jest zabezpieczony przed kopiowaniem (DRM): odtworzy go tylko osoba, która go kupiła. Użyj oryginalnego nagrania.".into(),
            Code::VideoInside => format!("W pliku jest obraz wideo ({what}). Wyeksportuj sam dźwięk jako MP3 albo M4A."),
            Code::Unreadable => format!("Plik podaje się za {what}, ale nie da się go tak odczytać. Wyeksportuj go ponownie z programu, w którym powstał."),
            Code::Truncated => match self.details.ms {
                Some(_) => format!("Plik jest ucięty: dźwięk kończy się w {at} (bajt {byte}), brakuje około {ms}. Wyślij lub wyeksportuj go jeszcze raz."),
                None => format!("Plik jest ucięty: dźwięk urywa się w {at} (bajt {byte}). Wyślij lub wyeksportuj go jeszcze raz."),
            },
            Code::Damaged if self.severity == Severity::Reject => format!("Zbyt duża część dźwięku jest uszkodzona: liczba uszkodzonych ramek: {count}, łącznie {ms}, pierwsza w {at}. Wyeksportuj nagranie ponownie."),
            Code::Damaged => format!("Fragment dźwięku jest uszkodzony: liczba uszkodzonych ramek: {count}, pierwsza w {at}. Posłuchaj tego miejsca; jeśli to słychać, wyeksportuj nagranie ponownie."),
            Code::ChecksumMismatch => "Dźwięk daje się odtworzyć, ale różni się od tego, co zapisał program: suma kontrolna się nie zgadza. Posłuchaj go albo wyeksportuj ponownie.".into(),
            Code::SilenceOnly => "W pliku jest tylko cisza. Sprawdź mikrofon lub eksport i wyślij nagranie z dźwiękiem.".into(),
            Code::TooShort => format!("Nagranie trwa tylko {} s. Sprawdź, czy to całość.", seconds(self.ms(), ',')),
            Code::TooLong => "Nagranie jest dłuższe niż 100 godzin. Podziel je na odcinki.".into(),
            Code::HeaderLies => match self.details.declared_ms {
                Some(declared) => format!("Według nagłówka plik trwa {}, a dźwięk trwa {ms}. Aplikacje mogą pokazywać błędną długość; pomoże ponowny eksport.", clock(declared)),
                None => format!("Plik nie podaje swojej długości; dźwięk trwa {ms}. Aplikacje mogą pokazywać błędną długość; pomoże ponowny eksport."),
            },
            Code::JunkBefore => format!("Przed dźwiękiem są zbędne dane ({bytes}). Plik da się odtworzyć; ponowny eksport je usunie."),
            Code::JunkInside => format!("Wewnątrz pliku są dane, które nie są dźwiękiem ({bytes}), pierwsze w {at} (bajt {byte}). Posłuchaj tego miejsca; jeśli to słychać, wyeksportuj nagranie ponownie."),
            Code::JunkAfter => format!("Po dźwięku są zbędne dane ({bytes}). Plik da się odtworzyć; ponowny eksport je usunie."),
            Code::Joined => format!("Plik jest sklejony z kilku plików dźwiękowych (razem {count}), drugi zaczyna się w {at}. Aplikacje mogą pokazywać błędną długość; połącz je w edytorze dźwięku."),
            Code::FormatChanges => format!("W {at} zmienia się częstotliwość próbkowania lub liczba kanałów. Niektóre odtwarzacze tam się zatrzymają lub przyspieszą; wyeksportuj całość jako jedno nagranie."),
            Code::TypeMismatch => format!("Plik wysłano jako {claimed}, a jest to {what}. glos kieruje się zawartością; nadaj plikowi właściwe rozszerzenie."),
            Code::RareFormat => format!("{what} zagra w przeglądarce, ale nie w każdej aplikacji do podcastów (Apple przyjmuje tylko MP3 i M4A). Wyeksportuj nagranie jako MP3 albo M4A, aby dotrzeć do wszystkich."),
            Code::ManyChannels => format!("Liczba kanałów: {count}. Niektóre aplikacje odtworzą tylko dwa pierwsze; wyeksportuj nagranie w stereo lub mono."),
            Code::OddSampleRate => format!("Częstotliwość próbkowania to {count} Hz. Niektóre aplikacje źle ją odtwarzają; wyeksportuj nagranie z 44100 lub 48000 Hz."),
            Code::PartlyChecked => "To HE-AAC: glos sprawdza główną część dźwięku, wysokich tonów sprawdzić nie potrafi.".into(),
        }
    }

    fn count(&self) -> u64 {
        self.details.count.unwrap_or(0)
    }

    fn byte(&self) -> u64 {
        self.details.byte.unwrap_or(0)
    }

    fn ms(&self) -> u64 {
        self.details.ms.unwrap_or(0)
    }

    fn claimed(&self) -> &str {
        self.details.claimed.as_deref().unwrap_or("?")
    }

    /// Names of formats are the same in every language; the words for what is no audio are not.
    fn what(&self, lang: Lang) -> String {
        let what = self.details.what.as_deref().unwrap_or("?");
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
            name => (name, name),
        };
        match lang {
            Lang::En => en.to_owned(),
            Lang::Pl => pl.to_owned(),
        }
    }
}

/// A place or a length in time as people write it: 0:07, 12:05, 1:02:03; under a second 0.4 s.
fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

fn seconds(ms: u64, point: char) -> String {
    format!("{}{point}{}", ms / 1000, ms % 1000 / 100)
}

fn size(bytes: Option<u64>) -> String {
    match bytes.unwrap_or(0) {
        few @ 0..1_000 => format!("{few} B"),
        some @ 1_000..1_000_000 => format!("{}.{} kB", some / 1_000, some % 1_000 / 100),
        many => format!("{}.{} MB", many / 1_000_000, many % 1_000_000 / 100_000),
    }
}
