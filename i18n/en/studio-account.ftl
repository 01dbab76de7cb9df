# People in the studio: the way in, their accounts, who works here, who did what.

account-name = Your name
account-name-hint = As your colleagues know you.
account-name-wrong = Write your name, at most { $max } characters.
account-email = E-mail address
account-email-hint = You sign in with it. glos sends no mail to it.
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
    [one] Wait a minute, then try again. An owner of the show can also give you a link to a new password.
   *[other] Wait { $count } minutes, then try again. An owner of the show can also give you a link to a new password.
}
sign-in-help = Forgotten your password? An owner of the show can give you a link to choose a new one.
sign-in-new = Nobody has an account here yet. Open the setup link that glos printed when it started.
done-signed-out = You are signed out.

setup = Welcome to glos
setup-lead = Make your account. You will own every show here, and can invite others afterwards.
setup-go = Make the account and begin
setup-over = Whoever runs glos gets a new one: start glos again while nobody has an account yet, or run "glos user add".
done-set-up = Your account is ready. Welcome!

link-over = This link is used up
