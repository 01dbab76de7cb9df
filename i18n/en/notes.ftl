### Information on the project

note-back = Everything about the project
note-contents = On this page
note-offers = In short
note-order = Order of the information
note-previous = Before this
note-next = After this
notes-episodes = { $count ->
    [one] { $count }{"\u00A0"}episode on this
   *[other] { $count }{"\u00A0"}episodes on this
}
notes-listen = Listen to the podcast
notes-website = Website of the project
