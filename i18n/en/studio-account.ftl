# People in the studio: the way in, their accounts, who works here, who did what.

account-name = Your name
account-name-hint = As your colleagues know you.
account-name-wrong = Write your name, at most { $max } characters.
account-email = E-mail address
account-email-hint = You sign in with it.
account-email-wrong = Write an e-mail address, like ewa@example.org.
account-password = Password
account-password-new = Password
account-password-show = Show
account-password-hint = { $count ->
    [one] At least { $count } character.
   *[other] At least { $count } characters. Three or four words that do not belong together are easy to remember and hard to guess.
}
account-password-short = The password is too short. It takes at least { $min } characters: three or four words will do.
account-password-long = The password is too long. A sentence is enough.
account-password-guessable = This password is among the first that anybody would try. Choose three or four words that do not belong together.

sign-in = Sign in
sign-in-go = Sign in
sign-in-no-password = Write your password.
sign-in-wrong = The address and the password do not belong together. Look at both, capital letters too.
sign-in-wait-seconds = There were too many wrong tries. { $count ->
    [one] Wait a second, then try again.
   *[other] Wait { $count } seconds, then try again.
}
sign-in-wait-minutes = There were too many wrong tries. { $count ->
    [one] Wait a minute, then try again. An owner of the podcast can also give you a link to a new password.
   *[other] Wait { $count } minutes, then try again. An owner of the podcast can also give you a link to a new password.
}
sign-in-forgotten = Forgotten your password?
sign-in-new = Nobody has an account here yet. Open the setup link that glos printed when it started.
done-signed-out = You are signed out.

setup = Welcome to glos
setup-lead = Make your account. You will own every podcast here, and can invite others afterwards.
setup-go = Make the account and begin
setup-over = Whoever runs glos gets a new one: start glos again while nobody has an account yet, or run “glos user add”.
done-set-up = Your account is ready. Welcome!

link-over = This link is used up

moment-plain = { $day }, { $time }

account = Your account
account-about = You
account-name-go = Save the name
account-password-lead = All your other browsers are signed out when it changes.
account-password-old = The password that you have
account-password-next = New password
account-password-wrong = This is not the password that you have.
account-password-go = Change the password
account-sessions = Signed in
account-sessions-lead = The browsers that can work here in your name. Sign out those that you do not know, and change your password.
account-session-here = this browser
account-session-since = Since
account-session-last = Last used
account-session-end = Sign out
account-session-end-of = Sign out: { $name }
account-sessions-end = Sign out all others
account-browser = An unknown browser
done-saved = Saved.
done-password = Your new password is kept. All other browsers are signed out.
done-session-ended = That browser is signed out.
done-sessions-ended = All other browsers are signed out.

people = People
people-who = Who works here
people-you = you
people-no-password = Has not chosen a password yet.
people-role = { $role ->
    [owner] Owner
    [editor] Editor
   *[viewer] Viewer
}
people-role-hint = { $role ->
    [owner] Everything an editor may, and also: says what the podcast is, and who works on it.
    [editor] Makes, changes and publishes episodes, writes notes.
   *[viewer] Sees drafts and the reports of recordings, and changes nothing.
}
people-role-of = Role of { $name }:
people-save = Change
people-save-of = Change the role of { $name }
people-remove = Take away
people-remove-of = Take this role away from { $name }
people-tokens = When you take a role away from somebody, the tokens that they made lose it, too. Whoever loses their last role loses their account too, and their tokens are revoked. Invitations and links that they sent as an owner are void.
people-reset = New password for { $name }
people-reset-lost = New password or lost phone: { $name }
people-reset-lead = You get a link to send. Whoever opens it chooses a new password; the old one works until then.
people-reset-go = Make the link
people-invite = Invite
people-invite-lead = You get a link to send, by mail or by messenger. It can be used once, within seven days.
people-place = To
people-as = As
people-email = Their e-mail address
people-email-hint = You may leave it empty; it helps you to tell invitations apart.
people-invite-go = Make an invitation
people-invited = Invited
people-invited-nobody = Whoever has the link
people-invited-by = { $name } invited.
people-until = Until { $day }.
people-withdraw = Withdraw
done-role-changed = The role was changed.
done-person-removed = The role was taken away.
done-invitation-withdrawn = The invitation was withdrawn. Its link no longer works.

link-address = The link
link-copy = Copy the link
link-copied = Copied.
link-mail = Send by mail
link-back = Back to people
link-invitation = The invitation is ready
link-invitation-lead = Send this link. You see it only now; it can be used once, within seven days.
link-invitation-lead-to = Send this link to { $email }. You see it only now; it can be used once, within seven days.
link-invitation-subject = Invitation to the podcast studio
link-password = The link to a new password is ready
link-password-lead = Send this link to { $email }. You see it only now; it can be used once, within a day.
link-password-subject = A new password for the podcast studio

invitation = An invitation
invitation-lead = { $name } invites you { $everywhere ->
    [yes] to work on all podcasts here
   *[no] to work on “{ $place }”
}, as { $role ->
    [owner] an owner
    [editor] an editor
   *[viewer] a viewer
}.
invitation-go = Make the account and begin
invitation-sign-in = I have an account here already
invitation-accept = Accept as { $name }
setup-email-known = Somebody has an account with this address. Give another one.
invitation-known = There is an account with this address. Choose “I have an account here already”.
invitation-over = Ask whoever sent it for a new one: an invitation can be used once, within seven days.
done-joined = Welcome! You can begin.

reset = A new password
reset-lead = Choose a new password for { $email }.
reset-go = Keep it and sign in
reset-over = Ask an owner of the podcast for a new one: it can be used once, within a day.
reset-over-mail = It can be used once, within a day. We send you a new one by mail.
reset-over-again = A new link

forgotten = Forgotten your password?
forgotten-lead = Write your address. We send a link to it by which you choose a new password.
forgotten-second = If your second step of signing in is on, you will be asked for it as well.
forgotten-go = Send the link
forgotten-wait = { $count ->
    [one] Links to this address or from this network were asked for several times. Look into your mailbox, spam too, or try in a minute.
   *[other] Links to this address or from this network were asked for several times. Look into your mailbox, spam too, or try in { $count }{"\u00A0"}minutes.
}
forgotten-asked = If somebody has an account here with this address, an e-mail with a link comes in a moment. It can be used once, within a day.
forgotten-asked-hint = No e-mail after some minutes? Look into your spam: the sender is { $sender }. An owner of the podcast can give you a link, too.
forgotten-ask = Ask an owner of the podcast for a link to a new password. They make it in the studio, on the page “People”.
forgotten-ask-owner = Are you the only owner? Whoever runs the server makes a link by “glos user reset ADDRESS”.

log = Log
log-lead = Who did what, and when.
log-empty = Nothing has been done yet.
log-older = Older
log-newest = Newest
audit-setup = made the first account
audit-invited = invited
audit-uninvited = withdrew an invitation
audit-joined = accepted an invitation
audit-added-person = added a person
audit-removed-person = took a role away
audit-made-owner = made an owner
audit-made-editor = made an editor
audit-made-viewer = made a viewer
audit-renamed-person = changed a name
audit-reset = made a link to a new password
audit-password = chose a new password
audit-signed-in = signed in
audit-signed-out = signed a browser out

session-over = You were signed out
session-over-lead = Nothing was saved just now, and nothing of what you wrote is lost. Sign in, then go back in your browser and send the form again.
session-over-sign-in = Sign in (in a new window)

second = Second step
second-lead = When somebody learns your password, they still need your passkey or your phone.
second-is-on = Turned on since
second-begin = Set up
second-step-app = Install an app for codes on your phone, if you have none: Aegis, 2FAS, Google Authenticator, or the passwords of an iPhone.
second-step-scan = Scan this picture with it.
second-qr = QR code for your app
second-step-type = Or type this key into the app:
second-step-code = Write the six digits that the app shows
second-confirm = Turn it on
second-wrong = This code is not right now. Wait for the next one in the app, and check that the phone’s clock is set by the network.
second-back = Back to your account
second-codes = Ten paper codes
second-codes-lead = Print them or write them down now; you will not see them again. Each opens the studio once, on the day when the phone is lost.
second-codes-print = Print
second-codes-copy = Copy
second-codes-done = I have them on paper
done-second-off = The app for codes is turned off.
code = Second step
code-lead = Open the app for codes on your phone.
code-field = Code
code-hint = Six digits, or one of your paper codes.
code-wrong = This code is not right. Write the one that the app shows now; each works once.
code-lost = Neither phone nor paper codes? Ask somebody who is an owner here: under “People”, beside your name, they make a link that lets you in without the second step. If there is nobody else, whoever runs the service can help.
code-other = Sign in as somebody else
people-reset-frees = Their phone is lost: turn their second step off, too
audit-second-on = turned the app for codes on
audit-second-off = turned the app for codes off
audit-second-paper = used a paper code
audit-second-renewed = made new paper codes
account-again-hint = It is asked for before anything changes here.
second-off = Turn the app for codes off

passkeys = Passkeys
passkeys-hint = Instead of copying a code you confirm with a finger, your face or the PIN of your phone or computer. A USB key will do, too.
passkey-add = Add a passkey
passkey-since = Added
passkey-unused = Not used yet
passkey-remove-short = Remove
passkey-remove-of = Remove: { $name }
passkey-impossible = Browsers know passkeys only under a domain name and by https. The address of this service is { $address }, so there are none here. Whoever runs the service can change that.
passkey-new = New passkey
passkey-new-lead = It is made in this device, in the phone beside it or in a USB key: the browser is about to ask where.
passkey-name = Name
passkey-name-hint = By which you will know it in the list, like “Ewa’s phone”.
passkey-name-wrong = Write a name, at most { $max } characters.
passkey-too-many = You have { $max } keys, and there is no room for more. Remove one that you do not use.
passkey-on = Continue
passkey-make-lead = Press the button, and the browser asks for your finger, your face or a PIN. That makes the key “{ $name }”.
passkey-make = Make the passkey
passkey-not-added = The key was not made: the browser did not answer as it should, or it took too long. Try again.
passkey-use-lead = Confirm that it is you: with a finger, your face, a PIN or a USB key.
passkey-use = Use a passkey
passkey-wrong = This key does not belong to your account, or it took too long. Try again.
passkey-missing = This browser does not know passkeys. Try another one, or a newer one.
passkey-cancelled = Nothing happened: it was cancelled, or it took too long. You can try again.
passkey-known = This device has a key of yours for this studio already. It needs no other one.
passkey-script = A passkey needs JavaScript. Allow it in the browser, then open this page again.
passkey-remove = Remove a passkey
passkey-remove-lead = The key “{ $name }” stops opening the studio at once. Remove it from the device that made it afterwards, too.
passkey-remove-go = Remove the key
done-passkey-added = The passkey was added. We ask for it when you sign in the next time.
done-passkey-removed = The passkey was removed.
audit-passkey-added = added a passkey
audit-passkey-removed = removed a passkey

paper = Paper codes
paper-lead = New ones make those that you have void.
paper-renew = Make new paper codes
paper-left = { $count ->
    [one] You have { $count } paper code left.
   *[other] You have { $count } paper codes left.
}
code-instead = No key at hand?
code-paper = Paper code
code-paper-hint = One of the ten that you printed or wrote down. Each works once.
second-app = App for codes
second-app-hint = You copy six digits from your phone when you sign in.
second-off-lead = You will no longer be asked for a code of the app. Passkeys stay; without any, the password alone is enough.
done-second-on = You will be asked for a code of the app when you sign in. Your paper codes work as before.
audit-second-lost = had the second step turned off by a link
audit-reset-second = made a link to a new password without the second step
people-by-mail = Send the invitation to this address
people-email-hint-mail = You may leave it empty: then you hand the link over otherwise.
people-reset-by-mail = Send it by mail to { $email }
people-letters-wait = { $count ->
    [one] Too many e-mails went out lately. The next one can go in a minute. You can make the link at once: untick sending and pass the link on another way.
   *[other] Too many e-mails went out lately. The next one can go in { $count }{"\u00A0"}minutes. You can make the link at once: untick sending and pass the link on another way.
}
link-sent-lead = This link is on its way to { $email }. You can hand it over otherwise, too: you see it only now, and it can be used once.
audit-forgotten = link to a new password sent on request
audit-mail-again = e-mail sent again
audit-mail-dropped = unsent e-mail taken off the list
