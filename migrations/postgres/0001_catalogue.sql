create table shows (
    id         uuid primary key,
    slug       text not null unique,
    guid       uuid not null unique,
    about      jsonb not null,
    cover      jsonb not null,
    revision   bigint not null,
    changed_at timestamptz not null,
    created_at timestamptz not null
);

create table notes (
    id       uuid primary key,
    show_id  uuid not null references shows (id) on delete cascade,
    slug     text not null,
    title    text not null,
    summary  text not null,
    audience text,
    position bigint not null,
    body     text not null,
    unique (show_id, slug)
);

create table episodes (
    id         uuid primary key,
    show_id    uuid not null references shows (id),
    guid       text not null,
    slug       text not null,
    title      text not null,
    notes      text not null,
    season     bigint,
    number     bigint,
    kind       text not null,
    visibility text not null,
    release_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    unique (show_id, slug),
    unique (show_id, guid)
);

create table episode_notes (
    episode_id uuid not null references episodes (id) on delete cascade,
    note_id    uuid not null references notes (id) on delete cascade,
    position   bigint not null,
    primary key (episode_id, note_id)
);

-- Every recording an episode has had; the newest one (greatest ordinal) is current, the earlier ones stay reachable.
create table audios (
    id          uuid primary key,
    episode_id  uuid not null references episodes (id),
    ordinal     bigint not null,
    sha256      text not null,
    bytes       bigint not null,
    media_type  text not null,
    extension   text not null,
    duration_ms bigint not null,
    report      jsonb not null,
    created_at  timestamptz not null,
    unique (episode_id, ordinal)
);
create index audios_sha256 on audios (sha256);

create table tokens (
    id           uuid primary key,
    name         text not null unique,
    hash         text not null unique,
    scope        text not null,
    show_id      uuid references shows (id),
    created_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create table uploads (
    id         uuid primary key,
    token_id   uuid not null references tokens (id),
    file_name  text,
    media_type text,
    metadata   text,
    length     bigint,
    received   bigint not null,
    writer     uuid,
    state      text not null,
    sha256     text,
    report     jsonb,
    episode_id uuid references episodes (id),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index uploads_sha256 on uploads (sha256);
create index uploads_expires_at on uploads (expires_at);

create table upload_parts (
    upload_id uuid not null references uploads (id) on delete cascade,
    start     bigint not null,
    bytes     bigint not null,
    key       text not null,
    primary key (upload_id, start)
);

create table jobs (
    id           uuid primary key,
    kind         text not null,
    subject      text not null,
    run_at       timestamptz not null,
    attempts     bigint not null,
    failures     bigint not null,
    locked_until timestamptz,
    locked_by    uuid,
    last_error   text,
    created_at   timestamptz not null,
    unique (kind, subject)
);
create index jobs_run_at on jobs (run_at);

-- The answer to a creation that carried an Idempotency-Key, written in the creation's own transaction.
create table idempotency (
    token_id    uuid not null references tokens (id),
    key         text not null,
    fingerprint text not null,
    episode_id  uuid not null references episodes (id),
    created_at  timestamptz not null,
    primary key (token_id, key)
);
