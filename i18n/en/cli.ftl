# What the command line says to a producer.

publish-no-token = no token: give one with --token or GLOS_TOKEN. Whoever runs glos makes one with "glos token create".
publish-unsound = { $file } was not sent: it cannot be published as it is.
publish-no-slug = Nothing was sent: no address can be made of this title. Use at least one letter or digit in it.
publish-taken = Nothing was sent: an episode with this title is at { $page } already. Give this one another title with --title.
publish-unreachable = { $server } does not answer ({ $cause }). Check the address (--server, GLOS_SERVER) and the line, then run the same command again.
publish-away = the recording is not published yet ({ $cause }). Run the same command again: it goes on where it stopped.
publish-waiting = the line is down, next try in { $seconds } s
publish-checking = the server is checking the recording
publish-done-published = Published: { $title }
publish-done-scheduled = Scheduled: { $title }
publish-done-draft = Kept as a draft: { $title }
publish-done-unlisted = Published, in no list: { $title }
