### The show's page, the frame of pages, lists

host = glos
search-label = Search the podcasts
search-placeholder = Search
search-go = Search
footer-accessibility = Accessibility statement
footer-privacy = Privacy

pager = Pages of the list
pager-previous = Previous
pager-next = Next
page-number = page{"\u00A0"}{ $page } of{"\u00A0"}{ $last }
page-name = Page{"\u00A0"}{ $page }

copy = Copy the address
copied = Copied.
copy-selected = The address is selected: copy it with Ctrl+C.

show-start = Start here
show-hear-first = Listen
show-complete = The podcast is complete
show-only-trailer = There is only the trailer so far. Add the podcast to your app, and the first episode will appear there by itself.
show-seasons = Seasons
show-all-seasons = All
show-season = Season{"\u00A0"}{ $number }
show-subscribe-why = New episodes will come by themselves, without an account and for free.
show-pages = The podcast is here, too
show-openers = Open it in an app right away
show-other-app = In any other app
show-qr = Scan it with your phone’s camera to go on listening elsewhere.
show-qr-name = QR code with the address of this page
line-transcript = with transcript

error-seek = Search for what you had in mind
error-newest = Newest episodes
