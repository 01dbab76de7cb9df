-- Texts that people are working on, and episodes that were deleted.

-- A draft that nobody has given a title yet; its slug stands in until there is one.
alter table episodes add column is_untitled boolean not null default false;

-- Whether listeners may know its address: from then on it stays. What was there before this column keeps the address it has.
alter table episodes add column was_open boolean not null default false;
update episodes set was_open = true;

-- Who last changed what it says, as they were called then.
alter table episodes add column changed_by text;

-- What is in the bin is a draft to everybody else; what it was before is kept beside it. After a month its texts and its
-- recordings' bytes are swept; the row stays, so that its GUID is never given again and its addresses answer 410.
alter table episodes add column deleted_at text;
alter table episodes add column deleted_by text;
alter table episodes add column kept_visibility text;
alter table episodes add column kept_release_at text;
alter table episodes add column is_swept boolean not null default false;
create index episodes_deleted_at on episodes (deleted_at);

-- Whether the bytes of a recording are no longer held for it.
alter table audios add column is_swept boolean not null default false;

-- What a person typed into an episode's form and nobody else sees yet. base holds a mark of each field as it was when they
-- began, sheet what they typed.
create table edits (
    episode_id blob not null references episodes (id) on delete cascade,
    user_id    blob not null references users (id) on delete cascade,
    base       text not null,
    sheet      text not null,
    changed_at text not null,
    primary key (episode_id, user_id)
);
