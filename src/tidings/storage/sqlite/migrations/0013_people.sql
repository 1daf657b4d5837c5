-- How often the news has changed. What is a person's own (what they have read, say) is no change.
create table change (
    number integer not null
);
insert into change values (0);

-- Who uses the library. The first is its owner, who needs no password where nobody else can come in.
create table person (
    id integer primary key autoincrement,
    name text not null unique collate nocase,
    role text not null,
    password text not null,
    email text not null,
    settings text not null,
    created_at integer not null
);
insert into person values (
    1, 'owner', 'owner', '', '', '{}', cast(unixepoch('subsec') * 1000000 as integer)
);
