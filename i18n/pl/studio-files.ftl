# Studio: podcast jako pliki, i droga między stronami podcastu.
of-show = Strony podcastu „{ $title }”
of-show-episodes = Odcinki
of-show-about = O podcaście
of-show-notes = Notatki
of-show-files = Pliki

files-page = Podcast jako pliki
files-new = Nowy podcast z plików
files-what = W jednym pliku zip mieści się wszystko, co podcast mówi o sobie: opis, okładka i notatki. Odcinków ani nagrań w nim nie ma.
files-take = Zabierz
files-take-what = Jako kopię, do poprawienia w edytorze tekstu albo do przeniesienia w inne miejsce.
files-take-do = Pobierz { $name }.zip
files-bring = Przynieś z powrotem
files-choose = Plik zip
files-choose-hint = Wybierz go albo upuść tutaj. Nic się jeszcze nie zmieni: najpierw zobaczysz, co będzie inaczej.
files-choose-new-hint = Wybierz go albo upuść tutaj. Folder w pliku musi się nazywać tak, jak adres podcastu, na przykład skuteczny-dialog. Zanim podcast powstanie, zobaczysz, co w nim będzie.
files-show-changes = Pokaż, co się zmieni
done-files-applied = Zmiany są wprowadzone. Słuchacze już je widzą.
done-files-created = Podcast jest gotowy. Możesz przygotować pierwszy odcinek.
done-files-discarded = Nic się nie zmieniło.

files-look = Co się zmieni w podcaście „{ $show }”
files-look-new = Nowy podcast „{ $show }”
files-nothing = Pliki mówią to samo, co jest teraz. Nie ma czego zmieniać.
files-not-yet = Jeszcze nic się nie zmieniło. Obejrzyj i zdecyduj.
files-address = Adres
files-guid = Tożsamość podcastu (podcast:guid)
files-guid-hint = Po niej aplikacje poznają podcast. Żaden odcinek jeszcze się nie ukazał, więc może się zmienić.
files-facts = Dane podcastu
files-cover = Nowa okładka
files-notes = Notatki
files-note-added = Nowa
files-note-changed = Zmieniona
files-note-removed = Do usunięcia
files-note-look = Zobacz różnice
files-note-place = Miejsce na liście
files-before = Jest
files-after = Będzie
files-blank = (puste)
files-others = Tego nie zachowamy
files-others-what = { $count ->
    [one] { $count } plik nie należy do podcastu. Zostanie tylko u Ciebie:
    [few] { $count } pliki nie należą do podcastu. Zostaną tylko u Ciebie:
   *[many] { $count } plików nie należy do podcastu. Zostaną tylko u Ciebie:
}
files-apply-do = Wprowadź te zmiany
files-create-do = Utwórz podcast

audit-show-files = podcast z plików
