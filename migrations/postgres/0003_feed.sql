-- What the feed tells of an episode beside its title and notes, and what is needed to make only that anew which changed.

-- The podcast namespace's facts of an episode, and its own cover.
alter table episodes add column details jsonb not null default '{}';

-- The show's revision at which the episode, its recording, its chapters, its transcript or its links last changed.
alter table episodes add column revision bigint not null default 0;
create index episodes_revision on episodes (show_id, revision);

-- The show's revision at which the show itself or a note last changed, or an episode vanished: everything is read anew.
alter table shows add column described bigint not null default 0;

-- Names in addresses that a show had before: requests for them are led to the present one.
create table former_slugs (
    slug    text primary key,
    show_id uuid not null references shows (id) on delete cascade,
    left_at timestamptz not null
);

-- The chapters that a producer set; an episode without a row has those of its recording.
create table chapters (
    episode_id uuid primary key references episodes (id) on delete cascade,
    chapters   jsonb not null
);

-- The words of an episode; version is the SHA-256 of the cues, hex; times are given, or estimated for text without any.
create table transcripts (
    episode_id uuid primary key references episodes (id) on delete cascade,
    language   text,
    version    text not null,
    times      text not null,
    cues       jsonb not null
);

-- A recording that may be heard no more: its address answers 410.
alter table audios add column withdrawn_at timestamptz;

-- Which change of a show's feed a WebSub hub or podping was last told of.
create table told (
    show_id    uuid not null references shows (id) on delete cascade,
    receiver   uuid not null,
    changed_at timestamptz not null,
    primary key (show_id, receiver)
);

-- Whether any show changed is asked each second, and the next release whenever the front page is made.
create index shows_revision on shows (revision);
create index episodes_release_at on episodes (release_at);

-- The file name that a recording's address ends in; none while it is made of the present names of show and episode.
alter table audios add column name text;

-- Whether an episode of the show was ever in its feed: from then on apps know the show by its podcast:guid.
alter table shows add column aired boolean not null default false;
update shows set aired = true where exists (select 1 from episodes where episodes.show_id = shows.id);
