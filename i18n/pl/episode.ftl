### Strona odcinka. Twarda spacja ({"\u00A0"}) trzyma liczbę przy jednostce.

## Odcinek

episode-explicit = Tylko dla dorosłych
episode-share = Udostępnij
episode-soundbites = Chwile, od których warto zacząć
episode-people = W odcinku
episode-makers = Kto tworzy podcast
episode-more = Przy okazji
episode-places = Miejsca
episode-support = Wsparcie
episode-talk = Rozmowa o odcinku
episode-licence = Licencja
episode-rights = Prawa autorskie
recording-bit-rate = średnio { $count }{"\u00A0"}kb/s
recording-all-rights = Wszelkie prawa zastrzeżone
link-elsewhere = otwiera inną stronę

## Transkrypcja

transcript-from = Posłuchaj od
transcript-skip = Pomiń transkrypcję
transcript-end = Koniec transkrypcji
transcript-how = Wybierz czas przy akapicie, aby słuchać od tego miejsca.
transcript-estimated = Czasy są przybliżone.
transcript-long = Przeczytaj transkrypcję na osobnej stronie
transcript-files = Do pobrania:
transcript-find = Szukaj w transkrypcji
transcript-previous = Poprzednie
transcript-next = Następne
transcript-none = Nie ma takich słów
transcript-of = { "{at}" } z { "{count}" }
transcript-follow = Przewijaj razem z nagraniem

## Udostępnianie

share-address = Adres odcinka
share-copy = Kopiuj
share-copied = Skopiowano
share-selected = Zaznaczono, teraz skopiuj
share-moment = Od chwili
share-moment-how = Minuty i sekundy, na przykład 12:34.
share-moment-unread = Nie wiemy, która to chwila. Wpisz minuty i{"\u00A0"}sekundy, na przykład 12:34.
share-moment-beyond = Nagranie trwa { $length }. Wpisz wcześniejszą chwilę.
share-moment-start = Adres prowadzi do początku odcinka.
share-at = Ustaw
share-wordpress = W WordPressie wystarczy wkleić ten adres w osobnym wierszu: pojawi się odtwarzacz.
share-code = Kod dla innych stron
