# The studio: a show as files, and the way between a show's pages.
of-show = Pages of the podcast “{ $title }”
of-show-episodes = Episodes
of-show-about = About the podcast
of-show-notes = Notes
of-show-files = Files

files-page = The podcast as files
files-new = A new podcast from files
files-what = One zip file holds everything that the podcast says of itself: its description, its cover, its notes. Episodes and recordings are not in it.
files-take = Take it away
files-take-what = As a copy, to be edited as text, or to be moved elsewhere.
files-take-do = Download { $name }.zip
files-bring = Bring it back
files-choose = Zip file
files-choose-hint = Choose it, or drop it here. Nothing changes yet: first you see what would be different.
files-choose-new-hint = Choose it, or drop it here. The folder in it must be called like the address of the podcast: skuteczny-dialog, for example. Before the podcast is made, you see what will be in it.
files-show-changes = Show what would change
done-files-applied = The changes are made. Listeners see them already.
done-files-created = The podcast is there. You can prepare its first episode.
done-files-discarded = Nothing was changed.

files-look = What would change in the podcast “{ $show }”
files-look-new = The new podcast “{ $show }”
files-nothing = The files say what is there already. There is nothing to change.
files-not-yet = Nothing has changed yet. Look, and decide.
files-address = Address
files-guid = Identity of the podcast (podcast:guid)
files-guid-hint = Apps know the podcast by it. No episode has been out, so it can change.
files-facts = Data of the podcast
files-cover = New cover
files-notes = Notes
files-note-added = New
files-note-changed = Changed
files-note-removed = To be removed
files-note-look = See the differences
files-note-place = Place in the list
files-before = Now
files-after = Then
files-blank = (empty)
files-others = What is not kept
files-others-what = { $count ->
    [one] { $count } file is no part of a podcast. It stays with you alone:
   *[other] { $count } files are no part of a podcast. They stay with you alone:
}
files-apply-do = Make these changes
files-create-do = Make the podcast

audit-show-files = brought the podcast from files
