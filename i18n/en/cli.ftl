# What the command line says to a producer.

publish-no-token = no token: give one with --token or GLOS_TOKEN. Whoever runs glos makes one with "glos token create".
publish-unsound = { $file } was not sent: it cannot be published as it is.
publish-unreachable = { $server } does not answer ({ $cause }). Check the address (--server, GLOS_SERVER) and the line, then run the same command again.
publish-away = the recording is not published yet ({ $cause }). Run the same command again: it goes on where it stopped.
publish-waiting = the line is down, next try in { $seconds } s
publish-checking = the server is checking the recording
publish-mastering = the server is making the MP3: { $percent } %
publish-mastered = { $format } is kept as the original; listeners get an MP3 made of it, at { $loudness } LUFS
publish-done-published = Published: { $title }
publish-done-scheduled = Scheduled: { $title } (page and recording open at its time)
publish-done-draft = Kept as a draft: { $title } (page and recording open when it is released)
publish-done-unlisted = Published, in no list: { $title }
publish-unreadable = { $file } could not be read
publish-address = "{ $server }" is not the address of a server; it begins with https:// or http://
publish-no-slug = no address can be made of this title: it needs a letter or digit, or give one with --slug

inspect-unreadable = { $file } could not be read: { $cause }
inspect-empty-folder = there are no recordings in { $folder }
inspect-verdict-ok = ready to publish
inspect-verdict-master = ready to publish; glos makes an MP3 of it
inspect-verdict-warn = may be published, but look at the problems
inspect-verdict-unheard = looks sound; not listened to
inspect-verdict-reject = must not be published
inspect-format = Format
inspect-length = Length
inspect-declared = the file says { $length }
inspect-loudness = Loudness
inspect-loudness-more = aim { $target } · range { $range } LU · peak { $peak } dBTP
inspect-silence = Silence
inspect-silence-is = start { $lead } s · end { $tail } s · longest { $longest } s at { $at }
inspect-title = Title
inspect-by = By
inspect-cover = Cover
inspect-chapters = Chapters
inspect-chapters-more = and { $count } more
inspect-apps = Apps
inspect-channels = { $count ->
    [1] mono
    [2] stereo
   *[other] { $count } channels
}
inspect-sum = ready: { $ok } · with problems: { $warn } · must not be published: { $reject }

master-checking = checking
master-rehearsing = listening
master-encoding = encoding
master-same-file = { $file } would be overwritten by its own master; give the MP3 another name.
master-unreadable = { $file } could not be read
master-unwritable = { $output } could not be written
master-no-picture = { $file } is no JPEG or PNG picture
master-no-plan = no MP3 can be made of { $file }
master-needless = { $file } already is what every podcast app plays; encoding it again would only cost quality. Use it as it is, or insist with --force.
master-copied = { $output }: a copy of { $file }, which already is what every podcast app plays. With --force it is encoded again.
master-done = { $output }: { $channels ->
    [1] mono
   *[other] stereo
  }, { $rate } Hz, { $bitrate } kbit/s, { $loudness } LUFS, true peak { $peak } dBTP (gain { $gain } dB, peaks brought down by at most { $limited } dB)

check-unreadable = { $feed } could not be checked: { $cause }
check-verdict-ok = nothing to mend
check-verdict-should = accepted everywhere; { $should } to mend
check-verdict-must = { $must } must be mended, { $should } should be
check-must = Must be mended: validators or big apps refuse it
check-should = Should be mended: some app or directory handles it badly
check-note = Good to know
check-more = and { $count } more of { $rule }
check-line = line { $line }
check-word-must = must
check-word-should = should
check-word-note = note
check-needs-address = asks the server
