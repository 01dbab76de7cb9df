//! The sentences in Polish.

use super::super::fault::{Broken, Difference, Fault, Miss, UnfitChapters, UnfitPicture};
use super::{few, size};

/// What is wrong, and what to do.
pub(super) fn say(fault: &Fault) -> [String; 2] {
    match fault {
        Fault::NoDocument => both("Dokument jest pusty.", "Podaj adres albo plik kanału RSS."),
        Fault::TooLarge { bytes, max } => [
            format!("Dokument ma {}; czytane jest najwyżej {}.", size(*bytes, ','), size(*max, ',')),
            "Zostaw w kanale najnowsze odcinki, a starsze przenieś na dalsze strony (RFC 5005).".into(),
        ],
        Fault::ByteOrderMark => both(
            "Przed deklaracją XML stoi znacznik kolejności bajtów (BOM); niektóre aplikacje nie rozpoznają wtedy XML.",
            "Zapisz kanał jako UTF-8 bez BOM.",
        ),
        Fault::NoDeclaration => both(
            "Brakuje deklaracji XML.",
            "Zacznij dokument od <?xml version=\"1.0\" encoding=\"UTF-8\"?>.",
        ),
        Fault::OtherEncoding { name } => [format!("Kanał jest zapisany w kodowaniu {name}; Apple przyjmuje tylko UTF-8."), UTF_8.into()],
        Fault::UnknownEncoding { name } => [format!("Deklaracja podaje kodowanie „{name}”, które jest nieznane albo nieprawdziwe."), UTF_8.into()],
        Fault::BrokenEncoding { name } => [format!("Są tu bajty, które nie są tekstem {name}: giną litery, a wymagające programy przerywają czytanie."), UTF_8.into()],
        Fault::BrokenXml(broken) => say_broken(broken),
        Fault::UnknownEntity { name } => [
            format!("XML nie zna „&{name};”; wymagające programy odrzucają cały kanał."),
            format!("Wpisz sam znak albo zakoduj „&”: &amp;{name};."),
        ],
        Fault::IllegalCharacter { code } => [
            format!("Stoi tu znak U+{code:04X}, którego XML 1.0 nie dopuszcza; aplikacje odrzucają cały kanał."),
            "Usuń go z tekstu, z którym przyszedł (często wklejonego z edytora).".into(),
        ],
        Fault::Entities => both(
            "Dokument deklaruje własne encje; programy ich nie rozwijają z obawy przed atakami.",
            "Usuń DOCTYPE i wpisz same znaki.",
        ),
        Fault::Doctype => both("Dokument ma DOCTYPE, którego RSS 2.0 nie zna.", "Usuń go."),
        Fault::TooDeep { max } => [format!("Elementy są zagnieżdżone na {max} poziomów i głębiej; głębsze nie zostały przeczytane."), "Poszukaj znaczników, które nigdzie się nie zamykają.".into()],
        Fault::TooManyElements { max } => [format!("Elementów jest więcej niż {max}; reszta nie została przeczytana."), "Zostaw w kanale najnowsze odcinki, a starsze przenieś na dalsze strony (RFC 5005).".into()],
        Fault::TextTooLong { max } => [format!("Tekst jest dłuższy niż {}; reszta nie została przeczytana.", size(*max, ',')), "Skróć go.".into()],
        Fault::UndeclaredPrefix { prefix, uri } => {
            let uri = if uri.is_empty() { "…" } else { uri };
            [
                format!("Przedrostek „{prefix}” jest używany, ale nigdzie niezadeklarowany; wymagające programy odrzucają cały kanał."),
                format!("Dodaj do <rss> xmlns:{prefix}=\"{uri}\"."),
            ]
        }
        Fault::WrongNamespace { prefix, uri, right } => [
            format!("{} wskazuje „{uri}”, czego aplikacje nie znają: pominą wszystkie jej elementy.", xmlns(prefix)),
            format!("Wpisz {}=\"{right}\", co do znaku.", xmlns(prefix)),
        ],
        Fault::WrongPrefix { prefix, usual } => [
            format!("Przedrostek „{prefix}” oznacza to, co wszyscy nazywają „{usual}”; proste programy patrzą na przedrostek."),
            format!("Użyj przedrostka „{usual}”."),
        ],
        Fault::NotRss { root } if root.is_empty() => both("Nie ma tu XML.", "Podaj adres albo plik kanału RSS."),
        Fault::NotRss { root } => [
            format!("To nie jest RSS: najbardziej zewnętrznym elementem jest <{root}>."),
            match root.as_str() {
                "html" | "HTML" => "To strona internetowa. Poszukaj w niej adresu kanału.".into(),
                "atom:feed" | "feed" => "Katalogi podcastów nie przyjmują już formatu Atom; udostępnij kanał jako RSS 2.0.".into(),
                _ => "Powinien to być <rss version=\"2.0\"> z jednym <channel> w środku.".into(),
            },
        ],
        Fault::WrongVersion { version } if version.is_empty() => both("<rss> nie podaje wersji.", "Wpisz <rss version=\"2.0\">."),
        Fault::WrongVersion { version } => [format!("To RSS {version}, a podcasty to RSS 2.0."), "Wpisz <rss version=\"2.0\">.".into()],
        Fault::LargeFeed { size: bytes, max } => [
            format!("Kanał ma {}, a aplikacje pobierają go mniej więcej co godzinę.", size(*bytes, ',')),
            format!("Zmieść go w {}: najnowsze odcinki w całości, starsze na dalszych stronach (RFC 5005).", size(*max, ',')),
        ],

        Fault::Missing { what, like } => [format!("Brakuje {what}."), add(like)],
        Fault::MissingBoth { one, other, like } => [format!("Brakuje zarówno {one}, jak i {other}."), add(like)],
        Fault::Blank { what } => [format!("Element lub atrybut {what} jest pusty."), "Uzupełnij go albo pomiń, jeśli nie jest wymagany.".into()],
        Fault::Repeated { what, count } => [format!("{what} występuje {count} razy; każdy program wybiera inny."), "Zostaw jeden.".into()],
        Fault::Misplaced { what, belongs } => [format!("{what} stoi tam, gdzie żadna aplikacja go nie szuka."), format!("Przenieś go do: {belongs}.")],
        Fault::UnknownTag { what, meant: Some(meant) } => [format!("Żadna aplikacja nie zna {what}."), format!("Czy chodzi o {meant}?")],
        Fault::UnknownTag { what, meant: None } => [format!("{what} nie należy do przestrzeni nazw; mało która aplikacja go zna."), "Sprawdź pisownię.".into()],
        Fault::NotOneOf { what, value, allowed } => [format!("{what} ma wartość „{value}”, której nikt nie rozumie."), format!("Wpisz jedną z tych wartości: {}", few(allowed))],
        Fault::NotAddress { what, value } => [format!("{what} ma wartość „{value}”, a to nie jest pełny adres."), "Wpisz cały adres, od https://.".into()],
        Fault::BlankInAddress { what, value } => [format!("{what} zawiera odstęp: „{value}”; wiele aplikacji tego nie otworzy."), "Wpisz zamiast niego %20 albo nazwij plik bez odstępów.".into()],
        Fault::NotHttps { what, value } => [format!("{what} to „{value}”, a przestrzeń nazw podcast dopuszcza tylko https."), "Udostępnij to przez https i tak zapisz adres.".into()],
        Fault::NotAscii { what, value } => [format!("{what} zawiera znaki spoza ASCII: „{value}”."), "Zapisz host w punycode, a ścieżkę z kodowaniem procentowym, albo nazwij plik bez takich znaków.".into()],
        Fault::NotLike { what, value, like } if value.is_empty() => [format!("{what} nie ma wartości."), format!("Wpisz ją na przykład tak: {like}")],
        Fault::NotLike { what, value, like } => [format!("{what} ma wartość „{value}”, której aplikacje nie odczytają."), format!("Wpisz ją na przykład tak: {like}")],
        Fault::TooManyCharacters { what, count, max } => [format!("Liczba znaków w {what} to {count}, a dozwolone jest {max}."), "Skróć tekst.".into()],
        Fault::TooManyBytes { what, count, max } => [format!("Liczba bajtów w {what} to {count}, a dozwolone jest {max} (polskie litery liczą się podwójnie)."), "Skróć tekst; pełny może być w <content:encoded>.".into()],
        Fault::Padded { what } => [format!("{what} zaczyna się lub kończy odstępem albo nowym wierszem; niektóre aplikacje to pokazują."), "Usuń te odstępy.".into()],
        Fault::Both { one, other } => [format!("<{one}> i <{other}> mówią to samo; każdy program wybiera inny element."), format!("Zostaw <{one}>.")],
        Fault::Unequal { what, value, other, other_value } => [format!("{what} to „{value}”, a {other} to „{other_value}”."), "Wpisz w obu miejscach to samo.".into()],

        Fault::Markup { what, found } => [format!("{what} zawiera HTML ({found}); aplikacje pokażą go dosłownie."), "Wpisz zwykły tekst.".into()],
        Fault::DoubleEscaped { what, found } => [format!("{what} został zakodowany dwa razy; aplikacje pokażą „{found}”."), "Zakoduj tekst jeden raz.".into()],
        Fault::RelativeLink { what, value } => [format!("{what} ma odnośnik „{value}”, który w aplikacji donikąd nie prowadzi."), "Wpisz cały adres, od https://.".into()],
        Fault::Risky { what, found } => [format!("{what} zawiera {found}; aplikacje to usuną albo odrzucą cały tekst."), "Usuń to.".into()],
        Fault::ContentFirst => both("<content:encoded> stoi przed <description>; niektóre programy biorą ostatni tekst, jaki znajdą.", "Umieść <description> wcześniej."),
        Fault::NumberInTitle { value } => [format!("Tytuł „{value}” zaczyna się od numeru, który aplikacje dodają same."), "Zostaw numery elementom <itunes:season> i <itunes:episode>.".into()],

        Fault::NotDate { what, value } => [format!("{what} ma wartość „{value}”, która nie jest datą RSS; aplikacje źle ułożą odcinek albo go odrzucą."), format!("Wpisz ją na przykład tak: {DATE}")],
        Fault::WrongZone { what, zone } => [format!("{what} podaje strefę „{zone}”, której RSS nie zna."), "Wpisz GMT albo +0000.".into()],
        Fault::WrongDay { what, said, right } => [format!("{what} podaje dzień „{said}”, a tego dnia wypada „{right}”."), format!("Wpisz {right} albo pomiń dzień tygodnia.")],
        Fault::Future { what, value } => [format!("{what} leży w przyszłości: {value}."), "Opublikuj odcinek dopiero w dniu premiery; do tego czasu aplikacje źle go układają albo ukrywają.".into()],
        Fault::BuiltBeforeNewest { built, newest } => [format!("<lastBuildDate> ({built}) jest wcześniejszy niż najnowszy odcinek ({newest}); programy mogą uznać, że nic się nie zmieniło."), "Wpisz chwilę ostatniej zmiany treści.".into()],

        Fault::DuplicateGuid { guid, line } => [format!("GUID „{guid}” jest też w wierszu {line}; aplikacje pokażą tylko jeden z tych odcinków."), "Nadaj każdemu odcinkowi własny GUID, raz na zawsze.".into()],
        Fault::PermalinkExpected { guid } => [format!("GUID „{guid}” nie jest adresem, choć tak o sobie mówi: programy dołączą go do adresu kanału i po przeprowadzce będzie inny."), "Wpisz <guid isPermaLink=\"false\">.".into()],
        Fault::WeakGuid { guid } => [format!("GUID „{guid}” może się powtórzyć w innych kanałach."), "Nowym odcinkom nadawaj UUID, a opublikowanych nie zmieniaj.".into()],
        Fault::DuplicateEnclosure { url, line } => [format!("Nagranie {url} jest też w wierszu {line}; Apple pomija drugie."), "Każdy odcinek powinien mieć nagranie pod własnym adresem.".into()],
        Fault::SameFileName { name, line } => [format!("Nazwa pliku „{name}” jest też w wierszu {line}; programy do pobierania zapiszą jeden plik na drugim."), "Nazwij każde nagranie inaczej.".into()],
        Fault::QueryInEnclosure { url } => [format!("Adres nagrania ma część po „?”: {url}. Programy do pobierania dopiszą ją do nazwy pliku."), "Przenieś ją do ścieżki albo pomiń.".into()],
        Fault::SelfElsewhere { own, fetched } => [format!("Kanał podaje, że jest pod {own}, a został pobrany z {fetched}."), "Jeśli się przeniósł, przekieruj (301) na adres, który podaje; jeśli nie, podaj prawdziwy.".into()],
        Fault::ManySelves { count } => [format!("Liczba własnych adresów, które podaje kanał, to {count}."), "Zostaw jeden <atom:link rel=\"self\">.".into()],
        Fault::NoEpisodes => both("W kanale nie ma żadnego odcinka; katalogi przyjmują podcast dopiero z odcinkiem.", "Opublikuj odcinek, zanim zgłosisz kanał; wystarczy zwiastun."),
        Fault::HubWithoutSelf => both("Jest hub WebSub, ale nie wiadomo, o którym kanale ma zawiadamiać.", "Dodaj <atom:link rel=\"self\">."),
        Fault::CompleteAndPaged => both("Kanał mówi, że jest całością, a zarazem że ma dalsze strony.", "Usuń <fh:complete/> albo odnośniki do stron."),

        Fault::ShortForItsDuration { length, seconds } => [format!("Nagranie ma mieć {length} B na {seconds} s dźwięku; tyle się w nim nie zmieści."), "Wpisz długość pliku w bajtach, nie w sekundach ani kilobajtach.".into()],
        Fault::UnknownLength => both("Długość nagrania to 0.", "Wpisz długość pliku w bajtach; niektóre aplikacje planują według niej pobieranie."),
        Fault::WrongEnding { url, allowed } => [format!("{url} nie kończy się tak, jak przyjmuje Apple."), format!("Adres musi się kończyć jednym z rozszerzeń: {allowed}.")],
        Fault::NoEnding { url } => [format!("Ścieżka {url} nie ma rozszerzenia pliku, którym kieruje się Apple."), "Zakończ ją nazwą pliku: .mp3 dla nagrania, .jpg dla obrazu.".into()],
        Fault::TypeAndEnding { media_type, ending, right } => [format!("Typ to „{media_type}”, a adres kończy się na {ending}."), format!("Wpisz type=\"{right}\".")],
        Fault::PictureTooWide { what, value, max } => [format!("{what} to {value}; RSS dopuszcza najwyżej {max}."), "Pomiń ten element: okładki podcastów i tak są większe.".into()],

        Fault::UnknownCategory { value, nearest: Some(nearest) } => [format!("Apple nie ma kategorii „{value}”."), format!("Czy chodzi o „{nearest}”?")],
        Fault::UnknownCategory { value, nearest: None } => [format!("Apple nie ma kategorii „{value}”."), "Wybierz jedną z listy Apple („Podcast categories”), co do znaku.".into()],
        Fault::UnknownSubcategory { value, parent, allowed } if allowed.is_empty() => [format!("Kategoria „{parent}” nie ma u Apple podkategorii, więc i „{value}”."), "Usuń ją.".into()],
        Fault::UnknownSubcategory { value, parent, allowed } => [format!("W kategorii „{parent}” Apple nie ma podkategorii „{value}”."), format!("Wybierz jedną z: {allowed}.")],
        Fault::SubcategoryAlone { value, parent } => [format!("„{value}” należy u Apple do „{parent}”, a tu stoi osobno."), format!("Umieść ją w <itunes:category text=\"{}\">.", parent.replace('&', "&amp;"))],
        Fault::LegacyExplicit { what, value, right } => [format!("{what} ma wartość „{value}”, która obowiązywała do 2019 roku."), format!("Wpisz {right}.")],
        Fault::CapitalExplicit { what, value, right } => [format!("{what} to „{value}”; część aplikacji porównuje to co do litery."), format!("Wpisz {right}, małymi literami.")],
        Fault::OnlyYes { what, value } => [format!("{what} ma wartość „{value}”; Apple rozumie tylko „Yes” i zachowa się tak, jakby elementu nie było."), "Wpisz Yes, wielką literą, albo usuń element.".into()],
        Fault::SerialWithoutNumber => both("Podcast jest serialem, ale ten odcinek nie ma numeru: aplikacje nie wiedzą, kiedy go odtworzyć.", "Dodaj <itunes:episode>."),
        Fault::RightsInCopyright { value } => [format!("<copyright> to „{value}”; znak i rok aplikacje dodają same."), "Wpisz tylko, do kogo należą prawa.".into()],
        Fault::SameTitle => both("<itunes:title> podcastu mówi to samo co <title>.", "Pomiń go."),

        Fault::NotInTaxonomy { what, value } => [format!("{what} to „{value}”, czego nie ma w taksonomii; aplikacje mogą tego nie pokazać."), "Wybierz coś z Podcast Taxonomy, na przykład Host, Guest albo Producer.".into()],
        Fault::NeedsChild { what, child } => [format!("W {what} nie ma {child}."), format!("Dodaj {child} albo usuń {what}.")],
        Fault::ListWithItems { medium } => [format!("Medium „{medium}” to lista odsyłaczy do innych kanałów, a są tu odcinki."), "Wpisz medium bez litery L albo wskaż odcinki przez <podcast:remoteItem>.".into()],
        Fault::NoStandardEnclosure => both("Odcinek ma nagrania alternatywne, ale nie ma zwykłego <enclosure>.", "Dodaj <enclosure>, który odtworzy każda aplikacja."),
        Fault::ChapterOrder { start, before } => [format!("Rozdział zaczyna się o {start}, choć stoi za rozdziałem, który zaczyna się o {before}."), "Ułóż rozdziały według czasu.".into()],
        Fault::BeyondEnd { what, value, seconds } => [format!("{what} to {value}, a odcinek według <itunes:duration> trwa {seconds} s."), "Popraw ten czas albo długość odcinka.".into()],
        Fault::SoundbiteLength { seconds } => [format!("Fragment trwa {seconds} s; przestrzeń nazw podcast zaleca od 15 do 120 s."), "Wybierz fragment o takiej długości.".into()],
        Fault::StampsNotFromZero { first } => [format!("Znaczniki czasu w opisie zaczynają się od {first}; aplikacje zrobią z nich rozdziały tylko wtedy, gdy pierwszym jest 00:00:00."), "Zacznij pierwszy rozdział od 00:00:00.".into()],
        Fault::LicenceNeedsUrl { value } => [format!("Licencji „{value}” nie ma na liście przestrzeni nazw podcast, a brakuje adresu jej treści."), "Dodaj url=\"https://…\".".into()],
        Fault::Disagree(difference) => [differ(difference), "Twórz jedne i drugie z tego samego źródła: część aplikacji czyta te, część tamte.".into()],

        Fault::ServedAs { what, media_type, right } if media_type.is_empty() => [format!("{what}: serwer nie podaje Content-Type."), format!("Wysyłaj jako {right}.")],
        Fault::ServedAs { what, media_type, right } => [format!("{what}: serwer podaje typ „{media_type}”."), format!("Wysyłaj jako {right}.")],
        Fault::CharsetContradicts { said, is } => [format!("Content-Type podaje {said}, a dokument jest w {is}; programy wierzą temu pierwszemu."), format!("Wysyłaj charset={is} albo żadnego.")],
        Fault::NoValidators { missing } => [format!("W odpowiedzi brakuje {missing}: aplikacje nie mogą spytać, czy coś się zmieniło, i za każdym razem pobierają wszystko."), "Wysyłaj ETag i Last-Modified.".into()],
        Fault::NoNotModified { field, status } => [format!("Na pytanie z {field} serwer odpowiedział {status}, a nie 304: aplikacje za każdym razem pobierają cały kanał."), "Odpowiadaj 304, dopóki nic się nie zmieniło.".into()],
        Fault::BodyInNotModified => both("Odpowiedź 304 ma treść.", "Wysyłaj ją bez treści."),
        Fault::SameTagForGzip { etag } => [format!("Skompresowany kanał ma ten sam silny ETag co nieskompresowany: {etag}."), "Nadaj każdej postaci własny albo wysyłaj słabe (W/\"…\").".into()],
        Fault::NoVary => both("Kanał bywa skompresowany, ale odpowiedź nie mówi o tym w Vary: pamięci podręczne pomylą postacie.", "Wysyłaj Vary: Accept-Encoding."),
        Fault::NotStable => both("Pytany dwa razy, serwer wysłał różne bajty: nikt nie może przechować kanału.", "Usuń to, co zmienia się za każdym razem (często <lastBuildDate> ustawiany na teraz)."),
        Fault::NotCompressed { bytes } => [format!("Kanał ma {} i nie jest kompresowany nawet dla tego, kto prosi o gzip.", size(*bytes, ',')), "Kompresuj go: kanały maleją dziesięciokrotnie.".into()],
        Fault::HeadStatus { status } => [format!("Na HEAD serwer odpowiada {status}."), "Odpowiadaj tak jak na GET, bez treści.".into()],
        Fault::HeadDiffers { field, head, get } => [format!("HEAD podaje {field}: {head}, a GET {get}."), "Odpowiadaj na HEAD nagłówkami z GET.".into()],
        Fault::NoHubHeader => both("Kanał podaje hub WebSub, ale w odpowiedzi nie ma go w nagłówku Link, gdzie subskrybenci patrzą najpierw.", "Wysyłaj Link: <hub>; rel=\"hub\" i Link: <kanał>; rel=\"self\"."),
        Fault::TooManyRedirects { what, count } => [format!("{what}: liczba przekierowań po drodze to {count}, a niektóre aplikacje poddają się po pięciu."), "Podaj adres, pod którym to jest.".into()],

        Fault::Unreachable { what, url, why } => [format!("{what}: nie udało się pobrać {url} ({}).", self::why(why)), "Sprawdź adres i serwer.".into()],
        Fault::Status { what, url, status } => [format!("{what}: serwer odpowiada {status} na {url}."), "Sprawdź adres; to, do czego prowadzi kanał, musi istnieć.".into()],
        Fault::NoRange { url, status } => [format!("Na pytanie o dwa pierwsze bajty {url} serwer odpowiedział {status}, a nie 206: odtwarzacze Apple tego nie przyjmą i nie da się przewijać."), "Włącz na serwerze obsługę zakresów bajtów (Range).".into()],
        Fault::WrongRange { url, said } => [format!("Na pytanie o dwa pierwsze bajty {url} serwer wysłał „{said}”."), "Wysyłaj Content-Range: bytes 0-1/DŁUGOŚĆ i te dwa bajty.".into()],
        Fault::LengthDiffers { url, said, is } => [format!("Kanał podaje, że {url} ma {said} B, a ma {is} B."), format!("Wpisz length=\"{is}\".")],
        Fault::LeadsToPage { what, url } => [format!("{what}: pod {url} jest strona internetowa."), "Podaj adres samego pliku, a nie strony o nim ani logowania.".into()],
        Fault::NoCors { what, url } => [format!("{what}: serwer wysyła {url} bez Access-Control-Allow-Origin."), "Wysyłaj Access-Control-Allow-Origin: *.".into()],
        Fault::BadPicture { url, why } => [format!("Obraz {url} się nie nadaje: {}.", unfit_picture(why)), "Zapisz go jako JPEG lub PNG, kwadratowy, RGB, bez przezroczystości, 3000 × 3000 pikseli, pod nową nazwą.".into()],
        Fault::BadChapters { url, why } => [format!("Rozdziałów pod {url} nie da się odczytać: {}.", unfit_chapters(why)), "Wysyłaj JSON opisany w podcast-namespace: {\"version\": \"1.2.0\", \"chapters\": [{\"startTime\": 0, …}]}.".into()],
    }
}

const DATE: &str = "Tue, 03 Nov 2026 08:00:00 GMT";
const UTF_8: &str = "Zapisz kanał w UTF-8 i podaj to w deklaracji.";

fn both(problem: &str, mend: &str) -> [String; 2] {
    [problem.to_owned(), mend.to_owned()]
}

fn add(like: &str) -> String {
    if like.is_empty() { "Uzupełnij to.".to_owned() } else { format!("Dodaj: {like}") }
}

fn xmlns(prefix: &str) -> String {
    if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") }
}

/// Why nothing came back: the second half of a sentence.
pub(super) fn why(miss: &Miss) -> String {
    match miss {
        Miss::OtherScheme => "pytać można tylko adresy http:// i https://".into(),
        Miss::Answered { status } => format!("serwer odpowiada {status}"),
        Miss::NoHost => "nie ma takiego serwera".into(),
        Miss::Refused => "nikt tam nie odpowiada".into(),
        Miss::Slow => "brak odpowiedzi na czas".into(),
        Miss::ManyRedirects { max } => format!("ponad {max} przekierowań"),
        Miss::StrangeRedirect { target } => format!("przekierowuje do {target}"),
        Miss::NoTime { seconds } => format!("nie pytano: minęło {seconds} s"),
        Miss::Failed { said } => said.clone(),
    }
}

fn differ(difference: &Difference) -> String {
    match difference {
        Difference::Count { simple, json } => {
            format!("Rozdziałów w <psc:chapters> jest {simple}, a w pliku JSON {json}.")
        }
        Difference::Start { nth, simple, json } => {
            format!("Rozdział {nth} zaczyna się w <psc:chapters> w {simple} s, a w pliku JSON w {json} s.")
        }
        Difference::Title { nth, simple, json } => {
            format!("Rozdział {nth} nazywa się w <psc:chapters> „{simple}”, a w pliku JSON „{json}”.")
        }
    }
}

fn unfit_picture(why: &UnfitPicture) -> String {
    match why {
        UnfitPicture::TooLong { bytes, max } => format!("ma {bytes} bajtów, a może mieć najwyżej {max}"),
        UnfitPicture::Form => "to ani JPEG, ani PNG".into(),
        UnfitPicture::Shape { width, height } => format!("nie jest kwadratowy, ma {width} × {height} pikseli"),
        UnfitPicture::Side { side } => format!("ma bok {side} pikseli, a powinien mieć od 1400 do 3000"),
        UnfitPicture::Print => "jest zapisany do druku (CMYK)".into(),
        UnfitPicture::Colours { said } => format!("nie jest w RGB bez przezroczystości, tylko {said}"),
        UnfitPicture::Torn { said } => format!("nie da się go odczytać do końca ({said})"),
    }
}

fn unfit_chapters(why: &UnfitChapters) -> String {
    match why {
        UnfitChapters::NotJson { said } => format!("to nie jest JSON ({said})"),
        UnfitChapters::NoVersion => "„version” nie jest tekstem".into(),
        UnfitChapters::NoList => "„chapters” nie jest listą".into(),
        UnfitChapters::NoStart { nth } => format!("„startTime” rozdziału {nth} nie jest liczbą sekund"),
        UnfitChapters::Order { start, before } => format!("„startTime”: {start} stoi po {before}"),
    }
}

fn say_broken(broken: &Broken) -> [String; 2] {
    match broken {
        Broken::BlankBeforeDeclaration => both(
            "Przed deklaracją XML są odstępy; wymagające programy odrzucają cały kanał.",
            "Zacznij dokument od <?xml; poszukaj pustych wierszy w szablonach i wtyczkach.",
        ),
        Broken::BareAmpersand => both(
            "Znak „&” nie jest zakodowany; wiele aplikacji odrzuca cały kanał.",
            "Wpisz zamiast niego &#x26; albo &amp;.",
        ),
        Broken::LessThan => both("W wartości atrybutu stoi „<”.", "Wpisz zamiast niego &lt;."),
        Broken::Name { name } => [
            format!("„{name}” nie może być nazwą w XML."),
            "Poszukaj niezakodowanego „<” albo brakującego cudzysłowu.".into(),
        ],
        Broken::EndOfCdata => both("W tekście stoi „]]>”.", "Wpisz zamiast tego ]]&gt;."),
        Broken::Attribute { said } => {
            [format!("Atrybut jest zapisany błędnie: {said}."), "Pisz nazwa=\"wartość\", każdą nazwę raz.".into()]
        }
        Broken::NeverClosed { name, by } => [
            format!("<{name}> nie jest zamknięty przed </{by}>."),
            format!(
                "Zamknij go albo zakoduj, jeśli to tekst lub HTML: umieść HTML w <![CDATA[…]]> albo wpisz &lt;{name}&gt;."
            ),
        ],
        Broken::StrayEnd { name } => {
            [format!("</{name}> zamyka coś, co nie było otwarte."), "Usuń go albo zakoduj, jeśli to tekst.".into()]
        }
        Broken::CutOff { name } => [
            format!("Dokument się urywa: <{name}> nigdzie się nie zamyka."),
            "Czy został wysłany w całości? Poszukaj błędu w programie, który go tworzy.".into(),
        ],
        Broken::SecondRoot { name } => {
            [format!("<{name}> stoi za końcem dokumentu."), "Usuń to, co jest za </rss>.".into()]
        }
        Broken::TextOutside => both(
            "Poza najbardziej zewnętrznym elementem jest tekst.",
            "Usuń go; często to ostrzeżenie programu, który tworzy kanał.",
        ),
        Broken::Declaration => both(
            "Deklaracja XML nie jest zapisana tak, jak wymaga XML; wymagające programy odrzucają cały kanał.",
            "Wpisz <?xml version=\"1.0\" encoding=\"UTF-8\"?>.",
        ),
        Broken::LateDeclaration => both(
            "Deklaracja XML (<?xml …?>) stoi w środku dokumentu; wymagające programy odrzucają cały kanał.",
            "Zostaw tylko tę na samym początku.",
        ),
        Broken::Comment => both(
            "W komentarzu jest „--”, czego XML zabrania; wymagające programy odrzucają cały kanał.",
            "Usuń komentarz albo wpisz jeden myślnik.",
        ),
        Broken::NoBlank => both(
            "Między dwoma atrybutami brakuje odstępu; wymagające programy odrzucają cały kanał.",
            "Wstaw odstęp przed każdym atrybutem.",
        ),
        Broken::Prefix { prefix } => [
            format!(
                "Przedrostek „{prefix}” jest używany, ale nigdzie nie zadeklarowany; wymagające programy odrzucają cały kanał."
            ),
            format!("Dodaj xmlns:{prefix}=\"…\" do <rss> albo usuń to, co go używa."),
        ],
        Broken::Strict { said } => [
            format!("To nie jest poprawny XML: {said}; wymagające programy odrzucają cały kanał."),
            "Popraw to miejsce albo program, który je pisze.".into(),
        ],
        Broken::Syntax { said } => [
            format!("Dalej nie da się odczytać XML: {said}."),
            "Poszukaj niezakodowanego „<” albo komentarza lub sekcji CDATA bez końca.".into(),
        ],
    }
}
