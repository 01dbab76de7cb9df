-- What scripts make, and what they are told.

-- A call with an Idempotency-Key may have made anything: its kind and its identity.
create table idempotency_of_kinds (
    actor_id    blob not null,
    key         text not null,
    fingerprint text not null,
    kind        text not null,
    subject     blob not null,
    created_at  text not null,
    primary key (actor_id, key)
);
insert into idempotency_of_kinds
    select actor_id, key, fingerprint, 'episode', episode_id, created_at from idempotency;
drop table idempotency;
alter table idempotency_of_kinds rename to idempotency;

-- Who is told of episodes by a signed call. Without a show: of every show.
create table webhooks (
    id            blob primary key,
    show_id       blob references shows (id) on delete cascade,
    url           text not null,
    events        text not null,
    secret        text not null,
    created_at    text not null,
    failing_since text,
    off_at        text
);

-- What they are told, and how it went. The body is what was, whatever becomes of the episode.
create table deliveries (
    id         blob primary key,
    webhook_id blob not null references webhooks (id) on delete cascade,
    event      text not null,
    subject    text not null,
    body       text not null,
    state      text not null,
    attempts   bigint not null,
    status     bigint,
    error      text,
    created_at text not null,
    tried_at   text,
    next_at    text
);
create index deliveries_webhook_id on deliveries (webhook_id, created_at);
create index deliveries_created_at on deliveries (created_at);

-- The episodes of which it was noted that listeners see them, as they were then.
create table told_episodes (
    episode_id blob primary key,
    show_id    blob not null references shows (id) on delete cascade,
    revision   bigint not null,
    guid       text not null,
    slug       text not null,
    title      text not null
);
create index told_episodes_show_id on told_episodes (show_id);
insert into told_episodes
    select id, show_id, revision, guid, slug, title from episodes
    where visibility = 'public' and release_at <= strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now');
