-- What lets people in; of each secret only its hash is here.
create table key (
    id integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    kind text not null,
    hash text not null unique,
    name text not null,
    scopes text not null,
    created_at integer not null,
    used_at integer,
    expires_at integer
);
create index key_person on key (person);
create index key_expires on key (expires_at) where expires_at is not null;

create table invitation (
    id integer primary key autoincrement,
    hash text not null unique,
    role text not null,
    name text not null,
    created_at integer not null,
    expires_at integer not null
);

-- What was opened belongs to a person; so far there was one.
create table opened_by (
    person integer not null references person (id) on delete cascade,
    article text not null references article (id) on delete cascade,
    at integer not null,
    primary key (person, article)
) without rowid;
insert into opened_by select 1, article, at from opened where reader = '';
drop table opened;
alter table opened_by rename to opened;
create index opened_article on opened (article);
