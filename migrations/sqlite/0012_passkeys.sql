-- What a browser is asked about a passkey belongs to its session, one question at a time, and ends with it.
drop table ceremonies;
create table ceremonies (
    session_id blob primary key references sessions (id) on delete cascade,
    state      text not null,
    expires_at text not null
);

-- Who made a link by their rights: it goes when they lose these.
alter table links add column maker_id blob references users (id) on delete cascade;
