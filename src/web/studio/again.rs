//! The password, asked for again before something about signing in changes: whoever sits down at a computer that somebody left
//! signed in does not take the studio over, and does not guess without end.

use askama::Template;
use axum::response::Response;
use chrono::TimeDelta;

use super::form::{Faults, Form};
use super::{frame, tries};
use crate::accounts::tries::{Limit, begin, was_right};
use crate::accounts::users::User;
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::web::error::Error;

/// Why it is not done.
pub struct No {
    /// How long until the next try, when there were too many.
    left: Option<TimeDelta>,
}

impl No {
    /// The same form again, which says why beside the field.
    pub fn answer(self, app: &App, page: &impl Template, lang: Lang) -> Result<Response, Error> {
        let response = frame::refused(app, page, lang)?;
        match self.left {
            Some(left) => Ok(tries::too_early(response, left)),
            None => Ok(response),
        }
    }
}

/// Asks for the password in the field `password`; what is wrong with it is among the faults.
pub async fn password(
    app: &App,
    user: &User,
    form: &Form,
    faults: &mut Faults,
    lang: Lang,
) -> Result<Result<(), No>, Error> {
    let limits = Limit::of_second("password", user.id);
    if let Err(left) = begin(app, &limits).await? {
        faults.add("password", tries::wait(left, lang));
        return Ok(Err(No { left: Some(left) }));
    }
    if !app.passwords.fits(form.raw("password"), user.password.as_deref()).await? {
        faults.add("password", i18n::text(lang, "account-password-wrong", &[]));
        return Ok(Err(No { left: None }));
    }
    let mut tx = app.db.begin().await?;
    was_right(&mut tx, &limits).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
