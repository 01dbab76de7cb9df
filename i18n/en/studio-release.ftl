### Publishing an episode in the studio, and previews of it.

## What it is now

release-title = Publishing
release-of = Publishing: { $title }
release-back = Back to the episode
release-is-draft = Draft.
release-is-draft-more = Only your team sees it.
release-is-scheduled = Scheduled.
release-is-unlisted = Unlisted.
release-is-unlisted-more = Everybody who knows its address can hear it. It is in no list, search engine or app.
release-is-published = Published.
release-since = It came out { $moment }.
release-then = It will come out { $moment }.
release-see = See the episode’s page

## How apps show it

release-look = This is how listeners will see it in an app
release-title-cut = The title is too long for a list, which leaves out:
release-notes-cut = The rest of the show notes can be read when the episode is opened.

## What is checked

release-blocks = Before you publish
release-blocks-out = To be mended
release-blocked = Once this is mended, the button “Publish now” appears here.
release-advice = Worth mending
release-advice-more = You do not have to, and you can do it after publishing, too.
release-mend = Go and mend it
release-mend-see = See where
release-fine = Everything is ready.
release-points = Before publishing: { $blocks } to mend, { $advice } to look at.
release-fine-more = We checked the episode the way podcast apps do.
release-no-recording = The episode has no recording yet.
release-no-recording-mend = Choose a file: it is sent in the background while you write.
release-no-notes = The episode has no show notes.
release-no-notes-mend = Write two or three sentences: by them listeners choose what to play.
release-sound-mend = Below the recording is where that is heard and what to do about it.
release-no-transcript = The episode has no transcript.
release-no-transcript-mend = Add one, so that people who are deaf can read the episode and everybody can search it.

## When

release-when = When to publish
release-now = Publish now
release-now-more = The episode appears on its page and in the RSS feed at once. Apps show it when they next look at the feed.
release-schedule-legend = Or choose a time
release-reschedule-legend = Change the time
release-date = Day
release-time = Time
release-zone = This is { $zone }. Summer and winter time are taken into account.
release-schedule = Schedule for this time
release-schedule-at = Schedule for { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
} { $date }, { $time }
release-which = Which moment do you mean?
release-choice-first = { $time } the first time, before clocks are put back
release-choice-second = { $time } the second time, after clocks are put back
release-wrong-date = There is no such day. Type one like 30/03/2027.
release-wrong-time = That is not a time. Type it like 08:00.
release-wrong-past = That time is over: it was { $moment }. Choose a later one, or publish now.
release-wrong-twice = On that day clocks are put back, and { $time } happens twice. Choose which one you mean.
release-wrong-never = On that day clocks are put forward, and there is no such time: { $before } is followed by { $after }. Choose one of them.

## What else can be done

release-others = What else you can do
release-unlist = Show it only to those who know its address
release-unlist-more = The episode gets a page and a player, but stays out of lists, search engines and apps.
release-unlist-out = The episode leaves all lists, search engines and the RSS feed. It stays at its address. Apps that have fetched it may keep it.
release-withdraw = Back to draft
release-withdraw-scheduled = The episode will not come out until you schedule it again.
release-withdraw-more = The episode leaves its page and the RSS feed, and players on other sites stop playing it. Apps that have fetched it may keep it.
release-viewer = You may look at this episode. Publishing it takes the role of an editor or owner.

## Previews

release-previews = Previews before publishing
release-previews-more = Send a guest or colleague a secret address: they can hear the episode and see its page without signing in. It stops working after a week, or when you turn it off.
release-preview-make = Make a preview address
release-preview-needs = You can make a preview address once the episode has a recording.
release-preview-address = New preview address
release-preview-once = Copy it now. It is shown only this once, because we do not keep it.
release-preview-open = Open the preview
release-preview-made = Made by { $name }, { $date }
release-preview-until = Works until: { $moment }
release-preview-revoke = Turn off
preview-name = Preview
preview-only-you = This episode is not published. Only those who have this address can see it, so please do not pass it on.
preview-until = The address stops working { $moment }.

## What was done

done-episode-published = Published. The episode is on its page and in the RSS feed.
done-episode-scheduled = Scheduled. The episode comes out by itself; nothing else needs to be done.
done-episode-unlisted = Done. Everybody who knows the address can hear the episode.
done-episode-drafted = Back to draft. Listeners do not see the episode.
done-preview-made = The preview address is made. Copy it before you leave this page.
done-preview-revoked = The preview address is turned off. It opens for nobody now.
audit-episode-published = Episode published
audit-episode-scheduled = Episode scheduled
audit-episode-unlisted = Episode made unlisted
audit-episode-drafted = Episode taken back to draft
audit-preview-made = Preview address made
audit-preview-revoked = Preview address turned off
