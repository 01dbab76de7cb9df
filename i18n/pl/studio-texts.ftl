### Co jest przy nagraniu, w studiu: dźwięk, rozdziały, transkrypcja i zapowiadające fragmenty.

## Nagranie do słuchania i oglądania

wave-recording = Nagranie
wave-back = Cofnij o 5{"\u00A0"}s
wave-forward = Naprzód o 5{"\u00A0"}s
wave-in = Przybliż
wave-out = Oddal
wave-play-at = Odtwórz od { $at }
wave-broken = Nagrania nie da się teraz odtworzyć. Sprawdź połączenie i spróbuj jeszcze raz.
