### The player. { $at } and { $all } are moments of the recording ("12:34") or times of day ("21:45").

## Buttons and fields

player-play = Play
player-pause = Pause
player-back = Back 15{"\u00A0"}s
player-forward = Forward 30{"\u00A0"}s
player-seek = Place in the recording
player-place = { $at } of { $all }
player-left = left
player-speed = Speed
player-speed-times = { $times }×
player-sleep = Sleep timer
player-sleep-off = off
player-sleep-minutes = in { $count }{"\u00A0"}min
player-sleep-chapter = after chapter
player-volume = Volume
player-share = Link to this moment
player-address = Address
player-more = Speed, sleep timer and more
player-retry = Try again
player-restart = From the start
player-bar = Now playing
player-return = To the player

## What goes on

player-starts = Starts at { $at }
player-copied = Copied the link from { $at }
player-stops = Stops at { $at }
player-stops-chapter = Stops after this chapter
player-stopped = The sleep timer stopped the recording
player-waiting = Loading…
player-reconnecting = Reconnecting…
player-gone = This recording is no longer here.
player-broken = This browser cannot play the recording. You can download it.
