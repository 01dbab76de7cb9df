### Co jest przy nagraniu, w studiu: dźwięk, rozdziały, transkrypcja i zapowiadające fragmenty.

## Nagranie do słuchania i oglądania

wave-recording = Nagranie
wave-back = −5{"\u00A0"}s: cofnij
wave-forward = +5{"\u00A0"}s: naprzód
wave-back-short = −5{"\u00A0"}s
wave-forward-short = +5{"\u00A0"}s
wave-in = Przybliż
wave-out = Oddal
wave-play-at = Odtwórz od { $at }
wave-broken = Nagrania nie da się teraz odtworzyć. Sprawdź połączenie i spróbuj jeszcze raz.
texts-await-recording = Najpierw dodaj nagranie: ta część odnosi się do miejsc w nagraniu.

refusal-file-missing = Najpierw wybierz plik.


## Rozdziały

done-chapters-imported = Rozdziały wczytane z pliku.
done-chapters-of-recording = Odcinek znów ma rozdziały ze swojego nagrania.
done-chapters-restored = Poprzednie rozdziały wróciły.
chapters-about = Dzięki nim słuchacze trafią prosto do tematu. Zapisują się same, razem z opisem.
chapters-fit = Rozdziały pasują do tego nagrania
transcript-fits = Transkrypcja pasuje do tego nagrania
done-texts-fit = Zapamiętane: pasują do nagrania.
chapters-one = Rozdział { $chapter }
chapters-add = Dodaj rozdział w
chapters-keys = W polu czasu strzałki w górę i w dół przesuwają o sekundę, z klawiszem Shift o dziesiątą jej części. Enter dodaje rozdział tam, gdzie stoi nagranie. Znaczniki na wykresie można przeciągać.
chapters-earlier = −1{"\u00A0"}s: wcześniej, rozdział { $chapter }
chapters-later = +1{"\u00A0"}s: później, rozdział { $chapter }
chapters-earlier-short = −1{"\u00A0"}s
chapters-later-short = +1{"\u00A0"}s
chapters-time = Czas, rozdział { $chapter }
chapters-title = Tytuł
chapters-title-of = Tytuł, rozdział { $chapter }
chapters-url = Link
chapters-url-of = Link, rozdział { $chapter }
chapters-hear = Odtwórz od rozdziału { $chapter }
chapters-remove = Usuń rozdział { $chapter }
chapters-added = Dodano rozdział w { $at }.
chapters-removed = Usunięto: { $title }.
chapters-moved = Rozdział zaczyna się w { $at }.
chapters-taken = W { $at } jest już rozdział.
chapters-as-text = Edytuj jako tekst
chapters-text = Rozdziały, każdy w osobnym wierszu
chapters-text-hint = Czas i tytuł, a po znaku | może być link: „00:12:30 Pytania z sali | https://example.org”. Można też wkleić listę z innego programu.
chapters-import = Wczytaj z pliku
chapters-import-do = Wczytaj te rozdziały
chapters-file = Plik z rozdziałami
chapters-file-hint = Wiersze tekstu, JSON, WebVTT albo Podlove. Zastąpi obecne rozdziały; można to cofnąć.
chapters-undo = Przywróć poprzednie rozdziały
chapters-use-recording = { $count ->
    [one] Użyj rozdziału z nagrania
    [few] Użyj { $count }{"\u00A0"}rozdziałów z nagrania
   *[many] Użyj { $count }{"\u00A0"}rozdziałów z nagrania
}
chapters-advice-first = Niech pierwszy rozdział zaczyna się w 0:00: inaczej Spotify i YouTube nie pokażą żadnego.
chapters-advice-few = Spotify i YouTube pokazują rozdziały dopiero od trzech.
chapters-advice-short = YouTube pokazuje rozdziały tylko wtedy, gdy każdy ma co najmniej 10{"\u00A0"}s.

## Transkrypcja

done-transcript = Transkrypcja dodana.
done-transcript-deleted = Transkrypcja usunięta. Przez 30{"\u00A0"}dni można ją przywrócić.
done-transcript-restored = Poprzednia transkrypcja wróciła.
done-speakers = Imiona zmienione.
done-lines = Linie zapisane.
transcript-about = Słowa odcinka do czytania i szukania: także dla osób niesłyszących.
transcript-at-once = Ten odcinek widzą już słuchacze. Transkrypcję i każdą jej zmianę zobaczą od razu.
transcript-add = Dodaj transkrypcję
transcript-lines = { $count ->
    [one] { $count }{"\u00A0"}linia
    [few] { $count }{"\u00A0"}linie
   *[many] { $count }{"\u00A0"}linii
}
transcript-mend = Popraw linie
transcript-read = Przeczytaj linie
transcript-download = Pobierz:
transcript-replace = Zastąp transkrypcję
transcript-file = Plik z transkrypcją
transcript-file-hint = VTT, SRT, JSON albo zwykły tekst.
transcript-paste = Albo wklej tekst
transcript-text = Tekst
transcript-language = Język
transcript-language-hint = Jako skrót: pl, en, uk.
transcript-send = Dodaj transkrypcję
transcript-undo = Przywróć poprzednią transkrypcję
transcript-delete = Usuń transkrypcję
speakers = Kto mówi
speakers-hint = Imię zmienione tutaj zmieni się w każdej linii. Dwie osoby o tym samym imieniu staną się jedną.
speaker-now = Imię zamiast „{ $name }”
speakers-save = Zmień imiona
refusal-speaker-too-long = Imię ma znaków: { $actual }; najwyżej można { $max }.

## Linie transkrypcji

lines-title = Transkrypcja: { $title }
lines-shown = Linie { $from }–{ $to } z { $count }
lines-at-once = Ten odcinek widzą już słuchacze: każda poprawiona linia jest dla nich widoczna od razu.
lines-line = Linia { $at }
lines-keys = Zmiany zapisują się same. Enter dzieli linię, Backspace na jej początku łączy ją z poprzednią, a linia bez słów znika. Ctrl i Enter odtwarza linię.
lines-no-script = Popraw linie i zapisz. Nowy wiersz dzieli linię, a linia bez słów znika.
lines-speaker = Kto mówi, { $at }
lines-text = Słowa, { $at }
lines-join = Połącz z następną
lines-split = Podziel w miejscu kursora
lines-save = Zapisz linie
lines-saving = Zapisuję…
lines-saved = Zapisano
lines-offline = Brak połączenia. Zmiany czekają tutaj i zapiszą się, gdy wróci.
lines-over = Nie jesteś już w studiu. Zaloguj się w drugiej karcie, a potem zmień tu coś jeszcze raz: nic nie zginęło.
lines-failed = Nie udało się teraz zapisać; spróbujemy jeszcze raz.
lines-split-done = Podzielono
lines-joined = Połączono
lines-removed = Linia usunięta
lines-mine = Zostaw moje
lines-theirs = Weź tamte
lines-lost = { $sentence } „{ $text }”
lines-stretches = Części transkrypcji
lines-stretch = Część
refusal-line-changed = Ktoś inny zmienił w międzyczasie linię z { $at }. Teraz brzmi: „{ $now }”
refusal-line-gone = Ktoś inny połączył albo usunął w międzyczasie linię z { $at }.
refusal-transcript-no-next = Za tą linią nie ma następnej, z którą można by ją połączyć.
refusal-transcript-last-line = To jedyna linia. Jeśli transkrypcji ma nie być, usuń ją na stronie odcinka.
refusal-transcript-line-long = Ta linia ma znaków: { $actual }; najwyżej można { $max }. Podziel ją.

## Zapowiadające fragmenty

soundbites = Fragmenty na zachętę
soundbites-about = Chwile, które zaciekawiają; niektóre aplikacje odtwarzają je, zanim ktoś otworzy odcinek. Zapisują się same, razem z opisem.
soundbites-choose = Wybierz fragment
soundbites-one = Fragment { $count }
soundbites-of = – fragment { $soundbite }
soundbites-start = Początek
soundbites-length = Długość
soundbites-title = Tytuł
soundbites-here = Początek w miejscu odtwarzania
soundbites-until = Koniec w miejscu odtwarzania
soundbites-hear = Odtwórz
soundbites-remove = Usuń
soundbites-hint = Czas jako 1:23 albo w sekundach. Bez tytułu aplikacje pokażą tytuł odcinka. Fragment, którego pola są puste, znika.
soundbites-advice = Najlepiej od 15{"\u00A0"}s do 2{"\u00A0"}min.
soundbites-chosen = Długość { $length }.
soundbites-removed = Fragment usunięty.
refusal-soundbite-start = Podaj, gdzie się zaczyna, jako 1:23 albo w sekundach.
refusal-soundbite-length = Podaj, jak długo trwa, jako 0:30 albo w sekundach.
refusal-soundbite-title = Tytuł ma znaków: { $actual }; najwyżej można { $max }.
refusal-soundbite-past-end = Kończyłby się w { $end }, a nagranie kończy się w { $whole }.

## Dziennik

audit-chapters-set = zmiana rozdziałów
audit-chapters-forgotten = powrót do rozdziałów z nagrania
audit-chapters-confirmed = sprawdzenie, że rozdziały pasują do nagrania
audit-transcript-confirmed = sprawdzenie, że transkrypcja pasuje do nagrania
audit-transcript-set = dodanie transkrypcji
audit-transcript-forgotten = usunięcie transkrypcji
audit-transcript-mended = poprawki w transkrypcji
