//! The sentences in Polish.

use super::Values;
use crate::apps::Remark;
use crate::problem::{Code, Severity};

/// One to three sentences: what, where, and what to do.
pub(super) fn sentence(code: Code, severity: Severity, values: &Values) -> String {
    let Values { at, count, size, what, claimed, level, target, places, header, mastered, .. } = values;
    let mastered = *mastered;
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
                "Plik jest ucięty: dźwięk kończy się na {at}, brakuje {time}. Wyślij go jeszcze raz; jeśli to nie \
                 pomoże, wyeksportuj go ponownie."
            ),
            None => format!(
                "Plik jest ucięty: dźwięk urywa się na {at}. Wyślij go jeszcze raz; jeśli to nie pomoże, wyeksportuj \
                 go ponownie."
            ),
        },
        (Code::Damaged, Severity::Reject) => format!(
            "Zbyt dużo dźwięku w środku jest uszkodzone albo go brakuje: łącznie {time}, pierwsze miejsce to {at}. \
             Wyeksportuj nagranie ponownie i wyślij nowy plik."
        ),
        (Code::Damaged, _) => format!(
            "Część dźwięku jest uszkodzona: łącznie {time}, pierwsze miejsce to {at}. Posłuchaj tam; jeśli to słychać, \
             wyeksportuj nagranie ponownie."
        ),
        (Code::ChecksumMismatch, _) => {
            "Cały dźwięk da się odtworzyć, ale nie jest dokładnie taki, jaki zapisał program: plik mógł się uszkodzić \
             w drodze. Posłuchaj nagrania; jeśli coś słychać, wyeksportuj je ponownie."
                .to_owned()
        }
        (Code::SilenceOnly, _) => {
            "W pliku jest tylko cisza. Sprawdź mikrofon lub eksport i wyślij nagranie z dźwiękiem.".to_owned()
        }
        (Code::TooShort, _) => format!("Nagranie trwa tylko {time}. Sprawdź, czy to całość."),
        (Code::TooLong, _) => "Nagranie jest dłuższe niż 100 godzin. Podziel je na odcinki.".to_owned(),
        (Code::HeaderLies, _) if what == "channels" => format!(
            "Plik podaje złą liczbę kanałów: {header} zamiast {count}. Niektóre odtwarzacze odtworzą go za szybko lub \
             za wolno; wyeksportuj nagranie ponownie."
        ),
        (Code::HeaderLies, _) if what == "rate" => format!(
            "Plik podaje złą częstotliwość próbkowania: {header} Hz zamiast {count} Hz. Niektóre odtwarzacze odtworzą \
             go za szybko lub za wolno; wyeksportuj nagranie ponownie."
        ),
        (Code::HeaderLies, _) => {
            let says = match &values.declared {
                Some(declared) => format!("podaje, że trwa {declared}"),
                None => "nie podaje swojej długości".to_owned(),
            };
            let advice = match mastered {
                true => "MP3, które przygotuje z niego glos, poda właściwą długość.",
                false => "Aplikacje mogą pokazywać błędną długość; pomoże ponowny eksport.",
            };
            format!("Plik {says}, a jego dźwięk trwa {time}. {advice}")
        }
        (Code::JunkBefore, _) => {
            format!("Przed dźwiękiem są zbędne dane ({size}). Plik da się odtworzyć; ponowny eksport je usunie.")
        }
        (Code::JunkInside, _) => format!(
            "W środku pliku są dane, które nie są dźwiękiem ({size}); pierwsze miejsce to {at}. Posłuchaj tam; jeśli \
             to słychać, wyeksportuj nagranie ponownie."
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
        (Code::RareFormat, _) if mastered => format!(
            "Format {what} nie zagra w każdej aplikacji do podcastów: glos zachowa ten plik jako oryginał i przygotuje z \
             niego MP3 dla słuchaczy."
        ),
        (Code::RareFormat, _) => format!(
            "Format {what} nie zagra w każdej aplikacji do podcastów (Apple Podcasts przyjmuje tylko MP3 i M4A). \
             Wyeksportuj nagranie jako MP3 albo M4A, aby dotrzeć do wszystkich."
        ),
        (Code::ManyChannels, _) => format!(
            "Liczba kanałów: {count}, a niektóre aplikacje odtworzą tylko dwa pierwsze: glos przygotuje z tego pliku MP3 \
             w stereo."
        ),
        (Code::OddSampleRate, _) => format!(
            "Częstotliwość próbkowania to {count} Hz; niektóre aplikacje źle ją odtwarzają: glos przygotuje MP3 z taką, \
             którą odtworzy każda."
        ),
        (Code::FreeFormat, _) => "To MP3 w formacie „free format”, którego prawie żadna aplikacja nie odtworzy: glos \
                                  przygotuje z niego zwykłe MP3."
            .to_owned(),
        (Code::LowSampleRate, _) if mastered => format!(
            "Częstotliwość próbkowania to tylko {count} Hz: głosy brzmią głucho, jak przez telefon, także w MP3, które \
             przygotuje glos. Nagrywaj i eksportuj z 44100 lub 48000 Hz."
        ),
        (Code::LowSampleRate, _) => format!(
            "Częstotliwość próbkowania to tylko {count} Hz: głosy brzmią głucho, jak przez telefon. Nagrywaj i eksportuj \
             z 44100 lub 48000 Hz."
        ),
        (Code::LowBitRate, _) => format!(
            "Dźwięk skompresowano do {} kbit/s: głosy brzmią głucho i niewyraźnie. Wyeksportuj nagranie od nowa: mono z \
             co najmniej 96 kbit/s, stereo z co najmniej 128.",
            count.div_ceil(1000)
        ),
        (Code::LeadingSilence, _) => {
            format!("Na początku jest {time} ciszy; słuchacze mogą pomyśleć, że nic nie gra. Skróć ją.")
        }
        (Code::TrailingSilence, _) => format!("Na końcu, od {at}, jest {time} ciszy. Skróć ją."),
        (Code::LongSilence, _) => {
            format!("Od {at} przez {time} nic nie słychać. Posłuchaj tam: czy nie brakuje części nagrania?")
        }
        (Code::AbruptEnd, _) => format!(
            "Dźwięk urywa się na {at} bez żadnej pauzy, jakby w pół słowa. Posłuchaj końca; jeśli czegoś brakuje, \
             wyeksportuj nagranie ponownie."
        ),
        (Code::Clipping, Severity::Info) => format!(
            "W kilku chwilach dźwięk jest trochę za głośny i obcięty (miejsca: {count}: {places}). Prawie tego nie \
             słychać; następnym razem zostaw trochę zapasu i eksportuj ze szczytami do {target} dBTP (teraz {level})."
        ),
        (Code::Clipping, _) => format!(
            "Dźwięk jest przesterowany (miejsca: {count}, pierwsze: {places}): gdzie jest głośno, tam trzeszczy. \
             Nagrywaj ciszej i eksportuj ze szczytami do {target} dBTP (teraz {level})."
        ),
        (Code::DcOffset, _) => format!(
            "W dźwięku jest stałe napięcie (składowa stała, {level} %): w miejscach cięć słychać trzaski i nie można \
             go dość podgłośnić. Usuń je w edytorze dźwięku (funkcja „DC offset”) i sprawdź kartę dźwiękową lub kabel."
        ),
        (Code::DeadChannel, _) => {
            let side = side(what);
            match mastered {
                true => {
                    format!("Dźwięk jest tylko w {side} kanale: glos przygotuje MP3 w mono, słyszalne z obu stron.")
                }
                false => format!(
                    "Dźwięk jest tylko w {side} kanale: w słuchawkach słychać go jednym uchem. Wyeksportuj nagranie w \
                     mono."
                ),
            }
        }
        (Code::DualMono, _) if mastered => {
            "Z lewej i z prawej strony jest to samo: glos przygotuje z tego pliku MP3 w mono.".to_owned()
        }
        (Code::DualMono, _) => {
            "Z lewej i z prawej strony jest to samo. Zapisane w mono zabrzmi tak samo, a plik będzie mniejszy nawet o \
             połowę: pobierze się szybciej i zużyje mniej danych."
                .to_owned()
        }
        (Code::InvertedPhase, _) if mastered => {
            "Lewa i prawa strona znoszą się nawzajem (odwrócona faza): glos przygotuje MP3 w mono z jednej \
             z nich."
                .to_owned()
        }
        (Code::InvertedPhase, _) => {
            "Lewa i prawa strona znoszą się nawzajem (odwrócona faza): z telefonu lub innego głośnika mono prawie \
             nic nie będzie słychać. Odwróć fazę jednego kanału w edytorze dźwięku albo wyeksportuj jeden z nich w mono."
                .to_owned()
        }
        (Code::TooQuiet, _) if mastered => {
            format!(
                "Nagranie jest ciche (głośność {level} LUFS). MP3, które przygotuje glos, będzie tak głośne jak inne \
                 podcasty ({target} LUFS)."
            )
        }
        (Code::TooQuiet, Severity::Info) => format!(
            "Nagranie jest trochę cichsze niż inne podcasty: ma głośność {level} LUFS, a one zwykle {target}. \
             Słuchacze podgłośnią je, a następne ich zaskoczy. glos może wyrównać głośność."
        ),
        (Code::TooQuiet, _) => format!(
            "Nagranie jest dużo cichsze niż inne podcasty: ma głośność {level} LUFS, a one zwykle {target}. Na ulicy \
             lub w samochodzie nie da się go zrozumieć. glos może wyrównać głośność; możesz też wyeksportować nagranie \
             głośniej."
        ),
        (Code::TooLoud, _) if mastered => {
            format!(
                "Nagranie jest głośne (głośność {level} LUFS). MP3, które przygotuje glos, będzie tak głośne jak inne \
                 podcasty ({target} LUFS)."
            )
        }
        (Code::TooLoud, Severity::Info) => format!(
            "Nagranie jest trochę głośniejsze niż inne podcasty: ma głośność {level} LUFS, a one zwykle {target}. \
             Niektóre aplikacje je ściszą. glos może wyrównać głośność."
        ),
        (Code::TooLoud, _) => format!(
            "Nagranie jest dużo głośniejsze niż inne podcasty i męczy słuchaczy: ma głośność {level} LUFS, a one \
             zwykle {target}. glos może wyrównać głośność; możesz też wyeksportować nagranie ciszej."
        ),
        (Code::WideLoudnessRange, _) => {
            "Głośne i ciche miejsca bardzo się różnią: kto ustawi głośność według jednych, nie usłyszy drugich. \
             Wyrównaj je w edytorze dźwięku (kompresor albo poziomy każdej osoby osobno)."
                .to_owned()
        }
        (Code::PartlyChecked, _) => {
            "To HE-AAC: glos sprawdził główną część dźwięku; wysokich tonów sprawdzić nie potrafi. Posłuchaj kawałka \
             nagrania.".to_owned()
        }
    }
}

fn side(what: &str) -> &str {
    if what == "right" { "prawym" } else { "lewym" }
}

/// What an app does with a file.
pub(super) fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::NotTaken => "Nie przyjmuje tego formatu.",
        Remark::StopsEarly => "Zatrzyma się tam, gdzie według nagłówka jest koniec, przed końcem dźwięku.",
        Remark::ShowsTooMuch => "Pokaże długość z nagłówka, większą niż długość dźwięku.",
        Remark::Guesses => "Zgaduje długość, bo plik jej nie podaje: pokazana długość i przewijanie będą błędne.",
        Remark::JumpsInexactly => "Przewijanie może chybić o kilka sekund (zmienna przepływność).",
        Remark::OwnCopy => "Odtwarza własną, przekodowaną kopię.",
        Remark::KeepsFirstCopy => "Tworzy własny film; nagranie podmienione później tam nie dotrze.",
        Remark::NotInSafari => "Bez Safari.",
        Remark::OnlyInSafari => "Tylko w Safari.",
        Remark::SilentInMono => "Z jednego głośnika prawie nic nie będzie słychać.",
    }
}
