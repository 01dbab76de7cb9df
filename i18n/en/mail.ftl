### Letters that glos sends where it has a mail server. Plain text.

mail-invitation-subject = { $everywhere ->
    [yes] Invitation to the podcast studio
   *[no] Invitation to the podcast “{ $place }”
}
mail-invitation =
    Hello!

    { $by } invites you { $everywhere ->
        [yes] to work on all podcasts at { $home }
       *[no] to work on the podcast “{ $place }”
    }. Your role: { $role ->
        [owner] owner
        [editor] editor
       *[viewer] viewer
    }.

    Open this link and make your account. It can be used once, until { $until }:

    { $link }

    If you expect no invitation, just delete this e-mail. As long as nobody opens the link, nothing happens.

mail-password-subject = A new password for the podcast studio
mail-reset =
    Hello!

    { $by } gives you a link to a new password for the account { $email }.

    Open it and choose your password. It can be used once, until { $until }:

    { $link }

    If you have asked nobody for it, do not open the link, and ask whoever made it. Until then your old password works.

mail-forgotten =
    Hello!

    Somebody, most likely you, asks for a new password for the account { $email }.

    Open this link and choose it. It can be used once, until { $until }:

    { $link }

    If it was not you, just delete this e-mail: your password still works.

mail-changed-subject = Your password for the podcast studio was changed
mail-changed =
    Hello!

    The password of the account { $email } was changed on { $at }. All other browsers were signed out.

    If it was you, you do not have to do anything. If it was not, choose a new password at once:

    { $link }

mail-second-subject = Signing in to the podcast studio was changed
mail-second =
    Hello!

    The app for codes of the account { $email } was turned off, or a passkey removed, on { $at }.

    If it was you, you do not have to do anything. If it was not, somebody knows your password. Choose a new one at once:

    { $link }

mail-foot = The service at { $home } sent this e-mail by itself. Please do not answer it.
