# What the API and the studio say when something is not taken in. `refusal-` and the stable code.

refusal-not-found = Pod tym adresem nic nie ma.
refusal-method-not-allowed = Ten adres nie obsługuje tej metody.
refusal-unavailable = glos nie może teraz tego zrobić: brakuje miejsca na dysku albo nie odpowiada baza danych lub magazyn plików. Nic nie zostało zmienione. Spróbuj ponownie za chwilę.
refusal-disk-full = Na dysku serwera zabrakło miejsca. Nic nie zostało zmienione. Powiedz o tym osobie, która prowadzi serwis; gdy zrobi miejsce, spróbuj ponownie.
refusal-internal = Coś jest nie tak po stronie glos, a nie z tym, co zostało wysłane. Podaj osobie, która prowadzi serwis, numer { $request }.

refusal-token-missing = Wyślij token: Authorization: Bearer …. Tworzy go osoba prowadząca serwis poleceniem „glos token create”.
refusal-token-unknown = Ten token jest nieznany albo został unieważniony. Poproś osobę prowadzącą serwis o nowy.
refusal-token-scope = Ten token nie daje do tego prawa; potrzebny jest zakres „{ $scope }”.
refusal-token-show = Ten token nie obejmuje podcastu „{ $show }”.
refusal-role-scope = Twoja rola na to nie pozwala; potrzebne jest prawo „{ $scope ->
    [read] odczyt
    [publish] redakcja
   *[admin] właściciel
}”. Poproś o nie osobę, która jest właścicielem podcastu.
refusal-role-show = Nie masz dostępu do podcastu „{ $show }”. Poproś o zaproszenie osobę, która jest jego właścicielem.
refusal-foreign-request = Tę prośbę wysłała inna strona, więc nic nie zostało zmienione. Otwórz studio i spróbuj jeszcze raz.
refusal-recording-needed = Odcinek „{ $episode }” nie ma jeszcze nagrania. Dodaj je, a potem wróć do publikacji.
refusal-last-owner = Nie zostałby nikt, kto jest właścicielem wszystkich podcastów i może się zalogować. Najpierw daj tę rolę komuś innemu.
refusal-people-changed = Ktoś w międzyczasie to zmienił. Obejrzyj listę jeszcze raz.

refusal-show-unknown = Nie ma podcastu „{ $show }”.
refusal-episode-unknown = W tym podcaście nie ma odcinka „{ $episode }”.

refusal-recording-unknown = Ten odcinek nie ma nagrania { $recording }.
refusal-recording-current = To nagranie słychać w odcinku albo będzie je słychać, gdy się ukaże. Najpierw podmień je na inne albo cofnij odcinek do szkicu.
refusal-recording-withdrawn = To nagranie zostało wycofane przez osoby, które je przygotowały. Nie można go już odsłuchać ani pobrać.
refusal-recording-withdrawn-current = Nagranie tego odcinka zostało wycofane. Zanim opublikujesz odcinek, prześlij inne.

refusal-title-missing = Wpisz tytuł odcinka.
refusal-text-empty = Pole „{ $field }” nie może być puste.
refusal-text-too-long = Pole „{ $field }” ma znaków: { $actual }; najwyżej można { $max }.
refusal-text-too-many-bytes = Pole „{ $field }” ma { $actual } B; najwyżej można { $max } B.
refusal-slug-needed = Z tego tytułu nie da się utworzyć adresu; wpisz adres samodzielnie, małymi literami i cyframi.
refusal-slug-invalid = Adres ma od 1 do { $max } znaków: małe litery a–z, cyfry, a między nimi łączniki.
refusal-slug-reserved = „{ $slug }” to słowo, którego używają własne adresy serwisu; wpisz inne.
refusal-slug-taken = Podcast ma już odcinek pod adresem „{ $slug }”. Jeśli to ten sam, zmień tamten; jeśli nie, wybierz inny tytuł albo wpisz inny adres.
refusal-slug-fixed = Adres odcinka się nie zmienia: pamiętają go aplikacje i strony.
refusal-number-invalid = Pole „{ $field }”: „{ $value }” nie jest liczbą od 1 wzwyż.
refusal-type-invalid = „{ $value }” nie jest rodzajem odcinka; są: full (pełny), trailer (zapowiedź) i bonus (dodatek).
refusal-at-invalid = „{ $value }” nie jest terminem. Wpisz now, draft, unlisted albo datę z godziną i strefą, na przykład 2026-11-24T08:00:00+01:00.
refusal-note-invalid = „{ $note }” nie jest adresem notatki.
refusal-note-unknown = Podcast nie ma notatki „{ $note }”. Ma: { $known }.
refusal-field-unknown = Nie ma pola „{ $name }”{ $nearest ->
    [none] .
   *[other] ; może to „{ $nearest }”?
} Są: { $known }.
refusal-field-kind = Pole „{ $field }”: { $value } nie pasuje. Wpisz { $expected ->
    [number] liczbę całkowitą
    [texts] listę tekstów
    [yes-or-no] true albo false
   *[text] tekst w cudzysłowie
}.
refusal-field-too-large = Pole „{ $name }” jest dłuższe niż { $max } B.

refusal-show-changed = W czasie Twojej pracy ktoś inny zmienił te dane. Różnice są zaznaczone niżej; zapisz jeszcze raz, jeśli ma zostać to, co jest w polach.
refusal-show-circle = Pod tym adresem podcast był już wcześniej. Wpisz { $present }, czyli ten, pod którym jest teraz, albo zostaw pole puste.
refusal-note-changed = W czasie Twojej pracy ktoś inny zapisał tę notatkę. Tamta wersja jest niżej; zapisz jeszcze raz, jeśli ma zostać Twoja.
refusal-note-taken = Notatka o adresie „{ $note }” już jest. Wybierz inny adres.
refusal-note-link = W wierszu { $line } jest odnośnik do notatki „{ $note }”, której nie ma. Popraw adres albo najpierw ją napisz.
refusal-notes-too-many = Podcast może mieć najwyżej { $max } notatek.
refusal-cover-missing = Nie wybrano żadnego pliku. Wybierz okładkę i wyślij ją jeszcze raz.
refusal-form-too-many = Formularz ma za dużo pól: najwyżej { $max }. Wczytaj stronę jeszcze raz i spróbuj ponownie.
refusal-recording-not-awaited = Odcinek ma już nagranie albo jest opublikowany. Otwórz go i zdecyduj, czy nowe nagranie ma zastąpić obecne.
refusal-form-too-large = Formularz jest za długi: najwyżej { $max } bajtów. Skróć tekst i wyślij go jeszcze raz.
refusal-form-broken = Formularz nie dotarł w całości. Wyślij go jeszcze raz.
refusal-form-dry-run = Próba z ?dry_run=true nie potrzebuje nagrania. Wyślij pola jako JSON albo wyślij formularz bez dry_run.
refusal-form-not-utf8 = Pole „{ $name }” nie jest tekstem UTF-8.
refusal-json-broken = Nie udało się odczytać JSON-a: w wierszu { $line }, kolumnie { $column } { $kind ->
    [end] urywa się, zanim wszystko zostało zamknięte
    [number] jest liczba większa, niż da się zapisać
    [control] jest w tekście znak sterujący; nowy wiersz to \n, a tabulator \t
    [comma] jest przecinek, za którym nic nie ma
    [escape] jest „\”, za którym stoi coś, czego JSON nie zna
    [depth] jest zbyt wiele list lub obiektów jeden w drugim
   *[other] jest coś, czego JSON tu nie przewiduje: sprawdź cudzysłowy, przecinki i nawiasy
}.
refusal-json-object = Wyślij obiekt JSON, na przykład {"{"}"title":"Rozmowa"{"}"}.
refusal-json-too-large = JSON jest dłuższy niż { $max } B.
refusal-idempotency-key = Idempotency-Key ma od 1 do 255 znaków ASCII.
refusal-idempotency-key-reused = Ten Idempotency-Key został już użyty do czegoś innego. Dla każdego odcinka użyj nowego.

refusal-audio-missing = Wyślij nagranie w części „audio”.
refusal-audio-twice = Wyślij jedno nagranie: są dwie części „audio”.
refusal-audio-rejected = Tego nagrania nie można opublikować. { $problems }

refusal-master-failed = Z tego nagrania nie udało się zrobić pliku dla aplikacji podcastowych. Wyślij je jako MP3 lub M4A albo opublikuj bez zmian, z polem „master” równym „never”.
refusal-master-invalid = „{ $value }” nie jest słowem dla pola „master”; są auto, always i never.

refusal-upload-needed = Podaj w polu „upload” identyfikator przesłanego nagrania.
refusal-upload-invalid = „{ $value }” nie jest identyfikatorem przesłanego nagrania; podaj ten, który przyszedł w odpowiedzi na jego wysłanie.
refusal-upload-unknown = Nie ma takiego przesyłania. Mogło zostać usunięte, bo nikt go nie kontynuował; zacznij od nowa.
refusal-upload-expired = To przesyłanie zbyt długo czekało i jest usuwane; zacznij od nowa.
refusal-upload-too-large = Plik ma { $bytes } B; przyjmujemy najwyżej { $max } B.
refusal-recording-not-chosen = Wybierz plik z nagraniem, a potem go wyślij.
refusal-uploads-full = Czeka już zbyt wiele wysłanych plików (najwyżej { $count } plików i { $gb } GB naraz). Użyj ich w odcinkach albo usuń niepotrzebne, a potem wyślij ten jeszcze raz.
refusal-upload-overflow = Przyszło więcej bajtów niż zapowiedziane { $length }.
refusal-upload-offset = Przesyłanie jest kontynuowane od bajtu { $offset }.
refusal-upload-complete = Plik został już przesłany w całości.
refusal-upload-cut = Połączenie zostało przerwane; zachowano { $offset } B. Kontynuuj od tego miejsca.
refusal-upload-taken-over = To przesyłanie kontynuuje już inne żądanie.
refusal-upload-checksum = Bajty nie zgadzają się z sumą kontrolną: zostały uszkodzone po drodze i nie są zachowane. Wyślij je jeszcze raz.
refusal-upload-checking = Nagranie jest jeszcze sprawdzane. Spróbuj ponownie za chwilę.
refusal-upload-mastering = Z nagrania powstaje plik dla aplikacji podcastowych (gotowe { $percent }%). Spróbuj za chwilę.
refusal-upload-incomplete = Plik nie został przesłany w całości: jest { $offset } B.
refusal-upload-lost = Bajtów tego pliku nie da się już odczytać; to usterka po naszej stronie. Wyślij nagranie jeszcze raz.
refusal-upload-used = Z tego pliku powstał już odcinek.

refusal-tus-version = Podaj Tus-Resumable: 1.0.0; inna wersja nie jest obsługiwana.
refusal-tus-length = Podaj długość pliku: Upload-Length.
refusal-tus-offset = Podaj, od którego bajtu: Upload-Offset.
refusal-tus-number = { $name } musi być liczbą.
refusal-tus-metadata = Upload-Metadata to pary nazwy i base64, oddzielone przecinkami.
refusal-tus-content-type = Bajty pliku przesyła się jako application/offset+octet-stream.
refusal-tus-checksum = Upload-Checksum musi podawać sha1 albo sha256 i skrót w base64.

refusal-oembed-format = oEmbed jest tu tylko w formacie JSON: zapytaj z format=json.
refusal-previews-too-many = Ten odcinek ma już { $max } adresów podglądu. Wyłącz te, których nie potrzebujesz, i spróbuj ponownie.

refusal-changed-meanwhile = Ktoś zmienił to w międzyczasie. Wczytaj to jeszcze raz i powtórz zmianę z nowym ETag.
refusal-owner-needed = Do tego potrzebne są prawa właściciela podcastu, a żeby objąć wszystkie podcasty, prawa właściciela wszystkich.
refusal-limit-invalid = „{ $value }” nie jest liczbą od 1 do { $max }.
refusal-cursor-invalid = Ten kursor nie pochodzi stąd. Weź adres z pola „next” albo zacznij od pierwszej strony.
refusal-note-none = Nie ma notatki „{ $note }”.
refusal-person-unknown = Nie ma takiej osoby.
refusal-invitation-unknown = Nie ma takiego zaproszenia: zostało przyjęte, wycofane albo minął jego termin.
refusal-receiver-unknown = Tego odbiorcy nie ma już w ustawieniach.
refusal-role-none = Ta osoba nie ma tam roli. Zaproś ją.
refusal-role-invalid = „{ $value }” nie jest rolą; są viewer, editor i owner.
refusal-email-invalid = „{ $value }” nie jest adresem e-mail.
refusal-preview-unknown = Nie ma takiego podglądu: został wyłączony albo minął jego termin.
refusal-token-none = Nie ma takiego tokena albo został unieważniony.
refusal-token-name = Podaj nazwę tokena, od 1 do { $max } znaków.
refusal-token-name-taken = Jest już, albo był, token o nazwie „{ $name }”. Wybierz inną.
refusal-token-generations = Tokeny tworzyły tu tokeny już { $max } razy z rzędu. Utwórz ten w studiu albo tokenem, który powstał w studiu.
refusal-scope-invalid = „{ $value }” nie jest zakresem; są read, publish i admin.
refusal-webhook-unknown = Nie ma takiego webhooka.
refusal-webhook-url = Podaj pełny adres, na przykład https://www.example.org/glos, bez nazwy użytkownika i hasła.
refusal-webhook-url-plain = Adres musi zaczynać się od https://.
refusal-webhook-url-private = Ten adres nie prowadzi do publicznego internetu, a wiadomości wysyłamy tylko tam. Jeśli odbiorca jest w Waszej własnej sieci, poproś osobę, która prowadzi ten serwer, o ustawienie GLOS_WEBHOOKS_PRIVATE=true.
refusal-webhook-events = „{ $value }” nie jest zdarzeniem. Podaj co najmniej jedno z tych: { $known }.
refusal-webhooks-too-many = Jest już { $max } webhooków, więcej być nie może. Usuń niepotrzebny.
refusal-webhook-off = Ten webhook jest wyłączony. Najpierw go włącz.
refusal-delivery-unknown = Nie ma takiej wiadomości. Dziennik przechowuje je przez 30 dni.
refusal-show-name-former = „{ $show }” to dawna nazwa podcastu „{ $present }” i stare adresy prowadzą do niego. Wybierz inną nazwę.
refusal-show-guid-aired = Aplikacje znają ten podcast jako { $guid }, a jego odcinki już się ukazały, więc nie da się tego zmienić. W show.toml wpisz ten identyfikator jako guid albo usuń ten wiersz.
refusal-show-guid-taken = Inny podcast ma tu identyfikator { $guid }. Dwa podcasty nie mogą być tym samym.
refusal-files-missing = Nie wybrano żadnego pliku. Wybierz plik zip i wyślij go jeszcze raz.
refusal-files-no-zip = To nie jest plik zip albo jest uszkodzony. Spakuj folder podcastu jeszcze raz.
refusal-files-too-large = Tego jest za dużo: pliki podcastu mogą mieć razem najwyżej { $max } MB, a okładka 10 MB. Wyjmij to, co do niego nie należy.
refusal-files-too-many = W pliku zip jest za dużo plików: najwyżej { $max }. Spakuj sam folder podcastu.
refusal-files-double = W pliku zip dwa pliki mają tę samą nazwę. Spakuj folder podcastu jeszcze raz.
refusal-files-name = Plik w środku ma nazwę, która prowadzi gdzie indziej: „{ $name }”. Spakuj sam folder podcastu.
refusal-files-link = „{ $name }” to dowiązanie, a nie plik. Zastąp je plikiem i spakuj folder jeszcze raz.
refusal-files-locked = Plik „{ $name }” jest zabezpieczony hasłem. Spakuj folder bez hasła.
refusal-files-packing = Plik „{ $name }” jest spakowany w sposób, którego nie znamy. Spakuj folder jako zwykły zip.
refusal-files-damaged = Pliku „{ $name }” nie da się rozpakować: jest uszkodzony. Spakuj folder jeszcze raz.
refusal-files-show-missing = W pliku zip nie ma show.toml. Spakuj folder podcastu, taki jak ten, który można tu pobrać.
refusal-files-shows-many = W pliku zip jest więcej niż jeden podcast (show.toml). Spakuj folder jednego z nich.
refusal-files-nameless = Folder w pliku zip musi się nazywać tak, jak adres podcastu: małe litery a–z, cyfry i łączniki, na przykład skuteczny-dialog.
refusal-files-fault = { $line ->
    [none] W pliku { $place } coś się nie zgadza: { $reason }
   *[other] W pliku { $place }, w wierszu { $line }, coś się nie zgadza: { $reason }
}
refusal-files-gone = Tych plików już tu nie ma: czekają najwyżej dobę. Wyślij je jeszcze raz.
refusal-files-show-changed = Ktoś inny zmienił podcast w tym czasie. Niżej widać, co zmieniłoby się teraz; potwierdź jeszcze raz, jeśli tak ma być.
refusal-show-taken = Podcast o adresie „{ $show }” już tu jest.
refusal-show-invalid = Podcast nie może tego mieć: { $place }: { $reason }
refusal-note-order = Podaj w order adresy wszystkich notatek podcastu, każdy raz.
refusal-note-linked = Do tej notatki prowadzą odnośniki z innych: { $notes }. Najpierw usuń je stamtąd.
