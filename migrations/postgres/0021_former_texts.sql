-- Several former lists of chapters are kept, in the order in which they come back, each with who typed over it.
alter table former_texts add column place bigint not null default 0, add column typist_id uuid;
alter table former_texts alter column place drop default, drop constraint former_texts_pkey,
    add primary key (episode_id, what, place);
