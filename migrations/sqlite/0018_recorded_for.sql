-- For which sound chapters and words were made: the SHA-256 of a recording without the tag in front of it. Null: nobody noted it.
alter table chapters add column sound_sha256 text;
alter table transcripts add column sound_sha256 text;
