### What hangs on a recording, in the studio: its sound, chapters, transcript and soundbites.

## The recording, to listen to and to look at

wave-recording = The recording
wave-back = −5{"\u00A0"}s: back
wave-forward = +5{"\u00A0"}s: forward
wave-back-short = −5{"\u00A0"}s
wave-forward-short = +5{"\u00A0"}s
wave-in = Closer
wave-out = Further away
wave-play-at = Play from { $at }
wave-broken = The recording cannot be played now. Check your line and try again.
texts-await-recording = Add the recording first: this part refers to places in it.

refusal-file-missing = Choose a file first.


## Chapters

done-chapters-imported = Chapters taken from the file.
done-chapters-of-recording = The episode has its recording’s chapters again.
done-chapters-restored = The earlier chapters are back.
chapters-about = They take listeners straight to a topic. They save themselves, with the text.
chapters-fit = The chapters fit this recording
transcript-fits = The transcript fits this recording
done-texts-fit = Noted: they fit the recording.
chapters-one = Chapter { $chapter }
chapters-add = Add a chapter at
chapters-keys = In a time, the arrows up and down move by a second, with Shift by a tenth. Enter adds a chapter where the recording stands. Markers on the waveform can be dragged.
chapters-earlier = −1{"\u00A0"}s: earlier, chapter { $chapter }
chapters-later = +1{"\u00A0"}s: later, chapter { $chapter }
chapters-earlier-short = −1{"\u00A0"}s
chapters-later-short = +1{"\u00A0"}s
chapters-time = Time, chapter { $chapter }
chapters-title = Title
chapters-title-of = Title, chapter { $chapter }
chapters-url = Link
chapters-url-of = Link, chapter { $chapter }
chapters-hear = Play from chapter { $chapter }
chapters-remove = Remove chapter { $chapter }
chapters-added = Chapter added at { $at }.
chapters-removed = Removed: { $title }.
chapters-moved = The chapter begins at { $at }.
chapters-taken = There is a chapter at { $at } already.
chapters-as-text = Edit as text
chapters-text = Chapters, one a line
chapters-text-hint = Time and title, and a link behind | if you like: “00:12:30 Questions | https://example.org”. A list from another program can be pasted.
chapters-import = Take them from a file
chapters-import-do = Take these chapters
chapters-file = File of chapters
chapters-file-hint = Lines of text, JSON, WebVTT or Podlove. It replaces the chapters that there are; that can be undone.
chapters-undo = Bring the earlier chapters back
chapters-use-recording = { $count ->
    [one] Use the one chapter of the recording
   *[other] Use the recording’s { $count }{"\u00A0"}chapters
}
chapters-advice-first = Let the first chapter begin at 0:00: otherwise Spotify and YouTube show none.
chapters-advice-few = Spotify and YouTube show chapters from three on.
chapters-advice-short = YouTube shows chapters only when each is at least 10{"\u00A0"}s long.

## Transcript

done-transcript = The transcript is in.
done-transcript-deleted = The transcript is deleted. You can bring it back within 30{"\u00A0"}days.
done-transcript-restored = The earlier transcript is back.
done-speakers = Speakers renamed.
done-lines = Lines saved.
transcript-about = The words of the episode to read and to search: for deaf people, too.
transcript-at-once = Listeners see this episode already. They see the transcript, and every change of it, at once.
transcript-add = Add a transcript
transcript-lines = { $count ->
    [one] { $count }{"\u00A0"}line
   *[other] { $count }{"\u00A0"}lines
}
transcript-mend = Correct the lines
transcript-read = Read the lines
transcript-download = Download:
transcript-replace = Replace the transcript
transcript-file = File with the transcript
transcript-file-hint = VTT, SRT, JSON or plain text.
transcript-paste = Or paste the text
transcript-text = Text
transcript-language = Language
transcript-language-hint = As a code: pl, en, uk.
transcript-send = Add the transcript
transcript-undo = Bring back the earlier transcript
transcript-delete = Delete the transcript
speakers = Speakers
speakers-hint = A name changed here changes in every line. Two who get the same name become one.
speaker-now = Name in place of “{ $name }”
speakers-save = Rename
refusal-speaker-too-long = A name has { $actual } characters; at most { $max } are possible.

## Lines of a transcript

lines-title = Transcript: { $title }
lines-shown = Lines { $from }–{ $to } of { $count }
lines-at-once = Listeners see this episode already: they see every line that you correct at once.
lines-line = Line { $at }
lines-keys = What you change is saved by itself. Enter splits a line, Backspace at its beginning joins it with the one before, an emptied line goes away. Ctrl and Enter plays the line.
lines-no-script = Correct the lines and save. A line break splits a line, an emptied line goes away.
lines-speaker = Speaker, { $at }
lines-text = Words, { $at }
lines-join = Join with the next
lines-split = Split at the cursor
lines-save = Save the lines
lines-saving = Saving…
lines-saved = Saved
lines-offline = No connection. What you changed is kept here and will be saved once it is back.
lines-over = You are signed out. Sign in in another tab, then change a line once more: nothing here is lost.
lines-failed = This could not be saved now; it is tried again.
lines-split-done = Split
lines-joined = Joined
lines-removed = Line removed
lines-mine = Keep mine
lines-theirs = Take theirs
lines-lost = { $sentence } “{ $text }”
lines-stretches = Parts of the transcript
lines-stretch = Part
refusal-line-changed = Somebody else changed the line at { $at } meanwhile. It now says: “{ $now }”
refusal-line-gone = Somebody else joined or removed the line at { $at } meanwhile.
refusal-transcript-no-next = There is no line behind this one to join it with.
refusal-transcript-last-line = This is the only line. To have no transcript, delete it on the episode’s page.
refusal-transcript-line-long = This line has { $actual } characters; at most { $max } are possible. Split it.

## Soundbites

soundbites = Soundbites
soundbites-about = Moments that make one curious; some apps play them before an episode is opened. They save themselves, with the text.
soundbites-choose = Choose a soundbite
soundbites-one = Soundbite { $count }
soundbites-of = – soundbite { $soundbite }
soundbites-start = Starts at
soundbites-length = Length
soundbites-title = Title
soundbites-here = Start at the playback position
soundbites-until = End at the playback position
soundbites-hear = Play
soundbites-remove = Remove
soundbites-hint = Times as 1:23 or in seconds. Without a title, apps show the episode’s. A soundbite whose fields are emptied goes away.
soundbites-advice = Best is between 15{"\u00A0"}s and 2{"\u00A0"}min.
soundbites-chosen = Length { $length }.
soundbites-removed = Soundbite removed.
refusal-soundbite-start = Say where it starts, as 1:23 or in seconds.
refusal-soundbite-length = Say how long it is, as 0:30 or in seconds.
refusal-soundbite-title = The title has { $actual } characters; at most { $max } are possible.
refusal-soundbite-past-end = It would end at { $end }, but the recording ends at { $whole }.

## The log

audit-chapters-set = changed the chapters
audit-chapters-forgotten = went back to the recording’s chapters
audit-chapters-confirmed = chapters found to fit the recording
audit-transcript-confirmed = transcript found to fit the recording
audit-transcript-set = added a transcript
audit-transcript-forgotten = deleted the transcript
audit-transcript-mended = corrected the transcript
