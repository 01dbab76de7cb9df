### Odtwarzacz w ramce na innej stronie

embed-title = Odtwarzacz: { $title }
embed-latest-title = Najnowszy odcinek: { $title }
embed-page = otwórz stronę odcinka
embed-not-found = Tego odcinka tu nie ma
embed-not-found-hint = Mógł zostać wycofany albo jeszcze się nie ukazał.
embed-none-yet = Nie ma tu jeszcze żadnego odcinka
embed-none-yet-hint = Pierwszy pojawi się w{"\u00A0"}tym miejscu sam.
embed-show = Zobacz podcast:
embed-failed = Odtwarzacz chwilowo nie działa
embed-failed-hint = To nie Twoja wina. Odśwież stronę za chwilę.
embed-all-episodes = Zobacz wszystkie podcasty
