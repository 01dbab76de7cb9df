//! Fragments are kept from one edition to the next while they are right, and no longer.

use glos::feed;
use glos::podcast::catalogue::Item;
use glos::podcast::episodes::Kind;
use glos::podcast::ids::AudioId;
use glos::podcast::shows::Show;

use crate::fixture;

fn episode() -> Item {
    let mut item = fixture::item(1, "Odcinek", "Rozmowa.");
    item.notes = vec![fixture::note("cel", "Cel projektu", "Po co to wszystko.")];
    // The same picture as the show's, which is left out.
    item.episode.details.cover = Some(fixture::show().cover.0);
    item
}

#[test]
fn a_fragment_is_kept_while_nothing_changes() {
    assert!(feed::unchanged((&fixture::show(), &episode()), (&fixture::show(), &episode())));
}

#[test]
fn a_later_revision_alone_renders_nothing_anew() {
    let mut later = fixture::show();
    later.revision += 1;
    later.changed_at = fixture::november(25);
    assert!(feed::unchanged((&fixture::show(), &episode()), (&later, &episode())));
}

#[test]
fn a_change_that_the_fragment_shows_is_never_missed() {
    type Change = fn(&mut Show, &mut Item);
    let changes: [(&str, Change); 16] = [
        ("title", |_, item| item.episode.title = fixture::line("Inny")),
        ("show notes", |_, item| item.episode.notes = "Inne.".to_owned().try_into().unwrap()),
        ("slug", |_, item| item.episode.slug = "inny".parse().unwrap()),
        ("season", |_, item| item.episode.season = None),
        ("number", |_, item| item.episode.number = Some(7)),
        ("type", |_, item| item.episode.kind = Kind::Bonus),
        ("release", |_, item| item.episode.release_at = Some(fixture::november(9))),
        ("recording", |_, item| item.audio.id = AudioId::new()),
        ("length", |_, item| item.audio.duration_ms = 1000),
        ("linked notes", |_, item| item.notes = vec![fixture::note("cel", "Nowy cel", "Po co.")]),
        ("language of the show", |show, _| show.about.language = "en".to_owned().try_into().unwrap()),
        ("explicit", |show, _| show.about.explicit = true),
        ("explicit of the episode", |_, item| item.episode.details.explicit = Some(true)),
        ("people", |_, item| item.episode.details = fixture::everything().episode.details),
        ("a cover that is not the show's any more", |show, _| show.cover.sha256 = "0".repeat(64)),
        ("slug of the show", |show, _| show.slug = "inny".parse().unwrap()),
    ];
    let (show, item, addresses) = (fixture::show(), episode(), fixture::addresses());
    for (what, change) in changes {
        let (mut new_show, mut new_item) = (fixture::show(), episode());
        change(&mut new_show, &mut new_item);
        assert!(!feed::unchanged((&show, &item), (&new_show, &new_item)), "{what}");
        let fragments = (feed::item(&show, &item, &addresses), feed::item(&new_show, &new_item, &addresses));
        assert_ne!(fragments.0, fragments.1, "{what} shows");
    }
}
