# The studio: what a show says of itself, its cover, its notes.
studio-save = Zapisz
studio-back = Wróć bez zmian
done-show-saved = Zapisano. Słuchacze widzą już zmiany.
done-cover-saved = Nowa okładka jest już na stronie i w kanale RSS. Aplikacje pokażą ją, gdy następnym razem go odświeżą.
done-note-added = Notatka jest już na stronie.
done-note-saved = Zapisano. Słuchacze widzą już zmiany.
done-note-removed = Notatka została usunięta.
note-moved = Notatka „{ $title }” jest teraz na miejscu { $place } z { $count }.

about-page = O podcaście „{ $show }”
about-owners-only = Te dane zmienia osoba z prawami właściciela podcastu. Ty możesz je przeczytać.
about-add = Dodaj kolejny wpis
about-remove = Usuń ten wpis
about-none = (nie wybrano)
about-now = Teraz zapisane: { $value }

about-cover = Okładka
about-cover-alt = Okładka podcastu „{ $title }”
about-cover-small = Tak mała bywa w aplikacji.
about-cover-side = Piksele
about-cover-bytes = Rozmiar
about-cover-new = Nowa okładka
about-cover-hint = Kwadrat od 1400 do 3000 pikseli (najlepiej 3000), JPEG albo PNG, kolory RGB, bez przezroczystości. Napisy muszą być czytelne także w rozmiarze 55 pikseli.
about-cover-save = Zmień okładkę
about-cover-check-good = { "{w}" } × { "{h}" } pikseli: wymiary są dobre.
about-cover-check-side = { "{w}" } × { "{h}" } pikseli: aplikacje przyjmują od 1400 do 3000. Zapisz obraz w innym rozmiarze i wybierz go jeszcze raz.
about-cover-check-shape = { "{w}" } × { "{h}" } pikseli: okładka musi być kwadratowa. Przytnij obraz i wybierz go jeszcze raz.
about-cover-check-form = To nie jest obraz JPEG ani PNG. Zapisz okładkę w jednej z tych postaci i wybierz ją jeszcze raz.
about-cover-check-bytes = Ten plik jest za duży: najwyżej 10 MB. Zapisz go jako JPEG i wybierz jeszcze raz.

about-basics = Podstawy
about-title = Nazwa podcastu
about-title-hint = Bez numerów odcinków i haseł; tak nazywa się w aplikacjach.
about-author = Autor
about-author-hint = Osoba albo organizacja, którą pokazują aplikacje.
about-description = Opis
about-description-hint = O czym jest podcast i dla kogo, około dwóch stron najwyżej. Pusty wiersz zaczyna akapit, **pogrubienie**, [link](https://…).
about-website = Strona internetowa
about-language = Język nagrań
about-timezone = Strefa czasowa
about-timezone-hint = Według zegara tego miejsca podajemy dni i godziny publikacji. Gdy nic nie wybierzesz, a nagrania są po polsku: Warszawa.
about-type = Kolejność odcinków
about-type-hint = Aplikacje proponują najpierw najnowszy odcinek albo zaczynają od pierwszego.
about-type-episodic = Najnowsze najpierw
about-type-serial = Po kolei, od pierwszego (każdy odcinek ma numer)
about-explicit = Podcast zawiera treści dla dorosłych lub wulgaryzmy
about-explicit-hint = Aplikacje oznaczą go i w niektórych krajach ukryją.
about-accent = Kolor stron
about-accent-hint = Kod koloru, na przykład z Waszego logo: #17408b. Odcienie dobierzemy tak, żeby tekst był czytelny. Może zostać puste.

about-categories = Kategorie
about-categories-hint = Jedna lub dwie z katalogu Apple, po którym szukają wszystkie aplikacje. W nawiasie jest nazwa angielska.
about-category = Kategoria { $number }
about-category-name = Kategoria
about-category-sub = Podkategoria

about-people = Twórcy
about-people-hint = Kto prowadzi i tworzy podcast. Odcinek może mieć własną listę osób.
about-person = Osoba { $number }
about-person-name = Imię i nazwisko albo nazwa
about-person-role = Rola
about-person-group = Grupa
about-person-group-hint = Może zostać pusta.
about-person-href = Strona tej osoby
about-person-img = Adres zdjęcia

about-rights = Prawa
about-copyright = Właściciel praw
about-copyright-hint = Bez znaku © i roku.
about-licence = Licencja
about-licence-hint = Skrót, na przykład CC-BY-4.0, albo nazwa własnej licencji.
about-licence-url = Adres tekstu licencji
about-licence-url-hint = Potrzebny tylko przy własnej licencji.

about-listen = Podcast w aplikacjach
about-listen-hint = Adresy stron tego podcastu w aplikacjach; pokażemy je słuchaczom.
about-app-apple = Apple Podcasts
about-app-spotify = Spotify
about-app-youtube = YouTube
about-app-amazon = Amazon Music
about-app-deezer = Deezer
about-app-tunein = TuneIn
about-app-castbox = Castbox
about-app-overcast = Overcast
about-app-pocketcasts = Pocket Casts
about-app-podcastaddict = Podcast Addict
about-app-fountain = Fountain
about-app-soundcloud = SoundCloud

about-funding = Wsparcie
about-funding-hint = Odnośniki, które aplikacje pokazują przy podcaście: strona projektu, zbiórka.
about-fund = Odnośnik { $number }
about-fund-text = Co mówi odnośnik
about-fund-url = Dokąd prowadzi

about-seasons = Nazwy sezonów
about-seasons-hint = Sezon bez nazwy ma sam numer.
about-season = Wpis { $number }
about-season-number = Numer sezonu
about-season-name = Nazwa sezonu

about-locations = Miejsca
about-locations-hint = O jakim miejscu mówi podcast albo gdzie powstaje.
about-location = Miejsce { $number }
about-location-name = Nazwa
about-location-rel = Rola tego miejsca
about-location-subject = O nim mówi
about-location-creator = Tu powstaje
about-location-geo = Współrzędne
about-location-geo-hint = Szerokość i długość geograficzna, na przykład geo:50.0617,19.9373. Można zostawić puste.
about-location-osm = Numer miejsca na mapie OpenStreetMap
about-location-osm-hint = Na przykład R449696; jest w adresie miejsca na openstreetmap.org. Można zostawić puste.
about-location-country = Kraj
about-location-country-hint = Dwie litery, na przykład PL.

about-directories = Katalogi i aplikacje
about-directories-hint = Tego słuchacze nie widzą wprost; czytają to katalogi podcastów.
about-owner-name = Właściciel dla katalogów
about-owner-email = Adres e-mail właściciela
about-owner-email-hint = Na ten adres katalogi wysyłają kod, którym potwierdza się własność. Jest publiczny w kanale RSS.
about-apple-title = Inna nazwa w Apple Podcasts
about-apple-title-hint = Tylko jeśli musi się różnić.
about-medium = Rodzaj
about-medium-podcast = Podcast
about-medium-music = Muzyka
about-medium-audiobook = Audiobook
about-medium-course = Kurs
about-medium-newsletter = Biuletyn
about-medium-blog = Blog
about-complete = Podcast jest zakończony
about-complete-hint = Aplikacje przestaną pytać o nowe odcinki.
about-locked = Nie pozwalaj innym serwisom przejąć podcastu
about-locked-hint = Wyłącz tylko na czas przeprowadzki do innego hostingu.
about-block = Nie pokazuj w katalogach
about-block-hint = Podcast zniknie z wyników wyszukiwania w aplikacjach.
about-new-feed = Nowy adres kanału RSS
about-new-feed-hint = Tylko przy przeprowadzce do innego hostingu.

about-frequency = Jak często wychodzi
about-frequency-hint = Aplikacje mogą powiedzieć słuchaczom, kiedy czekać na nowy odcinek.
about-frequency-text = Słowami
about-frequency-text-hint = Na przykład: co drugi wtorek.
about-frequency-rule = Reguła dla aplikacji
about-frequency-rule-hint = Zapis dla programów, na przykład FREQ=WEEKLY;INTERVAL=2;BYDAY=TU. Można zostawić puste.
about-frequency-start = Pierwszy odcinek
about-frequency-start-hint = Data jak 2026-11-03.
about-frequency-complete = Więcej odcinków nie będzie

about-social = Rozmowa o podcaście
about-social-hint = Wpis w sieci społecznościowej, pod którym słuchacze rozmawiają.
about-post = Wpis { $number }
about-post-uri = Adres wpisu
about-post-protocol = Sieć
about-post-account = Konto
about-post-account-url = Strona konta
about-post-priority = Kolejność
about-protocol-activitypub = Mastodon i Fediwersum
about-protocol-atproto = Bluesky
about-protocol-twitter = X (Twitter)
about-protocol-nostr = Nostr
about-protocol-matrix = Matrix
about-protocol-lightning = Lightning
about-protocol-hive = Hive
about-protocol-disabled = Nie chcemy rozmów

about-podroll = Polecane podcasty
about-podroll-hint = Podcasty innych, które polecacie.
about-friend = Podcast { $number }
about-friend-guid = Identyfikator podcastu
about-friend-guid-hint = Podaje go podcastindex.org; wygląda jak 917393e3-1b1e-5cef-ace4-edaa54e1f810.
about-friend-title = Nazwa
about-friend-feed = Adres kanału RSS
about-friend-item = Identyfikator odcinka

about-machines = Rzadkie ustawienia
about-machines-hint = Dla katalogów i aplikacji. Jeśli nikt o nie nie prosił, zostaw je puste.
about-image = Obraz { $number }
about-image-href = Adres obrazu
about-image-alt = Co przedstawia
about-image-ratio = Proporcje
about-image-ratio-hint = Na przykład 16/9.
about-image-width = Szerokość w pikselach
about-image-height = Wysokość w pikselach
about-image-type = Rodzaj pliku
about-image-type-hint = Na przykład image/jpeg.
about-image-purpose = Do czego jest
about-txt = Wiersz { $number }
about-txt-text = Tekst
about-txt-hint = Na przykład kod, którym katalog potwierdza własność.
about-txt-purpose = Do czego jest
about-service = Serwis { $number }
about-service-name = Skrót serwisu
about-service-block = Ma pominąć podcast
about-publisher-guid = Identyfikator kanału wydawcy
about-publisher-feed = Adres kanału wydawcy

about-fault-line = Wpisz tu od 1 do 255 znaków (nazwy osób, miejsc i odnośników: do 128).
about-fault-description = Opis jest potrzebny, ale nie dłuższy niż około dwóch stron (4000 znaków, a polska litera liczy się za dwa). Skróć go albo uzupełnij.
about-fault-language = Wybierz język z listy.
about-fault-categories = Wybierz jedną lub dwie kategorie z listy; podkategoria musi należeć do swojej kategorii.
about-fault-licence = Nie wiadomo, gdzie jest tekst tej licencji. Podaj jego adres albo użyj skrótu jak CC-BY-4.0.
about-fault-listen = To nie jest adres w tej aplikacji. Otwórz w niej swój podcast i skopiuj adres zaczynający się od https://.
about-fault-colour = Kolor zapisz jak #17408b: znak # i sześć cyfr lub liter od a do f.
about-fault-geo = Współrzędne zapisz jak geo:50.0617,19.9373.
about-fault-osm = Numer zapisz jak R449696: litera N, W lub R i liczba z adresu na openstreetmap.org.
about-fault-country = Kraj zapisz dwiema literami, na przykład PL.
about-fault-rule = Tej reguły lub daty aplikacje nie zrozumieją. Reguła jest jak FREQ=WEEKLY;BYDAY=TU, a data jak 2026-11-03; reguła z COUNT potrzebuje daty.
about-fault-post = Podaj adres wpisu zaczynający się od https://. Jeśli rozmów nie chcecie, zostaw go pustym i nie dodawaj innych.
about-fault-role = Ta rola nie należy do tej grupy. Zostaw grupę pustą albo wybierz inną.
about-fault-guid = To nie jest identyfikator podcastu. Ma postać 917393e3-1b1e-5cef-ace4-edaa54e1f810.
about-fault-service = Tego serwisu nie ma w spisie. Wpisz jego skrót, na przykład spotify.
about-fault-url = Podaj cały adres, zaczynający się od https://.
about-fault-email = To nie jest adres e-mail.
about-fault-number = Wpisz liczbę całkowitą, większą od zera.
about-fault-double = To samo jest tu dwa razy. Zostaw jeden wpis.

notes-page = Notatki o projekcie
notes-what = Strony z informacjami o projekcie: cel, pakiety, dla kogo. Słuchacze trafiają na nie z odcinków, z kanału RSS i ze strony podcastu.
notes-none = Nie ma jeszcze żadnej notatki.
note-new = Nowa notatka
note-up = Przesuń wyżej: { $title }
note-down = Przesuń niżej: { $title }
note-title = Tytuł
note-slug = Adres
note-slug-hint = Małe litery, cyfry i łączniki. Zostaw puste, a powstanie z tytułu. Później się nie zmienia.
note-address = Adres strony:
note-summary = Jednym zdaniem
note-summary-hint = To zdanie widać na liście notatek.
note-audience = Dla kogo
note-audience-hint = Na przykład: dla urzędników i urzędniczek. Można zostawić puste.
note-body = Treść
note-body-hint = Pusty wiersz zaczyna akapit, **pogrubienie**, * punkt listy, [link](https://…). Do innej notatki prowadzi jej sam adres: [pakiet startowy](pakiet-startowy).
note-preview = Podgląd
note-theirs = Ktoś inny zapisał w tym czasie:
note-remove = Usuń notatkę…
note-removal = Usunąć notatkę „{ $title }”?
note-removal-episodes = { $count ->
    [0] Nie prowadzi do niej żaden odcinek.
    [one] Zniknie też odnośnik do niej z { $count } odcinka.
    [few] Znikną też odnośniki do niej z { $count } odcinków.
   *[many] Znikną też odnośniki do niej z { $count } odcinków.
}
note-remove-now = Usuń notatkę
note-fault-body = Treść jest za długa (najwyżej { $max } bajtów, czyli około 30 stron). Podziel ją na dwie notatki.
note-fault-slug = Adres składa się z małych liter a–z, cyfr i łączników; najwyżej 64 znaki.

audit-show-described = zmiana danych podcastu
audit-show-cover = zmiana okładki podcastu
audit-note-added = nowa notatka
audit-note-changed = zmiana notatki
audit-note-removed = usunięcie notatki
audit-notes-ordered = zmiana kolejności notatek
