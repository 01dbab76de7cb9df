### Wiadomości e-mail, które glos wysyła, gdy ma serwer poczty. Zwykły tekst.

mail-invitation-subject = { $everywhere ->
    [yes] Zaproszenie do studia podcastów
   *[no] Zaproszenie do podcastu „{ $place }”
}
mail-invitation =
    Dzień dobry!

    { $by } zaprasza Cię { $everywhere ->
        [yes] do pracy przy wszystkich podcastach pod adresem { $home }
       *[no] do pracy przy podcaście „{ $place }”
    }. Twoja rola: { $role ->
        [owner] właściciel
        [editor] redakcja
       *[viewer] tylko odczyt
    }.

    Otwórz ten link i załóż konto. Działa raz, do { $until }:

    { $link }

    Jeśli nie spodziewasz się zaproszenia, po prostu usuń tę wiadomość. Dopóki nikt nie otworzy linku, nic się nie stanie.

mail-password-subject = Nowe hasło do studia podcastu
mail-reset =
    Dzień dobry!

    { $by } daje Ci link do nowego hasła dla konta { $email }.

    Otwórz go i wybierz hasło. Działa raz, do { $until }:

    { $link }

    Jeśli nikogo o to nie prosisz, nie otwieraj linku i zapytaj osobę, która go utworzyła. Do tego czasu działa stare hasło.

mail-forgotten =
    Dzień dobry!

    Ktoś, zapewne Ty, prosi o nowe hasło dla konta { $email }.

    Otwórz ten link i wybierz hasło. Działa raz, do { $until }:

    { $link }

    Jeśli to nie Ty, po prostu usuń tę wiadomość: Twoje hasło działa dalej.

mail-changed-subject = Zmiana hasła do studia podcastu
mail-changed =
    Dzień dobry!

    Hasło do konta { $email } zostało zmienione { $at }. Wszystkie inne przeglądarki zostały wylogowane.

    Jeśli to Ty, nie musisz nic robić. Jeśli nie Ty, od razu wybierz nowe hasło:

    { $link }

mail-second-subject = Zmiana w logowaniu do studia podcastu
mail-second =
    Dzień dobry!

    Przy koncie { $email } wyłączono { $at } aplikację do kodów albo usunięto klucz dostępu.

    Jeśli to Ty, nie musisz nic robić. Jeśli nie Ty, ktoś zna Twoje hasło. Od razu wybierz nowe:

    { $link }

mail-foot = List wysłał automatycznie serwis { $home }. Nie odpowiadaj na niego.
