### The studio's home

home-troubles = Needs attention
home-new = New episode
home-scheduled = Scheduled
home-drafts = Drafts
home-published = Published
home-unlisted = Unlisted
home-no-episodes = There is no episode here yet.
home-changed = Changed: { $date }
home-no-recording = no recording
home-recording-on-its-way = { $state ->
    [receiving] recording on its way, { $percent }{"\u00A0"}%
   *[checking] checking its recording
}
home-no-transcript = no transcript
home-more = { $count ->
    [one] { $count }{"\u00A0"}more episode
   *[other] { $count }{"\u00A0"}more episodes
}
home-unread = { $count ->
    [one] { $count }{"\u00A0"}published episode has no transcript. With one, people who are deaf can read it, and it can be searched.
   *[other] { $count }{"\u00A0"}published episodes have no transcript. With one, people who are deaf can read them, and they can be searched.
}
home-of-episode = Episode “{ $title }”: { $problem }
home-job = { $kind ->
    [check] The recording “{ $name }” could not be checked.
    [master] The MP3 file of the recording “{ $name }” could not be made.
    [retag] The new description could not be written into the file of the episode “{ $name }”.
    [give] The recording “{ $name }” could not be given to the draft of its episode.
    [announce] Others could not be told of a change.
    [notify] { $receiver } does not know of a change of the feed yet, so some apps will show it later.
    [index] The search does not know of the last changes yet.
    [sweep] Files that nobody needs any more could not be removed.
   *[other] The task “{ $kind }” could not be finished.
}
home-tried-again = You do not have to do anything: it is tried again { $moment }.
home-tried-now = You do not have to do anything: it is being tried again.
home-again = Try now
home-cause = Details for whoever runs the server
home-untold = { $receiver } has not answered for two days, so we stopped trying.
home-untold-mend = Apps find the changes anyway when they next look at the feed. The next change begins anew.
home-upload-nameless = without a name
home-upload-refused = The file “{ $name }” cannot be published.
home-upload-refused-mend = { $why } Add a good file on the page of the episode.
home-upload-waits = { $percent }{"\u00A0"}% of the file “{ $name }” has arrived; it waits for the rest.
home-upload-waits-mend = Open the episode and choose the same file again: sending goes on where it stopped.
home-upload-ready = The recording “{ $name }” is checked and waits for a decision.
home-upload-ready-mend = Open the episode and choose whether it shall have it.
home-upload-remove = Remove from this list
home-letter = { $kind ->
    [invitation] The invitation to { $email } was not sent.
    [reset] The link to a new password was not sent to { $email }.
    [forgotten] Somebody asks for a new password, but the link was not sent to { $email }.
   *[other] The e-mail about a change of signing in was not sent to { $email }.
}
home-letter-mend = { $kind ->
    [invitation] It is not tried any more. Check the address and invite them again, or hand the link over otherwise.
    [reset] It is not tried any more. Make a link on the page “People” and hand it over otherwise.
    [forgotten] It is not tried any more. Make a link on the page “People” and hand it over otherwise.
   *[other] It is not tried any more. Ask them whether the change is theirs.
}
done-job-again = It is being tried again. Reload the page in a moment to see how it went.
done-off-the-list = Removed from the list.
audit-job-again = Failed task tried again
