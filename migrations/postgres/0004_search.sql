-- What is searched: the texts of episodes and notes, cut into passages.
create table passages (
    id         bigint generated always as identity primary key,
    show_id    uuid not null references shows (id) on delete cascade,
    episode_id uuid references episodes (id) on delete cascade,
    note_id    uuid references notes (id) on delete cascade,
    -- What the text is of the episode or note, what tells most of it first.
    part       bigint not null,
    -- Pairs of a byte of the text and the moment of the recording, in ms, at which what stands there is said.
    moments    jsonb not null,
    text       text not null,
    -- Its words, folded by glos into a-z and 0-9, so that no dictionary has anything to decide.
    words      tsvector not null
);
create index passages_show_id on passages (show_id);
create index passages_episode_id on passages (episode_id);
create index passages_note_id on passages (note_id);
-- Nothing waits in a list that every search would have to read through.
create index passages_words on passages using gin (words) with (fastupdate = off);

-- The revision at which what the search knows of an episode, and of a show's notes, was read.
alter table episodes add column indexed bigint not null default -1;
alter table shows add column indexed bigint not null default -1;
create index episodes_not_indexed on episodes (show_id, release_at) where indexed < revision;
create index shows_not_indexed on shows (id) where indexed < described;
