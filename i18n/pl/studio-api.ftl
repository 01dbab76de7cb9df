# Tokeny i webhooki: programy, które tu wchodzą, i te, którym o odcinkach mówimy.
tokens = Tokeny
tokens-lead = Token wpuszcza program, na przykład stronę internetową, która sama dodaje odcinki. Każdy program powinien mieć własny: wtedy jeden można zamknąć bez szkody dla innych.
tokens-bound = Token nigdy nie może więcej niż osoba, która go utworzyła: traci to, co ona straci, a gdy jej konto zniknie, przestaje działać.
tokens-all = Działające tokeny
tokens-none = Nie ma żadnego. Żaden program nie ma tu wstępu.
tokens-api = Co programy mogą tu robić (API)
token-used = użyty
token-never-used = jeszcze nieużyty
token-created = utworzony
token-maker = przez: { $name }
token-scope = { $scope ->
    [read] Czyta
    [publish] Publikuje
   *[admin] Robi wszystko
}
token-scope-hint = { $scope ->
    [read] Widzi odcinki, szkice i raporty; niczego nie zmienia.
    [publish] Przesyła nagrania, dodaje i zmienia odcinki.
   *[admin] Także tworzy tokeny i webhooki. Daj mu to tylko wtedy, gdy naprawdę tego potrzebuje.
}
token-made = Token „{ $name }” jest gotowy
token-made-once = Skopiuj go teraz: pokazujemy go tylko ten jeden raz. Kto go ma, może tu działać, więc przechowuj go jak hasło.
token-secret = Token
token-new = Nowy token
token-name = Nazwa
token-name-hint = Po niej poznasz program, na przykład „strona www”.
token-may = Co może
token-place = Gdzie
token-make = Utwórz token
token-revoke = Unieważnij
token-revoke-of = Unieważnij token „{ $name }”
token-revoke-what = Program, który go używa, od razu straci dostęp. Tego nie da się cofnąć.
token-revoke-go = Unieważnij token
done-token-revoked = Token został unieważniony.
place-everywhere = Wszystkie podcasty, także przyszłe

webhooks = Webhooki
webhooks-lead = Webhook mówi innemu systemowi, że odcinek się pojawił, zmienił albo zniknął, na przykład stronie, która ma go wtedy pokazać.
webhooks-all = Kto dostaje wiadomości
webhooks-none = Na razie nikt.
webhooks-api = Jak wyglądają wiadomości i jak sprawdzić podpis (API)
webhook-state = { $state ->
    [on] Działa.
    [failing] Nie przyjmuje wiadomości od:
   *[off] Wyłączony:
}
webhook-event = { $event ->
    [published] opublikowanie
    [changed] zmiana
    [withdrawn] wycofanie
   *[test] próba
}
webhook-event-asked = { $event ->
    [published] odcinek opublikowany, także o zaplanowanej porze
    [changed] opublikowany odcinek zmieniony
   *[withdrawn] odcinek wycofany z kanału
}
webhook-made = Webhook jest gotowy
webhook-made-once = Skopiuj klucz teraz: pokazujemy go tylko ten jeden raz. Odbiorca sprawdza nim, że wiadomość jest od nas.
webhook-secret = Klucz podpisu
webhook-new = Nowy webhook
webhook-url = Adres
webhook-url-hint = Dostaniesz go od osoby, która prowadzi tamten system. { $inside ->
    [true] Zaczyna się od https:// albo od http://.
   *[false] Zaczyna się od https://.
}
webhook-events = O czym mówić
webhook-events-none = Zaznacz, o czym mówić.
webhook-place = O którym podcaście
webhook-make = Utwórz webhook
webhook-test = Wyślij próbną wiadomość
webhook-switch-off = Wyłącz
webhook-switch-on = Włącz
webhook-log = Wiadomości
webhook-log-none = Jeszcze żadnej nie było. Wyślij próbną, żeby zobaczyć, czy dochodzi.
webhook-attempts = { $count ->
    [one] { $count } próba
    [few] { $count } próby
   *[many] { $count } prób
}
delivery-state = { $state ->
    [waiting] Czeka.
    [delivered] Przyjęta.
   *[failed] Nieprzyjęta, już nie próbujemy.
}
delivery-next = Następna próba:
delivery-status = Odpowiedź { $status }.
delivery-body = Treść
delivery-again = Wyślij ponownie
delivery-again-of = Wyślij ponownie wiadomość: { $message }
webhook-change = Ustawienia
webhook-save = Zapisz
webhook-remove = Usuń ten webhook
webhook-remove-what = Zniknie razem z dziennikiem wiadomości. Tego nie da się cofnąć.
webhook-remove-go = Usuń webhook
done-webhook-changed = Zapisano.
done-webhook-on = Webhook jest włączony. To, czego nie przyjął, możesz wysłać ponownie z listy wiadomości.
done-webhook-switched-off = Webhook jest wyłączony: nic do niego nie wysyłamy.
done-webhook-tested = Wysyłamy próbną wiadomość. Odśwież stronę za chwilę, żeby zobaczyć, czy doszła.
done-webhook-removed = Webhook został usunięty.
done-delivery-again = Wysyłamy wiadomość ponownie. Odśwież stronę za chwilę, żeby zobaczyć, czy doszła.
webhook-trouble = Webhook { $url } nie przyjmuje wiadomości.
webhook-trouble-mend = { $state ->
    [off] Został wyłączony. Sprawdź adres i włącz go ponownie.
   *[failing] Próbujemy dalej. Zobacz, co odpowiada, i daj znać osobie, która prowadzi tamten system.
}

audit-token-made = nowy token
audit-token-revoked = unieważnienie tokena
audit-webhook-made = nowy webhook
audit-webhook-changed = zmiana webhooka
audit-webhook-removed = usunięcie webhooka
audit-webhook-off = wyłączenie webhooka, który nie przyjmował wiadomości
