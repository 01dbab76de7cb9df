-- Secret addresses under which an episode can be heard before its release; the secret itself is known only to who was given it.
create table previews (
    id         uuid primary key,
    episode_id uuid not null references episodes (id) on delete cascade,
    hash       text not null unique,
    made_by    text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index previews_episode_id on previews (episode_id);

-- The studio's home tells the drafts that were changed last, without reading the texts of any other.
create index episodes_drafts on episodes (show_id, changed_at) where visibility = 'draft';
