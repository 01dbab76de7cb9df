### What hangs on a recording, in the studio: its sound, chapters, transcript and soundbites.

## The recording, to listen to and to look at

wave-recording = The recording
wave-back = Back 5{"\u00A0"}s
wave-forward = Forward 5{"\u00A0"}s
wave-in = Closer
wave-out = Further away
wave-play-at = Play from { $at }
wave-broken = The recording cannot be played now. Check your line and try again.
