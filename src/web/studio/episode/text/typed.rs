//! What the form of an episode's text sent, as a sheet of its fields, and a sheet as the changes that it asks for.

use crate::intake::Refusal;
use crate::intake::edits::{Edit, FIELDS, Marks, Sheet, mark, people_text, rows_text};
use crate::intake::publish::{Changes, Published};
use crate::podcast::chapters::Chapters;
use crate::podcast::slug::Slug;
use crate::web::api::fields::Fields;
use crate::web::studio::about;
use crate::web::studio::episode::{chapters, soundbites};
use crate::web::studio::form::Form;

/// People whom a form may name: as many as an episode may, and one more to be refused.
const MAX_PEOPLE: usize = 201;

/// What was sent.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The fields as they were when they were shown.
    pub base: Marks,
    /// What stands in them.
    pub sheet: Sheet,
    /// What of the working copy it shows, or showed when it was last saved.
    pub shows: Marks,
    /// What was chosen where two people wrote different things.
    pub choices: Vec<Choice>,
}

/// Which of two texts is to stand.
#[derive(Debug, Clone)]
pub struct Choice {
    /// In this field.
    pub field: &'static str,
    /// Whether it is that of whoever chooses.
    pub mine: bool,
    /// The mark of the other one, which they saw.
    pub seen: String,
}

impl Typed {
    /// What a form sent.
    pub fn of(form: &Form) -> Self {
        let mut sheet = Sheet::default();
        for field in FIELDS {
            match field {
                "note" => sheet.typed(field, &notes(form)),
                "locations" | "funding" | "social" => sheet.typed(field, &rows_text(field, &about::rows(field, form))),
                "people" => sheet.typed(field, &people(form)),
                "soundbites" => sheet.typed(field, &soundbites::typed(form)),
                field => sheet.typed(field, form.raw(field)),
            }
        }
        let mut base: Marks = serde_json::from_str(form.text("base")).unwrap_or_default();
        // Parts that wait for a recording have no fields in the form: it says nothing of them.
        for (field, name) in [("chapters", "chapters"), ("soundbites", "soundbite-start")] {
            if !form.has(name) {
                base.forget(field);
            }
        }
        let choice = |field: &'static str| {
            let (kept, seen) = form.text(&format!("keep-{field}")).split_once(':')?;
            Some(Choice { field, mine: kept == "mine", seen: seen.to_owned() })
        };
        Self {
            base,
            sheet,
            shows: serde_json::from_str(form.text("shows")).unwrap_or_default(),
            choices: FIELDS.into_iter().filter_map(choice).collect(),
        }
    }

    /// The same with the choices made between its texts and those that there are by now, and with what waits of the same
    /// person that it does not show. A choice that was made between other texts does not count.
    pub fn chosen(&self, theirs: &Sheet, waiting: Option<&Edit>) -> (Marks, Sheet) {
        let (mut base, mut sheet) = (self.base.clone(), self.sheet.clone());
        if let Some(edit) = waiting {
            edit.carried_into(&mut base, &mut sheet, &self.shows);
        }
        for Choice { field, mine, seen } in &self.choices {
            if *seen == mark(theirs.get(field)) {
                base.note(field, theirs);
                if !mine {
                    sheet.set(field, theirs.get(field));
                }
            }
        }
        (base, sheet)
    }
}

/// The notes that a form links, one a line. A button of one of them moves it up or down among these.
fn notes(form: &Form) -> String {
    let mut notes: Vec<&str> = form.all("note").collect();
    let place = |slug: &str| notes.iter().position(|note| *note == slug);
    let (up, down) = (place(form.text("up")), place(form.text("down")));
    let pair = up.and_then(|place| Some((place.checked_sub(1)?, place))).or(down.map(|place| (place, place + 1)));
    if let Some((one, other)) = pair.filter(|(_, other)| *other < notes.len()) {
        notes.swap(one, other);
    }
    notes.join("\n")
}

/// The people of a form: a row of fields each.
fn people(form: &Form) -> String {
    const PARTS: [(&str, &str); 5] = [
        ("name", "person-name"),
        ("role", "person-role"),
        ("group", "person-group"),
        ("href", "person-href"),
        ("img", "person-img"),
    ];
    let parts = PARTS.map(|(part, field)| (part, form.all(field).collect::<Vec<_>>()));
    let count = parts[0].1.len().min(MAX_PEOPLE);
    people_text((0..count).map(|row| {
        parts.each_ref().map(|(part, typed)| (*part, typed.get(row).copied().unwrap_or_default().to_owned()))
    }))
}

/// What chapters and soundbites are read against.
#[derive(Debug, Default)]
pub struct Before {
    /// The chapters that there are, of which a line does not say everything.
    pub chapters: Chapters,
    /// Length of the recording in ms, if there is one.
    pub length_ms: Option<u64>,
}

impl Before {
    /// An episode as it is.
    pub fn of(published: &Published) -> Self {
        let length_ms = published.audio.as_ref().map(|audio| audio.duration_ms.unsigned_abs());
        Self { chapters: published.all_chapters(), length_ms }
    }
}

/// The changes that these fields of a sheet ask for, and why some of them are not taken.
pub fn changes(fields: &[&'static str], sheet: &Sheet, before: &Before) -> (Changes, Vec<(&'static str, Refusal)>) {
    let (mut taken, mut refused) = (Fields::default(), Vec::new());
    for field in fields.iter().filter(|field| !matches!(**field, "slug" | "note" | "chapters" | "soundbites")) {
        let mut with = taken.clone();
        match with.take(field, sheet.get(field)) {
            Ok(()) => taken = with,
            Err(refusal) => refused.push((*field, refusal.field(field))),
        }
    }
    let mut changes = taken.changes();
    if fields.contains(&"note") {
        // Slugs of notes that there are: the form offers no others.
        changes.note = Some(sheet.get("note").lines().filter_map(|slug| slug.parse().ok()).collect());
    }
    if fields.contains(&"chapters") {
        match chapters::read(sheet.get("chapters"), before) {
            Ok(chapters) => changes.chapters = Some(chapters),
            Err(refusals) => refused.extend(refusals.into_iter().map(|refusal| ("chapters", refusal))),
        }
    }
    if fields.contains(&"soundbites") {
        match soundbites::read(sheet.get("soundbites"), before.length_ms) {
            Ok(soundbites) => changes.details.soundbites = Some(soundbites),
            Err(refusals) => refused.extend(refusals.into_iter().map(|refusal| ("soundbites", refusal))),
        }
    }
    match sheet.get("slug") {
        "" if fields.contains(&"slug") || changes.title.is_some() => changes.slug = Some(None),
        typed if fields.contains(&"slug") => match typed.parse::<Slug>() {
            Ok(slug) => changes.slug = Some(Some(slug)),
            Err(error) => refused.push(("slug", crate::intake::publish::slug_refused(&error))),
        },
        _ => {}
    }
    (changes, refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_becomes_changes_of_what_was_asked_for_alone() {
        let form = Form::parse(
            "title=+G%C5%82os+&notes=a%0D%0Ab&season=x&person-name=Anna&person-role=Host&person-group=&person-href=&person-img=\
             &person-name=&person-role=&person-group=&person-href=&person-img=&note=cel&note=pakiety"
                .as_bytes(),
        );
        let typed = Typed::of(&form);
        let (asked, refused) = changes(&["title", "note", "people", "season"], &typed.sheet, &Before::default());
        assert_eq!(asked.title.unwrap().as_str(), "Głos");
        assert_eq!(asked.note.unwrap().len(), 2);
        assert_eq!(asked.details.people.unwrap().len(), 1);
        assert_eq!((asked.slug, asked.notes), (Some(None), None), "a new title makes a new address");
        let refused: Vec<_> = refused.iter().map(|(field, refusal)| (*field, refusal.code)).collect();
        assert_eq!(refused, [("season", "number-invalid")]);
    }

    #[test]
    fn a_button_moves_a_linked_note_among_those_that_are_linked() {
        let after =
            |pressed: &str| notes(&Form::parse(format!("note=cel&note=pakiety&note=grupy&{pressed}").as_bytes()));
        assert_eq!(after("up=grupy"), "cel\ngrupy\npakiety");
        assert_eq!(after("down=cel"), "pakiety\ncel\ngrupy");
        for nothing in ["up=cel", "down=grupy", "up=nic", "do=save"] {
            assert_eq!(after(nothing), "cel\npakiety\ngrupy", "{nothing}");
        }
    }

    #[test]
    fn a_choice_counts_between_the_texts_that_were_seen() {
        let mut theirs = Sheet::default();
        theirs.set("title", "Głos miasta");
        let sent = |seen: &str| {
            let body = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("title", "Głos ludzi")
                .append_pair("keep-title", &format!("theirs:{seen}"))
                .finish();
            Typed::of(&Form::parse(body.as_bytes())).chosen(&theirs, None).1
        };
        assert_eq!(sent(&mark("Głos miasta")).get("title"), "Głos miasta");
        assert_eq!(sent(&mark("Głos wsi")).get("title"), "Głos ludzi");
    }
}
