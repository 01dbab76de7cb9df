### Publikacja odcinka w studiu i podgląd przed publikacją.

## Stan

release-title = Publikacja
release-of = Publikacja: { $title }
release-back = Wróć do odcinka
release-is-draft = Szkic.
release-is-draft-more = Widzi go tylko Twój zespół.
release-is-scheduled = Zaplanowany.
release-is-unlisted = Tylko z adresu.
release-is-unlisted-more = Słucha go każdy, kto zna adres. Nie ma go na listach, w wyszukiwarkach ani w aplikacjach.
release-is-published = Opublikowany.
release-since = Ukazał się { $moment }.
release-then = Ukaże się { $moment }.
release-see = Zobacz stronę odcinka

## Jak pokażą go aplikacje

release-look = Tak zobaczą go słuchacze w aplikacji
release-title-cut = Tytuł się nie mieści. Na liście nie widać:
release-notes-cut = Reszta opisu pokaże się po otwarciu odcinka.

## Co sprawdzamy

release-blocks = Zanim opublikujesz
release-blocks-out = Do poprawienia
release-blocked = Gdy to poprawisz, pojawi się tu przycisk „Opublikuj teraz”.
release-advice = Warto poprawić
release-advice-more = Nie musisz. Możesz to zrobić także po publikacji.
release-mend = Przejdź do poprawki
release-mend-see = Zobacz, gdzie
release-fine = Wszystko gotowe.
release-points = Przed publikacją: do poprawienia { $blocks }, warto przejrzeć { $advice }.
release-fine-more = Sprawdziliśmy odcinek tak, jak sprawdzają go aplikacje z podcastami.
release-no-recording = Odcinek nie ma jeszcze nagrania.
release-no-recording-mend = Wybierz plik: wyśle się w tle, a Ty w tym czasie piszesz.
release-no-notes = Odcinek nie ma opisu.
release-no-notes-mend = Napisz dwa, trzy zdania: po nich słuchacze wybierają, co włączyć.
release-sound-mend = Pod nagraniem jest, gdzie to słychać i{"\u00A0"}co z{"\u00A0"}tym zrobić.
release-no-transcript = Odcinek nie ma transkrypcji.
release-no-transcript-mend = Dodaj ją, żeby odcinek mogły poznać osoby niesłyszące i żeby dało się w nim szukać.

## Kiedy

release-when = Kiedy opublikować
release-now = Opublikuj teraz
release-now-more = Odcinek od razu pojawi się na stronie i w kanale RSS. Aplikacje pokażą go, gdy sprawdzą kanał.
release-schedule-legend = Albo wybierz porę
release-reschedule-legend = Zmień porę
release-date = Dzień
release-time = Godzina
release-zone = To { $zone }. Zmianę czasu na letni i zimowy uwzględniamy.
release-schedule = Zaplanuj na tę porę
release-schedule-at = Zaplanuj na { $weekday ->
    [1] poniedziałek
    [2] wtorek
    [3] środę
    [4] czwartek
    [5] piątek
    [6] sobotę
   *[7] niedzielę
} { $date }, { $time }
release-which = Którą chwilę wybierasz?
release-choice-first = { $time } po raz pierwszy, przed cofnięciem zegarów
release-choice-second = { $time } po raz drugi, po cofnięciu zegarów
release-wrong-date = Tej daty nie ma w kalendarzu. Wpisz dzień, na przykład 30.03.2027.
release-wrong-time = Nie wiemy, która to godzina. Wpisz ją tak: 8:00.
release-wrong-past = Ta pora już minęła: było to { $moment }. Wybierz późniejszą albo opublikuj teraz.
release-wrong-twice = Tego dnia cofamy zegary i godzina { $time } wypada dwa razy. Wybierz, o którą Ci chodzi.
release-wrong-never = Tego dnia przesuwamy zegary do przodu i tej godziny nie ma: po { $before } jest od razu { $after }. Wybierz jedną z nich.

## Inne możliwości

release-others = Inne możliwości
release-unlist = Pokaż tylko tym, którzy znają adres
release-unlist-more = Odcinek będzie miał stronę i odtwarzacz, ale nie trafi na listy, do wyszukiwarek ani do aplikacji.
release-unlist-out = Odcinek zniknie z list, wyszukiwarek i kanału RSS. Zostanie pod swoim adresem. W aplikacjach, które już go pobrały, może zostać.
release-withdraw = Cofnij do szkicu
release-withdraw-scheduled = Odcinek się nie ukaże, dopóki znowu go nie zaplanujesz.
release-withdraw-more = Odcinek zniknie ze strony i z kanału RSS, a odtwarzacze na innych stronach przestaną go grać. W aplikacjach, które już go pobrały, może zostać.
release-viewer = Możesz ten odcinek oglądać. Opublikować go może osoba z rolą „redakcja” lub „właściciel”.

## Podgląd

release-previews = Podgląd przed publikacją
release-previews-more = Wyślij gościowi albo współpracownikowi tajny adres: odsłucha odcinek i zobaczy jego stronę bez logowania. Adres przestaje działać po tygodniu albo gdy go wyłączysz.
release-preview-make = Utwórz adres podglądu
release-preview-needs = Adres podglądu utworzysz, gdy odcinek będzie miał nagranie.
release-preview-address = Nowy adres podglądu
release-preview-once = Skopiuj go teraz. Pokazujemy go tylko raz, bo u siebie go nie przechowujemy.
release-preview-open = Otwórz podgląd
release-preview-made = Utworzenie: { $name }, { $date }
release-preview-until = Działa do: { $moment }
release-preview-revoke = Wyłącz
preview-name = Podgląd
preview-only-you = Ten odcinek nie jest opublikowany. Zobaczy go tylko ten, kto ma ten adres, więc nie przekazuj go dalej.
preview-until = Adres przestanie działać { $moment }.

## Co się stało

done-episode-published = Opublikowano. Odcinek jest już na stronie i w kanale RSS.
done-episode-scheduled = Zaplanowano. Odcinek ukaże się sam, nie trzeba nic więcej robić.
done-episode-unlisted = Gotowe. Odcinka słucha teraz każdy, kto zna adres.
done-episode-drafted = Cofnięto do szkicu. Słuchacze nie widzą odcinka.
done-preview-made = Utworzono adres podglądu. Skopiuj go, zanim wyjdziesz z tej strony.
done-preview-revoked = Wyłączono adres podglądu. Nikt już go nie otworzy.
audit-episode-published = Publikacja odcinka
audit-episode-scheduled = Zaplanowanie odcinka
audit-episode-unlisted = Udostępnienie odcinka tylko z adresu
audit-episode-drafted = Cofnięcie odcinka do szkicu
audit-preview-made = Utworzenie adresu podglądu
audit-preview-revoked = Wyłączenie adresu podglądu
