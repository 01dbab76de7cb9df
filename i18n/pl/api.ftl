# Strona, która opisuje API.
api-title = API dla programów
api-description = Co mogą tu robić skrypty: odcinki, przesyłanie nagrań, teksty, tokeny i webhooki.
api-lead = Wszystko, co robi studio, dla skryptów. Opis jest po angielsku.
api-document = To samo jako OpenAPI 3.1 (JSON)
api-contents = Co tu jest
api-parameters = Parametry
api-place = { $place ->
    [path] w adresie
    [query] w zapytaniu
    [header] pole nagłówka
   *[cookie] ciasteczko
}
api-required = wymagane
api-body = Treść
api-answers = Odpowiedzi
api-example = Przykład
api-always = zawsze
api-schemas = Z czego co się składa
api-schemas-lead = Pola wszystkiego, co się tu wysyła i dostaje. Te oznaczone „zawsze” są tam w każdym przypadku.
api-to-webhook = na adres webhooka
