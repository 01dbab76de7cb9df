-- Ten thousand shows like the first one, each with its published episodes: sqlite3 glos.db < benches/ten_thousand_shows.sql
-- The service may be running; it learns of them within a second.
pragma busy_timeout = 10000;
begin immediate;
create temp table numbers as with recursive n (number) as (select 1 union all select number + 1 from n where number < 9999) select number from n;
create temp table made as select number, randomblob(16) as id from numbers;
insert into shows (id, slug, guid, about, cover, revision, changed_at, created_at, described)
select made.id, 'audycja-' || number, randomblob(16), about, cover, revision, changed_at, created_at, described
from made, shows where shows.slug = 'skuteczny-dialog';
create temp table copied as
select made.id as show_id, randomblob(16) as id, episodes.id as original
from made, episodes
where episodes.show_id = (select id from shows where slug = 'skuteczny-dialog') and episodes.slug like 'odcinek-%' and episodes.number is null
    and cast(substr(episodes.slug, 9) as integer) <= 10;
insert into episodes (id, show_id, guid, slug, title, notes, season, number, kind, visibility, release_at, created_at, changed_at, details, revision)
select copied.id, copied.show_id, lower(hex(randomblob(16))), slug, title, notes, season, number, kind, visibility, release_at, created_at, changed_at, details, revision
from copied join episodes on episodes.id = copied.original;
insert into audios (id, episode_id, ordinal, sha256, bytes, media_type, extension, duration_ms, report, created_at, master, master_sha256, original_sha256)
select randomblob(16), copied.id, ordinal, sha256, bytes, media_type, extension, duration_ms, report, created_at, master, master_sha256, original_sha256
from copied join audios on audios.episode_id = copied.original;
commit;
select count(*) || ' shows, ' || (select count(*) from episodes) || ' episodes' from shows;
