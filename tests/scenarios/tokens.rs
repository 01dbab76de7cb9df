//! Who may call.

use axum::http::Method;
use glos::accounts::secret::Secret;
use glos::accounts::{Scope, tokens};

use crate::house::{House, SHOW, TRAILER, form, in_each_house};

async fn token(house: &House, name: &str, scope: Scope) -> String {
    let secret = Secret::generate().unwrap();
    let mut conn = house.app.db.conn().await.unwrap();
    tokens::insert(&mut conn, &secret, name, scope, None, house.app.clock.now()).await.unwrap();
    secret.reveal().to_owned()
}

async fn publish_as(house: &House, authorization: &str) -> u16 {
    let headers = [("authorization", authorization), ("content-type", "multipart/form-data; boundary=grens")];
    let path = format!("/api/v1/shows/{SHOW}/episodes");
    let request = crate::house::request(Method::POST, &path, &headers, form(&[("title", "X")], TRAILER).into());
    house.send(request).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_that_is_known_nothing_is_taken_in() {
    in_each_house(async |house| {
        assert_eq!(publish_as(house, "").await, 401);
        assert_eq!(publish_as(house, "Bearer glos_nie-ma").await, 401);
        assert_eq!(publish_as(house, "Basic abc").await, 401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_may_read_may_not_publish() {
    in_each_house(async |house| {
        let secret = token(house, "czytelnik", Scope::Read).await;
        let bearer = format!("Bearer {secret}");
        assert_eq!(publish_as(house, &bearer).await, 403);
        let path = format!("/api/v1/shows/{SHOW}/episodes");
        house.ask(Method::GET, &path, &[("authorization", &bearer)]).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_ends_at_once() {
    in_each_house(async |house| {
        let bearer = format!("Bearer {}", token(house, "dawny", Scope::Publish).await);
        let mut conn = house.app.db.conn().await.unwrap();
        assert!(tokens::revoke(&mut conn, "dawny", house.app.clock.now()).await.unwrap());
        drop(conn);
        assert_eq!(publish_as(house, &bearer).await, 401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_in_no_table() {
    in_each_house(async |house| {
        let secret = token(house, "tajny", Scope::Publish).await;
        let mut conn = house.app.db.conn().await.unwrap();
        let token = tokens::by_secret(&mut conn, &secret).await.unwrap().unwrap();
        assert_eq!(token.last_used_at, None);
        tokens::used(&mut conn, &token, house.app.clock.now()).await.unwrap();
        let used = tokens::by_secret(&mut conn, &secret).await.unwrap().unwrap();
        assert_eq!(used.last_used_at, Some(house.app.clock.now()));
        drop(conn);
        if let Ok(bytes) = std::fs::read(house.app.settings.data.join("glos.db-wal")) {
            let secret = secret.as_bytes();
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_s_upload_is_out_of_reach() {
    in_each_house(async |house| {
        let upload = house.upload(TRAILER).await;
        let bearer = format!("Bearer {}", token(house, "obcy", Scope::Publish).await);
        let headers = [("authorization", bearer.as_str()), ("tus-resumable", "1.0.0")];
        house.ask(Method::HEAD, &format!("/api/v1/uploads/{upload}"), &headers).await.expect(404);
        house.ask(Method::DELETE, &format!("/api/v1/uploads/{upload}"), &headers).await.expect(404);
    })
    .await;
}
