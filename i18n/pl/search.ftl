### Wyszukiwarka

search-title = Szukaj
search-title-of = „{ $title }” – wyniki wyszukiwania
search-description = Wyszukiwarka odcinków, rozmów i informacji o projekcie.
search-short = Podcasty
search-ask = Czego szukasz?
search-how = Przeszukujemy tytuły, opisy i wszystko, co zostało powiedziane w odcinkach. Wielkość liter i polskie znaki nie mają znaczenia, a słów w cudzysłowie szukamy obok siebie.
search-only = Tylko w podcaście:
search-everywhere = Szukaj we wszystkich podcastach
search-empty = Wpisz słowo, imię lub kilka słów
search-empty-hint = Pokażemy odcinki i informacje, w których się pojawiają, a w rozmowach także chwilę, w której padają.
search-count = { $count ->
    [one] { $count }{"\u00A0"}wynik
    [few] { $count }{"\u00A0"}wyniki
   *[other] { $count }{"\u00A0"}wyników
}
search-count-some = { $count ->
    [one] Nic nie zawiera wszystkich tych słów. Niektóre z nich są w{"\u00A0"}{ $count }{"\u00A0"}wyniku
    [few] Nic nie zawiera wszystkich tych słów. Niektóre z nich są w{"\u00A0"}{ $count }{"\u00A0"}wynikach
   *[other] Nic nie zawiera wszystkich tych słów. Niektóre z nich są w{"\u00A0"}{ $count }{"\u00A0"}wynikach
}
search-none = Brak wyników dla „{ $title }”
search-none-hint = Sprawdź, czy w słowie nie ma literówki, wpisz tylko jego początek albo poszukaj innego słowa o podobnym znaczeniu.
search-too-long = To wyszukiwanie trwa za długo
search-too-long-hint = Spróbuj jeszcze raz z rzadszym albo dłuższym słowem.
search-all = Zobacz wszystkie odcinki
search-episode = Odcinek
search-note = Informacja o projekcie
search-people = Osoby:
search-chapter = Rozdział:
search-words = W rozmowie:
search-from = Posłuchaj od
search-pages = Strony z wynikami
search-before = Poprzednie wyniki
search-after = Następne wyniki
search-place = Strona { $page } z { $pages }
