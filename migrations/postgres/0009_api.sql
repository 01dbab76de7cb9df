-- What scripts make, and what they are told.

-- A call with an Idempotency-Key may have made anything: its kind and its identity.
alter table idempotency drop constraint if exists idempotency_episode_id_fkey;
alter table idempotency rename column episode_id to subject;
alter table idempotency add column kind text not null default 'episode';
alter table idempotency alter column kind drop default;

-- Who is told of episodes by a signed call. Without a show: of every show.
create table webhooks (
    id            uuid primary key,
    show_id       uuid references shows (id) on delete cascade,
    url           text not null,
    events        jsonb not null,
    secret        text not null,
    created_at    timestamptz not null,
    failing_since timestamptz,
    off_at        timestamptz
);

-- What they are told, and how it went. The body is what was, whatever becomes of the episode.
create table deliveries (
    id         uuid primary key,
    webhook_id uuid not null references webhooks (id) on delete cascade,
    event      text not null,
    subject    text not null,
    body       text not null,
    state      text not null,
    attempts   bigint not null,
    status     bigint,
    error      text,
    created_at timestamptz not null,
    tried_at   timestamptz,
    next_at    timestamptz
);
create index deliveries_webhook_id on deliveries (webhook_id, created_at);
create index deliveries_created_at on deliveries (created_at);

-- The episodes of which it was noted that listeners see them, as they were then.
create table told_episodes (
    episode_id uuid primary key,
    show_id    uuid not null references shows (id) on delete cascade,
    revision   bigint not null,
    guid       text not null,
    slug       text not null,
    title      text not null
);
create index told_episodes_show_id on told_episodes (show_id);
insert into told_episodes
    select id, show_id, revision, guid, slug, title from episodes
    where visibility = 'public' and release_at <= now();
