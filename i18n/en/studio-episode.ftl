# The page of an episode: its text, saved while it is typed; the list of a show's episodes; deletion.
studio-where = Where you are
studio-parts = Parts of this page
studio-part-recording = Recording
studio-part-chapters = Chapters
studio-part-transcript = Transcript
studio-part-soundbites = Soundbites
studio-part-release = Publishing
episode-untitled = Untitled episode

text-heading = Text
text-lead = Title, show notes, people. What you type is saved by itself.
text-lead-viewer = Title, show notes, people. You can read them; an editor or an owner changes them.
text-title = Title
text-title-hint = Without the podcast’s name and without numbers: apps show those beside it.
text-notes = Show notes
text-notes-hint = Markdown: an empty line begins a paragraph, **bold**, [link](https://…), * a list item.
text-preview = As listeners see it
text-preview-now = Save and show
text-linked = Linked project information
text-linked-hint = Listeners find these pages below the episode.
text-kind = Type
text-kind-full = Whole episode
text-kind-trailer = Trailer
text-kind-bonus = Bonus
text-season = Season
text-number = Number
text-people = People in this episode
text-people-hint = Apps show who is to be heard and who made it.
text-people-of-show = As long as nobody is named here, apps show those of the podcast: { $people }.
text-person-name = First and last name
text-person-role = What they do
text-person-role-none = Not said
text-person-new = Somebody new
text-person-more = Page and picture
text-person-href = Address of their page
text-person-img = Address of their picture
text-person-add = Add somebody
text-person-remove = Remove
text-more = More: season and number, people, information on the project
text-next = Next: publishing
text-rare = Address, licence and more
text-slug = Name in the address
text-slug-hint = Leave it empty, and it is made of the title.
text-slug-fixed = Listeners may know this address, so it stays as it is.
text-address = The page will be at
text-explicit-label = Explicit language
text-explicit = Yes, explicit
text-clean = No, for everybody
text-explicit-as-show = As the podcast: explicit
text-clean-as-show = As the podcast: for everybody
text-as-show = As the podcast
text-licence = Licence
text-licence-none = As the podcast: none is named
text-licence-as-show = As the podcast: { $licence }
text-licence-all-reserved = All rights reserved
text-licence-zero = CC0 (public domain)
text-licence-url = Address of the licence’s text
text-licence-url-hint = Only for a licence that is not in the list.
text-apple-title = Title in Apple Podcasts
text-apple-title-hint = Only where it is to differ.
text-display = What apps show for the number
text-display-hint = For example “Prologue”; needs a number.
text-block = Hide from Apple Podcasts
text-block-hint = The episode stays in the feed and on your pages.
text-apps = More for apps: places, support, talk
text-locations-hint = The place that this episode speaks of, or where it is made.
text-funding-hint = Links that apps show beside this episode: the project’s page, a collection.
text-social = Talk about the episode
text-social-hint = The post under which listeners can talk about this episode. Apps show the answers to it.
text-yes = Yes
text-no = No
text-draft-hint = Nobody but you and your team sees this yet.
text-open-hint = Listeners see this episode. What you type is kept for you until you publish it.
text-save = Save
text-keep = Keep for later
text-discard = Discard my changes
text-save-and-publish = Save and publish changes
text-waits = These are changes that listeners do not see yet.
text-waits-since = You last typed on { $when }.
text-conflicts = { $count ->
    [one] There are two versions of { $count }{"\u00A0"}field
   *[other] There are two versions of { $count }{"\u00A0"}fields
}
text-conflicts-hint = Choose what is to stand, and save. What differs is marked. Nothing of either text is lost until you have chosen.
text-conflict-mine = Mine
text-conflict-own = My version from another tab
text-conflict-theirs = Theirs
text-conflict-theirs-of = { $name }’s
text-conflict-empty = nothing

typing-saving = Saving…
typing-saved = Saved at %.
typing-kept = Kept for you at %. Listeners see it once you publish it.
typing-refused = Not everything could be saved.
typing-beside = What is wrong stands beside the fields.
typing-denied = The server refused to save this. Copy your text and reload the page.
typing-offline = No connection. What you typed is kept in this browser and is sent as soon as the line is back.
typing-over = You are signed out. What you typed is kept here. Sign in in a new tab; it then goes on by itself.
typing-failed = glos does not answer properly. What you typed is kept in this browser and is sent again.
typing-conflict = Somebody else has changed the same. Your text is kept; choose what is to stand.
typing-own = You changed the same in another tab. Your text is kept; choose which one stays.
typing-copy = Here is what you typed before and what could not be sent then.
typing-place = Place % of %.
typing-sign-in = Sign in in a new tab
typing-show-both = Show both texts

cover-heading = Cover of this episode
cover-own = The episode has a cover of its own.
cover-of-show = The episode has the podcast’s cover.
cover-choose = Another picture
cover-hint = JPEG or PNG, square, 1400 to 3000 pixels, without transparency.
cover-send = Use this picture
cover-remove = Use the podcast’s cover

deletion-heading = Delete
deletion-says = The draft goes to the bin. You can bring it back for 30 days.
deletion-says-known = The episode leaves the feed and the pages at once. You can bring it back for 30 days, just as it was.
deletion-do = Delete this episode
deletion-undo = Undo: bring the episode back
deletion-restore = Bring back

show-see = Page of the podcast

first-episode = The first episode in three steps
first-recording = Choose a recording. It is sent in the background while you go on writing.
first-text = Type a title and a few sentences of show notes. They are saved by themselves.
first-release = Publish at once, or at a time that you choose.
first-begin = Begin the episode

show-new-episode = New episode
show-list = Episodes
show-seek = Title
show-seek-do = Find
show-none-found = No episode has this in its title.
show-status-waiting = Draft, no recording yet
show-status-draft = Draft
show-status-scheduled = Scheduled
show-status-published = Published
show-status-unlisted = Unlisted
show-edit-waits = Your changes wait
show-bin = { $count ->
    [one] Bin: { $count }{"\u00A0"}episode
   *[other] Bin: { $count }{"\u00A0"}episodes
}
show-bin-says = Whoever has the address of a deleted episode is told that it is gone.
show-bin-until = can be brought back until { $when }
show-bin-by = deleted by { $name }

over-heading = You are signed out
over-says = Nothing of what you typed is lost: it is in this page. Do not close it.
over-sign-in = Sign in in a new tab
over-again = Then come back here and send it again

done-episode-saved = Saved.
done-edit-kept = Kept for you. Listeners do not see it yet.
done-edit-discarded = Your changes are discarded; here is what listeners see.
done-episode-changes-out = Your changes are published.
done-cover-set = The episode has its own cover now.
done-cover-removed = The episode has the podcast’s cover again.
done-episode-deleted = The episode is deleted.
done-episode-restored = The episode is back.

audit-episode-changed = Changed the published episode “{ $subject }”
audit-episode-deleted = Deleted the episode “{ $subject }”
audit-episode-restored = Brought the episode “{ $subject }” back

refusal-episode-deleted = This episode is no longer here: those who made it have deleted it.
refusal-episode-swept = The episode “{ $episode }” was in the bin for more than 30 days and cannot be brought back any more.
refusal-episode-changed-meanwhile = Somebody else has just changed this episode. Read it again and repeat your change.
