# The studio: what a show says of itself, its cover, its notes.
studio-save = Save
studio-back = Back, change nothing
done-show-saved = Saved. Listeners see the changes already.
done-cover-saved = The new cover is on the page and in the feed. Apps show it when they next look.
done-note-added = The note is on the page.
done-note-saved = Saved. Listeners see the changes already.
done-note-removed = The note was removed.
note-moved = The note “{ $title }” is now number { $place } of { $count }.

about-page = About the podcast “{ $show }”
about-owners-only = Owners of the podcast change this. You can read it.
about-add = Add another
about-remove = Remove this one
about-none = (none)
about-now = Stored now: { $value }

about-cover = Cover
about-cover-alt = Cover of the podcast “{ $title }”
about-cover-small = Apps may show it this small.
about-cover-side = Pixels
about-cover-bytes = Size
about-cover-new = New cover
about-cover-hint = A square of 1400 to 3000 pixels (3000 is best), JPEG or PNG, RGB, without transparency. Its letters must be readable at 55 pixels, too.
about-cover-save = Change the cover
about-cover-check-good = { "{w}" } × { "{h}" } pixels: the dimensions are good.
about-cover-check-side = { "{w}" } × { "{h}" } pixels: apps take 1400 to 3000. Save the picture in another size and choose it again.
about-cover-check-shape = { "{w}" } × { "{h}" } pixels: a cover must be square. Crop the picture and choose it again.
about-cover-check-form = This is neither a JPEG nor a PNG picture. Save the cover as one of them and choose it again.
about-cover-check-bytes = This file is too large: at most 10 MB. Save it as JPEG and choose it again.

about-basics = The basics
about-title = Name of the podcast
about-title-hint = Without episode numbers or slogans; apps call it so.
about-author = Author
about-author-hint = The person or organisation that apps name.
about-description = Description
about-description-hint = What the podcast is about and for whom, two pages at most. An empty line begins a paragraph, **bold**, [link](https://…).
about-website = Website
about-language = Language of the recordings
about-timezone = Time zone
about-timezone-hint = Days and hours of publication are told by the clocks of this place. None: Warsaw for Polish recordings, UTC for others.
about-type = Order of episodes
about-type-hint = Apps offer the newest episode first, or begin with the first one.
about-type-episodic = Newest first
about-type-serial = In order, from the first (every episode has a number)
about-explicit = The podcast holds explicit language or adult content
about-explicit-hint = Apps mark it, and hide it in some countries.
about-accent = Colour of the pages
about-accent-hint = Written like #17408b. We choose shades in which text is readable.

about-categories = Categories
about-categories-hint = One or two of Apple’s catalogue, by the names that apps read.
about-category = Category { $number }
about-category-name = Category
about-category-sub = Subcategory

about-people = People
about-people-hint = Who hosts and makes the podcast. An episode can have people of its own.
about-person = Person { $number }
about-person-name = Name
about-person-role = Role
about-person-group = Group
about-person-group-hint = Can be left empty.
about-person-href = Their page
about-person-img = Address of their picture

about-rights = Rights
about-copyright = Who holds the rights
about-copyright-hint = Without © or a year.
about-licence = Licence
about-licence-hint = A slug like CC-BY-4.0, or the name of your own licence.
about-licence-url = Address of the licence’s text
about-licence-url-hint = Needed for a licence of your own only.

about-listen = The podcast in apps
about-listen-hint = Addresses of this podcast’s pages in apps; listeners are shown them.
about-app-apple = Apple Podcasts
about-app-spotify = Spotify
about-app-youtube = YouTube
about-app-amazon = Amazon Music
about-app-deezer = Deezer
about-app-tunein = TuneIn
about-app-castbox = Castbox
about-app-overcast = Overcast
about-app-pocketcasts = Pocket Casts
about-app-podcastaddict = Podcast Addict
about-app-fountain = Fountain
about-app-soundcloud = SoundCloud

about-funding = Support
about-funding-hint = Links that apps show with the podcast: the project’s page, a collection.
about-fund = Link { $number }
about-fund-text = What the link says
about-fund-url = Where it leads

about-seasons = Names of seasons
about-seasons-hint = A season without a name has its number alone.
about-season = Entry { $number }
about-season-number = Number of the season
about-season-name = Name of the season

about-locations = Places
about-locations-hint = Which place the podcast speaks of, or where it is made.
about-location = Place { $number }
about-location-name = Name
about-location-rel = What the place is
about-location-subject = It speaks of it
about-location-creator = It is made there
about-location-geo = Coordinates
about-location-geo-hint = Like geo:50.0617,19.9373.
about-location-osm = OpenStreetMap object
about-location-osm-hint = Like R449696.
about-location-country = Country
about-location-country-hint = Two letters, like PL.

about-directories = Directories and apps
about-directories-hint = Listeners do not see this; podcast directories read it.
about-owner-name = Owner, for directories
about-owner-email = The owner’s e-mail address
about-owner-email-hint = Directories send the code there that proves ownership. It is public in the feed.
about-apple-title = Another name in Apple Podcasts
about-apple-title-hint = Only where it must differ.
about-medium = Kind
about-medium-podcast = Podcast
about-medium-music = Music
about-medium-audiobook = Audiobook
about-medium-course = Course
about-medium-newsletter = Newsletter
about-medium-blog = Blog
about-complete = The podcast is complete
about-complete-hint = Apps stop asking for new episodes.
about-locked = Let no other host take the podcast over
about-locked-hint = Switch it off only while you move to another host.
about-block = Leave it out of directories
about-block-hint = The podcast vanishes from search in apps.
about-new-feed = New address of the feed
about-new-feed-hint = Only when you move to another host.

about-frequency = How often it appears
about-frequency-hint = Apps can tell listeners when to expect the next episode.
about-frequency-text = In words
about-frequency-text-hint = Like: every other Tuesday.
about-frequency-rule = A rule for apps
about-frequency-rule-hint = Like FREQ=WEEKLY;INTERVAL=2;BYDAY=TU. Can be left empty.
about-frequency-start = First episode
about-frequency-start-hint = A date like 2026-11-03.
about-frequency-complete = No more episodes are to come

about-social = Talk about the podcast
about-social-hint = A post in a social network under which listeners talk.
about-post = Post { $number }
about-post-uri = Address of the post
about-post-protocol = Network
about-post-account = Account
about-post-account-url = Page of the account
about-post-priority = Order
about-protocol-activitypub = Mastodon and the Fediverse
about-protocol-atproto = Bluesky
about-protocol-twitter = X (Twitter)
about-protocol-nostr = Nostr
about-protocol-matrix = Matrix
about-protocol-lightning = Lightning
about-protocol-hive = Hive
about-protocol-disabled = We do not want talk

about-podroll = Podcasts you recommend
about-podroll-hint = Podcasts of others.
about-friend = Podcast { $number }
about-friend-guid = Identity of the podcast (podcast:guid)
about-friend-guid-hint = Like 917393e3-1b1e-5cef-ace4-edaa54e1f810; podcastindex.org tells it.
about-friend-title = Name
about-friend-feed = Address of its feed
about-friend-item = GUID of an episode

about-machines = For machines
about-machines-hint = Rare settings. Unless somebody asked for them, leave them empty.
about-image = Picture { $number }
about-image-href = Address of the picture
about-image-alt = What it shows
about-image-ratio = Shape
about-image-ratio-hint = Like 16/9.
about-image-width = Width in pixels
about-image-height = Height in pixels
about-image-type = Type
about-image-type-hint = Like image/jpeg.
about-image-purpose = What it is for
about-txt = Line { $number }
about-txt-text = Text
about-txt-hint = Like the code by which a directory proves ownership.
about-txt-purpose = What it is for
about-service = Service { $number }
about-service-name = Slug of the service
about-service-block = Shall leave the podcast out
about-publisher-guid = Identity of the publisher’s feed
about-publisher-feed = Address of the publisher’s feed

about-fault-line = Type 1 to 255 characters here (names of people, places and links: up to 128).
about-fault-description = A description is needed, and it may have at most 4000 bytes (an accented letter counts as two). Shorten it.
about-fault-language = Choose a language of the list.
about-fault-categories = Choose one or two categories of the list; a subcategory must belong to its category.
about-fault-licence = Nobody can tell where the text of this licence is. Give its address, or use a slug like CC-BY-4.0.
about-fault-listen = This is no address in that app. Open your podcast there and copy the address that begins with https://.
about-fault-colour = Write a colour like #17408b: # and six digits or letters from a to f.
about-fault-geo = Write coordinates like geo:50.0617,19.9373.
about-fault-osm = Write an object like R449696: the letter N, W or R and the number of openstreetmap.org.
about-fault-country = Write a country in two letters, like PL.
about-fault-rule = Apps will not understand this rule or date. A rule is like FREQ=WEEKLY;BYDAY=TU, a date like 2026-11-03; a rule with COUNT needs the date.
about-fault-post = Give the address of a post that begins with https://. If you do not want talk, leave it empty and add no others.
about-fault-role = This role does not belong to this group. Leave the group empty, or choose another one.
about-fault-guid = This is no identity of a podcast. One looks like 917393e3-1b1e-5cef-ace4-edaa54e1f810.
about-fault-service = The list has no such service. Type its slug, like spotify.
about-fault-url = Give the whole address, beginning with https://.
about-fault-email = This is not an e-mail address.
about-fault-number = Type a whole number above zero.
about-fault-double = The same is there twice. Leave one of them.

notes-page = Notes of the project
notes-what = Pages about the project: its goal, its packages, for whom they are. Listeners come to them from episodes, from the feed and from the podcast’s page.
notes-none = There is no note yet.
note-new = New note
note-up = Move up: { $title }
note-down = Move down: { $title }
note-title = Title
note-slug = Address
note-slug-hint = Small letters, digits and hyphens. Leave it empty, and it is made of the title. It does not change later.
note-address = Address of the page:
note-summary = In one sentence
note-summary-hint = The list of notes shows it.
note-audience = For whom
note-audience-hint = Like: for city officials. Can be left empty.
note-body = Text
note-body-hint = An empty line begins a paragraph, **bold**, * a point of a list, [link](https://…). To another note leads its bare address: [starter kit](starter-kit).
note-preview = Preview
note-theirs = Somebody else saved meanwhile:
note-remove = Remove the note…
note-removal = Remove the note “{ $title }”?
note-removal-episodes = { $count ->
    [0] No episode links to it.
    [one] The link of { $count } episode to it goes, too.
   *[other] The links of { $count } episodes to it go, too.
}
note-remove-now = Remove the note
note-fault-body = The text is too long: at most { $max } bytes. Make two notes of it.
note-fault-slug = An address is made of small letters a–z, digits and hyphens; at most 64 characters.

audit-show-described = changed the podcast’s data
audit-show-cover = changed the podcast’s cover
audit-note-added = added a note
audit-note-changed = changed a note
audit-note-removed = removed a note
audit-notes-ordered = changed the order of notes
