### Pages for listeners. A no-break space ({"\u00A0"}) keeps a number with its unit.

## Everywhere

skip-to-content = Skip to content
language-switch = Language of the page
all-shows = All podcasts
nav-show = Podcast
nav-episodes = Episodes
nav-notes = About the project
footer-feed = RSS feed
footer-website = Website

## Numbers, dates, time, size

episodes-count = { $count ->
    [one] { $count }{"\u00A0"}episode
   *[other] { $count }{"\u00A0"}episodes
}
date = { $day }{"\u00A0"}{ $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
moment = { $weekday ->
    [1] on Monday
    [2] on Tuesday
    [3] on Wednesday
    [4] on Thursday
    [5] on Friday
    [6] on Saturday
   *[7] on Sunday
} { $day } at{"\u00A0"}{ $time } ({ $zone })
zone-time = { $zone ->
    [utc] universal time, UTC
   *[other] { $place } time
}
duration-hours = { $amount }{"\u00A0"}h
duration-minutes = { $amount }{"\u00A0"}min
duration-seconds = { $amount }{"\u00A0"}s
size-kb = { $amount }{"\u00A0"}kB
size-mb = { $amount }{"\u00A0"}MB

## Front page

home-title = Podcasts
home-description = Podcasts to hear in the browser and in any podcast app.
home-soon = First episode coming soon
home-empty = There is no podcast here yet.

## Show

show-cover = Cover of the podcast { $title }
show-explicit = Recordings for adults only
show-episodes = Episodes
show-no-episodes = There is no episode yet. Add the podcast to your app, and the first one will appear there by itself.
show-subscribe = Listen in an app
show-subscribe-how = Copy this address and paste it into your podcast app, where it searches for podcasts or where it adds one by address (URL). New episodes will then appear by themselves.
show-feed-address = Address of the RSS feed
show-feed-open = Open the RSS feed
show-about = About the podcast
show-people = Who makes it
show-website = Website
show-support = Support
show-rights = Copyright
show-licence = Licence
show-all-notes = About the project

## People

person-role = { $role ->
    [host] host
    [co-host] co-host
    [guest-host] guest host
    [guest] guest
    [producer] producer
    [executive-producer] executive producer
    [senior-producer] senior producer
    [associate-producer] associate producer
    [editor] editor
    [audio-editor] audio editor
    [audio-engineer] audio engineer
    [author] author
    [writer] writer
    [script-writer] script writer
    [researcher] researcher
    [reporter] reporter
    [narrator] narrator
    [composer] composer
    [translator] translator
    [cover-art-designer] cover art
   *[other] { $typed }
}

## Episode

episode-trailer = trailer
episode-bonus = bonus
episode-season = season{"\u00A0"}{ $number }
episode-number = episode{"\u00A0"}{ $number }
episode-player = Player: { $title }
episode-no-player = Your browser does not play audio on pages. Download the recording.
episode-download = Download the recording
episode-about = About the episode
episode-chapters = Chapters
episode-transcript = Transcript
episode-notes = About the project
episode-recording = Recording
episode-duration = Duration
episode-format = Format
episode-size = Size
episode-others = Neighbouring episodes
episode-older = Previous episode
episode-newer = Next episode

## Information on the project

notes-title = About the project
notes-description = About the project of the podcast { $title }.
notes-empty = There is nothing here yet.
note-episodes = Episodes on this

## When something went wrong

error-not-found = There is no such page
error-not-found-hint = Nothing lies at this address. Perhaps it was mistyped, or the page is no longer available.
error-method = This address cannot be used like that
error-method-hint = This page can only be opened and read.
error-gone = This is no longer here
error-refused = This could not be done
error-unavailable = The page is not available at the moment
error-unavailable-hint = It is not your fault. Try again in a few seconds.
error-internal = Something went wrong
error-internal-hint = This is a fault of ours. Try again; if it happens again, tell us this number:
error-home = Go to the front page
