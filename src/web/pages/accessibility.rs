//! `/accessibility`: the statement that the Polish Act of 4 April 2019 on digital accessibility asks of public bodies, and that
//! whoever works for them does well to have.
//!
//! Headings, binding sentences, ids and dates are those of the ministry's technical conditions, version 2.0 of 31 July 2024
//! („Warunki techniczne publikacji i struktura dokumentu elektronicznego deklaracji dostępności”): a program reads them. What the
//! publisher declares is in the settings, and what is not there is not made up.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;

use crate::addresses::Addresses;
use crate::app::App;
use crate::config::{Assessment, Publisher, Status, Told};
use crate::i18n::Lang;
use crate::markdown;
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::Frame;
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::marked::{element, link};
use crate::web::pages::words::Words;

/// `GET /accessibility`
pub async fn accessibility(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    html::page(&Page::of(&app.addresses, reader, &app.settings.publisher), reader.lang, &app.settings)
}

/// The statement.
#[derive(Template)]
#[template(path = "accessibility.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    publisher: &'a Publisher,
    /// Whether it has all that a statement has to tell.
    is_complete: bool,
    /// Who declares it, HTML.
    intro: Option<String>,
    /// Of what it is declared, HTML.
    about: String,
    /// Days of the website, HTML.
    of_website: Vec<String>,
    /// The message of the status.
    status: Option<&'static str>,
    exceptions: Option<Text>,
    /// Days of the statement, HTML.
    of_statement: Vec<String>,
    /// How it came to be, HTML.
    assessment: Option<String>,
    /// Whom to ask, HTML.
    contact: Vec<String>,
    /// Whom to complain to, HTML.
    management: Vec<String>,
    /// Who helps with a complaint, HTML.
    help: [String; 2],
    building: Option<Text>,
    communication: Option<Text>,
}

/// A text of the publisher.
struct Text {
    html: String,
    /// Its language, where it is not the page's.
    lang: Option<&'static str>,
}

impl<'a> Page<'a> {
    /// The statement of this publisher.
    pub fn of(addresses: &'a Addresses, reader: Reader, publisher: &'a Publisher) -> Self {
        let words = Words { lang: reader.lang };
        let declared = &publisher.accessibility;
        let address = addresses.accessibility();
        let (title, description) = (words.text("statement-title"), words.text("statement-description"));
        let text = |told: &Option<Told>| told.as_ref().map(|told| Text::of(told, reader.lang, &address));
        let head = Head::of_site(reader, title, description, Some(address.clone()));
        Self {
            is_complete: publisher.missing().is_empty(),
            intro: publisher.name.as_ref().map(|name| intro(words, name.as_str())),
            about: about(words, addresses),
            of_website: days(
                words,
                [
                    ("statement-published", "a11y-data-publikacja", declared.published),
                    ("statement-updated", "a11y-data-aktualizacja", declared.updated),
                ],
            ),
            status: declared.status.map(|status| match status {
                Status::Full => "statement-status-full",
                Status::Partial => "statement-status-partial",
                Status::None => "statement-status-none",
            }),
            exceptions: text(&declared.exceptions),
            of_statement: days(
                words,
                [
                    ("statement-prepared", "a11y-data-sporzadzenie", declared.prepared),
                    ("statement-reviewed", "a11y-data-przeglad", declared.reviewed),
                ],
            ),
            assessment: assessment(words, publisher),
            contact: contact(words, publisher),
            management: management(words, publisher),
            help: help(words),
            building: text(&declared.building),
            communication: text(&declared.communication),
            frame: Frame::of_site(reader, Links::new(addresses, reader), head),
            publisher,
        }
    }

    /// Whether the publisher has said who answers a request, and so can be promised to answer.
    fn answers(&self) -> bool {
        self.intro.is_some() && self.publisher.accessibility_email().is_some()
    }
}

impl Text {
    /// A text in the reader's language where there is one, else in Polish.
    fn of(told: &Told, lang: Lang, base: &str) -> Self {
        let (text, other) = match (lang, &told.english) {
            (Lang::En, Some(english)) => (english, None),
            (Lang::En, None) => (&told.polish, Some(Lang::Pl.tag())),
            (Lang::Pl, _) => (&told.polish, None),
        };
        Self { html: markdown::to_html(text.as_str(), base), lang: other }
    }
}

fn intro(words: Words, name: &str) -> String {
    let publisher = element("span", "a11y-podmiot", name);
    let scope = element("span", "a11y-zakres", &words.text("statement-scope"));
    words.marked("statement-intro", &[("publisher", publisher), ("scope", scope)])
}

fn about(words: Words, addresses: &Addresses) -> String {
    let home = addresses.home();
    let said = home.split_once("://").map_or(&*home, |(_scheme, rest)| rest).trim_end_matches('/');
    words.marked("statement-about", &[("site", link(&home, "a11y-url", said))])
}

/// The days that are known, each with its id.
fn days(words: Words, days: [(&str, &str, Option<NaiveDate>); 2]) -> Vec<String> {
    let said = |(message, id, day): (&str, &str, Option<NaiveDate>)| {
        let day = day?;
        let text = words.with("statement-day", "day", &words.day(day));
        let time = format!("<time id=\"{id}\" datetime=\"{day}\">{text}</time>");
        Some(words.marked(message, &[("date", time)]))
    };
    days.into_iter().filter_map(said).collect()
}

/// On what the statement rests; none where nobody declared it. `a11y-ocena` is, by some sources, what is said of excessive costs,
/// by others how the website was examined: both are in it.
fn assessment(words: Words, publisher: &Publisher) -> Option<String> {
    let declared = &publisher.accessibility;
    let examined = match (declared.assessment, &declared.auditor) {
        (Some(Assessment::Own), _) => Some(words.text("statement-self-assessed")),
        (Some(Assessment::Audit), Some(auditor)) => {
            Some(words.marked("statement-audited", &[("auditor", element("span", "a11y-audytor", auditor.as_str()))]))
        }
        // An audit by nobody is none; the settings' log names what is missing.
        (Some(Assessment::Audit) | None, _) => None,
    };
    let costs = declared
        .excessive_costs
        .map(|claimed| words.text(if claimed { "statement-excessive-costs" } else { "statement-no-excessive-costs" }));
    let said: Vec<String> = examined.into_iter().chain(costs).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Who is asked about accessibility: by name, mail and telephone.
fn contact(words: Words, publisher: &Publisher) -> Vec<String> {
    let person =
        publisher.accessibility.contact.as_ref().map(|contact| {
            format!("<span id=\"a11y-kontakt\">{}</span>", element("span", "a11y-osoba", contact.as_str()))
        });
    let email = publisher.accessibility_email().map(|email| {
        let href = format!("mailto:{}", email.as_str());
        words.marked("statement-email", &[("email", link(&href, "a11y-email", email.as_str()))])
    });
    let phone = publisher.accessibility_phone().map(|phone| {
        let href = format!("tel:{}", phone.dialled());
        words.marked("statement-phone", &[("phone", link(&href, "a11y-telefon", phone.as_str()))])
    });
    person.into_iter().chain(email).chain(phone).collect()
}

/// Who is complained to: the publisher, by letter or by mail.
fn management(words: Words, publisher: &Publisher) -> Vec<String> {
    let name = publisher.name.as_ref().map(|name| element("span", "", name.as_str()));
    let address = publisher
        .address
        .as_ref()
        .map(|address| words.marked("statement-address", &[("address", element("span", "", address.as_str()))]));
    let email = publisher.email.as_ref().or(publisher.accessibility_email()).map(|email| {
        let href = format!("mailto:{}", email.as_str());
        words.marked("statement-email", &[("email", link(&href, "", email.as_str()))])
    });
    name.into_iter().chain(address).chain(email).collect()
}

fn help(words: Words) -> [String; 2] {
    let portal = link(
        "https://www.gov.pl/web/gov/zloz-wniosek-o-zapewnienie-dostepnosci-cyfrowej-strony-internetowej-lub-aplikacji-mobilnej",
        "",
        "gov.pl",
    );
    let ombudsman = link("https://bip.brpo.gov.pl/", "", &words.text("statement-ombudsman"));
    [
        words.marked("statement-complaint-help", &[("portal", portal)]),
        words.marked("statement-complaint-ombudsman", &[("ombudsman", ombudsman)]),
    ]
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Settings;
    use crate::samples::{addresses, reader};

    const COMPLETE: [(&str, &str); 15] = [
        ("publisher_name", "Fundacja „Głos” & Przyjaciele"),
        ("publisher_address", "ul. Głośna 1, 31-001 Kraków"),
        ("publisher_email", "biuro@glos.example"),
        ("publisher_phone", "+48 12 345 67 89"),
        ("accessibility_status", "partial"),
        ("accessibility_exceptions", "- Odcinek 1 nie ma transkrypcji.\n- Mapa <b>projektu</b>."),
        ("accessibility_published", "2026-11-22"),
        ("accessibility_updated", "2026-12-01"),
        ("accessibility_prepared", "2026-11-22"),
        ("accessibility_reviewed", "2027-03-30"),
        ("accessibility_assessment", "self"),
        ("accessibility_contact", "Anna Żak"),
        ("accessibility_building", "Wejście bez schodów."),
        ("accessibility_communication", "Tłumacz PJM po umówieniu."),
        ("accessibility_communication_en", "An interpreter by appointment."),
    ];

    /// The ids that a statement must have (technical conditions 2.0), or has had (1.x) and still may.
    const IDS: [&str; 19] = [
        "a11y-deklaracja",
        "a11y-wstep",
        "a11y-podmiot",
        "a11y-zakres",
        "a11y-url",
        "a11y-data-publikacja",
        "a11y-data-aktualizacja",
        "a11y-status",
        "a11y-ocena",
        "a11y-data-sporzadzenie",
        "a11y-data-przeglad",
        "a11y-kontakt",
        "a11y-osoba",
        "a11y-email",
        "a11y-telefon",
        "a11y-procedura",
        "a11y-architektura",
        "a11y-komunikacja",
        "content",
    ];

    fn html(settings: &[(&str, &str)], lang: Lang) -> String {
        let settings =
            settings.iter().map(|(key, value)| (format!("GLOS_{}", key.to_uppercase()), (*value).to_owned()));
        let settings = Settings::load(Path::new("no-such-file.toml"), settings, []).unwrap();
        Page::of(&addresses(), reader(lang), &settings.publisher).render().unwrap()
    }

    /// What stands between the tag that has this id and the next closing tag.
    fn of_id<'h>(html: &'h str, id: &str) -> &'h str {
        let tag = html.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id} in {html}")).1;
        tag.split_once('>').unwrap().1.split("</").next().unwrap()
    }

    #[test]
    fn every_id_of_the_technical_conditions_is_there_once_in_both_languages() {
        for lang in Lang::ALL {
            let html = html(&COMPLETE, lang);
            for id in IDS {
                assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} in {html}");
            }
        }
    }

    #[test]
    fn the_binding_headings_stand_in_their_order() {
        let html = html(&COMPLETE, Lang::Pl);
        let headings = [
            "<h1 id=\"a11y-deklaracja\">Deklaracja dostępności</h1>",
            "<h2>Stan dostępności cyfrowej</h2>",
            "<h2>Niedostępne treści</h2>",
            "<h3>Niezgodność z załącznikiem</h3>",
            "<h2>Przygotowanie deklaracji dostępności</h2>",
            "<h2>Udogodnienia, ograniczenia i inne informacje</h2>",
            "<h2>Skróty klawiszowe</h2>",
            "<h2>Informacje zwrotne i dane kontaktowe</h2>",
            "<h2>Obsługa wniosków i skarg związanych z dostępnością</h2>",
            "<h2>Pozostałe informacje</h2>",
            "<h3>Dostępność architektoniczna</h3>",
            "<h3>Dostępność komunikacyjno-informacyjna</h3>",
        ];
        let places = headings.map(|heading| html.find(heading).unwrap_or_else(|| panic!("no {heading} in {html}")));
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn dates_are_for_programs_and_for_people() {
        let html = html(&COMPLETE, Lang::Pl).replace('\u{a0}', " ");
        assert!(html.contains("<time id=\"a11y-data-publikacja\" datetime=\"2026-11-22\">22 listopada 2026 r.</time>"));
        assert!(html.contains("<time id=\"a11y-data-przeglad\" datetime=\"2027-03-30\">30 marca 2027 r.</time>"));
    }

    #[test]
    fn the_status_is_said_in_the_binding_words() {
        let law = "z załącznikiem do ustawy z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji \
                   mobilnych podmiotów publicznych";
        for (status, said) in [
            ("full", format!("Strona internetowa jest w pełni zgodna {law}.")),
            ("partial", format!("Strona internetowa jest częściowo zgodna {law} z powodu niezgodności lub wyłączeń")),
            ("none", format!("Strona internetowa jest niezgodna {law}.")),
        ] {
            let html = html(&[("accessibility_status", status)], Lang::Pl).replace('\u{a0}', " ");
            assert!(of_id(&html, "a11y-status").starts_with(&said), "{html}");
            assert!(!html.contains("Niedostępne treści"), "nothing is listed that was not told");
        }
    }

    #[test]
    fn what_the_publisher_typed_does_nothing_and_keeps_its_language() {
        let html = html(&COMPLETE, Lang::En);
        assert_eq!(of_id(&html, "a11y-podmiot"), "Fundacja „Głos” &amp; Przyjaciele");
        assert!(html.contains("<div lang=\"pl\"><p>Wejście bez schodów.</p>"), "{html}");
        assert!(html.contains("<div><p>An interpreter by appointment.</p>") && !html.contains("<b>"), "{html}");
        assert!(html.contains("<a id=\"a11y-telefon\" href=\"tel:+48123456789\">+48 12 345 67 89</a>"), "{html}");
    }

    #[test]
    fn what_is_not_declared_is_not_made_up() {
        let html = html(&[], Lang::Pl);
        assert!(html.contains("Wydawca nie uzupełnił jeszcze tej deklaracji"));
        for id in IDS.iter().filter(|id| !matches!(**id, "a11y-deklaracja" | "a11y-wstep" | "a11y-url" | "content")) {
            assert!(!html.contains(id), "{id} in {html}");
        }
        assert!(
            !html.contains("zobowiązuje się") && !html.contains("odpowiemy"),
            "nobody has promised anything: {html}"
        );
        assert!(html.contains("Czego nikt jeszcze nie sprawdził"));
        assert!(!self::html(&COMPLETE, Lang::Pl).contains("nie uzupełnił"));
    }

    #[test]
    fn who_examined_it_is_named() {
        let mut settings = COMPLETE.to_vec();
        settings.retain(|(key, _)| *key != "accessibility_assessment");
        settings.push(("accessibility_assessment", "audit"));
        settings.push(("accessibility_auditor", "Fundacja Audyt"));
        settings.push(("accessibility_report", "https://audyt.example/raport"));
        let html = html(&settings, Lang::Pl);
        assert_eq!(of_id(&html, "a11y-audytor"), "Fundacja Audyt");
        assert!(html.contains("<a href=\"https://audyt.example/raport\">Raport z badania</a>"), "{html}");
        assert!(self::html(&COMPLETE, Lang::Pl).contains("na podstawie samooceny"));
    }

    #[test]
    fn neither_an_examination_nor_costs_are_declared_for_the_publisher() {
        let prepared = ("accessibility_prepared", "2026-11-22");
        let html = html(&[prepared], Lang::Pl);
        assert!(!html.contains("samooceny") && !html.contains("nadmierne koszty") && !html.contains("a11y-ocena"));
        let html = self::html(&[prepared, ("accessibility_excessive_costs", "no")], Lang::Pl);
        assert_eq!(of_id(&html, "a11y-ocena"), "Nie powołujemy się na nadmierne koszty.");
    }
}
