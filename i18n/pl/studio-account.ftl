# Ludzie w studiu: wejście, konta, kto tu pracuje, kto co zrobił.

account-name = Imię i{"\u00A0"}nazwisko
account-name-hint = Tak, jak znają Cię osoby, z{"\u00A0"}którymi pracujesz.
account-name-wrong = Wpisz imię i{"\u00A0"}nazwisko, najwyżej { $max } znaków.
account-email = Adres e-mail
account-email-hint = Tym adresem się logujesz.
account-email-wrong = Wpisz adres e-mail, na przykład ewa@example.org.
account-password = Hasło
account-password-new = Hasło
account-password-show = Pokaż
account-password-hint = { $count ->
    [one] Co najmniej { $count } znak.
    [few] Co najmniej { $count } znaki. Trzy albo cztery słowa, które do siebie nie pasują, łatwo zapamiętać i{"\u00A0"}trudno odgadnąć.
   *[many] Co najmniej { $count } znaków. Trzy albo cztery słowa, które do siebie nie pasują, łatwo zapamiętać i{"\u00A0"}trudno odgadnąć.
}
account-password-short = Hasło jest za krótkie. Potrzeba co najmniej { $min } znaków: wystarczą trzy albo cztery słowa.
account-password-long = Hasło jest za długie. Wystarczy jedno zdanie.
account-password-guessable = To hasło odgadłby każdy w{"\u00A0"}kilku próbach. Wybierz trzy albo cztery słowa, które do siebie nie pasują.

sign-in = Logowanie
sign-in-go = Zaloguj się
sign-in-no-password = Wpisz hasło.
sign-in-wrong = Adres i{"\u00A0"}hasło do siebie nie pasują. Sprawdź oba, także wielkie litery.
sign-in-wait-seconds = Za dużo błędnych prób. { $count ->
    [one] Odczekaj sekundę i{"\u00A0"}spróbuj jeszcze raz.
    [few] Odczekaj { $count } sekundy i{"\u00A0"}spróbuj jeszcze raz.
   *[many] Odczekaj { $count } sekund i{"\u00A0"}spróbuj jeszcze raz.
}
sign-in-wait-minutes = Za dużo błędnych prób. { $count ->
    [one] Odczekaj minutę i{"\u00A0"}spróbuj jeszcze raz. Link do nowego hasła może Ci też dać właściciel podcastu.
    [few] Odczekaj { $count } minuty i{"\u00A0"}spróbuj jeszcze raz. Link do nowego hasła może Ci też dać właściciel podcastu.
   *[many] Odczekaj { $count } minut i{"\u00A0"}spróbuj jeszcze raz. Link do nowego hasła może Ci też dać właściciel podcastu.
}
sign-in-forgotten = Nie pamiętasz hasła?
sign-in-new = Nikt nie ma tu jeszcze konta. Otwórz link, który glos wypisał przy starcie.
done-signed-out = Wylogowano.

setup = Witaj w{"\u00A0"}glos
setup-lead = Załóż swoje konto. Da Ci prawa właściciela do wszystkich podcastów w{"\u00A0"}tym serwisie, a{"\u00A0"}potem zaprosisz inne osoby.
setup-go = Załóż konto i{"\u00A0"}zacznij
setup-over = Nowy dostanie osoba, która prowadzi serwis: wystarczy uruchomić glos ponownie, póki nikt nie ma konta, albo wydać polecenie „glos user add”.
done-set-up = Konto jest gotowe. Witaj!

link-over = Ten link już nie działa

moment-plain = { $day }, { $time }

account = Twoje konto
account-about = Ty
account-name-go = Zapisz imię i{"\u00A0"}nazwisko
account-password-lead = Zmiana wylogowuje wszystkie inne przeglądarki.
account-password-old = Obecne hasło
account-password-next = Nowe hasło
account-password-wrong = To nie jest Twoje obecne hasło.
account-password-go = Zmień hasło
account-sessions = Zalogowane przeglądarki
account-sessions-lead = Te przeglądarki mogą tu pracować w{"\u00A0"}Twoim imieniu. Wyloguj te, których nie znasz, i{"\u00A0"}zmień hasło.
account-session-here = ta przeglądarka
account-session-since = Od
account-session-last = Ostatnio
account-session-end = Wyloguj
account-session-end-of = Wyloguj: { $name }
account-sessions-end = Wyloguj wszystkie inne
account-browser = Nieznana przeglądarka
done-saved = Zapisano.
done-password = Nowe hasło już działa. Wszystkie inne przeglądarki zostały wylogowane.
done-session-ended = Tamta przeglądarka została wylogowana.
done-sessions-ended = Wszystkie inne przeglądarki zostały wylogowane.

people = Osoby
people-who = Kto tu pracuje
people-you = to Ty
people-no-password = Nie ma jeszcze hasła.
people-role = { $role ->
    [owner] właściciel
    [editor] redakcja
   *[viewer] tylko odczyt
}
people-role-hint = { $role ->
    [owner] Wszystko, co redakcja, a{"\u00A0"}poza tym decyduje, czym jest podcast i{"\u00A0"}kto przy nim pracuje.
    [editor] Tworzy, zmienia i{"\u00A0"}publikuje odcinki, pisze notatki.
   *[viewer] Widzi szkice i{"\u00A0"}raporty z{"\u00A0"}nagrań, ale niczego nie zmienia.
}
people-role-of = Rola, { $name }:
people-save = Zmień
people-save-of = Zmień rolę: { $name }
people-remove = Odbierz
people-remove-of = Odbierz tę rolę: { $name }
people-tokens = Gdy odbierasz komuś rolę, tracą ją też tokeny, które utworzył. Kto traci ostatnią rolę, traci też konto, a jego tokeny zostają unieważnione. Zaproszenia i linki, które rozesłał jako właściciel, tracą ważność.
people-reset = Nowe hasło: { $name }
people-reset-lost = Nowe hasło albo utracony telefon: { $name }
people-reset-lead = Dostaniesz link do wysłania. Kto go otworzy, wybierze nowe hasło; do tego czasu działa stare.
people-reset-go = Utwórz link
people-invite = Zaproś
people-invite-lead = Dostaniesz link do wysłania, e-mailem albo komunikatorem. Działa raz, przez siedem dni.
people-place = Do czego
people-as = W{"\u00A0"}jakiej roli
people-email = Adres e-mail tej osoby
people-email-hint = Może zostać puste; pomaga odróżnić zaproszenia.
people-invite-go = Utwórz zaproszenie
people-invited = Zaproszenia
people-invited-nobody = Kto ma link
people-invited-by = Zaprasza { $name }.
people-until = Ważne do { $day }.
people-withdraw = Wycofaj
done-role-changed = Rola została zmieniona.
done-person-removed = Rola została odebrana.
done-invitation-withdrawn = Zaproszenie wycofane. Jego link już nie działa.

link-address = Link
link-copy = Skopiuj link
link-copied = Skopiowano.
link-mail = Wyślij e-mailem
link-back = Wróć do osób
link-invitation = Zaproszenie gotowe
link-invitation-lead = Wyślij ten link. Widać go tylko teraz; działa raz, przez siedem dni.
link-invitation-lead-to = Wyślij ten link na adres { $email }. Widać go tylko teraz; działa raz, przez siedem dni.
link-invitation-subject = Zaproszenie do studia podcastu
link-password = Link do nowego hasła gotowy
link-password-lead = Wyślij ten link na adres { $email }. Widać go tylko teraz; działa raz, przez dobę.
link-password-subject = Nowe hasło do studia podcastu

invitation = Zaproszenie
invitation-lead = { $name } zaprasza Cię { $everywhere ->
    [yes] do pracy przy wszystkich podcastach w{"\u00A0"}tym serwisie
   *[no] do pracy przy podcaście „{ $place }”
}. Twoja rola: { $role ->
    [owner] właściciel
    [editor] redakcja
   *[viewer] tylko odczyt
}.
invitation-go = Załóż konto i{"\u00A0"}zacznij
invitation-sign-in = Mam już tu konto
invitation-accept = Przyjmij jako { $name }
setup-email-known = Ktoś ma już konto z tym adresem. Podaj inny.
invitation-known = Konto z{"\u00A0"}tym adresem już istnieje. Wybierz „Mam już tu konto”.
invitation-over = Poproś o{"\u00A0"}nowe zaproszenie osobę, która je wysłała: działa raz, przez siedem dni.
done-joined = Witaj! Możesz zaczynać.

reset = Nowe hasło
reset-lead = Wybierz nowe hasło dla { $email }.
reset-go = Zachowaj i{"\u00A0"}zaloguj
reset-over = Poproś właściciela podcastu o{"\u00A0"}nowy link: działa raz, przez dobę.
reset-over-mail = Link działa raz, przez dobę. Nowy wyślemy Ci e-mailem.
reset-over-again = Nowy link do hasła

forgotten = Nie pamiętasz hasła?
forgotten-lead = Podaj swój adres. Wyślemy na niego link, pod którym wybierzesz nowe hasło.
forgotten-second = Jeśli masz włączony drugi krok logowania, zapytamy o{"\u00A0"}niego także potem.
forgotten-go = Wyślij link
forgotten-wait = { $count ->
    [one] O{"\u00A0"}link na ten adres lub z{"\u00A0"}tej sieci proszono już kilka razy. Sprawdź e-maile, także spam, albo spróbuj za minutę.
    [few] O{"\u00A0"}link na ten adres lub z{"\u00A0"}tej sieci proszono już kilka razy. Sprawdź e-maile, także spam, albo spróbuj za { $count }{"\u00A0"}minuty.
   *[many] O{"\u00A0"}link na ten adres lub z{"\u00A0"}tej sieci proszono już kilka razy. Sprawdź e-maile, także spam, albo spróbuj za { $count }{"\u00A0"}minut.
}
forgotten-asked = Jeśli ktoś ma tu konto z{"\u00A0"}tym adresem, za chwilę przyjdzie e-mail z{"\u00A0"}linkiem. Link działa raz, przez dobę.
forgotten-asked-hint = Nie ma e-maila po kilku minutach? Zajrzyj do spamu: nadawcą jest { $sender }. Link może Ci też dać właściciel podcastu.
forgotten-ask = Poproś właściciela podcastu o{"\u00A0"}link do nowego hasła. Utworzy go w{"\u00A0"}studiu, na stronie „Osoby”.
forgotten-ask-owner = Jesteś jedynym właścicielem? Osoba, która prowadzi serwer, utworzy link poleceniem „glos user reset ADRES”.

log = Dziennik
log-lead = Kto co zrobił i{"\u00A0"}kiedy.
log-empty = Nic się tu jeszcze nie wydarzyło.
log-older = Starsze
log-newest = Najnowsze
audit-setup = pierwsze konto
audit-invited = zaproszenie
audit-uninvited = wycofanie zaproszenia
audit-joined = przyjęcie zaproszenia
audit-added-person = nowa osoba
audit-removed-person = odebranie roli
audit-made-owner = rola właściciela
audit-made-editor = rola redakcji
audit-made-viewer = rola tylko do odczytu
audit-renamed-person = zmiana imienia i{"\u00A0"}nazwiska
audit-reset = link do nowego hasła
audit-password = nowe hasło
audit-signed-in = logowanie
audit-signed-out = wylogowanie przeglądarki

session-over = Sesja się skończyła
session-over-lead = Ta zmiana nie została zapisana, ale nic z{"\u00A0"}tego, co wpisane, nie przepadło. Zaloguj się, a{"\u00A0"}potem wróć w{"\u00A0"}przeglądarce do formularza i{"\u00A0"}wyślij go jeszcze raz.
session-over-sign-in = Zaloguj się (w{"\u00A0"}nowym oknie)

second = Drugi krok logowania
second-lead = Kto pozna Twoje hasło, i{"\u00A0"}tak nie wejdzie: potrzebny jest jeszcze Twój klucz dostępu albo telefon.
second-is-on = Włączona od
second-begin = Włącz
second-step-app = Zainstaluj w{"\u00A0"}telefonie aplikację do kodów, jeśli jej nie masz: 2FAS, Aegis, Google Authenticator albo hasła w{"\u00A0"}iPhonie.
second-step-scan = Zeskanuj nią ten obrazek.
second-qr = Kod QR dla aplikacji
second-step-type = Albo wpisz do aplikacji ten klucz:
second-step-code = Wpisz sześć cyfr, które pokazuje aplikacja
second-confirm = Włącz drugi krok
second-wrong = Ten kod teraz nie pasuje. Poczekaj w{"\u00A0"}aplikacji na następny i{"\u00A0"}sprawdź, czy telefon ustawia godzinę z{"\u00A0"}sieci.
second-back = Wróć do swojego konta
second-codes = Dziesięć kodów na papierze
second-codes-lead = Wydrukuj je, przepisz albo zachowaj w{"\u00A0"}menedżerze haseł, bo więcej ich nie zobaczysz. Każdy wpuści Cię raz, gdy zabraknie telefonu.
second-codes-print = Wydrukuj
second-codes-copy = Skopiuj
second-codes-done = Mam je na papierze
done-second-off = Aplikacja do kodów jest wyłączona.
code = Drugi krok logowania
code-lead = Otwórz w{"\u00A0"}telefonie aplikację do kodów.
code-field = Kod
code-hint = Sześć cyfr albo jeden z{"\u00A0"}kodów na papierze.
code-wrong = Ten kod nie pasuje. Wpisz ten, który aplikacja pokazuje teraz; każdy działa raz.
code-lost = Nie masz ani telefonu, ani kodów na papierze? Poproś kogoś, kto ma tu prawa właściciela: w{"\u00A0"}„Osoby”, przy Twoim nazwisku, utworzy link, pod którym wejdziesz bez drugiego kroku. Jeśli nie ma nikogo takiego, pomoże osoba, która prowadzi serwis.
code-other = Zaloguj się jako ktoś inny
people-reset-frees = Telefon przepadł: wyłącz też drugi krok logowania
audit-second-on = włączenie aplikacji do kodów
audit-second-off = wyłączenie aplikacji do kodów
audit-second-paper = logowanie kodem na papierze
audit-second-renewed = nowe kody na papierze
account-again-hint = Pytamy o{"\u00A0"}nie, zanim coś się tu zmieni.
second-off = Wyłącz aplikację do kodów

passkeys = Klucze dostępu
passkeys-hint = Zamiast przepisywać kod, potwierdzasz logowanie odciskiem palca, twarzą albo kodem PIN telefonu lub komputera. Może to być też klucz USB.
passkey-add = Dodaj klucz dostępu
passkey-since = Dodany
passkey-unused = Jeszcze nieużyty
passkey-remove-short = Usuń
passkey-remove-of = Usuń: { $name }
passkey-impossible = Przeglądarki znają klucze dostępu tylko pod nazwą domeny i{"\u00A0"}po https. Adres tego serwisu to { $address }, dlatego tutaj ich nie ma. Zmieni to osoba, która prowadzi serwis.
passkey-new = Nowy klucz dostępu
passkey-new-lead = Powstanie w{"\u00A0"}tym urządzeniu, w{"\u00A0"}telefonie obok albo w{"\u00A0"}kluczu USB: przeglądarka za chwilę zapyta, gdzie.
passkey-name = Nazwa
passkey-name-hint = Po niej poznasz go na liście, na przykład „Telefon Ewy”.
passkey-name-wrong = Wpisz nazwę, najwyżej { $max } znaków.
passkey-too-many = Masz już { $max } kluczy, więcej się nie zmieści. Usuń ten, którego nie używasz.
passkey-on = Dalej
passkey-make-lead = Wybierz przycisk, a{"\u00A0"}przeglądarka poprosi o{"\u00A0"}odcisk palca, twarz albo PIN. Tak powstanie klucz „{ $name }”.
passkey-make = Utwórz klucz dostępu
passkey-not-added = Klucz nie powstał: przeglądarka odpowiedziała inaczej, niż trzeba, albo trwało to za długo. Spróbuj jeszcze raz.
passkey-use-lead = Potwierdź, że to Ty: odciskiem palca, twarzą, kodem PIN albo kluczem USB.
passkey-use = Użyj klucza dostępu
passkey-wrong = Ten klucz nie pasuje do Twojego konta albo trwało to za długo. Spróbuj jeszcze raz.
passkey-missing = Ta przeglądarka nie zna kluczy dostępu. Spróbuj w{"\u00A0"}innej albo w{"\u00A0"}nowszej.
passkey-cancelled = Nic się nie stało: potwierdzenie zostało anulowane albo trwało za długo. Możesz spróbować jeszcze raz.
passkey-known = W{"\u00A0"}tym urządzeniu jest już Twój klucz do tego studia. Drugi nie jest potrzebny.
passkey-script = Klucz dostępu wymaga JavaScriptu. Włącz go w{"\u00A0"}przeglądarce i{"\u00A0"}otwórz tę stronę jeszcze raz.
passkey-remove = Usunięcie klucza dostępu
passkey-remove-lead = Klucz „{ $name }” od razu przestanie wpuszczać do studia. Potem usuń go także z{"\u00A0"}urządzenia, w{"\u00A0"}którym powstał.
passkey-remove-go = Usuń klucz
done-passkey-added = Klucz dostępu jest dodany. Zapytamy o{"\u00A0"}niego przy następnym logowaniu.
done-passkey-removed = Klucz dostępu jest usunięty.
audit-passkey-added = nowy klucz dostępu
audit-passkey-removed = usunięcie klucza dostępu

paper = Kody na papierze
paper-lead = Nowe unieważnią te, które masz.
paper-renew = Utwórz nowe kody na papierze
paper-left = { $count ->
    [one] Został Ci { $count } kod na papierze.
    [few] Zostały Ci { $count } kody na papierze.
   *[many] Zostało Ci { $count } kodów na papierze.
}
code-instead = Nie masz klucza pod ręką?
code-paper = Kod na papierze
code-paper-hint = Jeden z{"\u00A0"}dziesięciu, które masz wydrukowane albo przepisane. Każdy działa raz.
second-app = Aplikacja do kodów
second-app-hint = Przy logowaniu przepisujesz sześć cyfr z{"\u00A0"}telefonu.
second-off-lead = Przy logowaniu nie zapytamy już o{"\u00A0"}kod z{"\u00A0"}aplikacji. Klucze dostępu zostają; bez nich wystarczy samo hasło.
done-second-on = Przy logowaniu zapytamy o{"\u00A0"}kod z{"\u00A0"}aplikacji. Twoje kody na papierze działają dalej.
audit-second-lost = wyłączenie drugiego kroku logowania linkiem
audit-reset-second = link do nowego hasła, bez drugiego kroku
people-by-mail = Wyślij zaproszenie na ten adres
people-email-hint-mail = Może zostać puste: wtedy link przekażesz inaczej.
people-reset-by-mail = Wyślij e-mailem na adres { $email }
people-letters-wait = { $count ->
    [one] Ostatnio wyszło stąd za dużo e-maili. Następny wyślesz za minutę. Link utworzysz od razu: odznacz wysyłanie i{"\u00A0"}przekaż go inaczej.
    [few] Ostatnio wyszło stąd za dużo e-maili. Następny wyślesz za { $count }{"\u00A0"}minuty. Link utworzysz od razu: odznacz wysyłanie i{"\u00A0"}przekaż go inaczej.
   *[other] Ostatnio wyszło stąd za dużo e-maili. Następny wyślesz za { $count }{"\u00A0"}minut. Link utworzysz od razu: odznacz wysyłanie i{"\u00A0"}przekaż go inaczej.
}
link-sent-lead = Wysyłamy ten link na adres { $email }. Możesz go też przekazać inaczej: widać go tylko teraz, działa raz.
audit-forgotten = link do nowego hasła wysłany na prośbę
audit-mail-again = ponowne wysłanie e-maila
audit-mail-dropped = usunięcie niewysłanego e-maila z{"\u00A0"}listy
