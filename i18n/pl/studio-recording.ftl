# Nagranie odcinka: wysyłanie, sprawdzenie, wymiana i powrót do wcześniejszego.

recording = Nagranie
recording-none = Ten odcinek nie ma jeszcze nagrania.
recording-earlier = Wcześniejsze nagrania
recording-withdrawn = Wycofane. Nie można go już odsłuchać ani przywrócić.
recording-back = Przywróć to nagranie
recording-back-heard = Słuchacze od razu usłyszą to nagranie pod jego dawnym adresem. Odcinek pozostanie tym samym odcinkiem w aplikacjach. Obecne nagranie zostanie na tej liście i w każdej chwili możesz do niego wrócić.
recording-back-draft = To nagranie zastąpi obecne. Obecne zostanie na tej liście i w każdej chwili możesz do niego wrócić.
recording-back-now = Przywróć

upload-call = Upuść nagranie tutaj, wklej je albo wybierz z dysku
upload-choose = Wybierz plik
upload-other = Zastąp to nagranie innym
upload-hint = MP3, M4A, WAV, FLAC i inne, do 8{"\u00A0"}GB. Wysyłanie zaczyna się od razu i nie boi się zerwanego połączenia.
upload-hint-heard = Zanim nowe nagranie zastąpi to, które słyszą słuchacze, zapytamy Cię o zgodę.
upload-level = Wyrównaj głośność: powstanie MP3 tak głośne jak inne podcasty
upload-send = Wyślij nagranie
upload-unnamed = Nagranie bez nazwy
upload-back = Wróć do odcinka

upload-waiting = Czeka, aż wyśle się poprzedni plik.
upload-starting = Łączymy się z serwerem.
upload-elsewhere = Ten plik jest właśnie wysyłany w innej karcie.
upload-begun = { $done } z { $all }
upload-sending = { $done } z { $all }, { $speed }/s, jeszcze około { $left }
upload-quiet = Wysłano { $done } z { $all }; czekamy, aż serwer potwierdzi odbiór. Jeśli połączenie jest zerwane, wysyłanie ruszy dalej samo.
upload-resumed = wysyłanie ruszyło dalej, { $done } z { $all }
upload-offline = Połączenie zerwane. Wysłano { $done } z { $all }; wysyłanie ruszy dalej samo, gdy wróci internet.
upload-full = Na serwerze zabrakło miejsca. Wysłano { $done } z { $all } i nic z tego nie zginie. Powiedz osobie, która prowadzi serwer: gdy zrobi miejsce, wysyłanie ruszy dalej samo.
upload-ailing = Serwer nie może teraz przyjąć nagrania. Wysłano { $done } z { $all }; wysyłanie ruszy dalej samo, gdy serwer wróci do sił.
upload-session-over = Sesja się skończyła. Zaloguj się w drugiej karcie, a wysyłanie ruszy dalej samo.
upload-percent = { $file }: wysłano { $percent }%
upload-unheard = Połączenie zerwane. Cały plik jest już na serwerze i tam jest sprawdzany; wynik pojawi się tu, gdy wróci internet.
upload-unsent = Nie ma teraz połączenia. Spróbuj jeszcze raz, gdy wróci.
upload-told-close = Schowaj
upload-said = { $file }: { $sentence }
upload-whole = { $file }: wysłano całość, sprawdzamy nagranie
upload-again = Nie udało się. Wybierz plik jeszcze raz.
upload-goes-on = Wysłano { $done } z { $all }. Wybierz ten sam plik jeszcze raz, a wysyłanie ruszy od tego miejsca.
upload-of-others = Wysłano { $done } z { $all }.
upload-look = Plik { $format }
upload-look-length = Plik { $format }, około { $length }
upload-checking = Sprawdzamy nagranie, sekunda po sekundzie.
upload-mastering = Przygotowujemy plik dla aplikacji podcastowych.
upload-giving = Nagranie trafia do odcinka.
upload-ready = Nagranie jest sprawdzone i czeka na Twoją decyzję.
upload-used = To nagranie jest już w odcinku.
upload-use = Użyj tego nagrania
upload-replace = Zastąp nagranie, które słyszą słuchacze
upload-cancel = Anuluj
upload-remove = Usuń z listy

report-ok = Nagranie jest w porządku.
report-warn = Nagranie można opublikować, ale coś w nim przeszkadza.
report-reject = Tego nagrania nie można opublikować.
report-master = Podcast dostanie przygotowany przez glos plik MP3 ({ $size }). Oryginał zostaje nietknięty.
report-remarks = { $count ->
    [one] { $count }{"\u00A0"}uwaga, którą warto znać
    [few] { $count }{"\u00A0"}uwagi, które warto znać
   *[other] { $count }{"\u00A0"}uwag, które warto znać
}
report-level = głośność { $level }{"\u00A0"}LUFS{ $is ->
    [quiet] : za cicho, podcasty mają zwykle { $usual }
    [quieter] : trochę cicho, podcasty mają zwykle { $usual }
    [loud] : za głośno, podcasty mają zwykle { $usual }
    [louder] : trochę głośno, podcasty mają zwykle { $usual }
   *[usual] , tyle co inne podcasty
}
report-mono = mono
report-stereo = stereo
report-dual-mono = to samo z lewej i z prawej
report-one-side = dźwięk tylko z jednej strony
report-surround = dźwięk przestrzenny

place-damaged = uszkodzony dźwięk
place-junk = obce dane w nagraniu
place-end = urwany koniec
place-joined = miejsce sklejenia
place-changes = zmiana formatu
place-silence = cisza
place-clipping = przesterowanie

offer-title = Tytuł zapisany w pliku: „{ $value }”
offer-take = Użyj
offer-cover = W pliku jest okładka.
offer-cover-alt = Okładka z pliku
offer-cover-take = Użyj jej w tym odcinku
offer-level = Aplikacje podcastowe spodziewają się, że wszystkie nagrania brzmią mniej więcej tak samo głośno. glos zrobi z tego nagrania MP3 o właściwej głośności. Odsłuchasz je, zanim zastąpi obecne.
offer-level-take = Wyrównaj głośność

done-recording-given = Nagranie jest w odcinku.
done-recording-replaced = Nagranie zostało zastąpione. Poprzednie jest na liście wcześniejszych i możesz do niego wrócić.
done-recording-back = Nagranie zostało przywrócone. Poprzednie jest na liście wcześniejszych i możesz do niego wrócić.
done-recording-levelling = Wyrównujemy głośność. Nowe nagranie pojawi się poniżej; odsłuchasz je, zanim zastąpi obecne.
done-upload-cancelled = Wysyłanie zostało anulowane.

audit-recording-given = Dodanie nagrania
audit-recording-replaced = Zastąpienie nagrania
audit-recording-back = Przywrócenie wcześniejszego nagrania
audit-recording-withdrawn = Wycofanie nagrania
audit-upload-removed = Usunięcie nagrania przesłanego przez inną osobę
audit-recording-levelling = Wyrównanie głośności nagrania
