create table shows (
    id         blob primary key,
    slug       text not null unique,
    guid       blob not null unique,
    about      text not null,
    cover      text not null,
    revision   bigint not null,
    changed_at text not null,
    created_at text not null
);

create table notes (
    id       blob primary key,
    show_id  blob not null references shows (id) on delete cascade,
    slug     text not null,
    title    text not null,
    summary  text not null,
    audience text,
    position bigint not null,
    body     text not null,
    unique (show_id, slug)
);

create table episodes (
    id         blob primary key,
    show_id    blob not null references shows (id),
    guid       text not null,
    slug       text not null,
    title      text not null,
    notes      text not null,
    season     bigint,
    number     bigint,
    kind       text not null,
    visibility text not null,
    release_at text,
    created_at text not null,
    changed_at text not null,
    unique (show_id, slug),
    unique (show_id, guid)
);

create table episode_notes (
    episode_id blob not null references episodes (id) on delete cascade,
    note_id    blob not null references notes (id) on delete cascade,
    position   bigint not null,
    primary key (episode_id, note_id)
);

-- Every recording an episode has had; the newest one (greatest ordinal) is current, the earlier ones stay reachable.
create table audios (
    id          blob primary key,
    episode_id  blob not null references episodes (id),
    ordinal     bigint not null,
    sha256      text not null,
    bytes       bigint not null,
    media_type  text not null,
    extension   text not null,
    duration_ms bigint not null,
    report      text not null,
    created_at  text not null,
    unique (episode_id, ordinal)
);
create index audios_sha256 on audios (sha256);

create table tokens (
    id           blob primary key,
    name         text not null unique,
    hash         text not null unique,
    scope        text not null,
    show_id      blob references shows (id),
    created_at   text not null,
    last_used_at text,
    revoked_at   text
);

create table uploads (
    id         blob primary key,
    token_id   blob not null references tokens (id),
    file_name  text,
    media_type text,
    metadata   text,
    length     bigint,
    received   bigint not null,
    writer     blob,
    state      text not null,
    sha256     text,
    report     text,
    episode_id blob references episodes (id),
    created_at text not null,
    expires_at text not null
);
create index uploads_sha256 on uploads (sha256);
create index uploads_expires_at on uploads (expires_at);

create table upload_parts (
    upload_id blob not null references uploads (id) on delete cascade,
    start     bigint not null,
    bytes     bigint not null,
    key       text not null,
    primary key (upload_id, start)
);

create table jobs (
    id           blob primary key,
    kind         text not null,
    subject      text not null,
    run_at       text not null,
    attempts     bigint not null,
    failures     bigint not null,
    locked_until text,
    locked_by    blob,
    last_error   text,
    created_at   text not null,
    unique (kind, subject)
);
create index jobs_run_at on jobs (run_at);

-- The answer to a creation that carried an Idempotency-Key, written in the creation's own transaction.
create table idempotency (
    token_id    blob not null references tokens (id),
    key         text not null,
    fingerprint text not null,
    episode_id  blob not null references episodes (id),
    created_at  text not null,
    primary key (token_id, key)
);
