### The page of an episode. A no-break space ({"\u00A0"}) keeps a number with its unit.

## Episode

episode-explicit = For adults only
episode-share = Share
episode-soundbites = Moments to begin with
episode-people = In this episode
episode-makers = Who makes the podcast
episode-more = Around this episode
episode-places = Places
episode-support = Support
episode-talk = Talk about the episode
episode-licence = Licence
episode-rights = Copyright
recording-bit-rate = { $count }{"\u00A0"}kbit/s on average
recording-all-rights = All rights reserved
link-elsewhere = opens another site

## Transcript

transcript-from = Listen from
transcript-skip = Skip the transcript
transcript-end = End of the transcript
transcript-how = Choose the time beside a paragraph to listen from there.
transcript-estimated = Times are approximate.
transcript-long = Read the transcript on a page of its own
transcript-files = As files:
transcript-find = Search the transcript
transcript-previous = Previous
transcript-next = Next
transcript-none = No such words
transcript-of = { "{at}" } of { "{count}" }
transcript-follow = Scroll along with the recording

## Sharing

share-address = Address of the episode
share-copy = Copy
share-copied = Copied
share-selected = Selected, now copy it
share-moment = From the moment
share-moment-how = Minutes and seconds, such as 12:34.
share-moment-unread = This is not a moment we can read. Type minutes and seconds, such as 12:34.
share-moment-beyond = The recording is { $length } long. Type an earlier moment.
share-moment-start = The address leads to the beginning of the episode.
share-at = Set
share-wordpress = In WordPress, paste this address on a line of its own: the player will appear.
share-code = Code for other pages
