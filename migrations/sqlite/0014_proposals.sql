-- What the files of a show tell, kept for whoever sent them until they have seen what it would change and say yes.
create table proposals (
    id         blob primary key,
    user_id    blob not null references users (id) on delete cascade,
    slug       text not null,
    told       text not null,
    others     text not null,
    created_at text not null
);
create index proposals_user_id on proposals (user_id);
create index proposals_created_at on proposals (created_at);
