//! Who somebody is to be, and the password that they choose: the fields of the setup, of invitations, of new passwords.

use crate::accounts::passwords::{self, Password, Weak};
use crate::accounts::users::Email;
use crate::i18n::{self, Lang};
use crate::podcast::text::Line;

use super::form::{Faults, Form};

/// The address of a form, or what is wrong with it beside its field.
pub fn email(form: &Form, faults: &mut Faults, lang: Lang) -> Option<Email> {
    let email = form.text("email").parse().ok();
    if email.is_none() {
        faults.add("email", i18n::text(lang, "account-email-wrong", &[]));
    }
    email
}

/// The name of a form, or what is wrong with it beside its field.
pub fn name(form: &Form, faults: &mut Faults, lang: Lang) -> Option<Line> {
    let name = Line::parse(form.text("name")).ok();
    if name.is_none() {
        faults.add("name", i18n::text(lang, "account-name-wrong", &[("max", Line::MAX.into())]));
    }
    name
}

/// What a new password must be.
pub fn hint(lang: Lang) -> String {
    i18n::text(lang, "account-password-hint", &[("count", passwords::SHORTEST.into())])
}

/// The new password of a form, or what is wrong with it beside its field. `known` is what others know of its person.
pub fn password(form: &Form, known: &[&str], faults: &mut Faults, lang: Lang) -> Option<Password> {
    match Password::choose(form.raw("new-password"), known) {
        Ok(password) => Some(password),
        Err(weak) => {
            let id = match weak {
                Weak::Short => "account-password-short",
                Weak::Long => "account-password-long",
                Weak::Guessable => "account-password-guessable",
            };
            faults.add("new-password", i18n::text(lang, id, &[("min", passwords::SHORTEST.into())]));
            None
        }
    }
}
