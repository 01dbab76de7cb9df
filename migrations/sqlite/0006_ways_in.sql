-- How people get in: links that are opened once, browsers that are known, wrong tries, second factors.

-- Setup, an invitation, a new password. Only the hash of a link's secret is kept; a link that was used is gone.
create table links (
    id         blob primary key,
    hash       text not null unique,
    kind       text not null,
    user_id    blob references users (id) on delete cascade,
    email      text,
    show_id    blob references shows (id) on delete cascade,
    role       text,
    frees      boolean not null,
    made_by    text not null,
    created_at text not null,
    expires_at text not null
);

-- A browser that somebody has signed in with before: guessing of others does not slow it down.
create table devices (
    hash         text not null,
    user_id      blob not null references users (id) on delete cascade,
    last_used_at text not null,
    primary key (hash, user_id)
);

-- Tries since the last right one, by what is limited: a network, an address, a browser.
create table tries (
    key     text primary key,
    count   bigint not null,
    last_at text not null
);
create index tries_last_at on tries (last_at);

-- Codes of an app (RFC 6238). The last step that was used is not taken again.
create table authenticators (
    user_id      blob primary key references users (id) on delete cascade,
    secret       text not null,
    is_confirmed boolean not null,
    last_step    bigint not null,
    created_at   text not null
);

create table recovery_codes (
    user_id blob not null references users (id) on delete cascade,
    hash    text not null,
    primary key (user_id, hash)
);

create table passkeys (
    id            blob primary key,
    user_id       blob not null references users (id) on delete cascade,
    credential_id text not null unique,
    name          text not null,
    credential    text not null,
    created_at    text not null,
    last_used_at  text
);
create index passkeys_user_id on passkeys (user_id);

-- What a browser was asked to sign with a passkey.
create table ceremonies (
    hash       text primary key,
    user_id    blob references users (id) on delete cascade,
    state      text not null,
    expires_at text not null
);
