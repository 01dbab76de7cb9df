//! The text of an episode in the studio: saved while it is typed, nothing lost when two people type, deletion undone.

use axum::http::Method;
use chrono::TimeDelta;
use glos::accounts::Role;
use serde_json::{Value, json};

use crate::house::{House, SHOW, TRAILER, in_each_house, path_of, request};

/// The value of a field of a page's form, as HTML has it.
fn field(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name} in {page}"));
    let tag = page[page[..at].rfind('<').unwrap()..].split('>').next().unwrap();
    let value = tag.split("value=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap());
    value.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&")
}

/// A form that somebody has open: where it is sent, and what it began from.
struct Open<'h> {
    house: &'h House,
    cookie: String,
    page: String,
    base: String,
    shows: String,
}

impl<'h> Open<'h> {
    async fn of(house: &'h House, cookie: &str, page: &str) -> Self {
        let shown = house.visit(cookie, page).await.expect(200).text();
        let (base, shows) = (field(&shown, "base"), field(&shown, "shows"));
        Self { house, cookie: cookie.to_owned(), page: page.to_owned(), base, shows }
    }

    /// What is sent with these fields typed; the others are empty.
    fn body(&self, fields: &[(&str, &str)]) -> String {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("base", &self.base).append_pair("shows", &self.shows);
        body.append_pair("type", "full").extend_pairs(fields);
        body.finish()
    }

    /// Sends it as the script does while somebody types.
    async fn types(&mut self, fields: &[(&str, &str)]) -> Value {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("accept", "application/json"),
            ("accept-language", "en"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let sent = request(Method::POST, &format!("{}/text", self.page), &headers, self.body(fields).into());
        let told = self.house.send(sent).await.expect(200).json();
        self.base = told["base"].as_str().unwrap().to_owned();
        self.shows = told["shows"].as_str().unwrap().to_owned();
        told
    }

    /// Presses a button of it.
    async fn presses(&self, button: &str, fields: &[(&str, &str)]) -> crate::house::Answer {
        let mut all =
            vec![("base", self.base.as_str()), ("shows", self.shows.as_str()), ("type", "full"), ("do", button)];
        all.extend_from_slice(fields);
        self.house.submit(&self.cookie, &format!("{}/text", self.page), &all).await
    }
}

/// A new draft of this person's: its page.
async fn begun(house: &House, cookie: &str) -> String {
    let path = format!("/studio/shows/{SHOW}/episodes/new");
    house.submit(cookie, &path, &[]).await.expect(303).header("location").to_owned()
}

/// The episode of this page as the API tells it.
async fn told(house: &House, slug: &str) -> Value {
    house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes/{slug}"), &[], "").await.expect(200).json()
}

/// The page in the studio of an episode that was published by the API.
async fn page_of(house: &House, cookie: &str, title: &str) -> String {
    let list = house.visit(cookie, &format!("/studio/shows/{SHOW}")).await.expect(200).text();
    let at = list.find(&format!(">{title}</a>")).unwrap_or_else(|| panic!("{title} is not in {list}"));
    let tag = &list[list[..at].rfind("<a ").unwrap()..at];
    tag.split("href=\"").nth(1).unwrap().split('"').next().unwrap().split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_saved_while_it_is_typed_and_takes_its_address_from_its_title() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = begun(house, &ewa).await;
        assert!(house.visit(&ewa, &page).await.expect(200).text().contains("Untitled episode"));
        let mut form = Open::of(house, &ewa, &page).await;
        let saved = form.types(&[("title", "Głos w radzie "), ("notes", "Pierwsze\r\nsłowa")]).await;
        assert_eq!((&saved["state"], &saved["faults"]), (&"saved".into(), &json!([])), "{saved}");
        assert_eq!(saved["address"], "https://podcast.example.org/skuteczny-dialog/glos-w-radzie");
        let episode = told(house, "glos-w-radzie").await;
        assert_eq!((&episode["title"], &episode["notes"]), (&"Głos w radzie".into(), &"Pierwsze\nsłowa".into()));
        // What is typed on changes what was typed before, and is no quarrel with oneself.
        let saved =
            form.types(&[("title", "Głos w radzie miasta"), ("notes", "Pierwsze\r\nsłowa"), ("season", "2")]).await;
        assert_eq!((&saved["state"], &saved["conflicts"]), (&"saved".into(), &json!([])), "{saved}");
        assert_eq!(told(house, "glos-w-radzie-miasta").await["season"], 2);
        let saved = form
            .types(&[
                ("title", "Głos w radzie miasta"),
                ("slug", "Nasz głos"),
                ("person-name", "Anna Żak"),
                ("person-role", "Guest"),
                ("person-group", ""),
                ("person-href", ""),
                ("person-img", ""),
                ("note", "cel-projektu"),
            ])
            .await;
        assert_eq!(saved["state"], "saved", "{saved}");
        let episode = told(house, "nasz-glos").await;
        assert_eq!((&episode["people"][0]["name"], &episode["season"]), (&"Anna Żak".into(), &Value::Null));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_right_yet_is_kept_and_told_beside_its_field_while_the_rest_is_saved() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = begun(house, &ewa).await;
        let mut form = Open::of(house, &ewa, &page).await;
        let saved = form.types(&[("title", "Rozmowa"), ("season", "druga")]).await;
        assert_eq!(saved["state"], "refused");
        assert_eq!(saved["faults"][0][0], "season");
        assert!(saved["faults"][0][1].as_str().unwrap().contains("druga"), "{saved}");
        assert_eq!(told(house, "rozmowa").await["season"], Value::Null);
        let again = house.visit(&ewa, &page).await.expect(200).text();
        assert_eq!(field(&again, "season"), "druga");
        assert!(again.contains("id=\"season-fault\"") && again.contains("href=\"#season\""), "{again}");
        let refused = form.presses("save", &[("title", "Rozmowa"), ("season", "druga")]).await.expect(422).text();
        assert!(refused.contains("aria-invalid=\"true\" aria-describedby=\"season-fault\""), "{refused}");
        form.presses("save", &[("title", "Rozmowa"), ("season", "2")]).await.expect(303);
        assert_eq!(told(house, "rozmowa").await["season"], 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn linked_notes_stand_in_the_order_of_the_form_and_a_button_moves_them() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = begun(house, &ewa).await;
        let mut form = Open::of(house, &ewa, &page).await;
        let linked = [("title", "Rozmowa"), ("note", "o-projekcie"), ("note", "cel-projektu")];
        form.types(&linked).await;
        assert_eq!(told(house, "rozmowa").await["note"], json!(["o-projekcie", "cel-projektu"]));
        let mut sent = vec![("base", form.base.as_str()), ("type", "full"), ("up", "cel-projektu")];
        sent.extend_from_slice(&linked);
        let moved = house.submit(&ewa, &format!("{page}/text"), &sent).await.expect(303);
        assert!(moved.header("location").ends_with("#note"), "{}", moved.header("location"));
        assert_eq!(told(house, "rozmowa").await["note"], json!(["cel-projektu", "o-projekcie"]));
        let again = house.visit(&ewa, &page).await.expect(200).text();
        let place = |slug: &str| again.find(&format!("name=\"up\" value=\"{slug}\"")).unwrap();
        assert!(place("cel-projektu") < place("o-projekcie"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_episode_tells_apps_is_typed_in_rows_and_a_fault_stands_beside_its_field() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = begun(house, &ewa).await;
        let mut form = Open::of(house, &ewa, &page).await;
        // Without a word there is no row: a choice is always made.
        let rows = [
            ("title", "Nowa Huta"),
            ("locations.0.name", "Nowa Huta"),
            ("locations.0.rel", "subject"),
            ("locations.0.geo", "geo:50.07,20.03"),
            ("locations.1.rel", "subject"),
            ("funding.0.text", "Wesprzyj projekt"),
            ("funding.0.url", "https://example.org/wsparcie"),
            ("social.0.protocol", "activitypub"),
            ("social.0.uri", "https://example.social/@dialog/1"),
        ];
        let saved = form.types(&rows).await;
        assert_eq!((&saved["state"], &saved["faults"]), (&"saved".into(), &json!([])), "{saved}");
        let episode = told(house, "nowa-huta").await;
        let place = json!([{ "name": "Nowa Huta", "rel": "subject", "geo": "geo:50.07,20.03" }]);
        assert_eq!(episode["locations"], place);
        assert_eq!(episode["funding"][0]["text"], "Wesprzyj projekt");
        assert_eq!(episode["social"][0]["uri"], "https://example.social/@dialog/1");
        // What is wrong is told beside its field and kept, and takes nothing along.
        let wrong = |(name, typed)| match name {
            "locations.0.geo" => (name, "tutaj"),
            "funding.0.url" => (name, "http://example.org/"),
            _ => (name, typed),
        };
        let saved = form.types(&rows.map(wrong)).await;
        let mut faults: Vec<&Value> = saved["faults"].as_array().unwrap().iter().map(|fault| &fault[0]).collect();
        faults.sort_by_key(|field| field.to_string());
        assert_eq!(faults, ["funding.0.url", "locations.0.geo"], "{saved}");
        assert_eq!(told(house, "nowa-huta").await["locations"], place);
        let again = house.visit(&ewa, &page).await.expect(200).text();
        assert_eq!(
            (field(&again, "locations.0.geo").as_str(), field(&again, "funding.0.url").as_str()),
            ("tutaj", "http://example.org/")
        );
        assert!(again.contains("id=\"locations.0.geo-fault\""), "{again}");
        // Rows that are emptied are gone.
        form.types(&[("title", "Nowa Huta")]).await;
        let episode = told(house, "nowa-huta").await;
        assert!(
            ["locations", "funding", "social"].iter().all(|list| episode[*list].as_array().is_none_or(Vec::is_empty)),
            "{episode}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_listeners_see_nothing_changes_until_its_writer_says_so() {
    in_each_house(async |house| {
        house.publish("Głos", TRAILER).await;
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = page_of(house, &ewa, "Głos").await;
        let mut form = Open::of(house, &ewa, &page).await;
        assert_eq!(form.types(&[("title", "Głos ludzi"), ("notes", "Nowe")]).await["state"], "kept");
        assert_eq!(told(house, "glos").await["title"], "Głos");
        // It waits in the catalogue, not in the browser; and for nobody else.
        assert_eq!(field(&house.visit(&ewa, &page).await.text(), "title"), "Głos ludzi");
        let jan = house.signed_in("Jan", Role::Editor).await;
        assert_eq!(field(&house.visit(&jan, &page).await.text(), "title"), "Głos");
        let list = house.visit(&ewa, &format!("/studio/shows/{SHOW}")).await.text();
        assert!(list.contains("Your changes wait"), "{list}");
        form.presses("publish", &[("title", "Głos ludzi"), ("notes", "Nowe")]).await.expect(303);
        let episode = told(house, "glos").await;
        assert_eq!((&episode["title"], &episode["notes"]), (&"Głos ludzi".into(), &"Nowe".into()));
        assert!(house.feed().await.contains("<title>Głos ludzi</title>"));
        form = Open::of(house, &ewa, &page).await;
        assert_eq!(form.types(&[("title", "Głos nikogo"), ("notes", "Nowe")]).await["state"], "kept");
        form.presses("discard", &[]).await.expect(303);
        assert_eq!(field(&house.visit(&ewa, &page).await.text(), "title"), "Głos ludzi");
        let viewer = house.signed_in("Ola", Role::Viewer).await;
        house.submit(&viewer, &format!("{page}/text"), &[("title", "Nie wolno")]).await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_of_one_person_that_save_at_once_lose_nothing() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let episode = house.publish("Rozmowa", TRAILER).await["id"].as_str().unwrap().to_owned();
        let page = format!("/studio/shows/{SHOW}/episodes/{episode}");
        let (mut one, mut other) = (Open::of(house, &ewa, &page).await, Open::of(house, &ewa, &page).await);
        for round in 0..8 {
            let (title, season) = (format!("Rozmowa {round}"), (round + 2).to_string());
            let (titled, numbered) = ([("title", title.as_str())], [("title", "Rozmowa"), ("season", season.as_str())]);
            tokio::join!(one.types(&titled), other.types(&numbered));
            let kept = house.visit(&ewa, &page).await.expect(200).text();
            assert_eq!((field(&kept, "title"), field(&kept, "season")), (title, season), "round {round}");
            let body = [("base", one.base.as_str()), ("do", "discard")];
            house.submit(&ewa, &format!("{page}/text"), &body).await.expect(303);
            (one, other) = (Open::of(house, &ewa, &page).await, Open::of(house, &ewa, &page).await);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_window_kept_stays_however_often_the_other_saves_and_whoever_typed_it_takes_it_back() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let episode = house.publish("Rozmowa", TRAILER).await["id"].as_str().unwrap().to_owned();
        let page = format!("/studio/shows/{SHOW}/episodes/{episode}");
        let (mut one, mut other) = (Open::of(house, &ewa, &page).await, Open::of(house, &ewa, &page).await);
        let kept = async || house.visit(&ewa, &page).await.expect(200).text();
        one.types(&[("title", "Rozmowa o radzie")]).await;
        for season in ["2", "3", "4"] {
            other.types(&[("title", "Rozmowa"), ("season", season)]).await;
            let page = kept().await;
            assert_eq!((field(&page, "title"), field(&page, "season")), ("Rozmowa o radzie".into(), season.into()));
        }
        other.types(&[("title", "Rozmowa"), ("season", "")]).await;
        let page = kept().await;
        assert_eq!((field(&page, "title"), field(&page, "season")), ("Rozmowa o radzie".into(), String::new()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_write_at_once_lose_nothing() {
    in_each_house(async |house| {
        let (ewa, jan) = (house.signed_in("Ewa", Role::Editor).await, house.signed_in("Jan", Role::Editor).await);
        let page = begun(house, &ewa).await;
        Open::of(house, &ewa, &page).await.types(&[("title", "Rozmowa"), ("notes", "Stary tekst")]).await;
        let (mut hers, mut his) = (Open::of(house, &ewa, &page).await, Open::of(house, &jan, &page).await);
        // Different fields are put together.
        hers.types(&[("title", "Rozmowa o radzie"), ("notes", "Stary tekst")]).await;
        let saved = his.types(&[("title", "Rozmowa"), ("notes", "Stary tekst"), ("season", "3")]).await;
        assert_eq!(saved["state"], "saved", "{saved}");
        let episode = told(house, "rozmowa-o-radzie").await;
        assert_eq!((&episode["title"], &episode["season"]), (&"Rozmowa o radzie".into(), &3.into()));
        // His form still shows the old title, and does not change it back when he types on.
        let saved = his.types(&[("title", "Rozmowa"), ("notes", "Stary tekst"), ("season", "4")]).await;
        assert_eq!(saved["state"], "saved", "{saved}");
        assert_eq!(told(house, "rozmowa-o-radzie").await["title"], "Rozmowa o radzie");
        // The same field is asked about, and both texts are there.
        hers.types(&[("title", "Rozmowa o radzie"), ("notes", "Tekst Ewy"), ("season", "4")]).await;
        let saved = his.types(&[("title", "Rozmowa"), ("notes", "Tekst Jana"), ("season", "4")]).await;
        assert_eq!(saved["conflicts"], json!(["notes"]), "{saved}");
        assert_eq!(told(house, "rozmowa-o-radzie").await["notes"], "Tekst Ewy");
        let asked = house.visit(&jan, &page).await.expect(200).text();
        assert!(asked.contains("Tekst <mark>Jana</mark>") && asked.contains("Tekst <mark>Ewy</mark>"), "{asked}");
        assert!(asked.contains("Ewa’s"), "{asked}");
        let seen = field(&asked, "keep-notes");
        let his = Open::of(house, &jan, &page).await;
        let fields = [("title", "Rozmowa o radzie"), ("notes", "Tekst Jana"), ("season", "4")];
        let mut chosen = fields.to_vec();
        chosen.push(("keep-notes", &seen));
        // A choice between texts that were not the ones seen does not count.
        let mut hers = Open::of(house, &ewa, &page).await;
        hers.types(&[("title", "Rozmowa o radzie"), ("notes", "Nowszy tekst Ewy"), ("season", "4")]).await;
        let asked = his.presses("save", &chosen).await.expect(422).text();
        assert!(asked.contains("<mark>Nowszy tekst Ewy</mark>"), "{asked}");
        let seen = field(&asked, "keep-notes");
        let mut chosen = fields.to_vec();
        chosen.push(("keep-notes", &seen));
        his.presses("save", &chosen).await.expect(303);
        assert_eq!(told(house, "rozmowa-o-radzie").await["notes"], "Tekst Jana");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_session_ended_comes_back_as_it_was_typed() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = begun(house, &ewa).await;
        let form = Open { cookie: "__Host-glos=nobody".to_owned(), ..Open::of(house, &ewa, &page).await };
        let over = form.presses("save", &[("title", "Głos <ludzi>"), ("notes", "a\r\n\r\nb")]).await.expect(401).text();
        assert!(over.contains("Głos &#60;ludzi&#62;") || over.contains("Głos &lt;ludzi&gt;"), "{over}");
        assert!(over.contains(&format!("action=\"{page}/text\"")), "{over}");
        assert!(over.contains("name=\"do\"") && over.contains("name=\"base\""), "{over}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_episode_is_gone_at_once_and_comes_back_as_it_was() {
    in_each_house(async |house| {
        let before = house.publish("Do kosza", TRAILER).await;
        let (feed, media, public) =
            (house.feed().await, path_of(&before["enclosure"]["url"]), path_of(&before["page"]));
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = page_of(house, &ewa, "Do kosza").await;
        let there = house.submit(&ewa, &format!("{page}/delete"), &[]).await.expect(303);
        for path in [&media, &public, &format!("{public}/embed"), &format!("{public}/transcript.vtt")] {
            let answer = house.get(path).await;
            assert!([410, 404].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
        }
        house.get(&media).await.expect(410);
        house.get(&public).await.expect(410);
        house.get(&format!("{public}/embed")).await.expect(410);
        assert!(!house.feed().await.contains("Do kosza"));
        let api = format!("/api/v1/shows/{SHOW}/episodes/do-kosza");
        assert_eq!(house.call(Method::GET, &api, &[], "").await.expect(410).json()["code"], "episode-deleted");
        house.visit(&ewa, &page).await.expect(410);
        let list = house.visit(&ewa, there.header("location")).await.expect(200).text();
        assert!(list.contains("Undo: bring the episode back") && list.contains("Bring back"), "{list}");
        // Nobody else is given its GUID or its address meanwhile.
        let fields = [("title", "Do kosza"), ("at", "draft")];
        assert_eq!(house.publish_form(&fields, TRAILER, &[]).await.expect(409).json()["code"], "slug-taken");
        house.submit(&ewa, &format!("{page}/restore"), &[]).await.expect(303);
        house.get(&media).await.expect(200);
        house.get(&public).await.expect(200);
        let dated = |feed: &str| feed.lines().filter(|line| !line.contains("lastBuildDate")).collect::<String>();
        assert_eq!(dated(&house.feed().await), dated(&feed));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_month_in_the_bin_the_bytes_go_and_the_guid_stays() {
    in_each_house(async |house| {
        let before = house.publish("Na zawsze", TRAILER).await;
        let sha256 = before["sha256"].as_str().unwrap().to_owned();
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let page = page_of(house, &ewa, "Na zawsze").await;
        house.submit(&ewa, &format!("{page}/delete"), &[]).await.expect(303);
        house.later(TimeDelta::days(29));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert!(house.has_object(&sha256).await, "it can still be brought back");
        house.later(TimeDelta::days(2));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        assert!(!house.has_object(&sha256).await, "its bytes are still there");
        house.app.refresh_editions().await.unwrap();
        house.get(&path_of(&before["enclosure"]["url"])).await.expect(410);
        house.get(&path_of(&before["page"])).await.expect(410);
        let guid = before["guid"].as_str().unwrap();
        let fields = [("title", "Nowy"), ("guid", guid)];
        assert_eq!(house.publish_form(&fields, TRAILER, &[]).await.expect(409).json()["code"], "guid-taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_nobody_touches_is_put_away_after_a_day() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        let (left, used) = (begun(house, &ewa).await, begun(house, &ewa).await);
        Open::of(house, &ewa, &used).await.types(&[("title", ""), ("notes", "Zaczęte")]).await;
        house.later(TimeDelta::hours(25));
        glos::jobs::sweep::run(&house.app).await.unwrap();
        house.visit(&ewa, &left).await.expect(410);
        house.visit(&ewa, &used).await.expect(200);
        let draft = json!({ "at": "now" });
        let list = house.call(Method::GET, &format!("/api/v1/shows/{SHOW}/episodes"), &[], "").await.json();
        let slug = list["episodes"][0]["slug"].as_str().unwrap().to_owned();
        let api = format!("/api/v1/shows/{SHOW}/episodes/{slug}");
        assert_eq!(house.call_json(Method::PATCH, &api, &draft).await.expect(422).json()["code"], "title-missing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_comes_in_pages_and_a_title_is_found_without_its_accents() {
    in_each_house(async |house| {
        let ewa = house.signed_in("Ewa", Role::Editor).await;
        crate::paging::fill(house, 120, "Krótko.").await;
        let list = format!("/studio/shows/{SHOW}");
        let lines = async |path: &str| {
            let page = house.visit(&ewa, path).await.expect(200).text();
            page.matches("<span class=\"status").count()
        };
        // With the draft that they were copied from.
        assert_eq!((lines(&list).await, lines(&format!("{list}?page=3")).await), (50, 21));
        house.visit(&ewa, &format!("{list}?page=4")).await.expect(404);
        let path = format!("/api/v1/shows/{SHOW}/episodes/odcinek-7");
        house.call_json(Method::PATCH, &path, &json!({ "title": "Żółta łódź na rzece" })).await.expect(200);
        assert_eq!(lines(&format!("{list}?q=zolta+lodz")).await, 1);
        assert_eq!(lines(&format!("{list}?q=nie+ma")).await, 0);
    })
    .await;
}
