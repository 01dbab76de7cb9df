-- What glos makes of what was sent: masters, and the picture of the sound.

-- Whether a master is wished for ('auto', 'always', 'never'), how much of it is made (per cent), and what it became.
-- Its bytes are claimed before they are put, as the upload's own are.
alter table uploads add column mastering text not null default 'auto';
alter table uploads add column progress bigint;
alter table uploads add column master jsonb;
alter table uploads add column master_sha256 text;
create index uploads_master_sha256 on uploads (master_sha256);

-- What a recording was made of, when glos made it. Both files stay as long as the recording does.
alter table audios add column master jsonb;
alter table audios add column master_sha256 text;
alter table audios add column original_sha256 text;
create index audios_master_sha256 on audios (master_sha256);
create index audios_original_sha256 on audios (original_sha256);

-- The picture of the sound of these bytes, ten peaks a second.
create table waveforms (
    sha256 text primary key,
    peaks  bytea not null
);

-- Objects that are being put for a row that is not there yet: they are not to be deleted.
create table claims (
    sha256     text not null,
    holder     uuid not null,
    claimed_at timestamptz not null,
    primary key (sha256, holder)
);

-- How often the job was asked for: one that is asked for while it runs is run once more.
alter table jobs add column requests bigint not null default 1;
