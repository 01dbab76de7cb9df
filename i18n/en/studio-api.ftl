# Tokens and webhooks: programs that come in, and those that are told of episodes.
tokens = Tokens
tokens-lead = A token lets a program in, for example a website that adds episodes by itself. Give each program one of its own: then one can be shut out without harm to the others.
tokens-bound = A token can never do more than the person who made it: it loses the rights they lose, and stops working when their account is removed.
tokens-all = Tokens that work
tokens-none = There is none. No program can come in.
tokens-api = What programs can do here (API)
token-used = used
token-never-used = never used
token-created = made
token-maker = by: { $name }
token-scope = { $scope ->
    [read] Reads
    [publish] Publishes
   *[admin] Does everything
}
token-scope-hint = { $scope ->
    [read] Sees episodes, drafts and reports; changes nothing.
    [publish] Uploads recordings, adds and changes episodes.
   *[admin] Makes tokens and webhooks, too. Give this only where it is really needed.
}
token-made = The token “{ $name }” is ready
token-made-once = Copy it now: it is shown this one time only. Whoever has it can act here, so keep it like a password.
token-secret = Token
token-new = New token
token-name = Name
token-name-hint = By which you know the program, for example “website”.
token-may = What it may do
token-place = Where
token-make = Make the token
token-revoke = Revoke
token-revoke-of = Revoke the token “{ $name }”
token-revoke-what = The program that uses it loses access at once. This cannot be undone.
token-revoke-go = Revoke the token
done-token-revoked = The token is revoked.
place-everywhere = All shows, future ones too

webhooks = Webhooks
webhooks-lead = A webhook tells another system that an episode came out, changed or went away, for example a website that is to show it then.
webhooks-all = Who gets messages
webhooks-none = Nobody yet.
webhooks-api = What messages look like, and how to check the signature (API)
webhook-state = { $state ->
    [on] It works.
    [failing] It has not taken messages since
   *[off] Switched off:
}
webhook-event = { $event ->
    [published] published
    [changed] changed
    [withdrawn] withdrawn
   *[test] test
}
webhook-event-asked = { $event ->
    [published] an episode was published, also at its scheduled time
    [changed] a published episode changed
   *[withdrawn] an episode was taken out of the feed
}
webhook-made = The webhook is ready
webhook-made-once = Copy the key now: it is shown this one time only. With it the receiver checks that a message is from us.
webhook-secret = Signing key
webhook-new = New webhook
webhook-url = Address
webhook-url-hint = You get it from whoever runs the other system. { $inside ->
    [true] It begins with https:// or http://.
   *[false] It begins with https://.
}
webhook-events = What to tell of
webhook-events-none = Tick what to tell of.
webhook-place = Of which podcast
webhook-make = Make the webhook
webhook-test = Send a test message
webhook-switch-off = Switch off
webhook-switch-on = Switch on
webhook-log = Messages
webhook-log-none = There was none yet. Send a test message to see whether it gets there.
webhook-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
delivery-state = { $state ->
    [waiting] Waiting.
    [delivered] Taken.
   *[failed] Not taken, and not tried any more.
}
delivery-next = Next attempt:
delivery-status = Answer { $status }.
delivery-body = Content
delivery-again = Send again
delivery-again-of = Send again the message: { $message }
webhook-change = Settings
webhook-save = Save
webhook-remove = Remove this webhook
webhook-remove-what = It goes with the log of its messages. This cannot be undone.
webhook-remove-go = Remove the webhook
done-webhook-changed = Saved.
done-webhook-on = The webhook is on. What it did not take you can send again from the list of messages.
done-webhook-switched-off = The webhook is off: nothing is sent to it.
done-webhook-tested = A test message is on its way. Load the page again in a moment to see whether it got there.
done-webhook-removed = The webhook is removed.
done-delivery-again = The message is on its way again. Load the page again in a moment to see whether it got there.
webhook-trouble = The webhook { $url } does not take messages.
webhook-trouble-mend = { $state ->
    [off] It was switched off. Check its address and switch it on again.
   *[failing] We go on trying. See what it answers, and tell whoever runs that system.
}

audit-token-made = new token
audit-token-revoked = token revoked
audit-webhook-made = new webhook
audit-webhook-changed = webhook changed
audit-webhook-removed = webhook removed
audit-webhook-off = webhook switched off that did not take messages
