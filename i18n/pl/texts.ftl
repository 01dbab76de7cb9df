# Rozdziały i transkrypcje: co jest nie tak w pliku i jak to poprawić.

refusal-text-file-empty = Ten plik jest pusty. Wybierz inny.
refusal-text-file-too-large = Ten plik jest za duży; przyjmujemy najwyżej { $max } B.
refusal-text-file-document = To dokument edytora tekstu albo PDF. Otwórz go i zapisz jako zwykły tekst (TXT) w kodowaniu UTF-8, a potem wyślij tamten plik.
refusal-text-file-encoding = { $encoding ->
    [windows-1250] Ten plik jest zapisany w kodowaniu Windows-1250, a nie w UTF-8.
    [iso-8859-2] Ten plik jest zapisany w kodowaniu ISO 8859-2, a nie w UTF-8.
    [utf-16] Ten plik jest zapisany w kodowaniu UTF-16 bez znacznika na początku albo nie jest tekstem.
    [broken] Ten plik w kodowaniu UTF-16 jest uszkodzony.
   *[unknown] Ten plik nie jest zapisany w kodowaniu UTF-8.
} Otwórz go w programie, w którym powstał, wybierz „Zapisz jako”, kodowanie UTF-8, i wyślij jeszcze raz.

refusal-chapters-json = To nie są rozdziały JSON (wersja 1.2); coś innego stoi przed wierszem { $line }, kolumną { $column }. Plik powinien wyglądać tak: {"{"}"version":"1.2.0","chapters":[{"{"}"startTime":0,"title":"Początek"{"}"}]{"}"}.
refusal-chapters-xml = Wiersz { $line }: tego pliku XML nie udało się odczytać. Podlove Simple Chapters to elementy psc:chapter z atrybutami start i title.
refusal-chapters-none = W tym pliku nie ma ani jednego rozdziału.
refusal-chapters-line = Wiersz { $line } nie zaczyna się od czasu: „{ $text }”. Każdy wiersz to czas i tytuł, na przykład „00:12:30 Pytania z sali”.
refusal-chapters-time = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
}: „{ $value }” nie podaje czasu. Podaj sekundy (754.5) albo godziny, minuty i sekundy (00:12:34.500), od zera wzwyż.
refusal-chapters-too-many = W pliku jest rozdziałów: { $count }; przyjmujemy najwyżej { $max }.
refusal-chapters-text-too-long = To za długi tekst jak na rozdziały; przyjmujemy najwyżej { $max } kB. Sprawdź, czy to na pewno lista rozdziałów.
refusal-chapters-more = { $count ->
    [one] I jeszcze { $count } uwaga
    [few] I jeszcze { $count } uwagi
   *[other] I jeszcze { $count } uwag
} do dalszych wierszy. Sprawdź, czy to na pewno lista rozdziałów.
refusal-chapters-order = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} zaczyna się w { $time }, a poprzedni później, w { $before }. Popraw czas albo ułóż rozdziały po kolei.
refusal-chapters-together = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} zaczyna się w tej samej chwili co poprzedni ({ $time }). Zmień czas jednego z nich.
refusal-chapters-overlap = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} kończy się w { $end }, a następny zaczyna się wcześniej, w { $next }. Popraw jeden z tych czasów.
refusal-chapters-beyond = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} zaczyna się w { $time }, a nagranie trwa { $length }. Popraw czas albo usuń ten rozdział; sprawdź też, czy to rozdziały tego odcinka.
refusal-chapters-backwards = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} kończy się nie później, niż się zaczyna ({ $time }). Popraw koniec albo go pomiń.
refusal-chapters-title = Tytuł rozdziału { $number }{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} ma znaków: { $actual }; najwyżej można { $max }. Skróć go: „{ $title }…”.
refusal-chapters-url = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
}: „{ $value }” nie jest pełnym adresem strony; powinien zaczynać się od https://.
refusal-chapters-img = Rozdział { $number } „{ $title }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
}: „{ $value }” nie jest adresem obrazka, który zaczyna się od https://; innych aplikacje nie pokazują.

refusal-cue-times = Wiersz { $line }: „{ $text }” nie podaje początku i końca. Powinno być na przykład „00:01:02.500 --> 00:01:05.000”.
refusal-cue-backwards = Wiersz { $line }: „{ $text }” kończy się, zanim się zacznie. Popraw jeden z czasów.

refusal-transcript-form = To strona HTML. Wyślij transkrypcję jako VTT, SRT, JSON albo zwykły tekst.
refusal-transcript-json = To nie jest transkrypcja JSON; coś innego stoi przed wierszem { $line }, kolumną { $column }. Plik powinien wyglądać tak: {"{"}"version":"1.0.0","segments":[{"{"}"startTime":0,"endTime":2.5,"speaker":"Anna","body":"Dzień dobry."{"}"}]{"}"}.
refusal-transcript-time = Fragment { $number } „{ $text }”: startTime i endTime to sekundy od zera wzwyż, a koniec nie może być przed początkiem.
refusal-transcript-no-words = W tym pliku nie ma ani jednego słowa.
refusal-transcript-too-many = W pliku jest fragmentów: { $count }; przyjmujemy najwyżej { $max }. Połącz krótkie w dłuższe.
refusal-transcript-beyond = „{ $text }”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
} zaczyna się w { $time }, a nagranie trwa { $length }. Sprawdź, czy to transkrypcja tego odcinka.
refusal-transcript-order = Wiersz { $line }: „{ $text }” ma czas { $time }, który jest przed poprzednim albo za końcem nagrania ({ $length }). Popraw czas albo usuń wszystkie: wtedy rozłożymy słowa na całe nagranie.
refusal-transcript-none = Odcinek „{ $episode }” nie ma transkrypcji.
refusal-transcript-form-unknown = „{ $value }” nie jest postacią transkrypcji; są vtt, srt, json i html.
refusal-language-invalid = „{ $value }” nie jest językiem; podaj na przykład pl albo en-GB.
refusal-transcript-too-fast = W tej transkrypcji jest słów: { $words }, a nagranie trwa { $length }. Tak szybko nikt nie mówi: sprawdź, czy to transkrypcja tego odcinka.
refusal-transcript-word = „{ $text }…”{ $line ->
    [none] {""}
   *[other] {" "}(wiersz { $line })
}: jest tu słowo dłuższe niż { $max } znaków, którego napisy nie mogą podzielić. Wstaw spacje tam, gdzie kończą się słowa.

remark-chapters-left-out = { $count ->
    [one] { $count }{"\u00A0"}rozdział jest za końcem nagrania, które trwa { $length }: { $names }.
    [few] { $count }{"\u00A0"}rozdziały są za końcem nagrania, które trwa { $length }: { $names }.
   *[many] { $count }{"\u00A0"}rozdziałów jest za końcem nagrania, które trwa { $length }: { $names }.
}
remark-chapters-left-out-mend = Słuchacze nie zobaczą tego, co jest za końcem. Popraw czas albo usuń; jeśli wróci dłuższe nagranie, wróci to z nim.
remark-chapters-of-other = Rozdziały powstały do innego nagrania.
remark-chapters-of-other-mend = Posłuchaj, czy zaczynają się tam, gdzie trzeba.
remark-transcript-of-other = Transkrypcja powstała do innego nagrania.
remark-transcript-of-other-mend = Sprawdź, czy słowa i ich czas się zgadzają.
remark-transcript-left-out = Z transkrypcji wypadają słowa za końcem nagrania, które trwa { $length } ({ $count }: { $names }).
remark-transcript-left-out-mend = Wyślij transkrypcję nowego nagrania. Jeśli wróci dłuższe, te słowa wrócą z nim.
remark-transcript-too-fast = Nagranie trwa { $length }, a tylu słów, ile ma transkrypcja, nikt w tym czasie nie powie.
remark-transcript-too-fast-mend = Wyślij transkrypcję nowego nagrania albo usuń starą.
