//! Both databases hold the same catalogue.

use std::collections::BTreeSet;

use crate::house::new_postgres_database;

fn columns(rows: Vec<(String, String)>) -> BTreeSet<(String, String)> {
    rows.into_iter().filter(|(table, _)| !table.starts_with('_')).collect()
}

#[tokio::test]
async fn both_schemas_have_the_same_columns() {
    let Ok(server) = std::env::var("GLOS_TEST_POSTGRES") else {
        assert!(std::env::var_os("GLOS_TEST_SERVICES").is_none(), "GLOS_TEST_POSTGRES is not set");
        eprintln!("not tested on PostgreSQL: eval \"$(tests/services.sh start)\"");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite:{}", dir.path().join("glos.db").display());
    let postgres = new_postgres_database(&server, &format!("columns_{}", uuid::Uuid::new_v4().simple())).await;
    let glos::db::Db::Sqlite(pool) = glos::db::connect(&sqlite).await.unwrap() else { panic!("not SQLite") };
    let in_sqlite = sqlx::query_as(
        "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'passages_words%'",
    );
    let in_sqlite = columns(in_sqlite.fetch_all(&pool).await.unwrap());
    let glos::db::Db::Postgres(pool) = glos::db::connect(&postgres).await.unwrap() else { panic!("not PostgreSQL") };
    let in_postgres = sqlx::query_as(
        "select table_name::text, column_name::text from information_schema.columns where table_schema = 'public'
         and (table_name, column_name) <> ('passages', 'words')",
    );
    let in_postgres = columns(in_postgres.fetch_all(&pool).await.unwrap());
    assert_eq!(in_sqlite, in_postgres);
}
