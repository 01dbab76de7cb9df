-- People: their accounts, what they are to shows, the browsers they are signed in with.

create table users (
    id         blob primary key,
    email      text not null unique,
    name       text not null,
    password   text,
    created_at text not null
);

-- A role in one show, or in every show where there is none.
create table memberships (
    user_id blob not null references users (id) on delete cascade,
    show_id blob references shows (id) on delete cascade,
    role    text not null
);
create unique index memberships_one_everywhere on memberships (user_id) where show_id is null;
create unique index memberships_one_a_show on memberships (user_id, show_id) where show_id is not null;

create table sessions (
    id           blob primary key,
    user_id      blob not null references users (id) on delete cascade,
    hash         text not null unique,
    agent        text,
    is_half      boolean not null,
    created_at   text not null,
    last_used_at text not null
);
create index sessions_user_id on sessions (user_id);

-- Uploads and calls belong to whoever acts, a token or an account. SQLite changes a column's constraints by a new table;
-- the parts go first, or their upload would take them with it.
create table uploads_owned (
    id            blob primary key,
    owner         blob not null,
    file_name     text,
    media_type    text,
    metadata      text,
    length        bigint,
    received      bigint not null,
    writer        blob,
    state         text not null,
    sha256        text,
    report        text,
    episode_id    blob references episodes (id),
    created_at    text not null,
    expires_at    text not null,
    mastering     text not null default 'auto',
    progress      bigint,
    master        text,
    master_sha256 text
);
create table upload_parts_owned (
    upload_id blob not null references uploads_owned (id) on delete cascade,
    start     bigint not null,
    bytes     bigint not null,
    key       text not null,
    primary key (upload_id, start)
);
insert into uploads_owned
    select id, token_id, file_name, media_type, metadata, length, received, writer, state, sha256, report, episode_id,
        created_at, expires_at, mastering, progress, master, master_sha256
    from uploads;
insert into upload_parts_owned select upload_id, start, bytes, key from upload_parts;
drop table upload_parts;
drop table uploads;
alter table uploads_owned rename to uploads;
alter table upload_parts_owned rename to upload_parts;
create index uploads_sha256 on uploads (sha256);
create index uploads_expires_at on uploads (expires_at);
create index uploads_master_sha256 on uploads (master_sha256);
create index uploads_owner on uploads (owner);

create table idempotency_of_actors (
    actor_id    blob not null,
    key         text not null,
    fingerprint text not null,
    episode_id  blob not null references episodes (id),
    created_at  text not null,
    primary key (actor_id, key)
);
insert into idempotency_of_actors select token_id, key, fingerprint, episode_id, created_at from idempotency;
drop table idempotency;
alter table idempotency_of_actors rename to idempotency;

-- Who did what, and when. It outlives whoever did it and what it was done to.
create table audit (
    id       blob primary key,
    at       text not null,
    actor_id blob,
    actor    text not null,
    action   text not null,
    show_id  blob,
    subject  text not null
);
create index audit_at on audit (at);
