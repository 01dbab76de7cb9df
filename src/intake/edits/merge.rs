//! Who changed what: the fields as they were when somebody began to type, as they typed them, and as they are by now.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::sheet::{FIELDS, Sheet};

/// Characters of a mark: two texts of one field that have the same one by chance are not met.
const MARK: usize = 12;

/// Marks of fields: the same text has the same mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(pub(super) BTreeMap<String, String>);

impl Marks {
    /// The mark of a field; none when nobody noted it.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Notes a field as it is in this sheet.
    pub fn note(&mut self, field: &str, sheet: &Sheet) {
        self.0.insert(field.to_owned(), mark(sheet.get(field)));
    }

    /// Forgets a field: nobody knows how it was.
    pub fn forget(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// Takes a field's mark from others, where they have it.
    pub fn keep(&mut self, field: &str, others: &Self) {
        if let Some(mark) = others.get(field) {
            self.0.insert(field.to_owned(), mark.to_owned());
        }
    }

    /// The marks that a form goes on with which still shows what was `typed`: a field that somebody else changed keeps its old one,
    /// so that what it shows is not taken for a change back.
    pub fn continued(&self, typed: &Sheet, theirs: &Sheet) -> Self {
        let mut marks = self.clone();
        for field in FIELDS.iter().filter(|field| typed.get(field) == theirs.get(field)) {
            marks.note(field, theirs);
        }
        marks
    }
}

/// The mark of a text.
pub fn mark(text: &str) -> String {
    let mut digest = hex::encode(Sha256::digest(text.as_bytes()));
    digest.truncate(MARK);
    digest
}

/// Two sheets put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What both say; where they say different things, what I say.
    pub sheet: Sheet,
    /// The fields that I alone changed.
    pub mine: Vec<&'static str>,
    /// The fields that we changed to different texts.
    pub conflicts: Vec<&'static str>,
}

impl Merged {
    /// What of it waits, and the marks that it began from: the fields that are `left` to be written, and those that are asked about.
    pub fn waiting(&self, left: &[&'static str], base: &Marks, theirs: &Sheet) -> Option<(Marks, Sheet)> {
        let (mut marks, mut sheet) = (theirs.marks(), theirs.clone());
        for field in left.iter().chain(&self.conflicts) {
            marks.keep(field, base);
            sheet.set(field, self.sheet.get(field));
        }
        (!left.is_empty() || !self.conflicts.is_empty()).then_some((marks, sheet))
    }
}

/// Puts together what I typed and what there is by now, field by field, knowing what both of us began from. A field of which
/// nobody knows what I began from counts as changed by nobody else; left empty in a form that began from others, it was not in
/// that form.
pub fn merge(base: &Marks, mine: &Sheet, theirs: &Sheet) -> Merged {
    let mut merged = Merged { sheet: theirs.clone(), mine: Vec::new(), conflicts: Vec::new() };
    for field in FIELDS {
        let (ours, others) = (mine.get(field), theirs.get(field));
        let is_changed = |text: &str| base.get(field).is_some_and(|known| known != mark(text));
        let was_not_there = base.get(field).is_none() && !base.0.is_empty() && ours.is_empty();
        if ours == others || was_not_there || (base.get(field).is_some() && !is_changed(ours)) {
            continue;
        }
        merged.sheet.set(field, ours);
        if is_changed(others) { merged.conflicts.push(field) } else { merged.mine.push(field) }
    }
    merged
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;
    use sqlx::types::Json;

    use super::super::Edit;
    use super::super::sheet::with as sheet;
    use super::*;

    #[test]
    fn what_only_one_changed_is_taken_from_them() {
        let base = sheet(&[("title", "Głos"), ("notes", "a"), ("season", "1")]);
        let mine = sheet(&[("title", "Głos ludzi"), ("notes", "a"), ("season", "1")]);
        let theirs = sheet(&[("title", "Głos"), ("notes", "b")]);
        let merged = merge(&base.marks(), &mine, &theirs);
        assert_eq!(merged.sheet, sheet(&[("title", "Głos ludzi"), ("notes", "b")]));
        assert_eq!((merged.mine, merged.conflicts), (vec!["title"], vec![]));
    }

    #[test]
    fn what_both_changed_is_asked_about_unless_they_agree() {
        let base = sheet(&[("title", "Głos"), ("notes", "a")]);
        let mine = sheet(&[("title", "Głos ludzi"), ("notes", "c")]);
        let theirs = sheet(&[("title", "Głos miasta"), ("notes", "c")]);
        let merged = merge(&base.marks(), &mine, &theirs);
        assert_eq!((merged.sheet.get("title"), merged.conflicts), ("Głos ludzi", vec!["title"]));
        assert!(merged.mine.is_empty());
    }

    #[test]
    fn what_was_not_written_waits_with_what_it_began_from_and_nothing_else_does() {
        let before = sheet(&[("title", "Głos"), ("notes", "a"), ("season", "1")]);
        let mine = sheet(&[("title", "Głos ludzi"), ("notes", "b"), ("season", "2")]);
        let theirs = sheet(&[("title", "Głos miasta"), ("notes", "b"), ("season", "1")]);
        let base = before.marks();
        let merged = merge(&base, &mine, &theirs);
        let (marks, waiting) = merged.waiting(&["season"], &base, &theirs).unwrap();
        assert_eq!(waiting, mine);
        // Taken up again, it is asked about and left once more.
        let again = merge(&marks, &waiting, &theirs);
        assert_eq!((again.mine, again.conflicts), (vec!["season"], vec!["title"]));
        let alone = merge(&base, &mine, &before);
        assert_eq!(alone.waiting(&[], &base, &mine), None);
    }

    #[test]
    fn what_a_form_still_shows_of_before_is_not_taken_for_a_change_back() {
        let before = sheet(&[("title", "Głos"), ("notes", "a")]);
        let typed = sheet(&[("title", "Głos"), ("notes", "b")]);
        let theirs = sheet(&[("title", "Głos miasta"), ("notes", "b")]);
        let marks = before.marks().continued(&typed, &theirs);
        assert_eq!(merge(&marks, &typed, &theirs).sheet, theirs);
        // What was saved is what the next letter is typed over.
        let next = sheet(&[("title", "Głos"), ("notes", "c")]);
        let merged = merge(&marks, &next, &theirs);
        assert_eq!((merged.mine, merged.conflicts), (vec!["notes"], vec![]));
    }

    #[test]
    fn what_one_window_kept_is_not_lost_to_another() {
        let before = sheet(&[("title", "Głos"), ("notes", "a"), ("season", "1")]);
        let waiting = sheet(&[("title", "Głos ludzi"), ("notes", "a"), ("season", "2")]);
        let edit = Edit { base: Json(before.marks()), sheet: Json(waiting), changed_at: DateTime::UNIX_EPOCH };
        let (mut base, mut other) = (before.marks(), sheet(&[("title", "Głos"), ("notes", "b"), ("season", "3")]));
        edit.carried_into(&mut base, &mut other, &Marks::default());
        assert_eq!(other, sheet(&[("title", "Głos ludzi"), ("notes", "b"), ("season", "3")]));
    }

    #[test]
    fn what_a_window_shows_of_the_copy_it_may_take_back_and_nothing_else() {
        let before = sheet(&[("title", "Głos"), ("season", "1")]);
        let waiting = sheet(&[("title", "Głos ludzi"), ("season", "2")]);
        let edit = Edit { base: Json(before.marks()), sheet: Json(waiting), changed_at: DateTime::UNIX_EPOCH };
        let shown = edit.shown_in(&sheet(&[("title", "Głos"), ("season", "2")]));
        let (mut base, mut taken_back) = (before.marks(), before.clone());
        edit.carried_into(&mut base, &mut taken_back, &shown);
        assert_eq!(taken_back, sheet(&[("title", "Głos ludzi"), ("season", "1")]));
    }

    #[test]
    fn a_form_that_had_not_a_field_takes_nothing_out_of_it() {
        let (before, theirs) = (sheet(&[("title", "Głos")]), sheet(&[("title", "Głos"), ("season", "2")]));
        let mut base = before.marks();
        base.0.remove("season");
        let merged = merge(&base, &sheet(&[("title", "Głos ludzi")]), &theirs);
        assert_eq!((merged.sheet.get("season"), merged.mine), ("2", vec!["title"]));
    }

    proptest! {
        /// Nobody's word is lost: each field says what one of the two says, and a change of one alone stands.
        #[test]
        fn nothing_is_lost(texts in proptest::collection::vec("[ab]?", 3 * FIELDS.len())) {
            let of = |which: usize| {
                let mut sheet = Sheet::default();
                FIELDS.iter().enumerate().for_each(|(at, field)| sheet.set(field, &texts[at * 3 + which]));
                sheet
            };
            let (base, mine, theirs) = (of(0), of(1), of(2));
            let merged = merge(&base.marks(), &mine, &theirs);
            for field in FIELDS {
                let (before, ours, others, now) =
                    (base.get(field), mine.get(field), theirs.get(field), merged.sheet.get(field));
                let expected = if ours == before { others } else { ours };
                prop_assert_eq!(now, expected);
                let differs = ours != before && others != before && ours != others;
                prop_assert_eq!(merged.conflicts.contains(&field), differs);
            }
        }
    }
}
