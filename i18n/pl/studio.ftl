# The studio: what stands on every page of it.
studio = Studio
studio-home = Twoje podcasty
studio-sign-out = Wyloguj
studio-to-listeners = Strona dla słuchaczy
studio-faults = Popraw, żeby zapisać
studio-shows = Podcasty
error-studio = Wróć do studia
studio-rest = Więcej
