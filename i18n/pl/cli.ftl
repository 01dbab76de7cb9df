# What the command line says to a producer.

publish-no-token = brak tokenu: podaj go w --token albo GLOS_TOKEN. Tworzy go osoba prowadząca serwis poleceniem „glos token create”.
publish-unsound = { $file } nie został wysłany: w tej postaci nie można go opublikować.
publish-unreachable = { $server } nie odpowiada ({ $cause }). Sprawdź adres (--server, GLOS_SERVER) i połączenie, a potem uruchom to samo polecenie ponownie.
publish-away = nagranie nie jest jeszcze opublikowane ({ $cause }). Uruchom to samo polecenie ponownie: będzie kontynuowane od miejsca przerwania.
publish-waiting = brak połączenia, następna próba za { $seconds } s
publish-mastering = serwer robi plik MP3: { $percent }%
publish-mastered = { $format } pozostaje jako oryginał; słuchacze dostają zrobione z niego MP3 o głośności { $loudness } LUFS
publish-checking = serwer sprawdza nagranie
publish-done-published = Opublikowano: { $title }
publish-done-scheduled = Zaplanowano: { $title } (strona i nagranie otworzą się o wyznaczonej porze)
publish-done-draft = Zachowano szkic: { $title } (strona i nagranie otworzą się po publikacji)
publish-done-unlisted = Opublikowano poza listą: { $title }
publish-unreadable = nie udało się odczytać pliku { $file }
publish-address = „{ $server }” nie jest adresem serwera; zaczyna się on od https:// albo http://
publish-no-slug = z tego tytułu nie da się utworzyć adresu: potrzebna jest litera albo cyfra, albo podaj adres w --slug

inspect-unreadable = nie udało się odczytać { $file }: { $cause }
inspect-empty-folder = w folderze { $folder } nie ma nagrań
inspect-verdict-ok = gotowe do publikacji
inspect-verdict-master = gotowe do publikacji; glos przygotuje z niego MP3
inspect-verdict-warn = można opublikować, ale są uwagi
inspect-verdict-unheard = wygląda dobrze; nie odsłuchano
inspect-verdict-reject = nie można opublikować
inspect-format = Format
inspect-length = Długość
inspect-declared = plik podaje { $length }
inspect-loudness = Głośność
inspect-loudness-more = cel { $target } · zakres { $range } LU · szczyt { $peak } dBTP
inspect-silence = Cisza
inspect-silence-is = początek { $lead } s · koniec { $tail } s · najdłuższa { $longest } s od { $at }
inspect-title = Tytuł
inspect-by = Autorzy
inspect-cover = Okładka
inspect-chapters = Rozdziały
inspect-chapters-more = i jeszcze { $count }
inspect-apps = Aplikacje
inspect-channels = { $count ->
    [1] mono
    [2] stereo
   *[other] kanały: { $count }
}
inspect-sum = gotowe: { $ok } · z uwagami: { $warn } · nie do publikacji: { $reject }

master-checking = sprawdzam
master-rehearsing = słucham
master-encoding = koduję
master-same-file = { $file } zostałby zastąpiony własnym masterem; nazwij plik MP3 inaczej.
master-unreadable = nie można odczytać pliku { $file }
master-unwritable = nie można zapisać pliku { $output }
master-no-picture = { $file } nie jest obrazem JPEG ani PNG
master-no-plan = z pliku { $file } nie da się zrobić MP3
master-needless = { $file } już jest tym, co odtwarza każda aplikacja do podcastów; ponowne kodowanie tylko pogorszyłoby jakość. Użyj pliku takiego, jaki jest, albo nalegaj przez --force.
master-copied = { $output }: kopia pliku { $file }, który już jest tym, co odtwarza każda aplikacja do podcastów. Z --force zostanie zakodowany ponownie.
master-done = { $output }: { $channels ->
    [1] mono
   *[other] stereo
  }, { $rate } Hz, { $bitrate } kb/s, { $loudness } LUFS, szczyt { $peak } dBTP (wzmocnienie { $gain } dB, szczyty obniżone najwyżej o { $limited } dB)

check-unreadable = { $feed }: nie udało się sprawdzić ({ $cause })
check-verdict-ok = nic do poprawienia
check-verdict-should = przyjmą go wszędzie; do poprawienia: { $should }
check-verdict-must = trzeba poprawić: { $must }, warto poprawić: { $should }
check-must = Trzeba poprawić: odrzucają to walidatory albo duże aplikacje
check-should = Warto poprawić: niektóre aplikacje lub katalogi sobie z tym nie radzą
check-note = Warto wiedzieć
check-more = i jeszcze { $count } według reguły { $rule }
check-line = wiersz { $line }
check-word-must = trzeba
check-word-should = warto
check-word-note = uwaga
check-needs-address = pyta serwer
