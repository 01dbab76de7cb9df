### Strona podcastu, rama stron, spisy

host = glos
search-label = Szukaj w podcastach
search-placeholder = Szukaj
search-go = Szukaj
footer-accessibility = Deklaracja dostępności
footer-privacy = Prywatność

pager = Strony spisu
pager-previous = Poprzednia
pager-next = Następna
page-number = strona{"\u00A0"}{ $page } z{"\u00A0"}{ $last }
page-name = Strona{"\u00A0"}{ $page }

copy = Kopiuj adres
copied = Skopiowano.
copy-selected = Adres jest zaznaczony: skopiuj go skrótem Ctrl+C.

show-start = Zacznij tutaj
show-hear-first = Posłuchaj
show-complete = Podcast zakończony
show-only-trailer = Na razie jest tylko zapowiedź. Dodaj podcast do aplikacji, a pierwszy odcinek pojawi się tam sam.
show-seasons = Sezony
show-all-seasons = Wszystkie
show-season = Sezon{"\u00A0"}{ $number }
show-subscribe-why = Nowe odcinki przyjdą same, bez konta i bez opłat.
show-pages = Podcast jest też tutaj
show-openers = Otwórz od razu w aplikacji
show-other-app = W każdej innej aplikacji
show-qr = Zeskanuj aparatem telefonu, żeby słuchać dalej w drodze.
show-qr-name = Kod QR z adresem tej strony
line-transcript = z transkrypcją

error-seek = Poszukaj tego, o co chodziło
error-newest = Najnowsze odcinki
