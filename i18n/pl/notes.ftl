### Informacje o projekcie

note-back = Wszystkie informacje o projekcie
note-contents = Na tej stronie
note-offers = W skrócie
note-order = Kolejność informacji
note-previous = Wcześniejsza
note-next = Dalsza
notes-episodes = { $count ->
    [one] { $count }{"\u00A0"}odcinek na ten temat
    [few] { $count }{"\u00A0"}odcinki na ten temat
   *[other] { $count }{"\u00A0"}odcinków na ten temat
}
notes-listen = Posłuchaj podcastu
notes-website = Strona projektu
