-- What is agreed with hubs that send what is new of a source.
create table push (
    source text primary key references source (id) on delete cascade,
    hub text not null,
    topic text not null,
    url text not null,
    token text not null unique,
    secret text not null,
    state text not null,
    since integer,
    until integer,
    due_at integer not null,
    pushed_at integer,
    failures integer not null,
    missed integer not null,
    error text not null
) without rowid;
create index push_due on push (due_at);
