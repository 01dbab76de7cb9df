# The recording of an episode: sending, the check, replacing and bringing back.

recording = Recording
recording-none = This episode has no recording yet.
recording-earlier = Earlier recordings
recording-withdrawn = Withdrawn. It can be neither heard nor brought back.
recording-back = Bring this recording back
recording-back-heard = Listeners hear this recording at once, at the address that it had. In apps the episode stays the same episode. The present recording stays in this list, and you can return to it at any time.
recording-back-draft = This recording takes the place of the present one. The present one stays in this list, and you can return to it at any time.
recording-back-now = Bring it back

upload-call = Drop a recording here, paste it, or choose it from your disk
upload-choose = Choose a file
upload-other = Replace this recording by another
upload-hint = MP3, M4A, WAV, FLAC and others, up to 8{"\u00A0"}GB. Sending begins at once and does not mind a broken connection.
upload-hint-heard = Before a new recording takes the place of the one that listeners hear, you are asked.
upload-level = Level the loudness: an MP3 is made that is as loud as other podcasts
upload-send = Send the recording
upload-unnamed = Recording without a name
upload-back = Back to the episode

upload-waiting = Waits until the file before it is sent.
upload-starting = Connecting to the server.
upload-elsewhere = This file is being sent in another tab.
upload-begun = { $done } of { $all }
upload-sending = { $done } of { $all }, { $speed }/s, about { $left } left
upload-quiet = { $done } of { $all } sent; waiting for the server to confirm. If the connection is lost, it goes on by itself.
upload-resumed = sending goes on, { $done } of { $all }
upload-offline = The connection is lost. { $done } of { $all } are sent; it goes on by itself when the internet is back.
upload-full = The server has no room left. { $done } of { $all } are sent and stay there. Tell whoever runs the server: once there is room, sending goes on by itself.
upload-ailing = The server cannot take the recording right now. { $done } of { $all } are sent; sending goes on by itself once the server has recovered.
upload-session-over = Your session is over. Sign in in another tab, and it goes on by itself.
upload-percent = { $file }: { $percent }% sent
upload-unheard = The connection is lost. All of the file is on the server and is being checked there; the result appears here once the internet is back.
upload-unsent = There is no connection now. Try again once it is back.
upload-told-close = Hide
upload-said = { $file }: { $sentence }
upload-whole = { $file }: all of it is sent, the recording is being checked
upload-again = It did not work. Choose the file once more.
upload-goes-on = { $done } of { $all } are sent. Choose the same file once more, and it goes on from there.
upload-of-others = { $done } of { $all } are sent.
upload-look = { $format } file
upload-look-length = { $format } file, about { $length }
upload-checking = The recording is being checked, second by second.
upload-mastering = The file for podcast apps is being made.
upload-giving = The recording is on its way into the episode.
upload-ready = The recording is checked and waits for you to decide.
upload-used = This recording is in the episode already.
upload-use = Use this recording
upload-replace = Replace the recording that listeners hear
upload-cancel = Cancel
upload-remove = Remove from the list

report-ok = The recording is sound.
report-warn = The recording can be published, but something is wrong with it.
report-reject = This recording cannot be published.
report-master = The podcast gets an MP3 that glos has made of it ({ $size }). The original stays as it is.
report-remarks = { $count ->
    [one] { $count }{"\u00A0"}thing that is good to know
   *[other] { $count }{"\u00A0"}things that are good to know
}
report-level = loudness { $level }{"\u00A0"}LUFS{ $is ->
    [quiet] : too quiet, podcasts usually have { $usual }
    [quieter] : a little quiet, podcasts usually have { $usual }
    [loud] : too loud, podcasts usually have { $usual }
    [louder] : a little loud, podcasts usually have { $usual }
   *[usual] , like other podcasts
}
report-mono = mono
report-stereo = stereo
report-dual-mono = the same on both sides
report-one-side = sound from one side only
report-surround = surround sound

place-damaged = damaged sound
place-junk = foreign data inside
place-end = the end is cut off
place-joined = joined here
place-changes = the format changes
place-silence = silence
place-clipping = distortion

offer-title = The title in the file: “{ $value }”
offer-take = Use it
offer-cover = There is a cover in the file.
offer-cover-alt = The cover in the file
offer-cover-take = Use it for this episode
offer-level = Podcast apps expect all recordings to be about equally loud. glos can make an MP3 of this one at the right loudness. You hear it before it replaces the present one.
offer-level-take = Level the loudness

done-recording-given = The recording is in the episode.
done-recording-replaced = The recording was replaced. The one before is in the list of earlier ones, and you can return to it.
done-recording-back = The recording was brought back. The one before is in the list of earlier ones, and you can return to it.
done-recording-levelling = The loudness is being levelled. The new recording will appear below; you hear it before it replaces the present one.
done-upload-cancelled = The upload was cancelled.

audit-recording-given = Recording added
audit-recording-replaced = Recording replaced
audit-recording-back = Earlier recording brought back
audit-recording-withdrawn = Withdrawal of a recording
audit-upload-removed = Removal of a recording that somebody else had sent
audit-recording-levelling = Levelling of a recording’s loudness
