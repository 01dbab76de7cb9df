# What is said when a rarer fact of an episode is not taken. `refusal-` and the stable code.

refusal-fact-invalid = { $place }: „{ $value }” nie pasuje. Wpisz { $expected ->
    [true-or-false] true (tak) albo false (nie)
    [text] tekst
    [address] pełny adres strony, zaczynający się od https://
    [https] adres zaczynający się od https://; innych aplikacje tu nie przyjmują
    [post] adres wpisu, pod którym toczy się rozmowa, na przykład https://example.social/@anna/123
    [protocol] jedno z: disabled, activitypub, twitter, lightning, atproto, hive, matrix, nostr
    [talk] obiekt z polami „protocol” i „uri” (adres wpisu); bez adresu może być tylko protokół „disabled”
    [relation] subject (odcinek mówi o tym miejscu) albo creator (tu powstał)
    [geo] miejsce na Ziemi, na przykład geo:50.0617,19.9373 (szerokość, długość)
    [osm] obiekt OpenStreetMap, na przykład R449696
    [country] kraj jako dwie wielkie litery, na przykład PL; Wielka Brytania to GB
    [shape] proporcje obrazu, na przykład 16/9
    [image-type] rodzaj obrazu, na przykład image/jpeg
    [label] tekst do 32 znaków
    [machine-text] tekst od 1 do 4000 znaków, bez podziału na wiersze
    [integrity] obiekt z polami „type” (sri albo pgp-signature) i „value”
    [number] liczbę całkowitą, od zera wzwyż
    [objects] listę obiektów
   *[name] tekst do 128 znaków
}.
refusal-fact-missing = { $place }: brakuje pola „{ $key }”.
refusal-fact-unknown = { $place }: nie ma tu pola „{ $key }”{ $nearest ->
    [none] .
   *[other] ; może to „{ $nearest }”?
} Są: { $known }.
refusal-fact-json = { $place }: to nie jest JSON; błąd jest w wierszu { $line }, kolumnie { $column }.
refusal-fact-too-many = { $place }: pozycji jest { $actual }, a najwyżej może być { $max }.
refusal-facts-too-large = To, co mówisz o odcinku poza tytułem i opisem, zajmuje { $actual } B, a może najwyżej { $max } B, bo każda aplikacja pobiera to razem z kanałem. Skróć listy.
refusal-fact-https = { $place }: adres „{ $value }” musi zaczynać się od https://; innych aplikacje tu nie przyjmują.
refusal-soundbite-empty = { $place }: fragment nie ma długości; podaj „duration_ms”, najlepiej od 15000 do 120000.
refusal-soundbite-beyond = { $place }: fragment kończy się w { $end } ms, a nagranie w { $whole } ms. Zmień „start_ms” albo „duration_ms”.
refusal-alternate-type = { $place }: „{ $value }” nie jest rodzajem czegoś, co da się odtworzyć, jak audio/opus, video/mp4 albo application/x-mpegURL.
refusal-alternate-sources = { $place }: podaj „sources”, listę z co najmniej jednym {"{"} "uri": "https://…" {"}"}.
refusal-alternate-lang = { $place }: „{ $value }” nie jest językiem, jak pl albo en-GB.
refusal-alternate-sri = { $place }: skrót musi mieć postać sha256-, sha384- albo sha512-, a po tym bajty w base64.
refusal-alternate-signature = { $place }: podpis musi być podpisem OpenPGP w base64, bez ramki.
refusal-licence-missing = Jest adres licencji, ale nie ma licencji: podaj jej nazwę w polu „licence”.
refusal-licence-url-missing = Licencji „{ $value }” nie ma na liście, którą znają aplikacje. Podaj w polu „licence_url” adres jej tekstu.
refusal-guid-invalid = GUID ma od 1 do 1000 znaków, bez spacji na końcach i bez znaków sterujących.
refusal-guid-taken = Podcast ma już odcinek o GUID „{ $guid }”: „{ $episode }”. Aplikacje wzięłyby oba za jeden. Jeśli to ten sam, zmień tamten; jeśli nie, pomiń pole „guid”, a odcinek dostanie nowy.
refusal-guid-fixed = GUID odcinka się nie zmienia: aplikacje podałyby go wszystkim słuchaczom jeszcze raz.

refusal-cover-too-long = Okładka może mieć najwyżej { $max } B.
refusal-cover-form = Okładka to obraz JPEG albo PNG; ten plik nie jest żadnym z nich.
refusal-cover-shape = Okładka musi być kwadratowa; ta ma { $width } × { $height } pikseli.
refusal-cover-side = Okładka ma mieć od 1400 do 3000 pikseli szerokości (najlepiej 3000); ta ma { $side }.
refusal-cover-print = Ta okładka jest przygotowana do druku (CMYK). Zapisz ją jako RGB.
refusal-cover-colours = Okładka ma być w RGB, bez przezroczystości; ta jest w { $colours }. Zapisz ją bez kanału alfa.
refusal-cover-broken = Tej okładki nie da się odczytać do końca ({ $reason }). Zapisz ją jeszcze raz jako PNG albo JPEG.

refusal-json-surrogate = W wierszu { $line }, kolumnie { $column } JSON-a jest połowa znaku (\ud8… bez drugiej części). Jakiś program uciął tekst w środku emoji: wyślij cały znak.

refusal-feed-finding = Aplikacje nie przyjęłyby tego odcinka. { $finding } { $mend }
refusal-number-needed = Odcinki tego podcastu idą po kolei (serial): aplikacje odtwarzają je według numerów. Podaj numer w polu „episode” albo zostaw odcinek jako szkic.
refusal-display-without-number = „display” to napis, który aplikacje pokazują zamiast numeru, ale odcinek nie ma numeru. Podaj go w polu „episode” albo usuń „display”.

remark-number-twice = Odcinek „{ $other }” też ma numer { $number }.
remark-number-twice-season = Odcinek „{ $other }” też ma numer { $number } w sezonie { $season }.
remark-number-twice-mend = Zmień numer jednego z nich w polu „episode”; aplikacje układają według niego odcinki.

refusal-person-name = { $place }.name ma znaków: { $actual }; aplikacje pokazują najwyżej { $max }.
refusal-person-role = { $place }.role: aplikacje nie znają roli „{ $value }”. Lista jest pod adresem https://podcasttaxonomy.com.
refusal-person-role-nearest = { $place }.role: aplikacje nie znają roli „{ $value }”. Może chodzi o „{ $nearest }”?
refusal-person-group = { $place }.group: aplikacje nie znają grupy „{ $value }”. Lista jest pod adresem https://podcasttaxonomy.com.
refusal-person-apart = { $place }: rola „{ $role }” należy do grupy „{ $belongs }”, a nie „{ $group }”.
