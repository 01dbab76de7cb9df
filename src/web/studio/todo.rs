//! What is still to be said of a show that was begun: on its page and at home, each with the way to the field.

use crate::accounts::{Actor, Scope};
use crate::podcast::about::Lack;
use crate::podcast::shows::Show;
use crate::web::pages::words::Words;

/// What is still to be done (`templates/studio/todo.html`).
#[derive(Debug, Default)]
pub struct Todo {
    /// What, and the field where it is done, below `/studio`.
    pub lines: Vec<(String, String)>,
    /// Whether whoever reads it may do it.
    pub may_do: bool,
    /// Whether no episode can be published until this is done.
    pub is_needed: bool,
}

impl Todo {
    /// The message that comes before it: whether it is needed, and who may do it.
    pub fn lead(&self) -> &'static str {
        match (self.is_needed, self.may_do) {
            (true, true) => "todo-lead",
            (true, false) => "todo-lead-others",
            (false, true) => "todo-lead-cover",
            (false, false) => "todo-lead-cover-others",
        }
    }

    /// What a show lacks, the most needed first; empty for a show that has everything.
    pub fn of(show: &Show, actor: &Actor, words: Words) -> Self {
        let at = |field: &str| format!("/shows/{}/about#{field}", show.slug);
        let needed = show.about.lacks().map(|lack| match lack {
            Lack::Description => (words.text("todo-description"), at("description")),
            Lack::Category => (words.text("todo-category"), at("categories.0.name")),
        });
        let mut lines: Vec<(String, String)> = needed.collect();
        let is_needed = !lines.is_empty();
        if show.cover.is_stand_in {
            lines.push((words.text("todo-cover"), at("cover-part")));
        }
        Self { lines, may_do: actor.scope_in(show.id) >= Some(Scope::Admin), is_needed }
    }
}
