-- People: their accounts, what they are to shows, the browsers they are signed in with.

create table users (
    id         uuid primary key,
    email      text not null unique,
    name       text not null,
    password   text,
    created_at timestamptz not null
);

-- A role in one show, or in every show where there is none.
create table memberships (
    user_id uuid not null references users (id) on delete cascade,
    show_id uuid references shows (id) on delete cascade,
    role    text not null
);
create unique index memberships_one_everywhere on memberships (user_id) where show_id is null;
create unique index memberships_one_a_show on memberships (user_id, show_id) where show_id is not null;

create table sessions (
    id           uuid primary key,
    user_id      uuid not null references users (id) on delete cascade,
    hash         text not null unique,
    agent        text,
    is_half      boolean not null,
    created_at   timestamptz not null,
    last_used_at timestamptz not null
);
create index sessions_user_id on sessions (user_id);

-- Uploads and calls belong to whoever acts, a token or an account.
alter table uploads drop constraint if exists uploads_token_id_fkey;
alter table uploads rename column token_id to owner;
create index uploads_owner on uploads (owner);

alter table idempotency drop constraint if exists idempotency_token_id_fkey;
alter table idempotency rename column token_id to actor_id;

-- Who did what, and when. It outlives whoever did it and what it was done to.
create table audit (
    id       uuid primary key,
    at       timestamptz not null,
    actor_id uuid,
    actor    text not null,
    action   text not null,
    show_id  uuid,
    subject  text not null
);
create index audit_at on audit (at);
