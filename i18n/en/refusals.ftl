# What the API and the studio say when something is not taken in. `refusal-` and the stable code.

refusal-not-found = There is nothing at this address.
refusal-method-not-allowed = This address does not take this method.
refusal-unavailable = glos cannot do this right now: the disk is full, or the database or the store does not answer. Nothing was changed. Try again in a moment.
refusal-disk-full = The server's disk is full. Nothing was changed. Tell whoever runs the service; once there is room, try again.
refusal-internal = Something is wrong with glos, not with what you sent. Tell whoever runs it the number { $request }.

refusal-token-missing = Send a token: Authorization: Bearer …. Whoever runs glos makes one with "glos token create".
refusal-token-unknown = This token is not known or was revoked. Ask whoever runs glos for a new one.
refusal-token-scope = This token may not do this; it needs the scope "{ $scope }".
refusal-token-show = This token does not reach the show "{ $show }".
refusal-role-scope = Your role does not allow this; it takes the right "{ $scope ->
    [read] to read
    [publish] to edit
   *[admin] of an owner
}". Ask an owner of the show for it.
refusal-role-show = You have no access to the show "{ $show }". Ask one of its owners for an invitation.
refusal-foreign-request = Another site sent this request, so nothing was changed. Open the studio and try again.
refusal-recording-needed = The episode "{ $episode }" has no recording yet. Add one, then publish.
refusal-last-owner = Nobody would be left who owns all shows here and can sign in. Make somebody else an owner first.
refusal-people-changed = This was changed by somebody else meanwhile. Look at the list again.

refusal-show-unknown = There is no show "{ $show }".
refusal-episode-unknown = There is no episode "{ $episode }" in this show.

refusal-recording-unknown = This episode has no recording { $recording }.
refusal-recording-current = This is the recording that listeners hear, or will hear when the episode comes out. Replace it or make the episode a draft first.
refusal-recording-withdrawn = This recording was withdrawn by the people who made it. It can no longer be heard or downloaded.
refusal-recording-withdrawn-current = The recording of this episode was withdrawn. Send another one before you publish the episode.

refusal-title-missing = Give the episode a title.
refusal-text-empty = The field "{ $field }" must not be empty.
refusal-text-too-long = The field "{ $field }" has { $actual } characters; at most { $max } are taken.
refusal-text-too-many-bytes = The field "{ $field }" has { $actual } bytes; at most { $max } are taken.
refusal-slug-needed = No address can be made of this title; write one yourself, with small letters and digits.
refusal-slug-invalid = An address has 1 to { $max } characters: small letters a-z, digits, and hyphens between them.
refusal-slug-reserved = "{ $slug }" is a word of the service's own addresses; write another one.
refusal-slug-taken = The show already has an episode at the address "{ $slug }". If it is the same one, change that; if not, choose another title or write another address.
refusal-slug-fixed = The address of an episode does not change: podcast apps and websites remember it.
refusal-number-invalid = The field "{ $field }": "{ $value }" is not a number from 1 on.
refusal-type-invalid = "{ $value }" is not a type of episode; there are full, trailer and bonus.
refusal-at-invalid = "{ $value }" is not a moment. Write now, draft, unlisted, or a date with time and zone such as 2026-11-24T08:00:00+01:00.
refusal-note-invalid = "{ $note }" is not the address of a note.
refusal-note-unknown = The show has no note "{ $note }". It has: { $known }.
refusal-field-unknown = There is no field "{ $name }"{ $nearest ->
    [none] .
   *[other] ; did you mean "{ $nearest }"?
} There are { $known }.
refusal-field-kind = The field "{ $field }" cannot be { $value }. Expected is { $expected ->
    [number] a whole number
    [texts] a list of texts
    [yes-or-no] true or false
   *[text] a text in quotes
}.
refusal-field-too-large = The field "{ $name }" is longer than { $max } bytes.

refusal-show-changed = Somebody else changed this while you were writing. The differences are marked below; save once more if what is in the fields shall stay.
refusal-show-circle = The show was at this address before. In its place write { $present }, where it is now, or leave the field empty.
refusal-note-changed = Somebody else saved this note while you were writing. Theirs is below; save once more if yours shall stay.
refusal-note-taken = There is a note with the address "{ $note }" already. Choose another one.
refusal-note-link = Line { $line } links to the note "{ $note }", which there is not. Mend the address, or write that note first.
refusal-notes-too-many = A show may have at most { $max } notes.
refusal-cover-missing = No file was chosen. Choose a cover and send it again.
refusal-form-too-many = The form has too many fields: at most { $max }. Load the page again and try once more.
refusal-recording-not-awaited = The episode has a recording already, or is published. Open it and decide whether the new recording shall replace the present one.
refusal-form-too-large = The form is too long: at most { $max } bytes. Shorten the text and send it again.
refusal-form-broken = The form did not arrive completely. Send it again.
refusal-form-dry-run = A rehearsal with ?dry_run=true needs no audio. Send the fields as JSON, or the form without dry_run.
refusal-form-not-utf8 = The field "{ $name }" is not UTF-8 text.
refusal-json-broken = The JSON could not be read: in line { $line }, column { $column } { $kind ->
    [end] it ends before everything was closed
    [number] there is a number greater than can be held
    [control] there is a control character in a text; a new line is \n, a tab \t
    [comma] there is a comma with nothing behind it
    [escape] there is a "\" with something behind it that JSON does not know
    [depth] there are too many lists or objects one inside the other
   *[other] there is something that JSON does not expect here: see the quotes, the commas and the brackets
}.
refusal-json-object = Send an object of JSON, such as {"{"}"title":"A talk"{"}"}.
refusal-json-too-large = The JSON is longer than { $max } bytes.
refusal-idempotency-key = An Idempotency-Key is 1 to 255 characters of ASCII text.
refusal-idempotency-key-reused = This Idempotency-Key was already used for something else. Use a new one for each episode.

refusal-audio-missing = Send the recording in the part "audio".
refusal-audio-twice = Send one recording: there are two parts "audio".
refusal-audio-rejected = This recording cannot be published. { $problems }

refusal-master-failed = No file for podcast apps could be made of this recording. Send it as MP3 or M4A, or as it is with the field "master" set to "never".
refusal-master-invalid = "{ $value }" is not a word for the master; there are auto, always and never.

refusal-upload-needed = Give the id of an upload in the field "upload".
refusal-upload-invalid = "{ $value }" is not the id of an upload; give the one that came in the answer when it was sent.
refusal-upload-unknown = There is no such upload. It may have been removed because nobody went on with it; begin again.
refusal-upload-expired = This upload was left alone for too long and is removed; begin again.
refusal-upload-too-large = The file is { $bytes } bytes long; at most { $max } are taken.
refusal-recording-not-chosen = Choose a file with a recording, then send it.
refusal-uploads-full = Too many files that were sent are waiting already (at most { $count } files and { $gb } GB at a time). Use them in episodes or remove what you do not need, then send this one again.
refusal-upload-overflow = More bytes came than the { $length } that were announced.
refusal-upload-offset = The upload goes on at byte { $offset }.
refusal-upload-complete = The upload has all its bytes already.
refusal-upload-cut = The connection was cut; { $offset } bytes are kept. Go on from there.
refusal-upload-taken-over = Another request goes on with this upload.
refusal-upload-checksum = The bytes do not fit their checksum; they were damaged on the way and are not kept. Send them again.
refusal-upload-checking = The recording is still being checked. Try again in a moment.
refusal-upload-mastering = The file for podcast apps is being made of the recording ({ $percent } % are done). Try again in a moment.
refusal-upload-incomplete = The upload is not complete: { $offset } bytes are here.
refusal-upload-lost = The bytes of this upload cannot be read any more; the fault is ours. Send the recording again.
refusal-upload-used = This upload has already become an episode.

refusal-tus-version = Say Tus-Resumable: 1.0.0; no other version is spoken here.
refusal-tus-length = Say how long the upload is: Upload-Length.
refusal-tus-offset = Say where the bytes begin: Upload-Offset.
refusal-tus-number = { $name } must be a number.
refusal-tus-metadata = Upload-Metadata must be pairs of a name and base64, with commas between them.
refusal-tus-content-type = The bytes of an upload come as application/offset+octet-stream.
refusal-tus-checksum = Upload-Checksum must name sha1 or sha256 and the digest in base64.

refusal-oembed-format = oEmbed is spoken here in JSON alone: ask with format=json.
refusal-previews-too-many = This episode has { $max } preview addresses already. Turn off those that you do not need, and try again.

refusal-changed-meanwhile = Somebody changed this meanwhile. Read it again and repeat the change with the new ETag.
refusal-owner-needed = This takes an owner of the show, and for all shows an owner of all.
refusal-limit-invalid = "{ $value }" is not a number from 1 to { $max }.
refusal-cursor-invalid = This cursor is not from here. Take the address in "next", or begin with the first page.
refusal-note-none = There is no note "{ $note }".
refusal-person-unknown = There is no such person.
refusal-invitation-unknown = There is no such invitation: it was accepted or withdrawn, or its time is over.
refusal-receiver-unknown = This receiver is not in the settings any more.
refusal-role-none = This person has no role there. Invite them.
refusal-role-invalid = "{ $value }" is not a role; there are viewer, editor and owner.
refusal-email-invalid = "{ $value }" is not an e-mail address.
refusal-preview-unknown = There is no such preview: it was turned off, or its time is over.
refusal-token-none = There is no such token, or it was revoked.
refusal-token-name = Give the token a name of 1 to { $max } characters.
refusal-token-name-taken = There is, or was, a token called "{ $name }". Choose another name.
refusal-token-generations = Tokens have made tokens { $max } times in a row here. Make this one in the studio, or with a token that was made there.
refusal-scope-invalid = "{ $value }" is not a scope; there are read, publish and admin.
refusal-webhook-unknown = There is no such webhook.
refusal-webhook-url = Give a whole address like https://www.example.org/glos, without a user name and a password.
refusal-webhook-url-plain = The address must begin with https://.
refusal-webhook-url-private = This address does not lead to the public internet, and messages go nowhere else. If the receiver is in a network of your own, ask whoever runs this server to set GLOS_WEBHOOKS_PRIVATE=true.
refusal-webhook-events = "{ $value }" is not an event. Name at least one of these: { $known }.
refusal-webhooks-too-many = There are { $max } webhooks already, and there cannot be more. Remove one that is not needed.
refusal-webhook-off = This webhook is switched off. Switch it on first.
refusal-delivery-unknown = There is no such message. The log keeps them for 30 days.
refusal-show-name-former = "{ $show }" was the name of the show "{ $present }", and its old addresses lead there; choose another name.
refusal-show-guid-aired = Podcast apps know this show as { $guid }, and episodes of it have been out; it can be changed no more. In show.toml, write that one as guid, or leave the key out.
refusal-show-guid-taken = There is another show here with the guid { $guid }. Two shows cannot be the same one.
refusal-files-missing = No file was chosen. Choose a zip file and send it again.
refusal-files-no-zip = This is no zip file, or it is damaged. Pack the show's folder again.
refusal-files-too-large = This is too much: the files of a show may have { $max } MB together, its cover 10 MB. Take out what does not belong to it.
refusal-files-too-many = There are too many files in the zip: at most { $max }. Pack the show's folder alone.
refusal-files-double = Two files in the zip have the same name. Pack the show's folder again.
refusal-files-name = A file in the zip has a name that leads elsewhere: "{ $name }". Pack the show's folder alone.
refusal-files-link = "{ $name }" is a link, not a file. Put the file in its place and pack the folder again.
refusal-files-locked = The file "{ $name }" is locked with a password. Pack the folder without one.
refusal-files-packing = The file "{ $name }" is packed in a way that is not known here. Pack the folder as a plain zip.
refusal-files-damaged = The file "{ $name }" cannot be unpacked: it is damaged. Pack the folder again.
refusal-files-show-missing = There is no show.toml in the zip. Pack a show's folder, like the one that can be downloaded here.
refusal-files-shows-many = There is more than one show (show.toml) in the zip. Pack the folder of one of them.
refusal-files-nameless = The folder in the zip must be called like the address of the show: small letters a–z, digits and hyphens, skuteczny-dialog for example.
refusal-files-fault = { $line ->
    [none] Something is wrong in the file { $place }: { $reason }
   *[other] Something is wrong in the file { $place }, line { $line }: { $reason }
}
refusal-files-gone = These files are no longer here: they wait for a day at most. Send them again.
refusal-files-show-changed = Somebody else changed the show meanwhile. Below is what would change now; say yes once more if that is right.
refusal-show-taken = There is a show with the address "{ $show }" already.
refusal-show-invalid = A show cannot have this: { $place }: { $reason }
refusal-note-order = Give in order the slugs of all notes of the show, each once.
refusal-note-linked = Other notes link to this one: { $notes }. Take the links out of them first.
