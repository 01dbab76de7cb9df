### Deklaracja dostępności i prywatność. Zdania deklaracji, które mają obowiązujące brzmienie, są z „Warunków technicznych publikacji
### i struktury dokumentu elektronicznego deklaracji dostępności”, wersja 2.0 z 31 lipca 2024 r.: nie zmieniaj ich dla stylu.

## Deklaracja: obowiązujące nagłówki i zdania

statement-title = Deklaracja dostępności
statement-scope = strony internetowej
statement-intro = { $publisher } zobowiązuje się zapewnić dostępność swojej { $scope } zgodnie z przepisami ustawy z dnia 4{"\u00A0"}kwietnia 2019{"\u00A0"}r. o{"\u00A0"}dostępności cyfrowej stron internetowych i{"\u00A0"}aplikacji mobilnych podmiotów publicznych.
statement-about = Deklaracja dostępności dotyczy strony internetowej { $site }.
statement-published = Data publikacji strony internetowej: { $date }
statement-updated = Data ostatniej istotnej aktualizacji: { $date }
statement-day = { $day }{"\u00A0"}r.
statement-status = Stan dostępności cyfrowej
statement-status-full = Strona internetowa jest w{"\u00A0"}pełni zgodna z{"\u00A0"}załącznikiem do ustawy z dnia 4{"\u00A0"}kwietnia 2019{"\u00A0"}r. o{"\u00A0"}dostępności cyfrowej stron internetowych i{"\u00A0"}aplikacji mobilnych podmiotów publicznych.
statement-status-partial = Strona internetowa jest częściowo zgodna z{"\u00A0"}załącznikiem do ustawy z dnia 4{"\u00A0"}kwietnia 2019{"\u00A0"}r. o{"\u00A0"}dostępności cyfrowej stron internetowych i{"\u00A0"}aplikacji mobilnych podmiotów publicznych z{"\u00A0"}powodu niezgodności lub wyłączeń wymienionych poniżej.
statement-status-none = Strona internetowa jest niezgodna z{"\u00A0"}załącznikiem do ustawy z dnia 4{"\u00A0"}kwietnia 2019{"\u00A0"}r. o{"\u00A0"}dostępności cyfrowej stron internetowych i{"\u00A0"}aplikacji mobilnych podmiotów publicznych. Niezgodności lub wyłączenia są wymienione poniżej.
statement-inaccessible = Niedostępne treści
statement-nonconforming = Niezgodność z załącznikiem
statement-preparation = Przygotowanie deklaracji dostępności
statement-prepared = Data sporządzenia deklaracji: { $date }
statement-reviewed = Data ostatniego przeglądu deklaracji: { $date }
statement-self-assessed = Deklarację sporządziliśmy na podstawie samooceny.
statement-audited = Deklarację sporządziliśmy na podstawie badania przeprowadzonego przez podmiot zewnętrzny: { $auditor }.
statement-excessive-costs = Powołujemy się na nadmierne koszty. Czego to dotyczy, piszemy w{"\u00A0"}części „Niedostępne treści”.
statement-no-excessive-costs = Nie powołujemy się na nadmierne koszty.
statement-report = Raport z badania
statement-more = Udogodnienia, ograniczenia i inne informacje
statement-shortcuts = Skróty klawiszowe
statement-shortcuts-none = Strona nie ma własnych skrótów klawiszowych. Działają skróty Twojej przeglądarki.
statement-feedback = Informacje zwrotne i dane kontaktowe
statement-feedback-to = Wszystkie problemy z dostępnością cyfrową tej strony internetowej możesz zgłosić do:
statement-request = Każdy ma prawo wystąpić z żądaniem zapewnienia dostępności cyfrowej tej strony internetowej lub jej elementów.
statement-request-say = Zgłaszając takie żądanie, podaj:
statement-request-name = swoje imię i nazwisko,
statement-request-contact = swoje dane kontaktowe (np. numer telefonu, e-mail),
statement-request-address = dokładny adres strony internetowej, na której jest niedostępny cyfrowo element lub treść,
statement-request-problem = opis, na czym polega problem i jaki sposób jego rozwiązania byłby dla Ciebie najwygodniejszy.
statement-answer = Na Twoje zgłoszenie odpowiemy najszybciej, jak to możliwe, nie później niż w ciągu 7{"\u00A0"}dni od jego otrzymania.
statement-answer-later = Jeżeli ten termin będzie dla nas zbyt krótki, poinformujemy Cię o tym. W tej informacji podamy nowy termin, do którego poprawimy zgłoszone przez Ciebie błędy lub przygotujemy informacje w alternatywny sposób. Ten nowy termin nie będzie dłuższy niż 2{"\u00A0"}miesiące.
statement-answer-otherwise = Jeżeli nie będziemy w stanie zapewnić dostępności cyfrowej strony internetowej lub treści wskazanej w Twoim żądaniu, zaproponujemy Ci dostęp do nich w alternatywny sposób.
statement-complaints = Obsługa wniosków i skarg związanych z dostępnością
statement-complaint = Jeżeli w odpowiedzi na Twój wniosek o zapewnienie dostępności cyfrowej odmówimy zapewnienia żądanej przez Ciebie dostępności cyfrowej, a Ty nie zgadzasz się z tą odmową, masz prawo złożyć skargę.
statement-complaint-otherwise = Skargę masz prawo złożyć także, jeśli nie zgadzasz się na skorzystanie z alternatywnego sposobu dostępu, który zaproponowaliśmy Ci w odpowiedzi na Twój wniosek o zapewnienie dostępności cyfrowej.
statement-complaint-to = Ewentualną skargę złóż listownie lub mailem do naszego kierownictwa:
statement-complaint-help = Pomocne mogą być informacje, które można znaleźć na rządowym portalu { $portal }.
statement-complaint-ombudsman = Możesz także poinformować o tej sytuacji { $ombudsman } i poprosić o interwencję w Twojej sprawie.
statement-ombudsman = Rzecznika Praw Obywatelskich
statement-other = Pozostałe informacje
statement-building = Dostępność architektoniczna
statement-communication = Dostępność komunikacyjno-informacyjna

## Deklaracja: nasze zdania

statement-description = Dla kogo dostępny jest ten serwis, czego jeszcze w nim brakuje i komu zgłosić, że coś nie działa.
statement-incomplete = Wydawca nie uzupełnił jeszcze tej deklaracji
statement-incomplete-what = Poniżej jest tylko to, co wydawca już podał, i to, co wiadomo o samym oprogramowaniu.
statement-no-contact = Wydawca nie podał jeszcze, komu zgłaszać problemy z dostępnością.
statement-software = Serwis działa na oprogramowaniu glos. Piszemy tu, co w nim pomaga, jak jest sprawdzane i czego nikt jeszcze nie sprawdził.
statement-helps = Co pomaga
statement-helps-keyboard = Wszystko da się zrobić samą klawiaturą, a miejsce, w którym jesteś, ma wyraźną ramkę.
statement-helps-transcript = Odcinek z transkrypcją można w całości przeczytać na jego stronie, a każdy fragment prowadzi do tego miejsca w nagraniu.
statement-helps-script = Słuchać, czytać i szukać można także bez JavaScriptu.
statement-helps-calm = Nic nie włącza się samo, nic nie miga i nic Cię nie pogania.
statement-helps-reflow = Powiększony tekst układa się na nowo: strona mieści się na ekranie o szerokości 320{"\u00A0"}pikseli bez przewijania na boki.
statement-helps-settings = Strona korzysta z ustawień Twojego urządzenia: jasnego lub ciemnego wyglądu, wymuszonych kolorów, ograniczonego ruchu, języka.
statement-checked = Jak to jest sprawdzane
statement-checked-how = Programem axe w przeglądarce Chromium, według WCAG{"\u00A0"}2.2 na poziomach A{"\u00A0"}i{"\u00A0"}AA: w jasnym i ciemnym wyglądzie, przy wymuszonych kolorach i na ekranie szerokości 320{"\u00A0"}pikseli. Do tego walidator HTML i przejście przez odtwarzacz samą klawiaturą.
statement-unchecked = Czego nikt jeszcze nie sprawdził
statement-unchecked-what = Programy znajdują tylko część barier. Nie było dotąd prób z osobami, które na co dzień używają czytnika ekranu, ani prób w przeglądarkach Safari i Firefox oraz na telefonach. Czy nagranie ma transkrypcję i czy jest ona wierna, zależy od tego, kto je przygotował.
statement-email = e-mail: { $email }
statement-phone = telefon: { $phone }
statement-address = adres: { $address }

## Prywatność

privacy-title = Prywatność
privacy-description = Co zostaje na Twoim urządzeniu i co wie o Tobie ten serwis: bez ciasteczek, bez konta, bez śledzenia.
privacy-lead = Słuchasz i czytasz tu bez konta, bez ciasteczek i bez śledzenia. Dlatego o nic Cię nie pytamy.
privacy-who = Kto odpowiada za ten serwis
privacy-who-unknown = Wydawca nie podał jeszcze tu swoich danych.
privacy-device = Na Twoim urządzeniu
privacy-device-cookies = Słuchaczom serwis nie zapisuje ciasteczek (cookies) i nie ładuje niczego z obcych serwisów: ani reklam, ani statystyk, ani czcionek.
privacy-device-nothing = Dopóki nie włączysz odtwarzania, nie zapamiętuje niczego.
privacy-device-player = Gdy słuchasz na stronie odcinka, odtwarzacz zapisuje w Twojej przeglądarce (localStorage) dwie rzeczy, żeby dało się do nich wrócić: w którym miejscu przerywasz (pod nazwą „glos:” i{"\u00A0"}ścieżką nagrania) i{"\u00A0"}w{"\u00A0"}jakim tempie słuchasz („glos:speed”). Nie ma w tym żadnego identyfikatora i nic z tego nie jest nigdzie wysyłane. Zniknie, gdy wyczyścisz w przeglądarce dane tej strony.
privacy-server = Na serwerze
privacy-server-sees = Żeby odpowiedzieć, serwer musi znać adres IP, z którego pytasz, a przeglądarka podaje przy tym swoją nazwę i język. Oprogramowanie tego nie zapisuje i nie prowadzi statystyk odwiedzin.
privacy-server-log = W dzienniku zdarzeń zostają tylko usterki i odmowy: kiedy się zdarzyły i jakiej strony dotyczyły, bez adresu IP.
privacy-server-search = Słowa wpisane w wyszukiwarkę służą tylko do pokazania wyników.
privacy-server-others = Własne dzienniki mogą prowadzić firma hostingowa albo serwer, który stoi przed tym serwisem. Zapytaj o to wydawcę.
privacy-audio = Nagrania
privacy-audio-before = Zanim włączysz odtwarzanie, nie jest pobierany ani jeden bajt nagrania.
privacy-audio-here = Nagrania przychodzą z tego samego serwera co strony.
privacy-audio-elsewhere = Nagrania przychodzą z innego serwera: { $host }. Gdy włączysz odtwarzanie albo pobierzesz nagranie, on też pozna Twój adres IP.
privacy-audio-apps = W aplikacji z podcastami obowiązują jeszcze jej własne zasady.
privacy-embeds = Odtwarzacz na innych stronach
privacy-embeds-what = Odcinki można wstawiać na inne strony. Odtwarzacz nie zapisuje tam na Twoim urządzeniu niczego, nawet miejsca, w którym przerywasz. Nasz serwer dowiaduje się, z jakiej witryny go otwarto, ale nigdzie tego nie zapisuje. Tamta strona ma własne zasady.
privacy-studio = W studiu, dla tych, którzy tu pracują
privacy-studio-cookies = Ciasteczka dostają tylko osoby, które logują się do studia: { $session } trzyma sesję, do wylogowania, najdłużej przez 90{"\u00A0"}dni, a{"\u00A0"}bez używania przez 14; { $browser } przez rok pozwala rozpoznać przeglądarkę, w{"\u00A0"}której ktoś się już logował, żeby nie spowalniało jej cudze zgadywanie haseł. Samo niczego nie otwiera.
privacy-studio-typed = To, co nie zdążyło dotrzeć na serwer, studio trzyma w{"\u00A0"}przeglądarce, żeby nie przepadło: wpisany tekst (localStorage) i{"\u00A0"}wysyłane nagranie (IndexedDB, „glos-uploads”). Usuwa je, gdy dotrą.
privacy-studio-server = Serwer zna imię i{"\u00A0"}nazwisko, adres e-mail oraz rolę tych osób, zalogowane przeglądarki, publiczną połowę kluczy dostępu i{"\u00A0"}dziennik: kto co zrobił i{"\u00A0"}kiedy. Z{"\u00A0"}haseł i{"\u00A0"}z{"\u00A0"}adresów IP, spod których ktoś próbuje się zalogować, zostają tylko skróty, a{"\u00A0"}te drugie znikają po dobie bez prób.
privacy-links = Linki do innych stron
privacy-links-what = Zanim wybierzesz taki link, nikt się o Tobie nie dowiaduje. Potem tamta strona dowie się, z{"\u00A0"}jakiego serwisu przychodzisz, ale nie z{"\u00A0"}której jego strony. Pozna też to, co każda odwiedzana strona: Twój adres IP oraz nazwę i{"\u00A0"}język przeglądarki.
privacy-rights = Twoje prawa
privacy-rights-what = Możesz zapytać wydawcę, jakie dane o Tobie ma, dostać ich kopię, poprawić je lub usunąć, a także ograniczyć ich używanie albo się mu sprzeciwić. Oprogramowanie nie zapisuje jednak niczego, po czym można by rozpoznać słuchaczy.
privacy-rights-voices = W nagraniach, transkrypcjach i opisach występują konkretne osoby. Jeśli jesteś jedną z nich, także możesz o to zapytać.
privacy-rights-complaint = Możesz też poskarżyć się do { $office }.
privacy-office = Prezesa Urzędu Ochrony Danych Osobowych
