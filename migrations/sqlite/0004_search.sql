-- What is searched: the texts of episodes and notes, cut into passages.
create table passages (
    id         integer primary key,
    show_id    blob not null references shows (id) on delete cascade,
    episode_id blob references episodes (id) on delete cascade,
    note_id    blob references notes (id) on delete cascade,
    -- What the text is of the episode or note, what tells most of it first.
    part       bigint not null,
    -- Pairs of a byte of the text and the moment of the recording, in ms, at which what stands there is said.
    moments    text not null,
    text       text not null
);
create index passages_show_id on passages (show_id);
create index passages_episode_id on passages (episode_id);
create index passages_note_id on passages (note_id);

-- Their words, folded by glos into a-z and 0-9, so that no tokenizer has anything to decide. Contentless: the texts
-- themselves are above. The beginnings of three and four letters, which thousands of different words share, have an index
-- each: without it a search for one has to put together all of those words.
create virtual table passages_words using fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='3 4');
create trigger passages_deleted after delete on passages begin
    delete from passages_words where rowid = old.id;
end;

-- The revision at which what the search knows of an episode, and of a show's notes, was read.
alter table episodes add column indexed bigint not null default -1;
alter table shows add column indexed bigint not null default -1;
create index episodes_not_indexed on episodes (show_id, release_at) where indexed < revision;
create index shows_not_indexed on shows (id) where indexed < described;
