-- Letters that wait to be sent, where a mail server is set. One that was sent is forgotten. A letter knows which link it tells, never
-- the link's secret.
create table letters (
    id          uuid primary key,
    kind        text not null,
    email       text not null,
    lang        text not null,
    link_id     uuid references links (id) on delete set null,
    created_at  timestamptz not null,
    attempts    bigint not null,
    error       text,
    next_at     timestamptz,
    given_up_at timestamptz
);
create index letters_email on letters (email);
create index letters_link_id on letters (link_id);

-- Secrets by which a link opens when it came by mail: each attempt to send a letter has one of its own, for nobody knows which of
-- them arrived. Only their hashes are kept.
create table mailed_secrets (
    hash    text primary key,
    link_id uuid not null references links (id) on delete cascade
);
create index mailed_secrets_link_id on mailed_secrets (link_id);
