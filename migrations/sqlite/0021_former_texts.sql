-- Several former lists of chapters are kept, in the order in which they come back, each with who typed over it.
create table former_texts_of_old (
    episode_id blob not null references episodes (id) on delete cascade,
    what       text not null,
    place      bigint not null,
    body       text not null,
    typist_id  blob,
    kept_at    text not null,
    primary key (episode_id, what, place)
);
insert into former_texts_of_old (episode_id, what, place, body, kept_at) select episode_id, what, 0, body, kept_at from former_texts;
drop table former_texts;
alter table former_texts_of_old rename to former_texts;
create index former_texts_kept_at on former_texts (kept_at);
