### Strona główna studia

home-troubles = Wymaga uwagi
home-new = Nowy odcinek
home-scheduled = Zaplanowane
home-drafts = Szkice
home-published = Opublikowane
home-unlisted = Tylko z adresu
home-no-episodes = Nie ma tu jeszcze żadnego odcinka.
home-changed = Zmiana: { $date }
home-no-recording = bez nagrania
home-recording-on-its-way = { $state ->
    [receiving] nagranie w drodze, { $percent }{"\u00A0"}%
   *[checking] sprawdzamy nagranie
}
home-no-transcript = bez transkrypcji
home-more = { $count ->
    [one] Jeszcze { $count }{"\u00A0"}odcinek
    [few] Jeszcze { $count }{"\u00A0"}odcinki
   *[other] Jeszcze { $count }{"\u00A0"}odcinków
}
home-unread = { $count ->
    [one] { $count }{"\u00A0"}opublikowany odcinek nie ma transkrypcji. Z nią poznają go osoby niesłyszące i można w nim szukać.
    [few] { $count }{"\u00A0"}opublikowane odcinki nie mają transkrypcji. Z nią poznają je osoby niesłyszące i można w nich szukać.
   *[other] { $count }{"\u00A0"}opublikowanych odcinków nie ma transkrypcji. Z nią poznają je osoby niesłyszące i można w nich szukać.
}
home-of-episode = Odcinek „{ $title }”: { $problem }
home-job = { $kind ->
    [check] Nie udało się sprawdzić nagrania „{ $name }”.
    [master] Nie udało się przygotować pliku MP3 z nagrania „{ $name }”.
    [retag] Nie udało się zapisać nowego opisu w pliku odcinka „{ $name }”.
    [give] Nie udało się dodać nagrania „{ $name }” do szkicu odcinka.
    [announce] Nie udało się przygotować powiadomień o zmianie.
    [notify] { $receiver } nie wie jeszcze o zmianie w kanale, więc niektóre aplikacje pokażą ją później.
    [index] Wyszukiwarka nie zna jeszcze ostatnich zmian.
    [sweep] Nie udało się usunąć plików, których nikt już nie potrzebuje.
   *[other] Nie udało się dokończyć zadania „{ $kind }”.
}
home-tried-again = Nie musisz nic robić: spróbujemy sami { $moment }.
home-tried-now = Nie musisz nic robić: właśnie próbujemy jeszcze raz.
home-again = Spróbuj teraz
home-cause = Szczegóły dla osoby, która prowadzi serwer
home-untold = { $receiver } nie odpowiada od dwóch dni, więc przestaliśmy próbować.
home-untold-mend = Aplikacje i tak znajdą zmiany, gdy same sprawdzą kanał. Następna zmiana zacznie powiadamianie od nowa.
home-upload-nameless = bez nazwy
home-upload-refused = Plik „{ $name }” nie nadaje się do publikacji.
home-upload-refused-mend = { $why } Dobry plik dodasz na stronie odcinka.
home-upload-waits = Plik „{ $name }” dotarł w { $percent }{"\u00A0"}% i czeka na resztę.
home-upload-waits-mend = Otwórz odcinek i wybierz ten sam plik jeszcze raz: wysyłanie ruszy od miejsca, w którym stanęło.
home-upload-ready = Nagranie „{ $name }” jest sprawdzone i czeka na decyzję.
home-upload-ready-mend = Otwórz odcinek i wybierz, czy ma do niego trafić.
home-upload-remove = Usuń z listy
home-letter = { $kind ->
    [invitation] Zaproszenie na adres { $email } nie wyszło.
    [reset] Link do nowego hasła nie wyszedł na adres { $email }.
    [forgotten] Ktoś prosi o nowe hasło, ale link nie wyszedł na adres { $email }.
   *[other] List o zmianie w logowaniu nie wyszedł na adres { $email }.
}
home-letter-mend = { $kind ->
    [invitation] Już nie próbujemy. Sprawdź adres i zaproś tę osobę jeszcze raz albo przekaż jej link inaczej.
    [reset] Już nie próbujemy. Utwórz link na stronie „Osoby” i przekaż go inaczej.
    [forgotten] Już nie próbujemy. Utwórz link na stronie „Osoby” i przekaż go inaczej.
   *[other] Już nie próbujemy. Zapytaj tę osobę, czy to jej zmiana.
}
done-job-again = Próbujemy jeszcze raz. Odśwież stronę za chwilę, żeby zobaczyć wynik.
done-off-the-list = Usunięto z listy.
audit-job-again = Ponowienie nieudanego zadania
