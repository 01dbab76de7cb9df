-- What chapters or words an episode had before they were replaced or deleted, so that it can be undone; null: none.
create table former_texts (
    episode_id uuid not null references episodes (id) on delete cascade,
    what       text not null,
    body       jsonb not null,
    kept_at    timestamptz not null,
    primary key (episode_id, what)
);
create index former_texts_kept_at on former_texts (kept_at);
