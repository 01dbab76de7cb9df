//! The feed as other programs read it.

use rss::extension::Extension;

use crate::{feed_of, fixture};

fn read(xml: &str) -> rss::Channel {
    rss::Channel::read_from(xml.as_bytes()).expect("the crate reads our feed")
}

#[test]
fn the_whole_feed_looks_like_this() {
    insta::assert_snapshot!(feed_of(&fixture::show(), &fixture::items()));
}

#[test]
fn the_same_show_gives_the_same_bytes() {
    assert_eq!(feed_of(&fixture::show(), &fixture::items()), feed_of(&fixture::show(), &fixture::items()));
}

#[test]
fn a_reader_finds_every_field_of_the_channel() {
    let channel = read(&feed_of(&fixture::show(), &fixture::items()));
    assert_eq!(channel.title(), "SKUTECZNY DIALOG – Dajemy Ciałom Głos");
    assert_eq!(channel.link(), "https://podcasty.example.org/skuteczny-dialog");
    assert_eq!(
        channel.description(),
        "Podcasty o dialogu obywatelskim w Krakowie.\n\n\
         O projekcie: cel (https://podcasty.example.org/skuteczny-dialog/notes/cel)."
    );
    assert_eq!(channel.language(), Some("pl"));
    assert_eq!(channel.copyright(), Some("Stowarzyszenie „Głos”"));
    assert_eq!(channel.last_build_date(), Some("Fri, 20 Nov 2026 08:00:00 +0000"));
    assert_eq!(channel.generator(), Some("glos"));
    let cover = "https://podcasty.example.org/skuteczny-dialog/cover.png?v=0123456789ab";
    let image = channel.image().unwrap();
    assert_eq!((image.url(), image.title(), image.link()), (cover, channel.title(), channel.link()));
    let itunes = channel.itunes_ext().unwrap();
    assert_eq!(itunes.author(), Some("Stowarzyszenie „Głos” & Przyjaciele"));
    let owner = itunes.owner().unwrap();
    assert_eq!((owner.name(), owner.email()), (Some("Stowarzyszenie „Głos”"), Some("podcast@example.org")));
    assert_eq!((itunes.explicit(), itunes.r#type(), itunes.image()), (Some("false"), Some("episodic"), Some(cover)));
    let [first, second] = itunes.categories() else { panic!("two categories") };
    assert_eq!((first.text(), first.subcategory().map(|sub| sub.text())), ("Society & Culture", Some("Documentary")));
    assert_eq!((second.text(), second.subcategory()), ("Government", None));
}

#[test]
fn a_reader_finds_the_podcasting_2_tags() {
    let channel = read(&feed_of(&fixture::show(), &[]));
    let podcast = &channel.extensions()["podcast"];
    let value = |name: &str| podcast[name][0].value().unwrap();
    assert_eq!(value("guid"), "917393e3-1b1e-5cef-ace4-edaa54e1f810");
    assert_eq!((value("medium"), value("locked")), ("podcast", "yes"));
    assert_eq!(attribute(&podcast["locked"][0], "owner"), Some("podcast@example.org"));
    assert_eq!(value("funding"), "Wesprzyj nas");
    let url = "https://example.org/wesprzyj?od=podcast&kwota=10";
    assert_eq!(attribute(&podcast["funding"][0], "url"), Some(url));
    assert_eq!(value("license"), "CC-BY-SA-4.0");
    let text = "https://creativecommons.org/licenses/by-sa/4.0/";
    assert_eq!(attribute(&podcast["license"][0], "url"), Some(text));
    let host = &podcast["person"][0];
    assert_eq!(host.value(), Some("Łucja Żak"));
    assert_eq!((attribute(host, "role"), attribute(host, "group")), (Some("Host"), Some("Cast")));
    assert_eq!(attribute(host, "href"), Some("https://example.org/zak"));
    assert_eq!(attribute(&podcast["person"][1], "href"), None, "the namespace takes https only");
}

fn attribute<'a>(extension: &'a Extension, name: &str) -> Option<&'a str> {
    extension.attrs().get(name).map(String::as_str)
}

#[test]
fn a_reader_finds_every_field_of_an_episode() {
    let xml = feed_of(&fixture::show(), &fixture::items());
    let channel = read(&xml);
    let item = &channel.items()[0];
    assert_eq!(item.title(), Some("Głos & dialog: czy <miasto> słucha?"));
    assert_eq!(item.link(), Some("https://podcasty.example.org/skuteczny-dialog/odcinek-3"));
    let guid = item.guid().unwrap();
    assert_eq!((guid.value(), guid.is_permalink()), ("00000000-0000-0000-0000-0000feed0003", false));
    assert_eq!(item.pub_date(), Some("Tue, 03 Nov 2026 08:00:00 +0000"));
    let enclosure = item.enclosure().unwrap();
    assert_eq!(
        enclosure.url(),
        "https://podcasty.example.org/media/00000000-0000-0000-0000-0000000007d3/skuteczny-dialog-odcinek-3.mp3"
    );
    assert_eq!((enclosure.length(), enclosure.mime_type()), ("28800003", "audio/mpeg"));
    let itunes = item.itunes_ext().unwrap();
    assert_eq!((itunes.duration(), itunes.season(), itunes.episode()), (Some("1801"), Some("1"), Some("3")));
    assert_eq!((itunes.episode_type(), itunes.explicit()), (Some("full"), Some("false")));
}

#[test]
fn show_notes_are_text_in_the_description_and_html_in_the_content() {
    let channel = read(&feed_of(&fixture::show(), &fixture::items()));
    let item = &channel.items()[0];
    let (text, html) = (item.description().unwrap(), item.content().unwrap());
    assert!(text.starts_with("Rozmowa o tym, jak miasto słucha mieszkanek i mieszkańców.\n\nW odcinku"), "{text}");
    assert!(text.contains("znak <3"), "{text}");
    assert!(html.contains("<strong>jak miasto słucha</strong>"), "{html}");
    assert!(html.contains("href=\"https://podcasty.example.org/skuteczny-dialog/notes/pakiet-startowy\""), "{html}");
}

#[test]
fn linked_notes_follow_the_show_notes_in_the_language_of_the_show() {
    let (mut show, items) = (fixture::show(), fixture::items());
    let list = "<ul>\n<li><a href=\"https://podcasty.example.org/skuteczny-dialog/notes/pakiet-startowy\">PAKIET STARTOWY</a> – ";
    let polish = read(&feed_of(&show, &items));
    assert!(
        polish.items()[0]
            .content()
            .unwrap()
            .contains(&format!("<p><strong>Informacje o projekcie</strong></p>\n{list}"))
    );
    show.about.language = "en-GB".to_owned().try_into().unwrap();
    let english = read(&feed_of(&show, &items));
    assert!(
        english.items()[0].content().unwrap().contains(&format!("<p><strong>About the project</strong></p>\n{list}"))
    );
}

#[test]
fn the_description_ends_with_the_addresses_of_the_linked_notes() {
    let channel = read(&feed_of(&fixture::show(), &fixture::items()));
    let text = channel.items()[0].description().unwrap();
    assert!(
        text.ends_with(
            "\n\nInformacje o projekcie\n\
             • PAKIET STARTOWY (https://podcasty.example.org/skuteczny-dialog/notes/pakiet-startowy)\n\
             • Cel projektu (https://podcasty.example.org/skuteczny-dialog/notes/cel)"
        ),
        "{text}"
    );
}

#[test]
fn an_episode_without_show_notes_is_described_by_its_title() {
    let channel = read(&feed_of(&fixture::show(), &fixture::items()));
    let trailer = &channel.items()[2];
    assert_eq!((trailer.description(), trailer.content()), (Some("Zapowiedź"), None));
}

#[test]
fn m4a_has_the_type_that_apple_knows() {
    let channel = read(&feed_of(&fixture::show(), &fixture::items()));
    assert_eq!(channel.items()[1].enclosure().unwrap().mime_type(), "audio/x-m4a");
}

#[test]
fn a_bonus_without_numbers_claims_none() {
    let channel = read(&feed_of(&fixture::show(), &fixture::items()));
    let itunes = channel.items()[1].itunes_ext().unwrap();
    assert_eq!((itunes.episode_type(), itunes.season(), itunes.episode()), (Some("bonus"), None, None));
}

#[test]
fn an_owner_without_an_address_stays_out_of_the_feed() {
    let mut show = fixture::show();
    show.about.owner.as_mut().unwrap().email = None;
    let xml = feed_of(&show, &[]);
    assert!(!xml.contains("itunes:owner") && xml.contains("<podcast:locked>yes</podcast:locked>"), "{xml}");
}

#[test]
fn a_show_without_episodes_is_a_feed() {
    let channel = read(&feed_of(&fixture::show(), &[]));
    assert!(channel.items().is_empty());
    assert_eq!(channel.title(), "SKUTECZNY DIALOG – Dajemy Ciałom Głos");
}
