# Strona odcinka: tekst zapisywany w trakcie pisania; lista odcinków podcastu; usuwanie.
studio-where = Gdzie jesteś
studio-parts = Części tej strony
studio-part-recording = Nagranie
studio-part-chapters = Rozdziały
studio-part-transcript = Transkrypcja
studio-part-soundbites = Fragmenty
studio-part-release = Publikacja
episode-untitled = Odcinek bez tytułu

text-heading = Opis
text-lead = Tytuł, opis, osoby. To, co piszesz, zapisuje się samo.
text-lead-viewer = Tytuł, opis, osoby. Możesz je czytać; zmienia je osoba z rolą redakcji albo właściciela.
text-title = Tytuł
text-title-hint = Bez nazwy podcastu i bez numerów: aplikacje pokazują je obok.
text-notes = Opis odcinka
text-notes-hint = Markdown: pusty wiersz zaczyna akapit, **pogrubienie**, [link](https://…), * punkt listy.
text-preview = Tak zobaczą to słuchacze
text-preview-now = Zapisz i pokaż
text-linked = Powiązane informacje o projekcie
text-linked-hint = Słuchacze znajdą te strony pod odcinkiem.
text-kind = Rodzaj
text-kind-full = Pełny odcinek
text-kind-trailer = Zapowiedź
text-kind-bonus = Dodatek
text-season = Sezon
text-number = Numer
text-people = Osoby w tym odcinku
text-people-hint = Aplikacje pokazują, kogo słychać i kto przygotował odcinek.
text-people-of-show = Dopóki nikogo tu nie wpiszesz, aplikacje pokazują osoby podane przy podcaście: { $people }.
text-person-name = Imię i nazwisko
text-person-role = Rola
text-person-role-none = Nie podano
text-person-new = Nowa osoba
text-person-more = Strona i zdjęcie
text-person-href = Adres strony tej osoby
text-person-img = Adres zdjęcia tej osoby
text-person-add = Dodaj osobę
text-person-remove = Usuń
text-more = Więcej: sezon i numer, osoby, informacje o projekcie
text-next = Dalej: publikacja
text-rare = Adres, licencja i inne
text-slug = Nazwa w adresie
text-slug-hint = Zostaw puste, a powstanie z tytułu.
text-slug-fixed = Słuchacze mogą już znać ten adres, dlatego się nie zmienia.
text-address = Strona będzie pod adresem
text-explicit-label = Treści dla dorosłych
text-explicit = Tak, tylko dla dorosłych
text-clean = Nie, dla wszystkich
text-explicit-as-show = Jak w podcaście: tylko dla dorosłych
text-clean-as-show = Jak w podcaście: dla wszystkich
text-as-show = Jak w podcaście
text-licence = Licencja
text-licence-none = Jak w podcaście: nie podano
text-licence-as-show = Jak w podcaście: { $licence }
text-licence-all-reserved = Wszelkie prawa zastrzeżone
text-licence-zero = CC0 (domena publiczna)
text-licence-url = Adres tekstu licencji
text-licence-url-hint = Tylko dla licencji, której nie ma na liście.
text-apple-title = Tytuł w Apple Podcasts
text-apple-title-hint = Tylko jeśli ma być inny.
text-display = Co aplikacje pokazują zamiast numeru
text-display-hint = Na przykład „Prolog”; potrzebny jest też numer.
text-block = Ukryj w Apple Podcasts
text-block-hint = Odcinek zostaje w kanale i na Twoich stronach.
text-apps = Więcej dla aplikacji: miejsca, wsparcie, rozmowa
text-locations-hint = O jakim miejscu mówi ten odcinek albo gdzie powstaje.
text-funding-hint = Odnośniki, które aplikacje pokazują przy tym odcinku: strona projektu, zbiórka.
text-social = Rozmowa o odcinku
text-social-hint = Wpis, pod którym słuchacze mogą rozmawiać o tym odcinku. Aplikacje pokazują odpowiedzi pod nim.
text-yes = Tak
text-no = Nie
text-draft-hint = Na razie widzisz to tylko Ty i Twój zespół.
text-open-hint = Ten odcinek widzą już słuchacze. To, co piszesz, czeka, aż to opublikujesz.
text-save = Zapisz
text-keep = Zachowaj na później
text-discard = Odrzuć moje zmiany
text-save-and-publish = Zapisz i opublikuj zmiany
text-waits = To zmiany, których słuchacze jeszcze nie widzą.
text-waits-since = Ostatnio pisane { $when }.
text-conflicts = { $count ->
    [one] { $count }{"\u00A0"}pole ma dwie wersje
    [few] { $count }{"\u00A0"}pola mają dwie wersje
   *[many] { $count }{"\u00A0"}pól ma dwie wersje
}
text-conflicts-hint = Wybierz, co ma zostać, i zapisz. Różnice są zaznaczone. Dopóki nie wybierzesz, nie przepada ani jedno słowo.
text-conflict-mine = Moja wersja
text-conflict-own = Moja wersja z innej karty
text-conflict-theirs = Wersja innej osoby
text-conflict-theirs-of = Wersja, którą zapisuje { $name }
text-conflict-empty = nic

typing-saving = Zapisuję…
typing-saved = Zapisano o %.
typing-kept = Zachowano o %. Słuchacze zobaczą to, gdy opublikujesz zmiany.
typing-refused = Nie wszystko dało się zapisać.
typing-beside = Co poprawić, jest napisane przy polach.
typing-denied = Serwer odmówił zapisu. Skopiuj tekst i wczytaj stronę ponownie.
typing-offline = Brak połączenia. Tekst jest zachowany w tej przeglądarce i zostanie wysłany, gdy tylko wróci sieć.
typing-over = Sesja się skończyła. Tekst jest tu zachowany. Zaloguj się w nowej karcie, a zapis ruszy sam.
typing-failed = glos nie odpowiada jak należy. Tekst jest zachowany w tej przeglądarce i zostanie wysłany ponownie.
typing-conflict = Ktoś inny zmienił to samo. Twój tekst jest zachowany; wybierz, co ma zostać.
typing-own = To samo zmieniono też w innej karcie. Twój tekst jest zachowany; wybierz, co ma zostać.
typing-copy = Oto tekst, którego wcześniej nie udało się wysłać.
typing-place = Miejsce % z %.
typing-sign-in = Zaloguj się w nowej karcie
typing-show-both = Pokaż obie wersje

cover-heading = Okładka odcinka
cover-own = Odcinek ma własną okładkę.
cover-of-show = Odcinek ma okładkę podcastu.
cover-choose = Inny obraz
cover-hint = JPEG lub PNG, kwadrat od 1400 do 3000 pikseli, bez przezroczystości.
cover-send = Użyj tego obrazu
cover-remove = Wróć do okładki podcastu

deletion-heading = Usuwanie
deletion-says = Szkic trafi do kosza. Przez 30 dni możesz go przywrócić.
deletion-says-known = Odcinek od razu zniknie z kanału i ze stron. Przez 30 dni możesz go przywrócić dokładnie takim, jaki był.
deletion-do = Usuń ten odcinek
deletion-undo = Cofnij: przywróć odcinek
deletion-restore = Przywróć

show-see = Strona podcastu

first-episode = Pierwszy odcinek w trzech krokach
first-recording = Wybierz nagranie. Wyśle się w tle, a Ty piszesz dalej.
first-text = Wpisz tytuł i kilka zdań opisu. Zapisują się same.
first-release = Opublikuj od razu albo o porze, którą wybierzesz.
first-begin = Zacznij odcinek

show-new-episode = Nowy odcinek
show-list = Odcinki
show-seek = Tytuł
show-seek-do = Szukaj
show-none-found = Żaden odcinek nie ma tego w tytule.
show-status-waiting = Szkic, jeszcze bez nagrania
show-status-draft = Szkic
show-status-scheduled = Zaplanowany
show-status-published = Opublikowany
show-status-unlisted = Tylko z adresu
show-edit-waits = Twoje zmiany czekają
show-bin = { $count ->
    [one] Kosz: { $count }{"\u00A0"}odcinek
    [few] Kosz: { $count }{"\u00A0"}odcinki
   *[many] Kosz: { $count }{"\u00A0"}odcinków
}
show-bin-says = Kto wejdzie pod adres usuniętego odcinka, dowie się, że już go nie ma.
show-bin-until = można przywrócić do { $when }
show-bin-by = usuwa: { $name }

over-heading = Sesja się skończyła
over-says = Nic z tego, co jest napisane, nie przepadło: jest na tej stronie. Nie zamykaj jej.
over-sign-in = Zaloguj się w nowej karcie
over-again = Potem wróć tutaj i wyślij jeszcze raz

done-episode-saved = Zapisano.
done-edit-kept = Zachowano. Słuchacze jeszcze tego nie widzą.
done-edit-discarded = Zmiany odrzucone. To jest tekst, który widzą słuchacze.
done-episode-changes-out = Zmiany opublikowane.
done-cover-set = Odcinek ma teraz własną okładkę.
done-cover-removed = Odcinek ma znów okładkę podcastu.
done-episode-deleted = Odcinek usunięty.
done-episode-restored = Odcinek przywrócony.

audit-episode-changed = Zmiana opublikowanego odcinka „{ $subject }”
audit-episode-deleted = Usunięcie odcinka „{ $subject }”
audit-episode-restored = Przywrócenie odcinka „{ $subject }”

refusal-episode-deleted = Tego odcinka już tu nie ma: usunęły go osoby, które go przygotowały.
refusal-episode-swept = Odcinek „{ $episode }” leżał w koszu ponad 30 dni i nie da się go już przywrócić.
refusal-episode-changed-meanwhile = Ktoś inny właśnie zmienił ten odcinek. Wczytaj go jeszcze raz i powtórz swoją zmianę.
