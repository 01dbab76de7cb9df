### Strony dla słuchaczy. Twarda spacja ({"\u00A0"}) trzyma liczbę przy jednostce.

## Wszędzie

skip-to-content = Przejdź do treści
language-switch = Język strony
all-shows = Wszystkie podcasty
nav-show = Podcast
nav-episodes = Odcinki
nav-notes = Informacje o projekcie
footer-feed = Kanał RSS
footer-website = Strona internetowa

## Liczby, daty, czas, rozmiar

episodes-count = { $count ->
    [one] { $count }{"\u00A0"}odcinek
    [few] { $count }{"\u00A0"}odcinki
   *[other] { $count }{"\u00A0"}odcinków
}
date = { $day }{"\u00A0"}{ $month ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
} { $year }
moment = { $weekday ->
    [1] w poniedziałek
    [2] we wtorek
    [3] w środę
    [4] w czwartek
    [5] w piątek
    [6] w sobotę
   *[7] w niedzielę
} { $day } o{"\u00A0"}{ $time } ({ $zone })
zone-time = { $zone ->
    [europe-warsaw] czas warszawski
    [utc] czas uniwersalny UTC
   *[other] czas strefy { $place }
}
duration-hours = { $amount }{"\u00A0"}godz.
duration-minutes = { $amount }{"\u00A0"}min
duration-seconds = { $amount }{"\u00A0"}s
size-kb = { $amount }{"\u00A0"}kB
size-mb = { $amount }{"\u00A0"}MB

## Strona główna

home-title = Podcasty
home-description = Podcasty do słuchania w przeglądarce i w każdej aplikacji z podcastami.
home-soon = Wkrótce pierwszy odcinek
home-empty = Nie ma tu jeszcze żadnego podcastu.

## Podcast

show-cover = Okładka podcastu { $title }
show-explicit = Nagrania tylko dla dorosłych
show-episodes = Odcinki
show-no-episodes = Nie ma jeszcze żadnego odcinka. Dodaj podcast do swojej aplikacji, a pierwszy odcinek pojawi się w niej sam.
show-subscribe = Słuchaj w aplikacji
show-subscribe-how = Skopiuj ten adres i wklej go w swojej aplikacji z podcastami: tam, gdzie się wyszukuje podcasty, albo tam, gdzie dodaje się je przez adres (URL). Nowe odcinki będą pojawiać się same.
show-feed-address = Adres kanału RSS
show-feed-open = Otwórz kanał RSS
show-about = O podcaście
show-people = Kto go tworzy
show-website = Strona internetowa
show-support = Wsparcie
show-rights = Prawa autorskie
show-licence = Licencja
show-all-notes = Informacje o projekcie

## Osoby

person-role = { $role ->
    [host] prowadzenie
    [co-host] współprowadzenie
    [guest-host] prowadzenie gościnne
    [guest] gościnnie
    [producer] produkcja
    [executive-producer] produkcja wykonawcza
    [senior-producer] produkcja
    [associate-producer] współprodukcja
    [editor] montaż
    [audio-editor] montaż dźwięku
    [audio-engineer] realizacja dźwięku
    [author] tekst
    [writer] tekst
    [script-writer] scenariusz
    [researcher] dokumentacja
    [reporter] reportaż
    [narrator] narracja
    [composer] muzyka
    [translator] tłumaczenie
    [cover-art-designer] okładka
    [director] reżyseria
    [assistant-director] druga reżyseria
    [development-producer] przygotowanie produkcji
    [creative-director] kierownictwo artystyczne
    [voice-actor] głos (aktorstwo)
    [announcer] zapowiedzi
    [editorial-director] kierownictwo redakcji
    [co-writer] współautorstwo tekstu
    [songwriter] teksty piosenek
    [guest-writer] tekst gościnny
    [story-editor] redakcja opowieści
    [managing-editor] sekretariat redakcji
    [script-editor] redakcja scenariusza
    [script-coordinator] koordynacja scenariusza
    [fact-checker] sprawdzanie faktów
    [transcriber] transkrypcja
    [logger] opis nagrań
    [studio-coordinator] koordynacja studia
    [technical-director] kierownictwo techniczne
    [technical-manager] nadzór techniczny
    [remote-recording-engineer] nagrania na odległość
    [post-production-engineer] postprodukcja dźwięku
    [sound-designer] oprawa dźwiękowa
    [foley-artist] efekty dźwiękowe
    [theme-music] muzyka tytułowa
    [music-production] produkcja muzyki
    [music-contributor] udział muzyczny
    [production-coordinator] koordynacja produkcji
    [booking-coordinator] zapraszanie gości
    [production-assistant] asysta produkcji
    [content-manager] opieka nad treścią
    [marketing-manager] promocja
    [sales-representative] sprzedaż
    [sales-manager] kierowanie sprzedażą
    [graphic-designer] grafika
    [social-media-manager] media społecznościowe
    [consultant] konsultacja
    [intern] staż
    [camera-operator] kamera
    [lighting-designer] światło
    [camera-grip] obsługa kamery
    [assistant-camera] asysta przy kamerze
    [assistant-editor] asysta montażu
   *[other] { $typed }
}

## Odcinek

episode-trailer = zapowiedź
episode-bonus = dodatek
episode-season = sezon{"\u00A0"}{ $number }
episode-number = odcinek{"\u00A0"}{ $number }
episode-player = Odtwarzacz: { $title }
episode-no-player = Twoja przeglądarka nie odtwarza dźwięku na stronach. Pobierz nagranie.
episode-download = Pobierz nagranie
episode-about = O odcinku
episode-chapters = Rozdziały
episode-transcript = Transkrypcja
episode-notes = Informacje o projekcie
episode-recording = Nagranie
episode-duration = Czas trwania
episode-format = Format
episode-size = Rozmiar
episode-others = Sąsiednie odcinki
episode-older = Poprzedni odcinek
episode-newer = Następny odcinek

## Informacje o projekcie

notes-title = Informacje o projekcie
notes-description = Informacje o projekcie podcastu { $title }.
notes-empty = Nie ma tu jeszcze żadnych informacji.
note-episodes = Odcinki na ten temat

## Gdy coś się nie udało

error-not-found = Nie ma takiej strony
error-not-found-hint = Pod tym adresem nic nie ma. Może adres został przepisany z błędem albo strona nie jest już dostępna.
error-method = Tego adresu nie można tak użyć
error-method-hint = Tę stronę można tylko otworzyć i przeczytać.
error-gone = Tego już tu nie ma
error-refused = Nie udało się tego zrobić
error-unavailable = Strona jest chwilowo niedostępna
error-unavailable-hint = To nie Twoja wina. Spróbuj ponownie za kilka sekund.
error-internal = Coś poszło nie tak
error-internal-hint = To błąd po naszej stronie. Spróbuj ponownie; jeśli to się powtórzy, podaj nam ten numer:
error-home = Przejdź na stronę główną
