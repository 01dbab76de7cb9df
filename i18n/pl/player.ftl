### Odtwarzacz. { $at } i { $all } to chwile nagrania („12:34”) albo godziny na zegarze („21:45”).

## Przyciski i pola

player-play = Odtwórz
player-pause = Wstrzymaj
player-back = Cofnij o 15{"\u00A0"}s
player-forward = Przewiń o 30{"\u00A0"}s
player-seek = Miejsce w nagraniu
player-place = { $at } z { $all }
player-left = zostało
player-speed = Tempo
player-speed-times = { $times }×
player-sleep = Wyłącznik
player-sleep-off = brak
player-sleep-minutes = za { $count }{"\u00A0"}min
player-sleep-chapter = po rozdziale
player-volume = Głośność
player-share = Link do tej chwili
player-address = Adres
player-more = Tempo, wyłącznik i inne
player-retry = Spróbuj ponownie
player-restart = Od początku
player-bar = Odtwarzanie
player-return = Do odtwarzacza

## Co się dzieje

player-starts = Start od { $at }
player-copied = Skopiowano adres od { $at }
player-stops = Wyłączy się o { $at }
player-stops-chapter = Wyłączy się po tym rozdziale
player-stopped = Wyłącznik zatrzymał nagranie
player-waiting = Wczytywanie…
player-reconnecting = Łączenie ponownie…
player-gone = Tego nagrania już tu nie ma.
player-broken = Ta przeglądarka nie może odtworzyć nagrania. Możesz je pobrać.
