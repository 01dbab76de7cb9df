# Ludzie w studiu: wejście, konta, kto tu pracuje, kto co zrobił.

account-name = Imię i nazwisko
account-name-hint = Tak, jak znają Cię osoby, z którymi pracujesz.
account-name-wrong = Wpisz imię i nazwisko, najwyżej { $max } znaków.
account-email = Adres e-mail
account-email-hint = Tym adresem się logujesz. glos nie wysyła na niego poczty.
account-email-wrong = Wpisz adres e-mail, na przykład ewa@example.org.
account-password = Hasło
account-password-new = Hasło
account-password-show = Pokaż
account-password-hint = { $count ->
    [one] Co najmniej { $count } znak.
    [few] Co najmniej { $count } znaki. Trzy albo cztery słowa, które do siebie nie pasują, łatwo zapamiętać i trudno odgadnąć.
   *[many] Co najmniej { $count } znaków. Trzy albo cztery słowa, które do siebie nie pasują, łatwo zapamiętać i trudno odgadnąć.
}
account-password-short = Hasło jest za krótkie. Potrzeba co najmniej { $min } znaków: wystarczą trzy albo cztery słowa.
account-password-long = Hasło jest za długie. Wystarczy jedno zdanie.
account-password-guessable = To hasło odgadłby każdy w kilku próbach. Wybierz trzy albo cztery słowa, które do siebie nie pasują.

sign-in = Logowanie
sign-in-go = Zaloguj się
sign-in-no-password = Wpisz hasło.
sign-in-wrong = Adres i hasło do siebie nie pasują. Sprawdź oba, także wielkie litery.
sign-in-wait-seconds = Za dużo błędnych prób. { $count ->
    [one] Odczekaj sekundę i spróbuj jeszcze raz.
    [few] Odczekaj { $count } sekundy i spróbuj jeszcze raz.
   *[many] Odczekaj { $count } sekund i spróbuj jeszcze raz.
}
sign-in-wait-minutes = Za dużo błędnych prób. { $count ->
    [one] Odczekaj minutę i spróbuj jeszcze raz. Link do nowego hasła może Ci też dać właściciel podcastu.
    [few] Odczekaj { $count } minuty i spróbuj jeszcze raz. Link do nowego hasła może Ci też dać właściciel podcastu.
   *[many] Odczekaj { $count } minut i spróbuj jeszcze raz. Link do nowego hasła może Ci też dać właściciel podcastu.
}
sign-in-help = Nie pamiętasz hasła? Właściciel podcastu może Ci dać link, pod którym wybierzesz nowe.
sign-in-new = Nikt nie ma tu jeszcze konta. Otwórz link, który glos wypisał przy starcie.
done-signed-out = Wylogowano.

setup = Witaj w glos
setup-lead = Załóż swoje konto. Będziesz właścicielem wszystkich podcastów w tym serwisie, a potem zaprosisz inne osoby.
setup-go = Załóż konto i zacznij
setup-over = Nowy dostanie osoba, która prowadzi serwis: wystarczy uruchomić glos ponownie, póki nikt nie ma konta, albo wydać polecenie „glos user add”.
done-set-up = Konto jest gotowe. Witaj!

link-over = Ten link już nie działa
