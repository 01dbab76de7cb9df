-- Uploads that know where they belong, and what their first bytes tell.

-- The episode that the bytes are meant for: a draft that waits for its recording gets them as soon as they are checked.
alter table uploads add column for_episode uuid references episodes (id) on delete set null;
create index uploads_for_episode on uploads (for_episode);

-- By which its sender knows the same file again: name, size, date and first bytes, hashed.
alter table uploads add column fingerprint text;

-- What the first bytes tell: container, codec, a likely length.
alter table uploads add column look jsonb;

-- Who gave a recording to its episode, as they were called then.
alter table audios add column sent_by text;
